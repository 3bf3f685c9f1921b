"""The threads of the small Discord as people and the gateway have them: spoken in, put to rest, deleted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from bot.errors import ChannelGone, MessageGone, Refused
from bot.ids import ChannelId, MessageId
from bot.relay.model import Persona, Piece, Posted, SourceMessage
from bot.relay.threads import ThreadDeleted, ThreadState
from tests.property.reacting import ReactiveDiscord
from tests.relaying import Standing, echo
from tests.small_threads import SmallThreads

_NO_THREAD_NAMED: Final = 220001


@dataclass
class HeardThreads(SmallThreads):
    """Threads of which every deletion is told, and in which words end an archived one's rest."""

    gone: set[ChannelId] = field(default_factory=set)
    hear_deleted: Callable[[ThreadDeleted], None] = lambda _event: None

    async def start(self, parent_id: ChannelId, state: ThreadState, message_id: MessageId | None) -> ChannelId:
        if message_id is not None and all(one.id != message_id for one in self.said[parent_id]):
            raise MessageGone(message_id=message_id)
        return await SmallThreads.start(self, parent_id, state, message_id)

    async def delete(self, thread_id: ChannelId) -> None:
        await SmallThreads.delete(self, thread_id)
        self.gone.add(thread_id)

    def remove(self, thread_id: ChannelId) -> None:
        """Let somebody delete a thread."""
        thread = self.threads.pop(thread_id)
        self.gone.add(thread_id)
        self.hear_deleted(ThreadDeleted(thread_id, thread.parent_id))

    def wake(self, thread_id: ChannelId) -> None:
        """Let a thread be awake, as somebody speaks in it."""
        thread = self.threads.get(thread_id)
        if thread is not None and thread.state.is_archived:
            self.put(thread_id, replace(thread.state, is_archived=False))


@dataclass
class ThreadedDiscord(ReactiveDiscord):
    """A small Discord in which nothing can be done in a thread that is gone."""

    board: HeardThreads = field(init=False)

    def post(self, channel_id: ChannelId, name: str, piece: Piece) -> MessageId:
        self.board.wake(channel_id)
        return ReactiveDiscord.post(self, channel_id, name, piece)

    def begin_post(self, thread_id: ChannelId, name: str, piece: Piece) -> None:
        """Let a post of ours begin with its first message, which has the post's own id."""
        message_id = MessageId(thread_id)
        self.channels[thread_id].append(Standing(message_id, name, piece.content, piece.pings))
        self.said[thread_id].append(echo(thread_id, message_id))
        self.echo(thread_id, message_id)

    async def send(self, destination_id: ChannelId, persona: Persona, piece: Piece) -> MessageId:
        self._demand_thread(destination_id)
        if destination_id in self.board.forums:
            raise Refused(code=_NO_THREAD_NAMED)
        return await ReactiveDiscord.send(self, destination_id, persona, piece)

    async def edit(self, destination_id: ChannelId, message_id: MessageId, piece: Piece) -> None:
        self._demand_thread(destination_id)
        await ReactiveDiscord.edit(self, destination_id, message_id, piece)

    async def delete(self, destination_id: ChannelId, message_id: MessageId) -> None:
        self._demand_thread(destination_id)
        await ReactiveDiscord.delete(self, destination_id, message_id)

    async def said_since(self, channel_id: ChannelId, after: MessageId, limit: int) -> Sequence[SourceMessage]:
        self._demand_thread(channel_id)
        return await ReactiveDiscord.said_since(self, channel_id, after, limit)

    async def own_since(self, channel_id: ChannelId, after: MessageId) -> Sequence[Posted]:
        self._demand_thread(channel_id)
        return await ReactiveDiscord.own_since(self, channel_id, after)

    def _demand_thread(self, channel_id: ChannelId) -> None:
        if channel_id in self.board.gone:
            raise ChannelGone(channel_id=channel_id)
