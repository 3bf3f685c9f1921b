"""The playground starts, takes lines and stops cleanly, as a process of its own with the real bot in it."""

import asyncio
import contextlib
import fcntl
import os
import pty
import signal
import socket
import struct
import sys
import termios
import time
import webbrowser
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import aiohttp
import pytest

from playground.cast import CHINESE
from playground.front import open_in_browser
from playground.host import Options, host
from playground.place import BotPlace
from tests.vendors import google_page

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 30.0


def environment(locale: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "QIAO_"))}
    return {**kept, "LC_ALL": locale, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}


def command(folder: Path, *options: str, plays_scene: bool = False, in_terminal: bool = True) -> list[str]:
    """Return how the playground is started; it takes an existing mark for a start that is not the first."""
    if not plays_scene:
        folder.mkdir(exist_ok=True)
        (folder / "scene-played").touch()
    started = [sys.executable, "-W", "error::ResourceWarning", "-m", "bot", "playground", "--data", str(folder)]
    return [*started, *(["--terminal"] if in_terminal else []), *options]


class Run:
    """A playground whose output is read as it comes."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.lines: list[str] = []

    async def until(self, part: str) -> str:
        """Return the next line that contains *part*."""
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE_SECONDS):
            async for data in self.process.stdout:
                self.lines.append(data.decode().rstrip("\n"))
                if part in self.lines[-1]:
                    return self.lines[-1]
        raise AssertionError("\n".join(self.lines))

    def type(self, line: str) -> None:
        """Write *line* to its standard input."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n".encode())

    async def end(self) -> tuple[int, str]:
        """Return its exit code and what it complained about."""
        assert self.process.stderr is not None
        async with asyncio.timeout(PATIENCE_SECONDS):
            complaints = await self.process.stderr.read()
            return await self.process.wait(), complaints.decode()


@contextlib.asynccontextmanager
async def piped(arguments: Sequence[str], locale: str = "C.UTF-8", **variables: str) -> AsyncIterator[Run]:
    pipe = asyncio.subprocess.PIPE
    env = environment(locale) | variables
    process = await asyncio.create_subprocess_exec(*arguments, stdin=pipe, stdout=pipe, stderr=pipe, env=env, cwd=ROOT)
    try:
        yield Run(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def test_the_scene_is_played_through_the_real_bot_at_the_first_start_only(tmp_path: Path) -> None:
    arguments = command(tmp_path / "data", "--port", "0", plays_scene=True)
    async with piped(arguments) as first:
        assert "ms · phrasebook" in await first.until("雅婷 · 中: Good morning, everyone!")
        first.process.send_signal(signal.SIGTERM)
        assert await first.end() == (0, "")
    async with piped(arguments) as second:
        await second.until("The bot relays.")
        second.type("dana Good night!")
        # The notices are posted anew meanwhile, for this Discord begins empty.
        assert await second.until("#english  Dana") == "#english  Dana: Good night!"
        assert (await second.until("#中文  Dana")).startswith("#中文  Dana · EN: 晚安！  [")
        second.process.send_signal(signal.SIGINT)
        assert await second.end() == (0, "")
    assert not [line for line in second.lines if "雅婷:" in line]


async def begun(session: aiohttp.ClientSession, url: str) -> bool:
    """Wait until somebody of the cast has said something in #中文, and say so."""
    async with session.get(f"{url}/playground/state") as answer:
        (guild,) = (await answer.json())["guilds"]
    headers = {"Authorization": guild["members"][0]["token"]}
    ends_at = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends_at:
        async with session.get(f"{url}/api/v10/channels/{CHINESE.id}/messages", headers=headers) as answer:
            if any(not one["author"].get("bot") for one in await answer.json()):
                return True
        await asyncio.sleep(0.05)
    return False


async def test_a_taken_port_moves_on_and_the_end_of_input_does_not_stop_it(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        async with piped(command(tmp_path / "data", "--port", str(port)), "zh_TW.UTF-8") as run:
            await run.until(f"連接埠 {port} 已被佔用")
            await run.until("可以開始聊了")
            run.type("路人 嗨")
            await run.until("這裡沒有「路人」")
            assert run.process.stdin is not None
            run.process.stdin.write_eof()
            await asyncio.sleep(0.3)
            assert run.process.returncode is None
            run.process.send_signal(signal.SIGTERM)
            assert await run.end() == (0, "")


async def test_a_line_that_says_quit_stops_it(tmp_path: Path) -> None:
    async with piped(command(tmp_path / "data", "--port", "0", "--lang", "zh-CN")) as run:
        run.type("/quit")
        await run.until("机器人已就绪")
        assert await run.end() == (0, "")


async def test_whoever_stops_reading_stops_it(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    process = await asyncio.create_subprocess_exec(
        *command(tmp_path / "data", "--port", "0"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=writing,
        stderr=asyncio.subprocess.PIPE,
        env=environment("C.UTF-8"),
        cwd=ROOT,
    )
    os.close(writing)
    os.close(reading)
    assert await Run(process).end() == (0, "")


async def test_a_real_translator_is_asked_by_a_door_that_can_be_shut(tmp_path: Path) -> None:
    arguments = command(tmp_path / "data", "--port", "0", "--translator", "google")
    async with google_page() as vendor, aiohttp.ClientSession() as session:
        variables = {"QIAO_TRANSLATION__GOOGLE__BASE_URL": vendor.url}
        async with piped(arguments, **variables) as run:
            url = (await run.until("Open")).split()[-1]
            await run.until("The bot relays.")
            run.type("dana Zorpal wimbles")
            assert "[zh-CN] Zorpal wimbles" in await run.until("Dana · EN: ")
            async with session.put(f"{url}/playground/translator", json={"is_open": False}) as answer:
                assert await answer.json() == {"name": "google", "is_open": False}
            asked = vendor.requests
            run.type("dana Blorp frazzle")
            assert "[zh-CN]" not in await run.until("Dana · EN: ")
            assert vendor.requests == asked
            run.process.send_signal(signal.SIGKILL)


async def test_a_database_in_use_is_one_sentence_and_its_exit_code(tmp_path: Path) -> None:
    arguments = command(tmp_path / "data", "--port", "0")
    async with piped(arguments) as first:
        await first.until("The bot relays.")
        async with piped(arguments) as second:
            code, complaint = await second.end()
    assert (code, complaint.count("\n")) == (4, 1)


def void(_: object) -> None:
    """Take anything for a callback that returns nothing."""


def read_until(descriptor: int, expected: str, seen: str = "") -> str:
    ends_at = time.monotonic() + PATIENCE_SECONDS
    while expected not in seen:
        assert time.monotonic() < ends_at, seen
        seen += os.read(descriptor, 65_536).decode(errors="replace")
    return seen


async def test_a_terminal_takes_lines_and_is_given_back_as_it_was(tmp_path: Path) -> None:
    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    before = termios.tcgetattr(inner)
    process = await asyncio.create_subprocess_exec(
        *command(tmp_path / "data", "--port", "0"),
        stdin=inner,
        stdout=inner,
        stderr=asyncio.subprocess.PIPE,
        env=environment("C.UTF-8"),
        cwd=ROOT,
        start_new_session=True,
        # Its own terminal, as a shell gives it: between two lines a Ctrl-C comes as a signal.
        preexec_fn=lambda: void(fcntl.ioctl(0, termios.TIOCSCTTY, 0)),
    )
    try:
        await asyncio.to_thread(read_until, outer, "> ")
        os.write(outer, b"dana Good night!\r")
        seen = await asyncio.to_thread(read_until, outer, "phrasebook")
        assert "晚安！" in seen
        os.write(outer, b"\x03")
        assert await Run(process).end() == (0, "")
        assert termios.tcgetattr(inner) == before
    finally:
        if process.returncode is None:
            process.kill()
        os.close(outer)
        os.close(inner)


async def test_a_bot_that_fails_ends_the_playground_with_its_error(tmp_path: Path) -> None:
    async def fails(_place: BotPlace, _relays: object) -> None:
        raise ConnectionError

    with pytest.raises(ExceptionGroup) as raised:
        await host(Options(tmp_path, port=0, has_scene=False), fails)
    assert raised.group_contains(ConnectionError)


async def test_without_a_terminal_the_page_is_all_there_is_and_the_scene_waits_for_it(tmp_path: Path) -> None:
    arguments = command(tmp_path / "data", "--port", "0", plays_scene=True, in_terminal=False)
    async with piped(arguments) as run, aiohttp.ClientSession() as session:
        url = (await run.until("The bot relays. Open ")).rpartition(" ")[2]
        run.type("/quit")
        await asyncio.sleep(0.3)
        assert run.process.returncode is None
        assert not (tmp_path / "data" / "scene-played").exists()
        async with session.get(url) as page, session.get(f"{url}/playground/briefing") as briefing:
            assert page.content_type == "text/html"
            assert [one["name"] for one in (await briefing.json())["bridges"]] == ["playground", "practice"]
            assert await begun(session, url)
        run.process.send_signal(signal.SIGINT)
        assert await run.end() == (0, "")
    assert not [line for line in run.lines if line.startswith("#english")]


def test_a_text_browser_does_not_take_the_terminal_away(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    class Windowed(webbrowser.BackgroundBrowser):
        def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
            opened.append(url)
            return True

    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("w3m"))
    assert not open_in_browser("http://127.0.0.1:1", {})
    monkeypatch.setattr(webbrowser, "get", lambda: Windowed("firefox"))
    assert open_in_browser("http://127.0.0.1:1", {})
