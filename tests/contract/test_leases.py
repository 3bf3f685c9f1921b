"""What every `Leases` does that processes share: the fake, and PostgreSQL's."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.errors import Unavailable
from bot.ids import ChannelId
from bot.relay.peers import Leases, Owing
from bot.relay.ports import Outbox
from bot.storage.database import Database
from bot.storage.leases import GRACE_SECONDS, LEASE_SECONDS
from tests.fakes import MemoryJournal, MemoryOutbox, StillClock
from tests.owing import HERE, THERE, part_of, said
from tests.postgres import PostgresServer
from tests.relaying import JumpingClock
from tests.sharing import LeaseTable, MemoryLeases


@dataclass(frozen=True, slots=True)
class Sharing:
    """Two processes' leases of one database, its outbox, and how its time passes."""

    near: Leases
    far: Leases
    outbox: Outbox
    passes: Callable[[float], Awaitable[None]]


@pytest.fixture(params=["memory", "postgresql"])
async def sharing(request: pytest.FixtureRequest) -> AsyncIterator[Sharing]:
    if request.param == "memory":
        clock = JumpingClock()
        journal = MemoryJournal(clock)
        table = LeaseTable(clock, journal)
        yield Sharing(MemoryLeases(table, "near"), MemoryLeases(table, "far"), MemoryOutbox(journal), clock.sleep)
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(server.database())
        clocks = [StillClock(), StillClock()]
        databases = [await Database.open(url, clock) for clock in clocks]
        for database in databases:
            stack.push_async_callback(database.close)

        async def passes(seconds: float) -> None:
            """Turn the server's time back in its rows, rather than wait; our own clocks go on."""
            for clock in clocks:
                clock.advance(timedelta(seconds=seconds))
            await by_hand(server, url, f"UPDATE lease SET until = until - interval '{seconds} s'")

        yield Sharing(databases[0].leases, databases[1].leases, databases[0].outbox, passes)


async def by_hand(server: PostgresServer, url: str, statement: str) -> None:
    import asyncpg

    connection = await asyncpg.connect(url)
    await connection.execute(statement)
    await connection.close()


async def test_a_lane_is_one_process_s_until_its_lease_is_over(sharing: Sharing):
    assert set(await sharing.near.renew([HERE, THERE], ())) == {HERE, THERE}
    assert set(await sharing.far.renew([HERE], ())) == set()
    await sharing.passes(LEASE_SECONDS - 1)
    assert set(await sharing.far.renew([HERE], ())) == set()
    await sharing.passes(2)
    assert set(await sharing.far.renew([HERE], ())) == {HERE}
    assert set(await sharing.near.renew([HERE, THERE], ())) == {THERE}


async def test_a_lease_that_is_renewed_goes_on(sharing: Sharing):
    for _ in range(4):
        assert set(await sharing.near.renew([HERE], ())) == {HERE}
        await sharing.passes(LEASE_SECONDS - 1)
        assert set(await sharing.far.renew([HERE], ())) == set()


async def test_a_process_knows_for_how_long_a_lane_is_its_own(sharing: Sharing):
    assert sharing.near.seconds_left(HERE) <= 0
    await sharing.near.renew([HERE], ())
    assert LEASE_SECONDS - 1 < sharing.near.seconds_left(HERE) <= LEASE_SECONDS
    assert sharing.far.seconds_left(HERE) <= 0
    await sharing.passes(LEASE_SECONDS - 3)
    assert 0 < sharing.near.seconds_left(HERE) <= 3
    await sharing.near.release([HERE])
    assert sharing.near.seconds_left(HERE) <= 0


async def test_what_ran_out_and_nobody_took_is_renewed(sharing: Sharing):
    await sharing.near.renew([HERE], ())
    await sharing.passes(100)
    assert set(await sharing.near.renew([HERE], ())) == {HERE}


async def test_what_is_released_can_be_taken_at_once(sharing: Sharing):
    await sharing.near.renew([HERE, THERE], ())
    await sharing.far.release([HERE])  # it is not its own to release
    assert set(await sharing.far.renew([HERE], ())) == set()
    await sharing.near.release([HERE])
    assert set(await sharing.far.renew([HERE, THERE], ())) == {HERE}


async def test_an_orphan_is_adopted_only_after_some_time_and_owes_something(sharing: Sharing):
    await sharing.outbox.observe([said(10, to=[HERE]), said(11, to=[HERE])])
    await sharing.near.renew([HERE, THERE], ())
    assert list(await sharing.far.owing()) == [Owing(HERE, 2, is_orphan=False)]
    await sharing.passes(LEASE_SECONDS + GRACE_SECONDS - 1)
    assert list(await sharing.far.owing()) == [Owing(HERE, 2, is_orphan=False)]
    assert set(await sharing.far.adopt([HERE])) == set()
    await sharing.passes(2)
    assert list(await sharing.far.owing()) == [Owing(HERE, 2, is_orphan=True)]
    assert set(await sharing.far.adopt([HERE])) == {HERE}
    assert set(await sharing.near.adopt([HERE])) == set()


async def test_a_lane_that_nobody_ever_had_is_an_orphan(sharing: Sharing):
    await sharing.outbox.observe([said(10, to=[HERE])])
    assert list(await sharing.far.owing()) == [Owing(HERE, 1, is_orphan=True)]
    assert set(await sharing.far.adopt([HERE])) == {HERE}


async def test_a_guest_goes_on_until_the_process_at_home_asks(sharing: Sharing):
    await sharing.far.adopt([HERE])
    await sharing.passes(LEASE_SECONDS - 1)
    assert set(await sharing.far.renew((), [HERE])) == {HERE}
    assert set(await sharing.near.renew([HERE], ())) == set()  # and asks
    assert set(await sharing.far.renew((), [HERE])) == set()
    await sharing.far.release([HERE])
    assert set(await sharing.near.renew([HERE], ())) == {HERE}
    assert set(await sharing.far.renew((), [HERE])) == set()


async def test_a_process_at_home_is_not_asked_away_by_another(sharing: Sharing):
    await sharing.near.renew([HERE], ())
    assert set(await sharing.far.renew([HERE], ())) == set()
    assert set(await sharing.near.renew([HERE], ())) == {HERE}
    assert set(await sharing.near.renew((), [HERE])) == {HERE}  # and nobody has asked since


async def test_what_another_process_may_have_found_by_now_is_not_recorded(postgres: PostgresServer):
    async with postgres.database() as url:
        clock = StillClock()
        database = await Database.open(url, clock)
        await database.leases.renew([HERE], ())
        one, two, three = await database.outbox.observe([said(m, to=[HERE]) for m in (10, 11, 12)])
        await database.ledger.record(part_of(one, 100), one, settles=True)
        clock.advance(timedelta(seconds=LEASE_SECONDS))
        with pytest.raises(Unavailable):
            await database.ledger.record(part_of(two, 101), two, settles=True)
        with pytest.raises(Unavailable):
            await database.ledger.settle(three, [])
        assert await database.outbox.waiting() == [two, three]
        await database.leases.renew([HERE], ())
        await database.ledger.record(part_of(two, 101), two, settles=True)
        assert await database.outbox.of(ChannelId(HERE), 0) == [three]
        await database.close()
