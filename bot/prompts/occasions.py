"""Occasions: a topic on its date, its posting in each channel, and what came of it."""

import enum
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NewType, Protocol

from bot.bridges.model import BridgeId
from bot.ids import ChannelId, MessageId, UserId
from bot.prompts.model import PromptId, Theme

OccasionId = NewType("OccasionId", int)

CLAIMED_FOR: Final = timedelta(minutes=2)
"""So long a posting is left to who claimed it: longer than any request takes."""

RESTS_AFTER_MINUTES: Final = 4320
"""After so long without words Discord archives a topic's thread: as one of the times that it knows."""


class Reason(enum.StrEnum):
    """Why this prompt, on this date."""

    QUEUE = "queue"  # an admin put it next
    FESTIVAL = "festival"
    SUGGESTION = "member"  # a member's, which was accepted
    LIBRARY = "library"


@dataclass(frozen=True, slots=True)
class Choice:
    """A prompt that was chosen.

    Attributes:
        theme: None for what somebody here wrote.
        entry_id: Of the admins' queue, where it stood there.
    """

    prompt_id: PromptId
    theme: Theme | None
    reason: Reason
    entry_id: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A prompt that a bridge was asked once."""

    on: date
    prompt_id: PromptId
    theme: Theme | None


class OccasionState(enum.StrEnum):
    """How an occasion stands."""

    OPEN = "open"  # it is being posted, or answers are waited for
    CLOSED = "closed"
    SKIPPED = "skipped"  # nothing is asked on this date


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a bridge is asked on one date of its schedule.

    Attributes:
        choice: None for a date that is skipped.
        closes_at: When answers are no longer waited for (UTC).
    """

    id: OccasionId
    bridge_id: BridgeId
    on: date
    choice: Choice | None
    state: OccasionState
    closes_at: datetime


class PostingState(enum.StrEnum):
    """How the posting of an occasion in one channel stands."""

    CLAIMED = "claimed"  # somebody is about to post it, or was when they ended
    POSTED = "posted"
    FAILED = "failed"  # the channel is gone, or does not let us


@dataclass(frozen=True, slots=True)
class Posting:
    """An occasion's topic in one channel.

    Attributes:
        channel_id: That has the seat.
        message_id: Of the topic; in a forum the post's first message, which has the post's id.
        thread_id: In which it is answered; None where that is the channel itself.
        recap_id: Of the message that sets answers side by side, once there is one.
        people: Who answered in this channel, once it is closed.
    """

    occasion_id: OccasionId
    channel_id: ChannelId
    state: PostingState
    claimed_at: datetime
    message_id: MessageId | None = None
    thread_id: ChannelId | None = None
    recap_id: MessageId | None = None
    people: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """A posting that is this process's to make.

    Attributes:
        is_fresh: Nobody else had it before, so that nothing can have been posted.
    """

    occasion: Occasion
    channel_id: ChannelId
    claimed_at: datetime
    is_fresh: bool


@dataclass(frozen=True, slots=True)
class OpenedThread:
    """The thread of a posting, as it is when it begins.

    Attributes:
        id: Of a thread on a message: that message's, so that it is known before there is one.
        rests_after_minutes: After so long without words Discord archives it.
    """

    id: ChannelId
    title: str
    rests_after_minutes: int


@dataclass(frozen=True, slots=True)
class Past:
    """An occasion and its postings, as the history shows them."""

    occasion: Occasion
    postings: Sequence[Posting]


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """A prompt that an admin put next.

    Attributes:
        user_id: Who did.
    """

    id: int
    prompt_id: PromptId
    user_id: UserId


class OccasionStore(Protocol):
    """Remembers what was asked. Raises `Unavailable`."""

    async def at(self, bridge_id: BridgeId, on: date) -> Occasion | None:
        """Return a bridge's occasion on a date, if there is one."""
        ...

    async def open(self, bridge_id: BridgeId, on: date, choice: Choice, closes_at: datetime) -> Occasion:
        """Choose once what a bridge is asked on a date, and return what was; its place in the queue is taken."""
        ...

    async def skip(self, bridge_id: BridgeId, on: date) -> bool:
        """Ask nothing on a date; tell whether that was still to be decided."""
        ...

    async def claim(self, occasion: Occasion, channel_id: ChannelId) -> Claim | None:
        """Let this process post *occasion* in a channel; None where that is settled, or another's for now.

        By the database's clock: several processes' differ.
        """
        ...

    async def join(self, claim: Claim, thread: OpenedThread, others: Collection[ChannelId]) -> None:
        """Let the thread of a posting be one conversation with those of the same occasion.

        Until these stand, no one else opens one in the channels *others*, which are still to be asked.
        """
        ...

    async def part(self, thread_id: ChannelId) -> None:
        """Take that back: there is no such thread."""
        ...

    async def posted(self, claim: Claim, message_id: MessageId, thread_id: ChannelId | None) -> None:
        """Remember that a topic stands in a channel."""
        ...

    async def failed(self, claim: Claim) -> None:
        """Remember that a topic cannot stand in a channel; a thread there is the relay's to open."""
        ...

    async def waits(self, occasion_id: OccasionId, closes_at: datetime) -> None:
        """Close an occasion no sooner than *closes_at*."""
        ...

    async def past(self, bridge_id: BridgeId, limit: int) -> Sequence[Past]:
        """Return the newest occasions of a bridge, the newest first; those that are skipped too."""
        ...

    async def asked(self, bridge_id: BridgeId, since: date) -> Sequence[Asked]:
        """Return what a bridge was asked since a date, the oldest first."""
        ...

    async def skipped(self, bridge_id: BridgeId, since: date) -> Collection[date]:
        """Return the dates since *since* that are skipped."""
        ...

    async def of_message(self, message_id: MessageId) -> Past | None:
        """Return the occasion of which a topic is, by its message or its thread."""
        ...

    async def by_id(self, occasion_id: OccasionId) -> Past | None:
        """Return an occasion."""
        ...

    async def ending(self, now: datetime, limit: int) -> Sequence[Past]:
        """Return at most *limit* open occasions for whose answers the time is over, the first to end first."""
        ...

    async def close(self, occasion_id: OccasionId, recaps: Collection[Posting]) -> None:
        """Remember that an occasion is closed, with what stands of it in each channel; likewise."""
        ...

    async def queue(self, bridge_id: BridgeId) -> Sequence[QueueEntry]:
        """Return the queue of a bridge, the first first."""
        ...

    async def put_next(self, bridge_id: BridgeId, prompt_id: PromptId, user_id: UserId) -> None:
        """Let a prompt be the last of a bridge's queue; once, if it is there."""
        ...

    async def take_out(self, bridge_id: BridgeId, entry_id: int) -> bool:
        """Take an entry out of a bridge's queue; tell whether it was there."""
        ...
