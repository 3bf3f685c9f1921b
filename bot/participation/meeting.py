"""Meeting: who answered whom, as long as that is known, and the daily counts that are left of it.

Replies between two people are kept for 72 hours, since Discord's policy forbids to profile relationships. What matters
of earlier ones is noted at each message as it is heard, so that it can be counted when all of them are forgotten.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bot.ids import ChannelId, GuildId, MessageId, UserId, said_at
from bot.participation.model import Tongue
from bot.participation.tallying import FIRST_POST_WAITS, LOOKED_AT, WAITS, DayCounts, Direction


@dataclass(frozen=True, slots=True)
class Answered:
    """What a message replies to: somebody else's, and a person's."""

    message_id: MessageId
    user_id: UserId
    tongue: Tongue


@dataclass(frozen=True, slots=True)
class Talk:
    """A message, and what is known of it among those of three days.

    Attributes:
        is_first: The first one of a newcomer.
        is_answered: Somebody replied to it within a day.
        begins: It crosses, and those two had not replied to each other across for 72 hours.
        is_returned: It crosses, and the other one replied, across too, within 72 hours.
        waited: It is the first one from across to what it answers: which class of `WAITS` that took.
    """

    message_id: MessageId
    guild_id: GuildId
    channel_id: ChannelId
    user_id: UserId
    tongue: Tongue
    answers: Answered | None = None
    is_first: bool = False
    is_answered: bool = False
    begins: bool = False
    is_returned: bool = False
    waited: int | None = None

    @property
    def at(self) -> datetime:
        """Return when it was written."""
        return said_at(self.message_id)

    @property
    def direction(self) -> Direction | None:
        """Return from which tongue to which it answers, if it does."""
        return None if self.answers is None else (self.tongue, self.answers.tongue)

    @property
    def crosses(self) -> bool:
        """Tell whether it answers somebody who wrote in another tongue."""
        return self.answers is not None and self.answers.tongue != self.tongue


@dataclass(frozen=True, slots=True)
class Around:
    """What is known around a message.

    Attributes:
        pair: What those two replied to each other across, in order.
        others: Who else replied to the same message: the earliest of all and the earliest from across, at least.
        answered: That message itself.
        replies: What answers the message itself, where that was heard of earlier: the earliest, at least.
    """

    pair: Sequence[Talk] = ()
    others: Sequence[Talk] = ()
    answered: Talk | None = None
    replies: Sequence[Talk] = ()


def heard(talk: Talk, around: Around) -> Collection[Talk]:
    """Return *talk* with what follows from those *around* it, and each of these that reads otherwise now."""
    changed = _Changed()
    changed.set(talk, is_answered=any(_is_in_time(reply, talk) for reply in around.replies))
    if talk.answers is not None and (first := around.answered) is not None and _is_in_time(talk, first):
        changed.set(first, is_answered=True)
    if talk.crosses:
        across = [other for other in around.others if other.crosses]
        is_earliest = all(talk.message_id < other.message_id for other in across)
        changed.set(
            talk,
            begins=_before(talk, around.pair) is None,
            is_returned=any(_returns(other, talk) for other in around.pair),
            waited=_waited(talk) if is_earliest else None,
        )
        for other in across:
            if is_earliest:
                changed.set(other, waited=None)
        for other in around.pair:
            begins = other.begins and not _is_near(talk, other)
            changed.set(other, begins=begins, is_returned=other.is_returned or _returns(talk, other))
    return changed.talks.values()


def deleted(talk: Talk, around: Around) -> Collection[Talk]:
    """Return each of those *around* a message that reads otherwise now that *talk* is gone."""
    changed = _Changed()
    if (first := around.answered) is not None:
        changed.set(first, is_answered=any(_is_in_time(other, first) for other in around.others))
    if talk.crosses:
        across = [other for other in around.others if other.crosses]
        if talk.waited is not None and across:
            changed.set(across[0], waited=_waited(across[0]))
        is_known = talk.begins or _before(talk, around.pair) is not None
        for other in around.pair:
            # What came before is forgotten after three days: then nobody knows whether the next one begins.
            begins = other.begins or (is_known and _is_near(talk, other) and _before(other, around.pair) is None)
            changed.set(other, begins=begins, is_returned=any(_returns(one, other) for one in around.pair))
    return changed.talks.values()


class _Changed:
    """Messages as they read now; each may stand around another in several ways."""

    def __init__(self) -> None:
        self.talks: dict[MessageId, Talk] = {}

    def set(self, talk: Talk, **what: Any) -> None:
        """Have a message read otherwise."""
        self.talks[talk.message_id] = replace(self.talks.get(talk.message_id, talk), **what)


def counted(talks: Iterable[Talk], now: datetime) -> Mapping[date, DayCounts]:
    """Return the counts of each day (UTC) on which any of *talks* was written.

    What is not over yet at *now* is not counted yet: first posts until a day after, what began until 72 hours after.
    """
    by_day: dict[date, list[Talk]] = defaultdict(list)
    for talk in talks:
        by_day[talk.at.date()].append(talk)
    return {day: _of_a_day(those, now) for day, those in by_day.items()}


def _of_a_day(talks: Sequence[Talk], now: datetime) -> DayCounts:
    begun = [talk for talk in talks if talk.begins and talk.at + LOOKED_AT <= now]
    first = [talk for talk in talks if talk.is_first and talk.at + FIRST_POST_WAITS <= now]
    waits = Counter(talk.waited for talk in talks)
    return DayCounts(
        written=Counter(talk.tongue for talk in talks),
        replies=Counter(direction for talk in talks if (direction := talk.direction) is not None),
        begun=len(begun),
        returned=sum(talk.is_returned for talk in begun),
        waits=tuple(waits[one] for one in range(len(WAITS))),
        first_posts=len(first),
        unanswered=sum(not talk.is_answered for talk in first),
    )


def _before(talk: Talk, pair: Sequence[Talk]) -> Talk | None:
    """Return one of a pair's replies that came no more than 72 hours before *talk*, if there is one."""
    return next((other for other in pair if _is_near(other, talk)), None)


def _is_near(earlier: Talk, later: Talk) -> bool:
    """Tell whether *later* came after *earlier*, and within 72 hours."""
    return earlier.message_id < later.message_id and later.at - earlier.at <= LOOKED_AT


def _returns(reply: Talk, beginning: Talk) -> bool:
    """Tell whether the other one of a pair said *reply*, within 72 hours of the *beginning*."""
    is_other = reply.user_id != beginning.user_id
    return is_other and beginning.at <= reply.at <= beginning.at + LOOKED_AT


def _waited(talk: Talk) -> int | None:
    """Return the class of how long *talk*, a reply, was waited for; None where that is too long to be known."""
    if talk.answers is None:
        return None
    waited = talk.at - said_at(talk.answers.message_id)
    return bisect_left(WAITS, waited) if waited <= LOOKED_AT else None


def _is_in_time(reply: Talk, first: Talk) -> bool:
    """Tell whether a first message got its *reply* within a day."""
    return first.is_first and reply.at - first.at <= FIRST_POST_WAITS
