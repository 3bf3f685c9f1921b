"""A poll as it is asked in another language."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.bridges.model import AS_USUAL
from bot.relay.carried import Ballot, Carried, Poll
from bot.relay.glyphs import units
from bot.relay.model import Owed
from bot.relay.polling import ballot_of, hours_left
from bot.relay.rendition import Rendition
from tests.unit.test_composition import COMPOSER, LINK, contents, final, owed, provisional

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
POLL = Poll(("🍵", ""), allows_several=True, ends_at=int((NOW + timedelta(hours=3)).timestamp()))
ASKED = "Tea or coffee?\nTea\nCoffee"


def polled(content: str = ASKED) -> Owed:
    return replace(owed(content), carried=Carried(poll=POLL))


@pytest.mark.parametrize(
    ("passed", "hours"),
    [(timedelta(), 3), (timedelta(seconds=1), 3), (timedelta(hours=2, minutes=59), 1), (timedelta(hours=3), 0)],
)
def test_a_poll_is_asked_for_as_long_as_it_is_open_at_home_and_at_most_an_hour_longer(passed: timedelta, hours: int):
    assert hours_left(POLL, NOW + passed) == hours


def test_a_poll_is_asked_for_no_longer_than_discord_lets_it():
    assert hours_left(replace(POLL, ends_at=POLL.ends_at * 2), NOW) == 768


def test_each_line_of_the_translation_is_the_question_or_an_answer():
    (piece,) = COMPOSER.compose(polled(), final("茶还是咖啡？\n茶\n咖啡"), Rendition(poll_hours=3)).pieces

    assert piece.content == ""
    assert piece.ballot == Ballot("茶还是咖啡？", (("茶", "🍵"), ("咖啡", "")), allows_several=True, hours=3)


def test_what_was_said_with_a_poll_stands_above_it():
    row, words = polled("Hello\nall\n" + ASKED), final("大家\n好\n茶还是咖啡？\n茶\n咖啡")
    (piece,) = COMPOSER.compose(row, words, Rendition(poll_hours=3)).pieces

    assert piece.content == "大家\n好"
    assert piece.ballot is not None
    assert piece.ballot.question == "茶还是咖啡？"


def test_a_translation_of_other_lines_leaves_the_poll_as_it_was_asked():
    assert ballot_of(POLL, ASKED, "茶还是咖啡？茶、咖啡", 3).question == "Tea or coffee?"


def test_an_answer_of_which_the_translation_leaves_nothing_stays_as_it_was_asked():
    ballot = ballot_of(POLL, ASKED, "\u200b\n茶\n ", 3)
    assert (ballot.question, ballot.answers) == ("Tea or coffee?", (("茶", "🍵"), ("Coffee", "")))


def test_answers_that_grew_too_long_are_cut_and_said_whole_above():
    long = "k" * 80
    (piece,) = COMPOSER.compose(polled(), final(f"茶还是咖啡？\n茶\n{long}"), Rendition(poll_hours=3)).pieces

    assert piece.content == f"茶还是咖啡？\n- 🍵 茶\n- {long}"
    assert piece.ballot is not None
    assert piece.ballot.answers[1] == ("k" * 54 + "…", "")


def test_no_part_of_a_visible_character_is_cut_off_and_nothing_is_blank():
    ballot = ballot_of(POLL, "Tea?\n \nCoffee", "\n".join(["👨‍👩‍👧" * 60, " ", "👍🏽" * 30]), 1)

    assert units(ballot.question) <= 300
    assert ballot.answers[0] == ("🍵", "🍵")
    assert ballot.answers[1][0] == "👍🏽" * 13 + "…"


def test_a_poll_that_is_over_or_not_taken_is_a_list_with_the_way_to_it():
    words = final("茶还是咖啡？\n茶\n咖啡")
    shown = ["茶还是咖啡？\n- 🍵 茶\n- 咖啡\n-# 📊 这是一个投票，在这里投：" + LINK]

    assert contents(COMPOSER.compose(polled(), words)) == shown
    (plain,) = COMPOSER.plain(polled(), words, Rendition(poll_hours=3)).pieces
    assert plain.ballot is None
    assert "咖啡" in plain.content


def test_a_poll_that_nobody_could_translate_says_that_it_stays_so():
    (piece,) = COMPOSER.compose(polled(), provisional(ASKED), Rendition(poll_hours=3)).pieces

    assert piece.content == "-# 这个投票没来得及翻译"
    assert piece.ballot is not None
    assert piece.ballot.question == "Tea or coffee?"


def test_where_people_practise_the_original_stands_above_the_poll():
    manner = replace(AS_USUAL, shows_original=True)
    pieces = COMPOSER.compose(polled(), final("茶还是咖啡？\n茶\n咖啡"), Rendition(manner, poll_hours=3)).pieces

    assert [piece.content for piece in pieces] == ["-# Tea or coffee?\n-# Tea\n-# Coffee"]
    assert pieces[0].ballot is not None
