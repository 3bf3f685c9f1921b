"""Held open: threads that are open for no longer than a change takes, and how each is to stand after it.

What such a thread looks like meanwhile is nobody's doing but ours, so whoever reads it has to ask here how it rests.
"""

from dataclasses import replace

from bot.ids import ChannelId
from bot.relay.threads import SourceThread, ThreadState


class HeldOpen:
    """Knows the threads that lanes of this process hold open."""

    def __init__(self) -> None:
        self._rests: dict[ChannelId, ThreadState] = {}
        self._led: dict[ChannelId, ThreadState] = {}

    def __contains__(self, thread_id: object) -> bool:
        return thread_id in self._rests

    def begin(self, thread_id: ChannelId, found: ThreadState) -> None:
        """Hold a thread open that was *found* shut."""
        self._rests[thread_id] = found

    def end(self, thread_id: ChannelId) -> None:
        """Hold a thread open no longer."""
        self._rests.pop(thread_id, None)
        self._led.pop(thread_id, None)

    def lead(self, thread_id: ChannelId, state: ThreadState) -> bool:
        """Have a thread rest as *state* once it is not held open; False: it is not."""
        if thread_id not in self._rests:
            return False
        self._rests[thread_id] = self._led[thread_id] = state
        return True

    def led(self, thread_id: ChannelId) -> ThreadState | None:
        """Return as what a thread is to rest since it is held open, None if that was not changed."""
        return self._led.get(thread_id)

    def at_rest(self, thread: SourceThread) -> SourceThread:
        """Return *thread* as it stands when it is not held open."""
        rest = self._rests.get(thread.id)
        return thread if rest is None else replace(thread, state=shut_alike(thread.state, rest))


def shut_alike(state: ThreadState, other: ThreadState) -> ThreadState:
    """Return *state*, archived and locked where *other* is."""
    return replace(state, is_archived=other.is_archived, is_locked=other.is_locked)
