"""A rendition: how a message comes to a destination, apart from its words."""

from dataclasses import dataclass
from typing import Final

from bot.bridges.model import AS_USUAL, Manner
from bot.relay.carried import File, Quote, Sticker
from bot.relay.model import SourcePlace


@dataclass(frozen=True, slots=True)
class Rendition:
    """How what a message carries comes to a destination.

    Attributes:
        manner: How words cross its bridge.
        quoted: The source of what it answers.
        quote: What is shown of that, where it stands there.
        files: Those that can stand there.
        left_out: Those that are too large for it.
        poll_hours: For how long a poll can still be asked; 0: there is none, or it is over.
        origin: Where a forward comes from, for those who may know; else empty.
    """

    manner: Manner = AS_USUAL
    quoted: SourcePlace | None = None
    quote: Quote | None = None
    files: tuple[File, ...] = ()
    left_out: tuple[File, ...] = ()
    stickers: tuple[Sticker, ...] = ()
    origin: str = ""
    poll_hours: int = 0


BARE: Final = Rendition()
