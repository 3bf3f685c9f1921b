"""A season's rule is read as it is written, and finds the days that almanacs have."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from bot.calendars.lunar import BoraxCalendar
from bot.prompts.festivals import FESTIVALS, Calendar
from bot.prompts.seasons import Season

LUNAR = BoraxCalendar()


def days(rule: str, year: int) -> list[str]:
    return [day.isoformat() for day in sorted(Season.parsed(rule).dates(year, LUNAR))]


# --- festivals, as published


@pytest.mark.parametrize(
    ("festival", "dates"),
    [
        # 2025, 2028 and 2033 have a leap month, the last where tables used to differ.
        ("spring-festival", "2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03 2034-02-19"),
        ("lantern-festival", "2026-03-03 2027-02-20 2028-02-09"),
        ("qingming", "2026-04-05 2027-04-05 2028-04-04"),
        ("dragon-boat", "2025-05-31 2026-06-19 2027-06-09 2028-05-28"),
        ("qixi", "2025-08-29 2026-08-19 2027-08-08 2028-08-26"),
        ("liqiu", "2026-08-07 2027-08-08 2028-08-07"),
        ("mid-autumn", "2025-10-06 2026-09-25 2027-09-15 2028-10-03 2033-09-08"),
        ("double-ninth", "2026-10-18 2027-10-08 2028-10-26"),
        ("dongzhi", "2026-12-22 2027-12-22 2028-12-21"),
        ("laba", "2026-01-26 2027-01-15 2028-01-04"),
        ("little-new-year", "2026-02-10 2027-01-30 2028-01-19"),
        ("pancake-day", "2026-02-17 2027-02-09 2028-02-29"),
        ("mothering-sunday", "2026-03-15 2027-03-07"),
        ("easter", "2026-04-05 2027-03-28 2028-04-16 2038-04-25"),
        ("mothers-day", "2026-05-10 2027-05-09"),
        ("fathers-day", "2026-06-21 2027-06-20"),
        ("thanksgiving", "2026-11-26 2027-11-25 2028-11-23"),
        ("thanksgiving-canada", "2026-10-12 2027-10-11"),
        ("halloween", "2027-10-31"),
        ("fourth-of-july", "2027-07-04"),
        ("christmas", "2027-12-25"),
    ],
)
def test_a_festival_is_on_the_day_that_almanacs_have(festival: str, dates: str):
    for expected in dates.split():
        assert days(festival, int(expected[:4])) == [expected]


def test_laba_comes_twice_in_some_years_and_not_at_all_in_others():
    counts = {year: len(FESTIVALS["laba"].dates(year, LUNAR)) for year in range(2024, 2060)}
    assert set(counts.values()) == {0, 1, 2}
    assert sum(counts.values()) in {len(counts) - 1, len(counts), len(counts) + 1}


def test_every_festival_can_be_found_in_every_year_of_the_century_to_come():
    for year in range(2026, 2098):
        for name, festival in FESTIVALS.items():
            assert all(day.year == year for day in festival.dates(year, LUNAR)), name


# --- rules


def test_the_empty_rule_holds_on_every_day():
    assert Season.parsed("").is_always
    assert len(days("", 2027)) == 365
    assert len(days("", 2028)) == 366


def test_a_date_and_a_range_hold_every_year():
    assert days("05-20", 2027) == ["2027-05-20"]
    assert days("05-30..06-02", 2027) == ["2027-05-30", "2027-05-31", "2027-06-01", "2027-06-02"]
    assert not Season.parsed("05-20").is_always


def test_a_range_may_cross_new_year():
    assert days("12-30..01-02", 2027) == ["2027-01-01", "2027-01-02", "2027-12-30", "2027-12-31"]


def test_a_leap_day_comes_in_leap_years():
    assert days("02-29", 2027) == []
    assert days("02-29", 2028) == ["2028-02-29"]


def test_days_may_be_counted_from_a_festival():
    assert days("spring-festival-1", 2027) == ["2027-02-05"]
    assert days("thanksgiving+1", 2027) == ["2027-11-26"]
    assert days("mid-autumn-1..mid-autumn+1", 2027) == ["2027-09-14", "2027-09-15", "2027-09-16"]
    assert days("new-year-1", 2027) == ["2027-12-31"]


def test_a_range_may_go_from_a_date_to_a_festival():
    assert days("01-24..spring-festival", 2028) == ["2028-01-24", "2028-01-25", "2028-01-26"]


def test_several_spans_are_joined_and_a_day_in_two_of_them_counts_once():
    assert days("halloween, 10-30..10-31, 05-20", 2027) == ["2027-05-20", "2027-10-30", "2027-10-31"]


@pytest.mark.parametrize(
    "rule",
    [
        *("13-01", "02-30", "1-1", "01-01-1", "christmass", "Christmas", "christmas +1", "christmas+100", "christmas+"),
        *(
            "..",
            "01-01..",
            "..01-01",
            "01-01..01-02..01-03",
            ",",
            "01-01,",
            " ",
            "spring-festival;qixi",
            "01/01",
            "٠١-٠١",
        ),
    ],
)
def test_what_is_no_rule_is_refused(rule: str):
    with pytest.raises(ValueError, match=r"."):
        Season.parsed(rule)


def test_equal_rules_are_equal_seasons():
    assert Season.parsed("halloween,05-20") == Season.parsed("halloween, 05-20")
    assert len({Season.parsed("qixi"), Season.parsed("qixi"), Season.parsed("")}) == 2


# --- calendars


def within(rule: str, calendars: str, *, sensitive: bool = False) -> Season:
    return Season.parsed(rule).within(frozenset(map(Calendar, calendars.split())), sensitive=sensitive)


def test_every_festival_is_kept_somewhere_and_every_calendar_has_some():
    assert all(festival.calendars for festival in FESTIVALS.values())
    kept = [calendar for festival in FESTIVALS.values() for calendar in festival.calendars]
    assert min(kept.count(calendar) for calendar in Calendar) >= 10


def test_only_national_days_are_sensitive():
    assert {name for name, festival in FESTIVALS.items() if festival.is_sensitive} == {
        "canada-day",
        "singapore-national-day",
        "malaysia-national-day",
        "prc-national-day",
        "double-tenth",
    }


@pytest.mark.parametrize("calendar", Calendar)
def test_new_year_is_kept_by_everybody(calendar: Calendar):
    assert within("new-year", calendar) == Season.parsed("new-year")


def test_a_stretch_goes_whose_festival_is_kept_in_none_of_the_calendars():
    rule = "thanksgiving-1..thanksgiving, thanksgiving-canada, mid-autumn"
    assert within(rule, "us uk") == Season.parsed("thanksgiving-1..thanksgiving")
    assert within(rule, "ca tw") == Season.parsed("thanksgiving-canada, mid-autumn")


@pytest.mark.parametrize("rule", ["12-20..thanksgiving", "thanksgiving..12-20", "mid-autumn..thanksgiving"])
def test_a_stretch_goes_if_one_end_of_it_never_comes(rule: str):
    assert within(rule, "sg") == Season(())
    assert within(rule, "sg us") == Season.parsed(rule)


def test_dates_stay_in_every_calendar():
    assert within("05-20, thanksgiving", "uk") == Season.parsed("05-20")
    assert within("12-20..01-05", "") == Season.parsed("12-20..01-05")


def test_what_may_be_asked_on_any_day_may_be_asked_in_every_calendar():
    assert within("", "").is_always


def test_a_season_of_which_nothing_is_left_never_comes():
    never = within("thanksgiving", "uk")
    assert not never.is_always
    assert never.dates(2027, LUNAR) == frozenset()
    assert never.within(frozenset(Calendar), sensitive=True) == never


def test_national_days_come_only_where_they_are_wished_for_and_kept():
    rule = "canada-day, double-tenth, fourth-of-july"
    assert within(rule, "ca us tw") == Season.parsed("fourth-of-july")
    assert within(rule, "ca us", sensitive=True) == Season.parsed("canada-day, fourth-of-july")
    assert within(rule, "uk", sensitive=True) == Season(())


# --- the lunar calendar


def test_a_lunar_month_has_29_or_30_days():
    for year in range(2020, 2060):
        firsts = [LUNAR.date_of(year, month, 1) for month in range(1, 13)]
        gaps = {(later - earlier).days for earlier, later in pairwise(firsts)}
        assert gaps <= {29, 30, 59, 58, 60}  # a leap month stands between two


def test_new_year_s_eve_is_the_last_day_of_the_lunar_year():
    assert LUNAR.date_of(2027, 1, 1) - timedelta(days=1) == date(2027, 2, 5)
