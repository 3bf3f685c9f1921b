"""Whoever watches the relay, for those who look after it."""

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
        """Note a failure by its kind (`bot.errors.QiaoError.kind`, `Bug`; `Unread`: what was missed stays so)."""
        ...

    def resumed(self, destination_id: ChannelId) -> None:
        """Note that a paused destination takes messages again."""
        ...

    def cut(self, source_id: ChannelId) -> None:
        """Note that some of what was said in a channel stays there: more of it was missed than is caught up with."""
        ...


class FaultObserver(Protocol):
    """Hears of what moderators are to know. Never raises, never waits."""

    def failed(self, channel_id: ChannelId, kind: str) -> None:
        """Note a failure by its kind."""
        ...

    def resumed(self, channel_id: ChannelId) -> None:
        """Note that a channel takes messages again."""
        ...

    def cut(self, channel_id: ChannelId) -> None:
        """Note that some of what was said in a channel stays there."""
        ...
