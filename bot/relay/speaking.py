"""Speaking: what a member wrote into a form of ours is posted under their persona, and crosses as their words.

Whoever uses it writes down, in the ledger too, what was posted, before it is passed on: else it is a stray, and goes.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from bot.bridges.model import Bridge, Endpoint
from bot.clock import Clock
from bot.errors import FateUnknown, MessageGone, NotApplied, Unavailable
from bot.ids import ChannelId
from bot.relay.model import Leave, MessageSaid, SourceMessage, SourcePlace, Spoken
from bot.relay.passing import as_owed
from bot.relay.ports import Composer, Delivery, Gate, Ledger
from bot.relay.quoting import Quotes
from bot.relay.rendition import Rendition
from bot.translation.model import Translation

_NOWHERE: Final = ChannelId(0)
_NOBODY: Final = "none"  # translated it


@dataclass(frozen=True, slots=True)
class Speaking:
    """Speaks for members (the ports `Speech` of those who have forms).

    Attributes:
        put: Tells the relay that something was said.
    """

    gate: Gate
    composer: Composer
    delivery: Delivery
    ledger: Ledger
    quotes: Quotes
    put: Callable[[MessageSaid], None]
    clock: Clock

    def judge(self, said: SourceMessage, seat: Endpoint, within: Bridge) -> Leave:
        """Tell whether *said* may stand in *seat*."""
        if not self.gate.admits(said, within):
            return Leave.MUTED
        is_refused = self.gate.refuses(as_owed(said, seat, seat, self.clock), seat, said.content) is not None
        return Leave.REFUSED if is_refused else Leave.ADMITTED

    async def speak(self, said: SourceMessage, seat: Endpoint) -> Spoken:
        """Post *said* under its author's persona, with what it answers above it. It is a stray until it is remembered.

        Raises:
            SendFailed, Unavailable: Discord or the database does not answer, or the bot may not post there.
        """
        row = as_owed(said, seat, seat, self.clock)
        quoted = await self.quotes.answered(row)
        quote = None if quoted is None else await self.quotes.of(row, quoted, pings=True)
        # With its own channel for a source it would be a note there.
        row = replace(row, source_channel_id=_NOWHERE)
        words = Translation(said.content, seat.language, seat.language, _NOBODY)
        composition = self.composer.compose(row, words, Rendition(quoted=quoted, quote=quote))
        piece = composition.pieces[0]
        try:
            message_id = await self.delivery.send(seat.channel_id, composition.persona, piece)
        except (NotApplied, FateUnknown) as error:
            # What may stand there even so is a stray to the relay, and goes.
            raise Unavailable(**error.fields) from None
        return Spoken(SourcePlace(seat.channel_id, message_id), piece.end)

    def pass_on(self, said: SourceMessage) -> None:
        """Have what was spoken, and remembered, cross as its author's words."""
        self.put(MessageSaid(said))

    async def take_back(self, place: SourcePlace) -> bool:
        """Delete what was spoken; tell whether it was still there. Its copies follow, as those of every message.

        Raises:
            SendFailed, Unavailable: Discord or the database does not answer.
        """
        await self.ledger.begin_removal([place.message_id])  # so that it is not taken for a moderator's doing
        try:
            await self.delivery.delete(place.channel_id, place.message_id)
        except MessageGone:
            return False
        except (NotApplied, FateUnknown) as error:
            raise Unavailable(**error.fields) from None
        return True
