"""Rereading: what waits is kept by its ids alone, and read once more when somebody looks or its time has come."""

from bot.errors import Gone, Refused
from bot.moderation import model
from bot.moderation.ports import MessageReader
from bot.relay.model import SourceMessage


async def read_again(reader: MessageReader, one: model.Refused) -> SourceMessage | None:
    """Return *one* as it reads now, as whose words it is; None where it is gone or cannot be read.

    Raises:
        Unavailable, NotApplied, FateUnknown: Discord does not answer.
    """
    try:
        message = await reader.one(one.source)
    except (Gone, Refused):
        return None
    return one.attributed(message) if message is not None else None
