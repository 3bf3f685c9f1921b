"""What all that moderators see in notice channels has in common."""

from collections.abc import Iterable
from typing import Any, Final

import discord

from bot.errors import ModeratorsOnly
from bot.i18n.catalog import Catalog, Locale, locale_of
from bot.i18n.languages import language_name
from bot.ids import ChannelId
from bot.moderation.model import Reading

_LONGEST_FIELD: Final = 1024  # characters (message resource, "Embed Limits"; all of an embed: 6,000)
_MOST_FIELDS: Final = 3


def locale_in(client: discord.Client, channel_id: ChannelId) -> Locale:
    """Return the locale of the guild of a channel, as far as *client* knows it."""
    channel = client.get_channel(channel_id)
    guild = channel.guild if isinstance(channel, discord.abc.GuildChannel) else None
    return locale_of(guild.preferred_locale.value if guild is not None else "")


def reading_fields(
    embed: discord.Embed, catalog: Catalog, locale: Locale, readings: Iterable[Reading]
) -> discord.Embed:
    """Return *embed* with each of *readings* beside what it quotes, under the name of its language."""
    for reading in list(readings)[:_MOST_FIELDS]:
        name = language_name(reading.language, locale)
        said = reading.text[:_LONGEST_FIELD] if reading.is_translated else catalog.say(locale, "held-untranslated")
        embed.add_field(name=name, value=said or "\u200b", inline=False)
    return embed


def demand_moderator(interaction: discord.Interaction[Any]) -> discord.Message:
    """Let only moderators go on, and return the message under which they pressed something.

    Raises:
        ModeratorsOnly: Whoever pressed may not manage messages here.
    """
    if interaction.message is None or not interaction.permissions.manage_messages:
        raise ModeratorsOnly
    return interaction.message
