"""What happens in the channels, as one line of a chronicle each."""

import enum
from dataclasses import dataclass


class Kind(enum.StrEnum):
    """What happened."""

    SAID = "said"
    RELAYED = "relayed"
    EDITED = "edited"
    TRANSLATED = "translated"  # what stood there in the original now stands there in translation
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Entry:
    """One event in one channel.

    Attributes:
        name: Of the author or persona, with its mark.
        colour: The author's colour as 0xRRGGBB, None for somebody unknown.
        text: Discord markdown with its mentions made readable; as of a deletion, what stood there.
        milliseconds: From the source message to its copy (or to its late translation), both as
            the server saw them.
        translator: Who made the copy, by the bot's own trace.
        is_pending: The original crossed, and its translation will follow.
    """

    kind: Kind
    channel: str
    is_chinese: bool
    name: str
    colour: int | None
    text: str
    milliseconds: float | None = None
    translator: str = ""
    is_pending: bool = False
