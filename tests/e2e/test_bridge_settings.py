"""What admins set of a bridge by `/bridge settings`, and what it does."""

import pytest

from bot.i18n.catalog import Locale
from tests.e2e.commanding import client_of
from tests.e2e.harness import Scene
from tests.e2e.test_commands import ADMINS, joined, said

NAME = "english · 中文"


def notices(here: Scene) -> str:
    return "\n".join(message.content for message in here.stage.world.channel("mods-管理").history)


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


async def test_a_bridge_that_is_none_of_the_guild_s_is_not_shown(unbridged: Scene):
    admin = await client_of(unbridged, "morgan")
    await joined(admin)
    missing = await admin.run("bridge settings", bridge="none")
    assert missing.content == said("en-US", "error-no-such-bridge", bridge="none")
