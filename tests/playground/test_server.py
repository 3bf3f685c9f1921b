"""The server as a whole: its address, its state, its pictures, its beginning and its end."""

import asyncio
import struct
import time
import zlib

import aiohttp
import pytest

from playground.cast import ADMIN_ROLE_ID, APPLICATION_ID, CAST, ENGLISH, GUILD_ID, ROOMS, set_stage
from playground.server.app import PlaygroundServer
from playground.server.gateway.intents import GUILD_MEMBERS, GUILDS
from tests.playground.support import Playground, Rest, raw_gateway


async def test_the_state_shows_rooms_people_and_tokens_that_work(playground: Playground) -> None:
    anyone = Rest(playground.session, playground.server.url)
    state = (await anyone.get("/playground/state")).body
    assert state["ready"] is False
    guild = state["guilds"][0]
    assert (guild["id"], guild["name"]) == (str(GUILD_ID), playground.stage.guild.name)
    assert [one["name"] for one in guild["channels"]] == [room.name for room in ROOMS]
    assert {one["name"]: one["language"] for one in guild["members"]} == {one.name: one.language for one in CAST}
    assert [one["name"] for one in guild["members"] if one["admin"]] == ["Morgan"]
    for member in guild["members"]:
        me = await Rest(playground.session, playground.server.api_url, member["token"]).get("/users/@me")
        assert me.body["id"] == member["id"]
    playground.server.ready = True
    assert (await anyone.get("/playground/state")).body["ready"] is True


async def test_ids_are_the_same_in_every_run_and_tokens_are_not() -> None:
    first, second = set_stage(), set_stage()
    assert list(first.world.users) == list(second.world.users)
    assert list(first.world.channels) == list(second.world.channels)
    assert first.bot_token != second.bot_token
    message = first.world.say("dana", "english", "hello")
    assert message.id > max([*first.world.users, *first.world.channels, GUILD_ID])


async def test_a_busy_port_moves_on_to_the_next(playground: Playground) -> None:
    async with PlaygroundServer(set_stage().world, playground.server.port) as second:
        assert second.port > playground.server.port
        async with playground.session.get(f"{second.api_url}/gateway") as response:
            assert (await response.json())["url"] == second.gateway_url


async def test_it_closes_at_once_under_open_connections() -> None:
    stage = set_stage()
    async with aiohttp.ClientSession() as session:
        async with PlaygroundServer(stage.world) as server:
            playground = Playground(server, stage, session)
            await playground.as_anyone().get("/gateway")
            sockets = [await session.ws_connect(server.gateway_url) for _ in range(3)]
            begun = time.perf_counter()
        assert time.perf_counter() - begun < 1.0
        for ws in sockets:
            await ws.close()


async def test_only_one_gateway_client_hears_after_the_other_left(playground: Playground) -> None:
    async with raw_gateway(playground) as stays:
        await stays.identify(playground.stage.bot_token, GUILDS | 1 << 9)
        async with raw_gateway(playground) as leaves:
            await leaves.identify(playground.stage.bot_token, GUILDS | 1 << 9)
        await asyncio.sleep(0.02)
        said = playground.stage.world.say("dana", "english", "still here?")
        assert (await stays.until("MESSAGE_CREATE"))["id"] == str(said.id)
        assert len(playground.server.gateway.sessions.all()) == 1


@pytest.mark.parametrize(
    "path",
    [f"/cdn/avatars/{CAST[0].id}/{CAST[0].avatar}.png?size=64", "/cdn/embed/avatars/3.png", "/cdn/avatars/7/abc.png"],
)
async def test_every_avatar_address_gives_a_whole_png(playground: Playground, path: str) -> None:
    async with playground.session.get(playground.server.url + path) as response:
        picture = await response.read()
        assert response.content_type == "image/png"
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    at, kinds = 8, []
    while at < len(picture):
        size = struct.unpack(">I", picture[at : at + 4])[0]
        kind, data = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + size]
        assert struct.unpack(">I", picture[at + 8 + size : at + 12 + size])[0] == zlib.crc32(kind + data)
        kinds.append(kind)
        at += 12 + size
    assert kinds == [b"IHDR", b"IDAT", b"IEND"]


async def test_a_persona_wears_the_colour_of_the_member_whose_picture_it_brings(playground: Playground) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    own = f"{playground.server.cdn_url}/avatars/{CAST[3].id}/{CAST[3].avatar}.png"
    opened = f"/webhooks/{webhook['id']}/{webhook['token']}?wait=true"
    said = await playground.as_anyone().post(opened, {"content": "x", "avatar_url": own})
    persona = f"{playground.server.cdn_url}/avatars/{webhook['id']}/{said.body['author']['avatar']}.png"
    async with playground.session.get(own) as first, playground.session.get(persona) as second:
        assert await first.read() == await second.read()


@pytest.mark.parametrize("token", [None, "", "x", "Bot x", "Bearer x", "{human as bot}", "{bot as human}"])
async def test_a_wrong_token_is_unauthorized(playground: Playground, token: str | None) -> None:
    world = playground.stage.world
    if token == "{human as bot}":
        token = f"Bot {world.token_of(playground.stage.members['dana'])}"
    if token == "{bot as human}":
        token = playground.stage.bot_token
    reply = await Rest(playground.session, playground.server.api_url, token).get("/users/@me")
    assert reply.refusal == (401, 0)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nowhere", 404), ("PUT", "/users/@me", 405), ("GET", "/channels//messages", 404), ("GET", "/", 404)],
)
async def test_an_unknown_address_or_method_is_refused_in_json(
    playground: Playground, method: str, path: str, status: int
) -> None:
    assert (await playground.as_bot().ask(method, path)).refusal == (status, 0)


async def test_guilds_members_and_roles_can_be_read(playground: Playground) -> None:
    bot = playground.as_bot()
    guild = await bot.get(f"/guilds/{GUILD_ID}?with_counts=true")
    assert guild.body["approximate_member_count"] == 8
    assert len((await bot.get(f"/guilds/{GUILD_ID}/members?limit=1000")).body) == 8
    assert (await bot.get(f"/guilds/{GUILD_ID}/members/{APPLICATION_ID}")).body["user"]["bot"] is True
    assert {one["name"] for one in (await bot.get(f"/guilds/{GUILD_ID}/roles")).body} >= {"@everyone", "Admin"}
    assert (await bot.get(f"/guilds/{GUILD_ID}/members/1")).refusal == (404, 10013)
    assert (await bot.get("/guilds/1")).refusal == (404, 10004)
    assert (await bot.get("/users/@me/guilds")).body[0]["id"] == str(GUILD_ID)
    playground.stage.application.privileged_intents &= ~GUILD_MEMBERS
    assert (await bot.get(f"/guilds/{GUILD_ID}/members")).refusal == (403, 50001)
    playground.stage.world.seats.remove(playground.stage.guild, playground.stage.bot)
    assert (await bot.get(f"/guilds/{GUILD_ID}")).refusal == (403, 50001)
    assert (await bot.get(f"/channels/{ENGLISH.id}")).refusal == (403, 50001)


async def test_the_admin_arranges_channels_and_rights_by_rest(playground: Playground) -> None:
    morgan, bot, dana = playground.as_member("morgan"), playground.as_bot(), playground.as_member("dana")
    opened = await morgan.post(f"/guilds/{GUILD_ID}/channels", {"name": "Garden Talk", "topic": "slugs"})
    assert (opened.status, opened.body["name"]) == (201, "garden-talk")
    where = f"/channels/{opened.body['id']}"
    assert (await dana.post(f"/guilds/{GUILD_ID}/channels", {"name": "x"})).refusal == (403, 50013)
    assert (await dana.patch(where, {"name": "x"})).refusal == (403, 50013)
    assert (await morgan.patch(where, {"name": "slugs"})).body["name"] == "slugs"
    deny = {"type": 1, "deny": "1024"}
    assert (await dana.put(f"{where}/permissions/{APPLICATION_ID}", deny)).refusal == (403, 50013)
    assert (await morgan.put(f"{where}/permissions/{APPLICATION_ID}", deny)).status == 204
    assert (await bot.get(where)).refusal == (403, 50001)
    assert (await morgan.delete(f"{where}/permissions/{APPLICATION_ID}")).status == 204
    assert (await morgan.delete(f"{where}/permissions/{APPLICATION_ID}")).refusal == (404, 10009)
    assert (await bot.get(where)).status == 200
    assert (await bot.delete(where)).refusal == (403, 50013)
    assert (await morgan.delete(where)).body["id"] == opened.body["id"]
    assert (await bot.get(where)).refusal == (404, 10003)


async def test_the_admin_takes_roles_and_seats_away_by_rest(playground: Playground) -> None:
    morgan, dana = playground.as_member("morgan"), playground.stage.members["dana"]
    role = playground.stage.guild.members[APPLICATION_ID].roles[0]
    changed = await morgan.patch(f"/guilds/{GUILD_ID}/roles/{role}", {"permissions": "1024"})
    assert changed.body["permissions"] == "1024"
    assert (await playground.as_bot().post(f"/channels/{ENGLISH.id}/webhooks", {"name": "x"})).refusal == (403, 50013)
    for roles in ([str(ADMIN_ROLE_ID)], []):
        given = await morgan.patch(f"/guilds/{GUILD_ID}/members/{dana.id}", {"roles": roles})
        assert given.body["roles"] == roles
    assert (await morgan.patch(f"/guilds/{GUILD_ID}/members/{dana.id}", {"roles": ["5"]})).refusal == (404, 10011)
    assert (await playground.as_member("dana").delete(f"/guilds/{GUILD_ID}/members/{APPLICATION_ID}")).refusal == (
        403,
        50013,
    )
    assert (await morgan.delete(f"/guilds/{GUILD_ID}/members/{dana.id}")).status == 204
    assert (await morgan.delete(f"/guilds/{GUILD_ID}/members/{dana.id}")).refusal == (404, 10007)
    assert (await playground.as_member("dana").get(f"/channels/{ENGLISH.id}")).refusal == (403, 50001)


async def test_whoever_subscribes_sees_every_event_until_they_stop(playground: Playground) -> None:
    seen: list[str] = []
    stop = playground.server.events.subscribe(lambda event: seen.append(event.name))
    message = playground.stage.world.say("yating", "中文", "大家好")
    playground.stage.world.messages.delete(message)
    stop()
    playground.stage.world.say("yating", "中文", "再見")
    assert seen == ["MESSAGE_CREATE", "MESSAGE_DELETE"]


async def test_requests_are_logged_by_route(playground: Playground) -> None:
    webhook = await playground.webhook(ENGLISH.id)
    seen: list[str] = []
    playground.server.traffic.exchanges.subscribe(lambda exchange: seen.append(exchange.answered))
    await playground.as_anyone().post(f"/webhooks/{webhook['id']}/{webhook['token']}", {"content": ""})
    last = playground.server.traffic.log[-1]
    assert (last.method, last.route, last.status) == ("POST", "/webhooks/{webhook_id}/{webhook_token}", 400)
    assert playground.server.traffic.count()["POST", "/channels/{channel_id}/webhooks"] == 1
    assert "50006" in seen[0]
