"""The bot's own messages: notices, pinned where it may pin, and words for moderators."""

import secrets
from typing import Final

import discord
import structlog
from discord.http import Route, handle_message_parameters

from bot.bridges.ports import ChannelDirectory
from bot.discord_adapter.failures import an_object, asking_discord
from bot.errors import Gone, Refused
from bot.ids import ChannelId, MessageId

_log = structlog.stdlib.get_logger(__name__)

_NOBODY: Final = discord.AllowedMentions.none()
_TITLE: Final = "🌉 Qiao 桥"  # of the post in which a forum's notice stands
_PINNED: Final = discord.ChannelFlags(pinned=True).value
_SUPPRESS_EMBEDS: Final = discord.MessageFlags(suppress_embeds=True).value


class DiscordBoard:
    """Implements `bot.bridges.ports.NoticeBoard`, and `PinBoard` there.

    Args:
        client: Logged in before the first call.
        directory: Tells which channels are forums: there a notice is a post, which has its message's id.
    """

    def __init__(self, client: discord.Client, directory: ChannelDirectory) -> None:
        self._client = client
        self._directory = directory

    async def post(self, channel_id: ChannelId, text: str) -> MessageId:
        """Post *text*, pinned where the bot may pin."""
        is_forum = await self._directory.is_forum(channel_id)
        message_id = await (self._begin_post(channel_id, text) if is_forum else self._send(channel_id, text))
        try:
            if is_forum:
                async with asking_discord():
                    await self._client.http.edit_channel(message_id, flags=_PINNED)
            else:
                await self.pin(channel_id, message_id)
        except Refused as error:
            _log.info("notice not pinned", channel=channel_id, error=str(error))
        return message_id

    async def pin(self, channel_id: ChannelId, message_id: MessageId) -> None:
        """Pin a message; one that is pinned stays so."""
        async with asking_discord():
            await self._client.http.pin_message(channel_id, message_id)

    async def unpin(self, channel_id: ChannelId, message_id: MessageId) -> None:
        """Take a pin down; a message that is not pinned stays so."""
        async with asking_discord():
            await self._client.http.unpin_message(channel_id, message_id)

    async def stands(self, channel_id: ChannelId, message_id: MessageId) -> bool:
        """Tell whether a posted message is still there."""
        try:
            async with asking_discord():
                await self._client.http.get_message(await self._place(channel_id, message_id), message_id)
        except Gone:
            return False
        return True

    async def edit(self, channel_id: ChannelId, message_id: MessageId, text: str) -> None:
        """Make a posted message read as *text*."""
        place = await self._place(channel_id, message_id)
        async with asking_discord():
            with handle_message_parameters(content=text, allowed_mentions=_NOBODY) as parameters:
                await self._client.http.edit_message(place, message_id, params=parameters)

    async def remove(self, channel_id: ChannelId, message_id: MessageId) -> None:
        """Remove a posted message; one that is gone is removed."""
        try:
            async with asking_discord():
                await self._client.http.delete_message(await self._place(channel_id, message_id), message_id)
        except Gone:
            return

    async def tell(self, channel_id: ChannelId, text: str) -> None:
        """Post *text* for moderators."""
        await self._send(channel_id, text)

    async def _place(self, channel_id: ChannelId, message_id: MessageId) -> int:
        return message_id if await self._directory.is_forum(channel_id) else channel_id

    async def _begin_post(self, forum_id: ChannelId, text: str) -> MessageId:
        message = {"content": text, "allowed_mentions": {"parse": []}, "flags": _SUPPRESS_EMBEDS}
        route = Route("POST", "/channels/{channel_id}/threads", channel_id=forum_id)
        async with asking_discord():
            begun = an_object(await self._client.http.request(route, json={"name": _TITLE, "message": message}))
        return MessageId(int(begun["id"]))

    async def _send(self, channel_id: ChannelId, text: str) -> MessageId:
        async with asking_discord():
            with handle_message_parameters(
                content=text,
                allowed_mentions=_NOBODY,
                nonce=secrets.randbits(63),  # lest discord.py's own second try posts a second time
                flags=discord.MessageFlags(suppress_embeds=True),
            ) as parameters:
                sent = await self._client.http.send_message(channel_id, params=parameters)
            return MessageId(int(sent["id"]))
