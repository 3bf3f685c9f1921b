"""Zhuyin (bopomofo) from pinyin with tone marks, by the rules of both: no table of words is needed."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_INITIAL_TABLE: Final = """
b=ㄅ p=ㄆ m=ㄇ f=ㄈ d=ㄉ t=ㄊ n=ㄋ l=ㄌ g=ㄍ k=ㄎ h=ㄏ j=ㄐ q=ㄑ x=ㄒ zh=ㄓ ch=ㄔ sh=ㄕ r=ㄖ z=ㄗ c=ㄘ s=ㄙ
"""
_FINAL_TABLE: Final = """
a=ㄚ o=ㄛ e=ㄜ ê=ㄝ ai=ㄞ ei=ㄟ ao=ㄠ ou=ㄡ an=ㄢ en=ㄣ ang=ㄤ eng=ㄥ er=ㄦ ong=ㄨㄥ
i=ㄧ ia=ㄧㄚ io=ㄧㄛ ie=ㄧㄝ iai=ㄧㄞ iao=ㄧㄠ iou=ㄧㄡ ian=ㄧㄢ in=ㄧㄣ iang=ㄧㄤ ing=ㄧㄥ iong=ㄩㄥ
u=ㄨ ua=ㄨㄚ uo=ㄨㄛ uai=ㄨㄞ uei=ㄨㄟ uan=ㄨㄢ uen=ㄨㄣ uang=ㄨㄤ ueng=ㄨㄥ v=ㄩ ve=ㄩㄝ van=ㄩㄢ vn=ㄩㄣ
"""


def _table(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())


_INITIALS: Final = _table(_INITIAL_TABLE)
_FINALS: Final = _table(_FINAL_TABLE)
_CONTRACTED: Final = {"iu": "iou", "ui": "uei", "un": "uen"}
_TONES: Final = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
_MARKS: Final = ("˙", "", "ˊ", "ˇ", "ˋ")  # the neutral tone's stands before the syllable, the others behind
_DIAERESIS: Final = "\u0308"
_SILENT: Final = re.compile("(?:zh|ch|sh|[rzcs])i")  # an i that only carries the consonant

# Within a word a syllable that begins with a vowel stands behind an apostrophe (GB/T 16159, "syllable-dividing mark"),
# so that n, ng and r before a vowel begin the next syllable.
_SYLLABLE: Final = re.compile(
    r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)([aeêiouv]+)(ng(?![aeêiouv])|n(?![aeêiouv])|)(r(?![aeêiouv])|)"
)


def zhuyin(pinyin: str) -> str:
    """Return *pinyin* (tone marks, apostrophes; upper case allowed) in zhuyin, a space between syllables.

    What is no pinyin stays as it is.
    """
    letters, tones = _parted(pinyin.lower())
    said: list[str] = []
    at = 0
    for found in _SYLLABLE.finditer(letters):
        said += _rest(letters[at : found.start()])
        said += _syllable(found, max(tones[found.start() : found.end()], default=0))
        at = found.end()
    return " ".join([*said, *_rest(letters[at:])])


def _parted(pinyin: str) -> tuple[str, list[int]]:
    """Return the bare letters of *pinyin*, v for ü, and the tone that stands on each: 0 for none."""
    letters: list[str] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFD", pinyin.replace("ê", "\x00")):
        if char in _TONES and letters:
            tones[-1] = _TONES[char]
        elif char == _DIAERESIS and letters and letters[-1] == "u":
            letters[-1] = "v"
        else:
            letters.append("ê" if char == "\x00" else char)
            tones.append(0)
    return "".join(letters), tones


def _rest(letters: str) -> Iterator[str]:
    yield from letters.replace("'", " ").replace("’", " ").split()


def _syllable(found: re.Match[str], tone: int) -> Iterator[str]:
    initial, vowels, nasal, r = found.groups()
    if not initial and vowels == "e" and not nasal and r:
        vowels, r = "er", ""
    final = vowels + nasal
    if _SILENT.fullmatch(initial + final):
        final = ""
    initial, final = _spelled_out(initial, final)
    if (initial and initial not in _INITIALS) or (final and final not in _FINALS):
        yield found[0]
        return
    sounds = _INITIALS.get(initial, "") + _FINALS.get(final, "")
    yield _MARKS[0] + sounds if tone == 0 else sounds + _MARKS[tone]
    if r:
        yield _FINALS["er"]  # 一點兒: not a syllable of its own, and written as one


def _spelled_out(initial: str, final: str) -> tuple[str, str]:
    """Return initial and final as they sound: y and w are letters only, and j, q, x are never followed by u."""
    if initial == "w":
        return "", final if final.startswith("u") else "u" + final
    if initial == "y":
        if final.startswith("u"):
            return "", "v" + final[1:]
        return "", "iong" if final == "ong" else final if final.startswith("i") else "i" + final
    if initial in {"j", "q", "x"} and final.startswith("u"):
        return initial, "v" + final[1:]
    return initial, _CONTRACTED.get(final, final)
