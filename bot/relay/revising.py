"""Revising: what stands in a destination is brought up to date, or taken away.

Edits and deletes are idempotent, so an unknown fate only means: once more, later.
"""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import replace

from bot.bridges.model import Endpoint, Manner
from bot.errors import Forbidden, MessageGone, Refused, ThreadShut
from bot.relay.joining import Joining
from bot.relay.lines import Lines
from bot.relay.model import Owed, Part, Piece
from bot.relay.notes import is_note
from bot.relay.ports import LanePorts
from bot.relay.rendering import Renditions
from bot.relay.requoting import Requoter
from bot.translation.model import Translation


class Reviser:
    """Changes what stands in one destination."""

    def __init__(self, seat: Endpoint, ports: LanePorts, requoter: Requoter) -> None:
        self._destination_id = seat.channel_id
        self._ports = ports
        self._requoter = requoter
        self._renditions = Renditions(seat, ports)
        self._lines = Lines(seat.channel_id, ports)

    async def remove(self, row: Owed) -> Owed | None:
        """Delete every part of the row's message; return what is owed then.

        Raises:
            NotApplied, FateUnknown, Forbidden, ThreadShut, Unavailable: Try again later.
        """
        async with self._following(row, is_gone=True):
            await self._delete(await self._ports.ledger.parts(row.source_id, self._destination_id))
            return await self._ports.ledger.settle(row, ())

    async def revise(self, row: Owed, translation: Translation, manner: Manner) -> Owed | None:
        """Make the parts that stand read as *row* does now; return what is owed then.

        Where fewer parts stand than are needed, the last is cut: another could only be posted
        below whatever was said since.

        Raises:
            NotApplied, FateUnknown, Forbidden, ThreadShut, Unavailable: Try again later.
        """
        async with self._following(row, is_gone=False):
            return await self._revise(row, translation, manner)

    def _following(self, row: Owed, *, is_gone: bool) -> AbstractAsyncContextManager[None]:
        """Have what quotes the message of *row* follow; below a note, what is quoted is what its author wrote."""
        return nullcontext() if is_note(row) else self._requoter.following(row.source_id, is_gone=is_gone)

    async def _revise(self, row: Owed, translation: Translation, manner: Manner) -> Owed | None:
        parts = await self._ports.ledger.parts(row.source_id, self._destination_id)
        if not parts:
            return await self._ports.ledger.settle(row, ())
        if parts[0].joining is not Joining.ALONE:
            return await self._revise_line(row, translation, manner, parts)
        rendition = await self._renditions.of(row, manner)
        composition = self._ports.composer.compose(row, translation, rendition)
        if len(composition.pieces) > len(parts):
            composition = self._ports.composer.cut(row, translation, len(parts), rendition)
        kept = _kept(parts, len(composition.pieces), row)
        shown = [
            replace(part, start=piece.start, end=piece.end, revision=row.revision, quality=translation.quality)
            for part, piece in zip(kept, composition.pieces, strict=False)
            if await self._edit(part, piece)
        ]
        await self._delete([part for part in parts if part not in kept])
        return await self._ports.ledger.settle(row, shown)

    async def _revise_line(
        self, row: Owed, translation: Translation, manner: Manner, parts: Sequence[Part]
    ) -> Owed | None:
        line = await self._lines.rewrite(parts[0], self._lines.of(row, translation, manner))
        await self._delete(parts[1:])
        shown = () if line is None else (replace(line, revision=row.revision, quality=translation.quality),)
        return await self._ports.ledger.settle(row, shown)

    async def _edit(self, part: Part, piece: Piece) -> bool:
        """Edit *part*; tell whether it still stands. A refused text leaves the older one, and a poll stays as it is."""
        if piece.ballot is not None:
            return True
        try:
            await self._ports.delivery.edit(self._destination_id, part.message_id, piece)
        except MessageGone:
            return False
        except (Forbidden, ThreadShut):
            raise  # the channel's matter, and not the text's: it passes
        except Refused as error:
            self._ports.observer.failed(self._destination_id, error.kind)
        return True

    async def _delete(self, parts: Sequence[Part]) -> None:
        for line in parts:
            if line.joining is not Joining.ALONE:
                await self._lines.take_out(line)
        alone = [part for part in parts if part.joining is Joining.ALONE]
        if alone:
            await self._ports.ledger.begin_removal([part.message_id for part in alone])
        for part in alone:
            try:
                await self._ports.delivery.delete(self._destination_id, part.message_id)
            except MessageGone:
                continue


def _kept(parts: Sequence[Part], count: int, row: Owed) -> list[Part]:
    """Return *count* of *parts*, in order: the first ones, but for the last, if something hangs on that."""
    if count >= len(parts) or not (row.carried.files or row.carried.stickers or row.carried.poll):
        return list(parts[:count])
    return [*parts[: count - 1], parts[-1]]
