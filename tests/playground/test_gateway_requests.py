"""What clients ask of the gateway, and what the gateway asks of them."""

import pytest

from playground.cast import APPLICATION_ID, GUILD_ID
from playground.server.gateway import intents
from playground.server.wire import Json
from tests.playground.support import Playground, raw_gateway

SEEING = intents.GUILDS | intents.GUILD_PRESENCES
BUSY: Json = {"since": None, "activities": [{"name": "tea", "type": 0}], "status": "dnd", "afk": False}


async def test_the_gateway_may_ask_for_a_heartbeat(playground: Playground) -> None:
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, SEEING)
        await raw.until("GUILD_CREATE")
        playground.server.gateway.ask_for_heartbeats()
        assert (await raw.receive())["op"] == 1


async def test_a_presence_is_told_to_those_who_asked(playground: Playground) -> None:
    async with raw_gateway(playground) as sees, raw_gateway(playground) as blind:
        await sees.identify(playground.stage.bot_token, SEEING)
        await sees.until("GUILD_CREATE")
        await blind.identify(playground.stage.bot_token, intents.GUILDS)
        await blind.until("GUILD_CREATE")
        await blind.send(3, BUSY)
        told = await sees.until("PRESENCE_UPDATE")
        assert await blind.names_until_quiet() == []
    assert told["user"] == {"id": str(APPLICATION_ID)}
    assert (told["status"], told["guild_id"]) == ("dnd", str(GUILD_ID))
    assert told["client_status"] == {"web": "dnd"}


async def test_who_is_invisible_seems_offline(playground: Playground) -> None:
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, SEEING)
        await raw.send(3, BUSY | {"status": "invisible"})
        told = await raw.until("PRESENCE_UPDATE")
    assert (told["status"], told["client_status"]) == ("offline", {})


async def test_the_sixth_presence_in_twenty_seconds_is_passed_over(playground: Playground) -> None:
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, SEEING)
        await raw.until("GUILD_CREATE")
        for _ in range(6):
            await raw.send(3, BUSY)
        assert await raw.names_until_quiet() == ["PRESENCE_UPDATE"] * 5


@pytest.mark.parametrize(
    "wrong",
    [None, {}, BUSY | {"status": "asleep"}, BUSY | {"activities": None}, BUSY | {"activities": [{"name": "x"}]}],
)
async def test_what_is_no_presence_closes_the_connection(playground: Playground, wrong: Json | None) -> None:
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, SEEING)
        await raw.send(3, wrong)
        assert await raw.close_code() == 4002


async def test_all_members_may_be_asked_for_once_in_a_while(playground: Playground) -> None:
    chunks = playground.server.gateway.member_chunks
    request = {"guild_id": str(GUILD_ID), "query": "", "limit": 0, "nonce": "n"}
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, intents.GUILDS | intents.GUILD_MEMBERS)
        await raw.send(8, request)
        assert len((await raw.until("GUILD_MEMBERS_CHUNK"))["members"]) == 8
        await raw.send(8, request)
        limited = await raw.until("RATE_LIMITED")
        # Some members by name are another matter.
        await raw.send(8, request | {"query": "dana", "limit": 1})
        assert [one["user"]["username"] for one in (await raw.until("GUILD_MEMBERS_CHUNK"))["members"]] == ["dana"]
        chunks.whole_guild_seconds = 0.0
        await raw.send(8, request)
        await raw.until("GUILD_MEMBERS_CHUNK")
    assert limited["opcode"] == 8
    assert 29 < limited["retry_after"] <= 30
    assert limited["meta"] == {"guild_id": str(GUILD_ID), "nonce": "n"}


@pytest.mark.parametrize(
    "asked",
    [
        {"guild_id": 1e18, "query": "d", "limit": 1},
        {"guild_id": str(GUILD_ID), "query": "d", "limit": -1},
        {"guild_id": str(GUILD_ID), "query": "d", "limit": 1e300},
        {"guild_id": str(GUILD_ID), "query": ["d"], "limit": 1},
        {"guild_id": str(GUILD_ID), "user_ids": [["1"]]},
        {"guild_id": str(GUILD_ID), "user_ids": {"id": "1"}},
        {"guild_id": str(GUILD_ID), "user_ids": [True]},
        {"guild_id": str(GUILD_ID)},
        "members, please",
    ],
)
async def test_a_malformed_request_for_members_is_met_with_silence(playground: Playground, asked: object) -> None:
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, intents.GUILDS | intents.GUILD_MEMBERS)
        await raw.until("GUILD_CREATE")
        await raw.send(8, asked)
        assert await raw.names_until_quiet() == []
        await raw.send(8, {"guild_id": str(GUILD_ID), "query": "dana", "limit": 1})
        assert len((await raw.until("GUILD_MEMBERS_CHUNK"))["members"]) == 1


@pytest.mark.parametrize("nonce", ["\ud800", "桥" * 11, 5, ["x"]])
async def test_a_nonce_that_is_none_is_ignored(playground: Playground, nonce: object) -> None:
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, intents.GUILDS | intents.GUILD_MEMBERS)
        await raw.send(8, {"guild_id": str(GUILD_ID), "query": "dana", "limit": 1, "nonce": nonce})
        assert "nonce" not in await raw.until("GUILD_MEMBERS_CHUNK")


@pytest.mark.parametrize(
    "frame",
    [
        '{"op": 3, "d": {"since": 1e999, "activities": [], "status": "dnd", "afk": false}}',
        '{"op": 3, "d": {"since": NaN, "activities": [], "status": "dnd", "afk": false}}',
        '{"op": 3, "d": {"since": true, "activities": [], "status": "dnd", "afk": false}}',
        '{"op": 3, "d": {"since": null, "activities": [{"name": "tea", "type": 9}], "status": "dnd", "afk": false}}',
        '{"op": 1, "d": true}',
        '{"op": true, "d": null}',
    ],
)
async def test_numbers_that_are_none_close_the_connection(playground: Playground, frame: str) -> None:
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, SEEING)
        await raw.ws.send_str(frame)
        assert await raw.close_code() == 4002


async def test_a_presence_without_activities_is_taken(playground: Playground) -> None:
    """So hikari sends it, and Discord lets hikari in."""
    async with raw_gateway(playground) as raw:
        presence = {"since": None, "afk": False, "game": None, "status": "idle"}
        await raw.identify(playground.stage.bot_token, SEEING, presence=presence)
        await raw.send(3, presence)
        assert (await raw.until("PRESENCE_UPDATE"))["activities"] == []
