"""What one value of the configuration may look like; each refusal is named by its message key."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

from pydantic import SecretStr
from pydantic_core import PydanticCustomError

from bot.translation.model import Language, parse_language
from bot.translators import registry

T = TypeVar("T")


# Announced in the configuration's contract, but not built yet.
_LATER_TRANSLATORS: Final = frozenset({"llm", "local"})

_SHARDS: Final = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?/(\d{1,5})")
_LISTEN: Final = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([^\s:\[\]/]+)):(\d{1,5})")
_HIGHEST_PORT: Final = 65_535
# A token goes into an HTTP header as it is: printable ASCII without spaces or quotes.
_TOKEN: Final = re.compile(r"[!#-&(-~]+")
# SQLite in memory would forget at every restart what is still owed.
_DATABASE: Final = re.compile(r"sqlite:///(?!:memory:)\S.*|postgresql://\S+")


@dataclass(frozen=True, slots=True)
class Shards:
    """The shards of this process, from 0, and how many all processes together have."""

    ids: tuple[int, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Listen:
    """Where a server listens. Port 0 takes any free port."""

    host: str
    port: int


def bot_token(token: SecretStr) -> SecretStr:
    """Return *token* without the blanks around it."""
    said = token.get_secret_value().strip()
    if not said:
        raise PydanticCustomError("config-token-missing", "no token")
    if not _TOKEN.fullmatch(said):
        raise PydanticCustomError("config-token-shape", "no token has such characters")
    return SecretStr(said)


def url_of(*schemes: str, is_optional: bool = False) -> Callable[[str], str]:
    """Return a check for URLs of *schemes* that takes a slash off the end."""

    def check(value: str) -> str:
        value = value.strip()
        if not value and is_optional:
            return value
        try:
            parts = urlsplit(value)
            is_url = parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
        except ValueError:  # a port that is no number, a bracket that does not close
            is_url = False
        if not is_url or not value.isprintable() or " " in value:
            raise PydanticCustomError("config-url", "not a URL", {"schemes": ", ".join(f"{s}://" for s in schemes)})
        return value.rstrip("/")

    return check


def database_url(url: SecretStr) -> SecretStr:
    """Return *url* if it names a database that we can use."""
    said = url.get_secret_value().strip()
    if not _DATABASE.fullmatch(said):
        raise PydanticCustomError("config-database-url", "not a database")
    return SecretStr(said)


def language(tag: str) -> Language:
    """Return *tag* as a language in its canonical form."""
    try:
        return parse_language(tag.strip())
    except ValueError:
        raise PydanticCustomError("config-language", "not a language tag") from None


def translator(name: str) -> str:
    """Return *name* if this version has such a translator."""
    if name in _LATER_TRANSLATORS:
        raise PydanticCustomError("config-translator-later", "not built yet", {"name": name})
    if name not in registry.NAMES:
        raise PydanticCustomError("config-translator-unknown", "no such translator")
    return name


def without_repeats(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return *names* if each stands there once."""
    if len(set(names)) != len(names):
        raise PydanticCustomError("config-translator-twice", "a translator twice")
    return names


def of_length(least: int, most: int) -> Callable[[tuple[T, ...]], tuple[T, ...]]:
    """Return a check for lists of *least* to *most* items.

    Pydantic's own counts only the items without a fault, and so finds too few where there are enough.
    """

    def check(items: tuple[T, ...]) -> tuple[T, ...]:
        if len(items) < least:
            raise PydanticCustomError("config-too-few", "too few", {"limit": least})
        if len(items) > most:
            raise PydanticCustomError("config-too-many", "too many", {"limit": most})
        return items

    return check


def shards_of(value: Any) -> Shards | None:
    """Return the shards that text such as `0-3/16` names, None for empty text."""
    if value is None or isinstance(value, Shards):
        return value
    if isinstance(value, str) and not value.strip():
        return None
    match = _SHARDS.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise PydanticCustomError("config-shards", "not shards")
    first, last, count = int(match[1]), int(match[2] or match[1]), int(match[3])
    if not first <= last < count:
        raise PydanticCustomError("config-shards", "not shards")
    return Shards(tuple(range(first, last + 1)), count)


def listen_at(value: Any) -> Listen | None:
    """Return the address that text such as `127.0.0.1:9464` names, None for empty text."""
    if value is None or isinstance(value, Listen):
        return value
    if isinstance(value, str) and not value.strip():
        return None
    match = _LISTEN.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None or int(match[3]) > _HIGHEST_PORT:
        raise PydanticCustomError("config-listen", "not an address")
    return Listen(match[1] or match[2], int(match[3]))
