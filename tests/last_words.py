"""A PostgreSQL server whose last words come through a second before its end: the moment between the two, made long."""

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

import asyncpg

_CUT: Final = (
    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_SOCKET: Final = ".s.PGSQL.5432"
_SECONDS_BETWEEN: Final = 1.0


async def cut(url: str) -> None:
    """End the connections of all others to the database at *url*."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(_CUT)
    finally:
        await connection.close()


@dataclass
class LastWords:
    """Hands on what a server and its clients say, and that the server has hung up a second after it did.

    Attributes:
        url: Of the same database, by this way.
    """

    url: str
    _direct: str
    _server: Path
    _open: int = 0
    _all_ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def good_bye(self) -> None:
        """Have the server end every connection, and return once its last words are with the clients."""
        await cut(self._direct)
        async with asyncio.timeout(20):
            await self._all_ended.wait()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Hand on what one client and the server say, until the client has gone."""
        theirs, ours = await asyncio.open_unix_connection(self._server)
        self._open += 1
        self._all_ended.clear()
        handing_back = asyncio.ensure_future(self._hand_back(theirs, writer))
        with contextlib.suppress(OSError):
            await _hand_on(reader, ours)
        ours.close()
        await handing_back

    async def _hand_back(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            await _hand_on(reader, writer)
        self._open -= 1
        if not self._open:
            self._all_ended.set()
        await asyncio.sleep(_SECONDS_BETWEEN)
        writer.close()


@asynccontextmanager
async def last_words(url: str) -> AsyncIterator[LastWords]:
    """Open a way to the database at *url*, that of a socket in a folder."""
    folder = parse_qs(urlsplit(url).query)["host"][0]
    with tempfile.TemporaryDirectory(prefix="qiao-words-") as own:
        way = LastWords(url.replace(folder, own), url, Path(folder, _SOCKET))
        async with await asyncio.start_unix_server(way.serve, Path(own, _SOCKET)):
            yield way


async def _hand_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while said := await reader.read(65536):
        writer.write(said)
        await writer.drain()
