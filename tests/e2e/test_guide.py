"""What members and moderators read about the bridge: the guide, page by page, and how things stand."""

import asyncio
import re

import pytest

from bot.discord_adapter.guide import TOPICS, Topic
from bot.i18n.catalog import Catalog, Locale
from bot.ids import MessageId, said_at
from playground.cast import CHINESE, ENGLISH
from playground.server.components.reader import every
from playground.server.faults.model import Fault, Kind
from playground.server.messages.model import Message
from tests.e2e.commanding import Client, client_of
from tests.e2e.harness import Scene
from tests.vendors import Vendor

EXECUTE = "/webhooks/{webhook_id}/{webhook_token}"
MOMENT = re.compile(r"<t:(\d+):R>")

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


async def status(client: Client) -> list[str]:
    """Return what `/status` says, line by line, with an ellipsis for each moment."""
    return MOMENT.sub("…", (await client.run("status")).content).splitlines()


@pytest.mark.parametrize(("locale", "handle"), READERS.items())
async def test_status_tells_how_the_translators_stand(here: Scene, vendor: Vendor, locale: Locale, handle: str):
    await here.bot.start()
    client = await client_of(here, handle, is_admin=True)
    google = said(locale, "notice-by-google")
    shown = await status(client)
    assert said(locale, "status-hearing-heard") in shown
    assert said(locale, "status-translator-unasked", number=1, name=google) in shown
    assert said(locale, "status-lane", channel=f"<#{CHINESE.id}>", waiting=0) in shown
    assert said(locale, "status-invalid-requests", count=0, most=10_000) in shown
    assert re.fullmatch(r"-# Qiao [\d.]+ · discord\.py [\d.]+ · Python [\d.]+ · .*…", shown[-1])
    here.say("dana", "english", "my grill is hot")
    await here.until("中文", ["[zh-CN] my grill is hot"])
    assert said(locale, "status-translator-answering", number=1, name=google) in await status(client)
    vendor.fault = "500"
    for number in range(3):
        here.say("dana", "english", f"the coals of row {number} are hot")
        await here.until_count("中文", number + 2)
    await here.bot.relays(4)  # recorded, too, so that their translations are known to be owed
    shown = await status(client)
    assert said(locale, "status-translator-resting", number=1, name=google, until="…") in shown
    assert said(locale, "status-lane-untranslated", count=3) in shown


@pytest.mark.parametrize(("locale", "handle"), READERS.items())
async def test_status_tells_what_waits_where_the_bot_may_not_post(here: Scene, locale: Locale, handle: str):
    await here.bot.start()
    client = await client_of(here, handle, is_admin=True)
    here.say("dana", "english", "one")
    await here.until("中文", ["[zh-CN] one"])
    refused = Fault(Kind.STATUS, "POST", EXECUTE, status=403, code=50013)
    here.server.faults.add(refused)
    waiting = here.say("dana", "english", "two")
    shut = said(locale, "status-lane-shut", channel=f"<#{CHINESE.id}>", waiting=1)
    for _ in range(300):  # an answer to a command goes by such an address too, and is not to be refused
        if refused.hits:
            break
        await asyncio.sleep(0.05)
    shown = ""
    for _ in range(20):  # the pause is committed a moment later
        shown = (await client.run("status")).content
        if shut in shown:
            break
    assert shut in shown
    since = f"<t:{int(said_at(MessageId(waiting.id)).timestamp())}:R>"
    assert said(locale, "status-lane-since", since=since) in shown.splitlines()
    counted = said(locale, "status-invalid-requests", count=refused.hits, most=10_000)
    assert counted in shown.splitlines()
    failure = said(locale, "status-lane-failure", at="…", what=said(locale, "status-failure-forbidden"))
    assert failure in MOMENT.sub("…", shown).splitlines()
    assert said(locale, "status-lane", channel=f"<#{ENGLISH.id}>", waiting=0) in shown.splitlines()


async def test_status_is_offered_to_those_who_may_manage_messages_and_in_guilds_only(here: Scene):
    await here.bot.start()
    await client_of(here, "morgan")
    commands = here.stage.world.commands.of(here.stage.application, None)
    (definition,) = [command.definition for command in commands if command.name == "status"]
    assert definition.default_member_permissions == 1 << 13  # Manage Messages
    assert definition.contexts == (0,)
