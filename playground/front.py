"""The front page: what runs here, for whoever opens the playground's address in a browser."""

import threading
import webbrowser
from collections.abc import Mapping
from html import escape
from typing import Final

from aiohttp import web

from playground.server.app import PlaygroundServer
from playground.server.world import World
from playground.words import Words

_PAGE: Final = """<!doctype html>
<html lang="{locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>body {{ font: 1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }}</style>
<h1>{title}</h1>
{paragraphs}
</html>
"""
_PARAGRAPHS: Final = ("front-runs", "front-terminal", "people-scripted")
_HEADERS: Final = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}


class FrontedServer(PlaygroundServer):
    """A playground server that says at `/` what it is."""

    def __init__(self, world: World, port: int, words: Words) -> None:
        super().__init__(world, port)
        self._page = page(words)

    def app(self) -> web.Application:
        """Return the application, the front page included."""
        app = super().app()
        app.router.add_get("/", self._front)
        return app

    async def _front(self, _: web.Request) -> web.Response:
        return web.Response(text=self._page, content_type="text/html", headers=_HEADERS)


def page(words: Words) -> str:
    """Return the front page in the locale of *words*."""
    paragraphs = "\n".join(f"<p>{escape(words.say(key))}</p>" for key in _PARAGRAPHS)
    return _PAGE.format(locale=words.locale, title=escape(words.say("title")), paragraphs=paragraphs)


def open_in_browser(url: str, environ: Mapping[str, str]) -> bool:
    """Open *url* in a browser with windows; tell whether there is one.

    A text browser would take the terminal away from us, unless the environment asks for it.
    """
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    if type(browser) is webbrowser.GenericBrowser and not environ.get("BROWSER"):
        return False
    # Some browsers return only when their window is closed, and one that hangs must not keep us from ending.
    threading.Thread(target=browser.open, args=(url,), name="browser", daemon=True).start()
    return True
