"""The playground's page in a real browser: how heavy, how soon, how smooth, and how fast a relayed message is seen.

    uv run --isolated --group dev python -m benchmarks.page

Prints one line a figure, with what must be reached. Nothing but the browser and the small Discord is measured here:
what the bot needs for a message is benchmarks.relay's.
"""

import asyncio
import sys
import time
from statistics import median
from typing import Final

import click
from playwright.async_api import Browser, Page, ViewportSize

from playground.cast import ENGLISH, Stage, set_stage
from playground.doors.briefing import Briefing
from playground.front import FrontedServer
from playground.server.messages.drafts import webhook_draft_in
from playground.server.webhooks.model import Webhook
from tests.page.browser import MISSING, browsing, program

_SIZE: Final = ViewportSize(width=1280, height=800)
_MESSAGES: Final = 2_000
_TIMES: Final = 20
_ROWS: Final = "#pane-english .message"
_VISITED: Final = "localStorage.setItem('qiao-toured', '1');"
# Of the page itself; what is said and who is there comes on top.
_WEIGHT: Final = """() => performance.getEntries()
  .filter((one) => one.name.includes("/page/") || one.entryType === "navigation")
  .reduce((sum, one) => sum + one.decodedBodySize, 0)"""
# Tells when a message that is awaited is drawn: after the frame that has it in it.
_SEEN: Final = """(text) => new Promise((done) => {
  const list = document.querySelector("#pane-english .messages");
  const look = () => {
    if (!list.lastElementChild?.textContent.includes(text)) return;
    watcher.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(Date.now())));
  };
  const watcher = new MutationObserver(look);
  watcher.observe(list, { childList: true, subtree: true });
  look();
})"""
# Scrolls by *step* pixels a frame until it is at the end of *rows* messages; gives the milliseconds between frames.
_SCROLL: Final = """([step, rows]) => new Promise((done) => {
  const scroller = document.querySelector("#pane-english .scroller");
  const isThere = () => step < 0 ? scroller.scrollTop < 5
    : scroller.scrollTop + scroller.clientHeight > scroller.scrollHeight - 5;
  const frames = [];
  let before = performance.now();
  const move = (now) => {
    frames.push(now - before);
    before = now;
    const isWhole = document.querySelectorAll("#pane-english .message").length >= rows;
    if ((isWhole && isThere()) || frames.length > 4000) return done(frames);
    scroller.scrollTop += step;
    requestAnimationFrame(move);
  };
  requestAnimationFrame(move);
})"""


@click.command()
@click.option("--messages", default=_MESSAGES, show_default=True, help="How many are scrolled through.")
@click.option("--times", default=_TIMES, show_default=True, help="How often a relayed message is waited for.")
def main(messages: int, times: int) -> None:
    """Measure, and print each figure."""
    asyncio.run(_measure(messages, times))


async def _measure(messages: int, times: int) -> None:
    path = program()
    if path is None:
        sys.exit(MISSING)
    stage = set_stage()
    hook = stage.world.webhooks.create(stage.bot, stage.rooms[ENGLISH.name], {"name": "Qiao"})
    async with FrontedServer(stage.world, 0, Briefing()) as server, browsing(path) as browser:
        server.ready = True
        page, milliseconds, weight = await _shown(browser, server.url)
        _tell("the page's own files", weight / 1000, "kB", 150)
        _tell("until messages are shown, a browser that knows nothing yet", milliseconds, "ms", 1000)
        seen = [await _relayed(stage, hook, page, at) for at in range(times)]
        _tell("from the webhook call to the drawn message, median", median(seen), "ms", 100)
        _tell("from the webhook call to the drawn message, slowest", max(seen), "ms", 100)
        for at in range(messages):
            stage.world.say("dana", "english", f"Line {at}: " + "so it goes " * (at % 12))
        await page.reload()
        await page.locator(_ROWS).first.wait_for()
        for step, way in ((-300, "up, older ones being read"), (300, "down again, all being there")):
            frames = sorted(await page.evaluate(_SCROLL, [step, messages]))
            rows = await page.locator(_ROWS).count()
            click.echo(f"{rows} messages scrolled through {way}: {len(frames)} frames of 300 pixels")
            _tell("  a frame, median", frames[len(frames) // 2], "ms", 17)
            _tell("  a frame, slowest but one in a hundred", frames[int(len(frames) * 0.99)], "ms", 50)
        seen = [await _relayed(stage, hook, page, times + at) for at in range(times)]
        _tell("from the webhook call to the drawn message, behind all these, median", median(seen), "ms", 100)


def _tell(what: str, figure: float, unit: str, most: float) -> None:
    click.echo(f"{what}: {figure:.1f} {unit} (at most {most:g}; {figure / most:.0%})")


async def _shown(browser: Browser, url: str) -> tuple[Page, float, int]:
    """Open the page; return it, the milliseconds until its first message was there, and the bytes that it read."""
    context = await browser.new_context(viewport=_SIZE)
    await context.add_init_script(_VISITED)
    page = await context.new_page()
    began = time.perf_counter()
    await page.goto(url, wait_until="commit")
    await page.locator("#pane-english textarea.write").wait_for()
    await page.locator("#pane-english .start:not(:empty)").wait_for(state="attached")
    milliseconds = (time.perf_counter() - began) * 1000
    return page, milliseconds, await page.evaluate(_WEIGHT)


async def _relayed(stage: Stage, hook: Webhook, page: Page, number: int) -> float:
    """Post by a webhook as the bot does; return the milliseconds until the message was drawn."""
    text = f"Relayed number {number}."
    looking = asyncio.get_running_loop().create_task(page.evaluate(_SEEN, text))
    await asyncio.sleep(0.1)
    called = time.time() * 1000
    stage.world.webhooks.execute(hook, webhook_draft_in({"content": text, "username": "小满 · 中"}))
    return float(await looking) - called


if __name__ == "__main__":
    main()
