"""Segments: the lines and sentences of a masked text, so that its structure survives whatever becomes of the words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from bot.translation.masking import Span, trim
from bot.translation.model import Language, is_chinese

MAX_CHARACTERS: Final = 4_500
"""The most that one call of a translator takes (deep-translator refuses 5,000)."""

# A Chinese character is nine bytes in a URL, and servers commonly refuse a request line of 16 KiB.
_MAX_URL_BYTES: Final = 14_000

# What Discord reads at the start of a line: quotes, then a heading, subtext, or an item of a list.
_STRUCTURE: Final = re.compile(r"\s*(?:>(?:>>)? )*\s*(?:#{1,3} +|-# +|[-*•] +|\d{1,3}[.)] +)?")

_SENTENCE_END: Final = re.compile(
    r"(?:[。！？…!?]+|\.+(?=\s|\{|$))"  # a full stop inside `3.5` or `a.b` ends nothing
    r"[”’\"')）」』】》~～]*"
)
# What may stand around a sentence without being of it: marks, spaces, commas, emoji and other symbols.
_AROUND: Final = r"[\s,，、:：;；~～]|[^\w\s!-~\u3000-\u303f\uff00-\uffef‘’“”…]"
_LEAD: Final = re.compile(rf"(?:\{{\d+\}}|{_AROUND})*")
_TAIL_REVERSED: Final = re.compile(rf"(?:\}}\d+\{{|{_AROUND})*")  # at the end a search would be quadratic
_CLOSED_BY: Final = frozenset("。！？…，、；：」』）】》”")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what a translator need not see stands before and after its *core*."""

    before: str
    core: str
    after: str

    @property
    def has_words(self) -> bool:
        """Tell whether there is anything to translate."""
        return has_words(self.core)

    def saying(self, core: str) -> str:
        """Return the line with *core* in place of its own."""
        return f"{self.before}{core}{self.after}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what surrounds it; `before + core + after` is how it stands in the text."""

    before: str
    core: str
    after: str


def has_words(text: str) -> bool:
    """Tell whether any letter or ideograph stands in *text*; digits (666, 88), emoji and marks are none."""
    return any(character.isalpha() for character in text)


def lines_of(text: str, spans: tuple[Span, ...]) -> list[Line]:
    """Return the lines of masked *text*; joined by line breaks they are *text* again."""
    lines = []
    for line in text.split("\n"):
        structure = _STRUCTURE.match(line)
        at = structure.end() if structure else 0
        before, core, after = trim(line[at:], spans)
        lines.append(Line(line[:at] + before, core, after))
    return lines


def whole(text: str) -> Sentence:
    """Return all of *text*, a line's core, as one sentence."""
    return _sentence(text)


def sentences_of(text: str) -> list[Sentence]:
    """Return the sentences of *text*, a line's core; joined they are *text* again."""
    return [_sentence(piece) for piece in _pieces(text)]


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield text[start : end.end()]
        start = end.end()
    if start < len(text):
        yield text[start:]


def _sentence(piece: str) -> Sentence:
    lead = _LEAD.match(piece)
    at = lead.end() if lead else 0
    tail = _TAIL_REVERSED.match(piece[: at - 1 if at else None : -1])
    stop = len(piece) - (tail.end() if tail else 0)
    return Sentence(piece[:at], piece[at:stop], piece[stop:])


def join(pieces: Iterable[str], target: Language) -> str:
    """Return *pieces* as one line, spaced as *target* is: Chinese has no space after its full stop."""
    said = ""
    for piece in pieces:
        if said and is_chinese(target):
            bare = piece.lstrip(" ")
            said += bare if said[-1] in _CLOSED_BY and bare[:1].isalnum() else piece
        else:
            is_glued = said[-1:].strip() and (piece[:1].isalnum() or (said[-1].isalnum() and piece[:1] == "{"))
            said += f" {piece}" if is_glued else piece
    return said


def blocks_of(cores: list[str]) -> list[list[str]]:
    """Return *cores* in runs, each of which fits into one call when joined by line breaks."""
    if _fits("\n".join(cores)):
        return [cores]
    blocks: list[list[str]] = []
    weight = characters = 0
    for core in cores:
        more, length = _weight(core), len(core) + 1
        if not blocks or weight + more > _MAX_URL_BYTES or characters + length > MAX_CHARACTERS:
            blocks.append([])
            weight = characters = 0
        blocks[-1].append(core)
        weight, characters = weight + more, characters + length
    return blocks


def divide(core: str) -> list[str]:
    """Return *core* in pieces that fit into one call each: cut after sentences, else words, never in a mark."""
    if _fits(core):
        return [core]
    pieces: list[str] = []
    held = ""
    for sentence in _pieces(core):
        for piece in [sentence] if _fits(sentence) else _cut(sentence):
            if held and not _fits(held + piece):
                pieces.append(held)
                held = ""
            held += piece
    return [*pieces, held] if held else pieces


def _cut(sentence: str) -> Iterator[str]:
    held: list[str] = []
    weight = 0
    # A word, a mark, or a single character of a script without spaces.
    for piece in re.findall(r"\{\d+\}|[!-z]{1,64}\s*|[\s\S]", sentence):
        more = _weight(piece)
        if held and weight + more > _MAX_URL_BYTES // 2:
            yield "".join(held)
            held, weight = [], 0
        held.append(piece)
        weight += more
    if held:
        yield "".join(held)


def _fits(text: str) -> bool:
    return len(text) < MAX_CHARACTERS and (len(text) * 12 <= _MAX_URL_BYTES or _weight(text) <= _MAX_URL_BYTES)


def _weight(text: str) -> int:
    return len(quote(text, safe=""))
