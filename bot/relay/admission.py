"""Which messages cross: what people say, bots' words where a bridge admits them, and never our own echo."""

import enum
import re
from typing import Final

from bot.relay.glyphs import is_readable
from bot.relay.model import SourceMessage

# Our mark behind a name that some other bot speaks with: a copy of one of our copies.
_MARKED: Final = re.compile(r" · (?:中|[A-Z]{2,3})\Z")


class Verdict(enum.Enum):
    """What a message is to the relay."""

    CROSSES = enum.auto()
    ECHO = enum.auto()  # our own webhook message seen again: a receipt
    STAYS = enum.auto()
    REFUSED = enum.auto()  # it could cross, and must not: not later either, whatever becomes of it


def judge(message: SourceMessage, application_id: int, *, admits_bots: bool = False) -> Verdict:
    """Tell whether *message* crosses, for a bot whose application is *application_id*.

    An echo is known by its application and not by its webhook: a webhook's id is stored only
    after Discord created it, and its first message can be seen before that. That a poll of ours ended
    Discord says by itself, under the webhook's name: nobody posted that.
    """
    if message.application_id == application_id and message.is_chat:
        return Verdict.ECHO
    if not message.is_chat or (message.author.is_bot and not (admits_bots and _speaks(message))):
        return Verdict.STAYS
    return Verdict.CROSSES


def _speaks(message: SourceMessage) -> bool:
    """Tell whether a bot's *message* has words of its own: no card without any, and no copy of a copy."""
    return is_readable(message.content) and _MARKED.search(message.author.name) is None
