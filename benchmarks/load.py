"""The load: people who write, and whoever looks how each message came out on the other side."""

import asyncio
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from benchmarks.sentences import number_in, numbers, sentence
from benchmarks.town import Town
from playground.cast import CAST
from playground.server.events import Event

_PATIENCE_SECONDS: Final = 10.0  # without any message coming: what is missing then is lost
_SETTLING_SECONDS: Final = 0.5  # for doubles, which come late
_AT_ONCE: Final = 50
_SEND: Final = ("POST", "/webhooks/{webhook_id}/{webhook_token}")
_SPEAKERS: Final = tuple(one.handle for one in CAST)


@dataclass
class Load:
    """How a number of messages crossed. Times are monotonic seconds."""

    bridge_of: dict[int, int] = field(default_factory=dict)  # number: the bridge it is said in, in order
    said: dict[int, float] = field(default_factory=dict)
    arrived: list[tuple[int, float]] = field(default_factory=list)
    requests: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def since(self) -> float:
        """The moment of the first message."""
        return min(self.said.values())

    @property
    def until(self) -> float:
        """The moment of the last relayed one."""
        return max((at for _, at in self.arrived), default=self.since)

    @property
    def per_second(self) -> float:
        """Messages relayed a second, from the first that was said to the last that arrived."""
        return len(self._first_arrivals()) / (self.until - self.since) if self.arrived else 0.0

    @property
    def lost(self) -> int:
        """How many never came."""
        return len(self.said) - len(self._first_arrivals())

    @property
    def doubled(self) -> int:
        """How many came that had come before."""
        return len(self.arrived) - len(self._first_arrivals())

    @property
    def reordered(self) -> int:
        """How many came after one that was said later in the same bridge."""
        newest: dict[int, int] = {}
        late = 0
        for number in self._first_arrivals():
            bridge = self.bridge_of[number]
            late += number < newest.get(bridge, 0)
            newest[bridge] = max(number, newest.get(bridge, 0))
        return late

    @property
    def milliseconds(self) -> list[float]:
        """How long each took from the moment it stood to the moment its relayed one stood."""
        return [(at - self.said[number]) * 1000 for number, at in self._first_arrivals().items()]

    @property
    def sends(self) -> int:
        """How many sends through webhooks there were."""
        return self.requests[_SEND]

    @property
    def other_requests(self) -> dict[str, int]:
        """All requests that were no sends."""
        return {" ".join(route): times for route, times in self.requests.items() if route != _SEND and times}

    def _first_arrivals(self) -> dict[int, float]:
        first: dict[int, float] = {}
        for number, at in self.arrived:
            first.setdefault(number, at)
        return first


async def spoken(town: Town, messages: int, every_seconds: float = 0.0) -> Load:
    """Have people say *messages* over all bridges in turn, as fast as may be or paced, and wait until they crossed."""
    load = Load()
    stop = town.server.events.subscribe(lambda event: _see(load, event))
    before = town.server.traffic.count()
    await _say(town, load, messages, every_seconds)
    await _wait(load)
    await asyncio.sleep(_SETTLING_SECONDS)
    stop()
    load.requests = town.server.traffic.count()
    load.requests.subtract(before)
    return load


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the *percent*th percentile of at least two values."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def _see(load: Load, event: Event) -> None:
    if event.name != "MESSAGE_CREATE" or event.message is None:
        return
    number = number_in(event.message.content)
    if number not in load.bridge_of:
        return
    if event.message.webhook_id is None:
        load.said[number] = time.monotonic()
    else:
        load.arrived.append((number, time.monotonic()))


async def _say(town: Town, load: Load, messages: int, every_seconds: float) -> None:
    began = asyncio.get_running_loop().time()
    for index in range(messages):
        if every_seconds:
            await asyncio.sleep(began + index * every_seconds - asyncio.get_running_loop().time())
        elif index and index % _AT_ONCE == 0:
            await asyncio.sleep(0)
        number = next(numbers)
        load.bridge_of[number] = index % len(town.bridges)
        channel = town.stage.world.channels[town.bridges[load.bridge_of[number]].english]
        town.stage.world.say(_SPEAKERS[index % len(_SPEAKERS)], channel, sentence(number))


async def _wait(load: Load) -> None:
    """Wait until as many have arrived as were said, or none has come for long."""
    arrived, since = 0, time.monotonic()
    while len(load.arrived) < len(load.said) and time.monotonic() < since + _PATIENCE_SECONDS:
        await asyncio.sleep(0.05)
        if len(load.arrived) > arrived:
            arrived, since = len(load.arrived), time.monotonic()
