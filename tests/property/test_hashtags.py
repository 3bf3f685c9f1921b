"""Whatever is written, its hashtags are found in it, survive, and change alone."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from bot.hashtags.model import folded
from bot.translation.masking import mask, unmask
from bot.translation.tags import tags_in, with_tags
from tests.property.test_masking import HOSTILE

PIECES = [
    *("#", "＃", "##", "#cattax", "#猫税", "#猫税#", "＃貓稅", "#a_b", "#1", "_", "__", "**", "||", "`", "```", "\\"),
    *(
        "a",
        "好",
        "7",
        " ",
        "\n",
        "，",
        ".",
        "😂",
        "<#123>",
        "https://a.example/#x",
        "[x](https://a.example)",
        "&#20;",
        "#" * 9,
    ),
]
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=15).map("".join),
)
NAME = re.compile(r"\w{1,30}")


@given(TEXTS)
@example("#a#b##c＃d")
@example("#猫税#a#")
@example("__#a__#b")
def test_a_tag_is_a_sign_and_a_word_with_a_letter_where_it_is_said_to_stand(text: str):
    end = 0
    for start, stop, name in tags_in(text):
        assert end <= start < stop
        assert text[start] in "#＃"
        assert text[start + 1 : stop].strip("_") == name
        assert NAME.fullmatch(name)
        assert any(map(str.isalpha, name))
        end = stop


@given(TEXTS)
def test_what_has_no_other_name_stays_as_it_was_typed(text: str):
    assert with_tags(text, lambda _: None) == text


@given(TEXTS)
def test_a_mask_gives_every_tag_back(text: str):
    masked = mask(text)
    assert unmask(masked.text, masked.spans) == text


@given(TEXTS)
@example("#猫税#今天 #a#")
@example("#cattax#cattax##猫税#好")
@example("#1#cattax")
@example("#猫税#_#cattax")
@example("\\＃cattax")
@example("#a_#b __#c")
def test_under_another_name_the_same_tags_stand_in_the_same_order_and_the_words_are_whole(text: str):
    renamed = with_tags(text, lambda name: f"别名{len(name)}")
    assert [name for _, _, name in tags_in(renamed)] == [f"别名{len(name)}" for _, _, name in tags_in(text)]
    words, left = list(text), iter(renamed)
    for start, stop, _ in reversed(tags_in(text)):
        del words[start:stop]
    signs = {"#", "＃"}
    assert all(word in left for word in words if word not in signs)


@given(st.text(max_size=30))
@example("ﷺ")
@example("İ")
@example("ẞ")
def test_folding_once_more_changes_nothing(name: str):
    assert folded(folded(name)) == folded(name)
