"""What the relay asks of a database that several processes share: whose a lane is, and what the others tell."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.ids import ChannelId


@dataclass(frozen=True, slots=True)
class Owing:
    """A lane that owes something.

    Attributes:
        newest: The highest sequence among its rows.
        is_orphan: Nobody has had its lease for some time.
    """

    destination_id: ChannelId
    newest: int
    is_orphan: bool


class Leases(Protocol):
    """Which lanes are this process's, where several share a database. Raises `Unavailable`."""

    @property
    def is_shared(self) -> bool:
        """Tell whether there can be other processes."""
        ...

    def seconds_left(self, destination_id: ChannelId) -> float:
        """Return for how long a lane is surely ours: not at all is 0 or less. Never waits."""
        ...

    async def renew(self, home: Collection[ChannelId], guests: Collection[ChannelId]) -> Collection[ChannelId]:
        """Take or renew the leases of the lanes at *home* that nobody else has, and ask others for the rest.

        Those of *guests*, lanes of other processes that were adopted, are renewed unless these ask for them.
        Returns the lanes that are ours now.
        """
        ...

    async def adopt(self, destination_ids: Collection[ChannelId]) -> Collection[ChannelId]:
        """Take those lanes that are orphans still, and return them."""
        ...

    async def owing(self) -> Sequence[Owing]:
        """Return the lanes that owe something, whosever they are."""
        ...

    def cover(self, thread_id: ChannelId, channel_id: ChannelId) -> None:
        """Let the lane of a thread be ours as long as that of its channel is."""
        ...

    def uncover(self, thread_id: ChannelId) -> None:
        """Forget the lane of a thread."""
        ...

    async def release(self, destination_ids: Collection[ChannelId]) -> None:
        """Give lanes up at once, after all that was written for them; those that are not ours are let be."""
        ...


Hear = Callable[[Sequence[str]], Awaitable[None]]
"""Hears what was told of a topic, a word each time; nothing where anything may have been told."""


class Peers(Protocol):
    """The other processes on this database."""

    def on(self, topic: str, hear: Hear) -> None:
        """Have *hear* called, one call at a time, with what any process tells of *topic*.

        It is called with nothing at all at first, where a word may have been missed, and now and then.
        """
        ...

    def tell(self, topic: str, word: str = "") -> None:
        """Tell every process, this one too; never waits. What must not be lost stands in the database besides."""
        ...
