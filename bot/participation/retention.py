"""Retention: who of those that arrived in a week is still around, beside whether somebody across answered them early.

Two groups beside each other, and no cause: who writes more is answered more, and also comes back more.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from bot.participation.goals import week_of
from bot.participation.measures import FEWEST, Share, Unsaid, share

AFTER: Final = (1, 7, 30)
"""So many days after their arrival it is looked at whether somebody is active: D1, D7, D30."""

EARLY: Final = timedelta(hours=48)
"""Who is answered from across so soon after arriving is answered early."""

_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How many arrived together, and how many of them were active on each day of `AFTER`."""

    arrived: int = 0
    active: Mapping[int, int] = field(default_factory=dict)


DaysOfArrival = Mapping[tuple[date, bool], Arrivals]
"""Of each day, those who were answered early and those who were not."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """Those who arrived in one week.

    Attributes:
        week: Its Monday.
        everybody: Which share of all is active after so many days.
        answered: ... of those who were answered early.
        others: ... of those who were not.
    """

    week: date
    arrived: int | Unsaid
    everybody: Mapping[int, Share]
    answered: Mapping[int, Share]
    others: Mapping[int, Share]


@dataclass(frozen=True, slots=True)
class Split:
    """Those who arrived in several weeks, in two groups: were they answered from across early?

    Attributes:
        answered: Which share is active after so many days, of those who were.
        others: ... of those who were not.
    """

    answered: Mapping[int, Share]
    others: Mapping[int, Share]


def gathered(those: Iterable[tuple[tuple[date, bool], Arrivals]]) -> DaysOfArrival:
    """Return the counts of each day, given in pieces."""
    found: dict[tuple[date, bool], list[Arrivals]] = defaultdict(list)
    for key, some in those:
        found[key].append(some)
    return {key: _summed(several) for key, several in found.items()}


def retention(days: DaysOfArrival, today: date) -> tuple[Cohort, ...]:
    """Return each week from the first to the last in which anybody arrived, those without anybody among them.

    Days that are not over yet on *today* (UTC), for all who arrived in that week, are told `TOO_SOON`.
    """
    if not days:
        return ()
    week, last = week_of(min(day for day, _ in days)), week_of(max(day for day, _ in days))
    cohorts = []
    while week <= last:
        cohorts.append(_cohort(days, week, today))
        week += _WEEK
    return tuple(cohorts)


def split(days: DaysOfArrival, today: date) -> Split:
    """Return both groups over all weeks of arrival, each day of `AFTER` over those weeks of which it is over."""
    answered: dict[int, Share] = {}
    others: dict[int, Share] = {}
    for after in AFTER:
        over = {key: those for key, those in days.items() if _is_over(week_of(key[0]), after, today)}
        early, late = (
            _summed(those for (_, is_early), those in over.items() if is_early is one) for one in (True, False)
        )
        hidden = Unsaid.TOO_SOON if days and not over else Unsaid.TOO_FEW
        is_told = min(early.arrived, late.arrived) >= FEWEST  # both or neither, as of one week
        answered[after] = share(early.active.get(after, 0), early.arrived) if is_told else hidden
        others[after] = share(late.active.get(after, 0), late.arrived) if is_told else hidden
    return Split(answered, others)


def _cohort(days: DaysOfArrival, week: date, today: date) -> Cohort:
    early, others = (
        _summed(those for (day, is_early), those in days.items() if week_of(day) == week and is_early is wanted)
        for wanted in (True, False)
    )
    everybody = _summed((early, others))
    # Both or neither: what is told of all and of one group tells the other one, however small that is.
    is_split = min(early.arrived, others.arrived) >= FEWEST
    untold = Arrivals()
    return Cohort(
        week,
        everybody.arrived if everybody.arrived >= FEWEST else Unsaid.TOO_FEW,
        _shares(everybody, week, today),
        _shares(early if is_split else untold, week, today),
        _shares(others if is_split else untold, week, today),
    )


def _summed(several: Iterable[Arrivals]) -> Arrivals:
    those = list(several)
    return Arrivals(
        sum(one.arrived for one in those),
        {after: sum(one.active.get(after, 0) for one in those) for after in AFTER},
    )


def _shares(group: Arrivals, week: date, today: date) -> Mapping[int, Share]:
    return {
        after: share(group.active.get(after, 0), group.arrived) if _is_over(week, after, today) else Unsaid.TOO_SOON
        for after in AFTER
    }


def _is_over(week: date, after: int, today: date) -> bool:
    """Tell whether that day after arrival is over for everybody who arrived in a week."""
    return week + _WEEK + timedelta(after - 1) < today
