"""The process that draws, as seen from the bot: started, asked, ended."""

import asyncio
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Final

import bot
from bot.pictures.errors import NoFont, WorkerLost
from bot.pictures.protocol import REPLY, Status

# Isolated, so that neither the environment nor the working directory says what is imported.
_PROGRAM: Final = "import sys; sys.path.insert(0, sys.argv[1]); from bot.pictures.worker import main; main()"
COMMAND: Final = (sys.executable, "-I", "-c", _PROGRAM, str(Path(bot.__file__).parents[1]))

_MOST_BYTES: Final = 8 * 1024 * 1024  # of a picture; Discord takes 10 MiB, ours have a tenth of one
_PNG: Final = b"\x89PNG\r\n\x1a\n"

# All that the process sees of the bot's environment: no token and no password is in these.
_HANDED_ON: Final = ("HOME", "XDG_CACHE_HOME", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")


class Drawing:
    """A process that draws, one picture at a time. Make one with `start`."""

    def __init__(
        self, process: "subprocess.Popen[bytes]", pictures: asyncio.StreamReader, orders: asyncio.StreamWriter
    ) -> None:
        self._process = process
        self._pictures = pictures
        self._orders = orders

    @classmethod
    async def start(cls, command: tuple[str, ...] = COMMAND) -> "Drawing":
        """Start the process and wait until it is ready.

        Raises:
            NoFont: It found no font that can show Chinese, and has ended.
            WorkerLost: It did not start.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                process = _started(command, theirs)
            except OSError as error:
                ours.close()
                raise WorkerLost(reason=type(error).__name__) from error
        drawing = cls(process, *await asyncio.open_unix_connection(sock=ours))
        try:
            await drawing._reply(Status.READY)
        except BaseException:
            await drawing.end()
            raise
        return drawing

    @property
    def process_id(self) -> int:
        """Return the number of the process."""
        return self._process.pid

    async def draw(self, request: bytes) -> bytes:
        """Return the picture that *request* is about, as PNG.

        Raises:
            WorkerLost: The process has ended, or cannot draw that.
        """
        try:
            self._orders.write(request)
            await self._orders.drain()
        except OSError as error:
            raise WorkerLost(reason=type(error).__name__) from error
        picture = await self._reply(Status.PICTURE)
        if not picture.startswith(_PNG):
            raise WorkerLost(reason="no picture")
        return picture

    async def end(self) -> None:
        """End the process, whatever it does, and wait until it is gone."""
        self._process.kill()
        self._orders.close()
        await asyncio.to_thread(self._process.wait)

    async def _reply(self, wanted: Status) -> bytes:
        try:
            status, length = REPLY.unpack(await self._pictures.readexactly(REPLY.size))
            body = await self._pictures.readexactly(length) if length <= _MOST_BYTES else b""
        except (asyncio.IncompleteReadError, OSError) as error:
            raise WorkerLost(reason=type(error).__name__) from error
        if status == Status.NO_FONT:
            raise NoFont
        if status != wanted:
            raise WorkerLost(reason=body.decode(errors="replace")[:100] or "unknown answer")
        return body


def _started(command: tuple[str, ...], end: socket.socket) -> "subprocess.Popen[bytes]":
    """Start the process with *end* as all that it reads and writes.

    Not by the loop's own means: uvloop forks, and copies the tables of all the bot's memory, 60 ms of half a gigabyte.
    Python's subprocess borrows them for the millisecond that it takes (vfork).
    """
    return subprocess.Popen(  # noqa: S603 - a command of our own
        command,
        stdin=end.fileno(),
        stdout=end.fileno(),
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _HANDED_ON if name in os.environ} | {"VIPS_CONCURRENCY": "1"},
        cwd=os.path.sep,
        start_new_session=True,  # Ctrl-C is the bot's alone to hear
    )
