"""Nothing is lost, doubled or reordered, whatever is killed, cut or broken."""

import asyncio
import random
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

import pytest

from benchmarks.soak.breaks import breaks
from benchmarks.soak.cuts import cuts
from benchmarks.soak.figure import Figure
from benchmarks.soak.kills import kills
from playground.server.faults.model import Fault, Kind
from tests.e2e.harness import Scene
from tests.vendors import Vendor

EXECUTE = "/webhooks/{webhook_id}/{webhook_token}"


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_kill_at_any_instant_leaves_each_message_standing_once_and_in_order(tmp_path: Path, seed: int):
    """Over four channels, in which people edit and delete, too. `scripts/soak` does this and the next two at length."""
    await assert_held(kills(tmp_path, seed, runs=1, steps=120))


async def test_a_refused_resume_under_traffic_loses_nothing(tmp_path: Path):
    await assert_held(cuts(tmp_path, 1, times=2, most_seconds_between=2.0))


async def test_requests_that_break_on_every_route_lose_and_double_nothing(tmp_path: Path):
    await assert_held(breaks(tmp_path, 1, runs=1, steps=40))


async def assert_held(figures: AsyncGenerator[Figure]) -> None:
    async with aclosing(figures):
        async for figure in figures:
            assert figure.holds, figure.line()


async def test_kills_again_and_again_lose_nothing(here: Scene):
    chance = random.Random(5)
    texts = [f"message {number}" for number in range(60)]
    await here.bot.start()
    for number, text in enumerate(texts):
        here.say("dana", "english", text)
        if number % 20 == 10:
            await asyncio.sleep(chance.random() * 0.3)
            await here.bot.kill()
            await here.bot.start(ready=False)
            await asyncio.sleep(chance.random() * 3.0)
    await here.bot.until_ready()
    await here.until("中文", [f"[zh-CN] {text}" for text in texts])


async def test_a_resumed_session_loses_nothing(here: Scene):
    await here.bot.start()
    texts = [f"message {number}" for number in range(60)]
    for number, text in enumerate(texts):
        here.say("dana", "english", text)
        await asyncio.sleep(0.01)
        if number == 30:
            here.server.gateway.drop()
    await here.until("中文", [f"[zh-CN] {text}" for text in texts])


async def test_requests_that_break_at_the_start_do_not_end_it(here: Scene):
    asked = ("/users/@me", "/oauth2/applications/@me", "/gateway/bot", "/channels/{channel_id}")
    faults = [here.server.faults.add(Fault(Kind.RESET_BEFORE, "GET", route)) for route in asked]
    here.bot.configuration = here.bot.configuration.replace("gateway_url", "# gateway_url")
    await here.bot.start()
    assert [fault.hits for fault in faults] == [1, 1, 1, 1]
    here.say("dana", "english", "message 1")
    await here.until("中文", ["[zh-CN] message 1"])


@pytest.mark.parametrize(
    "fault",
    [
        Fault(Kind.STATUS, "POST", EXECUTE, times=3, status=502),
        Fault(Kind.RESET_BEFORE, "POST", EXECUTE, times=2),
        Fault(Kind.RESET_AFTER, "POST", EXECUTE, times=2),
        Fault(Kind.RESET_THEN_EFFECT, "POST", EXECUTE, times=2, seconds=1.0),
    ],
    ids=["502", "reset before", "reset after", "reset, then effect"],
)
async def test_a_broken_send_is_neither_lost_nor_doubled(here: Scene, fault: Fault):
    await here.bot.start()
    here.say("dana", "english", "before")
    await here.until("中文", ["[zh-CN] before"])
    here.server.faults.add(fault)
    texts = [f"message {number}" for number in range(8)]
    for text in texts:
        here.say("dana", "english", text)
    await here.until("中文", ["[zh-CN] before", *(f"[zh-CN] {text}" for text in texts)])
    assert fault.hits > 0


async def test_a_rate_limited_webhook_delivers_all_in_order(here: Scene):
    here.server.limits.enabled = True
    await here.bot.start()
    texts = [f"message {number}" for number in range(15)]
    for text in texts:
        here.say("dana", "english", text)
    await here.until_lines("中文", [f"[zh-CN] {text}" for text in texts])


async def test_edits_and_deletions_made_while_the_bot_is_away_are_heard_of(here: Scene):
    """What it finds in history reads as it does by then, and what is gone is not found."""
    await here.bot.start()
    here.say("dana", "english", "one")
    await here.until("中文", ["[zh-CN] one"])
    await here.bot.kill()
    two = here.say("dana", "english", "two")
    three = here.say("dana", "english", "three")
    await here.edit("dana", two, "two, edited")
    await here.delete("dana", three)
    await here.bot.start()
    await here.until("中文", ["[zh-CN] one", "[zh-CN] two, edited"])


@pytest.mark.parametrize("fault", ["hang", "500", "429", "html", "empty"])
async def test_a_failing_translator_delays_a_translation_and_never_a_message(here: Scene, vendor: Vendor, fault: str):
    await here.bot.start()
    vendor.fault = fault
    here.say("dana", "english", "Good evening from Ohio, friends")
    await here.until_count("中文", 1)
    assert here.texts("中文")[0].startswith("Good evening from Ohio, friends")
    vendor.fault = None
    await here.until("中文", ["[zh-CN] Good evening from Ohio, friends"], seconds=90)


async def test_a_late_translation_survives_a_restart(here: Scene, vendor: Vendor):
    await here.bot.start()
    vendor.fault = "500"
    here.say("dana", "english", "Good evening from Ohio, friends")
    await here.until_count("中文", 1)
    await here.bot.kill()
    vendor.fault = None
    await here.bot.start()
    await here.until("中文", ["[zh-CN] Good evening from Ohio, friends"], seconds=90)
