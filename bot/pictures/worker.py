"""The program that draws: orders in on standard input, pictures out on standard output, until nobody is there."""

import contextlib
import json
import os
import signal
import sys
from typing import BinaryIO, Final

import pyvips

from bot.pictures.hand import Hand, can_show_chinese
from bot.pictures.protocol import ORDER, REPLY, Status

_MEMORY: Final = 2 << 30  # bytes of address space; a picture takes a tenth of it
_SECONDS: Final = 30  # after which the kernel ends it, should nobody be there any more to do so


def main() -> None:
    """Draw what is asked for until nobody asks any more."""
    _be_small()
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    if not can_show_chinese():
        _tell(told, Status.NO_FONT)
        return
    _tell(told, Status.READY)
    while len(head := asked.read(ORDER.size)) == ORDER.size:
        length, of_picture = ORDER.unpack(head)
        words, picture = asked.read(length), asked.read(of_picture)
        _limit(_SECONDS)
        _tell(told, *drawn(words, picture))
        _limit(0)


def drawn(words: bytes, picture: bytes) -> tuple[Status, bytes]:
    """Return the reply to an order: its JSON, and the face behind it."""
    try:
        return Status.PICTURE, Hand(json.loads(words)).draw(picture)
    except (pyvips.Error, ValueError, LookupError, MemoryError) as error:
        return Status.REFUSED, type(error).__name__.encode()


def _tell(told: BinaryIO, status: Status, body: bytes = b"") -> None:
    told.write(REPLY.pack(status, len(body)) + body)
    told.flush()


def _be_small() -> None:
    """Leave the machine to others first, keep nothing, and end rather than take all memory."""
    pyvips.cache_set_max(0)
    with contextlib.suppress(OSError, AttributeError):  # where the system does not let it, or has no such thing
        os.nice(10)
    with contextlib.suppress(OSError, ImportError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _limit(seconds: int) -> None:
    """Be ended by the kernel after *seconds*, whatever the library does; 0 to live on."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)
