"""Processes that write into a database until they are killed, and what has to stand there then."""

import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bot.storage.database import Database

_ROOT = Path(__file__).parents[1]

WRITES_UNTIL_KILLED = """
import asyncio, sys
from bot.clock import SystemClock
from bot.ids import ChannelId
from bot.storage.database import Database
from tests.owing import said

async def main():
    database = await Database.open(sys.argv[1], SystemClock())
    async def hear(channel):
        for n in range(1, 100_000):
            message_id = channel * 1_000_000 + n
            await database.outbox.observe([said(message_id, to=range(1, 6), channel=ChannelId(channel))])
            print(message_id, flush=True)
    await asyncio.gather(*(hear(channel) for channel in range(101, 121)))

asyncio.run(main())
"""


@contextmanager
def process(code: str, url: str) -> Iterator[tuple["subprocess.Popen[str]", IO[str]]]:
    """Run *code* on a database in a process of its own, and kill it in the end."""
    running = subprocess.Popen([sys.executable, "-c", code, url], stdout=subprocess.PIPE, text=True, cwd=_ROOT)
    try:
        assert running.stdout is not None
        with running.stdout as said_by_it:
            yield running, said_by_it
    finally:
        running.kill()
        running.wait()


def promised_until_killed(url: str, heard: int) -> Collection[int]:
    """Kill a process of `WRITES_UNTIL_KILLED` after so many promises; return all that it had made by then."""
    with process(WRITES_UNTIL_KILLED, url) as (running, lines):
        started = (line for line in lines if line.strip().isdigit())  # not what it logs
        promised = {int(next(started)) for _ in range(heard)}
        running.kill()
        return promised | {int(line) for line in started if line.endswith("\n")}


async def assert_whole(database: Database, promised: Collection[int]) -> None:
    """Say that whole transactions stand in *database*, and those that were *promised* among them."""
    destinations: dict[int, set[int]] = {}
    for row in await database.outbox.waiting():
        destinations.setdefault(row.source_id, set()).add(row.destination_id)
    assert set(promised) <= destinations.keys()
    assert all(lanes == set(range(1, 6)) for lanes in destinations.values())
    newest: dict[int, int] = {}
    for message_id in destinations:
        newest[message_id // 1_000_000] = max(message_id, newest.get(message_id // 1_000_000, 0))
    assert await database.outbox.watermarks() == newest
