"""Files, pictures, emojis and stickers as discord.py sends and reads them."""

from __future__ import annotations

import io

import discord
import pytest

from playground.cast import ENGLISH, GUILD_ID
from playground.server.guilds import permissions
from tests.playground.support import Playground, listening
from tests.playground.uploads import png


def _file(name: str, data: bytes, **more: object) -> discord.File:
    return discord.File(io.BytesIO(data), name, description=str(more["description"]) if more else None)


async def test_discord_py_sends_reads_and_replaces_files(playground: Playground) -> None:
    async with listening(playground) as client:
        channel = await client.wait_for_channel(ENGLISH.id)
        embed = discord.Embed(title="t").set_image(url="attachment://b.png")
        files = [_file("桥 one.png", png(5, 6), description="a bridge"), _file("b.png", png())]
        sent = await channel.send("x", files=files, embed=embed)
        (one,) = sent.attachments
        assert (one.title, one.description, one.width, one.height) == ("桥 one", "a bridge", 5, 6)
        assert await one.read() == png(5, 6)
        heard = await client.hear()
        assert [each.filename for each in heard.attachments] == [one.filename]
        edited = await sent.edit(attachments=[one, _file("c.txt", b"c")], embed=None)
        assert [each.filename for each in edited.attachments] == [one.filename, "c.txt"]
        assert (await (await channel.fetch_message(sent.id)).attachments[1].read()) == b"c"


async def test_discord_py_hears_a_persons_files(playground: Playground) -> None:
    async with listening(playground) as client:
        await client.wait_for_channel(ENGLISH.id)
        playground.stage.world.say("dana", "english", "look", files=[("cat.png", png())])
        heard = await client.hear()
        assert (heard.content, heard.attachments[0].filename) == ("look", "cat.png")
        # A copy sent on is a file of its own.
        copy = await heard.channel.send(file=await heard.attachments[0].to_file())
        assert copy.attachments[0].id != heard.attachments[0].id


async def test_discord_py_sends_files_by_webhook_and_dresses_up(playground: Playground) -> None:
    async with listening(playground) as client:
        channel = await client.wait_for_channel(ENGLISH.id)
        webhook = await channel.create_webhook(name="Qiao", avatar=png())
        sent = await webhook.send("x", file=_file("a.png", png(3, 3)), wait=True)
        assert await sent.attachments[0].read() == png(3, 3)
        assert webhook.avatar is not None
        assert await webhook.avatar.read() == png()
        assert client.user is not None
        me = await client.user.edit(avatar=png(9, 9))
        assert me.avatar is not None
        assert await me.avatar.read() == png(9, 9)


async def test_discord_py_makes_emojis_and_stickers(playground: Playground) -> None:
    rights = permissions.CREATE_GUILD_EXPRESSIONS | permissions.MANAGE_GUILD_EXPRESSIONS
    playground.stage.guild.roles[GUILD_ID].permissions |= rights
    async with listening(playground) as client:
        channel = await client.wait_for_channel(ENGLISH.id)
        emoji = await channel.guild.create_custom_emoji(name="qiao", image=png(128, 128))
        assert await emoji.read() == png(128, 128)
        sticker = await channel.guild.create_sticker(
            name="Bridge", description="", emoji="🌉", file=_file("s.png", png())
        )
        sent = await channel.send(stickers=[sticker])
        assert [one.name for one in sent.stickers] == ["Bridge"]
        assert await (await sent.stickers[0].fetch()).read() == png()
        await sticker.delete()
        await emoji.delete()
        assert await channel.guild.fetch_emojis() == []
        with pytest.raises(discord.NotFound):
            await channel.guild.fetch_sticker(sticker.id)
