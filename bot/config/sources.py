"""Where settings come from: a TOML file, and the variables of the environment.

`QIAO_DISCORD__TOKEN` is `discord.token`; `QIAO_DISCORD__TOKEN_FILE` names a file that holds it.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from bot.config.faults import Place, nearest, showable
from bot.errors import Fault

Key = tuple[str, ...]
"""A key's place: the names of the tables above it, and its own."""

_PREFIX: Final = "QIAO_"
_BETWEEN: Final = "__"
_FILE: Final = "_FILE"

SECRETS: Final = frozenset(
    {
        ("discord", "token"),
        ("database", "url"),  # it may hold a password
        ("translation", "libretranslate", "api_key"),
        ("translation", "llm", "api_key"),
    }
)

_TOML_POSITION: Final = re.compile(r"at line (\d+), column (\d+)")
_TOML_END: Final = "at end of document"


@dataclass(slots=True)
class Given:
    """What the environment says: nested values, the variable each came from, and its faults."""

    values: dict[str, Any] = field(default_factory=dict)
    names: dict[Place, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_file(path: Path) -> tuple[dict[str, Any], Fault | None]:
    """Return what the TOML file at *path* says, and why if it cannot be read."""
    shown = str(path)
    try:
        # Editors on Windows put a byte order mark first, which TOML knows nothing of.
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}, Fault(shown, "config-file-missing")
    except UnicodeDecodeError:
        return {}, Fault(shown, "config-file-encoding")
    except OSError as error:
        return {}, Fault(shown, "config-file-unreadable", {"reason": reason_of(error)})
    try:
        return tomllib.loads(text), None
    except (ValueError, RecursionError) as error:
        line, column = _position(str(error), text)
        return {}, Fault(shown, "config-file-syntax", {"line": line, "column": column})


def _position(sentence: str, text: str) -> tuple[int, int]:
    """Return the line and column that the parser's *sentence* tells, from 1; zeros if it tells none.

    The rest of the sentence may quote the line, and the line a token. Numbers of thousands of
    digits and brackets in thousands fail without a position.
    """
    if match := _TOML_POSITION.search(sentence):
        return int(match[1]), int(match[2])
    lines = text.rstrip("\n").split("\n")
    return (len(lines), len(lines[-1]) + 1) if _TOML_END in sentence else (0, 0)


def read_environment(environ: Mapping[str, str], model: type[BaseModel]) -> Given:
    """Return what *environ* says about the keys of *model*.

    Only names with a double underscore are ours, and `QIAO_BRIDGES`: Kubernetes adds names such
    as `QIAO_PORT` for a service called qiao.
    """
    given = Given()
    leaves = dict(_leaves(model))
    known = [_variable(leaf) for leaf in leaves]
    for name, text in sorted(environ.items()):
        if not name.startswith(_PREFIX):
            continue
        place = tuple(name.removeprefix(_PREFIX).lower().split(_BETWEEN))
        if place in leaves:
            _take(given, place, name, _value(text, is_list=leaves[place]))
        elif _is_secret_file(place):
            _take_secret(given, _secret(place), name, text, environ)
        elif len(place) > 1:
            shown = _BETWEEN.join(showable(part) for part in name.split(_BETWEEN))
            given.faults.append(Fault(shown, "config-key-unknown", {"near": nearest(name, known)}))
        elif meant := [right for right in known if name.removesuffix(_FILE) == right.replace(_BETWEEN, "_")]:
            given.faults.append(Fault(name, "config-underscores", {"other": meant[0]}))
    return given


def merged(document: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return *document* with the values of *over*, table by table; lists are taken whole."""
    result = dict(document)
    for key, value in over.items():
        below = result.get(key)
        if isinstance(value, dict) and isinstance(below, dict):
            result[key] = merged(below, value)
        elif not isinstance(value, dict) or below is None:
            result[key] = value
    return result


def reason_of(error: OSError | ValueError) -> str:
    """Return why a file could not be read, in the system's own words and without its name."""
    return getattr(error, "strerror", None) or type(error).__name__


def _variable(key: Key) -> str:
    return _PREFIX + _BETWEEN.join(key).upper()


def _leaves(model: type[BaseModel], above: Key = ()) -> Iterator[tuple[Key, bool]]:
    """Yield the place of each key that is no table, and whether it holds a list."""
    for key, info in model.model_fields.items():
        annotation = info.annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            yield from _leaves(annotation, (*above, key))
        else:
            yield (*above, key), getattr(annotation, "__origin__", None) is tuple


def _value(text: str, *, is_list: bool) -> Any:
    """Return *text* as a list where one belongs: JSON, or words between commas."""
    if not is_list:
        return text
    if not text.lstrip().startswith(("[", "{")):
        return [word.strip() for word in text.split(",") if word.strip()]
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text  # no list: validation says so


def _take(given: Given, place: Key, name: str, value: Any) -> None:
    table = given.values
    for key in place[:-1]:
        table = table.setdefault(key, {})
    table[place[-1]] = value
    given.names[place] = name


def _take_secret(given: Given, place: Key, name: str, path: str, environ: Mapping[str, str]) -> None:
    """Take a secret from the file at *path*, without the line's end that editors add."""
    direct = name[: -len(_FILE)]
    if direct in environ:
        given.faults.append(Fault(name, "config-secret-twice", {"other": direct}))
        return
    try:
        _take(given, place, name, Path(path).read_text(encoding="utf-8-sig").strip())
    except (OSError, ValueError) as error:  # ValueError: not UTF-8, or a name that no file can have
        given.names[place] = name
        given.faults.append(Fault(name, "config-secret-unreadable", {"reason": reason_of(error)}))


def _is_secret_file(place: Key) -> bool:
    return place[-1].endswith(_FILE.lower()) and _secret(place) in SECRETS


def _secret(place: Key) -> Key:
    """Return the place of the secret whose file the variable at *place* names."""
    return (*place[:-1], place[-1].removesuffix(_FILE.lower()))
