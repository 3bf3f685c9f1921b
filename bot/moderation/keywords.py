"""Keywords as AutoMod matches them (auto moderation resource, "Keyword Matching Strategies"), many at once."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

Pattern = Callable[[str], bool]
"""Tells whether a regular expression is found in a text, in a time that grows with the text alone."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Keyword:
    """What is looked for; a `*` at an end of the keyword means that a word may go on there."""

    inner: str
    may_begin_before: bool
    may_go_on: bool

    @classmethod
    def of(cls, keyword: str) -> "_Keyword":
        inner = keyword.removeprefix("*").removesuffix("*")
        return cls(_folded(inner), keyword.startswith("*"), keyword.endswith("*"))

    def stands_at(self, text: str, start: int) -> bool:
        """Tell whether it stands in *text*, folded, from *start* on."""
        end = start + len(self.inner)
        if not text.startswith(self.inner, start):
            return False
        is_begun = self.may_begin_before or start == 0 or text[start - 1].isspace()
        return is_begun and (self.may_go_on or end == len(text) or text[end].isspace())


class Keywords:
    """Finds any of a list of keywords."""

    def __init__(self, keywords: Iterable[str]) -> None:
        made = [one for one in map(_Keyword.of, keywords) if one.inner]
        self._by_first: dict[str, list[_Keyword]] = {}
        for one in made:
            self._by_first.setdefault(one.inner[0], []).append(one)
        inner = sorted({one.inner for one in made}, key=lambda each: (each[0], each))
        # Only says where to look: an alternative hides the others that begin at the same place.
        self._anything = re.compile("|".join(map(re.escape, inner))) if inner else None

    def spans(self, text: str) -> Iterator[Span]:
        """Yield where keywords stand in *text*, folded."""
        begin = 0
        while self._anything is not None and (found := self._anything.search(text, begin)) is not None:
            start = found.start()
            for one in self._by_first[text[start]]:
                if one.stands_at(text, start):
                    yield start, start + len(one.inner)
            begin = start + 1


@dataclass(frozen=True, slots=True)
class KeywordRule:
    """One rule of a guild: what it keeps out, and what it lets pass all the same."""

    keywords: tuple[str, ...]
    patterns: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    exempt_roles: frozenset[int] = frozenset()
    exempt_channels: frozenset[int] = frozenset()


class CompiledRule:
    """A rule, ready to be asked at every message."""

    def __init__(self, rule: KeywordRule, patterns: Sequence[Pattern]) -> None:
        self.rule = rule
        self._keywords = Keywords(rule.keywords)
        self._allowed = Keywords(rule.allowed)
        self._patterns = patterns

    def flags(self, text: str) -> bool:
        """Tell whether the rule keeps *text* out."""
        folded = _folded(text)
        allowed: list[Span] | None = None
        for start, end in self._keywords.spans(folded):
            if allowed is None:
                allowed = list(self._allowed.spans(folded))
            if not any(first <= start and end <= last for first, last in allowed):
                return True
        if not any(pattern(text) for pattern in self._patterns):
            return False
        rest = _without(text, list(self._allowed.spans(folded)))
        return rest == text or any(pattern(rest) for pattern in self._patterns)


def _folded(text: str) -> str:
    """Return *text* without the difference of case, of the same length."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := each.lower()) == 1 else each for each in text)


def _without(text: str, spans: Iterable[Span]) -> str:
    """Return *text* with blanks in place of *spans*."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
