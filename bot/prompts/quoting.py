"""Quoting: which answers a recap sets side by side, and which pictures it shows. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from bot.ids import ChannelId, UserId
from bot.prompts.answers import Answer, Picture, Quoted
from bot.translation.model import Language, are_alike

MOST_PAIRS: Final = 3
MOST_PICTURES: Final = 4
LONGEST_QUOTE: Final = 140
"""Characters of a quote."""

MOST_QUOTES: Final = 6

_SHORT: Final = 20
"""What is narrower says little; a Chinese character is as wide as two letters."""

_WIDE: Final = "\u2e80"  # where the scripts begin whose characters are wide


@dataclass(frozen=True, slots=True)
class Said:
    """An answer, where it was said.

    Attributes:
        channel_id: That has the seat.
        words: What could be quoted of it, in one plain line; empty where it has none.
    """

    answer: Answer
    channel_id: ChannelId
    words: str


def sides_of(seats: Sequence[tuple[ChannelId, Language]]) -> tuple[tuple[ChannelId, ...], ...]:
    """Return the channels of one language together; of one script, where all are of one language."""
    languages = [language for _, language in seats]
    is_one = all(are_alike(one, languages[0]) for one in languages)
    sides: dict[str, list[ChannelId]] = {}
    for channel_id, language in seats:
        sides.setdefault(language if is_one else language.partition("-")[0], []).append(channel_id)
    return tuple(tuple(side) for side in sides.values())


def ranked(said: Iterable[Said]) -> list[Said]:
    """Return what can be quoted, the best first: what moved people, then what is neither a word nor an essay."""
    quotable = [one for one in said if any(character.isalnum() for character in one.words)]
    return sorted(quotable, key=lambda one: (-one.answer.reactions, _awkwardness(one.words), one.answer.id))


def paired(sides: Sequence[Sequence[Said]]) -> tuple[Quoted, ...]:
    """Return at most three rows of quotes, one of each side, everybody quoted once; each side's best come first."""
    rows = max(min(MOST_PAIRS, MOST_QUOTES // max(len(sides), 1)), 1)
    quoted: set[UserId] = set()
    columns = []
    for side in sides:
        column: list[Said] = []
        for one in side:
            if len(column) < rows and one.answer.author_id not in quoted:
                quoted.add(one.answer.author_id)
                column.append(one)
        columns.append(column)
    return tuple(
        Quoted(one.answer.id, one.channel_id, one.answer.author_id, row)
        for row, pair in enumerate(zip_longest(*columns))
        for one in pair
        if one is not None
    )


def pictured(sides: Sequence[Sequence[Said]], fits: Callable[[Picture], bool]) -> tuple[Quoted, ...]:
    """Return whose pictures are shown: those of sides in turn, of everybody one, of each side the liked ones first.

    Args:
        fits: Tells whether a picture is small enough for every channel.
    """
    columns = [
        sorted(
            (one for one in side if any(fits(picture) for picture in one.answer.pictures)),
            key=lambda one: (-one.answer.reactions, one.answer.id),
        )
        for side in sides
    ]
    shown: dict[UserId, Said] = {}
    for row in zip_longest(*columns):
        for one in row:
            if one is not None and len(shown) < MOST_PICTURES:
                shown.setdefault(one.answer.author_id, one)
    return tuple(
        Quoted(one.answer.id, one.channel_id, author_id, position, is_picture=True)
        for position, (author_id, one) in enumerate(shown.items())
    )


def _awkwardness(words: str) -> int:
    """Return by how much *words* are too short, or too long to be quoted whole."""
    width = sum(2 if character >= _WIDE else 1 for character in words)
    return max(_SHORT - width, 0) + max(len(words) - LONGEST_QUOTE, 0)
