"""Posting once: what to do when nobody can say whether a message was posted.

Webhooks have no nonce, so doubles are ours to prevent. A lane has at most one send that is not
recorded; after an unknown fate it waits until its echo is heard or it can land no more, and looks.
A message of our own webhook that is newer than the last recorded one and absent from the ledger is
that send. It is known by its position and never by its content, since a second translation may
differ. One that bears another name is no such send but a late double of somebody else's: a name
cannot be edited.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Final

import structlog

from bot.errors import FateUnknown, Forbidden, MessageGone, NotApplied, Refused, Unavailable
from bot.ids import ChannelId, MessageId
from bot.relay.landing import LANDING_SECONDS
from bot.relay.model import Persona, Piece, Posted
from bot.relay.patience import backoff_seconds, until_answered
from bot.relay.ports import LanePorts

_log = structlog.stdlib.get_logger(__name__)

_STRAY_SECONDS: Final = 30.0
_REMEMBERED: Final = 256


class Poster:
    """Posts into one destination, each piece once."""

    def __init__(self, destination_id: ChannelId, ports: LanePorts) -> None:
        self._destination_id = destination_id
        self._ports = ports
        self._last_recorded: MessageId | None = None
        self._uncertain: MessageId | None = None  # the source of a send that must be looked for
        self._found: list[Posted] = []
        self._found_of: MessageId | None = None  # whose parts they can only be
        self._recorded: dict[MessageId, None] = {}
        self._unclaimed: dict[MessageId, float] = {}
        self._is_echoed = asyncio.Event()  # something that is not recorded has landed since the last send began

    async def recover(self, oldest: MessageId, first: MessageId | None) -> None:
        """Find what an earlier process posted and did not record.

        Args:
            oldest: The oldest message that it left unfinished; a copy is newer than its source.
            first: The message of which such a post can only be a part; None where nobody can
                tell whose it is: then it is deleted.

        Raises:
            Forbidden: The bot may not look into the channel.
        """
        ledger, clock = self._ports.ledger, self._ports.clock
        self._last_recorded = await until_answered(lambda: ledger.last_recorded(self._destination_id), clock)
        await self._look(oldest)
        self._found_of = first
        if first is None:
            await self._delete_found()

    async def post(
        self,
        source_id: MessageId,
        persona: Persona,
        piece: Piece,
        is_wanted: Callable[[], bool] = lambda: True,
        *,
        is_shared: bool = False,
    ) -> MessageId | None:
        """Post *piece* of a message once, however long it takes, and return its id.

        What *is_shared* by several messages is known by the first of them, and reads just as *piece* says.
        None if it does not stand there and is no longer *is_wanted*.

        Raises:
            Refused: Discord will never take it.
            Forbidden: The bot may not post there, or may not look whether it did.
            ChannelGone: There is no such channel.
        """
        attempt, pause = 0, 0.0
        while True:
            if self._uncertain is not None:
                await self._look(self._uncertain)
            if (found := await self._adopt(source_id, persona, piece, is_shared=is_shared)) is not None:
                return found
            if pause:
                await self._ports.clock.sleep(pause)
            attempt += 1
            if not is_wanted():
                return None
            self._is_echoed.clear()
            try:
                return await self._ports.delivery.send(self._destination_id, persona, piece)
            except (NotApplied, FateUnknown) as error:
                self._ports.observer.failed(self._destination_id, error.kind)
                pause = backoff_seconds(attempt)
                if isinstance(error, FateUnknown):
                    await self._land(source_id, persona)
                    pause = max(pause - LANDING_SECONDS, 0.0)  # so long it has waited by then

    @property
    def knows_what_stands(self) -> bool:
        """Tell whether no earlier send has to be looked for, nor what was found to be given to its message."""
        return self._uncertain is None and not self._found

    def recorded(self, message_id: MessageId) -> None:
        """Note that *message_id* stands in the ledger."""
        self._last_recorded = max(message_id, self._last_recorded or message_id)
        self._unclaimed.pop(message_id, None)
        self._recorded[message_id] = None
        if len(self._recorded) > _REMEMBERED:
            del self._recorded[next(iter(self._recorded))]

    def heard(self, message_id: MessageId) -> None:
        """Note an echo: a message of ours that stands in the destination."""
        if message_id not in self._recorded:
            self._unclaimed.setdefault(message_id, self._ports.clock.monotonic())
            self._is_echoed.set()

    @property
    def strays_due_at(self) -> float | None:
        """Return the monotonic second at which an echo will have waited too long for its record."""
        oldest = min(self._unclaimed.values(), default=None)
        return None if oldest is None else oldest + _STRAY_SECONDS

    async def delete_strays(self) -> None:
        """Delete the messages of ours that nothing has claimed for 30 s: a late double."""
        overdue = self._ports.clock.monotonic() - _STRAY_SECONDS
        old = [message_id for message_id, heard in self._unclaimed.items() if heard <= overdue]
        if not old:
            return
        for message_id in old:
            del self._unclaimed[message_id]
        known = await until_answered(lambda: self._ports.ledger.known(old), self._ports.clock)
        awaited = {posted.message_id for posted in self._found}
        for message_id in old:
            if message_id not in known and message_id not in awaited:
                await self._delete(message_id)

    async def _land(self, source_id: MessageId, persona: Persona) -> None:
        """Wait until the send of *source_id* is found by its echo, or can have no effect any more."""
        # Noted before anything else can go wrong: nothing is sent until somebody looked.
        self._uncertain = source_id
        clock = self._ports.clock
        until = clock.monotonic() + LANDING_SECONDS
        if await clock.wait(self._is_echoed, LANDING_SECONDS):
            await self._look(source_id)
            if self._fitting(source_id, persona) is None:  # it was another's, or history does not show it yet
                self._uncertain = source_id
                await clock.sleep(max(until - clock.monotonic(), 0.0))

    async def _adopt(
        self, source_id: MessageId, persona: Persona, piece: Piece, *, is_shared: bool
    ) -> MessageId | None:
        """Take the found message that can be *piece*, make it read so, and delete the others."""
        adopted = self._fitting(source_id, persona)
        if adopted is not None:
            self._found.remove(adopted)
        await self._delete_found()
        if adopted is None:
            return None
        reads_so = adopted.content == piece.content or await self._bring_up_to_date(adopted.message_id, piece)
        if is_shared and not reads_so:  # its lines could not be told apart
            await self._delete(adopted.message_id)
            return None
        self._ports.observer.adopted(self._destination_id)
        return adopted.message_id

    def _fitting(self, source_id: MessageId, persona: Persona) -> Posted | None:
        named = (posted for posted in self._found if posted.name.strip() == persona.name.strip())
        return next(named, None) if self._found_of == source_id else None

    async def _bring_up_to_date(self, message_id: MessageId, piece: Piece) -> bool:
        """Make a message read as *piece*; tell whether it does. As it stands it is at least there."""
        for attempt in range(1, 4):
            try:
                await self._ports.delivery.edit(self._destination_id, message_id, piece)
            except (NotApplied, FateUnknown):
                await self._ports.clock.sleep(backoff_seconds(attempt))
            except (MessageGone, Refused):
                return False
            else:
                return True
        return False

    async def _look(self, source_id: MessageId) -> None:
        """Find our own messages that are not recorded. A copy is newer than its source."""
        own = await self._own_since(max(source_id, self._last_recorded or source_id))
        ids = [posted.message_id for posted in own]
        known = await until_answered(lambda: self._ports.ledger.known(ids), self._ports.clock)
        self._found = [posted for posted in own if posted.message_id not in known]
        self._found_of = source_id
        self._uncertain = None

    async def _own_since(self, after: MessageId) -> Sequence[Posted]:
        attempt = 0
        while True:
            try:
                return await self._ports.history.own_since(self._destination_id, after)
            except (Unavailable, NotApplied, FateUnknown):
                attempt += 1
                await self._ports.clock.sleep(backoff_seconds(attempt))
            except Refused as error:
                raise Forbidden(**error.fields) from error  # of the channel, and not of what was to be posted

    async def _delete_found(self) -> None:
        while self._found:
            await self._delete(self._found.pop(0).message_id)

    async def _delete(self, message_id: MessageId) -> None:
        try:
            await self._ports.delivery.delete(self._destination_id, message_id)
        except (MessageGone, Refused):
            return
        except (NotApplied, FateUnknown):
            # It is looked for again when its echo has waited long enough.
            self._unclaimed[message_id] = self._ports.clock.monotonic()
            return
        _log.info("stray deleted", destination=self._destination_id, message=message_id)
