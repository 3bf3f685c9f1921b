"""Posting: each channel of a bridge is asked the day's topic, once, at its hour.

Claimed, posted, recorded: who is killed between two of these leaves a claim, which the next look finds after a while,
and looks in the channel for what was posted under it before it posts anything.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final, Protocol

import structlog

from bot.bridges.model import Bridge, Endpoint
from bot.clock import Clock
from bot.errors import FateUnknown, Gone, NotApplied, Refused, Unavailable
from bot.ids import ChannelId, MessageId, first_id_at
from bot.prompts.occasions import (
    RESTS_AFTER_MINUTES,
    Claim,
    OccasionId,
    OccasionStore,
    OpenedThread,
    Past,
    PostingState,
)
from bot.prompts.schedule import Schedule
from bot.prompts.wording import Earlier, Topic, TopicText, Wording
from bot.translation.model import Language

_log = structlog.stdlib.get_logger(__name__)

_PAUSE_SECONDS: Final = 0.05
"""Between two postings of a process: what many bridges ask at the same minute leaves room for what people say."""

_EARLIER: Final = timedelta(minutes=10)
_SKEW: Final = timedelta(minutes=1)  # between the database's clock and Discord's


@dataclass(frozen=True, slots=True)
class Standing:
    """A topic as it stands in a channel."""

    message_id: MessageId
    thread_id: ChannelId | None = None


class TopicBoard(Protocol):
    """Posts topics in the bot's own name. Raises `Unavailable`, `Forbidden`, `Refused` and `Gone`, in their kinds."""

    async def find(self, channel_id: ChannelId, occasion_id: OccasionId, since: MessageId) -> Standing | None:
        """Return the topic of an occasion, if it was posted in a channel after *since*."""
        ...

    async def post(self, end: Endpoint, text: TopicText, occasion_id: OccasionId) -> Standing:
        """Post a topic; in a forum that is a thread.

        Raises:
            RoleGone: There is no role as is to be pinged.
        """
        ...

    async def open_thread(self, channel_id: ChannelId, thread: OpenedThread) -> None:
        """Open the thread on a topic; one that is there already will do."""
        ...

    async def is_forum(self, channel_id: ChannelId) -> bool:
        """Tell whether nothing stands in a channel but threads."""
        ...

    async def said_in(self, thread_id: ChannelId) -> int:
        """Return how many messages a thread has."""
        ...


class JoinedThreads(Protocol):
    """The relay, as whoever opens threads for it sees it."""

    def joined(self, thread_id: ChannelId) -> None:
        """Know that a thread was joined to others; never waits."""
        ...


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked where.

    Attributes:
        end: The seat that is asked.
    """

    schedule: Schedule
    bridge: Bridge
    end: Endpoint
    past: Past
    topic: Topic


@dataclass(frozen=True, slots=True)
class Postings:
    """Makes the postings of occasions, each in one channel.

    Attributes:
        prepare: Loads what words in a language need, beside all else: it may take a moment.
    """

    occasions: OccasionStore
    board: TopicBoard
    relay: JoinedThreads
    wording: Wording
    prepare: Callable[[Language], Awaitable[None]]
    clock: Clock
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def post(self, claim: Claim, asking: Asking) -> None:
        """Post, and record it.

        Raises:
            Unavailable: It is to be looked for, and tried again.
            Refused, Gone: It cannot be posted, or no thread be opened on it; that is recorded.
        """
        async with self._turn:
            await self.clock.sleep(_PAUSE_SECONDS)
        try:
            text, standing = await self._stand(claim, asking)
        except (Refused, Gone):
            await self._given_up(claim, asking)
            raise
        except (NotApplied, FateUnknown) as error:
            raise Unavailable(**error.fields) from error
        try:
            thread_id = await self._joined(claim, asking, standing, text.title)
        except (Refused, Gone):
            await self.occasions.posted(claim, standing.message_id, None)
            raise
        await self.occasions.posted(claim, standing.message_id, thread_id)
        if thread_id is not None:
            self.relay.joined(thread_id)

    async def _stand(self, claim: Claim, asking: Asking) -> tuple[TopicText, Standing]:
        """Return the topic as it stands in the channel, posted now unless it was before."""
        end, occasion_id = asking.end, claim.occasion.id
        await self.prepare(end.language)
        topic = replace(asking.topic, earlier=await self._earlier(asking))
        text = self.wording.of(topic, end.language)
        if not claim.is_fresh:
            # Not since the last claim alone: whoever had it may have ended before they looked for the first one's.
            due_at = topic.closes_at - timedelta(hours=topic.hours)
            since = first_id_at(min(claim.claimed_at, due_at) - _SKEW)
            if (found := await self.board.find(end.channel_id, occasion_id, since)) is not None:
                return text, found
        return text, await self.board.post(end, text, occasion_id)

    async def _joined(self, claim: Claim, asking: Asking, standing: Standing, title: str) -> ChannelId | None:
        """Have the thread of a topic stand, one conversation with the others'; None where it is to have none."""
        end, board = asking.end, self.board
        if standing.thread_id is None and not asking.schedule.opens_threads:
            return None
        thread = OpenedThread(standing.thread_id or ChannelId(standing.message_id), title, RESTS_AFTER_MINUTES)
        await self.occasions.join(claim, thread, await self._still_to_come(asking))
        if standing.thread_id is None:
            try:
                await board.open_thread(end.channel_id, thread)
            except (Refused, Gone):
                await self.occasions.part(thread.id)
                raise
        return thread.id

    async def _still_to_come(self, asking: Asking) -> Collection[ChannelId]:
        """Return the other channels in which a thread of the same occasion is still to be posted."""
        done = {one.channel_id for one in asking.past.postings if one.state is not PostingState.CLAIMED}
        rest = [one for one in asking.bridge.others(asking.end.channel_id) if one.channel_id not in done]
        return [
            one.channel_id
            for one in rest
            if not one.is_paused and (asking.schedule.opens_threads or await self.board.is_forum(one.channel_id))
        ]

    async def _given_up(self, claim: Claim, asking: Asking) -> None:
        await self.occasions.failed(claim)
        for one in asking.past.postings:  # their threads wait for this one's no more
            if one.thread_id is not None:
                self.relay.joined(one.thread_id)

    async def _earlier(self, asking: Asking) -> Earlier | None:
        """Return where the same was asked long enough before that something may stand there."""
        long_ago = self.clock.now() - _EARLIER
        for one in asking.past.postings:
            there = asking.bridge.endpoint(one.channel_id)
            if there is None or one.message_id is None or one.claimed_at > long_ago:
                continue
            link = f"https://discord.com/channels/{there.guild_id}/{one.thread_id or one.channel_id}"
            try:
                answers = await self.board.said_in(one.thread_id) if one.thread_id is not None else 0
            except (Refused, Gone):
                continue
            return Earlier(link if one.thread_id is not None else f"{link}/{one.message_id}", answers)
        return None
