"""How payloads travel to a client: as text, or compressed in the ways that Discord offers."""

from __future__ import annotations

import struct
import zlib
from typing import Protocol

_TEXT, _BINARY = 1, 2
_SHORT, _MIDDLE = 126, 1 << 16
# Discord's level is not known; the lowest costs the least time and the client nothing.
_LEVEL = 1
# Payloads that are smaller than this do not gain by being compressed one by one.
_WORTHWHILE = 512

_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
# No checksum, no content size, and a window of 128 KiB (RFC 8878, 3.1.1.1), which is also a block's most.
_ZSTD_HEADER = b"\x00\x38"
_ZSTD_BLOCK = 1 << 17


class Packing(Protocol):
    """Turns payloads into websocket frames; one for each connection, told of every payload in order."""

    def pack(self, text: str) -> bytes:
        """Return the frame that carries *text*."""
        ...


class Plain:
    """Text frames."""

    def pack(self, text: str) -> bytes:
        """Return *text* as a text frame."""
        return _framed(_TEXT, text.encode())


class ZlibPayloads:
    """Binary frames with a zlib stream each, as `compress` in an IDENTIFY asks for; what is small stays text."""

    def pack(self, text: str) -> bytes:
        """Return *text* as a frame of its own."""
        if len(text) < _WORTHWHILE:
            return _framed(_TEXT, text.encode())
        return _framed(_BINARY, zlib.compress(text.encode(), _LEVEL))


class ZlibStream:
    """Binary frames that are one zlib stream (`compress=zlib-stream`): each payload ends with a sync flush."""

    def __init__(self) -> None:
        self._deflator = zlib.compressobj(_LEVEL)

    def pack(self, text: str) -> bytes:
        """Return the stream's next piece."""
        return _framed(_BINARY, self._deflator.compress(text.encode()) + self._deflator.flush(zlib.Z_SYNC_FLUSH))


class ZstdStream:
    """Binary frames that are one zstd frame without an end (`compress=zstd-stream`).

    Its blocks are stored, not compressed: every decoder reads them, and no Python before 3.14 has an encoder.
    """

    def __init__(self) -> None:
        self._head = _ZSTD_MAGIC + _ZSTD_HEADER

    def pack(self, text: str) -> bytes:
        """Return the stream's next blocks."""
        data = text.encode()
        blocks = [self._head]
        self._head = b""
        for start in range(0, len(data), _ZSTD_BLOCK):
            block = data[start : start + _ZSTD_BLOCK]
            # Three bytes, the low ones first: not the last block, stored as it is, its size.
            blocks += [(len(block) << 3).to_bytes(3, "little"), block]
        return _framed(_BINARY, b"".join(blocks))


# By the gateway address's `compress`; without one, text.
STREAMS: dict[str, type[ZlibStream] | type[ZstdStream]] = {"zlib-stream": ZlibStream, "zstd-stream": ZstdStream}


def _framed(opcode: int, data: bytes) -> bytes:
    """Return *data* as one whole websocket frame from a server (RFC 6455, 5.2)."""
    size = len(data)
    if size < _SHORT:
        return bytes((0x80 | opcode, size)) + data
    if size < _MIDDLE:
        return struct.pack(">BBH", 0x80 | opcode, 126, size) + data
    return struct.pack(">BBQ", 0x80 | opcode, 127, size) + data
