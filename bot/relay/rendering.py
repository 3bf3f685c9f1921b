"""Arriving: what a message carries is made ready for a destination, before it is composed."""

import asyncio
from dataclasses import dataclass, replace

from bot.bridges.model import AS_USUAL, Endpoint, Manner
from bot.relay.carried import NOTHING, File, Forwarded
from bot.relay.forwarding import stays_inside
from bot.relay.model import Owed
from bot.relay.polling import hours_left
from bot.relay.ports import LanePorts
from bot.relay.quoting import Quotes
from bot.relay.rendition import BARE, Rendition


@dataclass(frozen=True, slots=True)
class Renditions:
    """Makes arrivals at *seat*."""

    seat: Endpoint
    ports: LanePorts

    async def of(self, row: Owed, manner: Manner) -> Rendition:
        """Return how what *row* carries arrives, where words cross in *manner*."""
        if row.carried == NOTHING:
            return BARE if manner is AS_USUAL else Rendition(manner)
        ports = self.ports
        largest = ports.delivery.largest_file(row.destination_id)
        fitting = [file for file in row.carried.files if file.size <= largest]
        quotes = Quotes(ports.ledger, ports.reader, ports.choices, ports.preferences)
        quoted = await quotes.answered(row)
        return Rendition(
            manner=manner,
            quoted=quoted,
            quote=None if quoted is None else await quotes.of(row, quoted, pings=manner.pings_answered),
            files=tuple(await asyncio.gather(*(self._described(file, row) for file in fitting))),
            left_out=tuple(file for file in row.carried.files if file.size > largest),
            stickers=row.carried.stickers,
            origin=self._origin(row.carried.forwarded),
            poll_hours=hours_left(row.carried.poll, ports.clock.now()) if row.carried.poll is not None else 0,
        )

    def _origin(self, forwarded: Forwarded | None) -> str:
        return forwarded.link if forwarded is not None and forwarded.guild_id == self.seat.guild_id else ""

    async def _described(self, file: File, row: Owed) -> File:
        """Return *file* with its description in the destination's language."""
        if not file.description:
            return file
        is_secret = await stays_inside(row.author.id, row.carried, self.ports)
        said = await self.ports.translations.translate(
            file.description, row.source_language, self.seat.language, stays_inside=is_secret
        )
        return replace(file, description=said.text)
