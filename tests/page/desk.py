"""Somebody before the page: where they click, what they type, and what they see."""

from dataclasses import dataclass, field
from typing import Final

from playwright.async_api import Browser, ConsoleMessage, Locator, Page, ViewportSize, expect

from tests.e2e.harness import Scene

WIDE: Final = ViewportSize(width=1280, height=800)
NARROW: Final = ViewportSize(width=360, height=720)
ENGLISH: Final = "english"
CHINESE: Final = "chinese"
_PATIENCE_MS: Final = 15_000
_VISITED: Final = "localStorage.setItem('qiao-toured', '1'); localStorage.setItem('qiao-banner', '1');"

expect.set_options(timeout=_PATIENCE_MS)


@dataclass
class Desk:
    """One browser window with the page in it.

    Attributes:
        complaints: What the browser's console said, and what went wrong in the page's code.
    """

    page: Page
    scene: Scene
    complaints: list[str] = field(default_factory=list)

    def pane(self, side: str) -> Locator:
        """Return one half of the page."""
        return self.page.locator(f"#pane-{side}")

    def field(self, side: str) -> Locator:
        """Return the field in which one writes."""
        return self.pane(side).locator("textarea.write")

    def rows(self, side: str) -> Locator:
        """Return the messages of one half."""
        return self.pane(side).locator(".message")

    def row(self, side: str, text: str) -> Locator:
        """Return the newest message of one half that has *text* in it."""
        return self.rows(side).filter(has_text=text).last

    async def write(self, side: str, text: str) -> None:
        """Write *text* and send it."""
        await self.field(side).fill(text)
        await self.field(side).press("Enter")

    async def sees(self, side: str, text: str) -> Locator:
        """Wait until a message with *text* stands in one half, and return it."""
        row = self.row(side, text)
        await expect(row).to_be_visible()
        return row

    async def sees_no(self, side: str, text: str) -> None:
        """Wait until no message of one half has *text* in it."""
        await expect(self.rows(side).filter(has_text=text)).to_have_count(0)

    async def speak_as(self, side: str, name: str) -> None:
        """Choose as whom one half is seen, and written in."""
        value = str(self.scene.stage.world.member(name).id)
        await self.pane(side).locator("select.speaker").select_option(value)

    async def choose(self, row: Locator, label: str) -> None:
        """Choose from the menu of a message."""
        await row.click(button="right", position={"x": 160, "y": 8})
        await self.page.get_by_role("menuitem", name=label, exact=True).click()

    async def command(self, side: str, name: str) -> None:
        """Choose the slash command that is shown as *name*."""
        await self.field(side).fill(f"/{name}")
        await self.pane(side).get_by_role("option").filter(has_text=f"/{name}").first.click()

    async def send(self, side: str) -> None:
        """Press the button that sends."""
        await self.pane(side).locator(".send").click()


async def opened(
    browser: Browser, scene: Scene, *, size: ViewportSize = WIDE, locale: str = "en-US", is_first_visit: bool = False
) -> Desk:
    """Open the page in a fresh profile of the browser."""
    context = await browser.new_context(viewport=size, locale=locale, timezone_id="Asia/Taipei")
    context.set_default_timeout(_PATIENCE_MS)
    if not is_first_visit:
        await context.add_init_script(_VISITED)
    page = await context.new_page()
    desk = Desk(page, scene)

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            desk.complaints.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: desk.complaints.append(str(error)))
    await page.goto(scene.server.url)
    await expect(desk.rows(ENGLISH).first).to_be_visible()
    return desk
