"""Event-loop lag, as `benchmarks.watched` notes it inside a bot."""

from array import array
from pathlib import Path
from typing import Final

FILE_VARIABLE: Final = "QIAO_BENCHMARK_LAG"
EVERY_SECONDS: Final = 0.01


def lags(file: Path, since: float, until: float) -> list[float]:
    """Return by how many seconds the loop was late at each look between two monotonic seconds."""
    looks = array("d")
    looks.frombytes(file.read_bytes())
    return [late for at, late in zip(looks[::2], looks[1::2], strict=True) if since <= at <= until]
