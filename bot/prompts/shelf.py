"""The shelf: every prompt that can be asked, what ships and what members wrote."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from bot.bridges.model import BridgeId
from bot.prompts.choosing import Chooser
from bot.prompts.model import Prompt, PromptId
from bot.prompts.ports import LunarCalendar
from bot.translation.model import Language


class OwnPrompts(Protocol):
    """Knows what members wrote. Raises `Unavailable`."""

    async def waiting(self, bridge_id: BridgeId) -> Sequence[PromptId]:
        """Return what was accepted and waits to be asked, the first first."""
        ...

    async def prompt(self, prompt_id: PromptId) -> Prompt | None:
        """Return a member's prompt."""
        ...


class Shelf:
    """Reads the library when it is first asked for, in a thread.

    Args:
        load: Reads it.
        to_traditional: Converts Simplified Chinese, with Taiwan's words.
    """

    def __init__(
        self,
        load: Callable[[], Sequence[Prompt]],
        own: OwnPrompts,
        lunar: LunarCalendar,
        to_traditional: Callable[[str], str],
    ) -> None:
        self.own = own
        self._load = load
        self._lunar = lunar
        self._to_traditional = to_traditional
        self._library: Mapping[PromptId, Prompt] = {}
        self._chooser: Chooser | None = None
        self._texts: dict[Language, Mapping[PromptId, str]] = {}

    async def chooser(self) -> Chooser:
        """Return what chooses from the library."""
        if self._chooser is None:
            self._chooser = Chooser(tuple((await self._shipped()).values()), self._lunar)
        return self._chooser

    async def prompt(self, prompt_id: PromptId) -> Prompt | None:
        """Return a prompt; None where it is gone, with a later version of the library or with whoever wrote it."""
        return (await self._shipped()).get(prompt_id) or await self.own.prompt(prompt_id)

    async def texts(self, language: Language) -> Mapping[PromptId, str]:
        """Return what all prompts of the library ask, for readers of *language*."""
        if language not in self._texts:
            library = await self._shipped()
            self._texts[language] = await asyncio.to_thread(self._said, library, language)
        return self._texts[language]

    async def text(self, prompt_id: PromptId, language: Language) -> str:
        """Return what a prompt asks, for readers of *language*; its id where it is gone."""
        prompt = await self.prompt(prompt_id)
        return prompt_id if prompt is None else prompt.asked_in(language, self._to_traditional).text

    async def _shipped(self) -> Mapping[PromptId, Prompt]:
        if not self._library:
            self._library = {prompt.id: prompt for prompt in await asyncio.to_thread(self._load)}
        return self._library

    def _said(self, library: Mapping[PromptId, Prompt], language: Language) -> Mapping[PromptId, str]:
        return {one: prompt.asked_in(language, self._to_traditional).text for one, prompt in library.items()}
