"""The other end of the Discord adapter in tests: the playground, or a server that obeys a script."""

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

import discord

from bot.clock import SystemClock
from bot.discord_adapter.channel_webhooks import BotWebhooks, ChannelWebhooks
from bot.discord_adapter.endpoints import use_endpoints
from bot.discord_adapter.files import Downloads
from bot.discord_adapter.invalid_requests import InvalidRequests
from bot.discord_adapter.login import log_in
from bot.discord_adapter.webhook_api import REQUEST_SECONDS, Permit, WebhookApi
from bot.discord_adapter.webhooks import WebhookDelivery
from bot.errors import Unavailable
from bot.ids import ChannelId
from bot.relay.webhook import Webhook
from playground.cast import Stage, set_stage
from playground.server.app import PlaygroundServer
from playground.server.traffic import Exchange
from playground.server.wire import Json

DISCORDS_OWN = ("https://discord.com/api/v10", "", "https://cdn.discordapp.com")


def _largest(_: ChannelId) -> int:
    return 10 * 2**20


class MemoryWebhookStore:
    """A webhook store that forgets with the test, and does not answer while it is *away*."""

    def __init__(self) -> None:
        self.kept: dict[ChannelId, Webhook] = {}
        self.away: set[str] = set()

    async def of(self, channel_id: ChannelId) -> Webhook | None:
        self._answer("of")
        return self.kept.get(channel_id)

    async def keep(self, webhook: Webhook) -> None:
        self._answer("keep")
        self.kept[webhook.channel_id] = webhook

    def _answer(self, asked: str) -> None:
        if asked in self.away:
            raise Unavailable(service="database", error="away")


@dataclass
class Scene:
    """A playground with the cast in it, and the bot logged in over REST."""

    stage: Stage
    server: PlaygroundServer
    client: discord.AutoShardedClient
    api: WebhookApi
    store: MemoryWebhookStore
    parents: dict[ChannelId, ChannelId]
    delivery: WebhookDelivery

    def requests(self, method: str, route: str) -> int:
        return sum((each.method, each.route) == (method, route) for each in self.server.traffic.log)

    def sent(self, route: str) -> list[Json]:
        """Return a list that takes in the body of each request to *route* from now on."""
        bodies: list[Json] = []

        def note(exchange: Exchange) -> None:
            if exchange.request.route == route and exchange.sent is not None:
                bodies.append(exchange.sent)

        self.server.traffic.exchanges.subscribe(note)
        return bodies

    async def parent_of(self, channel_id: ChannelId) -> ChannelId | None:
        """Tell the channel of a thread."""
        return self.parents.get(channel_id)

    @contextlib.asynccontextmanager
    async def another_process(self) -> AsyncIterator[WebhookDelivery]:
        """Give the delivery of another process with the same store."""
        api, downloads = api_at(self.server.api_url), Downloads()
        try:
            webhooks = ChannelWebhooks(self.store, BotWebhooks(self.client))
            yield WebhookDelivery(api, webhooks, downloads, _largest, self.parent_of)
        finally:
            await api.close()
            await downloads.close()


def api_at(url: str, seconds: float = REQUEST_SECONDS, permit: Permit | None = None) -> WebhookApi:
    """Return what speaks to a server's webhooks, and counts by itself what is held against it."""
    return WebhookApi(url, seconds, invalid_requests=InvalidRequests(SystemClock()), permit=permit)


@contextlib.asynccontextmanager
async def scene(intents: discord.Intents | None = None) -> AsyncIterator[Scene]:
    stage = set_stage()
    async with PlaygroundServer(stage.world) as server:
        use_endpoints(server.api_url, server.gateway_url, server.cdn_url)
        client = discord.AutoShardedClient(intents=intents or discord.Intents.none(), shard_count=1)
        api, downloads = api_at(server.api_url), Downloads()
        store = MemoryWebhookStore()
        parents: dict[ChannelId, ChannelId] = {}

        async def parent_of(channel_id: ChannelId) -> ChannelId | None:
            return parents.get(channel_id)

        delivery = WebhookDelivery(api, ChannelWebhooks(store, BotWebhooks(client)), downloads, _largest, parent_of)
        try:
            async with client:
                await log_in(client, stage.bot_token)
                yield Scene(stage, server, client, api, store, parents, delivery)
        finally:
            await api.close()
            await downloads.close()
            use_endpoints(*DISCORDS_OWN)


@dataclass(frozen=True)
class Heard:
    """One request as it came in."""

    method: str
    path: str
    body: bytes

    @property
    def json(self) -> dict[str, object]:
        said: dict[str, object] = json.loads(self.body)
        return said


Reaction = Callable[[asyncio.StreamWriter], None]


@dataclass
class ScriptedServer:
    """An HTTP server that answers the requests one after the other with whatever it was given, then with *usual*."""

    script: deque[Reaction] = field(default_factory=deque)
    usual: Reaction | None = None
    heard: list[Heard] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)
    url: str = ""
    open: list[asyncio.StreamWriter] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open.append(writer)
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                method, path, _ = head.split(" ", 2)
                length = next(
                    (
                        int(line.split(":")[1])
                        for line in head.split("\r\n")
                        if line.lower().startswith("content-length")
                    ),
                    0,
                )
                self.heard.append(Heard(method, path, await reader.readexactly(length)))
                self.came.set()
                reaction = self.script.popleft() if self.script else self.usual
                assert reaction is not None
                reaction(writer)
        writer.close()


@contextlib.asynccontextmanager
async def scripted(*script: Reaction, usual: Reaction | None = None) -> AsyncIterator[ScriptedServer]:
    server = ScriptedServer(deque(script), usual)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/api/v10"
    try:
        yield server
    finally:
        listening.close()
        for writer in server.open:
            writer.transport.abort()
        await asyncio.sleep(0.01)  # the handlers see it and end


def answer(
    status: int, body: object = None, *, headers: Sequence[str] = (), content_type: str = "application/json"
) -> Reaction:
    payload = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"HTTP/1.1 {status} X", f"Content-Type: {content_type}", f"Content-Length: {len(payload)}", *headers]
    whole = "\r\n".join(lines).encode() + b"\r\n\r\n" + payload
    return lambda writer: writer.write(whole)


def truncated(body: object) -> Reaction:
    payload = json.dumps(body).encode()

    def react(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n" + payload)
        writer.close()

    return react


def reset(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


def hang(writer: asyncio.StreamWriter) -> None:
    """Never answer."""
