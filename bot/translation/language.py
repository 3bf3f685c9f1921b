"""Which language a text is in, told by its script: microseconds, no model, and no guess where nothing tells."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final

from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language, are_alike, is_chinese

JA: Final = Language("ja")
KO: Final = Language("ko")

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_HANZI: Final = re.compile(f"[{_HAN}]")
_ASCII_WORD: Final = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
# の stands in Chinese shop names and memes, and lone kana (ツ, づ, ノ) in kaomoji: neither makes a text Japanese.
_JAPANESE: Final = re.compile(f"[ぁ-ゖァ-ヺ][ぁ-ゖァ-ヺー]|[{_HAN}](?!の)[ぁ-ゖ]")
_OTHER: Final = re.compile(f"[^\\W\\d_A-Za-z{_HAN}]+")

# The languages among those a bridge is likely to meet whose script tells them; `Latin` tells nothing.
_BY_SCRIPT: Final = {
    "HANGUL": KO,
    "CYRILLIC": Language("ru"),
    "ARABIC": Language("ar"),
    "HEBREW": Language("he"),
    "GREEK": Language("el"),
    "THAI": Language("th"),
    "DEVANAGARI": Language("hi"),
}
_SHARED_SCRIPT: Final = {
    "CYRILLIC": frozenset({"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"}),
    "ARABIC": frozenset({"ar", "fa", "ur", "ps", "ug", "ckb", "sd"}),
    "HEBREW": frozenset({"he", "yi"}),
    "DEVANAGARI": frozenset({"hi", "mr", "ne"}),
}
_NOT_LATIN: Final = frozenset({"zh", "ja", "ko", "el", "th"}).union(*_SHARED_SCRIPT.values())
# How channels for a language are called. 中文 says neither script; it stands last, for 繁體中文 has it in it.
_NAMED: Final = (
    ("english", EN),
    ("英", EN),
    ("繁", ZH_HANT),
    ("正體", ZH_HANT),
    ("正体", ZH_HANT),
    ("臺", ZH_HANT),
    ("台灣", ZH_HANT),
    ("简体", ZH_HANS),
    ("日本語", JA),
    ("日语", JA),
    ("日語", JA),
    ("한국어", KO),
    ("español", Language("es")),
    ("français", Language("fr")),
    ("deutsch", Language("de")),
    ("中文", ZH_HANS),
    ("汉语", ZH_HANS),
    ("漢語", ZH_HANT),
    ("chinese", ZH_HANS),
)
# A Chinese word has about one and a half characters in chat ("我 今天 很 开心"). The channel's own language
# is given the benefit of the doubt: `ok的` is Chinese among Chinese, English among English.
_CHARACTERS_A_WORD: Final = 1.0
_CHARACTERS_A_WORD_ELSEWHERE: Final = 2.0

# `ok lol`, `哈哈哈` and 谢谢 are read everywhere; of a language that is written without blanks, characters are counted.
_FEWEST_DIFFERENT: Final = 3
_UNIT: Final = re.compile(f"[{_HAN}ぁ-ゖァ-ヺ가-힣]|[^\\W\\d_{_HAN}ぁ-ゖァ-ヺ가-힣]+")


def detect_words(words: str, expected: Language) -> Language:
    """Return the language of *words*, a text without its protected spans; *expected* where nothing tells otherwise.

    Where two scripts meet, the one with more words wins. Latin script is taken for *expected* if that
    is written so, and else for English: pinyin is not recognised, nor Japanese without kana.
    """
    if words.isascii():
        return _of_latin(expected) if _ASCII_WORD.search(words) else expected
    hanzi = len(_HANZI.findall(words))
    if _JAPANESE.search(words):
        return JA
    chinese = hanzi / (_CHARACTERS_A_WORD if is_chinese(expected) else _CHARACTERS_A_WORD_ELSEWHERE)
    latin = len(_ASCII_WORD.findall(words))
    other = _OTHER.findall(words)
    if other:
        by_script = _most_frequent_script(other)
        if by_script is not None and by_script[1] >= max(latin, chinese):
            return _of_script(by_script[0], expected)
        latin += sum(1 for word in other if _script(word) == "LATIN")
    if hanzi == 0:
        return _of_latin(expected) if latin else expected
    if chinese > latin or (chinese == latin and is_chinese(expected)):
        return _of_hanzi(words, expected)
    return _of_latin(expected)


def foreign_words(words: str, expected: Language) -> Language | None:
    """Return the language of *words* where that is not *expected*, in whatever script; None for next to no words.

    What `detect_words` cannot tell apart by script is not foreign: Spanish in an English channel.
    """
    found = detect_words(words, expected)
    if are_alike(found, expected):
        return None
    different = {word.casefold() for word in _UNIT.findall(words)}
    return found if len(different) >= _FEWEST_DIFFERENT else None


def is_latin(language: Language) -> bool:
    """Tell whether *language* is written in Latin script."""
    return _primary(language) not in _NOT_LATIN


def guess_language(name: str, talk: Sequence[str]) -> Language:
    """Return the language that a channel called *name* is for, where *talk* was said of late.

    A name that says so counts; else what most people wrote; else the script of the name.
    """
    folded = name.casefold()
    named = next((language for word, language in _NAMED if word in folded), None)
    if named is not None and named != ZH_HANS:
        return named
    found = Counter(detect_words(text, EN) for text in talk if any(map(str.isalpha, text)))
    chinese = {language: count for language, count in found.items() if is_chinese(language)}
    if named is None and found and not chinese:
        return found.most_common(1)[0][0]
    if named is None and sum(chinese.values()) * 2 < found.total():
        return detect_words(name, EN)
    # Chinese: in which script, the talk tells if anything does.
    return max(chinese, key=lambda one: chinese[one]) if chinese else detect_words(name, ZH_HANS)


def _of_latin(expected: Language) -> Language:
    return expected if is_latin(expected) else EN


def _of_hanzi(words: str, expected: Language) -> Language:
    if expected == JA:
        return expected
    import hanzidentifier  # 5 MB and some 20 ms, once, for whoever meets Chinese

    script = hanzidentifier.identify(words)
    if script == hanzidentifier.MIXED:
        hanzi = _HANZI.findall(words)
        simplified = sum(1 for character in hanzi if not hanzidentifier.is_traditional(character))
        traditional = sum(1 for character in hanzi if not hanzidentifier.is_simplified(character))
        if simplified != traditional:
            script = hanzidentifier.SIMPLIFIED if simplified > traditional else hanzidentifier.TRADITIONAL
    if script == hanzidentifier.SIMPLIFIED:
        return ZH_HANS
    if script == hanzidentifier.TRADITIONAL:
        return ZH_HANT
    return expected if is_chinese(expected) else ZH_HANS


def _most_frequent_script(words: list[str]) -> tuple[str, int] | None:
    counts: dict[str, int] = {}
    for word in words:
        script = _script(word)
        if script in _BY_SCRIPT:
            counts[script] = counts.get(script, 0) + 1
    return max(counts.items(), key=lambda item: item[1]) if counts else None


def _script(word: str) -> str:
    return unicodedata.name(word[0], "").partition(" ")[0]


def _of_script(script: str, expected: Language) -> Language:
    shared = _SHARED_SCRIPT.get(script, frozenset())
    return expected if _primary(expected) in shared else _BY_SCRIPT[script]


def _primary(language: Language) -> str:
    return language.partition("-")[0]
