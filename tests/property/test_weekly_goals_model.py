"""Weeks in a row are those that somebody finds who steps through the days, whatever the history, in any zone."""

from datetime import UTC, date, datetime, timedelta
from itertools import groupby

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.participation.goals import Progress, day_of, progress

START = date(2026, 11, 30)  # a Monday; a year ends within what follows
ZONES = ["UTC", "Asia/Taipei", "Europe/London", "America/New_York", "America/Havana", "Australia/Lord_Howe"]
ZONES += [
    "America/Santiago",
    "Asia/Beirut",
    "Antarctica/Troll",
    "Africa/Casablanca",
    "America/St_Johns",
]

# Many take part often, so that runs come about.
histories = (
    st.integers(1, 9)
    .flatmap(lambda often: st.lists(st.integers(0, 9).map(lambda luck: luck < often), min_size=1, max_size=110))
    .map(lambda each: frozenset(START + timedelta(number) for number, is_there in enumerate(each) if is_there))
)
todays = st.integers(0, 130).map(lambda number: START + timedelta(number))


def stepped_from(first: date, taken_part: frozenset[date], end: date) -> bool:
    """Step from the Monday *first* to *end* day by day; tell whether every week on the way reached its goal."""
    spent: dict[str, int] = {}
    own, idle = 0, list[date]()
    day = first
    while day < end:
        if day in taken_part:
            own += 1
        else:
            idle.append(day)
        if day.weekday() == 6:
            reached = own
            for one in idle:  # the earliest first: weeks to come have no use for the days of an earlier month
                month = f"{one:%Y-%m}"
                if reached < 3 and spent.get(month, 0) < 2:
                    spent[month] = spent.get(month, 0) + 1
                    reached += 1
            if own == 0 or reached < 3:
                return False
            own, idle = 0, []
        day += timedelta(1)
    return True


def stepped(taken_part: frozenset[date], today: date) -> int:
    """Return the weeks in a row, by trying each Monday to begin with."""
    monday = today
    while monday.weekday() != 0:
        monday -= timedelta(1)
    first = monday
    while stepped_from(first - timedelta(7), taken_part, monday):
        first -= timedelta(7)
    present = sum(monday + timedelta(number) in taken_part for number in range((today - monday).days + 1))
    return (monday - first).days // 7 + (present >= 3)


@given(histories, todays)
@example(frozenset(), START)
@example(frozenset(START + timedelta(7 * week) for week in range(20)), START + timedelta(140))
def test_weeks_in_a_row_are_those_of_whoever_steps_through_the_days(taken_part: frozenset[date], today: date):
    assert progress(taken_part, today).in_a_row == stepped(taken_part, today)


@given(histories, todays)
def test_days_off_are_two_a_month_and_none_that_was_taken_part_on(taken_part: frozenset[date], today: date):
    told = progress(taken_part, today)
    months = [f"{day:%Y-%m}" for day in told.days_off]

    assert not told.days_off & taken_part
    assert all(months.count(month) <= 2 for month in months)
    assert all(day < told.week for day in told.days_off)
    assert_weeks_are_full(told, taken_part)


def assert_weeks_are_full(told: Progress, taken_part: frozenset[date]) -> None:
    for number in range(told.in_a_row - told.is_reached):
        week = told.week - timedelta(7 * (number + 1))
        dates = [week + timedelta(after) for after in range(7)]
        own, off = (sum(day in those for day in dates) for those in (taken_part, told.days_off))
        assert own >= 1
        assert own + off == max(3, own)


@given(histories, todays, st.integers(0, 110))
def test_a_day_that_is_heard_of_late_takes_nothing_away(taken_part: frozenset[date], today: date, late: int):
    more = taken_part | {START + timedelta(late)}

    assert progress(more, today).in_a_row >= progress(taken_part, today).in_a_row


@pytest.mark.parametrize("zone", ZONES)
def test_days_follow_each_other_through_any_change_of_clocks(zone: str):
    """Every half hour of a year is looked at: no day comes back or is left out, each is longer or shorter by 2 h."""
    began = datetime(2027, 1, 1, tzinfo=UTC)
    told = (day_of(began + timedelta(minutes=30 * number), zone) for number in range(2 * 24 * 365))
    days = [(day, sum(1 for _ in halves) / 2) for day, halves in groupby(told)]

    assert [day for day, _ in days] == [days[0][0] + timedelta(number) for number in range(len(days))]
    assert {hours for _, hours in days[1:-1]} <= {22, 23, 23.5, 24, 24.5, 25, 26}
