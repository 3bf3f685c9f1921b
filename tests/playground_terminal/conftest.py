"""What the terminal's tests share: a world whose bot is played by the test itself."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from playground.cast import CHINESE, ENGLISH, Stage, set_stage
from playground.entries import Entry
from playground.relays import Relay
from playground.server.messages.drafts import edit_in, webhook_draft_in
from playground.server.messages.model import Message
from playground.server.webhooks.model import Webhook
from playground.watching import Watcher

PATIENCE_SECONDS = 5.0


@dataclass
class Hand:
    """Does by hand what the bot does, and keeps what a watcher shows."""

    stage: Stage
    shown: list[Entry] = field(default_factory=list)
    relays: list[Relay] = field(default_factory=list)
    numbers: int = 0
    hooks: dict[int, Webhook] = field(default_factory=dict)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        world = self.stage.world
        for room in (ENGLISH, CHINESE):
            self.hooks[room.id] = world.webhooks.create(self.stage.bot, world.channels[room.id], {"name": "Qiao"})

    def copy(self, channel_id: int, name: str, content: str) -> Message:
        """Post a copy under the persona *name*."""
        draft = webhook_draft_in({"content": content, "username": name})
        return self.stage.world.webhooks.execute(self.hooks[channel_id], draft).message

    def edit_copy(self, channel_id: int, message: Message, content: str) -> None:
        """Change a copy."""
        draft = edit_in({"content": content}, 2_000)
        self.stage.world.webhooks.edit_message(self.hooks[channel_id], message.id, draft)

    def account(
        self,
        source: Message,
        channel_id: int,
        *,
        parts: int = 1,
        translator: str = "phrasebook",
        provisional: bool = False,
    ) -> None:
        """Give the bot's account of a relay."""
        self.numbers += 1
        self.relays.append(Relay(self.numbers, source.id, channel_id, translator, provisional, parts))

    async def read(self) -> list[Relay]:
        """Return the new accounts, as `RelayReader.read` does."""
        new, self.relays = self.relays, []
        return new

    def show(self, entry: Entry) -> None:
        """Keep what is shown, as a screen would show it."""
        self.shown.append(entry)
        self.changed.set()

    async def until(self, count: int) -> None:
        """Wait until *count* entries were shown."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while len(self.shown) < count:
                self.changed.clear()
                await self.changed.wait()


@pytest.fixture
async def hand() -> AsyncIterator[Hand]:
    """Watch a fresh world."""
    one = Hand(set_stage())
    watcher = Watcher(one.stage.world, one.stage.application.id, one.read, one.show)
    async with asyncio.TaskGroup() as group:
        watching = group.create_task(watcher.run())
        await asyncio.sleep(0)
        yield one
        watching.cancel()
