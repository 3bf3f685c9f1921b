"""The words of one locale: each phrase is read when it is first said.

Few of them ever are by one process. To read all at once would hold up the event loop for a tenth of a
second when somebody first asks in a locale, and keep several megabytes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from fluent.runtime import FluentBundle
from fluent.runtime.types import fluent_number
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, MessageReference
from fluent.syntax.visitor import Visitor

# An entry begins at a line's first column, a comment too; whatever belongs to it is indented, or closes a brace.
_ENTRY: Final = re.compile(r"^(?=[^\s}])", re.MULTILINE)
_KEY: Final = re.compile(r"([A-Za-z][\w-]*) *=")


class Words:
    """Says the phrases of one locale.

    Args:
        locale: By whose rules numbers are written and plurals chosen.
        paths: Its catalogues.

    Raises:
        ValueError: A catalogue is malformed, or a phrase stands there twice. Fluent would
            pass over both in silence.
    """

    def __init__(self, locale: str, paths: Sequence[Path]) -> None:
        self._locale = locale
        # Isolating marks (U+2068, U+2069) around what is filled in break links and code in Discord.
        self._bundle = FluentBundle([locale], use_isolating=False)
        # Where each word stood in its file would be two fifths of the memory.
        self._parser = FluentParser(with_spans=False)
        self._unread: dict[str, str] = {}
        for path in paths:
            for key, entry in self._entries(path):
                if key in self._unread:
                    raise ValueError(f"{path.name} in {locale} repeats {key}")
                self._unread[key] = entry

    def say(self, key: str, fields: Mapping[str, str | int]) -> str:
        """Return the phrase *key* with *fields* filled in (see `Catalog.say`).

        Raises:
            LookupError: There is no such phrase, or it needs a field that was not given.
            ValueError: It is malformed.
        """
        name, _, attribute = key.partition(".")
        self._read(name)
        if not self._bundle.has_message(name):
            raise LookupError(f"no phrase {key!r} in {self._locale}")
        message = self._bundle.get_message(name)
        pattern = message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            raise LookupError(f"phrase {key!r} in {self._locale} has no words")
        filled = {
            name: fluent_number(value, useGrouping=False) if isinstance(value, int) else value
            for name, value in fields.items()
        }
        said, faults = self._bundle.format_pattern(pattern, filled)
        if faults:
            raise LookupError(f"phrase {key!r} in {self._locale} cannot be said: {faults[0]}")
        return str(said)

    def _entries(self, path: Path) -> Iterator[tuple[str, str]]:
        for entry in _ENTRY.split(path.read_text(encoding="utf-8")):
            if entry.isspace() or not entry or entry.startswith("#"):
                continue
            key = _KEY.match(entry)
            if key is None:
                raise ValueError(f"{path.name} in {self._locale} is malformed: {entry.strip()[:80]}")
            yield key[1], entry

    def _read(self, name: str) -> None:
        """Read the phrase *name*, and those that it refers to."""
        entry = self._unread.pop(name, None)
        if entry is None:
            return
        resource = self._parser.parse(entry)
        if not all(isinstance(part, Message) for part in resource.body):
            raise ValueError(f"{name} in {self._locale} is malformed")
        self._bundle.add_resource(resource)
        references = _References()
        references.visit(resource)
        for other in references.names:
            self._read(other)


class _References(Visitor):
    """Collects the phrases that a phrase refers to."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_MessageReference(self, node: MessageReference) -> None:  # noqa: N802 - Fluent names its nodes so
        self.names.add(node.id.name)
