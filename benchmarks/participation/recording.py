"""What recording costs a message, beside what the relay itself writes for it, and whether the relay waits for it."""

import asyncio
import statistics
from collections.abc import AsyncIterator, Sequence
from typing import Final

from benchmarks.participation.street import Street
from benchmarks.soak.figure import Figure
from bot.clock import SystemClock
from bot.participation.recording import FOLD_SECONDS
from bot.storage.database import Database

_SECONDS: Final = {1: 360, 10: 120, 50: 60}  # how many are measured, by the messages in each
_MOST_MS: Final = 0.3
_PACE, _TURNS, _TURN_SECONDS = 50, 6, 10  # messages a second; recorded or not, by turns
_MOST_DELAY_MS: Final = 1.0  # at p95: a transaction takes about as long


async def recording(url: str, name: str, seed: int, *, share: float = 1) -> AsyncIterator[Figure]:
    """Tell what a message costs in seconds of 1, 10 and 50 messages; *share* of all that is usually measured."""
    database = await Database.open(url, SystemClock())
    try:
        street = await Street.opened(database, seed)
        await street.seconds(10, round(FOLD_SECONDS))  # which compiles the statements
        for messages, seconds in _SECONDS.items():
            spent = await street.seconds(messages, max(round(seconds * share), round(FOLD_SECONDS)))
            # Of several seconds the middle one: what the machine's other programs do is no matter of ours.
            of_relay = statistics.median(spent.relayed)
            for what, cost in (("recording", statistics.median(spent.recorded)), ("folding", spent.folded)):
                ratio = f"{cost / of_relay:.2f} times the relay's own {of_relay:.3f} ms"
                whole = f"{name}, {messages} a second: CPU of {what} a message, {ratio}"
                yield Figure(whole, cost, _MOST_MS, "ms")
    finally:
        await database.close()


async def delay(url: str, name: str, seed: int, *, share: float = 1) -> AsyncIterator[Figure]:
    """Tell how much longer the relay's two transactions take while messages are recorded; *share* of the usual time."""
    database = await Database.open(url, SystemClock())
    took: dict[bool, list[float]] = {False: [], True: []}
    try:
        street = await Street.opened(database, seed)
        await street.seconds(10, round(FOLD_SECONDS))  # which compiles the statements
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(street.recorder.run())
            for _ in range(max(round(_TURNS * share), 1)):
                for is_recorded in (False, True):
                    took[is_recorded] += await street.paced(_PACE, _TURN_SECONDS, is_recorded=is_recorded)
                    await street.recorder.sum_up()
            running.cancel()
        without, along = _p95(took[False]), _p95(took[True])
        whole = f"{name}: the relay's writing at p95, {without:.2f} ms; with recording later by"
        yield Figure(whole, along - without, _MOST_DELAY_MS, "ms")
    finally:
        await database.close()


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]
