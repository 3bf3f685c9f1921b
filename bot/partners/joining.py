"""Joining: members say that they want a partner, what kind of week they have, and when it is enough."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.bridges.model import Actor, Bridge, BridgeId, Endpoint
from bot.bridges.ports import BridgeStore
from bot.clock import Clock
from bot.ids import ChannelId, GuildId, UserId
from bot.partners.errors import (
    NoPartnersHere,
    NoPartnerWanted,
    NoPartnerYet,
    NoRoomForPartners,
    PairOver,
    PartnerApart,
    SeveralBridges,
)
from bot.partners.model import (
    HOURS,
    Availability,
    Level,
    Pair,
    PairId,
    Part,
    Partner,
    has_two_tongues,
    next_round,
    sides_of,
    week_of,
)
from bot.partners.ports import Muted, PairBoard, PairStore, PartnerStore
from bot.partners.threads import PairThreads
from bot.prompts.model import Theme
from bot.relay.ports import MemberChoices


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a member fills in.

    Attributes:
        channel_id: Of the side whose language they write.
        hour_there: What hour their clock shows.
    """

    channel_id: ChannelId
    level: Level
    interests: Collection[Theme]
    parts: Collection[Part]
    hour_there: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How things are for a member on a bridge.

    Attributes:
        partner: None unless they joined.
        pairs: Theirs, the newest first.
        next_at: When pairs are made next.
    """

    partner: Partner | None
    pairs: Sequence[Pair]
    next_at: datetime


@dataclass(frozen=True, slots=True)
class Partners:
    """What members do about their partners.

    Attributes:
        close_all: Has the threads of a user's ended pairs closed, and waits for that.
    """

    store: PartnerStore
    pairs: PairStore
    threads: PairThreads
    bridges: BridgeStore
    board: PairBoard
    choices: MemberChoices
    mutes: Muted
    clock: Clock
    close_all: Callable[[UserId], Awaitable[None]]

    async def bridge_at(self, guild_id: GuildId, channel_id: ChannelId) -> Bridge:
        """Return the bridge that is meant in a channel: its own, or the guild's only one.

        Args:
            guild_id: The channel's.
            channel_id: In a thread, its parent.

        Raises:
            NoPartnersHere: There is none.
            SeveralBridges: There are several, and none is the channel's.
        """
        here = await self.bridges.containing(channel_id)
        meant = [here] if here is not None else [one for one in await self.bridges.every() if guild_id in one.guild_ids]
        if not meant:
            raise NoPartnersHere
        if len(meant) > 1:
            raise SeveralBridges
        return meant[0]

    async def sides(self, bridge: Bridge, by: Actor) -> Sequence[Endpoint]:
        """Return the sides among which a member may choose theirs.

        Raises:
            NoRoomForPartners: There are none, or nobody on another side.
            PartnerApart: The member takes no part, or is muted.
        """
        if not self.choices.takes_part(by.user_id) or self._is_muted(bridge, by.user_id):
            raise PartnerApart
        ends = [end for end in sides_of(bridge, by.guild_id) if await self.board.has_room(end)]
        if not ends or not has_two_tongues(bridge.endpoints):
            raise NoRoomForPartners
        return ends

    async def join(self, bridge: Bridge, by: Actor, wanted: Wanted) -> datetime:
        """Have a member take part from the next round on, or change how; return when that is.

        Raises:
            NoRoomForPartners, PartnerApart: As `sides` has it.
            NoPartnersHere: The bridge was closed meanwhile.
        """
        end = next((one for one in await self.sides(bridge, by) if one.channel_id == wanted.channel_id), None)
        if end is None:
            raise NoRoomForPartners
        now = self.clock.now()
        availability = Availability.by_clock(wanted.parts, wanted.hour_there, now)
        interests = frozenset(wanted.interests)
        one = Partner(bridge.id, by.user_id, by.guild_id, end.channel_id, wanted.level, interests, availability)
        before = await self.store.of(bridge.id, by.user_id)
        next_at = next_round(now)
        if not await self.store.keep(one if before is None else before.changed_to(one), next_at):
            raise NoPartnersHere
        return next_at

    async def standing(self, bridge: Bridge, user_id: UserId) -> Standing:
        """Return how things are for a member."""
        partner = await self.store.of(bridge.id, user_id)
        return Standing(partner, await self.pairs.pairs_of(bridge.id, user_id), next_round(self.clock.now()))

    def hour_at(self, availability: Availability) -> int:
        """Return what hour it is now where somebody is."""
        return (self.clock.now().hour + availability.ahead) % HOURS

    async def skip(self, bridge: Bridge, user_id: UserId) -> date:
        """Let a member sit the next round out; return the Monday of that week.

        Raises:
            NoPartnerWanted: They have not joined.
        """
        partner = await self._joined(bridge.id, user_id)
        next_at = next_round(self.clock.now())
        await self.store.keep(replace(partner, skips=week_of(next_at)), next_at)
        return week_of(next_at)

    async def leave(self, bridge: Bridge, user_id: UserId) -> None:
        """Let a member have no partners any more: all is forgotten but whom they blocked, and their threads end.

        Raises:
            NoPartnerWanted: There is nothing to be left.
        """
        if bridge.id not in await self.store.bridges_of(user_id):
            raise NoPartnerWanted
        await self.store.leave(user_id, bridge.id)
        await self.threads.reload()  # from now on nothing crosses between the two

    async def meant(self, bridge: Bridge, user_id: UserId, channel_id: ChannelId) -> Pair:
        """Return which of a member's pairs is meant: in its thread that one, elsewhere the newest.

        Raises:
            NoPartnerYet: There is none.
        """
        here = await self.pairs.in_thread(channel_id)
        pairs = [here] if here is not None else await self.pairs.pairs_of(bridge.id, user_id)
        mine = next((one for one in pairs if one.side_of(user_id) is not None), None)
        if mine is None:
            raise NoPartnerYet
        return mine

    async def block(self, pair_id: PairId, user_id: UserId) -> None:
        """Never bring a member together with a partner again, and end their thread; nobody is told who wished it.

        Raises:
            PairOver: The pair is not theirs, or is forgotten.
        """
        pair = await self._of(pair_id, user_id)
        for other in pair.others(user_id):
            await self.store.block(user_id, other.user_id)
        await self.threads.reload()  # from now on nothing crosses between the two

    async def answer(self, pair_id: PairId, user_id: UserId, *, has_met: bool) -> None:
        """Remember whether two met, as one of them says; the other does not learn what they said.

        Raises:
            PairOver: It is not theirs, or has ended.
        """
        pair = await self._of(pair_id, user_id)
        await self.pairs.answer(pair.id, user_id, has_met=has_met)

    async def withdraw(self, user_id: UserId) -> None:
        """Forget all of a user, and end their pairs. Where it raises `Unavailable`, ask again."""
        if await self.store.bridges_of(user_id):
            await self.store.leave(user_id)
            await self.threads.reload()  # from now on nothing crosses between the two
            await self.close_all(user_id)
        await self.store.forget_blocks(user_id)

    async def _of(self, pair_id: PairId, user_id: UserId) -> Pair:
        pair = await self.pairs.by_id(pair_id)
        if pair is None or pair.side_of(user_id) is None:
            raise PairOver
        return pair

    async def _joined(self, bridge_id: BridgeId, user_id: UserId) -> Partner:
        partner = await self.store.of(bridge_id, user_id)
        if partner is None:
            raise NoPartnerWanted
        return partner

    def _is_muted(self, bridge: Bridge, user_id: UserId) -> bool:
        return any(self.mutes.is_muted(bridge.id, guild_id, user_id) for guild_id in bridge.guild_ids)
