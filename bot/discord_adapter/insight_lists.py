"""Insights in lists: what is not counted, and what admins did."""

from collections.abc import Sequence
from typing import Any

import discord

from bot.discord_adapter.presenter import Presenter
from bot.ids import ChannelId
from bot.participation.ports import Deed, Subject
from bot.participation.reports import Report


def exclusion_list(interaction: discord.Interaction[Any], say: Presenter, subjects: Sequence[Subject]) -> str:
    """Return what is not counted."""
    if not subjects:
        return say.phrase(interaction, "insights-excluded-none")
    return "\n".join([say.phrase(interaction, "insights-excluded"), *(f"- {_shown(one)}" for one in subjects)])


def deed_list(interaction: discord.Interaction[Any], say: Presenter, deeds: Sequence[Deed]) -> str:
    """Return who did what and when, the newest first."""
    if not deeds:
        return say.phrase(interaction, "insights-log-none")
    return "\n".join([say.phrase(interaction, "insights-log"), *(_deed(interaction, say, one) for one in deeds)])


def report_text(interaction: discord.Interaction[Any], say: Presenter, report: Report) -> str:
    """Return where and when reports come."""
    key = "insights-report-paused" if report.is_paused else "insights-report-stands"
    return say.phrase(interaction, key, channel=f"<#{report.channel_id}>", time=f"{report.at:%H:%M}", zone=report.zone)


def subjects_of(
    role: discord.Role | None, channel: discord.abc.GuildChannel | discord.app_commands.AppCommandChannel | None
) -> list[Subject]:
    """Return what was named."""
    named = [] if role is None else [Subject(role.id, is_role=True)]
    return named if channel is None else [*named, Subject(ChannelId(channel.id), is_role=False)]


def _deed(interaction: discord.Interaction[Any], say: Presenter, deed: Deed) -> str:
    done = say.phrase(interaction, deed.action, what=_subject(deed))
    return f"- {discord.utils.format_dt(deed.at, 'f')} <@{deed.user_id}> {done}"


def _subject(deed: Deed) -> str:
    if deed.action == "insights-void":
        return deed.subject
    kind, _, role_id = deed.subject.partition(" ")
    return f"<@&{role_id}>" if role_id else f"<#{kind}>"


def _shown(subject: Subject) -> str:
    return f"<@&{subject.id}>" if subject.is_role else f"<#{subject.id}>"
