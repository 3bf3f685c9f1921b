"""Contributions: what somebody did that joins people, and whether it still counts."""

import enum
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import total_ordering
from typing import Final, NewType

from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.translation.model import Language

Tongue = NewType("Tongue", str)
"""A language in whatever script and region, `en` or `zh`: what a reply crosses. Make one with `tongue_of`."""

Sketch = frozenset[int]
"""What is kept of a text to know it again, and from which it cannot be read. Made by `sketches.sketch`."""

FOR_GOOD: Final = 2**63 - 1
"""The revision of what nothing newer comes after: the message is deleted."""


def tongue_of(language: Language) -> Tongue:
    """Return what is spoken where *language* is written: between the two Chinese scripts nothing is crossed."""
    return Tongue(language.partition("-")[0])


class Kind(enum.StrEnum):
    """What joins people."""

    ANSWER = "answer"  # to the topic of the day
    REPLY_ACROSS = "across"  # to somebody who wrote in another language
    FIRST_ANSWER = "first-answer"  # the first one that a newcomer got
    HELP = "help"  # marked as solved by whoever asked
    CORRECTION = "correction"  # a learner's sentence mended, and accepted
    SUGGESTION = "suggestion"  # of a topic, and it was asked
    REACTION_GIVEN = "given"
    REACTION_RECEIVED = "received"


IN_WORDS: Final = frozenset(Kind) - {Kind.REACTION_GIVEN, Kind.REACTION_RECEIVED}
"""The kinds that take more than a tap: a day has to hold one of them to be a day of somebody's weekly goal."""


class State(enum.StrEnum):
    """Whether an act counts."""

    COUNTED = "counted"
    TAKEN_BACK = "taken-back"  # by whoever did it: deleted, edited away, a reaction removed
    VOIDED = "voided"  # by a moderator, for good


@total_ordering
@dataclass(frozen=True, slots=True)
class Credit:
    """What was heard of an act. Of all that was heard the greatest holds, so it matters not in which order that came.

    Attributes:
        revision: Which of several is newer. Of a message: its edit time, 0 if it was never edited; of a reaction: when
            it was heard, since Discord gives reactions no time. `FOR_GOOD` for what was deleted.
    """

    state: State
    revision: int = 0

    def _rank(self) -> tuple[bool, int, bool]:
        return self.state is State.VOIDED, self.revision, self.state is State.TAKEN_BACK

    def __lt__(self, other: "Credit") -> bool:
        return self._rank() < other._rank()


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who wrote or reacted, or whose message that was about.

    Attributes:
        user_id: Of the source message's author, never of the persona that spoke for them.
        tongue: Of the channel where they wrote; nothing is known of the person's own language.
    """

    user_id: UserId
    tongue: Tongue
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class ActId:
    """Tells acts apart: doing the same again is the same act.

    Attributes:
        partner_id: None for what is done to nobody in particular.
        emoji: Of a reaction.
    """

    kind: Kind
    user_id: UserId
    message_id: MessageId
    partner_id: UserId | None = None
    emoji: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """Something that somebody did, which is a contribution while it counts.

    Attributes:
        who: Whose contribution it is.
        whom: Who was answered, helped, reacted to; of a reaction received, who reacted.
        channel_id: Where the source message stands.
        message_id: The source message that the act is; of a reaction, the one it stands on.
        at: When it was done, aware: help and suggestions count when they were written, not when they were accepted.
        day: The local date of *at*, by the zone that its member had then.
        sketch: By which a text is known again; empty where there is none.
    """

    kind: Kind
    who: Participant
    whom: Participant | None
    guild_id: GuildId
    channel_id: ChannelId
    message_id: MessageId
    at: datetime
    day: date
    emoji: str = ""
    sketch: Sketch = field(default=frozenset())
    credit: Credit = Credit(State.COUNTED)

    @property
    def id(self) -> ActId:
        """Return what tells it apart from other acts."""
        partner_id = None if self.whom is None else self.whom.user_id
        return ActId(self.kind, self.who.user_id, self.message_id, partner_id, self.emoji)

    @property
    def is_between_people(self) -> bool:
        """Tell whether no bot has part in it, and nobody did it to themselves."""
        if self.who.is_bot:
            return False
        return self.whom is None or (not self.whom.is_bot and self.whom.user_id != self.who.user_id)

    @property
    def crosses(self) -> bool:
        """Tell whether those two wrote in different languages."""
        return self.whom is not None and self.whom.tongue != self.who.tongue
