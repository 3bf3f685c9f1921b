"""How the page stands in windows of any size, in either colour, for the keyboard, and for a first visit."""

import pytest
from playwright.async_api import Browser, Page, expect

from playground.server.events import Event
from playground.server.users.payloads import user_payload
from tests.e2e.harness import Scene
from tests.page.desk import CHINESE, ENGLISH, NARROW, Desk, opened

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def overflow(page: Page) -> int:
    """Return by how much the page is wider than its window."""
    wider: int = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return wider


async def test_a_wide_window_has_both_channels_beside_each_other(desk: Desk):
    left = await desk.pane(ENGLISH).bounding_box()
    right = await desk.pane(CHINESE).bounding_box()
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] <= right["x"]
    assert left["y"] == right["y"]
    assert await overflow(desk.page) <= 0
    await expect(desk.page.locator(".tabs")).to_be_hidden()


async def test_a_narrow_window_has_tabs_and_all_that_one_needs(browser: Browser, street: Scene):
    desk = await opened(browser, street, size=NARROW)
    await expect(desk.pane(ENGLISH)).to_be_visible()
    await expect(desk.pane(CHINESE)).to_be_hidden()
    await desk.write(ENGLISH, "Narrow snib " + "wide" * 60)
    await desk.sees(ENGLISH, "Narrow snib")
    await desk.page.locator(".tabs").get_by_role("button", name="#中文").click()
    await expect(desk.pane(ENGLISH)).to_be_hidden()
    await desk.sees(CHINESE, "[zh-CN] Narrow snib")
    assert await overflow(desk.page) <= 0
    await desk.page.get_by_role("button", name="Channels", exact=True).click()
    await desk.page.locator("#sidebar").get_by_text("#mods-管理").click()
    await expect(desk.page.locator("#sidebar")).to_be_hidden()
    await expect(desk.pane(CHINESE).locator("h2")).to_have_text("#mods-管理")
    await desk.page.context.close()
    assert desk.complaints == []


async def test_a_private_conversation_stands_in_the_list_of_the_one_who_has_it(desk: Desk):
    world, guild = desk.scene.stage.world, desk.scene.stage.guild
    dana = world.member("dana")
    private = {"id": "1300000000000000001", "type": 1, "recipients": [user_payload(desk.scene.stage.bot)]}
    world.events.tell(Event("CHANNEL_CREATE", guild, private, only=dana))
    other = {"id": "1300000000000000002", "type": 0, "name": "elsewhere", "guild_id": "1300000000000000003"}
    world.events.tell(Event("CHANNEL_CREATE", guild, other, only=dana))
    listed = desk.page.locator("#sidebar").get_by_role("button", name="@Qiao 桥")
    await expect(listed).to_be_visible()
    await expect(desk.page.locator("#sidebar")).not_to_contain_text("elsewhere")
    await desk.field(CHINESE).focus()
    await expect(listed).to_have_count(0)


async def test_all_can_be_done_by_the_keyboard(desk: Desk):
    keyboard = desk.page.keyboard
    await desk.page.locator("a.skip").focus()
    await keyboard.press("Enter")
    await keyboard.press("Tab")
    await expect(desk.pane(ENGLISH).locator("select.speaker")).to_be_focused()
    await keyboard.press("Tab")
    await keyboard.press("Tab")
    await expect(desk.pane(ENGLISH).get_by_role("button", name="Attach files")).to_be_focused()
    await keyboard.press("Tab")
    await keyboard.press("Tab")
    await expect(desk.field(ENGLISH)).to_be_focused()
    await keyboard.type("Keyed drumble https://example.org/drumble")
    await keyboard.press("Enter")
    row = await desk.sees(ENGLISH, "Keyed drumble")
    for _ in range(3):
        await keyboard.press("Shift+Tab")
    await expect(desk.pane(ENGLISH).get_by_role("log")).to_be_focused()
    await keyboard.press("ArrowUp")
    await expect(row).to_be_focused()
    await keyboard.press("Tab")
    await expect(row.get_by_role("link")).to_be_focused()
    await keyboard.press("Shift+Tab")
    await expect(row).to_be_focused()
    await keyboard.press("Enter")
    await expect(desk.page.get_by_role("menuitem", name="Reply")).to_be_focused()
    await keyboard.press("e")
    await expect(desk.page.get_by_role("menuitem", name="Edit")).to_be_focused()
    await keyboard.press("Enter")
    await expect(desk.field(ENGLISH)).to_have_value("Keyed drumble https://example.org/drumble")
    await keyboard.press("End")
    await keyboard.type(" mended")
    await keyboard.press("Enter")
    await expect(row).to_contain_text("mended")
    await keyboard.type("/gui")
    await expect(desk.pane(ENGLISH).get_by_role("listbox").get_by_role("option")).to_have_count(1)
    await keyboard.press("Enter")
    await expect(desk.pane(ENGLISH).locator(".send")).to_be_focused()
    await keyboard.press("Escape")
    await expect(desk.field(ENGLISH)).to_be_visible()


async def test_who_scrolls_up_reads_all_that_was_said_in_its_order(desk: Desk):
    for at in range(130):
        desk.scene.say("morgan", "welcome-欢迎", f"Ancient krill {at}.")
    await desk.page.reload()
    await desk.page.locator("#sidebar").get_by_text("#welcome-欢迎").click()
    await desk.sees(ENGLISH, "Ancient krill 129.")
    krill = desk.rows(ENGLISH).filter(has_text="Ancient krill")
    assert await krill.count() < 130
    await expect(desk.row(ENGLISH, "Ancient krill 129.")).to_be_in_viewport()

    await desk.pane(ENGLISH).locator(".scroller").evaluate("(one) => { one.scrollTop = 0; }")
    await expect(krill).not_to_have_count(50)
    seen = krill.filter(has_text="Ancient krill 80.")
    await expect(seen).to_be_in_viewport()  # what was read stays where it was while older ones come
    while await krill.count() < 130:
        before = await krill.count()
        await desk.pane(ENGLISH).locator(".scroller").evaluate("(one) => { one.scrollTop = 0; }")
        await expect(krill).not_to_have_count(before)
    texts = await krill.locator(".text").all_text_contents()
    assert texts == [f"Ancient krill {at}." for at in range(130)]
    await desk.write(ENGLISH, "New wibble")
    await expect(desk.pane(ENGLISH).get_by_role("button", name="Newer messages")).to_be_visible()
    await desk.pane(ENGLISH).get_by_role("button", name="Newer messages").click()
    await expect(desk.row(ENGLISH, "New wibble")).to_be_in_viewport()


async def test_closing_a_menu_gives_the_focus_back(desk: Desk):
    await desk.write(ENGLISH, "Focused thrip")
    row = await desk.sees(ENGLISH, "Focused thrip")
    await row.focus()
    await desk.page.keyboard.press("Shift+F10")
    await expect(desk.page.get_by_role("menu")).to_be_visible()
    await desk.page.keyboard.press("Escape")
    await expect(desk.page.get_by_role("menu")).to_have_count(0)
    await expect(row).to_be_focused()


async def test_enter_while_a_chinese_word_is_composed_sends_nothing(desk: Desk):
    await desk.field(CHINESE).fill("nihao")
    await desk.field(CHINESE).dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    await expect(desk.field(CHINESE)).to_have_value("nihao")
    await desk.field(CHINESE).fill("")


@pytest.mark.parametrize(
    ("locale", "step", "sends"),
    [
        ("en-GB", "Two channels, one conversation", "Send"),
        ("zh-CN", "两个频道，一场对话", "发送"),
        ("zh-HK", "兩個頻道，一場對話", "送出"),
    ],
)
async def test_the_first_visit_has_a_tour_in_the_browsers_language(
    browser: Browser, street: Scene, locale: str, step: str, sends: str
):
    desk = await opened(browser, street, locale=locale, is_first_visit=True)
    tour = desk.page.locator(".tour")
    await expect(tour).to_contain_text(step)
    for _ in range(5):
        await tour.locator(".primary").click()
    await expect(tour).to_have_count(0)
    await expect(desk.pane(ENGLISH).locator(".send")).to_have_text(sends)
    await desk.page.reload()
    await expect(desk.rows(ENGLISH).first).to_be_visible()
    await expect(tour).to_have_count(0)
    await desk.page.context.close()
    assert desk.complaints == []


async def test_the_tour_can_be_skipped_and_the_language_chosen(browser: Browser, street: Scene):
    desk = await opened(browser, street, is_first_visit=True)
    await desk.page.locator(".tour").get_by_role("button", name="Skip").click()
    await expect(desk.page.locator(".banner")).to_contain_text("The members are made up")
    await desk.page.locator(".top-tools select").select_option("zh-TW")
    await expect(desk.page.locator(".banner")).to_contain_text("成員都是虛構的")
    assert await desk.page.evaluate("document.documentElement.lang") == "zh-TW"
    await desk.page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_text_stands_out_from_its_ground_in_either_colour(browser: Browser, street: Scene, scheme: str):
    """WCAG AA: 4.5 to 1. Measured on what is drawn, element by element."""
    desk = await opened(browser, street)
    await desk.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    await desk.write(ENGLISH, "Contrast **plonk** `code` https://example.org -# x\n-# small")
    await desk.sees(CHINESE, "plonk")
    street.say("graham", "english", f"<@{street.stage.world.member('dana').id}> #english")
    await desk.sees(ENGLISH, "@Dana")
    faint = await desk.page.evaluate(CONTRAST)
    await desk.page.context.close()
    assert faint == []


# Each element with text of its own, with the colours that it is drawn in, if they are too close.
CONTRAST = """() => {
  const parse = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((one) => (one /= 255) <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (node) => {
    for (let one = node; one; one = one.parentElement) {
      const colour = parse(getComputedStyle(one).backgroundColor);
      if (colour.length && (colour[3] ?? 1) > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((one) => one.nodeType === 3 && one.textContent.trim());
    if (!own || !node.checkVisibility({ opacityProperty: true })) continue;
    if (node.closest(".avatar, .seal, .unseen, option")) continue;
    const [front, back] = [light(parse(getComputedStyle(node).color)), light(ground(node))];
    const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    if (ratio < 4.5) faint.push(`${node.className} ${node.textContent.slice(0, 20)} ${ratio.toFixed(2)}`);
  }
  return faint;
}"""


async def test_everything_that_can_be_pressed_has_a_name(desk: Desk):
    await desk.write(ENGLISH, "Nameful wozzle")
    await desk.sees(ENGLISH, "Nameful wozzle")
    nameless = await desk.page.evaluate(
        "() => [...document.querySelectorAll('button, select, textarea, input:not([hidden]), a')]"
        ".filter((one) => !(one.textContent.trim() || one.ariaLabel || one.title || one.labels?.length))"
        ".map((one) => one.outerHTML.slice(0, 80))"
    )
    assert nameless == []
