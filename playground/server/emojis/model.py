"""A custom emoji."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground.server.cdn.formats import Picture
from playground.server.users.model import User


@dataclass(slots=True, eq=False)
class Emoji:
    """A small picture that a guild's members write as `<:name:id>`; with *roles*, only those who hold one."""

    id: int
    guild_id: int
    name: str
    picture: Picture
    creator: User | None = None
    roles: list[int] = field(default_factory=list)
