"""Watching: the server's events become a chronicle in which each copy knows its source, its time and its translator."""

import asyncio
import re
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from playground.entries import Entry, Kind
from playground.place import BRIDGES
from playground.relays import Relay
from playground.server.events import Event
from playground.server.messages.model import Message
from playground.server.world import World

# The bot's account of a relay follows the copy within a few milliseconds. A copy without one is
# shown nonetheless, only without its time.
_HELD_SECONDS: Final = 0.6
_POLL_SECONDS: Final = 0.015
_REMEMBERED: Final = 2_000
_UNCLAIMED: Final = 200

_CHINESE_CHANNELS: Final = frozenset(bridge.chinese.channel_id for bridge in BRIDGES)
# Ordinary messages and replies; that something was pinned, say, is no chat.
_CHAT: Final = frozenset({0, 19})
_USER: Final = re.compile(r"<@!?(\d{1,20})>")
_CHANNEL: Final = re.compile(r"<#(\d{1,20})>")


@dataclass(slots=True)
class _Known:
    """A message as it was last shown."""

    entry: Entry
    channel_id: int
    heard: float
    is_copy: bool = False
    is_edited: bool = False
    source_id: int = 0  # of a copy, once the bot has told


@dataclass(slots=True)
class _Held:
    """An entry that waits for its turn in its channel; a copy also for the bot's account of it."""

    message_id: int
    entry: Entry
    since: float
    is_complete: bool


class Watcher:
    """Tells *show* what happens in the channels of *world*, each channel in its order."""

    def __init__(
        self,
        world: World,
        application_id: int,
        read: Callable[[], Awaitable[Sequence[Relay]]],
        show: Callable[[Entry], None],
    ) -> None:
        self._world = world
        self._application_id = application_id
        self._read = read
        self._show = show
        self._known: dict[int, _Known] = {}
        self._queues: dict[int, deque[_Held]] = defaultdict(deque)
        # Copies that no account was given of yet, in the order in which their lane posted them.
        self._unclaimed: dict[int, deque[_Held]] = defaultdict(lambda: deque(maxlen=_UNCLAIMED))
        self._woken = asyncio.Event()

    async def run(self) -> None:
        """Watch until cancelled."""
        unsubscribe = self._world.events.subscribe(self._heard)
        try:
            while True:
                await self._woken.wait()
                self._woken.clear()
                while any(self._queues.values()):
                    for relay in await self._read():
                        self._claim(relay)
                    self._release()
                    await asyncio.sleep(_POLL_SECONDS)
        finally:
            unsubscribe()

    def _heard(self, event: Event) -> None:
        message = event.message
        if event.name == "MESSAGE_CREATE" and message is not None and message.type in _CHAT:
            self._said(message)
        elif event.name == "MESSAGE_UPDATE" and message is not None:
            self._changed(message)
        elif event.name == "MESSAGE_DELETE":
            self._deleted(int(event.data["id"]))
        elif event.name == "MESSAGE_DELETE_BULK":
            for message_id in event.data["ids"]:
                self._deleted(int(message_id))

    def _said(self, message: Message) -> None:
        is_copy = message.application_id == self._application_id and message.webhook_id is not None
        entry = self._entry(message, Kind.RELAYED if is_copy else Kind.SAID)
        self._known[message.id] = _Known(entry, message.channel.id, time.monotonic(), is_copy)
        if len(self._known) > _REMEMBERED:
            del self._known[next(iter(self._known))]
        held = self._queue(message.channel.id, message.id, entry, is_complete=not is_copy)
        if is_copy:
            self._unclaimed[message.channel.id].append(held)

    def _changed(self, message: Message) -> None:
        known = self._known.get(message.id)
        entry = self._entry(message, Kind.EDITED)
        if known is None or known.entry.text == entry.text:
            return  # a link preview, or from before we watched
        if known.is_copy:
            entry = self._as_revised(entry, known)
        known.entry, known.is_edited = entry, True
        self._queue(message.channel.id, message.id, entry, is_complete=True)

    def _deleted(self, message_id: int) -> None:
        known = self._known.get(message_id)
        if known is not None:
            entry = replace(known.entry, kind=Kind.DELETED, milliseconds=None, translator="", is_pending=False)
            self._queue(known.channel_id, message_id, entry, is_complete=True)

    def _as_revised(self, entry: Entry, known: _Known) -> Entry:
        """Return the *entry* of a copy's edit: a translation that came late, unless the source was edited too."""
        source = self._known.get(known.source_id)
        if not known.entry.is_pending or source is None or source.is_edited:
            return entry
        return replace(entry, kind=Kind.TRANSLATED, milliseconds=(time.monotonic() - source.heard) * 1000)

    def _claim(self, relay: Relay) -> None:
        """Give the oldest copies without an account in the relay's channel this one."""
        unclaimed = self._unclaimed[relay.destination_id]
        source = self._known.get(relay.source_id)
        for _ in range(min(relay.parts, len(unclaimed))):
            held = unclaimed.popleft()
            known = self._known.get(held.message_id)
            milliseconds = None
            if known is not None:
                known.source_id = relay.source_id
                known.entry = replace(known.entry, is_pending=relay.is_provisional)
                milliseconds = None if source is None else (known.heard - source.heard) * 1000
            held.entry = replace(
                held.entry, milliseconds=milliseconds, translator=relay.translator, is_pending=relay.is_provisional
            )
            held.is_complete = True

    def _queue(self, channel_id: int, message_id: int, entry: Entry, *, is_complete: bool) -> _Held:
        held = _Held(message_id, entry, time.monotonic(), is_complete)
        self._queues[channel_id].append(held)
        self._woken.set()
        self._release()
        return held

    def _release(self) -> None:
        """Show what is complete, and what has waited long enough."""
        overdue = time.monotonic() - _HELD_SECONDS
        for queue in self._queues.values():
            while queue and (queue[0].is_complete or queue[0].since <= overdue):
                self._show(queue.popleft().entry)

    def _entry(self, message: Message, kind: Kind) -> Entry:
        name = self._name(message)
        return Entry(
            kind=kind,
            channel=message.channel.name,
            is_chinese=message.channel.id in _CHINESE_CHANNELS,
            name=name,
            colour=self._colour(name),
            text=self._readable(message.content),
        )

    @staticmethod
    def _name(message: Message) -> str:
        if message.member is not None and message.member.nick:
            return message.member.nick
        return str(message.author.get("global_name") or message.author["username"])

    def _colour(self, name: str) -> int | None:
        """Return the colour of the member whom *name*, perhaps with a mark behind it, belongs to."""
        own = name.partition(" · ")[0]
        return next((user.colour for user in self._world.users.values() if user.name == own), None)

    def _readable(self, content: str) -> str:
        """Return *content* with mentions as a Discord client shows them."""
        content = _USER.sub(self._user_named, content)
        return _CHANNEL.sub(self._channel_named, content)

    def _user_named(self, found: re.Match[str]) -> str:
        user = self._world.users.get(int(found[1]))
        return found[0] if user is None else f"@{user.name}"

    def _channel_named(self, found: re.Match[str]) -> str:
        channel = self._world.channels.get(int(found[1]))
        return found[0] if channel is None else f"#{channel.name}"
