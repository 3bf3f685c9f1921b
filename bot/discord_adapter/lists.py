"""Lists for admins: what stands, in a message."""

from collections.abc import Sequence
from typing import Any

import discord

from bot.bridges.model import CONFIGURATION, Bridge, SeatStanding, Standing
from bot.bridges.names import plain
from bot.discord_adapter.presenter import Presenter
from bot.discord_adapter.seats import channel_shown
from bot.discord_adapter.status import lane_lines
from bot.i18n.languages import language_name
from bot.ids import GuildId


def bridge_list(interaction: discord.Interaction[Any], say: Presenter, standings: Sequence[Standing]) -> str:
    """Return every bridge with its channels, their languages and how they stand."""
    if not standings:
        return say.phrase(interaction, "bridges-none")
    lines = []
    for standing in standings:
        bridge, guild_id = standing.bridge, GuildId(interaction.guild_id or 0)
        state = say.phrase(interaction, f"bridge-{_state(bridge, guild_id)}")
        lines.append(say.phrase(interaction, "bridge-line", bridge=plain(standing.name), state=state))
        for seat in standing.seats:
            lines += [_endpoint(interaction, say, seat, standing), *lane_lines(interaction, say, seat)]
        notices = bridge.notice_channels.get(guild_id)
        if notices is not None:
            lines.append(say.phrase(interaction, "bridge-line-notices", channel=f"<#{notices}>"))
    return "\n".join(lines)


def code_list(words: Sequence[str]) -> str:
    """Return *words*, which anybody may have typed, so that nothing in them does anything."""
    return " ".join(f"`{word.replace('`', '´')}`" for word in words)


def _state(bridge: Bridge, guild_id: GuildId) -> str:
    if bridge.settings.is_paused:
        return "is-paused"
    if bridge.owner == CONFIGURATION:
        return "is-configured"
    return "is-open" if bridge.owner.guild_id == guild_id else "is-joined"


def _endpoint(interaction: discord.Interaction[Any], say: Presenter, seat: SeatStanding, standing: Standing) -> str:
    end = seat.endpoint
    channel = channel_shown(interaction, say, end.channel_id, standing.elsewhere)
    language = language_name(end.language, say.locale(interaction))
    key = "bridge-line-shut" if end.is_paused else "bridge-line-channel"
    return say.phrase(interaction, key, channel=channel, language=language, waiting=seat.lane.waiting)
