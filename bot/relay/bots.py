"""Bots and proxies: whose words another bot speaks, and which of its words only come back to us.

A proxy bot posts a member's message anew, under a name of the member's choice, and deletes what they wrote. Only the
proxied one is to cross, under the choices of whoever wrote it: so who was proxied of late waits, and what a bot says
waits where it may be the words of somebody whose words must not cross. Another bridge's bot may carry our copies back
to where they came from: what reads like a copy of ours stays, and so does all else while a channel's bots say too much.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import structlog

from bot.clock import Clock
from bot.ids import ChannelId, MessageId, UserId
from bot.relay.model import MessageSaid, MessagesDeleted, SourceEvent, SourceMessage

_log = structlog.stdlib.get_logger(__name__)

PROXY_SECONDS: Final = 3.0
"""How long a proxy may take from a member's message to its own, or from either to the deletion."""

MOST_IN_A_MINUTE: Final = 20
"""More from a channel's bots than these is a loop or a flood."""

_MINUTE: Final = 60.0
_RECENTLY: Final = 24 * 3600.0
_REMEMBERED: Final = 2048


@dataclass(slots=True)
class _Spoken:
    """A person's message of a moment ago.

    Attributes:
        at: When it was heard, in monotonic seconds.
        is_proxied: A bot's message is known to say the same.
    """

    id: MessageId
    author_id: UserId
    at: float
    is_gone: bool = False
    is_proxied: bool = False


class Bots:
    """Follows what is said in channels whose bridges admit bots; ids and times, and no words."""

    def __init__(self, application_id: int, clock: Clock) -> None:
        self._application_id = application_id
        self._clock = clock
        self._people: defaultdict[ChannelId, deque[_Spoken]] = defaultdict(deque)
        self._bots: defaultdict[ChannelId, deque[float]] = defaultdict(deque)
        self._copies: dict[int, float] = {}  # what our own copies read like, hashed
        self._proxied: dict[UserId, float] = {}
        self._speaks_for: dict[MessageId, UserId] = {}
        self._stays: dict[MessageId, None] = {}
        self._changed = asyncio.Event()

    def note(self, event: SourceEvent) -> None:
        """Take note of *event* as soon as it is heard."""
        now = self._clock.monotonic()
        if isinstance(event, MessagesDeleted):
            self._deleted(event, now)
        elif isinstance(event, MessageSaid):
            message = event.message
            if message.application_id == self._application_id:
                _remember(self._copies, hash(message.content), now)
            elif message.author.is_bot:
                self._bot_spoke(message, now)
            else:
                people = self._people[message.channel_id]
                people.append(_Spoken(message.id, message.author.id, now))
                while people[0].at < now - 2 * PROXY_SECONDS:
                    people.popleft()

    def may_cross(self, message: SourceMessage) -> bool:
        """Tell whether *message* is neither what a proxy speaks for, nor what comes back to us."""
        return message.id not in self._stays

    def attributed(self, message: SourceMessage) -> SourceMessage:
        """Return *message* with the member as its author for whom a proxy is known to speak."""
        user_id = self._speaks_for.get(message.id)
        return message if user_id is None else _by(message, user_id)

    async def settled(self, message: SourceMessage, must_stay: Callable[[SourceMessage], bool]) -> SourceMessage:
        """Wait until it is known whose words *message* is, and return it with them as its author.

        Args:
            must_stay: Tells of a message that its author's words must not cross.
        """
        people = self._people[message.channel_id]
        if not message.author.is_bot:
            spoken = next((one for one in people if one.id == message.id), None)
            if spoken is not None and self._was_proxied(spoken.author_id):
                await self._until(lambda: spoken.is_gone, spoken.at)
                if spoken.is_gone:
                    _remember(self._stays, message.id, None)
            return message
        doubtful = [one for one in people if not one.is_gone and must_stay(_by(message, one.author_id))]
        if self._trigger(people) is None and doubtful:
            await self._until(lambda: self._trigger(people) is not None, doubtful[-1].at)
        trigger = self._trigger(people)
        if trigger is not None:
            trigger.is_proxied = True
            _remember(self._speaks_for, message.id, trigger.author_id)
        return self.attributed(message)

    def _deleted(self, event: MessagesDeleted, now: float) -> None:
        spoke = self._bots[event.channel_id]
        for one in self._people[event.channel_id]:
            if one.id in event.message_ids:
                one.is_gone = True
                if spoke and spoke[-1] >= one.at:
                    self._note_proxied(one.author_id, now)
        self._changed.set()

    def _bot_spoke(self, message: SourceMessage, now: float) -> None:
        spoke = self._bots[message.channel_id]
        while spoke and spoke[0] <= now - _MINUTE:
            spoke.popleft()
        for one in self._people[message.channel_id]:
            if one.is_gone and not one.is_proxied:
                self._note_proxied(one.author_id, now)
        is_copy = self._copies.get(hash(message.content), -_MINUTE) > now - _MINUTE
        if is_copy or len(spoke) >= MOST_IN_A_MINUTE:
            _log.warning("bot's message stays", channel=message.channel_id, source=message.id, is_copy=is_copy)
            _remember(self._stays, message.id, None)
        spoke.append(now)

    def _note_proxied(self, user_id: UserId, now: float) -> None:
        self._proxied.pop(user_id, None)
        _remember(self._proxied, user_id, now)

    def _was_proxied(self, user_id: UserId) -> bool:
        return self._proxied.get(user_id, -_RECENTLY) > self._clock.monotonic() - _RECENTLY

    @staticmethod
    def _trigger(people: deque[_Spoken]) -> _Spoken | None:
        """Return the message that was deleted a moment ago and that no bot has said anew."""
        return next((one for one in people if one.is_gone and not one.is_proxied), None)

    async def _until(self, holds: Callable[[], bool], since: float) -> None:
        """Wait until something *holds*, for as long as a proxy may take from *since*."""
        while not holds() and (left := since + PROXY_SECONDS - self._clock.monotonic()) > 0:
            self._changed.clear()
            await self._clock.wait(self._changed, left)


def _by(message: SourceMessage, user_id: UserId) -> SourceMessage:
    return replace(message, author=replace(message.author, id=user_id))


def _remember(memory: dict[Any, Any], key: object, value: object) -> None:
    memory[key] = value
    if len(memory) > _REMEMBERED:
        del memory[next(iter(memory))]
