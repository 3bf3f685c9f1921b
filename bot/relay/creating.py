"""Creating: a message is posted part by part, down a ladder where Discord refuses it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import structlog

from bot.bridges.model import Endpoint, Manner
from bot.errors import Forbidden, Refused, ThreadShut
from bot.ids import MessageId
from bot.relay.agenda import Agenda
from bot.relay.door import Door
from bot.relay.model import Composition, Debt, Owed, Part, Persona, Piece, Revision
from bot.relay.notes import is_note
from bot.relay.patience import until_answered
from bot.relay.ports import LanePorts
from bot.relay.posting import Poster
from bot.relay.quotations import Quoting
from bot.relay.rendering import Renditions
from bot.relay.rendition import Rendition
from bot.relay.requoting import Requoter
from bot.translation.model import Quality, Translation

_log = structlog.stdlib.get_logger(__name__)

_FORBIDDEN_SECONDS: Final = 300.0
_NEVER: Final = Revision(-1)


@dataclass(frozen=True, slots=True)
class Created:
    """What became of a message: how many parts it has by now, and what is owed of it still."""

    parts: int
    owed: Owed | None


@dataclass(slots=True)
class _Begun:
    """A message that is being posted.

    Attributes:
        paid_as: The row as it is paid with the last part.
        standing: How many parts stand already: an earlier process was killed between two of
            them, or Discord refused the next one in a fuller form.
    """

    row: Owed
    paid_as: Owed
    standing: int


class Creator:
    """Posts what is new in one destination, and waits where the bot may not."""

    def __init__(self, seat: Endpoint, ports: LanePorts, poster: Poster, agenda: Agenda, requoter: Requoter) -> None:
        self._destination_id = seat.channel_id
        self._is_paused = seat.is_paused and seat.parent_id is None  # that of a channel is for its own lane to end
        self._ports = ports
        self._poster = poster
        self._agenda = agenda
        self._requoter = requoter
        self._renditions = Renditions(seat, ports)
        self._door = Door(seat, ports)
        self._left_until = 0  # the highest sequence that an earlier process left

    async def recover(self, waiting: Sequence[Owed]) -> None:
        """Find what an earlier process posted of *waiting*, in their order, and did not record."""
        self._left_until = max((row.sequence for row in waiting), default=0)
        unfinished = [row for row in waiting if row.debt in {Debt.CREATE, Debt.REMOVE}]
        if not unfinished:
            return
        oldest = min(row.source_id for row in unfinished)
        while True:
            try:
                await self._poster.recover(oldest, _last_sent(unfinished))
            except Forbidden as error:
                await self._pause(error)
            else:
                return

    async def create(self, row: Owed, translation: Translation, manner: Manner) -> Created:
        """Post *row*, going down the ladder where Discord refuses: full, plain, a link, nothing.

        Raises:
            ThreadShut: Some of it may stand; try again when the thread is open.
        """
        began = self._ports.clock.monotonic()
        row = self._door.pinging(row)
        begun = await self._begun(row)
        composer = self._ports.composer
        rendition = await self._renditions.of(row, manner)
        ladder = (composer.compose, composer.plain, composer.uncarried)
        for compose in ladder[:2] if is_note(row) else ladder:  # below itself nothing need be said of the message
            composition = compose(row, translation, rendition)
            quoting = self._quoting(row, rendition, composition)
            try:
                owed = await self._post(begun, composition, translation.quality, quoting)
            except ThreadShut:
                self._left_until = max(self._left_until, row.sequence)  # parts of it may stand when it is tried again
                raise
            except Refused as error:
                _log.warning("refused", source=row.source_id, destination=self._destination_id, **error.fields)
                self._ports.observer.failed(self._destination_id, error.kind)
                continue
            if begun.standing:
                await self._requoter.posted(row, quoting, began)
            return Created(begun.standing, owed)
        await self._forget(row)
        _log.error("parked", source=row.source_id, destination=self._destination_id)
        return Created(begun.standing, None)

    async def has_begun(self, row: Owed) -> bool:
        """Tell whether parts of *row* stand already: an earlier process was killed between two of them."""
        return bool(await self._standing(row))

    async def _standing(self, row: Owed) -> Sequence[Part]:
        if row.sequence > self._left_until:
            return ()
        ledger = self._ports.ledger
        return await until_answered(lambda: ledger.parts(row.source_id, self._destination_id), self._ports.clock)

    async def _begun(self, row: Owed) -> _Begun:
        parts = await self._standing(row)
        # What stands was composed of an older text, or of another translation: when the rest is
        # posted all of it has to be brought to one composition. So only a beginning is paid.
        return _Begun(row, replace(row, revision=_NEVER) if parts else row, len(parts))

    def _quoting(self, row: Owed, rendition: Rendition, composition: Composition) -> Quoting | None:
        """Return what *composition* has to do with what *row* answers."""
        is_linked = composition.pieces[0].quote is not None
        if rendition.quoted is None or (rendition.quote is not None and not is_linked):
            return None  # Discord refused it as long as it had its quote
        # What an earlier process posted may show what was to be seen then.
        return Quoting(rendition.quoted, is_linked, is_owed=not is_linked or row.sequence <= self._left_until)

    async def _post(
        self, begun: _Begun, composition: Composition, quality: Quality, quoting: Quoting | None
    ) -> Owed | None:
        """Post and record the parts that do not stand yet; return what is owed then.

        The last piece is posted in any case, since what it says may not be said yet.
        """
        pieces = composition.pieces[begun.standing :] or composition.pieces[-1:]
        owed: Owed | None = None
        row = begun.row
        for piece in pieces:
            message_id = await self.post_surely(row.source_id, composition.persona, piece, lambda: self.wants(row))
            if message_id is None:
                await self.no_longer_wanted(row)
                return None
            part = self._part(message_id, begun, piece, quality)
            shown = None if begun.standing else quoting
            owed = await self._record(part, begun.paid_as, settles=piece is pieces[-1], quoting=shown)
            self._poster.recorded(message_id)
            begun.standing += 1
            if owed is None or owed.debt is Debt.REMOVE:
                break
        return owed

    def _part(self, message_id: MessageId, begun: _Begun, piece: Piece, quality: Quality) -> Part:
        row = begun.row
        return Part(
            message_id=message_id,
            destination_id=row.destination_id,
            source_id=row.source_id,
            source_channel_id=row.source_channel_id,
            ordinal=begun.standing,
            start=piece.start,
            end=piece.end,
            revision=row.revision,
            quality=Quality.FINAL if piece.ballot is not None else quality,  # a poll can never be edited
        )

    async def _record(self, part: Part, row: Owed, *, settles: bool, quoting: Quoting | None) -> Owed | None:
        # However long it takes: were it left unrecorded, the next start would post it again.
        record = self._ports.ledger.record
        return await until_answered(lambda: record(part, row, settles=settles, quoting=quoting), self._ports.clock)

    async def post_surely(
        self,
        source_id: MessageId,
        persona: Persona,
        piece: Piece,
        is_wanted: Callable[[], bool],
        *,
        is_shared: bool = False,
    ) -> MessageId | None:
        """Post one piece as `Poster.post`; while the bot may not act in the channel, wait and try again."""
        while True:
            try:
                message_id = await self._poster.post(source_id, persona, piece, is_wanted, is_shared=is_shared)
            except Forbidden as error:
                await self._pause(error)
            else:
                await self._resume()
                return message_id

    def wants(self, row: Owed) -> bool:
        """Tell whether *row* is to be posted still: much may happen before a shut door."""
        return row.expires_at > self._ports.clock.now() and not self._agenda.is_removed(row.source_id)

    async def no_longer_wanted(self, row: Owed) -> None:
        """Forget *row*, which is too old; a removal settles its row itself."""
        if not self._agenda.is_removed(row.source_id):
            _log.info("expired", source=row.source_id, destination=row.destination_id)
            await self._forget(row)

    async def _forget(self, row: Owed) -> None:
        await until_answered(lambda: self._ports.outbox.forget(row), self._ports.clock)

    async def _pause(self, error: Forbidden) -> None:
        _log.warning("endpoint paused", destination=self._destination_id, **error.fields)
        await self._set_paused(is_paused=True)  # first, or a kill now would leave nobody to tell that it is over
        self._ports.observer.failed(self._destination_id, error.kind)
        await self._ports.clock.sleep(_FORBIDDEN_SECONDS)
        # The outbox forgets what is past its time; so do we.
        self._agenda.drop_expired(self._ports.clock.now())

    async def _resume(self) -> None:
        if self._is_paused:
            await self._set_paused(is_paused=False)
            self._ports.observer.resumed(self._destination_id)

    async def _set_paused(self, *, is_paused: bool) -> None:
        self._is_paused = is_paused
        bridges = self._ports.bridges
        await until_answered(lambda: bridges.pause(self._destination_id, is_paused=is_paused), self._ports.clock)


def _last_sent(unfinished: Sequence[Owed]) -> MessageId | None:
    """Return the message that an earlier process may have sent and not recorded; None where that cannot be told."""
    planned = [row.joined_to for row in unfinished if row.debt is Debt.CREATE and row.joined_to is not None]
    if planned:
        return planned[0]
    return unfinished[0].source_id if all(row.debt is Debt.CREATE for row in unfinished) else None
