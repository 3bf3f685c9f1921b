"""The bots that are measured, each as a process of its own: the reference, the floor and Qiao."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import aiohttp

from benchmarks.lag import FILE_VARIABLE, lags
from benchmarks.processes import Cores, pin
from benchmarks.town import Town
from tests.e2e.harness import free_port

REFERENCE: Final = "reference"
FLOOR: Final = "floor"
QIAO: Final = "qiao"

_START_SECONDS: Final = 30.0
_STOP_SECONDS: Final = 30.0


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot that runs."""

    process_id: int
    _lag_file: Path

    def lags(self, since: float, until: float) -> list[float]:
        """Return how late its event loop was (seconds) between two monotonic seconds; it must have ended."""
        return lags(self._lag_file, since, until)


@asynccontextmanager
async def running(
    name: str, town: Town, page_url: str, window: int, directory: Path, cores: Cores
) -> AsyncIterator[Bot]:
    """Start the bot called *name* in *directory*, wait until it relays, and end it when the context ends.

    Args:
        window: How many sentences Qiao may ask the page at a time; the others know no such setting.

    Raises:
        RuntimeError: It ended, or did not get ready.
    """
    port = free_port()
    command = (
        _qiao(town, page_url, window, directory, port) if name == QIAO else _simple(name, town, page_url, directory)
    )
    lag_file, log_file = directory / "lag", directory / "log"
    with log_file.open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "benchmarks.watched", *command),
            cwd=directory,
            env=_environment({FILE_VARIABLE: str(lag_file)}),
            stdout=log,
            stderr=log,
        )
    pin(process.pid, cores.bot)
    try:
        await _until_ready(process, f"http://127.0.0.1:{port}/readyz" if name == QIAO else "", log_file)
        yield Bot(process.pid, lag_file)
    finally:
        if process.returncode is None:
            process.terminate()
        await asyncio.wait_for(process.wait(), _STOP_SECONDS)


@asynccontextmanager
async def standing_in_for_google(cores: Cores) -> AsyncIterator[str]:
    """Run the stand-in for Google's page, and give its address, which ends before the latency (`/150/m`)."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.vendor"), env=_environment(), stdout=asyncio.subprocess.PIPE
    )
    pin(process.pid, cores.rest)
    assert process.stdout is not None  # noqa: S101 - a pipe was asked for
    try:
        yield f"http://127.0.0.1:{int(await process.stdout.readline())}"
    finally:
        process.kill()
        await process.wait()


def _environment(more: dict[str, str] | None = None) -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": os.getcwd(), "PYTHONUNBUFFERED": "1", **(more or {})}


def _simple(name: str, town: Town, page_url: str, directory: Path) -> list[str]:
    """Write the plan of the reference and the floor, and return what to run."""
    seats = [
        {"channel_id": one.english, "webhook_id": one.webhook_id, "webhook_token": one.webhook_token}
        for one in town.bridges
    ]
    server = town.server
    plan = {"token": town.stage.bot_token, "api_url": server.api_url, "gateway_url": server.gateway_url}
    (directory / "plan.json").write_text(json.dumps({**plan, "page_url": page_url, "seats": seats}))
    return [f"benchmarks.{name}_bot", "plan.json"]


def _qiao(town: Town, page_url: str, window: int, directory: Path, port: int) -> list[str]:
    """Write Qiao's configuration, and return what to run."""
    bridges = "".join(
        f"""
[[bridges]]
name = "{number}"
endpoints = [{{ channel = {one.english}, language = "en" }}, {{ channel = {one.chinese}, language = "zh-Hans" }}]
"""
        for number, one in enumerate(town.bridges)
    )
    configuration = f"""
[discord]
token = "{town.stage.bot_token}"
api_url = "{town.server.api_url}"
gateway_url = "{town.server.gateway_url}"
cdn_url = "{town.server.cdn_url}"
[database]
url = "sqlite:///qiao.db"
[translation]
order = ["google"]
[translation.google]
base_url = "{page_url}"
concurrency = {window}
[metrics]
listen = "127.0.0.1:{port}"
"""
    (directory / "config.toml").write_text(configuration + bridges)
    return ["bot", "run", "--config", "config.toml"]


async def _until_ready(process: asyncio.subprocess.Process, ready_url: str, log_file: Path) -> None:
    """Wait for Qiao's own word at *ready_url*, or else for the line "ready"."""
    deadline = asyncio.get_running_loop().time() + _START_SECONDS
    async with aiohttp.ClientSession() as session:
        while not (await _is_ready(session, ready_url) if ready_url else "ready" in _lines(log_file)):
            if process.returncode is not None or asyncio.get_running_loop().time() > deadline:
                raise RuntimeError("\n".join(["the bot did not get ready:", *_lines(log_file)[-30:]]))
            await asyncio.sleep(0.05)


def _lines(log_file: Path) -> list[str]:
    return log_file.read_text(errors="replace").splitlines()


async def _is_ready(session: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with session.get(url) as answer:
            return answer.status == 200
    except aiohttp.ClientError:
        return False
