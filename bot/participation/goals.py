"""Weekly goals: three days of seven by the member's own calendar, and how many weeks in a row.

Only what was reached is told. What a week did not reach is nothing that anybody is reminded of.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

GOAL: Final = 3
"""Days of a week, Monday to Sunday, on which somebody takes part."""

DAYS_OFF: Final = 2
"""Of a calendar month; nobody has to ask for them. One stands for a day in a week that its member began."""

GRACE: Final = timedelta(hours=3)
"""So long after midnight it is still the evening before."""

_WEEK: Final = timedelta(days=7)

Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a member is.

    Attributes:
        week: The Monday of the present week.
        days: Those of the present week on which they took part, up to today.
        in_a_row: Weeks that reached their goal one after the other up to now. The present one is among them once it
            has; until then it changes nothing.
        days_off: On which that rests too. None of the present week: it may still reach its goal by itself.
    """

    week: date
    days: frozenset[date]
    in_a_row: int
    days_off: frozenset[date]

    @property
    def is_reached(self) -> bool:
        """Tell whether the present week has reached its goal."""
        return len(self.days) >= GOAL


def day_of(moment: datetime, zone: str) -> date:
    """Return the day that a member in *zone* (IANA name) has at *moment* (aware): a day ends at three in the morning.

    By the clock on the wall, so that it is three where clocks are changed that night too.
    """
    # Python reckons with the time on the wall, whatever the clocks do meanwhile.
    return (moment.astimezone(ZoneInfo(zone)) - GRACE).date()


def week_of(day: date) -> date:
    """Return the Monday of the week that *day* is in."""
    return day - timedelta(days=day.weekday())


def progress(days: Collection[date], today: date) -> Progress:
    """Return how far a member is who took part on *days*, by their own calendar, where it is *today*.

    The weeks in a row are as many as can be, with at most two days off a month. So a day that is heard of late never
    takes anything away: it can only add.
    """
    taken_part = frozenset(days)
    week = week_of(today)
    present = frozenset(day for day in _dates(week) if day in taken_part and day <= today)
    in_a_row, days_off = _in_a_row(taken_part, week - _WEEK)
    return Progress(week, present, in_a_row + (len(present) >= GOAL), days_off)


def _in_a_row(taken_part: frozenset[date], last: date) -> tuple[int, frozenset[date]]:
    """Return how many weeks reached their goal one after the other up to the week of *last*, and the days off in them.

    From the newest on backwards, each week takes its days off as late as it can: weeks before it have no use for
    those of a later month, so that no other choice leaves more to them.
    """
    left: dict[Month, int] = {}
    weeks, days_off = 0, set[date]()
    while True:
        dates = _dates(last - weeks * _WEEK)
        own = sum(day in taken_part for day in dates)
        off = _latest_off([day for day in dates if day not in taken_part], max(GOAL - own, 0), left)
        if own == 0 or own + len(off) < GOAL:
            return weeks, frozenset(days_off)
        for day in off:
            left[_month(day)] = left.get(_month(day), DAYS_OFF) - 1
        days_off.update(off)
        weeks += 1


def _latest_off(idle: list[date], needed: int, left: dict[Month, int]) -> list[date]:
    """Return the latest of the *idle* days that can be off, no more than *needed*, by what is *left* of each month."""
    chosen: list[date] = []
    for day in reversed(idle):
        of_month = sum(_month(other) == _month(day) for other in chosen)
        if len(chosen) < needed and of_month < left.get(_month(day), DAYS_OFF):
            chosen.append(day)
    return chosen


def _dates(week: date) -> list[date]:
    return [week + timedelta(days=after) for after in range(7)]


def _month(day: date) -> Month:
    return day.year, day.month
