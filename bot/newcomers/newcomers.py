"""All that is done for newcomers, together: their introductions, who takes notice of them, and who greets them."""

from dataclasses import dataclass

from bot.newcomers.greeting import Greetings
from bot.newcomers.introducing import Introductions
from bot.newcomers.noticing import Noticing


@dataclass(frozen=True, slots=True)
class Newcomers:
    """What newcomers and greeters use."""

    introductions: Introductions
    noticing: Noticing
    greetings: Greetings
