"""A whole Qiao in a process of its own, between a small Discord and a vendor's server, over real sockets."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import aiohttp

from playground.cast import CHINESE, ENGLISH, Stage, set_stage
from playground.server.app import PlaygroundServer
from playground.server.messages.model import Message
from playground.server.world import World
from tests.e2e.warm import Nursery, Running

BOTH: Final = {ENGLISH.id: "en", CHINESE.id: "zh-Hans"}

PATIENCE_SECONDS: Final = 30.0
"""What the bot promises at most: healed within 30 s."""

_LOOK_SECONDS: Final = 0.2
_FLAGS: Final = ("-W", "error::ResourceWarning")
_RUN: Final = ("run", "--config", "config.toml")


def free_port() -> int:
    """Return a port of the loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Bot:
    """`qiao run` as a process, started and killed at will, with one data directory.

    Attributes:
        environment: Of its own. A bot that has one is started from nothing, never forked.
        moved: Tells at which moment it lives, see `tests.e2e.moved`; None for this machine's.
    """

    directory: Path
    configuration: str
    metrics_port: int
    environment: Mapping[str, str] = field(default_factory=dict)
    moved: Path | None = None
    process: Running | None = None
    output: list[str] = field(default_factory=list)
    _reader: asyncio.Task[None] | None = None

    async def start(self, *, ready: bool = True) -> None:
        """Start it, and wait until it relays."""
        (self.directory / "config.toml").write_text(self.configuration, encoding="utf-8")
        environment = {
            **os.environ,
            **self.environment,
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": os.getcwd(),
            "PYTHONUNBUFFERED": "1",
            "PYTHONDONTWRITEBYTECODE": "",  # else each start from nothing compiles the whole bot anew
        }
        if Nursery.at_hand is not None and not self.environment:
            self.process = await Nursery.at_hand.fork(_FLAGS, _RUN, self.directory, environment, self.moved)
        else:
            program = ["bot"] if self.moved is None else ["tests.e2e.moved", str(self.moved)]
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                *_FLAGS,
                "-m",
                *program,
                *_RUN,
                cwd=self.directory,
                env=environment,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
            )
        self._reader = asyncio.get_running_loop().create_task(self._read(self.process))
        if ready:
            await self.until_ready()

    async def until_ready(self) -> None:
        """Wait until it says that it relays."""
        async with asyncio.timeout(PATIENCE_SECONDS), aiohttp.ClientSession() as session:
            while True:
                assert self.process is not None
                if self.process.returncode is not None:
                    raise AssertionError("the bot ended:\n" + "\n".join(self.output[-30:]))
                with contextlib.suppress(aiohttp.ClientError):
                    async with session.get(f"http://127.0.0.1:{self.metrics_port}/readyz") as answer:
                        if answer.status == 200:
                            return
                await asyncio.sleep(0.05)

    async def relays(self, count: int) -> list[dict[str, object]]:
        """Return the trace of recent relays, newest first, once there are *count*."""
        async with asyncio.timeout(PATIENCE_SECONDS), aiohttp.ClientSession() as session:
            while True:
                async with session.get(f"http://127.0.0.1:{self.metrics_port}/relays") as answer:
                    relays: list[dict[str, object]] = (await answer.json())["relays"]
                if len(relays) >= count:
                    return relays
                await asyncio.sleep(0.02)  # the trace is written just after the message stands

    async def kill(self) -> None:
        """End it as a power cut would."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask it to end, and return its exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, sign: signal.Signals) -> int:
        assert self.process is not None
        assert self._reader is not None
        if self.process.returncode is None:
            self.process.send_signal(sign)
        code = await asyncio.wait_for(self.process.wait(), PATIENCE_SECONDS)
        await self._reader
        return code

    async def _read(self, process: Running) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            self.output.append(line.decode(errors="replace").rstrip())


@dataclass
class Scene:
    """The small Discord, its cast, and the bot between them."""

    stage: Stage
    server: PlaygroundServer
    bot: Bot

    def say(self, handle: str, channel: str, content: str) -> Message:
        """Let a member write."""
        return self.stage.world.say(handle, channel, content)

    async def ask(self, handle: str, method: str, path: str, body: object = None) -> dict[str, Any]:
        """Do something by REST as a member, as Discord's own clients do."""
        token = self.stage.world.token_of(self.stage.world.member(handle))
        async with (
            aiohttp.ClientSession() as session,
            session.request(method, self.server.api_url + path, json=body, headers={"Authorization": token}) as answer,
        ):
            assert answer.ok, await answer.text()
            told: dict[str, Any] = await answer.json() if answer.status != 204 else {}
            return told

    async def edit(self, handle: str, message: Message, content: str) -> None:
        """Let a member edit their message."""
        await self.ask(handle, "PATCH", f"/channels/{message.channel.id}/messages/{message.id}", {"content": content})

    async def delete(self, handle: str, message: Message) -> None:
        """Let a member delete a message."""
        await self.ask(handle, "DELETE", f"/channels/{message.channel.id}/messages/{message.id}")

    def relayed(self, channel: str) -> list[Message]:
        """Return what the bot relayed into a channel, oldest first."""
        return [message for message in self.stage.world.channel(channel).history if message.webhook_id is not None]

    def texts(self, channel: str) -> list[str]:
        """Return the contents of what the bot relayed into a channel, oldest first."""
        return [message.content for message in self.relayed(channel)]

    def lines(self, channel: str) -> list[str]:
        """Return the lines of what the bot relayed into a channel: where a limit holds, messages share posts."""
        return [line for content in self.texts(channel) for line in content.split("\n")]

    async def until_lines(self, channel: str, expected: Sequence[str]) -> None:
        """Wait until just *expected* stands in a channel as lines, in this order."""
        await self.comes_true(lambda: self.lines(channel) == list(expected))
        assert self.lines(channel) == list(expected), "\n".join(self.bot.output[-20:])

    async def until(self, channel: str, expected: Sequence[str], seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until just *expected* stands in a channel as relayed, in this order."""
        await self.comes_true(lambda: self.texts(channel) == list(expected), seconds)
        assert self.texts(channel) == list(expected), "\n".join(self.bot.output[-20:])

    async def until_count(self, channel: str, count: int, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until *count* messages stand in a channel as relayed."""
        await self.comes_true(lambda: len(self.texts(channel)) == count, seconds)
        assert len(self.texts(channel)) == count

    async def until_true(self, holds: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until something *holds* of the small Discord; it is a failure if it does not in time."""
        assert await self.comes_true(holds, seconds), "\n".join(["not in time", *self.bot.output[-20:]])

    async def comes_true(self, holds: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> bool:
        """Wait until something *holds* of the small Discord, and tell whether it does in time."""
        changed = asyncio.Event()
        stop = self.server.events.subscribe(lambda _: changed.set())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not holds():
                    changed.clear()
                    with contextlib.suppress(TimeoutError):  # not all that tests look at is told as an event
                        async with asyncio.timeout(_LOOK_SECONDS):
                            await changed.wait()
        stop()
        return holds()


@contextlib.asynccontextmanager
async def scene(
    directory: Path,
    *,
    translation: str,
    languages: Mapping[int, str] = BOTH,
    port: int = 0,
    database: str = "sqlite:///qiao.db",
    served: Callable[[World, int, int], PlaygroundServer] = lambda world, port, _: PlaygroundServer(world, port),
) -> AsyncIterator[Scene]:
    """Open a small Discord with bridged channels; the bot is not started yet.

    Args:
        directory: Where the bot keeps its files.
        translation: The `[translation]` tables of the configuration.
        languages: The channels of the configured bridge, each with its language; nothing for no bridge.
        port: Where the small Discord listens; 0 takes any free port.
        database: The bot's `database.url`.
        served: Makes the server of a world, its port, and the port of the bot's status server.
    """
    endpoints = ", ".join(f'{{ channel = {channel}, language = "{tag}" }}' for channel, tag in languages.items())
    stage = set_stage()
    metrics_port = free_port()
    async with served(stage.world, port, metrics_port) as server:
        configuration = f"""
[discord]
token = {json.dumps(stage.bot_token)}
api_url = "{server.api_url}"
gateway_url = "{server.gateway_url}"
cdn_url = "{server.cdn_url}"

[database]
url = "{database}"

[metrics]
listen = "127.0.0.1:{metrics_port}"

{translation}
"""
        if languages:
            configuration += f'[[bridges]]\nname = "main"\nendpoints = [{endpoints}]\n'
        bot = Bot(directory, configuration, metrics_port)
        try:
            yield Scene(stage, server, bot)
        finally:
            if bot.process is not None and bot.process.returncode is None:
                await bot.kill()


def google(url: str) -> str:
    """Return the `[translation]` tables for the page at *url*."""
    return f"""
[translation]
order = ["google"]
deadline_seconds = 2
[translation.google]
base_url = "{url}"
"""
