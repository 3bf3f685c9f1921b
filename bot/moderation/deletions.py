"""Deletions: a moderator who deletes a copy has its source and the other copies deleted, as far as guilds agreed.

Only a copy that the ledger believes to stand, deleted by itself, tells of a moderator: our own deletions are written
down before they are sent, and neither a bulk deletion nor absence says that somebody meant this one message.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import structlog

from bot.bridges.model import Actor, Bridge, BridgeId
from bot.bridges.ports import AuditTrail, BridgeStore
from bot.clock import Clock
from bot.errors import Refused, SendFailed, Unavailable
from bot.ids import ChannelId, GuildId, MessageId
from bot.moderation.errors import DeletionsGone
from bot.moderation.model import HeldDeletion
from bot.moderation.ports import Copies, DeletionBoard, HeldDeletions, SourceRemover
from bot.relay.model import MessagesDeleted, SourcePlace
from bot.relay.ports import Ledger
from bot.tasks import Tasks

T = TypeVar("T")

_log = structlog.stdlib.get_logger(__name__)

MOST_UNASKED: Final = 5
"""So many within a minute are done at once; the ones after that wait for an answer."""

_WINDOW_SECONDS: Final = 60.0
_LONGEST_WAIT_SECONDS: Final = 30.0
_REMEMBERED: Final = 256


class Deletions:
    """Follows the deletions of copies; `note` is told of all that happens in bridged channels."""

    def __init__(
        self,
        bridges: BridgeStore,
        ledger: Ledger,
        remover: SourceRemover,
        copies: Copies,
        board: DeletionBoard,
        held: HeldDeletions,
        trail: AuditTrail,
        clock: Clock,
        tasks: Tasks,
    ) -> None:
        self._bridges = bridges
        self._ledger = ledger
        self._remover = remover
        self._copies = copies
        self._board = board
        self._held = held
        self._trail = trail
        self._clock = clock
        self._tasks = tasks
        self._one_by_one = asyncio.Lock()
        self._recent: dict[BridgeId, deque[float]] = {}
        self._questions: dict[tuple[BridgeId, GuildId], tuple[MessageId, float]] = {}
        self._followed: dict[SourcePlace, None] = {}

    def note(self, event: MessagesDeleted) -> None:
        """Take note of *event*; never waits."""
        if event.is_single:
            self._tasks.start(self._seen(event.channel_id, event.message_ids[0]), name=f"deleted-{event.channel_id}")

    async def follow(self, question_id: MessageId, by: Actor) -> tuple[int, int]:
        """Have the sources deleted that a question is about; return how many are gone, and how many there were.

        Raises:
            DeletionsGone: It was answered or forgotten.
        """
        held, bridge = await self._asked(question_id, by)
        done = 0
        for one in held:
            there = await self._bridges.containing(one.source.channel_id)
            seat = there.endpoint(one.source.channel_id) if there is not None and there.id == bridge.id else None
            if seat is not None and bridge.manner.lets_delete(seat.guild_id, one.guild_id):
                done += await self._remove(one.source)
        await self._answered(question_id, held[0], by, bridge, "deletions-followed")
        return done, len(held)

    async def leave(self, question_id: MessageId, by: Actor) -> None:
        """Let the sources stand that a question is about.

        Raises:
            DeletionsGone: It was answered or forgotten.
        """
        held, bridge = await self._asked(question_id, by)
        await self._answered(question_id, held[0], by, bridge, "deletions-left")

    async def _seen(self, channel_id: ChannelId, message_id: MessageId) -> None:
        async with self._one_by_one:
            is_many: bool | None = None  # a copy counts once, however many sources share it
            for source in await self._answer(lambda: self._ledger.live_sources(message_id)):
                if source.channel_id == channel_id:
                    continue  # a note: it was in the way, and the words that it stood below were not
                bridge = await self._answer(lambda: self._bridges.containing(channel_id))
                if bridge is not None and source not in self._followed and _is_let(bridge, channel_id, source):
                    is_many = self._is_many(bridge.id) if is_many is None else is_many
                    await self._consider(bridge, channel_id, source, is_many=is_many)

    async def _consider(self, bridge: Bridge, channel_id: ChannelId, source: SourcePlace, *, is_many: bool) -> None:
        here, there = bridge.endpoint(channel_id), bridge.endpoint(source.channel_id)
        if here is None or there is None:
            return
        self._followed[source] = None
        if len(self._followed) > _REMEMBERED:
            del self._followed[next(iter(self._followed))]
        if is_many:
            await self._hold(bridge, HeldDeletion(bridge.id, here.guild_id, source))
            return
        is_gone = await self._remove(source)
        link = f"https://discord.com/channels/{there.guild_id}/{source.channel_id}/{source.message_id}"
        key = "deletion-followed" if is_gone else "deletion-source-stands"
        await self._tell(bridge, here.guild_id, key, channel=channel_id, source=source.channel_id, link=link)

    async def _remove(self, source: SourcePlace) -> bool:
        """Delete the copies, and the source if the bot may; tell whether it is gone."""
        self._copies.remove_copies(source)
        try:
            return await self._answer(lambda: self._remover.remove(source))
        except Refused:
            return False

    async def _answer(self, call: Callable[[], Awaitable[T]]) -> T:
        """Return what *call* answers, however long that takes."""
        seconds = 1.0
        while True:
            try:
                return await call()
            except Unavailable:
                await self._clock.sleep(seconds)
                seconds = min(2 * seconds, _LONGEST_WAIT_SECONDS)

    def _is_many(self, bridge_id: BridgeId) -> bool:
        now = self._clock.monotonic()
        recent = self._recent.setdefault(bridge_id, deque())
        while recent and recent[0] <= now - _WINDOW_SECONDS:
            recent.popleft()
        if len(recent) >= MOST_UNASKED:
            return True
        recent.append(now)
        return False

    async def _hold(self, bridge: Bridge, held: HeldDeletion) -> None:
        question_id = await self._question(bridge, held.guild_id)
        if question_id is None:
            _log.warning("deletion not followed: nobody to ask", bridge=bridge.id, source=held.source.message_id)
            return
        await self._answer(lambda: self._held.keep(question_id, held))

    async def _question(self, bridge: Bridge, guild_id: GuildId) -> MessageId | None:
        """Return the question to those of a guild that stands since less than a minute, or else ask."""
        now = self._clock.monotonic()
        known = self._questions.get((bridge.id, guild_id))
        if known is not None and known[1] > now - _WINDOW_SECONDS:
            return known[0]
        channel_id = bridge.notice_channel_of(guild_id)
        if channel_id is None:
            return None
        try:
            question_id = await self._board.ask(channel_id, bridge.name)
        except (SendFailed, Unavailable) as error:
            _log.warning("moderators not asked", channel=channel_id, error=error.key)
            return None
        self._questions[bridge.id, guild_id] = (question_id, now)
        return question_id

    async def _asked(self, question_id: MessageId, by: Actor) -> tuple[list[HeldDeletion], Bridge]:
        held = list(await self._held.under(question_id))
        bridges = await self._bridges.every()
        bridge = next((one for one in bridges if held and one.id == held[0].bridge_id), None)
        if bridge is None or by.guild_id not in bridge.guild_ids:
            raise DeletionsGone
        return held, bridge

    async def _answered(
        self, question_id: MessageId, held: HeldDeletion, by: Actor, bridge: Bridge, action: str
    ) -> None:
        await self._held.forget(question_id)
        self._questions.pop((bridge.id, held.guild_id), None)
        await self._trail.record(by.guild_id, by.user_id, action, bridge.name)

    async def _tell(self, bridge: Bridge, guild_id: GuildId, key: str, **fields: str | ChannelId) -> None:
        channel_id = bridge.notice_channel_of(guild_id)
        if channel_id is None:
            return
        try:
            await self._board.tell(channel_id, key, **fields)
        except (SendFailed, Unavailable) as error:
            _log.warning("moderators not told", channel=channel_id, error=error.key)


def _is_let(bridge: Bridge, channel_id: ChannelId, source: SourcePlace) -> bool:
    """Tell whether the guild of *source* lets those of a channel's guild have it deleted."""
    here, there = bridge.endpoint(channel_id), bridge.endpoint(source.channel_id)
    return here is not None and there is not None and bridge.manner.lets_delete(there.guild_id, here.guild_id)
