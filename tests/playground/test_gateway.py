"""The gateway's protocol, spoken by hand."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from playground.cast import APPLICATION_ID, BOT_ROLE_ID, ENGLISH, GUILD_ID, MODERATORS
from playground.server.channels.model import Overwrite
from playground.server.gateway import intents
from playground.server.guilds import permissions
from playground.server.wire import Json
from tests.playground.support import Playground, raw_gateway

RawSend = Callable[[int, object], Awaitable[None]]
USUAL = intents.GUILDS | intents.GUILD_MESSAGES | intents.MESSAGE_CONTENT


async def test_ready_names_the_guilds_as_unavailable_and_then_each_comes_up(playground: Playground) -> None:
    async with raw_gateway(playground) as raw:
        ready = await raw.identify(playground.stage.bot_token, USUAL)
        guild = await raw.until("GUILD_CREATE")

    assert ready["guilds"] == [{"id": str(GUILD_ID), "unavailable": True}]
    assert ready["resume_gateway_url"] == playground.server.gateway_url
    assert ready["application"]["id"] == str(APPLICATION_ID)
    assert guild["unavailable"] is False
    assert [member["user"]["id"] for member in guild["members"]] == [str(APPLICATION_ID)]
    assert guild["member_count"] == 8


async def test_of_a_guild_that_has_not_come_up_nothing_is_told(playground: Playground) -> None:
    playground.server.gateway.sessions.guild_seconds = 0.2
    world = playground.stage.world
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, USUAL)
        early = world.say("dana", ENGLISH.name, "early")
        guild = await raw.until("GUILD_CREATE")
        world.say("dana", ENGLISH.name, "now")
        heard = await raw.until("MESSAGE_CREATE")

    (english,) = [channel for channel in guild["channels"] if channel["id"] == str(ENGLISH.id)]
    assert english["last_message_id"] == str(early.id)
    assert heard["content"] == "now"


async def test_a_heartbeat_is_acknowledged(playground: Playground) -> None:
    async with raw_gateway(playground) as raw:
        assert (await raw.receive())["op"] == 10
        await raw.send(1, None)
        assert (await raw.receive())["op"] == 11


async def test_a_client_without_a_heartbeat_is_cut_and_may_resume(playground: Playground) -> None:
    playground.server.gateway.heartbeat_seconds = 0.1
    async with raw_gateway(playground) as raw:
        ready = await raw.identify(playground.stage.bot_token, USUAL)
        sequence = 1
        assert await raw.close_code() == 4000
    playground.server.gateway.heartbeat_seconds = 40.0
    async with raw_gateway(playground) as raw:
        await _resume(playground, raw_send=raw.send, ready=ready, sequence=sequence)
        assert (await raw.until("GUILD_CREATE"))["id"] == str(GUILD_ID)
        await raw.until("RESUMED")


async def _resume(playground: Playground, raw_send: RawSend, ready: Json, sequence: int) -> None:
    token = playground.stage.bot_token
    await raw_send(6, {"token": token, "session_id": ready["session_id"], "seq": sequence})


async def test_resume_replays_what_was_missed_in_order_and_nothing_else(playground: Playground) -> None:
    async with raw_gateway(playground) as raw:
        ready = await raw.identify(playground.stage.bot_token, USUAL)
        await raw.until("GUILD_CREATE")
        playground.stage.world.say("dana", "english", "heard")
        await raw.until("MESSAGE_CREATE")
        heard = raw.sequence or 0
        playground.server.gateway.drop()
    missed = [playground.stage.world.say("dana", "english", f"missed {number}") for number in range(3)]
    async with raw_gateway(playground) as raw:
        await _resume(playground, raw.send, ready, heard)
        replayed = [await raw.until("MESSAGE_CREATE") for _ in missed]
        await raw.until("RESUMED")
        playground.stage.world.say("dana", "english", "live again")
        live = await raw.until("MESSAGE_CREATE")

    assert [one["id"] for one in replayed] == [str(one.id) for one in missed]
    assert live["content"] == "live again"


async def test_a_session_that_the_client_closed_cannot_be_resumed(playground: Playground) -> None:
    async with raw_gateway(playground) as raw:
        ready = await raw.identify(playground.stage.bot_token, USUAL)
        await raw.ws.close(code=1000)
    async with raw_gateway(playground) as raw:
        await raw.receive()
        await _resume(playground, raw.send, ready, 1)
        assert await raw.receive() == {"t": None, "s": None, "op": 9, "d": False}


async def test_a_session_is_forgotten_after_its_window(playground: Playground) -> None:
    playground.server.gateway.sessions.resume_window = 0.0
    async with raw_gateway(playground) as raw:
        ready = await raw.identify(playground.stage.bot_token, USUAL)
        playground.server.gateway.drop()
    await asyncio.sleep(0.02)
    async with raw_gateway(playground) as raw:
        await raw.receive()
        await _resume(playground, raw.send, ready, 1)
        assert (await raw.receive())["op"] == 9


async def test_a_buffer_that_ran_over_refuses_to_resume(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playground.server.gateway.sessions.BUFFERED_EVENTS", 5)
    async with raw_gateway(playground) as raw:
        ready = await raw.identify(playground.stage.bot_token, USUAL)
        playground.server.gateway.drop()
    for number in range(10):
        playground.stage.world.say("dana", "english", f"{number}")
    async with raw_gateway(playground) as raw:
        await raw.receive()
        await _resume(playground, raw.send, ready, 1)
        assert await raw.receive() == {"t": None, "s": None, "op": 9, "d": False}


async def test_resuming_can_be_refused_throughout(playground: Playground) -> None:
    playground.server.gateway.refuse_resume = True
    async with raw_gateway(playground) as raw:
        ready = await raw.identify(playground.stage.bot_token, USUAL)
        playground.server.gateway.drop(code=4000)
        assert await raw.close_code() == 4000
    async with raw_gateway(playground) as raw:
        await raw.receive()
        await _resume(playground, raw.send, ready, 1)
        assert (await raw.receive())["d"] is False


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ("no json", 4002),
        ('{"op": "2"}', 4002),
        ('{"op": 1, "d": "' + "x" * 4096 + '"}', 4002),
        ('{"op": 99, "d": null}', 4001),
        ('{"op": 8, "d": {}}', 4003),
        ('{"op": 3, "d": {}}', 4003),
        ('{"op": 2, "d": null}', 4002),
        ('{"op": 2, "d": {"token": "wrong", "intents": 0, "properties": {}}}', 4004),
        ('{"op": 6, "d": {"token": "wrong", "session_id": "x", "seq": 1}}', 4004),
    ],
)
async def test_nonsense_closes_the_connection(playground: Playground, payload: str, code: int) -> None:
    async with raw_gateway(playground) as raw:
        await raw.ws.send_str(payload)
        assert await raw.close_code() == code


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"intents": 1 << 30}, 4013),
        ({"intents": 1 << 17}, 4013),
        ({"intents": -1}, 4013),
        ({"intents": None}, 4013),
        ({"intents": intents.MESSAGE_CONTENT}, 4014),
        ({"intents": 1, "shard": [1, 1]}, 4010),
        ({"intents": 1, "shard": "0"}, 4010),
        ({"intents": 1, "properties": None}, 4002),
    ],
)
async def test_an_identify_with_wrong_fields_closes_the_connection(
    playground: Playground, fields: Json, code: int
) -> None:
    playground.stage.application.privileged_intents = 0
    async with raw_gateway(playground) as raw:
        await raw.send(2, {"token": playground.stage.bot_token, "properties": {}} | fields)
        assert await raw.close_code() == code


async def test_another_version_or_encoding_is_refused(playground: Playground) -> None:
    async with raw_gateway(playground, "?v=9&encoding=json") as raw:
        assert await raw.close_code() == 4012
    async with raw_gateway(playground, "?v=10&encoding=etf") as raw:
        assert await raw.close_code() == 4002


async def test_identifying_twice_closes_the_connection(playground: Playground) -> None:
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, USUAL)
        await raw.send(2, {"token": playground.stage.bot_token, "intents": 0, "properties": {}})
        assert await raw.close_code() == 4005


async def test_a_sequence_from_the_future_closes_the_connection(playground: Playground) -> None:
    async with raw_gateway(playground) as raw:
        ready = await raw.identify(playground.stage.bot_token, USUAL)
        playground.server.gateway.drop()
    async with raw_gateway(playground) as raw:
        await _resume(playground, raw.send, ready, 999)
        assert await raw.close_code() == 4007


async def test_too_many_payloads_close_the_connection(playground: Playground) -> None:
    async with raw_gateway(playground) as raw:
        for _ in range(121):
            await raw.send(1, None)
        assert await raw.close_code() == 4008


async def test_what_was_not_asked_for_is_not_told(playground: Playground) -> None:
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, intents.GUILDS)
        await raw.until("GUILD_CREATE")
        playground.stage.world.say("dana", "english", "hello")
        await playground.as_member("dana").post(f"/channels/{ENGLISH.id}/typing")
        await playground.webhook(ENGLISH.id)
        assert await raw.names_until_quiet() == []


async def test_typing_is_told_to_those_who_asked(playground: Playground) -> None:
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, intents.GUILDS | intents.GUILD_MESSAGE_TYPING)
        await playground.as_member("dana").post(f"/channels/{ENGLISH.id}/typing")
        typing = await raw.until("TYPING_START")
        assert typing["user_id"] == str(playground.stage.members["dana"].id)


async def test_without_the_content_intent_only_mentions_and_own_messages_can_be_read(playground: Playground) -> None:
    world = playground.stage.world
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, intents.GUILDS | intents.GUILD_MESSAGES)
        unread = world.say("dana", "english", "not for bots")
        mention = world.say("dana", "english", f"<@{APPLICATION_ID}> please")
        own = await playground.as_bot().post(f"/channels/{ENGLISH.id}/messages", {"content": "mine"})
        reply = world.say("dana", "english", "a reply", reply_to=mention)
        told = [await raw.until("MESSAGE_CREATE") for _ in range(4)]

    assert [one["content"] for one in told] == ["", f"<@{APPLICATION_ID}> please", "mine", ""]
    assert told[0]["id"] == str(unread.id)
    assert told[2]["id"] == own.body["id"]
    assert told[3]["id"] == str(reply.id)
    # The quoted message mentions the bot, so it stays whole inside one that does not.
    assert told[3]["referenced_message"]["content"] == f"<@{APPLICATION_ID}> please"


async def test_a_channel_that_cannot_be_seen_is_silent(playground: Playground) -> None:
    world, stage = playground.stage.world, playground.stage
    async with raw_gateway(playground) as raw:
        await raw.identify(stage.bot_token, USUAL)
        await raw.until("GUILD_CREATE")
        world.rooms.set_overwrite(world.channels[MODERATORS.id], Overwrite(GUILD_ID, 0, deny=permissions.VIEW_CHANNEL))
        world.say("morgan", "mods-管理", "among ourselves")
        assert await raw.names_until_quiet() == ["CHANNEL_UPDATE"]


async def test_a_bot_that_is_removed_is_told_and_told_again_when_it_returns(playground: Playground) -> None:
    stage = playground.stage
    async with raw_gateway(playground) as raw:
        await raw.identify(stage.bot_token, USUAL)
        await raw.until("GUILD_CREATE")
        stage.world.seats.remove(stage.guild, stage.bot)
        stage.world.say("dana", "english", "is it gone?")
        stage.world.seats.admit(stage.guild, stage.bot, (BOT_ROLE_ID,))
        assert await raw.until("GUILD_DELETE") == {"id": str(GUILD_ID)}
        assert (await raw.until("GUILD_CREATE"))["id"] == str(GUILD_ID)


async def test_an_edit_a_deletion_and_a_clean_up_are_told(playground: Playground) -> None:
    world = playground.stage.world
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, USUAL)
        said = [world.say("dana", "english", f"{number}") for number in range(3)]
        await playground.as_member("dana").patch(f"/channels/{ENGLISH.id}/messages/{said[0].id}", {"content": "new"})
        world.messages.delete(said[0])
        world.messages.delete_many(world.channel("english"), [one.id for one in said[1:]])
        update = await raw.until("MESSAGE_UPDATE")
        assert (update["content"], update["guild_id"]) == ("new", str(GUILD_ID))
        assert update["edited_timestamp"] is not None
        assert (await raw.until("MESSAGE_DELETE"))["id"] == str(said[0].id)
        assert (await raw.until("MESSAGE_DELETE_BULK"))["ids"] == [str(one.id) for one in said[1:]]


async def test_the_gateway_is_found_by_asking(playground: Playground) -> None:
    found = await playground.as_anyone().get("/gateway")
    assert found.body == {"url": playground.server.gateway_url}
    for_bots = await playground.as_bot().get("/gateway/bot")
    assert for_bots.body["session_start_limit"]["remaining"] == 1000
    assert (await playground.as_member("dana").get("/gateway/bot")).refusal == (403, 20002)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("compress", "yes", 4002),
        ("large_threshold", 49, 4002),
        ("large_threshold", 251, 4002),
        ("large_threshold", True, 4002),
        ("presence", 5, 4002),
        ("presence", {"status": "busy", "activities": [], "since": None, "afk": False}, 4002),
        ("intents", True, 4013),
        ("shard", [False, True], 4010),
    ],
)
async def test_an_identify_must_be_well_formed(playground: Playground, field: str, value: object, code: int) -> None:
    identify = {"token": playground.stage.bot_token, "intents": USUAL, "properties": {}}
    async with raw_gateway(playground) as raw:
        await raw.send(2, identify | {field: value})
        assert await raw.close_code() == code
