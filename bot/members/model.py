"""What a user chooses for their own words, wherever they write them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One user's choice; who never chose has the default.

    Attributes:
        takes_part: What they say may be relayed, counted and kept.
        allows_outside: An outside translator may see what they say.
    """

    takes_part: bool = True
    allows_outside: bool = True
