"""The small Discord that the bots are measured on: bridges of two channels each, and a webhook for who makes none."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from playground.cast import Stage, set_stage
from playground.server.app import PlaygroundServer


@dataclass(frozen=True, slots=True)
class Bridge:
    """An English channel and the Chinese one that its messages cross to, with a webhook there."""

    english: int
    chinese: int
    webhook_id: int
    webhook_token: str


@dataclass(frozen=True, slots=True)
class Town:
    """A server with a cast in it, and its bridges."""

    stage: Stage
    server: PlaygroundServer
    bridges: tuple[Bridge, ...]


@asynccontextmanager
async def town(bridges: int) -> AsyncIterator[Town]:
    """Open a small Discord with *bridges* pairs of channels. Its rate limits are off."""
    stage = set_stage()
    channels = [
        stage.world.add_channel(stage.guild, stage.world.ids.next(), f"{language}-{number}").id
        for number in range(bridges)
        for language in ("english", "chinese")
    ]
    async with PlaygroundServer(stage.world, port=0) as server:
        headers = {"Authorization": f"Bot {stage.bot_token}"}
        async with aiohttp.ClientSession(server.url, headers=headers) as session:
            pairs = zip(channels[::2], channels[1::2], strict=True)
            yield Town(stage, server, tuple([await _bridge(session, server, *pair) for pair in pairs]))


async def _bridge(session: aiohttp.ClientSession, server: PlaygroundServer, english: int, chinese: int) -> Bridge:
    url = f"{server.api_url}/channels/{chinese}/webhooks"
    async with session.post(url, json={"name": "Benchmark"}, raise_for_status=True) as answer:
        webhook = await answer.json()
    return Bridge(english, chinese, int(webhook["id"]), webhook["token"])
