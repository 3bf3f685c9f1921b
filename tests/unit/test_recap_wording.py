"""How a recap reads, and what it chooses."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.catalog import Catalog, DestinationPhrases
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.prompts.answers import Answer
from bot.prompts.quoting import MOST_PAIRS, MOST_PICTURES, Said, paired, pictured, ranked, sides_of
from bot.prompts.recap import Credit, Line, Outcome, RecapWording
from bot.relay.carried import NOTHING, Carried, File
from bot.relay.composition import preview_of
from bot.relay.model import Author, SourceMessage
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language


def shortened(text: str, longest: int) -> str:
    return preview_of(text, longest - 1)


WORDING = RecapWording(DestinationPhrases(Catalog(only="recap")), shortened)
LINK = f"https://discord.com/channels/{'9' * 19}/{'9' * 19}/{'9' * 19}"
ONE, TWO, THREE = ChannelId(1), ChannelId(2), ChannelId(3)


def said(
    number: int, words: str = "some words of theirs", *, user: int = 0, reactions: int = 0, picture: bool = False
) -> Said:
    files = (File("a.png", "https://cdn.example/a.png", 10),) if picture else ()
    author = Author(UserId(user or number), "Ann", None)
    carried = Carried(files=files) if files else NOTHING
    message = SourceMessage(MessageId(number), ONE, GuildId(1), author, words, carried=carried)
    return Said(Answer(message, reactions), ONE, words)


def ids(quoted: Sequence[Said]) -> list[int]:
    return [one.answer.id for one in quoted]


def test_what_moved_people_comes_first_then_what_is_neither_a_word_nor_an_essay():
    some = [
        said(1, "yes"),
        said(2, "x " * 300),
        said(3, "In the kitchen, with the radio on"),
        said(4, "我家过年都是一家人一起包饺子"),
        said(5, "ok", reactions=1),
        said(6, "🎉🎉"),
    ]
    assert ids(ranked(some)) == [5, 3, 4, 1, 2]


def test_everybody_is_quoted_once_and_a_side_with_little_to_say_leaves_the_other_alone():
    english = [said(1, user=5), said(2, user=5), said(3, user=6), said(4, user=7), said(5, user=8)]
    chinese = [said(9, user=6), said(10, user=9)]
    rows = [(one.source_id, one.position) for one in paired([english, chinese])]
    assert rows == [(1, 0), (10, 0), (3, 1), (4, 2)]


@given(
    st.lists(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 3), st.booleans()), max_size=12), max_size=4),
)
def test_whatever_was_said_nobody_is_shown_twice_and_nothing_grows(sides: list[list[tuple[int, int, bool]]]):
    numbers = iter(range(1, 100))
    made = [
        [said(next(numbers), user=user, reactions=reactions, picture=has) for user, reactions, has in side]
        for side in sides
    ]
    quotes = paired([ranked(side) for side in made])
    authors = [one.author_id for one in quotes]
    assert len(authors) == len(set(authors)) <= 6
    assert all(one.position < MOST_PAIRS for one in quotes)
    everybody = {one.answer.author_id for side in made for one in side}
    assert len(quotes) >= min(len(everybody), 1)
    pictures = pictured(made, lambda _: True)
    assert len({one.author_id for one in pictures}) == len(pictures) <= MOST_PICTURES


def test_pictures_come_from_sides_in_turn_and_only_those_that_fit():
    english = [said(number, picture=True) for number in (1, 2, 3, 4)]
    chinese = [said(9, picture=True, reactions=2), said(8, picture=True)]
    assert [one.source_id for one in pictured([english, chinese], lambda _: True)] == [1, 9, 2, 8]
    assert pictured([english, chinese], lambda _: False) == ()


def test_channels_of_one_language_are_one_side_unless_all_are_of_one():
    assert sides_of([(ONE, EN), (TWO, ZH_HANS), (THREE, ZH_HANT)]) == ((ONE,), (TWO, THREE))
    assert sides_of([(TWO, ZH_HANS), (THREE, ZH_HANT)]) == ((TWO,), (THREE,))


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from([EN, ZH_HANS]), st.text(max_size=80), st.text(max_size=600)),
        max_size=6,
    ),
    st.sampled_from([EN, ZH_HANS, ZH_HANT]),
)
def test_whatever_was_said_it_is_one_message(lines: list[tuple[int, Language, str, str]], reader: Language):
    shown = [Line(pair, side, name, words, LINK) for pair, side, name, words in lines]
    credits_ = [Credit("Somebody with a name of some length", LINK)] * 2
    text = WORDING.of(Outcome(reader, {EN: 100, ZH_HANS: 100}, shown, credits_))
    assert len(text.content) <= 2000


def test_six_long_quotes_with_long_names_are_shortened_and_keep_their_links():
    lines = [Line(at // 2, (EN, ZH_HANS)[at % 2], "N" * 32, "many words " * 40, LINK) for at in range(6)]
    text = WORDING.of(Outcome(EN, {EN: 3, ZH_HANS: 3}, lines)).content
    assert text.count(f"(<{LINK}>)") == 6
    assert text.endswith("-# Which answer surprised you most?")
    assert all(len(line) <= 142 for line in text.splitlines() if line.startswith("> many"))


def test_a_name_is_shown_as_it_is():
    text = WORDING.of(Outcome(EN, {EN: 1}, [Line(0, EN, "**[x](y)**\n@here", "words", LINK)])).content
    assert r"**\*\*\[x\]\(y\)\*\* \@here · EN**" in text


@pytest.mark.parametrize(
    ("reader", "words"),
    [
        (EN, ["Topic recap", "3 people answered: EN 1 · 中 2", "Which answer surprised you most?"]),
        (ZH_HANS, ["话题回顾", "3 人参与：EN 1 · 中 2", "哪个回答最让你意外？"]),
        (ZH_HANT, ["話題回顧", "3 人參與：EN 1 · 中 2", "哪個回答最讓你意外？"]),
    ],
)
def test_it_speaks_each_reader_s_language(reader: Language, words: list[str]):
    text = WORDING.of(Outcome(reader, {EN: 1, ZH_HANS: 2}))
    assert all(word in text.content for word in words)


def test_a_poll_in_which_nobody_voted_shows_what_was_written_alone():
    votes = {EN: (0, 0), ZH_HANS: (0, 0)}
    text = WORDING.of(Outcome(EN, {EN: 2, ZH_HANS: 1}, answers=("Tea", "Coffee"), votes=votes)).content
    assert "Tea" not in text
    voted = WORDING.of(Outcome(EN, {EN: 2, ZH_HANS: 1}, answers=("Tea", "Coffee"), votes=votes | {EN: (0, 1)})).content
    assert "**Tea** EN 0 · 中 0\n**Coffee** EN 1 · 中 0" in voted
