"""Lists for admins: what stands, in a message."""

from collections.abc import Sequence
from typing import Any

import discord

from bot.bridges.model import Bridge, Endpoint, Standing
from bot.discord_adapter.presenter import Presenter
from bot.i18n.languages import language_name


def bridge_list(interaction: discord.Interaction[Any], say: Presenter, standings: Sequence[Standing]) -> str:
    """Return every bridge with its channels, their languages and how they stand."""
    if not standings:
        return say.phrase(interaction, "bridges-none")
    lines = []
    for standing in standings:
        bridge = standing.bridge
        state = say.phrase(interaction, f"bridge-{_state(bridge)}")
        lines.append(say.phrase(interaction, "bridge-line", bridge=bridge.name, state=state))
        lines += [_endpoint(interaction, say, end, standing.waiting[end.channel_id]) for end in bridge.endpoints]
        if bridge.settings.notice_channel_id is not None:
            notices = f"<#{bridge.settings.notice_channel_id}>"
            lines.append(say.phrase(interaction, "bridge-line-notices", channel=notices))
    return "\n".join(lines)


def code_list(words: Sequence[str]) -> str:
    """Return *words*, which anybody may have typed, so that nothing in them does anything."""
    return " ".join(f"`{word.replace('`', '´')}`" for word in words)


def _state(bridge: Bridge) -> str:
    if bridge.settings.is_paused:
        return "is-paused"
    return "is-configured" if bridge.owner.guild_id is None else "is-open"


def _endpoint(interaction: discord.Interaction[Any], say: Presenter, end: Endpoint, waiting: int) -> str:
    language = language_name(end.language, say.locale(interaction))
    key = "bridge-line-shut" if end.is_paused else "bridge-line-channel"
    return say.phrase(interaction, key, channel=f"<#{end.channel_id}>", language=language, waiting=waiting)
