"""The worst moments of a whole process: signals, lost rights, a token that is taken away."""

import asyncio
import signal

import pytest

from playground.cast import CHINESE, ENGLISH
from playground.server.faults.model import Fault, Kind
from playground.server.guilds.permissions import READ_MESSAGE_HISTORY, VIEW_CHANNEL
from tests.e2e.harness import Scene
from tests.vendors import Vendor

EXECUTE = "/webhooks/{webhook_id}/{webhook_token}"
MESSAGES = "/channels/{channel_id}/messages"
ME = "/users/@me"


async def stopped(here: Scene, *pauses: float) -> int:
    """Send SIGTERM, and again after each of *pauses*; return the exit code."""
    process = here.bot.process
    assert process is not None
    for pause in pauses:
        process.send_signal(signal.SIGTERM)
        await asyncio.sleep(pause)
    return await here.bot.stop()


async def test_a_signal_while_a_message_is_being_posted_neither_loses_nor_doubles_it(here: Scene):
    await here.bot.start()
    here.say("dana", "english", "before")
    await here.until("中文", ["[zh-CN] before"])
    here.server.faults.add(Fault(Kind.DELAY, "POST", EXECUTE, seconds=1.0))
    here.say("dana", "english", "in flight")
    here.say("dana", "english", "behind")
    await asyncio.sleep(0.3)
    assert await stopped(here) == 0
    await here.bot.start()
    await here.until("中文", ["[zh-CN] before", "[zh-CN] in flight", "[zh-CN] behind"])


async def test_what_cannot_be_delivered_before_the_end_comes_in_order_after_the_next_start(here: Scene):
    here.server.limits.enabled = True
    await here.bot.start()
    texts = [f"message {number}" for number in range(50)]
    for text in texts:
        here.say("dana", "english", text)
    await asyncio.sleep(0.5)
    assert await stopped(here) == 0
    here.server.limits.enabled = False
    await here.bot.start()
    await here.until_lines("中文", [f"[zh-CN] {text}" for text in texts])


async def test_a_translator_that_dies_with_the_process_lets_nothing_overtake(here: Scene, vendor: Vendor):
    await here.bot.start()
    here.say("dana", "english", "before")
    await here.until("中文", ["[zh-CN] before"])
    here.server.faults.add(Fault(Kind.DELAY, "POST", EXECUTE, times=None, seconds=1.0))
    texts = [f"message {number}" for number in range(20)]
    for text in texts:
        here.say("dana", "english", text)
    assert await stopped(here) == 0
    here.server.faults.clear()
    await here.bot.start()
    await here.until("中文", ["[zh-CN] before", *(f"[zh-CN] {text}" for text in texts)])


async def test_two_signals_end_it_as_one_does(here: Scene):
    await here.bot.start()
    slow = here.server.faults.add(Fault(Kind.DELAY, "POST", EXECUTE, times=None, seconds=1.0))
    here.say("dana", "english", "one")
    for _ in range(300):  # what it has not heard yet, it need not deliver before it ends
        if slow.hits:
            break
        await asyncio.sleep(0.02)
    assert await stopped(here, 0.3, 0.2, 0.2) == 0
    await here.bot.start()
    await here.until("中文", ["[zh-CN] one"])


async def test_a_signal_before_it_is_logged_in_ends_it_at_once_and_cleanly(here: Scene):
    silent = Fault(Kind.DELAY, "GET", ME, times=None, seconds=20.0)
    here.server.faults.add(silent)
    await here.bot.start(ready=False)
    for _ in range(300):
        if silent.hits:
            break
        await asyncio.sleep(0.05)
    async with asyncio.timeout(5):
        assert await stopped(here) == 0


async def test_a_token_taken_away_while_it_runs_ends_it_with_its_own_exit_code(here: Scene):
    await here.bot.start()
    here.say("dana", "english", "one")
    await here.until("中文", ["[zh-CN] one"])
    here.server.gateway.drop(code=4004)
    assert here.bot.process is not None
    assert await asyncio.wait_for(here.bot.process.wait(), 20) == 3


async def test_discord_answering_401_for_a_while_loses_nothing(here: Scene):
    await here.bot.start()
    here.say("dana", "english", "one")
    await here.until("中文", ["[zh-CN] one"])
    here.server.faults.add(Fault(Kind.STATUS, "GET", times=3, status=401))
    here.server.faults.add(Fault(Kind.RESET_AFTER, "POST", EXECUTE))
    here.say("dana", "english", "two")
    await here.until("中文", ["[zh-CN] one", "[zh-CN] two"])


async def test_a_webhook_deleted_while_the_fate_of_a_message_is_unknown_doubles_nothing(here: Scene):
    await here.bot.start()
    here.say("dana", "english", "one")
    await here.until("中文", ["[zh-CN] one"])
    (hook,) = [h for h in here.stage.world.webhooks.by_id.values() if h.channel.id == CHINESE.id]
    here.server.faults.add(Fault(Kind.RESET_AFTER, "POST", EXECUTE))
    here.say("dana", "english", "two")
    await here.until_count("中文", 2)
    here.stage.world.webhooks.delete(hook)
    here.say("dana", "english", "three")
    await here.until("中文", ["[zh-CN] one", "[zh-CN] two", "[zh-CN] three"])


@pytest.mark.parametrize("rights", [READ_MESSAGE_HISTORY, VIEW_CHANNEL], ids=["history", "view"])
async def test_who_may_not_look_whether_a_message_stands_does_not_send_it_again(here: Scene, rights: int):
    await here.bot.start()
    here.say("dana", "english", "one")
    await here.until("中文", ["[zh-CN] one"])
    world = here.stage.world
    world.rooms.deny(here.stage.bot, world.channel("中文"), rights)
    here.server.faults.add(Fault(Kind.RESET_AFTER, "POST", EXECUTE))
    here.say("dana", "english", "two")
    await here.until_count("中文", 2)
    await asyncio.sleep(6)
    assert here.texts("中文") == ["[zh-CN] one", "[zh-CN] two"]
    world.rooms.allow(here.stage.bot, world.channel("中文"))
    await here.bot.kill()
    await here.bot.start()
    here.say("dana", "english", "three")
    await here.until("中文", ["[zh-CN] one", "[zh-CN] two", "[zh-CN] three"])


async def test_a_line_cut_in_the_middle_of_catch_up_loses_nothing(here: Scene):
    await here.bot.start()
    here.say("dana", "english", "one")
    await here.until("中文", ["[zh-CN] one"])
    slow = Fault(Kind.DELAY, "GET", MESSAGES, times=None, seconds=3.0)
    here.server.faults.add(slow)
    here.server.gateway.drop(resume=False)
    here.say("dana", "english", "two")
    for _ in range(300):
        if slow.hits:
            break
        await asyncio.sleep(0.05)
    here.server.gateway.drop()  # resumable, while history is being read
    await asyncio.sleep(1)
    here.say("dana", "english", "three")
    await here.until("中文", ["[zh-CN] one", "[zh-CN] two", "[zh-CN] three"])


async def test_a_message_deleted_while_the_bot_is_dead_is_not_posted_by_the_next_start(here: Scene, vendor: Vendor):
    await here.bot.start()
    here.say("dana", "english", "before")
    await here.until("中文", ["[zh-CN] before"])
    vendor.fault = "hang"
    oops = here.say("dana", "english", "Good evening from Ohio, oops")
    here.say("dana", "english", "Good evening from Ohio, friends")
    await asyncio.sleep(1)
    await here.bot.kill()
    vendor.fault = None
    await here.delete("dana", oops)
    await here.bot.start()
    await here.until("中文", ["[zh-CN] before", "[zh-CN] Good evening from Ohio, friends"])
    assert ENGLISH.id == oops.channel.id
