"""An outage of the translator: what is said meanwhile crosses in the original at once, and is translated later."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.soak.figure import Figure
from benchmarks.soak.starts import CHANNELS, furnish
from playground.server.channels.model import Channel
from playground.server.events import Event
from tests.e2e.harness import Scene, scene
from tests.vendors import Vendor, google_page

_BRIDGES: Final = 10
_EVERY_SECONDS: Final = 0.5  # two messages a second over all bridges
_OPENING_SECONDS: Final = 30.0  # three failures in a row, each of which may take the deadline of 8 s
_ORIGINAL_SECONDS: Final = 1.0
_TRANSLATED_SECONDS: Final = 180.0
_FAULTS: Final = ("500", "hang", "reset", "html")  # by turns, since translators are ill in many ways


@dataclass
class Said:
    """One message: where its copy stands, when it was said and when it crossed (monotonic seconds)."""

    there: Channel
    at: float
    crossed: float = float("inf")


@dataclass
class Conversation:
    """Everything that was said, by its text, and how it arrived."""

    scene: Scene
    pairs: Sequence[tuple[Channel, Channel]]
    said: dict[str, Said] = field(default_factory=dict)

    async def go_on(self, seconds: float) -> None:
        """Let people write for so long."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            here, there = self.pairs[len(self.said) % len(self.pairs)]
            text = f"Good evening from Ohio, friends: {len(self.said)}"
            self.said[text] = Said(there, time.monotonic())
            self.scene.stage.world.say("dana", here, text)
            await asyncio.sleep(_EVERY_SECONDS)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Note when each message crosses."""
        stop = self.scene.server.events.subscribe(self._see)
        try:
            yield
        finally:
            stop()

    @property
    def is_translated(self) -> bool:
        """Tell whether just the translations stand, in order."""
        return all(_relayed(there) == [f"[zh-CN] {text}" for text in self._for(there)] for _, there in self.pairs)

    def _for(self, channel: Channel) -> Sequence[str]:
        return [text for text, said in self.said.items() if said.there is channel]

    def _see(self, event: Event) -> None:
        if event.name != "MESSAGE_CREATE" or event.message is None or event.message.webhook_id is None:
            return
        for line in event.message.content.split("\n"):  # messages may share a post
            if (said := self.said.get(line.removeprefix("[zh-CN] "))) is not None:
                said.crossed = min(said.crossed, time.monotonic())


async def outage(directory: Path, seed: int, *, seconds: float) -> AsyncIterator[Figure]:  # noqa: ARG001 - no chance in it
    """Let the translator be ill for so long, after which it is well."""
    async with google_page() as vendor, scene(directory, translation=_translation(vendor), languages={}) as here:
        talk = Conversation(here, furnish(here, 2 * _BRIDGES // CHANNELS))
        here.server.be_strict()
        await here.bot.start()
        with talk.watched():
            await talk.go_on(5.0)
            opens = time.monotonic() + _OPENING_SECONDS
            for fault in _FAULTS:
                vendor.fault = fault
                await talk.go_on((_OPENING_SECONDS + seconds) / len(_FAULTS))
            vendor.fault, ends = None, time.monotonic()
            await asyncio.sleep(_ORIGINAL_SECONDS)
            waits = [said.crossed - said.at for said in talk.said.values() if opens < said.at < ends]
            name = f"outage of {seconds:.0f} s"
            yield Figure(f"{name}: longest wait of {len(waits)} originals", max(waits), _ORIGINAL_SECONDS, "s")
            await here.comes_true(lambda: talk.is_translated, _TRANSLATED_SECONDS)
            took = time.monotonic() - ends if talk.is_translated else float("inf")
            yield Figure(f"{name}: until all {len(talk.said)} are translated", took, _TRANSLATED_SECONDS, "s")


def _translation(vendor: Vendor) -> str:
    """Return the tables of a bot that is as patient as it is by default."""
    return f'[translation]\norder = ["google"]\n[translation.google]\nbase_url = "{vendor.url}"\n'


def _relayed(channel: Channel) -> list[str]:
    relayed = [message.content for message in channel.history if message.webhook_id is not None]
    return [line for content in relayed for line in content.split("\n")]
