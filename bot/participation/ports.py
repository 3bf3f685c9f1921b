"""What participation asks of the outside world."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.participation.badges import Badge
from bot.participation.counting import Sums
from bot.participation.heard import Batch
from bot.participation.model import Tongue
from bot.participation.retention import DaysOfArrival
from bot.participation.standing import FirstPost, MemberDays, Named
from bot.participation.tallying import DayCounts
from bot.relay.model import SourceMessage, SourcePlace

Between = tuple[date, date]
"""From the first day to the last, both among them."""

Joined = Callable[[GuildId], Sequence[GuildId]]
"""Returns the guilds that bridges join with one: itself first. Never waits."""


class Records(Protocol):
    """Remembers what counts. Raises `Unavailable`."""

    async def record(self, batch: Batch) -> None:
        """Remember what was heard, each thing once however often it is heard."""
        ...

    async def behind(self) -> Mapping[ChannelId, MessageId]:
        """Return the channels that are not counted as far as they were relayed, each with how far it is."""
        ...

    async def void(self, place: SourcePlace) -> int:
        """Have nothing count that the message at *place* is, or the one that it copies; return how much did.

        Nothing that is heard of it within two days changes that.
        """
        ...

    async def home_of(self, message_id: MessageId) -> GuildId | None:
        """Return the guild in which a message was written, or the one that it copies; None where nothing is known."""
        ...

    async def fold(self) -> None:
        """Bring every sum up to date."""
        ...

    async def keep_house(self) -> None:
        """Count what is to be forgotten, and forget it; count the suggestions that are asked. Every hour."""
        ...


class Standings(Protocol):
    """Reads the sums. Raises `Unavailable`.

    Several guilds are those that a bridge joins.
    """

    async def of_member(self, guild_ids: Collection[GuildId], user_id: UserId, days: Between) -> MemberDays:
        """Return a member's contributions of each day that has any."""
        ...

    async def by_tongue(self, guild_ids: Collection[GuildId], days: Between) -> Mapping[tuple[date, Tongue], Sums]:
        """Return everybody's contributions of each day, by the tongue in which they were made."""
        ...

    async def totals_by_tongue(self, guild_ids: Collection[GuildId], days: Between) -> Mapping[Tongue, int]:
        """Return how many contributions of any kind were made in each tongue."""
        ...

    async def people(self, guild_ids: Collection[GuildId], weeks: Between) -> Mapping[tuple[date, Tongue], int]:
        """Return how many took part in each week (its Monday), by tongue."""
        ...

    async def named(self, guild_ids: Collection[GuildId], period: str, limit: int) -> Sequence[Named]:
        """Return those who want to be seen, with the most contributions in a period first."""
        ...

    async def total_of(self, guild_ids: Collection[GuildId], user_id: UserId, period: str) -> int:
        """Return a member's contributions in a period, whether they want to be seen or not."""
        ...

    async def is_shown(self, guild_id: GuildId, user_id: UserId) -> bool:
        """Tell whether a member stands on boards by name."""
        ...

    async def show(self, guild_id: GuildId, user_id: UserId, *, is_shown: bool) -> None:
        """Have a member stand on boards by name, or no longer."""
        ...

    async def meetings(self, guild_ids: Collection[GuildId], days: Between) -> Mapping[date, DayCounts]:
        """Return who answered whom on each day, as far as that is over."""
        ...

    async def arrivals(self, guild_ids: Collection[GuildId], days: Between) -> DaysOfArrival:
        """Return how many arrived on each day, and came back."""
        ...

    async def unanswered(self, guild_ids: Collection[GuildId], since: datetime) -> Sequence[FirstPost]:
        """Return the first posts of newcomers since a moment that nobody answered, the oldest first."""
        ...


class BadgeStore(Protocol):
    """Remembers badges. Raises `Unavailable`."""

    async def of(self, guild_id: GuildId, user_id: UserId) -> Collection[Badge]:
        """Return the badges that a member was given in a guild."""
        ...

    async def give(self, guild_id: GuildId, user_id: UserId, badges: Collection[Badge], day: date) -> None:
        """Remember that a member has *badges* since *day*; of one that they have already, the earlier day stays."""
        ...


class MemberNames(Protocol):
    """Knows what members are called. Raises `Unavailable`."""

    async def of(self, guild_ids: Sequence[GuildId], user_ids: Collection[UserId]) -> Mapping[UserId, str]:
        """Return the names of those who are members of one of these guilds, as they wrote them."""
        ...


@dataclass(frozen=True, slots=True)
class AskedTopic:
    """A topic of the day that is closed.

    Attributes:
        theme: What it was about; None for what somebody here wrote.
        people: How many answered, in all channels.
    """

    on: date
    prompt_id: str
    theme: str | None
    people: int


class Topics(Protocol):
    """Knows how topics of the day were answered. Raises `Unavailable`."""

    async def closed(self, guild_id: GuildId, days: Between) -> Sequence[AskedTopic]:
        """Return the topics that the bridges of a guild were asked, as far as they are closed, the oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class Deed:
    """What an admin did.

    Attributes:
        action: A word of ours.
        subject: To what: an id, or the address of a message.
    """

    at: datetime
    user_id: UserId
    action: str
    subject: str


class Trail(Protocol):
    """Remembers what admins did. Raises `Unavailable`."""

    async def record(self, guild_id: GuildId, user_id: UserId, action: str, subject: str) -> None:
        """Note that a member did *action* to *subject*."""
        ...

    async def recent(self, guild_id: GuildId, actions: Collection[str], limit: int) -> Sequence[Deed]:
        """Return what was done of *actions* in a guild, the newest first."""
        ...


@dataclass(frozen=True, slots=True)
class Subject:
    """What is not counted in a guild: whoever has a role, or what is said in a channel."""

    id: int
    is_role: bool


class ExclusionStore(Protocol):
    """Remembers what is not counted. Raises `Unavailable`."""

    async def every(self) -> Mapping[GuildId, frozenset[Subject]]:
        """Return what is not counted in each guild, where there is anything."""
        ...

    async def keep(self, guild_id: GuildId, subject: Subject, *, is_excluded: bool) -> None:
        """Remember that something is not counted in a guild, or is again."""
        ...


class Exclusions(Protocol):
    """Knows what admins do not want counted. Never waits."""

    def excludes(self, message: SourceMessage) -> bool:
        """Tell whether a message is not to be counted."""
        ...

    def excludes_roles(self, role_ids: Collection[int]) -> bool:
        """Tell whether nothing is to be counted of a member with these roles."""
        ...

    def excludes_channel(self, channel_id: ChannelId) -> bool:
        """Tell whether nothing in a channel is to be counted."""
        ...
