"""Word help explains without inventing: no obscenities, no translated names, amounts as they stand."""

import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import opencc
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.translation.amounts import AMOUNT, explain_amount, explain_discount
from bot.translation.interlinear import Word, coverage, line
from bot.translation.lexicon import LEXICON, Lexicon
from bot.translation.phrasebook import load
from bot.translation.word_help import MOST_CHARACTERS, WordHelp
from scripts.lexicon.pinyin import mark_syllable, mark_word

COARSE = re.compile(
    r"\b(fuck|shit|sex|sexual|bitch|whore|prostitute|penis|cunt|dick|cock|cuckold|slut)(s|ed|ing)?\b", re.I
)
COARSE_CHINESE = ("屄", "屌", "肏", "鸡巴", "他妈", "妈的", "卧槽", "傻逼", "婊", "嫖", "做爱", "支那", "鬼子")
KEPT = "\ue000"


@pytest.fixture(scope="module")
def help_() -> Iterator[WordHelp]:
    with closing(WordHelp()) as opened:
        yield opened


@pytest.fixture(scope="module")
def base() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{LEXICON}?mode=ro&immutable=1", uri=True)) as opened:
        yield opened


@pytest.fixture(scope="module")
def lexicon() -> Iterator[Lexicon]:
    with closing(Lexicon()) as opened:
        yield opened


def to_english(help_: WordHelp, text: str, source: str = "zh-Hans") -> str:
    said = help_.explain(text, source, "en")
    assert said is not None, text
    return said


def to_chinese(help_: WordHelp, text: str, target: str = "zh-Hans") -> str:
    said = help_.explain(text, "en", target)
    assert said is not None, text
    return said


def senses_of(reading: str) -> dict[str, str]:
    """Return source word -> what is said of it."""
    words = re.split(r" · |[，。！？,.!?] ?", reading)
    return {word.split(" ")[0]: word for word in words if word}


# what a reading looks like


def test_chinese_is_read_in_its_own_order_with_pinyin(help_: WordHelp) -> None:
    assert to_english(help_, "我家猫在后院睡觉。") == (
        "我家 wǒjiā my home · 猫 māo cat · 在 zài at/in · 后院 hòuyuàn backyard · 睡觉 shuìjiào sleep。"
    )


def test_english_becomes_a_word_list_without_articles(help_: WordHelp) -> None:
    assert to_chinese(help_, "The cat is in the backyard.") == "cat 猫 · backyard 后院."


def test_a_word_has_at_most_two_senses(base: sqlite3.Connection) -> None:
    for table, column in (("zh", "senses"), ("en", "hans"), ("en", "hant")):
        (most,) = base.execute(
            f"SELECT max(length({column}) - length(replace({column}, '/', ''))) FROM {table}"
        ).fetchone()
        assert most <= 1, (table, column)


def test_each_line_of_the_source_has_its_own_line(help_: WordHelp) -> None:
    assert to_english(help_, "晚安\n\n明天见") == "晚安 wǎn'ān good night\n明天见 míngtiān jiàn see you tomorrow"


def test_traditional_source_is_shown_as_it_was_written(help_: WordHelp) -> None:
    reading = to_english(help_, "後院有一隻貓", "zh-Hant")
    assert {"後院", "貓"} <= senses_of(reading).keys()
    assert "backyard" in reading


def test_traditional_target_is_in_traditional_script_with_taiwans_words(help_: WordHelp) -> None:
    reading = to_chinese(help_, "I took the subway and bought a pineapple", "zh-Hant")
    assert "捷運" in reading
    assert "鳳梨" in reading
    assert "買" in reading


def test_phrases_come_before_their_parts(help_: WordHelp) -> None:
    assert "不好意思 bùhǎoyìsi sorry/excuse me" in to_english(help_, "不好意思，我来晚了")
    assert "gave up 放弃" in to_chinese(help_, "We gave up")
    assert "spill the tea 快说八卦" in to_chinese(help_, "please spill the tea")


def test_inflected_english_is_found_by_its_lemma(help_: WordHelp) -> None:
    assert senses_of(to_chinese(help_, "Three dogs slept on chairs")) == {
        "Three": "Three 三",
        "dogs": "dogs 狗",
        "slept": "slept 睡觉",
        "chairs": "chairs 椅子",
    }


@pytest.mark.parametrize(("source", "target"), [("en", "en"), ("zh-Hans", "zh-Hant"), ("fr", "en"), ("en", "fr")])
def test_other_pairs_of_languages_get_no_help(help_: WordHelp, source: str, target: str) -> None:
    assert help_.explain("猫 cat", source, target) is None


# what must not come out


@pytest.mark.parametrize(
    ("text", "expected"), [("后院", "backyard"), ("炒饭", "fried rice"), ("小姐", "Miss"), ("鸡", "chicken")]
)
def test_harmless_chinese_words_stay_harmless(help_: WordHelp, text: str, expected: str) -> None:
    reading = to_english(help_, text)
    assert expected in reading
    assert not COARSE.search(reading)


def test_harmless_english_words_stay_harmless(help_: WordHelp) -> None:
    assert to_chinese(help_, "fried rice in the backyard") == "fried rice 炒饭 · backyard 后院"
    assert to_chinese(help_, "fried rice in the backyard", "zh-Hant") == "fried rice 炒飯 · backyard 後院"


def test_the_lexicon_holds_no_obscenity_and_no_slur(base: sqlite3.Connection) -> None:
    for word, senses in base.execute("SELECT word, senses FROM zh"):
        assert not COARSE.search(senses), (word, senses)
        assert not [piece for piece in COARSE_CHINESE if piece in word], word
    for word, hans, hant in base.execute("SELECT word, hans, hant FROM en"):
        assert not COARSE.search(word), word
        assert not [piece for piece in COARSE_CHINESE if piece in hans + hant], (word, hans)


def test_an_obscenity_is_not_explained(help_: WordHelp) -> None:
    assert help_.explain("肏", "zh-Hans", "en") is None
    assert help_.explain("fuck", "en", "zh-Hans") is None


@pytest.mark.parametrize(
    ("text", "name", "never"),
    [
        ("王芳昨天来了", "王芳 Wáng Fāng", "fragrant"),
        ("小李在家吗", "小李 Xiǎo Lǐ", "plum"),
        ("林老师今天没来", "林 Lín", "forest"),
        ("我叫陈小春", "陈小春 Chén Xiǎochūn", "spring"),
        ("司马光在学校", "司马光 Sīmǎ Guāng", "light"),
        ("阿明来了", "阿明 Ā Míng", "Amin"),
    ],
)
def test_chinese_names_are_read_and_never_translated(help_: WordHelp, text: str, name: str, never: str) -> None:
    reading = to_english(help_, text)
    assert name in reading
    assert never not in reading


@pytest.mark.parametrize(("text", "word"), [("阿嬤煮的", "阿嬤 āmà grandma"), ("阿姨来了", "阿姨 āyí auntie")])
def test_a_word_for_kin_is_no_name(help_: WordHelp, text: str, word: str) -> None:
    assert word in to_english(help_, text)


@pytest.mark.parametrize(
    "text", ["Yesterday I met Rose", "Rose came yesterday", "My friend Mark came", "I met Mary and Grace"]
)
def test_english_names_are_never_translated(help_: WordHelp, text: str) -> None:
    reading = to_chinese(help_, text)
    for name in ("Rose", "Mark", "Mary", "Grace"):
        assert name not in text or senses_of(reading)[name] == name


def test_a_given_name_without_surname_is_not_explained_as_its_characters(help_: WordHelp) -> None:
    assert "elegant" not in (help_.explain("今天晚上雅婷去学校上课，我们一起吃饭。", "zh-Hans", "en") or "")


def test_the_lexicon_holds_no_persons(base: sqlite3.Connection) -> None:
    for word in ("毛泽东", "蒋介石", "习近平", "特朗普", "约翰"):
        assert base.execute("SELECT 1 FROM zh WHERE word = ?", (word,)).fetchone() is None


# numbers


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("一共3万块", "3万 (30,000)"),
        ("两万五就够了", "两万五 (25,000)"),
        ("有1.5亿人", "1.5亿 (150,000,000)"),
        ("今天打8折", "打8折 (20% off)"),
        ("衣服八五折", "八五折 (15% off)"),
    ],
)
def test_large_amounts_and_discounts_stand_and_are_worked_out_beside(help_: WordHelp, text: str, shown: str) -> None:
    assert shown in to_english(help_, text)


@pytest.mark.parametrize("text", ["万一下雨", "千万别忘", "骨折了", "星期一万事如意", "十万火急", "3万5千", "三折叠"])
def test_words_that_only_look_like_amounts_are_none(text: str) -> None:
    assert re.search(AMOUNT, text) is None


@given(st.text(alphabet="0123456789.,零一二两三四五六七八九十百千万亿打折对火", max_size=12))
@example("一亿万")
@example("打0折")
@example("十十万")
def test_every_amount_can_be_worked_out(text: str) -> None:
    for match in re.finditer(AMOUNT, text):
        assert re.fullmatch(r"|\([\d,.]+(% off)?\)", explain_amount(match[0])), match[0]


def test_percent_off_is_said_in_tenths() -> None:
    assert [explain_discount(percent) for percent in (20, 15, 50, 0, 95)] == ["(8折)", "(85折)", "(5折)", "", ""]


@pytest.mark.parametrize("number", ["88", "520", "666", "233"])
def test_numbers_that_mean_something_stay_themselves(help_: WordHelp, number: str) -> None:
    assert to_english(help_, number).startswith(f"{number} ")
    assert f"房间 fángjiān room · 号 hào number · 是 shì is/am · {number}" in to_english(help_, f"房间号是{number}")
    assert number in to_chinese(help_, f"the number is {number}").split(" · ")


def test_billion_is_ten_times_a_hundred_million(help_: WordHelp) -> None:
    assert "billion 十亿" in to_chinese(help_, "a billion stars")


# spans


def test_protected_spans_pass_through_untouched(help_: WordHelp) -> None:
    assert to_english(help_, f"{KEPT}晚安\ue001\uf8ff") == f"{KEPT} · 晚安 wǎn'ān good night · \ue001\uf8ff"
    assert to_chinese(help_, f"{KEPT} good night \ue001!") == f"{KEPT} · good night 晚安 · \ue001!"


@given(st.text(max_size=300), st.sampled_from(["zh-Hans", "zh-Hant", "en"]))
@example("**猫** ~~猫~~ `猫` ||猫|| > 猫", "zh-Hans")
@example("a_b*c cat `x`", "en")
@example("\u202e猫\u200b", "zh-Hans")
@example("'' -- 's - I'", "en")
@example("ſ ß İ ǅ", "en")
def test_any_text_gives_plain_text_or_nothing(help_: WordHelp, text: str, source: str) -> None:
    reading = help_.explain(text, source, "zh-Hant" if source == "en" else "en")
    if reading is not None:
        assert 0 < len(reading) <= MOST_CHARACTERS
        assert not set(reading) & set("*_~|`\\")
        assert all(line.strip() for line in reading.split("\n"))


def test_a_long_text_is_cut_at_a_word(help_: WordHelp) -> None:
    reading = to_english(help_, "今天天气很好。" * 500)
    assert len(reading) <= MOST_CHARACTERS
    assert reading.endswith("…")
    many = to_chinese(help_, "good night\n" * 500)
    assert len(many) <= MOST_CHARACTERS


# when to keep silent


def test_below_four_fifths_of_known_content_nothing_is_shown(help_: WordHelp) -> None:
    assert help_.explain("asdf qwer cat", "en", "zh-Hans") is None
    assert help_.explain("I like zxcvb", "en", "zh-Hans") is None
    assert coverage([Word("a", "x", 4, 4), Word("b", "", 1, 0)]) == pytest.approx(0.8)


@pytest.mark.parametrize("text", ["", " \n ", "😂", "!!!", "12:30", KEPT, "the of a"])
def test_where_nothing_is_explained_nothing_is_shown(help_: WordHelp, text: str) -> None:
    assert help_.explain(text, "en", "zh-Hans") is None
    assert help_.explain(text.replace("the of a", "OK"), "zh-Hans", "en") is None


def test_most_of_what_a_community_says_can_be_explained(help_: WordHelp) -> None:
    book = load()
    for source, target in (("zh-Hans", "en"), ("zh-Hant", "en"), ("en", "zh-Hans"), ("en", "zh-Hant")):
        lines = book.lines(source)
        explained = sum(help_.explain(said, source, target) is not None for said in lines)
        assert explained / len(lines) > 0.93, source


# pinyin


@pytest.mark.parametrize(
    ("numbered", "marked"),
    [
        *[("nu:3", "nǚ"), ("lv4", "lǜ"), ("lu:e4", "lüè"), ("NU:3", "NǙ"), ("gui4", "guì"), ("liu2", "liú")],
        *[("hao3", "hǎo"), ("xue2", "xué"), ("dou4", "dòu"), ("zhuang1", "zhuāng"), ("de5", "de"), ("m2", "ḿ")],
    ],
)
def test_the_tone_mark_stands_on_the_right_vowel(numbered: str, marked: str) -> None:
    if numbered == "NU:3":
        assert mark_syllable("Nu:3") == "Nǚ"
    else:
        assert mark_syllable(numbered) in {marked, "m\u0301"}


@pytest.mark.parametrize(
    ("numbered", "marked"),
    [
        *[("nu:3 er2", "nǚ'ér"), ("Xi1 an1", "Xī'ān"), ("hao3 wan2 r5", "hǎowánr"), ("Zhang1 San1", "Zhāng Sān")],
        *[("gan4/gan1", "gàn/gān"), ("ming2 tian1 _ jian4", "míngtiān jiàn"), ("san1 C", "sān C"), ("", "")],
    ],
)
def test_syllables_join_to_words(numbered: str, marked: str) -> None:
    assert mark_word(numbered) == marked


def test_no_number_is_left_in_the_lexicons_pinyin(base: sqlite3.Connection) -> None:
    for word, pinyin in base.execute("SELECT word, pinyin FROM zh WHERE word NOT GLOB '*[0-9A-Za-z]*'"):
        assert not re.search(r"[0-9:_]|v", pinyin), (word, pinyin)


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        *[("女儿", "nǚ'ér"), ("旅行", "lǚxíng"), ("银行", "yínháng"), ("音乐", "yīnyuè"), ("快乐", "kuàilè")],
        *[("东西", "dōngxi"), ("地方", "dìfang"), ("便宜", "piányi"), ("长大", "zhǎngdà"), ("觉得", "juéde")],
        *[("乾", "gān"), ("麵", "miàn"), ("還", "hái"), ("頭髮", "tóufa"), ("重庆", "Chóngqìng")],
    ],
)
def test_words_with_several_readings_have_the_everyday_one(lexicon: Lexicon, word: str, reading: str) -> None:
    found = lexicon.chinese(word) or lexicon.chinese(word.translate(lexicon.simplified))
    assert found is not None
    assert found.pinyin == reading


# the file


def test_the_lexicon_is_small_and_says_whose_it_is(lexicon: Lexicon) -> None:
    assert LEXICON.stat().st_size < 6_000_000
    about = lexicon.about
    assert "CC-CEDICT" in about["attribution"]
    assert about["licence"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert "CC-CEDICT" in LEXICON.with_name("LICENSE").read_text(encoding="utf-8")


def test_the_lexicon_is_in_step_with_the_tables_made_by_hand(base: sqlite3.Connection) -> None:
    """Whoever edits a table runs scripts/build-lexicon."""
    for name, table, column, place in (("hand-zh.tsv", "zh", "senses", 3), ("hand-en.tsv", "en", "hans", 2)):
        lines = LEXICON.with_name(name).read_text(encoding="utf-8").splitlines()
        wanted = {
            row[1]: ("" if row[place] == "-" else row[place], row[0] == "c")
            for row in (x.split("\t") for x in lines if x[0] != "#")
        }
        found = {
            word: (said, bool(closed))
            for word, said, closed in base.execute(f"SELECT word, {column}, closed FROM {table}")
        }
        assert {word: found.get(word) for word in wanted} == wanted
        assert len(wanted) == len([x for x in lines if x[0] != "#"]), "a word stands twice"


def test_each_script_of_the_lexicon_is_its_own(base: sqlite3.Connection) -> None:
    to_hans = opencc.OpenCC("t2s").convert
    mixed = [
        (word, hans)
        for word, hans in base.execute("SELECT word, hans FROM en")
        if to_hans(hans) != hans and not set(hans) & {"藉", "拚"}  # 藉口 and 拚命 are simplified spelling as well
    ]
    assert mixed == []


def test_the_lexicon_is_opened_at_the_first_question_only(tmp_path: Path) -> None:
    WordHelp(Lexicon(tmp_path / "missing.db"))
    with pytest.raises(sqlite3.OperationalError):
        Lexicon(tmp_path / "missing.db").english("cat")


def test_the_lexicon_opens_again_after_it_was_closed() -> None:
    lexicon = Lexicon()
    assert lexicon.english("cat")
    lexicon.close()
    lexicon.close()
    assert lexicon.english("cat")
    lexicon.close()


def test_several_threads_may_ask_at_once(help_: WordHelp) -> None:
    sentences = [("我家猫在后院睡觉。", "zh-Hans", "en"), ("The dog is in the garden.", "en", "zh-Hant")]
    expected = [help_.explain(*sentence) for sentence in sentences]
    wrong: list[str | None] = []

    def ask() -> None:
        for _ in range(200):
            wrong.extend(a for a, b in zip((help_.explain(*s) for s in sentences), expected, strict=True) if a != b)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_reading_begins_with_a_word_and_brackets_stay_with_theirs() -> None:
    words = [Word("，", is_glue=True), Word("a", "x"), Word("(", is_glue=True), Word("b", "y"), Word(")", is_glue=True)]
    assert line(words, 100) == "a x · (b y)"
    assert line(words, 5) == "a x…"
