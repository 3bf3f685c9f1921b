"""What the stores' statements share: upserts for either dialect, and long lists of ids."""

from collections.abc import Collection, Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Column, Connection, Executable, Integer, Row, Table, func, select
from sqlalchemy.dialects import sqlite

from bot.storage.compiled import returned

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

# Any number will do, as long as nothing else in the same database uses it.
_SUMS_LOCK: Final = 0x5169616F_53756D73
_RECORDING: Final = select(func.pg_advisory_xact_lock(0x5169616F_52656364))
_LONGEST: Final = 300  # ids three times over in one statement: SQLite with its old limit takes 999 variables


def insert_into(table: Table, dialect: str) -> "sqlite.Insert | postgresql.Insert":
    """Return an insert that can say `ON CONFLICT` in *dialect*."""
    if dialect != "postgresql":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # heavy: see `tables`

    return postgresql.insert(table)


@cache
def upsert(table: Table, dialect: str) -> Executable:
    """Return an insert into *table* that takes the place of a row with the same primary key."""
    insert = insert_into(table, dialect)
    key = [column.name for column in table.primary_key]
    rest = {column.name: insert.excluded[column.name] for column in table.c if column.name not in key}
    return insert.on_conflict_do_update(index_elements=key, set_=rest)


@cache
def insert_new(table: Table, dialect: str) -> Executable:
    """Return an insert into *table* that leaves a row with the same primary key as it is."""
    return insert_into(table, dialect).on_conflict_do_nothing()


def is_alone(connection: Connection) -> bool:
    """Tell whether no other process is adding to the sums of participation; none does until this is committed."""
    if connection.dialect.name != "postgresql":
        return True
    return bool(connection.execute(select(func.pg_try_advisory_xact_lock(_SUMS_LOCK))).scalar())


def take_turns(connection: Connection) -> None:
    """Wait until no other process is recording what counts; none does until this is committed.

    What somebody said is read, and follows from, what others have just recorded: who answered first, say.
    """
    if connection.dialect.name == "postgresql":
        returned(connection, _RECORDING, [{}])


@cache
def touch(table: Table, dialect: str) -> Executable:
    """Return an insert into *table*, which has keys alone, that has a row with the same key to itself until committed.

    Whoever looks after such rows leaves this one, and does not take it for done.
    """
    insert = insert_into(table, dialect)
    key = [column.name for column in table.primary_key]
    return insert.on_conflict_do_update(index_elements=key, set_={key[0]: insert.excluded[key[0]]})


@cache
def add_to(table: Table, dialect: str) -> Executable:
    """Return an insert into *table* that adds its numbers to those of a row with the same primary key."""
    insert = insert_into(table, dialect)
    key = [column.name for column in table.primary_key]
    more = {column.name: column + insert.excluded[column.name] for column in table.c if _is_added(column)}
    return insert.on_conflict_do_update(index_elements=key, set_=more)


def _is_added(column: Column[Any]) -> bool:
    return isinstance(column.type, Integer) and not column.primary_key


def found(connection: Connection, query: Executable, keys: Collection[Any]) -> Iterator[Row[*tuple[Any, ...]]]:
    """Yield what *query*, which has an expanding parameter `keys`, finds for *keys*, however many."""
    rest = iter(keys)
    while chunk := list(islice(rest, _LONGEST)):
        yield from connection.execute(query, {"keys": chunk})
