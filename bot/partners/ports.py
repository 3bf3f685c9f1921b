"""What partners ask of the outside world."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.bridges.model import BridgeId, Endpoint
from bot.ids import ChannelId, GuildId, UserId
from bot.partners.matching import Two
from bot.partners.model import Face, Pair, PairId, PairState, Partner, Side
from bot.prompts.model import Theme
from bot.translation.model import Language


@dataclass(frozen=True, slots=True)
class Round:
    """That the pairs of a bridge are to be made.

    Attributes:
        due_at: Since when.
    """

    bridge_id: BridgeId
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Tended:
    """A pair that is this process's to look after for a while.

    Attributes:
        is_fresh: Nobody else has, so that nothing can have been done.
    """

    pair: Pair
    is_fresh: bool


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who takes part on a bridge, and what is between them."""

    partners: Sequence[Partner]
    meetings: Mapping[Two, int]
    apart: Collection[Two]


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a round.

    Attributes:
        pairs: Each of two partners.
        left: Who wanted one, and for whom nobody was left.
        next_at: When the next round is due.
    """

    week: date
    pairs: Sequence[tuple[Partner, Partner]]
    left: Collection[UserId]
    next_at: datetime


class PartnerStore(Protocol):
    """Remembers who wants a partner. Raises `Unavailable`."""

    async def of(self, bridge_id: BridgeId, user_id: UserId) -> Partner | None:
        """Return a member as they joined, if they did."""
        ...

    async def keep(self, partner: Partner, next_at: datetime) -> bool:
        """Remember a member as they want it now; tell whether there is still such a bridge.

        Args:
            next_at: When the first pairs of the bridge are made, if they are its first member.
        """
        ...

    async def leave(self, user_id: UserId, bridge_id: BridgeId | None = None) -> None:
        """Forget that a member wants a partner, on one bridge or all, and have all their pairs there end."""
        ...

    async def bridges_of(self, user_id: UserId) -> Collection[BridgeId]:
        """Return where a member has joined, or has pairs still."""
        ...

    async def block(self, user_id: UserId, other_id: UserId) -> None:
        """Never bring two together again, by the wish of the first, and have their pairs end."""
        ...

    async def forget_blocks(self, user_id: UserId) -> None:
        """Forget whom a user has blocked; who has blocked them stands."""
        ...

    async def crowd(self, bridge_id: BridgeId) -> Crowd:
        """Return who takes part on a bridge."""
        ...


class PairStore(Protocol):
    """Remembers who had whom, and what is to be done for them. Raises `Unavailable`."""

    async def pairs_of(self, bridge_id: BridgeId, user_id: UserId) -> Sequence[Pair]:
        """Return the pairs that a member was in on a bridge and that did not end, the newest first."""
        ...

    async def by_id(self, pair_id: PairId) -> Pair | None:
        """Return a pair."""
        ...

    async def in_thread(self, thread_id: ChannelId) -> Pair | None:
        """Return the pair whose thread one is."""
        ...

    async def answer(self, pair_id: PairId, user_id: UserId, *, has_met: bool) -> None:
        """Remember whether they met, as one of them says."""
        ...

    async def threads(self) -> Collection[ChannelId]:
        """Return the threads of all pairs in which what is said may cross."""
        ...

    async def rounds(self, now: datetime, limit: int) -> Sequence[Round]:
        """Return the rounds that are due, the longest due first."""
        ...

    async def claim_round(self, one: Round) -> bool:
        """Let this process make the pairs of a round, for some minutes; tell whether nobody else does or has."""
        ...

    async def made(self, one: Round, made: Made) -> None:
        """Remember what came of a round, all at once; nothing where somebody was faster."""
        ...

    async def due(self, now: datetime, limit: int) -> Sequence[PairId]:
        """Return the pairs that are to be looked after, the longest due first."""
        ...

    async def ending(self, user_id: UserId) -> Sequence[PairId]:
        """Return the pairs of a user that are to end."""
        ...

    async def claim(self, pair_id: PairId) -> Tended | None:
        """Let this process look after a pair, for some minutes; None where another does, or nothing is due."""
        ...

    async def opened(self, pair: Pair, side: Side, title: str, strand_id: ChannelId) -> None:
        """Remember the thread of a side, as one conversation with the other's."""
        ...

    async def settle(self, pair_id: PairId, state: PairState, due_at: datetime | None) -> None:
        """Remember how a pair stands, unless it is to end, and when to look after it next."""
        ...

    async def drop(self, pair_id: PairId, left: Collection[UserId] = ()) -> None:
        """Forget a pair; those who are *left* of it come first next time."""
        ...


class PairBoard(Protocol):
    """Threads for two, in Discord. Raises `Unavailable`, `Refused`, `Forbidden` and `Gone`, in their kinds."""

    async def face_of(self, guild_id: GuildId, user_id: UserId) -> Face | None:
        """Return how a member is met in their guild; None where they are not there any more."""
        ...

    async def has_room(self, end: Endpoint) -> bool:
        """Tell whether private threads can stand in a channel, and are for everybody's eyes."""
        ...

    async def find(self, guild_id: GuildId, channel_id: ChannelId, title: str) -> Sequence[ChannelId]:
        """Return the private threads that the bot opened under a channel with a title, the oldest first."""
        ...

    async def open(self, channel_id: ChannelId, title: str) -> ChannelId:
        """Open a private thread to which nobody but the bot invites."""
        ...

    async def delete(self, thread_id: ChannelId) -> None:
        """Delete a thread; one that is gone is deleted."""
        ...

    async def admit(self, thread_id: ChannelId, user_id: UserId) -> None:
        """Let a member into a thread."""
        ...

    async def welcome(self, thread_id: ChannelId, pair_id: PairId, text: str, user_id: UserId, label: str) -> None:
        """Say what a thread is for, to a member who is pinged, unless it was said; a button parts the two for good."""
        ...

    async def ask(self, thread_id: ChannelId, pair_id: PairId, text: str, labels: tuple[str, str]) -> None:
        """Ask whether they met, with a button for yes and one for no, unless it was asked."""
        ...

    async def close(self, thread_id: ChannelId, text: str) -> None:
        """Say a last word in a thread, unless it was said, and archive it; one that is gone is closed."""
        ...


class FirstTopics(Protocol):
    """Something to begin with."""

    async def topic(self, language: Language, interests: Collection[Theme], number: int) -> str:
        """Return a topic for readers of a language: the same one in every language for the same rest."""
        ...


class Muted(Protocol):
    """Knows whose words do not cross."""

    def is_muted(self, bridge_id: BridgeId, guild_id: GuildId, user_id: UserId) -> bool:
        """Tell whether a guild's moderators have muted somebody on a bridge."""
        ...


class Phrases(Protocol):
    """Says the bot's own words."""

    def say(self, language: str, key: str, /, **fields: str | int) -> str:
        """Return the phrase *key* for readers of *language*."""
        ...


class JoinedThreads(Protocol):
    """The relay, as whoever opens threads for it sees it."""

    def joined(self, thread_id: ChannelId) -> None:
        """Know that a thread was joined to others; never waits."""
        ...
