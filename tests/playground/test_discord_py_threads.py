"""The real discord.py with threads, forums and webhooks in them."""

import asyncio

import discord

from playground.cast import ENGLISH
from playground.server.channels import kinds
from tests.playground.support import PATIENCE, Listener, Playground, listening


def remembering(client: Listener) -> asyncio.Queue[tuple[str, discord.Thread]]:
    """Have *client* remember what it is told of threads."""
    told: asyncio.Queue[tuple[str, discord.Thread]] = asyncio.Queue()

    @client.event
    async def on_thread_create(thread: discord.Thread) -> None:
        told.put_nowait(("begun", thread))

    @client.event
    async def on_thread_update(_: discord.Thread, after: discord.Thread) -> None:
        told.put_nowait(("archived" if after.archived else "changed", after))

    @client.event
    async def on_thread_delete(thread: discord.Thread) -> None:
        told.put_nowait(("closed", thread))

    return told


async def test_it_follows_a_members_thread_from_its_beginning_to_its_end(playground: Playground) -> None:
    said = playground.stage.world.say("dana", "english", "hello")
    dana, morgan = playground.as_member("dana"), playground.as_member("morgan")
    async with listening(playground) as client:
        told = remembering(client)
        await client.wait_for_channel(ENGLISH.id)
        await dana.post(f"/channels/{ENGLISH.id}/messages/{said.id}/threads", {"name": "talk"})
        news, thread = await asyncio.wait_for(told.get(), PATIENCE)
        assert (news, thread.id, thread.name, thread.parent_id) == ("begun", said.id, "talk", ENGLISH.id)
        assert (await client.hear()).type is discord.MessageType.thread_starter_message
        await dana.post(f"/channels/{said.id}/messages", {"content": "in here"})
        heard = await client.hear()
        assert (heard.channel, heard.content) == (thread, "in here")
        await dana.patch(f"/channels/{said.id}", {"archived": True})
        assert (await asyncio.wait_for(told.get(), PATIENCE))[0] == "archived"
        await thread.send("awake")
        assert (await client.hear()).content == "awake"
        await morgan.delete(f"/channels/{said.id}")
        last = await asyncio.wait_for(told.get(), PATIENCE)
        assert (last[0], last[1].id) == ("closed", said.id)


async def test_its_webhook_speaks_in_threads_and_posts_in_forums(playground: Playground) -> None:
    world = playground.stage.world
    forum = world.add_channel(playground.stage.guild, world.ids.next(), "questions", kind=kinds.FORUM)
    async with listening(playground) as client:
        channel = await client.wait_for_channel(ENGLISH.id)
        thread = await channel.create_thread(name="talk", type=discord.ChannelType.public_thread)
        webhook = await channel.create_webhook(name="Qiao")
        said = await webhook.send("one", thread=thread, wait=True)
        edited = await webhook.edit_message(said.id, content="two", thread=thread)
        assert (edited.content, edited.channel.id) == ("two", thread.id)
        await webhook.delete_message(said.id, thread=thread)
        questions = client.get_channel(forum.id)
        assert isinstance(questions, discord.ForumChannel)
        posting = await questions.create_webhook(name="Qiao")
        post = await posting.send("News!", thread_name="News", wait=True)
        assert world.channels[post.channel.id].name == "News"
        made = await questions.create_thread(name="Help", content="How?")
        assert made.thread.id == made.message.id
