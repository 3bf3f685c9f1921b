"""The topic of the day in lists: what comes, what waits, what was, how it was answered, and today's."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import discord
from discord import app_commands

from bot.bridges.model import Bridge
from bot.bridges.names import plain
from bot.discord_adapter.presenter import Presenter
from bot.i18n.days import day_name
from bot.ids import GuildId
from bot.prompts.ahead import Coming
from bot.prompts.daily import Today
from bot.prompts.figures import LEAST_PEOPLE, Figures
from bot.prompts.model import PromptId
from bot.prompts.occasions import OccasionState, Past, Posting, PostingState, QueueEntry
from bot.prompts.wording import clipped

_LONGEST_CHOICE: Final = 100
_MOST_CHOICES: Final = 25

Texts = Mapping[PromptId, str]
"""What prompts ask, in the asker's language."""


def coming_list(
    interaction: discord.Interaction[Any], say: Presenter, name: str, coming: Sequence[Coming], texts: Texts
) -> str:
    """Return what comes, each with the reason for it."""
    lines = [say.phrase(interaction, "daily-next-title", bridge=plain(name))]
    if not coming:
        lines.append(say.phrase(interaction, "daily-next-none"))
    for one in coming:
        day, when = day_name(one.on, say.locale(interaction)), discord.utils.format_dt(one.at, "F")
        lines.append(say.phrase(interaction, "daily-next-day", day=day, when=when))
        if one.choice is None:
            lines.append(f"> {say.phrase(interaction, 'daily-skipped-date')}")
        else:
            reason = say.phrase(interaction, f"daily-reason-{one.choice.reason}")
            lines.append(f"> {texts[one.choice.prompt_id]}\n> -# {reason}")
    return "\n".join(lines)


def queue_list(
    interaction: discord.Interaction[Any], say: Presenter, name: str, queue: Sequence[QueueEntry], texts: Texts
) -> str:
    """Return what admins put next, in its order."""
    if not queue:
        return say.phrase(interaction, "daily-queue-none", bridge=plain(name))
    lines = [say.phrase(interaction, "daily-queue-title", bridge=plain(name))]
    lines += [f"{number}. {texts[one.prompt_id]}" for number, one in enumerate(queue, 1)]
    return "\n".join(lines)


def queue_choices(queue: Sequence[QueueEntry], texts: Texts, typed: str) -> list[app_commands.Choice[str]]:
    """Return the entries in whose text is what was *typed* so far."""
    fitting = [one for one in queue if typed.casefold() in texts[one.prompt_id].casefold()]
    return [text_choice(str(one.id), texts[one.prompt_id]) for one in fitting[:_MOST_CHOICES]]


def text_choice(value: str, text: str) -> app_commands.Choice[str]:
    """Return a choice that reads as *text*, as far as Discord lets it."""
    return app_commands.Choice(name=clipped(text, _LONGEST_CHOICE), value=value)


def history_list(
    interaction: discord.Interaction[Any], say: Presenter, bridge: Bridge, past: Sequence[Past], texts: Texts
) -> str:
    """Return what was asked, where it stands and how many answered."""
    if not past:
        return say.phrase(interaction, "daily-history-none", bridge=plain(bridge.name))
    lines = [say.phrase(interaction, "daily-history-title", bridge=plain(bridge.name))]
    for one in past:
        choice, day = one.occasion.choice, day_name(one.occasion.on, say.locale(interaction))
        asked = say.phrase(interaction, "daily-skipped-date") if choice is None else texts[choice.prompt_id]
        lines.append(f"**{day}** · {asked}")
        if choice is not None:
            lines.append(
                "> "
                + " · ".join([*places(bridge, one, GuildId(interaction.guild_id or 0)), _came(interaction, say, one)])
            )
    return "\n".join(lines)


def figures_text(
    interaction: discord.Interaction[Any], say: Presenter, name: str, figures: Figures, texts: Texts
) -> str:
    """Return how topics were answered, as sums."""
    if not figures.topics:
        return say.phrase(interaction, "daily-stats-none", bridge=plain(name))
    share = round(100 * figures.answered / figures.topics)
    lines = [say.phrase(interaction, "daily-stats-title", bridge=plain(name))]
    lines.append(
        say.phrase(interaction, "daily-stats-share", topics=figures.topics, answered=figures.answered, share=share)
    )
    if figures.themes:
        lines.append(say.phrase(interaction, "daily-stats-themes"))
        for theme, people in figures.themes:
            called = say.phrase(interaction, f"daily-theme-{theme}" if theme else "daily-theme-own")
            lines.append(say.phrase(interaction, "daily-stats-line", what=called, people=people))
    if figures.most_answered:
        lines.append(say.phrase(interaction, "daily-stats-most"))
        for prompt_id, people in figures.most_answered:
            lines.append(say.phrase(interaction, "daily-stats-line", what=texts[prompt_id], people=people))
    lines.append(say.phrase(interaction, "daily-stats-least", least=LEAST_PEOPLE))
    return "\n".join(lines)


def today_text(interaction: discord.Interaction[Any], say: Presenter, today: Today, texts: Texts) -> str:
    """Return today's topic, where to answer it, and when the next one comes."""
    lines = []
    past = today.past
    if past is None or past.occasion.choice is None:
        lines.append(say.phrase(interaction, "daily-today-none"))
    else:
        lines += [f"### {say.phrase(interaction, 'daily-topic')}", f"**{texts[past.occasion.choice.prompt_id]}**"]
        lines.append(" · ".join(places(today.bridge, past, GuildId(interaction.guild_id or 0))))
        is_open = past.occasion.state is OccasionState.OPEN
        when = discord.utils.format_dt(past.occasion.closes_at, "f")
        lines.append(say.phrase(interaction, "daily-today-open" if is_open else "daily-today-closed", when=when))
    if today.next_at is not None:
        when = discord.utils.format_dt(today.next_at, "F")
        lines.append(say.phrase(interaction, "daily-today-next", when=when))
    return "\n".join(lines)


def places(bridge: Bridge, past: Past, guild_id: GuildId) -> list[str]:
    """Return where the topic stands in one guild, in the order of the bridge's channels: a thread, or a message."""
    posted = {one.channel_id: one for one in past.postings if one.state is PostingState.POSTED}
    ends = [end for end in bridge.endpoints if end.guild_id == guild_id and end.channel_id in posted]
    return [_place(guild_id, posted[end.channel_id]) for end in ends]


def _place(guild_id: GuildId, posting: Posting) -> str:
    if posting.thread_id is not None:
        return f"<#{posting.thread_id}>"
    return f"https://discord.com/channels/{guild_id}/{posting.channel_id}/{posting.message_id}"


def _came(interaction: discord.Interaction[Any], say: Presenter, past: Past) -> str:
    if past.occasion.state is OccasionState.OPEN:
        return say.phrase(interaction, "daily-still-open")
    return say.phrase(interaction, "daily-took-part", count=sum(one.people for one in past.postings))
