"""Lettering: what of a text can stand in a picture, and where it may be cut."""

import re
import unicodedata
from typing import Final

LONGEST: Final = 128
"""Characters of a line that are looked at; beyond that nothing could be read."""

_MOST_MARKS: Final = 2  # above and below a letter; more are there to spill over their neighbours

# Embeddings, overrides and isolates reach beyond what they are in: each line stands for itself.
_STEERING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNWRITABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]+")
_JOINERS: Final = "\u200d\u20e3"
_FLAG_LETTERS: Final = "".join(map(chr, range(0x1F1E6, 0x1F200)))


def cleaned(text: str) -> str:
    """Return *text* as one line without what XML forbids, what steers direction, and heaps of marks."""
    flat = _UNWRITABLE.sub(" ", _STEERING.sub("", unicodedata.normalize("NFC", text[:LONGEST])))
    kept, marks = [], 0
    for character in flat:
        if unicodedata.category(character) in {"Mn", "Me"} and not _selects(character):
            marks += 1
        elif not _selects(character) and unicodedata.category(character) != "Cf":  # which part no mark from its letter
            marks = 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return " ".join("".join(kept).split())


def shorter(text: str, length: int) -> str:
    """Return at most *length* characters of *text* and an ellipsis, without breaking what is seen as one."""
    while length > 1 and _hangs_on(text, length):
        length -= 1
    return text[:length].rstrip() + "…"


def _selects(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f"


def _hangs_on(text: str, place: int) -> bool:
    """Tell whether what stands at *place* is one with what stands before it."""
    before, here = text[place - 1], text[place]
    flags = place - len(text[:place].rstrip(_FLAG_LETTERS))
    return (
        unicodedata.category(here)[0] == "M"
        or here in _JOINERS
        or "\U0001f3fb" <= here <= "\U0001f3ff"
        or before == "\u200d"
        or (here in _FLAG_LETTERS and flags % 2 == 1)
    )
