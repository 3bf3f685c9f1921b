"""Reading the options of slash commands."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from playground.server.commands.model import (
    ATTACHMENT,
    CHANNEL,
    GROUP,
    INTEGER,
    NESTING,
    NUMBER,
    STRING,
    SUBCOMMAND,
    Choice,
    Option,
)
from playground.server.commands.wording import (
    LOCALES,
    LONGEST_CHOICE,
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    Wording,
    words_in,
)
from playground.server.rest.forms import Form

MOST = 25
LONGEST_TEXT = 6000
MOST_FILE_TYPES = 10
# What a double holds exactly (application commands, "Option Type").
LARGEST = 2**53 - 1
CHANNEL_TYPES = (0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16)
_FILE_GROUPS = ("image", "video", "audio")
_EXTENSION = re.compile(r"\.[A-Za-z0-9_]{1,20}")
_WITH_CHOICES = (STRING, INTEGER, NUMBER)
# Inside which type of option (none: the command itself) which nesting types may stand.
_MAY_HOLD: dict[int | None, tuple[int, ...]] = {None: NESTING, GROUP: (SUBCOMMAND,), SUBCOMMAND: ()}


def options_in(form: Form, inside: int | None = None) -> tuple[Option, ...]:
    """Read the options of a command, or those of an option of the type *inside*."""
    forms = form.items("options", MOST)
    options = tuple(_option(one, inside) for one in forms)
    if len({one.type in NESTING for one in options}) > 1:
        message = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        form.fault("options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
    _check_order(forms, options)
    _check_names(forms, options)
    if inside == GROUP and not options:
        form.fault("options", "BASE_TYPE_REQUIRED", "This field is required")
    return options


def _option(form: Form, inside: int | None) -> Option:
    kind = form.number("type", SUBCOMMAND, ATTACHMENT)
    if kind is None:
        form.fault("type", "BASE_TYPE_REQUIRED", "This field is required")
        kind = STRING
    if (kind in NESTING and kind not in _MAY_HOLD[inside]) or (inside == GROUP and kind != SUBCOMMAND):
        message = "Nesting goes group, subcommand, options and no deeper"
        form.fault("type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
        kind = STRING
    least, most = _bounds(form, kind)
    option = Option(
        kind,
        words_in(form, "name", LONGEST_NAME, strict=True),
        words_in(form, "description", LONGEST_DESCRIPTION),
        form.flag("required"),
        _choices(form, kind),
        options_in(form, kind) if kind in NESTING else (),
        tuple(form.numbers("channel_types", CHANNEL_TYPES)) if kind == CHANNEL else (),
        least,
        most,
        form.flag("autocomplete"),
        _file_types(form) if kind == ATTACHMENT else (),
    )
    _check_fit(form, option)
    return option


def _check_fit(form: Form, option: Option) -> None:
    given = {key for key, value in form.body.items() if value not in (None, [], False)}
    if option.autocomplete and ("choices" in given or option.type not in _WITH_CHOICES):
        message = "Autocomplete goes with texts and numbers that have no choices"
        form.fault("autocomplete", "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", message)
    fits: Iterable[tuple[str, Sequence[int]]] = (
        ("choices", _WITH_CHOICES),
        ("options", NESTING),
        ("channel_types", (CHANNEL,)),
        ("min_value", (INTEGER, NUMBER)),
        ("max_value", (INTEGER, NUMBER)),
        ("min_length", (STRING,)),
        ("max_length", (STRING,)),
        ("file_types", (ATTACHMENT,)),
    )
    for key, kinds in fits:
        if key in given and option.type not in kinds:
            form.fault(key, "APPLICATION_COMMAND_OPTIONS_FIELD_INVALID", "Options of this type have no such field")
    if option.type in NESTING and option.required:
        message = "Subcommands and their groups cannot be required"
        form.fault("required", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)


def _check_order(forms: list[Form], options: tuple[Option, ...]) -> None:
    optional_seen = False
    for form, option in zip(forms, options, strict=True):
        if option.required and optional_seen:
            message = "Required options must be placed before non-required options"
            form.fault_here("APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional_seen = optional_seen or not option.required


def _check_names(forms: list[Form], options: tuple[Option, ...]) -> None:
    defaults: set[str] = set()
    for form, option in zip(forms, options, strict=True):
        if option.name.default in defaults:
            form.fault("name", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists")
        defaults.add(option.name.default)
    for locale in LOCALES:
        taken: set[str] = set()
        for form, option in zip(forms, options, strict=True):
            name = (option.name.localized or {}).get(locale)
            if name is None:
                continue
            if name in taken or name in defaults - {option.name.default}:
                inner = form.inner("name_localizations") or form
                message = "Localized option name already exists"
                inner.fault(locale, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", message)
            taken.add(name)


def _bounds(form: Form, kind: int) -> tuple[float | None, float | None]:
    if kind == STRING:
        least, most = form.number("min_length", 0, LONGEST_TEXT), form.number("max_length", 1, LONGEST_TEXT)
        return _ordered(form, "min_length", least, most)
    if kind == INTEGER:
        whole = [form.number(key, -LARGEST, LARGEST) for key in ("min_value", "max_value")]
        return _ordered(form, "min_value", *whole)
    if kind == NUMBER:
        return _ordered(form, "min_value", *[_double(form, key) for key in ("min_value", "max_value")])
    return None, None


def _ordered(form: Form, key: str, least: float | None, most: float | None) -> tuple[float | None, float | None]:
    if least is not None and most is not None and least > most:
        form.fault(key, "APPLICATION_COMMAND_OPTIONS_RANGE_INVALID", "The least must not be above the most")
    return least, most


def _double(form: Form, key: str) -> float | None:
    value = form.body.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        form.fault(key, "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')
        return None
    if abs(value) > LARGEST + 1:
        form.fault(key, "NUMBER_TYPE_MAX", f"Must be from {-LARGEST - 1} to {LARGEST + 1}.")
    return value


def _choices(form: Form, kind: int) -> tuple[Choice, ...]:
    if kind not in _WITH_CHOICES:
        return ()
    forms = form.items("choices", MOST)
    choices = tuple(choice_in(one, kind) for one in forms)
    for taken, code in (
        ([one.name.default for one in choices], "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS"),
        ([one.value for one in choices], "APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_ALREADY_EXISTS"),
    ):
        if len(set(taken)) != len(taken):
            form.fault("choices", code, "Each choice must differ from the others")
    return choices


def choice_in(form: Form, kind: int) -> Choice:
    """Read a choice for an option of the type *kind*."""
    name: Wording = words_in(form, "name", LONGEST_CHOICE)
    value: str | float | None
    if kind == STRING:
        value = form.text("value", LONGEST_CHOICE, 1, required=True)
    else:
        if form.body.get("value") is None:
            form.fault("value", "BASE_TYPE_REQUIRED", "This field is required")
        value = _whole(form) if kind == INTEGER else _double(form, "value")
    return Choice(name, "" if value is None else value)


def _whole(form: Form) -> int | None:
    if isinstance(form.body.get("value"), str):
        form.fault("value", "NUMBER_TYPE_COERCE", "Value is not a whole number.")
        return None
    return form.number("value", -LARGEST, LARGEST)


def _file_types(form: Form) -> tuple[str, ...]:
    values = form.body.get("file_types") or []
    if not isinstance(values, list) or len(values) > MOST_FILE_TYPES:
        form.fault("file_types", "BASE_TYPE_MAX_LENGTH", f"Must be {MOST_FILE_TYPES} or fewer in length.")
        return ()
    for one in values:
        if one not in _FILE_GROUPS and not (isinstance(one, str) and _EXTENSION.fullmatch(one)):
            form.fault("file_types", "BASE_TYPE_CHOICES", f"Value must be one of {_FILE_GROUPS} or an extension.")
            return ()
    return tuple(one.lower() for one in values)
