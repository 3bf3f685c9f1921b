"""A bot whose memory is a PostgreSQL server."""

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.harness import Scene, google, scene
from tests.postgres import PostgresServer
from tests.vendors import Vendor


@pytest.fixture
async def here(tmp_path: Path, vendor: Vendor, postgres: PostgresServer) -> AsyncIterator[Scene]:
    """#english and #中文, bridged; the bot is not started yet."""
    async with postgres.database() as url, scene(tmp_path, translation=google(vendor.url), database=url) as opened:
        yield opened


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_kill_in_the_middle_loses_doubles_and_reorders_nothing(here: Scene, seed: int):
    chance = random.Random(seed)
    await here.bot.start()
    killed_at = chance.randrange(10, 40)
    texts = [f"message {number}" for number in range(50)]
    for number, text in enumerate(texts):
        here.say("dana", "english", text)
        await asyncio.sleep(chance.random() * 0.01)
        if number == killed_at:
            await here.bot.kill()
            await here.bot.start(ready=False)
    await here.until("中文", [f"[zh-CN] {text}" for text in texts])


async def test_a_restart_of_the_server_delays_and_loses_nothing(here: Scene, postgres: PostgresServer):
    await here.bot.start()
    texts = [f"message {number}" for number in range(30)]
    for number, text in enumerate(texts):
        here.say("dana", "english", text)
        await asyncio.sleep(0.01)
        if number == 10:
            postgres.stop()
        if number == 20:
            postgres.start()
    await here.until("中文", [f"[zh-CN] {text}" for text in texts])


async def test_edits_and_deletions_follow_and_a_stop_ends_well(here: Scene):
    await here.bot.start()
    one, two = here.say("dana", "english", "one"), here.say("dana", "english", "two")
    await here.until("中文", ["[zh-CN] one", "[zh-CN] two"])
    await here.edit("dana", one, "one, edited")
    await here.delete("dana", two)
    await here.until("中文", ["[zh-CN] one, edited"])
    assert await here.bot.stop() == 0
