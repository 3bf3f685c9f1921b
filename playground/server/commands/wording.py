"""Words of a command in several locales."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from playground.server.rest.forms import Form, length
from playground.server.wire import Json

# reference, "Locales"
_EUROPE = ("bg", "cs", "da", "de", "el", "en-GB", "es-ES", "fi", "fr", "hr", "hu", "it", "lt", "nl", "no", "pl", "ro")
_AND_ELSEWHERE = ("en-US", "es-419", "hi", "id", "ja", "ko", "pt-BR", "ru", "sv-SE", "th", "tr", "uk", "vi", "zh-CN")
LOCALES = frozenset((*_EUROPE, *_AND_ELSEWHERE, "zh-TW"))
# application commands, "Locale fallbacks"
_FALLBACKS = {"en-US": "en-GB", "en-GB": "en-US", "es-419": "es-ES"}

LONGEST_NAME = 32
LONGEST_DESCRIPTION = 100
LONGEST_CHOICE = 100

# Letters and numbers of any script, and the marks that Hindi and Thai cannot be written without.
_MARKED_SCRIPTS = ((0x0900, 0x0950), (0x0955, 0x0963), (0x0966, 0x097F), (0xA8E0, 0xA8FF), (0x0E01, 0x0E3A))
_THAI_AFTER_BAHT = (0x0E40, 0x0E5B)


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in its default form and in the locales that were given for it."""

    default: str
    localized: Mapping[str, str] | None = field(default=None)

    def in_locale(self, locale: str) -> str | None:
        """Return the text for *locale* or its fallback, or None where the default holds."""
        if not self.localized:
            return None
        return self.localized.get(locale) or self.localized.get(_FALLBACKS.get(locale, ""))

    @property
    def longest(self) -> int:
        """How long the longest form is, the default included."""
        return max(map(length, (self.default, *(self.localized or {}).values())))


NO_WORDS = Wording("")


def is_command_name(text: str) -> bool:
    """Say whether *text* may name a slash command or an option: letters, numbers, - _ ', and no capitals."""
    return text == text.lower() and all(map(_may_stand, text))


def _may_stand(character: str) -> bool:
    if character in "-_'" or unicodedata.category(character)[0] in "LN":
        return True
    code = ord(character)
    return any(first <= code <= last for first, last in (*_MARKED_SCRIPTS, _THAI_AFTER_BAHT))


def words_in(form: Form, key: str, longest: int, *, strict: bool = False) -> Wording:
    """Read a required text and its localizations; *strict* ones must be names of slash commands."""
    default = form.text(key, longest, 1, required=True) or ""
    if strict and default and not is_command_name(default):
        form.fault(key, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    return Wording(default, localizations_in(form, key, longest, strict=strict))


def localizations_in(form: Form, key: str, longest: int, *, strict: bool = False) -> Mapping[str, str] | None:
    """Read the localizations of *key*; null and absent are both None."""
    inner = form.inner(f"{key}_localizations")
    if inner is None:
        return None
    found: Json = {}
    for locale in inner.body:
        if locale not in LOCALES:
            inner.fault(locale, "DICT_TYPE_KEY_INVALID", "Not an available locale.")
            continue
        text = inner.text(locale, longest, 1)
        if text and strict and not is_command_name(text):
            inner.fault(locale, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
        if text:
            found[locale] = text
    return found
