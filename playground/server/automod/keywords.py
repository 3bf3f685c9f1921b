"""Keywords and patterns: where a text holds one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic_core import SchemaError, SchemaValidator, core_schema


@dataclass(frozen=True, slots=True)
class Finding:
    """A keyword or pattern, and where it was found."""

    keyword: str
    start: int
    end: int


class Keyword:
    """A word or phrase that is looked for, in any case.

    With a * at its beginning or end it may go on there; without, white space (or the text's end) must follow
    (auto moderation resource, "Keyword Matching Strategies").
    """

    def __init__(self, keyword: str) -> None:
        self.keyword = keyword
        inner = re.escape(keyword.removeprefix("*").removesuffix("*"))
        before = "" if keyword.startswith("*") else r"(?<!\S)"
        after = "" if keyword.endswith("*") else r"(?!\S)"
        self._pattern = re.compile(f"{before}{inner}{after}", re.IGNORECASE)

    def find(self, text: str) -> Iterator[Finding]:
        """Yield each place in *text* that holds the keyword."""
        for found in self._pattern.finditer(text):
            yield Finding(self.keyword, found.start(), found.end())


class Pattern:
    """A regular expression of Rust's kind, which is Discord's: it knows neither look-around nor back-references.

    Raises:
        ValueError: It is none.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        try:
            # pydantic brings Rust's own engine along, whose time grows with the text alone.
            self._validator = SchemaValidator(core_schema.str_schema(pattern=pattern))
        except SchemaError as error:
            raise ValueError(pattern) from error

    def find(self, text: str) -> Iterator[Finding]:
        """Yield the place in *text* that matches; the engine only says whether, so it is closed in on.

        It is the shortest that matches by itself, within the beginning of the text that matches first.
        """
        if not self._matches(text):
            return
        low, end = 0, len(text)
        while low < end:
            middle = (low + end) // 2
            low, end = (low, middle) if self._matches(text[:middle]) else (middle + 1, end)
        start, high = 0, end
        while start < high:
            middle = (start + high + 1) // 2
            start, high = (middle, high) if self._matches(text[middle:end]) else (start, middle - 1)
        yield Finding(self.pattern, start, end)

    def _matches(self, text: str) -> bool:
        return self._validator.isinstance_python(text)
