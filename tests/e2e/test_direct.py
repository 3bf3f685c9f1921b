"""What members do with the bot in private."""

import asyncio

import pytest

from bot.discord_adapter.guide import TOPICS
from bot.i18n.catalog import LOCALES, Locale
from playground.server.directs.model import Direct
from playground.server.messages.model import Message
from tests.e2e.commanding import Client, direct_client_of
from tests.e2e.harness import Scene
from tests.e2e.test_commands import ADMINS, said


async def written(client: Client, content: str) -> Message:
    """Write to the bot, and return what it answers."""
    before = len(list(client.channel.history))
    client.scene.stage.world.say(client.user, client.channel, content)
    await client.scene.until_true(lambda: len(list(client.channel.history)) == before + 2)
    return list(client.channel.history)[-1]


def label(name: str) -> str:
    return " · ".join(dict.fromkeys(said(locale, f"direct-{name}") for locale in LOCALES))


@pytest.mark.parametrize(("locale", "handle"), ADMINS.items())
async def test_privacy_settings_and_guide_are_there_in_private_too(unbridged: Scene, locale: Locale, handle: str):
    client = await direct_client_of(unbridged, handle)
    shown = await client.run("privacy")
    assert said(locale, "privacy-taking-part") in shown.content
    shown = await client.press(shown, said(locale, "privacy-leave"))
    assert said(locale, "privacy-not-taking-part") in shown.content
    shown = await client.run("settings")
    shown = await client.press(shown, said(locale, "settings-pings-turn-off"))
    assert said(locale, "settings-pings-off") in shown.content
    shown = await client.run("guide")
    assert said(locale, f"guide-{TOPICS[0]}-title") in shown.content
    shown = await client.press(shown, said(locale, "guide-next"))
    assert said(locale, f"guide-{TOPICS[1]}-title") in shown.content


@pytest.mark.parametrize(("locale", "handle"), ADMINS.items())
async def test_a_written_message_leads_to_each_panel_after_a_restart_too(unbridged: Scene, locale: Locale, handle: str):
    client = await direct_client_of(unbridged, handle)
    answer = await written(client, "xyzzy secret plugh")
    assert answer.content.split("\n") == [said(each, "direct-hello") for each in LOCALES]
    await unbridged.bot.kill()
    assert b"xyzzy" not in b"".join(path.read_bytes() for path in unbridged.bot.directory.glob("qiao.db*"))
    assert "xyzzy" not in "\n".join(unbridged.bot.output)
    await unbridged.bot.start()
    for name, key in (("privacy", "privacy-title"), ("settings", "settings-title")):
        panel = await client.press(answer, label(name))
        assert panel.content.startswith(said(locale, key))
        assert panel.seen_by is client.user
    shown = await client.press(await client.press(answer, label("privacy")), said(locale, "privacy-forbid-outside"))
    assert said(locale, "privacy-no-outside") in shown.content
    guide = await client.press(answer, label("guide"))
    assert said(locale, f"guide-{TOPICS[0]}-title") in guide.content


async def test_nobody_is_answered_twice_within_a_minute_and_one_does_not_wait_for_another(unbridged: Scene):
    dana, graham = await direct_client_of(unbridged, "dana"), await direct_client_of(unbridged, "graham")
    await written(dana, "one")
    unbridged.stage.world.say(dana.user, dana.channel, "two")
    await written(graham, "one")
    await asyncio.sleep(0.3)
    assert [message.content for message in dana.channel.history if message.author_id == dana.user.id] == ["one", "two"]
    assert len(list(dana.channel.history)) == 3


async def test_who_takes_no_messages_is_left_alone_and_commands_still_answer(unbridged: Scene):
    client = await direct_client_of(unbridged, "dana")
    client.user.takes_directs = False
    unbridged.stage.world.say(client.user, client.channel, "xyzzy")
    shown = await client.run("privacy")
    assert said("en-US", "privacy-title") in shown.content
    assert isinstance(client.channel, Direct)
    assert [message.content for message in client.channel.history] == ["xyzzy"]
    assert "xyzzy" not in "\n".join(unbridged.bot.output)
    assert "Traceback" not in "\n".join(unbridged.bot.output)
