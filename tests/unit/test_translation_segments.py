"""Lines and sentences: what a translator sees, and what it never need see."""

import pytest

from bot.translation.checks import Fault, fault_in
from bot.translation.masking import mask
from bot.translation.model import EN, ZH_HANS, ZH_HANT
from bot.translation.segments import divide, join, lines_of, sentences_of, whole
from bot.translation.variants import Variants


def cores(text: str) -> list[str]:
    masked = mask(text)
    return [line.core for line in lines_of(masked.text, masked.spans)]


@pytest.mark.parametrize(
    ("line", "core"),
    [
        ("# Title", "Title"),
        ("### Title", "Title"),
        ("-# small", "small"),
        ("> quoted", "quoted"),
        ("> - quoted item", "quoted item"),
        (">>> all of it", "all of it"),
        ("  * item", "item"),
        ("12. twelve", "twelve"),
        ("#tag stays", "{0} stays"),
        ("-minus", "-minus"),
        ("1.5 kg", "1.5 kg"),
        ("**all bold**", "all bold"),
        ("||**all hidden**||", "all hidden"),
        ("<:cat:1> meow :cat: <a:x:2>", "meow"),
        ("<@1> says hi to <@2>", "{0} says hi to {1}"),
    ],
)
def test_the_core_of_a_line(line: str, core: str):
    assert cores(line) == [core]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Good night! See you. Ok?", ["Good night!", "See you.", "Ok?"]),
        ("It costs 3.5 at a.b", ["It costs 3.5 at a.b"]),
        ("你好！谢谢。再见", ["你好！", "谢谢。", "再见"]),
        ("“你好。”她说", ["“你好。”", "她说"]),
        ("哈哈哈 😂", ["哈哈哈"]),
        ("{0}, thanks! 😂🎉", ["thanks!", ""]),
    ],
)
def test_the_sentences_of_a_line(text: str, sentences: list[str]):
    assert [sentence.core for sentence in sentences_of(text)] == sentences


def test_a_lines_surroundings_are_not_of_its_sentence():
    sentence = whole("{0} , hello there! 😂 {1}")
    assert (sentence.before, sentence.core, sentence.after) == ("{0} , ", "hello there!", " 😂 {1}")


def test_chinese_sentences_join_without_a_space_and_english_with_one():
    assert join(["你好！", " 谢谢。"], ZH_HANS) == "你好！谢谢。"
    assert join(["Hello!", "Thanks."], EN) == "Hello! Thanks."


def test_a_mark_is_never_cut():
    text = "字{123}" * 3_000
    pieces = divide(text)
    assert "".join(pieces) == text
    assert all(piece.count("{") == piece.count("}") for piece in pieces)


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ("问 {0} 猫的事", None),
        ("问｛ 0 ｝猫的事", None),
        ("", Fault.BLANK),
        (" \n ", Fault.BLANK),
        ("问猫的事", Fault.MARKS),
        ("问 {0} {0} 猫的事", Fault.MARKS),
        ("问 {0} 猫的事 {1}", Fault.MARKS),
        ("问 {0 猫的事", Fault.MARKS),
        ("问 {0} 猫\n的事", Fault.LINES),
        ("问 {0} " + "猫" * 60, Fault.LENGTH),
        ("<!doctype html><title>429</title> {0}", Fault.PAGE),
    ],
)
def test_what_is_wrong_with_an_answer(answer: str, fault: Fault | None):
    masked = mask("ask <@1> about the cat")
    assert fault_in(answer, masked.text, masked.spans) == fault


def test_an_idiom_may_grow_and_a_page_may_be_talked_about():
    assert fault_in("to ruin the effect by adding what is superfluous", "画蛇添足", ()) is None
    assert fault_in("请写 </html> 结尾", "please end with </html>", ()) is None


async def test_taiwan_has_its_own_words():
    variants = Variants()
    assert await variants.convert("用鼠标打开软件，坐出租车", ZH_HANS, ZH_HANT) == "用滑鼠開啟軟體，坐計程車"
    assert await variants.convert("用滑鼠開啟軟體", ZH_HANT, ZH_HANS) == "用鼠标打开软件"
    assert variants.convert_now("软件", ZH_HANS, ZH_HANS) == "软件"
    assert variants.convert_now("hello", EN, ZH_HANT) == "hello"
    assert variants.to_traditional("软件") == "軟體"
