"""Drafting: what a member wrote in one language, as it is asked in both."""

from dataclasses import dataclass

from bot.prompts.errors import SuggestionLanguage, SuggestionTooLong, SuggestionTooShort
from bot.prompts.suggestions import LONGEST, SHORTEST, Texts
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language, is_chinese
from bot.translation.ports import Translations


@dataclass(frozen=True, slots=True)
class Drafting:
    """Tells in which language a text is, and drafts it in the other."""

    translations: Translations

    async def drafted(self, text: str, *, stays_inside: bool) -> Texts:
        """Return *text*, in either language, with a draft in the other; with none where nobody can translate it.

        Args:
            text: In any number of lines.
            stays_inside: No outside translator may see it.

        Raises:
            SuggestionLanguage: It is in another language.
            SuggestionTooShort, SuggestionTooLong: It cannot be asked.
        """
        text = in_a_line(text)
        language = self.translations.foreign(text, EN) or EN
        if language != EN and not is_chinese(language):
            raise SuggestionLanguage
        _demand_length(text, language)
        target = ZH_HANS if language == EN else EN
        made = await self.translations.translate(text, language, target, stays_inside=stays_inside)
        said = "" if made.text == text else in_a_line(made.text)
        draft = target if said else None
        if language == EN:
            return Texts(en=text, zh_hans=said, draft=draft)
        return await self._in_chinese(text, said, draft)

    async def reworded(self, before: Texts, en: str, chinese: str) -> Texts:
        """Return what *before* is as somebody wrote it in both; a draft that they left as it was is one still.

        Raises:
            SuggestionTooShort, SuggestionTooLong: It cannot be asked so.
        """
        en, chinese = in_a_line(en), in_a_line(chinese)
        is_left = (before.draft == EN and en == before.en) or (before.draft == ZH_HANS and chinese == before.chinese)
        texts = await self._in_chinese(chinese, en, before.draft if is_left else None)
        demand_lengths(texts)
        return texts

    async def _in_chinese(self, text: str, en: str, draft: Language | None) -> Texts:
        """Return texts of which the Chinese one is *text*, in whichever script: conversion needs nobody outside."""
        if self.translations.foreign(text, EN) != ZH_HANT:
            return Texts(en, text, draft=draft)
        converted = await self.translations.translate(text, ZH_HANT, ZH_HANS, stays_inside=True)
        return Texts(en, converted.text, text, draft)


def demand_lengths(texts: Texts) -> None:
    """Let only texts go on that can be read in a moment.

    Raises:
        SuggestionTooShort, SuggestionTooLong: One cannot.
    """
    _demand_length(texts.en, EN)
    _demand_length(texts.chinese, ZH_HANT if texts.zh_hant else ZH_HANS)


def in_a_line(text: str) -> str:
    """Return *text* in one line: it stands in a title, and between marks that end with theirs."""
    return " ".join(text.split())


def _demand_length(text: str, language: Language) -> None:
    if len(text) < SHORTEST[language]:
        raise SuggestionTooShort(language=language, least=SHORTEST[language])
    if len(text) > LONGEST[language]:
        raise SuggestionTooLong(language=language, limit=LONGEST[language], length=len(text))
