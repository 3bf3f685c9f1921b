"""Bodies that are forms: `multipart/form-data` with its files, and `application/x-www-form-urlencoded`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import parse_qsl, unquote_to_bytes

from playground.server.rest import refusals
from playground.server.wire import Json, decoded

MULTIPART, URLENCODED = "multipart/form-data", "application/x-www-form-urlencoded"

_PARAMETER = re.compile(r';\s*(?P<key>[\w-]+\*?)\s*=\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<plain>[^;\s]*))')
_ESCAPED = re.compile(r"\\(.)")
_PADDING = re.compile(rb"[ \t]*\r\n")
# All that a form's field can hold is text; these of a message's fields mean something else by it.
_TRUTHS, _NUMBERS = ("tts", "enforce_nonce"), ("flags",)


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a request."""

    filename: str
    content_type: str
    data: bytes


@dataclass(slots=True)
class Parts:
    """What a form holds: its fields and its files, each by its name."""

    fields: dict[str, str]
    files: dict[str, Upload]

    def body(self) -> Json:
        """Return the object that the form stands for: its fields, and over them what `payload_json` says.

        Raises:
            Refusal: 50109 where `payload_json` is no JSON object.
        """
        body: Json = {name: _meant(name, text) for name, text in self.fields.items() if name != "payload_json"}
        payload = self.fields.get("payload_json")
        return body if payload is None else body | json_object(payload)


NO_FILES: Mapping[str, Upload] = MappingProxyType({})


def json_object(raw: str | bytes) -> Json:
    """Return the JSON object that *raw* holds.

    Raises:
        Refusal: 50109.
    """
    try:
        body = decoded(raw)
    except (ValueError, RecursionError):
        raise refusals.invalid_json() from None
    if not isinstance(body, dict):
        raise refusals.invalid_json()
    return body


def parts_in(raw: bytes, content_type: str) -> Parts:
    """Read a form of either kind; *content_type* is the whole header.

    Raises:
        Refusal: 50035 for what is no such form, and for a name that stands twice.
    """
    if content_type.partition(";")[0].strip().lower() == URLENCODED:
        return Parts(dict(parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True)), {})
    parts = Parts({}, {})
    for section in _sections(raw, _parameters(content_type).get("boundary", "")):
        _sort_in(parts, section)
    return parts


def _sections(raw: bytes, boundary: str) -> list[bytes]:
    if not 0 < len(boundary) <= 70:
        raise _malformed("The Content-Type header names no boundary.")
    # A boundary takes its line break with it; the first one may stand at the very beginning.
    sections = (b"\r\n" + raw).split(b"\r\n--" + boundary.encode("utf-8", "replace"))
    if len(sections) < 2 or not sections[-1].startswith(b"--"):
        raise _malformed("The body does not end with its closing boundary.")
    return sections[1:-1]


def _sort_in(parts: Parts, section: bytes) -> None:
    padding = _PADDING.match(section)
    head, gap, data = section.partition(b"\r\n\r\n")
    if padding is None or not gap:
        raise _malformed("A part of the body has no headers.")
    headers = _headers(head[padding.end() :])
    disposition = headers.get("content-disposition", "")
    parameters = _parameters(disposition)
    name, filename = parameters.get("name", ""), parameters.get("filename*", parameters.get("filename"))
    if disposition.partition(";")[0].strip().lower() != "form-data" or not name:
        raise _malformed("A part of the body has no valid Content-Disposition header.")
    if name in parts.fields or name in parts.files:
        raise _malformed("Each part must have a name of its own.", name)
    if filename is None:
        parts.fields[name] = data.decode("utf-8", "replace")
    elif not filename:
        raise _malformed("A file must have a name.", name)
    else:
        parts.files[name] = Upload(filename, headers.get("content-type", ""), data)


def _headers(head: bytes) -> dict[str, str]:
    headers = {}
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    return headers


def _parameters(header: str) -> dict[str, str]:
    found = {}
    for match in _PARAMETER.finditer(header):
        quoted = match["quoted"]
        value = match["plain"] if quoted is None else _ESCAPED.sub(r"\1", quoted)
        key = match["key"].lower()
        found[key] = _extended(value) if key.endswith("*") else value
    return found


def _extended(value: str) -> str:
    # RFC 8187: charset'language'percent-encoded; every sender of today says UTF-8.
    return unquote_to_bytes(value.rpartition("'")[2]).decode("utf-8", "replace")


def _meant(name: str, text: str) -> object:
    if name in _TRUTHS and text.lower() in ("true", "false", "1", "0"):
        return text.lower() in ("true", "1")
    return int(text) if name in _NUMBERS and re.fullmatch("[0-9]{1,15}", text) else text


def _malformed(message: str, name: str | None = None) -> refusals.Refusal:
    code = "MULTIPART_INVALID"
    return refusals.invalid_body(code, message) if name is None else refusals.invalid_field(name, code, message)
