"""One gateway connection's outgoing side."""

from __future__ import annotations

import asyncio

from aiohttp import web

from playground.server.gateway.packing import Packing


class Socket:
    """Payloads wait in line and leave together; a close code comes last.

    All that is told in one turn of the loop goes in one write. aiohttp's own writer would make one system call a
    frame, which was a third of what a message costs.
    """

    def __init__(self, ws: web.WebSocketResponse, transport: asyncio.Transport, packing: Packing) -> None:
        self.packing = packing
        self._ws = ws
        self._transport = transport
        self._loop = asyncio.get_running_loop()
        self._waiting: list[str] = []
        self._code: asyncio.Future[int] = self._loop.create_future()

    @property
    def is_ending(self) -> bool:
        """Whether it was us who ended the connection."""
        return self._code.done()

    def send(self, payload: str) -> None:
        """Put *payload* in line."""
        if not self._waiting:
            self._loop.call_soon(self._flush)
        self._waiting.append(payload)

    def close(self, code: int) -> None:
        """Close the connection with *code*, after all that is in line."""
        if not self._code.done():
            self._code.set_result(code)

    def cut(self) -> None:
        """Drop the connection at once, without a close frame; what is in line is lost."""
        self._waiting.clear()
        self._code.cancel()
        self._transport.abort()

    async def finish(self) -> None:
        """Wait for a close code, and close the connection with it."""
        code = await self._code
        self._flush()
        await self._ws.close(code=code)

    def _flush(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting and not self._transport.is_closing():
            self._transport.write(b"".join([self.packing.pack(one) for one in waiting]))
