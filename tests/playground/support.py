"""What the playground's tests share: a REST client, a raw gateway client, and a real discord.py client."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any, Self

import aiohttp
import discord
import yarl

from playground.cast import BOT_PERMISSIONS, BOT_ROLE_ID, Stage
from playground.server.app import PlaygroundServer
from playground.server.wire import Json

PATIENCE = 5.0

# A picture of a single pixel.
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJ"
    "RU5ErkJggg=="
)


@dataclass(frozen=True, slots=True)
class Reply:
    """A REST answer."""

    status: int
    body: Any
    headers: dict[str, str]

    @property
    def refusal(self) -> tuple[int, int]:
        """The HTTP status and Discord's code."""
        return self.status, self.body["code"]

    @property
    def faults(self) -> Json:
        """The error tree of a 50035."""
        assert self.refusal == (400, 50035), self
        errors: Json = self.body["errors"]
        return errors


class Rest:
    """Asks the server as someone, over a real socket."""

    def __init__(self, session: aiohttp.ClientSession, base: str, authorization: str | None = None) -> None:
        self.session = session
        self.base = base
        self.authorization = authorization

    async def ask(self, method: str, path: str, body: object = None, **headers: str) -> Reply:
        """Send one request and return what came back."""
        if self.authorization is not None:
            headers.setdefault("Authorization", self.authorization)
        kwargs: dict[str, Any] = {} if body is None else {"json": body}
        if isinstance(body, aiohttp.FormData):
            kwargs = {"data": body}
        async with self.session.request(method, self.base + path, headers=headers, **kwargs) as response:
            text = await response.text()
            parsed = json.loads(text) if response.headers.get("Content-Type") == "application/json" else text
            return Reply(response.status, parsed, dict(response.headers))

    async def get(self, path: str) -> Reply:
        """GET *path*."""
        return await self.ask("GET", path)

    async def post(self, path: str, body: object = None) -> Reply:
        """POST *body* to *path*."""
        return await self.ask("POST", path, body)

    async def patch(self, path: str, body: object) -> Reply:
        """PATCH *path* with *body*."""
        return await self.ask("PATCH", path, body)

    async def put(self, path: str, body: object = None) -> Reply:
        """PUT *body* at *path*."""
        return await self.ask("PUT", path, body)

    async def delete(self, path: str) -> Reply:
        """DELETE *path*."""
        return await self.ask("DELETE", path)


@dataclass(slots=True)
class Playground:
    """A running server with the cast on stage, and ways to ask it things."""

    server: PlaygroundServer
    stage: Stage
    session: aiohttp.ClientSession

    def as_member(self, handle: str) -> Rest:
        """Ask as someone of the cast."""
        return Rest(self.session, self.server.api_url, self.stage.world.token_of(self.stage.members[handle]))

    def as_bot(self) -> Rest:
        """Ask as the bot."""
        return Rest(self.session, self.server.api_url, f"Bot {self.stage.bot_token}")

    def as_anyone(self) -> Rest:
        """Ask without saying who."""
        return Rest(self.session, self.server.api_url)

    def empower(self, rights: int) -> None:
        """Give the bot's own role these *rights* beside what it needs."""
        self.stage.guild.roles[BOT_ROLE_ID].permissions = BOT_PERMISSIONS | rights

    async def webhook(self, channel_id: int, name: str = "Qiao") -> Json:
        """Have the bot open a webhook."""
        reply = await self.as_bot().post(f"/channels/{channel_id}/webhooks", {"name": name})
        assert reply.status == 200, reply
        body: Json = reply.body
        return body


class RawGateway:
    """A gateway client that says exactly what a test tells it to."""

    def __init__(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        self.ws = ws
        self.sequence: int | None = None

    async def send(self, op: int, data: object) -> None:
        """Send one payload."""
        await self.ws.send_str(json.dumps({"op": op, "d": data}))

    async def receive(self) -> Json:
        """Return the next payload."""
        message = await self.ws.receive(timeout=PATIENCE)
        assert message.type is aiohttp.WSMsgType.TEXT, (message, self.ws.close_code)
        frame: Json = json.loads(message.data)
        if frame.get("s") is not None:
            self.sequence = frame["s"]
        return frame

    async def until(self, name: str) -> Json:
        """Return the data of the next dispatch called *name*."""
        while True:
            frame = await self.receive()
            if frame.get("t") == name:
                data: Json = frame["d"]
                return data

    async def identify(self, token: str, intents: int, **more: object) -> Json:
        """Identify, and return READY's data."""
        await self.send(2, {"token": token, "intents": intents, "properties": {}, **more})
        return await self.until("READY")

    async def names_until_quiet(self, seconds: float = 0.1) -> list[str]:
        """Return the names of all dispatches until nothing comes for a while."""
        names: list[str] = []
        while True:
            try:
                frame = json.loads(await self.ws.receive_str(timeout=seconds))
            except asyncio.TimeoutError:  # noqa: UP041  # the same, and it reads as what it is
                return names
            if frame["op"] == 0:
                names.append(frame["t"])

    async def close_code(self) -> int:
        """Read until the server closes, and return its code."""
        while True:
            message = await self.ws.receive(timeout=PATIENCE)
            if message.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED):
                return self.ws.close_code or 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.ws.close()


@asynccontextmanager
async def raw_gateway(playground: Playground, query: str = "?v=10&encoding=json") -> AsyncIterator[RawGateway]:
    """Connect to the gateway and read HELLO."""
    async with playground.session.ws_connect(playground.server.gateway_url + query) as ws, RawGateway(ws) as raw:
        yield raw


class Listener(discord.Client):
    """A real discord.py client that remembers what it was told."""

    def __init__(self, intents: discord.Intents) -> None:
        super().__init__(intents=intents, chunk_guilds_at_startup=False, max_messages=100)
        self.heard: asyncio.Queue[discord.Message] = asyncio.Queue()
        self.connects = 0
        self.resumes = 0
        self.changed = asyncio.Event()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify at once: discord.py would wait five seconds before every IDENTIFY but the first."""

    async def on_connect(self) -> None:
        """Count a READY."""
        self.connects += 1
        self.changed.set()

    async def on_resumed(self) -> None:
        """Count a RESUMED."""
        self.resumes += 1
        self.changed.set()

    async def on_message(self, message: discord.Message) -> None:
        """Remember a message."""
        self.heard.put_nowait(message)

    async def hear(self) -> discord.Message:
        """Return the next message."""
        return await asyncio.wait_for(self.heard.get(), PATIENCE)

    async def wait_for_connects(self, times: int) -> None:
        """Wait until READY came *times* times."""
        while self.connects < times:
            self.changed.clear()
            await asyncio.wait_for(self.changed.wait(), PATIENCE)

    async def wait_for_resumes(self, times: int) -> None:
        """Wait until RESUMED came *times* times."""
        while self.resumes < times:
            self.changed.clear()
            await asyncio.wait_for(self.changed.wait(), PATIENCE)

    async def wait_for_channel(self, channel_id: int) -> discord.TextChannel:
        """Return a channel as soon as its guild has come up."""
        for _ in range(200):
            channel = self.get_channel(channel_id)
            if isinstance(channel, discord.TextChannel):
                return channel
            await asyncio.sleep(0.01)
        raise AssertionError(channel_id)


@contextmanager
def redirected(server: PlaygroundServer) -> Iterator[None]:
    """Point discord.py at *server* for a while."""
    before = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE
    discord.http.Route.BASE = server.api_url
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(server.gateway_url)
    discord.Asset.BASE = server.cdn_url
    try:
        yield
    finally:
        discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE = before


@asynccontextmanager
async def listening(playground: Playground, intents: discord.Intents | None = None) -> AsyncIterator[Listener]:
    """Connect a discord.py client as the bot."""
    with redirected(playground.server):
        client = Listener(intents or discord.Intents.all())
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(client.start(playground.stage.bot_token))
            try:
                await client.wait_for_connects(1)
                yield client
            finally:
                await client.close()
                running.cancel()
