"""Bursts: many messages at once into one channel, under the limits that Discord has been seen to keep.

    uv run python -m benchmarks.burst

One line for each figure, against its bar. It ends with 1 where a bar is missed, or where anything came in the wrong
order, twice, or not at all.
"""

import asyncio
import contextlib
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import click

from benchmarks.bots import QIAO, running, standing_in_for_google
from benchmarks.load import percentile
from benchmarks.processes import pin, two_cores
from benchmarks.sentences import numbers, numbers_in, sentence
from benchmarks.town import Bridge, Town, town
from playground.cast import CAST
from playground.server.events import Event
from playground.server.rest.limits import strict_rules, usual_rules

_MESSAGES: Final = 60
_AUTHORS: Final = tuple(one.handle for one in CAST[:3])
_RUN: Final = 4
_SEED: Final = 20270101
_PATIENCE_SECONDS: Final = 150.0
_NEIGHBOURS: Final = 6
_NEIGHBOURS_SECONDS: Final = 8.0
_ROUNDS: Final = 4
_EVERY_SECONDS: Final = 0.8  # below a webhook's own limit
_MOST_SLOWED_MILLISECONDS: Final = 20.0
_VENDOR_MILLISECONDS: Final = 50


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Who writes when, and how long it may take until all of it stands."""

    title: str
    is_mixed: bool
    has_cap: bool
    bar_seconds: float

    @property
    def speakers(self) -> list[str]:
        """The author of each message, in order."""
        runs = [_AUTHORS[number // _RUN % len(_AUTHORS)] for number in range(_MESSAGES)]
        return [_AUTHORS[number % len(_AUTHORS)] for number in range(_MESSAGES)] if self.is_mixed else runs


ARRANGEMENTS: Final = (
    Arrangement("60 in runs of four, 5 in 2 s", is_mixed=False, has_cap=False, bar_seconds=8.0),
    Arrangement("60 interleaved, 5 in 2 s", is_mixed=True, has_cap=False, bar_seconds=12.0),
    Arrangement("60 in runs of four, and 30 a minute", is_mixed=False, has_cap=True, bar_seconds=15.0),
    Arrangement("60 interleaved, and 30 a minute", is_mixed=True, has_cap=True, bar_seconds=15.0),
)


@dataclass
class Arrivals:
    """What stands on the other side: numbers of sentences, with the moment (monotonic seconds), by channel."""

    seen: dict[int, list[tuple[int, float]]] = field(default_factory=dict)
    posts: dict[int, int] = field(default_factory=dict)
    _came: asyncio.Event = field(default_factory=asyncio.Event)

    def note(self, event: Event) -> None:
        """Take note of what a webhook says."""
        message = event.message
        if event.name != "MESSAGE_CREATE" or message is None or message.webhook_id is None:
            return
        now, channel_id = time.monotonic(), message.channel.id
        self.posts[channel_id] = self.posts.get(channel_id, 0) + 1
        self.seen.setdefault(channel_id, []).extend((number, now) for number in numbers_in(message.content))
        self._came.set()

    async def until(self, channel_id: int, count: int) -> None:
        """Wait until *count* sentences stand in a channel, or for too long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE_SECONDS):
                while len(self.seen.get(channel_id, ())) < count:
                    self._came.clear()
                    await self._came.wait()


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured thing against its bar."""

    title: str
    value: float
    bar: float
    unit: str
    note: str
    is_whole: bool = True

    @property
    def holds(self) -> bool:
        """Tell whether the bar is kept and nothing is amiss."""
        return self.is_whole and self.value <= self.bar

    def line(self) -> str:
        """Return it as one line."""
        kept = "ok  " if self.holds else "MISS"
        return f"{kept} {self.title:<38} {self.value:7.1f} {self.unit}  at most {self.bar:g} {self.unit}  {self.note}"


@click.command()
def main() -> None:
    """Measure bursts, and how much they slow other bridges."""
    figures = asyncio.run(_measure())
    for figure in figures:
        click.echo(figure.line())
    sys.exit(0 if all(figure.holds for figure in figures) else 1)


async def _measure() -> list[Figure]:
    cores = two_cores()
    pin(0, cores.rest)
    with tempfile.TemporaryDirectory() as directory:
        async with standing_in_for_google(cores) as url, town(len(ARRANGEMENTS) + 1 + _NEIGHBOURS) as here:
            page = f"{url}/{_VENDOR_MILLISECONDS}/m"
            async with running(QIAO, here, page, 16, Path(directory), cores):
                arrivals = Arrivals()
                here.server.events.subscribe(arrivals.note)
                here.server.limits.enabled = True
                bridges = iter(here.bridges)
                figures = [await _burst(here, arrivals, next(bridges), one) for one in ARRANGEMENTS]
                return [*figures, await _slowed(here, arrivals, next(bridges), list(bridges))]


async def _burst(here: Town, arrivals: Arrivals, bridge: Bridge, arrangement: Arrangement) -> Figure:
    here.server.limits.rules = strict_rules() if arrangement.has_cap else usual_rules()
    began = time.monotonic()
    said = _say(here, bridge, arrangement.speakers)
    await arrivals.until(bridge.chinese, len(said))
    seen = arrivals.seen.get(bridge.chinese, [])
    stands = [number for number, _ in seen]
    took = max((at for _, at in seen), default=began + _PATIENCE_SECONDS) - began
    order = "in order" if stands == said else "NOT AS SAID"
    note = f"{order}, {arrivals.posts.get(bridge.chinese, 0)} posts"
    return Figure(arrangement.title, took, arrangement.bar_seconds, "s", note, stands == said)


async def _slowed(here: Town, arrivals: Arrivals, bridge: Bridge, neighbours: Sequence[Bridge]) -> Figure:
    here.server.limits.rules = usual_rules()
    alone: list[float] = []
    beside: list[float] = []
    for _ in range(_ROUNDS):  # one after the other, so that a machine that grows slower slows both
        alone += await _chat(here, arrivals, neighbours)
        say = asyncio.get_running_loop().call_later(_NEIGHBOURS_SECONDS / 4, _say, here, bridge, _interleaved())
        beside += await _chat(here, arrivals, neighbours)
        say.cancel()
    before, now = percentile(alone, 95), percentile(beside, 95)
    note = f"p95 {before:.1f} ms, with a burst beside them {now:.1f} ms"
    return Figure("other bridges slowed", max(now - before, 0.0), _MOST_SLOWED_MILLISECONDS, "ms", note)


async def _chat(here: Town, arrivals: Arrivals, bridges: Sequence[Bridge]) -> list[float]:
    """Have people talk at leisure on *bridges*; return how long each message took to cross (milliseconds)."""
    rng = random.Random(_SEED)  # noqa: S311 - no secret
    said: dict[int, float] = {}
    until = time.monotonic() + _NEIGHBOURS_SECONDS
    while time.monotonic() < until:
        for bridge in bridges:
            [number] = _say(here, bridge, [rng.choice(_AUTHORS)])
            said[number] = time.monotonic()
            await asyncio.sleep(_EVERY_SECONDS / len(bridges))
    await asyncio.sleep(2)
    arrived = {number: at for bridge in bridges for number, at in arrivals.seen.get(bridge.chinese, ())}
    return [(arrived.get(number, at + _PATIENCE_SECONDS) - at) * 1000 for number, at in said.items()]


def _interleaved() -> list[str]:
    return [_AUTHORS[number % len(_AUTHORS)] for number in range(_MESSAGES)]


def _say(here: Town, bridge: Bridge, speakers: Sequence[str]) -> list[int]:
    """Have each of *speakers* say a sentence, at once; return their numbers."""
    channel = here.stage.world.channels[bridge.english]
    said = []
    for handle in speakers:
        said.append(next(numbers))
        here.stage.world.say(handle, channel, sentence(said[-1]))
    return said


if __name__ == "__main__":
    main()
