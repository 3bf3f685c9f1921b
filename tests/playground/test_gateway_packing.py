"""How the gateway's payloads travel: as text, or compressed."""

import json
import zlib
from collections.abc import Callable

import aiohttp
import pytest

from playground.cast import GUILD_ID
from playground.server.gateway import intents
from tests.playground.support import PATIENCE, Playground, RawGateway

USUAL = intents.GUILDS | intents.GUILD_MESSAGES | intents.MESSAGE_CONTENT
SYNC_FLUSH = b"\x00\x00\xff\xff"


def _inflating() -> Callable[[aiohttp.WSMessage], str]:
    """Return a reader of one connection's stream, which fails on anything but whole binary pieces."""
    inflator = zlib.decompressobj()

    def read(message: aiohttp.WSMessage) -> str:
        assert message.type is aiohttp.WSMsgType.BINARY, message
        assert message.data.endswith(SYNC_FLUSH)
        return inflator.decompress(message.data).decode()

    return read


def _stored() -> Callable[[aiohttp.WSMessage], str]:
    """Return a reader of a zstd frame whose blocks are stored (RFC 8878, 3.1.1)."""
    head = b"\x28\xb5\x2f\xfd\x00\x38"

    def read(message: aiohttp.WSMessage) -> str:
        nonlocal head
        assert message.type is aiohttp.WSMsgType.BINARY, message
        assert message.data.startswith(head)
        data, text = message.data[len(head) :], b""
        head = b""
        while data:
            block = int.from_bytes(data[:3], "little")
            assert block & 0b111 == 0, "not the last block, and stored"
            size = block >> 3
            assert size <= 1 << 17
            text, data = text + data[3 : 3 + size], data[3 + size :]
        return text.decode()

    return read


@pytest.mark.parametrize(("stream", "reading"), [("zlib-stream", _inflating), ("zstd-stream", _stored)])
async def test_a_stream_carries_every_payload_through_one_context(
    playground: Playground, stream: str, reading: Callable[[], Callable[[aiohttp.WSMessage], str]]
) -> None:
    read = reading()
    long = "x" * 1900
    async with playground.session.ws_connect(f"{playground.server.gateway_url}?compress={stream}") as ws:
        raw = RawGateway(ws)
        hello = json.loads(read(await ws.receive(timeout=PATIENCE)))
        await raw.send(2, {"token": playground.stage.bot_token, "intents": USUAL, "properties": {}})
        ready = json.loads(read(await ws.receive(timeout=PATIENCE)))
        guild = json.loads(read(await ws.receive(timeout=PATIENCE)))
        for number in range(20):
            playground.stage.world.say("dana", "english", f"你好 {number} {long}")
        told = [json.loads(read(await ws.receive(timeout=PATIENCE))) for _ in range(20)]

    assert (hello["op"], ready["t"], guild["d"]["id"]) == (10, "READY", str(GUILD_ID))
    assert [one["s"] for one in told] == list(range(3, 23))
    assert [one["d"]["content"] for one in told] == [f"你好 {number} {long}" for number in range(20)]


async def test_identify_may_ask_for_payloads_that_are_compressed_one_by_one(playground: Playground) -> None:
    async with playground.session.ws_connect(playground.server.gateway_url) as ws:
        raw = RawGateway(ws)
        assert (await raw.receive())["op"] == 10
        identify = {"token": playground.stage.bot_token, "intents": USUAL, "properties": {}, "compress": True}
        await raw.send(2, identify)
        ready = await ws.receive(timeout=PATIENCE)
        guild = await ws.receive(timeout=PATIENCE)
        await raw.send(1, 2)
        beat = await ws.receive(timeout=PATIENCE)

    assert json.loads(zlib.decompress(ready.data))["t"] == "READY"
    assert json.loads(zlib.decompress(guild.data))["t"] == "GUILD_CREATE"
    # What is small is not worth it, as with Discord.
    assert json.loads(beat.data)["op"] == 11
    assert beat.type is aiohttp.WSMsgType.TEXT


async def test_a_stream_makes_the_compression_of_single_payloads_void(playground: Playground) -> None:
    read = _inflating()
    async with playground.session.ws_connect(f"{playground.server.gateway_url}?compress=zlib-stream") as ws:
        raw = RawGateway(ws)
        read(await ws.receive(timeout=PATIENCE))
        identify = {"token": playground.stage.bot_token, "intents": USUAL, "properties": {}, "compress": True}
        await raw.send(2, identify)
        assert json.loads(read(await ws.receive(timeout=PATIENCE)))["t"] == "READY"


async def test_an_unknown_compression_is_refused(playground: Playground) -> None:
    async with playground.session.ws_connect(f"{playground.server.gateway_url}?compress=brotli") as ws:
        assert await RawGateway(ws).close_code() == 4002


async def test_a_frame_of_any_size_arrives_whole(playground: Playground) -> None:
    """A websocket frame counts its bytes in one of three ways."""
    async with playground.session.ws_connect(playground.server.gateway_url, max_msg_size=0) as ws:
        raw = RawGateway(ws)
        await raw.send(2, {"token": playground.stage.bot_token, "intents": USUAL, "properties": {}})
        await raw.until("GUILD_CREATE")
        (session,) = playground.server.gateway.sessions.all()
        for size in (1, 70, 71, 72, 73, 200, 65_400, 65_536, 200_000):
            session.dispatch("ODDITY", json.dumps({"x": "x" * size}))
            assert await raw.until("ODDITY") == {"x": "x" * size}
