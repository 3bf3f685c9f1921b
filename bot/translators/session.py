"""The HTTP session under deep-translator: its blocking calls wait on the event loop, and each of them ends.

deep-translator calls a module named `requests`, which knows no timeout, opens a connection a call
and blocks its thread. `Requests` stands in its place: it hands the request to the event loop and
lets the greenlet of the call sleep until the answer is there (see ADR 0009). Proxies of the
environment are not used; nothing is redirected.
"""

import json
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Final

import aiohttp
from greenlet import getcurrent, greenlet
from yarl import URL

_USER_AGENT: Final = "Mozilla/5.0 (compatible; Qiao; a bridge between Discord channels)"
_OK: Final = 200
_LARGEST_BODY: Final = 1 << 20
_FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}


class Refused(Exception):
    """The vendor answered with a status other than 200. Holds no URL, for that holds text and key."""

    def __init__(self, status: int, retry_after: str | None) -> None:
        super().__init__(status)
        self.status = status
        self.retry_after = retry_after


class Response:
    """As much of a `requests.Response` as deep-translator reads."""

    status_code: Final = _OK

    def __init__(self, body: bytes) -> None:
        self._body = body

    @property
    def text(self) -> str:
        """The body, which both vendors send as UTF-8."""
        return self._body.decode("utf-8", "replace")

    def json(self) -> Any:
        """The body as JSON.

        Raises:
            ValueError: It is none.
        """
        return json.loads(self._body)

    def close(self) -> None:
        """Do nothing: the connection is back in the session already."""


class Session:
    """Connections to vendors, shared by the calls of one translator."""

    def __init__(self, timeout_seconds: float) -> None:
        self._timeout = aiohttp.ClientTimeout(total=timeout_seconds)
        self._http: aiohttp.ClientSession | None = None  # made with the first request, inside the event loop

    async def run(self, call: Callable[[], object]) -> object:
        """Run the blocking *call*, and return what it returns; its requests go through this session.

        Raises:
            Refused: The status is not 200.
            aiohttp.ClientError, OSError: No answer, or none in time.
        """
        errand = _Errand(call, self)
        step = errand.switch()
        while not errand.dead:
            try:
                answer = await step
            except BaseException as error:  # noqa: BLE001 - also a cancellation is for the call to hear first
                step = errand.throw(error)
            else:
                step = errand.switch(answer)
        return step

    async def request(self, method: str, url: str, fields: Mapping[str, str]) -> Response:
        """Send *fields*: to GET in the query, to POST as a form."""
        place = URL(url)
        if method == "GET":
            return await self._exchange(method, place.with_query(fields))
        form = URL.build(query=fields).raw_query_string.encode(
            "ascii"
        )  # quoted as a form is, and faster than by urllib
        try:
            return await self._exchange(method, place, form)
        except aiohttp.ServerDisconnectedError:
            # A kept connection may have been closed since its last call. aiohttp asks GET again of
            # itself; a POST that asks for a translation harms nobody either.
            return await self._exchange(method, place, form)

    async def _exchange(self, method: str, url: URL, body: bytes | None = None) -> Response:
        headers = None if body is None else _FORM
        asked = self._connections().request(method, url, data=body, headers=headers, allow_redirects=False)
        async with asked as answer:
            if answer.status != _OK:
                raise Refused(answer.status, answer.headers.get("Retry-After"))
            return Response(await _body(answer))

    def _connections(self) -> aiohttp.ClientSession:
        if self._http is None:
            self._http = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0),  # `Calls` counts
                timeout=self._timeout,
                headers={"User-Agent": _USER_AGENT},
                skip_auto_headers=("Accept-Encoding",),
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=False,
            )
        return self._http

    async def close(self) -> None:
        """Close every connection; calls under way end with an error."""
        if self._http is not None:
            await self._http.close()


async def _body(answer: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for block in answer.content.iter_any():
        body += block
        if len(body) > _LARGEST_BODY:
            raise aiohttp.ClientPayloadError("body too large")
    return bytes(body)


class _Errand(greenlet):
    """A blocking call on its way: where it would wait for an answer, its parent, the event loop, goes on."""

    def __init__(self, call: Callable[[], object], session: Session) -> None:
        super().__init__(call)
        self.session = session


class Requests:
    """Stands where a module of deep-translator has `requests`; works inside `Session.run` only."""

    @staticmethod
    def get(url: str, params: Mapping[str, str], proxies: object = None) -> Response:  # noqa: ARG004 - requests has it
        """Ask, with *params* in the query."""
        return _answered("GET", url, params)

    @staticmethod
    def post(url: str, params: Mapping[str, str]) -> Response:
        """Send *params* as a form, where requests would put text and key into the URL."""
        return _answered("POST", url, params)


def _answered(method: str, url: str, fields: Mapping[str, str]) -> Response:
    errand = getcurrent()
    if not isinstance(errand, _Errand) or errand.parent is None:
        raise RuntimeError("not inside Session.run")
    asked: Coroutine[object, object, Response] = errand.session.request(method, url, fields)
    response: Response = errand.parent.switch(asked)
    return response
