"""Moved time: the small Discord and the bot live at another moment, which can be set while they run."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

# Debian's libfaketime; the threads' variant is not needed, and the folder is named after the machine.
_LIBRARIES: Final = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))

_SHARED: Final = Path("/dev/shm")

needs_moved_time: Final = pytest.mark.skipif(
    not _LIBRARIES, reason="libfaketime is not installed (apt install faketime)"
)


def forget(pid: int) -> None:
    """Take away what libfaketime leaves of a killed process: the next one with its number would wait for it."""
    for name in (f"faketime_shm_{pid}", f"sem.faketime_sem_{pid}"):
        (_SHARED / name).unlink(missing_ok=True)


class MovedTime:
    """Moves the wall clock of this process's small Discord and of bots that have its `environment`.

    Monotonic clocks go on: a jump is what a machine sees whose clock is set.
    """

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self._file = folder / "moved"
        self._offset_ns = 0
        self._time_ns = time.time_ns
        self._file.write_text("+0")
        patch.setattr(time, "time_ns", lambda: self._time_ns() + self._offset_ns)
        patch.setattr(time, "time", lambda: (self._time_ns() + self._offset_ns) / 1e9)

    @property
    def environment(self) -> Mapping[str, str]:
        """Return what a process needs to live at that moment."""
        return {
            "LD_PRELOAD": str(_LIBRARIES[0]),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_CACHE_DURATION": "1",  # seconds; without, the file is read each time that the time is asked
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def now(self) -> datetime:
        """Return the moment that it is there."""
        return datetime.fromtimestamp(time.time(), UTC)

    def move_to(self, moment: datetime) -> None:
        """Let it be *moment* (aware), at once and everywhere."""
        self._offset_ns = int(moment.timestamp() * 1e9) - self._time_ns()
        self._file.write_text(f"{self._offset_ns / 1e9:+.6f}")
