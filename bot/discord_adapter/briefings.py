"""What the gateway tells of guilds when a session begins, from discord.py's cache."""

import asyncio
from collections import defaultdict
from collections.abc import Container

import discord

from bot.discord_adapter.threads import thread_in
from bot.ids import ChannelId, GuildId, MessageId
from bot.relay.briefing import Briefing


class DiscordBriefings:
    """Implements `bot.relay.briefing.Briefings`.

    READY names the guilds; then each comes with its channels and all active threads that the bot may view
    (gateway events, "Guild Create"; threads, "Gateway Events"). Whatever happens in a guild is told only after that, so
    that nothing can be said in between. From then on discord.py follows what is told.

    It keeps a guild, too, of which a new session says nothing more. Hence only those count of which somebody told this
    since the session `began`.

    Args:
        client: Its cache is looked at.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self.private: Container[ChannelId] = frozenset()
        """The private threads that are told as public ones are; they are known before a session begins."""
        self._told: dict[GuildId, discord.Guild] = {}
        self._absent: dict[GuildId, discord.Guild] = {}  # those that have, or had, an outage
        self._complete: set[int] = set()  # shards
        self._awaited: defaultdict[GuildId, asyncio.Event] = defaultdict(asyncio.Event)

    async def of(self, guild_id: GuildId) -> Briefing | None:
        """Return what the present session was told of a guild, as soon as it is; None where it is told nothing of it.

        That is so of a guild with an outage, of one that the bot is not in, and of one that has not come two seconds
        after the last one came: then discord.py takes a shard for complete.
        """
        guild = self._client.get_guild(guild_id)
        if guild is not None and not self._is_decided(guild):
            await self._awaited[guild_id].wait()
            guild = self._client.get_guild(guild_id)
        own = self._client.user
        if guild is None or not self._is_told(guild):
            return None
        return _briefing(guild, own.id if own is not None else 0, self.private)

    def began(self, shard_id: int) -> None:
        """Note that a new session began: it knows of nothing yet."""
        self._complete.discard(shard_id)
        self._told = {guild_id: guild for guild_id, guild in self._told.items() if guild.shard_id != shard_id}
        self._absent = {guild_id: guild for guild_id, guild in self._absent.items() if guild.shard_id != shard_id}

    def told(self, guild: discord.Guild) -> bool:
        """Note that the session was told of *guild*; return whether nobody waited for that any more."""
        if self._client.get_guild(guild.id) is not guild:
            return False  # an earlier session was
        is_late = self._is_decided(guild)
        self._told[GuildId(guild.id)] = guild
        self._decide(GuildId(guild.id))
        return is_late

    def lacks(self, guild: discord.Guild) -> None:
        """Note that *guild* has an outage; what discord.py knows of it does not count any more, nor after that."""
        self._absent[GuildId(guild.id)] = guild
        self._decide(GuildId(guild.id))

    def told_all(self, shard_id: int) -> None:
        """Note that no more guilds of a shard are waited for."""
        self._complete.add(shard_id)
        for guild_id in list(self._awaited):
            guild = self._client.get_guild(guild_id)
            if guild is None or guild.shard_id == shard_id:
                self._decide(guild_id)

    def _is_decided(self, guild: discord.Guild) -> bool:
        return self._is_told(guild) or guild.id in self._absent or guild.shard_id in self._complete

    def _is_told(self, guild: discord.Guild) -> bool:
        return guild.id in self._told and guild.id not in self._absent

    def _decide(self, guild_id: GuildId) -> None:
        if (awaited := self._awaited.pop(guild_id, None)) is not None:
            awaited.set()


def _briefing(guild: discord.Guild, own_id: int, private: Container[ChannelId]) -> Briefing:
    newest = {
        ChannelId(channel.id): MessageId(channel.last_message_id)
        for channel in guild.channels
        if isinstance(channel, discord.TextChannel | discord.ForumChannel) and channel.last_message_id is not None
    }
    threads = [thread for one in guild.threads if (thread := thread_in(one, own_id, private)) is not None]
    return Briefing(newest, threads)
