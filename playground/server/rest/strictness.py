"""The door for those who want Discord's rate limits kept, or kept no more: GET and PUT /playground/limits."""

from collections.abc import Callable
from typing import Final

from aiohttp import web

from playground.server.wire import decoded, encode

PATH: Final = "/playground/limits"


class StrictnessDoor:
    """Shows whether the limits are kept (*is_strict*), and has that changed by *be_strict* and *be_lenient*."""

    def __init__(
        self, is_strict: Callable[[], bool], be_strict: Callable[[], None], be_lenient: Callable[[], None]
    ) -> None:
        self._is_strict = is_strict
        self._turns = {True: be_strict, False: be_lenient}

    def add_to(self, app: web.Application) -> None:
        """Let *app* answer at the door's address."""
        app.router.add_get(PATH, self._show)
        app.router.add_put(PATH, self._turn)

    async def _show(self, _: web.Request) -> web.Response:
        return web.Response(body=encode({"strict": self._is_strict()}).encode(), content_type="application/json")

    async def _turn(self, request: web.Request) -> web.Response:
        try:
            wanted = decoded(await request.read())
        except (ValueError, RecursionError):
            wanted = None
        strict = wanted.get("strict") if isinstance(wanted, dict) else None
        if not isinstance(strict, bool):
            return web.Response(status=400, text='Send {"strict": true} or {"strict": false}.')
        self._turns[strict]()
        return await self._show(request)
