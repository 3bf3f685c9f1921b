"""Why something is done: the reason that a request brings along, at hand while it is answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from urllib.parse import unquote

from playground.server.rest import refusals
from playground.server.rest.forms import cleaned, length

HEADER = "X-Audit-Log-Reason"
LONGEST = 512
_reason: ContextVar[str | None] = ContextVar("reason", default=None)


def current_reason() -> str | None:
    """Return why the request that is being answered is made, if it says so."""
    return _reason.get()


@contextmanager
def because(header: str) -> Iterator[None]:
    """Let what happens inside have the reason in *header*, which is percent-encoded.

    Raises:
        Refusal: 50035 beyond 512 characters.
    """
    reason = cleaned(unquote(header))
    if length(reason) > LONGEST:
        message = f"Must be {LONGEST} or fewer in length."
        raise refusals.invalid_field("reason", "BASE_TYPE_MAX_LENGTH", message)
    token = _reason.set(reason or None)
    try:
        yield
    finally:
        _reason.reset(token)
