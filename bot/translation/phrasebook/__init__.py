"""The phrasebook: sentences that people of such a community say, written by hand in three languages."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language

PHRASES: Final = Path(__file__).with_name("phrases.tsv")
_COLUMNS: Final = (EN, ZH_HANS, ZH_HANT)
# What NFKC leaves apart: the Chinese full stop and comma, and the quotation marks of each language.
_SAME: Final = str.maketrans("。、‘’“”「」『』", '.,\'\'""""""')
_FINAL: Final = " .,!?~;:"
_HAN: Final = "\u3400-\u9fff"
_SPACE_AT_HAN: Final = re.compile(rf"(?<=[{_HAN}]) | (?=[{_HAN}])")


def normalize(sentence: str) -> str:
    """Return the key under which *sentence* is looked up.

    Letter case, width of letters and punctuation, runs of whitespace, spaces between Chinese and Latin
    script, and final punctuation make no difference.
    """
    folded = " ".join(unicodedata.normalize("NFKC", sentence).translate(_SAME).casefold().split())
    return _SPACE_AT_HAN.sub("", folded).strip(_FINAL)


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Approved sentences: one row of each language for what is said."""

    rows: tuple[Mapping[Language, str], ...]
    _keyed: Mapping[tuple[Language, str], Mapping[Language, str]]

    @classmethod
    def parsed(cls, text: str) -> "Phrasebook":
        """Return the phrasebook of a table: three columns parted by tabs, `#` begins a remark."""
        lines = (line for line in text.splitlines() if line and not line.startswith("#"))
        rows = tuple(dict(zip(_COLUMNS, line.split("\t"), strict=True)) for line in lines)
        keyed = {(language, normalize(said)): row for row in rows for language, said in row.items()}
        return cls(rows, keyed)

    def look_up(self, sentence: str, source: str, target: str) -> str | None:
        """Return *sentence* as one says it in *target*, with capitals and punctuation; None where it is not listed.

        *source* and *target* are language tags: `en`, `zh-Hans`, `zh-Hant`.
        """
        row = self._keyed.get((Language(source), normalize(sentence)))
        return None if row is None else row.get(Language(target))

    def lines(self, language: str) -> tuple[str, ...]:
        """Return all sentences in *language*, by theme in the order of the file."""
        return tuple(row[Language(language)] for row in self.rows if language in row)


@lru_cache(maxsize=1)
def load() -> Phrasebook:
    """Return the phrasebook that ships with the bot; the file is read once, at the first call."""
    return Phrasebook.parsed(PHRASES.read_text(encoding="utf-8"))
