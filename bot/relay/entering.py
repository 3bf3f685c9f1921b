"""Entering: messages as they enter the outbox, and what is noted of those that may not go everywhere."""

from collections.abc import Sequence
from dataclasses import replace

from bot.bridges.model import BridgeId
from bot.ids import ChannelId
from bot.moderation.model import Refusal, Refused, Ruling
from bot.relay.glyphs import well_formed
from bot.relay.model import SourceMessage, SourcePlace


def writable(message: SourceMessage) -> SourceMessage:
    """Return *message* as a database takes it: JSON may spell half a pair of surrogates."""
    name, content = well_formed(message.author.name), well_formed(message.content)
    if name == message.author.name and content == message.content:
        return message
    return replace(message, content=content, author=replace(message.author, name=name))


def without(refusals: Sequence[Refusal], destinations: tuple[ChannelId, ...]) -> tuple[ChannelId, ...]:
    """Return those of *destinations* that nothing is refused to."""
    if not refusals:
        return destinations
    closed = {refusal.destination_id for refusal in refusals}
    return tuple(each for each in destinations if each not in closed)


def refused_in(bridge_id: BridgeId, messages: Sequence[tuple[SourceMessage, Ruling]]) -> list[Refused]:
    """Return those of *messages* on a bridge that may not go everywhere, as that is remembered."""
    return [
        Refused(
            SourcePlace(message.channel_id, message.id),
            message.guild_id,
            message.author.id,
            message.revision,
            bridge_id,
            ruling.refusals,
        )
        for message, ruling in messages
        if ruling.refusals
    ]
