"""The door to the bot's own text-free trace: GET /playground/relays passes on what its status server tells."""

from typing import Final

import aiohttp
from aiohttp import web

PATH: Final = "/playground/relays"
_SILENT: Final = b'{"relays":[]}'


class TraceDoor:
    """Asks the status server at *address* (host and port); an empty one is asked nothing.

    The page may not ask it by itself: to a browser another port is another origin.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._session: aiohttp.ClientSession | None = None

    def add_to(self, app: web.Application) -> None:
        """Let *app* answer at the door's address."""
        app.router.add_get(PATH, self._relays)
        app.on_cleanup.append(self._close)

    async def _relays(self, request: web.Request) -> web.Response:
        """Answer with the last relays; none where the bot does not answer."""
        body = await self._ask(request.query.get("after", "0")) if self._address else _SILENT
        return web.Response(body=body, content_type="application/json")

    async def _ask(self, after: str) -> bytes:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=1.0), trust_env=False)
        try:
            async with self._session.get(f"http://{self._address}/relays", params={"after": after}) as answer:
                answer.raise_for_status()
                return await answer.read()
        except (aiohttp.ClientError, TimeoutError):
            return _SILENT

    async def _close(self, _: web.Application) -> None:
        if self._session is not None:
            await self._session.close()
