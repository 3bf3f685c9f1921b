"""What only shows something: texts, pictures, files and the space between them."""

from hashlib import md5
from urllib.parse import urlsplit

from playground.server.components.reader import Reader
from playground.server.rest.forms import Form, length
from playground.server.wire import Json

MOST_IN_GALLERY = 10
LONGEST_TEXT = 4000
_LONGEST_ADDRESS = 2048
_LONGEST_DESCRIPTION = 1024


def text_display(_: Reader, form: Form) -> Json:
    """Read a text; an empty one is none."""
    return {"content": form.text("content", LONGEST_TEXT, 1, required=True) or ""}


def thumbnail(_: Reader, form: Form) -> Json:
    """Read a small picture."""
    return _media_item(form)


def media_gallery(_: Reader, form: Form) -> Json:
    """Read one to ten pictures."""
    items = form.items("items", MOST_IN_GALLERY)
    if not items:
        form.fault("items", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MOST_IN_GALLERY} in length.")
    return {"items": [_media_item(inner) for inner in items]}


def file(_: Reader, form: Form) -> Json:
    """Read a file, which must be one of the message's own attachments."""
    media = _media(form, "file", attachments_only=True)
    return {"file": media, "name": None, "size": None, "spoiler": form.flag("spoiler")}


def separator(_: Reader, form: Form) -> Json:
    """Read a space, with a line in it unless told otherwise."""
    divider = form.flag("divider", default=True)
    return {"divider": divider, "spacing": form.number("spacing", 1, 2) or 1}


def displayed_text(components: list[Json]) -> str:
    """Return all texts that *components* show, one a line."""
    return "\n".join(one["content"] for one in components if "content" in one)


def length_of_text(components: list[Json]) -> int:
    """Return how long the texts in *components* are together, in UTF-16 units."""
    return sum(length(one["content"]) for one in components if "content" in one)


def _media_item(form: Form) -> Json:
    description = form.text("description", _LONGEST_DESCRIPTION, 1)
    return {"media": _media(form, "media"), "description": description, "spoiler": form.flag("spoiler")}


def _media(form: Form, key: str, attachments_only: bool = False) -> Json:
    inner = form.inner(key)
    if inner is None:
        if form.body.get(key) is None:
            form.fault(key, "BASE_TYPE_REQUIRED", "This field is required")
        return {}
    address = inner.text("url", _LONGEST_ADDRESS, 1, required=True) or ""
    scheme = urlsplit(address).scheme if "]" not in address and "[" not in address else ""
    allowed = ("attachment",) if attachments_only else ("attachment", "http", "https")
    if address and scheme not in allowed:
        inner.fault("url", "URL_TYPE_INVALID_SCHEME", f"The scheme of this address must be one of {allowed}.")
    # Discord gives each item an id; the same address has the same one here.
    number = int(md5(address.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:15], 16)
    return {"id": str(number), "url": address, "proxy_url": address, "width": None, "height": None}
