"""The schema's revision: read cheaply at every start, moved forward when it is behind.

Alembic takes memory and a quarter of a second, so it is imported only where an older schema has to
move: a new database gets the tables as they are now (a test holds the two ways equal).
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import structlog
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError

from bot.errors import DatabaseForeign, DatabaseNewer, DatabaseUnusable, Unavailable
from bot.storage.engine import Engine
from bot.storage.tables import metadata

HEAD: Final = "0023"
"""The newest migration. Revisions are numbers of four digits, so that an unknown one can be told to be newer."""

MIGRATIONS: Final = Path(__file__).parent / "migrations"

# Any number will do, as long as nothing else in the same database uses it.
_ADVISORY_LOCK: Final = 0x5169616F
# As Alembic makes it.
_VERSION_TABLE: Final = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)

_log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Migrated:
    """What bringing a schema up to date came to.

    Attributes:
        before: The revision that was found, None for a new database.
        after: The revision that stands now.
        backup: Where the database stands as it was, if it was copied.
    """

    before: str | None
    after: str
    backup: Path | None = None


async def bring_up_to_date(engine: Engine) -> Migrated:
    """Make the tables of a new database, or migrate an older one to `HEAD` after a backup.

    Raises:
        DatabaseForeign: Something else keeps its data there.
        DatabaseNewer: A newer version of the bot wrote it.
        DatabaseUnusable: It could not be done; nothing was changed.
    """
    try:
        before = await engine.read(stored_revision)
        if before == HEAD:
            return Migrated(before, HEAD)
        if before is not None and not before.isdecimal():
            raise DatabaseForeign(database=engine.name)
        if before is not None and before > HEAD:
            raise DatabaseNewer(database=engine.name, found=before, known=HEAD)
        backup = await engine.back_up(before) if before else None
        await engine.write(lambda connection: _create_or_migrate(connection, engine.name))
    except Unavailable as error:
        raise DatabaseUnusable(database=engine.name, reason=str(error.fields["error"])) from error
    except (DatabaseError, OSError) as error:
        raise DatabaseUnusable(database=engine.name, reason=type(error).__name__) from error
    _log.info("database brought up to date", before=before, after=HEAD)
    return Migrated(before, HEAD, backup)


def stored_revision(connection: Connection) -> str | None:
    """Return the revision of the schema that *connection* finds, None where there is none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    stored: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return stored


def _create_or_migrate(connection: Connection, name: str) -> None:
    if connection.dialect.name == "postgresql":
        # Another process may be at it; by the time it lets go, nothing may be left to do.
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})")
    match stored_revision(connection):
        case None if _is_foreign(connection):
            raise DatabaseForeign(database=name)
        case None:
            _create(connection)
        case revision if revision < HEAD:
            migrate(connection)


def _is_foreign(connection: Connection) -> bool:
    """Tell whether a database without a revision belongs to another program."""
    names = inspect(connection).get_table_names()
    # A file is one program's own; a server's database may hold several, as long as the names differ.
    return bool(names) if connection.dialect.name == "sqlite" else not metadata.tables.keys().isdisjoint(names)


def _create(connection: Connection) -> None:
    metadata.create_all(connection, checkfirst=False)
    connection.exec_driver_sql(_VERSION_TABLE)
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def migrate(connection: Connection) -> None:
    """Run every migration that *connection* has not seen, in the transaction that it is in."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    # The configuration's own parser expands percent signs.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, "head")
