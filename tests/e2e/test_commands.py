"""What people do by commands: admins join channels, members look after their words; in three languages."""

import asyncio

import pytest

from bot.i18n.catalog import Catalog, Locale
from playground.server.messages.model import Message
from tests.e2e.commanding import Client, client_of
from tests.e2e.harness import Scene
from tests.vendors import Vendor

ADMINS: dict[Locale, str] = {"en-US": "morgan", "zh-CN": "weijie", "zh-TW": "yating"}


def said(locale: Locale, key: str, **fields: str | int) -> str:
    return Catalog().say(locale, key, **fields)


async def joined(client: Client, locale: Locale = "en-US", **options: str) -> Message:
    """Join #english and #中文 as a new admin does, and return the last that was shown."""
    world = client.scene.stage.world
    shown = await client.run("bridge create", first=world.channel("english"), second=world.channel("中文"), **options)
    await client.choose(shown, world.channel("mods-管理"))
    return await client.press(shown, said(locale, "proposal-start"))


def pinned(here: Scene, channel: str) -> list[str]:
    return [message.content for message in here.stage.world.channel(channel).history if message.pinned_at]


@pytest.mark.parametrize(("locale", "handle"), ADMINS.items())
async def test_a_new_admin_joins_two_channels_in_their_own_language(unbridged: Scene, locale: Locale, handle: str):
    world = unbridged.stage.world
    client = await client_of(unbridged, handle, is_admin=True)
    shown = await client.run("bridge create", first=world.channel("english"), second=world.channel("中文"))
    assert said(locale, "proposal-title", bridge="english · 中文") in shown.content
    assert said(locale, "findings-none") in shown.content
    assert "**Dana · EN**  早上好！" in shown.content
    assert "**小满 · 中**  Good morning!" in shown.content
    await client.choose(shown, world.channel("mods-管理"))
    done = await client.press(shown, said(locale, "proposal-start"))
    assert done.content == said(locale, "bridge-opened")
    assert not done.components
    (english,), (chinese,) = pinned(unbridged, "english"), pinned(unbridged, "中文")
    assert f"<#{world.channel('中文').id}>" in english
    assert "Google Translate" in english
    assert "外部服务“Google 翻译”" in chinese
    unbridged.say("dana", "english", "The grill is hot")
    await unbridged.until("中文", ["[zh-CN] The grill is hot"])
    told = list(world.channel("mods-管理").history)[-1].content
    assert said("en-US", "moderators-opened", member=f"<@{client.user.id}>", bridge="english · 中文") in told
    assert said("zh-CN", "moderators-opened", member=f"<@{client.user.id}>", bridge="english · 中文") in told


async def test_what_was_said_before_stays_and_a_restart_knows_the_bridge(unbridged: Scene):
    unbridged.say("dana", "english", "before")
    await joined(await client_of(unbridged, "morgan"))
    unbridged.say("dana", "english", "after")
    await unbridged.until("中文", ["[zh-CN] after"])
    assert await unbridged.bot.stop() == 0
    unbridged.say("dana", "english", "meanwhile")
    await unbridged.bot.start()
    await unbridged.until("中文", ["[zh-CN] after", "[zh-CN] meanwhile"])
    (notice,) = [one for one in unbridged.stage.world.channel("english").history if one.pinned_at]
    assert await unbridged.bot.stop() == 0
    await unbridged.delete("morgan", notice)
    await unbridged.bot.start()
    await unbridged.until_true(lambda: bool(pinned(unbridged, "english")))
    assert len(pinned(unbridged, "english")) == 1  # what was removed by hand stands again
    assert len(pinned(unbridged, "中文")) == 1


async def test_commands_are_registered_once_and_in_every_locale(unbridged: Scene):
    await client_of(unbridged, "morgan")
    commands = unbridged.stage.world.commands.of(unbridged.stage.application, None)
    names_there = sorted(command.name for command in commands)
    slash = ["board", "bridge", "card", "daily", "guide", "hashtags", "hello", "insights", "partner", "privacy"]
    slash += ["settings", "status", "suggest", "today"]
    assert names_there == ["Fix", "Original", "Report", *slash]
    (menu,) = [command.definition.name for command in commands if command.name == "Fix"]
    assert [menu.in_locale(locale) for locale in ("en-GB", "zh-CN", "zh-TW")] == ["Fix", "改句子", "改句子"]
    (names,) = [command.definition.name for command in commands if command.name == "bridge"]
    assert [names.in_locale(locale) for locale in ("en-GB", "zh-CN", "zh-TW")] == ["bridge", "语言桥", "語言橋"]

    def registrations() -> int:
        return unbridged.server.traffic.count()["PUT", "/applications/{application_id}/commands"]

    assert registrations() == 1
    assert await unbridged.bot.stop() == 0
    await unbridged.bot.start()
    await asyncio.sleep(0.5)
    assert registrations() == 1


async def test_nothing_crosses_a_paused_bridge_later_either(unbridged: Scene):
    client = await client_of(unbridged, "morgan")
    await joined(client)
    await client.run("bridge pause", bridge="english · 中文")
    secret = unbridged.say("dana", "english", "not for the others")
    await asyncio.sleep(0.3)
    assert "paused" in (await client.run("bridge list")).content
    await client.run("bridge resume", bridge="english · 中文")
    await unbridged.edit("dana", secret, "not for the others either")
    unbridged.say("dana", "english", "again")
    await unbridged.until("中文", ["[zh-CN] again"])
    await unbridged.bot.kill()
    await unbridged.bot.start()
    unbridged.say("dana", "english", "and again")
    await unbridged.until("中文", ["[zh-CN] again", "[zh-CN] and again"])


async def test_a_channel_joins_and_leaves_and_the_last_two_part(unbridged: Scene):
    client = await client_of(unbridged, "morgan")
    world = unbridged.stage.world
    await joined(client)
    shown = await client.run("bridge add", bridge="english · 中文", channel=world.channel("练习"))
    await client.press(shown, "Start")
    unbridged.say("dana", "english", "one")
    await unbridged.until("练习", ["[zh-CN] one"])
    for channel in ("练习", "中文"):
        asked = await client.run("bridge remove", channel=world.channel(channel))
        await client.press(asked, "Take it out of the bridge")
        assert pinned(unbridged, channel) == []
    assert pinned(unbridged, "english") == []
    unbridged.say("dana", "english", "two")
    await asyncio.sleep(0.3)
    assert unbridged.texts("中文") == ["[zh-CN] one"]
    assert "no bridges" in (await client.run("bridge list")).content


async def test_obstacles_are_named_with_their_remedy_and_nothing_is_opened(unbridged: Scene):
    client = await client_of(unbridged, "morgan")
    world = unbridged.stage.world
    await unbridged.ask("morgan", "PATCH", f"/channels/{world.channel('中文').id}", {"nsfw": True})
    shown = await client.run("bridge create", first=world.channel("english"), second=world.channel("中文"))
    assert said("en-US", "finding-age", channel=f"<#{world.channel('english').id}>") in shown.content
    (start,) = [one for row in shown.components for one in row["components"] if one.get("label") == "Start"]
    assert start["disabled"]


@pytest.mark.parametrize(("locale", "handle"), ADMINS.items())
async def test_refusals_are_said_in_the_asker_s_language(unbridged: Scene, locale: Locale, handle: str):
    client = await client_of(unbridged, handle, is_admin=True)
    world = unbridged.stage.world
    english = world.channel("english")
    alone = await client.run("bridge create", first=english, second=english)
    assert alone.content == said(locale, "error-same-channel")
    babel = await client.run("bridge create", first=english, second=world.channel("中文"), first_language="no language")
    assert babel.content == said(locale, "error-language-unknown", tag="no language")
    missing = await client.run("bridge close", bridge="none")
    closing = await client.press(missing, said(locale, "bridge-close-button"))
    assert closing.content == said(locale, "error-no-such-bridge", bridge="none")
    await joined(client, locale)
    again = await client.run("bridge create", first=english, second=world.channel("练习"))
    assert again.content == said(locale, "error-channel-already-bridged", channel_id=f"<#{english.id}>")


async def test_the_languages_and_bridges_are_offered_while_one_types(unbridged: Scene):
    client = await client_of(unbridged, "yating", is_admin=True)
    await joined(client, "zh-TW", first_language="en", second_language="zh-TW")
    world = unbridged.stage.world
    practice = world.channel("练习")
    offered = await client.complete("bridge add", "language", bridge="x", channel=practice, language="中文")
    assert offered == ["中文（簡體）", "中文（繁體）"]
    assert await client.complete("bridge pause", "bridge", bridge="eng") == ["english · 中文"]
    unbridged.say("dana", "english", "Good morning!")
    await unbridged.until("中文", ["早安！"])


async def test_a_member_who_says_no_is_neither_relayed_nor_translated_nor_kept(unbridged: Scene, vendor: Vendor):
    await joined(await client_of(unbridged, "morgan"))
    client = await client_of(unbridged, "dana", "english")
    shown = await client.run("privacy")
    assert "Google Translate" in shown.content
    shown = await client.press(shown, "Do not relay me")
    assert said("en-US", "privacy-not-taking-part") in shown.content
    asked = vendor.requests
    said_no = unbridged.say("dana", "english", "only here")
    unbridged.say("graham", "english", "everywhere")
    await unbridged.until("中文", ["[zh-CN] everywhere"])
    assert vendor.requests == asked + 1
    await unbridged.bot.kill()
    assert b"only here" not in b"".join(path.read_bytes() for path in unbridged.bot.directory.glob("qiao.db*"))
    await unbridged.bot.start()
    client = await client_of(unbridged, "dana", "english")
    await client.press(await client.run("privacy"), "Take part again")
    await unbridged.edit("dana", said_no, "only here still")
    unbridged.say("dana", "english", "now everywhere")
    await unbridged.until("中文", ["[zh-CN] everywhere", "[zh-CN] now everywhere"])


async def test_words_that_no_translator_may_see_cross_as_they_are(unbridged: Scene, vendor: Vendor):
    await joined(await client_of(unbridged, "morgan"))
    client = await client_of(unbridged, "dana", "english")
    await client.press(await client.run("privacy"), "No translator for my words")
    asked = vendor.requests
    unbridged.say("dana", "english", "zyx wvu")
    await unbridged.until("中文", ["zyx wvu"])
    assert vendor.requests == asked


async def test_the_original_of_a_relayed_message_is_shown_to_whoever_asks(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    source = unbridged.say("dana", "english", "The grill is hot")
    await unbridged.until("中文", ["[zh-CN] The grill is hot"])
    await unbridged.bot.relays(1)
    (relayed,) = unbridged.relayed("中文")
    client = await client_of(unbridged, "xiaoman", "中文")
    shown = await client.use_on("Original", relayed)
    link = f"https://discord.com/channels/{unbridged.stage.guild.id}/{source.channel.id}/{source.id}"
    dana = unbridged.stage.world.member("dana")
    assert shown.content == said("zh-CN", "original", author=f"<@{dana.id}>", link=link)
    assert [embed["description"] for embed in shown.embeds] == ["The grill is hot"]
    other = await client.use_on("Original", unbridged.say("xiaoman", "中文", "看饿了"))
    assert other.content == said("zh-CN", "error-no-original")
