"""How an entry of the chronicle looks: as one plain line, in one column, or in one of two. Pure."""

from typing import Final

from playground.entries import Entry, Kind
from playground.place import BRIDGES
from playground.terminal.cleaning import cleaned, in_one_line
from playground.terminal.layout import (
    NARROWEST_PAIR,
    NO_BREAK,
    Fragment,
    Line,
    beside,
    column_width,
    shortened,
    wrapped,
)
from playground.words import Words

_SUBTEXT: Final = "-# "
_REMINDER_CELLS: Final = 40
_FAINT: Final = "class:faint"
_LEFT: Final = BRIDGES[0].english.name
_RIGHT: Final = BRIDGES[0].chinese.name
# A vendor's name is shown as it is; these are said in words.
_SPOKEN_TRANSLATORS: Final = frozenset({"none", "opencc", "phrasebook"})

Row = tuple[Line, Line | None]
"""The left and the right half of a row; None where there is but one column."""


def plain_line(entry: Entry, words: Words) -> str:
    """Return *entry* on one line, without styles."""
    remarks = _remarks(entry, words)
    text = in_one_line(_without_marks(entry.text))
    behind = f"  [{' · '.join(remarks)}]" if remarks else ""
    return f"#{entry.channel}  {in_one_line(entry.name)}{_state(entry, words)}: {text}{behind}"


def rows(entry: Entry, words: Words, width: int) -> list[Row]:
    """Return *entry* in the column of its channel, or in the only one of a narrow terminal."""
    if width < NARROWEST_PAIR:
        return [(line, None) for line in wrapped(_fragments(entry, words, has_columns=False), width - 1)]
    lines = wrapped(_fragments(entry, words, has_columns=True), column_width(width))
    return [*beside((), lines, width)] if entry.is_chinese else [*beside(lines, (), width)]


def headings(width: int) -> list[Row]:
    """Return the names of the columns; none where there is only one."""
    if width < NARROWEST_PAIR:
        return []
    left, right = ((("class:heading", f"#{name}"),) for name in (_LEFT, _RIGHT))
    return [*beside((left,), (right,), width)]


def _fragments(entry: Entry, words: Words, *, has_columns: bool) -> list[Fragment]:
    is_gone = entry.kind is Kind.DELETED
    colour = "" if entry.colour is None or is_gone else f"#{entry.colour:06x} "
    fragments: list[Fragment] = []
    if not has_columns or entry.channel not in (_LEFT, _RIGHT):
        fragments.append((_FAINT, f"#{entry.channel} "))
    fragments.append((f"{colour}bold", in_one_line(entry.name)))
    fragments.append((_FAINT, _state(entry, words)))
    fragments.append(("", ": "))
    if is_gone:
        first_line = in_one_line(entry.text.partition("\n")[0])
        return [*fragments, (_FAINT, shortened(first_line, _REMINDER_CELLS))]
    for index, line in enumerate(cleaned(entry.text).split("\n")):
        style = _FAINT if line.startswith(_SUBTEXT) else ""
        fragments.append((style, ("\n" if index else "") + line.removeprefix(_SUBTEXT)))
    if remarks := _remarks(entry, words):
        fragments += [("", "  "), (_FAINT, NO_BREAK.join(" · ".join(remarks).split(" ")))]
    return fragments


def _without_marks(text: str) -> str:
    return "\n".join(line.removeprefix(_SUBTEXT) for line in text.split("\n"))


def _state(entry: Entry, words: Words) -> str:
    if entry.kind in {Kind.EDITED, Kind.TRANSLATED, Kind.DELETED}:
        return f" ({words.say(f'entry-{entry.kind.value}')})"
    return ""


def _remarks(entry: Entry, words: Words) -> list[str]:
    remarks = []
    if entry.milliseconds is not None:
        remarks.append(_duration(entry.milliseconds))
    if entry.is_pending:
        remarks.append(words.say("entry-pending"))
    elif entry.translator in _SPOKEN_TRANSLATORS:
        remarks.append(words.say(f"by-{entry.translator}"))
    elif entry.translator:
        remarks.append(in_one_line(entry.translator))
    return remarks


def _duration(milliseconds: float) -> str:
    return f"{milliseconds:.0f} ms" if milliseconds < 10_000 else f"{milliseconds / 1000:.0f} s"
