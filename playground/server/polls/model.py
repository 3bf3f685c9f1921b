"""A poll: asked for, and as it stands under a message."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground.server.reactions.model import ReactionEmoji
from playground.server.users.model import User


@dataclass(frozen=True, slots=True)
class PollDraft:
    """A poll as asked for; *answers* are texts with or without an emoji."""

    question: str
    answers: tuple[tuple[str, ReactionEmoji | None], ...]
    hours: int
    allow_multiselect: bool


@dataclass(slots=True, eq=False)
class Answer:
    """One answer, and who chose it."""

    id: int
    text: str
    emoji: ReactionEmoji | None
    voters: dict[int, User] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Poll:
    """A poll that stands: open until *expires_at* (seconds since 1970), or until it *is_over*."""

    question: str
    answers: dict[int, Answer]
    allow_multiselect: bool
    expires_at: float
    is_over: bool = False
