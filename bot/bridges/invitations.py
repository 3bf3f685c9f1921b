"""Invitations: how a bridge comes to span guilds, by consent of both sides."""

import hashlib
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.bridges.bridges import Bridges
from bot.bridges.consent import Invitation, InvitationStore
from bot.bridges.errors import InvitationOwn, InvitationUnknown
from bot.bridges.model import Actor, Bridge, Elsewhere, Endpoint, Wish
from bot.bridges.ports import Places
from bot.bridges.proposals import Proposal
from bot.clock import Clock
from bot.errors import BridgeJoined, ChannelUnlisted
from bot.ids import ChannelId, GuildId, MessageId

VALID_FOR: Final = timedelta(minutes=30)

# Read aloud and typed by hand: no 0 and O, no 1, I and L. 16 of 31 characters are 79 bits, which half an hour of
# guesses through Discord does not touch, nor a hash of it that somebody stole.
_ALPHABET: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_GROUPS: Final = 4
_GROUP: Final = 4


@dataclass(frozen=True, slots=True)
class Invited:
    """A code as it is shown once: nobody can read it from the database."""

    bridge: Bridge
    code: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Joining:
    """What the admin of an invited guild decides about.

    Attributes:
        guild: The guild that asks, by its name.
        inviter: Who gave out the code, by name.
        others: The channels that are joined already, each with what it is called.
        proposal: The bridge with the guild's own channel.
        code_hash: Of the code that lets it join.
    """

    guild: str
    inviter: str
    others: tuple[tuple[Endpoint, Elsewhere], ...]
    proposal: Proposal
    code_hash: str


@dataclass(frozen=True, slots=True)
class Invitations:
    """Gives out codes, and lets guilds join by them. One code is one guild's consent; then it adds what it likes."""

    store: InvitationStore
    bridges: Bridges
    places: Places
    clock: Clock

    async def invite(self, name: str, by: Actor) -> Invited:
        """Give out a code for the guild's bridge called *name*; an older one of that bridge opens nothing any more.

        Raises:
            NoSuchBridge, BridgeConfigured, BridgeForeign: There is no such bridge to which *by* may invite.
        """
        bridge = await self.bridges.own(by.guild_id, name)
        code = _new_code()
        expires_at = self.clock.now() + VALID_FOR
        await self.store.issue(_hash(code), Invitation(bridge.id, by.user_id, expires_at))
        await self.bridges.record(by, bridge, "invited")
        return Invited(bridge, code, expires_at)

    async def propose(self, code: str, wish: Wish, guild_id: GuildId) -> Joining:
        """Return who invites by *code*, and how their bridge would be with the channel of *wish*. Changes nothing.

        Raises:
            InvitationUnknown, InvitationExpired, InvitationUsed, InvitationReplaced: The code opens nothing.
            InvitationOwn, BridgeJoined: The guild needs none.
            BridgeFull, ChannelAlreadyBridged: The channel cannot join.
        """
        code_hash = _hash(code)
        invitation, bridge = await self._open(code_hash)
        if bridge.owner.guild_id == guild_id:
            raise InvitationOwn(bridge=bridge.name)
        if bridge.concerns(guild_id):
            known = await self.bridges.named(guild_id)
            raise BridgeJoined(bridge=next(name for name, one in known.items() if one.id == bridge.id))
        proposal = await self.bridges.propose_seat(bridge, guild_id, wish)
        others = tuple((end, proposal.elsewhere[end.channel_id]) for end in bridge.endpoints)
        owner = await self.places.guild(bridge.owner.guild_id) if bridge.owner.guild_id is not None else ""
        return Joining(owner, await self.places.user(invitation.by), others, proposal, code_hash)

    async def join(
        self, joining: Joining, by: Actor, since: MessageId, notice_channel_id: ChannelId | None = None
    ) -> None:
        """Let the guild join: its code is used up, and its channel has its seat. What was said up to *since* stays.

        Raises:
            NotReady: Something stands in the way, by now.
            InvitationUnknown, InvitationExpired, InvitationUsed, InvitationReplaced: Somebody else was faster, or
                it took too long.
            BridgeFull, ChannelAlreadyBridged: The channel cannot join any more; the code is as good as before.
        """
        await self.bridges.demand_ready(joining.proposal)
        _, bridge = await self._open(joining.code_hash)
        (fresh,) = joining.proposal.fresh
        await self.store.accept(joining.code_hash, fresh, notice_channel_id)
        await self.bridges.settle(since)
        now = next((one for one in await self.bridges.store.every() if one.id == bridge.id), bridge)
        await self.bridges.record(by, now, "accepted")

    async def joined_channel(self, name: str, chosen: str, guild_id: GuildId) -> tuple[ChannelId, Elsewhere]:
        """Return which other guild's channel was *chosen*, by its id, in the guild's bridge called *name*.

        Raises:
            NoSuchBridge, BridgeConfigured, BridgeForeign: The guild runs none of that name.
            ChannelUnlisted: There is no such channel in it.
        """
        await self.bridges.own(guild_id, name)
        found = (one for one in (await self.joined(name, guild_id)).items() if str(one[0]) == chosen.strip())
        channel = next(found, None)
        if channel is None:
            raise ChannelUnlisted
        return channel

    async def joined(self, name: str, guild_id: GuildId) -> Mapping[ChannelId, Elsewhere]:
        """Return the other guilds' channels in the bridge called *name* that *guild_id* runs; none if there is none."""
        bridge = (await self.bridges.named(guild_id)).get(name)
        if bridge is None or bridge.owner.guild_id != guild_id:
            return {}
        return await self.bridges.notices.elsewhere(bridge.endpoints, guild_id)

    async def _open(self, code_hash: str) -> tuple[Invitation, Bridge]:
        invitation = await self.store.of(code_hash)
        if invitation is None:
            raise InvitationUnknown
        invitation.demand_open(self.clock.now())
        standing = (one for one in await self.bridges.store.every() if one.id == invitation.bridge_id)
        bridge = next(standing, None)
        if bridge is None:
            raise InvitationUnknown
        return invitation, bridge


def _new_code() -> str:
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def _hash(code: str) -> str:
    """Return the hash of *code* however it was typed: in small letters, full-width ones, with spaces or none."""
    typed = unicodedata.normalize("NFKC", code).upper()
    return hashlib.sha256("".join(letter for letter in typed if letter in _ALPHABET).encode()).hexdigest()
