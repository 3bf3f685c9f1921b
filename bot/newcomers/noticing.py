"""Noticing: what happens to introductions is counted, and told by the buttons under every one of their copies.

The newcomer learns there, without being pinged for each, that people of the other language took notice. A look costs a
few requests, so a card has one a minute at most, however many react.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import structlog

from bot.bridges.model import Bridge, Endpoint
from bot.bridges.ports import BridgeStore
from bot.clock import Clock
from bot.errors import Gone, QiaoError, Refused, SendFailed, Unavailable
from bot.ids import MessageId, UserId, said_at
from bot.newcomers.model import Face, Hello, Introduction, face_of
from bot.newcomers.ports import CardBoard, IntroductionStore, Reactors
from bot.relay.model import MessageSaid, MessagesDeleted, PartState, SourceEvent, SourcePlace
from bot.relay.ports import Gate, Ledger, MemberChoices
from bot.translation.model import are_alike

_log = structlog.stdlib.get_logger(__name__)

BETWEEN_LOOKS: Final = timedelta(minutes=1)
"""How often at most what is told of one introduction changes."""

_SOON: Final = timedelta(seconds=2)
_ON_ITS_WAY: Final = timedelta(minutes=2)  # so young an introduction may have copies that do not stand yet
_BETWEEN_ROUNDS_SECONDS: Final = 2.0
_AT_ONCE: Final = 20
_MOST_HEARD: Final = 5000  # events that wait for a round; what is beyond them is counted with the next

_Copies = Sequence[tuple[Endpoint, MessageId]]


@dataclass(slots=True)
class _Heard:
    """What was heard since the last round."""

    answers: list[MessageSaid] = field(default_factory=list)
    deleted: set[MessageId] = field(default_factory=set)
    reacted: set[MessageId] = field(default_factory=set)


class Noticing:
    """Hears what happens, and has introductions tell it. `note` and `reacted` never wait."""

    def __init__(
        self,
        store: IntroductionStore,
        bridges: BridgeStore,
        ledger: Ledger,
        board: CardBoard,
        reactors: Reactors,
        choices: MemberChoices,
        gate: Gate,
        clock: Clock,
    ) -> None:
        self._store = store
        self._bridges = bridges
        self._ledger = ledger
        self._board = board
        self._reactors = reactors
        self._choices = choices
        self._gate = gate
        self._clock = clock
        self._heard = _Heard()
        self._woken = asyncio.Event()

    def note(self, event: SourceEvent) -> None:
        """Take note of what was said or deleted in a channel."""
        if isinstance(event, MessagesDeleted):
            self._heard.deleted.update(event.message_ids)
        elif isinstance(event, MessageSaid) and self._may_be_a_hello(event):
            self._heard.answers.append(event)

    def reacted(self, message_id: MessageId) -> None:
        """Take note that a reaction was put under a message, or taken off."""
        if len(self._heard.reacted) < _MOST_HEARD:
            self._heard.reacted.add(message_id)

    def wake(self) -> None:
        """Have a round begin now."""
        self._woken.set()

    async def run(self) -> None:
        """Look after introductions, again and again."""
        while True:
            try:
                await self.look()
            except QiaoError as error:
                _log.warning("introductions are looked after later", error=error.key)
            await self._clock.wait(self._woken, _BETWEEN_ROUNDS_SECONDS)
            self._woken.clear()

    async def look(self) -> None:
        """Write down what was heard, and bring what introductions tell up to date where it is time.

        Raises:
            Unavailable: The database does not answer; what was heard waits for the next look.
        """
        await self._take_in()
        for one in await self._store.owing(self._clock.now(), _AT_ONCE):
            if await self._store.claim(one, self._clock.now() + BETWEEN_LOOKS):
                try:
                    await self._look_after(one)
                except (SendFailed, Unavailable) as error:  # after a minute it is owed again
                    _log.info("introduction not looked after", message=one.place.message_id, error=error.key)

    async def _take_in(self) -> None:
        heard, self._heard = self._heard, _Heard()
        try:
            while heard.answers:
                await self._answered(heard.answers[-1])
                heard.answers.pop()
            if heard.deleted:
                await self._store.forget(heard.deleted)
                heard.deleted = set()
            if heard.reacted:
                await self._store.noticed(heard.reacted)
        except Unavailable:
            self._heard.answers += heard.answers
            self._heard.deleted |= heard.deleted
            self._heard.reacted |= heard.reacted
            raise

    def _may_be_a_hello(self, event: MessageSaid) -> bool:
        message = event.message
        is_a_reply = message.carried.reply_to is not None and message.is_chat and not message.author.is_bot
        return is_a_reply and len(self._heard.answers) < _MOST_HEARD

    async def _answered(self, event: MessageSaid) -> None:
        """Count an answer that was written without the button, whatever copy it answers."""
        message = event.message
        home = message.parent_id or message.channel_id
        bridge = await self._bridges.containing(home)
        if bridge is None or message.carried.reply_to is None or not self._choices.takes_part(message.author.id):
            return
        if not self._gate.admits(message, bridge):
            return
        answered = message.carried.reply_to
        to = await self._ledger.source_of(answered) or SourcePlace(message.channel_id, answered)
        place = SourcePlace(message.channel_id, message.id)
        await self._store.hello(Hello(bridge.id, message.guild_id, message.author.id, to, place))

    async def _look_after(self, one: Introduction) -> None:
        bridge = await self._bridges.containing(one.place.channel_id)
        if bridge is None or bridge.id != one.bridge_id:
            await self._store.settle(one, one.face, None)
            return
        copies = await self._copies(one, bridge)
        face = await self._face(one, bridge, copies)
        shown = f"{len(copies)} {face.hellos} {face.across} {face.reacted}"
        if shown != one.face:
            for end, message_id in copies:
                if await self._show(end, message_id, one, face):
                    return
        is_young = self._clock.now() - said_at(one.place.message_id) < _ON_ITS_WAY
        is_whole = len(copies) == sum(not end.is_paused for end in bridge.endpoints)
        await self._store.settle(one, shown, None if is_whole or not is_young else self._clock.now() + _SOON)

    async def _show(self, end: Endpoint, message_id: MessageId, one: Introduction, face: Face) -> bool:
        """Have a copy, or the introduction itself, tell what is to be told; tell whether the latter is gone."""
        try:
            await self._board.show(end, message_id, one.place.message_id, face)
        except Gone:
            if message_id == one.place.message_id:
                await self._store.forget([message_id])
                return True
        except Refused as error:
            _log.info("introduction not dressed", channel=end.channel_id, error=error.key)
        return False

    async def _copies(self, one: Introduction, bridge: Bridge) -> _Copies:
        """Return where an introduction stands: itself, and the last part of each copy."""
        standing: list[tuple[Endpoint, MessageId]] = []
        for end in bridge.endpoints:
            parts = await self._ledger.parts(one.place.message_id, end.channel_id)
            live = [part for part in parts if part.state is PartState.LIVE]
            if live:
                standing.append((end, live[-1].message_id))
        return standing

    async def _face(self, one: Introduction, bridge: Bridge, copies: _Copies) -> Face:
        languages = {end.channel_id: end.language for end in bridge.endpoints}
        own = languages[one.place.channel_id]
        reacted: set[UserId] = set()
        for end, message_id in copies:
            if not are_alike(end.language, own):
                try:
                    reacted |= set(await self._reactors.to(end.channel_id, message_id))
                except (Gone, Refused):
                    continue
        willing = {user_id for user_id in reacted if self._choices.takes_part(user_id)}
        return face_of(one, await self._store.hellos(one.place.message_id), languages, willing)
