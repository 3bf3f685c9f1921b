"""The view where the output is no terminal: a line for each event, and lines read from standard input."""

import asyncio
import codecs
import contextlib
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable
from typing import Final

from playground.entries import Entry
from playground.terminal.printing import LinePrinter
from playground.terminal.rendering import plain_line
from playground.words import Words

_READ_BYTES: Final = 4_096


class PlainScreen:
    """Prints plain lines to standard output, each at once; *gone* is called once nobody reads them."""

    is_interactive = False
    width = None

    def __init__(self, words: Words, gone: Callable[[], None]) -> None:
        loop = asyncio.get_running_loop()
        self._words = words
        self._printer = LinePrinter(sys.stdout, lambda: _on_loop(loop, gone))
        self._typed: asyncio.Queue[str] = asyncio.Queue()

    def show(self, entry: Entry) -> None:
        """Print *entry* on one line."""
        self._printer.print(plain_line(entry, self._words))

    def tell(self, text: str) -> None:
        """Print *text*."""
        self._printer.print(text)

    def open(self) -> None:
        """Leave an empty line between the opening and the chronicle."""
        self._printer.print("")

    async def lines(self) -> AsyncIterator[str]:
        """Yield the lines of standard input; its end is no reason to leave, since pipes end early."""
        _let_background_reads_fail()
        reader = threading.Thread(
            target=self._read, args=(asyncio.get_running_loop(),), name="line-reader", daemon=True
        )
        reader.start()
        while True:
            yield await self._typed.get()

    async def close(self) -> None:
        """Print what is left."""
        await asyncio.to_thread(self._printer.close)

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        """Read in a thread: no event loop can wait for a regular file or /dev/null.

        It reads past Python's buffer, whose lock it would hold through the end of the process.
        """
        decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        rest = ""
        with contextlib.suppress(OSError, ValueError, AttributeError):
            descriptor = sys.stdin.fileno()  # AttributeError: pythonw and some services have no stdin
            while data := os.read(descriptor, _READ_BYTES):
                *whole, rest = (rest + decoder.decode(data)).split("\n")
                for line in whole:
                    _on_loop(loop, self._typed.put_nowait, line)
        if rest:
            _on_loop(loop, self._typed.put_nowait, rest)


def _let_background_reads_fail() -> None:
    """Have a read from the terminal fail while we are in the background, where it would stop us (`... > log &`)."""
    if hasattr(signal, "SIGTTIN"):
        signal.signal(signal.SIGTTIN, signal.SIG_IGN)


def _on_loop(loop: asyncio.AbstractEventLoop, callback: Callable[..., None], *arguments: str) -> None:
    with contextlib.suppress(RuntimeError):  # the loop is closed: the process ends
        loop.call_soon_threadsafe(callback, *arguments)
