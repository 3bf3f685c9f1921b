"""Failures: what last went wrong in each lane, by its kind, for whoever asks how things stand."""

from bot.clock import Clock
from bot.ids import ChannelId
from bot.relay.model import LaneFailure


class LastFailures:
    """Implements `bot.bridges.ports.FailureMemory`: one failure a destination, of which there are few."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: dict[ChannelId, LaneFailure] = {}

    def failed(self, destination_id: ChannelId, error: str) -> None:
        """Remember a failure by its kind."""
        self._last[destination_id] = LaneFailure(error, self._clock.now())

    def last(self, channel_id: ChannelId) -> LaneFailure | None:
        """Return the last failure in the lane of a channel since the process began, if there was one."""
        return self._last.get(channel_id)
