"""The HTTP session under deep-translator: kept connections, and an end to every call.

deep-translator calls a module named `requests` that knows no timeout and opens a connection a call.
`Requests` stands in its place, and each thread of a translator uses that translator's own `Session`.
Proxies of the environment are not used; nothing is redirected.
"""

import http.client
import json
import socket
import ssl
import threading
import time
from collections import deque
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

_USER_AGENT: Final = "Mozilla/5.0 (compatible; Qiao; a bridge between Discord channels)"
_OK: Final = 200
_LARGEST_BODY: Final = 1 << 20
_BLOCK: Final = 1 << 16
# What a server did that closed a kept connection between two calls: a new one is tried once.
_STALE: Final = (http.client.BadStatusLine, ConnectionError)


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
    """Connections to vendors, shared by the threads of one translator."""

    def __init__(self, timeout_seconds: float) -> None:
        self._timeout_seconds = timeout_seconds
        self._idle: dict[tuple[str, str], deque[http.client.HTTPConnection]] = {}
        self._busy: set[http.client.HTTPConnection] = set()
        self._lock = threading.Lock()
        self._is_closed = False
        self._tls: ssl.SSLContext | None = None

    def get(self, url: str, fields: Mapping[str, str]) -> Response:
        """Ask for *url* with *fields* in its query.

        Raises:
            Refused: The status is not 200.
            OSError, http.client.HTTPException: No answer, or none in time.
        """
        return self._send("GET", url, fields)

    def post(self, url: str, fields: Mapping[str, str]) -> Response:
        """Send *fields* as a form to *url*; raises as `get` does."""
        return self._send("POST", url, fields)

    def close(self) -> None:
        """Close every connection; calls under way end with an OSError."""
        with self._lock:
            self._is_closed = True
            idle = [connection for kept in self._idle.values() for connection in kept]
            busy = tuple(self._busy)
            self._idle.clear()
        for connection in idle:
            connection.close()
        for connection in busy:
            sock = connection.sock
            if sock is not None:
                try:
                    sock.shutdown(socket.SHUT_RDWR)  # wakes the thread that reads; it closes
                except OSError:
                    continue  # it has just ended by itself

    def _send(self, method: str, url: str, fields: Mapping[str, str]) -> Response:
        parts = urlsplit(url)
        ends_at = time.monotonic() + self._timeout_seconds
        form = urlencode(fields, errors="replace")
        path = parts.path or "/"
        headers = {"User-Agent": _USER_AGENT, "Accept": "*/*"}
        if method == "GET":
            path, body = f"{path}?{form}", None
        else:
            body = form.encode("ascii")
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection, is_kept = self._connection(parts.scheme, parts.netloc)
        try:
            try:
                return self._exchange(connection, method, path, body, headers, ends_at)
            except _STALE:
                if not is_kept or self._is_closed:
                    raise
                connection.close()  # the same object connects anew
                return self._exchange(connection, method, path, body, headers, ends_at)
        finally:
            self._give_back(parts.scheme, parts.netloc, connection)

    def _exchange(
        self,
        connection: http.client.HTTPConnection,
        method: str,
        path: str,
        body: bytes | None,
        headers: Mapping[str, str],
        ends_at: float,
    ) -> Response:
        is_whole = False
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            said = _body(answer, ends_at)
            answer.close()  # gives the connection free; `read1` does not
            is_whole = not answer.will_close
        finally:
            if not is_whole:
                connection.close()
        if answer.status != _OK:
            raise Refused(answer.status, answer.getheader("Retry-After"))
        return Response(said)

    def _connection(self, scheme: str, host: str) -> tuple[http.client.HTTPConnection, bool]:
        """Return a connection, and whether it was kept from an earlier call."""
        with self._lock:
            if self._is_closed:
                raise ConnectionAbortedError
            kept = self._idle.get((scheme, host))
            connection = kept.pop() if kept else self._new(scheme, host)
            self._busy.add(connection)
            return connection, connection.sock is not None

    def _new(self, scheme: str, host: str) -> http.client.HTTPConnection:
        if scheme != "https":
            return http.client.HTTPConnection(host, timeout=self._timeout_seconds)
        if self._tls is None:
            self._tls = ssl.create_default_context()
        return http.client.HTTPSConnection(host, timeout=self._timeout_seconds, context=self._tls)

    def _give_back(self, scheme: str, host: str, connection: http.client.HTTPConnection) -> None:
        with self._lock:
            self._busy.discard(connection)
            if connection.sock is not None and not self._is_closed:
                self._idle.setdefault((scheme, host), deque()).append(connection)
                return
        connection.close()


def _body(answer: http.client.HTTPResponse, ends_at: float) -> bytes:
    """Return the body; a socket's timeout bounds each read, *ends_at* all of them together."""
    blocks: list[bytes] = []
    size = 0
    while block := answer.read1(_BLOCK):
        blocks.append(block)
        size += len(block)
        if size > _LARGEST_BODY:
            raise http.client.HTTPException("body too large")
        if time.monotonic() > ends_at:
            raise TimeoutError
    if answer.length:
        raise http.client.HTTPException("body cut short")
    return b"".join(blocks)


_current = threading.local()


def use(session: Session) -> None:
    """Make *session* the one that `Requests` uses in this thread."""
    _current.session = session


class Requests:
    """Stands where a module of deep-translator has `requests`."""

    @staticmethod
    def get(url: str, params: Mapping[str, str], proxies: object = None) -> Response:  # noqa: ARG004 - requests has it
        """Ask through this thread's session."""
        session: Session = _current.session
        return session.get(url, params)

    @staticmethod
    def post(url: str, params: Mapping[str, str]) -> Response:
        """Send through this thread's session: as a form, where requests would put text and key into the URL."""
        session: Session = _current.session
        return session.post(url, params)
