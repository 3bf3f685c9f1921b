"""The bot against Discord at its strictest, and at its worst: every limit kept, and faults by script over HTTP."""

import asyncio
from collections import Counter

import aiohttp

from playground.server.rest.limits import CHANNEL_MINUTE, Rule
from tests.e2e.harness import Scene

EXECUTE = "/webhooks/{webhook_id}/{webhook_token}"
OF_POSTS = {"method": "POST", "route": EXECUTE, "times": None}
OF_MESSAGES = {"event": "MESSAGE_CREATE", "times": None}
SCRIPT = [
    OF_POSTS | {"kind": "status", "status": 503, "share": 0.1, "seed": 1},
    OF_POSTS | {"kind": "reset-then-effect", "seconds": 0.5, "share": 0.05, "seed": 2},
    OF_MESSAGES | {"kind": "duplicate", "share": 0.2, "seed": 3},
    OF_MESSAGES | {"kind": "late", "seconds": 0.5, "share": 0.1, "seed": 4},
]


def statuses(here: Scene) -> Counter[int]:
    """Return how often each status was answered."""
    return Counter(one.status for one in here.server.traffic.log)


async def talk(here: Scene, count: int, pause: float) -> tuple[list[str], list[str]]:
    """Let two members write in turn; return what must stand in #中文 and in #english in the end."""
    for number in range(count):
        here.say("dana", "english", f"message {number}")
        here.say("xiaoman", "中文", f"第{number}句话")
        await asyncio.sleep(pause)
    return [f"[zh-CN] message {one}" for one in range(count)], [f"[en] 第{one}句话" for one in range(count)]


async def test_under_every_limit_all_cross_in_order_and_hardly_anything_is_refused(here: Scene):
    here.server.be_strict()
    await here.bot.start()
    chinese, english = await talk(here, 20, 0.02)
    await here.until_lines("中文", chinese)
    await here.until_lines("english", english)
    seen = statuses(here)
    assert seen[401] == seen[403] == 0
    assert seen[429] <= 4, seen


async def test_the_channels_unannounced_limit_costs_time_and_no_message(here: Scene):
    """Nobody is told of it before it strikes: the 429 of scope `shared` is all there is to learn from."""
    here.server.be_strict()
    here.server.limits.rules[CHANNEL_MINUTE] = Rule(2, 3.0)  # for thirty in a minute
    await here.bot.start()
    chinese, english = await talk(here, 13, 0.02)
    await here.until_lines("中文", chinese)
    await here.until_lines("english", english)
    seen = statuses(here)
    assert seen[401] == seen[403] == 0
    assert 2 <= seen[429] <= 10, seen


async def test_faults_by_script_lose_and_double_nothing(here: Scene):
    """What comes late may stand late; nothing else may show."""
    await here.bot.start()
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{here.server.url}/playground/faults", json=SCRIPT) as answer,
    ):
        assert answer.status == 200, await answer.text()
    chinese, english = await talk(here, 25, 0.02)
    await here.until_true(lambda: len(here.texts("中文")) >= 25 and len(here.texts("english")) >= 25)
    struck = [one.hits for one in here.server.faults.in_force()]
    here.server.faults.clear()
    # Whatever was still on its way stands before this does.
    here.say("dana", "english", "the last")
    here.say("xiaoman", "中文", "最后一句")
    await here.until_true(lambda: "[zh-CN] the last" in here.texts("中文") and "[en] 最后一句" in here.texts("english"))
    assert sorted(here.texts("中文")) == sorted([*chinese, "[zh-CN] the last"])
    assert sorted(here.texts("english")) == sorted([*english, "[en] 最后一句"])
    assert all(struck), struck
