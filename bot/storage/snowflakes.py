"""Moments of snowflakes in statements, as `bot.ids` reads them: the first 42 bits are milliseconds since 2015."""

from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import BigInteger, Column, ColumnElement, literal_column

# With their type, without which SQLAlchemy has SQLite call Python's `floor` for each row.
_TIMESTAMP_SHIFT: Final = 22
_DAY_MS: Final = 86_400_000
_FIRST_DAY: Final = date(2015, 1, 1)


def milliseconds_of(snowflake: Column[Any]) -> ColumnElement[int]:
    """Return how many milliseconds after the first moment of 2015 a snowflake was given out."""
    return snowflake // literal_column(str(1 << _TIMESTAMP_SHIFT), BigInteger)


def days_of(snowflake: Column[Any]) -> ColumnElement[int]:
    """Return how many days after the first one of 2015 a snowflake was given out."""
    return snowflake // literal_column(str(_DAY_MS << _TIMESTAMP_SHIFT), BigInteger)


def day_after(days: int) -> date:
    """Return the day that comes so many *days* after the first one of 2015."""
    return _FIRST_DAY + timedelta(days=days)
