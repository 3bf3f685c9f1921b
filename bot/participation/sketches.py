"""Sketches: whether a text is long enough to count, and nearly the same as another, without keeping its words."""

import re
import unicodedata
from functools import cache
from hashlib import blake2b
from typing import Final
from zlib import crc32

from bot.participation.model import Sketch

FEWEST_LETTERS: Final = 12
"""What a text needs to count, in letters of an alphabet: some three short words."""

HANZI_LETTERS: Final = 3
"""As how many letters one Chinese character counts: four make a short sentence."""

SYLLABLE_LETTERS: Final = 2
"""As how many letters a kana or a Korean syllable counts."""

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_SYLLABLES: Final = "\u3041-\u30ff\u3105-\u312f\uac00-\ud7a3"
_HANZI: Final = re.compile(f"[{_HAN}]")
_SYLLABLE: Final = re.compile(f"[{_SYLLABLES}]")
_DENSE: Final = re.compile(f"[{_HAN}{_SYLLABLES}]")
_NO_LETTERS: Final = re.compile(r"[\W_]+")
# "哈哈哈哈", "hahaha", "lol lol lol": what is said again and again is no longer for that.
_REPEATED: Final = re.compile(r"(.{1,8}?)\1+")

# So far a text is looked at: this is a part of what each message may cost.
_MOST_WRITTEN: Final = 400
_MOST_LETTERS: Final = 120
_MOST_GRAMS: Final = 16  # of a sketch
_GRAM: Final = 4  # letters; of Chinese two characters tell as much
_DENSE_GRAM: Final = 2


def sketch(words: str, key: bytes, *, has_file: bool = False) -> Sketch | None:
    """Return what is kept of *words*, a text without its links, mentions, emojis and code; None: it is too short.

    How much is enough depends on the script, and repeating makes nothing longer. With a picture or another file any
    text is enough, and of a short one nothing is kept.

    A sketch is sixteen of the text's character n-grams, chosen alike in every text (bottom-k sketching: Cohen and
    Kaplan, "Summarizing data using bottom-k sketches", 2007), each hashed with *key* (at most 64 bytes), without which
    nobody can find out what they were. N-grams need no blanks between words.
    """
    letters = _letters_of(words)
    if _length_of(letters) < FEWEST_LETTERS:
        return frozenset() if has_file else None
    # No two of four bytes have the same checksum, and hardly any others: it alone says which come first.
    chosen = sorted(_grams_of(letters), key=crc32)[:_MOST_GRAMS]
    return frozenset([_hashed(gram, key) for gram in chosen])


def are_alike(one: Sketch, other: Sketch) -> bool:
    """Tell whether two texts are nearly the same: more than half of what stands in either stands in both (Jaccard).

    A text without words is like no other.
    """
    return 2 * len(one & other) > len(one | other)


def _letters_of(words: str) -> str:
    """Return letters and figures alone, without their case and width, and nothing twice in a row."""
    folded = unicodedata.normalize("NFKC", words[:_MOST_WRITTEN]).casefold()
    return _REPEATED.sub(r"\1", _NO_LETTERS.sub("", folded[:_MOST_WRITTEN]))[:_MOST_LETTERS]


def _length_of(letters: str) -> int:
    """Return how much *letters* say, in letters of an alphabet."""
    hanzi, syllables = len(_HANZI.findall(letters)), len(_SYLLABLE.findall(letters))
    return len(letters) + hanzi * (HANZI_LETTERS - 1) + syllables * (SYLLABLE_LETTERS - 1)


def _hashed(gram: bytes, key: bytes) -> int:
    hasher = _keyed(key).copy()  # a quarter of what it takes to begin with the key again
    hasher.update(gram)
    return int.from_bytes(hasher.digest())


@cache
def _keyed(key: bytes) -> blake2b:
    return blake2b(digest_size=4, key=key)


def _grams_of(letters: str) -> set[bytes]:
    """Return the n-grams of *letters*."""
    if letters.isascii():  # most of what is written in English, in a fraction of the time
        plain = letters.encode()
        return {plain[start : start + _GRAM] for start in range(len(plain) - _GRAM + 1)}
    sizes = (_DENSE_GRAM if _DENSE.match(letter) else _GRAM for letter in letters)
    grams = (letters[start : start + size] for start, size in enumerate(sizes) if start + size <= len(letters))
    return {gram.encode() for gram in grams}
