"""What goes wrong is told in the notice channel, in the guild's language, and so is that it is over."""

import asyncio
import resource
from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import pytest

from bot.i18n.catalog import Locale
from playground.server.guilds.permissions import MANAGE_WEBHOOKS, VIEW_CHANNEL
from tests.e2e.commanding import client_of
from tests.e2e.harness import Scene
from tests.e2e.test_commands import joined, said

MODERATORS = "mods-管理"


async def speak(here: Scene, locale: Locale) -> None:
    """Make *locale* the guild's language."""
    await here.ask("morgan", "PATCH", f"/guilds/{here.stage.guild.id}", {"preferred_locale": locale})


async def told(here: Scene, locale: Locale, key: str, **fields: str) -> None:
    """Wait until moderators are told the phrase *key*."""
    phrase = said(locale, key, **fields)
    await here.until_true(lambda: phrase in notices(here))
    assert notices(here).count(phrase) == 1, "\n".join(here.bot.output[-20:])


def notices(here: Scene) -> list[str]:
    return [message.content for message in here.stage.world.channel(MODERATORS).history]


async def is_ready(here: Scene) -> bool:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{here.bot.metrics_port}/readyz") as answer,
    ):
        return answer.status == 200


@contextmanager
def full_disk(here: Scene) -> Iterator[None]:
    """Let no file of the bot's grow."""
    assert here.bot.process is not None
    pid = here.bot.process.pid
    before, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, most))
    yield
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (before, most))


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
async def test_a_channel_that_is_shut_is_told_of_with_what_helps_and_that_it_is_open_again(
    unbridged: Scene, locale: Locale
):
    world = unbridged.stage.world
    await speak(unbridged, locale)
    await joined(await client_of(unbridged, "morgan"))
    chinese = world.channel("中文")
    world.rooms.deny(unbridged.stage.bot, chinese, MANAGE_WEBHOOKS)
    unbridged.say("dana", "english", "xyzzy")
    await told(unbridged, locale, "fault-forbidden", channel=f"<#{chinese.id}>")
    await unbridged.bot.kill()
    world.rooms.allow(unbridged.stage.bot, chinese)
    await unbridged.bot.start()
    await unbridged.until("中文", ["[zh-CN] xyzzy"])
    await told(unbridged, locale, "fault-healed", channel=f"<#{chinese.id}>")


async def test_a_channel_that_cannot_be_caught_up_with_is_told_of(unbridged: Scene):
    world = unbridged.stage.world
    await joined(await client_of(unbridged, "morgan"))
    unbridged.say("dana", "english", "before")
    await unbridged.until("中文", ["[zh-CN] before"])
    await unbridged.bot.kill()
    english = world.channel("english")
    unbridged.say("dana", "english", "xyzzy")
    world.rooms.deny(unbridged.stage.bot, english, VIEW_CHANNEL)
    await unbridged.bot.start()
    await told(unbridged, "en-US", "fault-unread", channel=f"<#{english.id}>")


async def test_a_full_disk_is_told_of_keeps_what_is_said_and_heals(unbridged: Scene):
    await speak(unbridged, "zh-CN")
    await joined(await client_of(unbridged, "morgan"))
    unbridged.say("dana", "english", "before")
    await unbridged.until("中文", ["[zh-CN] before"])
    with full_disk(unbridged):
        unbridged.say("dana", "english", "one")
        await asyncio.sleep(10.5)  # every try in between is refused
        unbridged.say("weijie", "中文", "二")
        await told(unbridged, "zh-CN", "fault-database")
        assert not await is_ready(unbridged)
        unbridged.say("dana", "english", "two")
    await unbridged.until("中文", ["[zh-CN] before", "[zh-CN] one", "[zh-CN] two"])
    await unbridged.until("english", ["[en] 二"])
    await told(unbridged, "zh-CN", "fault-database-healed")
    assert await is_ready(unbridged)
    assert unbridged.bot.process is not None
    assert unbridged.bot.process.returncode is None


async def test_a_catch_up_that_is_cut_is_told_once(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    unbridged.say("dana", "english", "before")
    await unbridged.until("中文", ["[zh-CN] before"])
    await unbridged.bot.kill()
    for number in range(502):
        unbridged.say("dana", "english", f"{number}")
    await unbridged.bot.start(ready=False)
    channel = f"<#{unbridged.stage.world.channel('english').id}>"
    await told(unbridged, "en-US", "fault-cut", channel=channel)
    await unbridged.until("中文", ["[zh-CN] before", *(f"{number}" for number in range(2, 502))])
    await told(unbridged, "en-US", "fault-cut", channel=channel)
