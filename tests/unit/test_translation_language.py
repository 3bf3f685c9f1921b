"""A text's language is told by its script, and by nothing where nothing tells."""

import pytest

from bot.translation.language import detect_words
from bot.translation.masking import mask
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language

FR = Language("fr")
JA = Language("ja")
KO = Language("ko")
UK = Language("uk")


@pytest.mark.parametrize(
    ("text", "expected", "found"),
    [
        ("hello there", EN, EN),
        ("hello there", ZH_HANS, EN),
        ("bonjour à tous", FR, FR),
        ("café", EN, EN),
        ("你好", EN, ZH_HANS),
        ("你好", ZH_HANT, ZH_HANT),  # both scripts write it so
        ("软件更新了", ZH_HANT, ZH_HANS),
        ("軟體更新了", ZH_HANS, ZH_HANT),
        ("这个軟體很好用，我觉得", EN, ZH_HANS),
        ("I love 火锅 so much", ZH_HANS, EN),
        ("我今天很 happy", EN, ZH_HANS),
        ("ok的", ZH_HANS, ZH_HANS),
        ("ok的", EN, EN),
        ("ありがとう", ZH_HANS, JA),
        ("私は食べる", EN, JA),
        ("全部漢字", JA, JA),
        ("鲜の味", EN, ZH_HANS),  # の decorates Chinese shop names
        ("¯\\_(ツ)_/¯ whatever", EN, EN),
        ("(づ｡◕‿‿◕｡)づ 抱抱", EN, ZH_HANS),
        ("감사합니다", EN, KO),
        ("Привет", EN, Language("ru")),
        ("Привіт", UK, UK),
        ("สวัสดี", EN, Language("th")),
        ("<@1> 谢谢 https://example.com/a/long/english/path `and some code`", EN, ZH_HANS),
        ("#cattax 给你", EN, ZH_HANS),
        ("666", ZH_HANT, ZH_HANT),
        ("😂", EN, EN),
        ("", ZH_HANS, ZH_HANS),
        ("z̷̢a̸l̵g̴o", EN, EN),
        ("\u202ehello\u202c", EN, EN),
        ("\ud800", EN, EN),
    ],
)
def test_the_language_found(text: str, expected: Language, found: Language):
    assert detect_words(mask(text).words, expected) == found
