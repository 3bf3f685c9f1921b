"""The dictionary behind word help: a small read-only SQLite file, opened at the first question."""

import sqlite3
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final
from urllib.parse import quote

LEXICON: Final = Path(__file__).with_name("lexicon.db")
# In KiB: the file is small and the operating system caches it; a second cache of ours would only cost memory.
_CACHE_KIB: Final = 256


@dataclass(frozen=True, slots=True)
class ChineseWord:
    """How a Chinese word is read, and at most two of its senses; particles are `is_closed`."""

    pinyin: str
    senses: tuple[str, ...]
    is_closed: bool


@dataclass(frozen=True, slots=True)
class EnglishWord:
    """At most two Chinese words for an English one in each script; none where nothing is worth showing."""

    hans: tuple[str, ...]
    hant: tuple[str, ...]
    is_closed: bool


class Lexicon:
    """Looks words up; made by `scripts/build-lexicon`, licensed CC BY-SA 4.0 (see LICENSE beside it)."""

    def __init__(self, path: Path = LEXICON) -> None:
        self._path = path
        self._lock = threading.Lock()

    @cached_property
    def _base(self) -> sqlite3.Connection:
        # Immutable: no locks and no journal are looked for, so a read-only file system will do.
        uri = f"file:{quote(str(self._path))}?mode=ro&immutable=1"
        base = sqlite3.connect(uri, uri=True, check_same_thread=False)
        base.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        return base

    @cached_property
    def about(self) -> Mapping[str, str]:
        """What the file says about itself: source, date, licence."""
        with self._lock:
            return dict(self._base.execute("SELECT key, value FROM about"))

    @cached_property
    def simplified(self) -> dict[int, int]:
        """A table for `str.translate` from traditional characters to simplified ones, one for one."""
        return str.maketrans(self.about["hant_characters"], self.about["hans_characters"])

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Chinese surnames of one or two characters, simplified."""
        return frozenset(self.about["surnames"].split())

    @cached_property
    def given_names(self) -> frozenset[str]:
        """English given names that are also words, in lower case."""
        return frozenset(self.about["given_names"].split())

    def chinese(self, word: str) -> ChineseWord | None:
        """Return the entry of a Chinese word in either script, if there is one."""
        row = self._row("SELECT pinyin, senses, closed FROM zh WHERE word = ?", word)
        return None if row is None else ChineseWord(row[0], tuple(row[1].split("/")), bool(row[2]))

    def english(self, word: str) -> EnglishWord | None:
        """Return the entry of an English word or phrase, in the letter case of the dictionary."""
        row = self._row("SELECT hans, hant, closed FROM en WHERE word = ?", word)
        if row is None:
            return None
        hans = tuple(row[0].split("/")) if row[0] else ()
        return EnglishWord(hans, tuple(row[1].split("/")) if row[1] else hans, bool(row[2]))

    def lemmas(self, form: str) -> tuple[str, ...]:
        """Return the dictionary forms of an inflected English word in lower case, likeliest first."""
        row = self._row("SELECT lemmas FROM form WHERE form = ?", form)
        return tuple(row[0].split("/")) if row is not None else ()

    def close(self) -> None:
        """Let go of the file; another question opens it again."""
        with self._lock:
            base = self.__dict__.pop("_base", None)
            if base is not None:
                base.close()

    def _row(self, query: str, word: str) -> tuple[str, str, int] | None:
        # One cached statement must not be bound by two threads at once.
        with self._lock:
            row: tuple[str, str, int] | None = self._base.execute(query, (word,)).fetchone()
            return row
