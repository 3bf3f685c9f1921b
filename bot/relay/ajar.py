"""Ajar: a thread that is archived or locked takes no change, so it is opened for as long as changes take.

Discord opens an archived thread by itself for what is said in it, and for nothing else; a webhook, which has no rights,
does nothing at all in a locked one. Where the bot may not open it either, what is owed there waits.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, TypeVar

import structlog

from bot.bridges.model import Endpoint
from bot.errors import ChannelGone, NotApplied, Refused, SendFailed, ThreadsFull, ThreadShut, Unavailable
from bot.ids import ChannelId, MessageId
from bot.relay.carried import Quote
from bot.relay.held_open import shut_alike
from bot.relay.model import Persona, Piece
from bot.relay.patience import a_few_times, until_answered
from bot.relay.ports import Delivery, LanePorts
from bot.relay.quotations import QuoteBoard
from bot.relay.seeing import Sight, unseen
from bot.relay.threads import UNDER_WAY, Joined, SourceThread, ThreadState

T = TypeVar("T")

_log = structlog.stdlib.get_logger(__name__)

_SHUT_SECONDS: Final = 300.0
"""So long nothing is tried in a thread that cannot be opened, unless somebody opens it."""

_AGAIN_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class _Found:
    """How a thread stood before it was opened for a change, and how its source thread did, if there is one.

    Attributes:
        is_news: Somebody has just made it stand so, and its counterparts are still to follow.
    """

    here: ThreadState
    source: SourceThread | None
    is_news: bool


class Ajar:
    """Opens the thread of one lane, and lets it follow its source again. Of a channel it does nothing.

    Args:
        seat: The lane's destination.
        ports: All that a lane needs.
        wake: Has the lane look again at what is to be done.
    """

    def __init__(self, seat: Endpoint, ports: LanePorts, wake: Callable[[], None]) -> None:
        self._thread_id, self._is_thread = seat.channel_id, seat.parent_id is not None
        self._ports = ports
        self._threads, self._held = ports.threads, ports.threads.held
        self._sight = Sight(ports)
        self._wake = wake
        self._inside = 0  # changes under way
        self._found: _Found | None = None
        self._is_told = False
        self.shut_until = 0.0
        """Until when, in monotonic seconds, nothing is posted or edited here."""

    def through(self, ports: LanePorts) -> LanePorts:
        """Return *ports* by which all goes through here that is changed in the thread."""
        if not self._is_thread:
            return ports
        quotes = replace(ports.quotes, board=_QuotesAjar(ports.quotes.board, self))
        return replace(ports, delivery=_DeliveryAjar(ports.delivery, self), quotes=quotes)

    @property
    def is_open(self) -> bool:
        """Tell whether the thread is open for no longer than a change takes."""
        return self._found is not None

    @property
    def is_shut(self) -> bool:
        """Tell whether nothing can be posted or edited for now."""
        return self.shut_until > self._ports.clock.monotonic()

    def reopened(self) -> None:
        """Note that somebody opened the thread."""
        self.shut_until = 0.0
        self._is_told = False

    async def do(self, change: Callable[[], Awaitable[T]], *, is_removal: bool = False) -> T:
        """Do *change*, opening the thread where it has to be open for it.

        Raises:
            ThreadShut: It is shut, and the bot may not open it: try again when it is open, or after `shut_until`.
            NotApplied: Nobody could say how it stands: try again later.
        """
        if self.is_shut and not is_removal:  # in one that is not archived as well, members may delete
            raise ThreadShut(channel_id=self._thread_id)
        self._inside += 1
        try:
            try:
                return await change()
            except ThreadShut as error:
                await self._open(error)
            try:
                return await change()
            except ThreadShut:  # somebody shuts it as fast as we open it
                self.shut_until = self._ports.clock.monotonic() + _AGAIN_SECONDS
                raise
        finally:
            self._inside -= 1
            if self.is_open:
                self._wake()

    async def close(self) -> bool:
        """Have the thread follow its source again, unless something is being changed in it; tell whether that was due.

        Nothing is waited for where it was not.
        """
        if self._found is None or self._inside:
            return False
        found, self._found = self._found, None
        try:
            await self._shut(found)
        except (SendFailed, Unavailable) as error:
            # How its source was last seen is left as it was marked, so the next start lets it follow.
            _log.warning("thread left open", thread=self._thread_id, error=str(error))
        else:
            await self._unmark(found.source)
        finally:
            if self._found is None:  # else it was opened anew
                self._held.end(self._thread_id)
        return True

    def end(self) -> None:
        """Hold the thread open no longer, however it stands."""
        if self._found is not None:
            self._held.end(self._thread_id)

    async def _shut(self, found: _Found) -> None:
        """Bring the thread where it is to rest; where that is changed while this takes, once more."""
        board, clock = self._threads.board, self._ports.clock
        there = (await a_few_times(lambda: board.read(self._thread_id), clock)).state
        source = await self._source(found.source.id) if found.source is not None else None
        while True:
            led, before = self._held.led(self._thread_id), there
            there = shut_alike(there, led) if led is not None else _following(there, found, source)
            if there != before:
                await a_few_times(partial(board.change, self._thread_id, before, there), clock)
            if led is not None or not found.is_news:
                await self._see(there)
            if self._held.led(self._thread_id) == led:
                return

    async def _open(self, why: ThreadShut) -> None:
        """Open the thread, unless somebody has done so.

        What is told of it meanwhile is marked as our own doing, and its source as not seen as it stands: it is followed
        after a kill, and when somebody opens or shuts it meanwhile.
        """
        if self.is_shut or isinstance(why, ThreadsFull):  # no room to open it either
            self._park(why)
        board = self._threads.board
        try:
            there = await board.read(self._thread_id)
            if there.state.is_open:
                return
            if self._found is None:
                self._found = _Found(there.state, await self._source(), await self._is_news(there))
                self._held.begin(self._thread_id, there.state)
                await self._mark(self._found)
            await board.change(self._thread_id, there.state, there.state.opened)
        except ChannelGone:
            raise
        except Unavailable as error:
            raise NotApplied(**error.fields) from None
        except Refused as error:
            if self._found is not None:
                found, self._found = self._found, None
                self._held.end(self._thread_id)
                if not found.is_news:
                    await self._see(found.here)
                await self._unmark(found.source)
            self._park(error)
        self._is_told = False

    def _park(self, error: Refused) -> None:
        """Let what is owed here wait, and tell it once."""
        shut = error if isinstance(error, ThreadsFull) else ThreadShut(channel_id=self._thread_id)
        if not self.is_shut:
            self.shut_until = self._ports.clock.monotonic() + _SHUT_SECONDS
            _log.info("thread is shut", thread=self._thread_id, **error.fields)
        if not self._is_told:
            self._is_told = True
            self._ports.observer.failed(self._thread_id, shut.kind)
        raise shut

    async def _source(self, thread_id: ChannelId | None = None) -> SourceThread | None:
        """Return the thread that this one follows: the member's own, if it is none itself, or that which is given.

        None where nobody knows how it rests: it is read while another process changes it, or cannot be read.
        """
        store = self._threads.store
        for strand in await until_answered(lambda: store.strands([self._thread_id]), self._ports.clock):
            others = [one for one in strand.joined if one.thread_id not in {None, self._thread_id} and not one.is_gone]
            given = [one for one in others if thread_id in {None, one.thread_id} and self._is_known(one)]
            for one in sorted(given, key=lambda one: (one.seen == UNDER_WAY, one.is_ours))[:1]:
                return await self._read_source(one.thread_id)
        return None

    def _is_known(self, one: Joined) -> bool:
        return one.seen != UNDER_WAY or one.thread_id in self._held

    async def _read_source(self, thread_id: ChannelId | None) -> SourceThread | None:
        """Return a thread as it rests, None where the bot cannot know."""
        if thread_id is None:
            return None
        try:
            return self._held.at_rest(await self._threads.board.read(thread_id))
        except SendFailed:
            return None

    async def _is_news(self, thread: SourceThread) -> bool:
        """Tell whether *thread* has come to stand as it does, and not all of that was followed."""
        found = await until_answered(lambda: self._threads.store.strands([thread.id]), self._ports.clock)
        seen = [joined.seen for strand in found if (joined := strand.thread(thread.id)) is not None]
        return any(token not in {UNDER_WAY, thread.state.token} for token in seen)

    async def _mark(self, found: _Found) -> None:
        """Mark what is about to be told of the thread as our own doing; news stays news until it is followed."""
        tokens = {} if found.is_news else {self._thread_id: UNDER_WAY}
        if (source := found.source) and source.id not in self._held and not await self._is_news(source):
            tokens[source.id] = unseen(source.state).token
        await until_answered(lambda: self._threads.store.see(tokens), self._ports.clock)

    async def _unmark(self, source: SourceThread | None) -> None:
        """Let *source* be seen as it was found, unless it was followed since: how it stands now may be told yet."""
        if source is None:
            return
        store, clock = self._threads.store, self._ports.clock
        for strand in await until_answered(lambda: store.strands([source.id]), clock):
            joined = strand.thread(source.id)
            if joined is not None and joined.seen == unseen(source.state).token:
                token = await self._sight.token(source.id, source.state)
                await until_answered(partial(store.see, {source.id: token}), clock)

    async def _see(self, here: ThreadState) -> None:
        token = await self._sight.token(self._thread_id, here)
        await until_answered(lambda: self._threads.store.see({self._thread_id: token}), self._ports.clock)


@dataclass(frozen=True, slots=True)
class _DeliveryAjar:
    """A `Delivery` into one thread."""

    delivery: Delivery
    ajar: Ajar

    def wait(self, channel_id: ChannelId, posts: int) -> float:
        return self.delivery.wait(channel_id, posts)

    def largest_file(self, destination_id: ChannelId) -> int:
        return self.delivery.largest_file(destination_id)

    async def send(self, destination_id: ChannelId, persona: Persona, piece: Piece) -> MessageId:
        return await self.ajar.do(lambda: self.delivery.send(destination_id, persona, piece))

    async def edit(self, destination_id: ChannelId, message_id: MessageId, piece: Piece) -> None:
        await self.ajar.do(lambda: self.delivery.edit(destination_id, message_id, piece))

    async def delete(self, destination_id: ChannelId, message_id: MessageId) -> None:
        await self.ajar.do(lambda: self.delivery.delete(destination_id, message_id), is_removal=True)


@dataclass(frozen=True, slots=True)
class _QuotesAjar:
    """A `QuoteBoard` of one thread."""

    board: QuoteBoard
    ajar: Ajar

    async def show(self, destination_id: ChannelId, message_id: MessageId, quote: Quote) -> None:
        await self.ajar.do(lambda: self.board.show(destination_id, message_id, quote))

    async def blank(self, destination_id: ChannelId, message_id: MessageId, words: str) -> bool:
        return await self.ajar.do(lambda: self.board.blank(destination_id, message_id, words))


def _following(there: ThreadState, found: _Found, source: SourceThread | None) -> ThreadState:
    """Return *there* as it follows its *source* again; as it was found, where it is the one to be followed.

    It is archived where that is. A lock is a moderator's: it holds as it did, unless the source's was changed since.
    """
    if source is None or found.source is None or found.is_news:
        return shut_alike(there, found.here)
    is_relocked = source.state.is_locked != found.source.state.is_locked
    is_locked = source.state.is_locked if is_relocked else found.here.is_locked
    return replace(there, is_archived=source.state.is_archived, is_locked=is_locked)
