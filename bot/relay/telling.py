"""Telling: who wants to know what happened in bridged channels is told once it is committed."""

from collections.abc import Callable, Sequence

import structlog

from bot.relay.model import SourceEvent

_log = structlog.stdlib.get_logger(__name__)

Subscriber = Callable[[SourceEvent], None]


class Telling:
    """Tells its subscribers; a bug of one of them is nobody else's."""

    def __init__(self) -> None:
        self._subscribers: list[Subscriber] = []

    def subscribe(self, subscriber: Subscriber) -> None:
        """Call *subscriber* with each event from now on."""
        self._subscribers.append(subscriber)

    def tell(self, batch: Sequence[SourceEvent]) -> None:
        """Call every subscriber with each event of *batch*."""
        for event in batch:
            for subscriber in self._subscribers:
                try:
                    subscriber(event)
                except Exception as error:  # noqa: BLE001 a subscriber's bug is not the channel's
                    _log.error("subscriber failed", kind=type(event).__name__, exc_info=error)
