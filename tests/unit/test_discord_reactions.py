"""Reactions as the small Discord knows them: who put them there, and which emojis a guild has."""

import base64
from collections.abc import AsyncIterator

import pytest

from bot.discord_adapter.reactions import DiscordReactions
from bot.errors import EmojiUnknown, Forbidden, MessageGone
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.relay.reacting import Emoji, Reaction
from playground.cast import ENGLISH
from playground.server.channels.model import Overwrite
from playground.server.guilds import permissions
from playground.server.messages.model import Message
from playground.server.reactions.model import BURST
from tests.discord_end import Scene, scene

HERE = ChannelId(ENGLISH.id)
HEART = Emoji("❤")
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
async def room() -> AsyncIterator[Scene]:
    async with scene() as opened:
        yield opened


def said(room: Scene) -> tuple[Message, MessageId]:
    message = room.stage.world.say("dana", "english", "hello")
    return message, MessageId(message.id)


async def test_what_is_put_stands_is_seen_as_ours_and_can_be_taken_off_twice(room: Scene):
    board, (_, message) = DiscordReactions(room.client), said(room)
    await board.put(HERE, message, HEART)
    await board.put(HERE, message, HEART)
    assert await board.under(HERE, message) == [Reaction(HEART, 1, is_ours=True)]
    await board.take(HERE, message, HEART)
    await board.take(HERE, message, HEART)
    assert await board.under(HERE, message) == []


async def test_people_are_those_with_super_reactions_too_and_no_bots(room: Scene):
    world, board, (shown, message) = room.stage.world, DiscordReactions(room.client), said(room)
    dana, graham = world.member("dana"), world.member("graham")
    graham.has_nitro = True
    await board.put(HERE, message, HEART)
    world.reactions.add(shown, "❤", graham, BURST)
    (reaction,) = await board.under(HERE, message)
    assert reaction == Reaction(HEART, 2, 1, is_ours=True)
    assert await board.people(HERE, message, reaction) == [UserId(graham.id)]
    world.reactions.add(shown, "❤", dana)
    (reaction,) = await board.under(HERE, message)
    assert sorted(await board.people(HERE, message, reaction)) == sorted([dana.id, graham.id])


async def test_refusals_are_told_apart(room: Scene):
    world, board, (_, message) = room.stage.world, DiscordReactions(room.client), said(room)
    with pytest.raises(EmojiUnknown):
        await board.put(HERE, message, Emoji("party", 1))
    with pytest.raises(MessageGone):
        await board.put(HERE, MessageId(message + 1), HEART)
    for of in (room.stage.guild.id, *room.stage.guild.members[room.stage.bot.id].roles):
        overwrite = Overwrite(of, 0, deny=permissions.ADD_REACTIONS)
        world.rooms.set_overwrite(world.channel("english"), overwrite)
    with pytest.raises(Forbidden):
        await board.put(HERE, message, HEART)


async def test_a_guild_s_emojis_are_asked_for_once(room: Scene):
    world, guild, board = room.stage.world, room.stage.guild, DiscordReactions(room.client)
    image = f"data:image/png;base64,{base64.b64encode(DOT).decode()}"
    made = world.emojis.create(None, guild, {"name": "party", "image": image})
    for _ in range(2):
        assert await board.named(GuildId(guild.id), "party") == Emoji("party", made.id)
        assert await board.named(GuildId(guild.id), "lantern") is None
    assert room.requests("GET", "/guilds/{guild_id}/emojis") == 1
