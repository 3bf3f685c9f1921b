"""What the playground needs of a terminal: to show, to tell, and to be typed into."""

from collections.abc import AsyncIterator
from typing import Protocol

from playground.entries import Entry


class Screen(Protocol):
    """Shows what happens and takes lines. `show` and `tell` never wait.

    Attributes:
        is_interactive: Somebody types at a terminal, rather than a program into a pipe.
    """

    is_interactive: bool

    @property
    def width(self) -> int | None:
        """How many cells a line has; None where nothing is to be broken."""
        ...

    def show(self, entry: Entry) -> None:
        """Show what happened in a channel."""
        ...

    def tell(self, text: str) -> None:
        """Tell the person at the keyboard something, in one or more lines."""
        ...

    def open(self) -> None:
        """Begin the chronicle: all that was told before is the opening."""
        ...

    def lines(self) -> AsyncIterator[str]:
        """Yield what is typed, until whoever types wants to leave."""
        ...

    async def close(self) -> None:
        """Print what is left and give the terminal back."""
        ...
