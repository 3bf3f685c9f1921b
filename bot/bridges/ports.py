"""What bridges ask of the outside world."""

from collections.abc import Sequence
from typing import Protocol

from bot.bridges.model import Bridge, Endpoint, Owner
from bot.ids import ChannelId, GuildId


class BridgeStore(Protocol):
    """Remembers bridges."""

    async def every(self) -> tuple[Bridge, ...]:
        """Return all bridges, each with its endpoints in the order of joining."""
        ...

    async def replace(self, owner: Owner, bridges: Sequence[tuple[str, Sequence[Endpoint]]]) -> None:
        """Make *bridges* (name, endpoints) all that *owner* has, in one transaction.

        A bridge of the same name keeps its id, and a channel that stays keeps its pause.

        Raises:
            ChannelAlreadyBridged: A channel has a seat in another owner's bridge, or twice here.
        """
        ...

    async def pause(self, channel_id: ChannelId, *, is_paused: bool) -> None:
        """Stop or restart delivery to the seat of *channel_id*; no seat, no effect."""
        ...


class ChannelDirectory(Protocol):
    """Knows where channels are."""

    async def guild_of(self, channel_id: ChannelId) -> GuildId:
        """Return the guild of *channel_id*.

        Raises:
            ChannelGone: There is no such channel.
            Forbidden: The bot cannot see it.
        """
        ...
