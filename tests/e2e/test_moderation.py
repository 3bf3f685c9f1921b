"""What members report, and what moderators do about it."""

import pytest

from bot.i18n.catalog import Locale
from playground.cast import BOT_ROLE_ID
from playground.server.guilds import permissions
from playground.server.messages.model import Message
from tests.e2e.commanding import client_of
from tests.e2e.harness import Scene
from tests.e2e.test_commands import joined, said
from tests.vendors import Vendor

MODERATORS = "mods-管理"


async def reported(here: Scene, text: str = "something rude") -> tuple[Message, Message]:
    """Have 小满 report what Dana wrote, by its translation; return the source, and what moderators see."""
    source = here.say("dana", "english", text)
    await here.until("中文", [f"[zh-CN] {text}"])
    await here.bot.relays(1)
    client = await client_of(here, "xiaoman", "中文")
    answer = await client.use_on("Report", here.relayed("中文")[-1])
    assert answer.content == said("zh-CN", "report-sent")
    return source, list(here.stage.world.channel(MODERATORS).history)[-1]


async def test_who_reports_an_original_has_it_translated_for_moderators(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    source = unbridged.say("xiaoman", "中文", "plugh 这句很难听")
    await unbridged.until("english", ["[en] plugh 这句很难听"])
    client = await client_of(unbridged, "dana", "中文")
    await client.use_on("Report", source)
    (embed,) = list(unbridged.stage.world.channel(MODERATORS).history)[-1].embeds
    assert embed["description"] == "plugh 这句很难听"
    (field,) = embed["fields"]
    assert (field["name"], field["value"]) == ("English", "[en] plugh 这句很难听")


async def test_no_outside_translator_sees_for_moderators_what_its_author_keeps_from_it(
    unbridged: Scene, vendor: Vendor
):
    await joined(await client_of(unbridged, "morgan"))
    xiaoman = await client_of(unbridged, "xiaoman", "中文")
    privacy = await xiaoman.run("privacy")
    await xiaoman.press(privacy, said("zh-CN", "privacy-forbid-outside"))
    source = unbridged.say("xiaoman", "中文", "这句很难听")
    await unbridged.until_count("english", 1)
    client = await client_of(unbridged, "dana", "中文")
    await client.use_on("Report", source)
    (embed,) = list(unbridged.stage.world.channel(MODERATORS).history)[-1].embeds
    assert embed["fields"][0]["value"] == said("en-US", "held-untranslated")
    assert not vendor.asked


async def test_moderators_see_original_and_translation_and_the_way_to_them(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    source, report = await reported(unbridged)
    dana, xiaoman = (unbridged.stage.world.member(handle) for handle in ("dana", "xiaoman"))
    for told in (f"<@{dana.id}>", f"<@{xiaoman.id}>", f"<#{source.channel.id}>", f"/{source.channel.id}/{source.id}"):
        assert told in report.content
    (embed,) = report.embeds
    assert embed["description"] == "something rude"
    assert "[zh-CN] something rude" in embed["fields"][0]["value"]
    assert not report.mentions
    assert "something rude" not in "\n".join(unbridged.bot.output)


@pytest.mark.parametrize("may_delete", [False, True])
async def test_one_press_deletes_everywhere_as_far_as_the_bot_may_after_a_restart_too(
    unbridged: Scene, may_delete: bool
):
    world = unbridged.stage.world
    if may_delete:
        unbridged.stage.guild.roles[BOT_ROLE_ID].permissions |= permissions.MANAGE_MESSAGES
    await joined(await client_of(unbridged, "morgan"))
    source, report = await reported(unbridged)
    await unbridged.bot.kill()
    await unbridged.bot.start()
    morgan = await client_of(unbridged, "morgan", MODERATORS)
    acted = await morgan.press(report, said("en-US", "report-do-delete"))
    outcome = "report-deleted" if may_delete else "report-copies-deleted"
    assert acted.content.endswith(said("en-US", outcome, member=f"<@{morgan.user.id}>"))
    await unbridged.until("中文", [])
    assert (source in list(world.channel("english").history)) is not may_delete


async def test_who_is_muted_crosses_no_more_until_it_is_undone(unbridged: Scene):
    morgan = await client_of(unbridged, "morgan", MODERATORS)
    await joined(morgan)
    _, report = await reported(unbridged)
    await morgan.press(report, said("en-US", "report-do-mute"))
    rude = unbridged.say("dana", "english", "more of it")
    unbridged.say("graham", "english", "xyzzy")
    await unbridged.until("中文", ["[zh-CN] something rude", "[zh-CN] xyzzy"])
    await unbridged.bot.kill()
    await unbridged.bot.start()
    unmuted = await morgan.run("bridge unmute", bridge="english · 中文", member=unbridged.stage.world.member("dana"))
    assert "again" in unmuted.content
    await unbridged.edit("dana", rude, "more of it, edited")
    unbridged.say("dana", "english", "plugh")
    await unbridged.until("中文", ["[zh-CN] something rude", "[zh-CN] xyzzy", "[zh-CN] plugh"])


async def test_dismissing_ends_it_and_only_moderators_may(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    _, report = await reported(unbridged)
    dana = await client_of(unbridged, "dana", MODERATORS)
    refused = await dana.press(report, said("en-US", "report-do-dismiss"))
    assert refused.content == said("en-US", "error-moderators-only")
    morgan = await client_of(unbridged, "morgan", MODERATORS)
    acted = await morgan.press(report, said("en-US", "report-do-dismiss"))
    assert not acted.components


@pytest.mark.parametrize(("locale", "handle"), [("en-US", "dana"), ("zh-CN", "weijie"), ("zh-TW", "yating")])
async def test_where_nothing_can_be_done_is_said_why(unbridged: Scene, locale: Locale, handle: str):
    world = unbridged.stage.world
    client = await client_of(unbridged, handle, "practice")
    elsewhere = await client.use_on("Report", unbridged.say("priya", "practice", "hello"))
    assert elsewhere.content == said(
        locale, "error-channel-not-bridged", channel_id=f"<#{world.channel('practice').id}>"
    )
    morgan = await client_of(unbridged, "morgan")
    shown = await morgan.run("bridge create", first=world.channel("english"), second=world.channel("中文"))
    await morgan.press(shown, "Start")  # and no notice channel
    client = await client_of(unbridged, handle, "english")
    nowhere = await client.use_on("Report", unbridged.say("priya", "english", "hello"))
    assert nowhere.content == said(locale, "error-no-notice-channel", bridge="english · 中文")
