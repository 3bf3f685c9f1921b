"""Faults of a configuration: where each stands and what it is, without a value in it."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.errors import Fault

Place = tuple[str | int, ...]
"""Where a value stands: keys, and positions in lists from 0."""

# What pydantic finds by itself, and the field that its limit is told in.
_FOUND_BY_PYDANTIC: Final = {
    "extra_forbidden": "config-key-unknown",
    "missing": "config-key-missing",
    "string_type": "config-not-text",
    "string_too_short": "config-empty",
    "string_too_long": "config-too-long",
    "int_type": "config-not-number",
    "int_parsing": "config-not-number",
    "int_parsing_size": "config-not-number",
    "int_from_float": "config-not-number",
    "float_type": "config-not-number",
    "float_parsing": "config-not-number",
    "finite_number": "config-not-number",
    "greater_than": "config-too-small",
    "less_than": "config-too-large",
    "less_than_equal": "config-too-large",
    "tuple_type": "config-not-list",
    "model_type": "config-not-table",
    "literal_error": "config-not-one-of",
}
# What an error tells besides: all of it our own words, never the value.
_FIELDS: Final = {
    "gt": "limit",
    "lt": "limit",
    "le": "limit",
    "max_length": "limit",
    "limit": "limit",
    "expected": "choices",
    "schemes": "schemes",
    "name": "name",
}

# A mistyped key is shown, but a secret that was put where a key belongs is not: our own keys
# are short and have no digits, tokens and passwords are seldom both.
_SHOWABLE_KEY: Final = re.compile(r"[A-Za-z_-]{1,24}")


def told(place: Place, names: Mapping[Place, str]) -> str:
    """Return *place* as the reader wrote it: the variable's name where *names* has one for it.

    Positions in lists are counted from 1: `bridges#1.endpoints#2.language`.
    """
    for length in range(len(place), 0, -1):
        name = names.get(place[:length])
        if name is not None:
            return name + _path(place[length:])
    return _path(place).removeprefix(".")


def faults_of(error: ValidationError, model: type[BaseModel], names: Mapping[Place, str]) -> list[Fault]:
    """Return what *error* found in *model*; *names* tells which values variables gave."""
    return [_fault(found, model, names) for found in error.errors(include_url=False, include_input=False)]


def seat_faults(values: Mapping[str, Any], names: Mapping[Place, str]) -> list[Fault]:
    """Return the faults between bridges: a channel in two seats, two bridges of one name.

    Reads the values as they were given, since another fault must not hide these.
    """
    faults = []
    first_seat: dict[int, Place] = {}
    first_bridge: dict[str, Place] = {}
    for position, bridge in _tables(values.get("bridges")):
        name, place = bridge.get("name"), ("bridges", position, "name")
        if isinstance(name, str) and first_bridge.setdefault(name, place) != place:
            other = told(first_bridge[name], names)
            faults.append(Fault(told(place, names), "config-bridge-twice", {"other": other}))
        for seat, endpoint in _tables(bridge.get("endpoints")):
            channel, chair = _channel(endpoint), ("bridges", position, "endpoints", seat, "channel")
            if channel is not None and first_seat.setdefault(channel, chair) != chair:
                other = told(first_seat[channel], names)
                faults.append(Fault(told(chair, names), "config-channel-twice", {"other": other}))
    return faults


def nearest(key: str, known: Iterable[str]) -> str:
    """Return the one of *known* that *key* is most like, `none` if it is like none of them."""
    return next(iter(difflib.get_close_matches(key, known, n=1)), "none")


def showable(key: str) -> str:
    """Return *key*, or an ellipsis if it could be a secret that was put where a key belongs."""
    return key if _SHOWABLE_KEY.fullmatch(key) else "…"


def _fault(found: ErrorDetails, model: type[BaseModel], names: Mapping[Place, str]) -> Fault:
    place = found["loc"]
    if found["type"] == "extra_forbidden":
        near = nearest(str(place[-1]).lower(), _keys(model, place[:-1]))
        return Fault(told(place, names), "config-key-unknown", {"near": near})
    if found["type"] == "missing" and place[0] == "discord":
        return Fault(told(("discord", "token"), names), "config-token-missing")
    context = found.get("ctx", {})
    fields = {name: _shown(context[key]) for key, name in _FIELDS.items() if key in context}
    return Fault(told(place, names), _reason(found["type"]), fields)


def _reason(kind: str) -> str:
    """Return the message key for an error of pydantic's, or one of our own, whose type is its key."""
    return kind if kind.startswith("config-") else _FOUND_BY_PYDANTIC.get(kind, "config-wrong")


def _shown(limit: object) -> str | int:
    if isinstance(limit, float) and limit.is_integer():
        limit = int(limit)
    return limit if isinstance(limit, int) else str(limit)


def _path(place: Place) -> str:
    return "".join(f"#{key + 1}" if isinstance(key, int) else f".{showable(key)}" for key in place)


def _keys(model: type[BaseModel], place: Place) -> list[str]:
    """Return the keys that the table at *place* may have."""
    table: Any = model
    for key in place:
        if isinstance(key, int):
            continue
        annotation = table.model_fields[key].annotation
        table = getattr(annotation, "__args__", (annotation,))[0]
    return list(table.model_fields)


def _tables(value: object) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the tables of a list with their positions, and nothing if it is none."""
    if isinstance(value, list):
        yield from ((position, item) for position, item in enumerate(value) if isinstance(item, dict))


def _channel(endpoint: Mapping[str, Any]) -> int | None:
    value = endpoint.get("channel")
    if isinstance(value, str) and value.strip().isdecimal() and len(value) < 30:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
