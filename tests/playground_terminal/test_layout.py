"""Words stand where they should on a terminal, however wide their characters are."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from playground.terminal.cleaning import cleaned, in_one_line
from playground.terminal.layout import (
    Fragment,
    beside,
    column_width,
    filled,
    shortened,
    text_of,
    width_of,
    wrapped,
)

FAMILY = "👨‍👩‍👧"
ZALGO = "h̵̛̲i̸̢͝"
TEXTS = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("中文字，。（） ab🙂é\u200d\ufe0f\n")), max_size=120
)


def lines(text: str, width: int) -> list[str]:
    return [text_of(line) for line in wrapped([("", text)], width)]


@given(TEXTS, st.integers(2, 80))
@example("", 2)
@example("\n\n", 2)
@example("猫" * 40, 2)
@example(f"{FAMILY}{FAMILY}", 3)
@example("https://example.org/" + "a" * 200, 20)
@example("（（（（", 2)
@example("。。。。", 2)
@example("   ", 2)
@example("a\u00a0b" * 20, 5)
def test_no_line_is_wider_than_it_may_be(text: str, width: int) -> None:
    assert all(width_of(line) <= width for line in lines(cleaned(text), width))


@given(TEXTS, st.integers(2, 80))
@example("a b  c", 2)
@example("中 文", 2)
@example(ZALGO * 9, 4)
def test_nothing_but_spaces_is_lost_by_wrapping(text: str, width: int) -> None:
    said = cleaned(text)

    def without_spaces(words: str) -> str:
        return words.replace(" ", "").replace("\u3000", "").replace("\n", "")

    assert without_spaces("".join(lines(said, width))) == without_spaces(said)


def test_words_stay_whole_and_chinese_breaks_anywhere() -> None:
    assert lines("the cat sleeps", 8) == ["the cat", "sleeps"]
    assert lines("猫睡在键盘上", 8) == ["猫睡在键", "盘上"]


def test_chinese_punctuation_neither_begins_a_line_nor_is_left_behind_at_its_end() -> None:
    assert lines("猫睡着了，真好", 8) == ["猫睡着", "了，真好"]
    assert lines("他说「你好」", 6) == ["他说", "「你", "好」"]


def test_a_no_break_space_keeps_its_neighbours_together() -> None:
    assert lines("good 12\u00a0ms\u00a0中", 8) == ["good", "12\u00a0ms\u00a0中"]


def test_an_emoji_of_several_characters_is_never_taken_apart() -> None:
    assert lines(f"ab{FAMILY}", 3) == ["ab", FAMILY]


def test_each_word_keeps_its_style() -> None:
    fragments: list[Fragment] = [("bold", "Dana"), ("", ": so tired")]
    assert wrapped(fragments, 8) == [(("bold", "Dana"), ("", ": so")), (("", "tired"),)]


@given(TEXTS.map(in_one_line), st.integers(1, 40))
@example("猫猫", 1)
@example("猫猫", 3)
def test_what_is_shortened_fits(text: str, width: int) -> None:
    said = shortened(text, width)

    assert width_of(said) <= width
    assert said == text or said.endswith("…")


@pytest.mark.parametrize("width", [60, 79, 80, 121])
def test_two_columns_and_what_is_between_them_fit_a_terminal(width: int) -> None:
    left, right = beside(
        wrapped([("", "猫" * 60)], column_width(width)), wrapped([("", "a" * 99)], column_width(width)), width
    )[0]

    assert width_of(text_of(left)) == column_width(width)
    assert width_of(text_of(left)) + 3 + width_of(text_of(right)) < width


def test_a_filled_line_is_never_cut() -> None:
    assert text_of(filled((("", "猫猫"),), 3)) == "猫猫"
    assert text_of(filled((("", "猫"),), 5)) == "猫   "


@given(st.text(max_size=80))
@example("\x1b[2J\x1b]0;owned\x07")
@example("\x9b31m")
@example("\u202eesrever\u202c \u2066x\u2069 \u200f")
@example("\ud800")
@example("a\rb\x08\x7f")
@example("\U000e0041\ufeff")
def test_nothing_that_commands_a_terminal_is_printed(text: str) -> None:
    said = in_one_line(text)

    assert all(char.isprintable() or char in "\u200c\u200d\u00a0\u3000" or ord(char) > 0x9F for char in said)
    assert not set(said) & set("\x1b\x07\r\n\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
    said.encode()


def test_line_breaks_and_joined_emoji_survive_cleaning() -> None:
    assert cleaned(f"a\r\nb\tc {FAMILY}") == f"a\nb c {FAMILY}"
    assert in_one_line("a\nb") == "a ⏎ b"
