"""A ban."""

from __future__ import annotations

from dataclasses import dataclass

from playground.server.users.model import User


@dataclass(frozen=True, slots=True)
class Ban:
    """Someone who may not come back, and why."""

    user: User
    reason: str | None
