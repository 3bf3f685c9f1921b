"""Random schedules over two years, against a plain model that reads the clock on the wall.

The model knows nothing of `fold` or of conversions from local time: it walks through the moments of UTC at which a
zone's clock is set, and reads what it shows between them.
"""

import random
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from bot.bridges.model import BridgeId
from bot.ids import ChannelId
from bot.prompts.schedule import LATE, Awake, Due, Hour, Pause, Schedule, SeatHours, days_ahead, due, missed, wakes_at

HERE, THERE = ChannelId(1), ChannelId(2)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
SCHEDULES = 10_000

# What clocks do: nothing; an hour, or half of one, at two at night, at midnight or before it; and a day left out.
ZONES = (
    ("UTC", 2027),
    ("Asia/Shanghai", 2027),
    ("Asia/Kathmandu", 2027),
    ("America/New_York", 2027),
    ("America/Los_Angeles", 2027),
    ("Europe/London", 2027),
    ("Australia/Melbourne", 2027),
    ("Australia/Lord_Howe", 2027),  # by half an hour
    ("America/St_Johns", 2010),  # at one minute past midnight: there is no 00:30, or it is yesterday again
    ("Asia/Beirut", 2021),  # at midnight, both ways
    ("America/Sao_Paulo", 2017),  # at midnight: back to 23:00 of the day before
    ("America/Scoresbysund", 2027),
    ("Pacific/Apia", 2011),  # without a 30 December
    ("Pacific/Kwajalein", 1993),  # without a 21 August
    ("Africa/Casablanca", 2027),  # around Ramadan
)


@cache
def stretches(zone: str, year: int) -> tuple[tuple[datetime, datetime, timedelta], ...]:
    """Return from when until when a zone's clock is how far from UTC, over two years and some days around them."""
    offset, moment = (
        _offset(zone, datetime(year, 1, 1, tzinfo=UTC) - 20 * DAY),
        datetime(year, 1, 1, tzinfo=UTC) - 20 * DAY,
    )
    begun, found = moment, []
    end = datetime(year + 2, 1, 1, tzinfo=UTC) + 80 * DAY
    while moment < end:
        moment += 6 * HOUR
        if _offset(zone, moment) != offset:
            changed = next(
                at for step in range(361) if _offset(zone, at := moment - 6 * HOUR + step * MINUTE) != offset
            )
            found.append((begun, changed, offset))
            begun, offset = changed, _offset(zone, changed)
    return (*found, (begun, end, offset))


def _offset(zone: str, moment: datetime) -> timedelta:
    offset = moment.astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None
    return offset


def shown(zone: str, year: int, day: date, at: time) -> datetime | None:
    """Return the first moment at which a clock on the wall shows *at* on *day*, or the first after what it left out.

    None where it shows nothing of that day.
    """
    wall = datetime.combine(day, at)
    parts = stretches(zone, year)
    of_day = [
        (begun, end, offset)
        for begun, end, offset in parts
        if _wall(begun, offset) <= datetime.combine(day + DAY, time())
        and _wall(end, offset) >= datetime.combine(day, time())
    ]
    for begun, end, offset in of_day:
        if begun <= (moment := (wall - offset).replace(tzinfo=UTC)) < end:
            return moment
    for _, end, offset in of_day:  # left out: as long after midnight as it would have been
        later = (wall - offset).replace(tzinfo=UTC)
        if later >= end and later.astimezone(ZoneInfo(zone)).date() == day:
            return later
    # ... but not the next day
    before = [(wall - offset).replace(tzinfo=UTC) for _, _, offset in of_day]
    on_day = [moment for moment in before if moment.astimezone(ZoneInfo(zone)).date() == day]
    return min(on_day, default=None)


def _wall(moment: datetime, offset: timedelta) -> datetime:
    return moment.replace(tzinfo=None) + offset


@pytest.mark.parametrize(("zone", "year"), ZONES)
def test_every_time_of_every_day_is_the_moment_that_a_clock_on_the_wall_shows_it(zone: str, year: int):
    picked = random.Random(zone)
    for after in range(730):
        day = date(year, 1, 1) + after * DAY
        times = [
            time(),
            time(0, 30),
            time(1, 30),
            time(2, 30),
            time(23, 45),
            time(picked.randrange(24), picked.randrange(60)),
        ]
        for at in times:
            moment = Hour(at, zone).moment(day)
            assert moment == shown(zone, year, day, at), (day, at)
            if moment is not None:
                assert Hour(at, zone).day(moment) == day


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        ("America/New_York", "2027-03-14", "02:30", "2027-03-14T07:30"),  # left out: 03:30
        ("America/New_York", "2027-11-07", "01:30", "2027-11-07T05:30"),  # comes twice: the first
        ("Europe/London", "2027-03-28", "01:15", "2027-03-28T01:15"),
        ("America/Sao_Paulo", "2017-10-15", "00:30", "2017-10-15T03:30"),  # its day begins at 01:00
        ("America/Sao_Paulo", "2018-02-17", "23:30", "2018-02-18T01:30"),
        ("Pacific/Apia", "2011-12-29", "13:00", "2011-12-29T23:00"),
        ("Pacific/Apia", "2011-12-30", "13:00", None),
        ("Pacific/Apia", "2011-12-31", "13:00", "2011-12-30T23:00"),
        ("Asia/Taipei", "2028-02-29", "21:00", "2028-02-29T13:00"),
    ],
)
def test_the_edges_are_as_almanacs_have_them(zone: str, day: str, at: str, expected: str | None):
    moment = Hour(time.fromisoformat(at), zone).moment(date.fromisoformat(day))
    assert (moment and moment.isoformat()[:16]) == expected


def schedule_of(picked: random.Random) -> tuple[Schedule, int]:
    """Return any schedule, and the year in which it begins."""
    (zone, year), (own_zone, _) = picked.choice(ZONES), picked.choice(ZONES)
    own = time(picked.randrange(24), picked.randrange(60)) if picked.random() < 0.5 else None
    weekdays = frozenset(picked.sample(range(7), picked.randint(1, 7)))
    hour = Hour(time(picked.randrange(24), picked.choice([0, 1, 29, 30, 59])), zone)
    starts_on = date(year, 1, 1) + picked.randint(-30, 300) * DAY
    return Schedule(BridgeId(1), hour, {THERE: SeatHours(own_zone, own)}, weekdays, starts_on=starts_on), year


def expected_between(schedule: Schedule, channel_id: ChannelId, since: datetime, until: datetime) -> list[Due]:
    """Return what is to be asked after *since*, until *until*, day by day."""
    hour = schedule.hour_in(channel_id)
    day, found = since.date() - 2 * DAY, []
    while day <= until.date() + 2 * DAY:
        at = hour.moment(day)
        is_asked = day >= schedule.starts_on and day.weekday() in schedule.weekdays
        if is_asked and at is not None and since < at <= until:
            found.append(Due(channel_id, day, at))
        day += DAY
    return found


@pytest.mark.parametrize("slice_", range(4))
def test_whoever_looks_when_told_asks_each_date_once_and_never_on_another(slice_: int):
    """Two weeks of each schedule, somewhere in two years, with looks that come late and clocks that jump."""
    for number in range(slice_, SCHEDULES, 4):
        picked = random.Random(number)
        schedule, year = schedule_of(picked)
        begin = datetime(year, 1, 1, tzinfo=UTC) + picked.randrange(2 * 365 * 24 * 60) * MINUTE
        end, now, asked = begin + 14 * DAY, begin, set[Due]()
        while now <= end:
            found = due(schedule, (HERE, THERE), now)
            assert len({(one.channel_id, one.on) for one in found}) == len(found), number
            assert all(now - LATE < one.at <= now for one in found), number
            asked.update(found)
            next_look = wakes_at(schedule, (HERE, THERE), now)
            assert now < next_look <= now + DAY, number
            now = next_look + picked.choice([0, 0, 0, 1, 61, 5 * 60]) * MINUTE
        by_date = {(one.channel_id, one.on): one.at for one in asked}
        assert len(by_date) == len(asked), number
        for channel_id in (HERE, THERE):
            expected = expected_between(schedule, channel_id, begin - LATE, end - 5 * HOUR - DAY)
            assert set(expected) <= asked, number
            assert all(schedule.hour_in(channel_id).day(one.at) == one.on for one in expected), number
            assert all(one.on >= schedule.starts_on and one.on.weekday() in schedule.weekdays for one in asked), number


def test_what_is_due_is_so_at_its_moment_and_for_six_hours():
    schedule = Schedule(BridgeId(1))
    at = datetime(2027, 3, 10, 13, tzinfo=UTC)
    for now, is_due in ((at - MINUTE, False), (at, True), (at + LATE - MINUTE, True), (at + LATE, False)):
        assert [one.on for one in due(schedule, (HERE,), now)] == ([date(2027, 3, 10)] if is_due else [])
    assert due(Schedule(BridgeId(1), paused_for=Pause.ADMIN), (HERE,), at) == ()


def test_a_clock_that_jumps_asks_nothing_twice_and_misses_only_what_is_older_than_six_hours():
    for number in range(500):
        picked = random.Random(number)
        schedule, year = schedule_of(picked)
        now = datetime(year, 2, 1, tzinfo=UTC) + picked.randrange(365 * 24) * HOUR
        asked: dict[tuple[ChannelId, date], datetime] = {}
        for _ in range(60):
            for one in due(schedule, (HERE, THERE), now):
                assert asked.setdefault((one.channel_id, one.on), one.at) == one.at, number
            now += picked.choice([-30, -2, 1, 3, 7, 40]) * HOUR


def test_what_is_ahead_is_what_will_be_asked():
    for number in range(1000):
        picked = random.Random(number)
        schedule, year = schedule_of(picked)
        now = datetime(year, 2, 1, tzinfo=UTC) + picked.randrange(365 * 24) * HOUR
        ahead = list(days_ahead(schedule, (HERE, THERE), now))
        assert [on for on, _ in ahead] == sorted({on for on, _ in ahead}), number
        # Each channel's are those of its own days; a date is ahead as long as no channel was asked on it.
        until = now + 20 * DAY
        firsts: dict[date, datetime] = {}
        for channel_id in (HERE, THERE):
            for one in expected_between(schedule, channel_id, now - 3 * DAY, until):
                firsts[one.on] = min(firsts.get(one.on, one.at), one.at)
        near = {on: at for on, at in firsts.items() if at > now and at <= until - 3 * DAY}
        assert {on: at for on, at in ahead if at <= until - 3 * DAY} == near, number


def test_the_newest_date_that_nobody_looked_at_in_time_is_missed():
    schedule = Schedule(BridgeId(1))
    since = datetime(2027, 3, 10, 13, tzinfo=UTC)
    for after, expected in ((5, None), (6, date(2027, 3, 10)), (29, date(2027, 3, 10)), (30, date(2027, 3, 11))):
        assert missed(Awake(schedule, since), (HERE,), since + after * HOUR) == expected
    assert missed(Awake(Schedule(BridgeId(1), paused_for=Pause.ADMIN), since), (HERE,), since + 30 * HOUR) is None
