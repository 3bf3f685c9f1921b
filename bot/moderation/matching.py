"""The matcher of a word list: compiled once, asked at every message."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Final

from bot.moderation.folding import Folding

# Scripts that set no spaces between words: Thai, Hangul (folded to its letters), kana, hanzi.
_UNSPACED: Final = "\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f"
_IS_UNSPACED: Final = re.compile(f"[{_UNSPACED}]")
# A word where words are set apart: letters and digits of all other scripts.
_SPACED: Final = f"[^\\W_{_UNSPACED}]"
_WORD: Final = re.compile(f"{_SPACED}+")
# What is put between the characters of a word to hide it; a comma or a full stop is where one sentence ends.
_BETWEEN: Final = re.compile(r"[\s._\-*·・|/\\~+=^'\"`]+")
_SPELLED: Final = 3  # single letters in a row, from which on they are read as one word
_SHORT: Final = 4  # a shorter word is looked for as the whole of them only: there is "as" in "w a s h"
_SEPARATORS: Final = re.compile(r"[,，、;；\n]+")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of a list, as it was typed and as it is compared."""

    word: str
    folded: str

    @property
    def words(self) -> tuple[str, ...]:
        """Return its words, where they are set apart."""
        return tuple(_WORD.findall(self.folded))


class Matcher:
    """Finds the entries of one list in texts.

    An entry with Chinese in it is found anywhere, whatever blanks stand between its characters; a number at its
    beginning or end only as a whole. Every other entry is found as whole words.
    """

    def __init__(self, entries: Collection[str], folding: Folding) -> None:
        self._folding = folding
        made = [_Entry(word, folding.fold(word)) for word in sorted(entries)]
        unspaced = [one for one in made if _IS_UNSPACED.search(one.folded)]
        self._inside = {_squeezed(one.folded): one.word for one in unspaced}
        # First those that begin with a character of such a script: then all else in a text is passed over quickly.
        starting = [each for each in self._inside if _IS_UNSPACED.match(each)]
        self._patterns = [
            re.compile(_alternatives(each))
            for each in (starting, [one for one in self._inside if one not in set(starting)])
            if each
        ]
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for one in made:
            if one not in unspaced and one.words:
                self._phrases.setdefault(one.words[0], []).append((one.words, one.word))

    def find(self, text: str) -> str | None:
        """Return an entry that *text* holds, as it was typed into the list."""
        folded = self._folding.fold(text)
        return self._as_words(folded) or self._anywhere(folded)

    def _as_words(self, folded: str) -> str | None:
        if not self._phrases:
            return None
        words = _WORD.findall(folded)
        for index, word in enumerate(words):
            for phrase, said in self._phrases.get(word, ()):
                if len(phrase) == 1 or tuple(words[index : index + len(phrase)]) == phrase:
                    return said
        return next((entry for spelled in _spelled(words) if (entry := self._spelled_out(spelled)) is not None), None)

    def _spelled_out(self, letters: str) -> str | None:
        for phrase, entry in chain.from_iterable(self._phrases.values()):
            sought = "".join(phrase)
            if sought == letters or (len(sought) >= _SHORT and sought in letters):
                return entry
        return None

    def _anywhere(self, folded: str) -> str | None:
        # No such character, nothing to be found; and most of what is said in English has none.
        if not self._patterns or folded.isascii():
            return None
        squeezed = _squeezed(folded)
        for pattern in self._patterns:
            if (found := pattern.search(squeezed)) is not None:
                return self._inside[found[0]]
        return None


def words_in(typed: str) -> tuple[str, ...]:
    """Return the entries that somebody typed into one field, parted by commas of any kind, each once."""
    return tuple(dict.fromkeys(word for part in _SEPARATORS.split(typed) if (word := " ".join(part.split()))))


def is_unspaced(text: str) -> bool:
    """Tell whether *text* has characters of a script without spaces, such as Chinese."""
    return _IS_UNSPACED.search(text) is not None


def is_sayable(entry: str, folding: Folding) -> bool:
    """Tell whether *entry* can be looked for: there are letters in it, and not digits alone.

    Numbers such as 88, 520, 666 and 1314 are greetings and laughter in Chinese, and no list flags them.
    """
    letters = _BETWEEN.sub("", folding.fold(entry))
    return any(each.isalpha() for each in letters)


def _squeezed(folded: str) -> str:
    return _BETWEEN.sub("", folded)


def _alternatives(entries: Iterable[str]) -> str:
    """Return the pattern of any of *entries*, the longer first; an end in another script is the end of a word."""
    said = []
    for entry in sorted(entries, key=lambda each: (each[0], -len(each), each)):
        before = f"(?<!{_SPACED})" if _WORD.match(entry) else ""
        after = f"(?!{_SPACED})" if _WORD.match(entry[-1]) else ""
        said.append(f"{before}{re.escape(entry)}{after}")
    return "|".join(said)


def _spelled(words: Iterable[str]) -> Iterable[str]:
    """Yield what is spelled out letter by letter in *words*, put together."""
    for is_single, run in groupby(words, key=lambda word: len(word) == 1 and word.isalpha()):
        letters = list(run)
        if is_single and len(letters) >= _SPELLED:
            yield "".join(letters)
