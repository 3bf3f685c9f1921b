"""The real discord.py at home in the playground."""

import asyncio

import discord
import pytest

from playground.cast import APPLICATION_ID, CHINESE, ENGLISH, GUILD_ID
from playground.server.gateway.intents import MESSAGE_CONTENT
from tests.playground.support import Listener, Playground, listening, redirected


async def test_it_sees_what_a_human_posts_by_rest(playground: Playground) -> None:
    async with listening(playground) as client:
        channel = await client.wait_for_channel(ENGLISH.id)
        assert channel.permissions_for(channel.guild.me).manage_webhooks
        reply = await playground.as_member("dana").post(f"/channels/{ENGLISH.id}/messages", {"content": "Cat tax?"})
        heard = await client.hear()

    assert (heard.id, heard.content) == (int(reply.body["id"]), "Cat tax?")
    assert (heard.author.name, heard.author.display_name) == ("dana", "Dana")
    assert heard.guild is not None
    assert heard.guild.id == GUILD_ID


async def test_its_webhook_message_comes_back_with_its_application_id(playground: Playground) -> None:
    async with listening(playground) as client:
        channel = await client.wait_for_channel(CHINESE.id)
        webhook = await channel.create_webhook(name="Qiao")
        sent = await webhook.send("你好", username="Dana", wait=True)
        echo = await client.hear()

    assert echo.id == sent.id
    assert echo.application_id == APPLICATION_ID
    assert echo.webhook_id == webhook.id
    assert (echo.author.name, echo.author.bot, echo.author.discriminator) == ("Dana", True, "0000")


async def test_it_sends_replies_edits_and_deletes(playground: Playground) -> None:
    async with listening(playground) as client:
        channel = await client.wait_for_channel(ENGLISH.id)
        question = playground.stage.world.say("graham", "english", "Rather wet, isn't it?")
        await client.hear()
        answer = await channel.get_partial_message(question.id).reply("Quite.")
        assert [user.name for user in answer.mentions] == ["graham"]
        assert answer.reference is not None
        assert answer.reference.message_id == question.id
        await answer.edit(content="Quite so.")
        read = await channel.fetch_message(answer.id)
        assert read.content == "Quite so."
        assert read.edited_at is not None
        await answer.delete()
        assert [one.id async for one in channel.history()] == [question.id]


async def test_a_lost_line_is_resumed_and_what_was_missed_is_replayed(playground: Playground) -> None:
    async with listening(playground) as client:
        await client.wait_for_channel(ENGLISH.id)
        playground.server.gateway.drop()
        said = [playground.stage.world.say("dana", "english", f"{number}") for number in range(20)]
        heard = [await client.hear() for _ in said]
        await client.wait_for_resumes(1)

        assert [one.id for one in heard] == [one.id for one in said]
        assert client.connects == 1


async def test_under_traffic_and_repeated_cuts_nothing_is_lost_doubled_or_reordered(playground: Playground) -> None:
    async with listening(playground) as client:
        await client.wait_for_channel(ENGLISH.id)
        said = []
        for number in range(300):
            said.append(playground.stage.world.say("dana", "english", f"{number}").id)
            if number % 60 == 30:
                playground.server.gateway.drop()
            await asyncio.sleep(0.001)
        heard = [(await client.hear()).id for _ in said]

    assert heard == said
    assert client.connects == 1
    assert client.resumes >= 1


async def test_a_refused_resume_leads_to_a_fresh_ready(playground: Playground) -> None:
    async with listening(playground) as client:
        await client.wait_for_channel(ENGLISH.id)
        playground.server.gateway.drop(resume=False)
        playground.stage.world.say("dana", "english", "nobody is told of this")
        await client.wait_for_connects(2)
        await client.wait_for_channel(ENGLISH.id)
        playground.stage.world.say("dana", "english", "but of this")
        heard = await client.hear()

    assert heard.content == "but of this"
    assert client.resumes == 0


async def test_a_request_to_reconnect_is_followed(playground: Playground) -> None:
    async with listening(playground) as client:
        playground.server.gateway.ask_to_reconnect()
        await client.wait_for_resumes(1)
        playground.server.gateway.invalidate(resumable=True)
        await client.wait_for_resumes(2)
        playground.server.gateway.invalidate(resumable=False)
        await client.wait_for_connects(2)


async def test_a_wrong_token_fails_to_log_in(playground: Playground) -> None:
    with redirected(playground.server):
        client = Listener(discord.Intents.default())
        with pytest.raises(discord.LoginFailure):
            await client.start("not.a.token")
        await client.close()


async def test_an_intent_that_is_switched_off_is_refused(playground: Playground) -> None:
    playground.stage.application.privileged_intents &= ~MESSAGE_CONTENT
    with redirected(playground.server):
        client = Listener(discord.Intents.all())
        with pytest.raises(discord.PrivilegedIntentsRequired):
            await client.start(playground.stage.bot_token)
        await client.close()


async def test_members_can_be_chunked(playground: Playground) -> None:
    async with listening(playground) as client:
        channel = await client.wait_for_channel(ENGLISH.id)
        members = await channel.guild.chunk()

    assert {member.name for member in members} >= {"dana", "yating", "morgan", "Qiao"}


async def test_several_shards_share_the_guilds(playground: Playground) -> None:
    with redirected(playground.server):
        client = discord.AutoShardedClient(intents=discord.Intents.all(), chunk_guilds_at_startup=False, shard_count=1)
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(client.start(playground.stage.bot_token))
            guild = await _guild_of(client)
            assert guild.shard_id == 0
            await client.close()
            running.cancel()


async def _guild_of(client: discord.Client) -> discord.Guild:
    for _ in range(200):
        guild = client.get_guild(GUILD_ID)
        if guild is not None and not guild.unavailable:
            return guild
        await asyncio.sleep(0.01)
    raise AssertionError(GUILD_ID)


async def test_its_avatar_addresses_show_pictures(playground: Playground) -> None:
    async with listening(playground) as client:
        playground.stage.world.say("dana", "english", "look at me")
        heard = await client.hear()
        assert (await heard.author.display_avatar.read()).startswith(b"\x89PNG")
        assert client.user is not None
        assert (await client.user.display_avatar.read()).startswith(b"\x89PNG")
