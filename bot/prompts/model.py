"""Prompts: what a community is asked on one day, worded for readers of each language."""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NewType

from bot.prompts.seasons import Season
from bot.translation.model import ZH_HANT, Language, is_chinese

PromptId = NewType("PromptId", str)
"""Names a prompt for good: what was posted is remembered under it."""

# OpenCC converts words, and leaves quotation marks alone.
_QUOTES: Final = str.maketrans("“”‘’", "「」『』")


class Theme(enum.StrEnum):
    """What a prompt is about; each has a file of its name in the library."""

    FOOD = "food"
    FESTIVALS = "festivals"
    PETS = "pets"
    HOME = "home"  # and garden, and the people next door
    ROUTINE = "routine"
    SCHOOL = "school"
    WORK = "work"
    LANGUAGE = "language"  # names and slang too
    MEMES = "memes"
    PLAY = "play"  # music, film, games
    SPORT = "sport"  # and outdoors
    TRAVEL = "travel"  # and city tips
    SHOPPING = "shopping"
    FAMILY = "family"  # manners and gifts too
    CRAFTS = "crafts"  # and childhood, and the arts
    FASHION = "fashion"  # and beauty


class Mode(enum.StrEnum):
    """How a prompt is answered."""

    TALK = "talk"
    PHOTO = "photo"
    POLL = "poll"
    COMPLETE = "complete"  # a sentence with a gap
    ASSOCIATE = "associate"  # the first words that come to mind
    HOW_TO = "how-to"


@dataclass(frozen=True, slots=True)
class Question:
    """A prompt in one language.

    Attributes:
        text: What is asked.
        answers: Of a poll: what can be chosen, in the same order in every language.
        note: What readers of this language may not know of the other one's ways; empty where nothing has to be said.
    """

    text: str
    answers: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that helps to answer a prompt, for learners of either language. How it sounds is said by who shows it.

    Attributes:
        zh_hant: What Taiwan says; empty where conversion knows.
        en: What it means here.
    """

    zh_hans: str
    zh_hant: str
    en: str

    def written_in(self, language: Language, to_traditional: Callable[[str], str]) -> str:
        """Return it in Chinese, for readers of *language*: in Simplified for those who read no Chinese."""
        if language != ZH_HANT:
            return self.zh_hans
        return self.zh_hant or to_traditional(self.zh_hans)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question to both sides, written natively in each language.

    Attributes:
        depth: How much an answer tells of whoever gives it: 1 small talk, 2 a story, 3 something of themselves.
        theme: None for what somebody here wrote.
        season: When it may be asked.
        zh_hant: What Taiwan says otherwise; what is empty here is derived from Simplified Chinese.
        words: The three that stand under it.
    """

    id: PromptId
    theme: Theme | None
    depth: int
    mode: Mode
    season: Season
    en: Question
    zh_hans: Question
    zh_hant: Question
    words: tuple[Word, ...] = ()

    def asked_in(self, language: Language, to_traditional: Callable[[str], str]) -> Question:
        """Return the prompt for readers of *language*: in English for whom there is nothing else.

        Args:
            to_traditional: Converts Simplified Chinese, with Taiwan's words.
        """
        if language != ZH_HANT:
            return self.zh_hans if is_chinese(language) else self.en

        def derived(text: str) -> str:
            return to_traditional(text).translate(_QUOTES)

        return Question(
            self.zh_hant.text or derived(self.zh_hans.text),
            self.zh_hant.answers or tuple(derived(answer) for answer in self.zh_hans.answers),
            self.zh_hant.note or derived(self.zh_hans.note),
        )
