"""What a user chooses for their own words, wants gone of them, and prefers to read, wherever they are."""

from dataclasses import dataclass
from datetime import datetime

from bot.ids import ChannelId, MessageId, UserId, first_id_at
from bot.translation.model import Language, Phonetics


@dataclass(frozen=True, slots=True)
class Choice:
    """One user's choice; who never chose has the default.

    Attributes:
        takes_part: What they say may be relayed, counted and kept.
        allows_outside: An outside translator may see what they say.
    """

    takes_part: bool = True
    allows_outside: bool = True


@dataclass(frozen=True, slots=True)
class Erasure:
    """That a user wants gone what was relayed of them, and what is kept of it.

    Attributes:
        requested_at: What was said later is not concerned.
        copies: How many relayed messages stood then.
        left: How many of them are still to be deleted.
        out_of_reach: How many of them the bot is not able to delete any more.
        finished_at: None while it goes on.
    """

    user_id: UserId
    requested_at: datetime
    copies: int
    left: int
    out_of_reach: int = 0
    finished_at: datetime | None = None

    @property
    def reach(self) -> MessageId:
        """Return the first message id that is not concerned any more."""
        return first_id_at(self.requested_at)


@dataclass(frozen=True, slots=True)
class StandingCopy:
    """A relayed message that is to be deleted."""

    destination_id: ChannelId
    message_id: MessageId


@dataclass(frozen=True, slots=True)
class Preference:
    """What one user prefers; who never said has the default.

    Attributes:
        reads: The language into which originals are translated for them, if they want that.
        is_pinged: A relayed message may ping them.
        phonetics: How the sounds of Chinese are shown to them, if they are.
        likes_corrections: They are learning, and others may mend their sentences.
        may_be_quoted: Recaps may quote what they wrote.
        zone: By which their days are reckoned (an IANA name); of who never said, by UTC.
    """

    reads: Language | None = None
    is_pinged: bool = True
    phonetics: Phonetics | None = None
    likes_corrections: bool = False
    may_be_quoted: bool = True
    zone: str | None = None
