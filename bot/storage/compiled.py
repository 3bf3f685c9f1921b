"""The relay's own statements: written in SQLAlchemy Core, compiled once, run by the driver's own cursor.

`Connection.execute` takes ten times the instructions that SQLite itself needs for a row, three times those of
PostgreSQL's driver, and every message needs seven statements (see ADR 0011).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from functools import cache
from itertools import islice
from typing import Any, Final

from sqlalchemy import Boolean, Connection, Dialect, Executable, SelectBase, UpdateBase
from sqlalchemy.dialects import registry
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

Found = tuple[Any, ...]
"""A row, as the types of its columns say."""

_SQLITE: Final = "sqlite"
_NOTHING: Final[Mapping[str, Any]] = {}
_LONGEST: Final = 128  # keys four times over in one statement: SQLite with its old limit takes 999 variables


def execute(connection: Connection, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> int:
    """Run *statement* for each of *rows*, which have the same columns; return how many it changed.

    A driver that does not count says -1.
    """
    text = _text(connection.dialect.name, statement, tuple(rows[0]))
    with _cursor(connection) as cursor:
        if len(rows) == 1:  # which PostgreSQL's driver counts
            cursor.execute(text.sql, text.values(rows[0]))
        else:
            cursor.executemany(text.sql, [text.values(row) for row in rows])
        changed: int = cursor.rowcount
        return changed


def returned(connection: Connection, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> list[Found]:
    """Run *statement* for each of *rows*, which have the same columns; return what it returns."""
    if len(rows) > 1 and connection.dialect.name != _SQLITE:  # SQLAlchemy makes one round of them, where that can be
        return [tuple(row) for row in connection.execute(statement, rows)]
    text = _text(connection.dialect.name, statement, tuple(rows[0]))
    return [found for row in rows for found in _fetched(connection, text, row)]


def found_by(
    connection: Connection, query: Executable, keys: Collection[int], given: Mapping[str, Any] = _NOTHING
) -> Iterator[Found]:
    """Yield what *query*, which has an expanding parameter `keys`, finds for *keys*, however many.

    What else it has as parameters is *given*.
    """
    rest = iter(keys)
    while chunk := list(islice(rest, _LONGEST)):
        # Filled up to a power of two with a key that it has, so that there are few texts to compile.
        chunk += chunk[-1:] * ((1 << (len(chunk) - 1).bit_length()) - len(chunk))
        text = _text(connection.dialect.name, query, tuple(given), len(chunk))
        yield from _fetched(connection, text, {**given, **dict(zip(text.keys, chunk, strict=True))})


class _Text:
    """A statement as the driver reads it, and how its parameters come to their places.

    Attributes:
        sql: The statement, with a place for each parameter.
        keys: The parameters that `keys` became.
    """

    def __init__(self, compiled: SQLCompiler, columns: Sequence[str], keys: int) -> None:
        dialect = compiled.dialect
        sample = dict.fromkeys(columns)
        state = compiled.construct_expanded_state({**sample, "keys": [0] * keys} if keys else sample)
        self.sql = state.statement
        self.keys = tuple(state.parameter_expansion.get("keys", ()))
        varying = {*columns, *self.keys}
        self._constants = {name: value for name, value in state.parameters.items() if name not in varying}
        types = {name: bind.type.dialect_impl(dialect) for name, bind in compiled.binds.items()}
        # What is true or false, drivers take as it is.
        processors = {n: kind.bind_processor(dialect) for n, kind in types.items() if not isinstance(kind, Boolean)}
        self._places = tuple((name, processors.get(name)) for name in state.positiontup or ())
        found = [kind.dialect_impl(dialect).result_processor(dialect, None) for kind in _types_of(compiled)]
        self._found = tuple((place, process) for place, process in enumerate(found) if process is not None)

    def values(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return the parameters for *row* in their order, as the driver takes them."""
        filled = {**self._constants, **row} if self._constants else row
        return tuple([filled[name] if process is None else process(filled[name]) for name, process in self._places])

    def read(self, rows: Sequence[Found]) -> list[Found]:
        """Return *rows* as the types of their columns say."""
        return [self._read(row) for row in rows] if self._found else [*map(tuple, rows)]

    def _read(self, row: Found) -> Found:
        values = list(row)
        for place, process in self._found:
            values[place] = process(values[place])
        return tuple(values)


@cache
def _dialect(name: str) -> Dialect:
    # Loaded by its name: who has SQLite need not have PostgreSQL's driver.
    if name == _SQLITE:
        made: Dialect = registry.load("sqlite.pysqlite")(paramstyle="qmark")
    else:
        made = registry.load("postgresql.asyncpg")()
    return made


@cache
def _text(dialect: str, statement: Executable, columns: tuple[str, ...], keys: int = 0) -> _Text:
    compiled = statement.compile(dialect=_dialect(dialect), column_keys=list(columns))  # type: ignore[attr-defined] # all ours have it
    return _Text(compiled, columns, keys)


def _fetched(connection: Connection, text: _Text, row: Mapping[str, Any]) -> list[Found]:
    with _cursor(connection) as cursor:
        cursor.execute(text.sql, text.values(row))
        return text.read(cursor.fetchall())


def _cursor(connection: Connection) -> AbstractContextManager[Any]:
    """Lend the driver's cursor. SQLite's errors are told by their code; PostgreSQL's are wrapped as ever."""
    lent = closing(connection.connection.cursor())
    return lent if connection.dialect.name == _SQLITE else _wrapping(connection, lent)


@contextmanager
def _wrapping(connection: Connection, lent: "closing[Any]") -> Iterator[Any]:
    dialect, driver = connection.dialect, connection.connection.dbapi_connection
    with lent as cursor:
        try:
            yield cursor
        except dialect.loaded_dbapi.Error as error:
            is_lost = dialect.is_disconnect(error, driver, cursor)
            if is_lost:
                connection.invalidate(error)
            raise DBAPIError(None, None, error, hide_parameters=True, connection_invalidated=is_lost) from error


def _types_of(compiled: SQLCompiler) -> Iterator[TypeEngine[Any]]:
    """Yield the types of what a statement returns."""
    statement = compiled.statement
    columns = getattr(statement, "exported_columns", None) if isinstance(statement, SelectBase | UpdateBase) else None
    return iter([column.type for column in columns or ()])
