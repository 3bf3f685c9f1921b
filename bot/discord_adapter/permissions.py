"""The rights that the bot asks for, and nothing more."""

from collections.abc import Sequence
from typing import Final

import discord

from bot.discord_adapter.failures import asking_discord
from bot.errors import SendFailed
from bot.ids import ChannelId, GuildId, UserId

RIGHT_NAMES: Final = ("view_channel", "send_messages", "manage_webhooks", "read_message_history")
"""What an endpoint needs: to hear, to answer, to speak as its members do, and to catch up."""

THREAD_RIGHT_NAMES: Final = ("create_public_threads", "send_messages_in_threads", "manage_threads")
"""What threads need besides: without them all else works."""

# Without them the notice in a bridged channel is not pinned, no reaction is carried there, and language partners
# have no threads; all else works.
_WISHED: Final = ("pin_messages", "add_reactions", "create_private_threads")

RIGHTS: Final = discord.Permissions(**dict.fromkeys((*RIGHT_NAMES, *THREAD_RIGHT_NAMES, *_WISHED), True))


def invite_url(application_id: int) -> str:
    """Return the link by which an admin adds the bot to a guild with exactly these rights."""
    return discord.utils.oauth_url(application_id, permissions=RIGHTS, scopes=("bot",))


def missing_rights(permissions: discord.Permissions, names: Sequence[str] = RIGHT_NAMES) -> tuple[str, ...]:
    """Return those of *names* that *permissions* lack: of what an endpoint needs, unless told otherwise."""
    return tuple(name for name in names if not getattr(permissions, name))


async def rights_in(client: discord.Client, guild_id: GuildId, channel_id: ChannelId) -> discord.Permissions:
    """Return what the bot may do in a channel, asked over REST where its guild is not cached.

    Raises:
        Unavailable: Discord does not answer.
        Forbidden, ChannelGone: The bot does not even see it.
    """
    guild = client.get_guild(guild_id)
    channel = guild.get_channel_or_thread(channel_id) if guild is not None else None
    parent = channel.parent if isinstance(channel, discord.Thread) else channel
    if guild is not None and parent is not None and guild.me is not None:
        return parent.permissions_for(guild.me)
    async with asking_discord():
        guild = await client.fetch_guild(guild_id, with_counts=False)
        me = await guild.fetch_member(client.user.id if client.user is not None else 0)
        found = await guild.fetch_channel(channel_id)
        if isinstance(found, discord.Thread):  # it has its parent's rights, and does not know them
            found = await guild.fetch_channel(found.parent_id)
        return found.permissions_for(me)


async def member_in(
    client: discord.Client, guild_id: GuildId, channel_id: ChannelId, user_id: UserId
) -> tuple[discord.Member, bool] | None:
    """Return a user as a member of a guild, and whether they may write in a channel; None where they do not read it.

    Raises:
        Unavailable: Discord does not answer.
    """
    try:
        async with asking_discord():
            guild = client.get_guild(guild_id) or await client.fetch_guild(guild_id, with_counts=False)
            member = await guild.fetch_member(user_id)
            channel = guild.get_channel_or_thread(channel_id) or await guild.fetch_channel(channel_id)
            if not isinstance(channel, discord.Thread):
                rights = channel.permissions_for(member)
                return (member, rights.send_messages) if _reads(rights) else None
            if channel.is_private():
                await channel.fetch_member(user_id)
            parent = channel.parent or await guild.fetch_channel(channel.parent_id)
            rights = parent.permissions_for(member)
            return (member, rights.send_messages_in_threads) if _reads(rights) else None
    except SendFailed:  # they are no member, of the guild or of the thread; or the bot is none
        return None


def _reads(rights: discord.Permissions) -> bool:
    return rights.view_channel and rights.read_message_history
