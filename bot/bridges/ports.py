"""What bridges ask of the outside world."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.bridges.model import Bridge, BridgeId, BridgeSettings, Endpoint, Manner, Owner
from bot.bridges.proposals import ChannelFacts
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.relay.model import Hearing, LaneFailure, LaneStanding
from bot.translation.model import Language


class BridgeStore(Protocol):
    """Remembers bridges."""

    async def every(self) -> tuple[Bridge, ...]:
        """Return all bridges, each with its endpoints in the order of joining.

        What is of a guild that the bot was removed from is left out, seats and guests: it does not serve.
        """
        ...

    async def containing(self, channel_id: ChannelId) -> Bridge | None:
        """Return the bridge in which a channel has its seat; of a joined thread, as it is within its strand."""
        ...

    async def replace(self, owner: Owner, bridges: Sequence[tuple[str, Sequence[Endpoint]]]) -> None:
        """Make *bridges* (name, endpoints) all that *owner* has, in one transaction.

        A bridge of the same name keeps its id, and a channel that stays keeps its pause.

        Raises:
            ChannelAlreadyBridged: A channel has a seat in another owner's bridge, or twice here.
        """
        ...

    async def open(self, owner: Owner, name: str, endpoints: Sequence[Endpoint], settings: BridgeSettings) -> BridgeId:
        """Open a bridge beside those that *owner* has.

        Raises:
            BridgeNameTaken: *owner* has one of that name.
            ChannelAlreadyBridged: A channel has a seat elsewhere.
        """
        ...

    async def seat(self, bridge_id: BridgeId, endpoint: Endpoint) -> None:
        """Give *endpoint* the last seat of a bridge; the bridge may be gone by now, and then nothing happens.

        Raises:
            ChannelAlreadyBridged: The channel has a seat already.
            BridgeFull: The bridge has as many channels as it can have.
        """
        ...

    async def unseat(self, channel_id: ChannelId) -> None:
        """Take away the seat of *channel_id*; a bridge of which one channel is left is closed.

        A guest whose last seat it was is no guest any more.
        """
        ...

    async def close(self, bridge_id: BridgeId) -> None:
        """Close a bridge."""
        ...

    async def set(self, bridge_id: BridgeId, settings: BridgeSettings) -> None:
        """Make *settings* those of a bridge."""
        ...

    async def set_manner(self, bridge_id: BridgeId, manner: Manner) -> None:
        """Make *manner* that of a bridge; one that is gone has none."""
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

    async def is_forum(self, channel_id: ChannelId) -> bool:
        """Tell whether a channel has no messages of its own, only posts. Raises as `guild_of` does."""
        ...


class ChannelInspector(Protocol):
    """Looks at channels that may be bridged."""

    async def facts(self, channel_id: ChannelId) -> ChannelFacts:
        """Return what Discord says of *channel_id*.

        Raises:
            ChannelGone: There is no such channel.
            Forbidden: The bot cannot see it.
            Unavailable: Discord does not answer.
        """
        ...

    async def talk(self, channel_id: ChannelId) -> Sequence[str]:
        """Return what people said there of late, a few dozen texts at most; nothing where the bot may not read it."""
        ...


class Places(Protocol):
    """Knows what Discord's places and people are called, for those who cannot see them.

    The names are as others wrote them: show them by `bot.bridges.names.plain`.
    Each method raises `Unavailable` where Discord does not answer; what the bot cannot see is called "…".
    """

    async def guild(self, guild_id: GuildId) -> str:
        """Return the name of a guild."""
        ...

    async def channel(self, channel_id: ChannelId) -> str:
        """Return the name of a channel, without a mark before it."""
        ...

    async def user(self, user_id: UserId) -> str:
        """Return the name under which a user is seen."""
        ...


class LanguageGuess(Protocol):
    """Tells what language a channel is for."""

    def __call__(self, name: str, talk: Sequence[str]) -> Language:
        """Return the language of a channel called *name*, where *talk* was said of late."""
        ...


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice that stands in a channel: where, and by *fingerprint* what it says."""

    message_id: MessageId
    fingerprint: str


class NoticeStore(Protocol):
    """Remembers the notices that stand."""

    async def every(self) -> Mapping[ChannelId, Notice]:
        """Return the notice of each channel that has one, but of guilds that the bot was removed from."""
        ...

    async def keep(self, channel_id: ChannelId, notice: Notice) -> None:
        """Remember the notice of a channel, in place of an earlier one."""
        ...

    async def forget(self, channel_id: ChannelId) -> None:
        """Forget the notice of a channel."""
        ...


class NoticeBoard(Protocol):
    """Posts in the bot's own name. Raises `Unavailable`, `Forbidden`, `MessageGone`, `ChannelGone` and `Refused`."""

    async def post(self, channel_id: ChannelId, text: str) -> MessageId:
        """Post *text*, pinned where the bot may pin."""
        ...

    async def stands(self, channel_id: ChannelId, message_id: MessageId) -> bool:
        """Tell whether a posted message is still there."""
        ...

    async def edit(self, channel_id: ChannelId, message_id: MessageId, text: str) -> None:
        """Make a posted message read as *text*."""
        ...

    async def remove(self, channel_id: ChannelId, message_id: MessageId) -> None:
        """Remove a posted message; one that is gone is removed."""
        ...

    async def tell(self, channel_id: ChannelId, text: str) -> None:
        """Post *text* for moderators."""
        ...


class Phrases(Protocol):
    """Says the bot's own words."""

    def say(self, language: str, key: str, /, **fields: str | int) -> str:
        """Return the phrase *key* for readers of *language*, with *fields* filled in."""
        ...


class Conversation(Protocol):
    """What bridges are for: the relay, as whoever changes them sees it."""

    async def follow(self, bridges: Sequence[Bridge], since: Mapping[ChannelId, MessageId]) -> None:
        """Carry on along *bridges*; what a new channel said up to *since* stays."""
        ...


class NoticeChannel(Protocol):
    """Tells moderators in their notice channel. Raises `Unavailable`, `Forbidden`, `Gone` and `Refused`."""

    async def tell(self, channel_id: ChannelId, key: str, **fields: str | ChannelId) -> None:
        """Post the phrase *key*; channels among the fields are said as they are shown there."""
        ...


@dataclass(frozen=True, slots=True)
class PinnedCopy:
    """A relayed message that the bot pinned, and where."""

    channel_id: ChannelId
    message_id: MessageId


class PinStore(Protocol):
    """Remembers which copies the bot pinned, by their source."""

    async def every(self) -> Mapping[MessageId, Sequence[PinnedCopy]]:
        """Return the pinned copies of each source that has some."""
        ...

    async def keep(self, source_id: MessageId, copies: Sequence[PinnedCopy]) -> None:
        """Remember that *copies* of a source are pinned."""
        ...

    async def forget(self, source_id: MessageId) -> None:
        """Forget the pinned copies of a source."""
        ...


class PinBoard(Protocol):
    """Pins. Raises `Unavailable`, `Forbidden`, `MessageGone`, `ChannelGone` and `Refused`."""

    async def pin(self, channel_id: ChannelId, message_id: MessageId) -> None:
        """Pin a message; one that is pinned stays so."""
        ...

    async def unpin(self, channel_id: ChannelId, message_id: MessageId) -> None:
        """Take a pin down; a message that is not pinned stays so."""
        ...


class AuditTrail(Protocol):
    """Remembers who changed what."""

    async def record(self, guild_id: GuildId, user_id: UserId, action: str, subject: str) -> None:
        """Note that a member did *action* (a word of ours) to *subject* (a bridge's name)."""
        ...


class RelayWatch(Protocol):
    """The relay, as whoever looks after it sees it."""

    def standing(self, channel_id: ChannelId) -> LaneStanding:
        """Return how the lane of a channel stands."""
        ...

    def hearing(self, guild_id: GuildId) -> Hearing:
        """Tell whether a guild is heard, and its bridged channels are caught up with."""
        ...


class FailureMemory(Protocol):
    """Remembers what last went wrong where."""

    def last(self, channel_id: ChannelId) -> LaneFailure | None:
        """Return the last failure in the lane of a channel since the process began, if there was one."""
        ...
