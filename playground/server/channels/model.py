"""A channel, and what it allows whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playground.server.guilds.model import Guild
from playground.server.messages.history import History

if TYPE_CHECKING:
    from playground.server.webhooks.model import Webhook

TEXT_CHANNEL = 0


@dataclass(slots=True)
class Overwrite:
    """What a channel allows or denies one role (type 0) or one member (type 1)."""

    id: int
    type: int
    allow: int = 0
    deny: int = 0


@dataclass(slots=True, eq=False)
class Channel:
    """A text channel and what was said in it."""

    id: int
    guild: Guild
    name: str
    type: int = TEXT_CHANNEL
    position: int = 0
    topic: str | None = None
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    webhooks: dict[int, Webhook] = field(default_factory=dict)
    history: History = field(default_factory=History)
    last_message_id: int | None = None
