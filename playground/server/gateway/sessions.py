"""Gateway sessions: what each has been told, kept for a while so that a cut one can resume."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import deque
from collections.abc import Callable

from aiohttp import web

from playground.server.applications.model import Application
from playground.server.events import Event
from playground.server.gateway import intents
from playground.server.guilds.model import Guild
from playground.server.guilds.payloads import guild_for_gateway
from playground.server.users.model import User
from playground.server.wire import encode
from playground.server.world import World

BUFFERED_EVENTS = 10_000
RESUME_WINDOW_SECONDS = 180.0

Frame = str | int


class Socket:
    """One connection's outgoing side: frames wait in line, a number closes the connection with that code."""

    def __init__(self, ws: web.WebSocketResponse, transport: asyncio.Transport | None) -> None:
        self._ws = ws
        self._transport = transport
        self._frames: deque[Frame] = deque()
        self._filled = asyncio.Event()
        self.is_ending = False

    def send(self, frame: Frame) -> None:
        """Put *frame* in line."""
        self._frames.append(frame)
        self.is_ending = self.is_ending or isinstance(frame, int)
        self._filled.set()

    def cut(self) -> None:
        """Drop the connection at once, without a close frame."""
        self._frames.clear()
        self.is_ending = True
        if self._transport is not None:
            self._transport.abort()

    async def write(self) -> None:
        """Send what is in line, until a close code comes or the connection is gone."""
        while True:
            await self._filled.wait()
            self._filled.clear()
            while self._frames:
                frame = self._frames.popleft()
                if isinstance(frame, int):
                    await self._ws.close(code=frame)
                    return
                try:
                    await self._ws.send_str(frame)
                except (ConnectionError, RuntimeError):
                    return


class Session:
    """One client's place in the stream of events."""

    def __init__(self, application: Application, wanted: int, shard: tuple[int, int]) -> None:
        self.id = secrets.token_hex(16)
        self.application = application
        self.bot: User = application.bot
        self.intents = wanted
        self.shard = shard
        self.sequence = 0
        self.socket: Socket | None = None
        self.left_at = 0.0
        self._buffer: deque[tuple[int, str]] = deque(maxlen=BUFFERED_EVENTS)

    def dispatch(self, name: str, data: str) -> None:
        """Tell the client, now or when it resumes."""
        self.sequence += 1
        frame = f'{{"t":"{name}","s":{self.sequence},"op":0,"d":{data}}}'
        self._buffer.append((self.sequence, frame))
        if self.socket is not None:
            self.socket.send(frame)

    def acknowledge(self, sequence: int) -> None:
        """Forget what the client says it has."""
        while self._buffer and self._buffer[0][0] <= sequence:
            self._buffer.popleft()

    def can_replay(self, sequence: int) -> bool:
        """Say whether everything after *sequence* is still here."""
        return self.sequence == sequence or bool(self._buffer and self._buffer[0][0] <= sequence + 1)

    def replay(self, sequence: int, socket: Socket) -> None:
        """Take up the stream after *sequence* on a new connection."""
        self.acknowledge(sequence)
        for _, frame in self._buffer:
            socket.send(frame)
        self.socket = socket
        self.dispatch("RESUMED", '{"_trace":["playground"]}')

    def holds(self, guild: Guild) -> bool:
        """Say whether *guild* falls to this session's shard."""
        return (guild.id >> 22) % self.shard[1] == self.shard[0]


class Sessions:
    """All sessions, and who of them is told of what."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._by_id: dict[str, Session] = {}
        self.resume_window = RESUME_WINDOW_SECONDS

    def open(self, session: Session, socket: Socket, ready: Callable[[Session, list[Guild]], str]) -> None:
        """Begin a session: READY with the guilds unavailable, then each guild as it comes up."""
        self._forget_the_long_gone()
        self._by_id[session.id] = session
        session.socket = socket
        guilds = [one for one in self._world.guilds.values() if session.bot.id in one.members and session.holds(one)]
        session.dispatch("READY", ready(session, guilds))
        if session.intents & intents.GUILDS:
            for guild in guilds:
                self._introduce(session, guild)

    def get(self, session_id: str, application: Application) -> Session | None:
        """Return a session that may still be resumed by *application*."""
        self._forget_the_long_gone()
        session = self._by_id.get(session_id)
        return session if session is not None and session.application is application else None

    def leave(self, session: Session, socket: Socket, for_good: bool) -> None:
        """Note that *socket* is gone; keep the session for resuming unless it is *for_good*."""
        if session.socket is socket:
            session.socket = None
            session.left_at = time.monotonic()
            if for_good:
                self.forget(session)

    def forget(self, session: Session) -> None:
        """End a session: resuming it will be refused."""
        self._by_id.pop(session.id, None)

    def all(self) -> list[Session]:
        """Return the sessions that are connected or may resume."""
        return list(self._by_id.values())

    def tell(self, event: Event) -> None:
        """Dispatch *event* to every session that may and wants to know."""
        for session in self._by_id.values():
            if not self._concerns(session, event):
                continue
            if event.only is not None and event.name == "GUILD_CREATE":
                self._introduce(session, event.guild)
            elif event.name in intents.WITH_CONTENT and not session.intents & intents.MESSAGE_CONTENT:
                session.dispatch(event.name, event.encoded_without_content(session.bot.id))
            else:
                session.dispatch(event.name, event.encoded())

    def _concerns(self, session: Session, event: Event) -> bool:
        if not session.holds(event.guild) or session.bot.id not in event.guild.members:
            return False
        if event.only is not None and event.only is not session.application:
            return False
        needed = intents.FOR_EVENT.get(event.name, 0)
        if needed and not session.intents & needed and not self._is_own_update(session, event):
            return False
        return event.channel is None or bool(self._world.rights(session.bot, event.channel))

    @staticmethod
    def _is_own_update(session: Session, event: Event) -> bool:
        # Changes to oneself are told without the Members intent (gateway, "Caveats").
        return event.name == "GUILD_MEMBER_UPDATE" and event.data["user"]["id"] == str(session.bot.id)

    def _introduce(self, session: Session, guild: Guild) -> None:
        everyone = bool(session.intents & intents.GUILD_PRESENCES)
        session.dispatch("GUILD_CREATE", encode(guild_for_gateway(guild, session.bot, everyone)))

    def _forget_the_long_gone(self) -> None:
        horizon = time.monotonic() - self.resume_window
        for session in self.all():
            if session.socket is None and session.left_at < horizon:
                self.forget(session)
