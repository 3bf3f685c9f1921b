"""Requoting: the quotes in one destination follow what they quote, beside its lane.

What they should show is owed in the database before what they quote is changed, so a kill heals. Here it is looked
after one message at a time, by edits, which come last under a webhook's limit: no message waits for a quote.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import groupby
from typing import Final

import structlog
from cachetools import LRUCache

from bot.bridges.model import Endpoint
from bot.errors import ChannelGone, Forbidden, Gone, Refused, SendFailed, ThreadShut, Unavailable
from bot.ids import MessageId
from bot.relay.carried import Quote
from bot.relay.model import Owed
from bot.relay.patience import backoff_seconds, until_answered
from bot.relay.ports import LanePorts
from bot.relay.quotations import Quotation, Quoting
from bot.relay.quoting import Quotes

_log = structlog.stdlib.get_logger(__name__)

_REMEMBERED: Final = 1024
_FORBIDDEN_SECONDS: Final = 300.0


class Requoter:
    """Looks after the quotes at *seat*."""

    def __init__(self, seat: Endpoint, ports: LanePorts) -> None:
        self._seat = seat
        self._ports = ports
        self._store = ports.quotes.store
        self._quotes = Quotes(ports.ledger, ports.reader, ports.choices, ports.preferences)
        self._has_news = False
        self._running: asyncio.Task[None] | None = None
        self._changing: set[MessageId] = set()  # what the lane is at
        self._changed: LRUCache[MessageId, float] = LRUCache(_REMEMBERED)  # when it was told of, in monotonic seconds
        self._awaited: LRUCache[MessageId, None] = LRUCache(_REMEMBERED)  # it did not stand here
        self._failed: set[MessageId] = set()

    def wake(self) -> None:
        """Look for what is owed."""
        self._has_news = True
        if self._running is None or self._running.done():
            self._running = self._ports.tasks.start(self._run(), name=f"quotes-{self._seat.channel_id}")

    def close(self) -> None:
        """Stop; the database keeps what is owed."""
        if self._running is not None:
            self._running.cancel()

    def told(self, message_ids: Sequence[MessageId], *, is_owed: bool) -> None:
        """Note that messages here have changed, and whether something that quotes them is owed a look."""
        for message_id in message_ids:
            self._changed[message_id] = self._ports.clock.monotonic()
            self._awaited.pop(message_id, None)
        if is_owed:
            self.wake()

    @asynccontextmanager
    async def following(self, source_id: MessageId, *, is_gone: bool) -> AsyncIterator[None]:
        """Owe a look to what quotes a copy that is changed meanwhile, and give it afterwards.

        Raises:
            Unavailable: The database does not answer; the copy is not to be changed.
        """
        is_quoted = await self._store.change(self._seat.channel_id, [source_id], is_gone=is_gone)
        self._awaited.pop(source_id, None)
        self._changing.add(source_id)
        try:
            yield
        finally:
            self._changing.discard(source_id)
            if is_quoted:
                self.wake()

    async def posted(self, row: Owed, quoting: Quoting | None, began: float) -> None:
        """Note that *row*, made since *began* (monotonic seconds), stands here: awaited maybe, or quoting something."""
        if row.source_id in self._awaited:
            del self._awaited[row.source_id]
            self.wake()
        has_changed = quoting is not None and self._changed.get(quoting.quoted.message_id, began - 1) >= began
        if self._changed:
            self._changed.clear()  # what is made next begins later
        if quoting is None:
            return
        quoted_id, is_owed = quoting.quoted.message_id, quoting.is_owed
        if not is_owed and has_changed:  # it may have been read before that
            change = self._store.change
            await until_answered(lambda: change(row.destination_id, [quoted_id], is_gone=False), self._ports.clock)
            is_owed = True
        if is_owed:
            self.wake()

    async def _run(self) -> None:
        attempt = 0
        while self._has_news:
            self._has_news = False
            try:
                await self._look_after(await self._store.owed(self._seat.channel_id))
                attempt = 0
            except ChannelGone:
                return  # the lane finds that out for itself
            except (Forbidden, ThreadShut) as error:  # to look, maybe, while webhooks post: no reason for alarm
                _log.info("quotes not looked after", destination=self._seat.channel_id, **error.fields)
                await self._ports.clock.sleep(_FORBIDDEN_SECONDS)
                self._has_news = True
            except (SendFailed, Unavailable) as error:
                self._ports.observer.failed(self._seat.channel_id, error.kind)
                attempt += 1
                await self._ports.clock.sleep(backoff_seconds(attempt))
                self._has_news = True

    async def _look_after(self, owed: Sequence[Quotation]) -> None:
        """Have each of *owed* show what it should: what failed before comes last, to keep nobody."""
        by_quoted = [list(group) for _, group in groupby(owed, lambda one: one.quoted.message_id)]
        for group in sorted(by_quoted, key=lambda group: group[0].quoted.message_id in self._failed):
            quoted_id = group[0].quoted.message_id
            is_awaited = quoted_id in self._awaited and not group[0].is_withdrawn
            if is_awaited or quoted_id in self._changing:
                continue
            self._failed.add(quoted_id)
            await self._look_after_one(group)
            self._failed.discard(quoted_id)

    async def _look_after_one(self, group: Sequence[Quotation]) -> None:
        """Look after a *group* that quotes one message; one that does not stand here is awaited from now on."""
        quoted = group[0].quoted
        for quotation in (one for one in group if one.is_withdrawn):
            await self._show(quotation, None)
        if not (followed := [one for one in group if not one.is_withdrawn]):
            return
        self._awaited[quoted.message_id] = None  # first: it may come to stand while it is looked for
        is_awaited = False
        try:
            quote = await self._quotes.now(quoted, self._seat.channel_id)
            is_awaited = not all([await self._show(quotation, quote) for quotation in followed])
        finally:
            if not is_awaited:
                self._awaited.pop(quoted.message_id, None)

    async def _show(self, quotation: Quotation, quote: Quote | None) -> bool:
        """Have *quotation* show *quote*, or that it is gone; False where there never was anything to be seen."""
        here, message_id, board = quotation.destination_id, quotation.message_id, self._ports.quotes.board
        try:
            if quote is not None:
                await board.show(here, message_id, quote)
                await self._store.follow(quotation)
                return True
            is_blank = await board.blank(here, message_id, self._ports.quotes.gone(self._seat.language))
        except (ChannelGone, Forbidden, ThreadShut):
            raise
        except (Gone, Refused):
            is_blank = True  # the answer is gone, or Discord takes no change of it
        if is_blank or quotation.is_withdrawn:
            await self._store.forget(quotation)
            return True
        return False
