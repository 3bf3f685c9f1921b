"""A bot application."""

from __future__ import annotations

from dataclasses import dataclass

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
    sessions_left: int = 1000
