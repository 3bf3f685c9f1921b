"""The front: the small Discord with its page before it, for whoever opens its address in a browser."""

import asyncio
import threading
import webbrowser
from collections.abc import Mapping

from aiohttp import web

from playground.doors.briefing import Briefing, BriefingDoor
from playground.doors.files import PageFiles
from playground.doors.trace import TraceDoor
from playground.doors.translator import PASSAGE, TranslatorDoor, Vendor
from playground.server.app import PlaygroundServer
from playground.server.world import World


class FrontedServer(PlaygroundServer):
    """A playground server with a page at `/`.

    *status_address* is where the bot serves its trace, *vendor* the translator that it asks through us, if any.
    `opened` is set once a page has been opened.
    """

    def __init__(
        self,
        world: World,
        port: int,
        briefing: Briefing,
        status_address: str = "",
        vendor: Vendor | None = None,
    ) -> None:
        super().__init__(world, port)
        self.opened = asyncio.Event()
        self._files = PageFiles()
        self._doors = (
            BriefingDoor(briefing, self.opened.set),
            TraceDoor(status_address),
            TranslatorDoor(vendor),
        )

    @property
    def vendor_url(self) -> str:
        """Where the bot asks the translator."""
        return self.url + PASSAGE

    def app(self) -> web.Application:
        """Return the application, the page included."""
        app = super().app()
        self._files.add_to(app)
        for door in self._doors:
            door.add_to(app)
        return app


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
