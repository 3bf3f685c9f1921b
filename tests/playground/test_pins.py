"""Pins over REST, and how they are told."""

import asyncio
from urllib.parse import quote

import pytest

from playground.cast import CHINESE, ENGLISH, GUILD_ID
from playground.server.guilds import permissions
from playground.server.messages.model import Message
from playground.server.wire import Json
from tests.playground.support import Playground, raw_gateway

pytestmark = pytest.mark.usefixtures("judged")

HERE = f"/channels/{ENGLISH.id}/messages"
PINS = f"{HERE}/pins"
OLD_PINS = f"/channels/{ENGLISH.id}/pins"


@pytest.fixture
async def said(playground: Playground) -> list[Message]:
    return [playground.stage.world.say("dana", "english", f"{number}") for number in range(3)]


async def _pinned(playground: Playground, query: str = "") -> tuple[list[str], bool]:
    reply = await playground.as_bot().get(PINS + query)
    return [one["message"]["content"] for one in reply.body["items"]], reply.body["has_more"]


@pytest.mark.parametrize("pins", [PINS, OLD_PINS])
async def test_a_pin_stands_until_it_is_taken_down(playground: Playground, said: list[Message], pins: str) -> None:
    morgan = playground.as_member("morgan")
    assert (await morgan.put(f"{pins}/{said[0].id}", None)).status == 204
    read = (await morgan.get(f"{HERE}/{said[0].id}")).body
    assert (read["pinned"], read["edited_timestamp"]) == (True, None)
    assert [one["id"] for one in (await morgan.get(OLD_PINS)).body] == [str(said[0].id)]
    assert await _pinned(playground) == (["0"], False)
    assert (await morgan.delete(f"{pins}/{said[0].id}")).status == 204
    assert await _pinned(playground) == ([], False)


async def test_pins_run_from_the_newest_in_pages(playground: Playground, said: list[Message]) -> None:
    morgan = playground.as_member("morgan")
    for message in said:
        await morgan.put(f"{PINS}/{message.id}", None)
        await asyncio.sleep(0)
    assert await _pinned(playground) == (["2", "1", "0"], False)
    assert await _pinned(playground, "?limit=2") == (["2", "1"], True)
    moment = (await morgan.get(f"{PINS}?limit=2")).body["items"][1]["pinned_at"]
    assert await _pinned(playground, f"?limit=2&before={quote(moment)}") == (["0"], False)
    for query in ("?limit=51", "?limit=0", "?before=yesterday"):
        assert (await morgan.get(PINS + query)).refusal == (400, 50035)


async def test_the_channel_says_who_pinned_what(playground: Playground, said: list[Message]) -> None:
    await playground.as_member("morgan").put(f"{PINS}/{said[0].id}", None)
    newest = (await playground.as_bot().get(f"{HERE}?limit=1")).body[0]
    assert (newest["type"], newest["content"], newest["author"]["username"]) == (6, "", "morgan")
    assert newest["message_reference"] == {
        "type": 0,
        "channel_id": str(ENGLISH.id),
        "message_id": str(said[0].id),
        "guild_id": str(GUILD_ID),
    }


async def test_pinning_takes_the_right_to_pin(playground: Playground, said: list[Message]) -> None:
    role = playground.stage.guild.roles[GUILD_ID]
    role.permissions |= permissions.MANAGE_MESSAGES
    dana = playground.as_member("dana")
    for method in ("PUT", "DELETE"):
        assert (await dana.ask(method, f"{PINS}/{said[0].id}")).refusal == (403, 50013)
    role.permissions |= permissions.PIN_MESSAGES
    assert (await dana.put(f"{PINS}/{said[0].id}", None)).status == 204


async def test_without_the_history_there_are_no_pins(playground: Playground, said: list[Message]) -> None:
    world = playground.stage.world
    await playground.as_member("morgan").put(f"{PINS}/{said[0].id}", None)
    dana, channel = playground.stage.members["dana"], world.channels[ENGLISH.id]
    world.rooms.deny(dana, channel, permissions.READ_MESSAGE_HISTORY)
    asking = playground.as_member("dana")
    assert (await asking.get(PINS)).body == {"items": [], "has_more": False}
    assert (await asking.get(OLD_PINS)).body == []


async def test_only_what_someone_wrote_here_can_be_pinned(playground: Playground, said: list[Message]) -> None:
    morgan = playground.as_member("morgan")
    await morgan.put(f"{PINS}/{said[0].id}", None)
    notice = (await morgan.get(f"{HERE}?limit=1")).body[0]
    assert (await morgan.put(f"{PINS}/{notice['id']}", None)).refusal == (403, 50021)
    assert (await morgan.put(f"{PINS}/1", None)).refusal == (404, 10008)
    elsewhere = f"/channels/{CHINESE.id}/messages/pins/{said[0].id}"
    assert (await morgan.put(elsewhere, None)).refusal == (400, 50019)


async def test_there_are_250_pins_at_most(playground: Playground) -> None:
    world, morgan = playground.stage.world, playground.as_member("morgan")
    channel, members = world.channels[ENGLISH.id], playground.stage.members
    said = [world.say("dana", "english", f"{number}") for number in range(251)]
    for message in said[:250]:
        world.pins.add(channel, message.id, members["morgan"])
    assert (await morgan.put(f"{PINS}/{said[250].id}", None)).refusal == (400, 30003)
    assert (await morgan.put(f"{PINS}/{said[0].id}", None)).status == 204


async def test_pins_are_told(playground: Playground, said: list[Message]) -> None:
    morgan = playground.as_member("morgan")
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, 1 << 0 | 1 << 9 | 1 << 15)
        await morgan.put(f"{PINS}/{said[0].id}", None)
        told = await raw.until("CHANNEL_PINS_UPDATE")
        changed = await raw.until("MESSAGE_UPDATE")
        notice = await raw.until("MESSAGE_CREATE")
        channel: Json = (await morgan.get(f"/channels/{ENGLISH.id}")).body
        await morgan.put(f"{PINS}/{said[0].id}", None)
        await morgan.delete(f"{PINS}/{said[0].id}")
        untold = await raw.until("CHANNEL_PINS_UPDATE")

    place = {"guild_id": str(GUILD_ID), "channel_id": str(ENGLISH.id)}
    assert told == place | {"last_pin_timestamp": channel["last_pin_timestamp"]}
    assert (changed["pinned"], changed["edited_timestamp"]) == (True, None)
    assert notice["type"] == 6
    assert untold == place | {"last_pin_timestamp": None}


async def test_a_deleted_message_is_no_pin_and_that_is_not_told(playground: Playground, said: list[Message]) -> None:
    morgan = playground.as_member("morgan")
    await morgan.put(f"{PINS}/{said[0].id}", None)
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, 1 << 0 | 1 << 9)
        await morgan.delete(f"{HERE}/{said[0].id}")
        names = await raw.names_until_quiet()
    assert await _pinned(playground) == ([], False)
    assert "MESSAGE_DELETE" in names
    assert "CHANNEL_PINS_UPDATE" not in names
