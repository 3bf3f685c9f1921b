"""The question about many deletions: its buttons, which work after a restart too."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

import discord

from bot.bridges.model import Actor
from bot.discord_adapter.presenter import Presenter
from bot.errors import ModeratorsOnly
from bot.ids import GuildId, MessageId, UserId
from bot.moderation.deletions import Deletions

_NOBODY: Final = discord.AllowedMentions.none()


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
