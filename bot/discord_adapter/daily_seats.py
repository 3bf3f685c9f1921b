"""What keeps a topic of the day out of a channel, before anybody is asked there."""

from typing import Final

import discord

from bot.bridges.model import Endpoint
from bot.bridges.ports import ChannelDirectory
from bot.discord_adapter.failures import asking_discord, objects
from bot.discord_adapter.permissions import missing_rights, rights_in
from bot.errors import Forbidden, Gone
from bot.prompts.plans import Lack

_TO_POST: Final = ("view_channel", "send_messages")
_TO_OPEN: Final = ("create_public_threads", "send_messages_in_threads")


class DiscordSeats:
    """Implements `bot.prompts.plans.SeatInspector`.

    Args:
        client: Logged in before the first call.
        directory: Tells which channels are forums.
    """

    def __init__(self, client: discord.Client, directory: ChannelDirectory) -> None:
        self._client = client
        self._directory = directory

    async def lack(self, endpoint: Endpoint, ping_role_id: int | None, *, opens_threads: bool) -> Lack | None:
        """Return what the bot lacks there; None where that is nothing."""
        channel_id = endpoint.channel_id
        try:
            is_forum = await self._directory.is_forum(channel_id)
            rights = await rights_in(self._client, endpoint.guild_id, channel_id)
        except (Gone, Forbidden):
            return Lack(channel_id, is_there=False)
        # In a forum, whoever may send messages may begin a post.
        opens = ("send_messages_in_threads",) if is_forum else _TO_OPEN if opens_threads else ()
        missing = missing_rights(rights, (*_TO_POST, *opens))
        is_mute = ping_role_id is not None and not await self._pings(endpoint, ping_role_id, rights)
        return Lack(channel_id, True, missing, ping_role_id if is_mute else None) if missing or is_mute else None

    async def _pings(self, endpoint: Endpoint, role_id: int, rights: discord.Permissions) -> bool:
        async with asking_discord():
            roles = objects(await self._client.http.get_roles(endpoint.guild_id))
        role = next((one for one in roles if one["id"] == str(role_id)), None)
        return role is not None and (rights.mention_everyone or bool(role["mentionable"]))
