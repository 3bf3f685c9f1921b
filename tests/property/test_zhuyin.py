"""Zhuyin says what pinyin says, syllable for syllable, however they are joined to words."""

import re
import sqlite3
import unicodedata
from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.translation.lexicon import LEXICON
from bot.translation.zhuyin import zhuyin

# Each syllable as dictionaries give it, without tones: one for every initial, every final, every spelling rule.
TABLE = """
ba=ㄅㄚ po=ㄆㄛ me=ㄇㄜ fei=ㄈㄟ dai=ㄉㄞ tao=ㄊㄠ nou=ㄋㄡ lan=ㄌㄢ gen=ㄍㄣ kang=ㄎㄤ heng=ㄏㄥ
zhong=ㄓㄨㄥ chi=ㄔ shi=ㄕ zhi=ㄓ ri=ㄖ zi=ㄗ ci=ㄘ si=ㄙ ji=ㄐㄧ qia=ㄑㄧㄚ xie=ㄒㄧㄝ biao=ㄅㄧㄠ
jiu=ㄐㄧㄡ tian=ㄊㄧㄢ lin=ㄌㄧㄣ niang=ㄋㄧㄤ ping=ㄆㄧㄥ xiong=ㄒㄩㄥ bu=ㄅㄨ gua=ㄍㄨㄚ duo=ㄉㄨㄛ
kuai=ㄎㄨㄞ gui=ㄍㄨㄟ suan=ㄙㄨㄢ zhun=ㄓㄨㄣ huang=ㄏㄨㄤ lü=ㄌㄩ nüe=ㄋㄩㄝ ju=ㄐㄩ que=ㄑㄩㄝ
xuan=ㄒㄩㄢ jun=ㄐㄩㄣ lu=ㄌㄨ yi=ㄧ ya=ㄧㄚ yo=ㄧㄛ ye=ㄧㄝ yao=ㄧㄠ you=ㄧㄡ yan=ㄧㄢ yin=ㄧㄣ
yang=ㄧㄤ ying=ㄧㄥ yong=ㄩㄥ yu=ㄩ yue=ㄩㄝ yuan=ㄩㄢ yun=ㄩㄣ wu=ㄨ wa=ㄨㄚ wo=ㄨㄛ wai=ㄨㄞ
wei=ㄨㄟ wan=ㄨㄢ wen=ㄨㄣ wang=ㄨㄤ weng=ㄨㄥ a=ㄚ o=ㄛ e=ㄜ ai=ㄞ ei=ㄟ ao=ㄠ ou=ㄡ an=ㄢ en=ㄣ
ang=ㄤ er=ㄦ xi=ㄒㄧ nan=ㄋㄢ fang=ㄈㄤ fan=ㄈㄢ gan=ㄍㄢ
"""
SYLLABLES = dict(pair.split("=") for pair in TABLE.split())
MARKS = ("", "\u0304", "\u0301", "\u030c", "\u0300")
SAID = ("˙{}", "{}", "{}ˊ", "{}ˇ", "{}ˋ")

syllables = st.tuples(st.sampled_from(sorted(SYLLABLES)), st.integers(0, 4))


def spelled(syllable: str, tone: int) -> str:
    """Put the mark of *tone* where pinyin puts it: on a, e or o, else on the last vowel."""
    at = next((syllable.index(one) for one in ("a", "e") if one in syllable), None)
    if at is None:
        at = syllable.index("o") if "o" in syllable else max(syllable.rfind(one) for one in "iuü")
    return unicodedata.normalize("NFC", syllable[: at + 1] + MARKS[tone] + syllable[at + 1 :])


def joined(word: list[tuple[str, int]]) -> str:
    """Write *word* as GB/T 16159 does: an apostrophe before a syllable that begins with a vowel."""
    parts = [("'" if n and one[0] in "aeo" else "") + spelled(one, tone) for n, (one, tone) in enumerate(word)]
    return "".join(parts)


@given(st.lists(syllables, min_size=1, max_size=5))
@example([("fang", 1), ("an", 4)])
@example([("fan", 3), ("gan", 3)])
@example([("xi", 1), ("nan", 2)])
@example([("lü", 4), ("e", 4)])
@example([("er", 2), ("zi", 0)])
@example([("e", 2), ("ri", 4)])
def test_every_word_comes_apart_into_its_syllables(word: list[tuple[str, int]]):
    expected = " ".join(SAID[tone].format(SYLLABLES[one]) for one, tone in word)
    assert zhuyin(joined(word)) == expected
    assert zhuyin(joined(word).capitalize()) == expected


@pytest.mark.parametrize(
    ("pinyin", "said"),
    [
        ("Xī'ān", "ㄒㄧ ㄢ"),
        ("nǚ'ér", "ㄋㄩˇ ㄦˊ"),
        ("yīdiǎnr", "ㄧ ㄉㄧㄢˇ ㄦ"),
        ("nǎr", "ㄋㄚˇ ㄦ"),
        ("Měi Liánshè", "ㄇㄟˇ ㄌㄧㄢˊ ㄕㄜˋ"),
        ("wǒmen", "ㄨㄛˇ ˙ㄇㄣ"),
        ("lüè", "ㄌㄩㄝˋ"),
        ("ḿ", "m"),
        ("", ""),
        ("HTTP", "http"),
    ],
)
def test_words_that_people_meet(pinyin: str, said: str):
    assert zhuyin(pinyin) == said


def test_every_word_of_the_lexicon_has_a_syllable_for_each_character():
    with closing(sqlite3.connect(f"file:{LEXICON}?mode=ro", uri=True)) as base:
        rows = base.execute("SELECT word, pinyin FROM zh").fetchall()
    odd = []
    for word, pinyin in rows:
        if not re.fullmatch("[\u3400-\u9fff]+", word):
            continue
        said = zhuyin(pinyin).split(" ")
        if len(said) != len(word) or re.search("[a-zêü]", "".join(said)):
            odd.append((word, pinyin, said))
    # Characters without a reading (xx), and old units that are read as two: 兙 shíkè.
    assert len(odd) <= 30
    assert all(len(word) == 1 for word, *_ in odd), [one for one in odd if len(one[0]) > 1]


@given(st.text(max_size=30))
def test_anything_else_stays_what_it_is_and_breaks_nothing(text: str):
    assert isinstance(zhuyin(text), str)
