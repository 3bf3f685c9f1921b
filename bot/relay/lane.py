"""A lane: everything that goes to one destination, one thing after the other.

Creates keep their order, with translations made ahead of their turn. Removals go before them;
edits and late translations use the time in between. Only a create may hold the others up.
"""

import asyncio
import secrets
from collections.abc import Sequence
from typing import Final

import structlog

from bot.bridges.model import Endpoint, Manner
from bot.errors import ChannelGone, FateUnknown, Forbidden, NotApplied, ThreadShut, Unavailable
from bot.ids import MessageId
from bot.relay.agenda import Agenda, Work
from bot.relay.ajar import Ajar
from bot.relay.creating import Created, Creator
from bot.relay.door import Door
from bot.relay.foresight import AHEAD, Foresight
from bot.relay.joint import Joint
from bot.relay.landing import pause_seconds
from bot.relay.model import Debt, LaneStanding, Owed
from bot.relay.notes import is_needless, is_note, must_wait
from bot.relay.patience import backoff_seconds
from bot.relay.ports import Admitted, LanePorts
from bot.relay.posting import Poster
from bot.relay.requoting import Requoter
from bot.relay.revising import Reviser
from bot.relay.tracing import note_relayed
from bot.translation.model import Quality

_log = structlog.stdlib.get_logger(__name__)

_REPAY_SECONDS: Final = 5.0
_LONGEST_REPAY_SECONDS: Final = 60.0
_TRANSLATOR_POLL_SECONDS: Final = 1.0
_AFTER_A_BUG_SECONDS: Final = 1.0


class Lane:
    """Pays what one destination is owed.

    Args:
        seat: The destination.
        ports: All that a lane needs.
        waiting: What an earlier process left, in order; it is known before any event is.
        manner: How words cross its bridge; it may be set anew at any time.
    """

    def __init__(self, seat: Endpoint, ports: LanePorts, waiting: Sequence[Owed], manner: Manner) -> None:
        self.manner = manner
        self._seat = seat
        self._woken = asyncio.Event()
        self._ajar = Ajar(seat, ports, self._woken.set)
        self._ports = ports = self._ajar.through(ports)
        self._waiting = waiting
        self._agenda = Agenda()
        self._poster = Poster(seat.channel_id, ports)
        self._requoter = Requoter(seat, ports)
        self._creator = Creator(seat, ports, self._poster, self._agenda, self._requoter)
        self._joint = Joint(seat, ports, self._poster, self._creator, self._agenda, self._requoter)
        self._door = Door(seat, ports)
        self._reviser = Reviser(seat, ports, self._requoter)
        self._current: Work | None = None
        self._foresight = Foresight(seat, ports, self._wake_for)
        self._repay_at = 0.0
        self._joint.recover(waiting)
        for row in waiting:
            self.accept(row, ports.clock.monotonic())

    def foresee(self, admitted: Admitted) -> None:
        """Begin the translation of a message that is about to be owed, unless others come before it."""
        if self.is_idle:
            self._foresight.foresee(admitted)

    def accept(self, row: Owed, received: float) -> None:
        """Enter *row*, whose event was received at *received* (monotonic seconds)."""
        self._agenda.put(row, received)
        self._woken.set()

    def heard(self, message_id: MessageId) -> None:
        """Note the echo of a message that stands here."""
        self._poster.heard(message_id)
        if self._poster.strays_due_at is not None:
            self._woken.set()  # its time must be waited for

    def told(self, message_ids: Sequence[MessageId], *, is_owed: bool) -> None:
        """Note that messages here have changed; if something that quotes them or others *is_owed*, look after it."""
        self._requoter.told(message_ids, is_owed=is_owed)

    def reopened(self) -> None:
        """Note that somebody opened this thread: what waited for that waits no more."""
        self._ajar.reopened()
        self._agenda.try_now()
        self._woken.set()

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing can be paid now; late translations may still be awaited."""
        return self._current is None and not len(self._agenda) and not self._ajar.is_open

    @property
    def is_at_rest(self) -> bool:
        """Tell whether nothing is to be done, nor waited for."""
        return self.is_idle and not self._agenda.finals and self._poster.strays_due_at is None

    @property
    def standing(self) -> LaneStanding:
        """Return what there is to be done, and of when."""
        untranslated = sum(not is_note(work.row) for work in self._agenda.finals.values())  # a note does not stand yet
        waiting = len(self._agenda) + (self._current is not None)
        return LaneStanding(waiting, untranslated, self._agenda.oldest_create(self._current))

    async def recover(self) -> None:
        """Go on where an earlier process stopped.

        Without it nothing may be sent, so whatever goes wrong is tried again.

        Raises:
            ChannelGone: There is no such destination any more.
        """
        attempt = 0
        while True:
            try:
                await self._creator.recover(self._waiting)
            except ChannelGone:
                raise
            except Exception as error:  # noqa: BLE001 the lane supervisor
                attempt += 1
                _log.error("recovery failed", destination=self._seat.channel_id, attempt=attempt, exc_info=error)
                await self._ports.clock.sleep(backoff_seconds(attempt))
            else:
                self._waiting = ()  # its text is not kept longer than it is owed
                return

    async def run(self) -> None:
        """Pay whatever is owed, until cancelled.

        Raises:
            ChannelGone: There is no such destination any more.
        """
        self._requoter.wake()
        while True:
            try:
                await self._step()
            except ChannelGone:
                raise
            except Exception as error:  # noqa: BLE001 the lane supervisor: one message never stops its neighbours
                await self._park(self._current, error)
            finally:
                self._current = None

    def close(self) -> None:
        """Stop what was begun ahead; the outbox keeps what is owed."""
        self._requoter.close()
        self._ajar.end()
        self._agenda.clear()
        self._foresight.close()

    async def _step(self) -> None:
        await self._poster.delete_strays()
        self._translate_ahead()
        self._current = self._next()
        if self._current is not None:
            await self._pay(self._current)
        elif not await self._ajar.close():
            await self._wait()

    def _next(self) -> Work | None:
        now = self._ports.clock.monotonic()
        if self._agenda.removals and (removal := self._agenda.first_change(now)) is not None:
            return removal
        if self._agenda.creates and self._agenda.creates[0].is_translated and not self._ajar.is_shut:
            return self._agenda.take_create()
        return self._agenda.first_change(now) or self._agenda.first_expired(self._ports.clock.now())

    async def _wait(self) -> None:
        """Wait for an event, a translation, or the time of something put off."""
        self._woken.clear()
        await self._ports.clock.wait(self._woken, self._patience())

    def _patience(self) -> float | None:
        now = self._ports.clock.monotonic()
        moments = [self._agenda.next_try(), self._poster.strays_due_at]
        if self._agenda.creates and self._ajar.is_shut:
            moments.append(self._ajar.shut_until)
        if self._agenda.finals:
            # Whether a translator is believed to answer has to be asked for.
            moments.append(max(self._repay_at, now + _TRANSLATOR_POLL_SECONDS))
        # One that came due since it was looked at must not be taken for one without a time.
        return min((max(moment - now, 0.0) for moment in moments if moment is not None), default=None)

    def _translate_ahead(self) -> None:
        for work in (*self._agenda.untranslated(AHEAD), *self._agenda.edits.values()):
            self._foresight.translate(work)
        self._repay()

    def _repay(self) -> None:
        """Ask again for the oldest late translation, when a translator is believed to answer."""
        oldest = next(iter(self._agenda.finals.values()), None)
        if oldest is None or oldest.translation is not None:
            return
        if self._ports.clock.monotonic() >= self._repay_at and self._ports.translations.is_final_possible:
            oldest.received = self._ports.clock.monotonic()  # what was waited for a translator was none of the lane's
            self._foresight.translate(oldest)

    def _wake_for(self, work: Work) -> None:
        """Go on with *work*, unless it is a create whose turn has not come."""
        creates = self._agenda.creates
        if work.row.debt is not Debt.CREATE or not creates or creates[0] is work:
            self._woken.set()

    async def _pay(self, work: Work) -> None:
        if work.is_translated and self._door.is_wanted(work.row, self.manner) and must_wait(work.row, work.translated):
            self._await_translator(work)
        elif not await self._door.lets_in(work, self.manner):
            self._agenda.let_go(work)
        elif work.row.debt is Debt.CREATE:
            await self._create(work)
        else:
            await self._change(work)

    async def _create(self, head: Work) -> None:
        """Post *head*, and in the same message what keeps it company where the lane is slow."""
        ready_at = self._ports.clock.monotonic()
        beside = self._joint.company(head, self.manner)
        works = [head, *[work for work in beside if await self._may_come(work)]]
        try:
            paid = await self._joint.create(works, self.manner) if len(works) > 1 else None
            for work, created in paid or ():
                self._note_created(work, created, ready_at)
            if paid is None:
                await self._joint.dissolve()
                while works:
                    created = await self._creator.create(works[0].row, works[0].translated, self.manner)
                    self._note_created(works.pop(0), created, ready_at)
        except ThreadShut:
            self._agenda.put_back(works)

    async def _may_come(self, work: Work) -> bool:
        """Tell whether *work* is to be posted; what an earlier process planned may not be translated yet."""
        self._foresight.translate(work)
        if work.translation is not None:
            await asyncio.wait({work.translation})
        may_come = await self._door.lets_in(work, self.manner)
        if not may_come:
            self._agenda.let_go(work)
        return may_come

    def _note_created(self, work: Work, created: Created, ready_at: float) -> None:
        if created.parts:
            note_relayed(self._ports, work, ready_at, len(self._agenda), created.parts)
        done = self._agenda.finish if created.parts else self._agenda.let_go
        done(work)
        self._still_owed(created.owed, work)

    async def _change(self, work: Work) -> None:
        """Remove or revise what stands; put it off where Discord or the database does not answer."""
        try:
            if work.row.debt is Debt.REMOVE or is_needless(work.row, work.translated):
                owed = await self._reviser.remove(work.row)
            elif work.row.debt is Debt.FINAL and work.translated.quality is Quality.PROVISIONAL:
                self._await_translator(work)
                return
            else:
                self._repay_at = 0.0  # a translator answers again: the next late one at once
                owed = await self._reviser.revise(work.row, work.translated, self.manner)
        except ThreadShut:
            work.not_before = self._ajar.shut_until
            return
        except (NotApplied, FateUnknown, Forbidden, Unavailable) as error:
            self._ports.observer.failed(self._seat.channel_id, error.kind)
            work.attempts += 1
            work.not_before = self._ports.clock.monotonic() + pause_seconds(error, work.attempts)
            return
        self._agenda.finish(work)
        self._still_owed(owed, work)

    def _await_translator(self, work: Work) -> None:
        work.attempts += 1
        work.translation = None
        self._agenda.put_last(work)
        self._repay_at = self._ports.clock.monotonic() + min(_REPAY_SECONDS * work.attempts, _LONGEST_REPAY_SECONDS)

    def _still_owed(self, owed: Owed | None, work: Work) -> None:
        if owed is not None:
            self._agenda.put(owed, work.received)

    async def _park(self, work: Work | None, error: Exception) -> None:
        """Leave *work* to the next start: it met a bug, and its neighbours must go on."""
        incident = secrets.token_hex(4)
        source_id = work.row.source_id if work is not None else None
        _log.error("parked", source=source_id, destination=self._seat.channel_id, incident=incident, exc_info=error)
        self._ports.observer.failed(self._seat.channel_id, "Bug")
        if work is not None:
            self._agenda.finish(work)
        else:
            await self._ports.clock.sleep(_AFTER_A_BUG_SECONDS)  # in the lane's own doings, which come round again
