"""Seasons: on which days of a year a prompt may be asked, as a rule in one short line.

    rule    = "" | stretch {", " stretch}    the empty rule holds on every day
    stretch = point | point ".." point       both ends included; may cross New Year
    point   = MM-DD | festival [offset]      a festival of `bot/prompts/festivals.py`
    offset  = ("+" | "-") days

So `12-20..01-05`, `halloween`, `mid-autumn-3..mid-autumn`, `fathers-day, fathers-day-august`.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.prompts.festivals import FESTIVALS, Calendar, Festival, Fixed
from bot.prompts.ports import LunarCalendar

_POINT: Final = re.compile(
    r"(?P<month>[0-9]{2})-(?P<day>[0-9]{2})|(?P<name>[a-z]+(?:-[a-z]+)*)(?P<offset>[+-][0-9]{1,2})?"
)
_A_LEAP_YEAR: Final = 2000


@dataclass(frozen=True, slots=True)
class Point:
    """A day by its date, or so many days from a festival."""

    day: Fixed | Festival
    offset: int = 0

    def around(self, year: int, lunar: LunarCalendar) -> tuple[date, ...]:
        """Return its days in *year*, the year before and the one after, in their order."""
        shift = timedelta(days=self.offset)
        return tuple(day + shift for near in (year - 1, year, year + 1) for day in self.day.dates(near, lunar))

    def is_kept(self, calendars: Set[Calendar], *, sensitive: bool) -> bool:
        """Tell whether it comes where *calendars* are followed, as a mere date does everywhere."""
        return isinstance(self.day, Fixed) or self.day.is_kept(calendars, sensitive=sensitive)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from one point to the next coming of another, both included."""

    first: Point
    last: Point

    def days(self, year: int, lunar: LunarCalendar) -> Iterator[date]:
        """Yield its days in *year*; those of the years beside may come with them."""
        ends = self.last.around(year, lunar)
        for start in self.first.around(year, lunar):
            end = next((day for day in ends if day >= start), start)
            yield from (start + timedelta(days=after) for after in range((end - start).days + 1))

    def is_kept(self, calendars: Set[Calendar], *, sensitive: bool) -> bool:
        """Tell whether both its points come where *calendars* are followed."""
        return all(point.is_kept(calendars, sensitive=sensitive) for point in (self.first, self.last))


@dataclass(frozen=True, slots=True)
class Season:
    """When a prompt may be asked.

    Attributes:
        stretches: On these days; on none where they are empty, on any day if there is no rule: `None`.
    """

    stretches: tuple[Stretch, ...] | None = None

    @classmethod
    def parsed(cls, rule: str) -> "Season":
        """Return the season that *rule* describes.

        Raises:
            ValueError: *rule* is none, or names a date or festival that there is not.
        """
        return cls(tuple(_stretch(written.strip()) for written in rule.split(","))) if rule else cls()

    @property
    def is_always(self) -> bool:
        """Tell whether it holds on every day."""
        return self.stretches is None

    def within(self, calendars: Set[Calendar], *, sensitive: bool = False) -> "Season":
        """Return what of it remains for who follows *calendars*: perhaps a season that never comes.

        Args:
            sensitive: National days and the like are wished for too.
        """
        if self.stretches is None:
            return self
        return Season(tuple(each for each in self.stretches if each.is_kept(calendars, sensitive=sensitive)))

    def dates(self, year: int, lunar: LunarCalendar) -> frozenset[date]:
        """Return the local dates in the Gregorian *year* on which it holds."""
        if self.stretches is None:
            new_year = date(year, 1, 1)
            length = (date(year + 1, 1, 1) - new_year).days
            return frozenset(new_year + timedelta(days=after) for after in range(length))
        return frozenset(day for stretch in self.stretches for day in stretch.days(year, lunar) if day.year == year)


def _stretch(written: str) -> Stretch:
    first, dots, last = written.partition("..")
    start = _point(first)
    return Stretch(start, _point(last) if dots else start)


def _point(written: str) -> Point:
    match = _POINT.fullmatch(written)
    if match is None:
        raise ValueError(f"not a date or a festival: {written!r}")
    name = match["name"]
    if name is None:
        day = date(_A_LEAP_YEAR, int(match["month"]), int(match["day"]))
        return Point(Fixed(day.month, day.day))
    if name not in FESTIVALS:
        raise ValueError(f"no such festival: {name!r}")
    return Point(FESTIVALS[name], int(match["offset"] or 0))
