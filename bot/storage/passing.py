"""What a PostgreSQL server, whoever looks after it and the network can do to us: it passes by itself, and is no bug."""

from typing import Final

import asyncpg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

DRIVER_FAILURES: Final = (
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
    TimeoutError,
)
"""What asyncpg raises. The client's own error is that the server's last words are here and its end is not yet."""

FAILURES: Final = (DBAPIError, NoConnectionFree, *DRIVER_FAILURES)
"""What an engine raises: the driver's own errors, too, where a connection breaks while it is being made."""

# What an administrator, a full disk, a fail-over or the network can do to us: these classes, and these alone
# (PostgreSQL, appendix A). Anything else is a bug.
_CLASSES: Final = frozenset({"08", "28", "53", "57", "58"})
# Two processes waited for each other; a standby that is to take over; a lock that was not to be had.
_STATES: Final = frozenset({"40001", "40P01", "25006", "55P03"})


def passing(error: BaseException) -> str | None:
    """Return what *error*, one of `FAILURES`, is called, if it passes by itself; None for a bug."""
    said = error.orig if isinstance(error, DBAPIError) else error
    state: str | None = getattr(said, "sqlstate", None)
    if state is not None and (state[:2] in _CLASSES or state in _STATES):
        return state
    is_lost = error.connection_invalidated if isinstance(error, DBAPIError) else state is None
    return type(error).__name__ if is_lost else None
