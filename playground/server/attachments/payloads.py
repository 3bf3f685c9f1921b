"""The JSON of attachments, and of the embeds and components that show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from playground.server.attachments.model import Attachment
from playground.server.attachments.names import safe_name
from playground.server.cdn.links import Links
from playground.server.wire import Json

SCHEME = "attachment://"
_OPTIONAL = ("title", "description", "content_type", "width", "height", "waveform")
_MEASURES = ("width", "height", "content_type")
_ADDRESS_KEYS = ("url", "icon_url")


def attachment_payload(one: Attachment) -> Json:
    """Return an attachment, with an address that is good from now on."""
    url = one.url
    payload: Json = {"id": str(one.id), "filename": one.filename, "size": one.size, "url": url, "proxy_url": url}
    payload |= _given(one, _OPTIONAL)
    if one.duration is not None:
        payload["duration_secs"] = one.duration
    if one.is_ephemeral:
        payload["ephemeral"] = True
    if one.flags:
        payload["flags"] = one.flags
    return payload


def listed(among: Sequence[Attachment], *trees: object) -> list[Json]:
    """Return the attachments that no embed or component in *trees* shows (message resource, "Message Structure")."""
    shown_already = {named(address, among) for tree in trees for address in addresses_in(tree)}
    return [attachment_payload(one) for one in among if one not in shown_already]


def named(address: str, among: Sequence[Attachment]) -> Attachment | None:
    """Return the attachment that `attachment://name` means, by its given or its safe name."""
    if not address.startswith(SCHEME):
        return None
    name = address.removeprefix(SCHEME)
    safe = safe_name(name)
    return next((one for one in among if name in (one.given_name, one.filename) or safe == one.filename), None)


def addresses_in(tree: object) -> Iterator[str]:
    """Give every address that stands in *tree*, which is embeds or components."""
    if isinstance(tree, list):
        for each in tree:
            yield from addresses_in(each)
    elif isinstance(tree, dict):
        for key, value in tree.items():
            if key in _ADDRESS_KEYS and isinstance(value, str):
                yield value
            else:
                yield from addresses_in(value)


def shown(items: list[Json], among: Sequence[Attachment], links: Links) -> list[Json]:
    """Return embeds or components with an address that is good from now on wherever they refer to a file."""
    return [_shown(one, among, links) for one in items]


def _shown(tree: Any, among: Sequence[Attachment], links: Links) -> Any:
    if isinstance(tree, list):
        return [_shown(one, among, links) for one in tree]
    if not isinstance(tree, dict):
        return tree
    seen = {key: _shown(value, among, links) for key, value in tree.items()}
    for key in _ADDRESS_KEYS:
        if isinstance(address := seen.get(key), str):
            _refresh(seen, key, address, named(address, among), links)
    return seen


def _refresh(seen: Json, key: str, address: str, one: Attachment | None, links: Links) -> None:
    url = links.refreshed(address) if one is None else one.url
    if url is None:
        return
    seen[key] = url
    if one is not None or f"proxy_{key}" in seen:
        seen[f"proxy_{key}"] = url
    if one is not None and key == "url":
        seen |= _given(one, _MEASURES)


def _given(one: Attachment, keys: tuple[str, ...]) -> Json:
    return {key: value for key in keys if (value := getattr(one, key)) is not None}
