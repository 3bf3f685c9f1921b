"""Joint results: when a poll is over, each channel is told once how all of them voted together."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog

from bot.bridges.model import Bridge
from bot.clock import Clock
from bot.errors import FateUnknown, Gone, NotApplied, Refused, Unavailable
from bot.ids import ChannelId, GuildId
from bot.relay.model import MessageSaid, PartState, SourcePlace
from bot.relay.patience import until_answered
from bot.relay.polls import AskedPoll, PollBoard, PollStore, Votes, joint_result
from bot.relay.ports import Ledger, Phrases

_log = structlog.stdlib.get_logger(__name__)

_AGAIN: Final = timedelta(seconds=30)
_AFTER_A_BUG: Final = timedelta(hours=1)
_SOON: Final = timedelta(seconds=2)
# A copy ends at most an hour after its source, since polls last whole hours; Discord then still counts for a moment.
_LONGEST_LAG: Final = timedelta(hours=1, minutes=1)
_COUNTING: Final = timedelta(minutes=5)


class JointResults:
    """Looks after polls whose sources are at home in this process.

    Args:
        bridge_of: Returns the bridge in which a channel has its seat.
        is_home: Tells whether events of a guild come to this process.
    """

    def __init__(
        self,
        bridge_of: Callable[[ChannelId], Bridge | None],
        is_home: Callable[[GuildId], bool],
        ledger: Ledger,
        store: PollStore,
        board: PollBoard,
        phrases: Phrases,
        clock: Clock,
    ) -> None:
        self._bridge_of = bridge_of
        self._is_home = is_home
        self._ledger = ledger
        self._store = store
        self._board = board
        self._phrases = phrases
        self._clock = clock
        self._heard: list[Callable[[], Awaitable[None]]] = []
        self._woken = asyncio.Event()

    def note(self, event: MessageSaid) -> None:
        """Take note of a poll, or of one's end; never waits. What a kill loses here, catch-up tells again."""
        if event.message.application_id is not None:  # a copy, or its end
            return
        message, carried, now = event.message, event.message.carried, self._clock.now()
        place = SourcePlace(message.channel_id, message.id)
        if carried.ends_poll is not None:
            ended = carried.ends_poll
            self._heard.append(lambda: self._store.hurry(ended, now))
        elif carried.poll is not None and carried.poll.ends_at > now.timestamp():
            due_at = datetime.fromtimestamp(carried.poll.ends_at, UTC)
            self._heard.append(lambda: self._store.keep(place, due_at))
        else:
            return
        self._woken.set()

    async def run(self) -> None:
        """Tell of each end in its time, until cancelled."""
        while True:
            self._woken.clear()
            while self._heard:
                await until_answered(self._heard[0], self._clock)
                del self._heard[0]
            polls = await until_answered(self._store.every, self._clock)
            now = self._clock.now()
            moments = [poll.due_at if poll.due_at > now else await self._look(poll) for poll in polls]
            first = min((moment for moment in moments if moment is not None), default=None)
            seconds = None if first is None else max((first - self._clock.now()).total_seconds(), 0.05)
            await self._clock.wait(self._woken, seconds)

    async def _look(self, poll: AskedPoll) -> datetime | None:
        """Tell how *poll* ended, if it did; return when to look again."""
        bridge = self._bridge_of(poll.source.channel_id)
        seat = bridge.endpoint(poll.source.channel_id) if bridge is not None else None
        if seat is not None and not self._is_home(seat.guild_id):
            return None  # another process hears it
        try:
            again = await self._settle(poll, bridge) if bridge is not None else None
            if again is None:
                await self._store.forget(poll.source.message_id)
        except (Unavailable, NotApplied, FateUnknown) as error:
            _log.warning("no joint result yet", source=poll.source.message_id, error=error.key)
            return self._clock.now() + _AGAIN
        except Exception as error:  # noqa: BLE001 a supervisor: a bug with one poll must not hold the others up
            _log.error("no joint result", source=poll.source.message_id, exc_info=error)
            return self._clock.now() + _AFTER_A_BUG
        return again

    async def _settle(self, poll: AskedPoll, bridge: Bridge) -> datetime | None:
        """Tell how *poll* ended; return when to look again, None where there is nothing more to be said."""
        source = await self._board.read(poll.source)
        copies = [await self._board.read(place) for place in await self._copies(poll, bridge)]
        standing = [votes for votes in copies if votes is not None]
        if source is None or not standing:
            return None  # deleted, erased, or never there: nothing was asked together
        now = self._clock.now()
        if (again := _not_before(source, standing, now)) is not None:
            return again
        sides = [
            (end.language, votes)
            for votes in (source, *standing)
            if (end := bridge.endpoint(votes.place.channel_id)) is not None
        ]
        if poll.claimed_at is None:
            await self._store.claim(poll.source.message_id, now)
        for language, votes in sides:
            try:
                text = joint_result(self._phrases, language, sides)
                await self._board.tell(votes.place, text, poll.claimed_at)
            except (Refused, Gone) as error:
                _log.info("joint result not told", channel=votes.place.channel_id, error=error.key)
        return None

    async def _copies(self, poll: AskedPoll, bridge: Bridge) -> Sequence[SourcePlace]:
        source = poll.source
        return [
            SourcePlace(end.channel_id, part.message_id)
            for end in bridge.others(source.channel_id)
            for part in await self._ledger.parts(source.message_id, end.channel_id)
            if part.state is PartState.LIVE
        ]


def _not_before(source: Votes, copies: Sequence[Votes], now: datetime) -> datetime | None:
    """Return when to look again; None where all is counted, or the source ended long before its copies will."""
    if not source.is_final and source.ends_at > now:
        return source.ends_at
    open_until = max((votes.ends_at for votes in (source, *copies) if not votes.is_final), default=None)
    if open_until is None or open_until > now + _LONGEST_LAG or open_until + _COUNTING < now:
        return None
    return max(open_until, now) + _SOON
