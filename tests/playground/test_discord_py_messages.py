"""Polls, pins, reactions, forwards and components through a real discord.py client."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import discord

from playground.cast import CHINESE, ENGLISH
from playground.server.guilds import permissions
from tests.playground.support import PATIENCE, Listener, Playground, listening


def _allow_everything(playground: Playground) -> None:
    for role in playground.stage.guild.roles.values():
        role.permissions = permissions.ALL & ~permissions.ADMINISTRATOR


async def _next(client: Listener, name: str) -> Any:
    return await client.wait_for(name, timeout=PATIENCE)


async def test_reactions_and_pins_are_understood(playground: Playground) -> None:
    _allow_everything(playground)
    async with listening(playground) as client:
        channel = await client.wait_for_channel(ENGLISH.id)
        said = playground.stage.world.say("dana", "english", "Tea at six")
        message = await client.hear()
        path = f"/channels/{ENGLISH.id}/messages/{said.id}/reactions/%F0%9F%91%8D/@me"
        reacted = asyncio.ensure_future(_next(client, "reaction_add"))
        await asyncio.sleep(0)
        await playground.as_member("graham").put(path, None)
        reaction, user = await reacted
        assert (str(reaction), reaction.count, user.name) == ("👍", 1, "graham")

        await message.add_reaction("👍")
        await message.pin()
        assert (await client.hear()).type is discord.MessageType.pins_add
        fresh = await channel.fetch_message(message.id)
        assert [(str(one), one.count, one.me) for one in fresh.reactions] == [("👍", 2, True)]
        assert {one.name async for one in fresh.reactions[0].users()} == {"graham", playground.stage.bot.username}
        assert [one.id async for one in channel.pins()] == [message.id]
        await message.unpin()
        await message.clear_reactions()
        assert (await channel.fetch_message(message.id)).reactions == []


async def test_a_poll_is_asked_voted_on_and_ended(playground: Playground) -> None:
    _allow_everything(playground)
    async with listening(playground) as client:
        channel = await client.wait_for_channel(ENGLISH.id)
        poll = discord.Poll("Tea?", timedelta(hours=1)).add_answer(text="Yes", emoji="🍵").add_answer(text="No")
        message = await channel.send(poll=poll)
        assert (await client.hear()).poll is not None
        voted = asyncio.ensure_future(_next(client, "raw_poll_vote_add"))
        await asyncio.sleep(0)
        path = f"/channels/{ENGLISH.id}/polls/{message.id}/answers/@me"
        await playground.as_member("dana").put(path, {"answer_ids": ["1"]})
        assert (await voted).answer_id == 1
        assert message.poll is not None
        answer = message.poll.get_answer(1)
        assert answer is not None
        assert [one.name async for one in answer.voters()] == ["dana"]
        await message.end_poll()
        result = await client.hear()
        assert result.type is discord.MessageType.poll_result
        ended = (await channel.fetch_message(message.id)).poll
        assert ended is not None
        assert (ended.is_finalised(), ended.total_votes) == (True, 1)


async def test_a_forward_has_a_snapshot(playground: Playground) -> None:
    _allow_everything(playground)
    async with listening(playground) as client:
        there = await client.wait_for_channel(CHINESE.id)
        playground.stage.world.say("dana", "english", "Tea at six")
        message = await client.hear()
        await message.forward(there)
        forwarded = await client.hear()
        assert forwarded.reference is not None
        assert forwarded.reference.type is discord.MessageReferenceType.forward
        assert [one.content for one in forwarded.message_snapshots] == ["Tea at six"]


async def test_components_of_both_versions_come_back(playground: Playground) -> None:
    async with listening(playground) as client:
        channel = await client.wait_for_channel(ENGLISH.id)
        view = discord.ui.View()
        view.add_item(discord.ui.Button(label="Original", custom_id="original"))
        view.add_item(discord.ui.Select(custom_id="language", options=[discord.SelectOption(label="English")]))
        await channel.send("Hello", view=view)
        old = await client.hear()
        layout = discord.ui.LayoutView()
        container: discord.ui.Container[discord.ui.LayoutView] = discord.ui.Container(accent_colour=0xFF0000)
        container.add_item(discord.ui.TextDisplay("Tea at six")).add_item(discord.ui.Separator())
        container.add_item(
            discord.ui.Section("Two", "texts", accessory=discord.ui.Thumbnail("https://example.org/a.png"))
        )
        layout.add_item(container)
        await channel.send(view=layout)
        new = await client.hear()

        assert [type(one) for one in old.components] == [discord.ActionRow] * 2
        (frame,) = new.components
        assert isinstance(frame, discord.Container)
        kinds = [discord.TextDisplay, discord.SeparatorComponent, discord.SectionComponent]
        assert [type(one) for one in frame.children] == kinds
        assert (new.content, new.flags.components_v2) == ("", True)
