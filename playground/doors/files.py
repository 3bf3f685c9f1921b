"""The page's own files: read once, served with their type, and fetched again only when they have changed."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from aiohttp import web

FOLDER: Final = Path(__file__).parents[1] / "page"
# Browsers run no module of another type, and the system's own table of types is not to be relied on.
_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
_NO_MODULES: Final = ("theme.js",)
# Nothing from elsewhere, nothing inline, in nobody's frame. That a websocket to the page's own address is 'self' too,
# not every browser knows.
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "connect-src 'self' ws://127.0.0.1:{port} ws://localhost:{port}; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# What members upload is looked at as a picture or saved, but never runs as a page of ours.
_OF_FILES: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@dataclass(frozen=True, slots=True)
class _File:
    content: bytes
    content_type: str
    tag: str


class PageFiles:
    """Answers `/`, and `/page/…` with what lies in *folder*."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._files = {
            path.relative_to(folder).as_posix(): _read(path)
            for path in sorted(folder.rglob("*"))
            if path.suffix in _TYPES
        }
        # Announced with the page, so that no module waits until another that asks for it has been read.
        modules = (name for name in self._files if name.endswith(".js") and name not in _NO_MODULES)
        self._announced = ", ".join(f"</page/{name}>; rel=modulepreload" for name in modules)

    def add_to(self, app: web.Application) -> None:
        """Let *app* answer at the page's addresses, and say of all that it sends how it may be used."""
        app.router.add_get("/", self._front)
        app.router.add_get("/page/{name:.+}", self._file)
        app.on_response_prepare.append(_restrict)

    def size(self, locale: str) -> int:
        """How many bytes a visit in *locale* reads."""
        others = [name for name in self._files if name.startswith("words/") and name != f"words/{locale}.json"]
        return sum(len(one.content) for name, one in self._files.items() if name not in others)

    async def _front(self, request: web.Request) -> web.Response:
        answer = self._answer(request, "index.html")
        answer.headers["Link"] = self._announced
        return answer

    async def _file(self, request: web.Request) -> web.Response:
        return self._answer(request, request.match_info["name"])

    def _answer(self, request: web.Request, name: str) -> web.Response:
        file = self._files.get(name)
        if file is None:
            return web.Response(status=404)
        headers = {"ETag": file.tag, "Cache-Control": "no-cache"}
        if file.tag in request.headers.get("If-None-Match", ""):
            return web.Response(status=304, headers=headers)
        return web.Response(body=file.content, headers=headers | {"Content-Type": file.content_type})


def _read(path: Path) -> _File:
    content = path.read_bytes()
    return _File(content, _TYPES[path.suffix], f'"{sha256(content).hexdigest()[:20]}"')


async def _restrict(request: web.Request, response: web.StreamResponse) -> None:
    if request.path.startswith("/api/"):
        return  # Discord's own answers stay as Discord's are
    headers = response.headers
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if request.path.startswith("/cdn/"):
        headers["Content-Security-Policy"] = _OF_FILES
    else:
        headers["Content-Security-Policy"] = _POLICY.format(port=request.url.port)
