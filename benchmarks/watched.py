"""Runs a module as `python -m` does, and notes meanwhile how late its event loop comes back.

QIAO_BENCHMARK_LAG=FILE python -m benchmarks.watched MODULE ARGUMENTS...

The same watch for every bot, whatever it tells of itself. At the process's end FILE holds pairs of doubles: the
monotonic second of each look, and by how many seconds it was late.
"""

import asyncio
import atexit
import os
import runpy
import signal
import sys
from array import array
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, Final, TypeVar

from benchmarks.lag import EVERY_SECONDS, FILE_VARIABLE

T = TypeVar("T")

_looks: Final = array("d")
_run: Final = asyncio.Runner.run


def main() -> None:
    """Run the module that the command line names."""
    file = Path(os.environ.pop(FILE_VARIABLE))
    atexit.register(lambda: file.write_bytes(_looks.tobytes()))
    # The end that the benchmark asks for is the one that Ctrl-C brings, so that what is noted gets written.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    asyncio.Runner.run = _watched  # type: ignore[assignment, method-assign] # every loop comes by it, uvloop's too
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def _watched(runner: asyncio.Runner, work: Coroutine[Any, Any, T], **options: Any) -> T:
    loop = runner.get_loop()
    loop.call_soon(_look, loop, loop.time())
    return _run(runner, work, **options)


def _look(loop: asyncio.AbstractEventLoop, due: float) -> None:
    now = loop.time()
    _looks.extend((now, now - due))
    loop.call_at(now + EVERY_SECONDS, _look, loop, now + EVERY_SECONDS)


if __name__ == "__main__":
    main()
