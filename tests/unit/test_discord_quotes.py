"""Quotes above relayed messages, as the small Discord keeps their embeds."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.discord_adapter.quotes import DiscordQuotes
from bot.errors import MessageGone
from bot.ids import ChannelId, MessageId
from bot.relay.carried import Quote, Sticker
from bot.relay.model import Persona, Piece
from playground.cast import CHINESE
from playground.server.messages.model import Message
from tests.discord_end import Scene, scene

THERE = ChannelId(CHINESE.id)
DANA = Persona("Dana · EN", None)
MESSAGE = "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"
HOT = Quote("Graham · EN", "hot?", "https://discord.com/channels/1/2/3")
COLD = replace(HOT, preview="cold?")
STICKER = Sticker("wave", "https://cdn.discordapp.com/stickers/749054660769218631.png")
PLAIN = Piece("yes https://example.org", 0, 23)


@pytest.fixture
async def room() -> AsyncIterator[Scene]:
    async with scene() as it:
        yield it


def board_of(room: Scene) -> DiscordQuotes:
    return DiscordQuotes(room.client, room.delivery)


async def sent(room: Scene, piece: Piece) -> tuple[Message, MessageId]:
    message_id = await room.delivery.send(THERE, DANA, piece)
    return next(one for one in room.stage.world.channels[CHINESE.id].history if one.id == message_id), message_id


async def test_a_quote_takes_the_place_of_the_one_that_stands_and_all_else_stays(room: Scene):
    message, message_id = await sent(room, replace(PLAIN, quote=HOT, stickers=(STICKER,)))
    bodies = room.sent(MESSAGE)
    await board_of(room).show(THERE, message_id, COLD)
    assert [embed.get("description") for embed in message.embeds] == ["cold?", None]
    assert message.embeds[0]["author"] == {"name": "↩ Graham · EN", "url": HOT.link}
    assert message.embeds[1]["image"]["url"] == STICKER.picture_url
    assert message.content == PLAIN.content
    (body,) = bodies
    assert body.keys() == {"embeds", "allowed_mentions"}
    assert body["allowed_mentions"] == {"parse": []}


async def test_a_quote_that_stands_costs_no_edit(room: Scene):
    _, message_id = await sent(room, replace(PLAIN, quote=HOT, stickers=(STICKER,)))
    bodies = room.sent(MESSAGE)
    await board_of(room).show(THERE, message_id, HOT)
    assert bodies == []


async def test_a_first_quote_stands_above_what_there_is(room: Scene):
    message, message_id = await sent(room, replace(PLAIN, stickers=(STICKER,)))
    await board_of(room).show(THERE, message_id, HOT)
    assert [embed.get("description") for embed in message.embeds] == ["hot?", None]


async def test_what_is_gone_leaves_neither_words_nor_name_nor_link(room: Scene):
    board = board_of(room)
    message, message_id = await sent(room, replace(PLAIN, quote=HOT, stickers=(STICKER,)))
    assert await board.blank(THERE, message_id, "gone")
    assert message.embeds[0].keys() - {"type"} == {"description"}
    assert message.embeds[0]["description"] == "gone"
    assert len(message.embeds) == 2
    assert not await board.blank(THERE, message_id, "gone")


async def test_where_no_quote_stands_nothing_is_said_of_one(room: Scene):
    message, message_id = await sent(room, replace(PLAIN, stickers=(STICKER,)))
    assert not await board_of(room).blank(THERE, message_id, "gone")
    assert len(message.embeds) == 1


@pytest.mark.parametrize("kind", ["link", "rich"])
async def test_previews_of_links_are_discords_and_are_not_sent_back(room: Scene, kind: str):
    page = {"type": kind, "url": "https://example.org", "title": "Example", "description": "A page"}
    message, message_id = await sent(room, replace(PLAIN, quote=HOT))
    message.previews = [page]
    bodies = room.sent(MESSAGE)
    await board_of(room).show(THERE, message_id, COLD)
    assert [embed["description"] for embed in bodies[0]["embeds"]] == ["cold?"]


async def test_an_answer_that_is_gone_is_told(room: Scene):
    _, message_id = await sent(room, replace(PLAIN, quote=HOT))
    await room.delivery.delete(THERE, message_id)
    with pytest.raises(MessageGone):
        await board_of(room).show(THERE, message_id, COLD)
