"""The gateway: Discord's websocket protocol, version 10, in JSON."""

from __future__ import annotations

import asyncio

from aiohttp import web

from playground.server.faults.faults import Faults
from playground.server.gateway.connections import HEARTBEAT, INVALID_SESSION, RECONNECT, Connection, frame
from playground.server.gateway.member_chunks import MemberChunks
from playground.server.gateway.sessions import Sessions
from playground.server.world import World

HEARTBEAT_SECONDS = 41.25
# Between two sessions of a bucket, as Discord has it (gateway, "Rate Limiting").
IDENTIFY_SECONDS = 5.0
MOST_GUILDS = 2500


class Gateway:
    """Accepts gateway connections and, on request, treats them badly.

    `heartbeat_seconds` may be changed before a client connects. `refuse_resume` makes every RESUME fail.
    `identify_seconds` is the pause that Discord wants between two IDENTIFYs of a bucket; without one, as here at
    first, nobody has to wait. `most_guilds` is what a shard may hold.
    """

    def __init__(self, world: World, faults: Faults) -> None:
        self.world = world
        self.faults = faults
        self.sessions = Sessions(world, faults)
        self.member_chunks = MemberChunks(world)
        self.url = ""
        self.heartbeat_seconds = HEARTBEAT_SECONDS
        self.identify_seconds = 0.0
        self.most_guilds = MOST_GUILDS
        self.refuse_resume = False
        self._connections: set[Connection] = set()
        self._stop_listening = world.events.subscribe(self.sessions.tell)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one websocket until it ends."""
        ws = web.WebSocketResponse(timeout=0.5, compress=False, max_msg_size=1 << 20)
        await ws.prepare(request)
        if request.transport is None:
            return ws
        connection = Connection(self, ws, request.transport, request.query)
        self._connections.add(connection)
        try:
            await connection.serve()
        finally:
            self._connections.discard(connection)
        return ws

    def drop(self, resume: bool = True, code: int | None = None) -> None:
        """Cut every connection: with a close *code*, or as a lost line does. Without *resume*, sessions end too."""
        for session in [] if resume else self.sessions.all():
            self.sessions.forget(session)
        for connection in list(self._connections):
            if code is None:
                connection.socket.cut()
            else:
                connection.socket.close(code)

    def ask_to_reconnect(self) -> None:
        """Send RECONNECT to everyone."""
        self._send_to_all(frame(RECONNECT, None))

    def ask_for_heartbeats(self) -> None:
        """Have everyone send a heartbeat at once."""
        self._send_to_all(frame(HEARTBEAT, None))

    def invalidate(self, resumable: bool) -> None:
        """Send INVALID_SESSION to everyone; unless *resumable*, sessions end."""
        for session in [] if resumable else self.sessions.all():
            self.sessions.forget(session)
        self._send_to_all(frame(INVALID_SESSION, resumable))

    async def close(self) -> None:
        """Say goodbye to every client."""
        self._stop_listening()
        for connection in list(self._connections):
            connection.socket.close(1001)
        await asyncio.sleep(0)

    def cut_remaining(self) -> None:
        """Drop whoever has not left after `close`."""
        for connection in list(self._connections):
            connection.socket.cut()

    def _send_to_all(self, payload: str) -> None:
        for connection in list(self._connections):
            connection.socket.send(payload)
