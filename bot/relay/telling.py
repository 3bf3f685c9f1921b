"""Telling: who wants to know what happened in bridged channels is told once it is committed."""

from collections.abc import Callable, Sequence
from typing import Any

import structlog

from bot.relay.model import MessageEdited, MessageSaid, MessagesDeleted, SourceEvent

_log = structlog.stdlib.get_logger(__name__)

Subscriber = Callable[[Any], None]
"""Takes an event of one of the kinds that it subscribed to; never waits."""


class Telling:
    """Tells its subscribers; a bug of one of them is nobody else's."""

    def __init__(self) -> None:
        self._of: dict[type[SourceEvent], list[Subscriber]] = {MessageSaid: [], MessageEdited: [], MessagesDeleted: []}

    def subscribe(self, subscriber: Subscriber, *kinds: type[SourceEvent]) -> None:
        """Call *subscriber* with each event of these *kinds* from now on, of all kinds if none is named."""
        for kind in kinds or self._of:
            self._of[kind].append(subscriber)

    def tell(self, batch: Sequence[SourceEvent]) -> None:
        """Call with each event of *batch* those who want to know of its kind."""
        for event in batch:
            for subscriber in self._of[type(event)]:
                try:
                    subscriber(event)
                except Exception as error:  # noqa: BLE001 a subscriber's bug is not the channel's
                    _log.error("subscriber failed", kind=type(event).__name__, exc_info=error)
