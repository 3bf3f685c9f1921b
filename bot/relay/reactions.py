"""Reactions: what people put under a message is put, once and by the bot, under its counterparts.

Ours stands under a message for people who reacted to its counterparts elsewhere, and goes with the last of them. Who
reacted is Discord's to know: it is asked, and nothing of it is written down.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import structlog
from cachetools import LRUCache

from bot.bridges.model import Bridge, BridgeId, Endpoint
from bot.clock import Clock
from bot.errors import ChannelGone, EmojiUnknown, Forbidden, Gone, QiaoError, Refused, ThreadShut, Unavailable
from bot.ids import ChannelId, MessageId, UserId, said_at
from bot.relay.counterparts import Counterparts
from bot.relay.looking import Found, Look
from bot.relay.model import SourcePlace
from bot.relay.patience import a_few_times, backoff_seconds
from bot.relay.ports import Ledger
from bot.relay.reacting import Emoji, Reacted, ReactionBoard, ReactionEvent, ReactionGate
from bot.tasks import Tasks

_log = structlog.stdlib.get_logger(__name__)

_ALL: Final = ""  # in place of a likeness: every reaction at once
_REMEMBERED: Final = 4096
_MOST_WAITING: Final = 1000  # works of one bridge; beyond them reactions stay where they are
_ON_ITS_WAY: Final = timedelta(seconds=60)  # so young a message may have copies that do not stand yet
_REST_SECONDS: Final = 30.0
_REST_WITHOUT_RIGHT_SECONDS: Final = 300.0

_Key = tuple[MessageId, str]
_Places = Mapping[ChannelId, tuple[MessageId, ...]]


@dataclass(slots=True)
class _Work:
    """What is to be done about one emoji under one message.

    Attributes:
        emoji: None for every emoji.
        destinations: Where it is to be put.
        looks: Where it belongs is to be seen from who has it there now, whatever was told before.
        awaits: Where copies are on their way; until one of them stands there is nothing to be done.
        tries: How often they were looked for.
    """

    place: SourcePlace
    emoji: Emoji | None
    destinations: set[ChannelId] = field(default_factory=set)
    looks: bool = False
    awaits: frozenset[ChannelId] = frozenset()
    tries: int = 0

    @property
    def key(self) -> _Key:
        return self.place.message_id, _ALL if self.emoji is None else self.emoji.likeness


class Reactions:
    """Carries reactions, beside the lanes: no message waits for one. `note` is told of all that happen.

    The works of a bridge are done one after the other, so that a look is not overtaken by what it did not see.
    What is told of one emoji under one message while that waits is one work.

    Args:
        bridge_of: Tells the bridge in which a channel has its seat.
        own_id: The bot's own user, whose reactions are nobody's.
    """

    def __init__(
        self,
        bridge_of: Callable[[ChannelId], Bridge | None],
        ledger: Ledger,
        board: ReactionBoard,
        gate: ReactionGate,
        own_id: UserId,
        clock: Clock,
        tasks: Tasks,
    ) -> None:
        self._bridge_of = bridge_of
        self._counterparts = Counterparts(ledger)
        self._board = board
        self._gate = gate
        self._own_id = own_id
        self._clock = clock
        self._tasks = tasks
        self._works: dict[BridgeId, dict[_Key, _Work]] = {}  # of those bridges that have a worker
        self._carried: LRUCache[_Key, frozenset[ChannelId]] = LRUCache(_REMEMBERED)
        self._taken_off: LRUCache[_Key, None] = LRUCache(_REMEMBERED)  # of late, by anybody
        self._awaited: set[_Key] = set()
        self._rests_until: dict[ChannelId, float] = {}  # monotonic seconds

    def note(self, event: ReactionEvent) -> None:
        """Take note of *event*; never waits."""
        bridge = self._bridge_of(event.channel_id)
        if bridge is None or event.user_id == self._own_id:
            return
        work = _Work(SourcePlace(event.channel_id, event.message_id), event.emoji)
        if not isinstance(event, Reacted):
            work.looks = True
            self._taken_off[work.key] = None
        elif event.is_bot:
            return
        else:
            # It may be told after it was taken off again; and where it belongs, before a thread has all its sides.
            is_taken_off = work.key in self._taken_off or (event.message_id, _ALL) in self._taken_off
            work.looks = is_taken_off or not self._is_whole(bridge)
            users = frozenset((event.user_id,))
            work.destinations = self._reached(bridge, event.channel_id, event.emoji.likeness, users)
            is_idle = bridge.id not in self._works  # else a look may be taking away what is known to stand
            is_alone = not bridge.others(event.channel_id)  # a thread whose counterparts are still to be opened
            if not is_alone and (not work.destinations or (is_idle and work.destinations <= self._known(work.key))):
                return
        self._enqueue(bridge.id, work)

    def _enqueue(self, bridge_id: BridgeId, work: _Work) -> None:
        works = self._works.get(bridge_id)
        if works is None:
            works = self._works[bridge_id] = {}
            self._tasks.start(self._work(bridge_id), name=f"reactions-{bridge_id}")
        if (waiting := works.get(work.key)) is not None:
            waiting.destinations |= work.destinations
            waiting.looks = waiting.looks or work.looks
            waiting.awaits &= work.awaits
        elif len(works) < _MOST_WAITING:
            works[work.key] = work
        else:
            _log.warning("too many reactions: one left out", bridge=bridge_id, channel=work.place.channel_id)

    async def _work(self, bridge_id: BridgeId) -> None:
        works = self._works[bridge_id]
        try:
            while works:
                work = works.pop(next(iter(works)))
                try:
                    await self._do(work)
                except QiaoError as error:
                    place = work.place
                    _log.warning(
                        "reaction not carried", channel=place.channel_id, message=place.message_id, error=error.key
                    )
        finally:
            del self._works[bridge_id]

    async def _do(self, work: _Work) -> None:
        bridge = self._bridge_of(work.place.channel_id)
        if bridge is None:
            return
        places = await a_few_times(lambda: self._counterparts.of(bridge, work.place), self._clock)
        others = frozenset(end.channel_id for end in bridge.others(work.place.channel_id))
        awaits = work.awaits if places else others
        if not places or (awaits and awaits.isdisjoint(places)):
            self._await_copies(bridge.id, work, awaits)
            return
        if work.looks:
            await self._look(bridge, places, work)
        if work.emoji is not None and not bridge.settings.is_paused:
            await self._carry(bridge, places, work, work.emoji)
        if not self._is_whole(bridge):
            self._await_copies(bridge.id, work, frozenset())

    async def _look(self, bridge: Bridge, places: _Places, work: _Work) -> None:
        """Take off what stands for nobody any more, and learn where the emoji is to be put."""
        look, here = Look(self._board, self._clock, places), work.place.channel_id
        for likeness in (work.emoji.likeness,) if work.emoji is not None else await look.likenesses():
            for channel_id in places:
                if channel_id != here and not await self._is_wanted(bridge, places, look, likeness, channel_id, here):
                    await self._clear(places, await look.ours(channel_id, likeness), channel_id)
        if work.emoji is not None:
            likeness = work.emoji.likeness
            work.destinations = self._reached(bridge, here, likeness, await look.people(here, likeness))

    async def _is_wanted(
        self, bridge: Bridge, places: _Places, look: Look, likeness: str, channel_id: ChannelId, first: ChannelId
    ) -> bool:
        """Tell whether people elsewhere have an emoji that is to be seen in a channel; ask *first* before others."""
        for other in sorted(places, key=lambda place: place != first):
            if other == channel_id:
                continue
            if channel_id in self._reached(bridge, other, likeness, await look.people(other, likeness)):
                return True
        return False

    async def _clear(self, places: _Places, ours: Sequence[Found], channel_id: ChannelId) -> None:
        """Take *ours* off in a channel, and forget that they stand."""
        for message_id, reaction in ours:
            for each in (each for parts in places.values() for each in parts):
                self._carried.pop((each, reaction.emoji.likeness), None)
            await self._take(channel_id, message_id, reaction.emoji)

    async def _carry(self, bridge: Bridge, places: _Places, work: _Work, emoji: Emoji) -> None:
        """Put *emoji* wherever it is due and not known to stand; wait for copies that may be on their way."""
        known = self._known(work.key)
        due = [end for end in bridge.others(work.place.channel_id) if end.channel_id in work.destinations - known]
        standing = [end for end in due if end.channel_id in places]
        is_put = await asyncio.gather(*(self._put(end, places[end.channel_id][-1], emoji) for end in standing))
        done = {end.channel_id for end, is_done in zip(standing, is_put, strict=True) if is_done}
        self._carried[work.key] = known | done
        if missing := frozenset(end.channel_id for end in due if end.channel_id not in places):
            self._await_copies(bridge.id, work, missing)

    def _is_whole(self, bridge: Bridge) -> bool:
        """Tell whether *bridge* is one between channels, or between as many threads of theirs."""
        parent_id = bridge.endpoints[0].parent_id
        of_channels = self._bridge_of(parent_id) if parent_id is not None else None
        return of_channels is None or len(bridge.endpoints) == len(of_channels.endpoints)

    def _await_copies(self, bridge_id: BridgeId, work: _Work, awaits: frozenset[ChannelId]) -> None:
        """Look again for copies that may be on their way to where *work* *awaits* them."""
        if self._clock.now() - said_at(work.place.message_id) >= _ON_ITS_WAY:
            self._carried[work.key] = self._known(work.key) | awaits
        elif work.key not in self._awaited:
            self._awaited.add(work.key)
            self._tasks.start(self._again(bridge_id, work, awaits), name=f"reaction-{work.place.message_id}")

    async def _again(self, bridge_id: BridgeId, work: _Work, awaits: frozenset[ChannelId]) -> None:
        await self._clock.sleep(backoff_seconds(work.tries + 1))
        self._awaited.discard(work.key)
        # Whoever reacted may have thought better of it.
        self._enqueue(bridge_id, _Work(work.place, work.emoji, set(), True, awaits, work.tries + 1))

    async def _put(self, end: Endpoint, message_id: MessageId, emoji: Emoji) -> bool:
        """React in a channel, as well as it can be; tell whether no more is to be done about it."""
        if self._is_resting(end.channel_id):
            return False
        try:
            await a_few_times(lambda: self._board.put(end.channel_id, message_id, emoji), self._clock)
        except (EmojiUnknown, Forbidden) as error:
            # Discord may refuse another guild's emoji in either way.
            own = None if emoji.id is None else await self._own(end, emoji)
            if own is not None and own != emoji:
                return await self._put(end, message_id, own)
            if isinstance(error, Forbidden) and (emoji.id is None or own == emoji):
                return self._rest(end.channel_id, _REST_WITHOUT_RIGHT_SECONDS)
        except ChannelGone:
            return self._rest(end.channel_id, _REST_WITHOUT_RIGHT_SECONDS)
        except (Refused, Gone) as error:
            _log.info("reaction refused", channel=end.channel_id, message=message_id, code=error.fields.get("code"))
            return not isinstance(error, ThreadShut)  # that passes
        except Unavailable:
            return self._rest(end.channel_id, _REST_SECONDS)
        return True

    async def _own(self, end: Endpoint, emoji: Emoji) -> Emoji | None:
        """Return the emoji of the same name in the guild of *end*, if it has one."""
        try:
            return await a_few_times(lambda: self._board.named(end.guild_id, emoji.name), self._clock)
        except (Refused, Gone, Unavailable):
            return None

    async def _take(self, channel_id: ChannelId, message_id: MessageId, emoji: Emoji) -> None:
        try:
            await a_few_times(lambda: self._board.take(channel_id, message_id, emoji), self._clock)
        except (Refused, Gone) as error:
            _log.info("reaction not taken", channel=channel_id, message=message_id, code=error.fields.get("code"))

    def _reached(self, bridge: Bridge, source_id: ChannelId, likeness: str, users: frozenset[UserId]) -> set[ChannelId]:
        """Return the channels in which an emoji may be seen that *users* show in a channel."""
        seat = bridge.endpoint(source_id)
        return {
            end.channel_id
            for end in bridge.others(source_id)
            if seat is not None
            and not end.is_paused
            and any(self._gate.admits_reaction(user, likeness, bridge, seat, end) for user in users)
        }

    def _known(self, key: _Key) -> frozenset[ChannelId]:
        return self._carried.get(key, frozenset())

    def _is_resting(self, channel_id: ChannelId) -> bool:
        return self._rests_until.get(channel_id, 0.0) > self._clock.monotonic()

    def _rest(self, channel_id: ChannelId, seconds: float) -> bool:
        """Leave a channel alone for a while, as refusals count against the whole bot; False: nothing was done there."""
        self._rests_until[channel_id] = self._clock.monotonic() + seconds
        _log.info("no reactions for now", channel=channel_id, seconds=seconds)
        return False
