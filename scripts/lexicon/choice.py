"""Which reading, which senses and which words the lexicon keeps of the many a dictionary lists."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from scripts.lexicon.senses import Sense
from scripts.lexicon.sources import Entry, Frequencies

_MOST: Final = 2
# How far below the best a second choice may lie and still be shown (Zipf units for Chinese words).
_NEAR: Final = 1.0


def is_proper(entry: Entry) -> bool:
    """Tell whether *entry* is a name: CC-CEDICT writes its pinyin with a capital."""
    return entry.pinyin[:1].isupper()


@dataclass(frozen=True, slots=True)
class Readings:
    """How often a character, spelled so and read so, stands in common words."""

    weight: dict[tuple[str, str], float]

    @classmethod
    def counted(cls, entries: Iterable[Entry], frequencies: Frequencies) -> "Readings":
        """Count over all entries of several characters, weighted by the words' frequency."""
        weight: dict[tuple[str, str], float] = defaultdict(float)
        for entry in entries:
            syllables = entry.pinyin.split()
            if len(syllables) == len(entry.hant) > 1 and not is_proper(entry):
                share = 10 ** frequencies.zipf.get(entry.hans, 0.0)
                for character, syllable in zip(entry.hant, syllables, strict=True):
                    weight[character, syllable] += share
        return cls(dict(weight))

    def main(self, entries: list[Entry]) -> Entry:
        """Return the entry that the word most likely means when it stands alone."""
        return max(entries, key=self._likelihood)

    def _likelihood(self, entry: Entry) -> tuple[bool, bool, bool, float]:
        syllables = entry.pinyin.split()
        weights = [self.weight.get(pair, 0.1) for pair in zip(entry.hant, syllables, strict=False)]
        # A neutral tone is listed beside a full one for the everyday word: 东西 thing, not east and west.
        neutral = len(syllables) > 1 and syllables[-1].endswith("5")
        only_reference = all("variant of" in s or s.startswith(("see ", "used in", "surname")) for s in entry.senses)
        return not only_reference, not is_proper(entry), neutral, sum(math.log(weight) for weight in weights)


def best_senses(senses: list[Sense], english: Frequencies) -> list[str]:
    """Return the two senses to show, best first: early in the entry, common in English, short."""

    def score(sense: Sense) -> float:
        common = min(english.of_phrase(sense.words), 5.5)
        return 0.5 * common - 0.6 * sense.order - 0.3 * sense.words.count(" ") - 4 * sense.rare

    ranked = sorted(dict.fromkeys(senses), key=score, reverse=True)
    usual = [sense for sense in ranked if not sense.rare] or ranked
    chosen: list[str] = []
    for sense in usual:
        if not any(_is_much_like(sense.words, other) for other in chosen):
            chosen.append(sense.words)
    return chosen[:_MOST]


def _is_much_like(one: str, other: str) -> bool:
    return one.lower() in other.lower() or other.lower() in one.lower()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A Chinese word that may stand for an English one, for the sake of one of its `of` senses."""

    hans: str
    hant: str
    zipf: float
    sense: Sense
    of: int

    @property
    def score(self) -> float:
        """Return how likely the word is meant: frequent, and this sense early among few."""
        # Lone characters are mostly bound in modern Chinese, and their later senses nearly always.
        bound = (0.4 + 0.5 * self.sense.order) if len(self.hans) == 1 else 0.0
        return self.zipf - 0.9 * self.sense.order - 0.12 * self.of - bound - 3 * self.sense.rare


def best_words(found: list[Candidate], spell: "Spelling") -> tuple[list[str], list[str]]:
    """Return at most two words in simplified and in traditional script, best first.

    Words that CC-CEDICT marks as Taiwan's go to the traditional list only.
    """
    hans_ranked = sorted((c for c in found if not c.sense.tw), key=lambda c: (-c.score, c.hans, c.hant))
    hant_ranked = sorted(found, key=lambda c: (-c.score - 2 * c.sense.tw, c.hans, c.hant))
    return _near_best(hans_ranked, lambda c: c.hans), _near_best(hant_ranked, spell.in_taiwan)


@dataclass(frozen=True, slots=True)
class Spelling:
    """OpenCC's conversions: simplified to Taiwan's words, to Taiwan's characters, and traditional to the latter."""

    words: Callable[[str], str]
    characters: Callable[[str], str]
    standard: Callable[[str], str]

    def in_taiwan(self, candidate: Candidate) -> str:
        """Return Taiwan's own word where OpenCC knows one, else the dictionary's spelling, which tells 乾 from 幹."""
        taiwan = self.words(candidate.hans)
        if candidate.sense.tw or taiwan == self.characters(candidate.hans):
            return self.standard(candidate.hant)
        return taiwan


def _near_best(ranked: list[Candidate], spell: Callable[[Candidate], str]) -> list[str]:
    near = [c for c in ranked if c.score > ranked[0].score - _NEAR]
    return list(dict.fromkeys(spell(c) for c in near))[:_MOST]
