"""Days by name, as readers of a locale call them."""

from datetime import date

from bot.i18n.catalog import Locale


def day_name(on: date, locale: Locale) -> str:
    """Return what readers of *locale* call a date, without its year."""
    from babel.dates import format_skeleton

    return str(format_skeleton("MMMEd", on, locale=locale.replace("-", "_")))


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
