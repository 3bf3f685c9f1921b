"""What admins see and decide about participation, through the real bot: three locales, and a report at moved times."""

import csv
import io
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.bridges.model import CONFIGURATION, Endpoint
from bot.clock import SystemClock
from bot.i18n.catalog import Locale
from bot.ids import ChannelId, GuildId
from bot.participation.goals import week_of
from bot.participation.reports import Report
from bot.pictures.hand import can_show_chinese
from bot.storage.database import Database
from bot.translation.model import parse_language
from playground.server.faults.model import Fault, Kind
from playground.server.guilds.model import Role
from playground.server.messages.model import Message
from playground.server.rest.refusals import Refusal
from tests.e2e.commanding import client_of
from tests.e2e.harness import BOTH, Scene
from tests.e2e.moved import MovedTime
from tests.e2e.test_commands import ADMINS, said
from tests.e2e.test_participation import across, counting, id_of, rows, until_counted
from tests.e2e.test_reactions import react
from tests.e2e.test_replies import answered, link

PAGES = ("overview", "meeting", "newcomers", "topics")
MONDAY = datetime(2027, 3, 8, 13, tzinfo=UTC)
MINUTES, HOURS = timedelta(minutes=1), timedelta(hours=1)
MESSAGES = "/channels/{channel_id}/messages"
ROLE_ID = 1242166908455878999


async def lived_in(here: Scene, today: date, report: Report | None = None, due_at: datetime = MONDAY) -> None:
    """Let a bridge have four weeks behind it, up to *today*."""
    guild_id = here.stage.guild.id
    database = await Database.open(f"sqlite:///{here.bot.directory / 'qiao.db'}", SystemClock())
    ends = [Endpoint(GuildId(guild_id), ChannelId(channel), parse_language(tag)) for channel, tag in BOTH.items()]
    await database.bridges.replace(CONFIGURATION, [("main", ends)])
    if report is not None:
        await database.community.reports.save(report, due_at)
    await database.close()
    with closing(sqlite3.connect(here.bot.directory / "qiao.db")) as connection, connection:
        for number in range(4):
            week = week_of(today) - timedelta(7 * number)
            day, key = week.isoformat(), (guild_id, week.isoformat())
            for tongue, people in (("en", 7 + number), ("zh", 4 + number)):
                connection.execute("INSERT INTO tongue_week VALUES (?, ?, ?, ?)", (*key, tongue, people))
            for one, other, count in (("en", "", 12), ("zh", "", 8), ("en", "zh", 3), ("zh", "en", 6), ("en", "en", 4)):
                connection.execute("INSERT INTO talk_day VALUES (?, ?, ?, ?, ?)", (guild_id, day, one, other, count))
            waits = " ".join(["2"] * 15)
            connection.execute("INSERT INTO meeting_day VALUES (?, ?, ?, ?, ?, ?, ?)", (*key, 9, 6, 8, 2, waits))
            for is_early in (0, 1):
                connection.execute("INSERT INTO arrival_day VALUES (?, ?, ?, ?, ?, ?, ?)", (*key, is_early, 6, 3, 2, 1))


def reports(here: Scene, channel: str = "mods-管理") -> Sequence[Message]:
    return [one for one in here.stage.world.channel(channel).history if "insights-report" in str(one.components)]


def data_of(here: Scene, message: Message) -> bytes:
    (file,) = message.attachments
    found = here.stage.world.attachments.get(file.path, file.id)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(("locale", "handle"), ADMINS.items())
async def test_an_admin_turns_the_pages_and_takes_the_numbers_along(here: Scene, locale: Locale, handle: str):
    today = SystemClock().now().date()
    await lived_in(here, today)
    await here.bot.start()
    admin = await client_of(here, handle, is_admin=True)
    shown = await admin.run("insights show", weeks=4)
    assert said(locale, "insights-people") in shown.content
    assert said(locale, "insights-people.about") in shown.content
    for page, measure in zip(PAGES[1:], ("mixing", "retention", ""), strict=True):
        shown = await admin.press(shown, said(locale, f"insights-page-{page}"))
        about = said(locale, f"insights-{measure}.about") if measure else said(locale, "insights-no-topics")
        assert about in shown.content
    shown = await admin.press(shown, said(locale, "insights-page-overview"))
    if can_show_chinese():
        await here.until_true(lambda: bool(shown.attachments))
        assert data_of(here, shown).startswith(b"\x89PNG")
    file = await admin.press(shown, said(locale, "insights-as-file"))
    assert file.content == said(locale, "insights-file")
    found = list(csv.DictReader(io.StringIO(data_of(here, file).decode("utf-8-sig"))))
    assert [(row["people_en"], row["people_zh"]) for row in found] == [("10", "7"), ("9", "6"), ("8", "5"), ("7", "")]
    assert {row["reciprocity"] for row in found} == {"0.6667"}
    exported = await admin.run("insights export", weeks=12)
    assert data_of(here, exported).count(b"\r\n") == 13


async def test_with_nothing_to_tell_every_page_says_so_and_nothing_is_drawn(here: Scene):
    await here.bot.start()
    admin = await client_of(here, "morgan")
    shown = await admin.run("insights show")
    for page in (*PAGES[1:], PAGES[0]):
        shown = await admin.press(shown, said("en-US", f"insights-page-{page}"))
        assert not re.search(r"\bnan\b|\binf\b", shown.content, re.IGNORECASE)
    assert "too few to tell" in shown.content
    assert not shown.attachments


async def test_who_does_not_manage_the_guild_is_not_offered_them(here: Scene):
    """Who is let use them all the same is refused, as the button under a report shows."""
    await here.bot.start()
    dana = await client_of(here, "dana")
    with pytest.raises(Refusal):
        await dana.run("insights show")


@pytest.mark.parametrize(("locale", "handle"), ADMINS.items())
async def test_a_voided_message_counts_no_more(here: Scene, locale: Locale, handle: str):
    await here.bot.start()
    _, copy = await across(here)
    reply = await answered(here, "xiaoman", copy, "我带了自己包的饺子")
    await until_counted(here, lambda: counting(here) == {("across", id_of(here, "xiaoman"))})
    admin = await client_of(here, handle, is_admin=True)
    told = await admin.run("insights void", message=link(here, reply))
    assert told.content == said(locale, "insights-voided", count=1)
    assert counting(here) == set()
    refused = await admin.run("insights void", message="https://discord.com/channels/1/2/3")
    assert refused.content == said(locale, "error-message-unknown")
    shown = await admin.run("insights log")
    assert said(locale, "insights-log") in shown.content
    assert link(here, reply) in shown.content
    assert f"<@{admin.user.id}>" in shown.content


async def test_what_is_excluded_is_not_counted_and_counts_again_after_a_restart(here: Scene):
    world = here.stage.world
    role = here.stage.guild.roles[ROLE_ID] = Role(ROLE_ID, "Teachers", 0, position=1)
    world.seat(here.stage.guild, world.member("weijie"), (ROLE_ID,))
    await here.bot.start()
    admin = await client_of(here, "morgan")
    told = await admin.run("insights exclude add", role=role)
    assert f"<@&{ROLE_ID}>" in told.content
    _, copy = await across(here)
    await answered(here, "weijie", copy, "我带了自己包的饺子")
    react(here, "weijie", copy, "👍")
    await answered(here, "xiaoman", copy, "我家的猫也想吃烤肉")
    await until_counted(here, lambda: counting(here) == {("across", id_of(here, "xiaoman"))})
    await admin.run("insights exclude add", channel=world.channel("中文"))
    await here.bot.stop()
    await here.bot.start()
    assert f"<#{world.channel('中文').id}>" in (await admin.run("insights exclude list")).content
    left_out = await answered(here, "yating", copy, "明天我要帶蛋糕過去給大家吃")
    await until_counted(here, lambda: rows(here, f"SELECT 1 FROM counted_upto WHERE message_id >= {left_out.id}") != [])
    await admin.run("insights exclude remove", role=role, channel=world.channel("中文"))
    await answered(here, "weijie", copy, "后天的早市一起去逛逛吧")
    both = {("across", id_of(here, "xiaoman")), ("across", id_of(here, "weijie"))}
    await until_counted(here, lambda: counting(here) == both)


@pytest.fixture
def moved(here: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MovedTime:
    moved = MovedTime(tmp_path, monkeypatch)
    here.bot.moved = moved.file
    moved.move_to(MONDAY - HOURS)
    return moved


def report_of(here: Scene, channel: str = "mods-管理") -> Report:
    return Report(GuildId(here.stage.guild.id), ChannelId(here.stage.world.channel(channel).id))


async def test_the_report_comes_on_monday_once_in_both_languages(here: Scene, moved: MovedTime):
    await lived_in(here, MONDAY.date())
    await here.bot.start()
    admin = await client_of(here, "morgan")
    begun = await admin.run("insights report", channel=here.stage.world.channel("mods-管理"))
    assert str(int(MONDAY.timestamp())) in begun.content
    moved.move_to(MONDAY)
    await here.until_true(lambda: len(reports(here)) == 1)
    (report,) = reports(here)
    assert "The week of Mar 1 in numbers" in report.content
    assert "English 8 · Chinese 5" in report.content
    assert "3月1日那一周的数据" in report.content
    if can_show_chinese():
        await here.until_true(lambda: bool(report.attachments))
    moved.move_to(MONDAY + 5 * HOURS)
    await here.bot.stop()
    await here.bot.start()
    opened = await admin.press(report, said("en-US", "insights-report-more"))
    assert said("en-US", "insights-people.about") in opened.content
    dana = await client_of(here, "dana")
    refused = await dana.press(report, said("en-US", "insights-report-more"))
    assert refused.content == said("en-US", "error-not-allowed")
    await admin.run("insights report", state="off")
    moved.move_to(MONDAY + timedelta(7))
    await here.until_true(lambda: rows(here, "SELECT 1 FROM insight_report") == [])
    assert len(reports(here)) == 1


@pytest.mark.parametrize("kind", [Kind.RESET_BEFORE, Kind.RESET_AFTER])
async def test_who_is_killed_while_posting_leaves_one_report(here: Scene, moved: MovedTime, kind: Kind):
    await lived_in(here, MONDAY.date(), report_of(here))
    await here.bot.start()
    broken = here.server.faults.add(Fault(kind, "POST", MESSAGES))
    moved.move_to(MONDAY)
    await here.until_true(lambda: broken.hits >= 1)
    await here.bot.kill()
    moved.move_to(MONDAY + 5 * MINUTES)
    await here.bot.start()
    await here.until_true(lambda: rows(here, "SELECT 1 FROM posted_report WHERE message_id > 0") != [])
    assert len(reports(here)) == 1


async def test_a_report_whose_channel_is_gone_pauses_and_says_so(here: Scene, moved: MovedTime):
    await lived_in(here, MONDAY.date(), report_of(here, "welcome-欢迎"))
    await here.bot.start()
    await here.ask("morgan", "DELETE", f"/channels/{here.stage.world.channel('welcome-欢迎').id}")
    moved.move_to(MONDAY)
    await here.until_true(lambda: rows(here, "SELECT is_paused FROM insight_report") == [(1,)])
    admin = await client_of(here, "morgan")
    assert "paused by itself" in (await admin.run("insights log")).content
