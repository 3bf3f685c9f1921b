"""Whether Discord lets the bot in, and what it may do there."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.discord_adapter.directory import DiscordDirectory
from bot.discord_adapter.endpoints import use_endpoints
from bot.discord_adapter.login import log_in, missing_intents, stay_connected
from bot.discord_adapter.permissions import RIGHT_NAMES, RIGHTS, invite_url
from bot.discord_adapter.probe import ChannelFinding, Standing, probe
from bot.errors import DiscordRefused, Unavailable
from bot.ids import ChannelId
from playground.cast import BOT_PERMISSIONS, CHINESE, ENGLISH, Stage, set_stage
from playground.server.app import PlaygroundServer
from playground.server.faults.model import Fault, Kind
from playground.server.gateway.intents import GUILD_MEMBERS, MESSAGE_CONTENT, PRIVILEGED
from playground.server.guilds import permissions
from tests.discord_end import DISCORDS_OWN, Scene, answer, scene, scripted

HERE, THERE = ChannelId(ENGLISH.id), ChannelId(CHINESE.id)


def listening_client() -> discord.AutoShardedClient:
    intents = discord.Intents(guilds=True, guild_messages=True, message_content=True)
    return discord.AutoShardedClient(intents=intents, shard_count=1, guild_ready_timeout=0.05)


async def run_client(client: discord.AutoShardedClient, token: str) -> None:
    await log_in(client, token)
    await stay_connected(client)


@asynccontextmanager
async def outside(stage: Stage) -> AsyncIterator[tuple[PlaygroundServer, discord.AutoShardedClient]]:
    """A playground, and a client that is not logged in yet."""
    async with PlaygroundServer(stage.world) as server, listening_client() as client:
        use_endpoints(server.api_url, server.gateway_url, server.cdn_url)
        try:
            yield server, client
        finally:
            use_endpoints(*DISCORDS_OWN)


@pytest.fixture
async def room() -> AsyncIterator[Scene]:
    async with scene(discord.Intents(guilds=True, guild_messages=True, message_content=True)) as it:
        yield it


@pytest.mark.parametrize("token", ["wrong", "", "   ", "two words", "a\nb", "令牌", "a\x00b"])
async def test_a_wrong_token_is_refused_as_such(token: str):
    async with outside(set_stage()) as (_, client):
        with pytest.raises(DiscordRefused) as caught:
            await run_client(client, token)

    assert caught.value.fields == {"reason": "token"}


async def test_an_intent_that_the_portal_has_not_switched_on_is_named():
    stage = set_stage(PRIVILEGED & ~MESSAGE_CONTENT)
    async with outside(stage) as (_, client):
        with pytest.raises(DiscordRefused) as caught:
            await run_client(client, stage.bot_token)

    assert caught.value.fields == {"reason": "intents", "intents": "message_content"}


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        (4004, {"reason": "token"}),
        (4010, {"reason": "shards"}),
        (4011, {"reason": "shards"}),
        (4013, {"reason": "intents", "intents": "message_content"}),
        (4014, {"reason": "intents", "intents": "message_content"}),
    ],
)
async def test_a_gateway_that_closes_for_good_says_why(code: int, fields: dict[str, str]):
    stage = set_stage()
    async with outside(stage) as (server, client), asyncio.TaskGroup() as group:
        running = group.create_task(refused(client, stage.bot_token))
        await client_is_ready(client)
        server.gateway.drop(code=code)
        caught = await running

    assert caught.fields == fields


async def test_a_gateway_that_closes_for_another_reason_is_unavailable():
    stage = set_stage()
    async with outside(stage) as (server, client), asyncio.TaskGroup() as group:
        running = group.create_task(unavailable(client, stage.bot_token))
        await client_is_ready(client)
        server.gateway.drop(code=4012)
        caught = await running

    assert caught.fields == {"code": 4012}


async def unavailable(client: discord.AutoShardedClient, token: str) -> Unavailable:
    with pytest.raises(Unavailable) as caught:
        await run_client(client, token)
    return caught.value


async def refused(client: discord.AutoShardedClient, token: str) -> DiscordRefused:
    with pytest.raises(DiscordRefused) as caught:
        await run_client(client, token)
    return caught.value


async def client_is_ready(client: discord.Client) -> None:
    while not client.is_ready():  # noqa: ASYNC110 wait_until_ready cannot be called before the login
        await asyncio.sleep(0.01)


async def test_a_client_that_is_closed_ends_without_an_error():
    stage = set_stage()
    async with outside(stage) as (_, client), asyncio.TaskGroup() as group:
        group.create_task(run_client(client, stage.bot_token))
        await client_is_ready(client)
        await client.close()


async def test_a_refused_connection_at_the_start_is_unavailable():
    async with scripted() as server:
        pass
    use_endpoints(server.url, "", server.url)
    async with listening_client() as client:
        with pytest.raises(Unavailable):
            await run_client(client, "token")
    use_endpoints(*DISCORDS_OWN)


async def test_a_server_that_is_down_or_not_discord_is_unavailable():
    page = answer(403, b"<html>Access denied</html>", content_type="text/html")
    async with scripted(usual=page) as server, listening_client() as client:
        use_endpoints(server.url, "", server.url)
        with pytest.raises(Unavailable):
            await run_client(client, "token")
    use_endpoints(*DISCORDS_OWN)


async def test_no_token_is_ever_logged(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    stage = set_stage()
    async with outside(stage) as (_, client):
        await log_in(client, stage.bot_token)

    assert stage.bot_token not in caplog.text


async def test_the_bot_finds_out_who_it_is_and_what_it_may_do(room: Scene):
    findings = await probe(room.client, DiscordDirectory(room.client), [HERE, THERE])

    assert (findings.bot_id, findings.application_id) == (room.stage.bot.id, room.stage.application.id)
    assert findings.bot_name == str(room.client.user)
    assert findings.missing_intents == ()
    assert findings.channels == (ChannelFinding(HERE, Standing.OPEN), ChannelFinding(THERE, Standing.OPEN))


async def test_missing_rights_are_named_channel_by_channel(room: Scene):
    world = room.stage.world
    both = permissions.MANAGE_WEBHOOKS | permissions.READ_MESSAGE_HISTORY
    world.rooms.deny(room.stage.bot, world.channels[ENGLISH.id], both)
    world.rooms.deny(room.stage.bot, world.channels[CHINESE.id], permissions.VIEW_CHANNEL)
    findings = await probe(room.client, DiscordDirectory(room.client), [HERE, THERE, ChannelId(1)])

    assert findings.channels[0].standing is Standing.OPEN
    assert set(findings.channels[0].missing) == {"manage_webhooks", "read_message_history"}
    assert findings.channels[1:] == (
        ChannelFinding(THERE, Standing.HIDDEN, ("view_channel",)),
        ChannelFinding(ChannelId(1), Standing.GONE),
    )


async def test_a_missing_intent_shows_without_the_gateway():
    stage = set_stage(PRIVILEGED & ~MESSAGE_CONTENT & ~GUILD_MEMBERS)
    async with outside(stage) as (_, client):
        await log_in(client, stage.bot_token)
        assert missing_intents(client) == ("message_content",)


async def test_a_probe_of_a_silent_discord_is_unavailable(room: Scene):
    room.server.faults.add(Fault(Kind.RESET_BEFORE, "GET", times=None))
    with pytest.raises(Unavailable):
        await probe(room.client, DiscordDirectory(room.client), [HERE])


def test_the_invitation_asks_for_exactly_the_rights_of_a_relay():
    url = yarl.URL(invite_url(42))

    assert dict(url.query) == {"client_id": "42", "scope": "bot", "permissions": str(RIGHTS.value)}
    assert RIGHTS.value == BOT_PERMISSIONS
    assert sorted(RIGHT_NAMES) == ["manage_webhooks", "read_message_history", "send_messages", "view_channel"]


def test_discord_py_goes_where_the_settings_say_and_back():
    use_endpoints("http://127.0.0.1:1/api/v10/", "ws://127.0.0.1:1/gateway", "http://127.0.0.1:1/cdn/")
    redirected = (Route("GET", "/x").url, DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE)
    use_endpoints(*DISCORDS_OWN)

    assert redirected == (
        "http://127.0.0.1:1/api/v10/x",
        yarl.URL("ws://127.0.0.1:1/gateway"),
        "http://127.0.0.1:1/cdn",
    )
    assert str(DiscordWebSocket.DEFAULT_GATEWAY) == "wss://gateway.discord.gg/"
