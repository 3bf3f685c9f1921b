"""Reactions over REST, as the bot: put, taken off, and counted."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import discord
from cachetools import TTLCache

from bot.discord_adapter.failures import an_object, asking_discord, objects
from bot.discord_adapter.inbound import membership_in
from bot.errors import EmojiUnknown
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.relay.reacting import Emoji, Reacted, Reaction, Unreacted

_NORMAL: Final = discord.ReactionType.normal
_BURST: Final = discord.ReactionType.burst
_PAGE: Final = 100  # the most that Discord tells at once

# Without the intent for expressions discord.py knows no emojis. They are asked for where a name is looked for.
_GUILDS: Final = 200
_SECONDS: Final = 600.0


class DiscordReactions:
    """Implements `bot.relay.reacting.ReactionBoard`.

    Args:
        client: Logged in before the first call.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._emojis: TTLCache[GuildId, Mapping[str, Emoji]] = TTLCache(_GUILDS, _SECONDS)

    async def put(self, channel_id: ChannelId, message_id: MessageId, emoji: Emoji) -> None:
        """Have the bot react; what stands already stays."""
        async with asking_discord():
            await self._client.http.add_reaction(channel_id, message_id, _in_address(emoji))

    async def take(self, channel_id: ChannelId, message_id: MessageId, emoji: Emoji) -> None:
        """Take the bot's own reaction off; one that is not there is off."""
        try:
            async with asking_discord():
                await self._client.http.remove_own_reaction(channel_id, message_id, _in_address(emoji))
        except EmojiUnknown:
            return

    async def under(self, channel_id: ChannelId, message_id: MessageId) -> Sequence[Reaction]:
        """Return what stands under a message."""
        async with asking_discord():
            return list(reactions_under(an_object(await self._client.http.get_message(channel_id, message_id))))

    async def people(self, channel_id: ChannelId, message_id: MessageId, reaction: Reaction) -> Sequence[UserId]:
        """Return who put *reaction* there, without bots: of many, a hundred."""
        kinds = [_NORMAL] * (reaction.count > reaction.bursts) + [_BURST] * (reaction.bursts > 0)
        found: list[UserId] = []
        for kind in kinds:
            async with asking_discord():
                users = await self._client.http.get_reaction_users(
                    channel_id,
                    message_id,
                    _in_address(reaction.emoji),
                    _PAGE,
                    type=kind.value,
                )
                found += [UserId(int(user["id"])) for user in objects(users) if not user.get("bot", False)]
        return found

    async def named(self, guild_id: GuildId, name: str) -> Emoji | None:
        """Return the guild's own custom emoji of that name, if it has one; as it was some minutes ago at most."""
        emojis = self._emojis.get(guild_id)
        if emojis is None:
            async with asking_discord():
                told = objects(await self._client.http.get_all_custom_emojis(guild_id))
                emojis = {one["name"]: Emoji(one["name"], int(one["id"])) for one in told if one.get("available", True)}
            self._emojis[guild_id] = emojis
        return emojis.get(name)


def reacted(payload: discord.RawReactionActionEvent) -> Reacted | None:
    """Return the event for a reaction; None for one outside guilds, or with an emoji that is gone."""
    emoji = _emoji(payload.emoji)
    if payload.guild_id is None or emoji is None:
        return None
    member, place = payload.member, (ChannelId(payload.channel_id), MessageId(payload.message_id))
    role_ids = () if member is None else membership_in(member).role_ids
    return Reacted(*place, emoji, UserId(payload.user_id), member is not None and member.bot, role_ids)


def unreacted(payload: discord.RawReactionActionEvent | discord.RawReactionClearEmojiEvent) -> Unreacted | None:
    """Return the event for a reaction that was taken off, one user's or everybody's; None as `reacted` says."""
    emoji = _emoji(payload.emoji)
    if payload.guild_id is None or emoji is None:
        return None
    user_id = UserId(payload.user_id) if isinstance(payload, discord.RawReactionActionEvent) else None
    return Unreacted(ChannelId(payload.channel_id), MessageId(payload.message_id), emoji, user_id)


def cleared(payload: discord.RawReactionClearEvent) -> Unreacted:
    """Return the event for all reactions of a message taken off at once."""
    return Unreacted(ChannelId(payload.channel_id), MessageId(payload.message_id))


def _emoji(emoji: discord.PartialEmoji) -> Emoji | None:
    return Emoji(emoji.name, emoji.id) if emoji.name else None


def _in_address(emoji: Emoji) -> str:
    return emoji.name if emoji.id is None else f"{emoji.name}:{emoji.id}"


def reactions_under(message: Mapping[str, Any]) -> tuple[Reaction, ...]:
    """Return what stands under *message*, a message object; without emojis that are gone."""
    return tuple(_reaction(one) for one in message.get("reactions", ()) if one["emoji"]["name"])


def _reaction(told: Mapping[str, Any]) -> Reaction:
    emoji, details = told["emoji"], told.get("count_details") or {}
    emoji_id = None if emoji["id"] is None else int(emoji["id"])
    return Reaction(Emoji(emoji["name"], emoji_id), int(told["count"]), int(details.get("burst", 0)), bool(told["me"]))
