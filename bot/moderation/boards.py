"""Boards: one message in each notice channel shows what its guild's moderators can decide, one at a time."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final

import structlog

from bot.bridges.model import Bridge, BridgeId
from bot.bridges.ports import BridgeStore
from bot.clock import Clock
from bot.errors import FateUnknown, Gone, NotApplied, SendFailed, Unavailable
from bot.ids import ChannelId, GuildId, MessageId
from bot.moderation.deciding import FOR_MODERATORS, left_to
from bot.moderation.model import HeldView, Refused, StandingBoard, words_of
from bot.moderation.ports import HeldBoard, HeldStore, MessageReader, StandingBoardStore
from bot.moderation.readings import Readings
from bot.moderation.rereading import bridge_at, read_again
from bot.moderation.words import WordLists
from bot.relay.model import SourceMessage

_log = structlog.stdlib.get_logger(__name__)

_BETWEEN_SECONDS: Final = 3.0  # a raid must use up neither the rate limit nor the moderators


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
    """Keeps the boards of each bridge as things stand: posted when something begins to wait, edited from then on.

    Every guild that has a notice channel has a board there, with what its own moderators can decide.
    """

    def __init__(self, ports: BoardPorts) -> None:
        self._ports = ports
        self._stale: set[tuple[BridgeId, GuildId | None]] = set()  # None: whichever of its guilds can decide
        self._is_any_stale = False
        self._woken = asyncio.Event()
        self._drawing: defaultdict[tuple[BridgeId, GuildId], asyncio.Lock] = defaultdict(asyncio.Lock)

    def noticed(self, refused: Sequence[Refused]) -> None:
        """Know that *refused* may wait now; never waits."""
        self._stale |= {
            (one.bridge_id, refusal.ruled_by)
            for one in refused
            for refusal in one.refusals
            if refusal.reason in FOR_MODERATORS
        }
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
                bridges = await self._ports.bridges.every()
                if self._is_any_stale:
                    self._is_any_stale = False
                    stale |= {(bridge.id, None) for bridge in bridges}
                for bridge, guild_id in _boards(bridges, stale):
                    await self._draw_if_possible(bridge, guild_id)
            except Unavailable as error:
                _log.warning("what waits is not known", error=error.key)
                self.look_again()
            await self._ports.clock.sleep(_BETWEEN_SECONDS)

    async def waiting(self, bridge: Bridge, guild_id: GuildId) -> list[Refused]:
        """Return what waits for the moderators of one guild of *bridge*, in order, and of it only what they decide."""
        waiting = []
        for one in await self._ports.store.waiting():
            if one.bridge_id == bridge.id:
                there = await bridge_at(self._ports.bridges, bridge, one)
                if refusals := left_to(guild_id, one.refusals, there):
                    waiting.append(replace(one, refusals=refusals))
        return waiting

    def outdate_others(self, bridge: Bridge, guild_id: GuildId) -> None:
        """Have the boards of the other guilds drawn anew soon; never waits."""
        self._stale |= {(bridge.id, other) for other in bridge.notice_channels if other != guild_id}
        self._woken.set()

    async def draw(
        self, bridge: Bridge, guild_id: GuildId, wanted: MessageId | None = None, pressed: MessageId | None = None
    ) -> None:
        """Make a guild's board show what waits: *wanted*, or what it showed before, or else the first.

        Where something was *pressed* under another message, that was a board too, which a kill kept us from recording:
        it shows nothing from then on.

        Raises:
            Unavailable, SendFailed: Discord does not let us.
        """
        channel_id = bridge.notice_channels.get(guild_id)
        if channel_id is None:
            return
        async with self._drawing[bridge.id, guild_id]:
            standing = await self._ports.standing.of(bridge.id, guild_id)
            if pressed is not None and standing is not None and standing.message_id != pressed:
                await self._ports.board.edit(channel_id, pressed, None)
            view = await self._view(bridge, guild_id, wanted or (standing.source_id if standing is not None else None))
            if view is not None:
                board = await self._show(channel_id, standing, view)
                await self._ports.standing.keep(bridge.id, guild_id, board)
            elif standing is not None:
                await self._ports.standing.forget(bridge.id, guild_id)
                await self._end(standing)

    async def _draw_if_possible(self, bridge: Bridge, guild_id: GuildId) -> None:
        try:
            await self.draw(bridge, guild_id)
        except (Unavailable, NotApplied, FateUnknown):
            self._stale.add((bridge.id, guild_id))
            self._woken.set()
        except SendFailed as error:
            _log.warning("what waits cannot be shown", bridge=bridge.id, guild=guild_id, error=error.key)

    async def _view(self, bridge: Bridge, guild_id: GuildId, wanted: MessageId | None) -> HeldView | None:
        """Return what is to be shown; what has been deleted meanwhile waits no more, nor what is not to be shown."""
        takes_part = self._ports.readings.choices.takes_part
        while waiting := await self.waiting(bridge, guild_id):
            ids = [one.source.message_id for one in waiting]
            index = ids.index(wanted) if wanted in ids else 0
            shown = waiting[index]
            message = await read_again(self._ports.reader, shown) if takes_part(shown.author_id) else None
            if message is not None:
                return await self._looked_at(bridge, guild_id, waiting, index, message)
            await self._ports.store.close(ids[index])
        return None

    async def _looked_at(
        self, bridge: Bridge, guild_id: GuildId, waiting: Sequence[Refused], index: int, message: SourceMessage
    ) -> HeldView:
        words = words_of(message)
        there = await bridge_at(self._ports.bridges, bridge, waiting[index])
        readings = await self._ports.readings.of(there, message.channel_id, message.author.id, words)
        said = [self._ports.words.found(bridge.id, guild_id, reading.text) for reading in readings]
        return HeldView(
            bridge=bridge.name,
            guild_id=guild_id,
            refused=waiting[index],
            readings=readings,
            words=tuple(dict.fromkeys(word for word in said if word is not None)),
            position=index + 1,
            count=len(waiting),
            revision=message.revision,
        )

    async def _show(self, channel_id: ChannelId, standing: StandingBoard | None, view: HeldView) -> StandingBoard:
        message_id = None
        if standing is not None and standing.channel_id == channel_id:
            try:
                await self._ports.board.edit(channel_id, standing.message_id, view)
                message_id = standing.message_id
            except Gone:
                _log.info("board is posted anew", channel=channel_id)
        if message_id is None:
            message_id = await self._ports.board.show(channel_id, view)
        return StandingBoard(channel_id, message_id, view.refused.source.message_id)

    async def _end(self, standing: StandingBoard) -> None:
        try:
            await self._ports.board.edit(standing.channel_id, standing.message_id, None)
        except Gone:
            return


def _boards(bridges: Iterable[Bridge], stale: Set[tuple[BridgeId, GuildId | None]]) -> list[tuple[Bridge, GuildId]]:
    """Return the boards that are *stale*, each once."""
    return [
        (bridge, guild_id)
        for bridge in bridges
        for guild_id in bridge.notice_channels
        if not stale.isdisjoint({(bridge.id, guild_id), (bridge.id, None)})
    ]
