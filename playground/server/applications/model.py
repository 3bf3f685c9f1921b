"""A bot application."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground.server.applications.session_starts import SessionStarts
from playground.server.users.model import User


@dataclass(slots=True, eq=False)
class Application:
    """A bot application: its user, its owner, and the privileged intents switched on for it."""

    id: int
    name: str
    owner: User
    bot: User
    privileged_intents: int
    description: str = ""
    integration_types: tuple[int, ...] = (0,)  # installed in guilds
    starts: SessionStarts = field(default_factory=SessionStarts)
