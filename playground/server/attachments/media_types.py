"""Which media type a file has: by its bytes where they are a picture, else by its name."""

from __future__ import annotations

import mimetypes

from playground.server.cdn.formats import Picture

# Python's own table, and none of this machine's files: the same everywhere.
_BY_NAME = mimetypes.MimeTypes()
_BY_NAME.add_type("audio/ogg", ".ogg")
_BY_NAME.add_type("audio/ogg", ".opus")
_BY_NAME.add_type("audio/flac", ".flac")
_BY_NAME.add_type("audio/mp4", ".m4a")
_BY_NAME.add_type("text/markdown", ".md")


def media_type_of(filename: str, said: str, picture: Picture | None) -> str | None:
    """Return the media type, or None where neither the name nor what the sender *said* means anything."""
    if picture is not None:
        return picture.content_type
    guessed, _ = _BY_NAME.guess_type(filename)
    if guessed is None:
        plain = said.partition(";")[0].strip().lower()
        guessed = None if plain in ("", "application/octet-stream") else plain
    return f"{guessed}; charset=utf-8" if guessed and guessed.startswith("text/") else guessed
