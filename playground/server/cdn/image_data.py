"""Pictures that stand in a JSON body as a data address."""

from __future__ import annotations

import base64
import binascii
import re

from playground.server.cdn.formats import Picture, picture_of
from playground.server.rest.forms import Form

# Discord's avatars and icons; the reference names no limit, this is what it has been seen to say.
MOST_BYTES = 10 * 1024 * 1024

_DATA = re.compile(r"data:(image/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/]+={0,2})")


def picture_in(form: Form, key: str, most_bytes: int = MOST_BYTES) -> Picture | None:
    """Read the picture under *key* (reference, "Image Data"); None where it is absent, null or wrong.

    Its content type must be that of the bytes, as the reference asks.
    """
    given = form.body.get(key)
    if given is None:
        return None
    found = _DATA.fullmatch(given) if isinstance(given, str) else None
    picture = None if found is None else _decoded(found[1], found[2])
    if picture is None:
        form.fault(key, "IMAGE_INVALID", "Invalid image data")
    elif len(picture) > most_bytes:
        form.fault(key, "BINARY_TYPE_MAX_SIZE", f"File cannot be larger than {most_bytes / 1024:.1f} kb.")
    else:
        return picture
    return None


def _decoded(content_type: str, text: str) -> Picture | None:
    try:
        picture = picture_of(base64.b64decode(text, validate=True))
    except (ValueError, binascii.Error):
        return None
    return picture if picture is not None and picture.content_type == content_type else None
