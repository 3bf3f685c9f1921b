"""The library: a year's prompts that ship with the bot, one file a theme.

A file is a list of `[[prompts]]`:

    id, mode, depth         what `Prompt` says of them
    season                  a rule of `bot/prompts/seasons.py`; without one it may be asked on any day
    en, zh-Hans             the text; zh-Hant where Taiwan would say it otherwise than conversion does
    answers.en, ...         of a poll
    note.en, ...            for readers of that language
    words                   the day's three: Simplified Chinese, and what it means here
    words-zh-Hant           the same three, if Taiwan would say one of them otherwise than conversion does

A text has at most 180 characters in English and 66 in Simplified Chinese, a note 230 and 80, an answer 40 and 16, a
word 24 and 4. Where its sounds would be read out wrongly, or otherwise in Taiwan, another word is chosen.
`tests/unit/test_prompt_library.py` says what else holds for every prompt.
"""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from bot.prompts.model import Mode, Prompt, PromptId, Question, Theme, Word
from bot.prompts.seasons import Season
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language

FOLDER: Final = Path(__file__).parent
_KEYS: Final = {"id", "mode", "depth", "season", "answers", "note", "words", "words-zh-Hant", EN, ZH_HANS, ZH_HANT}


@lru_cache(maxsize=1)
def load() -> tuple[Prompt, ...]:
    """Return all prompts that ship, theme by theme. The first call takes 0.1 s: make it in a thread."""
    return tuple(prompt for theme in Theme for prompt in parsed(theme, _text_of(theme)))


def parsed(theme: Theme, text: str) -> tuple[Prompt, ...]:
    """Return the prompts of *theme* in a file's *text*.

    Raises:
        ValueError, KeyError: A prompt is not as it should be; the error's note names it.
    """
    return tuple(_prompt(theme, entry) for entry in tomllib.loads(text)["prompts"])


def _text_of(theme: Theme) -> str:
    return FOLDER.joinpath(f"{theme}.toml").read_text(encoding="utf-8")


def _prompt(theme: Theme, entry: Mapping[str, Any]) -> Prompt:
    try:
        _refuse_unknown_keys(entry)
        return Prompt(
            PromptId(entry["id"]),
            theme,
            entry["depth"],
            Mode(entry["mode"]),
            Season.parsed(entry.get("season", "")),
            _question(entry, EN),
            _question(entry, ZH_HANS),
            _question(entry, ZH_HANT),
            _words(entry),
        )
    except (KeyError, ValueError) as error:
        error.add_note(f"in prompt {entry.get('id')!r} of theme {theme}")
        raise


def _refuse_unknown_keys(entry: Mapping[str, Any]) -> None:
    if unknown := entry.keys() - _KEYS:
        raise ValueError(f"unknown keys: {sorted(unknown)}")


def _question(entry: Mapping[str, Any], language: Language) -> Question:
    text = entry.get(ZH_HANT, "") if language == ZH_HANT else entry[language]
    return Question(text, tuple(entry.get("answers", {}).get(language, ())), entry.get("note", {}).get(language, ""))


def _words(entry: Mapping[str, Any]) -> tuple[Word, ...]:
    written = entry.get("words", ())
    for_taiwan = entry.get("words-zh-Hant", [""] * len(written))
    return tuple(Word(hans, hant, meaning) for (hans, meaning), hant in zip(written, for_taiwan, strict=True))
