"""Corrections: who mends whose sentence, and what has become of that. Of the words themselves nothing is kept."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, NewType

from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.relay.model import Author, Membership, Revision, SourceMessage, SourcePlace

CorrectionId = NewType("CorrectionId", int)
"""The id of the interaction by which it was sent: a snowflake of Discord's, which is never given again."""

LONGEST: Final = 1200
"""UTF-16 units of a sentence: with what stands around it, it is one message, however much of it is escaped."""

LONGEST_WHY: Final = 300

CLAIMED_FOR: Final = timedelta(minutes=2)
"""So long a correction is left to who posts it: longer than any request takes."""


@dataclass(frozen=True, slots=True)
class Correction:
    """That somebody mended a sentence.

    Attributes:
        channel_id: Where the sentence stands, and below it the correction.
        source_id: The message that is mended.
        user_id: Who mended it.
        author_id: Whose sentence it is.
        message_id: The correction as it stands; None while it is being posted.
        is_counted: It counts once it is accepted: nothing of who mended it was excluded then.
    """

    id: CorrectionId
    guild_id: GuildId
    channel_id: ChannelId
    source_id: MessageId
    user_id: UserId
    author_id: UserId
    message_id: MessageId | None = None
    is_accepted: bool = False
    is_counted: bool = True

    @property
    def place(self) -> SourcePlace | None:
        """Return where the correction stands, once it does."""
        return None if self.message_id is None else SourcePlace(self.channel_id, self.message_id)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A learner's sentence as somebody is shown it.

    Attributes:
        place: Of the source message, whatever copy of it they looked at.
        author_id: The learner.
        revision: As it read then.
    """

    place: SourcePlace
    guild_id: GuildId
    author_id: UserId
    text: str
    revision: Revision

    @classmethod
    def of(cls, source: SourceMessage, author_id: UserId) -> "Sentence":
        """Return the sentence that *source* is."""
        place = SourcePlace(source.channel_id, source.id)
        return cls(place, source.guild_id, author_id, source.content.strip(), source.revision)


@dataclass(frozen=True, slots=True)
class Mend:
    """What somebody would rather write, and why; both as they typed them, but for blanks around them."""

    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Mender:
    """Who wants to mend a sentence, as they are in a channel.

    Attributes:
        may_speak: They may write there.
    """

    author: Author
    channel_id: ChannelId
    membership: Membership | None = None
    may_speak: bool = True

    @property
    def role_ids(self) -> tuple[int, ...]:
        """Return their roles in the guild."""
        return () if self.membership is None else self.membership.role_ids


@dataclass(frozen=True, slots=True)
class Presser:
    """Who presses a button under a correction.

    Attributes:
        role_ids: Their roles in the guild.
        may_manage: They may manage messages there.
    """

    user_id: UserId
    role_ids: tuple[int, ...] = ()
    may_manage: bool = False
