"""Days by name, as readers of a locale call them."""

from datetime import date, timedelta
from typing import Final

from bot.i18n.catalog import Locale

_TWO: Final = 2.0


def day_name(on: date, locale: Locale) -> str:
    """Return what readers of *locale* call a date, without its year."""
    from babel.dates import format_skeleton

    return str(format_skeleton("MMMEd", on, locale=locale.replace("-", "_")))


def date_name(on: date, locale: Locale) -> str:
    """Return what readers of *locale* call a date, without its year and its weekday."""
    from babel.dates import format_skeleton

    return str(format_skeleton("MMMd", on, locale=locale.replace("-", "_")))


def duration_name(duration: timedelta, locale: Locale) -> str:
    """Return how long *duration* is to readers of *locale*, in its largest unit of which there are two."""
    from babel.dates import format_timedelta

    return str(format_timedelta(duration, granularity="minute", threshold=_TWO, locale=locale.replace("-", "_")))


def weekday_name(weekday: int, locale: Locale) -> str:
    """Return what readers of *locale* call a weekday, in short; Monday is 0."""
    from babel.dates import get_day_names

    return str(get_day_names("abbreviated", "stand-alone", locale=locale.replace("-", "_"))[weekday])


def weekday_letter(weekday: int, locale: Locale) -> str:
    """Return the one character by which readers of *locale* know a weekday beside the others; Monday is 0."""
    from babel.dates import get_day_names

    return str(get_day_names("narrow", "stand-alone", locale=locale.replace("-", "_"))[weekday])


def date_with_year(on: date, locale: Locale) -> str:
    """Return what readers of *locale* call a date, with its year."""
    from babel.dates import format_date

    return str(format_date(on, "medium", locale=locale.replace("-", "_")))
