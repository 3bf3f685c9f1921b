"""Health, metrics and the trace over HTTP, at the address that the operator chose."""

from collections.abc import Callable
from typing import Final

from aiohttp import web

from bot.errors import Fault, FaultyConfiguration
from bot.observability.observer import Observer

# A server that is asked to stop waits this long for answers under way: all of ours are instant.
_GRACE_SECONDS: Final = 0.5


class StatusServer:
    """Serves /livez, /readyz, /metrics and /relays. Nothing in them is secret, nor anyone's words."""

    def __init__(self, host: str, port: int, observer: Observer, is_ready: Callable[[], bool]) -> None:
        self._host = host
        self._port = port
        self._observer = observer
        self._is_ready = is_ready
        self._runner: web.AppRunner | None = None

    @property
    def port(self) -> int:
        """Return the port that is listened on, once started: the free one, if 0 was asked for."""
        if self._runner is None or not self._runner.addresses:
            return self._port
        port: int = self._runner.addresses[0][1]
        return port

    async def start(self) -> None:
        """Listen.

        Raises:
            FaultyConfiguration: The address is taken, or is none of this machine's.
        """
        app = web.Application()
        app.add_routes(
            [
                web.get("/livez", self._alive),
                web.get("/readyz", self._ready),
                web.get("/metrics", self._metrics),
                web.get("/relays", self._relays),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=_GRACE_SECONDS)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except (OSError, OverflowError, UnicodeError) as error:  # UnicodeError: a host that no DNS name can be
            await self.close()
            reason = getattr(error, "strerror", None) or type(error).__name__
            fault = Fault("metrics.listen", "config-listen-taken", {"address": self._address, "reason": reason})
            raise FaultyConfiguration((fault,)) from error

    async def close(self) -> None:
        """Stop listening; connections that are kept open are cut."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def _address(self) -> str:
        return f"[{self._host}]:{self._port}" if ":" in self._host else f"{self._host}:{self._port}"

    async def _alive(self, _request: web.Request) -> web.Response:
        """Answer at all: the event loop runs."""
        return web.Response(text="alive\n")

    async def _ready(self, _request: web.Request) -> web.Response:
        if self._is_ready():
            return web.Response(text="ready\n")
        return web.Response(status=web.HTTPServiceUnavailable.status_code, text="not ready\n")

    async def _metrics(self, _request: web.Request) -> web.Response:
        body, headers = self._observer.metrics.exposition()
        return web.Response(body=body, headers={"Content-Type": headers})

    async def _relays(self, request: web.Request) -> web.Response:
        """Answer with the last relays, newest first; `?after=N` leaves out those numbered up to N."""
        after = request.query.get("after", "0")
        if not (after.isascii() and after.isdigit()) or len(after) > 18:
            return web.json_response({"error": "after: the number of a relay"}, status=web.HTTPBadRequest.status_code)
        return web.json_response({"relays": self._observer.recent.after(int(after))})
