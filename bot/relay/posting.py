"""Posting once: what to do when nobody can say whether a message was posted.

Webhooks have no nonce, so doubles are ours to prevent. A lane has at most one send that is not
recorded; after an unknown fate it waits for the request to land, and looks. A message of our own
webhook that is newer than the last recorded one and absent from the ledger is that send. It is
known by its position and never by its content, since a second translation may differ.
"""

from collections import deque
from collections.abc import Sequence
from typing import Final

import structlog

from bot.errors import FateUnknown, Forbidden, MessageGone, NotApplied, Refused, Unavailable
from bot.ids import ChannelId, MessageId
from bot.relay.model import Owed, Persona, Piece, Posted
from bot.relay.ports import LanePorts

_log = structlog.stdlib.get_logger(__name__)

LANDING_SECONDS: Final = 2.0
"""How long a request whose connection broke may still take to have its effect."""

_STRAY_SECONDS: Final = 30.0
_LONGEST_BACKOFF_SECONDS: Final = 30.0
_REMEMBERED: Final = 256


def backoff_seconds(attempt: int) -> float:
    """Return how long to wait after the *attempt*th failure (from 1): 1, 2, 4 ... 30 s."""
    return min(2.0 ** (attempt - 1), _LONGEST_BACKOFF_SECONDS)


class Poster:
    """Posts into one destination, each piece once."""

    def __init__(self, destination_id: ChannelId, ports: LanePorts) -> None:
        self._destination_id = destination_id
        self._ports = ports
        self._last_recorded: MessageId | None = None
        self._found: deque[Posted] = deque()
        self._recorded: dict[MessageId, None] = {}
        self._unclaimed: dict[MessageId, float] = {}

    async def recover(self, row: Owed, *, is_ours: bool) -> None:
        """Find what an earlier process posted and did not record.

        Args:
            row: The first row that it left.
            is_ours: Such a message can only be a part of *row*; otherwise nobody can tell whose
                it is, and it is deleted.
        """
        self._last_recorded = await self._ports.ledger.last_recorded(self._destination_id)
        await self._look(row.source_id)
        if not is_ours:
            await self._delete_found()

    async def post(self, row: Owed, persona: Persona, piece: Piece) -> MessageId:
        """Post *piece* once, however long it takes, and return its id.

        Raises:
            Refused: Discord will never take it.
            Forbidden: The bot may not post there.
            ChannelGone: There is no such channel.
        """
        attempt = 0
        while True:
            if self._found:
                return await self._adopt(piece)
            try:
                return await self._ports.delivery.send(self._destination_id, persona, piece)
            except NotApplied as error:
                self._ports.observer.failed(self._destination_id, error.key)
            except FateUnknown as error:
                self._ports.observer.failed(self._destination_id, error.key)
                await self._ports.clock.sleep(LANDING_SECONDS)
                await self._look(row.source_id)
                if self._found:
                    continue
            attempt += 1
            await self._ports.clock.sleep(backoff_seconds(attempt))

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
            self._unclaimed[message_id] = self._ports.clock.monotonic()

    @property
    def has_unclaimed(self) -> bool:
        """Tell whether an echo waits for its record."""
        return bool(self._unclaimed)

    async def delete_strays(self) -> None:
        """Delete the messages of ours that nothing has claimed for 30 s: a late double."""
        overdue = self._ports.clock.monotonic() - _STRAY_SECONDS
        old = [message_id for message_id, heard in self._unclaimed.items() if heard <= overdue]
        if not old:
            return
        known = await self._ports.ledger.known(old)
        for message_id in old:
            del self._unclaimed[message_id]
            if message_id not in known:
                await self._delete(message_id)

    async def _adopt(self, piece: Piece) -> MessageId:
        """Take the found message for *piece*, and make it read so."""
        posted = self._found.popleft()
        await self._delete_found()
        if posted.content != piece.content:
            await self._bring_up_to_date(posted.message_id, piece)
        self._ports.observer.adopted(self._destination_id)
        return posted.message_id

    async def _bring_up_to_date(self, message_id: MessageId, piece: Piece) -> None:
        for attempt in range(1, 4):
            try:
                await self._ports.delivery.edit(self._destination_id, message_id, piece)
            except (NotApplied, FateUnknown):
                await self._ports.clock.sleep(backoff_seconds(attempt))
            except (MessageGone, Refused):
                return  # as it stands it is at least there
            else:
                return

    async def _look(self, source_id: MessageId) -> None:
        """Find our own messages that are not recorded. A copy is newer than its source."""
        own = await self._own_since(max(source_id, self._last_recorded or source_id))
        known = await self._ports.ledger.known([posted.message_id for posted in own])
        self._found = deque(posted for posted in own if posted.message_id not in known)

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
            await self._delete(self._found.popleft().message_id)

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
