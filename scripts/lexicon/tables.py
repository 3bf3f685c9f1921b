"""The lexicon's hand-made tables: words of the closed classes and of chat, and what is never shown."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class HandWord:
    """A Chinese word with its numbered pinyin and one or two senses; `closed` is 1 for a closed class."""

    word: str
    pinyin: str
    senses: tuple[str, ...]
    closed: int


@dataclass(frozen=True, slots=True)
class HandEnglish:
    """An English word with its Chinese ones; `hant` is empty where converting the characters is enough."""

    word: str
    hans: str
    hant: str
    closed: int


@dataclass(frozen=True, slots=True)
class Blocklist:
    """Words that are never shown: a pattern of whole English words, and pieces of Chinese ones."""

    english: re.Pattern[str]
    chinese: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> "Blocklist":
        """Read one word a line; a line of ASCII letters is English."""
        words = [line for line in _lines(path) if line]
        english = "|".join(re.escape(word) for word in words if word.isascii())
        pattern = re.compile(rf"\b(?:{english})(?:s|es|ed|er|ers|ing|y)?\b", re.IGNORECASE)
        return cls(pattern, tuple(word for word in words if not word.isascii()))

    def has_chinese(self, word: str) -> bool:
        """Tell whether the Chinese *word* holds a blocked one."""
        return any(piece in word for piece in self.chinese)


def read_words(path: Path) -> list[HandWord]:
    """Read the Chinese table: class, word, numbered pinyin (or `-`), senses parted by `/`."""
    found = []
    for line in _lines(path):
        kind, word, pinyin, senses = line.split("\t")
        found.append(HandWord(word, pinyin.strip("-"), tuple(senses.split("/")), int(kind == "c")))
    return found


def read_english(path: Path) -> list[HandEnglish]:
    """Read the English table: class, word, simplified, and traditional where it is given; `-` shows nothing."""
    found = []
    for line in _lines(path):
        kind, word, hans, *hant = line.split("\t")
        found.append(HandEnglish(word, hans.strip("-"), "".join(hant), int(kind == "c")))
    return found


def read_names(path: Path) -> list[str]:
    """Read the English given names that are also words, one a line."""
    return _lines(path)


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
