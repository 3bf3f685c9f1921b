"""Languages by name, as readers of a locale call them."""

from functools import cache
from typing import Final

from bot.i18n.catalog import Locale
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language

KNOWN: Final = ("en", "zh-Hans", "zh-Hant", "ja", "ko", "es", "fr", "de", "pt", "ru", "vi", "id", "ms", "th")
"""What is offered to those who choose; any other language tag may be typed."""


@cache
def language_name(tag: str, locale: Locale) -> str:
    """Return what readers of *locale* call the language *tag*; the tag itself where nobody has a name for it."""
    from babel import Locale as Babel
    from babel import UnknownLocaleError

    try:
        name = Babel.parse(tag, sep="-").get_display_name(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return tag
    if name is None:
        return tag
    return name.replace(" (", "（").replace(")", "）") if locale != "en-US" else name


def read_in(locale: Locale) -> Language:
    """Return the language of those who read in *locale*."""
    return _READ[locale]


_READ: Final[dict[Locale, Language]] = {"en-US": EN, "zh-CN": ZH_HANS, "zh-TW": ZH_HANT}
