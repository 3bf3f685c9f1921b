"""Tallying: daily counts of who answered whom, in which nobody can be found any more.

Days are those of UTC: of a community, nobody's own.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from bot.participation.model import Tongue

LOOKED_AT: Final = timedelta(hours=72)
"""How long it is known who answered whom."""

FIRST_POST_WAITS: Final = timedelta(hours=24)
"""After which the first post of a newcomer is one that nobody answered."""

WAITS: Final = (
    *(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 20, 30)),
    *(timedelta(hours=hours) for hours in (1, 2, 4, 8, 12, 24, 36, 48, 72)),
)
"""The classes by which waiting is counted, each by its longest wait: medians of days make none of a week."""

Direction = tuple[Tongue, Tongue]
"""From the tongue of who answered to that of who was answered."""


@dataclass(frozen=True, slots=True)
class DayCounts:
    """What a community did on one day, or on several.

    Attributes:
        written: Messages, by the tongue of their channel.
        replies: To somebody else, by direction; within one tongue too.
        begun: How often two people of different tongues began to talk: a reply, and none between them for 72 hours.
        returned: How often the other one replied within 72 hours of that.
        waits: How long messages waited for the first reply in another tongue, counted in the classes of `WAITS`.
        first_posts: Of newcomers.
        unanswered: Of these, those that nobody replied to within 24 hours.
    """

    written: Mapping[Tongue, int] = field(default_factory=dict)
    replies: Mapping[Direction, int] = field(default_factory=dict)
    begun: int = 0
    returned: int = 0
    waits: tuple[int, ...] = (0,) * len(WAITS)
    first_posts: int = 0
    unanswered: int = 0


def together(days: Iterable[DayCounts]) -> DayCounts:
    """Return the counts of several days as one; of none: nothing at all."""
    several = list(days)
    written: Counter[Tongue] = Counter()
    replies: Counter[Direction] = Counter()
    for day in several:
        written.update(day.written)
        replies.update(day.replies)
    return DayCounts(
        written,
        replies,
        begun=sum(day.begun for day in several),
        returned=sum(day.returned for day in several),
        waits=tuple(sum(day.waits[one] for day in several) for one in range(len(WAITS))),
        first_posts=sum(day.first_posts for day in several),
        unanswered=sum(day.unanswered for day in several),
    )
