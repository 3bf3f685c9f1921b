"""Insights: what admins are shown of a community, in aggregate. docs/measures.md explains each number."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Final

from bot.bridges.model import Bridge
from bot.clock import Clock
from bot.ids import GuildId
from bot.participation.goals import week_of
from bot.participation.measures import (
    FEWEST,
    Share,
    Unsaid,
    Wait,
    balance,
    median_wait,
    mixing_ratio,
    reciprocity,
    share,
    unanswered_share,
)
from bot.participation.model import Tongue, tongue_of
from bot.participation.ports import AskedTopic, Standings, Topics
from bot.participation.retention import Cohort, DaysOfArrival, Split, retention, split
from bot.participation.tallying import DayCounts, Direction, together

PERIODS: Final = (4, 12, 52)
"""Over how many weeks admins may look, the present one among them."""

_MOST_THEMES: Final = 8
_MOST_PROMPTS: Final = 3

_WEEK: Final = timedelta(days=7)

Number = int | Unsaid


@dataclass(frozen=True, slots=True)
class Meeting:
    """How both sides met on some days.

    Attributes:
        balances: Of each two tongues.
        wait: For the first reply from across.
        unanswered: Which share of the first posts of newcomers.
    """

    mixing: Share
    balances: Mapping[Direction, Share]
    reciprocity: Share
    wait: Wait
    unanswered: Share


@dataclass(frozen=True, slots=True)
class Answering:
    """How topics were answered.

    Attributes:
        asked: How many were, and are closed.
        answered: Which share of them anybody answered.
        people: How many answered one of them, on average.
    """

    asked: int
    answered: Share
    people: Share


@dataclass(frozen=True, slots=True)
class Week:
    """One week, from its Monday on.

    Attributes:
        people: How many took part, by tongue.
        cohort: Those who arrived in it; None where nobody did in any week until then, or since.
    """

    monday: date
    people: Mapping[Tongue, Number]
    meeting: Meeting
    cohort: Cohort | None
    answering: Answering


@dataclass(frozen=True, slots=True)
class Insight:
    """What is to be seen of some weeks.

    Attributes:
        tongues: That are written in, or are to be.
        weeks: The oldest first; the last one is not over.
        meeting: Of all weeks together.
        split: Of those who arrived in any of them.
        answering: Of all weeks together.
        themes: How the topics of each were answered, the best answered first; None: what members wrote.
        prompts: Which topics most people answered, each with how many did.
    """

    tongues: tuple[Tongue, ...]
    weeks: tuple[Week, ...]
    meeting: Meeting
    split: Split
    answering: Answering
    themes: tuple[tuple[str | None, Answering], ...]
    prompts: tuple[tuple[str, int], ...]

    def before(self, day: date) -> Week:
        """Return the week before that of *day*."""
        return next(week for week in self.weeks if week.monday == week_of(day) - _WEEK)


@dataclass(frozen=True, slots=True)
class Found:
    """What was read of some days."""

    people: Mapping[tuple[date, Tongue], int]
    meetings: Mapping[date, DayCounts]
    arrivals: DaysOfArrival
    topics: Sequence[AskedTopic]


@dataclass(frozen=True, slots=True)
class Insights:
    """Reads what admins are shown.

    Attributes:
        bridges: Returns the bridges as they stand.
    """

    standings: Standings
    topics: Topics
    bridges: Callable[[], Collection[Bridge]]
    clock: Clock

    async def of(self, guild_id: GuildId, weeks: int) -> Insight:
        """Return what is to be seen of a guild, and those that bridges join with it, in the last *weeks* (two or more).

        Raises:
            Unavailable: The database does not answer.
        """
        joined = [bridge for bridge in self.bridges() if guild_id in guilds_of([bridge])]
        guild_ids = sorted(guilds_of(joined) | {guild_id})
        today = self.clock.now().date()
        days = (week_of(today) - (weeks - 1) * _WEEK, today)
        found = Found(
            await self.standings.people(guild_ids, days),
            await self.standings.meetings(guild_ids, days),
            await self.standings.arrivals(guild_ids, days),
            await self.topics.closed(guild_id, days),
        )
        seats = {tongue_of(end.language) for bridge in joined for end in bridge.endpoints}
        return assembled(found, seats, days[0], today)


def guilds_of(bridges: Iterable[Bridge]) -> set[GuildId]:
    """Return the guilds that *bridges* join."""
    return {end.guild_id for bridge in bridges for end in bridge.endpoints}


def assembled(found: Found, seats: Collection[Tongue], first: date, today: date) -> Insight:
    """Return what is to be seen of what was *found* of the weeks from that of *first* to that of *today* (UTC).

    Args:
        seats: The tongues of the channels that are joined.
    """
    tongues = tuple(sorted({*seats, *(tongue for _, tongue in found.people)}))
    cohorts = {cohort.week: cohort for cohort in retention(found.arrivals, today)}
    counts: defaultdict[date, list[DayCounts]] = defaultdict(list)
    topics: defaultdict[date, list[AskedTopic]] = defaultdict(list)
    themes: defaultdict[str | None, list[AskedTopic]] = defaultdict(list)
    for day, counted in found.meetings.items():
        counts[week_of(day)].append(counted)
    for topic in found.topics:
        topics[week_of(topic.on)].append(topic)
        themes[topic.theme].append(topic)
    weeks = [
        Week(
            monday,
            {tongue: _told(found.people.get((monday, tongue), 0)) for tongue in tongues},
            _met(together(counts[monday]), tongues),
            cohorts.get(monday),
            _answering(topics[monday]),
        )
        for monday in _mondays(first, today)
    ]
    return Insight(
        tongues,
        tuple(weeks),
        _met(together(found.meetings.values()), tongues),
        split(found.arrivals, today),
        _answering(found.topics),
        _best({theme: _answering(several) for theme, several in themes.items()}),
        _most_answered(found.topics),
    )


def _mondays(first: date, today: date) -> list[date]:
    monday = week_of(first)
    return [monday + number * _WEEK for number in range((today - monday) // _WEEK + 1)]


def _told(people: int) -> Number:
    return people if people >= FEWEST else Unsaid.TOO_FEW


def _met(counts: DayCounts, tongues: Iterable[Tongue]) -> Meeting:
    return Meeting(
        mixing_ratio(counts),
        {pair: balance(counts, *pair) for pair in combinations(tongues, 2)},
        reciprocity(counts),
        median_wait(counts),
        unanswered_share(counts),
    )


def _answering(topics: Sequence[AskedTopic]) -> Answering:
    people = sum(topic.people for topic in topics)
    return Answering(
        len(topics),
        share(sum(topic.people > 0 for topic in topics), len(topics)),
        people / len(topics) if people >= FEWEST else Unsaid.TOO_FEW,
    )


def _best(themes: Mapping[str | None, Answering]) -> tuple[tuple[str | None, Answering], ...]:
    told = [(theme, one.people, one) for theme, one in themes.items() if isinstance(one.people, float)]
    first = sorted(told, key=lambda one: (-one[1], one[0] or ""))
    return tuple((theme, one) for theme, _, one in first[:_MOST_THEMES])


def _most_answered(topics: Iterable[AskedTopic]) -> tuple[tuple[str, int], ...]:
    people: defaultdict[str, int] = defaultdict(int)
    for topic in topics:
        people[topic.prompt_id] += topic.people
    first = sorted(people.items(), key=lambda one: (-one[1], one[0]))
    return tuple((prompt_id, number) for prompt_id, number in first[:_MOST_PROMPTS] if number >= FEWEST)
