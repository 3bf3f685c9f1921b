"""An erasure goes on until nothing is left, whatever fails on the way."""

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from bot.errors import ChannelGone, FateUnknown, Forbidden, MessageGone, NotApplied, Refused, ThreadShut, Unavailable
from bot.ids import ChannelId, MessageId, UserId
from bot.members.erasures import Erasures
from bot.members.model import Erasure, Preference, StandingCopy
from bot.members.preferences import Preferences
from bot.relay.model import SourcePlace
from bot.tasks import Tasks
from tests.fakes import MemoryPreferenceStore
from tests.relaying import CHINESE, ENGLISH, JumpingClock

ANN = UserId(7)
NOON = datetime(2027, 2, 6, 12, tzinfo=UTC)
QUIET = Preference(is_pinged=False)


@dataclass
class Remembered:
    """An `ErasureStore` in lists."""

    clock: JumpingClock
    owed: list[SourcePlace] = field(default_factory=list)
    standing: list[StandingCopy] = field(default_factory=list)
    erasure: Erasure | None = None
    faults: deque[Exception] = field(default_factory=deque)
    begun: list[StandingCopy] = field(default_factory=list)
    done: asyncio.Event = field(default_factory=asyncio.Event)

    async def request(self, user_id: UserId, requested_at: datetime) -> Erasure:
        count = len(self.standing)
        self.erasure = Erasure(user_id, requested_at, count, count)
        return self.erasure

    async def of(self, user_id: UserId) -> Erasure | None:
        return self.erasure

    async def unfinished(self) -> Sequence[Erasure]:
        return [self.erasure] if self.erasure is not None and self.erasure.finished_at is None else []

    async def waiting(self, erasure: Erasure) -> Sequence[SourcePlace]:
        if self.faults:
            raise self.faults.popleft()
        return list(self.owed)

    async def copies(self, erasure: Erasure) -> Sequence[StandingCopy]:
        return list(self.standing)

    async def begin(self, copies: Sequence[StandingCopy]) -> None:
        self.begun += copies

    async def deleted(self, erasure: Erasure, copy: StandingCopy, *, is_out_of_reach: bool) -> None:
        assert self.erasure is not None
        self.standing.remove(copy)
        self.erasure = replace(self.erasure, out_of_reach=self.erasure.out_of_reach + is_out_of_reach)

    async def finish(self, erasure: Erasure) -> None:
        assert self.erasure is not None
        self.erasure = replace(self.erasure, finished_at=self.clock.now())
        self.done.set()


@dataclass
class Ends:
    """What an erasure acts on: the lanes, the webhooks, the bot's own hands, the memory."""

    store: Remembered
    clock: JumpingClock
    faults: deque[Exception] = field(default_factory=deque)
    may_delete: bool = False
    deleted: list[MessageId] = field(default_factory=list)
    forgotten: int = 0
    withdrawn: list[UserId] = field(default_factory=list)
    withdrawing: deque[Exception] = field(default_factory=deque)
    preferences: Preferences = field(default_factory=lambda: Preferences(MemoryPreferenceStore(), {ANN: QUIET}))

    def remove_copies(self, place: SourcePlace) -> None:
        self.store.owed.remove(place)

    async def delete(self, destination_id: ChannelId, message_id: MessageId) -> None:
        assert StandingCopy(destination_id, message_id) in self.store.begun
        if self.faults:
            raise self.faults.popleft()
        self.deleted.append(message_id)

    async def remove(self, place: SourcePlace) -> bool:
        return self.may_delete

    def forget(self) -> None:
        self.forgotten += 1

    async def withdraw(self, user_id: UserId) -> None:
        if self.withdrawing:
            raise self.withdrawing.popleft()
        self.withdrawn.append(user_id)


@pytest.fixture
def ends() -> Ends:
    clock = JumpingClock()
    return Ends(Remembered(clock), clock)


async def finished(ends: Ends, *, resumes: bool = False) -> Erasure:
    tasks = Tasks()
    erasures = Erasures(ends.store, ends, ends, ends, ends, ends.preferences, ends.clock, tasks, withdraw=ends.withdraw)
    try:
        if resumes:
            await erasures.resume()
        else:
            await erasures.request(ANN, NOON)
        await asyncio.wait_for(ends.store.done.wait(), 5)
    finally:
        await tasks.close()
    assert ends.store.erasure is not None
    return ends.store.erasure


def copies(*numbers: int, channel: ChannelId = CHINESE) -> list[StandingCopy]:
    return [StandingCopy(channel, MessageId(number)) for number in numbers]


async def test_what_waits_is_stopped_and_what_stands_is_deleted_in_every_channel(ends: Ends):
    ends.store.owed = [SourcePlace(ENGLISH, MessageId(1))]
    ends.store.standing = [*copies(3, 2), *copies(4, channel=ENGLISH)]
    erasure = await finished(ends)
    assert sorted(ends.deleted) == [2, 3, 4]
    assert (ends.store.owed, ends.store.standing, erasure.out_of_reach) == ([], [], 0)
    assert ends.forgotten == 1
    assert ends.preferences.of(ANN) == Preference()


async def test_what_they_suggested_is_withdrawn_before_the_end_however_often_that_fails(ends: Ends):
    ends.withdrawing.append(Unavailable())
    await finished(ends)
    assert ends.withdrawn == [ANN]


async def test_what_an_earlier_process_left_is_finished(ends: Ends):
    ends.store.standing = copies(2)
    await ends.store.request(ANN, NOON)
    await finished(ends, resumes=True)
    assert ends.deleted == [2]


@pytest.mark.parametrize("fault", [NotApplied(), FateUnknown(), Unavailable(), RuntimeError()])
async def test_what_fails_is_tried_again(ends: Ends, fault: Exception):
    ends.faults.append(fault)
    ends.store.standing = copies(3, 2)
    erasure = await finished(ends)
    assert sorted(ends.deleted) == [2, 3]
    assert erasure.out_of_reach == 0


async def test_a_database_that_does_not_answer_only_delays_it(ends: Ends):
    ends.store.faults += [Unavailable(), RuntimeError()]
    ends.store.standing = copies(2)
    await finished(ends)
    assert ends.deleted == [2]


@pytest.mark.parametrize(
    ("fault", "may_delete", "out_of_reach"),
    [
        (ChannelGone(), False, 0),
        (MessageGone(), True, 0),  # it was gone, or the bot deleted it with a right of its own
        (MessageGone(), False, 1),  # the webhook is gone, and with it the only way
        (Forbidden(), False, 1),
        (Refused(), False, 1),
        (ThreadShut(), True, 0),
        (ThreadShut(), False, 1),
    ],
)
async def test_what_cannot_be_deleted_any_more_is_counted_and_holds_nothing_up(
    ends: Ends, fault: Exception, may_delete: bool, out_of_reach: int
):
    ends.may_delete = may_delete
    ends.faults.append(fault)
    ends.store.standing = copies(3, 2)
    erasure = await finished(ends)
    assert ends.deleted == [2]
    assert erasure.out_of_reach == out_of_reach


async def test_a_lane_that_takes_its_time_is_asked_once_to_take_a_message_away(ends: Ends):
    places = [SourcePlace(ENGLISH, MessageId(number)) for number in (1, 2)]
    asked: list[SourcePlace] = []

    class Slow(Ends):
        """Its destination is shut, and tried again every five minutes."""

        def remove_copies(self, place: SourcePlace) -> None:
            asked.append(place)

    slow = Slow(ends.store, ends.clock)
    slow.store.owed = list(places)
    tasks = Tasks()
    erasures = Erasures(slow.store, slow, slow, slow, slow, slow.preferences, slow.clock, tasks, withdraw=slow.withdraw)
    try:
        await erasures.request(ANN, NOON)
        for _ in range(20_000):
            await asyncio.sleep(0)
            if slow.clock.elapsed >= 300:
                break
        slow.store.owed.clear()
        await asyncio.wait_for(slow.store.done.wait(), 5)
    finally:
        await tasks.close()
    assert asked == places
