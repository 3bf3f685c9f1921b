"""What members are called, asked over REST: another process may serve their guild, and no intent tells who is there."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from typing import Final

import discord
from cachetools import TTLCache

from bot.discord_adapter.failures import an_object, asking_discord
from bot.errors import ChannelGone, Forbidden, Refused
from bot.ids import GuildId, UserId

_KEPT: Final = 4096
_KEPT_SECONDS: Final = 600.0  # who leaves stands on boards for so long at most


class DiscordMemberNames:
    """Implements `bot.participation.ports.MemberNames`.

    Args:
        client: Logged in before the first call.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._names: TTLCache[tuple[GuildId, UserId], str | None] = TTLCache(_KEPT, _KEPT_SECONDS)

    async def of(self, guild_ids: Sequence[GuildId], user_ids: Collection[UserId]) -> Mapping[UserId, str]:
        """Return the names of those who are members of one of these guilds, as they wrote them.

        Raises:
            Unavailable: Discord does not answer.
        """
        names = await asyncio.gather(*(self._name(guild_ids, user_id) for user_id in user_ids))
        return {user_id: name for user_id, name in zip(user_ids, names, strict=True) if name is not None}

    async def _name(self, guild_ids: Sequence[GuildId], user_id: UserId) -> str | None:
        for guild_id in guild_ids:
            key = guild_id, user_id
            if key not in self._names:
                self._names[key] = await self._ask(guild_id, user_id)
            if (name := self._names.get(key)) is not None:
                return name
        return None

    async def _ask(self, guild_id: GuildId, user_id: UserId) -> str | None:
        """Return what a member is called; None if they are none, or the bot is not there any more."""
        try:
            async with asking_discord():
                member = await self._client.http.get_member(guild_id, user_id)
                user = an_object(member["user"])
        except (ChannelGone, Forbidden, Refused):
            return None
        return str(member.get("nick") or user.get("global_name") or user["username"])
