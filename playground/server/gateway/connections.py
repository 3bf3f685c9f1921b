"""One gateway connection: what the client says, what it is told, and the codes with which it is shown the door."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from playground.server.applications.model import Application
from playground.server.gateway import intents
from playground.server.gateway.packing import STREAMS, Plain, ZlibPayloads
from playground.server.gateway.presences import Presences, presence_in
from playground.server.gateway.ready import ready_payload
from playground.server.gateway.sessions import Session
from playground.server.gateway.sockets import Socket
from playground.server.users.model import User
from playground.server.wire import Json, decoded, encode

if TYPE_CHECKING:
    from playground.server.gateway.gateway import Gateway

LONGEST_FRAME = 4096
# 120 payloads a minute (gateway, "Rate Limiting").
MOST_FRAMES, FRAME_WINDOW_SECONDS = 120, 60.0
# Members of a guild from which on those who are offline are left out (gateway events, "Identify Structure").
LEAST_THRESHOLD, MOST_THRESHOLD = 50, 250

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE_STATE = range(5)
RESUME, RECONNECT, REQUEST_MEMBERS, INVALID_SESSION, HELLO, ACK = range(6, 12)
_NEEDS_SESSION = (PRESENCE, VOICE_STATE, REQUEST_MEMBERS, 31, 43)

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

    def __init__(
        self, gateway: Gateway, ws: web.WebSocketResponse, transport: asyncio.Transport, query: Mapping[str, str]
    ) -> None:
        self._stream = query.get("compress")
        self.socket = Socket(ws, transport, STREAMS.get(self._stream or "", Plain)())
        self._gateway = gateway
        self._ws = ws
        self._query = query
        self._session: Session | None = None
        self._heard_at = time.monotonic()
        self._frames_at: deque[float] = deque(maxlen=MOST_FRAMES)
        self._presences = Presences()

    async def serve(self) -> None:
        """Speak the protocol until either side ends it."""
        async with asyncio.TaskGroup() as tasks:
            ending = tasks.create_task(self.socket.finish())
            try:
                await self._converse()
            except Closing as closing:
                self.socket.close(closing.code)
                await asyncio.wait((ending,), timeout=1.0)
            finally:
                self._leave()
                ending.cancel()

    async def _converse(self) -> None:
        if self._query.get("v") not in (None, "10"):
            raise Closing(4012)
        if self._query.get("encoding", "json") != "json" or self._stream not in (None, *STREAMS):
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
            said = decoded(text)
        except (ValueError, RecursionError):
            raise Closing(4002) from None
        if not isinstance(said, dict) or type(said.get("op")) is not int:  # a bool is no whole number here
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
        elif op in _NEEDS_SESSION:
            if self._session is None:
                raise Closing(4003)
            self._serve_session(self._session, op, data)
        else:
            raise Closing(4001)

    def _serve_session(self, session: Session, op: int, data: object) -> None:
        if op == REQUEST_MEMBERS:
            self._gateway.member_chunks.answer(session, data)
        elif op == PRESENCE:
            try:
                self._presences.update(self._gateway.world, session, data)
            except ValueError:
                raise Closing(4002) from None

    def _beat(self, sequence: object) -> None:
        if sequence is not None and type(sequence) is not int:
            raise Closing(4002)
        self._heard_at = time.monotonic()
        if self._session is not None and sequence is not None:
            self._session.acknowledge(sequence)
        self.socket.send(_ACK_FRAME)

    def _user(self, data: Json) -> User:
        world, token = self._gateway.world, str(data.get("token", ""))
        application = world.bot_by_token(token)
        user = world.actor(token) if application is None else application.bot
        if user is None:
            raise Closing(4004)
        return user

    def _identify(self, data: Json) -> None:
        user = self._user(data)
        if not _is_well_formed(data):
            raise Closing(4002)
        application = self._gateway.world.application_of(user)
        shard = _shard(data.get("shard", [0, 1]))
        # A person's client is told all that they may see.
        wanted = intents.KNOWN if application is None else _intents(data.get("intents"), application)
        session = Session(user, application, wanted, shard)
        self._demand_room(session)
        if application is not None and not self._may_start(application, shard[0]):
            self.socket.send(frame(INVALID_SESSION, False))
            return
        if data.get("compress") is True and self._stream is None:
            self.socket.packing = ZlibPayloads()
        self._session = session
        self._gateway.sessions.open(session, self.socket, self._ready)

    def _demand_room(self, session: Session) -> None:
        """Close the connection if the session would hold too many guilds (gateway, "Sharding")."""
        guilds, most = len(self._gateway.sessions.guilds_of(session)), self._gateway.most_guilds
        if guilds > most or (guilds == most and session.shard[1] == 1):
            raise Closing(4011)

    def _may_start(self, application: Application, shard: int) -> bool:
        if not application.starts.take():
            # The day's starts are spent: the bot loses its sessions and its token (gateway, "Identifying").
            self._gateway.world.renew_token(application.bot)
            for session in self._gateway.sessions.all():
                if session.application is application:
                    self._gateway.sessions.drop(session, resume=False, code=4004)
            raise Closing(4004)
        return not application.starts.is_too_soon(shard, self._gateway.identify_seconds)

    def _ready(self, session: Session) -> str:
        return encode(ready_payload(session, self._gateway.sessions.guilds_of(session), self._gateway.url))

    def _resume(self, data: Json) -> None:
        user = self._user(data)
        sequence = data.get("seq")
        if type(sequence) is not int:
            raise Closing(4002)
        session = self._gateway.sessions.get(str(data.get("session_id")), user)
        if session is None or self._gateway.refuse_resume or self._gateway.faults.refuse_resume():
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


def _is_well_formed(identify: Json) -> bool:
    """Say whether all is of its type that an IDENTIFY has beside token, shard and intents."""
    threshold, presence = identify.get("large_threshold", LEAST_THRESHOLD), identify.get("presence")
    return (
        isinstance(identify.get("properties"), dict)
        and isinstance(identify.get("compress", False), bool)
        and type(threshold) is int
        and LEAST_THRESHOLD <= threshold <= MOST_THRESHOLD
        and (presence is None or presence_in(presence) is not None)
    )


def _intents(wanted: object, application: Application) -> int:
    if type(wanted) is not int or wanted < 0 or wanted & ~intents.KNOWN:
        raise Closing(4013)
    if wanted & intents.PRIVILEGED & ~application.privileged_intents:
        raise Closing(4014)
    return wanted


def _shard(given: object) -> tuple[int, int]:
    if not isinstance(given, list) or len(given) != 2 or not all(type(part) is int for part in given):
        raise Closing(4010)
    number, of = given
    if not 0 <= number < of:
        raise Closing(4010)
    return number, of
