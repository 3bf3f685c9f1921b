"""Splitting: a text too long for one message, cut where a reader would pause."""

import re
from dataclasses import dataclass, replace
from typing import Final

from bot.relay.glyphs import fitting, is_boundary, is_readable, units
from bot.relay.markdown import FREE, WITHIN, Markdown

CONTENT_LIMIT: Final = 2000
"""UTF-16 units that a message of an application holds (webhook resource, "Execute Webhook")."""

# Where to cut, the best first; a cut falls behind what matches.
_PAUSES: Final = (
    re.compile(r"\n(?:[^\S\n]*\n)+"),  # paragraph
    re.compile(r"\n"),  # line
    re.compile(r"""[.!?…]+["'”’)\]*_~|]*\s+|[。！？…]+[”’」』）】*_~|]*\s*"""),  # sentence
    re.compile(r"\s+|[，、；：]"),  # word; in Chinese, clause
)
# A pause in the first quarter of a message would leave a stub; a later, lesser one reads better.
_STUB: Final = 4
_LOOKAHEAD: Final = 8  # whitespace at a cut is dropped, so a pause may begin where the room ends


@dataclass(frozen=True, slots=True)
class Slice:
    """What one message shows of a text.

    Attributes:
        content: At most the limit, and readable.
        start: First UTF-16 unit of the text that belongs to it.
        end: One past the last; the next slice begins there.
    """

    content: str
    start: int
    end: int


def split(text: str, limit: int = CONTENT_LIMIT, *, at_most: int | None = None, reserve: int = 0) -> tuple[Slice, ...]:
    """Return *text* in slices of at most *limit* UTF-16 units, cut at the best pauses.

    A text within the limit is one slice, unchanged. Otherwise whitespace at a cut is not shown,
    though the ranges tile the text; a style or code block that a cut falls into is closed before
    and opened again after it. A text without anything to read has no slices.

    Args:
        text: Well-formed markdown (`bot.relay.glyphs.well_formed`).
        limit: UTF-16 units a slice, at least 100.
        at_most: How many slices; what they do not hold is left off.
        reserve: Units that the last of *at_most* slices leaves free.
    """
    length = units(text)
    if length <= limit:
        return (Slice(text, 0, length),)
    cutter = _Cutter(text, limit)
    slices: list[Slice] = []
    start = shown = 0
    while start < len(text) and len(slices) != at_most:
        end = cutter.end_of(start, limit - (reserve if len(slices) + 1 == at_most else 0))
        next_shown = shown + units(text[start:end])
        if is_readable(text[start:end]):
            slices.append(Slice(cutter.content(start, end), slices[-1].end if slices else 0, next_shown))
        start, shown = end, next_shown
    if slices and start == len(text):
        slices[-1] = replace(slices[-1], end=shown)
    return tuple(slices)


class _Cutter:
    """Finds where to cut one text; indexes are of characters, lengths of UTF-16 units."""

    def __init__(self, text: str, limit: int) -> None:
        self._text = text
        self._markdown = Markdown(text, limit)

    def content(self, start: int, end: int) -> str:
        """Return what a message shows from *start* to *end*."""
        body = self._text[start:end]
        opener = self._opener(start)
        if start and not opener:
            body = body.lstrip("\n")
        return opener + body.rstrip() + self._closer(end)

    def end_of(self, start: int, limit: int) -> int:
        """Return where the message that begins at *start* ends, beyond *start*."""
        room = limit - units(self._opener(start))
        rest = self._text[start : start + room + 1]
        if start + len(rest) == len(self._text) and units(rest) <= room:
            return len(self._text)
        furthest = start + fitting(rest, room)
        return (
            self._at_a_pause(start, furthest, room)
            or self._at_a_character(start, furthest, room)
            or max(furthest, start + 1)
        )

    def _at_a_pause(self, start: int, furthest: int, room: int) -> int | None:
        nearest = start + (furthest - start) // _STUB
        for pause in _PAUSES:
            ends = [found.end() for found in pause.finditer(self._text, nearest, furthest + _LOOKAHEAD)]
            for end in reversed(ends):
                if self._may_end(start, end, room, FREE):
                    return end
        return None

    def _at_a_character(self, start: int, furthest: int, room: int) -> int | None:
        """Return the last place to cut where there is no pause.

        Only where nothing else is left does a cut fall into a link or an emoji, and then never
        between the two strokes of a spoiler.
        """
        for worst, whole in ((FREE, True), (WITHIN, True), (WITHIN, False)):
            for end in range(furthest, start, -1):
                if (not whole or is_boundary(self._text, end)) and self._may_end(start, end, room, worst):
                    return end
        return None

    def _may_end(self, start: int, end: int, room: int, worst: int) -> bool:
        if self._markdown.hold(end) > worst:
            return False
        return units(self._text[start:end].rstrip()) + units(self._closer(end)) <= room

    def _opener(self, index: int) -> str:
        return "".join(style.opener for style in self._markdown.open_at(index))

    def _closer(self, index: int) -> str:
        return "".join(style.closer for style in reversed(self._markdown.open_at(index)))
