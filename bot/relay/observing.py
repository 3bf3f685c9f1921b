"""Whoever watches the relay, for those who look after it."""

from dataclasses import dataclass
from typing import Protocol

from bot.ids import ChannelId
from bot.relay.model import RelayTrace


class RelayObserver(Protocol):
    """Counts and shows what the relay does. Never raises, never waits."""

    def relayed(self, trace: RelayTrace) -> None:
        """Note that a message was delivered."""
        ...

    def lane_length(self, destination_id: ChannelId, waiting: int) -> None:
        """Note how many messages wait for a destination."""
        ...

    def adopted(self, destination_id: ChannelId) -> None:
        """Note that a message of unknown fate was found and adopted."""
        ...

    def failed(self, destination_id: ChannelId, error: str) -> None:
        """Note a failure by its kind (`bot.errors.QiaoError.kind`, or `Bug`)."""
        ...


@dataclass(frozen=True, slots=True)
class ObserverOfThread:
    """A `RelayObserver` of a thread's lane, which is told of as its channel's: threads are many, and come and go."""

    observer: RelayObserver
    parent_id: ChannelId

    def relayed(self, trace: RelayTrace) -> None:
        """Note that a message was delivered."""
        self.observer.relayed(trace)

    def lane_length(self, destination_id: ChannelId, waiting: int) -> None:
        """Note how many messages wait for the thread."""
        self.observer.lane_length(destination_id, waiting)

    def adopted(self, destination_id: ChannelId) -> None:  # noqa: ARG002 - the port's signature
        """Note that a message of unknown fate was found and adopted."""
        self.observer.adopted(self.parent_id)

    def failed(self, destination_id: ChannelId, error: str) -> None:  # noqa: ARG002 - the port's signature
        """Note a failure by its kind."""
        self.observer.failed(self.parent_id, error)
