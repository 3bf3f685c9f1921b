"""Reactions in the relay's words: what is told of them, and what is asked of Discord and of the gate."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from bot.bridges.model import Bridge, Endpoint
from bot.ids import ChannelId, GuildId, MessageId, UserId

_AS_A_PICTURE: Final = "\ufe0f"  # a variation selector: ❤ with and without it are one reaction


@dataclass(frozen=True, slots=True)
class Emoji:
    """What somebody reacts with: a custom emoji by its id, or characters of Unicode."""

    name: str
    id: int | None = None

    @property
    def likeness(self) -> str:
        """Return what it is in every guild: custom emojis of one name are taken for the same."""
        return self.name.replace(_AS_A_PICTURE, "") if self.id is None else f":{self.name}:"


@dataclass(frozen=True, slots=True)
class Reacted:
    """Somebody put a reaction under a message.

    Attributes:
        role_ids: The roles that they have there.
    """

    channel_id: ChannelId
    message_id: MessageId
    emoji: Emoji
    user_id: UserId
    is_bot: bool = False
    role_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreacted:
    """A reaction was taken off a message.

    Attributes:
        emoji: None for all of them at once.
        user_id: Whose it was; None for everybody's.
    """

    channel_id: ChannelId
    message_id: MessageId
    emoji: Emoji | None = None
    user_id: UserId | None = None


ReactionEvent = Reacted | Unreacted


@dataclass(frozen=True, slots=True)
class Reaction:
    """An emoji that stands under a message.

    Attributes:
        count: How many put it there, super reactions and the bot's own included.
        bursts: How many of them are super reactions.
        is_ours: The bot is among them.
    """

    emoji: Emoji
    count: int
    bursts: int = 0
    is_ours: bool = False

    @property
    def is_by_others(self) -> bool:
        """Tell whether anybody but the bot put it there."""
        return self.count > self.is_ours


class ReactionBoard(Protocol):
    """The reactions under messages. Every method raises `Unavailable`, `Refused`, `Forbidden` or `Gone`."""

    async def put(self, channel_id: ChannelId, message_id: MessageId, emoji: Emoji) -> None:
        """Have the bot react; what stands already stays.

        Raises:
            EmojiUnknown: The bot cannot use that emoji there.
        """
        ...

    async def take(self, channel_id: ChannelId, message_id: MessageId, emoji: Emoji) -> None:
        """Take the bot's own reaction off; one that is not there is off."""
        ...

    async def under(self, channel_id: ChannelId, message_id: MessageId) -> Sequence[Reaction]:
        """Return what stands under a message."""
        ...

    async def people(self, channel_id: ChannelId, message_id: MessageId, reaction: Reaction) -> Sequence[UserId]:
        """Return who put *reaction* there, without bots: of many, a hundred."""
        ...

    async def named(self, guild_id: GuildId, name: str) -> Emoji | None:
        """Return the guild's own custom emoji of that name, if it has one."""
        ...


class ReactionGate(Protocol):
    """Says whose reactions may go where."""

    def admits_reaction(
        self, user_id: UserId, likeness: str, bridge: Bridge, source: Endpoint, destination: Endpoint
    ) -> bool:
        """Tell whether an emoji that a user shows in one channel may be shown in another of *bridge*. Never waits."""
        ...
