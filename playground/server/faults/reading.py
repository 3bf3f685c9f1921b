"""Faults as people write them, in JSON or on the command line, and everything that is wrong with what they wrote."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from playground.server.faults.model import Fault, GatewayFault, GatewayKind, Kind
from playground.server.wire import Json

EXAMPLE = '[{"kind": "status", "status": 503, "share": 0.1, "times": null}]'
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_CHANCE = ("times", "share", "seed", "after")
_OF_REQUESTS = ("method", "route", *_CHANCE)
_OF_EVENTS = ("event", *_CHANCE)
KEYS: dict[str, tuple[str, ...]] = {
    Kind.STATUS.value: ("status", "code", "effect", *_OF_REQUESTS),
    Kind.RESET_BEFORE.value: _OF_REQUESTS,
    Kind.RESET_AFTER.value: _OF_REQUESTS,
    Kind.RESET_THEN_EFFECT.value: ("seconds", *_OF_REQUESTS),
    Kind.DELAY.value: ("seconds", *_OF_REQUESTS),
    GatewayKind.DROP.value: ("resume", "close", *_OF_EVENTS),
    GatewayKind.DUPLICATE.value: _OF_EVENTS,
    GatewayKind.LATE.value: ("seconds", *_OF_EVENTS),
    GatewayKind.REFUSE_RESUME.value: _CHANCE,
}
# Where the name that people write is not the attribute's.
_ATTRIBUTES = {"effect": "has_effect", "close": "code"}
_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong with a list of faults.

    *key* is where, such as `0.share`; *reason* one of `fault-not-json`, `fault-kind`, `fault-key`, `fault-value`;
    *wanted* what may stand there, in no language.
    """

    key: str
    reason: str
    wanted: str


class FaultsMistaken(Exception):
    """The faults that were written down cannot be put in force: all mistakes at once."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__(len(mistakes))
        self.mistakes = tuple(mistakes)


def _is_number(value: object, least: float, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def _is_whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and _is_number(value, least, most)


# What each key takes, and how that is said without words.
_VALUES: dict[str, tuple[Callable[[object], bool], str]] = {
    "method": (lambda value: value in _METHODS, ", ".join(_METHODS)),
    "status": (lambda value: _is_whole(value, 400, 599), "400-599"),
    "code": (lambda value: _is_whole(value, 0, 999_999), "0-999999"),
    "effect": (lambda value: isinstance(value, bool), "true, false"),
    "seconds": (lambda value: _is_number(value, 0, 3600), "0-3600"),
    "event": (lambda value: isinstance(value, str) and value.isupper(), "MESSAGE_CREATE"),
    "resume": (lambda value: isinstance(value, bool), "true, false"),
    "close": (lambda value: _is_whole(value, 4000, 4999), "4000-4999"),
    "times": (lambda value: value is None or _is_whole(value, 1, 10**9), "1-1000000000, null"),
    "share": (lambda value: _is_number(value, 0, 1), "0-1"),
    "seed": (lambda value: _is_whole(value, 0, 2**63), "0-9223372036854775808"),
    "after": (lambda value: _is_whole(value, 0, 10**9), "0-1000000000"),
}


def faults_in(text: str | bytes, routes: Collection[str]) -> list[Fault | GatewayFault]:
    """Read a JSON list of faults; *routes* are those that there are.

    Raises:
        FaultsMistaken: With every mistake.
    """
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, list):
        raise FaultsMistaken([Mistake("", "fault-not-json", EXAMPLE)])
    mistakes = [mistake for at, one in enumerate(given) for mistake in _mistakes_in(one, f"{at}", routes)]
    if mistakes:
        raise FaultsMistaken(mistakes)
    return [_made(one) for one in given]


def fault_in(spec: str, routes: Collection[str]) -> Fault | GatewayFault:
    """Read one fault as the command line has it: its kind, then `key=value`, with commas between.

    Raises:
        FaultsMistaken: With every mistake.
    """
    kind, *pairs = spec.split(",")
    given: Json = {"kind": kind.strip()}
    for pair in pairs:
        key, _, value = pair.partition("=")
        given[key.strip()] = _value_in(value.strip())
    mistakes = _mistakes_in(given, "", routes)
    if mistakes:
        raise FaultsMistaken(mistakes)
    return _made(given)


def fault_payload(fault: Fault | GatewayFault) -> Json:
    """Return *fault* as it is written in JSON, and how often it struck."""
    kind = fault.kind.value
    values = {key: getattr(fault, _ATTRIBUTES.get(key, key)) for key in KEYS[kind]}
    return {"kind": kind} | values | {"hits": fault.hits}


def _value_in(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _mistakes_in(given: object, at: str, routes: Collection[str]) -> list[Mistake]:
    if not isinstance(given, dict):
        return [Mistake(at, "fault-not-json", EXAMPLE)]
    above = f"{at}." if at else ""
    kind = given.get("kind")
    if not isinstance(kind, str) or kind not in KEYS:
        return [Mistake(f"{above}kind", "fault-kind", ", ".join(KEYS))]
    mistakes = []
    for key, value in given.items():
        if key == "kind":
            continue
        if key not in KEYS[kind]:
            mistakes.append(Mistake(f"{above}{key}", "fault-key", ", ".join(KEYS[kind])))
        elif key == "route" and value not in routes:
            mistakes.append(Mistake(f"{above}route", "fault-value", _nearest(str(value), routes)))
        elif key != "route" and not _VALUES[key][0](value):
            mistakes.append(Mistake(f"{above}{key}", "fault-value", _VALUES[key][1]))
    return mistakes


def _nearest(route: str, routes: Collection[str]) -> str:
    """Return the routes that begin as *route* does."""
    start = "/" + route.strip("/").partition("/")[0]
    return ", ".join(sorted(one for one in routes if one.startswith(start)) or sorted(routes))


def _made(given: Json) -> Fault | GatewayFault:
    kind = given["kind"]
    values = {_ATTRIBUTES.get(key, key): value for key, value in given.items() if key != "kind"}
    if "seconds" in KEYS[kind]:
        values.setdefault("seconds", _SECONDS)
    if any(kind == one.value for one in Kind):
        return Fault(Kind(kind), **values)
    return GatewayFault(GatewayKind(kind), **values)
