"""Starts: a thousand bridged channels over a hundred guilds, and some of them have been written in meanwhile."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks.soak.figure import Figure
from benchmarks.soak.village import HEALED_SECONDS
from playground.server.channels.model import Channel
from tests.e2e.harness import Scene, google, scene
from tests.e2e.neighbours import HARBOUR_ID, neighbour
from tests.vendors import google_page

CHANNELS: Final = 10
"""Of a guild: each two of them are one bridge."""

_START_SECONDS: Final = 10.0
_FIRST_SECONDS: Final = 300.0
_WATERMARKS_SECONDS: Final = 15.0
"""After so long a quiet channel needs no reading, though the bot was killed."""

_MISSED_IN_EACH: Final = 3
_BUSY_SHARE: Final = 10  # every tenth bridge was written in


async def starts(directory: Path, seed: int, *, guilds: int) -> AsyncIterator[Figure]:
    """Start a bot that knows its channels already, and was killed before some messages were said."""
    async with google_page() as vendor, scene(directory, translation=google(vendor.url), languages={}) as here:
        pairs = furnish(here, guilds)
        name = f"start with {guilds * CHANNELS:,} bridged channels in {guilds} guilds"
        began = time.monotonic()
        await here.bot.start()
        yield Figure(f"{name}, the first one: until it is ready", time.monotonic() - began, _START_SECONDS, "s")
        # Then it posts a notice in each channel.
        await here.comes_true(lambda: all(any(channel.history) for pair in pairs for channel in pair), _FIRST_SECONDS)
        await asyncio.sleep(_WATERMARKS_SECONDS)
        await here.bot.kill()
        here.server.be_strict()  # Discord takes 50 requests a second
        written = pairs[seed % _BUSY_SHARE :: _BUSY_SHARE]
        for english, _ in written:
            for number in range(_MISSED_IN_EACH):
                here.stage.world.say("dana", english, f"message {number}")
        began = time.monotonic()
        await here.bot.start()
        yield Figure(f"{name}: until it is ready, catch-up included", time.monotonic() - began, _START_SECONDS, "s")
        await here.comes_true(lambda: all(_has_crossed(chinese) for _, chinese in written))
        took = time.monotonic() - began
        yield Figure(f"{name}: until {_MISSED_IN_EACH * len(written)} missed messages stand", took, HEALED_SECONDS, "s")


def furnish(here: Scene, guilds: int) -> Sequence[tuple[Channel, Channel]]:
    """Let the guilds be, and have the bot's configuration join their channels by twos; return these."""
    names = tuple(f"channel-{number}" for number in range(CHANNELS))
    pairs = []
    for number in range(guilds):
        guild = neighbour(here.stage, HARBOUR_ID + 1_000 * number, f"Guild {number}", "graham", names)
        channels = [guild.channel(name) for name in names]
        pairs += list(zip(channels[::2], channels[1::2], strict=True))
    here.bot.configuration += "".join(
        f"""
[[bridges]]
name = "{number}"
endpoints = [{{ channel = {english.id}, language = "en" }}, {{ channel = {chinese.id}, language = "zh-Hans" }}]
"""
        for number, (english, chinese) in enumerate(pairs)
    )
    return pairs


def _has_crossed(channel: Channel) -> bool:
    # One post has a line for each, where its lane is slow.
    relayed = [line for message in channel.history if message.webhook_id for line in message.content.split("\n")]
    return relayed == [f"[zh-CN] message {number}" for number in range(_MISSED_IN_EACH)]
