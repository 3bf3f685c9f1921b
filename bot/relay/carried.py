"""What a message carries beside its text."""

from dataclasses import dataclass
from typing import Final

from bot.ids import GuildId, MessageId, UserId


@dataclass(frozen=True, slots=True)
class File:
    """A file that hangs on a message, where Discord keeps it.

    Attributes:
        url: Good for about a day.
        size: Bytes.
        description: What it shows, for those who do not see it; empty where nobody said so.
        seconds: How long a voice message is.
    """

    name: str
    url: str
    size: int
    description: str = ""
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Sticker:
    """A sticker; one that Discord draws itself has no picture for others."""

    name: str
    picture_url: str | None


@dataclass(frozen=True, slots=True)
class Forwarded:
    """Where a forward comes from, as far as everybody in *guild_id* may know; nobody is told who said it.

    Attributes:
        link: The address of what was forwarded; empty where it is not told.
        message_id: What was forwarded.
    """

    guild_id: GuildId | None = None
    link: str = ""
    message_id: MessageId | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll: the last lines of its message's text are its question and, one a line, its answers.

    Attributes:
        emojis: One before each answer; empty where there is none that every guild has.
        ends_at: Seconds since 1970.
    """

    emojis: tuple[str, ...]
    allows_several: bool
    ends_at: int


@dataclass(frozen=True, slots=True)
class Carried:
    """What a message carries beside its text.

    Attributes:
        reply_to: The message of the same channel that it answers.
        forwarded: Its text, files and stickers are another message's.
        is_activity: It invites to an activity, and Discord's clients alone show to which.
        hides_previews: Nothing is shown of what its links lead to.
        ends_poll: The poll of the same channel that it tells the end of.
    """

    reply_to: MessageId | None = None
    files: tuple[File, ...] = ()
    stickers: tuple[Sticker, ...] = ()
    forwarded: Forwarded | None = None
    is_activity: bool = False
    hides_previews: bool = False
    poll: Poll | None = None
    ends_poll: MessageId | None = None

    @property
    def for_a_note(self) -> "Carried":
        """Return what counts for a note too: whose words these may be, and that no link in them is to be unfolded."""
        return Carried(forwarded=self.forwarded, hides_previews=self.hides_previews)


NOTHING: Final = Carried()


@dataclass(frozen=True, slots=True)
class Ballot:
    """A poll as it is asked in a destination, for *hours*; each of its *answers* is a text and an emoji, or nothing."""

    question: str
    answers: tuple[tuple[str, str], ...]
    allows_several: bool
    hours: int


@dataclass(frozen=True, slots=True)
class Quote:
    """The message that is answered, as it stands in the destination.

    Attributes:
        name: Who said it there.
        preview: How it begins, in one plain line; empty where there is nothing to be shown of it.
        link: Where it stands.
        pinged: Its author, where they are at home in the destination and were not told by Discord.
    """

    name: str
    preview: str
    link: str
    pinged: UserId | None = None
