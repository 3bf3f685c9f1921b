"""Deletions in the notice channel: what was done, and a question whose buttons work after a restart too."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

import discord

from bot.bridges.model import Actor
from bot.discord_adapter.failures import asking_discord
from bot.discord_adapter.presenter import Presenter
from bot.errors import ModeratorsOnly
from bot.i18n.catalog import Catalog, Locale, locale_of
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.moderation.deletions import Deletions

_NOBODY: Final = discord.AllowedMentions.none()


class DiscordDeletions:
    """Implements `bot.moderation.ports.DeletionBoard`. It speaks as the guild does where it posts.

    Args:
        client: Connected, with the guilds of notice channels in its cache.
    """

    def __init__(self, client: discord.Client, catalog: Catalog) -> None:
        self._client = client
        self._catalog = catalog

    async def tell(self, channel_id: ChannelId, key: str, **fields: str) -> None:
        """Post the phrase *key*."""
        said = self._catalog.say(self._locale(channel_id), key, **fields)
        channel = self._client.get_partial_messageable(channel_id)
        async with asking_discord():
            await channel.send(said, allowed_mentions=_NOBODY, suppress_embeds=True)

    async def ask(self, channel_id: ChannelId, bridge: str) -> MessageId:
        """Ask whether the sources are to go of all the copies that were deleted on *bridge*; return the question."""
        locale = self._locale(channel_id)
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

    def _locale(self, channel_id: ChannelId) -> Locale:
        channel = self._client.get_channel(channel_id)
        guild = channel.guild if isinstance(channel, discord.abc.GuildChannel) else None
        return locale_of(guild.preferred_locale.value if guild is not None else "")


class DeletionView(discord.ui.View):
    """What the buttons under every such question do, this run's and earlier ones'."""

    def __init__(self, say: Presenter, deletions: Deletions) -> None:
        super().__init__(timeout=None)
        self._say = say
        self._deletions = deletions
        for name, act in (("follow", self._follow), ("leave", self._leave)):
            button: discord.ui.Button[DeletionView] = discord.ui.Button(custom_id=f"deletion-{name}", label=name)
            button.callback = self._acting(act)  # type: ignore[assignment, method-assign] # discord.py's way
            self.add_item(button)

    async def on_error(
        self, interaction: discord.Interaction[Any], error: Exception, _item: discord.ui.Item[Any], /
    ) -> None:
        """Tell whoever pressed what went wrong."""
        await self._say.failed(interaction, error)

    def _acting(
        self, act: Callable[[discord.Interaction[Any], MessageId, Actor], Awaitable[str]]
    ) -> Callable[[discord.Interaction[Any]], Awaitable[None]]:
        async def pressed(interaction: discord.Interaction[Any]) -> None:
            message = interaction.message
            if message is None or not interaction.permissions.manage_messages:
                raise ModeratorsOnly
            await interaction.response.defer()
            by = Actor(GuildId(interaction.guild_id or 0), UserId(interaction.user.id))
            said = await act(interaction, MessageId(message.id), by)
            content = f"{message.content}\n{said}"
            await interaction.edit_original_response(content=content, view=None, allowed_mentions=_NOBODY)

        return pressed

    async def _follow(self, interaction: discord.Interaction[Any], question_id: MessageId, by: Actor) -> str:
        count, asked = await self._deletions.follow(question_id, by)
        key = "deletion-done" if count == asked else "deletion-partly-done"
        return self._say.phrase_for_guild(interaction, key, member=f"<@{by.user_id}>", count=count, left=asked - count)

    async def _leave(self, interaction: discord.Interaction[Any], question_id: MessageId, by: Actor) -> str:
        await self._deletions.leave(question_id, by)
        return self._say.phrase_for_guild(interaction, "deletion-left", member=f"<@{by.user_id}>")
