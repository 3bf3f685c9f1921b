"""One channel's messages in the order of their ids, with Discord's way of paging through them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playground.server.messages.model import Message


class History:
    """The messages that still stand in a channel."""

    __slots__ = ("_by_id", "_ids")

    def __init__(self) -> None:
        self._ids: list[int] = []
        self._by_id: dict[int, Message] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[Message]:
        return (self._by_id[one] for one in list(self._ids))

    def add(self, message: Message) -> None:
        """Append *message*, whose id is larger than every earlier one."""
        self._ids.append(message.id)
        self._by_id[message.id] = message

    def get(self, message_id: int) -> Message | None:
        """Return the message, or None where it never stood here or was deleted."""
        return self._by_id.get(message_id)

    def remove(self, message_id: int) -> Message | None:
        """Take the message out and return it, or None."""
        message = self._by_id.pop(message_id, None)
        if message is not None:
            del self._ids[bisect_left(self._ids, message_id)]
        return message

    def newest(self, limit: int, before: int | None = None) -> list[Message]:
        """Return up to *limit* messages older than *before*, newest first."""
        end = len(self._ids) if before is None else bisect_left(self._ids, before)
        return self._slice(max(0, end - limit), end)

    def after(self, after: int, limit: int) -> list[Message]:
        """Return the *limit* oldest messages that are younger than *after*, newest first."""
        start = bisect_right(self._ids, after)
        return self._slice(start, start + limit)

    def around(self, middle: int, limit: int) -> list[Message]:
        """Return up to *limit* messages on both sides of *middle*, it included, newest first."""
        at = bisect_left(self._ids, middle)
        start = max(0, at - limit // 2)
        return self._slice(start, start + limit)

    def _slice(self, start: int, end: int) -> list[Message]:
        return [self._by_id[one] for one in reversed(self._ids[start:end])]
