"""The topic of the day through the real bot, at moved times, with the clock of everybody set forward."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.bridges.model import CONFIGURATION, Endpoint
from bot.clock import SystemClock
from bot.ids import ChannelId, GuildId
from bot.prompts.schedule import Schedule, SeatHours
from bot.storage.database import Database
from bot.translation.model import parse_language
from playground.server.faults.model import Fault, Kind
from playground.server.messages.model import Message
from playground.server.threads.model import Thread
from tests.e2e.harness import BOTH as BRIDGED
from tests.e2e.harness import Scene
from tests.e2e.moved import MovedTime
from tests.e2e.test_threads import spoken, texts

EVE = datetime(2027, 2, 5, 13, tzinfo=UTC)  # of the lunar new year
SECONDS, MINUTES, HOURS = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
BOTH = ("english", "中文")
MESSAGES = "/channels/{channel_id}/messages"


@pytest.fixture
def moved(here: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MovedTime:
    """Let it be two minutes before the topic's hour."""
    moved = MovedTime(tmp_path, monkeypatch)
    here.bot.moved = moved.file
    moved.move_to(EVE - 2 * MINUTES)
    return moved


async def scheduled(here: Scene, folder: Path, **seats: SeatHours) -> None:
    """Have the bridge asked at 13:00 UTC; *seats* are channels by their names."""
    guild_id, clock = GuildId(here.stage.guild.id), SystemClock()
    database = await Database.open(f"sqlite:///{folder / 'qiao.db'}", clock)
    ends = [Endpoint(guild_id, ChannelId(channel_id), parse_language(tag)) for channel_id, tag in BRIDGED.items()]
    await database.bridges.replace(CONFIGURATION, [("main", ends)])
    (bridge,) = await database.bridges.every()
    own = {ChannelId(here.stage.world.channel(name).id): hours for name, hours in seats.items()}
    await database.daily.schedules.save(Schedule(bridge.id, seats=own), EVE)
    await database.close()


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
    await scheduled(here, tmp_path)
    await here.bot.start()
    assert [*topics(here, "english"), *topics(here, "中文")] == []
    moved.move_to(EVE - SECONDS)
    english, chinese = await asked(here, *BOTH)
    assert english.content.startswith("### Topic of the day\n")
    assert chinese.content.startswith("### 每日话题\n")
    await spoken(here, "dana", thread_of(here, english), "Red socks, both of them")
    await here.until_true(lambda: texts(thread_of(here, chinese)) == ["[zh-CN] Red socks, both of them"])
    await spoken(here, "yating", thread_of(here, chinese), "新毛衣")
    await here.until_true(lambda: texts(thread_of(here, english)) == ["[en] 新毛衣"])
    assert texts(thread_of(here, chinese)) == ["[zh-CN] Red socks, both of them"]
    assert len(here.stage.guild.threads) == 2


async def test_what_is_answered_before_the_other_side_is_asked_waits_for_its_thread(
    here: Scene, moved: MovedTime, tmp_path: Path
):
    await scheduled(here, tmp_path, 中文=SeatHours("Asia/Taipei", at=time(23, 30)))  # 15:30 UTC
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
    await scheduled(here, tmp_path)
    await here.bot.start()
    await here.until_true(lambda: all(here.stage.world.channel(one).history for one in BOTH))  # their notices
    broken = here.server.faults.add(Fault(kind, "POST", MESSAGES, seconds=1.0))
    moved.move_to(EVE)
    await here.until_true(lambda: broken.hits == 1)
    assert broken.hits == 1
    assert not any(topics(here, one) for one in BOTH)
    await here.bot.kill()
    moved.move_to(EVE + 5 * MINUTES)
    await here.bot.start()
    await asked(here, *BOTH)
    moved.move_to(EVE + 10 * MINUTES)
    await asked(here, *BOTH)
