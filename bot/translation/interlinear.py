"""Interlinear readings: the words of a text in their own order, each with what it may mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# Marks that would turn the reading into Discord markdown.
_MARKUP: Final = str.maketrans("", "", "*_~|`\\>")
_BETWEEN: Final = " · "
_OPENING: Final = frozenset("([{（「『“《【")


@dataclass(frozen=True, slots=True)
class Word:
    """One piece of a text as the reading shows it.

    Attributes:
        text: The piece as it stands in the source.
        help: What it may mean, or empty.
        content: How much it counts among the words that carry the meaning.
        known: How much of that is explained.
        is_glue: Punctuation, which joins words in place of the dot between them.
    """

    text: str
    help: str = ""
    content: float = 0
    known: float = 0
    is_glue: bool = False


def coverage(words: Sequence[Word]) -> float:
    """Return the share of content that is explained; 1 where there is none to explain."""
    content = sum(word.content for word in words)
    return sum(word.known for word in words) / content if content else 1.0


def line(words: Sequence[Word], most: int) -> str:
    """Return *words* as one line of at most *most* characters, cut with an ellipsis."""
    said, opening, between = "", "", ""
    for word in words:
        text = word.text if _is_kept(word.text) else word.text.translate(_MARKUP)
        if not text:
            continue
        if word.is_glue:
            if text in _OPENING:
                opening += text
            elif said:
                said, between = said + text, " "
            continue
        piece = between + opening + (f"{text} {word.help}" if word.help else text)
        if len(said) + len(piece) + 1 > most:
            return said + "…"
        said, opening, between = said + piece, "", _BETWEEN
    return said


def _is_kept(text: str) -> bool:
    return "\ue000" <= text[:1] <= "\uf8ff"
