"""deep-translator as we use it: ours stand in the places of `requests` and BeautifulSoup (see `session` and `page`).

It imports both, at 7 MB and 60 ms of a start; so it finds nothing by their names.
"""

from bot.memory import without
from bot.translators.page import Page
from bot.translators.session import Requests

with without("requests", "requests.exceptions", "requests.utils", "bs4"):
    from deep_translator import exceptions, google, libre  # type: ignore[import-untyped] # it ships no types

google.requests = libre.requests = Requests
google.BeautifulSoup = Page

GoogleTranslator = google.GoogleTranslator
LibreTranslator = libre.LibreTranslator

__all__ = ["GoogleTranslator", "LibreTranslator", "exceptions"]
