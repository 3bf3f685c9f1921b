"""Warm starts: bots are forked off a process that has imported what each of them would import first.

Importing is most of a start, and hundreds of tests start a bot. What is forked goes on as `python -m bot` does: a
process of its own, with its own memory, files, signals and end. Beside it a second one waits, to tell how it ended.
"""

import asyncio
import contextlib
import gc
import importlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Final, Protocol

from tests.e2e.moved import live_by

_LONGEST_ORDER: Final = 1 << 17
_FIRST: Final = (
    "bot.cli.main",
    "bot.app.run",
    "bot.config.settings",
    "bot.observability.logging",
    "bot.storage.sqlite",
    "bot.translators.google",
    "uvloop",
)


class Running(Protocol):
    """A process, as `asyncio.subprocess.Process` is one."""

    @property
    def pid(self) -> int: ...

    @property
    def returncode(self) -> int | None: ...

    @property
    def stdout(self) -> asyncio.StreamReader | None: ...

    def send_signal(self, signal: int) -> None: ...

    async def wait(self) -> int: ...


class Forked:
    """A process that was forked in a nursery."""

    def __init__(self, pid: int, stdout: asyncio.StreamReader, told: asyncio.StreamReader) -> None:
        self.pid = pid
        self.stdout = stdout
        self.returncode: int | None = None
        self._ending = asyncio.get_running_loop().create_task(self._end(told))

    def send_signal(self, signal: int) -> None:
        """Send it a signal."""
        if self.returncode is None:
            os.kill(self.pid, signal)

    async def wait(self) -> int:
        """Wait for its end, and return how it ended."""
        return await asyncio.shield(self._ending)

    async def _end(self, told: asyncio.StreamReader) -> int:
        self.returncode = os.waitstatus_to_exitcode(int(await told.read()))
        return self.returncode


class Nursery:
    """Where bots are forked: a process that is started when the first one is to be.

    Attributes:
        at_hand: The one of this run of the tests. Without it, each bot is started from nothing.
    """

    at_hand: ClassVar["Nursery | None"] = None

    def __init__(self) -> None:
        self._opened: tuple[socket.socket, subprocess.Popen[bytes]] | None = None

    async def fork(
        self,
        flags: Sequence[str],
        arguments: Sequence[str],
        directory: Path,
        environment: Mapping[str, str],
        moved: Path | None,
    ) -> Forked:
        """Run `qiao` with *arguments* in a process of its own, which lives at the moment that *moved* tells.

        Python's *flags* are those of the first one.
        """
        if self._opened is None:
            self._opened = _opened(flags, environment)
        link, process = self._opened
        order = json.dumps([arguments, str(directory), dict(environment), moved and str(moved)]).encode()
        says, stdout = os.pipe()
        tells, told = os.pipe()
        with contextlib.suppress(BrokenPipeError):
            socket.send_fds(link, [order], [stdout, told])
        os.close(stdout)
        os.close(told)
        prints, ending = await _reader(says), await _reader(tells)
        if not (pid := await ending.readline()):
            raise AssertionError(process.communicate()[0].decode(errors="replace"))
        return Forked(int(pid), prints, ending)

    def close(self) -> None:
        """End it; what was forked goes on."""
        if self._opened is not None:
            link, process = self._opened
            link.close()
            process.communicate()


def _opened(flags: Sequence[str], environment: Mapping[str, str]) -> tuple[socket.socket, "subprocess.Popen[bytes]"]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, *flags, "-m", __name__, str(theirs.fileno())],
            env=environment,
            pass_fds=[theirs.fileno()],
            stdout=subprocess.PIPE,  # not a file, in which what is forked would want to seek
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for the tests, which end it in their own time
        )
    return ours, process


async def _reader(pipe: int) -> asyncio.StreamReader:
    loop, reader = asyncio.get_running_loop(), asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(pipe, "rb", buffering=0))
    return reader


def _fork(link: socket.socket) -> bool:
    """Fork a process for each order that comes; return True in each, and False once the tests have ended."""
    while True:
        order, pipes, _, _ = socket.recv_fds(link, _LONGEST_ORDER, 2)
        if not order:
            return False
        if os.fork() == 0:
            if (pid := os.fork()) == 0:
                _become(order, *pipes)
                return True
            os.close(pipes[0])
            os.write(pipes[1], b"%d\n" % pid)
            _, status = os.waitpid(pid, 0)
            os.write(pipes[1], b"%d\n" % status)
            os._exit(0)
        for pipe in pipes:
            os.close(pipe)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:  # those that have told all
                pass


def _become(order: bytes, stdout: int, told: int) -> None:
    arguments, directory, environment, moved = json.loads(order)
    os.close(told)
    os.dup2(stdout, 1)
    os.dup2(stdout, 2)
    os.close(stdout)
    os.chdir(directory)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv[1:] = arguments
    if moved is not None:
        live_by(Path(moved))


if __name__ == "__main__":
    for name in (*_FIRST, *importlib.import_module("bot.client").EXTENSIONS):
        importlib.import_module(name)
    gc.freeze()
    with socket.socket(fileno=int(sys.argv[1])) as link:
        is_forked = _fork(link)
    if is_forked:
        importlib.import_module("bot.cli.main").main()
