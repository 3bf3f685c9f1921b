"""The words of commands: what `to_dict` of discord.py gives, with names and descriptions from the catalogues.

The phrase of `/bridge create` is `command-bridge-create`: its value describes the command, `.label` is its name, and
each option has its description as `.option` and its name as `.option-name`. A choice is `.option-value`. A command of a
menu has a name alone, `menu-original`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.i18n.catalog import LOCALES, Catalog, Locale

Payload = dict[str, Any]
"""A command as Discord's API takes it (application command object)."""

_SLASH: Final = 1
_SUBCOMMANDS: Final = frozenset({1, 2})  # a subcommand, a group of them

# Discord shows the default to whoever's locale has no words of its own, and knows two kinds of English.
_DEFAULT: Final[Locale] = "en-US"
_ALSO: Final[Mapping[Locale, Sequence[str]]] = {"en-US": ("en-US", "en-GB"), "zh-CN": ("zh-CN",), "zh-TW": ("zh-TW",)}


def worded(command: Payload, catalog: Catalog) -> Payload:
    """Return *command* with its words in every locale.

    Raises:
        LookupError: A catalogue lacks a phrase: a bug.
    """
    if command.get("type", _SLASH) != _SLASH:
        return command | _said(catalog, f"menu-{_slug(command['name'])}", "name")
    return _command(command, f"command-{command['name']}", catalog)


def _command(command: Payload, key: str, catalog: Catalog) -> Payload:
    said = command | _said(catalog, f"{key}.label", "name") | _said(catalog, key, "description")
    options = [
        _command(option, f"{key}-{option['name']}", catalog)
        if option["type"] in _SUBCOMMANDS
        else _option(option, key, catalog)
        for option in command.get("options", ())
    ]
    return said | {"options": options}


def _option(option: Payload, key: str, catalog: Catalog) -> Payload:
    name = _slug(option["name"])
    said = option | _said(catalog, f"{key}.{name}-name", "name") | _said(catalog, f"{key}.{name}", "description")
    if not option.get("choices"):
        return said
    choices = [choice | _said(catalog, f"{key}.{name}-{choice['value']}", "name") for choice in option["choices"]]
    return said | {"choices": choices}


def _said(catalog: Catalog, key: str, field: str) -> Payload:
    words = {locale: catalog.say(locale, key) for locale in LOCALES}
    localized = {name: words[locale] for locale, names in _ALSO.items() for name in names}
    return {field: words[_DEFAULT], f"{field}_localizations": localized}


def _slug(name: str) -> str:
    return name.lower().replace("_", "-").replace(" ", "-")
