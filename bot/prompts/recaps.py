"""Recaps: which of them are due, and owed a look, and what happened that they are to follow.

What changes is owed in the database, so that whoever looks next brings it up to date. Of several processes one looks
after an occasion at a time.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.clock import Clock
from bot.errors import FateUnknown, NotApplied, Unavailable
from bot.ids import MessageId, UserId
from bot.prompts.answers import QuoteStore
from bot.prompts.closing import Closing
from bot.prompts.occasions import CLAIMED_FOR, OccasionId, OccasionStore
from bot.relay.model import UNEDITED, MessageEdited, MessagesDeleted, SourceEvent
from bot.relay.ports import Ledger
from bot.tasks import Tasks

_log = structlog.stdlib.get_logger(__name__)

_A_LOOK: Final = 40  # occasions that one look attends to, of each kind
_AT_ONCE: Final = 4
_LONGEST: Final = CLAIMED_FOR - timedelta(seconds=20)
_AGAIN: Final = timedelta(minutes=1)
_AFTER_A_BUG: Final = timedelta(hours=1)


class Recaps:
    """Has occasions closed, and their recaps brought up to date."""

    def __init__(
        self, closing: Closing, occasions: OccasionStore, quotes: QuoteStore, ledger: Ledger, clock: Clock, tasks: Tasks
    ) -> None:
        self._closing = closing
        self._occasions = occasions
        self._quotes = quotes
        self._ledger = ledger
        self._clock = clock
        self._tasks = tasks
        self._not_before: dict[OccasionId, datetime] = {}  # what could not be done, and when it is tried again
        self._has_anybody_chosen = True  # while nobody listened somebody may have

    async def look(self) -> None:
        """Close what is due, and bring up to date what has changed: some of it, the next look does more.

        Raises:
            Unavailable: The database does not answer.
        """
        now = self._clock.now()
        self._not_before = {one: until for one, until in self._not_before.items() if until > now}
        if self._has_anybody_chosen:
            await self._withdraw_unwilling()
        limit = _A_LOOK + len(self._not_before)
        due = [past.occasion.id for past in await self._occasions.ending(now, limit)]
        owed = await self._quotes.owing(now, limit)
        room = asyncio.Semaphore(_AT_ONCE)
        async with asyncio.TaskGroup() as group:
            for occasion_id in (*due, *owed):
                if occasion_id not in self._not_before:
                    group.create_task(self._tend_in(room, occasion_id))

    def note(self, event: SourceEvent) -> None:
        """Have recaps follow a message that reads otherwise, or is gone; a preview of a link is no news."""
        if isinstance(event, MessagesDeleted):
            self._tasks.start(self._changed(event.message_ids), name="changed-recap")
        elif isinstance(event, MessageEdited) and event.message.revision != UNEDITED:
            self._tasks.start(self._changed((event.message.id,)), name="changed-recap")

    def look_again(self) -> None:
        """Note that somebody chose anew, and may not want to be shown any more."""
        self._has_anybody_chosen = True

    async def remove(self, occasion_id: OccasionId, user_id: UserId) -> bool:
        """Take what a user said out of a recap, in every channel at once; tell whether it showed something of theirs.

        Raises:
            Unavailable: The database does not answer.
        """
        is_shown = await self._quotes.withdraw(occasion_id, user_id)
        if is_shown:
            await self._tend(occasion_id)
        return is_shown

    async def _withdraw_unwilling(self) -> None:
        self._has_anybody_chosen = False  # first: whoever chooses meanwhile is looked for by the next look
        try:
            await self._quotes.withdraw_unwilling()
        except Unavailable:
            self._has_anybody_chosen = True
            raise

    async def _changed(self, message_ids: Sequence[MessageId]) -> None:
        """Owe a look to what shows messages, or those of which they are copies."""
        try:
            sources = [await self._ledger.source_of(one) for one in message_ids]
            await self._quotes.changed({*message_ids, *(one.message_id for one in sources if one is not None)})
        except Unavailable as error:
            _log.warning("recap not told", error=error.key)

    async def _tend_in(self, room: asyncio.Semaphore, occasion_id: OccasionId) -> None:
        async with room:
            try:
                await self._tend(occasion_id)
            except Unavailable as error:
                _log.warning("no recap yet", occasion=occasion_id, error=error.key)

    async def _tend(self, occasion_id: OccasionId) -> None:
        """Look after an occasion, unless another process does. A supervisor: one must not hold the others up."""
        if not await self._quotes.claim(occasion_id, self._clock.now() + CLAIMED_FOR):
            return
        until: datetime | None
        try:
            async with asyncio.timeout(_LONGEST.total_seconds()):
                past = await self._occasions.by_id(occasion_id)
                until = None if past is None else await self._closing.look_after(past)
        except (Unavailable, NotApplied, FateUnknown, TimeoutError) as error:
            _log.warning("no recap yet", occasion=occasion_id, error=type(error).__name__)
            until = self._clock.now() + _AGAIN
        except Exception as error:  # noqa: BLE001 the supervisor of an occasion
            _log.error("no recap", occasion=occasion_id, exc_info=error)
            until = self._clock.now() + _AFTER_A_BUG
        if until is not None:
            self._not_before[occasion_id] = until
        await self._quotes.release(occasion_id)
