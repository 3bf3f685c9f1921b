"""One REST call on its way: who asks, for what, and what is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from playground.server.channels.model import Channel
from playground.server.guilds.model import Guild
from playground.server.rest import refusals
from playground.server.rest.forms import HIGHEST_ID
from playground.server.rest.multipart import MULTIPART, NO_FILES, URLENCODED, Upload, json_object, parts_in
from playground.server.snowflakes import moment_in
from playground.server.users.model import User
from playground.server.wire import Json, decoded, encode
from playground.server.world import World

_TRUTHS = {"true": True, "1": True, "false": False, "0": False}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and an encoded JSON body."""

    status: int
    text: str = ""


NO_CONTENT = Answer(204)


def ok(payload: object, status: int = 200) -> Answer:
    """Answer with *payload*."""
    return Answer(status, encode(payload))


@dataclass(slots=True)
class Call:
    """A call that has found its route.

    `actor` is None only on routes that need no Authorization.
    """

    world: World
    actor: User | None
    params: Mapping[str, str]
    query: Mapping[str, str]
    raw: bytes
    content_type: str
    gateway_url: str
    headers: Mapping[str, str]
    read: Json | None = None
    _files: Mapping[str, Upload] = field(default_factory=lambda: NO_FILES)

    @property
    def user(self) -> User:
        """Return who asks.

        Raises:
            Refusal: 401.
        """
        if self.actor is None:
            raise refusals.unauthorized()
        return self.actor

    def body(self) -> Json:
        """Return the request's JSON object, or what a form says in its place; an empty body is an empty object.

        Raises:
            Refusal: 50035 for another content type or a malformed form, 50109 for what is no JSON object.
        """
        if self.read is None:
            self.read = self._read()
        return self.read

    def _read(self) -> Json:
        if not self.raw:
            return {}
        kind = self.content_type.partition(";")[0].strip().lower()
        if kind == "application/json":
            return json_object(self.raw)
        if kind not in (MULTIPART, URLENCODED):
            raise refusals.invalid_body("CONTENT_TYPE_INVALID", f"No body is read as {kind or 'nothing'}.")
        parts = parts_in(self.raw, self.content_type)
        self._files = parts.files
        return parts.body()

    def listing(self) -> list[object]:
        """Return the request's JSON array, where the body is one.

        Raises:
            Refusal: 50035, 50109.
        """
        if self.content_type.partition(";")[0].strip().lower() != "application/json":
            return [self.body()]
        try:
            listed = decoded(self.raw)
        except (ValueError, RecursionError):
            raise refusals.invalid_json() from None
        if not isinstance(listed, list):
            raise refusals.invalid_json()
        return listed

    def files(self) -> Mapping[str, Upload]:
        """Return the files of a multipart body by the names of their parts; other bodies have none.

        Raises:
            Refusal: 50035, 50109, as `body`.
        """
        self.body()
        return self._files

    def id(self, name: str) -> int:
        """Return the id in the address under *name*.

        Raises:
            Refusal: 50035.
        """
        return _snowflake(name, self.params[name])

    def id_in_query(self, name: str) -> int | None:
        """Return the id in the query under *name*, or None.

        Raises:
            Refusal: 50035.
        """
        value = self.query.get(name)
        return None if value is None else _snowflake(name, value)

    def number_in_query(self, name: str, default: int, least: int, most: int) -> int:
        """Return the number in the query under *name*, or the default.

        Raises:
            Refusal: 50035 outside *least* to *most*.
        """
        value = self.query.get(name)
        if value is None:
            return default
        if not value.isascii() or not value.isdigit():
            raise refusals.invalid_field(name, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        if not least <= int(value) <= most:
            code = "NUMBER_TYPE_MIN" if int(value) < least else "NUMBER_TYPE_MAX"
            raise refusals.invalid_field(name, code, f"Must be from {least} to {most}.")
        return int(value)

    def moment_in_query(self, name: str) -> datetime | None:
        """Return the moment in the query under *name*, or None.

        Raises:
            Refusal: 50035 for what is no time in ISO 8601.
        """
        value = self.query.get(name)
        if value is None:
            return None
        # A plus that nobody encoded arrives as a space.
        found = moment_in(value.replace(" ", "+"))
        if found is None:
            raise refusals.invalid_field(name, "DATE_TIME_TYPE_PARSE", f"Could not parse {value}. Should be ISO8601.")
        return found

    def truth_in_query(self, name: str) -> bool:
        """Return whether the query says yes under *name* (reference, "Boolean Query Strings"); absent is no.

        Raises:
            Refusal: 50035 for what says neither yes nor no.
        """
        value = self.query.get(name)
        if value is None:
            return False
        said = value.lower()
        if said not in _TRUTHS:
            raise refusals.invalid_field(name, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
        return _TRUTHS[said]

    def page_by_id(self, listed: Mapping[int, T], limit: int) -> list[T]:
        """Return up to *limit* of those *listed*, by their ids, as the query's `before` or else its `after` asks.

        Raises:
            Refusal: 50035.
        """
        before, after = self.id_in_query("before"), self.id_in_query("after")
        ids = sorted(listed)
        if before is not None:
            page = [one for one in ids if one < before][-limit:]
        else:
            page = [one for one in ids if one > (after or 0)][:limit]
        return [listed[one] for one in page]

    def channel(self) -> Channel:
        """Return the channel in the address, which the asker must see."""
        return self.world.channel_seen_by(self.user, self.id("channel_id"))

    def guild(self) -> Guild:
        """Return the guild in the address, in which the asker must have a seat."""
        return self.world.guild_seen_by(self.user, self.id("guild_id"))


Handler = Callable[[Call], Answer]


def _snowflake(name: str, value: str) -> int:
    if not value.isascii() or not value.isdigit() or len(value) > 20 or int(value) > HIGHEST_ID:
        raise refusals.invalid_field(name, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
    return int(value)
