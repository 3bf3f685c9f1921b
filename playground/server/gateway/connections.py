"""One gateway connection: what the client says, what it is told, and the codes with which it is shown the door."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from playground.server.applications.model import Application
from playground.server.applications.payloads import application_flags
from playground.server.gateway import intents
from playground.server.gateway.member_chunks import chunk
from playground.server.gateway.sessions import Session, Socket
from playground.server.guilds.model import Guild
from playground.server.users.payloads import own_user_payload
from playground.server.wire import Json, encode

if TYPE_CHECKING:
    from playground.server.gateway.gateway import Gateway

LONGEST_FRAME = 4096
# 120 payloads a minute (gateway, "Rate Limiting").
MOST_FRAMES, FRAME_WINDOW_SECONDS = 120, 60.0

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE_STATE = range(5)
RESUME, RECONNECT, REQUEST_MEMBERS, INVALID_SESSION, HELLO, ACK = range(6, 12)
_ACCEPTED_IN_SILENCE = (PRESENCE, VOICE_STATE, 31, 43)

_ACK_FRAME = '{"t":null,"s":null,"op":11,"d":null}'


class Closing(Exception):
    """The connection must be closed with this code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def frame(op: int, data: object) -> str:
    """Return a payload that is no dispatch, encoded."""
    return encode({"t": None, "s": None, "op": op, "d": data})


class Connection:
    """One client's websocket."""

    def __init__(self, gateway: Gateway, ws: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = Socket(ws, request.transport)
        self._gateway = gateway
        self._ws = ws
        self._session: Session | None = None
        self._heard_at = time.monotonic()
        self._frames_at: deque[float] = deque(maxlen=MOST_FRAMES)

    async def serve(self, version: str | None, encoding: str) -> None:
        """Speak the protocol until either side ends it."""
        async with asyncio.TaskGroup() as tasks:
            writer = tasks.create_task(self.socket.write())
            try:
                await self._converse(version, encoding)
            except Closing as closing:
                self.socket.send(closing.code)
                await asyncio.wait((writer,), timeout=1.0)
            finally:
                self._leave()
                writer.cancel()

    async def _converse(self, version: str | None, encoding: str) -> None:
        if version not in (None, "10"):
            raise Closing(4012)
        if encoding != "json":
            raise Closing(4002)
        interval = int(self._gateway.heartbeat_seconds * 1000)
        self.socket.send(frame(HELLO, {"heartbeat_interval": interval, "_trace": ["playground"]}))
        await self._listen()

    async def _listen(self) -> None:
        while True:
            # A client that misses its heartbeat is a zombie; a quarter of the interval is its grace.
            patience = self._heard_at + self._gateway.heartbeat_seconds * 1.25 - time.monotonic()
            try:
                message = await self._ws.receive(timeout=max(patience, 0.001))
            except TimeoutError:
                raise Closing(4000) from None
            if message.type is WSMsgType.TEXT:
                self._hear(message.data)
            elif message.type is WSMsgType.BINARY:
                self._hear(message.data.decode("utf-8", "replace"))
            else:
                return

    def _leave(self) -> None:
        if self._session is not None:
            # 1000 and 1001 from the client's side end the session (gateway, "Initiating a Disconnect").
            for_good = not self.socket.is_ending and self._ws.close_code in (1000, 1001)
            self._gateway.sessions.leave(self._session, self.socket, for_good)

    def _hear(self, text: str) -> None:
        now = time.monotonic()
        if len(self._frames_at) == MOST_FRAMES and self._frames_at[0] > now - FRAME_WINDOW_SECONDS:
            raise Closing(4008)
        self._frames_at.append(now)
        if len(text.encode("utf-8", "replace")) > LONGEST_FRAME:
            raise Closing(4002)
        try:
            said = json.loads(text)
        except (ValueError, RecursionError):
            raise Closing(4002) from None
        if not isinstance(said, dict) or not isinstance(said.get("op"), int):
            raise Closing(4002)
        self._obey(said["op"], said.get("d"))

    def _obey(self, op: int, data: Any) -> None:
        if op == HEARTBEAT:
            self._beat(data)
        elif op in (IDENTIFY, RESUME):
            if self._session is not None:
                raise Closing(4005)
            if not isinstance(data, dict):
                raise Closing(4002)
            (self._identify if op == IDENTIFY else self._resume)(data)
        elif op == REQUEST_MEMBERS or op in _ACCEPTED_IN_SILENCE:
            if self._session is None:
                raise Closing(4003)
            if op == REQUEST_MEMBERS:
                chunk(self._gateway.world, self._session, data)
        else:
            raise Closing(4001)

    def _beat(self, sequence: object) -> None:
        if sequence is not None and not isinstance(sequence, int):
            raise Closing(4002)
        self._heard_at = time.monotonic()
        if self._session is not None and sequence is not None:
            self._session.acknowledge(sequence)
        self.socket.send(_ACK_FRAME)

    def _application(self, data: Json) -> Application:
        application = self._gateway.world.bot_by_token(str(data.get("token", "")))
        if application is None:
            raise Closing(4004)
        return application

    def _identify(self, data: Json) -> None:
        application = self._application(data)
        if not isinstance(data.get("properties"), dict):
            raise Closing(4002)
        wanted = data.get("intents")
        if not isinstance(wanted, int) or wanted < 0 or wanted & ~intents.KNOWN:
            raise Closing(4013)
        if wanted & intents.PRIVILEGED & ~application.privileged_intents:
            raise Closing(4014)
        shard = _shard(data.get("shard", [0, 1]))
        application.sessions_left = max(0, application.sessions_left - 1)
        self._session = Session(application, wanted, shard)
        self._gateway.sessions.open(self._session, self.socket, self._ready)

    def _ready(self, session: Session, guilds: list[Guild]) -> str:
        return encode(
            {
                "v": 10,
                "user": own_user_payload(session.bot),
                "user_settings": {},
                "session_type": "normal",
                "session_id": session.id,
                "resume_gateway_url": self._gateway.url,
                "shard": list(session.shard),
                "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
                "private_channels": [],
                "relationships": [],
                "presences": [],
                "guild_join_requests": [],
                "geo_ordered_rtc_regions": [],
                "auth": {},
                "application": {
                    "id": str(session.application.id),
                    "flags": application_flags(session.application),
                },
                "_trace": ["playground"],
            }
        )

    def _resume(self, data: Json) -> None:
        application = self._application(data)
        sequence = data.get("seq")
        if not isinstance(sequence, int):
            raise Closing(4002)
        session = self._gateway.sessions.get(str(data.get("session_id")), application)
        if session is None or self._gateway.refuse_resume:
            self.socket.send(frame(INVALID_SESSION, False))
            return
        if sequence > session.sequence:
            raise Closing(4007)
        if not session.can_replay(sequence):
            self._gateway.sessions.forget(session)
            self.socket.send(frame(INVALID_SESSION, False))
            return
        if session.socket is not None:
            session.socket.cut()
        self._session = session
        session.replay(sequence, self.socket)


def _shard(given: object) -> tuple[int, int]:
    if not isinstance(given, list) or len(given) != 2 or not all(isinstance(part, int) for part in given):
        raise Closing(4010)
    number, of = given
    if not 0 <= number < of:
        raise Closing(4010)
    return number, of
