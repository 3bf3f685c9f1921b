"""Matching partners, against every way in which a few could be brought together."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ids import UserId
from bot.partners import matching
from bot.partners.matching import Candidate, Two, matched, two
from bot.partners.model import Level
from bot.prompts.model import Theme

TONGUES = ("en", "zh", "ja")


def candidate(
    number: int,
    tongue: str = "en",
    *,
    interests: Collection[Theme] = (),
    hours: Collection[int] = (),
    level: Level = Level.SOME,
    waiting: int = 0,
) -> Candidate:
    return Candidate(UserId(number), tongue, level, frozenset(interests), frozenset(hours), waiting)


@st.composite
def crowds(draw: st.DrawFn) -> tuple[list[Candidate], dict[Two, int], set[Two]]:
    numbers = draw(st.lists(st.integers(1, 40), unique=True, max_size=7))
    those = [
        candidate(
            number,
            draw(st.sampled_from(TONGUES)),
            hours=draw(st.sets(st.integers(0, 23), max_size=4)),
            waiting=draw(st.integers(0, 3)),
        )
        for number in numbers
    ]
    couples = [two(one.user_id, other.user_id) for one in those for other in those if one.user_id < other.user_id]
    some = st.sets(st.sampled_from(couples), max_size=6) if couples else st.just(set[Two]())
    return those, {couple: draw(st.integers(1, 3)) for couple in draw(some)}, draw(some)


def every_way(those: Sequence[Candidate], apart: Collection[Two]) -> Iterator[frozenset[Two]]:
    """Yield every set of pairs that there may be."""
    if not those:
        yield frozenset()
        return
    first, rest = those[0], those[1:]
    yield from every_way(rest, apart)
    for other in rest:
        couple = two(first.user_id, other.user_id)
        if first.tongue != other.tongue and couple not in apart:
            for way in every_way([one for one in rest if one is not other], apart):
                yield way | {couple}


def rank(way: Collection[Two], those: Sequence[Candidate], meetings: Mapping[Two, int]) -> tuple[int, int, int]:
    """Return how good a way is: how many pairs, how long those waited who are in one, how few meet again."""
    waiting = {one.user_id: one.waiting for one in those}
    waited = sum(waiting[one] for couple in way for one in couple)
    return len(way), waited, -sum(meetings.get(couple, 0) ** 2 for couple in way)


@settings(max_examples=200, deadline=None)
@given(crowds())
def test_no_other_way_has_more_pairs_or_leaves_who_waited_or_repeats_less(
    crowd: tuple[list[Candidate], dict[Two, int], set[Two]],
):
    those, meetings, apart = crowd
    pairs = matched(those, meetings, apart)
    everybody = [one for couple in pairs for one in couple]
    tongues = {one.user_id: one.tongue for one in those}
    assert len(set(everybody)) == len(everybody)
    assert all(tongues[one] != tongues[other] for one, other in pairs)
    assert not apart & set(pairs)
    best = max(rank(way, those, meetings) for way in every_way(those, apart))
    assert rank(pairs, those, meetings) == best


@pytest.mark.parametrize("tongues", [("en", "zh"), ("en", "zh", "ja")])
def test_looking_at_the_best_of_each_alone_leaves_nobody_over_who_could_have_somebody(
    tongues: Sequence[str], monkeypatch: pytest.MonkeyPatch
):
    """Everybody likes the same few best; one in each tongue is apart from all but one."""
    those = [candidate(1 + n, tongues[n % len(tongues)], hours=range(n % 5)) for n in range(60)]
    shy = those[0].user_id
    only = those[1].user_id
    apart = {two(shy, one.user_id) for one in those if one.user_id not in (shy, only)}
    whole = len(matched(those, {}, apart))
    monkeypatch.setattr(matching, "_WHOLE", 10)
    monkeypatch.setattr(matching, "_BEST", 2)
    pairs = matched(those, {}, apart)
    assert len(pairs) == whole == 30
    assert two(shy, only) in pairs


def test_two_do_not_meet_again_before_they_have_met_everybody():
    english, chinese = [candidate(n) for n in range(1, 5)], [candidate(n, "zh") for n in range(11, 15)]
    meetings: dict[Two, int] = {}
    for _ in range(4):
        for couple in matched([*english, *chinese], meetings, ()):
            meetings[couple] = meetings.get(couple, 0) + 1
    assert len(meetings) == 16
    assert set(meetings.values()) == {1}


def test_nobody_is_left_over_two_weeks_in_a_row_while_others_are_not():
    english, left = [candidate(1)], [0, 0, 0]
    met_at: list[int] = []
    meetings: dict[Two, int] = {}
    for _ in range(6):
        chinese = [candidate(11 + n, "zh", waiting=left[n]) for n in range(3)]
        ((_, partner),) = matched([*english, *chinese], meetings, ())
        meetings[UserId(1), partner] = meetings.get((UserId(1), partner), 0) + 1
        met_at.append(int(partner) - 11)
        left = [0 if n == met_at[-1] else left[n] + 1 for n in range(3)]
    assert met_at[:3] == met_at[3:]
    assert set(met_at) == {0, 1, 2}
    assert all(one != other for one, other in pairwise(met_at))


def test_hours_interests_and_levels_decide_among_strangers():
    ann = candidate(1, hours=(1, 2, 3), interests={Theme.FOOD, Theme.PETS}, level=Level.NONE)
    assert matched([ann, candidate(2, "zh", hours=(9,)), candidate(3, "zh", hours=(3,))], {}, ()) == [(1, 3)]
    same = [candidate(2, "zh", interests={Theme.WORK}), candidate(3, "zh", interests={Theme.PETS})]
    assert matched([ann, *same], {}, ()) == [(1, 3)]
    levels = [candidate(2, "zh", level=Level.WELL), candidate(3, "zh", level=Level.NONE)]
    assert matched([ann, *levels], {}, ()) == [(1, 3)]
