"""Boards: one message in each notice channel shows what waits for moderators, one at a time, in both languages."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import structlog

from bot.bridges.model import Bridge, BridgeId
from bot.bridges.ports import BridgeStore
from bot.clock import Clock
from bot.errors import FateUnknown, Forbidden, Gone, NotApplied, SendFailed, Unavailable
from bot.ids import ChannelId, MessageId
from bot.moderation.model import HeldView, Reason, Refused, StandingBoard, words_of
from bot.moderation.ports import HeldBoard, HeldStore, MessageReader, StandingBoardStore
from bot.moderation.readings import Readings
from bot.moderation.words import WordLists
from bot.relay.model import SourceMessage

_log = structlog.stdlib.get_logger(__name__)

_BETWEEN_SECONDS: Final = 3.0  # a raid must use up neither the rate limit nor the moderators
FOR_MODERATORS: Final = frozenset({Reason.WORDS, Reason.RULES, Reason.NEW})


@dataclass(frozen=True, slots=True)
class BoardPorts:
    """All that boards need."""

    store: HeldStore
    standing: StandingBoardStore
    board: HeldBoard
    reader: MessageReader
    bridges: BridgeStore
    readings: Readings
    words: WordLists
    clock: Clock


class Boards:
    """Keeps each bridge's board as things stand: posted when something begins to wait, and edited from then on."""

    def __init__(self, ports: BoardPorts) -> None:
        self._ports = ports
        self._stale: set[BridgeId] = set()
        self._is_any_stale = False
        self._woken = asyncio.Event()
        self._drawing: defaultdict[BridgeId, asyncio.Lock] = defaultdict(asyncio.Lock)

    def noticed(self, refused: Sequence[Refused]) -> None:
        """Know that *refused* may wait now; never waits."""
        self._stale |= {one.bridge_id for one in refused if for_moderators(one)}
        if self._stale:
            self._woken.set()

    def look_again(self) -> None:
        """Know that something may wait no more, of whatever bridge; never waits."""
        self._is_any_stale = True
        self._woken.set()

    async def run(self) -> None:
        """Draw what is stale, now and then, until cancelled: first what an earlier process left."""
        self.look_again()
        while True:
            await self._woken.wait()
            self._woken.clear()
            try:
                stale, self._stale = self._stale, set()
                if self._is_any_stale:
                    self._is_any_stale = False
                    stale = {bridge.id for bridge in await self._ports.bridges.every()}
                for bridge_id in stale:
                    await self._draw_if_possible(bridge_id)
            except Unavailable as error:
                _log.warning("what waits is not known", error=error.key)
                self.look_again()
            await self._ports.clock.sleep(_BETWEEN_SECONDS)

    async def waiting(self, bridge_id: BridgeId) -> list[Refused]:
        """Return what waits for a bridge's moderators, in order."""
        every = await self._ports.store.waiting()
        return [one for one in every if one.bridge_id == bridge_id and for_moderators(one)]

    async def draw(self, bridge: Bridge, wanted: MessageId | None = None, pressed: MessageId | None = None) -> None:
        """Make the board of *bridge* show what waits: *wanted*, or what it showed before, or else the first.

        Where something was *pressed* under another message, that was a board too, which a kill kept us from recording:
        it shows nothing from then on.

        Raises:
            Unavailable, SendFailed: Discord does not let us.
        """
        channel_id = bridge.settings.notice_channel_id
        async with self._drawing[bridge.id]:
            standing = await self._ports.standing.of(bridge.id)
            if channel_id is None:
                return
            if pressed is not None and standing is not None and standing.message_id != pressed:
                await self._ports.board.edit(channel_id, pressed, None)
            view = await self._view(bridge, wanted or (standing.source_id if standing is not None else None))
            if view is not None:
                await self._show(bridge.id, channel_id, standing, view)
            elif standing is not None:
                await self._end(bridge.id, standing)

    async def _draw_if_possible(self, bridge_id: BridgeId) -> None:
        bridge = next((one for one in await self._ports.bridges.every() if one.id == bridge_id), None)
        try:
            if bridge is not None:
                await self.draw(bridge)
        except (Unavailable, NotApplied, FateUnknown):
            self._stale.add(bridge_id)
            self._woken.set()
        except SendFailed as error:
            _log.warning("what waits cannot be shown", bridge=bridge_id, error=error.key)

    async def _view(self, bridge: Bridge, wanted: MessageId | None) -> HeldView | None:
        """Return what is to be shown; what has been deleted meanwhile waits no more, nor what is not to be shown."""
        takes_part = self._ports.readings.choices.takes_part
        while waiting := await self.waiting(bridge.id):
            ids = [one.source.message_id for one in waiting]
            index = ids.index(wanted) if wanted in ids else 0
            message = await self._read(waiting[index]) if takes_part(waiting[index].author_id) else None
            if message is not None:
                return await self._looked_at(bridge, waiting, index, message)
            await self._ports.store.close(ids[index])
        return None

    async def _looked_at(
        self, bridge: Bridge, waiting: Sequence[Refused], index: int, message: SourceMessage
    ) -> HeldView:
        said = words_of(message)
        readings = await self._ports.readings.of(bridge, message.channel_id, message.author.id, said)
        found = [word for reading in readings for word in self._ports.words.found(bridge.id, reading.text)]
        return HeldView(
            bridge=bridge.name,
            refused=waiting[index],
            readings=readings,
            words=tuple(dict.fromkeys(found)),
            position=index + 1,
            count=len(waiting),
            revision=message.revision,
        )

    async def _read(self, one: Refused) -> SourceMessage | None:
        try:
            message = await self._ports.reader.one(one.source)
        except (Gone, Forbidden):
            return None
        return one.attributed(message) if message is not None else None

    async def _show(
        self, bridge_id: BridgeId, channel_id: ChannelId, standing: StandingBoard | None, view: HeldView
    ) -> None:
        message_id = None
        if standing is not None and standing.channel_id == channel_id:
            try:
                await self._ports.board.edit(channel_id, standing.message_id, view)
                message_id = standing.message_id
            except Gone:
                _log.info("board is posted anew", channel=channel_id)
        if message_id is None:
            message_id = await self._ports.board.show(channel_id, view)
        board = StandingBoard(channel_id, message_id, view.refused.source.message_id)
        await self._ports.standing.keep(bridge_id, board)

    async def _end(self, bridge_id: BridgeId, standing: StandingBoard) -> None:
        await self._ports.standing.forget(bridge_id)
        try:
            await self._ports.board.edit(standing.channel_id, standing.message_id, None)
        except Gone:
            return


def for_moderators(one: Refused) -> bool:
    """Tell whether a message waits for moderators, and not for its time alone."""
    return any(refusal.reason in FOR_MODERATORS for refusal in one.refusals)


def may_enter(one: Refused, guild_ids: Collection[int]) -> tuple[ChannelId, ...]:
    """Return the destinations into which moderators of *guild_ids* may let a message."""
    return tuple(
        refusal.destination_id
        for refusal in one.refusals
        if refusal.reason in FOR_MODERATORS and (refusal.ruled_by is None or refusal.ruled_by in guild_ids)
    )
