"""The recap: answers of both sides, set side by side, worded for readers of one language. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from bot.prompts.answers import Picture, RecapText
from bot.prompts.quoting import LONGEST_QUOTE
from bot.prompts.wording import Phrases, clipped
from bot.translation.model import Language, is_chinese

_LONGEST: Final = 2000  # characters of a message
_LONGEST_NAME: Final = 32
_SHORTER: Final = (LONGEST_QUOTE, 110, 80, 50)
"""Characters that a quote may have, where with more of them the recap is too long for one message."""

# A backslash takes what a mark does from it; a name is another's, and shows as it is.
_MARKS: Final = re.compile(r"([\\*_~`|>#<@\[\]():])")


@dataclass(frozen=True, slots=True)
class Line:
    """One quote as it is read in one channel.

    Attributes:
        pair: In which it stands.
        side: The language of those who answered there.
        words: In the reader's language.
        link: To it, or to its copy in the reader's channel.
    """

    pair: int
    side: Language
    name: str
    words: str
    link: str


@dataclass(frozen=True, slots=True)
class Credit:
    """Who took a picture, and where it was posted."""

    name: str
    link: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a topic, as readers of one channel are shown it.

    Attributes:
        people: How many answered, by the language of their side.
        answers: Of a poll: its answers in the reader's language.
        votes: How often each was chosen, by the language of the side.
    """

    language: Language
    people: Mapping[Language, int]
    lines: Sequence[Line] = ()
    credits: Sequence[Credit] = ()
    pictures: Sequence[Picture] = ()
    answers: Sequence[str] = ()
    votes: Mapping[Language, Sequence[int]] | None = None


@dataclass(frozen=True, slots=True)
class RecapWording:
    """Words recaps.

    Attributes:
        shorten: Makes one plain line of a text, of at most so many characters, cut where a word ends.
    """

    phrases: Phrases
    shorten: Callable[[str, int], str]

    def of(self, outcome: Outcome) -> RecapText:
        """Return how *outcome* reads, in one message: the quotes are cut shorter where they would not fit."""
        lengths = iter(_SHORTER)
        content = self._content(outcome, next(lengths))
        for longest in lengths:
            if len(content) <= _LONGEST:
                break
            content = self._content(outcome, longest)
        return RecapText(
            outcome.language,
            clipped(content, _LONGEST),
            self._say(outcome, "recap-show-all"),
            self._say(outcome, "recap-remove"),
            tuple(outcome.pictures),
        )

    def _content(self, outcome: Outcome, longest: int) -> str:
        blocks = [f"### {self._say(outcome, 'recap')}\n{self._head(outcome)}"]
        if voted := _voted(outcome):
            blocks.append("\n".join(voted))
        pairs = groupby(sorted(outcome.lines, key=lambda line: line.pair), key=lambda line: line.pair)
        for pair, lines in pairs:
            blocks.append("\n".join(self._quote(line, longest) for line in _in_turn(pair, list(lines))))
        if outcome.credits:
            blocks.append("📷 " + " · ".join(f"[{_named(one.name)}](<{one.link}>)" for one in outcome.credits))
        blocks.append(f"-# {self._say(outcome, 'recap-surprised')}")
        return "\n\n".join(blocks)

    def _head(self, outcome: Outcome) -> str:
        total = sum(outcome.people.values())
        if not total:
            return self._say(outcome, "recap-votes-only")
        sides = " · ".join(f"{mark_of(side)} {count}" for side, count in outcome.people.items())
        head = self.phrases.say(outcome.language, "recap-people", count=total, sides=sides)
        answered = [side for side, count in outcome.people.items() if count]
        if len(answered) > 1 or len(outcome.people) == 1:
            return head
        is_here = mark_of(answered[0]) == mark_of(outcome.language)
        return f"{head}\n{self._say(outcome, 'recap-only-here' if is_here else 'recap-only-there')}"

    def _quote(self, line: Line, longest: int) -> str:
        name = f"{_named(line.name)} · {mark_of(line.side)}"
        return f"> {self.shorten(line.words, longest)}\n> — **{name}** [↗](<{line.link}>)"

    def _say(self, outcome: Outcome, key: str) -> str:
        return self.phrases.say(outcome.language, key)


def mark_of(language: Language) -> str:
    """Return how a side is marked, as behind the names of those who speak there."""
    return "中" if is_chinese(language) else language.partition("-")[0].upper()


def _in_turn(pair: int, lines: Sequence[Line]) -> Sequence[Line]:
    """Return the quotes of a pair; the sides take turns in standing first, whichever channel it is."""
    ordered = sorted(lines, key=lambda line: mark_of(line.side))
    turns = pair % len(ordered)
    return [*ordered[turns:], *ordered[:turns]]


def _voted(outcome: Outcome) -> list[str]:
    votes = outcome.votes or {}
    if not any(map(any, votes.values())):
        return []  # who all rather wrote than voted need no row of noughts
    count = max((len(one) for one in votes.values()), default=0)
    lines = []
    for index in range(count):
        by_side = " · ".join(f"{mark_of(side)} {one[index] if index < len(one) else 0}" for side, one in votes.items())
        answer = outcome.answers[index] if index < len(outcome.answers) else f"{index + 1}."
        lines.append(f"**{answer}** {by_side}")
    return lines


def _named(name: str) -> str:
    return _MARKS.sub(r"\\\1", clipped(" ".join(name.split()), _LONGEST_NAME))
