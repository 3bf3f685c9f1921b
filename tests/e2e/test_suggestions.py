"""Members suggest topics of the day, and moderators decide about them, in three languages and across restarts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.bridges.model import Bridge, BridgeSettings
from bot.clock import SystemClock
from bot.i18n.catalog import Locale
from bot.prompts.model import Theme
from bot.prompts.schedule import Hour, Schedule
from bot.storage.database import Database
from playground.server.messages.model import Message
from tests.e2e.commanding import Client, client_of
from tests.e2e.harness import Scene
from tests.e2e.test_commands import joined, said
from tests.vendors import Vendor

MODERATORS = "mods-管理"
QUESTION = "Which smell takes you straight back home?"
QUESTION_ZH = "什么味道会让你一下子想起家？"
MEMBERS: list[tuple[Locale, str]] = [("en-US", "dana"), ("zh-CN", "weijie"), ("zh-TW", "yating")]


@asynccontextmanager
async def stored(here: Scene) -> AsyncIterator[tuple[Database, Bridge]]:
    """Give the database and its bridge while the bot is away for a moment."""
    assert await here.bot.stop() == 0
    database = await Database.open(f"sqlite:///{Path(here.bot.directory) / 'qiao.db'}", SystemClock())
    (bridge,) = await database.bridges.every()
    yield database, bridge
    await database.close()
    await here.bot.start()


async def asking(here: Scene, *, is_watched: bool = True) -> None:
    """Join #english and #中文, with a topic of the day that is never due."""
    await joined(await client_of(here, "morgan"))
    async with stored(here) as (database, bridge):
        later = SystemClock().now() + timedelta(hours=20)
        await database.daily.schedules.save(Schedule(bridge.id, weekdays=frozenset()), later)
        if not is_watched:
            await database.bridges.set(bridge.id, BridgeSettings())


async def asking_now(here: Scene) -> None:
    """Have what members suggested be due, and nothing that ships."""
    async with stored(here) as (database, bridge):
        now = SystemClock().now()
        hour = Hour(now.time().replace(second=0, microsecond=0))
        await database.daily.schedules.save(Schedule(bridge.id, hour, themes_off=frozenset(Theme)), now)


def board(here: Scene) -> Message:
    """Return the newest message that moderators see."""
    return list(here.stage.world.channel(MODERATORS).history)[-1]


def topics(here: Scene, channel: str) -> list[str]:
    """Return the topics that stand in a channel."""
    history = here.stage.world.channel(channel).history
    return [one.content for one in history if one.webhook_id is None and "daily-answer" in str(one.components)]


def fields(message: Message) -> dict[str, str]:
    (embed,) = message.embeds
    return {field["name"]: field["value"] for field in embed["fields"]}


async def suggested(client: Client, text: str = QUESTION) -> Message:
    """Suggest for the first time, and return what moderators see."""
    before = board(client.scene)
    await client.send(await client.open("suggest"), **{"suggest-text": text})
    await client.scene.until_true(lambda: board(client.scene) is not before)
    return board(client.scene)


@pytest.mark.parametrize(("locale", "handle"), MEMBERS)
async def test_a_member_suggests_in_a_form_and_learns_how_it_stands(unbridged: Scene, locale: Locale, handle: str):
    await asking(unbridged)
    client = await client_of(unbridged, handle, "english")
    form = await client.open("suggest")
    assert form.modal is not None
    assert form.modal["title"] == said(locale, "suggest-title")
    sent = await client.send(form, **{"suggest-text": QUESTION})
    assert sent.response is not None
    assert sent.response.content == said(locale, "suggest-sent")
    shown = board(unbridged)
    assert shown.content == said("en-US", "suggestion", bridge="english · 中文", member=f"<@{client.user.id}>")
    assert not shown.mentions
    assert fields(shown) == {
        "English": QUESTION,
        said("en-US", "suggestion-draft", language="Chinese (Simplified)"): f"[zh-CN] {QUESTION}",
    }
    listed = await client.run("suggest")
    text = QUESTION if locale == "en-US" else f"\\[zh-CN\\] {QUESTION}"
    assert listed.content.split("\n") == [
        said(locale, "suggest-own"),
        f"• {text}",
        f"-# {said(locale, 'suggestion-is-waiting')}",
    ]
    assert QUESTION not in "\n".join(unbridged.bot.output)


async def test_a_moderator_accepts_after_a_restart(unbridged: Scene):
    await asking(unbridged)
    await suggested(await client_of(unbridged, "dana", "english"))
    shown = board(unbridged)
    await unbridged.bot.kill()
    await unbridged.bot.start()
    dana = await client_of(unbridged, "dana", MODERATORS)
    refused = await dana.press(shown, said("en-US", "suggestion-do-accept"))
    assert refused.content == said("en-US", "error-moderators-only")
    morgan = await client_of(unbridged, "morgan", MODERATORS)
    acted = await morgan.press(shown, said("en-US", "suggestion-do-accept"))
    assert acted.content.endswith(said("en-US", "suggestion-accepted-by", member=f"<@{morgan.user.id}>"))
    assert not acted.components
    listed = await (await client_of(unbridged, "dana", "english")).run("suggest")
    assert said("en-US", "suggestion-is-accepted") in listed.content


async def test_what_was_accepted_is_asked_on_both_sides_under_its_members_name(unbridged: Scene):
    await asking(unbridged)
    dana = await client_of(unbridged, "dana", "english")
    shown = await suggested(dana)
    morgan = await client_of(unbridged, "morgan", MODERATORS)
    await morgan.press(shown, said("en-US", "suggestion-do-accept"))
    await asking_now(unbridged)
    await unbridged.until_true(lambda: bool(topics(unbridged, "english") and topics(unbridged, "中文")))
    (english,), (chinese,) = topics(unbridged, "english"), topics(unbridged, "中文")
    assert f"**{QUESTION}**" in english
    assert f"**[zh-CN] {QUESTION}**" in chinese
    member = f"<@{dana.user.id}>"
    assert said("en-US", "daily-suggested-by", member=member) in english
    assert said("zh-CN", "daily-suggested-by", member=member) in chinese


async def test_a_moderator_edits_both_texts_and_declines_with_a_reason_that_the_member_reads(unbridged: Scene):
    await asking(unbridged)
    shown = await suggested(await client_of(unbridged, "xiaoman", "中文"), QUESTION_ZH)
    assert fields(shown)["Chinese (Simplified)"] == QUESTION_ZH
    morgan = await client_of(unbridged, "morgan", MODERATORS)
    form = await morgan.press_open(shown, said("en-US", "suggestion-do-edit"))
    texts = {"suggestion-edit-en": QUESTION, "suggestion-edit-chinese": "什麼味道會讓你一下子想起家？"}
    await morgan.send(form, **texts)
    await unbridged.until_true(lambda: "English" in fields(shown))
    assert fields(shown) == {"English": QUESTION, "Chinese (Traditional)": "什麼味道會讓你一下子想起家？"}
    assert shown.components
    form = await morgan.press_open(shown, said("en-US", "suggestion-do-decline"))
    await morgan.send(form, **{"suggestion-decline-reason": "We asked *this* last week."})
    await unbridged.until_true(lambda: not shown.components)
    by = f"<@{morgan.user.id}>"
    reason = "We asked *this* last week."
    assert shown.content.endswith(said("en-US", "suggestion-declined-by", member=by, reason=reason))
    listed = await (await client_of(unbridged, "xiaoman", "中文")).run("suggest")
    assert said("zh-CN", "suggestion-is-declined", reason=r"We asked \*this\* last week.") in listed.content


@pytest.mark.parametrize(("locale", "handle"), MEMBERS)
async def test_what_cannot_be_is_said_with_what_helps_and_nothing_that_was_written_is_lost(
    unbridged: Scene, locale: Locale, handle: str
):
    client = await client_of(unbridged, handle, "english")
    assert (await client.run("suggest")).content == said(locale, "error-no-daily-topic")
    await asking(unbridged)
    client = await client_of(unbridged, handle, "practice")  # the only bridge that asks is meant
    form = await client.open("suggest")
    long = "你最喜欢的菜" * 12
    sent = await client.send(form, **{"suggest-text": long})
    assert sent.response is not None
    await unbridged.until_true(lambda: bool(sent.followups))
    told = [sent.response.content, *(one.content for one in sent.followups.values())]
    assert said(locale, "error-suggestion-too-long", language="zh-Hans", length=72, limit=66) in told
    assert said(locale, "suggest-given-back", text=long) in told
    await client.send(await client.open("suggest"), **{"suggest-text": QUESTION})
    listed = await client.run("suggest")
    for _ in range(2):
        again = await client.press_open(listed, said(locale, "suggest-more"))
        await client.send(again, **{"suggest-text": QUESTION})
    refused = await client.press(listed, said(locale, "suggest-more"))
    assert refused.content == said(locale, "error-suggestions-waiting", limit=3)


@pytest.mark.parametrize(("locale", "handle"), MEMBERS)
async def test_where_nobody_would_see_it_no_form_opens(unbridged: Scene, locale: Locale, handle: str):
    await asking(unbridged, is_watched=False)
    client = await client_of(unbridged, handle, "english")
    assert (await client.run("suggest")).content == said(locale, "error-no-notice-channel", bridge="english · 中文")


async def test_no_outside_translator_sees_what_its_author_keeps_from_it(unbridged: Scene, vendor: Vendor):
    await asking(unbridged)
    client = await client_of(unbridged, "dana", "english")
    await client.press(await client.run("privacy"), said("en-US", "privacy-forbid-outside"))
    shown = await suggested(client)
    assert fields(shown)["Chinese (Simplified)"] == said("en-US", "suggestion-unwritten")
    assert not vendor.asked
    morgan = await client_of(unbridged, "morgan", MODERATORS)
    refused = await morgan.press(shown, said("en-US", "suggestion-do-accept"))
    assert refused.content == said("en-US", "error-suggestion-incomplete")


async def test_who_has_their_data_erased_has_nothing_stand_before_moderators(unbridged: Scene):
    await asking(unbridged)
    client = await client_of(unbridged, "dana", "english")
    shown = await suggested(client)
    question = await client.press(await client.run("privacy"), said("en-US", "privacy-erase"))
    await client.press(question, said("en-US", "erase-button"))
    await unbridged.until_true(lambda: not shown.embeds)
    assert shown.content == said("en-US", "suggestion-forgotten")
    assert not shown.components
    await client.open("suggest")  # as the first time
