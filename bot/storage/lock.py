"""A lock on a file that the operating system takes back when its process ends, however it ends."""

import os
import sys
from pathlib import Path


class FileLock:
    """Holds *path* for this process until it is released or the process is gone."""

    def __init__(self, path: Path) -> None:
        """Take the lock.

        Raises:
            BlockingIOError: Another process holds it.
            OSError: The file cannot be opened or made.
        """
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._file)
        except BaseException:
            os.close(self._file)
            raise

    def release(self) -> None:
        """Give the lock back. The file stays: removing it would let two processes hold two files of one name."""
        os.close(self._file)


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error

else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
