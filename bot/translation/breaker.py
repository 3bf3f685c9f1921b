"""The circuit breaker over one translator: after failures in a row it rests, then one call tries whether it is well."""

import time
from typing import Final

from purgatory.domain.model import CLOSED, HALF_OPENED, OPENED, Context, OpenedState

from bot.translation.model import TranslatorState

FAILURES: Final = 3
REST_SECONDS: Final = 15.0
# A vendor may ask for more patience than anybody has; after an hour we look for ourselves.
_LONGEST_REST: Final = 3_600.0


class Breaker:
    """Counts failures in a row and says whether the translator may be asked.

    The states and their changes are purgatory's. Its own entrance is not used: it lets every waiting
    call through at once when the rest is over, takes a cancelled call for a failure, and raises one and
    the same exception again and again, which gathers the frames (and texts) of all callers.
    """

    def __init__(self, name: str, *, failures: int = FAILURES, rest_seconds: float = REST_SECONDS) -> None:
        self._rest_seconds = rest_seconds
        self._context = Context(name, failures, rest_seconds)
        self._is_trial_running = False
        self._last = TranslatorState.UNASKED  # while closed

    @property
    def is_closed(self) -> bool:
        """Tell whether the last word about this translator was good."""
        return bool(self._context.state == CLOSED)

    @property
    def admits(self) -> bool:
        """Tell whether a call may be made now: always while closed, one at a time after a rest."""
        if self.is_closed:
            return True
        return self.rests_until is None and not self._is_trial_running

    @property
    def rests_until(self) -> float | None:
        """Return the end of the rest, in seconds since 1970; None where there is none now."""
        ends_at: float = (self._context.opened_at or 0.0) + self._context.ttl
        return ends_at if self._context.state == OPENED and time.time() <= ends_at else None

    @property
    def state(self) -> TranslatorState:
        """Return how the translator is doing."""
        if self.is_closed:
            return self._last
        return TranslatorState.TRYING if self.rests_until is None else TranslatorState.RESTING

    def enter(self) -> bool:
        """Begin a call, only where `admits`; return whether it is the trial after a rest.

        `succeeded` or `failed` may follow, and `left` must, each with what was returned.
        """
        self._context.handle_new_request()
        self._context.messages.clear()  # news for purgatory's bus, which nobody rides
        is_trial = bool(self._context.state == HALF_OPENED)
        self._is_trial_running = self._is_trial_running or is_trial
        return is_trial

    def succeeded(self, is_trial: bool) -> None:
        """Note a good answer; a call that began before the breaker opened says nothing about now."""
        if is_trial or self.is_closed:
            self._last = TranslatorState.ANSWERING
            self._context.handle_end_request()
            self._context.messages.clear()

    def failed(self, is_trial: bool, *, rest_seconds: float | None = None) -> None:
        """Note a failure; with *rest_seconds*, which the vendor asked for, the breaker opens at once."""
        self._last = TranslatorState.FAILING
        if rest_seconds is not None:
            self._context.ttl = min(max(rest_seconds, self._rest_seconds), _LONGEST_REST)
            self._context.set_state(OpenedState(self._context.name))
        elif is_trial or self.is_closed:
            self._context.ttl = self._rest_seconds
            self._context.handle_exception(RuntimeError())
        self._context.messages.clear()

    def left(self, is_trial: bool) -> None:
        """Note that a call is over, whether answered, failed or given up."""
        if is_trial:
            self._is_trial_running = False
