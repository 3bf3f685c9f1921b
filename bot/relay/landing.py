"""Landing: a request whose connection broke may have its effect a moment later."""

from typing import Final

from bot.errors import FateUnknown
from bot.relay.patience import backoff_seconds

LANDING_SECONDS: Final = 2.0
"""How long it may still take."""


def pause_seconds(error: Exception, attempt: int) -> float:
    """Return how long to wait after the *attempt*th failure of an edit (from 1): one that may still land, until then.

    Whoever edits earlier waits for that, and holds up what comes behind.
    """
    return max(backoff_seconds(attempt), LANDING_SECONDS if isinstance(error, FateUnknown) else 0.0)
