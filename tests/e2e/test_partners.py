"""Language partners through the real bot, in three languages, with the clock of everybody set forward by weeks."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.i18n.catalog import Locale
from playground.server.components.reader import every
from playground.server.faults.model import Fault, Kind
from playground.server.interactions.gestures import Value
from playground.server.messages.model import Message
from playground.server.threads.model import Thread
from tests.e2e.commanding import Client, client_of
from tests.e2e.harness import PATIENCE_SECONDS, Scene
from tests.e2e.moved import MovedTime
from tests.e2e.test_commands import said
from tests.e2e.test_threads import spoken, texts

MONDAY = datetime(2027, 2, 8, 12, tzinfo=UTC)
MINUTES, DAYS = timedelta(minutes=1), timedelta(days=1)
WEEK = 7 * DAYS
NAMES = {"english": "English", "中文": "中文"}


@pytest.fixture
def moved(here: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MovedTime:
    """Let it be the Sunday before partners are brought together."""
    moved = MovedTime(tmp_path, monkeypatch)
    here.bot.moved = moved.file
    moved.move_to(MONDAY - DAYS)
    return moved


async def joined(here: Scene, handle: str, channel: str, *, interests: Sequence[str] = ("food",)) -> Message:
    """Fill the form in, and return the answer."""
    client = await client_of(here, handle, channel)
    form = await client.open("partner join")
    filled: dict[str, Value | list[Value]] = {
        "partner-side": [str(client.channel.id)],
        "partner-level": ["some"],
        "partner-interests": list(interests),
        "partner-parts": ["4"],
        "partner-clock": ["12" if channel == "english" else "20"],
    }
    sent = await client.send(form, **filled)
    assert sent.response is not None
    return sent.response


def private(here: Scene, channel: str) -> list[Thread]:
    """Return the private threads under a channel that were not closed."""
    under = [one for one in here.stage.guild.threads.values() if one.parent is here.stage.world.channel(channel)]
    return [one for one in under if one.is_private and not one.archived]


def own(thread: Thread, mark: str) -> list[Message]:
    """Return what the bot itself said in a thread, with a button of some kind."""
    return [one for one in thread.history if one.webhook_id is None and mark in str(one.components)]


def label(message: Message, mark: str) -> str:
    return next(str(one["label"]) for one in every(message.components) if mark in str(one.get("custom_id")))


async def left_over(client: Client) -> None:
    """Wait until a member reads that nobody was left for them."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            if said("en-US", "partner-you-wait") in (await client.run("partner show")).content:
                break
            await asyncio.sleep(0.5)


async def paired(here: Scene, moved: MovedTime, at: datetime = MONDAY) -> tuple[Thread, Thread]:
    """Let the week come, and return the threads of the only pair."""
    moved.move_to(at)

    def stand() -> bool:
        both = private(here, "english") + private(here, "中文")
        return len(both) == 2 and all(own(one, "partner-block") for one in both)

    await here.until_true(stand)
    (english,), (chinese,) = private(here, "english"), private(here, "中文")
    return english, chinese


async def test_two_meet_in_private_threads_of_their_own_each_in_their_language(here: Scene, moved: MovedTime):
    await here.bot.start()
    answer = await joined(here, "dana", "english", interests=("food", "pets"))
    assert answer.content == said("en-US", "partner-joined", at=int(MONDAY.timestamp()))
    await joined(here, "xiaoman", "中文", interests=("pets", "work"))
    english, chinese = await paired(here, moved)
    dana, xiaoman = (here.stage.world.member(handle) for handle in ("dana", "xiaoman"))
    assert dana.id in english.participants
    assert xiaoman.id not in english.participants
    assert xiaoman.id in chinese.participants
    assert not english.invitable
    (here_said,), (there_said,) = own(english, "partner-block"), own(chinese, "partner-block")
    welcome = said("en-US", "partner-welcome", member=f"<@{dana.id}>", name="小满", tongue="zh")
    assert here_said.content.startswith(welcome)
    assert said("en-US", "partner-shared-interests", interests=said("en-US", "daily-theme-pets")) in here_said.content
    assert said("en-US", "partner-shared-hours", hours="16:00–20:00") not in here_said.content  # 8 hours between them
    assert [one.id for one in here_said.mentions] == [dana.id]
    assert said("zh-CN", "partner-shared-interests", interests=said("zh-CN", "daily-theme-pets")) in there_said.content
    await spoken(here, "dana", english, "My cat sleeps all day")
    await here.until_true(lambda: texts(chinese) == ["[zh-CN] My cat sleeps all day"])
    await spoken(here, "xiaoman", chinese, "我家的狗也是")
    await here.until_true(lambda: texts(english) == ["[en] 我家的狗也是"])
    assert here.texts("english") == here.texts("中文") == []
    assert len(here.stage.guild.threads) == 2
    assert "cat" not in "\n".join(here.bot.output)


async def test_no_other_private_thread_ever_crosses(here: Scene, moved: MovedTime):
    await here.bot.start()
    await joined(here, "dana", "english")
    await joined(here, "xiaoman", "中文")
    english, chinese = await paired(here, moved)
    told = await here.ask(
        "graham", "POST", f"/channels/{english.parent.id}/threads", {"name": "Between us", "type": 12}
    )
    secret = here.stage.guild.threads[int(told["id"])]
    here.stage.guild.threads[secret.id].participants[here.stage.bot.id] = english.participants[here.stage.bot.id]
    await spoken(here, "graham", secret, "A secret")
    await spoken(here, "dana", english, "Said after it")
    await here.until_true(lambda: texts(chinese) == ["[zh-CN] Said after it"])
    await here.bot.kill()
    await spoken(here, "graham", secret, "Another secret")
    await spoken(here, "dana", english, "While the bot was away")
    await here.bot.start()
    await here.until_true(lambda: len(texts(chinese)) == 2)
    assert texts(chinese) == ["[zh-CN] Said after it", "[zh-CN] While the bot was away"]
    assert here.texts("中文") == []
    assert len(here.stage.guild.threads) == 3


@pytest.mark.parametrize(
    ("locale", "handle", "channel"),
    [("en-US", "dana", "english"), ("zh-CN", "weijie", "中文"), ("zh-TW", "yating", "中文")],
)
async def test_a_member_sees_how_things_stand_skips_and_leaves(
    here: Scene, moved: MovedTime, locale: Locale, handle: str, channel: str
):
    await here.bot.start()
    client = await client_of(here, handle, channel)
    assert (await client.run("partner show")).content == said(locale, "partner-not-joined")
    assert (await client.run("partner skip")).content == said(locale, "partner-not-joined")
    form = await client.open("partner join")
    assert form.modal is not None
    assert form.modal["title"] == said(locale, "partner-form")
    answer = await joined(here, handle, channel)
    assert answer.content == said(locale, "partner-joined", at=int(MONDAY.timestamp()))
    lines = (await client.run("partner show")).content.split("\n")
    assert lines[-1] == said(locale, "partner-you-next", at=int(MONDAY.timestamp()))
    skipped = await client.run("partner skip")
    assert skipped.content == said(locale, "partner-skipped", at=int(MONDAY.timestamp()))
    assert (await client.run("partner show")).content.endswith(
        said(locale, "partner-you-skip", at=int(MONDAY.timestamp()))
    )
    assert (await client.run("partner block")).content == said(locale, "error-no-partner-yet")
    assert (await client.run("partner leave")).content == said(locale, "partner-left")
    assert (await client.run("partner leave")).content == said(locale, "partner-not-joined")


async def test_who_skips_or_takes_no_part_has_no_partner_that_week_and_who_is_left_over_is_next(
    here: Scene, moved: MovedTime
):
    await here.bot.start()
    for handle in ("dana", "graham"):
        await joined(here, handle, "english")
    for handle in ("xiaoman", "weijie"):
        await joined(here, handle, "中文")
    await (await client_of(here, "xiaoman", "中文")).run("partner skip")
    weijie = await client_of(here, "weijie", "中文")
    await weijie.press(await weijie.run("privacy"), said("zh-CN", "privacy-leave"))
    moved.move_to(MONDAY)
    dana = await client_of(here, "dana", "english")
    await left_over(dana)
    assert not private(here, "english") + private(here, "中文")
    english, chinese = await paired(here, moved, MONDAY + WEEK)
    assert here.stage.world.member("xiaoman").id in chinese.participants
    assert len(english.participants) == 2


async def test_after_a_week_both_are_asked_whether_they_met_and_nobody_reads_the_others_answer(
    here: Scene, moved: MovedTime
):
    await here.bot.start()
    await joined(here, "dana", "english")
    await joined(here, "yating", "中文")
    english, chinese = await paired(here, moved)
    await (await client_of(here, "dana", "english")).run("partner skip")
    moved.move_to(MONDAY + WEEK + MINUTES)
    await here.until_true(lambda: bool(own(english, "partner-met") and own(chinese, "partner-met")))
    (asked,), (there,) = own(english, "partner-met"), own(chinese, "partner-met")
    assert asked.content == said("en-US", "partner-met")
    dana = Client(here, here.stage.world.member("dana"), english)
    yating = Client(here, here.stage.world.member("yating"), chinese)
    assert (await dana.press(asked, said("en-US", "partner-met-yes"))).content == said("en-US", "partner-thanks")
    unmet = await yating.press(there, label(there, "partner-unmet"))
    assert unmet.content == said("zh-TW", "partner-thanks-unmet")
    shown = (await dana.run("partner show")).content
    assert said("en-US", "partner-you-had", count=1, met=1) in shown
    assert len(english.history) == len(chinese.history)
    await spoken(here, "dana", english, "Let us go on")
    await here.until_true(lambda: texts(chinese) == ["[zh-CN] Let us go on"])
    moved.move_to(MONDAY + WEEK + DAYS)
    await here.bot.kill()
    await here.bot.start()
    assert len(own(english, "partner-met")) == 1


@pytest.mark.parametrize("by_button", [True, False])
async def test_who_blocks_is_parted_at_once_and_for_good_and_the_other_is_not_told_why(
    here: Scene, moved: MovedTime, by_button: bool
):
    await here.bot.start()
    await joined(here, "dana", "english")
    await joined(here, "xiaoman", "中文")
    english, chinese = await paired(here, moved)
    xiaoman = Client(here, here.stage.world.member("xiaoman"), chinese)
    (welcome,) = own(chinese, "partner-block")
    if by_button:
        question = await xiaoman.press(welcome, said("zh-CN", "partner-button-block"))
    else:
        question = await xiaoman.run("partner block")
    done = await xiaoman.press(question, said("zh-CN", "partner-block-button"))
    assert done.content == said("zh-CN", "partner-blocked")
    await spoken(here, "dana", english, "Are you there?")
    await here.until_true(lambda: english.archived and chinese.archived)
    last = [one.content for one in english.history if one.webhook_id is None][-1]
    assert last == said("en-US", "partner-over")
    assert texts(chinese) == []
    await (await client_of(here, "xiaoman", "中文")).run("partner leave")
    await joined(here, "xiaoman", "中文")
    dana = await client_of(here, "dana", "english")
    moved.move_to(MONDAY + WEEK)
    await left_over(dana)
    assert not private(here, "english") + private(here, "中文")


async def test_who_has_their_data_erased_leaves_nothing_and_no_thread_that_crosses(here: Scene, moved: MovedTime):
    await here.bot.start()
    await joined(here, "dana", "english")
    await joined(here, "xiaoman", "中文")
    english, chinese = await paired(here, moved)
    await spoken(here, "dana", english, "My cat sleeps all day")
    await here.until_true(lambda: len(texts(chinese)) == 1)
    dana = await client_of(here, "dana", "english")
    question = await dana.press(await dana.run("privacy"), said("en-US", "privacy-erase"))
    await dana.press(question, said("en-US", "erase-button"))
    await here.until_true(lambda: texts(chinese) == [] and english.archived and chinese.archived)
    assert (await dana.run("partner show")).content == said("en-US", "partner-not-joined")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/channels/{channel_id}/threads"),
        ("PUT", "/channels/{channel_id}/thread-members/{user_id}"),
        ("POST", "/channels/{channel_id}/messages"),
    ],
)
@pytest.mark.parametrize("kind", [Kind.RESET_BEFORE, Kind.DELAY])
async def test_who_is_killed_between_claim_and_record_leaves_each_of_a_pair_one_thread(
    here: Scene, moved: MovedTime, method: str, path: str, kind: Kind
):
    await here.bot.start()
    await joined(here, "dana", "english")
    await joined(here, "xiaoman", "中文")
    broken = here.server.faults.add(Fault(kind, method, path, seconds=1.0))
    moved.move_to(MONDAY)
    await here.until_true(lambda: broken.hits >= 1)
    await here.bot.kill()
    here.server.faults.clear()
    moved.move_to(MONDAY + 5 * MINUTES)
    await here.bot.start()
    english, chinese = await paired(here, moved, MONDAY + 6 * MINUTES)
    moved.move_to(MONDAY + 20 * MINUTES)
    await spoken(here, "dana", english, "My cat sleeps all day")
    await here.until_true(lambda: texts(chinese) == ["[zh-CN] My cat sleeps all day"])
    assert len(here.stage.guild.threads) == 2
    assert len(own(english, "partner-block")) == len(own(chinese, "partner-block")) == 1
