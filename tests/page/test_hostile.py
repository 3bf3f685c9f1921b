"""What members write and upload is shown, and never run."""

import pytest
from playwright.async_api import FilePayload, expect

from tests.page.desk import CHINESE, ENGLISH, Desk

pytestmark = pytest.mark.asyncio(loop_scope="session")

SCRIPT = "window.pwned = true"
HOSTILE = (
    f"<img src=x onerror='{SCRIPT}'> frizzle",
    f"<script>{SCRIPT}</script> frizzle",
    "[click](javascript:alert(1)) frizzle",
    "<javascript:alert(1)> frizzle",
    "[a](https://example.org/ onmouseover=alert(1)) frizzle",
    "**__~~||`frizzle`||~~__** ```html\n<b>bold</b>\n```",
    '<:evil" onerror="x:12345> frizzle <@&1> <#2> <t:99999999999999:R>',
)


async def test_hostile_text_stays_text(desk: Desk):
    for at, text in enumerate(HOSTILE):
        desk.scene.say("graham", "english", f"{text} number {at}")

    for at in range(len(HOSTILE)):
        row = await desk.sees(ENGLISH, f"number {at}")
        assert await row.locator("script, iframe, object, form, b").count() == 0
        assert await row.locator("img:not(.avatar img)").count() == 0
        for link in await row.locator("a").all():
            assert (await link.get_attribute("href") or "").startswith("https://example.org/")
            assert await link.get_attribute("rel") == "noopener noreferrer nofollow"
    assert await desk.page.evaluate("window.pwned") is None


async def test_a_javascript_link_is_no_link(desk: Desk):
    await desk.write(ENGLISH, "[flurb](javascript:window.pwned=true)")
    row = await desk.sees(ENGLISH, "[flurb](javascript:window.pwned=true)")
    await expect(row.locator("a")).to_have_count(0)
    await expect((await desk.sees(CHINESE, "flurb")).locator("a")).to_have_count(0)


ADDRESSES = ("javascript:alert(1)", "JAVA\tscript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil", "x")


async def test_whatever_calls_itself_an_address_leads_to_the_web_or_nowhere(desk: Desk):
    """Addresses come from embeds and buttons, too, which the small Discord checks; the page does so again."""
    made = "(url) => import('/page/dom.js').then((dom) => dom.link(url, 'x').tagName)"
    assert [await desk.page.evaluate(made, url) for url in ADDRESSES] == ["SPAN"] * len(ADDRESSES)
    assert await desk.page.evaluate(made, "https://example.org") == "A"
    own = "(url) => import('/page/dom.js').then((dom) => dom.local(url))"
    assert await desk.page.evaluate(own, "https://example.org/cdn/x.png") is None
    assert await desk.page.evaluate(own, "/playground/state") is None


async def test_markdown_of_every_kind_becomes_elements(desk: Desk):
    text = (
        "# Plorb\n**b** *i* __u__ ~~s~~ `c` ||hidden||\n> q\n- one\n-# small\n[site](https://example.org/a_(b)) <t:0:d>"
    )
    await desk.write(ENGLISH, text)
    row = await desk.sees(ENGLISH, "Plorb")
    for element in (".h1", "strong", "em", "u", "s", "code", "blockquote", "li", ".subtext", "time.moment"):
        await expect(row.locator(f".text {element}").first).to_be_visible()
    await expect(row.get_by_role("link", name="site")).to_have_attribute("href", "https://example.org/a_(b)")
    await row.get_by_role("button", name="Spoiler: show").click()
    await expect(row.get_by_text("hidden")).to_be_visible()


async def test_an_uploaded_page_and_an_uploaded_drawing_run_no_script(desk: Desk):
    script = f"<script>{SCRIPT}; document.title = 'pwned'</script>"
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg">{script}</svg>'
    files = [
        FilePayload(name="grib.html", mimeType="text/html", buffer=script.encode()),
        FilePayload(name="grib.svg", mimeType="image/svg+xml", buffer=drawing.encode()),
    ]
    await desk.pane(ENGLISH).locator("input[type=file]").set_input_files(files)
    await desk.write(ENGLISH, "Grib files")
    row = await desk.sees(ENGLISH, "Grib files")
    for link in await row.locator("a").all():
        address = f"{desk.scene.server.url}{await link.get_attribute('href')}"
        answer = await desk.page.request.get(address)
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in answer.headers["content-security-policy"]
    assert await desk.page.evaluate("window.pwned") is None


async def test_the_page_itself_may_run_nothing_inline_and_fetch_nothing_from_elsewhere(desk: Desk):
    asked: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url))
    await desk.page.reload()
    await expect(desk.rows(ENGLISH).first).to_be_visible()
    here = desk.scene.server.url
    assert len(asked) > 10
    assert [url for url in asked if not url.startswith((here, here.replace("http", "ws"), "data:"))] == []
    await desk.page.evaluate(
        "() => { const one = document.createElement('script'); one.textContent = 'window.pwned = true';"
        " document.body.append(one); }"
    )
    assert await desk.page.evaluate("window.pwned") is None
    assert any("Content Security Policy" in one for one in desk.complaints)
    desk.complaints.clear()
