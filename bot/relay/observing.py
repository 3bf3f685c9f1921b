"""Whoever watches the relay, for those who look after it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.ids import ChannelId, MessageId
from bot.translation.model import Language, Quality


@dataclass(frozen=True, slots=True)
class RelayTrace:
    """What happened to one message on its way to one destination; without a word of its text.

    Attributes:
        source_language: The language the text was found to be in.
        milliseconds: From the receipt of the event to the last part's record.
        translation_milliseconds: What of it was spent waiting for the translation's turn to end.
        lane_length: How many messages waited behind it.
    """

    at: datetime
    source_id: MessageId
    destination_id: ChannelId
    source_language: Language
    target_language: Language
    translator: str
    quality: Quality
    milliseconds: float
    translation_milliseconds: float
    lane_length: int
    parts: int


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

    def resumed(self, destination_id: ChannelId) -> None:  # noqa: ARG002 - the port's signature
        """Note that the thread takes messages again."""
        self.observer.resumed(self.parent_id)

    def cut(self, source_id: ChannelId) -> None:  # noqa: ARG002 - the port's signature
        """Note that some of what was said in the thread stays there."""
        self.observer.cut(self.parent_id)
