"""The source queues of threads: they come when something is heard there, and go when nothing was for long."""

from collections.abc import Awaitable, Callable, Collection

from bot.ids import ChannelId
from bot.relay.source_queue import Backlog, SourceQueue
from bot.relay.visiting import Visits
from bot.tasks import Tasks


class ThreadQueues:
    """Makes and drops the queues of threads among all *channels*; they are held as the threads of their parents are.

    Args:
        consume: Decides what a queue gives out, until cancelled.
        pass_over: Moves a queue's watermark past what stayed.
    """

    def __init__(
        self,
        channels: dict[ChannelId, SourceQueue],
        backlog: Backlog,
        visits: Visits,
        tasks: Tasks,
        consume: Callable[[SourceQueue], Awaitable[None]],
        pass_over: Callable[[SourceQueue], Awaitable[None]],
    ) -> None:
        self._channels = channels
        self._backlog = backlog
        self._visits = visits
        self._tasks = tasks
        self._consume = consume
        self._pass_over = pass_over
        self._held: set[ChannelId] = set()

    def visit(self, thread_id: ChannelId, parent_id: ChannelId) -> SourceQueue | None:
        """Listen to a thread of a channel, in which something was heard; None where it is none of ours."""
        channel = self._channels.get(thread_id)
        if channel is None and self._visits.may_be_ours(parent_id):
            channel = self._channels[thread_id] = SourceQueue(thread_id, self._backlog, parent_id)
            channel.consumer = self._tasks.start(self._take_up(channel), name=f"ingress-{thread_id}")
        self._visits.touch(thread_id)
        return channel

    def hold(self, parent_ids: Collection[ChannelId]) -> None:
        """Let what is heard in threads of these channels wait until they are released."""
        self._held.update(parent_ids)
        for channel in self._channels.values():
            if channel.parent_id in parent_ids:
                channel.close()

    def release(self, parent_ids: Collection[ChannelId]) -> None:
        """Take in what waited in threads of these channels, and was not released by itself."""
        self._held.difference_update(parent_ids)
        for channel in self._channels.values():
            if channel.parent_id in parent_ids:
                channel.open()

    async def retire(self, thread_id: ChannelId) -> bool:
        """Listen to a thread no more until something is heard of it; False: there is something to be done."""
        channel = self._channels.get(thread_id)
        if channel is None:
            return True
        await self._pass_over(channel)
        if channel.is_waiting or channel.passed_over:
            return False
        self.drop(channel)
        return True

    def drop(self, channel: SourceQueue) -> None:
        """Listen to a thread no more."""
        self._channels.pop(channel.id, None)
        if channel.consumer is not None:
            channel.consumer.cancel()

    async def _take_up(self, channel: SourceQueue) -> None:
        if await self._visits.identify(channel):
            if channel.parent_id not in self._held:
                channel.open()
            await self._consume(channel)
        self.drop(channel)  # it is none of ours
