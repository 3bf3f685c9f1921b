"""An entry stands in the column of its channel, with its mark, its time and its state."""

from dataclasses import replace
from pathlib import Path

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from playground.entries import Entry, Kind
from playground.terminal.layout import text_of, width_of
from playground.terminal.prompt import Names
from playground.terminal.rendering import headings, plain_line, rows
from playground.words import Words

WORDS = Words("en-US")
SAID = Entry(Kind.SAID, "english", is_chinese=False, name="Dana", colour=0xE67E22, text="Good night!")
COPY = Entry(
    Kind.RELAYED,
    "中文",
    is_chinese=True,
    name="Dana · EN",
    colour=0xE67E22,
    text="晚安！",
    milliseconds=12.4,
    translator="phrasebook",
)


def drawn(entry: Entry, width: int) -> list[str]:
    return [
        text_of(left) + ("" if right is None else f"|{text_of(right)}") for left, right in rows(entry, WORDS, width)
    ]


def test_english_stands_on_the_left_and_chinese_on_the_right() -> None:
    assert drawn(SAID, 60) == [f"{'Dana: Good night!':28}|"]
    assert drawn(COPY, 61) == [f"{'':28}|Dana · EN: 晚安！", f"{'':28}|12\u00a0ms\u00a0·\u00a0phrasebook"]
    assert [text_of(left).strip() for left, _ in headings(60)] == ["#english"]


def test_a_narrow_terminal_has_one_column_that_names_the_channel() -> None:
    assert drawn(SAID, 59) == ["#english Dana: Good night!"]
    assert headings(59) == []


def test_another_channel_than_the_columns_own_is_named() -> None:
    assert drawn(replace(SAID, channel="practice"), 80)[0].startswith("#practice Dana: Good night!")


@pytest.mark.parametrize("width", [20, 40, 59, 60, 61, 80, 120, 300])
def test_no_row_is_wider_than_the_terminal(width: int) -> None:
    long = replace(COPY, text="这只猫" * 50 + "a" * 300 + "👨‍👩‍👧" * 30)
    for left, right in rows(long, WORDS, width):
        between = 0 if right is None else 3 + width_of(text_of(right))
        assert width_of(text_of(left)) + between < width


@pytest.mark.parametrize("width", [40, 100])
def test_what_members_write_cannot_command_the_terminal(width: int) -> None:
    hostile = replace(SAID, name="Da\x1b[31mna\u202e", text="\x1b]0;owned\x07\r\x9b2J\u2066")
    said = [*drawn(hostile, width), plain_line(hostile, WORDS)]
    assert not [char for line in said for char in line if char in "\x1b\x07\r\x9b\u202e\u2066"]


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        (SAID, "#english  Dana: Good night!"),
        (COPY, "#中文  Dana · EN: 晚安！  [12 ms · phrasebook]"),
        (replace(COPY, translator="google", milliseconds=12_000.0), "#中文  Dana · EN: 晚安！  [12 s · google]"),
        (replace(COPY, translator="none", is_pending=True), "#中文  Dana · EN: 晚安！  [12 ms · translating]"),
        (replace(COPY, translator="none"), "#中文  Dana · EN: 晚安！  [12 ms · not translated]"),
        (replace(COPY, kind=Kind.TRANSLATED, translator=""), "#中文  Dana · EN (translated): 晚安！  [12 ms]"),
        (replace(SAID, kind=Kind.EDITED, text="a\n-# b"), "#english  Dana (edited): a ⏎ b"),
        (replace(SAID, kind=Kind.DELETED), "#english  Dana (deleted): Good night!"),
    ],
)
def test_a_plain_line_tells_all_of_it(entry: Entry, line: str) -> None:
    assert plain_line(entry, WORDS) == line


def test_of_what_was_deleted_only_a_reminder_is_shown() -> None:
    gone = replace(SAID, kind=Kind.DELETED, text="word " * 100 + "\n-# help")
    assert len(drawn(gone, 120)) == 1


def offered(text: str) -> list[str]:
    return [one.display_text for one in Names().get_completions(Document(text), CompleteEvent())]


def test_names_channels_and_commands_are_completed_where_a_line_begins() -> None:
    assert offered("gr") == ["graham"]
    assert offered("雅") == ["雅婷"]
    assert offered("#pr") == ["#practice"]
    assert offered("/q") == ["/quit"]
    assert offered("#practice da") == ["dana"]
    assert offered("/edit da") == ["dana"]
    assert offered("dana hello @雅") == ["@雅婷"]
    assert offered("dana da") == []


def test_the_terminal_needs_nothing_of_the_bot() -> None:
    folder = Path(__file__).parents[2] / "playground"
    assert [
        path for path in folder.rglob("*.py") if "import bot" in path.read_text() or "from bot" in path.read_text()
    ] == []
