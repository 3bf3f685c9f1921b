"""Figures: how the topics of a bridge were answered, as sums in which nobody is to be seen."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.prompts.model import PromptId, Theme
from bot.prompts.occasions import OccasionState, Past

LEAST_PEOPLE: Final = 5
"""What fewer people did is not broken down: it would tell of each of them."""

_MOST_ANSWERED: Final = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums over the topics that are closed.

    Attributes:
        topics: How many there were.
        answered: How many of them somebody answered.
        themes: How many answered each theme, most first; None is what members wrote.
        most_answered: The prompts that most people answered, each with how many.
    """

    topics: int
    answered: int
    themes: Sequence[tuple[Theme | None, int]]
    most_answered: Sequence[tuple[PromptId, int]]


def figures_of(past: Sequence[Past]) -> Figures:
    """Return the sums over *past*."""
    themes: Counter[Theme | None] = Counter()
    prompts: Counter[PromptId] = Counter()
    topics = answered = 0
    for one in past:
        choice, people = one.occasion.choice, sum(posting.people for posting in one.postings)
        if choice is None or one.occasion.state is not OccasionState.CLOSED:
            continue
        topics += 1
        answered += people > 0
        themes[choice.theme] += people
        prompts[choice.prompt_id] += people
    return Figures(
        topics,
        answered,
        [(theme, people) for theme, people in themes.most_common() if people >= LEAST_PEOPLE],
        [(one, people) for one, people in prompts.most_common(_MOST_ANSWERED) if people >= LEAST_PEOPLE],
    )
