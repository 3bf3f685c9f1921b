"""A PostgreSQL server of the tests' own, in a temporary folder, that ends when they do, however they do."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final

import asyncpg

MISSING: Final = "no initdb and pg_ctl of PostgreSQL (Debian, Ubuntu: apt install postgresql)"

_DEBIAN: Final = Path("/usr/lib/postgresql")
# What makes writing safe against power cuts costs half the time, and no test cuts the power.
_CARELESS: Final = "-F -c synchronous_commit=off -c full_page_writes=off"
# The shell obeys until the end of its input, which comes when the tests close it or are killed.
_SERVE: Final = f"""
initdb --pgdata "$1/data" --username qiao --auth trust --encoding UTF8 --no-locale --no-sync >/dev/null
while read -r order; do
  pg_ctl --pgdata "$1/data" --log "$1/log" --wait --silent --mode fast \
    --options "-k $1 -c listen_addresses= {_CARELESS}" "$order" && echo "$order"
done
pg_ctl --pgdata "$1/data" --mode immediate --silent stop
rm -rf "$1"
"""
# Databases that an earlier test has left are emptied and lent again: making one takes 0.2 s.
_LEAVE: Final = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
"""


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A server of this run's own, reached by the socket in *folder*; *free* are its empty databases."""

    folder: Path
    shell: "subprocess.Popen[str]"
    free: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)

    @asynccontextmanager
    async def database(self) -> AsyncIterator[str]:
        """Lend an empty database: give its URL, and in the end empty it, whoever is still connected."""
        name = self.free.pop() if self.free else await self._made()
        yield f"postgresql://qiao@/{name}?host={self.folder}"
        await self._execute(name, _LEAVE)
        self.free.append(name)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._order("start")

    def stop(self) -> None:
        """Stop it, whoever is connected."""
        self._order("stop")

    def _order(self, order: str) -> None:
        assert self.shell.stdin is not None
        assert self.shell.stdout is not None
        self.shell.stdin.write(f"{order}\n")
        self.shell.stdin.flush()
        assert self.shell.stdout.readline() == f"{order}\n", f"PostgreSQL does not {order}"

    async def _made(self) -> str:
        name = f"qiao_{next(self.numbers)}"
        await self._execute("postgres", f"CREATE DATABASE {name}")
        return name

    async def _execute(self, database: str, statements: str) -> None:
        connection = await asyncpg.connect(host=str(self.folder), user="qiao", database=database)
        try:
            await connection.execute(statements)
        finally:
            await connection.close()


def programs() -> Path | None:
    """Return the folder of the newest PostgreSQL server that is installed here."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(_DEBIAN.glob("*/bin"), key=lambda folder: float(folder.parent.name), reverse=True)
    return next((each for each in folders if (each / "initdb").exists() and (each / "pg_ctl").exists()), None)


@contextmanager
def serving(programs: Path) -> Iterator[PostgresServer]:
    """Run a server by *programs* for as long as the context is open."""
    folder = Path(tempfile.mkdtemp(prefix="qiao-postgres-"))
    owner = _owner()
    if owner is not None:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    with subprocess.Popen(
        ["/bin/sh", "-c", _SERVE, "sh", folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
        env={"PATH": f"{programs}:{os.defpath}", "LC_ALL": "C"},
        user=owner.pw_uid if owner else None,
        group=owner.pw_gid if owner else None,
        extra_groups=[] if owner else None,
        start_new_session=True,  # Ctrl-C is for the tests, which end it in their own time
    ) as shell:
        server = PostgresServer(folder, shell)
        server.start()
        yield server  # and then the shell's input is closed and its end awaited


def _owner() -> pwd.struct_passwd | None:
    """Return whose server it is to be: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")
