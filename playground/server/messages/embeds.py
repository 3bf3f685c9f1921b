"""Embeds: what may stand in them, and how they come back."""

from datetime import UTC

from playground.server.rest.forms import Form, length
from playground.server.wire import Json

MOST = 10
LONGEST_TOGETHER = 6000
_PICTURES = ("image", "thumbnail")


def embeds_in(form: Form) -> list[Json]:
    """Read the embeds of a message; note a fault for each limit that is passed."""
    embeds = [_embed(inner) for inner in form.items("embeds", MOST)]
    together = sum(_counted(embed) for embed in embeds)
    if together > LONGEST_TOGETHER:
        form.fault("embeds", "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {LONGEST_TOGETHER}")
    return embeds


def _embed(form: Form) -> Json:
    embed: Json = {
        "type": "rich",
        "title": form.text("title", 256),
        "description": form.text("description", 4096),
        "url": form.web_address("url"),
        "color": form.number("color", 0, 0xFFFFFF),
        "timestamp": _timestamp(form),
        "footer": _part(form.inner("footer"), "text", 2048),
        "author": _part(form.inner("author"), "name", 256),
        "fields": [_field(inner) for inner in form.items("fields", 25)],
    }
    for picture in _PICTURES:
        embed[picture] = _picture(form.inner(picture))
    kept = {key: value for key, value in embed.items() if value not in (None, "", [], {})}
    if set(kept) <= {"type", "color", "timestamp", "url"}:
        form.fault("description", "BASE_TYPE_REQUIRED", "This field is required")
    return kept


def _timestamp(form: Form) -> str | None:
    moment = form.moment("timestamp")
    return None if moment is None else moment.astimezone(UTC).isoformat()


def _part(form: Form | None, key: str, longest: int) -> Json | None:
    if form is None:
        return None
    part: Json = {key: form.text(key, longest, 1, required=True)}
    for address in ("url", "icon_url"):
        value = form.web_address(address, or_file=address == "icon_url")
        if value and (key, address) != ("text", "url"):
            part[address] = value
    return part


def _field(form: Form) -> Json:
    return {
        "name": form.text("name", 256, 1, required=True),
        "value": form.text("value", 1024, 1, required=True),
        "inline": form.flag("inline"),
    }


def _picture(form: Form | None) -> Json | None:
    if form is None:
        return None
    address = form.web_address("url", or_file=True)
    return {"url": address, "proxy_url": address, "width": 0, "height": 0} if address else None


def _counted(embed: Json) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [embed.get("footer", {}).get("text"), embed.get("author", {}).get("name")]
    for field in embed.get("fields", ()):
        texts += [field["name"], field["value"]]
    return sum(length(text) for text in texts if text)
