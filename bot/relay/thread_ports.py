"""Threads: what the relay asks of Discord and of the database about them."""

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.bridges.model import Bridge
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.relay.briefing import Briefings
from bot.relay.held_open import HeldOpen
from bot.relay.model import Part, Persona, Piece
from bot.relay.threads import Joined, SourceThread, Strand, ThreadState


class ThreadStore(Protocol):
    """Remembers which threads belong together. Raises `Unavailable`."""

    async def strands(self, thread_ids: Collection[ChannelId]) -> Sequence[Strand]:
        """Return the strands in which any of *thread_ids* is."""
        ...

    async def under(self, parent_ids: Collection[ChannelId]) -> Sequence[Strand]:
        """Return the strands of which a thread under one of *parent_ids* was not seen archived, and stands."""
        ...

    async def claim(self, strand_id: ChannelId, joined: Joined) -> Strand:
        """Let *joined* be of a strand, unless a thread under its parent is already; return the strand as it is then."""
        ...

    async def opened(self, strand_id: ChannelId, joined: Joined) -> None:
        """Let *joined* take the place of what was claimed under its parent."""
        ...

    async def posted(self, strand_id: ChannelId, joined: Joined, first: Part, author_id: UserId) -> None:
        """Do what `opened` does, and record in the same commit that *first* stands in it, with a user's words."""
        ...

    async def see(self, tokens: Mapping[ChannelId, str]) -> None:
        """Remember how threads were seen."""
        ...

    async def gone(self, thread_ids: Collection[ChannelId]) -> None:
        """Remember that threads were deleted; strands of which none stands are forgotten."""
        ...

    async def parent_of(self, thread_id: ChannelId) -> ChannelId | None:
        """Return the channel under which a thread stands, or stood; None for what is no thread of a strand."""
        ...

    async def starter(self, message_id: MessageId, parent_id: ChannelId) -> "Starter":
        """Return which message in the channel *parent_id* a thread hangs on that hangs on *message_id* elsewhere."""
        ...


@dataclass(frozen=True, slots=True)
class Starter:
    """The message that a thread hangs on.

    Attributes:
        source_id: The source message, however it was asked for.
        message_id: It or its copy in the channel that was asked for; None where none stands.
        is_owed: It is on its way there.
    """

    source_id: MessageId
    message_id: MessageId | None = None
    is_owed: bool = False


@dataclass(frozen=True, slots=True)
class OwnThread:
    """A thread that the bot opened, as it is found."""

    id: ChannelId
    title: str


class ThreadBoard(Protocol):
    """Discord's threads. Every method raises `Unavailable`, `Refused`, `Forbidden` or `Gone`."""

    async def read(self, thread_id: ChannelId) -> SourceThread:
        """Return a public thread as it stands.

        Raises:
            ChannelGone: There is no such public thread.
        """
        ...

    async def active(self, guild_id: GuildId) -> Sequence[SourceThread]:
        """Return a guild's public threads that are not archived, as far as the bot sees them."""
        ...

    async def start(self, parent_id: ChannelId, state: ThreadState, message_id: MessageId | None) -> ChannelId:
        """Open a thread in *state*, which is neither archived nor locked, on a message or by itself, and return it.

        Raises:
            ThreadStands: There is one on that message; it has the message's id.
        """
        ...

    async def is_forum(self, channel_id: ChannelId) -> bool:
        """Tell whether nothing stands in a channel but threads, which begin with a message."""
        ...

    async def tags(self, forum_id: ChannelId, names: Sequence[str]) -> Sequence[int]:
        """Return the tags of a forum that bear *names*, in any case; one of its own where it demands some."""
        ...

    async def tags_after(self, source: SourceThread, there: SourceThread) -> frozenset[int]:
        """Return the tags of the post *there* once it follows those of *source*, by their names.

        Those of which the forum of *source* has none of the name stay as they are.
        """
        ...

    async def own(self, guild_id: GuildId, parent_id: ChannelId, since: datetime) -> Sequence[OwnThread]:
        """Return the threads under a channel that the bot opened since a moment, the oldest first."""
        ...

    async def change(self, thread_id: ChannelId, before: ThreadState, now: ThreadState) -> None:
        """Bring a thread from one state to another."""
        ...

    async def delete(self, thread_id: ChannelId) -> None:
        """Delete a thread; one that is gone is deleted."""
        ...


class PostOpener(Protocol):
    """Begins posts in forums; it raises as `bot.relay.ports.Delivery` does."""

    async def open_post(
        self, forum_id: ChannelId, persona: Persona, piece: Piece, title: str, tags: Sequence[int]
    ) -> ChannelId:
        """Post *piece* as the first message of a new post, and return that."""
        ...


class ThreadAlarm(Protocol):
    """Tells moderators what keeps threads from being joined."""

    def threads_forbidden(self, bridge: Bridge, channel_id: ChannelId) -> None:
        """Tell, once, that the bot lacks a right for threads in a channel of *bridge*; never waits."""
        ...


class ThreadPhrases(Protocol):
    """Says the bot's own words."""

    def say(self, language: str, key: str, /, **fields: str | int) -> str:
        """Return the phrase *key* for readers of *language*."""
        ...


@dataclass(frozen=True, slots=True)
class ThreadPorts:
    """What threads need beside what lanes do.

    Attributes:
        private: The private threads in which what is said may cross: into their counterparts, and nowhere else.
        held: Those that are open for a change.
    """

    store: ThreadStore
    board: ThreadBoard
    posts: PostOpener
    alarm: ThreadAlarm
    phrases: ThreadPhrases
    briefings: Briefings
    private: Container[ChannelId] = frozenset()
    held: HeldOpen = field(default_factory=HeldOpen)
