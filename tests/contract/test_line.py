"""What processes on one PostgreSQL database tell each other."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import pytest

from bot.bridges.model import BridgeId, BridgeSettings, Endpoint, Manner, Owner
from bot.errors import ChannelAlreadyBridged, Unavailable
from bot.ids import ChannelId, GuildId, UserId
from bot.members.members import Members
from bot.members.model import Choice, Erasure, Preference
from bot.moderation.model import RaidMode
from bot.storage import line, turn
from bot.storage.database import Database
from bot.translation.model import EN
from tests.fakes import StillClock
from tests.last_words import cut, last_words
from tests.postgres import PostgresServer

LANE = ChannelId(2)
NO = Choice(takes_part=False)
ANN = UserId(7)
SEATS = (Endpoint(GuildId(1), ChannelId(1), EN), Endpoint(GuildId(1), ChannelId(2), EN))


@dataclass
class Ear:
    """Remembers what it heard."""

    heard: list[tuple[str, ...]] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    faults: list[Exception] = field(default_factory=list)

    async def hear(self, words: Sequence[str]) -> None:
        if self.faults:
            raise self.faults.pop()
        self.heard.append(tuple(words))
        self.changed.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not holds():
                self.changed.clear()
                await self.changed.wait()


async def ear_for(database: Database, topic: str) -> Ear:
    """Listen, past the first call that says that anything may have been told before."""
    ear = Ear()
    database.peers.on(topic, ear.hear)
    await ear.until(lambda: ear.heard == [()])
    ear.heard.clear()
    return ear


async def mended(database: Database) -> None:
    """Wait until the line stands again."""
    while True:
        try:
            await database.leases.owing()
        except Unavailable:
            continue
        return


@pytest.fixture
async def url(postgres: PostgresServer) -> AsyncIterator[str]:
    async with postgres.database() as url:
        yield url


@asynccontextmanager
async def processes(url: str, many: int = 2) -> AsyncIterator[list[Database]]:
    async with AsyncExitStack() as stack:
        databases = [await Database.open(url, StillClock()) for _ in range(many)]
        for database in databases:
            stack.push_async_callback(database.close)
        yield databases


async def test_what_one_process_tells_every_process_hears_once_and_in_order(url: str):
    async with processes(url, 3) as databases:
        ears = [await ear_for(database, "fruit") for database in databases]
        told = [f"apple {n}" for n in range(200)]
        for word in told:
            databases[0].peers.tell("fruit", word)
            databases[0].peers.tell("nobody's topic", word)
        for ear in ears:
            await ear.until(lambda ear=ear: sum(map(len, ear.heard)) == len(told))  # type: ignore[misc] # mypy takes no default for a bool
            assert [word for words in ear.heard for word in words] == told


async def test_a_word_that_could_not_be_heard_is_heard_when_it_can(url: str):
    async with processes(url) as [one, other]:
        ear = await ear_for(other, "fruit")
        ear.faults.append(Unavailable())
        one.peers.tell("fruit", "apple")
        await ear.until(lambda: ear.heard == [("apple",)])


async def test_after_a_cut_everything_is_heard_anew_and_words_go_on(url: str):
    async with processes(url) as [one, other]:
        ear = await ear_for(other, "fruit")
        await cut(url)
        await mended(other)  # what is told before is heard as if anything had been
        await ear.until(lambda: () in ear.heard)
        one.peers.tell("fruit", "apple")
        await ear.until(lambda: ("apple",) in ear.heard)


async def test_leases_are_renewed_only_once_what_was_missed_is_heard(url: str):
    async with processes(url) as [one, other]:
        members = await Members.load(other.choices)
        other.peers.on("choices", members.reload)
        await other.leases.renew([LANE], ())
        await cut(url)
        await one.choices.keep(ANN, NO)
        await cut(url)
        try:
            await other.leases.renew([LANE], ())
        except Unavailable:  # the cut itself
            await other.leases.renew([LANE], ())
        assert not members.takes_part(ANN)


async def test_whoever_renews_leases_waits_until_what_was_missed_is_heard_whoever_else_waits_for_it(url: str):
    async with processes(url, 1) as [one]:
        may_hear = asyncio.Event()

        async def hear(_words: Sequence[str]) -> None:
            await may_hear.wait()

        one.peers.on("fruit", hear)
        await cut(url)
        await mended(one)
        renewals = [asyncio.ensure_future(one.leases.renew([LANE], ())) for _ in range(3)]
        for _ in range(10):  # each has its turn
            await one.leases.owing()
        assert one.leases.seconds_left(LANE) == 0.0
        assert [renewal.done() for renewal in renewals] == [False] * 3
        may_hear.set()
        await asyncio.gather(*renewals)
        assert one.leases.seconds_left(LANE) > 0.0


async def test_a_server_that_says_good_bye_and_is_not_gone_yet_is_away_and_comes_back(url: str):
    async with last_words(url) as way, processes(way.url, 1) as [one]:
        await way.good_bye()
        with pytest.raises(Unavailable):
            await one.leases.owing()
        await one.leases.owing()


async def test_words_go_on_after_a_server_that_says_good_bye_and_is_not_gone_yet(url: str):
    async with last_words(url) as way, processes(way.url, 1) as [one]:
        ear = await ear_for(one, "fruit")
        await way.good_bye()
        one.peers.tell("fruit", "apple")
        await ear.until(lambda: () in ear.heard and ("apple",) in ear.heard)


async def test_everything_is_heard_anew_now_and_then(url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(line, "REFRESH_SECONDS", 0.1)
    async with processes(url, 1) as [one]:
        ear = Ear()
        one.peers.on("fruit", ear.hear)
        await ear.until(lambda: len(ear.heard) >= 3)
        assert set(ear.heard) == {()}


@pytest.mark.parametrize(
    ("topic", "change"),
    [
        ("choices", lambda d: d.choices.keep(ANN, NO)),
        ("mutes", lambda d: d.mutes.keep(BridgeId(1), GuildId(1), ANN, is_muted=True)),
        ("preferences", lambda d: d.preferences.keep(ANN, Preference(is_pinged=False))),
        ("words", lambda d: d.words.add(BridgeId(1), GuildId(1), ["word"])),
        ("words", lambda d: d.words.remove(BridgeId(1), GuildId(1), "word")),
        ("mirrors", lambda d: d.mirrors.keep(BridgeId(1), GuildId(1), is_on=True)),
        ("raids", lambda d: d.raids.keep(BridgeId(1), RaidMode())),
        ("erasures", lambda d: d.erasures.finish(Erasure(ANN, d.erasures.clock.now(), 0, 0))),
        ("bridges", lambda d: d.bridges.set_manner(BridgeId(1), Manner(carries_pins=True))),
        ("bridges", lambda d: d.departures.note(GuildId(1))),
        ("bridges", lambda d: d.departures.cancel(GuildId(1))),
        ("bridges", lambda d: d.bridges.open(Owner(GuildId(1)), "main", SEATS, BridgeSettings())),
        ("bridges", lambda d: d.bridges.close(BridgeId(1))),
        ("bridges", lambda d: d.bridges.set(BridgeId(1), BridgeSettings(is_paused=True))),
        ("bridges", lambda d: d.bridges.replace(Owner(None), ())),
        ("leases", lambda d: d.leases.release([])),
    ],
)
async def test_a_store_tells_what_it_changed_of_that_which_processes_hold_in_memory(
    url: str, topic: str, change: Callable[[Database], Awaitable[object]]
):
    async with processes(url) as [one, other]:
        ear = await ear_for(other, topic)
        await change(one)
        await ear.until(lambda: ear.heard == [()])


async def test_what_was_refused_is_not_told(url: str):
    async with processes(url) as [one, other]:
        before = await ear_for(other, "bridges")
        await one.bridges.open(Owner(GuildId(1)), "main", SEATS, BridgeSettings())
        await before.until(lambda: before.heard == [()])
        ear = await ear_for(other, "bridges")
        with pytest.raises(ChannelAlreadyBridged):
            await one.bridges.open(Owner(GuildId(1)), "main", SEATS, BridgeSettings())
        one.peers.tell("bridges", "done")
        await ear.until(lambda: ear.heard == [("done",)])


async def test_what_a_member_chose_in_one_process_holds_in_the_other(url: str):
    async with processes(url) as [one, other]:
        members = [await Members.load(database.choices) for database in (one, other)]
        ear = Ear()

        async def reload(words: Sequence[str]) -> None:
            for each in members:
                await each.reload(words)
            await ear.hear(words)

        other.peers.on("choices", reload)
        await ear.until(lambda: ear.heard == [()])
        await members[0].choose(ANN, NO)
        await ear.until(lambda: len(ear.heard) > 1)
        assert [each.takes_part(ANN) for each in members] == [False, False]


async def test_processes_take_turns(url: str, monkeypatch: pytest.MonkeyPatch):
    inside: list[int] = []
    most = 0

    async def act(database: Database, number: int) -> None:
        nonlocal most
        async with database.turn:
            inside.append(number)
            most = max(most, len(inside))
            await asyncio.sleep(0.01)
            inside.remove(number)

    async with processes(url, 3) as databases:
        await asyncio.gather(*(act(database, n) for n in range(4) for database in databases))
        assert most == 1
        monkeypatch.setattr(turn, "PATIENCE_MS", 100)
        async with databases[0].turn:
            with pytest.raises(Unavailable):
                await act(databases[1], 1)
        await act(databases[1], 1)
