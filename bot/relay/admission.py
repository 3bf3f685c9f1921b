"""Which messages cross: what people say, and neither bots' words nor our own echo."""

import enum

from bot.relay.model import SourceMessage


class Verdict(enum.Enum):
    """What a message is to the relay."""

    CROSSES = enum.auto()
    ECHO = enum.auto()  # our own webhook message seen again: a receipt
    STAYS = enum.auto()
    REFUSED = enum.auto()  # it could cross, and must not: not later either, whatever becomes of it


def judge(message: SourceMessage, application_id: int) -> Verdict:
    """Tell whether *message* crosses, for a bot whose application is *application_id*.

    An echo is known by its application and not by its webhook: a webhook's id is stored only
    after Discord created it, and its first message can be seen before that.
    """
    if message.application_id == application_id:
        return Verdict.ECHO
    if message.author.is_bot or not message.is_chat:
        return Verdict.STAYS
    return Verdict.CROSSES
