"""Whatever is said, it is split so that Discord takes each part and nothing is shown that was hidden."""

import re
from itertools import accumulate

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.relay.glyphs import is_readable, units
from bot.relay.splitting import CONTENT_LIMIT, Slice, split

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
TAIWAN = "\U0001f1f9\U0001f1fc"
SPACE = re.compile(r"\s")

any_text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=600)
# Long enough to be cut several times, from few characters, so that marks meet.
MARKS = ["||", "**", "***", "*", "__", "~~", "`", "``", "```", "```py\n", "\\", "[", "](", ")", "> ", "# ", "- "]
SPANS = ["https://example.org/a_b", "<@12345>", "<:cat:123>", "<t:1618953630:R>"]
GAPS = ["\n", "\n\n", " ", "。", ". ", "，", "\u200b", "\u0301"]
WORDS = [FAMILY, TAIWAN, "字" * 7, "word", "x" * 60, "千" * 90]
marked_text = st.lists(st.sampled_from(MARKS + SPANS + GAPS + WORDS), min_size=1, max_size=120).map("".join)


def assert_takeable(text: str, slices: tuple[Slice, ...], limit: int) -> None:
    assert slices
    assert [part.start for part in slices] == [0, *(part.end for part in slices[:-1])]
    assert slices[-1].end == units(text)
    for part in slices:
        assert part.start < part.end
        assert units(part.content) <= limit
        assert is_readable(part.content)


@given(marked_text | any_text, st.sampled_from([100, 137, 500]))
@example("||" + "s" * 300 + "||", 100)
@example("```" * 200, 100)
@example("`" * 900, 100)
@example("a" + "\u0301" * 900, 100)
@example("||" + "\u0301" * 900 + "||", 100)
@example(FAMILY.replace("\u200d", "") + "\u200d".join(["👨"] * 200), 100)
@example(" " * 500 + "x" + " " * 500, 100)
@example("x" + "\u200b" * 500 + "x", 100)
@example("```" + "l" * 40 + "\n" + "c\n" * 400 + "```", 100)
@example("||**__~~" + "字" * 300 + "~~__**||", 100)
@example("https://example.org/" + "a" * 3000, 100)
@example("||https://example.org/" + "a" * 300 + "||", 100)
@example("\n" * 300 + "text", 100)
@example("[" * 1500, 100)
@example("x" * 100 + "\n", 100)
@example("\U0001d173" * 200 + "字", 100)
def test_every_part_is_one_that_discord_takes(text: str, limit: int) -> None:
    if is_readable(text):
        assert_takeable(text, split(text, limit), limit)


@given(st.text(st.characters(exclude_characters="|*_~`\\[<:", exclude_categories=["Cs", "Cf", "Cc"]), max_size=900))
def test_no_word_is_lost_or_doubled(text: str) -> None:
    parts = split(text, 100)
    if is_readable(text):
        shown = "".join(part.content for part in parts)
        visible = [char for char in text if is_readable(char)]
        assert [char for char in shown if is_readable(char)] == visible


@given(
    st.lists(
        st.sampled_from(["||ЖЖЖ||", "||" + "Ж " * 200 + "||", "||**Ж" + "Ж" * 99 + "**||", "||`" + "Ж" * 150 + "`||"])
        | st.sampled_from(["||```\n" + "Ж\n" * 150 + "```||", "||https://Ж.example/" + "Ж" * 150 + "||"])
        | st.sampled_from(
            ["plain words, ", "\n\n", "。", "**bold words** ", "`code || code`", "```\n||\n```", "\\||", "x" * 97]
        ),
        max_size=25,
    ).map("".join),
    st.integers(100, 140),
)
@example("y" * 97 + "||Ж||", 100)
@example("y" * 99 + "||" + "Ж" * 100 + "||", 100)
@example("y" * 100 + "||" + "Ж" * 100 + "||", 100)
@example("**y ||Ж" + "y" * 300 + "** Ж||", 100)
def test_no_cut_shows_what_a_spoiler_hides(text: str, limit: int) -> None:
    if "Ж" not in visible_words(text):
        for part in split(text, limit):
            assert "Ж" not in visible_words(part.content), part.content


def visible_words(markdown: str) -> str:
    """Return what stands outside of spoilers, read from left to right as Discord's client does."""
    rule = re.compile(r"\\[^\w\s]|```.+?```|(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)|\|\|(?P<hidden>.+?)\|\|", re.DOTALL)
    return rule.sub(lambda found: "" if found["hidden"] else found[0], markdown)


TOKENS = ["<@{}>", "<@!{}>", "<#{}>", "<@&{}>", "<:cat_{}:{}>", "<a:dance:{}>", "<t:{}:R>", "`code {} here`"]
TOKENS += ["https://example.org/a_{}/b?c=d", "[a link {}](https://example.org/{})", "<https://example.org/{}>"]


@given(st.lists(st.sampled_from(TOKENS) | st.just("字") | st.just(" "), min_size=40, max_size=120))
def test_nothing_that_must_stay_whole_is_taken_apart(tokens: list[str]) -> None:
    whole = [token.replace("{}", str(1000 + index)) for index, token in enumerate(tokens)]
    # A link runs on until a space, so each stands alone.
    parts = split(" ".join(whole), 100)
    for token in whole:
        assert token.isspace() or any(token in part.content for part in parts), token


GLYPHS = [FAMILY, TAIWAN, "👍🏽", "❤️", "1️⃣", "e\u0301", "नि", "🏴\U000e0067\U000e0062\U000e007f"]


@given(st.lists(st.sampled_from(GLYPHS), min_size=1, max_size=90))
def test_no_visible_character_is_taken_apart(glyphs: list[str]) -> None:
    whole = set(accumulate(units(glyph) for glyph in glyphs))

    assert {part.end for part in split("".join(glyphs), 100)} <= whole


@given(any_text)
@example("")
@example("   ")
@example("x" * 2000)
@example("😀" * 1000)
@example("```py\nprint()")
def test_a_text_within_the_limit_is_one_part_unchanged(text: str) -> None:
    if units(text) <= CONTENT_LIMIT:
        assert split(text) == (Slice(text, 0, units(text)),)


def test_one_unit_more_than_the_limit_makes_two_parts() -> None:
    parts = split("😀" * 1000 + "x")

    assert [part.content for part in parts] == ["😀" * 1000, "x"]
    assert [(part.start, part.end) for part in parts] == [(0, 2000), (2000, 2001)]


def test_a_text_with_nothing_to_read_has_no_parts() -> None:
    assert split("\u200b \n" * 2000) == ()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("a. " * 20 + "\n\n" + "b. " * 20, "a. " * 20),  # paragraph before sentence
        ("a. " * 20 + "\n" + "b. " * 20, "a. " * 20),  # line
        ("好啊。" + "好" * 40 + "。" + "好" * 80, "好啊。" + "好" * 40 + "。"),  # Chinese sentence
        ("「好" + "好" * 40 + "！」" + "好" * 80, "「好" + "好" * 40 + "！」"),  # its closing quote stays with it
        ("word " * 40, "word " * 20),  # word
        ("好" * 60 + "，" + "好" * 60, "好" * 60 + "，"),  # clause
        ("好" * 150, "好" * 100),  # character
        ("3.14159 " + "v1.2.3," * 20, "3.14159 " + "v1.2.3," * 13 + "v"),  # no sentence ends inside a number
    ],
)
def test_the_cut_falls_where_a_reader_pauses(text: str, first: str) -> None:
    assert split(text, 100)[0].content == first.rstrip()


def test_a_long_code_block_is_closed_and_opened_again_in_its_language() -> None:
    parts = split("```py\n" + "print(1)\n    print(2)\n" * 12 + "```", 100)

    assert len(parts) > 2
    for part in parts:
        assert part.content.startswith("```py\n")
        assert part.content.endswith("\n```")
        assert part.content.count("```") == 2
    assert all(
        line in {"print(1)", "    print(2)"} for part in parts for line in part.content.split("\n")[1:-1] if line
    )


def test_a_code_block_that_fits_is_not_split() -> None:
    block = "```py\n" + "print(1)\n" * 6 + "```"

    assert [part.content for part in split("words " * 12 + "\n" + block, 100)] == [("words " * 12).strip(), block]


def test_bold_and_spoilers_are_closed_and_opened_again() -> None:
    first, second = split("**" + "bold " * 12 + "||" + "secret " * 8 + "||**", 100)

    assert first.content == "**" + "bold " * 12 + "||" + "secret " * 3 + "secret||**"
    assert second.content == "**||" + "secret " * 4 + "||**"


def test_only_so_many_slices_are_made_and_the_last_leaves_room() -> None:
    text = "word " * 100
    every = split(text, 100)
    some = split(text, 100, at_most=2, reserve=30)

    assert some[0] == every[0]
    assert len(some) == 2
    assert units(some[1].content) <= 70
    assert some[1].end < units(text)


def test_a_hostile_text_is_split_in_reasonable_time() -> None:
    """No claim on seconds: a quadratic rule would hang here for minutes."""
    for text in ("`a``b" * 4000, "||a**b__" * 3000, "[a](" * 4000, "<@" * 8000, "```" * 5000, "https://" * 2000):
        assert split(text)
