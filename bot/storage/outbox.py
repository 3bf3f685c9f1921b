"""The outbox: what is owed, the watermarks, and the tombstones of what may not cross."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Final

from sqlalchemy import Connection, Executable, bindparam, delete, func, select, update

from bot.clock import Clock
from bot.ids import ChannelId, MessageId
from bot.relay.model import OWED_FOR, Debt, Owed
from bot.relay.ports import Admitted
from bot.storage import lanes, refusals
from bot.storage.compiled import execute
from bot.storage.debts import UNNUMBERED, owed_removal, removed
from bot.storage.engine import Engine
from bot.storage.rows import Columns, owed_columns, owed_of
from bot.storage.standing import Key, Standing, delivered_places, waiting_rows
from bot.storage.statements import insert_into, upsert
from bot.storage.tables import outbox, tombstone, watermark
from bot.storage.writer import Writer

TOMBSTONE_FOR: Final = 2 * OWED_FOR
"""How long a message may not cross: twice as far as catch-up looks back."""


@dataclass(frozen=True, slots=True)
class _Observed:
    """One call of `observe`."""

    admitted: tuple[Admitted, ...]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class _Passed:
    """One call of `pass_over`."""

    channel_id: ChannelId
    upto: MessageId
    refused: tuple[MessageId, ...]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class _Removed:
    """One call of `remove`."""

    channel_id: ChannelId
    message_ids: tuple[MessageId, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class _Joined:
    """One call of `join`."""

    destination_id: ChannelId
    rows: tuple[Owed, ...]


@dataclass(frozen=True, slots=True)
class SqlOutbox:
    """The relay's `Outbox` in tables."""

    engine: Engine
    writer: Writer
    clock: Clock

    async def observe(self, admitted: Sequence[Admitted]) -> Sequence[Owed]:
        """Owe each message to each of its destinations, as the port says.

        An edit of an unknown message in a channel without a watermark does not cross: it may be of any age.
        """
        return await self.writer.write(_observe, _Observed(tuple(admitted), self.clock.now() + OWED_FOR))

    async def pass_over(self, channel_id: ChannelId, upto: MessageId, refused: Collection[MessageId]) -> None:
        """Raise the watermark to *upto*, and leave a tombstone for each of *refused*."""
        expires_at = self.clock.now() + TOMBSTONE_FOR
        await self.writer.write(_pass_over, _Passed(channel_id, upto, tuple(refused), expires_at))

    async def remove(self, channel_id: ChannelId, message_ids: Collection[MessageId]) -> Sequence[Owed]:
        """Owe the removal of each message, as the port says.

        The removal of what is already delivered knows nothing but ids: no author, guild 0, language `und`.
        """
        return await self.writer.write(_remove, _Removed(channel_id, tuple(message_ids), self.clock.now()))

    async def waiting(self) -> Sequence[Owed]:
        """Return every row, in the order of destination and sequence."""
        return await self.engine.read(_waiting)

    async def of(self, destination_id: ChannelId, after: int) -> Sequence[Owed]:
        """Return the rows of one destination whose sequence is more than *after*, in order."""
        of_lane = {"at": destination_id, "after": after}
        return await self.engine.read(lambda connection: [owed_of(row) for row in connection.execute(_OF, of_lane)])

    async def watermarks(self) -> Mapping[ChannelId, MessageId]:
        """Return for each known channel the newest message id that was taken in."""
        return await self.engine.read(_watermarks)

    async def join(self, destination_id: ChannelId, rows: Sequence[Owed]) -> bool:
        """Write that *rows* are about to be posted as one, in place of any such plan, as the port says."""
        return await self.writer.write(_join, _Joined(destination_id, tuple(rows)))

    async def forget(self, row: Owed) -> None:
        """Drop *row* whatever it owes."""
        await self.writer.write(_forget, row)


def _observe(connection: Connection, calls: Sequence[_Observed]) -> list[list[Owed]]:
    if connection.dialect.name == "postgresql":
        return _observe_among_others(connection, calls)
    known, answers = _taken_in(connection, calls)
    return _written(connection, known, answers)


def _observe_among_others(connection: Connection, calls: Sequence[_Observed]) -> list[list[Owed]]:
    """Observe where another process may hear the same guild for a while.

    Numbers are claimed first: they keep the lanes' rows locked, so that what is read after them shows each message that
    anybody has taken in for these lanes, even if it is paid by now.
    """
    counts = Counter(lane_id for call in calls for one in call.admitted for lane_id in one.destinations)
    numbers = lanes.claim(connection, counts)
    ends = {lane_id: first + counts[lane_id] for lane_id, first in numbers.items()}
    known, answers = _taken_in(connection, calls)
    written = _written(connection, known, answers, numbers)
    if spare := {lane_id: following for lane_id, following in numbers.items() if following < ends[lane_id]}:
        lanes.give_back(connection, spare)
    return written


def _taken_in(connection: Connection, calls: Sequence[_Observed]) -> tuple[frozenset[Key], list[dict[Key, Owed]]]:
    standing = Standing.read(connection, [admitted for call in calls for admitted in call.admitted])
    answers = [standing.take_in(call.admitted, call.expires_at) for call in calls]
    _raise(connection, standing.said)
    refusals.release(connection, [admitted for call in calls for admitted in call.admitted if admitted.is_released])
    return standing.known, answers


def _pass_over(connection: Connection, calls: Sequence[_Passed]) -> list[None]:
    newest: dict[ChannelId, MessageId] = {}
    for call in calls:
        newest[call.channel_id] = max(call.upto, newest.get(call.channel_id, call.upto))
    _raise(connection, newest)
    _bury(connection, {refused: (call.channel_id, call.expires_at) for call in calls for refused in call.refused})
    return [None] * len(calls)


def _remove(connection: Connection, calls: Sequence[_Removed]) -> list[list[Owed]]:
    message_ids = {message_id for call in calls for message_id in call.message_ids}
    rows = waiting_rows(connection, message_ids)
    known = frozenset(rows)
    delivered = delivered_places(connection, message_ids)
    places: dict[MessageId, list[Key]] = {}
    for key in {**rows, **delivered}:
        places.setdefault(key[0], []).append(key)
    answers = []
    for call in calls:
        changed: dict[Key, Owed] = {}
        for key in (key for message_id in call.message_ids for key in places.get(message_id, ())):
            row = rows.get(key)
            gone = removed(row) if row else owed_removal(delivered[key], call.now + OWED_FOR)
            if gone is not row:
                rows[key] = changed[key] = gone
        answers.append(changed)
    _bury(connection, {m: (call.channel_id, call.now + TOMBSTONE_FOR) for call in calls for m in call.message_ids})
    return _written(connection, known, answers)


def _join(connection: Connection, calls: Sequence[_Joined]) -> list[bool]:
    execute(connection, _PART, [{"at": call.destination_id} for call in calls])
    answers = []
    for call in calls:
        if call.rows:
            execute(connection, _JOIN, [_planned_columns(row, call.rows[0].source_id) for row in call.rows])
        planned = connection.execute(_PLANNED, {"at": call.destination_id}).scalar_one()
        if planned != len(call.rows):  # some were edited or removed meanwhile
            execute(connection, _PART, [{"at": call.destination_id}])
        answers.append(planned == len(call.rows))
    return answers


def _forget(connection: Connection, rows: Sequence[Owed]) -> list[None]:
    execute(connection, _DELETE, [{"of_source": row.source_id, "at": row.destination_id} for row in rows])
    return [None] * len(rows)


def _written(
    connection: Connection,
    known: Collection[Key],
    answers: Sequence[dict[Key, Owed]],
    numbers: dict[ChannelId, int] | None = None,
) -> list[list[Owed]]:
    """Number the rows of *answers* that are new, write the newest form of each, and return them numbered.

    Args:
        numbers: The next number of each lane, where enough were claimed before; counted up.
    """
    newest = {key: row for changed in answers for key, row in changed.items()}
    fresh = [key for key in newest if key not in known]
    following = numbers or lanes.claim(connection, Counter(destination_id for _, destination_id in fresh))
    sequences: dict[Key, int] = {}
    for key in fresh:
        sequences[key] = following[key[1]]
        following[key[1]] += 1
    for changed in answers:
        for key, row in changed.items():
            if row.sequence == UNNUMBERED:
                newest[key] = changed[key] = replace(row, sequence=sequences[key])
    if fresh:
        execute(connection, _insert(connection.dialect.name), [owed_columns(newest[key]) for key in fresh])
    if moved := [row for key, row in newest.items() if key in known]:
        execute(connection, _UPDATE, [_moved_columns(row) for row in moved])
    return [list(changed.values()) for changed in answers]


def _raise(connection: Connection, newest: Mapping[ChannelId, MessageId]) -> None:
    if newest:
        rows = [{"channel_id": channel_id, "message_id": newest[channel_id]} for channel_id in sorted(newest)]
        execute(connection, _rise(connection.dialect.name), rows)


def _bury(connection: Connection, graves: Mapping[MessageId, tuple[ChannelId, datetime]]) -> None:
    if graves:
        rows = [
            {"message_id": message_id, "channel_id": graves[message_id][0], "expires_at": graves[message_id][1]}
            for message_id in sorted(graves)
        ]
        execute(connection, upsert(tombstone, connection.dialect.name), rows)


def _waiting(connection: Connection) -> list[Owed]:
    return [owed_of(row) for row in connection.execute(_EVERY_ROW)]


def _watermarks(connection: Connection) -> dict[ChannelId, MessageId]:
    return {ChannelId(channel_id): MessageId(newest) for channel_id, newest in connection.execute(select(watermark))}


@cache
def _insert(dialect: str) -> Executable:
    # Where two processes owe the same removal, the first one's row stands.
    return insert_into(outbox, dialect).on_conflict_do_nothing()


@cache
def _rise(dialect: str) -> Executable:
    insert = insert_into(watermark, dialect)
    return insert.on_conflict_do_update(
        index_elements=["channel_id"],
        set_={"message_id": insert.excluded.message_id},
        where=insert.excluded.message_id > watermark.c.message_id,
    )


_THIS_ROW: Final = (outbox.c.source_id == bindparam("of_source"), outbox.c.destination_id == bindparam("at"))
_DELETE: Final = delete(outbox).where(*_THIS_ROW)
_PART: Final = (
    update(outbox)
    .where(outbox.c.destination_id == bindparam("at"), outbox.c.joined_to.is_not(None))
    .values(joined_to=None)
)
_JOIN: Final = (
    update(outbox)
    .where(*_THIS_ROW, outbox.c.revision == bindparam("as_of"), outbox.c.debt == Debt.CREATE.value)
    .values(joined_to=bindparam("first"))
)
_PLANNED: Final = select(func.count()).where(
    outbox.c.destination_id == bindparam("at"), outbox.c.joined_to.is_not(None)
)
_MOVING: Final = tuple(c.name for c in outbox.c if c.name not in {"source_id", "destination_id", "sequence"})
_UPDATE: Final = update(outbox).where(*_THIS_ROW).values({name: bindparam(f"new_{name}") for name in _MOVING})
_OF: Final = (
    select(outbox)
    .where(outbox.c.destination_id == bindparam("at"), outbox.c.sequence > bindparam("after"))
    .order_by(outbox.c.sequence)
)
_EVERY_ROW: Final = select(outbox).order_by(outbox.c.destination_id, outbox.c.sequence)


def _planned_columns(row: Owed, first: MessageId) -> Columns:
    return {"of_source": row.source_id, "at": row.destination_id, "as_of": row.revision, "first": first}


def _moved_columns(row: Owed) -> Columns:
    columns = owed_columns(row)
    moved = {f"new_{name}": columns[name] for name in _MOVING}
    return {"of_source": row.source_id, "at": row.destination_id, **moved}
