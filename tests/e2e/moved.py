"""Moved time: the small Discord and the bot live at another moment, which can be set while they run."""

import os
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.cli.main import main

if TYPE_CHECKING:
    import pytest

_LOOK_SECONDS: Final = 0.05


class MovedTime:
    """Moves the wall clock of this process's small Discord, and of bots that live by its `file`.

    Monotonic clocks go on: a jump is what a machine sees whose clock is set.

    Attributes:
        file: Tells how far off their clocks are, in seconds.
    """

    def __init__(self, folder: Path, patch: "pytest.MonkeyPatch") -> None:
        self.file: Final = folder / "moved"
        self._offset_ns = 0
        self._time_ns = time.time_ns
        self._write()
        patch.setattr(time, "time_ns", lambda: self._time_ns() + self._offset_ns)
        patch.setattr(time, "time", lambda: (self._time_ns() + self._offset_ns) / 1e9)

    def now(self) -> datetime:
        """Return the moment that it is there."""
        return datetime.fromtimestamp(time.time(), UTC)

    def move_to(self, moment: datetime) -> None:
        """Let it be *moment* (aware), at once here, and a moment later everywhere."""
        self._offset_ns = int(moment.timestamp() * 1e9) - self._time_ns()
        self._write()

    def _write(self) -> None:
        whole = self.file.with_suffix(".new")
        whole.write_text(f"{self._offset_ns / 1e9:+.6f}")
        os.replace(whole, self.file)


def live_by(file: Path) -> None:
    """Have this process live at the moment that *file* tells, from now on."""
    import time_machine  # a tool for development, without which the benchmarks run

    offset = float(file.read_text())
    traveller = time_machine.travel(time.time() + offset).start()
    time.time()  # from the first look on its clock goes

    def follow() -> None:
        followed = offset
        resting = threading.Event()
        while not resting.wait(_LOOK_SECONDS):
            if (told := float(file.read_text())) != followed:
                traveller.shift(told - followed)
                followed = told

    threading.Thread(target=follow, name="moved-time", daemon=True).start()


if __name__ == "__main__":
    live_by(Path(sys.argv.pop(1)))
    main()
