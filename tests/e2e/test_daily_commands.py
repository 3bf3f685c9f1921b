"""What admins and members do with the topic of the day by commands, in three languages."""

import re

import pytest

from bot.i18n.catalog import Locale
from playground.server.components.reader import every
from playground.server.guilds import permissions
from playground.server.interactions.gestures import Value
from playground.server.interactions.model import Interaction, State
from playground.server.messages.model import Message
from tests.e2e.commanding import Client, client_of, reading, submitted
from tests.e2e.harness import Scene
from tests.e2e.test_commands import ADMINS, said

MAIN = "main"
TOPIC = {"en-US": "### Topic of the day", "zh-CN": "### 每日话题", "zh-TW": "### 每日話題"}


async def admin_of(here: Scene, handle: str) -> Client:
    await here.bot.start()
    return await client_of(here, handle, is_admin=True)


async def chosen(client: Client, shown: Message, heading: str, *values: Value) -> None:
    """Choose in the menu called *heading*, and wait until it shows."""
    before = shown.edited
    menu = next(one["custom_id"] for one in every(shown.components) if one.get("placeholder") == heading)
    await reading()
    one = client.scene.stage.world.interactions.choose(client.user, shown, menu, *values)
    assert await one.settle() is not State.FAILED
    await client.scene.until_true(lambda: shown.edited != before)


async def typed(client: Client, shown: Message, label: str, **fields: str) -> Interaction:
    """Press the button called *label*, fill in the form that it opens, and return what that led to."""
    acts = client.scene.stage.world.interactions
    button = next(one["custom_id"] for one in every(shown.components) if one.get("label") == label)
    await reading()
    opened = acts.press(client.user, shown, button)
    assert await opened.settle() is not State.FAILED
    assert opened.modal is not None
    sent = await submitted(client, opened, **fields)
    assert await sent.settle() is not State.FAILED
    return sent


async def previewed(client: Client, shown: Message, label: str) -> list[str]:
    """Press the button that shows what would be posted, and return that."""
    button = next(one["custom_id"] for one in every(shown.components) if one.get("label") == label)
    await reading()
    pressed = client.scene.stage.world.interactions.press(client.user, shown, button)
    assert await pressed.settle() is not State.FAILED
    await client.scene.until_true(lambda: len(pressed.followups) == 2)
    return [one.content for one in pressed.followups.values()]


def answers(one: Interaction) -> list[str]:
    """Return what an interaction was answered with, once nothing of it is to come."""
    first = [one.response] if one.response is not None and not one.is_loading else []
    found = {message.id: message.content for message in (*first, *one.followups.values())}
    return [content for content in found.values() if content]


def topics(here: Scene, channel: str) -> list[Message]:
    history = here.stage.world.channel(channel).history
    return [one for one in history if "daily-answer" in str(one.components)]


async def started(client: Client, locale: Locale) -> Message:
    shown = await client.run("daily setup", bridge=MAIN)
    return await client.press(shown, said(locale, "daily-button-start"))


@pytest.mark.parametrize(("locale", "handle"), ADMINS.items())
async def test_an_admin_sets_it_up_sees_it_in_both_languages_and_starts_it(here: Scene, locale: Locale, handle: str):
    admin = await admin_of(here, handle)
    shown = await admin.run("daily setup", bridge=MAIN, zone="taipei")
    assert said(locale, "daily-plan-title", bridge=MAIN) in shown.content
    assert said(locale, "daily-plan-hour", time="13:00", zone="Asia/Taipei") in shown.content
    form = said(locale, "daily-button-time")
    refused = await typed(admin, shown, form, time="9:30 pm", zone="Asia/Tapei")
    await here.until_true(lambda: bool(answers(refused)))
    (error,) = [one for one in answers(refused) if "Asia/Tapei" in one]
    assert "Asia/Taipei" in error
    await typed(admin, shown, form, time="9:30 pm", zone="Asia/Taipei")
    await here.until_true(lambda: "21:30" in shown.content)
    assert said(locale, "daily-plan-hour", time="21:30", zone="Asia/Taipei") in shown.content
    await chosen(admin, shown, said(locale, "daily-menu-days"), "0", "2", "4")
    assert said(locale, "daily-every-day") not in shown.content
    await typed(admin, shown, said(locale, "daily-button-more"), window="48", start="2030-01-07")
    await here.until_true(lambda: said(locale, "daily-plan-window", hours=48) in shown.content)
    english, chinese = await previewed(admin, shown, said(locale, "daily-button-preview"))
    assert TOPIC["en-US"] in english
    assert TOPIC["zh-CN"] in chinese
    assert [*topics(here, "english"), *topics(here, "中文")] == []
    done = await admin.press(shown, said(locale, "daily-button-start"))
    when = "<t:1894023000:F>"  # 2030-01-07 13:30 UTC
    assert done.content == said(locale, "daily-started", when=when)
    assert not done.components
    again = await admin.run("daily setup", bridge=MAIN)
    assert said(locale, "daily-plan-on", when=when) in again.content
    assert said(locale, "daily-plan-window", hours=48) in again.content


@pytest.mark.parametrize(("locale", "handle"), ADMINS.items())
async def test_themes_festivals_and_a_channel_s_own_hours_are_chosen_on_pages_of_their_own(
    here: Scene, locale: Locale, handle: str
):
    admin = await admin_of(here, handle)
    guild = here.stage.guild
    made = await here.ask("morgan", "POST", f"/guilds/{guild.id}/roles", {"name": "topics"})
    role = guild.roles[int(made["id"])]
    shown = await admin.run("daily setup", bridge=MAIN)
    await admin.press(shown, said(locale, "daily-button-topics"))
    await chosen(admin, shown, said(locale, "daily-menu-themes"), "food", "pets")
    await chosen(admin, shown, said(locale, "daily-menu-calendars"), "tw", "us")
    await admin.press(shown, said(locale, "daily-button-sensitive-on"))
    assert said(locale, "daily-theme-work") in shown.content
    assert said(locale, "daily-theme-food") not in shown.content
    assert said(locale, "daily-sensitive-on") in shown.content
    await admin.press(shown, said(locale, "daily-button-back"))
    await admin.press(shown, said(locale, "daily-button-channels"))
    chinese = here.stage.world.channel("中文")
    await chosen(admin, shown, said(locale, "daily-menu-channel"), str(chinese.id))
    await typed(admin, shown, said(locale, "daily-button-own-time"), time="20:00", zone="台北")
    await here.until_true(lambda: "20:00" in shown.content)
    await chosen(admin, shown, said(locale, "daily-menu-role"), role)
    assert said(locale, "daily-plan-ping", role=f"<@&{role.id}>") in shown.content
    assert f"<#{chinese.id}>" in next(line for line in shown.content.split("\n") if "20:00" in line)
    await admin.press(shown, said(locale, "daily-button-back"))
    refused = await admin.press(shown, said(locale, "daily-button-start"))
    lack = said(locale, "daily-lack-role", channel=f"<#{chinese.id}>", role=f"<@&{role.id}>")
    assert lack in refused.content
    await here.ask("morgan", "PATCH", f"/guilds/{guild.id}/roles/{role.id}", {"mentionable": True})
    done = await admin.press(shown, said(locale, "daily-button-start"))
    assert said(locale, "daily-started", when="")[:6] in done.content
    again = await admin.run("daily setup", bridge=MAIN)
    assert f"<@&{role.id}>" in again.content
    assert said(locale, "daily-theme-work") in again.content


@pytest.mark.parametrize(("locale", "handle"), ADMINS.items())
async def test_an_admin_looks_ahead_skips_queues_and_pauses(here: Scene, locale: Locale, handle: str):
    admin = await admin_of(here, handle)
    missing = await admin.run("daily next", bridge=MAIN)
    assert missing.content == said(locale, "error-no-schedule", bridge=MAIN)
    await started(admin, locale)
    coming = await admin.run("daily next", bridge=MAIN)
    assert coming.content.count(":F>") == 7
    assert said(locale, "daily-reason-library") in coming.content
    await admin.run("daily skip", bridge=MAIN)
    coming = await admin.run("daily next", bridge=MAIN)
    assert coming.content.count(f"> {said(locale, 'daily-skipped-date')}") == 1
    assert coming.content.count(":F>") == 7
    (dates,) = [await admin.complete("daily skip", "date", bridge=MAIN, date="")]
    assert len(dates) == 6
    words = {"en-US": "soup", "zh-CN": "饺子", "zh-TW": "餃子"}
    offered = await admin.complete("daily queue add", "topic", bridge=MAIN, topic=words[locale])
    topic = next(one for one in offered if words[locale] in one.casefold() and not one.endswith("…"))
    queued = await admin.run("daily queue add", bridge=MAIN, topic=topic)
    assert queued.content == said(locale, "daily-queued", topic=topic, place=1)
    coming = await admin.run("daily next", bridge=MAIN)
    assert f"> {topic}\n> -# {said(locale, 'daily-reason-queue')}" in coming.content
    assert f"1. {topic}" in (await admin.run("daily queue show", bridge=MAIN)).content
    assert await admin.complete("daily queue remove", "topic", bridge=MAIN, topic="") == [topic]
    gone = await admin.run("daily queue remove", bridge=MAIN, topic=topic)
    assert gone.content == said(locale, "error-queue-entry-gone")
    removed = await admin.run("daily queue remove", bridge=MAIN, topic="1")
    assert removed.content == said(locale, "daily-unqueued", topic=topic)
    assert (await admin.run("daily pause", bridge=MAIN)).content == said(locale, "daily-paused", bridge=MAIN)
    shown = await admin.run("daily setup", bridge=MAIN)
    assert said(locale, "daily-paused-admin") in shown.content
    resumed = await admin.run("daily resume", bridge=MAIN)
    assert re.search(r"<t:\d+:F>", resumed.content)


@pytest.mark.parametrize(("locale", "handle"), ADMINS.items())
async def test_today_s_topic_is_posted_at_once_and_members_find_it(here: Scene, locale: Locale, handle: str):
    admin = await admin_of(here, handle)
    member = await client_of(here, handle, "english")
    assert (await member.run("today")).content == said(locale, "error-no-daily-topic")
    assert (await admin.run("daily history", bridge=MAIN)).content == said(locale, "daily-history-none", bridge=MAIN)
    await started(admin, locale)
    assert said(locale, "daily-today-none") in (await member.run("today")).content
    posted = await admin.run("daily post", bridge=MAIN)
    (english,), (chinese,) = topics(here, "english"), topics(here, "中文")
    where = f"<#{english.id}>\n<#{chinese.id}>"
    assert posted.content == said(locale, "daily-posted", where=where)
    again = await admin.run("daily post", bridge=MAIN)
    assert again.content == said(locale, "daily-posted-before", where=where)
    assert len(topics(here, "english")) == 1
    today = await member.run("today")
    assert TOPIC[locale] in today.content
    assert f"<#{english.id}> · <#{chinese.id}>" in today.content
    assert re.search(r"<t:\d+:F>", today.content)
    history = await admin.run("daily history", bridge=MAIN)
    assert said(locale, "daily-still-open") in history.content
    assert (await admin.run("daily stats", bridge=MAIN)).content == said(locale, "daily-stats-none", bridge=MAIN)


async def test_who_may_not_manage_the_guild_changes_nothing(here: Scene):
    await here.bot.start()
    dana = await client_of(here, "dana", "english")
    here.stage.guild.roles[here.stage.guild.id].permissions |= permissions.MANAGE_MESSAGES
    refused = await dana.run("daily pause", bridge=MAIN)
    assert refused.content == said("en-US", "error-not-allowed")
    looked = await dana.run("daily next", bridge=MAIN)
    assert looked.content == said("en-US", "error-no-schedule", bridge=MAIN)


async def test_what_hangs_on_a_bridge_is_offered_once_there_is_one(here: Scene):
    admin = await admin_of(here, "morgan")
    assert await admin.complete("daily queue remove", "topic", bridge="nothing", topic="") == []
    assert await admin.complete("daily skip", "date", bridge="nothing", date="") == []
    assert await admin.complete("bridge words remove", "word", bridge="nothing", word="") == []
    assert not any("gnoring exception" in line for line in here.bot.output)
