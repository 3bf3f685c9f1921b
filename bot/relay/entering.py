"""Entering: messages as they enter the outbox, and what is noted of those that may not go everywhere."""

from collections.abc import Sequence
from dataclasses import replace

from bot.bridges.model import BridgeId
from bot.ids import ChannelId
from bot.moderation.model import Refusal, Refused, Ruling
from bot.relay.carried import Carried
from bot.relay.glyphs import well_formed
from bot.relay.model import SourceMessage, SourcePlace


def writable(message: SourceMessage) -> SourceMessage:
    """Return *message* as a database takes it: JSON may spell half a pair of surrogates."""
    name, content, carried = well_formed(message.author.name), well_formed(message.content), _writable(message.carried)
    if name == message.author.name and content == message.content and carried is message.carried:
        return message
    return replace(message, content=content, author=replace(message.author, name=name), carried=carried)


def _writable(carried: Carried) -> Carried:
    if not (carried.files or carried.stickers):
        return carried
    return replace(
        carried,
        files=tuple(
            replace(one, name=well_formed(one.name), description=well_formed(one.description)) for one in carried.files
        ),
        stickers=tuple(replace(one, name=well_formed(one.name)) for one in carried.stickers),
    )


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
