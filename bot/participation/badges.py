"""Badges: what somebody has done for a first time, or for a long time. Decided from the sums of their days alone."""

import enum
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from bot.participation.counting import added, takes_part
from bot.participation.goals import GOAL, week_of
from bot.participation.model import Kind
from bot.participation.standing import MemberDays


class Badge(enum.StrEnum):
    """What somebody keeps for good, in the order in which badges are shown."""

    TOPIC = "topic"
    ACROSS = "across"
    WELCOME = "welcome"
    HELP = "help"
    MENDED = "mended"  # a learner's sentence, and they accepted it
    ASKED = "asked"  # a topic of theirs was
    TEN_WELCOMED = "ten-welcomed"
    THIRTY_TOPICS = "thirty-topics"
    HUNDRED_ACROSS = "hundred-across"
    TWELVE_WEEKS = "twelve-weeks"
    YEAR = "year"


_OF_A_KIND: Final[Mapping[Badge, tuple[Kind, int]]] = {
    Badge.TOPIC: (Kind.ANSWER, 1),
    Badge.ACROSS: (Kind.REPLY_ACROSS, 1),
    Badge.WELCOME: (Kind.FIRST_ANSWER, 1),
    Badge.HELP: (Kind.HELP, 1),
    Badge.MENDED: (Kind.CORRECTION, 1),
    Badge.ASKED: (Kind.SUGGESTION, 1),
    Badge.TEN_WELCOMED: (Kind.FIRST_ANSWER, 10),
    Badge.THIRTY_TOPICS: (Kind.ANSWER, 30),
    Badge.HUNDRED_ACROSS: (Kind.REPLY_ACROSS, 100),
}
"""How many contributions of which kind a badge takes."""

_WEEKS: Final = 12
_YEAR: Final = timedelta(days=365)


def earned(days: MemberDays) -> Sequence[Badge]:
    """Return the badges of a member with these contributions."""
    sums = added(days.values())
    own = {badge for badge, (kind, number) in _OF_A_KIND.items() if sums.get(kind, 0) >= number}
    taken_part = [day for day, of_day in days.items() if takes_part(of_day)]
    # Twelve of them, and not in a row: what was reached stays reached, whatever comes between.
    weeks = Counter(map(week_of, taken_part))
    if sum(number >= GOAL for number in weeks.values()) >= _WEEKS:
        own.add(Badge.TWELVE_WEEKS)
    if taken_part and max(taken_part) - min(taken_part) >= _YEAR:
        own.add(Badge.YEAR)
    return in_order(own)


def in_order(badges: "frozenset[Badge] | set[Badge]") -> Sequence[Badge]:
    """Return *badges* as they are shown."""
    return [badge for badge in Badge if badge in badges]
