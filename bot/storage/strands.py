"""Strands: which threads belong together, and how each was last seen."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, delete, exists, select, update

from bot.clock import Clock
from bot.ids import ChannelId, MessageId, UserId
from bot.relay.model import Debt, Part, PartState
from bot.relay.thread_ports import Starter
from bot.relay.threads import Joined, Strand
from bot.storage.engine import Engine
from bot.storage.rows import Columns, live_part_columns
from bot.storage.statements import found, insert_into, upsert
from bot.storage.tables import joined_thread as table
from bot.storage.tables import ledger, outbox
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlThreadStore:
    """The relay's `ThreadStore` in a table."""

    engine: Engine
    writer: Writer
    clock: Clock

    async def strands(self, thread_ids: Collection[ChannelId]) -> Sequence[Strand]:
        """Return the strands in which any of *thread_ids* is."""
        return await self.engine.read(lambda connection: _strands(connection, _OF_THREADS, thread_ids))

    async def under(self, parent_ids: Collection[ChannelId]) -> Sequence[Strand]:
        """Return the strands of which a thread under one of *parent_ids* was not seen archived, and stands."""
        return await self.engine.read(lambda connection: _strands(connection, _UNDER, parent_ids))

    async def claim(self, strand_id: ChannelId, joined: Joined) -> Strand:
        """Let *joined* be of a strand, unless a thread under its parent is already; return the strand as it is then."""
        return await self.writer.write(_claim, (strand_id, joined))

    async def opened(self, strand_id: ChannelId, joined: Joined) -> None:
        """Let *joined* take the place of what was claimed under its parent."""
        await self.writer.write(_opened, (strand_id, joined))

    async def posted(self, strand_id: ChannelId, joined: Joined, first: Part, author_id: UserId) -> None:
        """Do what `opened` does, and record in the same commit that *first* stands in it, with a user's words."""
        await self.writer.write(_posted, (strand_id, joined, first, author_id, self.clock.now()))

    async def see(self, tokens: Mapping[ChannelId, str]) -> None:
        """Remember how threads were seen."""
        await self.writer.write(_see, dict(tokens))

    async def gone(self, thread_ids: Collection[ChannelId]) -> None:
        """Remember that threads were deleted; strands of which none stands are forgotten."""
        await self.writer.write(_gone, tuple(thread_ids))

    async def parent_of(self, thread_id: ChannelId) -> ChannelId | None:
        """Return the channel under which a thread stands, or stood; None for what is no thread of a strand."""
        query = select(table.c.parent_id).where(table.c.thread_id == thread_id)
        parent_id = await self.engine.read(lambda connection: connection.execute(query).scalar())
        return None if parent_id is None else ChannelId(parent_id)

    async def starter(self, message_id: MessageId, parent_id: ChannelId) -> Starter:
        """Return which message in the channel *parent_id* a thread hangs on that hangs on *message_id* elsewhere."""
        return await self.engine.read(lambda connection: _starter(connection, message_id, parent_id))


def _strands(connection: Connection, query: Any, keys: Collection[ChannelId]) -> list[Strand]:
    strand_ids = {row.strand_id for row in found(connection, query, keys)}
    joined: dict[ChannelId, list[Joined]] = {}
    for row in found(connection, _ROWS, sorted(strand_ids)):
        joined.setdefault(ChannelId(row.strand_id), []).append(_joined(row))
    return [Strand(strand_id, tuple(threads)) for strand_id, threads in joined.items()]


def _claim(connection: Connection, calls: Sequence[tuple[ChannelId, Joined]]) -> list[Strand]:
    claiming = insert_into(table, connection.dialect.name).on_conflict_do_nothing()
    strands = []
    for strand_id, joined in calls:
        connection.execute(claiming, _columns(strand_id, joined))
        rows = connection.execute(_ROWS, {"keys": [strand_id]})
        strands.append(Strand(strand_id, tuple(map(_joined, rows))))
    return strands


def _opened(connection: Connection, calls: Sequence[tuple[ChannelId, Joined]]) -> list[None]:
    for strand_id, joined in calls:
        # Somebody else's claim of the same thread would be of another strand: the one that has it now has it.
        elsewhere = table.c.strand_id != strand_id
        connection.execute(delete(table).where(table.c.thread_id == joined.thread_id, elsewhere))
        connection.execute(upsert(table, connection.dialect.name), _columns(strand_id, joined))
    return [None] * len(calls)


def _posted(connection: Connection, calls: Sequence[tuple[ChannelId, Joined, Part, UserId, datetime]]) -> list[None]:
    for strand_id, joined, first, author_id, now in calls:
        _opened(connection, [(strand_id, joined)])
        connection.execute(upsert(ledger, connection.dialect.name), live_part_columns(first, author_id, now))
    return [None] * len(calls)


def _see(connection: Connection, calls: Sequence[Mapping[ChannelId, str]]) -> list[None]:
    latest = {thread_id: token for call in calls for thread_id, token in call.items()}
    if latest:
        connection.execute(_SEE, [{"of_thread": thread_id, "token": latest[thread_id]} for thread_id in sorted(latest)])
    return [None] * len(calls)


def _gone(connection: Connection, calls: Sequence[tuple[ChannelId, ...]]) -> list[None]:
    thread_ids = sorted({thread_id for call in calls for thread_id in call})
    connection.execute(update(table).where(table.c.thread_id.in_(thread_ids)).values(is_gone=True))
    touched = {row.strand_id for row in found(connection, _OF_THREADS, thread_ids)}
    standing = {row.strand_id for row in found(connection, _ROWS, sorted(touched)) if not row.is_gone}
    connection.execute(delete(table).where(table.c.strand_id.in_(touched - standing)))
    return [None] * len(calls)


def _starter(connection: Connection, message_id: MessageId, parent_id: ChannelId) -> Starter:
    of_copy = connection.execute(_SOURCE, {"part": message_id}).scalars().first()
    source_id = MessageId(message_id if of_copy is None else of_copy)
    if connection.execute(_HOME, {"source": source_id}).scalar() == parent_id:
        return Starter(source_id, source_id)
    here = {"source": source_id, "here": parent_id}
    copy = connection.execute(_LAST_PART, here).scalar()
    if copy is not None and connection.execute(_SOURCE, {"part": copy}).scalars().first() != source_id:
        copy = None  # one of several that share it: Discord has one thread for all, which means the last
    is_owed = bool(connection.execute(_IS_OWED, here).scalar())
    return Starter(source_id, None if copy is None or is_owed else MessageId(copy), is_owed)


def _joined(row: Row[*tuple[Any, ...]]) -> Joined:
    thread_id = None if row.thread_id is None else ChannelId(row.thread_id)
    return Joined(ChannelId(row.parent_id), thread_id, bool(row.is_ours), row.seen, row.claimed_at, bool(row.is_gone))


def _columns(strand_id: ChannelId, joined: Joined) -> Columns:
    return {
        "strand_id": strand_id,
        "parent_id": joined.parent_id,
        "thread_id": joined.thread_id,
        "is_ours": joined.is_ours,
        "seen": joined.seen,
        "claimed_at": joined.claimed_at,
        "is_gone": joined.is_gone,
    }


_KEYS: Final[Any] = bindparam("keys", expanding=True)
_OF_THREADS: Final = select(table.c.strand_id).where(table.c.thread_id.in_(_KEYS))
_UNDER: Final = select(table.c.strand_id).where(
    table.c.parent_id.in_(_KEYS), table.c.thread_id.is_not(None), table.c.seen.not_like("a%"), ~table.c.is_gone
)
_ROWS: Final = select(table).where(table.c.strand_id.in_(_KEYS)).order_by(table.c.strand_id, table.c.parent_id)
_SEE: Final = update(table).where(table.c.thread_id == bindparam("of_thread")).values(seen=bindparam("token"))
_SOURCE: Final = (
    select(ledger.c.source_id).where(ledger.c.message_id == bindparam("part")).order_by(ledger.c.source_id.desc())
)
_HOME: Final = select(ledger.c.source_channel_id).where(ledger.c.source_id == bindparam("source")).limit(1)
_LAST_PART: Final = (
    select(ledger.c.message_id)
    .where(
        ledger.c.source_id == bindparam("source"),
        ledger.c.destination_id == bindparam("here"),
        ledger.c.state == PartState.LIVE.value,
    )
    .order_by(ledger.c.ordinal.desc())
)
_IS_OWED: Final = select(
    exists().where(
        outbox.c.source_id == bindparam("source"),
        outbox.c.destination_id == bindparam("here"),
        outbox.c.debt == Debt.CREATE.value,
    )
)
