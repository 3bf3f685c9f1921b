"""What members set by `/settings`, and what it does."""

import pytest

from bot.i18n.catalog import Locale
from playground.server.components.reader import every
from playground.server.guilds import permissions
from playground.server.messages.model import Message
from tests.e2e.commanding import Client, client_of, reading
from tests.e2e.harness import Scene
from tests.e2e.test_commands import ADMINS, joined, said


async def chosen(client: Client, shown: Message, heading: str, value: str) -> None:
    """Choose in the menu called *heading*, and wait until it shows."""
    before = shown.edited
    menu = next(one["custom_id"] for one in every(shown.components) if one.get("placeholder") == heading)
    await reading()
    one = client.scene.stage.world.interactions.choose(client.user, shown, menu, value)
    await one.settle()
    await client.scene.until_true(lambda: shown.edited != before)


@pytest.mark.parametrize(("locale", "handle"), ADMINS.items())
async def test_settings_show_and_change_how_things_stand_and_last(unbridged: Scene, locale: Locale, handle: str):
    client = await client_of(unbridged, handle, "english")
    shown = await client.run("settings")
    assert said(locale, "settings-reads-none") in shown.content
    for name in ("pings", "corrections", "quoting"):
        before, after = ("off", "on") if name == "corrections" else ("on", "off")
        assert said(locale, f"settings-{name}-{before}") in shown.content
        shown = await client.press(shown, said(locale, f"settings-{name}-turn-{after}"))
        assert said(locale, f"settings-{name}-{after}") in shown.content
    await chosen(client, shown, said(locale, "settings-menu-reads"), "ja")
    await chosen(client, shown, said(locale, "settings-menu-phonetics"), "zhuyin")
    assert said(locale, "settings-phonetics-zhuyin") in shown.content
    await unbridged.bot.kill()
    await unbridged.bot.start()
    client = await client_of(unbridged, handle, "english")
    again = await client.run("settings")
    assert again.content == shown.content


async def test_the_original_is_shown_as_its_reader_and_its_author_like_it(unbridged: Scene):
    await joined(await client_of(unbridged, "morgan"))
    xiaoman = await client_of(unbridged, "xiaoman", "中文")
    shown = await xiaoman.run("settings")
    await xiaoman.press(shown, said("zh-CN", "settings-corrections-turn-on"))
    dana = await client_of(unbridged, "dana", "english")
    shown = await dana.run("settings")
    await chosen(dana, shown, said("en-US", "settings-menu-reads"), "zh-Hant")
    await chosen(dana, shown, said("en-US", "settings-menu-phonetics"), "zhuyin")
    unbridged.say("xiaoman", "中文", "熊猫爬树")
    await unbridged.until("english", ["[en] 熊猫爬树"])
    await unbridged.bot.relays(1)
    answer = await dana.use_on("Original", unbridged.relayed("english")[-1])
    assert said("en-US", "original-corrections", author=f"<@{xiaoman.user.id}>") in answer.content
    (embed,) = answer.embeds
    assert embed["description"] == "熊猫爬树"
    assert [(one["name"], one["value"]) for one in embed["fields"]] == [
        ("Chinese (Traditional)", "熊貓爬樹"),
        ("Zhuyin", "熊猫 ㄒㄩㄥˊ ㄇㄠ · 爬 ㄆㄚˊ · 树 ㄕㄨˋ"),
    ]


async def test_who_wants_no_pings_from_the_other_side_gets_none(unbridged: Scene):
    """Somebody who cannot read #english, and is mentioned there."""
    world = unbridged.stage.world
    await joined(await client_of(unbridged, "morgan"))
    xiaoman = world.member("xiaoman")
    hidden = {"id": str(xiaoman.id), "type": 1, "allow": "0", "deny": str(int(permissions.VIEW_CHANNEL))}
    english = world.channel("english").id
    await unbridged.ask("morgan", "PUT", f"/channels/{english}/permissions/{xiaoman.id}", hidden)
    client = await client_of(unbridged, "xiaoman", "中文")
    for is_pinged, label in ((True, "settings-pings-turn-off"), (False, "settings-pings-turn-on"), (True, "")):
        count = len(unbridged.relayed("中文"))
        unbridged.say("dana", "english", f"<@{xiaoman.id}> xyzzy")
        await unbridged.until_count("中文", count + 1)
        assert bool(unbridged.relayed("中文")[-1].mentions) is is_pinged
        if label:
            await client.press(await client.run("settings"), said("zh-CN", label))
