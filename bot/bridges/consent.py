"""Consent between guilds: what is remembered of invitations, and of guilds that the bot was removed from."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.bridges.errors import InvitationExpired, InvitationReplaced, InvitationUsed
from bot.bridges.model import BridgeId, Endpoint
from bot.ids import ChannelId, GuildId, UserId


class InvitationState(enum.StrEnum):
    """What became of an invitation, but for its time."""

    OPEN = "open"
    USED = "used"
    REPLACED = "replaced"  # by a newer one for the same bridge


@dataclass(frozen=True, slots=True)
class Invitation:
    """An owner's consent that one more guild joins a bridge, whichever brings the code first."""

    bridge_id: BridgeId
    by: UserId
    expires_at: datetime
    state: InvitationState = InvitationState.OPEN

    def demand_open(self, now: datetime) -> None:
        """Go on only if the code opens something at *now*.

        Raises:
            InvitationUsed, InvitationReplaced, InvitationExpired: It does not.
        """
        if self.state is InvitationState.USED:
            raise InvitationUsed
        if self.state is InvitationState.REPLACED:
            raise InvitationReplaced
        if self.expires_at <= now:
            raise InvitationExpired


class InvitationStore(Protocol):
    """Remembers invitations, by a hash of their codes."""

    async def issue(self, code_hash: str, invitation: Invitation) -> None:
        """Remember *invitation*; an older one for its bridge that is open is replaced."""
        ...

    async def of(self, code_hash: str) -> Invitation | None:
        """Return the invitation of a code, also one that opens nothing any more; None where there is none."""
        ...

    async def accept(self, code_hash: str, endpoint: Endpoint, notice_channel_id: ChannelId | None) -> None:
        """Use up a code: seat *endpoint* and make its guild a guest, all or nothing, in one transaction.

        Raises:
            InvitationUnknown, InvitationExpired, InvitationUsed, InvitationReplaced: The code opens nothing.
            ChannelAlreadyBridged, BridgeFull: The channel cannot be seated; the code is as good as before.
        """
        ...

    async def expire(self) -> None:
        """Forget invitations whose time was over a day ago: until then it can be said what became of them."""
        ...


class DepartureStore(Protocol):
    """Remembers which guilds have left, and since when: the bot was removed, or they have no bridge any more."""

    async def known(self) -> frozenset[GuildId]:
        """Return every guild of which something is kept."""
        ...

    async def without_bridge(self) -> frozenset[GuildId]:
        """Return those of `known` that neither run a bridge nor have a seat in one, be it out of service."""
        ...

    async def every(self) -> Mapping[GuildId, datetime]:
        """Return the guilds that have left, each with the moment when that was noted."""
        ...

    async def note(self, guild_id: GuildId) -> bool:
        """Remember that a guild has left; tell whether that is news. A seat that it takes cancels it."""
        ...

    async def cancel(self, guild_id: GuildId) -> bool:
        """Forget that a guild has left, since it is back; tell whether that is news."""
        ...

    async def purge(self, guild_id: GuildId) -> None:
        """Forget everything of a guild that has left, the departure too; nothing if it is back."""
        ...


class GuildPresence(Protocol):
    """Tells in which guilds the bot is. Raises `Unavailable` where Discord does not answer."""

    async def every(self) -> frozenset[GuildId]:
        """Return all guilds that the bot is in, those with an outage too."""
        ...

    async def is_in(self, guild_id: GuildId) -> bool:
        """Tell whether the bot is in a guild."""
        ...
