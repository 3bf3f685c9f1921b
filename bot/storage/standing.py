"""How messages stand in their destinations now, read at the start of a transaction."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select, union_all

from bot.ids import ChannelId, MessageId
from bot.relay.model import Debt, Owed, PartState, Revision
from bot.relay.ports import Admitted
from bot.storage.compiled import found_by
from bot.storage.debts import Delivered, owed, reworded
from bot.storage.rows import owed_of
from bot.storage.statements import found
from bot.storage.tables import ledger, outbox, refusal, tombstone, watermark

Key = tuple[MessageId, ChannelId]
"""A source message and one of its destinations."""

_KEYS: Final[Any] = bindparam("keys", expanding=True)
# The rows stay locked until the commit where a database has more than one writer.
_ROWS: Final = select(outbox).where(outbox.c.source_id.in_(_KEYS)).with_for_update()
_PARTS: Final = select(
    ledger.c.source_id, ledger.c.destination_id, ledger.c.source_channel_id, ledger.c.revision, ledger.c.state
).where(ledger.c.source_id.in_(_KEYS))
_TOMBSTONES: Final = select(tombstone.c.message_id).where(tombstone.c.message_id.in_(_KEYS))
_HEARD_OF: Final = union_all(
    select(outbox.c.source_id).where(outbox.c.source_id.in_(_KEYS)),
    select(ledger.c.source_id).where(ledger.c.source_id.in_(_KEYS)),
    select(tombstone.c.message_id).where(tombstone.c.message_id.in_(_KEYS)),
    select(refusal.c.source_id).where(refusal.c.source_id.in_(_KEYS)),
)
_REFUSALS: Final = select(refusal.c.source_id, refusal.c.destination_id).where(refusal.c.source_id.in_(_KEYS))
_WATERMARKS: Final = select(watermark).where(watermark.c.channel_id.in_(_KEYS))


def waiting_rows(connection: Connection, message_ids: Collection[MessageId]) -> dict[Key, Owed]:
    """Return what is owed of *message_ids*, and keep it from being settled until the commit."""
    rows = (owed_of(row) for row in found(connection, _ROWS, message_ids))
    return {(row.source_id, row.destination_id): row for row in rows}


def delivered_places(connection: Connection, message_ids: Collection[MessageId]) -> dict[Key, Delivered]:
    """Return where *message_ids* stand, wholly or in part, even if on their way out."""
    places: dict[Key, Delivered] = {}
    for source_id, destination_id, source_channel_id, revision, state in found(connection, _PARTS, message_ids):
        earlier = places.get((source_id, destination_id))
        if state != PartState.GONE and (earlier is None or earlier.revision < revision):
            place = Delivered(source_id, source_channel_id, destination_id, revision)
            places[source_id, destination_id] = place
    return places


@dataclass(slots=True)
class Standing:
    """What is known of some messages; it follows along as they are taken in.

    Attributes:
        known: Places that had a row in the outbox to begin with.
        said: The newest message of each channel that was said.
    """

    _buried: frozenset[MessageId]
    _rows: dict[Key, Owed]
    _shown: dict[Key, Revision | None]  # None: it was delivered, and stands there no more
    _refused: frozenset[Key]
    _watermarks: dict[ChannelId, MessageId]
    known: frozenset[Key] = frozenset()
    said: dict[ChannelId, MessageId] = field(default_factory=dict)

    @classmethod
    def read(cls, connection: Connection, admitted: Iterable[Admitted]) -> "Standing":
        """Return how *admitted* stand."""
        # Nearly every message is new, and one look says so.
        message_ids = {heard for (heard,) in found_by(connection, _HEARD_OF, {one.message.id for one in admitted})}
        edited_in = {one.message.channel_id for one in admitted if not one.is_said}
        # First the outbox, then the ledger: while we wait for a row that another process is settling,
        # it becomes a part, and must not be missed in both.
        rows = waiting_rows(connection, message_ids)
        return cls(
            _buried=frozenset(buried for (buried,) in found_by(connection, _TOMBSTONES, message_ids)),
            _rows=rows,
            _shown=_shown(connection, message_ids),
            _refused=frozenset((source, place) for source, place in found_by(connection, _REFUSALS, message_ids)),
            _watermarks=dict(found_by(connection, _WATERMARKS, edited_in)),
            known=frozenset(rows),
        )

    def take_in(self, messages: Sequence[Admitted], expires_at: datetime) -> dict[Key, Owed]:
        """Return the rows that *messages*, in order, make new or change; the new ones still have no number."""
        changed: dict[Key, Owed] = {}
        for admitted in messages:
            if admitted.message.id not in self._buried:
                for destination_id in admitted.destinations:
                    key = (admitted.message.id, destination_id)
                    row = self._owed(admitted, key, expires_at)
                    if row is not None and row is not self._rows.get(key):
                        self._rows[key] = changed[key] = row
            if admitted.is_said and not admitted.is_released:
                self._heard(admitted.message.channel_id, admitted.message.id)
        return changed

    def _owed(self, admitted: Admitted, key: Key, expires_at: datetime) -> Owed | None:
        row = self._rows.get(key)
        if row is not None:
            return reworded(row, admitted, expires_at)
        if key in self._shown:
            shown = self._shown[key]
            if shown is None or admitted.message.revision <= shown:
                return None
            return owed(admitted, key[1], Debt.EDIT, expires_at)
        return owed(admitted, key[1], Debt.CREATE, expires_at) if self._begins(admitted, key) else None

    def _begins(self, admitted: Admitted, key: Key) -> bool:
        """Tell whether a message that is unknown there is to begin to stand there."""
        if key in self._refused and not admitted.is_released:
            return False
        if key[1] == admitted.message.channel_id:
            return admitted.helps_here
        if admitted.is_said:
            return True
        newest = self._watermarks.get(admitted.message.channel_id)
        return newest is not None and admitted.message.id > newest

    def _heard(self, channel_id: ChannelId, message_id: MessageId) -> None:
        self.said[channel_id] = max(message_id, self.said.get(channel_id, message_id))
        self._watermarks[channel_id] = max(message_id, self._watermarks.get(channel_id, message_id))


def _shown(connection: Connection, message_ids: Collection[MessageId]) -> dict[Key, Revision | None]:
    shown: dict[Key, Revision | None] = {}
    for source_id, destination_id, _, revision, state in found(connection, _PARTS, message_ids):
        key = (source_id, destination_id)
        newest = shown.get(key)
        if state != PartState.LIVE:
            shown[key] = newest
        elif newest is None or newest < revision:
            shown[key] = revision
    return shown
