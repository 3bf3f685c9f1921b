"""What holds for a SQLite file: one process, nothing lost by a kill, clear refusals."""

import asyncio
import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy

from bot.errors import (
    DatabaseForbidden,
    DatabaseForeign,
    DatabaseInUse,
    DatabaseUnreachable,
    DatabaseUrlUnknown,
    Unavailable,
)
from bot.ids import MessageId
from bot.storage.database import Database, upgrade
from bot.storage.opening import open_engine
from tests.fakes import StillClock
from tests.killed import assert_whole, process, promised_until_killed
from tests.owing import SOURCE, said

ROOT = Path(__file__).parents[2]

HOLDS_UNTIL_KILLED = """
import asyncio, sys
from bot.clock import SystemClock
from bot.storage.database import Database

async def main():
    await Database.open(sys.argv[1], SystemClock())
    print("open", flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""

OPENS_AS = """
import asyncio, os, sys
import bot.storage.sqlite
from bot.clock import SystemClock
from bot.errors import QiaoError
from bot.storage.database import Database

if sys.argv[2] != str(os.geteuid()):
    os.setuid(int(sys.argv[2]))
try:
    asyncio.run(Database.open(sys.argv[1], SystemClock()))
except QiaoError as error:
    print(error.key)
"""


def url(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.mark.parametrize("heard", [1, 90, 400])
async def test_a_killed_process_leaves_whole_transactions_and_all_that_it_had_promised(tmp_path: Path, heard: int):
    path = tmp_path / "qiao.db"
    promised = promised_until_killed(url(path), heard)
    database = await Database.open(url(path), StillClock())
    try:
        await assert_whole(database, promised)
    finally:
        await database.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


async def test_a_second_process_is_refused_until_the_first_is_gone_however_it_went(tmp_path: Path):
    path = tmp_path / "qiao.db"
    with process(HOLDS_UNTIL_KILLED, url(path)) as (_, lines):
        assert any(line == "open\n" for line in lines)
        with pytest.raises(DatabaseInUse) as refusal:
            await Database.open(url(path), StillClock())
        assert refusal.value.fields == {"database": str(path)}
    await (await Database.open(url(path), StillClock())).close()


async def test_a_file_can_be_opened_again_once_it_is_closed(tmp_path: Path):
    for _ in range(3):
        database = await Database.open(url(tmp_path / "qiao.db"), StillClock())
        with pytest.raises(DatabaseInUse):
            await Database.open(url(tmp_path / "qiao.db"), StillClock())
        await database.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("database-")]


async def test_a_relative_path_is_relative_to_where_the_bot_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    await (await Database.open("sqlite:///some file.db", StillClock())).close()
    assert {"some file.db"} <= set(os.listdir(tmp_path))


@pytest.mark.parametrize(
    "content", [b"This is not a database, but it is long enough to look at." * 40, b"SQLite format 3"]
)
async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes):
    path = tmp_path / "qiao.db"
    await asyncio.to_thread(path.write_bytes, content)
    for _ in range(2):  # the second time shows that the first let go of everything
        with pytest.raises(DatabaseForeign) as refusal:
            await Database.open(url(path), StillClock())
        assert refusal.value.fields == {"database": str(path)}
    assert await asyncio.to_thread(path.read_bytes) == content
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("database-")]


@pytest.mark.parametrize("place", [".", "missing/qiao.db"])
async def test_a_place_where_no_file_can_stand_is_refused(tmp_path: Path, place: str):
    with pytest.raises(DatabaseForbidden) as refusal:
        await Database.open(url(tmp_path / place), StillClock())
    assert refusal.value.fields == {"database": str(tmp_path / place)}


@pytest.mark.skipif(sys.platform == "win32", reason="rights are given otherwise there")
def test_a_folder_or_file_without_rights_is_refused():
    somebody = "65534" if os.geteuid() == 0 else str(os.geteuid())  # root may do everything
    # pytest's own folders are shut for others, who could then not even come near.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        readable = folder / "readable.db"
        asyncio.run(upgrade(url(readable)))
        folder.chmod(0o555)
        readable.chmod(0o444)
        for path in (folder / "new.db", readable):
            command = [sys.executable, "-c", OPENS_AS, url(path), somebody]
            done = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)
            assert done.stdout == "error-database-forbidden\n"
        folder.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are given otherwise there")
async def test_nobody_else_may_read_what_holds_text_and_tokens(tmp_path: Path):
    database = await Database.open(url(tmp_path / "qiao.db"), StillClock())
    try:
        await database.outbox.observe([said(10)])
        rights = {entry.name: oct(entry.stat().st_mode & 0o777) for entry in os.scandir(tmp_path)}
    finally:
        await database.close()
    assert rights == dict.fromkeys(("qiao.db", "qiao.db-wal", "qiao.db-shm", "qiao.db.lock"), "0o600")


async def test_a_server_that_does_not_answer_is_refused_for_that_reason():
    with pytest.raises(DatabaseUnreachable) as refusal:
        await Database.open("postgresql://me:secret@127.0.0.1:1/qiao", StillClock())
    assert refusal.value.fields == {"database": "127.0.0.1/qiao"}


def test_a_server_without_the_driver_for_it_is_refused_for_that_reason():
    # In a process of its own: in this one all that needs the driver may be loaded already.
    program = (
        "import asyncio, sys\n"
        "sys.modules['asyncpg'] = None  # as if it were not installed\n"
        "from bot.errors import DatabaseDriverMissing\n"
        "from bot.storage.opening import open_engine\n"
        "try:\n"
        "    asyncio.run(open_engine('postgresql://me:secret@127.0.0.1:1/qiao'))\n"
        "except DatabaseDriverMissing as refusal:\n"
        "    print(refusal.fields)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout == "{'extra': 'postgres'}\n"


@pytest.mark.parametrize(
    "unknown",
    [
        "",
        "qiao.db",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///a.db?mode=ro",
        "mysql://me@here/qiao",
        "postgresql://",
    ],
)
async def test_a_url_that_names_no_database_is_refused(unknown: str):
    with pytest.raises(DatabaseUrlUnknown):
        await Database.open(unknown, StillClock())


async def test_a_write_is_refused_while_another_program_keeps_the_file_and_the_next_one_passes(tmp_path: Path):
    path = tmp_path / "qiao.db"
    engine = await open_engine(url(path))

    def write(connection: sqlalchemy.Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE mine (n INTEGER)")

    try:
        await engine.write(lambda connection: connection.exec_driver_sql("PRAGMA busy_timeout = 20").all())
        with closing(sqlite3.connect(path, isolation_level=None)) as shell:
            shell.execute("BEGIN IMMEDIATE")
            with pytest.raises(Unavailable):
                await engine.write(write)
            shell.execute("ROLLBACK")
        await engine.write(write)
    finally:
        await engine.close()


async def test_connections_are_set_up_to_be_safe_and_quick(tmp_path: Path):
    engine = await open_engine(url(tmp_path / "qiao.db"))

    def settings(connection: sqlalchemy.Connection) -> dict[str, object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
        return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}

    expected = {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 5000, "secure_delete": 1}
    try:
        assert await engine.read(settings) == expected
        assert await engine.write(settings) == expected
        with pytest.raises(Unavailable):  # only the writer writes
            await engine.read(lambda connection: connection.exec_driver_sql("CREATE TABLE mine (n INTEGER)"))
    finally:
        await engine.close()


async def test_what_is_committed_reaches_the_file_without_anybody_having_waited_for_the_disk(tmp_path: Path):
    """No commit is long enough for one of those that SQLite makes of itself."""
    path, alone = tmp_path / "qiao.db", tmp_path / "alone.db"
    database = await Database.open(url(path), StillClock())
    try:
        for number in range(1, 101):
            await database.outbox.pass_over(SOURCE, MessageId(number), ())
        found: list[tuple[int]] = []
        for _ in range(200):
            shutil.copyfile(path, alone)  # without its log
            if found := _watermarks(alone):
                break
            await asyncio.sleep(0.02)
        assert found == [(SOURCE,)]
    finally:
        await database.close()


def _watermarks(path: Path) -> list[tuple[int]]:
    """Return the channels that have one in a copy of a file, which may have been made at any moment."""
    with contextlib.suppress(sqlite3.DatabaseError), closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT channel_id FROM watermark").fetchall()
    return []


async def test_a_read_that_nobody_waits_for_any_more_is_over_when_the_file_is_closed(tmp_path: Path):
    """Else a process that is told to end in the middle of one may never do so."""
    engine = await open_engine(f"sqlite:///{tmp_path / 'qiao.db'}")
    counting = (
        "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 1000000) SELECT count(*) FROM c"
    )
    done = []
    asking = asyncio.get_running_loop().create_task(
        engine.read(lambda connection: done.append(connection.exec_driver_sql(counting).scalar()))
    )
    await asyncio.sleep(0.05)
    asking.cancel()
    await engine.close()
    assert asking.cancelled()
    assert done == [1_000_000]
    assert asyncio.all_tasks() == {asyncio.current_task()}
