"""A ledger of millions of parts: how long a look takes, and how long messages wait while the old ones are forgotten."""

import asyncio
import random
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from benchmarks.load import percentile
from benchmarks.soak.figure import Figure
from benchmarks.soak.parts import COPIES, fill, source_at
from bot.clock import SystemClock
from bot.ids import ChannelId, MessageId, first_id_at
from bot.storage.alone import ALONE
from bot.storage.database import Database
from bot.storage.ledger import SqlLedger
from tests.owing import part_of, said
from tests.postgres import MISSING, programs, serving

_ROUNDS: Final = 10
_LOOKS: Final = 500  # in a round
_LOOK_MS: Final = 1.0
_DELAY_MS: Final = 20.0
_EVERY_SECONDS: Final = 0.02
_SECONDS: Final = 20.0  # with expiry, and as long without it


async def ledger(directory: Path, seed: int, *, parts: int) -> AsyncIterator[Figure]:
    """Fill a file and, where there is a server to be had, a PostgreSQL database; look, and forget."""
    async for figure in _figures(f"sqlite:///{directory / 'qiao.db'}", "SQLite", seed, parts):
        yield figure
    if (found := programs()) is None:
        click.echo(f"ledger on PostgreSQL: not tried, {MISSING}")
        return
    with serving(found) as server:
        async with server.database() as url:
            async for figure in _figures(url, "PostgreSQL", seed, parts):
                yield figure


async def _figures(url: str, name: str, seed: int, parts: int) -> AsyncIterator[Figure]:
    clock, chance = SystemClock(), random.Random(seed)  # noqa: S311 - chance that can be repeated
    async with AsyncExitStack() as stack:
        await (await Database.open(url, clock)).close()  # which makes the tables
        now = clock.now()
        await fill(url, parts, now)
        database = await Database.open(url, clock)
        stack.push_async_callback(database.close)
        kept = replace(database.ledger, leases=ALONE)
        whole = f"ledger of {parts:,} on {name}"
        for what, look in (("source", _by_source(kept)), ("copy", _by_copy(kept))):
            rounds = [percentile(await _looks(look, parts, now, chance), 95) for _ in range(_ROUNDS)]
            # Of several rounds the middle one: what the machine's other programs do is no matter of the database's.
            yield Figure(f"{whole}: p95 of a look by {what}", statistics.median(rounds), _LOOK_MS, "ms")
        async for figure in _forgotten(database, kept, whole):
            yield figure


async def _forgotten(database: Database, kept: SqlLedger, name: str) -> AsyncIterator[Figure]:
    """Tell how much longer messages wait while a day is forgotten; the longest waits are often the machine's own."""
    usual = await _relayed(database, kept, lambda: False)
    forgetting = asyncio.get_running_loop().create_task(kept.expire())
    times = await _relayed(database, kept, forgetting.done)
    forgetting.cancel()
    await asyncio.gather(forgetting, return_exceptions=True)
    longer = max(times) - max(usual)
    yield Figure(f"{name}: forgetting, longest wait beyond {max(usual):.1f} ms without", longer, _DELAY_MS, "ms")
    longer = percentile(times, 99) - percentile(usual, 99)
    yield Figure(f"{name}: forgetting, p99 beyond {percentile(usual, 99):.1f} ms without", longer, _DELAY_MS, "ms")


Look = Callable[[MessageId], Awaitable[object]]


def _by_source(kept: SqlLedger) -> Look:
    return lambda source_id: kept.parts(source_id, ChannelId(1001))


def _by_copy(kept: SqlLedger) -> Look:
    return lambda source_id: kept.source_of(MessageId(source_id + 1))


async def _looks(look: Look, parts: int, now: datetime, chance: random.Random) -> list[float]:
    """Return how long (milliseconds) each of many looks took, for messages all over the ledger."""
    times = []
    for source_id in [source_at(chance.randrange(parts // COPIES), parts, now) for _ in range(_LOOKS)]:
        began = time.perf_counter()
        await look(source_id)
        times.append((time.perf_counter() - began) * 1000)
    return times


async def _relayed(database: Database, kept: SqlLedger, is_over: Callable[[], bool]) -> list[float]:
    """Owe and deliver one message after the other for a while; return how long each waited for its commits (ms)."""
    times: list[float] = []
    ends = time.perf_counter() + _SECONDS
    while time.perf_counter() < ends and not is_over():
        message_id = first_id_at(SystemClock().now())
        began = time.perf_counter()
        (row,) = await database.outbox.observe([said(message_id)])
        await kept.record(part_of(row, message_id + 1), row, settles=True)
        times.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(_EVERY_SECONDS)
    return times
