"""What a start costs: the command line's first word, idle memory, and the first relay after READY.

    uv run python -m benchmarks.start

Each figure stands beside a reference that is measured in the same run, on the same machine: an
empty Python, and a bare discord.py client on the same small Discord.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import click

from benchmarks.processes import megabytes
from playground.cast import set_stage
from playground.server.app import PlaygroundServer
from tests.e2e.harness import Scene, google, scene
from tests.vendors import google_page

_RUNS: Final = 5
_IDLE_SECONDS: Final = 10.0

_BARE_CLIENT: Final = """
import discord, sys
discord.http.Route.BASE = sys.argv[1]
client = discord.AutoShardedClient(intents=discord.Intents(guilds=True, guild_messages=True, message_content=True))
client.run(sys.argv[2], log_handler=None)
"""


def main() -> None:
    """Measure and print."""
    asyncio.run(_measure())


async def _measure() -> None:
    empty = statistics.median(_seconds([sys.executable, "-c", "pass"]) for _ in range(_RUNS))
    help_ = statistics.median(_seconds([sys.executable, "-m", "bot", "--help"]) for _ in range(_RUNS))
    bare = await _bare_megabytes()
    idle, first = await _idle_and_first_relay()
    click.echo(f"qiao --help              {help_:7.3f} s   {help_ / empty:5.1f} x an empty Python ({empty:.3f} s)")
    click.echo(
        f"idle memory of qiao run  {idle:7.1f} MB  {idle / bare:5.2f} x a bare discord.py client ({bare:.1f} MB)"
    )
    click.echo(f"READY to first relay     {first:7.3f} s   median of {_RUNS} starts on an existing database")


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - commands written above
    return time.perf_counter() - began


async def _bare_megabytes() -> float:
    stage = set_stage()
    async with PlaygroundServer(stage.world, port=0) as server:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", _BARE_CLIENT, server.api_url, stage.bot_token
        )
        await asyncio.sleep(_IDLE_SECONDS)
        try:
            return megabytes(process.pid)
        finally:
            process.kill()
            await process.wait()


async def _idle_and_first_relay() -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as directory:
        async with google_page() as vendor, scene(Path(directory), translation=google(vendor.url)) as here:
            await here.bot.start()
            await here.bot.stop()
            firsts = [await _first_relay(here, number) for number in range(_RUNS)]
            await here.bot.start()
            await asyncio.sleep(_IDLE_SECONDS)
            assert here.bot.process is not None  # noqa: S101 - it was started two lines above
            return megabytes(here.bot.process.pid), statistics.median(firsts)


async def _first_relay(here: Scene, number: int) -> float:
    """Return the seconds from READY to the relay of a message that was said while the bot was away."""
    here.say("dana", "english", f"said while it was away {number}")
    here.bot.output.clear()
    await here.bot.start(ready=False)
    await here.until_count("中文", number + 1)
    relayed = time.time()
    await here.bot.until_ready()
    await here.bot.stop()
    return relayed - _ready_at(here.bot.output)


def _ready_at(output: list[str]) -> float:
    from datetime import datetime

    for line in output:
        if "has connected to Gateway" in line:
            return datetime.fromisoformat(json.loads(line)["timestamp"]).timestamp()
    raise LookupError("the bot did not say that it connected")


if __name__ == "__main__":
    main()
