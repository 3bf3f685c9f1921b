"""Erasures: what was relayed of a user goes, channel by channel, across restarts."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Final

import structlog

from bot.clock import Clock
from bot.errors import FateUnknown, Forbidden, Gone, MessageGone, NotApplied, Refused, ThreadShut, Unavailable
from bot.ids import ChannelId, UserId
from bot.members.model import Erasure, Preference, StandingCopy
from bot.members.ports import CopyRemover, ErasureStore
from bot.members.preferences import Preferences
from bot.moderation.ports import Copies, SourceRemover
from bot.relay.model import SourcePlace
from bot.tasks import Tasks
from bot.translation.ports import TranslationMemory

_log = structlog.stdlib.get_logger(__name__)

# A webhook's limit is shared with what people say meanwhile, which is to come first.
_BETWEEN_DELETIONS_SECONDS: Final = 0.5
_AFTER_A_FAILURE_SECONDS: Final = 10.0
_BATCH: Final = 50


class Erasures:
    """Takes requests, and works on each until it is done.

    Args:
        store: Remembers requests, and what is left.
        copies: Has what is still on its way stopped.
        webhooks: Deletes what a webhook of ours posted.
        others: Deletes what it cannot: the webhook is gone, and the bot may do it where it manages messages.
        memory: Forgets translations, of which nobody knows whose they are.
        preferences: Forgets what the user preferred.
        clock: Waits.
        tasks: Owns the work.
        noticed: Called when what waited of somebody waits no more, and what is quoted of them is withdrawn.
        withdraw: Takes what a user suggested off the boards on which moderators see it, and forgets it.
    """

    def __init__(
        self,
        store: ErasureStore,
        copies: Copies,
        webhooks: CopyRemover,
        others: SourceRemover,
        memory: TranslationMemory,
        preferences: Preferences,
        clock: Clock,
        tasks: Tasks,
        *,
        noticed: Callable[[], None] = lambda: None,
        withdraw: Callable[[UserId], Awaitable[None]],
    ) -> None:
        self._store = store
        self._copies = copies
        self._webhooks = webhooks
        self._others = others
        self._memory = memory
        self._preferences = preferences
        self._clock = clock
        self._tasks = tasks
        self._noticed = noticed
        self._withdraw = withdraw
        self._running: dict[UserId, asyncio.Task[None]] = {}

    async def request(self, user_id: UserId, requested_at: datetime) -> Erasure:
        """Begin to erase what there was of a user at a moment; a request that is being worked on is widened.

        The moment is by Discord's clock, as that of all messages is: ours may be slow, and leave the last ones.

        Raises:
            Unavailable: The database does not answer; nothing is begun.
        """
        erasure = await self._store.request(user_id, requested_at)
        self._noticed()
        self._work_on(erasure)
        return erasure

    async def of(self, user_id: UserId) -> Erasure | None:
        """Return how a user's request stands, None where there was none of late."""
        return await self._store.of(user_id)

    async def resume(self) -> None:
        """Go on with what an earlier process left."""
        for erasure in await self._store.unfinished():
            self._work_on(erasure)

    async def heard(self, _words: object = ()) -> None:
        """Forget translations here, too: another process has erased somebody."""
        self._memory.forget()

    def _work_on(self, erasure: Erasure) -> None:
        running = self._running.get(erasure.user_id)
        if running is not None:
            running.cancel()  # it works on an earlier request, and what it leaves is found again
        self._running[erasure.user_id] = self._tasks.start(self._surely(erasure), name="erasure")

    async def _surely(self, erasure: Erasure) -> None:
        """Erase; this is a supervisor: whatever goes wrong, it is tried again."""
        while True:
            try:
                await self._erase(erasure)
            except Exception as error:  # noqa: BLE001 a promise to a member outlives a fault
                _log.error("erasure interrupted", kind=type(error).__name__, exc_info=error)
                await self._clock.sleep(_AFTER_A_FAILURE_SECONDS)
            else:
                return

    async def _erase(self, erasure: Erasure) -> None:
        told: set[SourcePlace] = set()  # a lane may wait for hours, and its channel's ingress is others', too
        while True:
            waiting = await self._store.waiting(erasure)
            for place in waiting:
                if place not in told:
                    self._copies.remove_copies(place)
            told.update(waiting)
            copies = await self._store.copies(erasure)
            if not waiting and not copies:
                break
            await self._delete(erasure, copies)
            await self._clock.sleep(_BETWEEN_DELETIONS_SECONDS)
        self._memory.forget()
        await self._withdraw(erasure.user_id)
        await self._preferences.prefer(erasure.user_id, Preference())
        await self._store.finish(erasure)
        self._noticed()
        _log.info("erased")

    async def _delete(self, erasure: Erasure, copies: Sequence[StandingCopy]) -> None:
        by_destination: defaultdict[ChannelId, list[StandingCopy]] = defaultdict(list)
        for copy in copies:
            by_destination[copy.destination_id].append(copy)
        async with asyncio.TaskGroup() as group:
            for of_destination in by_destination.values():
                group.create_task(self._delete_one_by_one(erasure, of_destination))

    async def _delete_one_by_one(self, erasure: Erasure, copies: Sequence[StandingCopy]) -> None:
        for first in range(0, len(copies), _BATCH):
            batch = copies[first : first + _BATCH]
            await self._store.begin(batch)
            for copy in batch:
                try:
                    is_gone = await self._is_deleted(copy)
                except (NotApplied, FateUnknown, Unavailable):
                    await self._clock.sleep(_AFTER_A_FAILURE_SECONDS)
                    continue  # it is found again
                await self._store.deleted(erasure, copy, is_out_of_reach=not is_gone)
                await self._clock.sleep(_BETWEEN_DELETIONS_SECONDS)

    async def _is_deleted(self, copy: StandingCopy) -> bool:
        """Delete *copy*; tell whether it is gone.

        Raises:
            NotApplied, FateUnknown, Unavailable: Try again later.
        """
        try:
            await self._webhooks.delete(copy.destination_id, copy.message_id)
        except (MessageGone, ThreadShut):
            # By now, or because its webhook is; or nobody but a moderator may there: then it may still stand.
            return await self._others.remove(SourcePlace(copy.destination_id, copy.message_id))
        except Gone:
            return True
        except (Forbidden, Refused):
            return False
        return True
