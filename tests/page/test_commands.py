"""Commands of the real bot, and of a second application, as members use them on the page."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.e2e.harness import Scene
from tests.page.desk import CHINESE, ENGLISH, Desk
from tests.page.second_app import Tea, polled, tea_house

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def tea(street: Scene) -> AsyncIterator[Tea]:
    async with tea_house(street) as house:
        yield house


async def test_a_command_is_offered_under_its_name_in_the_speakers_locale(desk: Desk):
    await desk.field(CHINESE).fill("/")
    await expect(desk.pane(CHINESE).get_by_role("option").filter(has_text="/隐私")).to_be_visible()
    await desk.speak_as(CHINESE, "yating")
    await desk.field(CHINESE).fill("/priv")
    await expect(desk.pane(CHINESE).get_by_role("option").filter(has_text="/隱私")).to_be_visible()
    await desk.field(ENGLISH).fill("/")
    await expect(desk.pane(ENGLISH).get_by_role("option").filter(has_text="/privacy")).to_be_visible()


async def test_commands_for_admins_are_offered_to_admins_alone(desk: Desk):
    await desk.field(ENGLISH).fill("/")
    options = desk.pane(ENGLISH).get_by_role("option")
    await expect(options.filter(has_text="/guide")).to_be_visible()
    await expect(options.filter(has_text="/bridge")).to_have_count(0)
    await desk.speak_as(ENGLISH, "morgan")
    await desk.field(ENGLISH).fill("/bridge")
    await expect(options.filter(has_text="/bridge")).not_to_have_count(0)


async def test_an_ephemeral_answer_is_seen_by_the_one_who_asked_and_by_nobody_else(desk: Desk):
    await desk.command(CHINESE, "隐私")
    await desk.send(CHINESE)
    mine = desk.rows(CHINESE).filter(has_text="只有").or_(desk.rows(CHINESE).filter(has_text="Only 小满 can see this."))
    await expect(mine).to_have_count(1)
    await expect(mine.locator(".tag")).to_be_visible()

    await desk.speak_as(CHINESE, "weijie")
    await expect(desk.rows(CHINESE).first).to_be_visible()
    await expect(desk.pane(CHINESE).locator(".ephemeral")).to_have_count(0)
    await desk.speak_as(CHINESE, "xiaoman")
    await mine.get_by_role("button", name="Dismiss").click()
    await expect(mine).to_have_count(0)


async def test_a_button_of_the_bot_turns_a_page(desk: Desk):
    await desk.command(ENGLISH, "guide")
    await desk.send(ENGLISH)
    answer = desk.rows(ENGLISH).filter(has=desk.page.locator(".components")).last
    await expect(answer).to_be_visible()
    before = await answer.locator(".text").inner_text()
    await answer.locator(".components .button:not([disabled])").last.click()
    await expect(answer.locator(".text")).not_to_have_text(before, use_inner_text=True)


async def test_original_is_in_the_menu_of_a_message_and_shows_the_source(desk: Desk):
    await desk.write(ENGLISH, "Glorping untranslated")
    there = await desk.sees(CHINESE, "[zh-CN] Glorping untranslated")
    await desk.choose(there, "查看原文")
    shown = desk.pane(CHINESE).locator(".ephemeral").last
    await expect(shown).to_contain_text("Glorping untranslated")
    await expect(shown).not_to_contain_text("[zh-CN]")


async def test_options_are_completed_filled_in_and_sent(desk: Desk, tea: Tea):
    await desk.command(ENGLISH, "brew")
    leaf = desk.pane(ENGLISH).locator("[data-option=leaf]")
    await expect(leaf).to_be_focused()
    await leaf.press_sequentially("o")
    await desk.pane(ENGLISH).get_by_role("option").filter(has_text="oolong tea").click()
    await expect(leaf).to_have_value("oolong tea")
    await desk.pane(ENGLISH).locator("[data-option=cups]").fill("3")
    await desk.pane(ENGLISH).locator("[data-option=guest]").select_option(label="小满")
    await desk.send(ENGLISH)

    answer = await desk.sees(ENGLISH, "Brewed: oolong × 3")
    guest = str(desk.scene.stage.world.member("xiaoman").id)
    assert {"type": 6, "name": "guest", "value": guest} in tea.asked[-1]["data"]["options"]
    await answer.get_by_role("button", name="Pour").click()
    await desk.sees(ENGLISH, "Poured: once more")


async def test_a_menu_under_a_message_is_chosen_from(desk: Desk, tea: Tea):
    await desk.command(ENGLISH, "brew")
    await desk.pane(ENGLISH).locator("[data-option=leaf]").fill("mint")
    await desk.send(ENGLISH)
    answer = await desk.sees(ENGLISH, "Brewed: mint × 1")
    await answer.locator("select").select_option("sugar")
    await desk.sees(ENGLISH, "Poured: sugar")


async def test_a_required_option_that_is_missing_is_asked_for(desk: Desk, tea: Tea):
    before = len(tea.asked)
    await desk.command(ENGLISH, "brew")
    await desk.send(ENGLISH)
    await expect(desk.pane(ENGLISH).locator("[data-option=leaf]:invalid")).to_be_focused()
    assert not [one for one in tea.asked[before:] if one["type"] == 2]


async def test_a_modal_is_filled_in_by_the_one_who_opened_it(desk: Desk, tea: Tea):
    await desk.command(ENGLISH, "feedback")
    await desk.send(ENGLISH)
    modal = desk.page.get_by_role("dialog", name="How was the tea?")
    await expect(modal).to_be_visible()
    await modal.get_by_label("In a word").fill("<b>splendid</b>")
    await modal.get_by_label("Again?").select_option(label="Gladly")
    await modal.get_by_role("button", name="Submit").click()
    await expect(modal).to_have_count(0)
    await desk.sees(ENGLISH, "Formed: <b>splendid</b>, yes")


async def test_a_vote_in_a_poll_is_counted(desk: Desk):
    await polled(desk.scene)
    poll = desk.pane(ENGLISH).locator(".poll").last
    answer = poll.get_by_role("button", name="Dumplings")
    await answer.click()
    await expect(answer).to_have_attribute("aria-pressed", "true")
    await expect(answer).to_contain_text("100%")


async def test_what_discord_refuses_is_said(desk: Desk):
    await desk.write(ENGLISH, "x" * 2001)
    await expect(desk.page.locator("#toasts")).to_contain_text("Discord would refuse this")
    await expect(desk.field(ENGLISH)).to_have_value("x" * 2001)
    desk.complaints.clear()  # the browser says that there was a 400
