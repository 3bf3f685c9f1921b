"""The past of channels as it reads now, and what is known to stand: what a comparison goes by."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from bot.ids import ChannelId, GuildId, MessageId
from bot.relay.model import Part, Revision, SourceMessage, SourcePlace
from bot.relay.reacting import Reaction

PAGE: Final = 100
"""The most messages that Discord gives at once."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as a look into its channel shows it.

    Attributes:
        is_said: A member wrote it, and no bot, webhook or system.
        reactions: What stands under it.
    """

    message_id: MessageId
    revision: Revision
    is_said: bool
    reactions: tuple[Reaction, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was read of a channel, from *since* on without a gap: only there does absence say anything."""

    since: MessageId
    seen: Mapping[MessageId, Seen]

    def lacks(self, message_id: MessageId) -> bool:
        """Tell whether a message that stood there, and is not newer than what was read, is gone."""
        return message_id >= self.since and message_id not in self.seen


class Past(Protocol):
    """Looks at what was said. Raises `Unavailable`, `Refused`, `Forbidden` and `Gone`."""

    async def page(self, channel_id: ChannelId, before: MessageId) -> Sequence[Seen]:
        """Return the `PAGE` messages before *before*, newest first; fewer only where the channel begins.

        Where the bot may not read what was said, it is `Forbidden`, and never an empty page.
        """
        ...

    async def one(self, place: SourcePlace) -> SourceMessage | None:
        """Return the message at *place* as it reads now; None for what nobody said."""
        ...


class StandingParts(Protocol):
    """The ledger, as a comparison reads it. Raises `Unavailable`."""

    async def since(self, destination_id: ChannelId, after: MessageId, limit: int) -> Sequence[Part]:
        """Return the newest *limit* `LIVE` parts in a destination after *after*, newest first."""
        ...


class UnheardGuilds(Protocol):
    """Remembers guilds that were not heard for a while, until what was missed is found out. Raises `Unavailable`."""

    async def begin(self, guild_ids: Collection[GuildId], since: Revision) -> Mapping[GuildId, Revision]:
        """Remember that *guild_ids* were not heard since *since*, and return since when that holds for each.

        An earlier moment that was not ended stands; otherwise it is not earlier than a `refused` edit.
        """
        ...

    async def refused(self, guild_id: GuildId, revision: Revision) -> None:
        """Remember that an edit was heard in a guild, as of *revision*, that does not cross everywhere."""
        ...

    async def end(self, guild_ids: Collection[GuildId]) -> None:
        """Forget it of *guild_ids*."""
        ...


class Follower(Protocol):
    """Looks for what catch-up does not find."""

    async def unheard(
        self, guild_ids: Collection[GuildId], channel_ids: Collection[ChannelId]
    ) -> Mapping[GuildId, Revision]:
        """Note that *channel_ids* of *guild_ids* were not heard for a while. They are about to be caught up with.

        Returns since when that holds for each guild, also where a catch-up with it was cut short by a kill.
        """
        ...

    async def refused(self, guild_id: GuildId, revision: Revision) -> None:
        """Note that an edit was heard that does not cross everywhere, and must not be found later."""
        ...

    def caught_up(self, guild_ids: Collection[GuildId]) -> None:
        """Begin, now that *guild_ids* are caught up with; never waits."""
        ...
