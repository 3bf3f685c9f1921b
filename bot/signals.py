"""Signals: how the system asks the process to end."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def set_on_signals(stop: asyncio.Event) -> Iterator[None]:
    """Set *stop* when the process is asked to end."""
    loop = asyncio.get_running_loop()
    signals = (signal.SIGTERM, signal.SIGINT)
    try:
        for each in signals:
            loop.add_signal_handler(each, stop.set)
    except (NotImplementedError, RuntimeError):
        # Windows has no such handlers, and threads none at all: Ctrl-C cancels the main task there.
        yield
        return
    try:
        yield
    finally:
        for each in signals:
            loop.remove_signal_handler(each)
            if stop.is_set():  # asked once more while Python itself shuts down: it is ending already
                signal.signal(each, signal.SIG_IGN)
