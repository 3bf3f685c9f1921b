"""Refusals, noted: what the relay refuses is written down, and then those are told who look after what waits."""

from collections.abc import Callable, Sequence

from bot.moderation.model import Refused
from bot.moderation.ports import Refusals

Subscriber = Callable[[Sequence[Refused]], None]


class NotedRefusals:
    """Implements `bot.moderation.ports.Refusals` before another one."""

    def __init__(self, store: Refusals) -> None:
        self._store = store
        self._subscribers: list[Subscriber] = []

    def subscribe(self, subscriber: Subscriber) -> None:
        """Call *subscriber* with what was refused, once it is committed."""
        self._subscribers.append(subscriber)

    async def refuse(self, refused: Sequence[Refused]) -> Sequence[bool]:
        """Remember *refused*, as the port says."""
        answers = await self._store.refuse(refused)
        for subscriber in self._subscribers:
            subscriber(refused)
        return answers
