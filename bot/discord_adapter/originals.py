"""Single messages, read over REST for whoever asks what a relayed one was made of, and deleted for moderators."""

import discord

from bot.bridges.ports import ChannelDirectory
from bot.discord_adapter.failures import an_object, asking_discord
from bot.errors import Forbidden, Gone
from bot.ids import UserId
from bot.relay.model import Original, SourcePlace


class DiscordOriginals:
    """Implements `bot.relay.ports.SourceReader` and `bot.moderation.ports.SourceRemover`.

    Args:
        client: Logged in before the first call.
        directory: Tells the guild of a channel.
    """

    def __init__(self, client: discord.Client, directory: ChannelDirectory) -> None:
        self._client = client
        self._directory = directory

    async def read(self, place: SourcePlace) -> Original:
        """Return the message at *place* as it reads now.

        Raises:
            Gone, Forbidden: It is not there, or the bot may not read it.
            Unavailable: Discord does not answer.
        """
        guild_id = await self._directory.guild_of(place.channel_id)
        async with asking_discord():
            message = an_object(await self._client.http.get_message(place.channel_id, place.message_id))
            author = message["author"]
            name = str(author.get("global_name") or author["username"])
            return Original(guild_id, place, UserId(int(author["id"])), str(message["content"]), name)

    async def remove(self, place: SourcePlace) -> bool:
        """Delete the message at *place*; tell whether it is gone. False: the bot may not.

        Raises:
            Unavailable: Discord does not answer.
        """
        try:
            async with asking_discord():
                await self._client.http.delete_message(place.channel_id, place.message_id)
        except Gone:
            return True
        except Forbidden:
            return False
        return True
