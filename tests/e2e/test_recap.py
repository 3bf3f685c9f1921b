"""What becomes of answers to the topic of the day: the button, and the recap on both sides, through the real bot."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from playground.server.components.reader import every
from playground.server.interactions.model import State
from playground.server.messages.model import Message
from playground.server.threads.model import Thread
from tests.e2e.commanding import Client, reading, submitted
from tests.e2e.harness import Scene
from tests.e2e.moved import MovedTime
from tests.e2e.test_daily import BOTH, EVE, asked, scheduled, thread_of, topics
from tests.e2e.test_participation import counting
from tests.e2e.test_threads import spoken, texts

SECONDS, HOURS = timedelta(seconds=1), timedelta(hours=1)
WINDOW = 36 * HOURS


@pytest.fixture
def moved(here: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MovedTime:
    """Let it be an hour before the topic's hour."""
    moved = MovedTime(tmp_path, monkeypatch)
    here.bot.moved = moved.file
    moved.move_to(EVE - HOURS)
    return moved


def recaps(thread: Thread) -> Sequence[Message]:
    return [one for one in thread.history if "daily-all" in str(one.components)]


async def recapped(here: Scene, *threads: Thread) -> list[Message]:
    """Wait until each thread has a recap, and return these."""
    await here.until_true(lambda: all(recaps(one) for one in threads))
    found = [recap for thread in threads for recap in recaps(thread)]
    assert len(found) == len(threads), "\n".join(here.bot.output[-20:])
    return found


async def begun(here: Scene, moved: MovedTime, folder: Path) -> tuple[Thread, Thread]:
    """Have both sides asked, and return their threads."""
    await scheduled(here, folder)
    await here.bot.start()
    moved.move_to(EVE - SECONDS)
    english, chinese = await asked(here, *BOTH)
    return thread_of(here, english), thread_of(here, chinese)


async def answered(here: Scene, handle: str, topic: Message, text: str) -> Message:
    """Press the button under a topic, answer in the box, and return what its member is shown."""
    acts, member = here.stage.world.interactions, here.stage.world.member(handle)
    (button,) = [one for one in every(topic.components) if "custom_id" in one]
    await reading()
    pressed = acts.press(member, topic, button["custom_id"])
    assert await pressed.settle() is not State.FAILED, "\n".join(here.bot.output[-20:])
    assert pressed.modal is not None
    (field,) = [one["custom_id"] for one in every(pressed.modal["components"]) if "custom_id" in one]
    given = await submitted(Client(here, member, topic.channel), pressed, **{field: text})
    assert await given.settle() is not State.FAILED, "\n".join(here.bot.output[-20:])
    await here.until_true(lambda: bool(given.response and given.response.content and not given.is_loading))
    assert given.response is not None
    return given.response


async def test_both_sides_are_set_side_by_side_and_follow_what_becomes_of_what_they_show(
    here: Scene, moved: MovedTime, tmp_path: Path
):
    english, chinese = await begun(here, moved, tmp_path)
    red = await spoken(here, "dana", english, "Red socks, both of them, every year")
    await spoken(here, "weijie", chinese, "新毛衣，奶奶织的，每年一件")
    await here.until_true(lambda: len(texts(english)) == 1 and len(texts(chinese)) == 1)
    both = {("answer", here.stage.world.member(handle).id) for handle in ("dana", "weijie")}
    await here.until_true(lambda: counting(here) == both)
    moved.move_to(EVE + WINDOW)
    first, second = await recapped(here, english, chinese)
    assert "> Red socks, both of them, every year\n" in first.content
    assert "> [en] 新毛衣，奶奶织的，每年一件\n" in first.content
    assert "> [zh-CN] Red socks, both of them, every year\n" in second.content
    assert first.content.startswith("### Topic recap\n2 people answered: EN 1 · 中 1\n")
    assert second.content.startswith("### 话题回顾\n2 人参与：EN 1 · 中 1\n")
    await here.edit("dana", red, "Blue socks, both of them, every year")
    await here.until_true(lambda: "> Blue socks" in first.content and "> [zh-CN] Blue socks" in second.content)
    dana = Client(here, here.stage.world.member("dana"), english)
    everything = await dana.press(first, "See all")
    assert everything.content.startswith("**2 answers** · page 1 of 1\n**Dana · EN** [↗](<")
    assert "[en] 新毛衣，奶奶织的，每年一件" in everything.content
    weijie = Client(here, here.stage.world.member("weijie"), chinese)
    gone = await weijie.press(first, "Remove my quote")
    assert "gone" in gone.content or "不再引用" in gone.content
    await here.until_true(lambda: "毛衣" not in first.content + second.content)
    await here.delete("dana", red)
    await here.until_true(lambda: "socks" not in first.content + second.content)


async def test_an_answer_by_the_button_stands_as_its_member_s_and_is_theirs_to_take_back(
    here: Scene, moved: MovedTime, tmp_path: Path
):
    english, chinese = await begun(here, moved, tmp_path)
    (topic,) = topics(here, "english")
    shown = await answered(here, "dana", topic, "Red socks, both of them, every year")
    await here.until_true(lambda: texts(chinese) == ["[zh-CN] Red socks, both of them, every year"])
    (stands,) = [one for one in english.history if one.webhook_id is not None]
    dana = here.stage.world.member("dana")
    assert (stands.author["username"], stands.content) == (dana.global_name, "Red socks, both of them, every year")
    assert str(stands.id) in shown.content
    client = Client(here, dana, english)
    await client.press(shown, "Take it back")
    await here.until_true(lambda: texts(chinese) == [] and stands not in english.history)


async def test_who_is_killed_while_recaps_are_posted_leaves_one_in_each_channel(
    here: Scene, moved: MovedTime, tmp_path: Path
):
    english, chinese = await begun(here, moved, tmp_path)
    await spoken(here, "dana", english, "Red socks, both of them, every year")
    await here.until_true(lambda: len(texts(chinese)) == 1)
    moved.move_to(EVE + WINDOW)
    await here.until_true(lambda: bool(recaps(english)) or bool(recaps(chinese)))
    await here.bot.kill()
    moved.move_to(EVE + WINDOW + timedelta(minutes=5))
    await here.bot.start()
    await recapped(here, english, chinese)
    moved.move_to(EVE + WINDOW + timedelta(minutes=10))
    await recapped(here, english, chinese)
