"""What joining asks of the outside world: parts of the relay's ports."""

from collections.abc import Sequence
from typing import Protocol

from bot.ids import ChannelId, MessageId
from bot.relay.model import Owed, Part, Persona
from bot.translation.model import Language


class Plans(Protocol):
    """Remembers what is about to be posted as one message: part of the `Outbox`."""

    async def join(self, destination_id: ChannelId, rows: Sequence[Owed]) -> bool:
        """Write that *rows* are about to be posted as one, in place of any such plan there; none for no plan.

        Each keeps the first one's id as its `joined_to`, also when it is edited or removed meanwhile. Where one of
        them is no longer the same `CREATE`, there is no plan, and the answer is False.
        """
        ...


class JoinedParts(Protocol):
    """Remembers what shares a relayed message: part of the `Ledger`."""

    async def record_joined(self, parts: Sequence[Part], rows: Sequence[Owed]) -> Sequence[Owed | None]:
        """Record *parts*, of one message and each of its own row of *rows*, and settle each: all of it at once."""
        ...

    async def together(self, message_id: MessageId) -> Sequence[Part]:
        """Return the parts of all that a relayed message carries and that are not `GONE`, in reading order."""
        ...

    async def begin_taking_out(self, leaving: Part, gone: Sequence[Part] = ()) -> None:
        """Mark *leaving* `REMOVING`, before its line is taken out, and *gone*, which are out by now, `GONE`."""
        ...


class Forecast(Protocol):
    """Knows how long posts would wait: part of the `Delivery`."""

    def wait(self, channel_id: ChannelId, posts: int) -> float:
        """Return for how many seconds the last of *posts* would wait for a rate limit, as far as one is known.

        Threads share their channel's webhook, so it is the channel that is asked about.
        """
        ...


class Digests(Protocol):
    """Says who speaks for several: part of the `Composer`."""

    def several(self, target: Language) -> Persona:
        """Return the persona of a message that joins several authors."""
        ...
