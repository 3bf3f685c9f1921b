"""A stand-in for Google's page, as a process of its own: a page of the real one's size, after the latency asked for.

python -m benchmarks.vendor

It prints its port. `/150/m` answers as `/m` of the real one does, 150 milliseconds later.
"""

import asyncio
from typing import Final
from urllib.parse import parse_qs, urlsplit

import click

from benchmarks.sentences import translation
from tests.vendors import page_of

_END: Final = b"\r\n\r\n"
_PLACE: Final = "here the translation stands"
_BEFORE, _AFTER = (part.encode() for part in page_of(_PLACE).split(_PLACE))


class Page(asyncio.Protocol):
    """One connection, kept open: what comes in is read up to its blank line, for a GET has no body."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._heard = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Note where to answer."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - what a TCP server gives
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each whole request when its time has come."""
        *requests, self._heard = (self._heard + data).split(_END)
        for request in requests:
            target = urlsplit(request.split(b" ", 2)[1].decode())
            text = parse_qs(target.query)["q"][0]
            milliseconds = int(target.path.split("/")[1])
            if milliseconds:
                asyncio.get_running_loop().call_later(milliseconds / 1000, self._answer, text)
            else:
                self._answer(text)

    def _answer(self, text: str) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        body = b"".join((_BEFORE, translation(text).encode(), _AFTER))
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\nContent-Length: {len(body)}\r\n\r\n"
        self._transport.write(head.encode() + body)


async def _serve() -> None:
    server = await asyncio.get_running_loop().create_server(Page, "127.0.0.1", 0, backlog=1024)
    click.echo(server.sockets[0].getsockname()[1])
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve())
