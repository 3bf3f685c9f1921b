"""Judging: what becomes of a message, by its nature, by the proxies among bots, and by the gate."""

from bot.bridges.model import Bridge
from bot.moderation.model import EVERYWHERE, Ruling
from bot.relay.admission import Verdict, judge
from bot.relay.bots import Bots
from bot.relay.model import SourceMessage
from bot.relay.ports import Gate


class Judge:
    """Asks all who have a say in whether a message crosses."""

    def __init__(self, application_id: int, gate: Gate, bots: Bots) -> None:
        self._application_id = application_id
        self._gate = gate
        self._bots = bots

    def is_echo(self, message: SourceMessage) -> bool:
        """Tell whether *message* is our own webhook's."""
        return judge(message, self._application_id) is Verdict.ECHO

    def judged(
        self, message: SourceMessage, bridge: Bridge | None, *, is_said: bool = True
    ) -> tuple[Verdict, Ruling | None]:
        """Return what becomes of *message*; one that crosses by nature may be refused by those whom it concerns."""
        admits_bots = bridge is not None and bridge.manner.admits_bots
        verdict = judge(message, self._application_id, admits_bots=admits_bots)
        if verdict is not Verdict.CROSSES:
            return verdict, None
        if bridge is None:
            return verdict, EVERYWHERE
        if not self._bots.may_cross(message):
            return Verdict.REFUSED, None
        ruling = self._gate.judge(message, bridge, is_said=is_said)
        return (verdict, ruling) if ruling.is_admitted else (Verdict.REFUSED, None)

    def must_stay(self, bridge: Bridge, message: SourceMessage) -> bool:
        """Tell whether *message* must not cross, whoever speaks it."""
        return not (self._bots.may_cross(message) and self._gate.admits(message, bridge))
