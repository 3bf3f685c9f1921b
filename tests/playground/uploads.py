"""Files to upload: small true pictures, recordings, and bodies that carry them."""

from __future__ import annotations

import base64
import io
import json
import struct
import zlib

import aiohttp

RECORDING = b"OggS" + bytes(60)
WAVEFORM = base64.b64encode(bytes(range(64))).decode()


def png(width: int = 64, height: int = 32, *, animated: bool = False) -> bytes:
    """Return a PNG of that size, black."""
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))]
    if animated:
        chunks.append((b"acTL", struct.pack(">II", 1, 0)))
    chunks += [(b"IDAT", zlib.compress(bytes((width + 1) * height))), (b"IEND", b"")]
    parts = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def gif(width: int = 16, height: int = 8, frames: int = 2) -> bytes:
    """Return a GIF of that size and so many frames."""
    frame = b"\x21\xf9\x04\x00\x0a\x00\x00\x00" + b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x00"
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0) + frame * frames + b"\x3b"


def jpeg(width: int = 20, height: int = 10) -> bytes:
    """Return the head of a JPEG of that size."""
    start = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    return start + b"\xff\xc2\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00\xff\xd9"


def webp(width: int = 12, height: int = 6, kind: bytes = b"VP8X") -> bytes:
    """Return the head of a WebP of that size, of one of its three kinds."""
    if kind == b"VP8X":
        body = b"\x02\x00\x00\x00" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    elif kind == b"VP8L":
        body = b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14)
    else:
        body = b"\x00\x00\x00\x9d\x01\x2a" + struct.pack("<HH", width, height)
    chunk = kind + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


def data_address(picture: bytes, content_type: str = "image/png") -> str:
    """Return *picture* as it stands in a JSON body."""
    return f"data:{content_type};base64,{base64.b64encode(picture).decode()}"


def form(*files: tuple[str, bytes], **body: object) -> aiohttp.FormData:
    """Return a multipart body with *files* (names and bytes) and, if anything is said, a `payload_json`."""
    parts = aiohttp.FormData(quote_fields=False)
    if body:
        parts.add_field("payload_json", json.dumps(body), content_type="application/json")
    for at, (name, data) in enumerate(files):
        parts.add_field(f"files[{at}]", io.BytesIO(data), filename=name, content_type="application/octet-stream")
    return parts


def raw_form(*parts: tuple[str, bytes]) -> tuple[bytes, str]:
    """Return a multipart body of *parts* (what follows `form-data;`, and the data) and its content type."""
    sections = (
        b"--edge\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + data for head, data in parts
    )
    return b"\r\n".join((*sections, b"--edge--\r\n")), "multipart/form-data; boundary=edge"
