"""A lane: everything that goes to one destination, one thing after the other.

Creates keep their order, with translations made ahead of their turn. Removals go before them;
edits and late translations use the time in between. Only a create may hold the others up.
"""

import asyncio
import secrets
from typing import Final

import structlog

from bot.bridges.model import Endpoint
from bot.errors import ChannelGone, FateUnknown, Forbidden, NotApplied, Refused
from bot.ids import MessageId
from bot.relay.agenda import Agenda, Work
from bot.relay.model import Composition, Debt, Owed, Part, Persona, Piece
from bot.relay.ports import LanePorts, RelayTrace
from bot.relay.posting import Poster, backoff_seconds
from bot.relay.revising import Reviser
from bot.translation.model import Quality, Translation

_log = structlog.stdlib.get_logger(__name__)

_AHEAD: Final = 128  # creates whose translations are under way before their turn
_FORBIDDEN_SECONDS: Final = 300.0
_REPAY_SECONDS: Final = 5.0
_LONGEST_REPAY_SECONDS: Final = 60.0
_STRAY_CHECK_SECONDS: Final = 31.0


class Lane:
    """Pays what one destination is owed."""

    def __init__(self, seat: Endpoint, ports: LanePorts) -> None:
        self._seat = seat
        self._ports = ports
        self._agenda = Agenda()
        self._poster = Poster(seat.channel_id, ports)
        self._reviser = Reviser(seat.channel_id, ports)
        self._woken = asyncio.Event()
        self._current: Work | None = None
        self._standing = 0  # parts of the first create that stand already
        self._repay_at = 0.0
        self._is_paused = seat.is_paused

    def accept(self, row: Owed, received: float) -> None:
        """Enter *row*, whose event was received at *received* (monotonic seconds)."""
        self._agenda.put(row, received)
        self._woken.set()

    def heard(self, message_id: MessageId) -> None:
        """Note the echo of a message that stands here."""
        self._poster.heard(message_id)
        if self._poster.has_unclaimed:
            self._woken.set()  # its time must be waited for

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing can be paid now; late translations may still be awaited."""
        return self._current is None and not len(self._agenda)

    async def recover(self, waiting: list[Owed]) -> None:
        """Go on where an earlier process stopped; *waiting* is what it left, in order."""
        now = self._ports.clock.monotonic()
        for row in waiting:
            self._agenda.put(row, now)
        unfinished = [row for row in waiting if row.debt in {Debt.CREATE, Debt.REMOVE}]
        if unfinished:
            creates = [row for row in unfinished if row.debt is Debt.CREATE]
            first = min(unfinished, key=lambda row: row.source_id)
            await self._recover_surely(first, is_ours=len(creates) == len(unfinished))
            if creates:
                parts = await self._ports.ledger.parts(creates[0].source_id, self._seat.channel_id)
                self._standing = len(parts)

    async def _recover_surely(self, first: Owed, *, is_ours: bool) -> None:
        while True:
            try:
                return await self._poster.recover(first, is_ours=is_ours)
            except Forbidden as error:
                await self._pause(error)

    async def run(self) -> None:
        """Pay whatever is owed, until cancelled.

        Raises:
            ChannelGone: There is no such destination any more.
        """
        while True:
            self._translate_ahead()
            work = self._next()
            if work is None:
                await self._wait()
                continue
            self._current = work
            try:
                await self._pay(work)
            except ChannelGone:
                raise
            except Exception as error:  # noqa: BLE001 the lane supervisor: one message never stops its neighbours
                self._park(work, error)
            finally:
                self._current = None

    def close(self) -> None:
        """Stop what was begun ahead; the outbox keeps what is owed."""
        self._agenda.clear()

    def _next(self) -> Work | None:
        now = self._ports.clock.monotonic()
        if self._agenda.removals and (removal := self._agenda.first_change(now)) is not None:
            return removal
        if self._agenda.creates and self._agenda.creates[0].is_translated:
            return self._agenda.take_create()
        return self._agenda.first_change(now)

    async def _wait(self) -> None:
        """Wait for an event, a translation, or the time of something put off."""
        self._woken.clear()
        if not await self._ports.clock.wait(self._woken, self._patience()):
            await self._poster.delete_strays()

    def _patience(self) -> float | None:
        now = self._ports.clock.monotonic()
        agenda = self._agenda
        times = [work.not_before - now for works in (agenda.removals, agenda.edits) for work in works.values()]
        times = [seconds for seconds in times if seconds > 0]
        if agenda.finals:
            times.append(max(self._repay_at - now, 0.05))
        if self._poster.has_unclaimed:
            times.append(_STRAY_CHECK_SECONDS)
        return min(times, default=None)

    def _translate_ahead(self) -> None:
        for index, work in enumerate(self._agenda.creates):
            if index >= _AHEAD:
                break
            self._translate(work)
        for work in self._agenda.edits.values():
            self._translate(work)
        self._repay()

    def _repay(self) -> None:
        """Ask again for the oldest late translation, when a translator is believed to answer."""
        oldest = next(iter(self._agenda.finals.values()), None)
        if oldest is None or oldest.translation is not None:
            return
        if self._ports.clock.monotonic() >= self._repay_at and self._ports.translations.is_final_possible:
            self._translate(oldest)

    def _translate(self, work: Work) -> None:
        if work.translation is None:
            translating = self._ports.translations.translate(
                work.row.content, work.row.source_language, self._seat.language
            )
            work.translation = self._ports.tasks.start(translating, name=f"translate-{work.row.source_id}")
            work.translation.add_done_callback(lambda _: self._woken.set())

    async def _pay(self, work: Work) -> None:
        row = work.row
        if row.expires_at <= self._ports.clock.now():
            _log.info("expired", source=row.source_id, destination=row.destination_id)
            await self._ports.outbox.forget(row)
            self._agenda.finish(work)
        elif row.debt is Debt.CREATE:
            await self._create(work)
        else:
            await self._change(work)

    async def _create(self, work: Work) -> None:
        """Post *work*, going down the ladder where Discord refuses: full, plain, a link, nothing."""
        translation, row, composer = work.translated, work.row, self._ports.composer
        ready_at = self._ports.clock.monotonic()
        for compose in (composer.compose, composer.plain, composer.uncarried):
            try:
                composition = compose(row, translation)
                owed = await self._post(row, composition, translation.quality)
            except Refused as error:
                _log.warning("refused", source=row.source_id, destination=row.destination_id, **error.fields)
                self._ports.observer.failed(self._seat.channel_id, error.key)
                continue
            self._trace(work, translation, ready_at, len(composition.pieces))
            self._still_owed(owed, work)
            return
        await self._ports.outbox.forget(row)
        _log.error("parked", source=row.source_id, destination=row.destination_id)

    async def _post(self, row: Owed, composition: Composition, quality: Quality) -> Owed | None:
        """Post and record the parts that do not stand yet; return what is owed then.

        `self._standing` parts stand already: an earlier process was killed between two of them,
        or Discord refused the next one in a fuller form. The last piece is posted in any case,
        since what it says may not be said yet.
        """
        persona = composition.persona
        pieces = composition.pieces[self._standing :] or composition.pieces[-1:]
        owed: Owed | None = row
        for piece in pieces:
            message_id = await self._post_surely(row, persona, piece)
            part = self._part(message_id, row, piece, quality)
            owed = await self._ports.ledger.record(part, row, settles=piece is pieces[-1])
            self._poster.recorded(message_id)
            self._standing += 1
            if owed is None or owed.debt is Debt.REMOVE:
                break
        self._standing = 0
        return owed

    def _part(self, message_id: MessageId, row: Owed, piece: Piece, quality: Quality) -> Part:
        return Part(
            message_id=message_id,
            destination_id=row.destination_id,
            source_id=row.source_id,
            source_channel_id=row.source_channel_id,
            ordinal=self._standing,
            start=piece.start,
            end=piece.end,
            revision=row.revision,
            quality=quality,
        )

    async def _post_surely(self, row: Owed, persona: Persona, piece: Piece) -> MessageId:
        """Post one piece; while the bot may not act in the channel, wait and try again."""
        while True:
            try:
                message_id = await self._poster.post(row, persona, piece)
            except Forbidden as error:
                await self._pause(error)
            else:
                await self._resume()
                return message_id

    async def _pause(self, error: Forbidden) -> None:
        _log.warning("endpoint paused", destination=self._seat.channel_id, **error.fields)
        self._ports.observer.failed(self._seat.channel_id, error.key)
        self._is_paused = True
        await self._ports.bridges.pause(self._seat.channel_id, is_paused=True)
        await self._ports.clock.sleep(_FORBIDDEN_SECONDS)

    async def _resume(self) -> None:
        if self._is_paused:
            self._is_paused = False
            await self._ports.bridges.pause(self._seat.channel_id, is_paused=False)

    async def _change(self, work: Work) -> None:
        """Remove or revise what stands; put it off where Discord does not answer."""
        try:
            if work.row.debt is Debt.REMOVE:
                owed = await self._reviser.remove(work.row)
            elif work.row.debt is Debt.FINAL and work.translated.quality is Quality.PROVISIONAL:
                self._await_translator(work)
                return
            else:
                self._repay_at = 0.0  # a translator answers again: the next late one at once
                owed = await self._reviser.revise(work.row, work.translated)
        except (NotApplied, FateUnknown, Forbidden) as error:
            self._ports.observer.failed(self._seat.channel_id, error.key)
            work.attempts += 1
            work.not_before = self._ports.clock.monotonic() + backoff_seconds(work.attempts)
            return
        self._agenda.finish(work)
        self._still_owed(owed, work)

    def _await_translator(self, work: Work) -> None:
        work.attempts += 1
        work.translation = None
        self._repay_at = self._ports.clock.monotonic() + min(_REPAY_SECONDS * work.attempts, _LONGEST_REPAY_SECONDS)

    def _still_owed(self, owed: Owed | None, work: Work) -> None:
        if owed is not None:
            self._agenda.put(owed, work.received)

    def _park(self, work: Work, error: Exception) -> None:
        """Leave *work* to the next start: it met a bug, and its neighbours must go on."""
        incident = secrets.token_hex(4)
        _log.error(
            "parked", source=work.row.source_id, destination=work.row.destination_id, incident=incident, exc_info=error
        )
        self._ports.observer.failed(self._seat.channel_id, "error-unknown")
        self._agenda.finish(work)

    def _trace(self, work: Work, translation: Translation, ready_at: float, parts: int) -> None:
        now = self._ports.clock.monotonic()
        waiting = len(self._agenda)
        trace = RelayTrace(
            at=self._ports.clock.now(),
            source_id=work.row.source_id,
            destination_id=work.row.destination_id,
            source_language=translation.source,
            target_language=translation.target,
            translator=translation.translator,
            quality=translation.quality,
            milliseconds=(now - work.received) * 1000,
            translation_milliseconds=(ready_at - work.received) * 1000,
            lane_length=waiting,
            parts=parts,
        )
        self._ports.observer.relayed(trace)
        self._ports.observer.lane_length(self._seat.channel_id, waiting)
