"""deep-translator as we use it: ours stand in the places of `requests` and BeautifulSoup (see `session` and `page`).

It imports both, at 7 MB and 60 ms of a start; so it finds nothing by their names.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from bot.translators.page import Page
from bot.translators.session import Requests


class _Nothing(ModuleType):
    """A module that has whatever is imported from it, and nothing in that."""

    def __getattr__(self, name: str) -> None:
        if name.startswith("__"):
            raise AttributeError(name)


@contextmanager
def _without(*names: str) -> Iterator[None]:
    """Let nothing be found by *names* meanwhile, unless it was imported before."""
    absent = {name: _Nothing(name) for name in names if name not in sys.modules}
    sys.modules.update(absent)
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


with _without("requests", "requests.exceptions", "requests.utils", "bs4"):
    from deep_translator import exceptions, google, libre  # type: ignore[import-untyped] # it ships no types

google.requests = libre.requests = Requests
google.BeautifulSoup = Page

GoogleTranslator = google.GoogleTranslator
LibreTranslator = libre.LibreTranslator

__all__ = ["GoogleTranslator", "LibreTranslator", "exceptions"]
