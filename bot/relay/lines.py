"""Lines: what each source of a joined message has of it, put there, changed and taken out one by one.

The words of the others are not kept, so they are read where they stand.
"""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import structlog

from bot.bridges.model import Manner
from bot.errors import Forbidden, MessageGone, Refused, ThreadShut
from bot.ids import ChannelId
from bot.relay.glyphs import units
from bot.relay.joining import Joining, fitted, named, one_line
from bot.relay.model import Composition, Owed, Part, PartState, Piece, SourcePlace
from bot.relay.ports import LanePorts
from bot.relay.reading import standing_in
from bot.relay.rendition import Rendition
from bot.relay.splitting import CONTENT_LIMIT
from bot.relay.subtext import SUBTEXT
from bot.translation.model import Quality, Translation

_log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """A source of a joined message: how it would look alone, and the one line that it is here."""

    composition: Composition
    text: str
    link: str

    def within(self, room: int, joining: Joining) -> str:
        """Return the line in at most *room* UTF-16 units, cut if need be; in a digest, under its author's name."""
        name = named(self.composition.persona.name) if joining is Joining.DIGEST else ""
        return name + fitted(self.text, room - units(name), self.link) if room > units(name) else "…"


@dataclass(frozen=True, slots=True)
class Lines:
    """Makes and changes lines in one destination."""

    destination_id: ChannelId
    ports: LanePorts

    def of(self, row: Owed, translation: Translation, manner: Manner) -> Line:
        """Return *row* as a line; an original below it has no place there."""
        rendition = Rendition(replace(manner, shows_original=False))
        composition = self.ports.composer.compose(row, translation, rendition)
        said = [line for piece in composition.pieces for line in piece.content.split("\n")]
        text = one_line("\n".join(line for line in said if not line.startswith(SUBTEXT)))
        small = next((line.removeprefix(SUBTEXT) for line in said if line.startswith(SUBTEXT)), "")
        if small and (not text or translation.quality is Quality.PROVISIONAL):
            text = one_line(f"{text} · {small}" if text else small)
        link = SourcePlace(row.source_channel_id, row.source_id).link(row.source_guild_id)
        return Line(composition, text or "…", link)

    async def rewrite(self, part: Part, line: Line) -> Part | None:
        """Have *part*, which shares its message, read as *line*; return it as it is then, None where it is gone.

        Raises:
            NotApplied, FateUnknown, Forbidden, ThreadShut, Unavailable: Try again later.
        """
        try:
            standing, lines = await self._read(part, await self.ports.ledger.together(part.message_id))
            place = next((at for at, one in enumerate(standing) if one.source_id == part.source_id), None)
            if place is None:
                return part
            others = units("\n".join([*lines[:place], "", *lines[place + 1 :]]))
            lines[place] = line.within(CONTENT_LIMIT - others, part.joining)
            hides_previews = any(piece.hides_previews for piece in line.composition.pieces)
            await self._write(part, lines, hides_previews=hides_previews)  # all, since there is one flag for all
        except MessageGone:
            return None
        except (Forbidden, ThreadShut):
            raise  # the channel's matter, and not the text's: it passes
        except Refused as error:
            self.ports.observer.failed(self.destination_id, error.kind)  # the older text stays
        return replace(part, start=0, end=units(line.text))

    async def take_out(self, part: Part) -> None:
        """Take the line of *part* out of its message; with the last one the message goes.

        Raises:
            NotApplied, FateUnknown, Forbidden, ThreadShut, Unavailable: Try again later.
        """
        together = await self.ports.ledger.together(part.message_id)
        with contextlib.suppress(MessageGone):
            if any(_stays(one, part) for one in together):
                await self._take_out(part, together)
            else:
                await self._delete(part)

    async def _take_out(self, part: Part, together: Sequence[Part]) -> None:
        standing, lines = await self._read(part, together)
        if not standing:  # nobody can say which words are whose, and these must not stay
            await self._delete(part)
            return
        # What an earlier attempt took out must be known to be gone, or the lines could not be told apart.
        await self.ports.ledger.begin_taking_out(part, [one for one in together if one not in standing])
        kept = [line for one, line in zip(standing, lines, strict=True) if _stays(one, part)]
        if len(kept) < len(lines):
            await self._write(part, kept)

    async def _read(self, part: Part, together: Sequence[Part]) -> tuple[Sequence[Part], list[str]]:
        """Return whose lines stand in the message of *part*, and the lines; nobody's, where that cannot be told."""
        message = await self.ports.reader.read(SourcePlace(self.destination_id, part.message_id))
        lines = message.content.split("\n")
        if standing := standing_in(together, lines):
            return standing, lines
        _log.error("joined message reads otherwise", message=part.message_id, destination=self.destination_id)
        self.ports.observer.failed(self.destination_id, "Bug")
        return (), lines

    async def _write(self, part: Part, lines: Sequence[str], *, hides_previews: bool = False) -> None:
        content = "\n".join(lines)
        piece = Piece(content, 0, units(content), hides_previews=hides_previews)
        await self.ports.delivery.edit(self.destination_id, part.message_id, piece)

    async def _delete(self, part: Part) -> None:
        await self.ports.ledger.begin_removal([part.message_id])
        await self.ports.delivery.delete(self.destination_id, part.message_id)


def _stays(one: Part, leaving: Part) -> bool:
    return one.source_id != leaving.source_id and one.state is not PartState.REMOVING
