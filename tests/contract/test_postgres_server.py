"""What holds for a PostgreSQL server: several processes, faults that pass, nothing lost by a kill."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import asyncpg
import pytest
from sqlalchemy import Connection, insert, text
from sqlalchemy.util import await_only

from bot.errors import DatabaseInUse, DatabaseUnreachable, Unavailable
from bot.ids import ChannelId, MessageId
from bot.relay.model import Debt
from bot.relay.ports import Admitted
from bot.storage import lending, line
from bot.storage import postgres as postgres_engine
from bot.storage.database import Database, upgrade
from bot.storage.debts import owed
from bot.storage.engine import Engine
from bot.storage.ledger import SqlLedger
from bot.storage.opening import open_engine
from bot.storage.outbox import SqlOutbox
from bot.storage.rows import live_part_columns
from bot.storage.tables import ledger
from bot.storage.writer import Writer
from tests.fakes import StillClock
from tests.killed import assert_whole, promised_until_killed
from tests.owing import HERE, SOURCE, THERE, edited, part_of, said
from tests.postgres import PostgresServer


@pytest.fixture
async def url(postgres: PostgresServer) -> AsyncIterator[str]:
    async with postgres.database() as url:
        yield url


@pytest.fixture
async def engine(url: str) -> AsyncIterator[Engine]:
    engine = await open_engine(url)
    await engine.write(lambda c: c.exec_driver_sql("CREATE TABLE counter (name TEXT PRIMARY KEY, n INTEGER NOT NULL)"))
    await engine.write(lambda c: c.exec_driver_sql("INSERT INTO counter VALUES ('a', 0), ('b', 0)"))
    yield engine
    await engine.close()


@dataclass(frozen=True, slots=True)
class Process:
    """What one of several processes knows a database by."""

    outbox: SqlOutbox
    ledger: SqlLedger


@asynccontextmanager
async def processes(url: str, many: int) -> AsyncIterator[list[Process]]:
    """Open one database as so many processes would, had each not to be alone with it."""
    await upgrade(url)
    clock = StillClock()
    engines = [await open_engine(url) for _ in range(many)]
    writers = [Writer(engine) for engine in engines]
    yield [
        Process(SqlOutbox(engine, writer, clock), SqlLedger(engine, writer, clock))
        for engine, writer in zip(engines, writers, strict=True)
    ]
    for engine, writer in zip(engines, writers, strict=True):
        await writer.close()
        await engine.close()


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = await Database.open(url, StillClock())
    yield database
    await database.close()


async def by_somebody_else(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@pytest.mark.parametrize("heard", [1, 400])
async def test_a_killed_process_leaves_whole_transactions_and_all_that_it_had_promised(url: str, heard: int):
    promised = promised_until_killed(url, heard)
    async with opened(url) as database:
        await assert_whole(database, promised)


async def test_processes_that_fill_one_lane_at_once_number_its_rows_without_a_gap_or_a_double(url: str):
    async with processes(url, 3) as hearers:
        await asyncio.gather(
            *(
                process.outbox.observe([said(1000 * n + m, to=[HERE, THERE], channel=ChannelId(n))])
                for n, process in enumerate(hearers, 1)
                for m in range(50)
            )
        )
        rows = await hearers[0].outbox.waiting()
    for lane in (HERE, THERE):
        assert [row.sequence for row in rows if row.destination_id == lane] == list(range(1, 151))


async def test_what_another_process_took_in_and_paid_meanwhile_is_not_owed_once_more(url: str):
    async with processes(url, 2) as [first, second]:
        await first.outbox.observe([said(1)])  # so that the lane is there
        locked, paid = asyncio.Event(), asyncio.Event()

        def take_in_and_pay(connection: Connection) -> None:
            connection.exec_driver_sql("UPDATE lane SET next_sequence = next_sequence + 1")
            locked.set()
            await_only(paid.wait())
            row = replace(owed(said(10), HERE, Debt.CREATE, StillClock().now()), sequence=2)
            connection.execute(insert(ledger), live_part_columns(part_of(row, 1000), row.author.id, StillClock().now()))

        paying = asyncio.ensure_future(first.outbox.engine.write(take_in_and_pay))
        await locked.wait()
        hearing = asyncio.ensure_future(second.outbox.observe([said(10)]))
        await asyncio.sleep(0.3)  # by now it has looked, if it looks too early
        paid.set()
        await paying
        assert await hearing == []
        assert [row.source_id for row in await second.outbox.waiting()] == [1]


async def test_processes_that_change_the_rows_that_another_pays_never_fail_for_it(url: str):
    """PostgreSQL breaks a circle of waiting by failing one of it: that one is done again."""

    async def hear(process: Process, turn: int) -> None:
        for message_id in range(1, 21) if turn % 2 else range(20, 0, -1):
            await process.outbox.observe(
                [said(message_id, to=[HERE, THERE]), edited(21 - message_id, to=[THERE, HERE])]
            )
            await process.outbox.remove(SOURCE, [MessageId(message_id)])

    async def pay(process: Process, hearing: "asyncio.Future[list[None]]") -> None:
        while not hearing.done():
            rows = await process.outbox.waiting()
            copies = [(part_of(row, row.destination_id * 100 + row.source_id), row) for row in rows]
            await asyncio.gather(*(process.ledger.record(part, row, settles=True) for part, row in copies))

    async with processes(url, 4) as [payer, *hearers]:
        hearing = asyncio.gather(*(hear(process, turn) for turn, process in enumerate(hearers)))
        await asyncio.gather(hearing, pay(payer, hearing))


async def test_two_processes_that_wait_for_each_other_both_get_their_turn(url: str, engine: Engine):
    def count(*names: str) -> Callable[[Connection], None]:
        def work(connection: Connection) -> None:
            for name in names:
                connection.execute(text("UPDATE counter SET n = n + 1 WHERE name = :name"), {"name": name})
                connection.exec_driver_sql("SELECT pg_sleep(0.2)")

        return work

    other = await open_engine(url)
    await asyncio.gather(engine.write(count("a", "b")), other.write(count("b", "a")))
    await other.close()
    assert await engine.read(lambda c: c.exec_driver_sql("SELECT n FROM counter").all()) == [(2,), (2,)]


async def test_a_server_that_is_restarted_is_unavailable_meanwhile_and_no_longer(url: str, postgres: PostgresServer):
    async with opened(url) as database:
        await database.outbox.observe([said(1)])
        postgres.stop()
        try:
            for ask in (database.outbox.waiting, lambda: database.outbox.observe([said(2)])):
                with pytest.raises(Unavailable):
                    await ask()
        finally:
            postgres.start()
        await database.outbox.observe([said(3)])
        assert [row.source_id for row in await database.outbox.waiting()] == [1, 3]


async def test_connections_that_were_cut_while_idle_are_not_noticed(url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lending, "TRUSTED_SECONDS", 0.0)
    async with opened(url) as database:
        await database.outbox.observe([said(1)])
        await by_somebody_else(url, CUT)
        await database.outbox.observe([said(2)])
        await by_somebody_else(url, CUT)
        assert len(await database.outbox.waiting()) == 2


def count(connection: Connection) -> None:
    connection.execute(text("UPDATE counter SET n = n + 1 WHERE name = 'a'"))


def counted(connection: Connection) -> int:
    n: int = connection.exec_driver_sql("SELECT n FROM counter WHERE name = 'a'").scalar_one()
    return n


async def lend_several(engine: Engine) -> None:
    """Have several connections in the pool."""
    await asyncio.gather(*(engine.read(lambda c: c.exec_driver_sql("SELECT pg_sleep(0.05)")) for _ in range(4)))


async def test_a_restart_of_the_server_while_connections_are_idle_is_not_noticed(
    engine: Engine, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lending, "TRUSTED_SECONDS", 0.0)
    await lend_several(engine)
    restart(postgres)
    await engine.write(count)
    assert await engine.read(counted) == 1


async def test_a_restart_that_was_heard_is_not_noticed_by_who_was_served_just_before(
    url: str, engine: Engine, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lending, "TRUSTED_SECONDS", 3600.0)
    await lend_several(engine)
    restart(postgres)
    await by_somebody_else(url, "SELECT 1")  # meanwhile the event loop hears that the others are closed
    await engine.write(count)
    assert await engine.read(counted) == 1


async def test_a_restart_between_two_uses_is_unavailable_once_and_leaves_nothing_half_done(
    engine: Engine, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lending, "TRUSTED_SECONDS", 3600.0)
    await lend_several(engine)
    restart(postgres)  # while the event loop stands still, so that nothing is heard of it
    with pytest.raises(Unavailable):
        await engine.write(count)
    await engine.write(count)
    assert await asyncio.gather(*(engine.read(counted) for _ in range(4))) == [1] * 4


async def test_a_connection_that_breaks_while_it_is_being_made_is_unavailable(
    url: str, engine: Engine, monkeypatch: pytest.MonkeyPatch
):
    await by_somebody_else(url, CUT)
    with monkeypatch.context() as broken:
        broken.setattr(postgres_engine, "IDLE_IN_TRANSACTION", "SELECT pg_terminate_backend(pg_backend_pid())")
        with pytest.raises(Unavailable):
            await engine.write(count)
        with pytest.raises(Unavailable):
            async with engine.turn:
                raise AssertionError("nobody can have had it")
        with pytest.raises(DatabaseUnreachable):
            await open_engine(url)
    await engine.write(count)
    assert await engine.read(counted) == 1


def restart(postgres: PostgresServer) -> None:
    postgres.stop()
    postgres.start()


CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def cut_off(connection: Connection, _: Sequence[None]) -> Sequence[None]:
    connection.exec_driver_sql("UPDATE counter SET n = 1")
    connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
    raise AssertionError("the server goes on")


def refuse(connection: Connection, sqlstates: Sequence[str]) -> Sequence[None]:
    for sqlstate in sqlstates:
        connection.execute(text("UPDATE counter SET n = n + 1 WHERE name = 'a'"))
        if sqlstate:
            connection.exec_driver_sql(f"DO $$ BEGIN RAISE SQLSTATE '{sqlstate}'; END $$")
    return [None] * len(sqlstates)


async def test_a_connection_that_breaks_in_the_middle_leaves_nothing_half_done(engine: Engine):
    writer = Writer(engine)
    with pytest.raises(Unavailable):
        await writer.write(cut_off, None)
    await writer.write(refuse, "")
    await writer.close()
    assert await engine.read(lambda c: c.exec_driver_sql("SELECT n FROM counter ORDER BY name").all()) == [(1,), (0,)]


@pytest.mark.parametrize(
    ("sqlstate", "refusal"),
    [
        ("08006", Unavailable),  # connection_failure
        ("25006", Unavailable),  # read_only_sql_transaction: a standby that is to take over
        ("28P01", Unavailable),  # invalid_password: it is being changed
        ("40001", Unavailable),  # serialization_failure
        ("40P01", Unavailable),  # deadlock_detected
        ("53100", Unavailable),  # disk_full
        ("53300", Unavailable),  # too_many_connections
        ("55P03", Unavailable),  # lock_not_available
        ("57014", Unavailable),  # query_canceled: by statement_timeout, or an administrator
        ("57P01", Unavailable),  # admin_shutdown
        ("58030", Unavailable),  # io_error
        ("XX000", Exception),  # internal_error
        ("22021", Exception),  # character_not_in_repertoire
        ("42P01", Exception),  # undefined_table
    ],
)
async def test_what_passes_by_itself_is_unavailable_and_what_does_not_fails_alone(
    engine: Engine, sqlstate: str, refusal: type[Exception]
):
    writer = Writer(engine)
    outcomes = await asyncio.gather(
        writer.write(refuse, ""), writer.write(refuse, sqlstate), writer.write(refuse, ""), return_exceptions=True
    )
    await writer.close()
    counted = await engine.read(lambda c: c.exec_driver_sql("SELECT n FROM counter WHERE name = 'a'").scalar_one())
    if refusal is Unavailable:
        assert [type(outcome) for outcome in outcomes] == [Unavailable] * 3
        assert counted == 0
    else:
        assert [isinstance(outcome, Exception) for outcome in outcomes] == [False, True, False]
        assert not isinstance(outcomes[1], Unavailable)
        assert counted == 2


@pytest.mark.parametrize(
    "refused",
    [
        said(100, "\ud83d"),  # half a surrogate pair
        said(100, "\x00"),  # which PostgreSQL keeps in no text
        said(1 << 63),  # more than a BIGINT
    ],
)
async def test_a_message_that_cannot_be_written_does_not_stop_its_neighbours(url: str, refused: Admitted):
    async with opened(url) as database:
        messages = [*map(said, range(1, 11)), refused, *map(said, range(11, 21))]
        outcomes = await asyncio.gather(*(database.outbox.observe([one]) for one in messages), return_exceptions=True)
        [failed] = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        assert not isinstance(failed, Unavailable)
        assert [row.source_id for row in await database.outbox.waiting()] == list(range(1, 21))


async def test_more_readers_than_connections_wait_for_their_turn(url: str):
    async with opened(url) as database:
        await database.outbox.observe([said(1)])
        answers = await asyncio.gather(*(database.outbox.waiting() for _ in range(200)))
        assert {len(rows) for rows in answers} == {1}


# As a version did that knew no leases.
ALONE_WITH_IT = "SELECT pg_advisory_lock(x'51696170'::int)"


async def test_a_process_that_wants_to_be_alone_is_waited_for_and_keeps_others_away(
    url: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(line, "PATIENCE_MS", 200)
    older = await asyncpg.connect(url)
    await older.execute(ALONE_WITH_IT)
    for _ in range(2):
        with pytest.raises(DatabaseInUse):
            await Database.open(url, StillClock())
    monkeypatch.setattr(line, "PATIENCE_MS", 10_000)
    opening = asyncio.ensure_future(Database.open(url, StillClock()))
    await asyncio.sleep(0.1)
    await older.close()
    await (await opening).close()


async def test_processes_that_share_let_nobody_in_that_does_not(url: str):
    async with opened(url), opened(url):
        older = await asyncpg.connect(url)
        assert not await older.fetchval(ALONE_WITH_IT.replace("pg_", "pg_try_"))
        await older.close()


async def test_a_process_that_stands_still_in_a_transaction_does_not_keep_others_from_its_rows(url: str):
    async with processes(url, 2) as [frozen, other]:
        await other.outbox.observe([said(1)])
        stands = asyncio.Event()

        def stand_still(connection: Connection) -> None:
            assert connection.exec_driver_sql("SHOW idle_in_transaction_session_timeout").scalar() == "10s"
            # Sooner, and for this one alone: others may be slow, too.
            connection.exec_driver_sql("SET idle_in_transaction_session_timeout = '200ms'")
            connection.exec_driver_sql("UPDATE lane SET next_sequence = next_sequence")
            stands.set()
            await_only(asyncio.sleep(1))
            connection.exec_driver_sql("SELECT 1")

        standing = asyncio.ensure_future(frozen.outbox.engine.write(stand_still))
        await stands.wait()
        await other.outbox.observe([said(2)])
        with pytest.raises(Unavailable):
            await standing
