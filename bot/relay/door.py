"""Door: whether what is owed is still to be paid, and whom it may ping."""

from dataclasses import dataclass, replace

import structlog

from bot.bridges.model import Endpoint, Manner
from bot.relay.agenda import Work
from bot.relay.forwarding import shows_the_absent
from bot.relay.model import Debt, Owed
from bot.relay.notes import is_needless, is_note
from bot.relay.patience import until_answered
from bot.relay.ports import LanePorts

_log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Door:
    """Asks, before each payment to *seat*, what may have changed since the message was admitted."""

    seat: Endpoint
    ports: LanePorts

    async def lets_in(self, work: Work, manner: Manner) -> bool:
        """Tell whether *work* is to be paid; where it is not, it is owed no more when this returns."""
        row = work.row
        is_shut = not self.is_wanted(row, manner) or await self._is_refused(work)
        if not is_shut and not await shows_the_absent(row, self.ports):
            return True
        _log.info("not owed any more", source=row.source_id, destination=row.destination_id)
        await until_answered(lambda: self.ports.outbox.forget(row), self.ports.clock)
        work.drop_translation()
        return False

    def is_wanted(self, row: Owed, manner: Manner) -> bool:
        """Tell whether *row* is still to be paid: in time, and its author takes part; what goes, goes in any case."""
        if row.expires_at <= self.ports.clock.now():
            return False
        if is_note(row) and row.debt is Debt.CREATE and not manner.adds_notes:
            return False
        return row.debt is Debt.REMOVE or self.ports.choices.takes_part(row.author.id)

    def pinging(self, row: Owed) -> Owed:
        """Return *row*, pinging those alone who want it."""
        if not row.pings:
            return row
        preferences = self.ports.preferences
        return replace(row, pings=frozenset(one for one in row.pings if preferences.of(one).is_pinged))

    async def _is_refused(self, work: Work) -> bool:
        """Tell whether the destination is shut to the words in which *work* would be read there, or needs none."""
        if not work.is_translated:  # a removal
            return False
        if is_needless(work.row, work.translated):
            return work.row.debt is Debt.CREATE  # else what stands is taken away
        refused = self.ports.gate.refuses(work.row, self.seat, work.translated.text)
        if refused is None:
            return False
        answers = await until_answered(lambda: self.ports.refusals.refuse([refused]), self.ports.clock)
        return all(answers)
