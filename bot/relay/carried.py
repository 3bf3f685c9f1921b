"""What a message carries beside its text."""

from dataclasses import dataclass
from typing import Final

from bot.ids import MessageId, UserId


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
class Carried:
    """What a message carries beside its text.

    Attributes:
        reply_to: The message of the same channel that it answers.
    """

    reply_to: MessageId | None = None
    files: tuple[File, ...] = ()
    stickers: tuple[Sticker, ...] = ()


NOTHING: Final = Carried()


@dataclass(frozen=True, slots=True)
class Quote:
    """The message that is answered, as it stands in the destination.

    Attributes:
        name: Who said it there.
        preview: How it begins, in one plain line; empty where there are no words in it.
        link: Where it stands.
        pinged: Its author, where they are at home in the destination and were not told by Discord.
    """

    name: str
    preview: str
    link: str
    pinged: UserId | None = None
