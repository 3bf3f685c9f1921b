"""Presences: a client says that it is online, busy or away, and those who asked for presences are told."""

from __future__ import annotations

import time
from collections import deque

from playground.server.events import Event
from playground.server.gateway.sessions import Session
from playground.server.wire import Json
from playground.server.world import World

STATUSES = ("online", "dnd", "idle", "invisible", "offline")
ACTIVITY_TYPES = range(6)
# Not in Discord's documents; what libraries keep to, and what is beyond it is passed over.
MOST, WINDOW_SECONDS = 5, 20.0


class Presences:
    """What one connection says of its presence."""

    def __init__(self) -> None:
        self._at: deque[float] = deque(maxlen=MOST)

    def update(self, world: World, session: Session, data: object) -> None:
        """Tell everyone in the session's guilds, unless it was told too often of late.

        Raises:
            ValueError: *data* is no presence.
        """
        presence = presence_in(data)
        if presence is None:
            raise ValueError("no presence")
        now = time.monotonic()
        if len(self._at) == MOST and self._at[0] > now - WINDOW_SECONDS:
            return
        self._at.append(now)
        for guild in world.guilds.values():
            if session.user.id in guild.members and session.holds(guild):
                told = presence | {"user": {"id": str(session.user.id)}, "guild_id": str(guild.id)}
                world.events.tell(Event("PRESENCE_UPDATE", guild, told))


def presence_in(data: object) -> Json | None:
    """Return what others are told of the presence *data*, or None where it is none."""
    if not isinstance(data, dict):
        return None
    # Not every client names activities: hikari has a game in their place, and is let in.
    activities, since = data.get("activities", []), data.get("since")
    if not isinstance(activities, list) or not all(_is_activity(one) for one in activities):
        return None
    if data.get("status") not in STATUSES or not isinstance(data.get("afk"), bool):
        return None
    if isinstance(since, bool) or not isinstance(since, int | float | None):
        return None
    shown = "offline" if data["status"] == "invisible" else data["status"]
    where = {} if shown == "offline" else {"web": shown}
    return {"status": shown, "activities": activities, "client_status": where}


def _is_activity(one: object) -> bool:
    return isinstance(one, dict) and isinstance(one.get("name"), str) and one.get("type") in ACTIVITY_TYPES
