"""Seven days of topics through the real bot: two zones, a change of clocks, a festival, and what happens to people."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from playground.cast import MODERATORS
from playground.server.faults.model import Fault, Kind
from playground.server.messages.model import Message
from playground.server.snowflakes import moment_of
from tests.e2e.commanding import Client, client_of
from tests.e2e.harness import PATIENCE_SECONDS, Scene
from tests.e2e.moved import MovedTime
from tests.e2e.test_commands import said
from tests.e2e.test_daily import MESSAGES, asked, thread_of, topics
from tests.e2e.test_daily_commands import chosen, typed
from tests.e2e.test_suggestions import board
from tests.e2e.test_threads import spoken, texts

FRIDAY = datetime(2027, 3, 26, tzinfo=UTC)
"""On Sunday clocks are set forward in London, not in Taipei; and it is Easter."""

DAY, HOURS, MINUTES = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
QUESTION = "Which smell takes you straight back home?"


def at_one_in_london(day: int) -> datetime:
    """Return one o'clock in London on the so-manieth day from Friday."""
    return FRIDAY + day * DAY + (13 if day < 2 else 12) * HOURS


@pytest.fixture
def moved(here: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MovedTime:
    moved = MovedTime(tmp_path, monkeypatch)
    here.bot.moved = moved.file
    here.bot.configuration += f"notices = {MODERATORS.id}\n"
    moved.move_to(FRIDAY - DAY + 20 * HOURS)
    return moved


async def set_up(here: Scene, admin: Client) -> None:
    """Have #english asked at one in London, and #中文 at nine in the evening in Taipei."""
    shown = await admin.run("daily setup", bridge="main", zone="Europe/London")
    await admin.press(shown, said("en-US", "daily-button-channels"))
    chinese = here.stage.world.channel("中文")
    await chosen(admin, shown, said("en-US", "daily-menu-channel"), str(chinese.id))
    await typed(admin, shown, said("en-US", "daily-button-own-time"), time="21:00", zone="Asia/Taipei")
    await here.until_true(lambda: "21:00" in shown.content)
    await admin.press(shown, said("en-US", "daily-button-back"))
    done = await admin.press(shown, said("en-US", "daily-button-start"))
    assert done.content.startswith(said("en-US", "daily-started", when="")[:6])


async def suggested(here: Scene, member: Client, moderator: Client) -> None:
    """Have a member suggest a topic, and a moderator write it in Chinese, too, and accept it."""
    await member.send(await member.open("suggest"), **{"suggest-text": QUESTION})
    await here.until_true(lambda: "suggestion" in str(board(here).components))
    accepted = await moderator.press(board(here), said("en-US", "suggestion-do-accept"))
    assert accepted.content.endswith(said("en-US", "suggestion-accepted-by", member=f"<@{moderator.user.id}>"))


def recaps(here: Scene, topic: Message) -> Sequence[Message]:
    return [one for one in thread_of(here, topic).history if "daily-all" in str(one.components)]


async def days_asked(here: Scene, moved: MovedTime, days: Sequence[int]) -> None:
    """Let each of *days* come, and wait until both sides are asked."""
    for day in days:
        before = len(topics(here, "english")), len(topics(here, "中文"))
        moved.move_to(at_one_in_london(day) + MINUTES)
        await here.until_true(lambda: len(topics(here, "english")) == before[0] + 1)  # noqa: B023 - awaited at once
        moved.move_to(FRIDAY + day * DAY + 13 * HOURS + MINUTES)
        await here.until_true(lambda: len(topics(here, "中文")) == before[1] + 1)  # noqa: B023 - likewise


async def test_a_week_of_topics(here: Scene, moved: MovedTime):
    await here.bot.start()
    admin = await client_of(here, "morgan", is_admin=True)
    await set_up(here, admin)

    # Friday: both are asked, as it happens in the same minute, and answer.
    await days_asked(here, moved, [0])
    english, chinese = await asked(here, "english", "中文")
    for handle, words in (("dana", "Sweetcorn, always the sweetcorn"), ("graham", "Bread, just out of the oven")):
        await spoken(here, handle, thread_of(here, english), words)
    for handle, words in (("weijie", "刚出锅的油条，配咖啡"), ("xiaoman", "外婆做的红烧肉")):
        await spoken(here, handle, thread_of(here, chinese), words)
    await here.until_true(lambda: len(texts(thread_of(here, english))) == len(texts(thread_of(here, chinese))) == 2)

    # Saturday, with a kill between claim and post.
    moved.move_to(at_one_in_london(1) - MINUTES)
    slow = here.server.faults.add(Fault(Kind.DELAY, "POST", MESSAGES, seconds=1.0))
    moved.move_to(at_one_in_london(1))
    await here.until_true(lambda: slow.hits == 1)
    assert slow.hits == 1
    assert len(topics(here, "english")) == 1
    await here.bot.kill()
    moved.move_to(at_one_in_london(1) + 5 * MINUTES)
    await here.bot.start()
    await here.until_true(lambda: len(topics(here, "english")) == len(topics(here, "中文")) == 2)

    # Sunday is Easter, and London an hour earlier; Friday's recap stands on both sides.
    await days_asked(here, moved, [2])
    await here.until_true(lambda: len(recaps(here, english)) == len(recaps(here, chinese)) == 1)
    assert "Sweetcorn" in str(recaps(here, english)[0].embeds) + recaps(here, english)[0].content
    assert "外婆做的红烧肉" in str(recaps(here, chinese)[0].embeds) + recaps(here, chinese)[0].content

    # Monday is skipped; a member's suggestion comes on Tuesday, with their name.
    await admin.run("daily skip", bridge="main")
    await suggested(here, await client_of(here, "dana", "english"), admin)
    moved.move_to(FRIDAY + 3 * DAY + 20 * HOURS)
    await days_asked(here, moved, [4, 5, 6])
    dana = here.stage.world.member("dana")
    tuesday = topics(here, "english")[3]
    assert QUESTION in tuesday.content
    assert f"<@{dana.id}>" in tuesday.content

    # Six occasions, each once on each side, on its local date at its hour.
    days = [FRIDAY.date() + day * DAY for day in (0, 1, 2, 4, 5, 6)]
    assert [asked_on(one) for one in topics(here, "english")] == days
    assert [asked_on(one) for one in topics(here, "中文")] == days
    assert len({one.content for one in topics(here, "english")}) == len(days)
    assert sum("egg" in one.content for one in topics(here, "english")[:3]) == 1  # once, of the days around Easter
    async with asyncio.timeout(PATIENCE_SECONDS):  # the last threads are written down a moment after they are opened
        while True:
            history = await admin.run("daily history", bridge="main")
            if history.content.count("<#") >= 2 * len(days):
                break
            await asyncio.sleep(0.1)


def asked_on(topic: Message) -> date:
    """Return the date of the occasion: no topic comes near midnight, in London or in Taipei."""
    return moment_of(topic.id).date()
