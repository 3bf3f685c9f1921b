"""What members and moderators read about the bridge: the guide, page by page, and how things stand."""

import pytest

from bot.discord_adapter.guide import TOPICS, Topic
from bot.i18n.catalog import Catalog, Locale
from playground.server.components.reader import every
from playground.server.messages.model import Message
from tests.e2e.commanding import Client, client_of
from tests.e2e.harness import Scene

READERS: dict[Locale, str] = {"en-US": "dana", "zh-CN": "weijie", "zh-TW": "yating"}


def said(locale: Locale, key: str, **fields: str | int) -> str:
    return Catalog().say(locale, key, **fields)


def page(locale: Locale, topic: Topic) -> str:
    title = said(locale, f"guide-{topic}-title")
    heading = said(locale, "guide-heading", title=title, number=TOPICS.index(topic) + 1, count=len(TOPICS))
    return f"{heading}\n{said(locale, f'guide-{topic}')}"


def is_disabled(shown: Message, label: str) -> bool:
    return next(bool(one.get("disabled")) for one in every(shown.components) if one.get("label") == label)


async def chosen(client: Client, shown: Message, topic: Topic) -> None:
    """Choose a page in the menu, and wait until it is there."""
    before = shown.edited
    await client.choose(shown, topic)
    await client.scene.until_true(lambda: shown.edited != before)


@pytest.mark.parametrize(("locale", "handle"), READERS.items())
async def test_the_guide_is_leafed_through_in_the_reader_s_language(here: Scene, locale: Locale, handle: str):
    await here.bot.start()
    client = await client_of(here, handle, "english")
    shown = await client.run("guide")
    back, on = said(locale, "guide-previous"), said(locale, "guide-next")
    assert is_disabled(shown, back)
    for topic in TOPICS[:-1]:
        assert shown.content == page(locale, topic)
        shown = await client.press(shown, on)
    assert shown.content == page(locale, TOPICS[-1])
    assert is_disabled(shown, on)
    await client.press(shown, back)
    assert shown.content == page(locale, TOPICS[-2])
    await chosen(client, shown, "talking")
    assert shown.content == page(locale, "talking")
    (menu,) = [one for one in every(shown.components) if "options" in one]
    assert [one["label"] for one in menu["options"] if one.get("default")] == [
        f"3 · {said(locale, 'guide-talking-title')}"
    ]


async def test_the_guide_opens_at_the_page_that_is_asked_for_and_in_private_messages_too(here: Scene):
    await here.bot.start()
    client = await client_of(here, "morgan", "english")
    assert (await client.run("guide", page="moderators")).content == page("en-US", "moderators")
    commands = here.stage.world.commands.of(here.stage.application, None)
    (definition,) = [command.definition for command in commands if command.name == "guide"]
    assert definition.contexts is None or 1 in definition.contexts  # 1: private messages with the bot
