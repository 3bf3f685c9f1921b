"""JSON as it goes over the wire."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

# A JSON object as it came from, or goes to, a client.
Json = dict[str, Any]

_encoder = json.JSONEncoder(separators=(",", ":"), check_circular=False)


def encode(payload: object) -> str:
    """Return *payload* as compact JSON."""
    return _encoder.encode(payload)


def extended(text: str, extra: Mapping[str, object]) -> str:
    """Return the JSON object *text* with *extra*'s keys added, without encoding the object again."""
    return f"{text[:-1]},{_encoder.encode(extra)[1:]}" if extra else text
