"""Festivals of both worlds: the rule by which each finds its day, and in whose calendars it is kept."""

import enum
from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Protocol

from bot.prompts.ports import LunarCalendar, SolarTerm

MONDAY: Final = 0
THURSDAY: Final = 3
SUNDAY: Final = 6


class Calendar(enum.StrEnum):
    """Where people keep the same festivals."""

    US = "us"
    UK = "uk"
    CA = "ca"
    CN = "cn"  # the mainland
    TW = "tw"
    HK = "hk"
    MY = "my"
    SG = "sg"


class Rule(Protocol):
    """Finds a day that comes again."""

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


@dataclass(frozen=True, slots=True)
class Festival:
    """A day that people look forward to, or keep.

    Attributes:
        calendars: Where many keep it, by a day off or not.
        is_sensitive: It is a national day, or an anniversary: nothing is asked for it unless an admin wishes so.
    """

    rule: Rule
    calendars: frozenset[Calendar]
    is_sensitive: bool = False

    def dates(self, year: int, lunar: LunarCalendar) -> tuple[date, ...]:
        """Return when it falls in the Gregorian *year*."""
        return self.rule.dates(year, lunar)

    def is_kept(self, calendars: Set[Calendar], *, sensitive: bool) -> bool:
        """Tell whether it is kept in one of *calendars*; a sensitive one only if *sensitive* ones are wished for."""
        return not self.calendars.isdisjoint(calendars) and (sensitive or not self.is_sensitive)


def _kept(rule: Rule, where: str) -> Festival:
    return Festival(rule, frozenset(map(Calendar, where.split())))


def _national(rule: Rule, where: str) -> Festival:
    return replace(_kept(rule, where), is_sensitive=True)


_EVERYWHERE: Final = " ".join(Calendar)
_LUNAR: Final = "cn tw hk my sg"

FESTIVALS: Final[dict[str, Festival]] = {
    "spring-festival": _kept(Lunar(1, 1), _LUNAR),
    "lantern-festival": _kept(Lunar(1, 15), _LUNAR),
    "qingming": _kept(OfTheSun(SolarTerm.QINGMING), _LUNAR),
    "dragon-boat": _kept(Lunar(5, 5), _LUNAR),
    "qixi": _kept(Lunar(7, 7), "cn tw hk"),
    "liqiu": _kept(OfTheSun(SolarTerm.LIQIU), "cn tw"),
    "mid-autumn": _kept(Lunar(8, 15), _LUNAR),
    "double-ninth": _kept(Lunar(9, 9), "cn tw hk"),
    "dongzhi": _kept(OfTheSun(SolarTerm.DONGZHI), _LUNAR),
    "laba": _kept(Lunar(12, 8), "cn tw"),
    "little-new-year": _kept(Lunar(12, 23), _LUNAR),
    "new-year": _kept(Fixed(1, 1), _EVERYWHERE),
    "valentines-day": _kept(Fixed(2, 14), _EVERYWHERE),
    "pancake-day": _kept(FromEaster(-47), "uk ca"),
    "mothering-sunday": _kept(FromEaster(-21), "uk"),
    "april-fools": _kept(Fixed(4, 1), "us uk ca tw hk my sg"),
    "childrens-day-april": _kept(Fixed(4, 4), "tw hk"),
    "easter": _kept(FromEaster(), "us uk ca hk sg"),
    "earth-day": _kept(Fixed(4, 22), _EVERYWHERE),
    "labour-day": _kept(Fixed(5, 1), _LUNAR),
    "mothers-day": _kept(NthWeekday(2, SUNDAY, 5), "us ca cn tw hk my sg"),
    "childrens-day": _kept(Fixed(6, 1), "cn"),
    "gaokao": _kept(Fixed(6, 7), "cn"),
    "fathers-day": _kept(NthWeekday(3, SUNDAY, 6), "us uk ca cn hk my sg"),
    "fourth-of-july": _kept(Fixed(7, 4), "us"),
    "fathers-day-august": _kept(Fixed(8, 8), "tw"),
    "thanksgiving-canada": _kept(NthWeekday(2, MONDAY, 10), "ca"),
    "halloween": _kept(Fixed(10, 31), "us uk ca tw hk sg"),
    "bonfire-night": _kept(Fixed(11, 5), "uk"),
    "singles-day": _kept(Fixed(11, 11), _LUNAR),
    "thanksgiving": _kept(NthWeekday(4, THURSDAY, 11), "us"),
    "christmas": _kept(Fixed(12, 25), "us uk ca tw hk my sg"),
    "boxing-day": _kept(Fixed(12, 26), "uk ca hk"),
    "canada-day": _national(Fixed(7, 1), "ca"),
    "singapore-national-day": _national(Fixed(8, 9), "sg"),
    "malaysia-national-day": _national(Fixed(8, 31), "my"),
    "prc-national-day": _national(Fixed(10, 1), "cn hk"),
    "double-tenth": _national(Fixed(10, 10), "tw"),
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
