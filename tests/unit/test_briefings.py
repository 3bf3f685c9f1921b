"""What a session is told of guilds as it begins, taken from discord.py's cache; the playground's gateway tells it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import discord
import pytest

from bot.discord_adapter.briefings import DiscordBriefings
from bot.discord_adapter.directory import DiscordDirectory
from bot.discord_adapter.endpoints import use_endpoints
from bot.discord_adapter.login import log_in
from bot.discord_adapter.threads import DiscordThreads
from bot.ids import ChannelId, GuildId
from bot.relay.briefing import Briefing
from playground.cast import CHINESE, ENGLISH, GUILD_ID, Stage, set_stage
from playground.server.app import PlaygroundServer
from tests.discord_end import DISCORDS_OWN, MemoryWebhookStore

HERE = GuildId(GUILD_ID)
SOON = 0.3


class Listening(discord.AutoShardedClient):
    """A client that tells its briefings what the relay's cog does, and keeps which guilds came late."""

    def __init__(self) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True), shard_count=1, guild_ready_timeout=SOON
        )
        self.briefings = DiscordBriefings(self)
        self.late: list[int] = []
        self.sessions = 0

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Begin at once: here nobody has to wait five seconds."""

    async def on_shard_connect(self, shard_id: int) -> None:
        self.briefings.began(shard_id)
        self.sessions += 1

    async def on_guild_available(self, guild: discord.Guild) -> None:
        if self.briefings.told(guild):
            self.late.append(guild.id)

    async def on_guild_unavailable(self, guild: discord.Guild) -> None:
        self.briefings.lacks(guild)

    async def on_shard_ready(self, shard_id: int) -> None:
        self.briefings.told_all(shard_id)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds that an event brings about."""
        async with asyncio.timeout(10):
            while not holds():  # noqa: ASYNC110 - discord.py tells of nothing that could be waited for
                await asyncio.sleep(0.01)


@asynccontextmanager
async def connecting(stage: Stage, server: PlaygroundServer) -> AsyncIterator[Listening]:
    use_endpoints(server.api_url, server.gateway_url, server.cdn_url)
    try:
        async with Listening() as client:
            await log_in(client, stage.bot_token)
            connection = asyncio.ensure_future(client.connect())
            await client.until(lambda: client.sessions == 1)
            yield client
            connection.cancel()
            await asyncio.wait({connection})
    finally:
        use_endpoints(*DISCORDS_OWN)


@pytest.fixture
def stage() -> Stage:
    return set_stage()


@pytest.fixture
async def server(stage: Stage) -> AsyncIterator[PlaygroundServer]:
    async with PlaygroundServer(stage.world) as it:
        yield it


async def asked(client: Listening) -> asyncio.Future[Briefing | None]:
    """Ask for the briefing of the guild, and see that it does not come at once."""
    asking = asyncio.ensure_future(client.briefings.of(HERE))
    await asyncio.sleep(0.05)
    assert not asking.done()
    return asking


def open_thread(stage: Stage, title: str) -> int:
    world = stage.world
    body = {"name": title, "type": discord.ChannelType.public_thread.value}
    return world.threads.starting.without_message(world.channel("english"), body, world.member("dana")).id


async def test_a_guild_is_waited_for_and_tells_its_newest_messages_and_its_threads_as_rest_does(
    stage: Stage, server: PlaygroundServer
):
    server.gateway.sessions.guild_seconds = 0.2
    async with connecting(stage, server) as client:
        asking = await asked(client)
        said = stage.world.say("dana", "english", "before it came up")
        thread_id = open_thread(stage, "Cats")
        briefing = await asking
        assert briefing is not None
        assert briefing.newest[ChannelId(ENGLISH.id)] >= said.id
        assert ChannelId(CHINESE.id) not in briefing.newest
        board = DiscordThreads(client, MemoryWebhookStore(), DiscordDirectory(client))
        assert [thread.id for thread in briefing.threads] == [thread_id]
        assert briefing.threads == await board.active(HERE)
        assert not client.late


async def test_what_is_said_later_is_newest_then(stage: Stage, server: PlaygroundServer):
    async with connecting(stage, server) as client:
        assert await client.briefings.of(HERE)
        said = stage.world.say("dana", "english", "hi")
        async with asyncio.timeout(5):
            while True:
                briefing = await client.briefings.of(HERE)
                assert briefing is not None
                if briefing.newest.get(ChannelId(ENGLISH.id)) == said.id:
                    return
                await asyncio.sleep(0.01)


async def test_what_an_earlier_session_was_told_does_not_count(stage: Stage, server: PlaygroundServer):
    async with connecting(stage, server) as client:
        assert await client.briefings.of(HERE)
        earlier = client.get_guild(GUILD_ID)
        assert earlier is not None
        server.gateway.sessions.guild_seconds = 0.2
        server.gateway.drop(resume=False)
        said = stage.world.say("dana", "english", "missed")
        thread_id = open_thread(stage, "Opened meanwhile")
        await client.until(lambda: client.sessions == 2)
        client.briefings.told(earlier)  # discord.py's queue may hold it still
        briefing = await (await asked(client))
        assert briefing is not None
        assert briefing.newest[ChannelId(ENGLISH.id)] >= said.id
        assert [thread.id for thread in briefing.threads] == [thread_id]


async def test_a_guild_that_a_new_session_says_nothing_of_is_asked_for(stage: Stage, server: PlaygroundServer):
    async with connecting(stage, server) as client:
        assert await client.briefings.of(HERE)
        server.gateway.drop(resume=False)
        del stage.guild.members[stage.bot.id]
        await client.until(lambda: client.sessions == 2)
        assert client.get_guild(GUILD_ID) is not None  # discord.py keeps it
        assert await client.briefings.of(HERE) is None


async def test_a_guild_with_an_outage_is_not_waited_for_and_is_late_when_it_comes(
    stage: Stage, server: PlaygroundServer
):
    stage.world.guildhall.black_out(stage.guild)
    async with connecting(stage, server) as client:
        assert await client.briefings.of(HERE) is None
        stage.world.guildhall.light_up(stage.guild)
        await client.until(lambda: bool(client.late))
        assert client.late == [GUILD_ID]
        assert await client.briefings.of(HERE) is None


async def test_a_guild_that_comes_when_nobody_waits_any_more_is_late(stage: Stage, server: PlaygroundServer):
    server.gateway.sessions.guild_seconds = 2 * SOON
    async with connecting(stage, server) as client:
        assert await client.briefings.of(HERE) is None
        await client.until(lambda: bool(client.late))
        assert await client.briefings.of(HERE) is not None
