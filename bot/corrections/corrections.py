"""All that is done about corrections, together."""

from dataclasses import dataclass

from bot.corrections.mending import Mending
from bot.corrections.tending import Tending


@dataclass(frozen=True, slots=True)
class Corrections:
    """What those who mend and those who learn use."""

    mending: Mending
    tending: Tending
