"""The database's health: whether it takes what is to be written."""

from typing import Final

from bot.clock import Clock

_STALE_SECONDS: Final = 60.0  # longer than the relay ever waits before it tries again


class Health:
    """Knows for how long the database has refused all that was to be written: locked, full, read-only or away."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._since: float | None = None  # monotonic seconds
        self._last = 0.0

    def told(self, answers: bool) -> None:
        """Note whether a transaction was taken."""
        now = self._clock.monotonic()
        if answers:
            self._since = None
        elif self._since is None or self._is_stale(now):
            self._since = now
        self._last = now

    @property
    def refuses_for(self) -> float:
        """Return for how many seconds it has refused everything, by the first and the last try.

        A single refusal says little, and an old one nothing: 0.
        """
        if self._since is None or self._is_stale(self._clock.monotonic()):
            return 0.0
        return self._last - self._since

    def _is_stale(self, now: float) -> bool:
        return now - self._last > _STALE_SECONDS
