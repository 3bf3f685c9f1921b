"""Pinyin with tone marks, made from the numbered syllables that dictionaries store."""

import re
from typing import Final

_MARKED: Final = {
    "a": "āáǎà",
    "e": "ēéěè",
    "i": "īíǐì",
    "o": "ōóǒò",
    "u": "ūúǔù",
    "ü": "ǖǘǚǜ",
    "A": "ĀÁǍÀ",
    "E": "ĒÉĚÈ",
    "O": "ŌÓǑÒ",
}
# m, n and ng are whole syllables in 呣, 嗯; their marks are combining ones.
_COMBINING: Final = "\u0304\u0301\u030c\u0300"
_SYLLABLE: Final = re.compile(r"([A-Za-zü:Ü]+?)([1-5])\Z")
_NEUTRAL: Final = 5
_OPEN: Final = frozenset("aeoāáǎàēéěèōóǒò")


def mark_syllable(numbered: str) -> str:
    """Return one numbered syllable with its tone mark: `lu:4` and `lv4` give `lǜ`, `de5` gives `de`.

    What is no syllable (a Latin letter, a punctuation mark) comes back as it is.
    """
    match = _SYLLABLE.match(numbered.replace("u:", "ü").replace("v", "ü"))
    if match is None:
        return numbered
    letters, tone = match[1], int(match[2])
    if tone == _NEUTRAL:
        return letters
    at = _marked_vowel(letters)
    if at is None:
        return letters[0] + _COMBINING[tone - 1] + letters[1:]
    return letters[:at] + _MARKED[letters[at]][tone - 1] + letters[at + 1 :]


def _marked_vowel(letters: str) -> int | None:
    # The rule of Hanyu Pinyin (GB/T 16159): a or e; else the o of ou; else the last vowel.
    for vowel in "aeAE":
        if vowel in letters:
            return letters.index(vowel)
    if "ou" in letters.lower():
        return letters.lower().index("ou")
    return next((at for at in range(len(letters) - 1, -1, -1) if letters[at] in _MARKED), None)


def join_syllables(syllables: list[str]) -> str:
    """Return marked syllables as one word, with the apostrophe that keeps Xī'ān from xiān."""
    word = ""
    for syllable in syllables:
        if word and syllable[:1].isupper() and not word.isascii():
            word += " "  # Zhāng Sān: a capital begins a word of its own
        elif word and syllable[:1].lower() in _OPEN:
            word += "'"
        word += syllable
    return word


def mark_word(numbered: str) -> str:
    """Return a word's numbered syllables, parted by spaces, as one word with tone marks.

    `nu:3 er2` gives `nǚ'ér`; the erhua `r5` joins what stands before it. A lone `_` parts the words of a
    phrase, and `/` two readings of one character: `gan4/gan1` gives `gàn/gān`.
    """
    words = (word.split() for word in numbered.split(" _ "))
    return " ".join(join_syllables([_mark_readings(syllable) for syllable in word]) for word in words)


def _mark_readings(syllables: str) -> str:
    return "/".join(mark_syllable(syllable) for syllable in syllables.split("/"))
