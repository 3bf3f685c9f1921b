"""Texts: what the prompts of the shelf ask, for readers of one language."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bot.prompts.model import Prompt, PromptId, Question
from bot.prompts.shelf import Shelf
from bot.translation.model import Language


@dataclass(frozen=True, slots=True)
class PromptTexts:
    """Reads prompts aloud.

    Attributes:
        prepare: Loads what words in a language need, beside all else: it may take a moment.
        to_traditional: Converts Simplified Chinese, with Taiwan's words.
    """

    shelf: Shelf
    prepare: Callable[[Language], Awaitable[None]]
    to_traditional: Callable[[str], str]
    _known: dict[Language, Mapping[PromptId, str]] = field(default_factory=dict)

    async def of(self, language: Language) -> Mapping[PromptId, str]:
        """Return what all prompts of the library ask."""
        if language not in self._known:
            await self.prepare(language)
            library = await self.shelf.library()
            self._known[language] = {prompt.id: self._asked(prompt, language).text for prompt in library}
        return self._known[language]

    async def one(self, prompt_id: PromptId, language: Language) -> str:
        """Return what a prompt asks; its name where it is gone."""
        question = await self.question(prompt_id, language)
        return prompt_id if question is None else question.text

    async def question(self, prompt_id: PromptId, language: Language) -> Question | None:
        """Return all that a prompt asks; None where it is gone."""
        prompt = await self.shelf.prompt(prompt_id)
        if prompt is None:
            return None
        await self.prepare(language)
        return self._asked(prompt, language)

    async def several(self, prompt_ids: Iterable[PromptId], language: Language) -> Mapping[PromptId, str]:
        """Return what prompts ask; their names where they are gone."""
        return {one: await self.one(one, language) for one in prompt_ids}

    def _asked(self, prompt: Prompt, language: Language) -> Question:
        return prompt.asked_in(language, self.to_traditional)
