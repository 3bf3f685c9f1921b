"""A preview is one plain line, whatever was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.relay.composition import preview_of
from bot.relay.glyphs import units, well_formed


@pytest.mark.parametrize(
    ("content", "preview"),
    [
        ("The **grill** is\n\nhot", "The grill is hot"),
        ("译文\n-# 翻译中…", "译文"),
        ("-# <@1>\n我带了饺子", "我带了饺子"),
        ("||secret|| word", "██████ word"),
        ("# Title\n> quoted", "Title quoted"),
        ("", ""),
        ("\u200b", ""),
    ],
)
def test_it_begins_as_the_message_does_without_marks_and_lines_of_ours(content: str, preview: str):
    assert preview_of(content) == preview


def test_a_long_text_is_cut_where_a_reader_would_pause():
    assert preview_of("字" * 300) == "字" * 120 + "…"
    words = preview_of("word " * 100)
    assert words.endswith("word…")
    assert len(words) <= 121


@given(st.text())
def test_it_is_one_line_of_bounded_length(content: str):
    preview = preview_of(well_formed(content))
    assert "\n" not in preview
    assert units(preview) <= 121
