"""Quotations: which relayed message quotes which source, and what of that is owed a look."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Executable, bindparam, delete, exists, select, text, union, update

from bot.clock import Clock
from bot.ids import ChannelId, MessageId, UserId, first_id_at
from bot.relay.model import SourcePlace
from bot.relay.quotations import AWAITED_FOR, MOST_FOLLOWED, Quotation, Quoting
from bot.storage.compiled import execute
from bot.storage.engine import Engine
from bot.storage.news import tell
from bot.storage.statements import found, insert_into
from bot.storage.tables import ledger
from bot.storage.tables import quotation as table
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class _Change:
    """That what is quoted has changed for those that quote it in a destination."""

    quoted_id: MessageId
    destination_id: ChannelId
    is_gone: bool
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class SqlQuotations:
    """The relay's `Quotations` in a table."""

    engine: Engine
    writer: Writer
    clock: Clock

    async def change(self, destination_id: ChannelId, message_ids: Collection[MessageId], *, is_gone: bool) -> bool:
        """Owe a look to what quotes any of *message_ids*, as the port says: one look-up where nothing does."""
        quoted = await self.engine.read(lambda connection: _quoted(connection, destination_id, message_ids))
        if quoted:
            gone = message_ids if is_gone else ()
            changes = tuple(_Change(one, destination_id, is_gone, is_withdrawn=one in gone) for one in sorted(quoted))
            await self.writer.write(_change, changes)
        return bool(quoted)

    async def owed(self, destination_id: ChannelId) -> Sequence[Quotation]:
        """Return what is owed a look there, as the port says."""
        place = {"at": destination_id, "since": self._awaited_since}
        return await self.engine.read(lambda connection: [_quotation(row) for row in connection.execute(_OWED, place)])

    async def owing(self) -> Collection[ChannelId]:
        """Return the destinations in which something is owed a look."""
        since = {"since": self._awaited_since}
        rows = await self.engine.read(lambda connection: connection.execute(_OWING, since).all())
        return frozenset(ChannelId(destination_id) for (destination_id,) in rows)

    async def follow(self, quotation: Quotation) -> None:
        """Note that *quotation* shows what it should, unless that has changed since it was read."""
        await self.writer.write(_follow, quotation)

    async def forget(self, quotation: Quotation) -> None:
        """Forget *quotation*."""
        await self.writer.write(_forget, quotation)

    @property
    def _awaited_since(self) -> MessageId:
        return first_id_at(self.clock.now() - AWAITED_FOR)


def begin(connection: Connection, begun: Iterable[tuple[MessageId, ChannelId, Quoting]]) -> None:
    """Remember what is *quoting* what: part of the ledger's commit."""
    rows = [
        {
            "message_id": message_id,
            "destination_id": destination_id,
            "quoted_id": quoting.quoted.message_id,
            "quoted_channel_id": quoting.quoted.channel_id,
            "is_linked": quoting.is_linked,
            "is_withdrawn": False,
            "changes": int(quoting.is_owed),
        }
        for message_id, destination_id, quoting in begun
    ]
    if rows:
        execute(connection, _insert(connection.dialect.name), rows)


def withdraw(connection: Connection, author_id: UserId, before: MessageId | None = None) -> None:
    """Withdraw every quotation of what a user wrote, *before* a message or ever: part of another commit."""
    theirs = (ledger.c.source_id == table.c.quoted_id, ledger.c.author_id == author_id)
    withdrawn = update(table).where(exists().where(*theirs))
    if before is not None:
        withdrawn = withdrawn.where(table.c.quoted_id < before)
    connection.execute(withdrawn.values(is_withdrawn=True, changes=table.c.changes + 1))
    tell(connection, "quotes")


def _quoted(
    connection: Connection, destination_id: ChannelId, message_ids: Collection[MessageId]
) -> frozenset[MessageId]:
    rows = found(connection, _QUOTED.params(at=destination_id), message_ids)
    return frozenset(MessageId(quoted_id) for (quoted_id,) in rows)


def _change(connection: Connection, calls: Sequence[tuple[_Change, ...]]) -> list[None]:
    for change in (change for changes in calls for change in changes):
        place = {"of_quoted": change.quoted_id, "at": change.destination_id}
        if change.is_withdrawn:
            connection.execute(_WITHDRAW, place)
        else:
            connection.execute(_TOUCH if change.is_gone else _TOUCH_NEWEST, place)
    return [None] * len(calls)


def _follow(connection: Connection, followed: Sequence[Quotation]) -> list[None]:
    execute(connection, _FOLLOW, [{"of_message": one.message_id, "then": one.changes} for one in followed])
    return [None] * len(followed)


def _forget(connection: Connection, forgotten: Sequence[Quotation]) -> list[None]:
    execute(connection, _FORGET, [{"of_message": one.message_id} for one in forgotten])
    return [None] * len(forgotten)


@cache
def _insert(dialect: str) -> Executable:
    # Where a record is written once more, what is owed by then stays owed.
    return insert_into(table, dialect).on_conflict_do_nothing()


def _quotation(row: Any) -> Quotation:
    return Quotation(
        MessageId(row.message_id),
        ChannelId(row.destination_id),
        SourcePlace(ChannelId(row.quoted_channel_id), MessageId(row.quoted_id)),
        row.is_withdrawn,
        row.changes,
    )


_KEYS: Final[Any] = bindparam("keys", expanding=True)
_HERE: Final = table.c.destination_id == bindparam("at")
_OF_QUOTED: Final = (table.c.quoted_id == bindparam("of_quoted"), _HERE)
_OF_MESSAGE: Final = table.c.message_id == bindparam("of_message")
# In the words of the partial index: with a parameter, SQLite does not take it for the same.
_IS_OWED: Final = (
    text("changes > 0"),
    table.c.is_linked | table.c.is_withdrawn | (table.c.message_id > bindparam("since")),
)

_QUOTED: Final = union(
    select(table.c.quoted_id).where(_HERE, table.c.quoted_id.in_(_KEYS)),
    select(table.c.quoted_id)
    .join(ledger, ledger.c.source_id == table.c.quoted_id)
    .where(_HERE, ledger.c.message_id.in_(_KEYS)),
)
_OWED: Final = select(table).where(_HERE, *_IS_OWED).order_by(table.c.quoted_id, table.c.message_id.desc())
_OWING: Final = select(table.c.destination_id).where(*_IS_OWED).distinct()
_ONE_MORE: Final = {"changes": table.c.changes + 1}
_WITHDRAW: Final = update(table).where(*_OF_QUOTED).values(is_withdrawn=True, **_ONE_MORE)
_TOUCH: Final = update(table).where(*_OF_QUOTED).values(_ONE_MORE)
_NEWEST: Final = select(table.c.message_id).where(*_OF_QUOTED).order_by(table.c.message_id.desc()).limit(MOST_FOLLOWED)
_TOUCH_NEWEST: Final = update(table).where(table.c.message_id.in_(_NEWEST.scalar_subquery())).values(_ONE_MORE)
_FOLLOW: Final = (
    update(table).where(_OF_MESSAGE, table.c.changes == bindparam("then")).values(changes=0, is_linked=True)
)
_FORGET: Final = delete(table).where(_OF_MESSAGE)
