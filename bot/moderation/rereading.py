"""Rereading: what waits is kept by its ids alone, and read once more when somebody looks or its time has come."""

from bot.bridges.model import Bridge
from bot.bridges.ports import BridgeStore
from bot.errors import Gone, Refused
from bot.moderation import model
from bot.moderation.ports import MessageReader
from bot.relay.model import SourceMessage


async def bridge_at(bridges: BridgeStore, bridge: Bridge, one: model.Refused) -> Bridge:
    """Return *bridge* as it is where *one* was said: in a thread, within its strand."""
    if bridge.endpoint(one.source.channel_id) is not None:
        return bridge
    there = await bridges.containing(one.source.channel_id)
    return there if there is not None and there.id == bridge.id else bridge


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
