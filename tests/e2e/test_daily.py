"""The topic of the day through the real bot, at moved times, with the clock of everybody set forward."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from playground.server.faults.model import Fault, Kind
from playground.server.messages.model import Message
from playground.server.threads.model import Thread
from tests.e2e.harness import Scene
from tests.e2e.moved import MovedTime
from tests.e2e.test_threads import spoken, texts

EVE = datetime(2027, 2, 5, 13, tzinfo=UTC)  # of the lunar new year
SECONDS, MINUTES, HOURS = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
BOTH = ("english", "中文")
MESSAGES = "/channels/{channel}/messages"


@pytest.fixture
async def moved(here: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MovedTime:
    """Let it be two minutes before the topic's hour, with a bot that was there before."""
    time = MovedTime(tmp_path, monkeypatch)
    here.bot.environment = time.environment
    time.move_to(EVE - 2 * MINUTES)
    await here.bot.start()
    await here.bot.stop()
    return time


def scheduled(folder: Path, *seats: str) -> None:
    """Have the bridge asked at 13:00 UTC, as `/daily setup` does; *seats* are rows of channels with an own hour."""
    columns = "1, 780, 'UTC', '0123456', 36, '2027-01-01', 1, '', 'us cn tw', 0, NULL, 0"
    with closing(sqlite3.connect(folder / "qiao.db")) as database:
        database.execute(f"INSERT INTO daily_schedule VALUES ({columns}, '2027-02-05 13:00:00.000000')")
        for seat in seats:
            database.execute(f"INSERT INTO daily_seat VALUES ({seat})")
        database.commit()


def topics(here: Scene, channel: str) -> Sequence[Message]:
    history = here.stage.world.channel(channel).history
    return [one for one in history if one.webhook_id is None and "daily-answer" in str(one.components)]


def thread_of(here: Scene, topic: Message) -> Thread:
    return here.stage.guild.threads[topic.id]


async def asked(here: Scene, *channels: str) -> list[Message]:
    """Wait until each of *channels* has one topic with its thread, and return these."""
    threads = here.stage.guild.threads
    await here.until_true(lambda: all(topics(here, one) and topics(here, one)[0].id in threads for one in channels))
    found = [topic for channel in channels for topic in topics(here, channel)]
    assert len(found) == len(channels), "\n".join(here.bot.output[-20:])
    return found


async def test_both_sides_are_asked_at_the_hour_and_answer_each_other(here: Scene, moved: MovedTime, tmp_path: Path):
    scheduled(tmp_path)
    await here.bot.start()
    assert [*topics(here, "english"), *topics(here, "中文")] == []
    moved.move_to(EVE - SECONDS)
    english, chinese = await asked(here, *BOTH)
    assert english.content.startswith("### Topic of the day\n")
    assert chinese.content.startswith("### 每日话题\n")
    await spoken(here, "dana", thread_of(here, english), "Red socks, both of them")
    await here.until_true(lambda: texts(thread_of(here, chinese)) == ["[zh-CN] Red socks, both of them"])
    await spoken(here, "xiaolu", thread_of(here, chinese), "新毛衣")
    await here.until_true(lambda: texts(thread_of(here, english)) == ["[en] 新毛衣"])
    assert texts(thread_of(here, chinese)) == ["[zh-CN] Red socks, both of them"]
    assert len(here.stage.guild.threads) == 2


async def test_what_is_answered_before_the_other_side_is_asked_waits_for_its_thread(
    here: Scene, moved: MovedTime, tmp_path: Path
):
    chinese_id = here.stage.world.channel("中文").id
    scheduled(tmp_path, f"{chinese_id}, 1, 'Asia/Taipei', 1410, NULL")  # 23:30, which is 15:30 UTC
    await here.bot.start()
    moved.move_to(EVE)
    (english,) = await asked(here, "english")
    await spoken(here, "dana", thread_of(here, english), "Red socks, both of them")
    moved.move_to(EVE + 2 * HOURS + 30 * MINUTES)
    english, chinese = await asked(here, *BOTH)
    await here.until_true(lambda: texts(thread_of(here, chinese)) == ["[zh-CN] Red socks, both of them"])
    assert texts(thread_of(here, chinese)) == ["[zh-CN] Red socks, both of them"]
    assert f"/{english.id})" in chinese.content
    assert len(here.stage.guild.threads) == 2


@pytest.mark.parametrize("kind", [Kind.RESET_BEFORE, Kind.DELAY])
async def test_who_is_killed_between_claim_and_record_leaves_one_topic(
    here: Scene, moved: MovedTime, tmp_path: Path, kind: Kind
):
    scheduled(tmp_path)
    silent = here.server.faults.add(Fault(kind, "POST", MESSAGES, seconds=1.0))
    await here.bot.start()
    moved.move_to(EVE)
    await here.until_true(lambda: silent.hits == 1)
    await here.bot.kill()
    moved.move_to(EVE + 5 * MINUTES)
    await here.bot.start()
    await asked(here, *BOTH)
    moved.move_to(EVE + 10 * MINUTES)
    await asked(here, *BOTH)
