"""Counterparts: the messages that are one message, each in its own channel."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.bridges.model import Bridge
from bot.ids import ChannelId, MessageId
from bot.relay.model import PartState, SourcePlace
from bot.relay.notes import is_of_a_note
from bot.relay.ports import Ledger


@dataclass(frozen=True, slots=True)
class Counterparts:
    """Finds them in the ledger, from any one of them."""

    ledger: Ledger

    async def of(self, bridge: Bridge, place: SourcePlace) -> Mapping[ChannelId, tuple[MessageId, ...]]:
        """Return the source of the message at *place*, and the parts that stand, in order, of every copy.

        Empty where nothing of it crossed, or that was forgotten. A note is nobody's counterpart.

        Raises:
            Unavailable: The database does not answer.
        """
        source = await self.ledger.source_of(place.message_id)
        if source is not None and is_of_a_note(place, source):
            return {}
        source = source or place
        if bridge.endpoint(source.channel_id) is None:
            return {}
        copies = {
            end.channel_id: tuple(
                part.message_id
                for part in await self.ledger.parts(source.message_id, end.channel_id)
                if part.state is PartState.LIVE
            )
            for end in bridge.others(source.channel_id)
        }
        standing = {channel_id: parts for channel_id, parts in copies.items() if parts}
        return {source.channel_id: (source.message_id,), **standing} if standing else {}
