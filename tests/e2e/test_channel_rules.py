"""What Discord holds members to holds for what the bot brings in: slow mode, age restrictions, timeouts."""

import asyncio
from datetime import timedelta

from bot.clock import SystemClock
from tests.e2e.commanding import client_of
from tests.e2e.harness import Scene
from tests.e2e.test_commands import joined, said


async def change(here: Scene, channel: str, **settings: object) -> None:
    await here.ask("morgan", "PATCH", f"/channels/{here.stage.world.channel(channel).id}", settings)


async def test_slow_mode_holds_back_and_a_restart_goes_on_with_it(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    await change(unbridged, "中文", rate_limit_per_user=5)
    sources = [unbridged.say("dana", "english", text) for text in ("xyzzy", "plugh", "plover")]
    unbridged.say("graham", "english", "mine")
    await unbridged.until("中文", ["[zh-CN] xyzzy", "[zh-CN] mine"])  # a turn a member
    await unbridged.edit("dana", sources[2], "plover, edited")
    await unbridged.bot.kill()
    await unbridged.bot.start()
    await unbridged.until("中文", [f"[zh-CN] {text}" for text in ("xyzzy", "mine", "plugh", "plover, edited")])
    _, _, second, third = (one.id >> 22 for one in unbridged.relayed("中文"))  # milliseconds
    said_at = sources[0].id >> 22
    assert second - said_at >= 5_000
    assert third - said_at >= 10_000  # by when it was due, since what each request takes differs


async def test_what_becomes_age_restricted_stops_at_once_and_moderators_are_told_once(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    unbridged.say("dana", "english", "xyzzy")
    await unbridged.until("中文", ["[zh-CN] xyzzy"])
    await change(unbridged, "english", nsfw=True)
    for text in ("plugh", "plover"):
        unbridged.say("dana", "english", text)
    unbridged.say("xiaoman", "中文", "进来")
    await unbridged.until("english", ["[en] 进来"])
    world = unbridged.stage.world
    channels = {
        name: f"<#{world.channel(there).id}>" for name, there in (("source", "english"), ("destination", "中文"))
    }
    told = said("en-US", "moderators-age-restricted", bridge="english · 中文", **channels)
    notices = world.channel("mods-管理").history
    await unbridged.until_true(lambda: any(told in one.content for one in notices))
    assert sum(told in one.content for one in notices) == 1
    assert await unbridged.bot.stop() == 0
    unbridged.say("dana", "english", "while it was away")
    await unbridged.bot.start()
    await change(unbridged, "english", nsfw=False)
    await asyncio.sleep(0.3)
    unbridged.say("dana", "english", "again")
    await unbridged.until("中文", ["[zh-CN] xyzzy", "[zh-CN] again"])


async def test_what_was_said_by_someone_who_is_timed_out_meanwhile_does_not_cross_later(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    unbridged.say("graham", "english", "xyzzy")
    await unbridged.until("中文", ["[zh-CN] xyzzy"])
    assert await unbridged.bot.stop() == 0
    unbridged.say("dana", "english", "while it was away")
    unbridged.say("graham", "english", "plugh")
    until = (SystemClock().now() + timedelta(hours=1)).isoformat()
    dana, guild = unbridged.stage.world.member("dana"), unbridged.stage.guild
    path = f"/guilds/{guild.id}/members/{dana.id}"
    await unbridged.ask("morgan", "PATCH", path, {"communication_disabled_until": until})
    await unbridged.bot.start()
    await unbridged.until("中文", ["[zh-CN] xyzzy", "[zh-CN] plugh"])
    await unbridged.ask("morgan", "PATCH", path, {"communication_disabled_until": None})
    unbridged.say("dana", "english", "plover")
    await unbridged.until("中文", ["[zh-CN] xyzzy", "[zh-CN] plugh", "[zh-CN] plover"])
