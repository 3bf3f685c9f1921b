"""Polls as the small Discord knows them: how they stand, and that they are answered once."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.discord_adapter.polls import DiscordPolls
from bot.errors import Forbidden
from bot.ids import ChannelId, MessageId, said_at
from bot.relay.model import SourcePlace
from playground.cast import ENGLISH
from playground.server.guilds import permissions
from playground.server.messages.drafts import LONGEST, draft_in
from playground.server.messages.model import Message
from tests.discord_end import Scene, scene

ANSWERS = [{"poll_media": {"text": text}} for text in ("Tea", "Coffee", "Kopi")]
POLL = {"question": {"text": "What?"}, "answers": ANSWERS, "allow_multiselect": True}


@pytest.fixture
async def room() -> AsyncIterator[Scene]:
    async with scene() as opened:
        yield opened


def asked(room: Scene) -> tuple[Message, SourcePlace]:
    world = room.stage.world
    channel = world.channel("english")
    message = world.messages.post(world.member("dana"), channel, draft_in({"poll": POLL}, LONGEST)).message
    return message, SourcePlace(ChannelId(channel.id), MessageId(message.id))


def answers(room: Scene) -> list[Message]:
    return [one for one in room.stage.world.channel("english").history if one.author_id == room.stage.bot.id]


async def test_a_poll_is_read_answer_by_answer_those_without_votes_too(room: Scene):
    board, (message, place) = DiscordPolls(room.client), asked(room)
    world = room.stage.world
    world.polls.vote(message, [1, 3], world.member("graham"))
    world.polls.vote(message, [3], world.member("priya"))
    votes = await board.read(place)
    assert votes is not None
    assert (votes.counts, votes.is_final) == ((1, 0, 2), False)
    assert abs(votes.ends_at - said_at(place.message_id) - timedelta(hours=24)) < timedelta(seconds=5)
    world.polls.end(message, world.member("dana"))
    ended = await board.read(place)
    assert ended is not None
    assert ended.is_final


async def test_what_is_no_poll_or_gone_or_hidden_is_none(room: Scene):
    board, (message, place) = DiscordPolls(room.client), asked(room)
    plain = room.stage.world.say("dana", "english", "no poll")
    assert await board.read(SourcePlace(place.channel_id, MessageId(plain.id))) is None
    room.stage.world.messages.delete(message)
    assert await board.read(place) is None


async def test_a_poll_is_answered_once_whatever_was_forgotten(room: Scene):
    board, (message, place) = DiscordPolls(room.client), asked(room)
    began = said_at(place.message_id)
    await board.tell(place, "so", began)
    await board.tell(place, "so", began)
    (answer,) = answers(room)
    assert answer.referenced is message
    assert not answer.mentions
    _, other = asked(room)
    await board.tell(other, "so", began)
    assert len(answers(room)) == 2


async def test_where_the_bot_may_not_speak_it_is_told_so(room: Scene):
    board, (_, place) = DiscordPolls(room.client), asked(room)
    world = room.stage.world
    world.rooms.deny(room.stage.bot, world.channels[ENGLISH.id], permissions.SEND_MESSAGES)
    with pytest.raises(Forbidden):
        await board.tell(place, "so", None)
