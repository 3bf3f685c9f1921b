"""Reads Chinese word by word: what each is, how it sounds, and what it may mean in English."""

import re
from collections.abc import Iterator
from typing import Final

from bot.translation.amounts import AMOUNT, explain_amount
from bot.translation.interlinear import Word
from bot.translation.lexicon import ChineseWord, Lexicon

_PIECE: Final = re.compile(
    rf"(?P<kept>[\ue000-\uf8ff]+)|(?P<amount>{AMOUNT})"
    rf"|(?P<han>(?:(?!{AMOUNT})[〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])+)"
    r"|(?P<number>[0-9]+(?![0-9A-Za-z.,:%/]*[0-9A-Za-z%]))"
    r"|(?P<latin>[@#]?[^\W\u3400-\u9fff\ue000-\uf8ff]+(?:[.,:'’/&+-][^\W\u3400-\u9fff\ue000-\uf8ff]+)*%?)"
    r"|(?P<space>\s+)|(?P<mark>.)",
)
# Numbers that are words, said alone: laughter, applause, tears, goodbye, I love you.
_SAID: Final = (
    (re.compile(r"6{3,}"), "awesome!"),
    (re.compile(r"23{2,}"), "haha"),
    (re.compile(r"5{3,}"), "boo-hoo"),
    (re.compile(r"886?"), "bye-bye"),
    (re.compile(r"52[01]"), "I love you"),
)
_ALONE_BEFORE: Final = re.compile(r"(?:^|[，。！？!?,.~～…、\s\ue000-\uf8ff])\Z")
_ALONE_AFTER: Final = re.compile(r"(?:[啊呀哈哦啦]*)(?:$|[，。！？!?,.~～…、\s\ue000-\uf8ff])")
# 小李, 老王: of the commonest surnames only those that are hardly ever a word after 小 and 老.
_NICKNAME: Final = re.compile(r"([小老阿][李王张陈刘赵吴徐朱郭郑梁宋韩冯邓曹彭蒋蔡魏薛])(?![子国])")
_TITLES: Final = ("老师", "先生", "小姐", "女士", "阿姨", "叔叔", "同学", "医生", "教授", "哥", "姐", "总", "导")
_FULL_TITLES: Final = 9
_SURNAME_READINGS: Final = {"曾": "Zēng", "单": "Shàn", "解": "Xiè", "仇": "Qiú", "任": "Rén", "盖": "Gě", "查": "Zhā"}
_LONGEST: Final = 8
# A character that stands alone only because its word is unknown explains that word by halves.
_BY_HALVES: Final = 0.5


def chinese_words(text: str, lexicon: Lexicon) -> Iterator[Word]:
    """Yield the words of *text*, one line in either script, with pinyin and at most two English senses."""
    simplified = text.translate(lexicon.simplified)
    for piece in _PIECE.finditer(simplified):
        start, end = piece.span()
        shown = text[start:end]
        match piece.lastgroup:
            case "amount":
                yield Word(shown, explain_amount(piece[0]))
            case "han":
                yield from _run(shown, piece[0], lexicon)
            case "number":
                yield Word(shown, _number_word(simplified, start, end))
            case "latin":
                yield _latin(shown, lexicon)
            case "mark":
                yield Word(shown, is_glue=True)
            case "kept":
                yield Word(shown)


def _number_word(text: str, start: int, end: int) -> str:
    if not (_ALONE_BEFORE.search(text[:start]) and _ALONE_AFTER.match(text, end)):
        return ""
    return next((meaning for pattern, meaning in _SAID if pattern.fullmatch(text, start, end)), "")


def _latin(shown: str, lexicon: Lexicon) -> Word:
    found = lexicon.chinese(shown.lower())
    return Word(shown, "/".join(found.senses) if found is not None else "")


def _run(shown: str, simplified: str, lexicon: Lexicon) -> Iterator[Word]:
    """Yield the words of a run of Chinese characters."""
    at = 0
    for part in _NICKNAME.split(simplified):
        here = shown[at : at + len(part)]
        at += len(part)
        if _NICKNAME.fullmatch(part):
            yield _name(here, part, lexicon)
        elif part:
            yield from _segmented(here, part, lexicon)


def _segmented(shown: str, simplified: str, lexicon: Lexicon) -> Iterator[Word]:
    tokens = _tag(simplified)
    index, at = 0, 0
    while index < len(tokens):
        count, length, found = _longest_phrase(tokens, index, shown[at:], lexicon)
        here = shown[at : at + length]
        if count == 1 and _is_said_name(tokens, index, found, lexicon):
            yield _name(here, tokens[index][0], lexicon)
        elif found is not None:
            yield _explained(here, found)
        else:
            yield from _unknown(here, *tokens[index], lexicon)
        index += count
        at += length


def _is_said_name(tokens: list[tuple[str, str]], index: int, found: ChineseWord | None, lexicon: Lexicon) -> bool:
    """Tell whether a word that might be explained is a name all the same: 林 in 林老师, 阿明, but not 阿嬤."""
    token, tag = tokens[index]
    following = tokens[index + 1][0] if index + 1 < len(tokens) else ""
    if following in _TITLES[:_FULL_TITLES] and token in lexicon.surnames:
        return True
    # The dictionary writes a word for kin small, 阿姨 āyí, and a name large, 阿明 Āmíng.
    is_word = found is not None and found.pinyin.islower()
    return tag.startswith("nr") and token.startswith("阿") and len(token) == 2 and not is_word


def _tag(run: str) -> list[tuple[str, str]]:
    # Imported at the first need: it costs 33 MB and 0.14 s, and most bridges never fall back on word help.
    import rjieba

    return rjieba.tag(run)


def _longest_phrase(
    tokens: list[tuple[str, str]], index: int, shown: str, lexicon: Lexicon
) -> tuple[int, int, ChineseWord | None]:
    # Phrases first: jieba does not know every phrase the dictionary has, and a phrase is never its parts' sum.
    words = [token for token, _ in tokens[index : index + 4]]
    for count in range(len(words), 0, -1):
        phrase = "".join(words[:count])
        if len(phrase) <= _LONGEST or count == 1:
            found = _look_up(shown[: len(phrase)], phrase, lexicon)
            if found is not None:
                return count, len(phrase), found
    return 1, len(words[0]), None


def _look_up(shown: str, simplified: str, lexicon: Lexicon) -> ChineseWord | None:
    # As spelled first: 乾 has an entry of its own, where 干 says "do".
    found = lexicon.chinese(shown)
    return lexicon.chinese(simplified) if found is None and shown != simplified else found


def _explained(shown: str, found: ChineseWord) -> Word:
    weight = 0 if found.is_closed else len(shown)
    return Word(shown, _help(found), weight, weight)


def _help(found: ChineseWord) -> str:
    return f"{found.pinyin} {'/'.join(found.senses)}"


def _unknown(shown: str, simplified: str, tag: str, lexicon: Lexicon) -> Iterator[Word]:
    """Yield a word that the lexicon does not know: as a name, or as the pieces it does know."""
    if tag.startswith("nr") and _surname(simplified, lexicon):
        title = next((t for t in _TITLES if simplified.endswith(t)), "")
        end = len(simplified) - len(title)
        yield _name(shown[:end], simplified[:end], lexicon)
        if title:
            yield from _pieces(shown[end:], title, lexicon)
        return
    pieces = list(_pieces(shown, simplified, lexicon))
    if tag.startswith("nr") and all(piece.known < piece.content for piece in pieces):
        # A given name, perhaps (雅婷): not sure enough to count as known, but never explained as elegant and graceful.
        yield Word(shown, _name(shown, simplified, lexicon).help.replace(" ", "").capitalize(), len(shown))
    else:
        yield from pieces


def _surname(name: str, lexicon: Lexicon) -> str:
    longest = 4 if name[:2] in lexicon.surnames else 3
    if any(name.endswith(title) for title in _TITLES):
        longest += 2
    if not 2 <= len(name) <= longest:
        return ""
    return name[:2] if name[:2] in lexicon.surnames else name[:1] if name[:1] in lexicon.surnames else ""


def _name(shown: str, simplified: str, lexicon: Lexicon) -> Word:
    """Return a name, which is read aloud and never explained."""
    found = [(c, lexicon.chinese(c)) for c in simplified]
    syllables = [entry.pinyin if entry is not None else c for c, entry in found]
    syllables[0] = _SURNAME_READINGS.get(simplified[0], syllables[0])
    family = 2 if simplified[:2] in lexicon.surnames else 1
    given = "".join(syllables[family:])
    return Word(shown, " ".join(part[:1].upper() + part[1:] for part in ("".join(syllables[:family]), given) if part))


def _pieces(shown: str, simplified: str, lexicon: Lexicon) -> Iterator[Word]:
    """Yield the longest known pieces of a word that the lexicon does not know."""
    found: list[tuple[str, ChineseWord | None]] = []
    at = 0
    while at < len(simplified):
        end = len(simplified)
        entry = _look_up(shown[at:end], simplified[at:end], lexicon)
        while entry is None and end > at + 1:
            end -= 1
            entry = _look_up(shown[at:end], simplified[at:end], lexicon)
        found.append((shown[at:end], entry))
        at = end
    # 刚醒 and 一只 are two plain words; 绝绝 is not the sum of its characters.
    is_plain = any(entry is not None and entry.is_closed for _, entry in found)
    for here, entry in found:
        if entry is None:
            yield Word(here, content=len(here))
        elif len(here) > 1 or is_plain or len(simplified) == 1:
            yield _explained(here, entry)
        else:
            yield Word(here, _help(entry), 1, _BY_HALVES)
