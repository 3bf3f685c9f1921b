"""Printing without waiting: a reader that stops reading must not stop the bot."""

import os
import queue
import threading
from collections.abc import Callable
from typing import Final, TextIO

_LAST_WORDS_SECONDS: Final = 1.0


class LinePrinter:
    """Writes lines to *stream* in a thread of its own; calls *gone* there once nobody reads them any more.

    It writes past Python's own buffer, whose lock a thread that waits for a full pipe would hold
    through the end of the process.
    """

    def __init__(self, stream: TextIO, gone: Callable[[], None]) -> None:
        self._descriptor = stream.fileno()
        self._encoding = _encoding_of(stream)
        self._gone = gone
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        stream.flush()
        self._thread = threading.Thread(target=self._write, name="line-printer", daemon=True)
        self._thread.start()

    def print(self, line: str) -> None:
        """Print *line*, soon."""
        self._lines.put(line)

    def close(self) -> None:
        """Print what is left, as far as somebody reads it within a second."""
        self._lines.put(None)
        self._thread.join(_LAST_WORDS_SECONDS)

    def _write(self) -> None:
        while (line := self._lines.get()) is not None:
            data = f"{line}\n".encode(self._encoding, errors="replace")
            try:
                while data:
                    data = data[os.write(self._descriptor, data) :]
            except OSError:
                self._gone()
                return


def _encoding_of(stream: TextIO) -> str:
    """Return the stream's own encoding, or UTF-8 where that knows no Chinese: Windows redirects into such."""
    try:
        "桥橋".encode(stream.encoding)
    except UnicodeError:
        return "utf-8"
    return stream.encoding
