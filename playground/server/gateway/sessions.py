"""Gateway sessions: what each has been told, kept for a while so that a cut one can resume."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import deque
from collections.abc import Callable

from playground.server.applications.model import Application
from playground.server.events import Event
from playground.server.faults.faults import Faults
from playground.server.faults.model import GatewayKind
from playground.server.gateway import intents
from playground.server.gateway.sockets import Socket
from playground.server.guilds.model import Guild
from playground.server.guilds.payloads import guild_for_gateway
from playground.server.users.model import User
from playground.server.wire import encode
from playground.server.world import World

BUFFERED_EVENTS = 10_000
RESUME_WINDOW_SECONDS = 180.0


class Session:
    """One client's place in the stream of events; *application* is None for a person's client."""

    def __init__(self, user: User, application: Application | None, wanted: int, shard: tuple[int, int]) -> None:
        self.id = secrets.token_hex(16)
        self.user = user
        self.application = application
        self.intents = wanted
        self.shard = shard
        self.sequence = 0
        self.socket: Socket | None = None
        self.left_at = 0.0
        self.not_yet: set[int] = set()  # guilds that have not come up
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
    """All sessions, and who of them is told of what.

    `guild_seconds` pass before each guild comes up in a new session. Discord does not say how many; until then nothing
    of what happens in it is told.
    """

    def __init__(self, world: World, faults: Faults) -> None:
        self._world = world
        self._faults = faults
        self._by_id: dict[str, Session] = {}
        self.resume_window = RESUME_WINDOW_SECONDS
        self.guild_seconds = 0.0

    def open(self, session: Session, socket: Socket, ready: Callable[[Session], str]) -> None:
        """Begin a session: READY with the guilds unavailable, then each guild as it comes up."""
        self._forget_the_long_gone()
        self._by_id[session.id] = session
        session.socket = socket
        session.dispatch("READY", ready(session))
        if session.intents & intents.GUILDS:
            for number, guild in enumerate(self.guilds_of(session), 1):
                if self.guild_seconds:
                    session.not_yet.add(guild.id)
                    moment = number * self.guild_seconds
                    asyncio.get_running_loop().call_later(moment, self._come_up, session, guild)
                else:
                    self._introduce(session, guild)

    def guilds_of(self, session: Session) -> list[Guild]:
        """Return the guilds that fall to *session*."""
        return [one for one in self._world.guilds.values() if session.user.id in one.members and session.holds(one)]

    def get(self, session_id: str, user: User) -> Session | None:
        """Return a session that may still be resumed by *user*."""
        self._forget_the_long_gone()
        session = self._by_id.get(session_id)
        return session if session is not None and session.user is user else None

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

    def drop(self, session: Session, resume: bool, code: int | None) -> None:
        """Cut *session*'s connection: with a close *code*, or as a lost line does. Without *resume* it ends too."""
        if not resume:
            self.forget(session)
        if session.socket is None:
            return
        if code is None:
            session.socket.cut()
        else:
            session.socket.close(code)

    def all(self) -> list[Session]:
        """Return the sessions that are connected or may resume."""
        return list(self._by_id.values())

    def tell(self, event: Event) -> None:
        """Dispatch *event* to every session that may and wants to know."""
        for session in tuple(self._by_id.values()):
            if not self._concerns(session, event):
                continue
            if event.only is not None and event.name == "GUILD_CREATE":
                self._introduce(session, event.guild, is_new="unavailable" not in event.data)
                continue
            # What is said to a bot in private it may read (gateway, "Message Content Intent").
            is_guarded = event.name in intents.WITH_CONTENT and bool(event.guild.id)
            withheld = is_guarded and not session.intents & intents.MESSAGE_CONTENT
            data = event.encoded_without_content(session.user.id) if withheld else event.encoded()
            if self._faults.strike_events:
                self._dispatch_on_luck(session, event.name, data)
            else:
                session.dispatch(event.name, data)

    def _dispatch_on_luck(self, session: Session, name: str, data: str) -> None:
        fault = self._faults.pick_for_event(name)
        if fault is not None and fault.kind is GatewayKind.LATE:
            asyncio.get_running_loop().call_later(fault.seconds, session.dispatch, name, data)
            return
        session.dispatch(name, data)
        if fault is not None and fault.kind is GatewayKind.DUPLICATE:
            session.dispatch(name, data)
        elif fault is not None:
            self.drop(session, fault.resume, fault.code)

    def _concerns(self, session: Session, event: Event) -> bool:
        if not session.holds(event.guild) or session.user.id not in event.guild.members:
            return False
        if event.guild.id in session.not_yet:
            return False
        if event.only is not None and event.only is not session.user:
            return False
        if event.guild.is_unavailable and event.name != "GUILD_DELETE":
            return False
        needed = (intents.FOR_EVENT if event.guild.id else intents.FOR_EVENT_IN_DIRECT).get(event.name, 0)
        if needed and not session.intents & needed and not self._is_own_update(session, event):
            return False
        if event.channel is not None:
            rights = self._world.rights(session.user, event.channel)
            return bool(rights & event.rights if event.rights else rights)
        return not event.rights or bool(self._world.rights_in_guild(session.user, event.guild) & event.rights)

    @staticmethod
    def _is_own_update(session: Session, event: Event) -> bool:
        # Changes to oneself are told without the Members intent (gateway, "Caveats").
        own = str(session.user.id)
        if event.name == "THREAD_MEMBERS_UPDATE" and session.intents & intents.GUILDS:
            added = [one["user_id"] for one in event.data.get("added_members", ())]
            return own in (*added, *event.data.get("removed_member_ids", ()))
        return event.name == "GUILD_MEMBER_UPDATE" and bool(event.data["user"]["id"] == own)

    def _come_up(self, session: Session, guild: Guild) -> None:
        session.not_yet.discard(guild.id)
        if session.user.id in guild.members:
            self._introduce(session, guild)

    def _introduce(self, session: Session, guild: Guild, *, is_new: bool = False) -> None:
        if guild.is_unavailable:
            session.dispatch("GUILD_DELETE", encode({"id": str(guild.id), "unavailable": True}))
            return
        everyone = bool(session.intents & intents.GUILD_PRESENCES)
        payload = guild_for_gateway(guild, session.user, everyone)
        if is_new:
            # It is there after READY and after an outage, and not where one has joined (discord-api-docs 5124).
            del payload["unavailable"]
        session.dispatch("GUILD_CREATE", encode(payload))

    def _forget_the_long_gone(self) -> None:
        horizon = time.monotonic() - self.resume_window
        for session in self.all():
            if session.socket is None and session.left_at < horizon:
                self.forget(session)
