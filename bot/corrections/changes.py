"""Changes: what is different in a mended sentence, by words where words are parted, and by characters in Chinese."""

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

# What Discord shows as one thing is one, and so is a word; of a script without blanks each character is. What is
# neither word nor blank nor ASCII nor a full-width mark is an emoji, maybe of many code points: it stays whole.
_TOKEN: Final = re.compile(
    r"<(?:a?:\w+:\d+|[@#][!&]?\d+|t:-?\d+(?::\w)?)>"
    r"|https?://[^\s<]+"
    r"|(?:(?![\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\w\u0300-\u036f'’])+"
    r"|\s+"
    r"|[!-/:-@\[-`{-~\u2010-\u2027\u3000-\u303f\uff01-\uff65]"
    r"|[^\w\s!-~]+?(?=[\w\s!-~\u2010-\u2027\u3000-\u303f\uff01-\uff65]|$)"
    r"|."
)

LEAST_KEPT: Final = 0.35
"""Where less of both sentences is the same, what is struck hides what is new: then that stands alone."""


class Mark(enum.Enum):
    """What became of a piece of a sentence."""

    KEPT = enum.auto()
    STRUCK = enum.auto()
    ADDED = enum.auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters that have the same fate."""

    text: str
    mark: Mark


def changes(before: str, after: str) -> Sequence[Piece] | None:
    """Return how *before* becomes *after*; None where that would be read with more trouble than *after* alone."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces: list[Piece] = []
    kept = 0
    for was, becomes in _runs(old, new):
        if was == becomes:
            kept += len("".join(was.split()))
            pieces.append(Piece(was, Mark.KEPT))
            continue
        pieces += [Piece(text, mark) for text, mark in ((was, Mark.STRUCK), (becomes, Mark.ADDED)) if text]
    size = len("".join(before.split())) + len("".join(after.split()))
    is_seen = any(one.text.strip() for one in pieces if one.mark is not Mark.KEPT)
    return pieces if is_seen and 2 * kept >= LEAST_KEPT * size else None


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what stood, with what stands there now: blanks between two changes belong to these."""
    was, becomes = "", ""
    codes = SequenceMatcher(None, old, new).get_opcodes()
    for place, (tag, start, end, new_start, new_end) in enumerate(codes):
        text, fresh = "".join(old[start:end]), "".join(new[new_start:new_end])
        is_between = 0 < place < len(codes) - 1 and not text.strip()
        if tag != "equal" or is_between:
            was, becomes = was + text, becomes + fresh
            continue
        if was or becomes:
            yield was, becomes
        yield text, fresh
        was, becomes = "", ""
    if was or becomes:
        yield was, becomes
