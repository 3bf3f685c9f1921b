"""Polls in several channels: what is remembered of them, how they are read, and what is said of their end."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from bot.ids import MessageId
from bot.relay.model import SourcePlace
from bot.relay.ports import Phrases
from bot.translation.model import Language, is_chinese

_KEYCAP: Final = "\ufe0f\u20e3"
_TEN: Final = "🔟"


@dataclass(frozen=True, slots=True)
class AskedPoll:
    """A poll that was relayed.

    Attributes:
        due_at: When it should be over.
        claimed_at: Since when somebody may have said how it ended; None: nobody has begun to.
    """

    source: SourcePlace
    due_at: datetime
    claimed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Votes:
    """How a poll stands: how often each answer was chosen, in their order."""

    place: SourcePlace
    counts: tuple[int, ...]
    ends_at: datetime
    is_final: bool


class PollStore(Protocol):
    """Remembers polls until their ends are told. Each method is one durable commit."""

    async def every(self) -> Sequence[AskedPoll]:
        """Return all of them, the first to end first."""
        ...

    async def keep(self, source: SourcePlace, due_at: datetime) -> None:
        """Remember a poll; one that is known stays as it is."""
        ...

    async def hurry(self, source_id: MessageId, due_at: datetime) -> None:
        """Know that a poll ended sooner; nothing where it is not known, or its end was told."""
        ...

    async def claim(self, source_id: MessageId, at: datetime) -> None:
        """Remember that from now on it may have been told how a poll ended."""
        ...

    async def forget(self, source_id: MessageId) -> None:
        """Forget a poll."""
        ...


class PollBoard(Protocol):
    """Reads polls, and answers them as the bot. Raises as `bot.relay.ports.Delivery` does, and `Unavailable`."""

    async def read(self, place: SourcePlace) -> Votes | None:
        """Return how the poll at *place* stands; None where there is none, or the bot may not read it."""
        ...

    async def tell(self, place: SourcePlace, text: str, since: datetime | None) -> None:
        """Answer the poll at *place* with *text*, once: it may have been *since* a moment (None: it was not)."""
        ...


def joint_result(phrases: Phrases, reader: Language, sides: Sequence[tuple[Language, Votes]]) -> str:
    """Return how a poll ended on all *sides*, each with its channel's language; without a word of anybody's."""
    answers = max(len(votes.counts) for _, votes in sides)
    lines = []
    for index in range(answers):
        by_language: defaultdict[str, int] = defaultdict(int)
        for language, votes in sides:
            by_language[_mark(language)] += votes.counts[index] if index < len(votes.counts) else 0
        parts = " · ".join(f"{mark} {count}" for mark, count in by_language.items())
        number = f"{index + 1}{_KEYCAP}" if index < 9 else _TEN
        lines.append(f"{number} **{sum(by_language.values())}** ({parts})")
    total = sum(sum(votes.counts) for _, votes in sides)
    return "\n".join([phrases.say(reader, "relay-poll-result", votes=total), *lines])


def _mark(language: Language) -> str:
    return "中" if is_chinese(language) else language.partition("-")[0].upper()
