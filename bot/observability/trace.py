"""The trace of recent relays: which way, how, how fast; without a word of what was said."""

from collections import deque
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Final

from bot.relay.observing import RelayTrace

KEPT: Final = 200


class RecentRelays:
    """Remembers the last relays and numbers them from 1."""

    def __init__(self, kept: int = KEPT) -> None:
        self._numbers = count(1)
        self._kept: deque[tuple[int, RelayTrace]] = deque(maxlen=kept)

    def add(self, trace: RelayTrace) -> None:
        """Remember *trace*, and forget the oldest one when there are too many."""
        self._kept.append((next(self._numbers), trace))

    def after(self, number: int = 0) -> Sequence[Mapping[str, str | int | float]]:
        """Return those numbered above *number*, newest first, ready to become JSON."""
        return [_told(known, trace) for known, trace in reversed(self._kept) if known > number]


def _told(number: int, trace: RelayTrace) -> Mapping[str, str | int | float]:
    return {
        "number": number,
        "at": trace.at.isoformat(timespec="milliseconds"),
        # Snowflakes are text, as in Discord's own JSON: JavaScript rounds numbers above 2**53.
        "source_id": str(trace.source_id),
        "destination_id": str(trace.destination_id),
        "source_language": trace.source_language,
        "target_language": trace.target_language,
        "translator": trace.translator,
        "quality": trace.quality.value,
        "milliseconds": round(trace.milliseconds, 1),
        "translation_milliseconds": round(trace.translation_milliseconds, 1),
        "lane_length": trace.lane_length,
        "parts": trace.parts,
    }
