"""What was heard of those who take part, as it is recorded: ids and sketches; of a text only what makes one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from bot.ids import ChannelId, GuildId, MessageId, UserId, said_at
from bot.participation.model import Sketch, Tongue


@dataclass(frozen=True, slots=True)
class Here:
    """Who did something, and where.

    Attributes:
        tongue: Of the channel.
    """

    user_id: UserId
    guild_id: GuildId
    channel_id: ChannelId
    tongue: Tongue


@dataclass(frozen=True)  # without slots, in which nothing can be cached
class Said:
    """A message that somebody wrote, or edited.

    Attributes:
        revision: 0 as it was written.
        sketched: Makes its sketch, which nearly no message needs, and takes more than all else of it.
        replies_to: As Discord says: a message of the same channel, maybe a copy.
        joined_at: When they became a member of the guild, where that is known.
    """

    message_id: MessageId
    here: Here
    revision: int
    sketched: Callable[[], Sketch | None] = field(repr=False)
    replies_to: MessageId | None
    joined_at: datetime | None

    @cached_property
    def sketch(self) -> Sketch | None:
        """Return by what its text is known again; None where that is too short to count."""
        return self.sketched()

    @property
    def at(self) -> datetime:
        """Return when it was written."""
        return said_at(self.message_id)


@dataclass(frozen=True, slots=True)
class Tapped:
    """A reaction that somebody put under a message, or took off.

    Attributes:
        message_id: As it stands in that channel, maybe a copy.
        at: When it was heard.
    """

    message_id: MessageId
    here: Here
    emoji: str
    at: datetime
    is_taken_off: bool = False


@dataclass(frozen=True, slots=True)
class Cleared:
    """That all reactions were taken off a message, or all with one emoji."""

    message_id: MessageId
    emoji: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Deleted:
    """That a message is gone."""

    message_id: MessageId
    channel_id: ChannelId


Heard = Said | Tapped | Cleared | Deleted


@dataclass(frozen=True, slots=True)
class Batch:
    """What is recorded together.

    Attributes:
        heard: In the order of hearing.
        upto: The newest message of each channel that need not be read again; those that stayed too.
    """

    heard: Sequence[Heard]
    upto: Mapping[ChannelId, MessageId] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """A source message that somebody replied to or reacted to.

    Attributes:
        answered_id: Whose message it replies to, where that is still known.
        answers_id: Which message.
    """

    message_id: MessageId
    here: Here
    answers_id: MessageId | None = None
    answered_id: UserId | None = None
    answered_tongue: Tongue | None = None
