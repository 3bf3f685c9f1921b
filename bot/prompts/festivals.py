"""Festivals of both worlds, and the rule by which each finds its day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol

from bot.prompts.ports import LunarCalendar, SolarTerm

MONDAY: Final = 0
THURSDAY: Final = 3
SUNDAY: Final = 6


class Festival(Protocol):
    """A day that comes again, by some rule."""

    def dates(self, year: int, lunar: LunarCalendar) -> tuple[date, ...]:
        """Return when it falls in the Gregorian *year*: as a rule once."""
        ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same date every year; 29 February only in leap years."""

    month: int
    day: int

    def dates(self, year: int, lunar: LunarCalendar) -> tuple[date, ...]:  # noqa: ARG002 - the protocol's signature
        """Return the date in *year*."""
        try:
            return (date(year, self.month, self.day),)
        except ValueError:
            return ()


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The *nth* of some weekday in a month: the fourth Thursday in November."""

    nth: int
    weekday: int
    month: int

    def dates(self, year: int, lunar: LunarCalendar) -> tuple[date, ...]:  # noqa: ARG002 - the protocol's signature
        """Return the date in *year*."""
        first = date(year, self.month, 1)
        return (first + timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1)),)


@dataclass(frozen=True, slots=True)
class FromEaster:
    """So many days after Easter Sunday of the Western churches, or before it."""

    days: int = 0

    def dates(self, year: int, lunar: LunarCalendar) -> tuple[date, ...]:  # noqa: ARG002 - the protocol's signature
        """Return the date in *year*."""
        return (_easter(year) + timedelta(days=self.days),)


@dataclass(frozen=True, slots=True)
class Lunar:
    """A day of the Chinese lunar year. Its last weeks fall into January: some years have it twice, some not at all."""

    month: int
    day: int

    def dates(self, year: int, lunar: LunarCalendar) -> tuple[date, ...]:
        """Return the dates in *year*."""
        found = (lunar.date_of(begun, self.month, self.day) for begun in (year - 1, year))
        return tuple(day for day in found if day.year == year)


@dataclass(frozen=True, slots=True)
class OfTheSun:
    """A solar term of the Chinese calendar."""

    term: SolarTerm

    def dates(self, year: int, lunar: LunarCalendar) -> tuple[date, ...]:
        """Return the date in *year*."""
        return (lunar.date_of_term(year, self.term),)


FESTIVALS: Final[dict[str, Festival]] = {
    "spring-festival": Lunar(1, 1),
    "lantern-festival": Lunar(1, 15),
    "qingming": OfTheSun(SolarTerm.QINGMING),
    "dragon-boat": Lunar(5, 5),
    "qixi": Lunar(7, 7),
    "liqiu": OfTheSun(SolarTerm.LIQIU),
    "mid-autumn": Lunar(8, 15),
    "double-ninth": Lunar(9, 9),
    "dongzhi": OfTheSun(SolarTerm.DONGZHI),
    "laba": Lunar(12, 8),
    "little-new-year": Lunar(12, 23),
    "new-year": Fixed(1, 1),
    "valentines-day": Fixed(2, 14),
    "pancake-day": FromEaster(-47),
    "april-fools": Fixed(4, 1),
    "easter": FromEaster(),
    "earth-day": Fixed(4, 22),
    "labour-day": Fixed(5, 1),
    "mothers-day": NthWeekday(2, SUNDAY, 5),
    "childrens-day": Fixed(6, 1),
    "gaokao": Fixed(6, 7),
    "fathers-day": NthWeekday(3, SUNDAY, 6),
    "fourth-of-july": Fixed(7, 4),
    "thanksgiving-canada": NthWeekday(2, MONDAY, 10),
    "halloween": Fixed(10, 31),
    "bonfire-night": Fixed(11, 5),
    "singles-day": Fixed(11, 11),
    "thanksgiving": NthWeekday(4, THURSDAY, 11),
    "christmas": Fixed(12, 25),
    "boxing-day": Fixed(12, 26),
}


def _easter(year: int) -> date:
    """Return Easter Sunday (Meeus, Astronomical Algorithms, chapter 8)."""
    century, rest = divmod(year, 100)
    moon = (8 * century + 13) // 25
    epact = (19 * (year % 19) + century - century // 4 - moon + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
