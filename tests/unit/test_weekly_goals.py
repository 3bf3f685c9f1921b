"""Three days of seven by one's own calendar; days off that nobody asks for; nothing is ever taken away by news."""

import re
from datetime import UTC, date, datetime, timedelta
from inspect import getsource
from zoneinfo import ZoneInfo

import pytest

from bot.participation import goals
from bot.participation.goals import day_of, progress, week_of

MONDAY = date(2027, 3, 8)


def days(*numbers: int) -> set[date]:
    """Return days counted from a Monday: 0 to 6 are its week, negative ones came before."""
    return {MONDAY + timedelta(number) for number in numbers}


def in_a_row(*numbers: int, today: int) -> int:
    return progress(days(*numbers), MONDAY + timedelta(today)).in_a_row


# --- a week


def test_three_days_reach_the_goal():
    assert not progress(days(0, 3), MONDAY + timedelta(6)).is_reached
    assert progress(days(0, 3, 6), MONDAY + timedelta(6)).is_reached
    assert in_a_row(0, 3, 6, today=6) == 1


def test_nobody_who_never_took_part_has_anything():
    told = progress([], MONDAY)

    assert (told.week, told.days, told.in_a_row, told.days_off) == (MONDAY, frozenset(), 0, frozenset())


def test_a_week_that_is_still_open_changes_nothing_until_it_reached_the_goal():
    """Neither does it take days off."""
    last_week = (-7, -5, -3)

    assert in_a_row(*last_week, today=0) == in_a_row(*last_week, 0, 1, today=6) == 1
    assert in_a_row(*last_week, 0, 1, 2, today=2) == 2
    assert progress(days(*last_week, 0), MONDAY).days_off == frozenset()


def test_what_a_calendar_further_east_called_tomorrow_waits_until_it_is():
    """Somebody flew from Auckland to Honolulu."""
    assert progress(days(0, 1, 2), MONDAY + timedelta(1)).days == days(0, 1)


# --- days off


def test_a_week_with_one_day_is_reached_by_two_days_off():
    told = progress(days(-7), MONDAY)

    assert told.in_a_row == 1
    assert told.days_off == days(-2, -1)


def test_a_month_has_two_days_off():
    """2027-03-01 is a Monday: the weeks of the 1st and the 8th want one each, that of the 15th a third."""
    one_short = [number + week for week in (-7, 0, 7) for number in (0, 1)]

    assert in_a_row(*one_short[:4], today=7) == 2
    assert in_a_row(*one_short, today=14) == 2  # the last two; the first is no part of it
    assert in_a_row(*one_short, 2, today=14) == 3


def test_a_week_across_two_months_takes_from_both():
    """From Monday 29 March to Sunday 4 April: April's are taken first, as earlier weeks have no use for them."""
    across = week_of(date(2027, 4, 1))
    taken_part = {across, across - timedelta(7), across - timedelta(5)}

    told = progress(taken_part, across + timedelta(7))

    assert told.in_a_row == 2
    assert sorted(day.isoformat() for day in told.days_off) == ["2027-03-28", "2027-04-03", "2027-04-04"]


def test_no_week_is_made_of_days_off_alone():
    """Where two months meet there would be four of them."""
    across = week_of(date(2027, 4, 1))

    assert progress({across - timedelta(n) for n in (1, 2, 3)}, across + timedelta(7)).in_a_row == 0


def test_a_day_heard_of_late_fills_its_week():
    assert in_a_row(-14, -13, -12, 0, 1, 2, today=6) == 1
    assert in_a_row(-14, -13, -12, -7, 0, 1, 2, today=6) == 3


def test_a_day_heard_of_late_takes_nothing_away():
    """Days off might now be wanted for the week before: they stay with the run that is told."""
    assert in_a_row(0, 1, today=7) == 1
    assert in_a_row(-7, 0, 1, today=7) == 1


# --- a day


@pytest.mark.parametrize(
    ("zone", "local", "day"),
    [
        ("Asia/Taipei", "2027-03-08 02:59", "2027-03-07"),
        ("Asia/Taipei", "2027-03-08 03:00", "2027-03-08"),
        ("America/New_York", "2027-03-07 23:59", "2027-03-07"),
        ("Asia/Kathmandu", "2027-03-08 00:00", "2027-03-07"),
        # Clocks go from two to three, from one back to midnight, from three back to two.
        ("America/New_York", "2027-03-14 01:59", "2027-03-13"),
        ("America/New_York", "2027-03-14 03:00", "2027-03-14"),
        ("America/Havana", "2027-11-07 00:30", "2027-11-06"),
        ("Europe/Berlin", "2027-10-31 02:30", "2027-10-30"),
        ("Europe/Berlin", "2027-10-31 03:00", "2027-10-31"),
        # The one place where they go back across three, from 3:45: for a quarter of an hour it is the evening again.
        ("Pacific/Chatham", "2027-04-04 02:50", "2027-04-03"),
        ("Pacific/Chatham", "2027-04-04 03:10", "2027-04-04"),
    ],
)
def test_a_day_ends_at_three_in_the_morning(zone: str, local: str, day: str):
    """Both times where a time comes twice."""
    for fold in (0, 1):
        moment = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone), fold=fold)

        assert day_of(moment, zone).isoformat() == day
        assert day_of(moment.astimezone(UTC), zone).isoformat() == day


def test_one_moment_is_another_day_elsewhere():
    moment = datetime(2027, 3, 8, 12, tzinfo=UTC)

    assert [day_of(moment, zone).day for zone in ("Pacific/Kiritimati", "Asia/Shanghai", "Pacific/Pago_Pago")] == [
        8,
        8,
        7,
    ]
    assert day_of(moment + timedelta(hours=4), "Pacific/Kiritimati").day == 9


def test_whoever_moves_keeps_their_days():
    """Days are kept as dates, by the zone of their moment: another zone later changes none of them."""
    evening_in_leeds = day_of(datetime(2027, 3, 8, 20, tzinfo=UTC), "Europe/London")
    morning_in_taipei = day_of(datetime(2027, 3, 8, 23, tzinfo=UTC), "Asia/Taipei")
    next_evening = day_of(datetime(2027, 3, 10, 12, tzinfo=UTC), "Asia/Taipei")

    assert progress([evening_in_leeds, morning_in_taipei, next_evening], MONDAY + timedelta(2)).is_reached


def test_nothing_is_called_a_loss():
    assert not re.search(r"\b(los[est]+|lost|broke\w*|fail\w*|miss\w*|streak|ended|flames?)\b", getsource(goals), re.I)
