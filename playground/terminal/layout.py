"""Where words stand on a terminal: wrapping by the width of characters, and two columns beside each other. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Final

from wcwidth import iter_graphemes, wcswidth

# A style and a text, as prompt_toolkit takes them.
Fragment = tuple[str, str]
Line = tuple[Fragment, ...]

NARROWEST_PAIR: Final = 60
BETWEEN: Final = " │ "

_SPACES: Final = frozenset(" \u3000")
NO_BREAK: Final = "\u00a0"

# Chinese lines never begin with the former nor end with the latter (GB/T 15834, 5.1.10).
_NOT_FIRST: Final = frozenset("，。！？、：；）》〉」』】”’…～·,.!?:;)]}%")
_NOT_LAST: Final = frozenset("（《〈「『【“‘([{")


@dataclass(frozen=True, slots=True)
class _Glyph:
    """One visible character, however many code points it takes."""

    text: str
    style: str
    width: int

    @property
    def is_space(self) -> bool:
        return self.text in _SPACES


def width_of(text: str) -> int:
    """Return how many cells *text*, which has no control characters, takes."""
    return sum(_width(grapheme) for grapheme in iter_graphemes(text))


def text_of(line: Line) -> str:
    """Return the words of *line* without their styles."""
    return "".join(text for _, text in line)


def shortened(text: str, width: int) -> str:
    """Return as much of *text* as takes at most *width* cells, with "…" where something is left out."""
    if width_of(text) <= width:
        return text
    kept = ""
    for grapheme in iter_graphemes(text):
        if width_of(kept) + _width(grapheme) >= width:
            break
        kept += grapheme
    return f"{kept}…"


def wrapped(fragments: Sequence[Fragment], width: int) -> list[Line]:
    """Break *fragments* into lines of at most *width* cells (at least 2), at least one line.

    Lines break at spaces and beside wide characters, in a longer word wherever they must.
    """
    lines: list[Line] = []
    for paragraph in _paragraphs(fragments):
        lines += _broken(paragraph, max(width, 2))
    return lines


def filled(line: Line, width: int) -> Line:
    """Return *line* with spaces behind it until it takes *width* cells."""
    missing = width - width_of(text_of(line))
    return (*line, ("", " " * missing)) if missing > 0 else line


def column_width(width: int) -> int:
    """Return the cells of one of two columns on a terminal of *width* cells; the last cell stays free."""
    return (width - 1 - len(BETWEEN)) // 2


def beside(left: Sequence[Line], right: Sequence[Line], width: int) -> list[tuple[Line, Line]]:
    """Return rows of a left half, filled to the column's width, and a right half."""
    column = column_width(width)
    return [(filled(one, column), other) for one, other in zip_longest(left, right, fillvalue=())]


def _width(grapheme: str) -> int:
    return max(wcswidth(grapheme), 0)


def _paragraphs(fragments: Sequence[Fragment]) -> Iterator[list[_Glyph]]:
    paragraph: list[_Glyph] = []
    for style, text in fragments:
        for index, part in enumerate(text.split("\n")):
            if index:
                yield paragraph
                paragraph = []
            paragraph += [_Glyph(one, style, _width(one)) for one in iter_graphemes(part)]
    yield paragraph


def _broken(glyphs: list[_Glyph], width: int) -> Iterator[Line]:
    line: list[_Glyph] = []
    taken = 0
    is_wrapped = False
    for word in _words(glyphs):
        if taken and taken + sum(glyph.width for glyph in word) > width:
            yield _line(line)
            line, taken, is_wrapped = [], 0, True
        if is_wrapped and not line and word[0].is_space:
            continue  # the space that the line broke at
        for glyph in word:
            if taken + glyph.width > width:
                yield _line(line)
                line, taken, is_wrapped = [], 0, True
            line.append(glyph)
            taken += glyph.width
    yield _line(line)


def _words(glyphs: list[_Glyph]) -> Iterator[list[_Glyph]]:
    """Yield runs between which a line may break."""
    word: list[_Glyph] = []
    for glyph in glyphs:
        if word and _may_break(word[-1], glyph):
            yield word
            word = []
        word.append(glyph)
    if word:
        yield word


def _may_break(before: _Glyph, after: _Glyph) -> bool:
    if before.is_space or after.is_space:
        return True
    if NO_BREAK in (before.text, after.text) or after.text in _NOT_FIRST or before.text in _NOT_LAST:
        return False
    return before.width > 1 or after.width > 1


def _line(glyphs: list[_Glyph]) -> Line:
    while glyphs and glyphs[-1].is_space:
        glyphs.pop()
    return tuple(
        (style, "".join(glyph.text for glyph in run)) for style, run in groupby(glyphs, key=lambda glyph: glyph.style)
    )
