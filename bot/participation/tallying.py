"""Tallying: from who answered whom to daily counts in which nobody can be found any more.

Replies between two people are looked at for 72 hours, since Discord's policy forbids to profile relationships; what is
left of them are these counts. Days are those of UTC: of a community, nobody's own.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from bot.ids import MessageId, UserId, said_at
from bot.participation.model import Participant, Tongue

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
class Post:
    """A message that somebody wrote.

    Attributes:
        answers: The source message that it replies to, if it does.
        is_first: The first one of a newcomer.
    """

    message_id: MessageId
    author: Participant
    answers: "Post | None" = None
    is_first: bool = False

    @property
    def at(self) -> datetime:
        """Return when it was written."""
        return said_at(self.message_id)

    @property
    def answered(self) -> "Post | None":
        """Return what it answers of somebody else's, if both are people."""
        other = self.answers
        if other is None or other.author.is_bot or other.author.user_id == self.author.user_id:
            return None
        return other

    @property
    def direction(self) -> Direction | None:
        """Return from which tongue to which it answers, if it does."""
        other = self.answered
        return None if other is None else (self.author.tongue, other.author.tongue)

    @property
    def crosses(self) -> bool:
        """Tell whether it answers somebody who wrote in another tongue."""
        other = self.answered
        return other is not None and other.author.tongue != self.author.tongue


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


def tally(posts: Iterable[Post], now: datetime) -> Mapping[date, DayCounts]:
    """Return the counts of each day on which people posted, given in any order, and some perhaps twice.

    What is not over yet at *now* is not counted yet: first posts until a day after, what began until 72 hours after.
    """
    once = {post.message_id: post for post in posts if not post.author.is_bot}
    in_order = [once[message_id] for message_id in sorted(once)]
    by_day: dict[date, list[Post]] = defaultdict(list)
    for post in in_order:
        by_day[post.at.date()].append(post)
    begun, returned = _conversations(in_order, now)
    first_posts, unanswered = _first_posts(in_order, now)
    waits = _waits(in_order)
    return {
        day: DayCounts(
            written=Counter(post.author.tongue for post in written),
            replies=Counter(direction for post in written if (direction := post.direction) is not None),
            begun=begun[day],
            returned=returned[day],
            waits=tuple(waits[day, one] for one in range(len(WAITS))),
            first_posts=first_posts[day],
            unanswered=unanswered[day],
        )
        for day, written in by_day.items()
    }


def _conversations(in_order: list[Post], now: datetime) -> tuple[Counter[date], Counter[date]]:
    """Return how many conversations across began on each day, and to how many of them the other one replied."""
    of_pairs: dict[frozenset[UserId], list[Post]] = defaultdict(list)
    for post in in_order:
        if post.crosses and (other := post.answered) is not None:
            of_pairs[frozenset({post.author.user_id, other.author.user_id})].append(post)
    begun, returned = Counter[date](), Counter[date]()
    for replies in of_pairs.values():
        last: Post | None = None
        for post in replies:
            is_beginning = last is None or post.at - last.at > LOOKED_AT
            last = post
            if is_beginning and post.at + LOOKED_AT <= now:
                begun[post.at.date()] += 1
                returned[post.at.date()] += any(_returns(other, post) for other in replies)
    return begun, returned


def _returns(reply: Post, beginning: Post) -> bool:
    """Tell whether the other one of a pair said *reply*, within 72 hours of the *beginning*."""
    is_other = reply.author.user_id != beginning.author.user_id
    return is_other and beginning.at <= reply.at <= beginning.at + LOOKED_AT


def _waits(in_order: list[Post]) -> Counter[tuple[date, int]]:
    """Return how many messages got their first reply from across on each day, by the class of how long that took."""
    waits = Counter[tuple[date, int]]()
    replied_to = set[MessageId]()
    for post in in_order:
        other = post.answered
        if other is None or not post.crosses or other.message_id in replied_to:
            continue
        replied_to.add(other.message_id)
        if (waited := post.at - other.at) <= LOOKED_AT:
            waits[post.at.date(), bisect_left(WAITS, waited)] += 1
    return waits


def _first_posts(in_order: list[Post], now: datetime) -> tuple[Counter[date], Counter[date]]:
    """Return how many newcomers posted first on each day, and to how many of them nobody replied within a day."""
    replied_to = {
        other.message_id
        for post in in_order
        if (other := post.answered) is not None and post.at - other.at <= FIRST_POST_WAITS
    }
    over = [post for post in in_order if post.is_first and post.at + FIRST_POST_WAITS <= now]
    return (
        Counter(post.at.date() for post in over),
        Counter(post.at.date() for post in over if post.message_id not in replied_to),
    )
