"""Raid mode, as moderators live through it."""

import asyncio
from datetime import timedelta

import pytest

from bot.clock import SystemClock
from bot.i18n.catalog import Locale
from tests.e2e.commanding import client_of
from tests.e2e.harness import Scene
from tests.e2e.test_commands import ADMINS, joined, said
from tests.e2e.test_word_list import BRIDGE, MODERATORS, shown


def joined_days_ago(here: Scene, handle: str, days: int) -> None:
    member = here.stage.guild.members[here.stage.world.member(handle).id]
    member.joined_at = (SystemClock().now() - timedelta(days=days)).isoformat()


def told(here: Scene) -> list[str]:
    return [one.content for one in here.stage.world.channel(MODERATORS).history]


@pytest.mark.parametrize(("locale", "handle"), ADMINS.items())
async def test_it_is_run_in_ones_own_language(unbridged: Scene, locale: Locale, handle: str):
    client = await client_of(unbridged, handle, is_admin=True)
    await joined(client, locale)
    on = await client.run("bridge raid on", bridge=BRIDGE)
    assert on.content == said(locale, "bridge-raid-on", bridge=BRIDGE, days=7)
    off = await client.run("bridge raid off", bridge=BRIDGE)
    assert off.content == said(locale, "bridge-raid-off", bridge=BRIDGE, count=0)
    auto = await client.run("bridge raid auto", bridge=BRIDGE, messages=20, days=1)
    assert auto.content == said(locale, "bridge-raid-auto", bridge=BRIDGE, count=20, days=1)
    never = await client.run("bridge raid auto", bridge=BRIDGE, messages=0)
    assert never.content == said(locale, "bridge-raid-auto-never", bridge=BRIDGE)


@pytest.mark.parametrize(("locale", "handle"), ADMINS.items())
async def test_without_a_notice_channel_nobody_could_decide(unbridged: Scene, locale: Locale, handle: str):
    client = await client_of(unbridged, handle, is_admin=True)
    world = unbridged.stage.world
    shown_first = await client.run("bridge create", first=world.channel("english"), second=world.channel("中文"))
    await client.press(shown_first, said(locale, "proposal-start"))
    for command in ("bridge raid on", "bridge raid auto"):
        options: dict[str, str | int] = {"bridge": BRIDGE} | ({"messages": 5} if command.endswith("auto") else {})
        refused = await client.run(command, **options)
        assert refused.content == said(locale, "error-nobody-to-decide", bridge=BRIDGE)
    added = await client.run("bridge words add", bridge=BRIDGE, words="scam")
    assert added.content == said(locale, "bridge-words-added-untold", bridge=BRIDGE, words="`scam`")


async def test_what_new_members_say_waits_and_crosses_in_order_once_it_may(unbridged: Scene):
    joined_days_ago(unbridged, "dana", 1)
    joined_days_ago(unbridged, "graham", 100)
    morgan = await client_of(unbridged, "morgan", MODERATORS)
    await joined(morgan)
    await morgan.run("bridge raid on", bridge=BRIDGE)
    for text in ("xyzzy", "plugh", "plover"):
        unbridged.say("dana", "english", text)
    unbridged.say("graham", "english", "mine")
    await unbridged.until("中文", ["[zh-CN] mine"])
    board = await shown(unbridged, "xyzzy")
    assert said("en-US", "held-for-new") in board.content
    assert board.embeds[0]["fields"][0]["value"] == "[zh-CN] xyzzy"
    await unbridged.until_true(lambda: "(1/3)" in board.content)
    await asyncio.sleep(0.3)  # a kill before a board is recorded leaves it behind, and posts another
    await unbridged.bot.kill()
    await unbridged.bot.start()
    unbridged.say("dana", "english", "after a restart")
    await unbridged.until_true(lambda: "(1/4)" in board.content)
    assert "(1/4)" in board.content
    off = await morgan.run("bridge raid off", bridge=BRIDGE, let_cross=True)
    assert off.content == said("en-US", "bridge-raid-off-crossed", bridge=BRIDGE, count=4)
    in_order = ("mine", "xyzzy", "plugh", "plover", "after a restart")
    await unbridged.until("中文", [f"[zh-CN] {text}" for text in in_order])
    await unbridged.until_true(lambda: board.content == said("en-US", "held-none"))
    assert board.content == said("en-US", "held-none")
    name = f"<@{morgan.user.id}>"
    everything = "\n".join(told(unbridged))
    languages: tuple[Locale, ...] = ("en-US", "zh-CN")
    for locale in languages:  # both of the bridge
        assert said(locale, "moderators-raid-on", member=name, bridge=BRIDGE, days=7) in everything
        assert said(locale, "moderators-raid-off", member=name, bridge=BRIDGE) in everything


async def test_it_begins_by_itself_when_too_much_comes(unbridged: Scene):
    joined_days_ago(unbridged, "dana", 1)
    morgan = await client_of(unbridged, "morgan", MODERATORS)
    await joined(morgan)
    await morgan.run("bridge raid auto", bridge=BRIDGE, messages=2, days=3)
    for text in ("xyzzy", "plugh", "plover"):
        unbridged.say("dana", "english", text)
    await unbridged.until("中文", ["[zh-CN] xyzzy", "[zh-CN] plugh"])
    await shown(unbridged, "plover")
    began = said("en-US", "moderators-raid-began", bridge=BRIDGE, days=3, count=2)
    await unbridged.until_true(lambda: any(began in one for one in told(unbridged)))
    assert sum(began in one for one in told(unbridged)) == 1
