"""The door between the bot and a real translator: what is asked passes through, unless somebody has shut it."""

import json
from dataclasses import dataclass
from typing import Final

import aiohttp
from aiohttp import web

from playground.server.wire import Json, encode

PATH: Final = "/playground/translator"
PASSAGE: Final = "/playground/vendor"
_SENT: Final = ("Accept", "Content-Type", "User-Agent")
_RETURNED: Final = ("Content-Type", "Retry-After")
_SHUT: Final = 503
_UNREACHABLE: Final = 502


@dataclass(frozen=True, slots=True)
class Vendor:
    """A translator by name, and the address at which it is asked."""

    name: str
    url: str


class TranslatorDoor:
    """Passes on what is asked below `PASSAGE`; PUT /playground/translator {"is_open": false} shuts it.

    While it is shut the vendor hears nothing, and the bot is answered as by a vendor that is down.
    """

    def __init__(self, vendor: Vendor | None) -> None:
        self.is_open = True
        self._vendor = vendor
        self._session: aiohttp.ClientSession | None = None

    def add_to(self, app: web.Application) -> None:
        """Let *app* answer at the door's addresses."""
        app.router.add_get(PATH, self._show)
        app.router.add_put(PATH, self._turn)
        app.router.add_route("*", PASSAGE + "{tail:(/.*)?}", self._pass)
        app.on_cleanup.append(self._close)

    async def _show(self, _: web.Request) -> web.Response:
        told: Json | None = None if self._vendor is None else {"name": self._vendor.name, "is_open": self.is_open}
        return web.Response(body=encode(told).encode(), content_type="application/json")

    async def _turn(self, request: web.Request) -> web.Response:
        try:
            wanted = await request.json()
        except (json.JSONDecodeError, UnicodeDecodeError):
            wanted = None
        if not isinstance(wanted, dict) or not isinstance(wanted.get("is_open"), bool):
            return web.Response(status=400, text='Send {"is_open": true} or {"is_open": false}.')
        self.is_open = wanted["is_open"]
        return await self._show(request)

    async def _pass(self, request: web.Request) -> web.Response:
        if self._vendor is None:
            return web.Response(status=404)
        if not self.is_open:
            return web.Response(status=_SHUT)
        if self._session is None:
            # Cookies and redirects are between the bot and its vendor: neither is ours to keep or follow.
            jar = aiohttp.DummyCookieJar()
            self._session = aiohttp.ClientSession(cookie_jar=jar, trust_env=False)
        address = self._vendor.url.rstrip("/") + request.match_info["tail"]
        headers = {name: request.headers[name] for name in _SENT if name in request.headers}
        try:
            async with self._session.request(
                request.method,
                address,
                params=request.query,
                data=await request.read(),
                headers=headers,
                allow_redirects=False,
            ) as answer:
                body = await answer.read()
                kept = {name: answer.headers[name] for name in _RETURNED if name in answer.headers}
                return web.Response(status=answer.status, body=body, headers=kept)
        except (aiohttp.ClientError, TimeoutError):
            return web.Response(status=_UNREACHABLE)

    async def _close(self, _: web.Application) -> None:
        if self._session is not None:
            await self._session.close()
