"""The measures of small communities, reckoned by hand; and no number where there is none."""

import math
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.ids import MessageId, first_id_at
from bot.participation.measures import (
    FEWEST,
    Unsaid,
    balance,
    median_wait,
    mixing_ratio,
    reciprocity,
    share,
    unanswered_share,
)
from bot.participation.model import Participant, Tongue
from bot.participation.tallying import WAITS, DayCounts, together
from tests.contributing import BOT, EN, GARDENER, NURSE, STUDENT, TEACHER, ZH, Post, tally

JA = Tongue("ja")
MONDAY = datetime(2027, 3, 8, tzinfo=UTC)
LATER = MONDAY + timedelta(days=30)


def post(author: Participant, hour: float, answers: Post | None = None, *, is_first: bool = False) -> Post:
    """Return what *author* posts so many hours into the week."""
    return Post(MessageId(first_id_at(MONDAY + timedelta(hours=hour)) + author.user_id), author, answers, is_first)


def counted(*posts: Post, now: datetime = LATER) -> DayCounts:
    return together(tally(posts, now).values())


# --- what is counted


def test_a_day_is_counted_by_hand():
    """Three English posts, two Chinese; two replies cross, one does not."""
    cat = post(NURSE, 8, is_first=True)
    dog = post(TEACHER, 9, cat)
    posts = [cat, dog, post(NURSE, 9.4, dog), post(GARDENER, 10, cat), post(STUDENT, 10.5, is_first=True)]

    assert tally(posts, LATER) == {
        date(2027, 3, 8): DayCounts(
            written={EN: 3, ZH: 2},
            replies={(ZH, EN): 1, (EN, ZH): 1, (EN, EN): 1},
            begun=1,
            returned=1,
            waits=tuple(int(longest in {timedelta(minutes=30), timedelta(hours=1)}) for longest in WAITS),
            first_posts=2,
            unanswered=1,
        )
    }


def test_neither_bots_nor_replies_to_oneself_count():
    cat, news = post(NURSE, 8, is_first=True), post(BOT, 8)
    posts = [cat, news, post(replace(NURSE, tongue=ZH), 9, cat), post(BOT, 9, cat), post(TEACHER, 9, news)]

    told = counted(*posts)
    assert told == replace(DayCounts(), written={EN: 1, ZH: 2}, first_posts=1, unanswered=1)


def test_what_is_read_twice_counts_once():
    cat = post(NURSE, 8)
    posts = [cat, post(TEACHER, 9, cat)]

    assert counted(*posts, *reversed(posts)) == counted(*posts)


def test_what_is_not_over_yet_is_not_counted_yet():
    cat = post(NURSE, 0, is_first=True)
    posts = [cat, post(TEACHER, 1, cat)]

    def at(hours: float) -> tuple[int, int]:
        told = counted(*posts, now=MONDAY + timedelta(hours=hours))
        return told.first_posts, told.begun

    assert [at(hours) for hours in (23, 24.1, 72, 73.1)] == [(0, 0), (1, 0), (1, 0), (1, 1)]


def test_two_who_talk_on_have_begun_once():
    """Whoever writes again and again without a reply begins no new conversation; after 72 hours of silence they do."""
    cat, rice = post(TEACHER, 0), post(NURSE, 0)
    first = [post(NURSE, hour, cat) for hour in (1, 60, 130)]

    assert (counted(*first).begun, counted(*first).returned) == (1, 0)
    assert counted(*first, post(NURSE, 202, cat)).begun == 1
    again = [*first, post(NURSE, 203, cat)]
    assert (counted(*again).begun, counted(*again).returned) == (2, 0)
    replied = [*again, post(TEACHER, 274, rice)]
    assert (counted(*replied).begun, counted(*replied).returned) == (2, 1)
    too_late = [*again, post(TEACHER, 276, rice)]
    assert (counted(*too_late).begun, counted(*too_late).returned) == (3, 0)


def test_only_the_first_reply_from_across_ends_the_waiting():
    cat = post(NURSE, 0)
    told = counted(cat, post(GARDENER, 1, cat), post(STUDENT, 3, cat), post(TEACHER, 5, cat))

    assert [longest for longest, number in zip(WAITS, told.waits, strict=True) if number] == [timedelta(hours=4)]
    assert sum(counted(cat, post(TEACHER, 72.5, cat)).waits) == 0


def test_nobody_can_be_found_in_the_counts():
    """Who talks to whom ends here."""
    cat = post(NURSE, 8)

    assert not {str(one.user_id) for one in (NURSE, TEACHER)} & set(str(counted(cat, post(TEACHER, 9, cat))).split())


def test_no_days_are_no_counts():
    assert tally([], LATER) == {}
    assert together([]) == DayCounts()


# --- mixing


def test_by_chance_the_mixing_ratio_is_one():
    """60 % of what is written is English: by chance 2 x 0.6 x 0.4 = 48 % of replies cross."""
    by_chance = DayCounts({EN: 60, ZH: 40}, {(EN, EN): 36, (ZH, ZH): 16, (EN, ZH): 24, (ZH, EN): 24})

    assert mixing_ratio(by_chance) == 1


def test_the_mixing_ratio_is_reckoned_by_hand():
    """Half of ten replies cross; 9 of 12 messages are English, so that 2 x 3/4 x 1/4 = 3/8 would by chance."""
    assert mixing_ratio(DayCounts({EN: 9, ZH: 3}, {(EN, EN): 5, (EN, ZH): 2, (ZH, EN): 3})) == pytest.approx(4 / 3)
    assert mixing_ratio(DayCounts({EN: 9, ZH: 3}, {(EN, EN): 5})) == 0
    assert mixing_ratio(DayCounts({EN: 5, ZH: 5}, {(EN, ZH): 5})) == 2


def test_of_three_tongues_chance_is_what_two_messages_differ_in():
    """1 - 3 x 1/9 = 2/3 of all replies."""
    told = DayCounts({EN: 3, ZH: 3, JA: 3}, {(EN, ZH): 1, (JA, ZH): 2, (EN, EN): 3})

    assert mixing_ratio(told) == pytest.approx(3 / 4)


@pytest.mark.parametrize("number", [5, 7, 49, 10**9])
def test_where_one_tongue_is_written_nothing_is_said_of_mixing(number: int):
    assert mixing_ratio(DayCounts({EN: number}, {(EN, EN): number})) is Unsaid.ONE_TONGUE
    assert mixing_ratio(DayCounts({EN: number, ZH: 0}, {(EN, EN): number})) is Unsaid.ONE_TONGUE


# --- the others


def test_balance_is_the_weaker_direction_by_the_stronger_one():
    told = DayCounts(replies={(EN, ZH): 8, (ZH, EN): 6, (EN, EN): 50})

    assert balance(told, EN, ZH) == balance(told, ZH, EN) == 0.75
    assert balance(DayCounts(replies={(EN, ZH): 8}), EN, ZH) == 0
    assert balance(told, EN, JA) is Unsaid.TOO_FEW


def test_shares_are_reckoned_by_hand():
    told = DayCounts(begun=8, returned=6, first_posts=10, unanswered=1)

    assert reciprocity(told) == 0.75
    assert unanswered_share(told) == 0.1


def test_the_median_wait_lies_within_its_class():
    """Waits of 90 s twice, 25 min twice and 3 h: the middle lies a quarter into the class of 20 to 30 minutes."""
    number = {timedelta(minutes=2): 2, timedelta(minutes=30): 2, timedelta(hours=4): 1}
    told = DayCounts(waits=tuple(number.get(longest, 0) for longest in WAITS))

    assert median_wait(told) == timedelta(minutes=22.5)
    assert median_wait(DayCounts(waits=(6, *[0] * (len(WAITS) - 1)))) == timedelta(seconds=30)
    assert median_wait(DayCounts(waits=(3, *[0] * (len(WAITS) - 2), 3))) == timedelta(
        minutes=1
    )  # half waited no longer
    assert median_wait(DayCounts(waits=(*[0] * (len(WAITS) - 1), 5))) == timedelta(hours=60)


# --- tiny communities, empty weeks


def measured(counts: DayCounts) -> list[object]:
    return [
        mixing_ratio(counts),
        balance(counts, EN, ZH),
        reciprocity(counts),
        median_wait(counts),
        unanswered_share(counts),
    ]


def test_an_empty_week_says_nothing():
    assert measured(DayCounts()) == [Unsaid.TOO_FEW] * 5


def test_what_four_stand_behind_is_not_told_and_what_five_do_is():
    def week(number: int) -> DayCounts:
        waits = (number, *[0] * (len(WAITS) - 1))
        return DayCounts({EN: 9, ZH: 9}, {(EN, ZH): number}, number, number, waits, number, number)

    assert FEWEST == 5
    assert measured(week(4)) == [Unsaid.TOO_FEW] * 5
    assert measured(week(5)) == [2, 0, 1, timedelta(seconds=30), 1]


def test_a_one_sided_community_has_figures_and_no_fault():
    cats = [post(NURSE, hour) for hour in range(8)]
    told = counted(*cats, *(post(GARDENER, hour + 0.5, cat) for hour, cat in enumerate(cats)))

    assert measured(told) == [Unsaid.ONE_TONGUE, *[Unsaid.TOO_FEW] * 4]


def test_a_share_is_a_number_or_a_reason():
    assert share(0, 0) is share(4, 4) is Unsaid.TOO_FEW
    assert share(0, 5) == 0
    assert all(math.isfinite(one) for one in [share(some, 5) for some in range(6)] if not isinstance(one, Unsaid))
