"""A rule of AutoMod: what it looks for, in whose words, and what it does then."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from playground.server.automod.triggers import Trigger
from playground.server.wire import Json


class EventType(IntEnum):
    """When a rule looks."""

    MESSAGE_SEND = 1
    MEMBER_UPDATE = 2


class ActionType(IntEnum):
    """What a rule does."""

    BLOCK_MESSAGE = 1
    SEND_ALERT_MESSAGE = 2
    TIMEOUT = 3
    BLOCK_MEMBER_INTERACTION = 4


@dataclass(frozen=True, slots=True)
class Consequence:
    """One thing that a rule does; the *metadata* says how."""

    type: ActionType
    metadata: Json


@dataclass(slots=True, eq=False)
class Rule:
    """A rule of a guild's AutoMod."""

    id: int
    guild_id: int
    creator_id: int
    name: str
    event_type: EventType
    trigger: Trigger
    consequences: tuple[Consequence, ...] = ()
    enabled: bool = False
    exempt_roles: tuple[int, ...] = ()
    exempt_channels: tuple[int, ...] = ()

    def says(self, what: ActionType) -> bool:
        """Say whether the rule does this."""
        return any(one.type is what for one in self.consequences)
