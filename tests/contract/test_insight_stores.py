"""What is not counted, and weekly reports, in a database of either kind."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection, insert, update

from bot.ids import ChannelId, GuildId, MessageId, UserId, first_id_at
from bot.participation.excluding import Excluded
from bot.participation.ports import Subject
from bot.participation.reports import CLAIMED_FOR, Awake, Claim, Report, Taken
from bot.participation.retention import Arrivals
from bot.storage.database import Database
from bot.storage.expiry import KEPT_FOR
from bot.storage.tables import arrival, posted_report
from tests.fakes import StillClock

GUILD, OTHER = GuildId(10), GuildId(20)
ROLE, CHANNEL = Subject(31, is_role=True), Subject(32, is_role=False)
MONDAY = date(2026, 11, 23)
REPORT = Report(GUILD, ChannelId(11), "Asia/Taipei", time(9, 30))


def clock_of(database: Database) -> StillClock:
    clock = database.community.reports.clock
    assert isinstance(clock, StillClock)
    return clock


async def claimed(database: Database, monday: date = MONDAY) -> Claim:
    claim = await database.community.reports.claim(GUILD, monday)
    assert isinstance(claim, Claim)
    return claim


async def test_what_is_excluded_is_remembered_and_taken_back(database: Database):
    excluded = await Excluded.load(database.community.exclusions)
    for subject in (ROLE, CHANNEL, ROLE):
        await excluded.set(GUILD, subject, is_excluded=True)
    await excluded.set(OTHER, CHANNEL, is_excluded=True)
    await excluded.set(GUILD, CHANNEL, is_excluded=False)

    again = await Excluded.load(database.community.exclusions)

    assert again.of(GUILD) == {ROLE}
    assert again.of(OTHER) == {CHANNEL}
    assert again.excludes_roles([1, 31])
    assert not again.excludes_roles([32])
    assert again.excludes_channel(ChannelId(32))
    again.forget(OTHER)
    assert not again.excludes_channel(ChannelId(32))


async def test_a_report_sleeps_until_its_moment_and_is_awake_from_then_on(database: Database):
    reports, now = database.community.reports, clock_of(database).now()
    await reports.save(REPORT, now)

    assert await reports.of(GUILD) == REPORT
    assert await reports.of(OTHER) is None
    assert await reports.awake(now - timedelta(seconds=1), 5) == []
    (awake,) = await reports.awake(now, 5)
    assert awake == Awake(REPORT, now)
    await reports.sleep(awake, now + timedelta(7))
    assert await reports.awake(now + timedelta(6), 5) == []
    # A clock that was ahead put it to sleep for too long.
    assert len(await reports.awake(now - timedelta(2), 5)) == 1


async def test_who_saves_a_report_meanwhile_is_not_overtaken(database: Database):
    reports, now = database.community.reports, clock_of(database).now()
    await reports.save(REPORT, now)
    (awake,) = await reports.awake(now, 5)
    await reports.save(replace(REPORT, channel_id=ChannelId(12)), now + timedelta(hours=1))

    await reports.sleep(awake, now + timedelta(7))

    (again,) = await reports.awake(now + timedelta(hours=1), 5)
    assert again.report.channel_id == 12


async def test_a_paused_report_sleeps_until_it_is_saved_again(database: Database):
    reports, now = database.community.reports, clock_of(database).now()
    await reports.save(REPORT, now)

    assert [await reports.pause(GUILD), await reports.pause(GUILD), await reports.pause(OTHER)] == [True, False, False]
    assert await reports.awake(now, 5) == []
    await reports.save(REPORT, now)
    assert len(await reports.awake(now, 5)) == 1
    assert [await reports.drop(GUILD), await reports.drop(GUILD)] == [True, False]
    assert await reports.awake(now, 5) == []


async def test_of_many_who_claim_a_report_one_does(database: Database):
    reports = database.community.reports
    claims = await asyncio.gather(*(reports.claim(GUILD, MONDAY) for _ in range(8)))

    (claim,) = [one for one in claims if isinstance(one, Claim)]
    assert claim.is_fresh
    assert claims.count(Taken.CLAIMED) == 7
    await reports.posted(claim, MessageId(5))
    assert await reports.claim(GUILD, MONDAY) is Taken.POSTED
    assert (await claimed(database, MONDAY + timedelta(7))).is_fresh


async def test_a_claim_that_ran_out_is_taken_over_and_tells_since_when_to_look(database: Database):
    first = await claimed(database)
    await expire_claims(database, first.since)

    second = await claimed(database)

    assert not second.is_fresh
    assert second.since < first.since
    assert await database.community.reports.claim(GUILD, MONDAY) is Taken.CLAIMED


async def expire_claims(database: Database, since: datetime) -> None:
    """Let a claim have been made longer ago: PostgreSQL has a clock of its own."""

    def make_old(connection: Connection) -> None:
        connection.execute(update(posted_report).values(claimed_at=since - CLAIMED_FOR - timedelta(seconds=1)))

    await database._engine.write(make_old)  # noqa: SLF001 - what no store does


async def test_posted_reports_are_forgotten_after_30_days(database: Database):
    claim = await claimed(database)
    await database.community.reports.posted(claim, MessageId(5))
    await expire_claims(database, clock_of(database).now() - KEPT_FOR)

    await database.ledger.expire()

    assert (await claimed(database)).is_fresh


async def test_the_trail_tells_what_was_done_of_some_kinds_the_newest_first(database: Database):
    for guild, action, subject in (
        (GUILD, "insights-void", "one"),
        (GUILD, "opened", "a bridge"),
        (OTHER, "insights-void", "theirs"),
        (GUILD, "insights-exclude", "two"),
    ):
        await database.trail.record(guild, UserId(7), action, subject)

    found = await database.trail.recent(GUILD, ["insights-void", "insights-exclude"], 5)

    assert [(one.action, one.subject, one.user_id) for one in found] == [
        ("insights-exclude", "two", 7),
        ("insights-void", "one", 7),
    ]
    assert found[0].at == clock_of(database).now()


async def test_newcomers_are_summed_up_by_day_and_early_is_48_hours_to_the_millisecond(database: Database):
    arrived = datetime(2026, 11, 18, 23, 59, 59, 999_000, tzinfo=UTC)
    after_midnight, limit = timedelta(milliseconds=1), timedelta(hours=48)
    newcomers = (
        (arrived, limit),
        (arrived, limit + timedelta(milliseconds=1)),
        (arrived, None),
        (arrived + after_midnight, timedelta(hours=1)),
    )
    columns = {"guild_id": GUILD, "channel_id": 5, "answered_by": None, "is_active_7": False, "is_active_30": False}
    rows = [
        columns
        | {
            "user_id": number,
            "first_id": first_id_at(at) + number,
            "crossed_by": None if wait is None else first_id_at(at + wait),
            "is_active_1": number % 2 == 0,
        }
        for number, (at, wait) in enumerate(newcomers)
    ]

    def arrive(connection: Connection) -> None:
        connection.execute(insert(arrival), rows)

    await database._engine.write(arrive)  # noqa: SLF001 - as it would take two days

    first, second = date(2026, 11, 18), date(2026, 11, 19)
    assert await database.community.contributions.arrivals([GUILD, OTHER], (first, second)) == {
        (first, True): Arrivals(1, {1: 1, 7: 0, 30: 0}),
        (first, False): Arrivals(2, {1: 1, 7: 0, 30: 0}),
        (second, True): Arrivals(1, {1: 0, 7: 0, 30: 0}),
    }
