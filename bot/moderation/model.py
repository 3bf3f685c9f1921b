"""What may not cross, and reports: words that somebody does not want to stand where they stand."""

import enum
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.bridges.model import BridgeId
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.relay.model import Original, Revision, SourceMessage, SourcePlace
from bot.translation.model import Language


@dataclass(frozen=True, slots=True)
class Copy:
    """The relayed message that was reported: where it stands, and what is read there."""

    channel_id: ChannelId
    message_id: MessageId
    content: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text reads in one language of its bridge; not *is_translated* where nobody could, or may, translate it."""

    language: Language
    text: str
    is_translated: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """What moderators are shown.

    Attributes:
        copy: The relayed message, if it was one that was reported.
        readings: The original in the bridge's other languages, but for that of the copy.
    """

    reporter_id: UserId
    original: Original
    copy: Copy | None
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """What is remembered of a report while moderators may act on it: ids, and no words."""

    bridge_id: BridgeId
    source: SourcePlace
    author_id: UserId


@dataclass(frozen=True, slots=True)
class HeldDeletion:
    """A source message whose copy a moderator of *guild_id* deleted, and which stands until somebody decides."""

    bridge_id: BridgeId
    guild_id: GuildId
    source: SourcePlace


class Outcome(enum.StrEnum):
    """What a moderator's act came to."""

    DELETED = "deleted"  # the source and every copy
    COPIES_DELETED = "copies-deleted"  # the bot may not delete what others wrote: the source stands still
    COPIES_DELETED_ELSEWHERE = "copies-deleted-elsewhere"  # the source stands in another guild, which decides about it
    MUTED = "muted"
    DISMISSED = "dismissed"


class Reason(enum.StrEnum):
    """Why a message may not enter a destination."""

    WORDS = "words"  # a word list says no, until a moderator says yes
    RULES = "rules"  # AutoMod's rules of the destination's guild
    NEW = "new"  # raid mode: what new members say waits for a moderator
    SLOW = "slow"  # the destination's slow mode: it waits for its time
    CLOSED = "closed"  # the destination is not open to it, and will not be


@dataclass(frozen=True, slots=True)
class Refusal:
    """That a message may not enter one destination.

    Attributes:
        ruled_by: The guild whose word list or rules say so, and whose moderators alone can say otherwise; None: any.
        due_at: For `SLOW`, when its time has come.
    """

    destination_id: ChannelId
    reason: Reason
    ruled_by: GuildId | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChannelRules:
    """What Discord holds a channel's members to: slow mode in seconds, 0 where there is none."""

    is_age_restricted: bool = False
    slow_seconds: int = 0


NO_RULES: Final = ChannelRules()
"""What nearly every channel has, and what is told apart by being this very object."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A message, as it reads in *revision*, that may not enter some destinations of a bridge."""

    source: SourcePlace
    guild_id: GuildId
    author_id: UserId
    revision: Revision
    bridge_id: BridgeId
    refusals: tuple[Refusal, ...]

    def attributed(self, message: SourceMessage) -> SourceMessage:
        """Return *message*, which is this one as Discord shows it now, by whoever it was: a proxy speaks for others."""
        return replace(message, author=replace(message.author, id=self.author_id))


@dataclass(frozen=True, slots=True)
class HeldView:
    """One message that waits, as moderators look at it: in every language of its bridge.

    Attributes:
        bridge: The bridge's name.
        readings: As it was written, and then in the other languages.
        words: Entries of word lists that it holds.
        position: From 1, among *count* that wait.
        revision: The revision that is shown, and alone can be let in.
    """

    bridge: str
    refused: Refused
    readings: tuple[Reading, ...]
    words: tuple[str, ...]
    position: int
    count: int
    revision: Revision

    @property
    def link(self) -> str:
        """Return the address of the message in Discord's clients."""
        return self.refused.source.link(self.refused.guild_id)


@dataclass(frozen=True, slots=True)
class StandingBoard:
    """The message in a bridge's notice channel that shows what waits, and which one it shows."""

    channel_id: ChannelId
    message_id: MessageId
    source_id: MessageId


@dataclass(frozen=True, slots=True)
class RaidMode:
    """How a bridge guards against raids.

    Attributes:
        newcomer_days: Who joined the source guild less than so many days ago is new.
        most_a_minute: More messages of new members than that in a minute begin it; 0: it never begins by itself.
        on_since: None while it is off.
        is_by_hand: A moderator has begun it, and it ends by hand alone.
    """

    newcomer_days: int = 7
    most_a_minute: int = 0
    on_since: datetime | None = None
    is_by_hand: bool = False


class Deed(enum.StrEnum):
    """What a moderator does about a message that waits."""

    CROSS = "cross"
    DELETE = "delete"
    MUTE = "mute"
    STAY = "stay"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the gate says of a message: whether it may leave its channel, and where it may not go even so."""

    is_admitted: bool
    refusals: tuple[Refusal, ...] = ()


EVERYWHERE: Final = Ruling(is_admitted=True)
NOWHERE: Final = Ruling(is_admitted=False)


def words_of(message: SourceMessage) -> str:
    """Return all that is read of *message* where it stands: its text, and what its files are said to show."""
    if not message.carried.files:
        return message.content
    described = (file.description for file in message.carried.files if file.description)
    return "\n".join((message.content, *described)).strip()
