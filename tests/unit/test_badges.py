"""Badges: decided from sums of days alone, for firsts and for what took long; nothing takes one away."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from bot.participation.badges import Badge, earned
from bot.participation.counting import Sums
from bot.participation.model import Kind

MONDAY = date(2026, 3, 2)


def days(*sums: Sums, every: int = 1) -> Mapping[date, Sums]:
    return {MONDAY + timedelta(days=number * every): one for number, one in enumerate(sums)}


def test_who_did_nothing_or_only_reacted_has_none():
    assert earned({}) == []
    assert earned(days({Kind.REACTION_GIVEN: 10, Kind.REACTION_RECEIVED: 10})) == []


@pytest.mark.parametrize(
    ("kind", "badge"),
    [
        (Kind.ANSWER, Badge.TOPIC),
        (Kind.REPLY_ACROSS, Badge.ACROSS),
        (Kind.FIRST_ANSWER, Badge.WELCOME),
        (Kind.HELP, Badge.HELP),
        (Kind.CORRECTION, Badge.MENDED),
        (Kind.SUGGESTION, Badge.ASKED),
    ],
)
def test_a_first_time_is_a_badge(kind: Kind, badge: Badge):
    assert earned(days({kind: 1})) == [badge]


@pytest.mark.parametrize(
    ("kind", "number", "badge"),
    [
        (Kind.FIRST_ANSWER, 10, Badge.TEN_WELCOMED),
        (Kind.ANSWER, 30, Badge.THIRTY_TOPICS),
        (Kind.REPLY_ACROSS, 100, Badge.HUNDRED_ACROSS),
    ],
)
def test_so_many_are_a_badge_and_one_fewer_is_none(kind: Kind, number: int, badge: Badge):
    assert badge in earned(days({kind: number - 1}, {kind: 1}))
    assert badge not in earned(days({kind: number - 1}))


def test_twelve_weeks_with_three_days_are_a_badge_however_far_apart():
    week: tuple[Sums, ...] = ({Kind.HELP: 1},) * 3 + ({Kind.REACTION_GIVEN: 5},) * 4
    with_pauses = [one for _ in range(12) for one in (*week, *({},) * 7)]
    assert Badge.TWELVE_WEEKS in earned(days(*with_pauses))
    with_pauses[0] = {Kind.REACTION_GIVEN: 9}  # of one week only two are left
    assert Badge.TWELVE_WEEKS not in earned(days(*with_pauses))


def test_a_year_is_from_one_day_that_somebody_took_part_to_another():
    assert Badge.YEAR in earned(days({Kind.ANSWER: 1}, {Kind.ANSWER: 1}, every=365))
    assert Badge.YEAR not in earned(days({Kind.ANSWER: 1}, {Kind.ANSWER: 1}, every=364))
    assert Badge.YEAR not in earned(days({Kind.ANSWER: 1}, {Kind.REACTION_GIVEN: 1}, every=365))


def test_badges_stand_in_one_order():
    everything = earned(days({Kind.REPLY_ACROSS: 100, Kind.ANSWER: 30}, {Kind.HELP: 1, Kind.FIRST_ANSWER: 10}))
    assert everything == [one for one in Badge if one in everything]
    assert len(everything) == 7
