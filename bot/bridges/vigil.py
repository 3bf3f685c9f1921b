"""The vigil: what every bridge depends on is looked after, so that moderators know why it is as it is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from bot.bridges.faults import FaultNotices
from bot.clock import Clock
from bot.translation.model import TranslatorState
from bot.translation.ports import TranslatorRoll

DATABASE_SECONDS: Final = 10.0
"""How long the database may refuse what is to be written before it is said."""

TRANSLATOR_SECONDS: Final = 300.0
"""How long a translator may be unwell before it is said."""

_LOOK_SECONDS: Final = 2.0
_DATABASE: Final = "database"
_UNWELL: Final = frozenset({TranslatorState.RESTING, TranslatorState.TRYING})


@dataclass(slots=True)
class Vigil:
    """Has moderators told of a database that refuses to write, and of translators that do not answer.

    Attributes:
        refuses_for: Tells for how many seconds the database has refused all that was to be written.
    """

    faults: FaultNotices
    translators: TranslatorRoll
    refuses_for: Callable[[], float]
    clock: Clock
    _unwell_since: dict[str, float] = field(default_factory=dict)  # monotonic seconds

    async def run(self) -> None:
        """Look every few seconds, until cancelled."""
        while True:
            self.look()
            await self.clock.sleep(_LOOK_SECONDS)

    def look(self) -> None:
        """Have told what is unwell by now, and what is well again."""
        refuses_for = self.refuses_for()
        if refuses_for >= DATABASE_SECONDS:
            self.faults.ails(_DATABASE, "fault-database")
        elif not refuses_for:
            self.faults.is_well(_DATABASE, "fault-database-healed")
        self._look_at_translators()

    def _look_at_translators(self) -> None:
        now, standings = self.clock.monotonic(), self.translators.standings()
        well = [one for one in standings if one.state not in _UNWELL]
        for one in standings:
            if one in well:
                self._unwell_since.pop(one.name, None)
                self.faults.is_well(f"translator {one.name}", "fault-translator-healed", translator=one.name)
            elif now - self._unwell_since.setdefault(one.name, now) >= TRANSLATOR_SECONDS:
                others = "some" if well else "none"
                self.faults.ails(f"translator {one.name}", "fault-translator", translator=one.name, others=others)
