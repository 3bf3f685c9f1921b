"""Recaps and answers as the small Discord knows them: posted with pictures, found again, edited with what is left."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.discord_adapter.answers import DiscordAnswers
from bot.discord_adapter.channel_watch import DiscordChannelWatch
from bot.discord_adapter.directory import DiscordDirectory
from bot.discord_adapter.history import DiscordHistory
from bot.discord_adapter.nonces import nonce_of
from bot.discord_adapter.polls import DiscordPolls
from bot.discord_adapter.recap import DiscordRecaps
from bot.errors import Forbidden, MessageGone
from bot.ids import ChannelId, MessageId, said_at
from bot.prompts.answers import Answer, RecapText
from bot.prompts.occasions import OccasionId
from bot.relay.model import SourcePlace
from bot.translation.model import EN
from playground.cast import CHINESE, ENGLISH
from playground.server.guilds import permissions
from playground.server.messages.model import Message
from tests.discord_end import Scene, scene
from tests.playground.uploads import png

HERE, OCCASION = ChannelId(ENGLISH.id), OccasionId(7)
TEXT = RecapText(EN, "### Recap", "See all", "Remove my quote")


@pytest.fixture
async def room() -> AsyncIterator[Scene]:
    async with scene() as opened:
        yield opened


@pytest.fixture
def history(room: Scene) -> DiscordHistory:
    return DiscordHistory(room.client, DiscordDirectory(room.client), DiscordChannelWatch(room.client))


@pytest.fixture
def board(room: Scene, history: DiscordHistory) -> DiscordRecaps:
    return DiscordRecaps(room.client, history)


@pytest.fixture
def reader(room: Scene, history: DiscordHistory) -> DiscordAnswers:
    return DiscordAnswers(history, DiscordPolls(room.client))


def message(room: Scene, message_id: int) -> Message:
    return next(one for one in room.stage.world.channel("english").history if one.id == message_id)


async def pictured(room: Scene, reader: DiscordAnswers, *names: str) -> list[Answer]:
    """Let members post pictures, and return these as they are read."""
    for name in names:
        room.stage.world.say("dana", "english", "", files=[(name, png())])
    return list(await reader.said(HERE, MessageId(0), MessageId(1 << 62)))


async def test_it_is_posted_with_its_buttons_and_pictures_and_found_by_its_button(
    room: Scene, board: DiscordRecaps, reader: DiscordAnswers
):
    one, two = await pictured(room, reader, "cat.png", "SPOILER_tea.PNG")
    text = replace(TEXT, pictures=(*one.pictures, *two.pictures))
    posted = await board.post(HERE, OCCASION, text)
    shown = message(room, posted)
    assert [each.filename for each in shown.attachments] == [f"{one.id}.png", f"SPOILER_{two.id}.png"]
    assert "daily-all-7" in str(shown.components)
    assert "daily-remove-7" in str(shown.components)
    since = said_at(posted) - timedelta(seconds=5)
    assert await board.find(HERE, OCCASION, since) == posted
    assert await board.find(HERE, OccasionId(8), since) is None
    assert await board.find(HERE, OCCASION, said_at(posted) + timedelta(seconds=5)) is None


async def test_an_edit_keeps_the_pictures_that_are_left_and_adds_none(
    room: Scene, board: DiscordRecaps, reader: DiscordAnswers
):
    one, two = await pictured(room, reader, "cat.png", "tea.png")
    posted = await board.post(HERE, OCCASION, replace(TEXT, pictures=(*one.pictures, *two.pictures)))
    await board.edit(HERE, posted, replace(TEXT, content="### Less", pictures=two.pictures))
    shown = message(room, posted)
    assert (shown.content, [each.filename for each in shown.attachments]) == ("### Less", [f"{two.id}.png"])
    assert "daily-all-7" in str(shown.components)
    await board.edit(HERE, posted, TEXT)
    assert message(room, posted).attachments == []


async def test_a_picture_that_is_gone_is_left_out_and_the_others_stay(
    room: Scene, board: DiscordRecaps, reader: DiscordAnswers
):
    one, two = await pictured(room, reader, "cat.png", "tea.png")
    gone = replace(one.pictures[0], url=one.pictures[0].url.replace("cat", "dog"))
    posted = await board.post(HERE, OCCASION, replace(TEXT, pictures=(gone, *two.pictures)))
    assert [each.filename for each in message(room, posted).attachments] == [f"{two.id}.png"]


async def test_where_the_bot_may_not_speak_it_is_told_so(room: Scene, board: DiscordRecaps):
    world = room.stage.world
    world.rooms.deny(room.stage.bot, world.channels[ENGLISH.id], permissions.SEND_MESSAGES)
    with pytest.raises(Forbidden):
        await board.post(HERE, OCCASION, TEXT)


async def test_answers_are_read_oldest_first_with_those_who_reacted_but_not_the_bot(
    room: Scene, reader: DiscordAnswers
):
    world = room.stage.world
    one = world.say("dana", "english", "Red socks")
    two = world.say("graham", "english", "A tie")
    await room.client.http.add_reaction(HERE, two.id, "👍")
    for handle in ("priya", "dana"):
        world.reactions.add(two, "👍", world.member(handle))
    found = await reader.said(HERE, MessageId(one.id - 1), MessageId(two.id + 1))
    assert [(each.message.content, each.reactions) for each in found] == [("Red socks", 0), ("A tie", 2)]
    assert await reader.said(HERE, MessageId(one.id), MessageId(two.id)) == []
    again = await reader.one(SourcePlace(HERE, MessageId(one.id)))
    assert again is not None
    assert again.is_a_member_s
    world.messages.delete(one)
    with pytest.raises(MessageGone):
        await reader.one(SourcePlace(HERE, MessageId(one.id)))


async def test_one_stands_in_each_channel_and_a_second_try_posts_no_second_one(room: Scene, board: DiscordRecaps):
    here, there = await board.post(HERE, OCCASION, TEXT), await board.post(ChannelId(CHINESE.id), OCCASION, TEXT)
    assert await board.post(HERE, OCCASION, TEXT) == here
    for channel, posted in (("english", here), ("中文", there)):
        assert [one.id for one in room.stage.world.channel(channel).history] == [posted]


def test_what_is_posted_in_two_channels_has_two_nonces_that_discord_takes():
    one, other = nonce_of("daily-answer-1", ChannelId(1)), nonce_of("daily-answer-1", ChannelId(2))
    assert one != other
    assert one == nonce_of("daily-answer-1", ChannelId(1))
    assert len(one) <= 25
