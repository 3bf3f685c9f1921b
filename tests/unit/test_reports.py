"""The weekly report is posted once, whatever happens between two steps; and what admins void and leave out."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

import pytest

from bot.bridges.model import Actor, Bridge, BridgeSettings, Endpoint, Owner
from bot.errors import ChannelGone, Forbidden, Unavailable, UserError
from bot.ids import ChannelId, GuildId, MessageId, UserId, first_id_at
from bot.participation.desk import InsightDesk
from bot.participation.errors import (
    CountedElsewhere,
    EverybodyExcluded,
    MessageUnknown,
    NoReport,
    ReportNeedsChannel,
)
from bot.participation.excluding import Excluded
from bot.participation.heard import Batch, Here, Said
from bot.participation.insights import Insight, Insights
from bot.participation.model import Kind
from bot.participation.ports import Subject
from bot.participation.reports import Report, Reports
from bot.prompts.counted import CountedTopics
from bot.storage.database import Database
from bot.translation.model import EN, ZH_HANS
from tests.asking import Killed
from tests.contributing import EN as ENGLISH
from tests.contributing import ZH as CHINESE
from tests.contributing import worded
from tests.fakes import StillClock

GUILD, FAR = GuildId(10), GuildId(20)
CHANNEL, THERE, MODS = ChannelId(11), ChannelId(21), ChannelId(13)
ADMIN: Final = Actor(GUILD, UserId(7))
MONDAY = datetime(2027, 3, 8, 13, tzinfo=UTC)
MINUTES, HOURS = timedelta(minutes=1), timedelta(hours=1)


@dataclass
class MemoryReportBoard:
    """Implements `ReportBoard`. What is in `before` and `after` is raised before or after a report stands."""

    clock: StillClock
    posted: list[tuple[ChannelId, date, MessageId]] = field(default_factory=list)
    illustrated: list[MessageId] = field(default_factory=list)
    before: BaseException | None = None
    after: BaseException | None = None
    unpainted: BaseException | None = None

    async def find(self, channel_id: ChannelId, monday: date, since: datetime) -> MessageId | None:
        for place, on, message_id in self.posted:
            if (place, on) == (channel_id, monday) and message_id >= first_id_at(since):
                return message_id
        return None

    async def post(self, report: Report, monday: date, insight: Insight) -> MessageId:
        assert insight.before(monday).monday == monday - timedelta(7)
        if self.before is not None:
            raise self.before
        message_id = MessageId(first_id_at(self.clock.now()) + len(self.posted))
        self.posted.append((report.channel_id, monday, message_id))
        if self.after is not None:
            raise self.after
        return message_id

    async def illustrate(self, report: Report, message_id: MessageId, insight: Insight) -> None:
        if self.unpainted is not None:
            raise self.unpainted
        self.illustrated.append(message_id)


@dataclass
class MemoryNoticeChannel:
    """Implements `NoticeChannel`."""

    told: list[tuple[ChannelId, str]] = field(default_factory=list)

    async def tell(self, channel_id: ChannelId, key: str, **fields: str | ChannelId) -> None:
        assert fields == {"channel": CHANNEL}
        self.told.append((channel_id, key))


@dataclass
class Reporting:
    """A guild with a bridge to another one, and what posts its reports."""

    clock: StillClock
    database: Database
    reports: Reports
    board: MemoryReportBoard
    moderators: MemoryNoticeChannel

    async def at(self, moment: datetime) -> None:
        self.clock.moment = moment
        await self.reports.look()

    @property
    def mondays(self) -> list[date]:
        return [monday for _, monday, _ in self.board.posted]


def reports_over(database: Database, clock: StillClock, bridges: Callable[[], tuple[Bridge, ...]]) -> Reporting:
    board, moderators, community = MemoryReportBoard(clock), MemoryNoticeChannel(), database.community
    insights = Insights(community.contributions, CountedTopics(database.daily.occasions, bridges), bridges, clock)
    reports = Reports(community.reports, board, insights, moderators, database.trail, bridges, clock)
    return Reporting(clock, database, reports, board, moderators)


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Reporting]:
    clock = StillClock(MONDAY - 2 * HOURS)
    database = await Database.open(f"sqlite:///{tmp_path / 'qiao.db'}", clock)
    ends = [Endpoint(GUILD, CHANNEL, EN), Endpoint(FAR, THERE, ZH_HANS)]
    await database.bridges.open(Owner(GUILD), "main", ends, BridgeSettings(MODS))
    bridges = await database.bridges.every()
    yield reports_over(database, clock, lambda: bridges)
    await database.close()


async def test_a_report_is_posted_each_monday_at_its_hour_however_often_is_looked(here: Reporting):
    report, due_at = await here.reports.begin(ADMIN, CHANNEL)
    assert (report.zone, due_at) == ("UTC", MONDAY)
    await here.at(MONDAY - MINUTES)
    assert here.mondays == []
    for minutes in range(0, 15 * 24 * 60, 180):
        await here.at(MONDAY + minutes * MINUTES)
    assert here.mondays == [MONDAY.date() + timedelta(7 * number) for number in range(3)]
    assert len(here.board.illustrated) == 3


async def test_who_turns_it_on_after_the_hour_waits_for_the_next_monday(here: Reporting):
    here.clock.moment = MONDAY + MINUTES
    await here.reports.begin(ADMIN, CHANNEL)
    await here.at(MONDAY + HOURS)
    assert here.mondays == []
    await here.at(MONDAY + timedelta(7))
    assert here.mondays == [date(2027, 3, 15)]


@pytest.mark.parametrize(("late", "is_posted"), [(23 * HOURS + 59 * MINUTES, True), (24 * HOURS, False)])
async def test_it_is_late_by_a_day_at_most(here: Reporting, late: timedelta, is_posted: bool):
    await here.reports.begin(ADMIN, CHANNEL)
    await here.at(MONDAY + late)
    assert here.mondays == ([MONDAY.date()] if is_posted else [])
    await here.at(MONDAY + timedelta(7))
    assert here.mondays[-1] == date(2027, 3, 15)


@pytest.mark.parametrize("has_posted", [True, False])
async def test_who_is_killed_while_posting_leaves_one_report(here: Reporting, has_posted: bool):
    await here.reports.begin(ADMIN, CHANNEL)
    setattr(here.board, "after" if has_posted else "before", Killed())
    with pytest.raises(BaseExceptionGroup):
        await here.at(MONDAY)
    here.board.before = here.board.after = None
    await here.at(MONDAY + MINUTES)
    assert len(here.mondays) == has_posted  # another process may be at it
    await here.at(MONDAY + 3 * MINUTES)
    await here.at(MONDAY + 6 * MINUTES)
    assert here.mondays == [MONDAY.date()]


async def test_where_discord_does_not_answer_it_is_tried_again(here: Reporting):
    await here.reports.begin(ADMIN, CHANNEL)
    here.board.before = Unavailable()
    await here.at(MONDAY)
    here.board.before = None
    await here.at(MONDAY + 3 * MINUTES)
    assert here.mondays == [MONDAY.date()]


async def test_without_a_picture_the_words_stand(here: Reporting):
    await here.reports.begin(ADMIN, CHANNEL)
    here.board.unpainted = Unavailable()
    await here.at(MONDAY)
    await here.at(MONDAY + 3 * MINUTES)
    assert here.mondays == [MONDAY.date()]


@pytest.mark.parametrize(
    ("error", "key"), [(ChannelGone(), "insights-report-channel-gone"), (Forbidden(), "insights-report-forbidden")]
)
async def test_a_channel_that_is_gone_pauses_it_and_moderators_are_told_once(
    here: Reporting, error: Exception, key: str
):
    await here.reports.begin(ADMIN, CHANNEL)
    here.board.before = error
    for minutes in range(0, 14 * 24 * 60, 60):
        await here.at(MONDAY + minutes * MINUTES)
    assert here.moderators.told == [(MODS, key)]
    assert (await here.reports.of(GUILD)).is_paused
    here.board.before = None
    await here.reports.begin(ADMIN, None)
    await here.at(MONDAY + timedelta(14))
    assert here.mondays == [date(2027, 3, 22)]


async def test_what_is_not_given_stays_as_it_was(here: Reporting):
    await here.reports.begin(ADMIN, CHANNEL, "Asia/Taipei", time(9))
    report, due_at = await here.reports.begin(ADMIN, None, at=time(10))
    assert (report.channel_id, report.zone, report.at) == (CHANNEL, "Asia/Taipei", time(10))
    assert due_at == datetime(2027, 3, 15, 2, tzinfo=UTC)


async def test_none_is_ended_that_never_was_and_none_begins_nowhere(here: Reporting):
    with pytest.raises(ReportNeedsChannel):
        await here.reports.begin(ADMIN, None)
    with pytest.raises(NoReport):
        await here.reports.end(ADMIN)
    await here.reports.begin(ADMIN, CHANNEL)
    await here.reports.end(ADMIN)
    await here.at(MONDAY)
    assert here.mondays == []


# --- what admins void and leave out


async def at_once() -> None:
    """What these tests say is remembered at once."""


@pytest.fixture
async def desk(here: Reporting) -> InsightDesk:
    community = here.database.community
    excluded = await Excluded.load(community.exclusions)
    return InsightDesk(community.contributions, excluded, here.database.trail, hasten=at_once)


def said(number: int, user: int, guild: GuildId, channel: ChannelId, *, to: MessageId | None = None) -> Said:
    message_id = MessageId(first_id_at(MONDAY - 3 * HOURS) + number)
    where = Here(UserId(user), guild, channel, ENGLISH if guild == GUILD else CHINESE)
    return Said(message_id, where, 0, worded(f"words of {number * 7919:x} that nobody else says"), to, None)


def link(message_id: int, guild: GuildId = GUILD, channel: ChannelId = CHANNEL) -> str:
    return f"https://discord.com/channels/{guild}/{channel}/{message_id}"


async def test_a_voided_message_counts_no_more_and_it_is_in_the_log(here: Reporting, desk: InsightDesk):
    store = here.database.community.contributions
    asked = said(1, 5, FAR, THERE)
    reply = said(2, 6, GUILD, CHANNEL, to=asked.message_id)
    await store.record(Batch([asked, reply]))
    await store.fold()
    days = (date(2027, 3, 1), date(2027, 3, 8))
    assert list((await store.of_member([GUILD], UserId(6), days)).values()) == [{Kind.REPLY_ACROSS: 1}]

    assert await desk.void(f"<{link(reply.message_id)}>", ADMIN) == 1
    assert await desk.void(link(reply.message_id), ADMIN) == 0

    await store.fold()
    assert not any((await store.of_member([GUILD], UserId(6), days)).values())
    assert [(one.action, one.subject) for one in await desk.log(GUILD)] == [
        ("insights-void", link(reply.message_id))
    ] * 2
    assert await desk.log(FAR) == []


async def test_no_admin_voids_what_was_written_in_another_guild(here: Reporting, desk: InsightDesk):
    """Nor by a link that names a channel of their own."""
    asked = said(1, 5, FAR, THERE)
    await here.database.community.contributions.record(Batch([asked]))
    with pytest.raises(CountedElsewhere):
        await desk.void(link(asked.message_id), ADMIN)
    with pytest.raises(MessageUnknown):
        await desk.void(link(asked.message_id, FAR, THERE), ADMIN)


@pytest.mark.parametrize("typed", ["hello", "1234", link(99), link(99).replace("discord.com", "example.com")])
async def test_what_is_no_link_to_a_known_message_is_refused(desk: InsightDesk, typed: str):
    with pytest.raises(UserError) as refused:
        await desk.void(typed, ADMIN)
    assert isinstance(refused.value, MessageUnknown)


async def test_everybody_is_not_excluded(desk: InsightDesk):
    with pytest.raises(EverybodyExcluded):
        await desk.exclude(Subject(GUILD, is_role=True), ADMIN)
    await desk.exclude(Subject(5, is_role=True), ADMIN)
    await desk.exclude(Subject(CHANNEL, is_role=False), ADMIN)
    await desk.include(Subject(CHANNEL, is_role=False), ADMIN)
    assert desk.excluded_in(GUILD) == [Subject(5, is_role=True)]
    assert [one.subject for one in await desk.log(GUILD)] == [str(CHANNEL), str(CHANNEL), "role 5"]
