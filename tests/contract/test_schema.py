"""The schema: how it comes to be, moves forward, and is refused."""

import asyncio
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Boolean, Column, Connection, DateTime, MetaData, String, insert, inspect, text

from bot.bridges.model import Manner
from bot.errors import DatabaseForeign, DatabaseNewer
from bot.ids import ChannelId, MessageId, UserId
from bot.relay.carried import NOTHING
from bot.storage import schema
from bot.storage.database import Database, upgrade
from bot.storage.opening import open_engine
from bot.storage.tables import metadata
from tests.fakes import StillClock
from tests.owing import said

PARTIAL = {index.name for table in metadata.tables.values() for index in table.indexes if index.info}


def history(folder: Path = schema.MIGRATIONS) -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(folder))
    return ScriptDirectory.from_config(config)


def partial_indexes(connection: Connection) -> set[str | None]:
    """Return the indexes of those rows alone of which something holds: of what that is, Alembic sees nothing."""
    return {
        index["name"]
        for indexes in inspect(connection).get_multi_indexes().values()
        for index in indexes
        if index.get("dialect_options", {}).keys() & {"sqlite_where", "postgresql_where"}
    }


def differences(connection: Connection) -> list[object]:
    options = {"compare_type": True, "compare_server_default": True}
    compared = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    return [*compared, *partial_indexes(connection).symmetric_difference(PARTIAL)]


def migrate_to(connection: Connection, revision: str) -> None:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    command.upgrade(config, revision)


def shared_by_two_guilds(connection: Connection) -> None:
    connection.execute(text("INSERT INTO bridge (id, owner_guild_id, name) VALUES (1, NULL, 'main')"))
    seat = text(
        "INSERT INTO endpoint (channel_id, bridge_id, position, guild_id, language, is_paused) "
        "VALUES (:channel, 1, :position, :guild, 'en', :no)"
    )
    for position, (channel, guild) in enumerate(((11, 10), (12, 10), (21, 20))):
        connection.execute(seat, {"channel": channel, "position": position, "guild": guild, "no": False})
    connection.execute(text("INSERT INTO mute (bridge_id, user_id) VALUES (1, 7)"))


def definitions(path: Path) -> dict[str, str]:
    """Return what SQLite says each table and index is, without regard to layout."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {name: re.sub(r"\s+", "", sql) for name, sql in rows}


def test_the_constant_is_the_newest_migration():
    assert history().get_current_head() == schema.HEAD


def test_migrations_are_one_chain_of_numbers_without_a_way_back():
    scripts = list(history().walk_revisions())
    assert [script.revision for script in reversed(scripts)] == [f"{n:04}" for n in range(1, len(scripts) + 1)]
    assert not any(hasattr(script.module, "downgrade") for script in scripts)


async def test_a_migrated_database_is_what_the_tables_say(url: str):
    engine = await open_engine(url)
    try:
        await engine.write(schema.migrate)
        assert await engine.read(schema.stored_revision) == schema.HEAD
        assert await engine.read(differences) == []
    finally:
        await engine.close()


async def test_a_new_database_is_what_the_tables_say(url: str):
    assert await upgrade(url) == schema.Migrated(None, schema.HEAD)
    engine = await open_engine(url)
    try:
        assert await engine.read(schema.stored_revision) == schema.HEAD
        assert await engine.read(differences) == []
    finally:
        await engine.close()


async def test_a_new_and_a_migrated_file_are_equal_to_the_letter(tmp_path: Path):
    migrated, new = tmp_path / "migrated.db", tmp_path / "new.db"
    engine = await open_engine(f"sqlite:///{migrated}")
    await engine.write(schema.migrate)
    await engine.close()
    await upgrade(f"sqlite:///{new}")
    assert definitions(migrated) == definitions(new)


async def test_a_mute_of_a_whole_bridge_becomes_one_of_each_of_its_guilds(url: str):
    """And what had a seat is known to have had one."""
    engine = await open_engine(url)
    try:
        await engine.write(lambda connection: migrate_to(connection, "0002"))
        await engine.write(shared_by_two_guilds)
        await engine.write(schema.migrate)
        mutes = await engine.read(lambda connection: connection.execute(text("SELECT * FROM guild_mute")).all())
        assert sorted(map(tuple, mutes)) == [(1, 10, 7), (1, 20, 7)]
        seated = await engine.read(lambda connection: connection.execute(text("SELECT * FROM seated_channel")).all())
        assert sorted(map(tuple, seated)) == [(11, 10), (12, 10), (21, 20)]
    finally:
        await engine.close()


async def test_bridges_add_no_notes_before_somebody_says_so_and_are_else_as_they_were(url: str):
    engine = await open_engine(url)

    def before(connection: Connection) -> None:
        migrate_to(connection, "0008")
        connection.execute(text("INSERT INTO bridge (id, owner_guild_id, name) VALUES (1, NULL, 'main')"))
        manner = text("INSERT INTO bridge_manner VALUES (1, :yes, :no, :yes, :no, :yes, :no)")
        connection.execute(manner, {"yes": True, "no": False})

    await engine.write(before)
    await engine.close()
    database = await Database.open(url, StillClock())
    try:
        (bridge,) = await database.bridges.every()
        assert bridge.manner == Manner(shows_original=True, is_marked=False, pings_answered=False, carries_pins=True)
    finally:
        await database.close()


async def test_a_current_database_is_left_alone(url: str):
    await upgrade(url)
    assert await upgrade(url) == schema.Migrated(schema.HEAD, schema.HEAD)


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a migration behind the newest, which adds a column, and fails where it is told to."""
    folder = tmp_path / "50% of migrations"
    shutil.copytree(schema.MIGRATIONS, folder)
    following = f"{int(schema.HEAD) + 1:04}"
    migration = folder / "versions" / f"v{following}_more.py"
    migration.write_text(
        '"""More."""\n'
        "import os\n"
        "import sqlalchemy as sa\n"
        "from alembic import op\n"
        f"revision, down_revision = {following!r}, {schema.HEAD!r}\n"
        "def upgrade():\n"
        "    op.add_column('bridge', sa.Column('topic', sa.Text()))\n"
        "    if 'QIAO_TEST_FAILS' in os.environ:\n"
        "        raise ArithmeticError\n"
    )
    monkeypatch.setattr(schema, "MIGRATIONS", folder)


@pytest.mark.usefixtures("next_version")
async def test_an_older_database_is_migrated_after_a_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "qiao.db"
    database = await Database.open(f"sqlite:///{path}", StillClock())
    [row] = await database.outbox.observe([said(10)])
    await database.close()
    old = schema.HEAD
    monkeypatch.setattr(schema, "HEAD", f"{int(old) + 1:04}")
    database = await Database.open(f"sqlite:///{path}", StillClock())
    try:
        backup = tmp_path / f"qiao.db.bak-{old}"
        assert database.migrated == schema.Migrated(old, schema.HEAD, backup)
        assert await database.outbox.waiting() == [row]
    finally:
        await database.close()
    assert "topic" in definitions(path)["bridge"]
    assert "topic" not in definitions(backup)["bridge"]
    assert sys.platform == "win32" or backup.stat().st_mode & 0o777 == 0o600
    monkeypatch.setattr(schema, "HEAD", old)
    database = await Database.open(f"sqlite:///{backup}", StillClock())
    try:
        assert await database.outbox.waiting() == [row]
    finally:
        await database.close()


@pytest.mark.usefixtures("next_version")
async def test_a_migration_that_fails_changes_nothing_and_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "qiao.db"
    await upgrade(f"sqlite:///{path}")
    old = schema.HEAD
    monkeypatch.setattr(schema, "HEAD", f"{int(old) + 1:04}")
    monkeypatch.setenv("QIAO_TEST_FAILS", "yes")
    with pytest.raises(ArithmeticError):
        await upgrade(f"sqlite:///{path}")
    assert "topic" not in definitions(path)["bridge"]
    monkeypatch.delenv("QIAO_TEST_FAILS")
    assert (await upgrade(f"sqlite:///{path}")).before == old
    assert "topic" in definitions(path)["bridge"]


async def test_two_processes_may_bring_one_server_up_to_date_at_once(url: str):
    if url.startswith("sqlite"):
        return  # a file has one process
    assert {m.after for m in await asyncio.gather(*(upgrade(url) for _ in range(4)))} == {schema.HEAD}


@pytest.mark.parametrize(("found", "refusal"), [("9999", DatabaseNewer), ("ae1027a6acf", DatabaseForeign)])
async def test_a_revision_that_is_not_ours_is_refused(url: str, found: str, refusal: type[Exception]):
    await upgrade(url)
    engine = await open_engine(url)
    await engine.write(lambda c: c.execute(text("UPDATE alembic_version SET version_num = :found"), {"found": found}))
    await engine.close()
    for _ in range(2):  # the second time shows that the first let go of everything
        with pytest.raises(refusal):
            await Database.open(url, StillClock())


async def test_tables_of_another_program_are_refused_and_left_alone(url: str):
    engine = await open_engine(url)
    await engine.write(lambda c: c.exec_driver_sql("CREATE TABLE webhook (theirs INTEGER)"))
    await engine.close()
    with pytest.raises(DatabaseForeign):
        await Database.open(url, StillClock())
    engine = await open_engine(url)
    try:
        assert await engine.read(schema.stored_revision) is None
    finally:
        await engine.close()


def test_neither_a_new_nor_a_current_file_needs_alembic(tmp_path: Path):
    code = (
        "import asyncio, sys\n"
        "from bot.clock import SystemClock\n"
        "from bot.storage.database import Database\n"
        "async def main():\n"
        "    for _ in range(2):\n"
        "        await (await Database.open(sys.argv[1], SystemClock())).close()\n"
        "asyncio.run(main())\n"
        "print(sorted({'alembic', 'mako', 'asyncpg'} & set(sys.modules)))\n"
    )
    command = [sys.executable, "-c", code, f"sqlite:///{tmp_path / 'qiao.db'}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


async def test_what_was_relayed_before_authors_were_kept_is_still_known(url: str):
    engine = await open_engine(url)

    def before(connection: Connection) -> None:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(schema.MIGRATIONS))
        command.upgrade(config, "0002")
        connection.exec_driver_sql(
            "INSERT INTO ledger (message_id, source_id, destination_id, source_channel_id, ordinal, start_unit, "
            "end_unit, revision, quality, state, recorded_at) "
            "VALUES (30, 10, 200, 100, 0, 0, 5, 0, 'final', 'live', '2027-01-01 00:00:00+00:00')"
        )

    await engine.write(before)
    await engine.close()
    database = await Database.open(url, StillClock())
    try:
        (part,) = await database.ledger.parts(MessageId(10), ChannelId(200))
        assert (part.message_id, part.start, part.end) == (30, 0, 5)
        assert await database.personal.of(UserId(7)) == {}
    finally:
        await database.close()


def filled(connection: Connection) -> dict[str, list[dict[str, object]]]:
    """Put two rows into every table, and return all that is there."""
    tables = MetaData()
    tables.reflect(connection)
    for table in (each for each in tables.sorted_tables if each.name != "alembic_version"):
        connection.execute(insert(table), [{c.name: value_of(c, number) for c in table.c} for number in (1, 2)])
    return contents(connection)


def value_of(column: Column[Any], number: int) -> object:
    kind = column.type
    if column.name in {"state", "debt", "quality"}:
        return {"state": "live", "debt": "create", "quality": "final"}[column.name]
    if isinstance(kind, DateTime):
        return datetime(2027, 1, number, tzinfo=UTC)
    if isinstance(kind, Boolean):
        return number == 1
    return f"{number}" if isinstance(kind, String) else number


def contents(connection: Connection) -> dict[str, list[dict[str, object]]]:
    """Return the rows of every table, as the database gives them."""
    names = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
    rows = {name: connection.exec_driver_sql(f"SELECT * FROM {name}").mappings() for name in names}
    return {name: sorted((dict(row) for row in each), key=repr) for name, each in rows.items()}


async def test_nothing_is_lost_of_a_full_database_that_was_released(url: str):
    engine = await open_engine(url)
    await engine.write(lambda connection: migrate_to(connection, "0002"))
    before = await engine.write(filled)
    assert all(len(rows) == 2 for rows in before.values())
    await engine.close()
    database = await Database.open(url, StillClock())
    try:
        after = await database.outbox.engine.read(contents)
        assert before.keys() - after.keys() == {"mute"}  # each guild has its own now
        for name in before.keys() & after.keys():
            kept = after[name][0].keys() & before[name][0].keys()
            assert [{key: row[key] for key in kept} for row in after[name]] == [
                {key: row[key] for key in kept} for row in before[name]
            ]
        assert len(after["guild_mute"]) == len(after["seated_channel"]) == 2
        assert [row.carried for row in await database.outbox.waiting()] == [NOTHING, NOTHING]
        assert [one.name for one in await database.bridges.every()] == ["1", "2"]
        assert len(await database.ledger.parts(MessageId(1), ChannelId(1))) == 1
    finally:
        await database.close()
