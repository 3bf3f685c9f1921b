"""Measures: whether those who write in different languages meet, in aggregate. docs/measures.md explains each.

Nothing is told that fewer than five stand behind, and no number is told where there is none.
"""

import enum
from datetime import timedelta
from typing import Final

from bot.participation.model import Tongue
from bot.participation.tallying import WAITS, DayCounts

FEWEST: Final = 5
"""What fewer stand behind is not told: it would tell of single people, and chance would make it."""


class Unsaid(enum.StrEnum):
    """Why there is no number."""

    TOO_FEW = "too-few"  # stand behind it
    ONE_TONGUE = "one-tongue"  # was written, and there was nobody across
    TOO_SOON = "too-soon"  # the days that it is about are not over


Share = float | Unsaid
Wait = timedelta | Unsaid


def share(some: int, of_all: int) -> Share:
    """Return *some* as a part of *of_all*, between 0 and 1."""
    return Unsaid.TOO_FEW if of_all < FEWEST else some / of_all


def mixing_ratio(counts: DayCounts) -> Share:
    """Return how much more often replies cross than if everybody replied to any message by chance: 1 is chance.

    By chance a reply crosses as often as two messages drawn at random differ in their tongues: 2pq of two tongues
    with the shares p and q, one less the sum of all squares of several (Simpson's index of diversity). At 0 nobody
    meets; where both tongues are as loud as each other it is at most 2.
    """
    replies, written = sum(counts.replies.values()), sum(counts.written.values())
    if replies < FEWEST:
        return Unsaid.TOO_FEW
    # In whole numbers: of a single tongue the squares of rounded shares might not sum up to 1.
    differing = written**2 - sum(number**2 for number in counts.written.values())
    if differing == 0:
        return Unsaid.ONE_TONGUE
    crossing = sum(number for (one, other), number in counts.replies.items() if one != other)
    return (crossing * written**2) / (replies * differing)


def balance(counts: DayCounts, one: Tongue, other: Tongue) -> Share:
    """Return how evenly two tongues reply to each other: 1 where both do as often, 0 where only one of them does."""
    there, back = counts.replies.get((one, other), 0), counts.replies.get((other, one), 0)
    return Unsaid.TOO_FEW if there + back < FEWEST else min(there, back) / max(there, back)


def reciprocity(counts: DayCounts) -> Share:
    """Return to how many of those who began to talk to somebody across that one replied, within 72 hours."""
    return share(counts.returned, counts.begun)


def unanswered_share(counts: DayCounts) -> Share:
    """Return to how many of the first posts of newcomers nobody replied within 24 hours."""
    return share(counts.unanswered, counts.first_posts)


def median_wait(counts: DayCounts) -> Wait:
    """Return how long half of the messages that were answered from across waited for it, at most.

    The median of classes: within the class that it falls into, waits are taken to lie evenly.
    """
    answered = sum(counts.waits)
    if answered < FEWEST:
        return Unsaid.TOO_FEW
    before, shortest = 0, timedelta(0)
    for number, longest in zip(counts.waits, WAITS, strict=True):
        if 2 * (before + number) >= answered:
            return shortest + (longest - shortest) * ((answered / 2 - before) / number)
        before, shortest = before + number, longest
    raise AssertionError("half of all waits lie in none of their classes")
