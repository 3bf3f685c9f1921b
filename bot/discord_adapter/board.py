"""The bot's own messages: notices, pinned where it may pin, and words for moderators."""

import secrets
from typing import Final

import discord
import structlog
from discord.http import handle_message_parameters

from bot.discord_adapter.failures import asking_discord
from bot.errors import Gone, Refused
from bot.ids import ChannelId, MessageId

_log = structlog.stdlib.get_logger(__name__)

_NOBODY: Final = discord.AllowedMentions.none()


class DiscordBoard:
    """Implements `bot.bridges.ports.NoticeBoard`, and `PinBoard` there.

    Args:
        client: Logged in before the first call.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def post(self, channel_id: ChannelId, text: str) -> MessageId:
        """Post *text*, pinned where the bot may pin."""
        message_id = await self._send(channel_id, text)
        try:
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
                await self._client.http.get_message(channel_id, message_id)
        except Gone:
            return False
        return True

    async def edit(self, channel_id: ChannelId, message_id: MessageId, text: str) -> None:
        """Make a posted message read as *text*."""
        async with asking_discord():
            with handle_message_parameters(content=text, allowed_mentions=_NOBODY) as parameters:
                await self._client.http.edit_message(channel_id, message_id, params=parameters)

    async def remove(self, channel_id: ChannelId, message_id: MessageId) -> None:
        """Remove a posted message; one that is gone is removed."""
        try:
            async with asking_discord():
                await self._client.http.delete_message(channel_id, message_id)
        except Gone:
            return

    async def tell(self, channel_id: ChannelId, text: str) -> None:
        """Post *text* for moderators."""
        await self._send(channel_id, text)

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
