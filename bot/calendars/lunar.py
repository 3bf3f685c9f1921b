"""The Chinese calendar, by borax: tables of months and solar terms, for 1901 to 2099."""

from datetime import date

from bot.prompts.ports import SolarTerm


# Not cnlunar, which only goes from a date to the moon and reckons a whole almanac each time (0.3 ms a day).
class BoraxCalendar:
    """Answers in microseconds; borax (3 MB, 15 ms) is loaded at the first question."""

    def date_of(self, year: int, month: int, day: int) -> date:
        """Return when *day* of *month* is, in the lunar year that begins in the Gregorian *year*."""
        from borax.calendars import LunarDate

        found: date = LunarDate(year, month, day).to_solar_date()
        return found

    def date_of_term(self, year: int, term: SolarTerm) -> date:
        """Return when *term* is in the Gregorian *year*."""
        from borax.calendars.lunardate import TermUtils

        found: date = TermUtils.nth_term_day(year, term_name=term.value)
        return found
