"""Threads in the relay's words: how one stands, what joins it to its counterparts, and what is asked of Discord."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.ids import ChannelId, GuildId, MessageId, UserId

UNKNOWN: Final = ChannelId(0)
"""In place of a thread's parent: there is one, and no cache knows it."""

UNDER_WAY: Final = ""
"""How a thread is seen while it is being changed by us: what is told of it is our own doing."""

_TOLD_OF_TITLE: Final = 23  # characters of its digest, that a token of tags has room beside it

LONGEST_TITLE: Final = 100
"""Characters that a thread's title may have."""

RESERVED: Final = "reserved:"
"""Begins what is seen of a thread that the relay must not open: somebody else of us will."""


@dataclass(frozen=True, slots=True)
class ThreadState:
    """What of a thread its counterparts follow.

    Attributes:
        rests_after_minutes: After so long without words Discord archives it.
        tags: Those that a forum's post bears, of its forum's own.
    """

    title: str
    is_archived: bool = False
    is_locked: bool = False
    rests_after_minutes: int = 4320
    tags: frozenset[int] = frozenset()

    @property
    def is_open(self) -> bool:
        """Tell whether anybody may say something there."""
        return not self.is_archived and not self.is_locked

    @property
    def opened(self) -> "ThreadState":
        """Return this state, open to everybody."""
        return replace(self, is_archived=False, is_locked=False)

    @property
    def token(self) -> str:
        """Return what tells this state from others, and nothing of the title: that is somebody's words."""
        title, flags = _digest(self.title), f"{'a' * self.is_archived}{'l' * self.is_locked}{self.rests_after_minutes}"
        if not self.tags:
            return f"{flags}:{title[:32]}"
        tags = _digest(",".join(str(tag) for tag in sorted(self.tags)))
        return f"{flags}:{title[:_TOLD_OF_TITLE]}.{tags[:8]}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def titled_alike(token: str, other: str) -> bool:
    """Tell whether two states, by their tokens, are of threads with the same title."""
    return token.partition(":")[2][:_TOLD_OF_TITLE] == other.partition(":")[2][:_TOLD_OF_TITLE]


def tagged_alike(token: str, other: str) -> bool:
    """Tell whether two states of one thread, by their tokens, have the same tags."""
    return token.partition(".")[2] == other.partition(".")[2]


@dataclass(frozen=True, slots=True)
class SourceThread:
    """A public thread of a channel, as Discord tells of it.

    Attributes:
        owner_id: Who opened it.
        last_message_id: None where nothing was said, as far as it is told.
        is_ours: The bot opened it.
        tags: The names of those that a forum's post bears.
        began: When it was opened; it may hang on an older message.
    """

    id: ChannelId
    parent_id: ChannelId
    guild_id: GuildId
    owner_id: UserId
    state: ThreadState
    last_message_id: MessageId | None = None
    began: datetime | None = None
    is_ours: bool = False
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadDeleted:
    """A thread is gone."""

    id: ChannelId
    parent_id: ChannelId


ThreadEvent = SourceThread | ThreadDeleted
"""A thread was opened or reads differently now, or is gone."""


@dataclass(frozen=True, slots=True)
class Joined:
    """One thread of a strand, under the channel that has the seat.

    Attributes:
        thread_id: None while it is being opened.
        is_ours: The bot opened it.
        seen: The token of its state as it was last seen or set; `UNDER_WAY` while a change of ours is. Of one that is
            being opened: of the state in which it is to begin.
        claimed_at: When the bot began to open it, or it was first heard of.
        is_gone: It was deleted, and is not opened anew.
    """

    parent_id: ChannelId
    thread_id: ChannelId | None
    is_ours: bool
    seen: str
    claimed_at: datetime
    is_gone: bool = False

    @property
    def is_reserved(self) -> bool:
        """Tell whether somebody else than the relay opens it, in time."""
        return self.thread_id is None and self.seen.startswith(RESERVED)


@dataclass(frozen=True, slots=True)
class Strand:
    """One conversation in threads: a thread and its counterparts.

    Attributes:
        id: The message it hangs on, if that is known, else the first of its threads.
    """

    id: ChannelId
    joined: tuple[Joined, ...]

    @property
    def threads(self) -> Mapping[ChannelId, ChannelId]:
        """Return the threads that stand, by their parents."""
        return {one.parent_id: one.thread_id for one in self.joined if one.thread_id is not None and not one.is_gone}

    def thread(self, thread_id: ChannelId) -> Joined | None:
        """Return one of its threads."""
        return next((one for one in self.joined if one.thread_id == thread_id), None)

    def under(self, parent_id: ChannelId) -> Joined | None:
        """Return the thread under a channel, stands it or not."""
        return next((one for one in self.joined if one.parent_id == parent_id), None)
