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
