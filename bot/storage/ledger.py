"""The ledger: what was delivered, part by part."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Executable, and_, bindparam, delete, select, tuple_, update

from bot.clock import Clock
from bot.errors import Unavailable
from bot.ids import ChannelId, MessageId, UserId, first_id_at
from bot.relay.model import Owed, Part, PartState, SourcePlace
from bot.relay.peers import Leases
from bot.relay.quotations import Quoting
from bot.storage import quotations
from bot.storage.alone import ALONE
from bot.storage.compiled import execute, found_by
from bot.storage.debts import settled
from bot.storage.engine import Engine
from bot.storage.expiry import expire
from bot.storage.parts import NEWEST, TOGETHER, begin_removal, begin_taking_out, remember_together
from bot.storage.rows import Columns, live_part_columns, owed_of, part_of
from bot.storage.standing import Key
from bot.storage.statements import found, upsert
from bot.storage.tables import erasure, ledger, outbox
from bot.storage.writer import Operation, Writer
from bot.translation.model import Quality

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _Delivery:
    """One call of `record` or `settle`: *parts* are live there now, and *row* was paid if *settles*."""

    row: Owed
    parts: tuple[Part, ...]
    settles: bool
    at: datetime
    leases: Leases
    quoting: Quoting | None = None

    @property
    def key(self) -> Key:
        """Return whose debt this is."""
        return (self.row.source_id, self.row.destination_id)

    @property
    def is_final(self) -> bool:
        """Tell whether nothing of it waits for a translation."""
        return all(part.quality is Quality.FINAL for part in self.parts)


@dataclass(frozen=True, slots=True)
class SqlLedger:
    """The relay's `Ledger` in tables."""

    engine: Engine
    writer: Writer
    clock: Clock
    leases: Leases = ALONE

    async def record(self, part: Part, row: Owed, *, settles: bool, quoting: Quoting | None = None) -> Owed | None:
        """Record a newly posted or adopted *part*, as the port says.

        Another live part in the same place is marked `REMOVING`: one of two copies has to go, and
        until then `parts` still names it.
        """
        delivery = _Delivery(row, (part,), settles, self.clock.now(), self.leases, quoting)
        return await self._written(_record, delivery)

    async def record_joined(self, parts: Sequence[Part], rows: Sequence[Owed]) -> Sequence[Owed | None]:
        """Record *parts*, of one message and each of its own row of *rows*, and settle these, as the port says."""
        now, each = self.clock.now(), zip(parts, rows, strict=True)
        deliveries = tuple(_Delivery(row, (part,), True, now, self.leases) for part, row in each)
        return await self._written(_record_joined, deliveries)

    async def settle(self, row: Owed, shown: Sequence[Part]) -> Owed | None:
        """Record that *shown* are now the live parts, as the port says."""
        return await self._written(_settle, _Delivery(row, tuple(shown), True, self.clock.now(), self.leases))

    async def begin_removal(self, message_ids: Collection[MessageId]) -> None:
        """Mark parts `REMOVING`, before the delete is sent."""
        await self.writer.write(begin_removal, tuple(message_ids))

    async def begin_taking_out(self, leaving: Part, gone: Sequence[Part] = ()) -> None:
        """Mark *leaving* `REMOVING`, before its line is taken out, and *gone* `GONE`."""
        await self.writer.write(begin_taking_out, (leaving, tuple(gone)))

    async def together(self, message_id: MessageId) -> Sequence[Part]:
        """Return the parts of all that a relayed message carries and that are not `GONE`, in reading order."""
        return await self._parts(TOGETHER, {"of_message": message_id})

    async def parts(self, source_id: MessageId, destination_id: ChannelId) -> Sequence[Part]:
        """Return the parts of a source message in a destination that are not `GONE`, in order."""
        return await self._parts(_PARTS, {"source_id": source_id, "destination_id": destination_id})

    async def last_recorded(self, destination_id: ChannelId) -> MessageId | None:
        """Return the newest relayed message's id in a destination, of whatever state."""
        newest = await self.engine.read(
            lambda connection: connection.execute(NEWEST, {"destination_id": destination_id}).scalar()
        )
        return None if newest is None else MessageId(newest)

    async def known(self, message_ids: Collection[MessageId]) -> Collection[MessageId]:
        """Return those of *message_ids* that are parts, of whatever state."""
        return await self.engine.read(
            lambda connection: frozenset(MessageId(row.message_id) for row in found(connection, _KNOWN, message_ids))
        )

    async def source_of(self, message_id: MessageId) -> SourcePlace | None:
        """Return where the source of a relayed message stands; None where it is none, or was forgotten."""
        row = await self.engine.read(lambda connection: connection.execute(_SOURCE, {"part": message_id}).first())
        return None if row is None else SourcePlace(ChannelId(row.source_channel_id), MessageId(row.source_id))

    async def author_of(self, source_id: MessageId) -> UserId | None:
        """Return who wrote a message, a proxied one too; None where nothing is known of it, or not this."""
        author = await self.engine.read(
            lambda connection: connection.execute(_AUTHOR, {"of_source": source_id}).scalar()
        )
        return UserId(author) if author else None

    async def live_sources(self, message_id: MessageId) -> Sequence[SourcePlace]:
        """Return where the sources stand that the relayed message carries, none unless it is `LIVE`.

        None either of what is being erased: a lane that revises it meanwhile may have called it `LIVE` again.
        """
        rows = await self.engine.read(lambda connection: list(connection.execute(_LIVE_SOURCES, {"part": message_id})))
        return [
            SourcePlace(ChannelId(row.source_channel_id), MessageId(row.source_id))
            for row in rows
            if row.requested_at is None or row.source_id >= first_id_at(row.requested_at)
        ]

    async def expire(self) -> None:
        """Forget parts, reports and erasures after 30 days, the trail after a year, the rest (but removals) in time."""
        await expire(self.writer, self.clock)

    async def _parts(self, query: Executable, keys: Mapping[str, int]) -> Sequence[Part]:
        return await self.engine.read(lambda connection: [part_of(row) for row in connection.execute(query, keys)])

    async def _written(self, operation: Operation[T, R], delivery: T) -> R:
        try:
            return await self.writer.write(operation, delivery)
        except _LeaseOver:
            raise Unavailable(service="lease") from None


class _LeaseOver(Exception):
    """What was to be recorded is another process's to find."""


def _refuse_unleased(deliveries: Sequence[_Delivery]) -> None:
    """Refuse what a process that stood still would write into a lane that is no longer its own."""
    for delivery in deliveries if deliveries[0].leases.is_shared else ():
        if delivery.leases.seconds_left(delivery.row.destination_id) <= 0:
            raise _LeaseOver


def _record(connection: Connection, deliveries: Sequence[_Delivery]) -> list[Owed | None]:
    _refuse_unleased(deliveries)
    answers: list[Owed | None] = []
    quoting = ((one, one.quoting) for one in deliveries if one.quoting is not None)
    quotations.begin(connection, [(d.parts[0].message_id, d.row.destination_id, quotes) for d, quotes in quoting])
    for batch in _apart(deliveries):
        _make_way(connection, [part for delivery in batch for part in delivery.parts])
        _write(connection, batch)
        answers += _pay(connection, batch)
    return answers


def _record_joined(connection: Connection, messages: Sequence[tuple[_Delivery, ...]]) -> list[list[Owed | None]]:
    answers = iter(_record(connection, [delivery for message in messages for delivery in message]))
    return [list(islice(answers, len(message))) for message in messages]


def _settle(connection: Connection, deliveries: Sequence[_Delivery]) -> list[Owed | None]:
    _refuse_unleased(deliveries)
    answers: list[Owed | None] = []
    for batch in _apart(deliveries):
        # All of them go first, so that parts may change places.
        execute(connection, _CLEAR, [{"of_source": d.row.source_id, "at": d.row.destination_id} for d in batch])
        _write(connection, batch)
        remember_together(connection, [(part, one.at) for one in batch for part in one.parts])
        answers += _pay(connection, batch)
    return answers


def _apart(deliveries: Sequence[_Delivery]) -> Iterator[list[_Delivery]]:
    """Yield *deliveries* in order, in batches in which nobody is paid twice: the second payment sees the first."""
    batch: dict[Key, _Delivery] = {}
    for delivery in deliveries:
        if delivery.key in batch:
            yield list(batch.values())
            batch = {}
        batch[delivery.key] = delivery
    yield list(batch.values())


def _make_way(connection: Connection, parts: Sequence[Part]) -> None:
    """Mark `REMOVING` what is live where one of *parts* is to be."""
    taking = {(part.source_id, part.destination_id, part.ordinal): part.message_id for part in parts}
    rivals = [
        {"leaving": message_id, "of_source": source_id}
        for message_id, source_id, *place in found_by(connection, _LIVE, {part.source_id for part in parts})
        if taking.get((source_id, *place), message_id) != message_id
    ]
    # An update for each that finds nothing would cost as much as all the rest.
    if rivals:
        execute(connection, _SUPERSEDE, rivals)


def _write(connection: Connection, batch: Sequence[_Delivery]) -> None:
    rows = [live_part_columns(part, one.row.author.id, one.at) for one in batch for part in one.parts]
    if rows:
        execute(connection, upsert(ledger, connection.dialect.name), rows)


def _pay(connection: Connection, batch: Sequence[_Delivery]) -> list[Owed | None]:
    """Settle the rows that are paid, and return each row as it is then."""
    # Nearly every debt stands as it did when the work on it began, and need not be read to be dropped.
    if paid := [_as_it_was(delivery.row) for delivery in batch if delivery.settles and delivery.is_final]:
        dropped = execute(connection, _DROP, paid)
        if dropped == len(batch):  # a driver that does not count says -1
            return [None] * len(batch)
    left = {(row.source_id, row.destination_id): row for row in _rows(connection, batch)}
    turned: list[Owed] = []
    answers: list[Owed | None] = []
    for delivery in batch:
        before = now = left.get(delivery.key)
        if before is not None and delivery.settles:
            now = settled(before, delivery.row, is_final=delivery.is_final)
        if now is not None and now is not before:
            turned.append(now)
        answers.append(now)
    if turned:
        new_debts = [{"of_source": r.source_id, "at": r.destination_id, "new_debt": r.debt.value} for r in turned]
        execute(connection, _TURN, new_debts)
    return answers


def _rows(connection: Connection, batch: Sequence[_Delivery]) -> Iterator[Owed]:
    return map(owed_of, found(connection, _ROWS, sorted(delivery.key for delivery in batch)))


def _as_it_was(row: Owed) -> Columns:
    return {
        "of_source": row.source_id,
        "at": row.destination_id,
        "then_revision": row.revision,
        "then_debt": row.debt.value,
    }


_OF_ROW: Final = (outbox.c.source_id == bindparam("of_source"), outbox.c.destination_id == bindparam("at"))
_OF_PART: Final = (ledger.c.source_id == bindparam("of_source"), ledger.c.destination_id == bindparam("at"))
_IS_LIVE: Final = ledger.c.state == PartState.LIVE.value
_KEYS: Final[Any] = bindparam("keys", expanding=True)

_ROWS: Final = select(outbox).where(tuple_(outbox.c.source_id, outbox.c.destination_id).in_(_KEYS)).with_for_update()
_DROP: Final = delete(outbox).where(
    *_OF_ROW, outbox.c.revision == bindparam("then_revision"), outbox.c.debt == bindparam("then_debt")
)
_TURN: Final = update(outbox).where(*_OF_ROW).values(debt=bindparam("new_debt"))
_LIVE: Final = select(ledger.c.message_id, ledger.c.source_id, ledger.c.destination_id, ledger.c.ordinal).where(
    ledger.c.source_id.in_(_KEYS), _IS_LIVE
)
_SUPERSEDE: Final = (
    update(ledger)
    .where(ledger.c.message_id == bindparam("leaving"), ledger.c.source_id == bindparam("of_source"))
    .values(state=PartState.REMOVING.value)
)
_CLEAR: Final = update(ledger).where(*_OF_PART).values(state=PartState.GONE.value)
_PARTS: Final = (
    select(ledger)
    .where(
        ledger.c.source_id == bindparam("source_id"),
        ledger.c.destination_id == bindparam("destination_id"),
        ledger.c.state != PartState.GONE.value,
    )
    .order_by(ledger.c.ordinal, ledger.c.message_id)
)
_SOURCE: Final = (
    select(ledger.c.source_channel_id, ledger.c.source_id)
    .where(ledger.c.message_id == bindparam("part"))
    .order_by(ledger.c.source_id.desc())
)
_AUTHOR: Final = select(ledger.c.author_id).where(ledger.c.source_id == bindparam("of_source")).limit(1)
_LIVE_SOURCES: Final = (
    select(ledger.c.source_channel_id, ledger.c.source_id, erasure.c.requested_at)
    .outerjoin(erasure, and_(erasure.c.user_id == ledger.c.author_id, erasure.c.finished_at.is_(None)))
    .where(ledger.c.message_id == bindparam("part"), _IS_LIVE)
    .order_by(ledger.c.source_id)
)
_KNOWN: Final = select(ledger.c.message_id).where(ledger.c.message_id.in_(_KEYS)).distinct()
