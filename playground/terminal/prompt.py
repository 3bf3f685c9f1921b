"""The view on a terminal: both channels side by side, above a prompt that takes lines."""

import contextlib
import re
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from typing import Final

from prompt_toolkit import PromptSession, print_formatted_text
from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.output import create_output
from prompt_toolkit.styles import Style

from playground.entries import Entry
from playground.place import BRIDGES
from playground.server.tasks import Tasks
from playground.terminal.layout import BETWEEN, Line, column_width, wrapped
from playground.terminal.rendering import Row, headings, rows
from playground.typed import COMMANDS, names
from playground.words import Words

_STYLE: Final = Style.from_dict(
    {
        "faint": "fg:ansibrightblack",
        "between": "fg:ansibrightblack",
        "heading": "bold underline",
        "placeholder": "fg:ansibrightblack",
    }
)
_LAST_WORD: Final = re.compile(r"\S*\Z")


class Names(Completer):
    """Completes members' names, channels and commands where a line begins, and `@names` within it."""

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Yield what the word before the cursor may become."""
        del complete_event
        before = document.text_before_cursor
        match = _LAST_WORD.search(before)
        word = match[0] if match else ""
        for candidate in self._candidates(before[: len(before) - len(word)].split(), word):
            if candidate.casefold().startswith(word.casefold()):
                yield Completion(f"{candidate} ", start_position=-len(word), display=candidate)

    @staticmethod
    def _candidates(earlier: list[str], word: str) -> list[str]:
        channels = [f"#{endpoint.name}" for bridge in BRIDGES for endpoint in bridge.endpoints]
        if not earlier:
            return [*names(), *channels, *COMMANDS]
        if len(earlier) == 1 and earlier[0][0] in "#/":
            return [*names()]
        return [f"@{name}" for name in names()] if word.startswith("@") else []


class PromptScreen:
    """Prints rows above the prompt, whatever is being typed."""

    is_interactive = True

    def __init__(self, words: Words) -> None:
        self._words = words
        self._output = create_output()
        # Asking a terminal for the cursor's place makes those that do not answer print a warning,
        # and those that answer late print the answer into the shell after us.
        if hasattr(self._output, "enable_cpr"):
            self._output.enable_cpr = False
        self._session: PromptSession[str] = PromptSession(
            message="> ",
            placeholder=[("class:placeholder", words.say("prompt-placeholder"))],
            completer=Names(),
            complete_while_typing=False,
            rprompt=[("class:faint", words.say("prompt-reminder"))],
            style=_STYLE,
            erase_when_done=True,
            output=self._output,
        )
        # What is to be printed; how wide the terminal is then, only then is known.
        self._waiting: list[Callable[[int], Sequence[Row]]] = []
        self._is_printing = False
        self._tasks = Tasks()

    @property
    def width(self) -> int | None:
        """How many cells a line has."""
        return self._output.get_size().columns

    def show(self, entry: Entry) -> None:
        """Print *entry* in its column, soon."""
        self._print_soon(lambda width: rows(entry, self._words, width))

    def tell(self, text: str) -> None:
        """Print *text* over the whole width, soon."""
        self._print_soon(lambda width: [(line, None) for line in wrapped([("", text)], width - 1)])

    def open(self) -> None:
        """Print the columns' names, soon."""
        self._print_soon(headings)

    async def lines(self) -> AsyncIterator[str]:
        """Yield the lines typed, until Ctrl-D or Ctrl-C."""
        with contextlib.suppress(EOFError, KeyboardInterrupt):
            while True:
                yield await self._session.prompt_async()

    async def close(self) -> None:
        """Print what is left."""
        await self._print_all()
        await self._tasks.close()

    def _print_soon(self, made: Callable[[int], Sequence[Row]]) -> None:
        self._waiting.append(made)
        if not self._is_printing:
            self._is_printing = True
            self._tasks.spawn(self._print_all())

    async def _print_all(self) -> None:
        try:
            while self._waiting:
                await run_in_terminal(self._print_waiting)
        finally:
            self._is_printing = False

    def _print_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        width = self._output.get_size().columns
        for made in waiting:
            for row in made(width):
                line = FormattedText(_joined(row, width))
                print_formatted_text(line, style=_STYLE, output=self._output)


def _joined(row: Row, width: int) -> Line:
    """Return *row* as one line.

    What follows the left half is put at its cell by the terminal itself: terminals differ in
    how wide they draw some emoji.
    """
    left, right = row
    if right is None:
        return left
    to_cell = f"\x1b[{column_width(width) + 1}G"
    return (*left, ("[ZeroWidthEscape]", to_cell), ("class:between", BETWEEN), *right)
