"""Which kind of picture some bytes are, and how large it is, by what the formats put at their beginning."""

from __future__ import annotations

import struct
from dataclasses import dataclass

_PNG = b"\x89PNG\r\n\x1a\n"
# Start-of-frame markers of JPEG: C0 to CF but for the three that are something else.
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_GIF_FRAME = b"\x21\xf9\x04"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it was uploaded."""

    data: bytes
    content_type: str
    width: int
    height: int
    is_animated: bool = False

    def __len__(self) -> int:
        return len(self.data)


def picture_of(data: bytes) -> Picture | None:
    """Return *data* as a PNG, JPEG, GIF or WebP picture, or None if it is none of them."""
    for reader in (_png, _gif, _jpeg, _webp):
        try:
            picture = reader(data)
        except (struct.error, IndexError):
            return None  # it breaks off in the middle of its head
        if picture is not None:
            return picture if picture.width and picture.height else None
    return None


def _png(data: bytes) -> Picture | None:
    if not data.startswith(_PNG) or data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack_from(">II", data, 16)
    # An animated PNG says so before its first picture.
    head = data[: data.find(b"IDAT")]
    return Picture(data, "image/png", width, height, b"acTL" in head)


def _gif(data: bytes) -> Picture | None:
    if data[:6] not in (b"GIF87a", b"GIF89a"):
        return None
    width, height = struct.unpack_from("<HH", data, 6)
    return Picture(data, "image/gif", width, height, data.count(_GIF_FRAME) > 1)


def _jpeg(data: bytes) -> Picture | None:
    if not data.startswith(b"\xff\xd8\xff"):
        return None
    at = 2
    while data[at] == 0xFF:
        marker, length = struct.unpack_from(">BH", data, at + 1)
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return Picture(data, "image/jpeg", width, height)
        at += 2 + length
    return None


def _webp(data: bytes) -> Picture | None:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return None
    kind = data[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        return Picture(data, "image/webp", width, height, bool(data[20] & 2))
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return Picture(data, "image/webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return Picture(data, "image/webp", width & 0x3FFF, height & 0x3FFF)
    return None
