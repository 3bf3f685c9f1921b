"""Who takes part is recorded beside the relay: from the real bot's events to its database, across kills."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

from playground.server.messages.model import Message
from tests.e2e.commanding import client_of
from tests.e2e.harness import PATIENCE_SECONDS, Scene
from tests.e2e.test_commands import said
from tests.e2e.test_reactions import react, unreact
from tests.e2e.test_replies import answered


def rows(here: Scene, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{here.bot.directory / 'qiao.db'}?mode=ro", uri=True)) as connection:
        return connection.execute(query).fetchall()


def counting(here: Scene) -> set[tuple[str, int]]:
    """Return what counts: of which kind, and whose."""
    return set(rows(here, "SELECT kind, user_id FROM act WHERE state = 'counted'"))


async def until_counted(here: Scene, holds: Callable[[], bool]) -> None:
    """Wait until something *holds* of what is counted, while somebody looks, for whom it is brought up to date."""
    morgan = await client_of(here, "morgan")
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not holds():
            await morgan.run("board")
            await asyncio.sleep(0.1)


async def across(here: Scene) -> tuple[Message, Message]:
    """Let Dana say something, and return that and its copy."""
    source = here.say("dana", "english", "The grill is hot, come over")
    await here.until_count("中文", 1)
    await here.bot.relays(1)
    (copy,) = here.relayed("中文")
    await until_counted(here, lambda: len(rows(here, "SELECT 1 FROM counted_upto")) > 0)
    return source, copy


def id_of(here: Scene, handle: str) -> int:
    return here.stage.world.member(handle).id


async def test_a_reply_to_a_copy_counts_as_one_to_its_author(here: Scene):
    await here.bot.start()
    _, copy = await across(here)
    await answered(here, "weijie", copy, "我带了自己包的饺子")
    await until_counted(here, lambda: counting(here) == {("across", id_of(here, "weijie"))})
    (talk,) = rows(here, "SELECT answered_id, answered_tongue, begins FROM talk WHERE answers_id IS NOT NULL")
    assert talk == (id_of(here, "dana"), "en", 1)


async def test_what_was_relayed_and_not_yet_remembered_when_the_plug_was_pulled_counts_once(here: Scene):
    await here.bot.start()
    _, copy = await across(here)
    await answered(here, "weijie", copy, "我带了自己包的饺子")
    await here.bot.relays(2)  # it is remembered later
    await here.bot.kill()
    assert counting(here) == set()
    await here.bot.start()
    await until_counted(here, lambda: counting(here) == {("across", id_of(here, "weijie"))})
    assert len(rows(here, "SELECT 1 FROM talk WHERE answers_id IS NOT NULL")) == 1


async def test_what_was_said_while_the_bot_was_away_counts_once(here: Scene):
    await here.bot.start()
    _, copy = await across(here)
    await here.bot.stop()
    await answered(here, "weijie", copy, "我带了自己包的饺子")
    await here.bot.start()
    await until_counted(here, lambda: counting(here) == {("across", id_of(here, "weijie"))})


async def test_a_reaction_counts_for_both_and_not_when_it_is_taken_off(here: Scene):
    await here.bot.start()
    _, copy = await across(here)
    both = {("given", id_of(here, "weijie")), ("received", id_of(here, "dana"))}
    react(here, "weijie", copy, "👍")
    await until_counted(here, lambda: counting(here) == both)
    unreact(here, "weijie", copy, "👍")
    await until_counted(here, lambda: counting(here) == set())
    react(here, "weijie", copy, "👍")
    await until_counted(here, lambda: counting(here) == both)
    assert len(rows(here, "SELECT 1 FROM act")) == 2


async def test_who_deletes_a_reply_takes_it_back_and_the_asker_s_check_mark_makes_it_help(here: Scene):
    await here.bot.start()
    source, _ = await across(here)
    reply = await answered(here, "graham", source, "I will bring the charcoal tonight")
    await until_counted(here, lambda: len(rows(here, "SELECT 1 FROM talk")) == 2)
    react(here, "dana", reply, "✅")
    await until_counted(here, lambda: ("help", id_of(here, "graham")) in counting(here))
    await here.delete("graham", reply)
    await until_counted(here, lambda: counting(here) == set())


async def test_of_who_takes_no_part_nothing_is_recorded(here: Scene):
    await here.bot.start()
    _, copy = await across(here)
    weijie = await client_of(here, "weijie", "中文")
    await weijie.press(await weijie.run("privacy"), said("zh-CN", "privacy-leave"))
    await answered(here, "weijie", copy, "我带了自己包的饺子")
    react(here, "weijie", copy, "👍")
    await answered(here, "xiaoman", copy, "我家的猫也想吃烤肉")
    await until_counted(here, lambda: counting(here) == {("across", id_of(here, "xiaoman"))})
    assert rows(here, f"SELECT 1 FROM talk WHERE user_id = {id_of(here, 'weijie')}") == []


async def test_what_is_taken_off_counts_no_more_whoever_takes_part_by_then(here: Scene):
    await here.bot.start()
    _, copy = await across(here)
    react(here, "weijie", copy, "👍")
    await until_counted(here, lambda: len(counting(here)) == 2)
    weijie = await client_of(here, "weijie", "中文")
    await weijie.press(await weijie.run("privacy"), said("zh-CN", "privacy-leave"))
    unreact(here, "weijie", copy, "👍")
    await until_counted(here, lambda: counting(here) == set())


async def test_what_a_muted_member_reacts_with_does_not_count(here: Scene):
    await here.bot.start()
    _, copy = await across(here)
    morgan = await client_of(here, "morgan")
    await morgan.run("bridge mute", bridge="main", member=here.stage.world.member("weijie"))
    react(here, "weijie", copy, "👍")
    await answered(here, "xiaoman", copy, "我家的猫也想吃烤肉")
    await until_counted(here, lambda: counting(here) == {("across", id_of(here, "xiaoman"))})
