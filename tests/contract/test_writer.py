"""The group-commit writer, on a real file."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import Connection

from bot.clock import Clock
from bot.errors import Unavailable
from bot.storage.alone import ALONE, Alone
from bot.storage.database import Database
from bot.storage.engine import Engine, Work
from bot.storage.opening import open_engine
from bot.storage.writer import Writer
from tests.fakes import StillClock
from tests.owing import said

T = TypeVar("T")


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[Engine]:
    engine = await open_engine(f"sqlite:///{tmp_path / 'counters.db'}")
    await engine.write(lambda c: c.exec_driver_sql("CREATE TABLE counter (name TEXT PRIMARY KEY, n INTEGER NOT NULL)"))
    await engine.write(lambda c: c.exec_driver_sql("INSERT INTO counter VALUES ('a', 0), ('b', 0)"))
    yield engine
    await engine.close()


@pytest.fixture
async def writer(engine: Engine) -> AsyncIterator[Writer]:
    writer = Writer(engine)
    yield writer
    await writer.close()


def count(connection: Connection, names: Sequence[str]) -> list[int]:
    """Read, modify and write, as a careless store would."""
    answers = []
    for name in names:
        if name == "poison":
            raise LookupError(name)
        number = connection.exec_driver_sql("SELECT n FROM counter WHERE name = ?", (name,)).scalar_one() + 1
        connection.exec_driver_sql("UPDATE counter SET n = ? WHERE name = ?", (number, name))
        answers.append(number)
    return answers


def count_again(connection: Connection, names: Sequence[str]) -> list[int]:
    return count(connection, names)


async def counted(engine: Engine, name: str = "a") -> int:
    read: Work[int] = lambda c: c.exec_driver_sql("SELECT n FROM counter WHERE name = ?", (name,)).scalar_one()  # noqa: E731 - typed here
    return await engine.read(read)


async def test_no_update_is_lost_among_two_hundred_at_once(engine: Engine, writer: Writer):
    async def some(operation: Callable[[Connection, Sequence[str]], list[int]]) -> list[int]:
        return [await writer.write(operation, "a") for _ in range(10)]

    numbers = await asyncio.gather(*(some(count if n % 2 else count_again) for n in range(20)))
    assert sorted(number for some_numbers in numbers for number in some_numbers) == list(range(1, 201))
    assert await counted(engine) == 200


async def test_those_who_wait_together_share_a_commit(writer: Writer):
    batches: list[int] = []

    def note(connection: Connection, items: Sequence[int]) -> Sequence[int]:
        batches.append(len(items))
        return items

    assert await asyncio.gather(*(writer.write(note, n) for n in range(100))) == list(range(100))
    assert batches == [100]


async def test_each_waiter_gets_its_own_answer_across_operations(writer: Writer):
    answers = await asyncio.gather(
        writer.write(count, "a"),
        writer.write(count_again, "b"),
        writer.write(count, "b"),
        writer.write(count_again, "a"),
        writer.write(count, "a"),
    )
    assert sorted(answers) == [1, 1, 2, 2, 3]


async def test_a_write_is_seen_by_the_next_read(engine: Engine, writer: Writer):
    for expected in range(1, 21):
        await writer.write(count, "a")
        assert await counted(engine) == expected


async def test_a_poisoned_item_fails_alone(engine: Engine, writer: Writer):
    outcomes = await asyncio.gather(
        *(writer.write(count, name) for name in ("a", "poison", "a", "b", "poison")),
        writer.write(count_again, "a"),
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in outcomes] == [int, LookupError, int, int, LookupError, int]
    assert (await counted(engine, "a"), await counted(engine, "b")) == (3, 1)


async def test_a_text_that_the_database_refuses_does_not_stop_its_neighbours(tmp_path: Path):
    """Half a surrogate pair cannot be written as UTF-8."""
    database = await Database.open(f"sqlite:///{tmp_path / 'qiao.db'}", StillClock())
    try:
        outcomes = await asyncio.gather(
            *(database.outbox.observe([said(n, "\ud83d" if n == 7 else "😂")]) for n in range(1, 21)),
            return_exceptions=True,
        )
        assert [n for n, outcome in enumerate(outcomes, 1) if isinstance(outcome, BaseException)] == [7]
        assert [row.source_id for row in await database.outbox.waiting()] == [n for n in range(1, 21) if n != 7]
    finally:
        await database.close()


async def test_a_cancelled_waiter_neither_loses_its_write_nor_stops_the_batch(engine: Engine, writer: Writer):
    waiters = [asyncio.ensure_future(writer.write(count, "a")) for _ in range(10)]
    await asyncio.sleep(0)
    for waiter in waiters[::2]:
        waiter.cancel()
    outcomes = await asyncio.gather(*waiters, return_exceptions=True)
    assert [isinstance(outcome, asyncio.CancelledError) for outcome in outcomes] == [True, False] * 5
    assert await counted(engine) == 10


async def test_a_waiter_cancelled_while_its_batch_is_written_does_not_stop_it(engine: Engine, writer: Writer):
    first = asyncio.ensure_future(writer.write(count, "a"))
    second = asyncio.ensure_future(writer.write(count, "a"))
    for _ in range(5):  # the writer has handed the batch to its thread by now
        await asyncio.sleep(0)
    first.cancel()
    assert await second == 2
    assert await writer.write(count, "a") == 3
    assert await counted(engine) == 3


async def test_closing_writes_what_waits(engine: Engine):
    writer = Writer(engine)
    waiters = [asyncio.ensure_future(writer.write(count, "a")) for _ in range(700)]
    await asyncio.sleep(0)
    await writer.close()
    assert all(waiter.done() for waiter in waiters)
    assert await counted(engine) == 700


async def test_a_closed_writer_takes_nothing(engine: Engine):
    writer = Writer(engine)
    await writer.close()
    with pytest.raises(RuntimeError, match="closed"):
        await writer.write(count, "a")


async def test_a_full_disk_is_said_to_everybody_and_the_writer_goes_on(engine: Engine, writer: Writer):
    def fill(connection: Connection, sizes: Sequence[int]) -> Sequence[int]:
        for size in sizes:
            connection.exec_driver_sql("INSERT INTO counter VALUES (?, zeroblob(?))", (f"{size} bytes", size))
        return sizes

    await engine.write(lambda c: c.exec_driver_sql("PRAGMA max_page_count = 20").all())
    outcomes = await asyncio.gather(
        writer.write(fill, 10), writer.write(fill, 500_000), writer.write(count, "a"), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes] == [Unavailable] * 3
    assert await writer.write(count, "a") == 1


class BrokenEngine:
    """A database that cannot be written, and counts who tried."""

    name = "broken"
    peers = ALONE
    turn = asyncio.Lock()

    def __init__(self) -> None:
        self.tried = 0

    async def hold(self) -> None:
        raise Unavailable(service="database", error="gone")

    def leases(self, writer: Writer, clock: Clock) -> Alone:
        return ALONE

    async def write(self, work: Work[T]) -> T:
        self.tried += 1
        raise Unavailable(service="database", error="gone")

    async def read(self, work: Work[T]) -> T:
        raise Unavailable(service="database", error="gone")

    async def back_up(self, revision: str) -> Path | None:
        return None

    async def close(self) -> None:
        pass


async def test_a_batch_is_not_tried_one_by_one_when_the_database_is_away():
    """A hundred waiters for a lock would each wait in turn."""
    engine = BrokenEngine()
    heard: list[bool] = []
    writer = Writer(engine, heard.append)
    outcomes = await asyncio.gather(*(writer.write(count, "a") for _ in range(100)), return_exceptions=True)
    await writer.close()
    assert {str(outcome) for outcome in outcomes} == {"error-unavailable(service=database, error=gone)"}
    assert len({id(outcome) for outcome in outcomes}) == 100
    assert engine.tried == 1
    assert heard == [False]


async def test_a_bug_in_what_is_written_is_no_refusal_of_the_database(engine: Engine):
    heard: list[bool] = []
    writer = Writer(engine, heard.append)
    with pytest.raises(LookupError):
        await writer.write(count, "poison")
    await writer.close()
    assert heard == [True]
