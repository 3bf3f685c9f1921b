"""Counterparts: the messages that are one message, each in its own channel."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.bridges.model import Bridge
from bot.ids import ChannelId, MessageId
from bot.relay.joining import Joining
from bot.relay.model import Part, PartState, SourcePlace
from bot.relay.notes import is_of_a_note
from bot.relay.ports import Ledger

_LIVE: Final = PartState.LIVE


@dataclass(frozen=True, slots=True)
class Counterparts:
    """Finds them in the ledger, from any one of them."""

    ledger: Ledger

    async def of(self, bridge: Bridge, place: SourcePlace) -> Mapping[ChannelId, tuple[MessageId, ...]]:
        """Return the source of the message at *place*, and the parts that stand, in order, of every copy.

        Empty where nothing of it crossed, or that was forgotten. A note is nobody's counterpart. What shares a copy
        with it is, too, with its own copies, before it in each channel: what stands under one copy stands for all.

        Raises:
            Unavailable: The database does not answer.
        """
        source = await self.ledger.source_of(place.message_id)
        if source is not None and is_of_a_note(place, source):
            return {}
        source = source or place
        if bridge.endpoint(source.channel_id) is None:
            return {}
        copies: dict[ChannelId, list[MessageId]] = {}
        sources = [source.message_id]
        for source_id in sources:  # more may come
            for end in bridge.others(source.channel_id):
                parts = [one for one in await self.ledger.parts(source_id, end.channel_id) if one.state is _LIVE]
                if parts:
                    copies[end.channel_id] = [part.message_id for part in parts] + copies.get(end.channel_id, [])
                for part in (part for part in parts if part.joining is not Joining.ALONE):
                    together = await self.ledger.together(part.message_id)
                    sources += [one.source_id for one in together if _is_news(one, source.channel_id, sources)]
        standing = {channel_id: _each_once(parts) for channel_id, parts in copies.items()}
        return {source.channel_id: tuple(reversed(sources)), **standing} if standing else {}


def _is_news(part: Part, channel_id: ChannelId, known: Collection[MessageId]) -> bool:
    return part.source_channel_id == channel_id and part.state is _LIVE and part.source_id not in known


def _each_once(message_ids: Sequence[MessageId]) -> tuple[MessageId, ...]:
    """Return *message_ids* in order, each where it stands for the last time."""
    return tuple(reversed(dict.fromkeys(reversed(message_ids))))
