"""A reader for the one element that deep-translator looks for in Google's page.

It stands where a module of deep-translator has `BeautifulSoup`, whose parse of the whole page takes a
hundred times as long.
"""

import functools
import html
import re
from collections.abc import Mapping
from typing import Final

_BREAK: Final = re.compile(r"<br\b[^>]*>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^>]*>")


class Element:
    """One element of a page."""

    def __init__(self, inner: str) -> None:
        self._inner = inner

    def get_text(self, strip: bool = False) -> str:
        """Return what is written there, with its line breaks."""
        text = html.unescape(_TAG.sub("", _BREAK.sub("\n", self._inner)))
        return text.strip() if strip else text


class Page:
    """A page as it came, read only where it is asked."""

    def __init__(self, markup: str, parser: str = "") -> None:
        self._markup = markup
        self._parser = parser

    def find(self, tag: str, query: Mapping[str, str]) -> Element | None:
        """Return the first *tag* whose class is the one that *query* names."""
        opening = _opening(tag, query["class"]).search(self._markup)
        if opening is None:
            return None
        depth = 1
        for edge in _edges(tag).finditer(self._markup, opening.end()):
            depth += -1 if edge[0].startswith("</") else 1
            if depth == 0:
                return Element(self._markup[opening.end() : edge.start()])
        return None


@functools.cache
def _opening(tag: str, name: str) -> re.Pattern[str]:
    return re.compile(rf"""<{tag}\b[^>]*\bclass=["']?(?:[^"'>]*\s)?{re.escape(name)}(?=[\s"'>])[^>]*>""", re.IGNORECASE)


@functools.cache
def _edges(tag: str) -> re.Pattern[str]:
    return re.compile(rf"</?{tag}\b", re.IGNORECASE)
