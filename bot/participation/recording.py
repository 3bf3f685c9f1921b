"""Recording: what happens in bridged channels is noted at once, and remembered a moment later, many together.

No message waits for it. What a kill cuts off is read again: each channel knows how far it is counted, and what is heard
twice counts once.
"""

import asyncio
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import structlog

from bot.bridges.model import Bridge, BridgeId, Endpoint
from bot.clock import Clock
from bot.errors import SendFailed, Unavailable
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.participation.heard import Batch, Cleared, Deleted, Heard, Here, Said, Tapped
from bot.participation.model import Sketch, tongue_of
from bot.participation.ports import Exclusions, Records
from bot.participation.sketches import sketch
from bot.relay.model import MessageEdited, MessageSaid, MessagesDeleted, SourceEvent, SourceMessage
from bot.relay.ports import Gate, History, MemberChoices
from bot.relay.reacting import Reacted, ReactionEvent

_log = structlog.stdlib.get_logger(__name__)

TOGETHER_SECONDS: Final = 30.0
"""So long what happens is gathered, unless it is much, or somebody wants to see it."""

MUCH: Final = 100
"""So much of what happened is remembered at once."""

FOLD_SECONDS: Final = 60.0
"""So often the sums are brought up to date, even if nobody wants to see them."""

_MARKS_SECONDS: Final = 10.0
_SEEN_AFTER_SECONDS: Final = 2.0  # at most, if the database answers at all
_AFTER_A_FAILURE_SECONDS: Final = 5.0
_AT_ONCE: Final = 100  # in one transaction, for which the relay's may wait
_MOST_MISSED: Final = 500  # of one channel, as catch-up reads
_PAUSE_SECONDS: Final = 0.25  # between two requests: nobody waits for it


@dataclass(frozen=True, slots=True)
class Admission:
    """Who says what is counted.

    Attributes:
        bridge_of: Tells the bridge in which a channel has its seat.
        is_muted: Tells whether somebody in a guild is muted in a bridge: what they react with stays, too.
        own_id: The bot's own user.
        private: Threads of which nothing is counted: what two say to each other there is theirs.
    """

    bridge_of: Callable[[ChannelId], Bridge | None]
    gate: Gate
    choices: MemberChoices
    exclusions: Exclusions
    own_id: UserId
    is_muted: Callable[[BridgeId, GuildId, UserId], bool]
    private: Container[ChannelId] = frozenset()

    def here(self, user_id: UserId, channel_id: ChannelId, *, is_taking_back: bool = False) -> Here | None:
        """Return who is where; None where nothing of it is counted. What is taken back is heard of whom it may."""
        bridge = self.bridge_of(channel_id)
        seat = bridge.endpoint(channel_id) if bridge is not None else None
        if bridge is None or seat is None or user_id == self.own_id:
            return None
        if not is_taking_back and not self._may_count(user_id, bridge, seat):
            return None
        return Here(user_id, seat.guild_id, channel_id, tongue_of(seat.language))

    def _may_count(self, user_id: UserId, bridge: Bridge, seat: Endpoint) -> bool:
        if not self.choices.takes_part(user_id) or self.is_muted(bridge.id, seat.guild_id, user_id):
            return False
        return seat.channel_id not in self.private and not self.exclusions.excludes_channel(seat.home)

    def counts(self, message: SourceMessage) -> Here | None:
        """Return who wrote a message, where; None where it is not counted: nobody's, a bot's, or one that stays."""
        if not message.is_chat or message.author.is_bot or self.exclusions.excludes(message):
            return None
        bridge = self.bridge_of(message.channel_id)
        if bridge is None or not self.gate.admits(message, bridge):
            return None
        return self.here(message.author.id, message.channel_id)


def _set() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event


@dataclass(slots=True)
class Recorder:
    """Notes what happens, and has it remembered.

    Attributes:
        words: Returns a text without links, mentions, emojis and code.
        key: With which texts are sketched.
    """

    records: Records
    admission: Admission
    history: History
    words: Callable[[str], str]
    key: bytes = field(repr=False)
    clock: Clock
    _heard: list[SourceEvent | Tapped | Cleared] = field(default_factory=list)
    _upto: dict[ChannelId, MessageId] = field(default_factory=dict)
    _unread: set[ChannelId] = field(default_factory=set)  # what is missing there is still to be read
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _hurry: asyncio.Event = field(default_factory=asyncio.Event)
    _remembered: asyncio.Event = field(default_factory=_set)  # all that was noted

    def note(self, event: SourceEvent) -> None:
        """Take note of what was relayed; never waits."""
        if isinstance(event, MessagesDeleted):
            self._hear(event, is_urgent=True)
            return
        message = event.message
        if not isinstance(event, MessageEdited):
            self._upto[message.channel_id] = max(message.id, self._upto.get(message.channel_id, message.id))
        if not message.author.is_bot:
            self._hear(event)

    def note_reaction(self, event: ReactionEvent) -> None:
        """Take note of a reaction; never waits."""
        now = self.clock.now()
        if event.user_id is None:
            emoji = None if event.emoji is None else event.emoji.likeness
            self._hear(Cleared(event.message_id, emoji, now), is_urgent=True)
        elif event.emoji is not None and not (isinstance(event, Reacted) and event.is_bot):
            is_taken_off = not isinstance(event, Reacted)
            here = self.admission.here(event.user_id, event.channel_id, is_taking_back=is_taken_off)
            is_excluded = isinstance(event, Reacted) and self.admission.exclusions.excludes_roles(event.role_ids)
            if here is not None and not is_excluded:
                tapped = Tapped(event.message_id, here, event.emoji.likeness, now, is_taken_off)
                self._hear(tapped, is_urgent=is_taken_off)

    async def run(self) -> None:
        """Have what is noted remembered, for good."""
        while True:
            # What stays moves the marks too.
            if await self.clock.wait(self._wake, _MARKS_SECONDS):
                await self.clock.wait(self._hurry, TOGETHER_SECONDS)
            await self.flush()

    async def fold(self) -> None:
        """Bring the sums up to date, again and again."""
        while True:
            await self.clock.sleep(FOLD_SECONDS)
            try:
                await self.records.fold()
            except Exception as error:  # noqa: BLE001 - a supervisor: the next time, then
                _log.warning("sums are brought up to date later", error=type(error).__name__, exc_info=error)

    async def hasten(self) -> None:
        """Have all that was noted until now remembered at once: somebody wants to see it."""
        if not self._remembered.is_set():
            self._hurry.set()
            await self.clock.wait(self._remembered, _SEEN_AFTER_SECONDS)

    async def sum_up(self) -> None:
        """Bring the sums up to date with all that was noted until now.

        Raises:
            Unavailable: The database does not answer.
        """
        await self.hasten()
        await self.records.fold()

    async def keep_house(self) -> None:
        """Count what is to be forgotten, and forget it."""
        await self.records.keep_house(self.key)

    async def flush(self) -> None:
        """Have all that is noted remembered."""
        self._wake.clear()
        self._hurry.clear()
        while self._heard or self._upto.keys() - self._unread:
            events, self._heard = self._heard[:_AT_ONCE], self._heard[_AT_ONCE:]
            heard = [one for event in events for one in self._surely_read(event)]
            # A mark must not pass what is not remembered.
            passed = [] if self._heard else [one for one in self._upto if one not in self._unread]
            await self._record(Batch(heard, {one: self._upto.pop(one) for one in passed}))
        self._remembered.set()

    async def catch_up(self) -> None:
        """Read again what was relayed and not remembered: somebody pulled the plug between the two."""
        behind = await self._behind()
        self._unread.update(behind)
        for channel_id, after in behind.items():
            missed = await self._missed(channel_id, after)
            # In front: what has been heard since is newer.
            self._heard[:0] = map(MessageSaid, missed)
            self._upto.setdefault(channel_id, missed[-1].id if missed else after)
            self._unread.discard(channel_id)
            self._remembered.clear()
            self._wake.set()
            await self.clock.sleep(_PAUSE_SECONDS)

    def _hear(self, event: SourceEvent | Tapped | Cleared, *, is_urgent: bool = False) -> None:
        """Note *event*; it is urgent where it takes something back, which nobody could read again after a kill."""
        self._heard.append(event)
        self._remembered.clear()
        self._wake.set()
        if is_urgent or len(self._heard) >= MUCH:
            self._hurry.set()

    async def _missed(self, channel_id: ChannelId, after: MessageId) -> Sequence[SourceMessage]:
        while True:
            try:
                return await self.history.said_since(channel_id, after, _MOST_MISSED)
            except Unavailable:
                await self.clock.sleep(_AFTER_A_FAILURE_SECONDS)
            except SendFailed as error:  # nobody can read it
                _log.info("not counted", channel=channel_id, error=error.key)
                return ()

    async def _behind(self) -> Mapping[ChannelId, MessageId]:
        while True:
            try:
                behind = await self.records.behind()
            except Unavailable:
                await self.clock.sleep(_AFTER_A_FAILURE_SECONDS)
            else:
                return {one: after for one, after in behind.items() if self.admission.bridge_of(one) is not None}

    async def _record(self, batch: Batch) -> None:
        """Have *batch* remembered; this is a supervisor: a bug with one must not keep the next from being counted."""
        while True:
            try:
                await self.records.record(batch)
            except Unavailable:
                await self.clock.sleep(_AFTER_A_FAILURE_SECONDS)
            except Exception as error:  # noqa: BLE001 - see above
                _log.error("not counted", heard=len(batch.heard), exc_info=error)
                return
            else:
                return

    def _surely_read(self, event: SourceEvent | Tapped | Cleared) -> list[Heard]:
        try:
            return self._read(event)
        except Exception as error:  # noqa: BLE001 - a supervisor: a bug with one must not end the recording
            _log.error("not counted", kind=type(event).__name__, exc_info=error)
            return []

    def _sketch(self, message: SourceMessage) -> Sketch | None:
        return sketch(self.words(message.content), self.key, has_file=bool(message.carried.files))

    def _read(self, event: SourceEvent | Tapped | Cleared) -> list[Heard]:
        """Return what an event is, as it is recorded."""
        if isinstance(event, Tapped | Cleared):
            return [event]
        if isinstance(event, MessagesDeleted):
            return [Deleted(message_id, event.channel_id) for message_id in event.message_ids]
        message = event.message
        here = self.admission.counts(message)
        if here is None:
            return []
        membership = message.membership
        return [
            Said(
                message_id=message.id,
                here=here,
                revision=message.revision,
                sketched=partial(self._sketch, message),
                replies_to=message.carried.reply_to,
                joined_at=None if membership is None else membership.joined_at,
            )
        ]
