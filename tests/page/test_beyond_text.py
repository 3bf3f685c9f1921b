"""Threads, forums, polls, forwards and quotes, as somebody sees them who looks from one side to the other."""

import re

import pytest
from playwright.async_api import Browser, Locator, expect

from playground.cast import ENGLISH as ENGLISH_ROOM
from playground.cast import PRACTICE_ENGLISH
from playground.server.channels import kinds
from playground.server.messages.model import Message
from playground.server.threads.model import Thread
from tests.e2e.harness import Scene
from tests.e2e.test_carried import asked, forwarded
from tests.e2e.test_replies import answered
from tests.e2e.test_threads import opened as thread_opened
from tests.e2e.test_threads import spoken
from tests.page.desk import CHINESE, ENGLISH, Desk, opened

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def crossed(desk: Desk, text: str) -> Message:
    """Let Dana say *text*, and return her message once its copy is seen."""
    source = desk.scene.say("dana", "english", text)
    await desk.sees(CHINESE, f"[zh-CN] {text}")
    return source


async def pill(desk: Desk, side: str, text: str) -> Locator:
    """Return the button of the thread that hangs on the message with *text*."""
    return (await desk.sees(side, text)).locator(".thread")


async def thread_on(desk: Desk, source: Message, title: str) -> Thread:
    """Let Graham open a thread on *source* and speak in it; return it once both sides show it."""
    thread = await thread_opened(desk.scene, "graham", "english", title, source)
    await spoken(desk.scene, "graham", thread, f"{title} spoken")
    await expect(await pill(desk, CHINESE, source.content)).to_contain_text(f"[zh-CN] {title}")
    return thread


async def test_a_thread_begins_on_each_side_with_the_message_that_it_hangs_on(desk: Desk):
    await thread_on(desk, await crossed(desk, "Glabrous moot"), "Moots")
    for side, text in ((ENGLISH, "Glabrous moot"), (CHINESE, "[zh-CN] Glabrous moot")):
        await (await pill(desk, side, text)).click()
        first = desk.rows(side).first
        await expect(first).to_contain_text(text)
        await expect(first.locator(".author")).to_have_text("Dana")
        await expect((await desk.sees(side, "Moots spoken")).locator(".author")).to_have_text("Graham")
    await expect(desk.rows(CHINESE).first.locator(".mark")).to_have_text("EN")


async def test_how_a_thread_is_called_and_stands_shows_at_once_where_it_hangs(desk: Desk):
    thread = await thread_on(desk, await crossed(desk, "Pernickety vole"), "Voles")
    path = f"/channels/{thread.id}"
    await desk.scene.ask("morgan", "PATCH", path, {"name": "Shrews"})
    await expect(await pill(desk, ENGLISH, "Pernickety vole")).to_contain_text("Shrews")
    await expect(await pill(desk, CHINESE, "Pernickety vole")).to_contain_text("[zh-CN] Shrews")
    await desk.scene.ask("morgan", "PATCH", path, {"archived": True})
    await expect(await pill(desk, ENGLISH, "Pernickety vole")).to_contain_text("Archived")
    await desk.scene.ask("morgan", "PATCH", path, {"archived": False, "locked": True})
    await expect(await pill(desk, ENGLISH, "Pernickety vole")).to_contain_text("Locked")
    await expect(await pill(desk, CHINESE, "Pernickety vole")).to_contain_text("Locked")
    await (await pill(desk, ENGLISH, "Pernickety vole")).click()
    await expect(desk.pane(ENGLISH).locator(".topic")).to_have_text("Locked")
    await desk.sees(ENGLISH, "Morgan changed the name of the thread: Shrews")


async def test_a_thread_that_hangs_on_nothing_is_opened_where_it_was_started(desk: Desk):
    thread = await thread_opened(desk.scene, "priya", "english", "Wombats")
    await spoken(desk.scene, "priya", thread, "Wombats spoken")
    for side, title, text in ((ENGLISH, "Wombats", "Wombats spoken"), (CHINESE, "[zh-CN] Wombats", "Wombats spoken")):
        await desk.pane(side).get_by_role("button", name=title, exact=True).click()
        await expect(desk.pane(side).locator("h2")).to_have_text(title)
        await desk.sees(side, text)
    listed = desk.page.locator("#sidebar .inner").filter(has_text="Wombats")
    await expect(listed).to_have_count(2)
    await expect(listed.first).to_have_class(re.compile("english"))
    await expect(listed.last).to_have_class(re.compile("chinese"))


async def test_a_forum_lists_its_posts(desk: Desk):
    guild = desk.scene.stage.guild
    forum = await desk.scene.ask(
        "morgan", "POST", f"/guilds/{guild.id}/channels", {"name": "asks", "type": kinds.FORUM}
    )
    body = {"name": "Kumquats", "message": {"content": "Which are ripe?"}}
    await desk.scene.ask("dana", "POST", f"/channels/{forum['id']}/threads", body)
    sidebar = desk.page.locator("#sidebar")
    await expect(sidebar.get_by_text("#asks")).to_be_visible()
    await expect(sidebar.get_by_role("button", name="#asks")).to_have_count(0)  # nobody writes in a forum itself
    await sidebar.get_by_role("button", name="Kumquats").click()
    await desk.sees(ENGLISH, "Which are ripe?")
    await desk.pane(ENGLISH).get_by_role("button", name="Back").click()
    await expect(desk.pane(ENGLISH).locator("h2")).to_have_text("#english")


async def test_what_leads_to_a_message_is_called_by_its_channel_and_goes_there(desk: Desk):
    for number in range(60):  # more than a window shows
        desk.scene.say("priya", "practice", f"before {number}")
    source = desk.scene.say("dana", "practice", "Quince far away")
    for number in range(20):
        desk.scene.say("priya", "practice", f"after {number}")
    await forwarded(desk.scene, "graham", source, ENGLISH_ROOM.id)
    there = await desk.sees(CHINESE, "Quince far away")
    place = there.get_by_role("link", name="#practice › 💬")
    await expect(place).to_have_attribute("href", re.compile(f"/{PRACTICE_ENGLISH.id}/{source.id}$"))
    await place.click()
    await expect(desk.pane(ENGLISH).locator("h2")).to_have_text("#practice")
    await expect(desk.row(ENGLISH, "Quince far away")).to_be_focused()
    await expect(desk.row(ENGLISH, "Quince far away")).to_be_in_viewport()
    assert len(desk.page.context.pages) == 1


async def test_a_quote_leads_to_what_is_answered(desk: Desk):
    source = await crossed(desk, "Answerable newt")
    await answered(desk.scene, "graham", source, "Indeed so")
    await (await desk.sees(CHINESE, "[zh-CN] Indeed so")).get_by_role("link", name="↩ Dana · EN").click()
    await expect(desk.rows(CHINESE).filter(has_text="Answerable newt").first).to_be_focused()
    assert len(desk.page.context.pages) == 1


async def test_what_is_answered_is_told_in_one_line_without_its_marks(desk: Desk):
    source = desk.scene.say("dana", "english", "-# Lowly gnu\n> Quoted gnu")
    await answered(desk.scene, "graham", source, "Gnus indeed")
    origin = (await desk.sees(ENGLISH, "Gnus indeed")).locator(".origin .excerpt")
    await expect(origin).to_have_text("Lowly gnu Quoted gnu")


async def test_a_link_in_what_is_answered_leads_to_what_is_answered(desk: Desk):
    there = desk.scene.say("dana", "practice", "Elsewhere")
    link = f"https://discord.com/channels/{desk.scene.stage.guild.id}/{there.channel.id}/{there.id}"
    source = desk.scene.say("dana", "english", f"{link} linked gnu")
    await answered(desk.scene, "graham", source, "Linked indeed")
    shown = (await desk.sees(ENGLISH, "Linked indeed")).locator(".origin a")
    await expect(shown).to_have_text("#practice › 💬")
    box = await shown.bounding_box()
    assert box is not None
    await desk.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    await expect(desk.rows(ENGLISH).filter(has_text="linked gnu").first).to_be_focused()
    await expect(desk.pane(ENGLISH).locator("h2")).to_have_text("#english")


async def test_a_poll_that_is_over_says_what_won(desk: Desk):
    poll = await asked(desk.scene, "dana", "english", duration=1)
    path = f"/channels/{poll.channel.id}/polls/{poll.id}"
    await desk.scene.ask("graham", "PUT", f"{path}/answers/@me", {"answer_ids": ["2"]})
    await desk.scene.ask("dana", "POST", f"{path}/expire")
    over = await desk.sees(ENGLISH, "A poll by Dana has ended.")
    await expect(over.locator(".embed")).to_contain_text("Coffee")


async def test_that_a_message_was_edited_stands_behind_its_last_word(desk: Desk):
    source = await crossed(desk, "Mended crumpet")
    await desk.scene.edit("dana", source, "Mended crumpets")
    await expect((await desk.sees(ENGLISH, "Mended crumpets")).locator(".text p .edited")).to_be_visible()


async def test_lines_that_go_on_stand_as_close_in_every_language(browser: Browser, street: Scene):
    """The time beside them, which is long in some, takes no second line."""
    for locale in ("en-US", "zh-TW"):
        desk = await opened(browser, street, locale=locale)
        for text in ("Close one", "Close two"):
            street.say("graham", "english", text)
        row = await desk.sees(ENGLISH, "Close two")
        await expect(row).to_have_class(re.compile("continued"))
        beside, body = await row.locator(".side-time").bounding_box(), await row.locator(".text").bounding_box()
        assert beside is not None
        assert body is not None
        assert beside["height"] <= body["height"]
        await desk.page.context.close()


async def test_who_reads_traditional_characters_begins_as_somebody_who_writes_them(browser: Browser, street: Scene):
    for locale, name in (("zh-TW", "雅婷"), ("zh-CN", "小满"), ("en-US", "小满")):
        desk = await opened(browser, street, locale=locale)
        speaker = desk.pane(CHINESE).locator("select.speaker option:checked")
        await expect(speaker).to_have_text(name)
        await desk.page.context.close()
