"""The phrasebook answers as people type, and its sentences are fit to be shown in each language."""

import re

import opencc
import pytest

from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language
from bot.translation.phrasebook import Phrasebook, load, normalize

LANGUAGES = (EN, ZH_HANS, ZH_HANT)
# shared wording rules: nobody is called by nationality, 你 is said to everyone, the relay is not Discord's Forward
FORBIDDEN = (
    *("对岸", "對岸", "两岸", "兩岸", "审核", "審核", "提示词", "提示詞", "转发", "轉發", "轉寄", "端点", "端點"),
    *("冻结", "凍結", "伴侣", "伴侶", "中国人", "中國人", "华人", "華人", "您"),
)
MAINLAND_IN_TAIWAN = (
    "视频",
    "視頻",
    "土豆",
    "地鐵",
    "軟件",
    "網絡",
    "質量",
    "信息",
    "短信",
    "公交",
    "出租車",
    "酸奶",
    "西紅柿",
)
SCENE = (
    (ZH_HANT, "大家早安！"),
    (ZH_HANT, "我在改作業，我家的貓又睡在鍵盤上了。"),
    (EN, "Please tell me there's a photo."),
    (EN, "You have to pay the cat tax!"),
    (ZH_HANT, "好啦，貓稅來了！"),
    (ZH_HANS, "哈哈哈 这只猫就是 yyds！"),
    (EN, "That's a rather good cat."),
    (EN, "What does GOAT mean?"),
    (EN, "It means the greatest of all time."),
)


@pytest.fixture(scope="module")
def book() -> Phrasebook:
    return load()


def test_a_sentence_is_said_in_every_other_language(book: Phrasebook) -> None:
    assert book.look_up("Good night!", "en", "zh-Hans") == "晚安！"
    assert book.look_up("我坐地铁来的。", "zh-Hans", "zh-Hant") == "我搭捷運來的。"
    assert book.look_up("我搭捷運來的。", "zh-Hant", "en") == "I took the subway."


@pytest.mark.parametrize(
    "typed",
    ["good night", "GOOD NIGHT!!", "  Good   night ！", "Ｇｏｏｄ　ｎｉｇｈｔ。", "good night…", "Good night ~"],
)
def test_case_spaces_width_and_final_punctuation_make_no_difference(book: Phrasebook, typed: str) -> None:
    assert book.look_up(typed, "en", "zh-Hant") == "晚安！"


def test_inner_punctuation_may_be_of_either_width(book: Phrasebook) -> None:
    assert book.look_up("好啦,貓稅來了", "zh-Hant", "en") == "OK, here's my cat tax!"
    assert book.look_up("it’s raining here", "en", "zh-Hans") == "我这边在下雨。"


def test_a_space_between_chinese_and_latin_is_a_matter_of_taste(book: Phrasebook) -> None:
    assert book.look_up("这只猫就是yyds", "zh-Hans", "en") == "This cat is the GOAT!"


def test_what_is_not_listed_is_not_invented(book: Phrasebook) -> None:
    assert book.look_up("Good night, moon", "en", "zh-Hans") is None
    assert book.look_up("Good night!", "fr", "zh-Hans") is None
    assert book.look_up("Good night!", "en", "fr") is None
    assert book.look_up("", "en", "zh-Hans") is None
    assert book.look_up("?!", "en", "zh-Hans") is None


@pytest.mark.parametrize(("language", "sentence"), SCENE)
def test_every_sentence_of_the_playgrounds_scene_is_listed(book: Phrasebook, language: Language, sentence: str) -> None:
    for target in LANGUAGES:
        assert book.look_up(sentence, language, target)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_stands_twice_in_one_language(book: Phrasebook, language: Language) -> None:
    keys = [normalize(line) for line in book.lines(language)]
    assert sorted(key for key in keys if keys.count(key) > 1) == []
    assert all(keys)


def test_there_are_about_three_hundred_sentences(book: Phrasebook) -> None:
    assert {len(book.lines(language)) for language in LANGUAGES} == {len(book.rows)}
    assert 300 <= len(book.rows) <= 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_entry_is_one_short_trimmed_sentence(book: Phrasebook, language: Language) -> None:
    """Callers look up sentence by sentence: an entry of two would never be found."""
    longest = 80 if language == EN else 30
    for line in book.lines(language):
        assert line == line.strip()
        assert 1 <= len(line) <= longest, line
        assert not re.search(r"[.!?。！？].", line.rstrip("”」")), line


def test_every_round_trip_comes_back_to_the_same_sentence(book: Phrasebook) -> None:
    for source in LANGUAGES:
        for target in LANGUAGES:
            for line in book.lines(source):
                there = book.look_up(line, source, target)
                assert there is not None
                assert book.look_up(there, target, source) == line


def test_chinese_punctuation_is_full_width_and_quotes_are_the_scripts_own(book: Phrasebook) -> None:
    for language, wrong in ((ZH_HANS, "「」『』\"'"), (ZH_HANT, "“”‘’\"'")):
        for line in book.lines(language):
            assert not set(line) & set(wrong + ",.!?;:()"), line


def test_english_has_no_full_width_punctuation_and_begins_with_a_capital(book: Phrasebook) -> None:
    for line in book.lines(EN):
        assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", line), line
        assert line[0].isupper() or line == "lol", line


@pytest.mark.parametrize(("language", "configuration"), [(ZH_HANS, "t2s"), (ZH_HANT, "s2t")])
def test_each_script_holds_no_character_of_the_other(book: Phrasebook, language: Language, configuration: str) -> None:
    convert = opencc.OpenCC(configuration).convert
    # OpenCC's own standard writes 喫 and 臺; nobody in Taiwan types either.
    both = {"吃", "台"}
    for line in book.lines(language):
        changed = {a for a, b in zip(line, convert(line), strict=True) if a != b} - both
        assert not changed, (line, changed)


def test_no_sentence_uses_a_word_that_the_house_avoids(book: Phrasebook) -> None:
    for language in (ZH_HANS, ZH_HANT):
        for line in book.lines(language):
            assert not [word for word in FORBIDDEN if word in line], line
    for line in book.lines(EN):
        assert not re.search(r"\b(the|a) (Chinese|Americans?|British|Taiwanese)\b", line), line


def test_taiwan_has_its_own_words(book: Phrasebook) -> None:
    for line in book.lines(ZH_HANT):
        assert not [word for word in MAINLAND_IN_TAIWAN if word in line], line


def test_there_are_no_flags_and_no_emoji(book: Phrasebook) -> None:
    for language in LANGUAGES:
        assert not [line for line in book.lines(language) if re.search(r"[\U0001f000-\U0001faff]", line)]
