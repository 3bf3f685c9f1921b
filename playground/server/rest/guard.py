"""Keeps strangers out: the playground's state holds tokens, so only pages and programs of this machine may ask."""

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

_NAMES = ("127.0.0.1", "localhost")
# Of Sec-Fetch-Site: other pages, those at other ports of this machine included.
_STRANGERS = ("cross-site", "same-site")


class Guard:
    """Checks the Host, Origin and Sec-Fetch-Site headers of every request.

    Another site's page can make a browser on this machine send requests here (DNS rebinding, websockets, forms,
    pictures, scripts); it cannot forge these headers. It may have a link to us.
    """

    def __init__(self) -> None:
        self._hosts: frozenset[str] = frozenset()
        self._origins: frozenset[str] = frozenset()

    def admit_port(self, port: int) -> None:
        """Admit requests to this machine's *port*."""
        self._hosts = frozenset(f"{name}:{port}" for name in _NAMES)
        self._origins = frozenset(f"http://{host}" for host in self._hosts)

    def middleware(self) -> Middleware:
        """Return the check as aiohttp wants it."""

        @web.middleware
        async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
            headers = request.headers
            if headers.get("Host") not in self._hosts:
                return web.Response(status=421, text="This server answers only at 127.0.0.1 and localhost.")
            origin = headers.get("Origin")
            if origin is not None and origin not in self._origins:
                return web.Response(status=403, text="This server answers only its own pages.")
            is_link = headers.get("Sec-Fetch-Dest") == "document" and request.path == "/"
            if headers.get("Sec-Fetch-Site") in _STRANGERS and not is_link:
                return web.Response(status=403, text="This server answers only its own pages.")
            return await handler(request)

        return check
