"""Four channels that share one conversation, people who write, edit and delete there, and what has to stand where.

A note has a number, and the number of its last edit: `note 17.2` in English, `便条 17.2` in Chinese. So each copy tells
which note it is, and how it has to read in each channel can be said without asking a bot.
"""

import asyncio
import random
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import click

from playground.cast import CHINESE, ENGLISH, PRACTICE_CHINESE, PRACTICE_ENGLISH, Room
from playground.server.messages.drafts import edit_in
from playground.server.messages.model import Message
from playground.server.users.model import User
from playground.server.world import longest_for
from tests.e2e.harness import Scene, google, scene
from tests.vendors import Vendor, google_page

HEALED_SECONDS: Final = 30.0
"""What the bot promises at most: healed within 30 s."""

STEPS: Final = 200
"""How much people write, edit and delete in a run at full size."""

_ENGLISH: Final = "note"
_CHINESE: Final = "便条"
_WORDS: Final = {ENGLISH: _ENGLISH, CHINESE: _CHINESE, PRACTICE_ENGLISH: _ENGLISH, PRACTICE_CHINESE: _CHINESE}
_LANGUAGES: Final = {room.id: "en" if word == _ENGLISH else "zh-Hans" for room, word in _WORDS.items()}
_WRITERS: Final = ("dana", "graham", "weijie", "xiaoman")
_NOTE: Final = re.compile(rf"(?:{_ENGLISH}|{_CHINESE}) (\d+)\.\d+")
_EDITS: Final = 0.2  # of all that is done
_DELETIONS: Final = 0.1

View = dict[tuple[str, str], list[str]]
"""For each destination and each other channel of the bridge: what stands there of what was said here, in order."""


@dataclass
class Note:
    """What somebody wrote; *message* is None once it is deleted."""

    number: int
    room: Room
    writer: User
    message: Message | None
    edits: int = 0

    def reads(self, room: Room) -> str:
        """Return how it has to read in *room*."""
        return f"{_WORDS[room]} {self.number}.{self.edits}"


@dataclass
class Village:
    """The channels and their people, whose next step is a matter of *chance*."""

    scene: Scene
    vendor: Vendor
    chance: random.Random
    notes: list[Note] = field(default_factory=list)

    def write(self) -> None:
        """Let somebody write."""
        room = self.chance.choice(list(_WORDS))
        writer = self.scene.stage.world.member(self.chance.choice(_WRITERS))
        note = Note(len(self.notes), room, writer, None)
        note.message = self.scene.say(writer.username, room.name, note.reads(room))
        self.notes.append(note)

    def step(self) -> None:
        """Let somebody write, edit or delete something."""
        standing = [note for note in self.notes if note.message is not None]
        dice = self.chance.random()
        if standing and dice < _DELETIONS:
            self._delete(self.chance.choice(standing))
        elif standing and dice < _DELETIONS + _EDITS:
            self._edit(self.chance.choice(standing))
        else:
            self.write()

    async def steps(self, count: int, most_seconds: float) -> None:
        """Take so many steps, after pauses of *most_seconds* at most."""
        for _ in range(count):
            self.step()
            await asyncio.sleep(self.chance.uniform(0.0, most_seconds))

    def expected(self) -> View:
        """Return what an undisturbed bot shows."""
        return {
            (there.name, here.name): [
                note.reads(there) for note in self.notes if note.room is here and note.message is not None
            ]
            for there, here in _pairs()
        }

    def shown(self) -> View:
        """Return what stands; whatever is no note of that channel's stands in the view of it all the same."""
        view: View = {(there.name, here.name): [] for there, here in _pairs()}
        for there in _WORDS:
            for text in self.scene.texts(there.name):
                for line in text.split("\n"):
                    found = _NOTE.match(line)
                    here = self.notes[int(found[1])].room.name if found else ""
                    view.setdefault((there.name, here), []).append(line)
        return view

    async def healed(self, since: float, seconds: float = HEALED_SECONDS) -> float:
        """Return how many seconds after *since* (of the loop's clock) everything stood as it must; infinity if never.

        What stands has to stay as it is for a second.
        """
        loop = asyncio.get_running_loop()
        while (left := since + seconds - loop.time()) > 0:
            await self.scene.comes_true(lambda: self.shown() == self.expected(), left)
            at = loop.time()
            await asyncio.sleep(1.0)
            if self.shown() == self.expected():
                return at - since
        return float("inf")

    def explain(self, healed: float) -> None:
        """Say on the standard error, unless all has *healed*, where what stands is not what must, and the last logs."""
        if healed == float("inf"):
            click.echo("\n".join([*self._differences(), *self.scene.bot.output[-10:]]), err=True)

    def _differences(self) -> Iterator[str]:
        expected = self.expected()
        for pair, lines in self.shown().items():
            wanted = expected.get(pair, [])
            if lines != wanted:
                lost, more = [one for one in wanted if one not in lines], [one for one in lines if one not in wanted]
                twice = sorted({one for one in lines if lines.count(one) > 1})
                yield f"{pair}: lacks {_some(lost)}, has beyond that {_some(more)}, twice {_some(twice)}"

    def _edit(self, note: Note) -> None:
        message = note.message
        if message is None:
            return
        note.edits += 1
        world = self.scene.stage.world
        draft = edit_in({"content": note.reads(note.room)}, longest_for(note.writer), files={})
        world.messages.edits.edit(note.writer, message, draft)

    def _delete(self, note: Note) -> None:
        if note.message is not None:
            self.scene.stage.world.messages.delete(note.message)
            note.message = None


@asynccontextmanager
async def village(directory: Path, seed: int) -> AsyncIterator[Village]:
    """Open the four channels in *directory*; the bot is not started yet."""
    await asyncio.to_thread(directory.mkdir, parents=True, exist_ok=True)
    async with google_page() as vendor:
        vendor.translate = _translated
        async with scene(directory, translation=google(vendor.url), languages=_LANGUAGES) as here:
            yield Village(here, vendor, random.Random(seed))  # noqa: S311 - chance that can be repeated


def _some(notes: Sequence[str]) -> str:
    return f"{len(notes)}: {', '.join(notes[:5])}" if notes else "none"


def _pairs() -> Iterator[tuple[Room, Room]]:
    return ((there, here) for there in _WORDS for here in _WORDS if here is not there)


def _translated(text: str, _source: str, target: str) -> str:
    before, after = (_CHINESE, _ENGLISH) if target == "en" else (_ENGLISH, _CHINESE)
    return text.replace(before, after)
