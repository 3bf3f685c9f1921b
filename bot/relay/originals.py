"""Originals: what a relayed message was made of, for whoever asks."""

from dataclasses import dataclass

from bot.errors import Forbidden, Gone, NoOriginal
from bot.ids import MessageId
from bot.relay.model import Original
from bot.relay.ports import Ledger, SourceReader


@dataclass(frozen=True, slots=True)
class Originals:
    """Finds originals. Nothing of them is kept, so Discord is asked each time."""

    ledger: Ledger
    reader: SourceReader

    async def of(self, message_id: MessageId) -> Original:
        """Return the original of a relayed message, as it reads now.

        Raises:
            NoOriginal: It is no relayed message, is older than the ledger remembers, or its source is out of reach.
            Unavailable: Discord does not answer.
        """
        place = await self.ledger.source_of(message_id)
        if place is None:
            raise NoOriginal
        try:
            return await self.reader.read(place)
        except (Gone, Forbidden):
            raise NoOriginal from None
