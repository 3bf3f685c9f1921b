"""A community: its roles and the seats in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playground.server.users.model import User

if TYPE_CHECKING:
    from playground.server.channels.model import Channel


@dataclass(slots=True, eq=False)
class Role:
    """A named set of permissions; the role with the guild's own id is @everyone."""

    id: int
    name: str
    permissions: int
    position: int = 0
    color: int = 0
    hoist: bool = False
    managed_by: int | None = None
    mentionable: bool = False


@dataclass(slots=True, eq=False)
class Member:
    """A user's seat in one guild."""

    user: User
    joined_at: str
    roles: list[int] = field(default_factory=list)
    nick: str | None = None


@dataclass(slots=True, eq=False)
class Guild:
    """A community: its roles, members and channels."""

    id: int
    name: str
    owner_id: int
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
