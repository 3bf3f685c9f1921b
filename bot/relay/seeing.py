"""Seeing: how it is written down that a thread was seen, so that a later start knows where to look.

A start looks through no thread that was seen archived: it takes all for heard that was said there. Who archives one
while nothing is heard of it may not have heard the last of it.
"""

from dataclasses import replace
from typing import Final

from bot.errors import SendFailed, Unavailable
from bot.ids import ChannelId, MessageId
from bot.relay.patience import a_few_times, until_answered
from bot.relay.ports import LanePorts
from bot.relay.threads import ThreadState

_LOOKED_AT: Final = 100  # messages, the newest


class Sight:
    """Tells by what token a thread is to be remembered."""

    def __init__(self, ports: LanePorts) -> None:
        self._ports = ports

    async def token(self, thread_id: ChannelId, state: ThreadState) -> str:
        """Return the token of a thread in *state*: of none in which it can be, if something there was not heard."""
        if state.is_archived and await self._has_unheard(thread_id):
            return unseen(replace(state, is_archived=False)).token
        return state.token

    async def _has_unheard(self, thread_id: ChannelId) -> bool:
        ports = self._ports
        marks = await until_answered(ports.outbox.watermarks, ports.clock)
        after = marks.get(thread_id, MessageId(thread_id - 1))  # a post's first message has the post's id
        try:
            said = await a_few_times(lambda: ports.history.said_since(thread_id, after, _LOOKED_AT), ports.clock)
        except Unavailable:
            return True
        except SendFailed:  # nor could a start look into it
            return False
        later = [message.id for message in said if message.is_chat]
        copies = await until_answered(lambda: ports.ledger.known(later), ports.clock) if later else ()
        return not frozenset(later) <= frozenset(copies)


def untitled(state: ThreadState) -> ThreadState:
    """Return *state* as of a thread whose title was not followed: of one that was seen so, its title is news."""
    return replace(state, title="")


def unseen(state: ThreadState) -> ThreadState:
    """Return *state* as no thread stands: whatever is told of one that was seen so is news."""
    return replace(state, rests_after_minutes=0)
