"""A sticker of a guild."""

from __future__ import annotations

from dataclasses import dataclass

from playground.server.users.model import User

# Lottie, 3, is for verified and partnered guilds only.
PNG, APNG, GIF = 1, 2, 4


@dataclass(slots=True, eq=False)
class Sticker:
    """A picture that members of its guild send instead of words."""

    id: int
    guild_id: int
    name: str
    tags: str
    description: str
    format: int
    data: bytes
    creator: User | None = None
