"""Snowflakes: ids that carry the moment they were given out, always larger than the one before."""

import time
from datetime import UTC, datetime

# Discord's first second is that of 2015; below the milliseconds stand worker, process and increment
# (reference, "Snowflakes").
EPOCH_MS = 1_420_070_400_000
_TIMESTAMP_SHIFT = 22
_INCREMENT_MASK = 0xFFF
_WORKER = 1 << 17


class Snowflakes:
    """Gives out ids that strictly increase, even when the clock stands still or runs back."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        """Return a fresh id for this moment."""
        now = ((time.time_ns() // 1_000_000 - EPOCH_MS) << _TIMESTAMP_SHIFT) | _WORKER
        last = self._last
        if now <= last:
            # The same millisecond: count on. A full increment borrows from the next millisecond.
            now = last + 1 if last & _INCREMENT_MASK != _INCREMENT_MASK else self._next_millisecond(last)
        self._last = now
        return now

    @staticmethod
    def _next_millisecond(last: int) -> int:
        return (((last >> _TIMESTAMP_SHIFT) + 1) << _TIMESTAMP_SHIFT) | _WORKER


def moment_of(snowflake: int) -> datetime:
    """Return the UTC moment inside *snowflake*, to the millisecond."""
    milliseconds = (snowflake >> _TIMESTAMP_SHIFT) + EPOCH_MS
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def moment_in(text: str) -> datetime | None:
    """Return the moment that *text* gives in ISO 8601, in UTC where it names no offset; None where it gives none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def timestamp_of(snowflake: int) -> str:
    """Return the moment inside *snowflake* as Discord writes it (ISO 8601 with microseconds and offset)."""
    return moment_of(snowflake).isoformat(timespec="microseconds")


def timestamp(seconds: float) -> str:
    """Return the moment *seconds* after the first of 1970 as Discord writes it."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")


def now_timestamp() -> str:
    """Return this moment as Discord writes it."""
    return timestamp(time.time())
