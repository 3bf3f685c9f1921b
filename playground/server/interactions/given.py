"""The options that someone gives a slash command, held against what the command asks for."""

from __future__ import annotations

import math
from collections.abc import Callable

from playground.server.commands import model as kinds
from playground.server.commands.model import NESTING, Option
from playground.server.commands.options import LARGEST, LONGEST_TEXT, MOST
from playground.server.interactions.resolved import Resolved
from playground.server.rest.forms import Form, length
from playground.server.wire import Json

Value = str | float | bool
_INVALID = "INTERACTION_APPLICATION_COMMAND_OPTION_INVALID"


class Given:
    """Reads given options; with *partial* (someone is still typing) not all need be there.

    `focused` holds those on which the cursor stands.
    """

    def __init__(self, resolved: Resolved, partial: bool) -> None:
        self.focused: list[Option] = []
        self._resolved = resolved
        self._partial = partial

    def read(self, form: Form, options: tuple[Option, ...]) -> list[Json]:
        """Return what is given for *options* under `options`; note a fault for each that does not fit."""
        given = form.items("options", MOST)
        if any(one.type in NESTING for one in options):
            return self._nested(form, given, options)
        found: dict[str, Json] = {}
        for inner in given:
            option = _named(inner, options)
            if option is None or option.name.default in found:
                inner.fault("name", _INVALID, "This command has no such option left")
            else:
                found[option.name.default] = self._one(inner, option)
        for option in options:
            if option.required and option.name.default not in found and not self._partial:
                message = f"{option.name.default} is required"
                form.fault("options", "INTERACTION_APPLICATION_COMMAND_OPTION_MISSING", message)
        return list(found.values())

    def _nested(self, form: Form, given: list[Form], options: tuple[Option, ...]) -> list[Json]:
        option = _named(given[0], options) if len(given) == 1 else None
        if option is None:
            form.fault("options", _INVALID, "Exactly one subcommand of this command must be used")
            return []
        inside = self.read(given[0], option.options)
        return [{"type": option.type, "name": option.name.default, "options": inside}]

    def _one(self, form: Form, option: Option) -> Json:
        is_focused = form.flag("focused")
        payload: Json = {"type": option.type, "name": option.name.default}
        if is_focused:
            self.focused.append(option)
            # What is being typed need not be valid yet, and always comes as text.
            text = form.body.get("value")
            if not isinstance(text, str) or length(text) > LONGEST_TEXT:
                form.fault("value", "STRING_TYPE_CONVERT", "Could not interpret this value as string.")
            return payload | {"value": text, "focused": True}
        value = _READERS[option.type](form.body.get("value"), option, self._resolved)
        if value is None or (option.choices and value not in [one.value for one in option.choices]):
            form.fault("value", _INVALID, f"Not a value for {option.name.default}")
        return payload | {"value": value}


def _named(form: Form, options: tuple[Option, ...]) -> Option | None:
    for option in options:
        if (form.body.get("name"), form.body.get("type")) == (option.name.default, option.type):
            return option
    return None


def _text(value: object, option: Option, _: Resolved) -> Value | None:
    if not isinstance(value, str) or not value:
        return None
    least, most = option.least or 0, option.most or LONGEST_TEXT
    return value if least <= length(value) <= most else None


def _integer(value: object, option: Option, _: Resolved) -> Value | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if _in_range(value, option, LARGEST) else None


def _number(value: object, option: Option, _: Resolved) -> Value | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return value if _in_range(value, option, LARGEST + 1) else None


def _in_range(value: float, option: Option, largest: int) -> bool:
    least = -largest if option.least is None else option.least
    return least <= value <= (largest if option.most is None else option.most)


def _boolean(value: object, _: Option, __: Resolved) -> Value | None:
    return value if isinstance(value, bool) else None


def _found(look: Callable[[Resolved, str, Option], bool]) -> Callable[[object, Option, Resolved], Value | None]:
    def read(value: object, option: Option, resolved: Resolved) -> Value | None:
        return value if isinstance(value, str) and look(resolved, value, option) else None

    return read


def _attachment(value: object, option: Option, resolved: Resolved) -> Value | None:
    return resolved.attachment(str(value), option.file_types)


_READERS: dict[int, Callable[[object, Option, Resolved], Value | None]] = {
    kinds.STRING: _text,
    kinds.INTEGER: _integer,
    kinds.BOOLEAN: _boolean,
    kinds.USER: _found(lambda resolved, value, _: resolved.user(value)),
    kinds.CHANNEL: _found(lambda resolved, value, option: resolved.channel(value, option.channel_types)),
    kinds.ROLE: _found(lambda resolved, value, _: resolved.role(value)),
    kinds.MENTIONABLE: _found(lambda resolved, value, _: resolved.mentionable(value)),
    kinds.NUMBER: _number,
    kinds.ATTACHMENT: _attachment,
}
