"""What a message carries beside its text, and what becomes of that in a destination."""

from dataclasses import dataclass
from typing import Final

from bot.ids import MessageId, UserId


@dataclass(frozen=True, slots=True)
class Carried:
    """What a message carries beside its text.

    Attributes:
        reply_to: The message of the same channel that it answers.
    """

    reply_to: MessageId | None = None


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
