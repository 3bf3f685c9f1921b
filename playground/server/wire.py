"""JSON as it goes over the wire."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

# A JSON object as it came from, or goes to, a client.
Json = dict[str, Any]

_encoder = json.JSONEncoder(separators=(",", ":"), check_circular=False)


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(number)
    return value


# Python alone reads and writes NaN and Infinity: what a client slips in would go out to others as no JSON at all.
_decoder = json.JSONDecoder(parse_constant=_finite, parse_float=_finite)


def encode(payload: object) -> str:
    """Return *payload* as compact JSON."""
    return _encoder.encode(payload)


def decoded(raw: str | bytes) -> object:
    """Return what the JSON *raw* says; bytes are UTF-8, without a mark at their beginning.

    Raises:
        ValueError: It is no JSON, or its numbers are too large for any reader.
        RecursionError: It is too deep.
    """
    return _decoder.decode(raw if isinstance(raw, str) else raw.decode())


def extended(text: str, extra: Mapping[str, object]) -> str:
    """Return the JSON object *text* with *extra*'s keys added, without encoding the object again."""
    return f"{text[:-1]},{_encoder.encode(extra)[1:]}" if extra else text
