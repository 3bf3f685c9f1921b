"""The gateway: Discord's websocket protocol, version 10, as text frames of JSON."""

from __future__ import annotations

import asyncio

from aiohttp import web

from playground.server.gateway.connections import INVALID_SESSION, RECONNECT, Connection, frame
from playground.server.gateway.sessions import Sessions
from playground.server.world import World

HEARTBEAT_SECONDS = 41.25


class Gateway:
    """Accepts gateway connections and, on request, treats them badly.

    `heartbeat_seconds` may be changed before a client connects. `refuse_resume` makes every RESUME fail.
    """

    def __init__(self, world: World, sessions: Sessions) -> None:
        self.world = world
        self.sessions = sessions
        self.url = ""
        self.heartbeat_seconds = HEARTBEAT_SECONDS
        self.refuse_resume = False
        self._connections: set[Connection] = set()
        self._stop_listening = world.events.subscribe(sessions.tell)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one websocket until it ends."""
        ws = web.WebSocketResponse(timeout=0.5, compress=False, max_msg_size=1 << 20)
        await ws.prepare(request)
        connection = Connection(self, ws, request)
        self._connections.add(connection)
        try:
            await connection.serve(request.query.get("v"), request.query.get("encoding", "json"))
        finally:
            self._connections.discard(connection)
        return ws

    def drop(self, resume: bool = True, code: int | None = None) -> None:
        """Cut every connection: with a close *code*, or as a lost line does. Without *resume*, sessions end too."""
        if not resume:
            for session in self.sessions.all():
                self.sessions.forget(session)
        for connection in list(self._connections):
            if code is None:
                connection.socket.cut()
            else:
                connection.socket.send(code)

    def ask_to_reconnect(self) -> None:
        """Send RECONNECT to everyone."""
        for connection in list(self._connections):
            connection.socket.send(frame(RECONNECT, None))

    def invalidate(self, resumable: bool) -> None:
        """Send INVALID_SESSION to everyone; unless *resumable*, sessions end."""
        for session in [] if resumable else self.sessions.all():
            self.sessions.forget(session)
        for connection in list(self._connections):
            connection.socket.send(frame(INVALID_SESSION, resumable))

    async def close(self) -> None:
        """Say goodbye to every client."""
        self._stop_listening()
        for connection in list(self._connections):
            connection.socket.send(1001)
        await asyncio.sleep(0)

    def cut_remaining(self) -> None:
        """Drop whoever has not left after `close`."""
        for connection in list(self._connections):
            connection.socket.cut()
