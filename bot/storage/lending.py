"""Which connections of a PostgreSQL pool still stand, before they are lent.

SQLAlchemy's `pool_pre_ping` asks the server each time, in a transaction of its own: three rounds, more than the look
into the ledger that follows. One that was used just now stands almost surely; where it does not, the work fails as it
does when the server goes in the middle of it, and the next is lent another.
"""

import time
from typing import Any, Final

from sqlalchemy import Engine, event
from sqlalchemy.exc import InvalidatePoolError

from bot.storage.passing import DRIVER_FAILURES

TRUSTED_SECONDS = 1.0
"""How long after its last use a connection is lent unasked."""

_ASK_SECONDS: Final = 5.0  # a server that is cut off says nothing at all
_IDLE_SINCE: Final = "idle since"


def ask_the_idle(engine: Engine) -> None:
    """Have each connection of *engine* that was idle for a while asked whether it stands; if not, all are replaced."""
    event.listen(engine, "checkin", _note)
    event.listen(engine, "checkout", _ask)


def _note(_connection: object, entry: Any) -> None:
    entry.info[_IDLE_SINCE] = time.monotonic()


def _ask(connection: Any, entry: Any, _lent: object) -> None:
    idle_since = entry.info.get(_IDLE_SINCE)
    if entry.driver_connection.is_closed():  # known without asking: the server said that it goes
        raise InvalidatePoolError
    # A new one has not been idle yet.
    if idle_since is None or time.monotonic() - idle_since < TRUSTED_SECONDS:
        return
    try:
        connection.run_async(lambda driver: driver.execute("SELECT 1", timeout=_ASK_SECONDS))
    except DRIVER_FAILURES as error:
        raise InvalidatePoolError from error
