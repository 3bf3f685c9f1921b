"""The catalogues of the bot's own words: which locale, which phrase, with what filled in."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    # Fluent and Babel take 0.13 s and 12 MB: `qiao --help` does without them.
    from bot.i18n.words import Words

Locale = Literal["en-US", "zh-CN", "zh-TW"]
"""What the interface speaks; Discord's own names for these."""

LOCALES: Final[tuple[Locale, ...]] = ("en-US", "zh-CN", "zh-TW")

LOCALES_FOLDER: Final = Path(__file__).parent / "locales"

# Where traditional characters are read, by script or by region.
_TRADITIONAL: Final = frozenset({"hant", "tw", "hk", "mo"})


class Catalog:
    """Says phrases. A locale's catalogues are read when its first phrase is asked for.

    Args:
        folder: Where the locales' folders stand.
        only: The one catalogue to read, such as `commands`; all of them unless it is given.
    """

    def __init__(self, folder: Path = LOCALES_FOLDER, only: str = "*") -> None:
        self._folder = folder
        self._files = f"{only}.ftl"
        self._words: dict[Locale, Words] = {}

    def say(self, locale: Locale, key: str, /, **fields: str | int) -> str:
        """Return the phrase *key* in *locale*, with *fields* filled in; `key.name` means the phrase's attribute `name`.

        Numbers choose plural forms and are written without separators, because most of ours
        are ids, ports and codes; a catalogue asks for `NUMBER($n, useGrouping: 1)` where it counts.

        Raises:
            LookupError: The catalogue has no such phrase, or the phrase needs a field that was
                not given: a bug in either case.
        """
        words = self._words.get(locale)
        if words is None:
            from bot.i18n.words import Words

            words = self._words[locale] = Words(locale, self._paths(locale))
        return words.say(key, fields)

    def source(self) -> bytes:
        """Return all that there is to be said in every locale, as it stands in the files."""
        return b"".join(path.read_bytes() for locale in LOCALES for path in self._paths(locale))

    def _paths(self, locale: Locale) -> list[Path]:
        return sorted((self._folder / locale).glob(self._files))


class DestinationPhrases:
    """The relay's few words (the port `bot.relay.ports.Phrases`), for readers of a language."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def say(self, language: str, key: str, /, **fields: str | int) -> str:
        """Return the phrase *key* in *language*, or in English where it has none."""
        return self._catalog.say(locale_of(language), key, **fields)


def locale_of(tag: str) -> Locale:
    """Return the locale for *tag*: a BCP 47 tag, one of Discord's locales, or a POSIX locale name."""
    language, *rest = tag.partition(".")[0].partition("@")[0].replace("_", "-").lower().split("-")
    if language != "zh":
        return "en-US"
    if "hans" in rest or _TRADITIONAL.isdisjoint(rest):
        return "zh-CN"
    return "zh-TW"


def locale_of_environment(environ: Mapping[str, str]) -> Locale:
    """Return the locale that the command line's reader asked for.

    GNU gettext's order: `LANGUAGE`, a list, counts before the rest, but not under the C locale;
    then the first that is set of `LC_ALL`, `LC_MESSAGES` and `LANG`. Windows sets none of them.
    """
    named = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or _of_windows()
    if named.partition(".")[0] in {"C", "POSIX"}:
        return "en-US"
    for wanted in environ.get("LANGUAGE", "").split(":"):
        if wanted[:2].lower() in {"en", "zh"}:
            return locale_of(wanted)
    return locale_of(named)


def _of_windows() -> str:
    """Return the name of the language that Windows shows its own windows in; elsewhere nothing."""
    if sys.platform != "win32":
        return ""
    import ctypes
    import locale

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
