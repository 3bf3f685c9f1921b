"""Who is still around, by week of arrival: reckoned by hand, and silent about few."""

from datetime import UTC, date, datetime, timedelta

from bot.participation.measures import Unsaid
from bot.participation.retention import retention
from tests.contributing import Newcomer, arrivals

MONDAY = date(2027, 3, 8)
MUCH_LATER = MONDAY + timedelta(100)
NOTHING = dict.fromkeys((1, 7, 30), Unsaid.TOO_FEW)


def newcomer(day: int, *active_after: int, answered_after: float | None = None) -> Newcomer:
    """Return who arrived at noon so many days after the Monday, and was active so many days after that."""
    arrived_at = datetime(2027, 3, 8, 12, tzinfo=UTC) + timedelta(day)
    return Newcomer(
        arrived_at,
        None if answered_after is None else arrived_at + timedelta(hours=answered_after),
        frozenset(arrived_at.date() + timedelta(after) for after in active_after),
    )


def test_nobody_arrived():
    assert retention(arrivals([]), MUCH_LATER) == ()


def test_a_week_is_reckoned_by_hand():
    """Six were answered early: of these five came the next day, three after a week, one after a month."""
    answered = [newcomer(day, 1, answered_after=3) for day in range(2)]
    answered += [newcomer(2, 1, 7, answered_after=48), newcomer(3, 1, 7, answered_after=1)]
    answered += [newcomer(6, 1, 7, 30, answered_after=1), newcomer(6, answered_after=2)]
    others = [newcomer(4), newcomer(5, 1), newcomer(6, 2, 6, 8), newcomer(1), newcomer(0, 7, answered_after=48.1)]

    (told,) = retention(arrivals([*answered, *others]), MUCH_LATER)

    assert (told.week, told.arrived) == (MONDAY, 11)
    assert told.answered == {1: 5 / 6, 7: 3 / 6, 30: 1 / 6}
    assert told.others == {1: 1 / 5, 7: 1 / 5, 30: 0}
    assert told.everybody == {1: 6 / 11, 7: 4 / 11, 30: 1 / 11}


def test_of_fewer_than_five_nothing_is_told_nor_how_few_they_are():
    (told,) = retention(arrivals([newcomer(0, 1)] * 4), MUCH_LATER)

    assert told.arrived is Unsaid.TOO_FEW
    assert told.everybody == told.answered == told.others == NOTHING


def test_a_small_group_hides_the_other_one():
    """Or it would follow from what is told of everybody."""
    (told,) = retention(arrivals([newcomer(0, 1, answered_after=1)] * 9 + [newcomer(1)] * 4), MUCH_LATER)

    assert told.everybody == {1: 9 / 13, 7: 0, 30: 0}
    assert told.answered == told.others == NOTHING


def test_weeks_without_anybody_stand_between_the_others():
    first, empty, last = retention(arrivals([newcomer(6, 1)] * 5 + [newcomer(14)] * 5), MUCH_LATER)

    assert [one.week for one in (first, empty, last)] == [MONDAY + timedelta(week) for week in (0, 7, 14)]
    assert [one.arrived for one in (first, empty, last)] == [5, Unsaid.TOO_FEW, 5]
    assert empty.everybody == NOTHING


def test_days_that_are_not_over_for_all_of_a_week_are_not_told_yet():
    """The last ones arrived on Sunday: their next day is over on Tuesday."""
    week = arrivals([newcomer(0, 1)] * 5)

    def told_on(day: int) -> list[object]:
        (told,) = retention(week, MONDAY + timedelta(day))
        return list(told.everybody.values())

    assert told_on(7) == [Unsaid.TOO_SOON] * 3
    assert told_on(8) == [1, Unsaid.TOO_SOON, Unsaid.TOO_SOON]
    assert told_on(13) == told_on(8)
    assert told_on(14) == told_on(36) == [1, 0, Unsaid.TOO_SOON]
    assert told_on(37) == [1, 0, 0]
