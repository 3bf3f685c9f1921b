"""Pins: what is pinned in one channel of a bridge is pinned in the others, where its admins want that.

Discord tells of a pin by an update of the message that says whether it is pinned, as any other update of it does. What
was carried is therefore remembered: by it a change is told from a state, and taken down when the ledger has forgotten.
"""

import asyncio
from collections.abc import Mapping, Sequence

import structlog

from bot.bridges.model import Bridge
from bot.bridges.ports import BridgeStore, NoticeChannel, PinBoard, PinnedCopy, PinStore
from bot.errors import Forbidden, Refused, SendFailed, Unavailable
from bot.ids import ChannelId, MessageId
from bot.relay.model import MessageEdited, MessagesDeleted, PartState, SourceEvent, SourceMessage
from bot.relay.ports import Ledger, MemberChoices
from bot.tasks import Tasks

_log = structlog.stdlib.get_logger(__name__)


class Pins:
    """Carries pins; `note` is told of all that happens in bridged channels."""

    def __init__(
        self,
        bridges: BridgeStore,
        ledger: Ledger,
        store: PinStore,
        board: PinBoard,
        moderators: NoticeChannel,
        choices: MemberChoices,
        tasks: Tasks,
        carried: Mapping[MessageId, Sequence[PinnedCopy]],
    ) -> None:
        self._bridges = bridges
        self._ledger = ledger
        self._store = store
        self._board = board
        self._moderators = moderators
        self._choices = choices
        self._tasks = tasks
        self._carried = dict(carried)
        self._wanted: dict[MessageId, bool] = {}  # what is still to be looked at
        self._one_by_one = asyncio.Lock()

    def note(self, event: SourceEvent) -> None:
        """Take note of *event*; never waits."""
        if isinstance(event, MessageEdited):
            message_id, is_pinned = event.message.id, event.message.is_pinned
            if is_pinned != self._wanted.get(message_id, message_id in self._carried):
                self._wanted[message_id] = is_pinned
                self._tasks.start(self._changed(event.message), name=f"pin-{event.message.id}")
        elif isinstance(event, MessagesDeleted) and not self._carried.keys().isdisjoint(event.message_ids):
            self._tasks.start(self._gone(event.message_ids), name=f"pins-{event.channel_id}")

    async def _changed(self, message: SourceMessage) -> None:
        async with self._one_by_one:
            if self._wanted.get(message.id) != message.is_pinned:
                return  # it was changed back meanwhile
            del self._wanted[message.id]
            bridge = await self._bridges.containing(message.channel_id)
            if bridge is not None and message.is_pinned:
                await self._pin(bridge, message)
            elif not message.is_pinned:
                await self._unpin(bridge, message.id)

    async def _pin(self, bridge: Bridge, message: SourceMessage) -> None:
        author_id = await self._ledger.author_of(message.id) or message.author.id  # a proxy's is somebody's
        if not bridge.manner.carries_pins or not self._choices.takes_part(author_id):
            return
        copies = [
            copy for end in bridge.others(message.channel_id) for copy in await self._copy(message, end.channel_id)
        ]
        if not copies:
            return  # the bot's own words, and all else that has not crossed
        # Written down first: a pin that nobody remembers would stay for good.
        await self._store.keep(message.id, copies)
        self._carried[message.id] = copies
        for copy in copies:
            await self._do(bridge, copy, is_pinned=True)

    async def _unpin(self, bridge: Bridge | None, source_id: MessageId) -> None:
        for copy in self._carried.get(source_id, ()):
            await self._do(bridge, copy, is_pinned=False)
        await self._forget(source_id)

    async def _copy(self, message: SourceMessage, channel_id: ChannelId) -> list[PinnedCopy]:
        """Return the first part that stands there, if one does."""
        parts = await self._ledger.parts(message.id, channel_id)
        return [PinnedCopy(channel_id, part.message_id) for part in parts if part.state is PartState.LIVE][:1]

    async def _do(self, bridge: Bridge | None, copy: PinnedCopy, *, is_pinned: bool) -> None:
        """Pin or unpin one copy; where that cannot be done, tell moderators what would help."""
        try:
            if is_pinned:
                await self._board.pin(copy.channel_id, copy.message_id)
            else:
                await self._board.unpin(copy.channel_id, copy.message_id)
        except (SendFailed, Unavailable) as error:
            _log.warning("pin not carried", channel=copy.channel_id, message=copy.message_id, error=error.key)
            if isinstance(error, Refused):
                await self._tell(bridge, "pin-forbidden" if isinstance(error, Forbidden) else "pin-refused", copy)

    async def _tell(self, bridge: Bridge | None, key: str, copy: PinnedCopy) -> None:
        """Tell the moderators of the guild in which the copy stands: they can help."""
        seat = bridge.endpoint(copy.channel_id) if bridge is not None else None
        channel_id = bridge.notice_channel_of(seat.guild_id) if bridge is not None and seat is not None else None
        if channel_id is None:
            return
        try:
            await self._moderators.tell(channel_id, key, channel=copy.channel_id)
        except (SendFailed, Unavailable) as error:
            _log.warning("moderators not told", channel=channel_id, error=error.key)

    async def _gone(self, message_ids: Sequence[MessageId]) -> None:
        async with self._one_by_one:
            for source_id in self._carried.keys() & set(message_ids):
                await self._forget(source_id)

    async def _forget(self, source_id: MessageId) -> None:
        self._carried.pop(source_id, None)
        await self._store.forget(source_id)
