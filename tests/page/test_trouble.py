"""Things go wrong on the page's command, and nothing is lost; the strip tells what the bot did."""

import pytest
from playwright.async_api import Locator, expect

from tests.page.desk import CHINESE, ENGLISH, Desk

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def faults(desk: Desk) -> Locator:
    """Open the panel of faults."""
    await desk.page.locator("#faults").click()
    panel = desk.page.get_by_role("dialog", name="Make it fail")
    await expect(panel).to_be_visible()
    return panel


async def test_the_strip_tells_what_the_bot_did_without_a_word_of_it(desk: Desk):
    await desk.write(ENGLISH, "Tracing squib")
    await desk.sees(CHINESE, "[zh-CN] Tracing squib")
    trace = desk.page.locator(".trace")
    await expect(trace).to_contain_text("#english → #中文")
    await expect(trace).to_contain_text("Google Translate")
    await expect(trace).to_contain_text("English → Simplified Chinese")
    await expect(trace).to_contain_text("ms")
    await expect(trace).not_to_contain_text("squib")


async def test_a_line_of_the_phrasebook_is_said_by_a_click(desk: Desk):
    await desk.pane(ENGLISH).get_by_role("button", name="Lines from the phrasebook").click()
    await desk.page.get_by_role("searchbox").fill("night")
    await desk.page.get_by_role("button", name="Good night!").click()
    await desk.sees(ENGLISH, "Good night!")
    await desk.sees(CHINESE, "晚安！")


async def test_a_page_that_is_there_before_the_bot_says_so_until_it_relays(desk: Desk):
    desk.scene.server.ready = False
    await desk.page.reload()
    status = desk.page.locator(".status")
    await expect(status).to_have_text("The bot is starting")
    await expect(desk.rows(ENGLISH).first).to_be_visible()
    desk.scene.server.ready = True
    await expect(status).to_be_empty()


async def test_a_cut_gateway_loses_nothing_and_the_page_comes_back(desk: Desk):
    await desk.write(ENGLISH, "Before the cut zib")
    await desk.sees(CHINESE, "Before the cut zib")
    panel = await faults(desk)
    await panel.get_by_role("button", name="Cut", exact=True).click()
    desk.scene.say("graham", "english", "During the cut zab")
    await desk.sees(ENGLISH, "During the cut zab")
    await desk.sees(CHINESE, "[zh-CN] During the cut zab")
    await expect(desk.page.locator(".status")).to_be_empty()


async def test_posts_that_fail_arrive_once_all_the_same(desk: Desk):
    panel = await faults(desk)
    failing = panel.get_by_role("switch", name="Half of what the bot posts fails")
    await failing.click()
    await expect(failing).to_have_attribute("aria-checked", "true")
    await desk.page.keyboard.press("Escape")
    for at in range(3):
        await desk.write(ENGLISH, f"Failing wug {at}")
    for at in range(3):
        await desk.sees(CHINESE, f"[zh-CN] Failing wug {at}")
        await expect(desk.rows(CHINESE).filter(has_text=f"Failing wug {at}")).to_have_count(1)
    panel = await faults(desk)
    await expect(panel.get_by_role("switch", name="Half of what the bot posts fails")).to_have_attribute(
        "aria-checked", "true"
    )
    await panel.get_by_role("switch", name="Half of what the bot posts fails").click()
    await expect(panel.locator("[aria-checked=true]")).to_have_count(0)
    assert desk.scene.server.faults.in_force() == []


async def test_rate_limits_can_be_kept_and_kept_no_more(desk: Desk):
    panel = await faults(desk)
    limits = panel.get_by_role("switch", name="Discord’s rate limits")
    await limits.click()
    await expect(limits).to_have_attribute("aria-checked", "true")
    assert desk.scene.server.limits.enabled
    await desk.page.keyboard.press("Escape")
    for at in range(7):
        await desk.write(ENGLISH, f"Limited gop {at}")
        await desk.sees(ENGLISH, f"Limited gop {at}")
    await desk.sees(CHINESE, "[zh-CN] Limited gop 6")
    panel = await faults(desk)
    await panel.get_by_role("switch", name="Discord’s rate limits").click()
    await expect(panel.locator("[aria-checked=true]")).to_have_count(0)
    assert not desk.scene.server.limits.enabled
    desk.complaints.clear()  # the browser says that there was a 429


async def test_a_translator_that_is_down_delays_a_translation_and_no_message(desk: Desk):
    panel = await faults(desk)
    down = panel.get_by_role("switch", name="Google Translate does not answer")
    await down.click()
    await expect(down).to_have_attribute("aria-checked", "true")
    await desk.page.keyboard.press("Escape")
    await desk.write(ENGLISH, "Waiting flimp")
    there = await desk.sees(CHINESE, "Waiting flimp")
    await expect(there).not_to_contain_text("[zh-CN]")
    await expect(desk.page.locator(".trace")).to_have_attribute("data-quality", "provisional")

    panel = await faults(desk)
    await panel.get_by_role("switch", name="Google Translate does not answer").click()
    await desk.page.keyboard.press("Escape")
    await expect(there).to_contain_text("[zh-CN] Waiting flimp", timeout=45_000)
