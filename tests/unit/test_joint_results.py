"""How all sides of a poll voted together is told once in each channel, whatever happens meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from bot.bridges.model import Bridge, BridgeId, Endpoint, Owner
from bot.errors import Forbidden, Unavailable
from bot.i18n.catalog import Catalog, DestinationPhrases
from bot.ids import ChannelId, GuildId, MessageId
from bot.relay.carried import Carried, Poll
from bot.relay.joint_results import JointResults
from bot.relay.model import UNEDITED, MessageSaid, Part, SourcePlace
from bot.relay.polls import AskedPoll, Votes
from bot.translation.model import EN, ZH_HANS, Quality
from tests.fakes import MemoryJournal, MemoryLedger, MemoryPollStore, StillClock
from tests.relaying import said

GUILD, ENGLISH, CHINESE = GuildId(1), ChannelId(10), ChannelId(20)
SEATS = (Endpoint(GUILD, ENGLISH, EN), Endpoint(GUILD, CHINESE, ZH_HANS))
BRIDGE = Bridge(BridgeId(1), Owner(GUILD), "main", SEATS)
SOURCE, COPY = SourcePlace(ENGLISH, MessageId(100)), SourcePlace(CHINESE, MessageId(200))
ENGLISH_TEXT = "📊 The poll is over. All channels together: 4 votes\n1️⃣ **3** (EN 1 · 中 2)\n2️⃣ **1** (EN 1 · 中 0)"
CHINESE_TEXT = "📊 投票已结束，各频道合计 4 票\n1️⃣ **3** (EN 1 · 中 2)\n2️⃣ **1** (EN 1 · 中 0)"


@dataclass
class Board:
    """Polls as Discord shows them; each `tell` may fail first."""

    polls: dict[SourcePlace, Votes] = field(default_factory=dict)
    told: list[tuple[ChannelId, str]] = field(default_factory=list)
    sinces: list[datetime | None] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    bug: SourcePlace | None = None

    async def read(self, place: SourcePlace) -> Votes | None:
        if place == self.bug:
            raise ZeroDivisionError
        return self.polls.get(place)

    async def tell(self, place: SourcePlace, text: str, since: datetime | None) -> None:
        self.sinces.append(since)
        if self.faults:
            raise self.faults.pop(0)
        if since is None or (place.channel_id, text) not in self.told:
            self.told.append((place.channel_id, text))


class WaitingClock(StillClock):
    """A clock that stands still while somebody waits, and passes their time when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float | None] = []
        self.idle = asyncio.Event()
        self.pass_on = asyncio.Event()

    async def wait(self, event: asyncio.Event, seconds: float | None) -> bool:
        self.waits.append(seconds)
        self.idle.set()
        heard, passed = asyncio.ensure_future(event.wait()), asyncio.ensure_future(self.pass_on.wait())
        await asyncio.wait([heard, passed], return_when=asyncio.FIRST_COMPLETED)
        heard.cancel()
        passed.cancel()
        if self.pass_on.is_set():
            self.pass_on.clear()
            self.advance(timedelta(seconds=seconds or 0))
        return event.is_set()


@dataclass
class Desk:
    clock: WaitingClock = field(default_factory=WaitingClock)
    board: Board = field(default_factory=Board)
    store: MemoryPollStore = field(default_factory=MemoryPollStore)
    bridges: tuple[Bridge, ...] = (BRIDGE,)

    def __post_init__(self) -> None:
        self.stands(SOURCE, (1, 1), hours=3)
        self.stands(COPY, (2, 0), hours=3)

    def stands(self, place: SourcePlace, counts: tuple[int, ...], *, hours: float, is_final: bool = False) -> None:
        self.board.polls[place] = Votes(place, counts, self.clock.now() + timedelta(hours=hours), is_final)

    def over(self, *places: SourcePlace) -> None:
        for place in places:
            self.board.polls[place] = replace(self.board.polls[place], is_final=True, ends_at=self.clock.now())

    def asked(self) -> MessageSaid:
        ends_at = int((self.clock.now() + timedelta(hours=3)).timestamp())
        message = said(SOURCE.message_id, "Tea?", channel_id=ENGLISH)
        return MessageSaid(replace(message, carried=Carried(poll=Poll(("", ""), False, ends_at))))

    def ended(self) -> MessageSaid:
        message = said(MessageId(300), "", channel_id=ENGLISH)
        return MessageSaid(replace(message, is_chat=False, carried=Carried(ends_poll=SOURCE.message_id)))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[JointResults]:
        journal = MemoryJournal()
        journal.keep(Part(COPY.message_id, CHINESE, SOURCE.message_id, ENGLISH, 0, 0, 5, UNEDITED, Quality.FINAL))
        results = JointResults(
            lambda channel_id: next((one for one in self.bridges if one.endpoint(channel_id)), None),
            lambda _: True,
            MemoryLedger(journal),
            self.store,
            self.board,
            DestinationPhrases(Catalog()),
            self.clock,
        )
        task = asyncio.ensure_future(results.run())
        await self.settle()
        try:
            yield results
        finally:
            task.cancel()

    async def settle(self, *, passing: bool = False) -> None:
        """Let what is heard be done; *passing* the time that is waited for, first."""
        self.clock.idle.clear()
        if passing:
            self.clock.pass_on.set()
        async with asyncio.timeout(5):
            await self.clock.idle.wait()

    async def hear(self, results: JointResults, event: MessageSaid) -> None:
        results.note(event)
        await self.settle()


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_when_a_poll_is_over_each_channel_is_told_once_in_its_language(desk: Desk):
    async with desk.running() as results:
        await desk.hear(results, desk.asked())
        assert desk.clock.waits[-1] == 3 * 3600
        desk.clock.advance(timedelta(hours=3))
        desk.over(SOURCE, COPY)
        await desk.hear(results, desk.ended())
        assert desk.board.told == [(ENGLISH, ENGLISH_TEXT), (CHINESE, CHINESE_TEXT)]
        await desk.hear(results, desk.ended())  # read once more from history
    assert len(desk.board.told) == 2
    assert desk.store.polls == {}


async def test_the_copies_are_waited_for_where_they_end_a_little_later(desk: Desk):
    async with desk.running() as results:
        await desk.hear(results, desk.asked())
        desk.clock.advance(timedelta(hours=3))
        desk.over(SOURCE)
        desk.stands(COPY, (2, 0), hours=0.5)
        await desk.hear(results, desk.ended())
        assert desk.board.told == []
        assert desk.clock.waits[-1] == 1802
        desk.over(COPY)
        await desk.settle(passing=True)
    assert len(desk.board.told) == 2


async def test_a_poll_that_its_author_ended_long_before_its_time_is_counted_then(desk: Desk):
    async with desk.running() as results:
        await desk.hear(results, desk.asked())
        desk.over(SOURCE)
        await desk.hear(results, desk.ended())
    assert desk.board.told == [(ENGLISH, ENGLISH_TEXT), (CHINESE, CHINESE_TEXT)]


async def test_an_end_that_nobody_heard_of_is_found_in_its_time(desk: Desk):
    await desk.store.keep(SOURCE, desk.clock.now() + timedelta(hours=3))
    async with desk.running():
        await desk.settle(passing=True)
        assert desk.clock.waits[-1] == 2  # Discord still counts
        desk.over(SOURCE, COPY)
        await desk.settle(passing=True)
    assert len(desk.board.told) == 2


async def test_what_was_begun_before_a_kill_is_looked_for_first(desk: Desk):
    now = desk.clock.now()
    desk.over(SOURCE, COPY)
    desk.board.told.append((ENGLISH, ENGLISH_TEXT))
    desk.store.polls[SOURCE.message_id] = AskedPoll(SOURCE, now, claimed_at=now)
    async with desk.running():
        pass
    assert desk.board.told == [(ENGLISH, ENGLISH_TEXT), (CHINESE, CHINESE_TEXT)]
    assert desk.board.sinces == [now, now]


async def test_what_discord_does_not_answer_is_tried_again_and_told_once(desk: Desk):
    desk.over(SOURCE, COPY)
    await desk.store.keep(SOURCE, desk.clock.now())
    desk.board.faults.append(Unavailable(service="discord"))
    async with desk.running():
        assert desk.clock.waits == [30]
        await desk.settle(passing=True)
    assert desk.board.sinces[0] is None
    assert None not in desk.board.sinces[1:]
    assert len(desk.board.told) == 2


async def test_a_channel_where_the_bot_may_not_speak_keeps_the_others_from_nothing(desk: Desk):
    desk.over(SOURCE, COPY)
    await desk.store.keep(SOURCE, desk.clock.now())
    desk.board.faults.append(Forbidden(code=50013, status=403))
    async with desk.running():
        pass
    assert [channel_id for channel_id, _ in desk.board.told] == [CHINESE]
    assert desk.store.polls == {}


async def test_a_bug_with_one_poll_holds_no_other_up(desk: Desk):
    desk.over(SOURCE, COPY)
    desk.board.bug = SourcePlace(ENGLISH, MessageId(99))
    for place in (desk.board.bug, SOURCE):
        await desk.store.keep(place, desk.clock.now())
    async with desk.running():
        assert len(desk.board.told) == 2
        assert list(desk.store.polls) == [MessageId(99)]


@pytest.mark.parametrize("gone", [SOURCE, COPY])
async def test_of_a_poll_that_is_gone_on_one_side_nothing_is_told(desk: Desk, gone: SourcePlace):
    desk.over(SOURCE, COPY)
    del desk.board.polls[gone]
    await desk.store.keep(SOURCE, desk.clock.now())
    async with desk.running():
        pass
    assert desk.board.told == []
    assert desk.store.polls == {}


async def test_our_own_copies_are_no_polls_of_their_own(desk: Desk):
    async with desk.running() as results:
        copy = replace(desk.asked().message, application_id=5)
        results.note(MessageSaid(copy))
        await asyncio.sleep(0)
    assert desk.store.polls == {}


async def test_the_polls_of_a_bridge_that_is_no_more_are_forgotten(desk: Desk):
    desk.over(SOURCE, COPY)
    desk.bridges = ()
    await desk.store.keep(SOURCE, desk.clock.now())
    async with desk.running():
        pass
    assert desk.board.told == []
    assert desk.store.polls == {}
