"""A new session of the gateway is told of each guild, and hears of nothing in it before that."""

import asyncio

from tests.e2e.harness import Scene
from tests.e2e.test_threads import counterpart, opened, spoken, texts

CHANNELS, THREADS = "/guilds/{guild_id}/channels", "/guilds/{guild_id}/threads/active"
GUILDS = "/users/@me/guilds"
GIVEN_UP_SECONDS = 2.5
"""After two seconds without a guild discord.py takes a shard for complete."""


async def crossed(here: Scene) -> None:
    """Let the bot run, and something cross."""
    await here.bot.start()
    here.say("dana", "english", "one")
    await here.until("中文", ["[zh-CN] one"])


async def until_session(here: Scene) -> None:
    """Wait until the bot has a session."""
    await here.until_true(lambda: any(session.socket for session in here.server.gateway.sessions.all()))


def lists(here: Scene) -> int:
    """Return how often it was asked what there is in a guild."""
    return sum(here.server.traffic.count()["GET", route] for route in (CHANNELS, THREADS))


async def test_a_thread_that_was_opened_during_a_break_is_caught_up_with(here: Scene):
    await crossed(here)
    here.server.gateway.drop(resume=False)  # the next session begins 5 s after this one, and no sooner
    here.say("dana", "english", "two")
    thread = await opened(here, "dana", "english", "Cats")
    await spoken(here, "dana", thread, "three")
    assert not here.server.gateway.sessions.all()
    copy = await counterpart(here)
    await here.until_true(lambda: texts(copy) == ["[zh-CN] three"])
    assert texts(copy) == ["[zh-CN] three"]
    await here.until("中文", ["[zh-CN] one", "[zh-CN] two"])


async def test_what_is_said_before_a_guild_comes_up_is_not_lost(here: Scene):
    await crossed(here)
    await here.bot.kill()
    here.server.gateway.sessions.guild_seconds = 1.5
    await here.bot.start(ready=False)
    await until_session(here)
    await asyncio.sleep(1.0)  # by now all could have been read that was said before the session began
    here.say("dana", "english", "two")
    await here.bot.until_ready()
    here.say("dana", "english", "three")
    await here.until("中文", ["[zh-CN] one", "[zh-CN] two", "[zh-CN] three"])
    assert lists(here) == 0


async def test_a_guild_that_comes_late_is_caught_up_with_before_and_after(here: Scene):
    await crossed(here)
    await here.bot.kill()
    here.say("dana", "english", "two")
    here.server.gateway.sessions.guild_seconds = GIVEN_UP_SECONDS + 2.5
    await here.bot.start(ready=False)
    await here.until("中文", ["[zh-CN] one", "[zh-CN] two"])
    here.say("dana", "english", "three")
    (session,) = [one for one in here.server.gateway.sessions.all() if one.socket]
    assert session.not_yet
    await here.until("中文", ["[zh-CN] one", "[zh-CN] two", "[zh-CN] three"])


async def test_what_was_said_during_an_outage_crosses_when_it_is_over(here: Scene):
    await crossed(here)
    # At the start, and once more when no more guilds are waited for.
    await here.until_true(lambda: here.server.traffic.count()["GET", GUILDS] == 2)
    hall, guild = here.stage.world.guildhall, here.stage.guild
    hall.black_out(guild)
    here.say("dana", "english", "two")
    hall.light_up(guild)
    here.say("dana", "english", "three")
    await here.until("中文", ["[zh-CN] one", "[zh-CN] two", "[zh-CN] three"])
