"""The mask: a shield over what no translator may touch, and its way back.

A protected span stands in the text as a mark, `{0}`, `{1}`, ...: the form of a variable in the
software translations that machine translators are trained on, without a letter they could
translate. No user text can be taken for a mark, since its own braces are spans like any other.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.translation.spans import BARE, OPENERS, PAIRED, Kind, find_spans

# Vendors put spaces inside a mark, widen its braces or digits, or double the braces.
_MARK: Final = re.compile(r"[{｛]{1,2}\s*(\d{1,4})\s*[}｝]{1,2}")
_BRACE: Final = re.compile(r"[{}｛｝]")

# Word help reads protected spans as characters of the private-use area (U+E000 to U+F8FF).
_PRIVATE: Final = 0xE000
_PRIVATE_CHARACTER: Final = re.compile("[\ue000-\uf8ff]")
_SPOILER: Final = "||"


@dataclass(frozen=True, slots=True)
class Span:
    """One protected piece of a text.

    Attributes:
        text: What stands there.
        partner: For one end of a pair (`**`, `||`, `[` and `](url)`) the index of the other.
        is_soft: It may be lost with its partner: bold that a translator dropped hides nothing.
        is_tight: No space stood between this end of a pair and what it embraces.
        is_loose: It is no word of the sentence (an emoji), so at its edge it need not be sent.
        is_tag: It is a hashtag, which ends where the next letter does not.
    """

    text: str
    partner: int | None = None
    is_soft: bool = False
    is_tight: bool = False
    is_loose: bool = False
    is_tag: bool = False


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with marks in place of its *spans*; mark `{i}` stands for `spans[i]`."""

    text: str
    spans: tuple[Span, ...]

    @property
    def words(self) -> str:
        """Return the text without its marks: all that could be translated."""
        return _MARK.sub(" ", self.text) if self.spans else self.text


def mask(text: str) -> Masked:
    """Return *text* with every protected span behind a mark; `unmask` gives it back unchanged."""
    found = find_spans(text)
    if not found:
        return Masked(text, ())
    partners = _partners(text, found)
    kept = [at for at, (_, _, kind) in enumerate(found) if at in partners or kind not in BARE]
    index = {at: position for position, at in enumerate(kept)}
    parts: list[str] = []
    spans: list[Span] = []
    end = 0
    for at in kept:
        start, stop, kind = found[at]
        parts += text[end:start], f"{{{index[at]}}}"
        partner = partners.get(at)
        inner = text[stop : stop + 1] if partner is None or partner > at else text[start - 1 : start]
        spans.append(
            Span(
                text[start:stop],
                partner=None if partner is None else index[partner],
                is_soft=kind is Kind.STYLE,
                is_tight=partner is not None and not inner.isspace(),
                is_loose=kind is Kind.LOOSE,
                is_tag=kind is Kind.TAG,
            )
        )
        end = stop
    parts.append(text[end:])
    return Masked("".join(parts), tuple(spans))


def _partners(text: str, found: list[tuple[int, int, Kind]]) -> dict[int, int]:
    """Return for each end of a pair the position of the other, both ways; what finds none is absent."""
    partners: dict[int, int] = {}
    waiting: list[int] = []
    by_look: dict[tuple[Kind, str], list[int]] = {}
    passed: set[int] = set()  # opened inside a pair that has closed: too late for an end of their own
    for at, (start, stop, kind) in enumerate(found):
        if kind not in PAIRED:
            continue
        said = "" if kind in {Kind.LINK_START, Kind.LINK_END} else text[start:stop]
        openers = by_look.setdefault((OPENERS[kind], said), [])
        while openers and openers[-1] in passed:
            openers.pop()
        if openers and text[found[openers[-1]][1] : start].strip() and _may_close(text, start, stop, kind):
            opener = openers.pop()
            partners[opener], partners[at] = at, opener
            while waiting[-1] != opener:
                passed.add(waiting.pop())
            waiting.pop()
        elif kind is not Kind.LINK_END and _may_open(text, start, stop, kind):
            waiting.append(at)
            openers.append(at)
    return partners


def _may_open(text: str, start: int, stop: int, kind: Kind) -> bool:
    if kind is not Kind.STYLE:
        return True
    after = text[stop : stop + 1]
    is_inside_word = text[start] == "_" and _is_word(text[start - 1 : start])
    return bool(after) and not after.isspace() and not is_inside_word


def _may_close(text: str, start: int, stop: int, kind: Kind) -> bool:
    if kind is not Kind.STYLE:
        return True
    is_inside_word = text[start] == "_" and _is_word(text[stop : stop + 1])
    return not text[start - 1 : start].isspace() and not is_inside_word


def _is_word(character: str) -> bool:
    # Discord reads `_` inside a Latin word as a letter; Chinese around it is no obstacle.
    return character.isascii() and character.isalnum()


def unmask(text: str, spans: tuple[Span, ...]) -> str:
    """Return *text* with each mark replaced by its span.

    Styles that a translator lost, reversed or emptied are dropped in pairs, and the spaces it put
    inside a pair go; one that it took away at a hashtag comes back. What is no mark of *spans* stays
    as it is; `lost_marks` tells beforehand.
    """
    marks = [match for match in _MARK.finditer(text) if int(match[1]) < len(spans)] if spans else []
    dropped = _broken_styles(text, marks, spans)
    parts: list[str] = []
    tags: list[int] = []
    end = 0
    opened_tight = False
    for match in marks:
        index = int(match[1])
        span = spans[index]
        between = text[end : match.start()]
        if opened_tight:
            between = between.lstrip(" ")
        closes = span.partner is not None and span.partner < index
        if closes and span.is_tight:
            between = between.rstrip(" ")
        parts += between, "" if index in dropped else span.text
        if span.is_tag:
            tags.append(len(parts) - 1)
        opened_tight = span.partner is not None and not closes and span.is_tight
        end = match.end()
    rest = text[end:]
    parts.append(rest.lstrip(" ") if opened_tight else rest)
    for at in reversed(tags):
        _set_apart(parts, at)
    return "".join(parts)


def _set_apart(parts: list[str], at: int) -> None:
    """Put spaces around the hashtag `parts[at]` where letters touch it, which Chinese does not mind and tags do."""
    before = next((part[-1] for part in reversed(parts[:at]) if part), "")
    after = next((part[0] for part in parts[at + 1 :] if part), "")
    if _is_word(before):
        parts[at] = f" {parts[at]}"
    if (after.isalnum() or after in {"_", "#", "＃"}) and parts[at][-1] not in "#＃":
        parts[at] += " "


def _broken_styles(text: str, marks: list[re.Match[str]], spans: tuple[Span, ...]) -> set[int]:
    places: dict[int, list[re.Match[str]]] = {}
    for match in marks:
        places.setdefault(int(match[1]), []).append(match)
    broken: set[int] = set()
    for index, span in enumerate(spans):
        if span.is_soft and span.partner is not None and span.partner > index:
            opens, closes = places.get(index, []), places.get(span.partner, [])
            if len(opens) != 1 or len(closes) != 1 or not text[opens[0].end() : closes[0].start()].strip():
                broken |= {index, span.partner}
    return broken


def marks_in(text: str) -> list[int]:
    """Return the numbers of the marks in *text*, in order."""
    return [int(match[1]) for match in _MARK.finditer(text)]


def lost_marks(source: str, answer: str, spans: tuple[Span, ...]) -> bool:
    """Tell whether *answer*, made of the masked *source*, lost, doubled, bared or invented a mark.

    Styles may be lost. A hidden text must stay between the ends of its spoiler, a label in its link.
    """
    if not spans:
        return bool(_BRACE.search(answer))
    marks = list(_MARK.finditer(answer))
    if _BRACE.search(_MARK.sub("", answer)):
        return True
    wanted = marks_in(source)
    places = {int(match[1]): match for match in marks}
    if not places.keys() <= set(wanted):
        return True
    hard = sorted(index for index in wanted if not spans[index].is_soft)
    if sorted(index for index in map(int, (m[1] for m in marks)) if not spans[index].is_soft) != hard:
        return True
    pairs = ((index, spans[index].partner) for index in hard)
    return any(
        partner is not None and index < partner and partner in places and _is_bared(answer, places, index, partner)
        for index, partner in pairs
    )


def _is_bared(answer: str, places: dict[int, re.Match[str]], opens: int, closes: int) -> bool:
    return not answer[places[opens].end() : places[closes].start()].strip()


def trim(text: str, spans: tuple[Span, ...]) -> tuple[str, str, str]:
    """Return masked *text* as (before, core, after): the core is what a translator must see.

    Spaces, emoji and a style or spoiler around the whole never leave, so that they cannot be lost.
    """
    start, stop = 0, len(text)
    marks = list(_MARK.finditer(text))
    first, last = 0, len(marks) - 1
    while True:
        while start < stop and text[start].isspace():
            start += 1
        while start < stop and text[stop - 1].isspace():
            stop -= 1
        if first > last:
            break
        opens, closes = marks[first], marks[last]
        is_first, is_last = opens.start() == start, closes.end() == stop
        if is_first and is_last and spans[int(opens[1])].partner == int(closes[1]):
            start, stop, first, last = opens.end(), closes.start(), first + 1, last - 1
        elif is_first and spans[int(opens[1])].is_loose:
            start, first = opens.end(), first + 1
        elif is_last and spans[int(closes[1])].is_loose:
            stop, last = closes.start(), last - 1
        else:
            break
    return text[:start], text[start:stop], text[stop:]


def between_marks(text: str) -> list[str]:
    """Return masked *text* cut at its marks: words and marks in turn, joined again they are *text*."""
    cuts = [0, *(cut for match in _MARK.finditer(text) for cut in match.span()), len(text)]
    return [text[start:stop] for start, stop in pairwise(cuts) if start < stop]


def for_word_help(masked: Masked) -> str:
    """Return the text with a private-use character for each span; styles and link ends are left out."""

    def private(match: re.Match[str]) -> str:
        index = int(match[1])
        span = masked.spans[index]
        return "" if span.partner is not None and span.text != _SPOILER else chr(_PRIVATE + index)

    return _MARK.sub(private, masked.text)


def from_word_help(reading: str, spans: tuple[Span, ...]) -> str:
    """Return *reading* with its spans back; links and blocks stand in the original above and become "…"."""

    def public(match: re.Match[str]) -> str:
        index = ord(match[0]) - _PRIVATE
        said = spans[index].text if index < len(spans) else ""
        return "…" if "\n" in said or "://" in said else said

    restored = _PRIVATE_CHARACTER.sub(public, reading)
    # A reading cut short inside a spoiler would show what was hidden.
    return restored + _SPOILER if restored.count(_SPOILER) % 2 else restored
