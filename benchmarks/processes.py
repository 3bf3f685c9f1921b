"""What a process costs, as the kernel counts it, and on which core it runs."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_UTIME, _STIME = 11, 12  # counted from the field behind the command's name


@dataclass(frozen=True, slots=True)
class Cores:
    """The core of the bot, and that of everything else; None where the machine has no two or cannot pin."""

    bot: int | None
    rest: int | None

    @property
    def are_pinned(self) -> bool:
        """Tell whether each has one."""
        return self.bot is not None


def two_cores() -> Cores:
    """Return the two cores to use."""
    if not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2:
        return Cores(None, None)
    first, *_, last = sorted(os.sched_getaffinity(0))
    return Cores(last, first)


def pin(process_id: int, core: int | None) -> None:
    """Keep a process (0: this one) on *core*; the threads that it starts later stay there as well."""
    if core is not None:
        os.sched_setaffinity(process_id, {core})


def megabytes(process_id: int) -> float:
    """Return what a process keeps in memory (resident set)."""
    if Path(f"/proc/{process_id}/statm").exists():
        pages = int(Path(f"/proc/{process_id}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(process_id)], check=True, capture_output=True)  # noqa: S603, S607 - a number
    return int(told.stdout) * 1024 / 1e6


def peak_megabytes(process_id: int) -> float | None:
    """Return the most that a process has kept in memory so far, None where the kernel does not say."""
    status = Path(f"/proc/{process_id}/status")
    if not status.exists():
        return None
    peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(peak.split()[1]) * 1024 / 1e6


def cpu_seconds(process_id: int) -> float | None:
    """Return the processor time that a process has used, all its threads, None where the kernel does not say."""
    stat = Path(f"/proc/{process_id}/stat")
    if not stat.exists():
        return None
    fields = stat.read_text().rpartition(")")[2].split()
    ticks: Final = os.sysconf("SC_CLK_TCK")
    return (int(fields[_UTIME]) + int(fields[_STIME])) / ticks
