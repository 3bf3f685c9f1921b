"""Deciding: whose moderators say whether what waits may enter a destination."""

from collections.abc import Iterable
from typing import Final

from bot.bridges.model import Bridge
from bot.ids import GuildId
from bot.moderation.model import Reason, Refusal

FOR_MODERATORS: Final = frozenset({Reason.WORDS, Reason.RULES, Reason.NEW})
"""What waits for moderators, and not for its time alone."""

_NOBODY: Final[frozenset[GuildId]] = frozenset()


def deciding(refusal: Refusal, bridge: Bridge) -> frozenset[GuildId]:
    """Return the guilds whose moderators may let in what *refusal* keeps out.

    That is the guild whose own rule it is. Where it is nobody's, as in raid mode, it is the guild that the message
    would enter; and who runs *bridge* too where that guild has no notice channel, in which it would be shown.
    """
    if refusal.reason not in FOR_MODERATORS:
        return _NOBODY
    if refusal.ruled_by is not None:
        return frozenset({refusal.ruled_by})
    end = bridge.endpoint(refusal.destination_id)
    if end is None:
        return _NOBODY
    if end.guild_id in bridge.notice_channels:
        return frozenset({end.guild_id})
    return frozenset({end.guild_id, bridge.run_by})


def left_to(guild_id: GuildId, refusals: Iterable[Refusal], bridge: Bridge) -> tuple[Refusal, ...]:
    """Return those of *refusals* that moderators of *guild_id* decide."""
    return tuple(one for one in refusals if guild_id in deciding(one, bridge))


def is_shown_everywhere(bridge: Bridge) -> bool:
    """Tell whether what waits by nobody's own rule is shown to somebody who decides, whichever guild it would enter."""
    shown = bridge.notice_channels
    return all(guild_id in shown or bridge.run_by in shown for guild_id in bridge.guild_ids)
