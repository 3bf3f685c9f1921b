"""Forwards: what they show, and what cannot be forwarded."""

import pytest

from playground.cast import CHINESE, ENGLISH, GUILD_ID
from playground.server.guilds import permissions
from playground.server.messages.model import Message
from playground.server.wire import Json
from tests.playground.support import Playground, raw_gateway

pytestmark = pytest.mark.usefixtures("judged")

HERE, THERE = f"/channels/{ENGLISH.id}/messages", f"/channels/{CHINESE.id}/messages"


def _forward(message_id: object, channel_id: int = ENGLISH.id) -> Json:
    return {"message_reference": {"type": 1, "message_id": str(message_id), "channel_id": str(channel_id)}}


@pytest.fixture
async def said(playground: Playground) -> Message:
    graham = playground.stage.members["graham"]
    return playground.stage.world.say("dana", "english", f"Tea, <@{graham.id}>?")


async def test_a_forward_shows_what_was_said_but_not_who_said_it(playground: Playground, said: Message) -> None:
    reply = await playground.as_member("graham").post(THERE, _forward(said.id))
    assert (reply.body["type"], reply.body["content"], reply.body["flags"]) == (0, "", 1 << 14)
    assert reply.body["mentions"] == []
    assert reply.body["message_reference"] == {
        "type": 1,
        "channel_id": str(ENGLISH.id),
        "message_id": str(said.id),
        "guild_id": str(GUILD_ID),
    }
    (snapshot,) = reply.body["message_snapshots"]
    assert set(snapshot["message"]) == {
        "type",
        "content",
        "mentions",
        "mention_roles",
        "attachments",
        "embeds",
        "timestamp",
        "edited_timestamp",
        "flags",
        "components",
    }
    assert snapshot["message"]["content"] == said.content
    assert [one["username"] for one in snapshot["message"]["mentions"]] == ["graham"]


async def test_a_snapshot_stays_as_it_was(playground: Playground, said: Message) -> None:
    forward = (await playground.as_member("graham").post(THERE, _forward(said.id))).body
    dana = playground.as_member("dana")
    await dana.patch(f"{HERE}/{said.id}", {"content": "Coffee?"})
    await dana.delete(f"{HERE}/{said.id}")
    read = (await dana.get(f"{THERE}/{forward['id']}")).body
    assert read["message_snapshots"] == forward["message_snapshots"]


async def test_forwarding_a_forward_shows_the_same(playground: Playground, said: Message) -> None:
    graham = playground.as_member("graham")
    first = (await graham.post(THERE, _forward(said.id))).body
    second = (await graham.post(HERE, _forward(first["id"], CHINESE.id))).body
    assert second["message_snapshots"] == first["message_snapshots"]
    assert second["message_reference"]["message_id"] == first["id"]


@pytest.mark.parametrize("more", [{"content": "x"}, {"embeds": [{"title": "x"}]}])
async def test_nothing_stands_beside_a_forward(playground: Playground, said: Message, more: Json) -> None:
    reply = await playground.as_bot().post(THERE, _forward(said.id) | more)
    assert set(reply.faults) == set(more)


async def test_a_forward_names_its_channel(playground: Playground, said: Message) -> None:
    reply = await playground.as_bot().post(THERE, {"message_reference": {"type": 1, "message_id": str(said.id)}})
    assert "channel_id" in reply.faults["message_reference"]
    other = await playground.as_bot().post(
        THERE, {"message_reference": {"type": 2, "message_id": str(said.id), "channel_id": str(ENGLISH.id)}}
    )
    assert "type" in other.faults["message_reference"]


async def test_what_cannot_be_seen_cannot_be_forwarded(playground: Playground, said: Message) -> None:
    world, graham = playground.stage.world, playground.stage.members["graham"]
    asking, channel = playground.as_member("graham"), world.channels[ENGLISH.id]
    assert "message_reference" in (await asking.post(THERE, _forward(1))).faults
    assert (await asking.post(THERE, _forward(said.id, 1))).refusal == (404, 10003)
    world.rooms.deny(graham, channel, permissions.READ_MESSAGE_HISTORY)
    assert (await asking.post(THERE, _forward(said.id))).refusal == (403, 50013)
    world.rooms.deny(graham, channel)
    assert (await asking.post(THERE, _forward(said.id))).refusal == (403, 50001)


async def test_polls_and_system_messages_are_not_forwarded(playground: Playground, said: Message) -> None:
    morgan = playground.as_member("morgan")
    poll = {"question": {"text": "x"}, "answers": [{"poll_media": {"text": "x"}}]}
    asked = (await morgan.post(HERE, {"poll": poll})).body
    await morgan.put(f"{HERE}/pins/{said.id}", None)
    notice = (await morgan.get(f"{HERE}?limit=1")).body[0]
    for message in (asked, notice):
        assert (await morgan.post(THERE, _forward(message["id"]))).refusal == (400, 50068)


async def test_an_application_forwards_only_what_it_can_read(playground: Playground, said: Message) -> None:
    bot = playground.as_bot()
    assert (await bot.post(THERE, _forward(said.id))).status == 200
    playground.stage.application.privileged_intents = 0
    assert (await bot.post(THERE, _forward(said.id))).refusal == (400, 160014)
    called = playground.stage.world.say("dana", "english", f"<@{playground.stage.bot.id}>")
    assert (await bot.post(THERE, _forward(called.id))).status == 200


async def test_a_snapshot_is_content_that_needs_the_intent(playground: Playground, said: Message) -> None:
    playground.stage.application.privileged_intents = 0
    async with raw_gateway(playground) as raw:
        await raw.identify(playground.stage.bot_token, 1 << 9)
        forward = (await playground.as_member("graham").post(THERE, _forward(said.id))).body
        told = await raw.until("MESSAGE_CREATE")
    read = (await playground.as_bot().get(f"{THERE}/{forward['id']}")).body
    for seen in (told, read):
        assert seen["message_snapshots"][0]["message"]["content"] == ""


async def test_a_webhook_forwards_nothing(playground: Playground, said: Message) -> None:
    webhook = await playground.webhook(CHINESE.id)
    path = f"/webhooks/{webhook['id']}/{webhook['token']}?wait=true"
    assert (await playground.as_anyone().post(path, _forward(said.id))).refusal == (400, 50006)


async def test_a_forward_is_not_edited(playground: Playground, said: Message) -> None:
    graham = playground.as_member("graham")
    forward = (await graham.post(THERE, _forward(said.id))).body
    assert (await graham.patch(f"{THERE}/{forward['id']}", {"content": "x"})).refusal == (403, 50021)
