"""Reading a request's body field by field, and the error tree for what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from playground.server.rest import refusals
from playground.server.snowflakes import moment_in
from playground.server.wire import Json

LONGEST_MOMENT = 64

_SPACE = re.compile(r"\s")
_WHOLE = re.compile(r"-?[0-9]{1,20}")
_SNOWFLAKE = re.compile(r"0|[1-9][0-9]{0,18}")
# Ids have 64 bits, the first of which is a sign.
HIGHEST_ID = 2**63 - 1
_REJECTED_IN_TEXT = re.compile("[\ud800-\udfff\x00]")


def length(text: str) -> int:
    """Return how long *text* is in UTF-16 units.

    Discord says "characters" and has been seen to count code points; units are never fewer, so this is
    the stricter reading.
    """
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cleaned(text: str) -> str:
    """Return *text* as Discord keeps it: without lone surrogates and NULs, trimmed at both ends."""
    return (text if text.isascii() and "\x00" not in text else _REJECTED_IN_TEXT.sub("", text)).strip()


class Form:
    """A JSON object under examination: readers note what is wrong, `check` refuses it all at once."""

    def __init__(self, body: Json, path: tuple[str, ...] = (), errors: Json | None = None) -> None:
        self.body = body
        self.errors: Json = {} if errors is None else errors
        self._path = path

    def __contains__(self, key: str) -> bool:
        return key in self.body

    def fault(self, key: str, code: str, message: str) -> None:
        """Note that the field *key* is wrong."""
        node = self.errors
        # What is told back is JSON that everyone can read, whatever the client's keys were made of.
        for step in (*self._path, cleaned(key)):
            node = node.setdefault(step, {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def fault_here(self, code: str, message: str) -> None:
        """Note that the object as a whole is wrong."""
        node = self.errors
        for step in self._path:
            node = node.setdefault(step, {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def check(self) -> None:
        """Refuse the body if any reader found a fault.

        Raises:
            Refusal: 50035 with the tree of faults.
        """
        if self.errors:
            raise refusals.invalid_form(self.errors)

    def inner(self, key: str) -> Form | None:
        """Return the object under *key* as a form that shares this one's faults, or None if absent or null."""
        value = self.body.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault(key, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
            return None
        return Form(value, (*self._path, key), self.errors)

    def items(self, key: str, most: int) -> list[Form]:
        """Return the list of objects under *key* as forms."""
        values = self._list(key, most)
        forms = []
        for at, value in enumerate(values):
            inner = Form({str(at): value}, (*self._path, key), self.errors).inner(str(at))
            if inner is not None:
                forms.append(inner)
        return forms

    def text(self, key: str, longest: int, shortest: int = 0, required: bool = False) -> str | None:
        """Return the cleaned text under *key*, or None if it is absent or null."""
        value = self.body.get(key)
        if value is None:
            if required:
                self.fault(key, "BASE_TYPE_REQUIRED", "This field is required")
            return None
        if not isinstance(value, str):
            self.fault(key, "STRING_TYPE_CONVERT", "Could not interpret this value as string.")
            return None
        text = cleaned(value)
        if length(value) > longest or length(text) < shortest:
            self._wrong_length(key, longest, shortest)
        return text

    def _wrong_length(self, key: str, longest: int, shortest: int) -> None:
        if shortest:
            self.fault(key, "BASE_TYPE_BAD_LENGTH", f"Must be between {shortest} and {longest} in length.")
        else:
            self.fault(key, "BASE_TYPE_MAX_LENGTH", f"Must be {longest} or fewer in length.")

    def flag(self, key: str, default: bool = False) -> bool:
        """Return the truth under *key*, or the default if it is absent or null."""
        value = self.truth(key)
        return default if value is None else value

    def truth(self, key: str) -> bool | None:
        """Return the truth under *key*, or None if it is absent or null."""
        value = self.body.get(key)
        if value is None or isinstance(value, bool):
            return value
        self.fault(key, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
        return None

    def moment(self, key: str) -> datetime | None:
        """Return the moment under *key*, which is written in ISO 8601, or None if it is absent, null or empty."""
        text = self.text(key, LONGEST_MOMENT)
        moment = moment_in(text) if text else None
        if text and moment is None:
            self.fault(key, "DATE_TIME_TYPE_PARSE", f"Could not parse {text}. Should be ISO8601.")
        return moment

    def number(self, key: str, least: int, most: int) -> int | None:
        """Return the whole number under *key*, or None if it is absent or null."""
        value = self.body.get(key)
        if value is None:
            return None
        if isinstance(value, float) and value.is_integer():
            value = int(value)  # JSON has one kind of number: 1.0 is whole
        if isinstance(value, bool) or not isinstance(value, int | str) or not _WHOLE.fullmatch(str(value)):
            self.fault(key, "NUMBER_TYPE_COERCE", "Value is not a whole number.")
            return None
        number = int(value)
        if not least <= number <= most:
            code = "NUMBER_TYPE_MIN" if number < least else "NUMBER_TYPE_MAX"
            self.fault(key, code, f"Must be from {least} to {most}.")
        return number

    def decimal(self, key: str, least: float, most: float) -> float | None:
        """Return the number under *key*, or None if it is absent or null."""
        value = self.body.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            self.fault(key, "FLOAT_TYPE_COERCE", f"Must be a number from {least} to {most}.")
            return None
        return value

    def snowflake(self, key: str, required: bool = False) -> int | None:
        """Return the id under *key*, or None if it is absent or null."""
        value = self.body.get(key)
        if value is None:
            if required:
                self.fault(key, "BASE_TYPE_REQUIRED", "This field is required")
            return None
        return self._snowflake(key, value)

    def snowflakes(self, key: str, most: int) -> list[int]:
        """Return the list of ids under *key*, none of them twice."""
        read = [self._snowflake(key, value) for value in self._list(key, most) if value is not None]
        found = [one for one in read if one is not None]
        if len(set(found)) < len(found):
            self.fault(key, "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value.")
        return found

    def choices(self, key: str, allowed: Sequence[str]) -> list[str]:
        """Return the list of words under *key*, each of them one of *allowed* and none twice."""
        values = self._list(key, 100)
        for at, value in enumerate(values):
            wrong = Form({}, (*self._path, key), self.errors)
            if value not in allowed:
                wrong.fault(str(at), "BASE_TYPE_CHOICES", f"Value must be one of {tuple(allowed)}.")
            elif value in values[:at]:
                wrong.fault(str(at), "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value.")
        return [str(value) for value in values if value in allowed]

    def numbers(self, key: str, allowed: Collection[int]) -> list[int]:
        """Return the list of whole numbers under *key*, each of them one of *allowed* and none twice."""
        values = self._list(key, 100)
        for at, value in enumerate(values):
            wrong = Form({}, (*self._path, key), self.errors)
            if isinstance(value, bool) or value not in allowed:
                wrong.fault(str(at), "BASE_TYPE_CHOICES", f"Value must be one of {tuple(allowed)}.")
            elif value in values[:at]:
                wrong.fault(str(at), "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value.")
        return [value for value in values if isinstance(value, int) and value in allowed]

    def texts(self, key: str, most: int, longest: int) -> list[str]:
        """Return the list of texts under *key*, none of them empty."""
        values = self._list(key, most)
        inner = Form({str(at): value for at, value in enumerate(values)}, (*self._path, key), self.errors)
        found = [inner.text(str(at), longest, 1, required=True) for at in range(len(values))]
        return [one for one in found if one is not None]

    def web_address(self, key: str, longest: int = 2048, *, or_file: bool = False) -> str | None:
        """Return the http(s) address under *key*, or None if it is absent, null or empty.

        With *or_file* it may be `attachment://` and the name of a file of the same message.
        """
        text = self.text(key, longest)
        if not text or (or_file and text.startswith("attachment://")):
            return text or None
        try:
            parts = urlsplit(text)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in ("http", "https"):
            self.fault(key, "URL_TYPE_INVALID_SCHEME", "The scheme of this address must be http or https.")
        elif not parts.hostname or _SPACE.search(text):
            self.fault(key, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
        return text

    def _list(self, key: str, most: int) -> list[object]:
        value = self.body.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(key, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        if len(value) > most:
            self.fault(key, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        return value

    def _snowflake(self, key: str, value: object) -> int | None:
        if isinstance(value, int | str) and not isinstance(value, bool) and _SNOWFLAKE.fullmatch(str(value)):
            number = int(value)
            if number <= HIGHEST_ID:
                return number
        self.fault(key, "NUMBER_TYPE_COERCE", f'Value "{cleaned(str(value)[:100])}" is not snowflake.')
        return None
