"""What happens while the bot is away, to messages that had crossed before, is followed once it is back."""

import asyncio
import sqlite3
from contextlib import closing
from functools import partial

from tests.e2e.commanding import client_of
from tests.e2e.harness import Scene
from tests.e2e.test_between_guilds import said
from tests.e2e.test_reactions import HEART, PARTY, crossed, holds, names, react, stands, trio, unreact
from tests.e2e.test_threads import counterpart, opened, spoken, texts

__all__ = ["trio"]


async def test_edits_deletions_and_reactions_made_while_the_bot_is_away_are_followed_without_a_new_message(trio: Scene):
    bot = trio.stage.bot.username
    edited, copy_of_edited, _ = await crossed(trio, "xyzzy")
    deleted, _, _ = await crossed(trio, "plugh")
    liked, copy_of_liked, far_copy = await crossed(trio, "plover")
    react(trio, "dana", liked, PARTY)
    react(trio, "weijie", copy_of_edited, PARTY)
    await stands(trio, far_copy, {PARTY: [bot]})
    await stands(trio, edited, {PARTY: [bot]})
    thread = await opened(trio, "dana", "english", "Cave")
    altered, dropped = [await spoken(trio, "dana", thread, word) for word in ("y2", "frotz")]
    cave = await counterpart(trio, "练习")
    await trio.bot.relays(10)
    await trio.bot.kill()
    await trio.edit("dana", edited, "xyzzy, edited")
    await trio.delete("dana", deleted)
    await trio.edit("dana", altered, "y2, edited")
    await trio.delete("dana", dropped)
    react(trio, "graham", altered)
    react(trio, "graham", liked)
    unreact(trio, "dana", liked, PARTY)
    unreact(trio, "weijie", copy_of_edited, PARTY)
    await trio.bot.start()
    for channel, tag in (("中文", "zh-CN"), ("练习", "zh-TW")):
        await trio.until(channel, [f"[{tag}] xyzzy, edited", f"[{tag}] plover"])
    for copy in (copy_of_liked, far_copy):
        await stands(trio, copy, {HEART: [bot]})
    await stands(trio, edited, {})
    await holds(trio, partial(texts, cave), ["[zh-TW] y2, edited"])
    [copy_of_altered] = cave.history
    await stands(trio, copy_of_altered, {HEART: [bot]})
    assert names(liked) == {HEART: ["graham"]}


async def compared(here: Scene) -> None:
    """Wait until the comparison that follows a start is through."""
    with closing(sqlite3.connect(here.bot.directory / "qiao.db")) as database:
        for _ in range(300):
            if database.execute("SELECT count(*) FROM unheard").fetchone() == (0,):
                return
            await asyncio.sleep(0.1)
    raise AssertionError("\n".join(here.bot.output[-20:]))


async def test_what_was_edited_by_somebody_who_took_no_part_then_does_not_cross_after_a_restart_either(trio: Scene):
    secret, _, _ = await crossed(trio, "xyzzy")
    missed = trio.say("graham", "english", "plugh")
    await trio.until("中文", ["[zh-CN] xyzzy", "[zh-CN] plugh"])
    await compared(trio)
    dana = await client_of(trio, "dana", "english")
    await dana.press(await dana.run("privacy"), said("en-US", "privacy-leave"))
    await trio.edit("dana", secret, "secret")
    await dana.press(await dana.run("privacy"), said("en-US", "privacy-return"))
    await trio.bot.kill()
    await trio.edit("graham", missed, "plugh, edited")
    await trio.bot.start()
    await trio.until("中文", ["[zh-CN] xyzzy", "[zh-CN] plugh, edited"])
    await compared(trio)
    await trio.until("练习", ["[zh-TW] xyzzy", "[zh-TW] plugh, edited"])
