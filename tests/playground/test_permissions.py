"""Who may see, say and read what."""

import time

from playground.cast import CHINESE, ENGLISH
from playground.server.channels.model import Overwrite
from playground.server.gateway.intents import MESSAGE_CONTENT
from playground.server.guilds import permissions
from tests.playground.support import Playground

HERE = f"/channels/{ENGLISH.id}/messages"


async def test_who_cannot_see_gets_another_answer_than_who_may_not(playground: Playground) -> None:
    world, bot = playground.stage.world, playground.stage.bot
    channel = world.channels[ENGLISH.id]
    said = world.say("dana", "english", "hello")
    as_bot = playground.as_bot()

    world.rooms.deny(bot, channel, permissions.SEND_MESSAGES)
    assert (await as_bot.post(HERE, {"content": "x"})).refusal == (403, 50013)
    world.rooms.deny(bot, channel, permissions.READ_MESSAGE_HISTORY)
    assert (await as_bot.get(HERE)).body == []
    assert (await as_bot.get(f"{HERE}/{said.id}")).refusal == (403, 50013)
    reference = {"message_reference": {"message_id": str(said.id)}}
    assert (await as_bot.post(HERE, {"content": "x"} | reference)).refusal == (400, 160002)
    world.rooms.deny(bot, channel)
    for reply in (await as_bot.post(HERE, {"content": "x"}), await as_bot.get(HERE)):
        assert reply.refusal == (403, 50001)
    world.rooms.allow(bot, channel)
    assert (await as_bot.post(HERE, {"content": "x"})).status == 200
    world.rooms.delete_channel(channel)
    assert (await as_bot.post(HERE, {"content": "x"})).refusal == (404, 10003)


async def test_overwrites_apply_in_discords_order(playground: Playground) -> None:
    world, guild = playground.stage.world, playground.stage.guild
    channel, bot = world.channels[CHINESE.id], playground.stage.bot
    role_id = guild.members[bot.id].roles[0]
    world.rooms.set_overwrite(channel, Overwrite(guild.id, 0, deny=permissions.VIEW_CHANNEL))
    assert world.rights(bot, channel) == 0
    world.rooms.set_overwrite(channel, Overwrite(role_id, 0, allow=permissions.VIEW_CHANNEL))
    assert world.rights(bot, channel) & permissions.SEND_MESSAGES
    world.rooms.set_overwrite(channel, Overwrite(bot.id, 1, deny=permissions.SEND_MESSAGES))
    assert not world.rights(bot, channel) & (permissions.SEND_MESSAGES | permissions.EMBED_LINKS)
    assert world.rights(playground.stage.members["morgan"], channel) == permissions.ALL


async def test_an_overwrite_makes_nobody_an_administrator(playground: Playground) -> None:
    world, dana = playground.stage.world, playground.stage.members["dana"]
    channel = world.channels[CHINESE.id]
    world.rooms.set_overwrite(channel, Overwrite(dana.id, 1, allow=permissions.ADMINISTRATOR))
    assert not world.rights(dana, channel) & (permissions.ADMINISTRATOR | permissions.MANAGE_CHANNELS)


async def test_who_is_timed_out_keeps_no_right_that_an_overwrite_gives(playground: Playground) -> None:
    world, guild, dana = playground.stage.world, playground.stage.guild, playground.stage.members["dana"]
    channel = world.channels[CHINESE.id]
    world.rooms.set_overwrite(channel, Overwrite(dana.id, 1, allow=permissions.MANAGE_MESSAGES))
    world.members.time_out(guild, guild.members[dana.id], time.time() + 60)
    assert world.rights(dana, channel) == permissions.VIEW_CHANNEL | permissions.READ_MESSAGE_HISTORY
    world.rooms.deny(dana, channel)
    assert world.rights(dana, channel) == 0


async def test_history_is_withheld_from_an_application_without_message_content(playground: Playground) -> None:
    playground.stage.application.privileged_intents &= ~MESSAGE_CONTENT
    playground.stage.world.say("dana", "english", "secret")
    assert [one["content"] for one in (await playground.as_bot().get(HERE)).body] == [""]
    assert [one["content"] for one in (await playground.as_member("graham").get(HERE)).body] == ["secret"]


async def test_typing_needs_the_right_to_speak(playground: Playground) -> None:
    where = f"/channels/{ENGLISH.id}/typing"
    assert (await playground.as_member("dana").post(where)).status == 204
    channel = playground.stage.world.channels[ENGLISH.id]
    playground.stage.world.rooms.deny(playground.stage.members["dana"], channel, permissions.SEND_MESSAGES)
    assert (await playground.as_member("dana").post(where)).refusal == (403, 50013)
