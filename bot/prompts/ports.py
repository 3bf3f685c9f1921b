"""What the topic of the day asks of the outside world."""

import enum
from datetime import date
from typing import Protocol


class SolarTerm(enum.StrEnum):
    """One of the 24 points of the sun's way that the Chinese calendar names; those that people celebrate."""

    QINGMING = "清明"
    LIQIU = "立秋"
    DONGZHI = "冬至"


class LunarCalendar(Protocol):
    """Knows the Chinese calendar, for the Gregorian years 1902 to 2098."""

    def date_of(self, year: int, month: int, day: int) -> date:
        """Return when *day* of *month* is, in the lunar year that begins in the Gregorian *year*.

        Leap months are not asked for: no festival falls into one.
        """
        ...

    def date_of_term(self, year: int, term: SolarTerm) -> date:
        """Return when *term* is in the Gregorian *year*."""
        ...
