"""The shelf: every prompt that a bridge can be asked, by its name, and the choice among them."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Protocol

from bot.bridges.model import BridgeId
from bot.ids import UserId
from bot.prompts.choosing import NOT_AGAIN_FOR, Chooser, Waiting
from bot.prompts.model import Prompt, PromptId
from bot.prompts.occasions import Choice, OccasionStore
from bot.prompts.ports import LunarCalendar
from bot.prompts.schedule import Schedule


class OwnPrompts(Protocol):
    """What members of a bridge wrote, and moderators accepted."""

    async def accepted(self, bridge_id: BridgeId) -> Sequence[PromptId]:
        """Return what can be asked, the longest waiting first."""
        ...

    async def prompt(self, prompt_id: PromptId) -> Prompt | None:
        """Return one of them; None where it is none of them, or gone."""
        ...

    async def author(self, prompt_id: PromptId) -> UserId | None:
        """Return who is to be named for it."""
        ...


class Shelf:
    """Finds prompts, and chooses one.

    Args:
        load: Returns what ships; it takes a moment, and is called in a thread, once.
    """

    def __init__(
        self,
        load: Callable[[], Sequence[Prompt]],
        lunar: LunarCalendar,
        occasions: OccasionStore,
        own: OwnPrompts,
    ) -> None:
        self._load = load
        self._lunar = lunar
        self._occasions = occasions
        self._own = own
        self._chooser: Chooser | None = None
        self._library: Mapping[PromptId, Prompt] = {}
        self._loading = asyncio.Lock()

    async def chooser(self) -> Chooser:
        """Return what chooses among all that ships."""
        async with self._loading:
            if self._chooser is None:
                prompts = await asyncio.to_thread(self._load)
                self._library = {prompt.id: prompt for prompt in prompts}
                self._chooser = Chooser(prompts, self._lunar)
            return self._chooser

    async def library(self) -> Collection[Prompt]:
        """Return all that ships."""
        await self.chooser()
        return self._library.values()

    async def prompt(self, prompt_id: PromptId) -> Prompt | None:
        """Return a prompt by its name; None where it is gone."""
        await self.chooser()
        return self._library.get(prompt_id) or await self._own.prompt(prompt_id)

    async def author(self, prompt_id: PromptId) -> UserId | None:
        """Return the member who is to be named for a prompt."""
        return await self._own.author(prompt_id)

    async def waiting(self, bridge_id: BridgeId) -> Waiting:
        """Return what waits to be asked on a bridge."""
        return Waiting(await self._occasions.queue(bridge_id), await self._own.accepted(bridge_id))

    async def choose(self, schedule: Schedule, on: date, days: Collection[date]) -> Choice:
        """Return what a bridge is asked on the date *on* of its schedule, when its readers have *days*."""
        asked = await self._occasions.asked(schedule.bridge_id, on - NOT_AGAIN_FOR)
        chooser = await self.chooser()
        return chooser.choose(schedule, days, asked, await self.waiting(schedule.bridge_id))
