"""What a body wants to hang on a message: the files that came along, and what it says about them."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from playground.server.attachments.refusals import too_many_attachments
from playground.server.rest.forms import Form
from playground.server.rest.multipart import Upload

MOST = 10
LONGEST_TEXT = 1024
LONGEST_WAVEFORM = 400
LONGEST_SECONDS = 2**31 - 1

_PART = re.compile(r"files\[(0|[1-9][0-9]{0,17})\]")


@dataclass(frozen=True, slots=True)
class Asked:
    """One attachment that a message shall have: a file that came along, or by *id* one that hangs there already.

    *given* holds the keys that the body had for it.
    """

    id: int
    upload: Upload | None
    filename: str | None = None
    title: str | None = None
    description: str | None = None
    duration: float | None = None
    waveform: str | None = None
    is_spoiler: bool = False
    given: frozenset[str] = field(default_factory=frozenset)


def attachments_in(form: Form, files: Mapping[str, Upload], *, is_new: bool = True) -> tuple[Asked, ...]:
    """Read the attachments that a message shall have; note a fault for each that is wrong.

    Without `attachments` in the body all *files* are meant; with it, only those that it lists. Of a message that is
    edited (not *is_new*) it lists the attachments to keep as well.

    Raises:
        Refusal: 30015 for more than ten files.
    """
    if not files and form.body.get("attachments") is None:
        return ()
    uploads = _numbered(form, files)
    if form.body.get("attachments") is None:
        if len(uploads) > MOST:
            raise too_many_attachments()
        return tuple(Asked(number, upload) for number, upload in sorted(uploads.items()))
    asked: list[Asked] = []
    for inner in form.items("attachments", MOST):
        one = _asked(inner, uploads)
        if one.upload is None and is_new:
            inner.fault_here("ATTACHMENT_NOT_FOUND", "Attachment data not found")
        elif any(one.id == other.id for other in asked):
            inner.fault("id", "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value.")
        asked.append(one)
    return tuple(asked)


def _numbered(form: Form, files: Mapping[str, Upload]) -> dict[int, Upload]:
    uploads = {}
    for name, upload in files.items():
        part = _PART.fullmatch(name)
        if part is None:
            form.fault(name, "MULTIPART_INVALID", "A file's part is called files[n].")
        else:
            uploads[int(part[1])] = upload
    return uploads


def _asked(form: Form, uploads: Mapping[int, Upload]) -> Asked:
    number = form.snowflake("id", required=True)
    return Asked(
        -1 if number is None else number,
        None if number is None else uploads.get(number),
        form.text("filename", LONGEST_TEXT, 1),
        form.text("title", LONGEST_TEXT),
        form.text("description", LONGEST_TEXT),
        form.decimal("duration_secs", 0, LONGEST_SECONDS),
        _waveform(form),
        form.flag("is_spoiler"),
        frozenset(form.body),
    )


def _waveform(form: Form) -> str | None:
    text = form.text("waveform", LONGEST_WAVEFORM)
    try:
        base64.b64decode(text or "", validate=True)
    except (ValueError, binascii.Error):
        form.fault("waveform", "BASE64_TYPE_INVALID", "A waveform is text in base64.")
    return text or None
