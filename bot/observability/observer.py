"""What the relay is watched by, in one: metrics that add up, the trace of the last relays, the last failures."""

from bot.ids import ChannelId
from bot.observability.failures import LastFailures
from bot.observability.metrics import Metrics
from bot.observability.trace import RecentRelays
from bot.relay.observing import FaultObserver, RelayTrace


class Observer:
    """Tells each of them what the relay tells it (a `RelayObserver`)."""

    def __init__(self, metrics: Metrics, recent: RecentRelays, failures: LastFailures) -> None:
        self.metrics = metrics
        self.recent = recent
        self.failures = failures
        self._listeners: list[FaultObserver] = []

    def subscribe(self, listener: FaultObserver) -> None:
        """Have *listener* told what moderators are to know."""
        self._listeners.append(listener)

    def relayed(self, trace: RelayTrace) -> None:
        """Count a delivered source message and remember its trace."""
        self.metrics.relayed(trace)
        self.recent.add(trace)

    def lane_length(self, destination_id: ChannelId, waiting: int) -> None:
        """Note how many messages wait for a destination."""
        self.metrics.lane_length(destination_id, waiting)

    def adopted(self, destination_id: ChannelId) -> None:
        """Count an adopted message."""
        self.metrics.adopted(destination_id)

    def failed(self, destination_id: ChannelId, error: str) -> None:
        """Count a failure by its kind, and remember it."""
        self.metrics.failed(destination_id, error)
        self.failures.failed(destination_id, error)
        for listener in self._listeners:
            listener.failed(destination_id, error)

    def resumed(self, destination_id: ChannelId) -> None:
        """Have it told that a destination takes messages again."""
        for listener in self._listeners:
            listener.resumed(destination_id)

    def cut(self, source_id: ChannelId) -> None:
        """Have it told that some of what was said in a channel stays there."""
        for listener in self._listeners:
            listener.cut(source_id)
