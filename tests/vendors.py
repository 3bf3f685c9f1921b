"""Loopback vendors: small servers that answer, and misbehave, as Google's page and LibreTranslate do."""

import asyncio
import html
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

Translate = Callable[[str, str, str], str]
"""Gives the translation of a text (first) from one language into another, in the vendor's codes."""

ERROR_PAGE = "<!DOCTYPE html><html><head><title>Sorry...</title></head><body>unusual traffic</body></html>"


def tagged(text: str, _source: str, target: str) -> str:
    """Put the target's code before each line: deterministic, plain to see, and every mark stays."""
    return "\n".join(f"[{target}] {line}" if line.strip() else line for line in text.split("\n"))


@dataclass
class Vendor:
    """A vendor's server, to be looked at and spoilt while it runs.

    Attributes:
        url: What a translator takes as `base_url`.
        requests: How many it has had.
        asked: What it was asked: (text, source code, target code).
        keys: The API keys it was shown.
        paths: Each request's path with its query.
        translate: How it translates.
        fault: None, or "hang", "500", "429", "html", "empty", "reset", "cut", "drip",
            "null".
        seconds: How long it thinks before each answer.
        agents: The user agents that called.
        connections: The client's end of each connection that was opened.
        most_open: How many of them were open at a time, at most.
        raw: If not None, the body that it answers with, whatever it is asked.
        was_asked: Set by the first request.
    """

    url: str = ""
    requests: int = 0
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    translate: Translate = tagged
    fault: str | None = None
    seconds: float = 0.0
    agents: set[str] = field(default_factory=set)
    connections: set[tuple[str, int]] = field(default_factory=set)
    most_open: int = 0
    raw: str | None = None
    was_asked: asyncio.Event = field(default_factory=asyncio.Event)
    _transports: set[asyncio.BaseTransport] = field(default_factory=set)

    def note(self, request: web.Request) -> None:
        """Count *request*."""
        self.requests += 1
        self.was_asked.set()
        self.paths.append(request.path_qs)
        self.agents.add(request.headers.get("User-Agent", ""))
        if request.transport is not None:
            self.connections.add(request.transport.get_extra_info("peername"))
            self._transports.add(request.transport)
            self.most_open = max(self.most_open, sum(not one.is_closing() for one in self._transports))

    def drop(self) -> None:
        """Close every connection between two requests."""
        for transport in self._transports:
            transport.close()
        self._transports.clear()

    async def misbehaviour(self, request: web.Request) -> web.StreamResponse | None:
        """Return the answer of a vendor that is not well, None if it is."""
        if self.seconds:
            await asyncio.sleep(self.seconds)
        if self.fault == "hang":
            await asyncio.Event().wait()
        if self.fault == "500":
            return web.Response(status=500, text=ERROR_PAGE, content_type="text/html")
        if self.fault == "429":
            return web.Response(status=429, text=ERROR_PAGE, content_type="text/html", headers={"Retry-After": "30"})
        if self.fault == "html":
            return web.Response(text=ERROR_PAGE, content_type="text/html")
        if self.fault == "reset" and request.transport is not None:
            request.transport.abort()
            return web.Response()
        if self.fault == "cut":
            return await self._cut(request)
        if self.fault == "drip":
            return await self._drip(request)
        if self.raw is not None:
            return web.Response(text=self.raw, content_type="text/html")
        return None

    @staticmethod
    async def _cut(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        answer.content_length = 1_000
        await answer.prepare(request)
        await answer.write(b'{"translatedText": "')
        if request.transport is not None:
            request.transport.close()
        return answer

    @staticmethod
    async def _drip(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        answer.content_length = 1_000
        await answer.prepare(request)
        for _ in range(1_000):
            await answer.write(b" ")
            await asyncio.sleep(0.02)
        return answer


def page_of(text: str) -> str:
    """Return a page of the size and the shape of Google's mobile one, with *text* as the translation."""
    head = "".join(f".c{at}{{color:#{at:06x};margin:0 {at}px}}" for at in range(110))
    options = "".join(f'<a class="lang" href="./m?sl={at}&amp;tl=en">language {at}</a>' for at in range(24))
    return (
        "<!DOCTYPE html><html lang='en' dir='ltr'><head><title>Google Translate</title>"
        f'<meta name="viewport" content="width=device-width"><style nonce="x">{head}</style></head><body>'
        '<div class="root-container"><header class="header"><div class="logo"></div></header>'
        f'<div class="languages-container">{options}</div>'
        '<div class="input-container"><form action="/m"><input type="text" name="q"></form></div>'
        f'<div class="result-container">{html.escape(text)}</div>'
        '<div class="links-container"><ul><li><a href="#">Help</a></li></ul></div></div></body></html>'
    )


@asynccontextmanager
async def google_page() -> AsyncIterator[Vendor]:
    """Serve Google's page on this machine."""
    vendor = Vendor()

    async def answer(request: web.Request) -> web.StreamResponse:
        vendor.note(request)
        asked = (request.query["q"], request.query["sl"], request.query["tl"])
        vendor.asked.append(asked)
        spoilt = await vendor.misbehaviour(request)
        if spoilt is not None:
            return spoilt
        said = "" if vendor.fault in {"empty", "null"} else vendor.translate(*asked)
        return web.Response(text=page_of(said), content_type="text/html")

    async with _served(vendor, "GET", "/m", answer):
        vendor.url += "/m"
        yield vendor


@asynccontextmanager
async def libretranslate(api_key: str = "") -> AsyncIterator[Vendor]:
    """Serve LibreTranslate on this machine; with *api_key* it refuses everybody who has another."""
    vendor = Vendor()

    async def answer(request: web.Request) -> web.StreamResponse:
        vendor.note(request)
        fields = {**request.query, **{name: str(value) for name, value in (await request.post()).items()}}
        vendor.keys.append(fields.get("api_key", ""))
        asked = (fields["q"], fields["source"], fields["target"])
        vendor.asked.append(asked)
        spoilt = await vendor.misbehaviour(request)
        if spoilt is not None:
            return spoilt
        if api_key and fields.get("api_key") != api_key:
            return web.json_response({"error": "Invalid API key"}, status=403)
        if vendor.fault == "null":
            return web.json_response({"translatedText": None})
        return web.json_response({"translatedText": "" if vendor.fault == "empty" else vendor.translate(*asked)})

    async with _served(vendor, "POST", "/translate", answer):
        yield vendor


@asynccontextmanager
async def _served(
    vendor: Vendor, method: str, path: str, answer: Callable[[web.Request], object]
) -> AsyncIterator[None]:
    app = web.Application(client_max_size=1 << 22)
    app.router.add_route(method, path, answer)  # type: ignore[arg-type] # its handler type is private
    runner = web.AppRunner(app, shutdown_timeout=0.01, max_line_size=1 << 16)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    vendor.url = f"http://127.0.0.1:{port}"
    try:
        yield
    finally:
        await runner.cleanup()
