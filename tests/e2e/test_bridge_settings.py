"""What admins set of a bridge by `/bridge settings`, and what it does."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.i18n.catalog import Locale
from playground.cast import BOT_PERMISSIONS, BOT_ROLE_ID, ENGLISH
from playground.server.guilds import permissions
from tests.e2e.commanding import client_of
from tests.e2e.harness import Scene, google, scene
from tests.e2e.test_commands import ADMINS, joined, said
from tests.e2e.test_replies import answered
from tests.playground.openapi import Judge
from tests.vendors import Vendor

NAME = "english · 中文"


def notices(here: Scene) -> str:
    return "\n".join(message.content for message in here.stage.world.channel("mods-管理").history)


def written(here: Scene) -> list[str]:
    """Return what members wrote in #english and what still stands."""
    return [message.content for message in here.stage.world.channel("english").history if "xyzzy" in message.content]


def held(here: Scene) -> int:
    """Return how many deletions the database knows to wait for an answer."""
    with closing(sqlite3.connect(here.bot.directory / "qiao.db")) as database:
        (count,) = database.execute("SELECT count(*) FROM held_deletion").fetchone()
        return int(count)


def names(here: Scene) -> list[str]:
    """Return under whose names the copies stand."""
    return [message.author["username"] for message in here.relayed("中文")]


@pytest.mark.parametrize(("locale", "handle"), ADMINS.items())
async def test_a_press_puts_originals_below_at_once_and_after_a_restart(unbridged: Scene, locale: Locale, handle: str):
    admin = await client_of(unbridged, handle, is_admin=True)
    await joined(admin, locale)
    shown = await admin.run("bridge settings", bridge=NAME)
    assert said(locale, "manner-original-off") in shown.content
    pressed = await admin.press(shown, said(locale, "manner-original-turn-on"))
    assert said(locale, "manner-original-on") in pressed.content
    for reader in ("en-US", "zh-CN"):
        told = said(reader, "moderators-original-on", member=f"<@{admin.user.id}>", bridge=NAME)
        assert told in notices(unbridged)
    source = unbridged.say("dana", "english", "xyzzy\nplugh")
    await unbridged.until("中文", ["[zh-CN] xyzzy\n[zh-CN] plugh\n-# xyzzy\n-# plugh"])
    await unbridged.bot.relays(1)
    await unbridged.bot.kill()
    await unbridged.bot.start()
    await unbridged.edit("dana", source, "frotz")
    await unbridged.until("中文", ["[zh-CN] frotz\n-# frotz"])


async def test_a_press_takes_the_marks_away_and_another_brings_them_back(unbridged: Scene):
    admin = await client_of(unbridged, "morgan")
    await joined(admin)
    shown = await admin.run("bridge settings", bridge=NAME)
    expected: list[str] = []
    for label, persona in (("manner-mark-turn-off", "Dana"), ("manner-mark-turn-on", "Dana · EN")):
        shown = await admin.press(shown, said("en-US", label))
        unbridged.say("dana", "english", label)
        expected.append(persona)
        await unbridged.until_true(lambda: names(unbridged) == expected)
        assert names(unbridged) == expected


async def test_an_answer_pings_nobody_across_where_the_bridge_says_so(unbridged: Scene):
    admin = await client_of(unbridged, "morgan")
    await joined(admin)
    unbridged.say("dana", "english", "xyzzy")
    await unbridged.until_count("中文", 1)
    await unbridged.bot.relays(1)
    shown = await admin.run("bridge settings", bridge=NAME)
    pings: list[list[int]] = []
    for label in ("manner-pings-turn-off", "manner-pings-turn-on"):
        shown = await admin.press(shown, said("en-US", label))
        await answered(unbridged, "weijie", unbridged.relayed("中文")[0], label)
        await unbridged.until_count("english", len(pings) + 1)
        answer = unbridged.relayed("english")[-1]
        assert answer.embeds  # it still shows what it answers
        pings.append([one.id for one in answer.mentions])
    assert pings == [[], [unbridged.stage.world.member("dana").id]]


async def test_a_bridge_that_is_none_of_the_guild_s_is_not_shown(unbridged: Scene):
    admin = await client_of(unbridged, "morgan")
    await joined(admin)
    missing = await admin.run("bridge settings", bridge="none")
    assert missing.content == said("en-US", "error-no-such-bridge", bridge="none")


@pytest.mark.parametrize("may_delete", [False, True])
async def test_a_copy_that_a_moderator_deletes_takes_its_source_and_the_other_copies_with_it(
    unbridged: Scene, may_delete: bool
):
    world = unbridged.stage.world
    if may_delete:
        unbridged.stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.MANAGE_MESSAGES
    admin = await client_of(unbridged, "morgan")
    await joined(admin)
    added = await admin.run("bridge add", bridge=NAME, channel=world.channel("练习"))
    await admin.press(added, "Start")
    source = unbridged.say("dana", "english", "xyzzy")
    for channel in ("中文", "练习"):
        await unbridged.until(channel, ["[zh-CN] xyzzy"])
    await unbridged.bot.relays(2)
    (copy,) = unbridged.relayed("中文")
    await unbridged.delete("morgan", copy)
    await unbridged.until("练习", [])
    key = "deletion-followed" if may_delete else "deletion-source-stands"
    fields = {"channel": f"<#{copy.channel.id}>", "source": f"<#{source.channel.id}>"}
    link = f"https://discord.com/channels/{unbridged.stage.guild.id}/{source.channel.id}/{source.id}"
    told = said("en-US", key, **fields, link=link)
    await unbridged.until_true(lambda: told in notices(unbridged))
    assert told in notices(unbridged)
    assert (source in list(world.channel("english").history)) is not may_delete


async def test_neither_our_own_deletions_nor_bulk_ones_reach_a_source(unbridged: Scene):
    world = unbridged.stage.world
    unbridged.stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.MANAGE_MESSAGES
    admin = await client_of(unbridged, "morgan")
    await joined(admin)
    sources = [unbridged.say("dana", "english", word) for word in ("xyzzy", "plugh", "frotz")]
    await unbridged.until("中文", ["[zh-CN] xyzzy", "[zh-CN] plugh", "[zh-CN] frotz"])
    await unbridged.bot.relays(3)
    chinese = world.channel("中文")
    await unbridged.delete("dana", sources[0])  # and the bot deletes the copy
    await unbridged.until("中文", ["[zh-CN] plugh", "[zh-CN] frotz"])
    ids = [message.id for message in unbridged.relayed("中文")]
    world.messages.delete_many(chinese, ids, world.member("morgan"))
    unbridged.say("dana", "english", "rezrov")
    await unbridged.until("中文", ["[zh-CN] rezrov"])
    assert [message.content for message in list(world.channel("english").history)[-3:]] == ["plugh", "frotz", "rezrov"]
    assert "deleted a copy" not in notices(unbridged)


async def test_the_sixth_deletion_in_a_minute_waits_for_a_moderator_after_a_restart_too(unbridged: Scene):
    world = unbridged.stage.world
    unbridged.stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.MANAGE_MESSAGES
    admin = await client_of(unbridged, "morgan", "mods-管理")
    await joined(admin)
    words = [f"xyzzy{n}" for n in range(7)]
    for word in words:
        unbridged.say("dana", "english", word)
    await unbridged.until("中文", [f"[zh-CN] {word}" for word in words])
    await unbridged.bot.relays(7)
    for copy in unbridged.relayed("中文"):
        await unbridged.delete("morgan", copy)
    question = said("en-US", "deletion-question", bridge=NAME)
    await unbridged.until_true(lambda: question in notices(unbridged))
    (asked,) = [one for one in world.channel("mods-管理").history if one.content == question]
    await unbridged.until_true(lambda: len(written(unbridged)) == 2)
    assert written(unbridged) == words[5:]
    for _ in range(200):
        if held(unbridged) == 2:
            break
        await asyncio.sleep(0.05)
    await unbridged.bot.kill()
    await unbridged.bot.start()
    answered = await admin.press(asked, said("en-US", "deletion-do-follow"))
    member = f"<@{admin.user.id}>"
    assert answered.content == f"{question}\n{said('en-US', 'deletion-done', member=member, count=2)}"
    assert not answered.components
    assert written(unbridged) == []


async def test_a_pin_is_carried_and_taken_down_and_our_notice_is_no_members_pin(unbridged: Scene):
    world = unbridged.stage.world
    admin = await client_of(unbridged, "morgan")
    await joined(admin)
    shown = await admin.run("bridge settings", bridge=NAME)
    await admin.press(shown, said("en-US", "manner-pins-turn-on"))
    source = unbridged.say("dana", "english", "xyzzy")
    await unbridged.until("中文", ["[zh-CN] xyzzy"])
    await unbridged.bot.relays(1)
    english = world.channel("english")
    world.pins.add(english, source.id, world.member("morgan"))
    (copy,) = unbridged.relayed("中文")
    await unbridged.until_true(lambda: copy.pinned_at is not None)
    assert copy.pinned_at is not None
    notice = next(one for one in english.history if one.pinned_at and one is not source)
    world.pins.remove(english, notice.id, world.member("morgan"))
    world.pins.remove(english, source.id, world.member("morgan"))
    await unbridged.until_true(lambda: copy.pinned_at is None)
    assert copy.pinned_at is None
    assert [one.id for one in world.channel("中文").history if one.pinned_at] != [copy.id]


async def test_where_the_bot_may_not_pin_moderators_are_told(unbridged: Scene):
    world = unbridged.stage.world
    admin = await client_of(unbridged, "morgan")
    await joined(admin)
    shown = await admin.run("bridge settings", bridge=NAME)
    await admin.press(shown, said("en-US", "manner-pins-turn-on"))
    unbridged.stage.guild.roles[BOT_ROLE_ID].permissions &= ~permissions.PIN_MESSAGES
    source = unbridged.say("dana", "english", "xyzzy")
    await unbridged.until("中文", ["[zh-CN] xyzzy"])
    await unbridged.bot.relays(1)
    world.pins.add(world.channel("english"), source.id, world.member("morgan"))
    told = said("en-US", "pin-forbidden", channel=f"<#{world.channel('中文').id}>")
    await unbridged.until_true(lambda: told in notices(unbridged))
    assert told in notices(unbridged)


async def test_a_webhook_of_somebody_else_crosses_where_the_bridge_admits_it(unbridged: Scene):
    world = unbridged.stage.world
    admin = await client_of(unbridged, "morgan")
    await joined(admin)
    made = await unbridged.ask("morgan", "POST", f"/channels/{world.channel('english').id}/webhooks", {"name": "Luna"})
    speak = f"/webhooks/{made['id']}/{made['token']}"
    await unbridged.ask("morgan", "POST", speak, {"content": "before"})
    shown = await admin.run("bridge settings", bridge=NAME)
    await admin.press(shown, said("en-US", "manner-bots-turn-on"))
    trigger = unbridged.say("dana", "english", "luna: xyzzy")
    await unbridged.ask("morgan", "POST", speak, {"content": "xyzzy"})
    await unbridged.delete("morgan", trigger)
    await unbridged.until_true(lambda: unbridged.texts("中文") == ["[zh-CN] xyzzy"])
    second = unbridged.say("dana", "english", "luna: plugh")
    await unbridged.ask("morgan", "POST", speak, {"content": "plugh"})
    await unbridged.delete("morgan", second)
    await unbridged.until("中文", ["[zh-CN] xyzzy", "[zh-CN] plugh"])
    assert names(unbridged) == ["Luna · EN", "Luna · EN"]


async def test_another_guild_s_moderators_delete_only_where_that_guild_agreed(
    tmp_path: Path, vendor: Vendor, judge: Judge | None
):
    abroad = 1192047057477698001
    async with scene(tmp_path, translation=google(vendor.url), languages={ENGLISH.id: "en", abroad: "zh-Hans"}) as here:
        world, stage = here.stage.world, here.stage
        stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.MANAGE_MESSAGES
        graham = world.member("graham")
        guild = world.add_guild(1192047057477698000, "Abroad", graham)
        guild.roles[guild.id].permissions |= BOT_PERMISSIONS
        world.seat(guild, stage.bot)
        world.add_channel(guild, abroad, "国外")
        if judge is not None:
            judge.faults.clear()
            here.server.traffic.exchanges.subscribe(judge.hear)
        await here.bot.start()
        admin = await client_of(here, "morgan")
        shown = await admin.run("bridge settings", bridge="main")
        assert said("en-US", "manner-agreement-off") in shown.content
        assert said("en-US", "manner-mark-on") not in shown.content  # it is the file's
        here.say("dana", "english", "xyzzy one")
        await here.until("国外", ["[zh-CN] xyzzy one"])
        await here.bot.relays(1)
        world.messages.delete(here.relayed("国外")[0], graham)
        await asyncio.sleep(0.3)
        assert written(here) == ["xyzzy one"]
        shown = await admin.press(shown, said("en-US", "manner-agreement-turn-on"))
        assert said("en-US", "manner-agreement-on") in shown.content
        here.say("dana", "english", "xyzzy two")
        await here.until("国外", ["[zh-CN] xyzzy two"])
        await here.bot.relays(2)
        world.messages.delete(here.relayed("国外")[0], graham)
        await here.until_true(lambda: written(here) == ["xyzzy one"])
        assert written(here) == ["xyzzy one"]
    assert judge is None or not judge.faults


async def test_what_is_written_in_the_other_language_has_its_translation_below_it(unbridged: Scene):
    admin = await client_of(unbridged, "morgan")
    await joined(admin)
    shown = await admin.run("bridge settings", bridge=NAME)
    pressed = await admin.press(shown, said("en-US", "manner-notes-turn-on"))
    assert said("en-US", "manner-notes-on") in pressed.content
    source = unbridged.say("weijie", "english", "今天好热啊")
    link = f"https://discord.com/channels/{unbridged.stage.guild.id}/{source.channel.id}/{source.id}"
    below = f"\n-# {said('en-US', 'relay-note', link=link)}"
    await unbridged.until("english", [f"[en] 今天好热啊{below}"])
    await unbridged.until("中文", ["今天好热啊"])  # in its own words, as ever
    (note,) = unbridged.relayed("english")
    assert note.author["username"] == f"Translation · {unbridged.stage.world.member('weijie').global_name} · 中"
    await unbridged.bot.relays(2)
    reader = await client_of(unbridged, "dana", "english")
    original = await reader.use_on("Original", note)
    assert [embed["description"] for embed in original.embeds] == ["今天好热啊"]
    await unbridged.bot.kill()
    await unbridged.bot.start()
    await unbridged.edit("weijie", source, "今天好冷啊")
    await unbridged.until("english", [f"[en] 今天好冷啊{below}"])
    await unbridged.delete("weijie", source)
    await unbridged.until("english", [])
    await unbridged.until("中文", [])
