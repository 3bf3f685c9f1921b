"""The words that the playground says to the person at the keyboard, in three languages."""

from pathlib import Path
from typing import Final

from fluent.runtime import FluentBundle, FluentResource

LOCALES_FOLDER: Final = Path(__file__).parent / "locales"
DEFAULT_LOCALE: Final = "en-US"


class Words:
    """Says phrases in one locale: `en-US`, `zh-CN` or `zh-TW`; any other is taken for `en-US`."""

    def __init__(self, locale: str) -> None:
        known = {folder.name for folder in LOCALES_FOLDER.iterdir()}
        self.locale = locale if locale in known else DEFAULT_LOCALE
        # Isolating marks (U+2068, U+2069) around what is filled in show as boxes on many terminals.
        self._bundle = FluentBundle([self.locale], use_isolating=False)
        text = (LOCALES_FOLDER / self.locale / "terminal.ftl").read_text(encoding="utf-8")
        self._bundle.add_resource(FluentResource(text))

    def say(self, key: str, /, **fields: str) -> str:
        """Return the phrase *key* with *fields* filled in.

        Raises:
            LookupError: There is no such phrase, or it needs a field that was not given.
        """
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise LookupError(key)
        said, faults = self._bundle.format_pattern(pattern, fields)
        if faults:
            raise LookupError(f"{key}: {faults[0]}")
        return str(said)
