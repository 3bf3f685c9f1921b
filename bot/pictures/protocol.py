"""What the bot and the process that draws say to each other: bytes with their length before them."""

import enum
import struct
from typing import Final

ORDER: Final = struct.Struct(">II")
"""Before each order: the length of its JSON, and that of the face behind it."""

REPLY: Final = struct.Struct(">BI")
"""Before each reply: its `Status`, and the length of what follows."""


class Status(enum.IntEnum):
    """What a reply is."""

    READY = 0  # once, at the start
    PICTURE = 1
    NO_FONT = 2  # once, instead of READY
    REFUSED = 3  # what follows is the kind of error
