"""What is written on one side of the page stands on the other: messages, edits, deletions, files."""

import re

import pytest
from playwright.async_api import FilePayload, expect

from playground.server.cdn.pictures import disc
from tests.page.desk import CHINESE, ENGLISH, Desk

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_what_is_written_on_each_side_crosses_to_the_other(desk: Desk):
    await desk.write(ENGLISH, "Zorpal first")
    await desk.speak_as(ENGLISH, "priya")
    await desk.write(ENGLISH, "Zorpal wimbles")
    there = await desk.sees(CHINESE, "[zh-CN] Zorpal wimbles")
    await expect(there.locator(".author")).to_have_text("Priya")
    await expect(there.locator(".mark")).to_have_text("EN")

    await desk.write(CHINESE, "咕噜噜啪嗒")
    here = await desk.sees(ENGLISH, "[en] 咕噜噜啪嗒")
    await expect(here.locator(".author")).to_have_text("小满")
    await expect(here.locator(".mark")).to_have_text("中")


async def test_an_edit_follows_to_the_other_side(desk: Desk):
    await desk.write(ENGLISH, "Brindle fosk")
    await desk.sees(CHINESE, "[zh-CN] Brindle fosk")

    await desk.field(ENGLISH).press("ArrowUp")
    await expect(desk.field(ENGLISH)).to_have_value("Brindle fosk")
    await desk.write(ENGLISH, "Brindle fosk mended")

    await expect(desk.row(ENGLISH, "Brindle fosk mended").locator(".edited")).to_be_visible()
    await desk.sees(CHINESE, "[zh-CN] Brindle fosk mended")


async def test_a_deletion_follows_to_the_other_side(desk: Desk):
    await desk.write(ENGLISH, "Vanishing plib")
    await desk.sees(CHINESE, "[zh-CN] Vanishing plib")

    await desk.choose(await desk.sees(ENGLISH, "Vanishing plib"), "Delete")

    await desk.sees_no(ENGLISH, "Vanishing plib")
    await desk.sees_no(CHINESE, "Vanishing plib")


async def test_a_reply_shows_what_it_answers(desk: Desk):
    await desk.write(ENGLISH, "Quaddle first")
    await desk.choose(await desk.sees(ENGLISH, "Quaddle first"), "Reply")
    await desk.write(ENGLISH, "Quaddle second")

    answer = await desk.sees(ENGLISH, "Quaddle second")
    await expect(answer.locator(".origin")).to_contain_text("Quaddle first")
    await answer.locator(".origin").click()
    await expect(desk.rows(ENGLISH).filter(has_text="Quaddle first").first).to_be_focused()
    await desk.sees(CHINESE, "Quaddle second")


async def test_a_reaction_is_counted_and_taken_back(desk: Desk):
    await desk.write(ENGLISH, "Snorf applauds")
    row = await desk.sees(ENGLISH, "Snorf applauds")
    await desk.choose(row, "Add a reaction")
    await desk.page.get_by_role("menuitem", name="👍").click()

    mine = row.locator(".reaction")
    await expect(mine).to_have_attribute("aria-pressed", "true")
    world = desk.scene.stage.world
    message = next(one for one in world.channel("english").history if one.content == "Snorf applauds")
    world.reactions.add(message, "👍", world.member("graham"))
    await expect(mine).to_contain_text("2")
    await mine.click()
    await expect(mine).to_have_attribute("aria-pressed", "false")
    await expect(mine).to_contain_text("1")


async def test_files_are_uploaded_and_can_be_fetched_again(desk: Desk):
    picture = FilePayload(name="<img src=x>.png", mimeType="image/png", buffer=disc(0x2ECC71))
    notes = FilePayload(name="notes.txt", mimeType="text/plain", buffer=b"frobnicate")
    await desk.pane(ENGLISH).locator("input[type=file]").set_input_files([notes, picture])
    await desk.write(ENGLISH, "Two flobs attached")

    row = await desk.sees(ENGLISH, "Two flobs attached")
    await expect(row.locator("a.file")).to_contain_text("notes.txt")
    await expect(row.locator("a.picture img")).to_have_js_property("naturalWidth", 64)
    address = await row.locator("a.file").get_attribute("href")
    fetched = await desk.page.request.get(f"{desk.scene.server.url}{address}")
    assert await fetched.body() == b"frobnicate"


async def test_a_thread_is_started_and_written_in(desk: Desk):
    await desk.write(ENGLISH, "Threadworthy glim")
    await desk.choose(await desk.sees(ENGLISH, "Threadworthy glim"), "Start a thread")
    dialog = desk.page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("Glims")
    await dialog.get_by_role("button", name="Start a thread").click()

    await expect(desk.pane(ENGLISH).locator("h2")).to_have_text("Glims")
    await desk.write(ENGLISH, "Inside the glim")
    await desk.sees(ENGLISH, "Inside the glim")
    await desk.pane(ENGLISH).get_by_role("button", name="Back").click()
    await expect(desk.row(ENGLISH, "Threadworthy glim").locator(".thread")).to_contain_text("Glims")
    await expect(desk.page.locator("#sidebar")).to_contain_text("Glims")


async def test_a_name_behind_an_at_sign_is_completed_and_mentions(desk: Desk):
    xiaoman = desk.scene.stage.world.member("xiaoman")
    await desk.field(ENGLISH).press_sequentially("Greeble @xiao")
    await desk.page.keyboard.press("Tab")
    await expect(desk.field(ENGLISH)).to_have_value("Greeble @小满 ")
    await desk.page.keyboard.type("and #中文")
    await desk.page.keyboard.press("Enter")
    row = await desk.sees(ENGLISH, "Greeble @小满 and #中文")
    await expect(row.locator(".mention")).to_have_count(2)
    sent = desk.scene.stage.world.channel("english").history
    assert [one.mentions for one in sent if "Greeble" in one.content] == [[xiaoman]]
    await expect(desk.row(CHINESE, "Greeble")).to_be_visible()
    await desk.speak_as(ENGLISH, "xiaoman")
    await expect(desk.rows(ENGLISH).filter(has_text="Greeble")).to_have_class(re.compile("mentions-me"))


async def test_who_types_is_shown_until_they_have_said_it(desk: Desk):
    world = desk.scene.stage.world
    mods = world.channel("mods-管理")
    await desk.page.locator("#sidebar").get_by_text("#mods-管理").click()
    await desk.scene.ask("priya", "POST", f"/channels/{mods.id}/typing")
    await expect(desk.pane(ENGLISH).locator(".typing")).to_have_text("Priya is typing…")
    world.say("priya", mods, "Said at last")
    await expect(desk.pane(ENGLISH).locator(".typing")).to_be_empty()
