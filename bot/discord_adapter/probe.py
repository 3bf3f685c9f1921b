"""What `qiao check` finds out at Discord: plain data, no words."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass

import discord

from bot.bridges.ports import ChannelDirectory
from bot.discord_adapter.failures import asking_discord
from bot.discord_adapter.login import missing_intents
from bot.discord_adapter.permissions import THREAD_RIGHT_NAMES, missing_rights
from bot.errors import Forbidden, Gone
from bot.ids import ChannelId, GuildId


class Standing(enum.StrEnum):
    """How the bot stands to a channel."""

    OPEN = "open"
    GONE = "gone"  # there is none, or not in a guild
    HIDDEN = "hidden"  # the bot is not in its guild, or may not view it
    UNSUITABLE = "unsuitable"  # a category, a thread: no webhook can simply speak there


@dataclass(frozen=True, slots=True)
class ChannelFinding:
    """How one channel was found. What is missing are names of rights, as `permissions` lists them."""

    channel_id: ChannelId
    standing: Standing
    missing: tuple[str, ...] = ()
    missing_for_threads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """How Discord sees the bot. *missing_intents* are privileged ones that the portal must switch on."""

    bot_id: int
    bot_name: str
    application_id: int
    missing_intents: tuple[str, ...]
    channels: tuple[ChannelFinding, ...]


async def probe(client: discord.Client, directory: ChannelDirectory, channel_ids: Iterable[ChannelId]) -> Findings:
    """Ask Discord over REST; *client* is logged in (`log_in`) and need not be connected.

    Raises:
        Unavailable: Discord does not answer.
    """
    user = client.user
    application_id = client.application_id
    if user is None or application_id is None:
        raise RuntimeError("probe needs a client that is logged in")
    guilds = _Guilds(client, user.id)
    return Findings(
        bot_id=user.id,
        bot_name=str(user),
        application_id=application_id,
        missing_intents=missing_intents(client),
        channels=tuple([await _find(guilds, directory, channel_id) for channel_id in channel_ids]),
    )


class _Guilds:
    """Guilds and the bot's membership in them, each asked for once."""

    def __init__(self, client: discord.Client, user_id: int) -> None:
        self._client = client
        self._user_id = user_id
        self._known: dict[GuildId, tuple[discord.Guild, discord.Member]] = {}

    async def of(self, guild_id: GuildId) -> tuple[discord.Guild, discord.Member]:
        if guild_id not in self._known:
            async with asking_discord():
                guild = await self._client.fetch_guild(guild_id, with_counts=False)
                self._known[guild_id] = guild, await guild.fetch_member(self._user_id)
        return self._known[guild_id]


async def _find(guilds: _Guilds, directory: ChannelDirectory, channel_id: ChannelId) -> ChannelFinding:
    try:
        guild, me = await guilds.of(await directory.guild_of(channel_id))
        async with asking_discord():
            channel = await guild.fetch_channel(channel_id)
    except Gone:
        return ChannelFinding(channel_id, Standing.GONE)
    except Forbidden:
        return ChannelFinding(channel_id, Standing.HIDDEN, ("view_channel",))
    except discord.InvalidData:  # of a type that discord.py does not know
        return ChannelFinding(channel_id, Standing.UNSUITABLE)
    if isinstance(channel, discord.Thread) or not isinstance(channel, discord.abc.Messageable | discord.ForumChannel):
        return ChannelFinding(channel_id, Standing.UNSUITABLE)
    rights = channel.permissions_for(me)
    return ChannelFinding(channel_id, Standing.OPEN, missing_rights(rights), missing_rights(rights, THREAD_RIGHT_NAMES))
