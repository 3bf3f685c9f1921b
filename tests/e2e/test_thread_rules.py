"""What moderators and members decide holds within threads as in channels."""

from dataclasses import replace

from playground.cast import BOT_ROLE_ID
from playground.server.guilds import permissions
from playground.server.threads.model import Thread
from tests.e2e.commanding import client_of
from tests.e2e.harness import Scene
from tests.e2e.test_commands import joined, said
from tests.e2e.test_privacy import asked
from tests.e2e.test_threads import counterpart, opened, spoken, texts
from tests.e2e.test_word_list import MODERATORS, guarded, shown
from tests.vendors import Vendor


async def test_rules_deletions_and_erasing_hold_within_a_thread(unbridged: Scene):
    here = unbridged
    morgan = await guarded(here, "scam")
    thread = await opened(here, "graham", "english", "Cats")
    mine = await spoken(here, "dana", thread, "zyx one")
    scam = await spoken(here, "graham", thread, "a scam")
    copy = await counterpart(here)
    board = await shown(here, "a scam")
    assert texts(copy) == ["[zh-CN] zyx one"]
    await morgan.press(board, said("en-US", "held-do-cross"))
    await here.until_true(lambda: texts(copy) == ["[zh-CN] zyx one", "[zh-CN] a scam"])
    assert texts(copy) == ["[zh-CN] zyx one", "[zh-CN] a scam"]
    await here.bot.relays(2)
    xiaoman = replace(await client_of(here, "xiaoman", "中文"), channel=copy)
    first, second = (message for message in copy.history if message.webhook_id is not None)
    assert f"/{thread.id}/{mine.id}" in (await xiaoman.use_on("Original", first)).content
    await here.ask("morgan", "DELETE", f"/channels/{copy.id}/messages/{second.id}")
    told = here.stage.world.channel(MODERATORS).history
    await here.until_true(lambda: any(f"/{thread.id}/{scam.id}" in one.content for one in told))
    assert any(f"/{thread.id}/{scam.id}" in one.content for one in told)
    dana = await client_of(here, "dana", "english")
    done = await asked(dana)
    await here.until_true(lambda: "✅" in done.content)
    assert texts(copy) == []


async def change(here: Scene, thread: Thread, **settings: object) -> None:
    """Have the admin change a thread."""
    await here.ask("morgan", "PATCH", f"/channels/{thread.id}", settings)


async def test_what_is_edited_in_a_locked_thread_is_edited_in_its_counterpart_which_stays_locked(unbridged: Scene):
    here = unbridged
    await joined(await client_of(here, "morgan"))
    thread = await opened(here, "dana", "english", "Cats")
    mine = await spoken(here, "morgan", thread, "one")
    copy = await counterpart(here)
    await here.until_true(lambda: texts(copy) == ["[zh-CN] one"])
    await change(here, thread, locked=True)
    await here.until_true(lambda: copy.locked)
    await here.edit("morgan", mine, "uno")
    await here.until_true(lambda: texts(copy) == ["[zh-CN] uno"] and copy.locked)
    await spoken(here, "morgan", thread, "two")
    await here.until_true(lambda: texts(copy) == ["[zh-CN] uno", "[zh-CN] two"] and copy.locked)
    assert texts(copy) == ["[zh-CN] uno", "[zh-CN] two"]
    assert (copy.locked, thread.locked, copy.archived) == (True, True, False)


async def test_a_late_translation_reaches_a_thread_that_was_archived_meanwhile(unbridged: Scene, vendor: Vendor):
    here = unbridged
    await joined(await client_of(here, "morgan"))
    vendor.fault = "500"
    thread = await opened(here, "dana", "english", "Cats")
    await spoken(here, "dana", thread, "xyzzy")
    copy = await counterpart(here)
    await here.until_true(lambda: bool(texts(copy)))
    assert not texts(copy)[0].startswith("[zh-CN]")
    await change(here, thread, archived=True)
    await here.until_true(lambda: copy.archived)
    vendor.fault = None
    await here.until_true(lambda: texts(copy) == ["[zh-CN] xyzzy"] and copy.archived, 60)
    assert texts(copy) == ["[zh-CN] xyzzy"]
    assert (copy.archived, thread.archived) == (True, True)


async def test_what_may_not_be_changed_in_a_locked_thread_waits_and_moderators_are_told_what_helps(unbridged: Scene):
    here = unbridged
    morgan = await client_of(here, "morgan")
    await joined(morgan)
    thread = await opened(here, "dana", "english", "Cats")
    mine = await spoken(here, "dana", thread, "one")
    copy = await counterpart(here)
    await here.until_true(lambda: texts(copy) == ["[zh-CN] one"])
    here.stage.guild.roles[BOT_ROLE_ID].permissions &= ~permissions.MANAGE_THREADS
    await change(here, copy, locked=True)
    await here.edit("dana", mine, "uno")
    await spoken(here, "dana", thread, "two")
    told = here.stage.world.channel(MODERATORS).history
    notice = said("en-US", "fault-thread-shut", channel=f"<#{here.stage.world.channel('中文').id}>")
    await here.until_true(lambda: any(notice in one.content for one in told))
    here.say("dana", "english", "in the channel")
    await here.until("中文", ["[zh-CN] in the channel"])
    assert texts(copy) == ["[zh-CN] one"]
    assert sum(notice in one.content for one in told) == 1
    assert not any("⛔" in one.content for one in told)
    shown = (await morgan.run("status")).content
    assert said("en-US", "status-failure-thread-shut") in shown
    assert "⛔" not in shown + (await morgan.run("bridge list")).content
    await change(here, copy, locked=False)
    await here.until_true(lambda: texts(copy) == ["[zh-CN] uno", "[zh-CN] two"])
    assert texts(copy) == ["[zh-CN] uno", "[zh-CN] two"]


async def test_where_no_thread_can_be_opened_moderators_are_told_to_archive_some_and_the_next_word_brings_all(
    unbridged: Scene,
):
    here = unbridged
    await joined(await client_of(here, "morgan"))
    spare = await opened(here, "dana", "english", "An old one")
    here.stage.world.threads.starting.most_active = 2
    thread = await opened(here, "dana", "english", "Cats")
    await spoken(here, "dana", thread, "one")
    told = here.stage.world.channel(MODERATORS).history
    notice = said("en-US", "fault-threads-full", channel=f"<#{here.stage.world.channel('中文').id}>")
    await here.until_true(lambda: any(notice in one.content for one in told))
    here.say("dana", "english", "in the channel")
    await here.until("中文", ["[zh-CN] in the channel"])
    await spoken(here, "dana", thread, "two")
    assert not any("⛔" in one.content for one in told)
    await change(here, spare, archived=True)
    assert await here.bot.stop() == 0  # or five minutes go by
    await here.bot.start()
    await spoken(here, "dana", thread, "three")
    copy = await counterpart(here)
    every = ["[zh-CN] one", "[zh-CN] two", "[zh-CN] three"]
    await here.until_true(lambda: texts(copy) == every)
    assert texts(copy) == every
    assert sum(notice in one.content for one in told) == 1
