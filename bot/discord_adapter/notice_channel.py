"""The notice channel: what moderators are told there, and asked."""

from typing import Final

import discord

from bot.bridges.ports import ChannelDirectory
from bot.discord_adapter.channel_names import ChannelNames
from bot.discord_adapter.failures import an_object, asking_discord
from bot.discord_adapter.moderators import locale_in
from bot.i18n.catalog import Catalog, Locale, locale_of
from bot.ids import ChannelId, MessageId

_NOBODY: Final = discord.AllowedMentions.none()


class DiscordNoticeChannel:
    """Implements `bot.bridges.ports.NoticeChannel` and `bot.moderation.ports.DeletionBoard`.

    It speaks as the guild does where it posts.

    Args:
        client: Logged in before the first call.
        directory: Tells the guild of a channel that is not cached.
        names: Tells how channels are shown.
    """

    def __init__(
        self, client: discord.Client, catalog: Catalog, directory: ChannelDirectory, names: ChannelNames
    ) -> None:
        self._client = client
        self._catalog = catalog
        self._directory = directory
        self._names = names

    async def tell(self, channel_id: ChannelId, key: str, **fields: str | ChannelId) -> None:
        """Post the phrase *key*; channels among the fields are said as they are shown there."""
        shown = {
            name: field if isinstance(field, str) else await self._names.shown(field, channel_id)
            for name, field in fields.items()
        }
        said = self._catalog.say(await self._locale(channel_id), key, **shown)
        channel = self._client.get_partial_messageable(channel_id)
        async with asking_discord():
            await channel.send(said, allowed_mentions=_NOBODY, suppress_embeds=True)

    async def ask(self, channel_id: ChannelId, bridge: str) -> MessageId:
        """Ask whether the sources are to go of all the copies that were deleted on *bridge*; return the question."""
        locale = await self._locale(channel_id)
        said = self._catalog.say(locale, "deletion-question", bridge=discord.utils.escape_markdown(bridge))
        view = discord.ui.View(timeout=None)
        for act, style in (("follow", discord.ButtonStyle.danger), ("leave", discord.ButtonStyle.secondary)):
            label = self._catalog.say(locale, f"deletion-do-{act}")
            view.add_item(discord.ui.Button(custom_id=f"deletion-{act}", label=label, style=style))
        view.stop()  # `DeletionView` hears what is pressed
        channel = self._client.get_partial_messageable(channel_id)
        async with asking_discord():
            sent = await channel.send(said, view=view, allowed_mentions=_NOBODY)
        return MessageId(sent.id)

    async def _locale(self, channel_id: ChannelId) -> Locale:
        if self._client.get_channel(channel_id) is not None:
            return locale_in(self._client, channel_id)
        # Its guild is still to come, or another process serves it.
        guild_id = await self._directory.guild_of(channel_id)
        async with asking_discord():
            guild = an_object(await self._client.http.get_guild(guild_id, with_counts=False))
        return locale_of(str(guild.get("preferred_locale", "")))
