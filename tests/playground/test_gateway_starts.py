"""Beginning gateway sessions: how many, how fast, and how many guilds each may hold."""

import pytest

from playground.cast import ENGLISH, GUILD_ID
from playground.server.gateway import intents
from tests.playground.support import Playground, raw_gateway

USUAL = intents.GUILDS | intents.GUILD_MESSAGES
INVALID = {"t": None, "s": None, "op": 9, "d": False}


async def _identify(playground: Playground, shard: tuple[int, int] = (0, 1)) -> object:
    """Identify on a connection of its own; return READY's shard, or the payload that came in its place."""
    async with raw_gateway(playground) as raw:
        await raw.receive()
        identify = {"token": playground.stage.bot_token, "intents": USUAL, "properties": {}, "shard": list(shard)}
        await raw.send(2, identify)
        answer = await raw.receive()
    return answer["d"]["shard"] if answer["op"] == 0 else answer


async def test_two_sessions_of_a_bucket_need_a_pause_between_them(playground: Playground) -> None:
    playground.server.gateway.identify_seconds = 30.0
    assert await _identify(playground) == [0, 1]
    assert await _identify(playground) == INVALID
    playground.server.gateway.identify_seconds = 0.0
    assert await _identify(playground) == [0, 1]


async def test_buckets_are_counted_by_shard(playground: Playground) -> None:
    playground.server.gateway.identify_seconds = 30.0
    playground.stage.application.starts.max_concurrency = 2
    assert await _identify(playground, (0, 4)) == [0, 4]
    assert await _identify(playground, (1, 4)) == [1, 4]
    assert await _identify(playground, (2, 4)) == INVALID
    assert await _identify(playground, (3, 4)) == INVALID


async def test_a_client_that_was_too_early_may_identify_again_on_the_same_connection(playground: Playground) -> None:
    gateway = playground.server.gateway
    gateway.identify_seconds = 30.0
    await _identify(playground)
    async with raw_gateway(playground) as raw:
        await raw.receive()
        identify = {"token": playground.stage.bot_token, "intents": USUAL, "properties": {}}
        await raw.send(2, identify)
        assert await raw.receive() == INVALID
        gateway.identify_seconds = 0.0
        await raw.send(2, identify)
        await raw.until("READY")


async def test_starts_are_counted_down(playground: Playground) -> None:
    await _identify(playground)
    await _identify(playground)
    limit = (await playground.as_bot().get("/gateway/bot")).body["session_start_limit"]
    assert (limit["total"], limit["remaining"], limit["max_concurrency"]) == (1000, 998, 1)
    assert 86_000_000 < limit["reset_after"] <= 86_400_000


async def test_too_many_starts_a_day_cost_the_bot_its_sessions_and_its_token(playground: Playground) -> None:
    token, starts = playground.stage.bot_token, playground.stage.application.starts
    starts.total = 2
    async with raw_gateway(playground) as stays, raw_gateway(playground) as second, raw_gateway(playground) as third:
        await stays.identify(token, USUAL)
        await second.identify(token, USUAL)
        starts.remaining = 0
        await third.send(2, {"token": token, "intents": USUAL, "properties": {}})
        assert [await one.close_code() for one in (third, stays, second)] == [4004, 4004, 4004]
    assert (await playground.as_anyone().ask("GET", "/users/@me", Authorization=f"Bot {token}")).status == 401
    assert playground.stage.bot_token != token
    assert (await playground.as_bot().get("/users/@me")).status == 200


async def test_a_shard_hears_of_its_guilds_only(playground: Playground) -> None:
    world, stage = playground.stage.world, playground.stage
    others = [world.add_guild(GUILD_ID + (number << 22), f"guild {number}", stage.members["dana"]) for number in (1, 2)]
    rooms = [world.add_channel(one, one.id + 1, f"room{at}") for at, one in enumerate(others)]
    for one in others:
        world.seat(one, stage.bot)
    shards = {(one.id >> 22) % 3: one for one in (stage.guild, *others)}
    assert len(shards) == 3
    for shard, guild in shards.items():
        async with raw_gateway(playground) as raw:
            await raw.identify(stage.bot_token, USUAL, shard=[shard, 3])
            assert (await raw.until("GUILD_CREATE"))["id"] == str(guild.id)
            said = [world.say("dana", where, "hello") for where in (ENGLISH.name, *(room.name for room in rooms))]
            own = next(one for one in said if one.channel.guild is guild)
            assert (await raw.until("MESSAGE_CREATE"))["id"] == str(own.id)
            assert await raw.names_until_quiet() == []


@pytest.mark.parametrize(("guilds", "shard", "is_taken"), [(2, [0, 1], False), (2, [0, 2], True), (1, [0, 1], True)])
async def test_who_is_in_many_guilds_must_use_shards(
    playground: Playground, guilds: int, shard: list[int], is_taken: bool
) -> None:
    world, stage = playground.stage.world, playground.stage
    playground.server.gateway.most_guilds = 2
    for number in range(1, guilds):
        world.seat(world.add_guild(GUILD_ID + (number << 22), f"guild {number}", stage.members["dana"]), stage.bot)
    async with raw_gateway(playground) as raw:
        identify = {"token": stage.bot_token, "intents": USUAL, "properties": {}, "shard": shard}
        await raw.send(2, identify)
        if is_taken:
            await raw.until("READY")
        else:
            assert await raw.close_code() == 4011


async def test_no_shard_takes_more_guilds_than_one_may_hold(playground: Playground) -> None:
    world, stage = playground.stage.world, playground.stage
    playground.server.gateway.most_guilds = 1
    for number in (2, 4):
        world.seat(world.add_guild(GUILD_ID + (number << 22), f"guild {number}", stage.members["dana"]), stage.bot)
    async with raw_gateway(playground) as raw:
        shard = [(GUILD_ID >> 22) % 2, 2]
        await raw.send(2, {"token": stage.bot_token, "intents": USUAL, "properties": {}, "shard": shard})
        assert await raw.close_code() == 4011


async def test_more_guilds_are_recommended_more_shards(playground: Playground, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (await playground.as_bot().get("/gateway/bot")).body["shards"] == 1
    monkeypatch.setattr("playground.server.users.routes.GUILDS_A_SHARD", 2)
    world, stage = playground.stage.world, playground.stage
    for number in (1, 2):
        world.seat(world.add_guild(GUILD_ID + (number << 22), f"guild {number}", stage.members["dana"]), stage.bot)
    assert (await playground.as_bot().get("/gateway/bot")).body["shards"] == 2
