"""Hashtags of two languages that mean one thing in this guild."""

from discord import app_commands

from bot.discord_adapter.hashtags import pair_list, pair_text
from bot.hashtags.aliases import Aliases
from bot.ids import GuildId
from cogs.bridges.asking import Asked, Asking, actor_of

Typed = app_commands.Range[str, 1, 40]

_MOST_CHOICES = 25


class Tagging(Asking):
    """`/bridge tags add`, `remove`, `list`."""

    aliases: Aliases

    tags = app_commands.Group(name="tags", description="…")  # the catalogues say it

    @tags.command(name="add")
    async def add_tags(self, interaction: Asked, english: Typed, chinese: Typed) -> None:
        """Let two hashtags mean one thing."""
        await interaction.response.defer(ephemeral=True)
        pair = await self.aliases.add(english, chinese, actor_of(interaction))
        await self.say(interaction, "bridge-tags-added", tags=pair_text(pair))

    @tags.command(name="remove")
    async def remove_tags(self, interaction: Asked, tag: Typed) -> None:
        """Take a pair away again."""
        await interaction.response.defer(ephemeral=True)
        pair = await self.aliases.remove(tag, actor_of(interaction))
        await self.say(interaction, "bridge-tags-removed", tags=pair_text(pair))

    @tags.command(name="list")
    async def list_tags(self, interaction: Asked) -> None:
        """Show the guild's own pairs."""
        pairs = self.aliases.of(GuildId(interaction.guild_id or 0))
        key = "bridge-tags" if pairs else "bridge-tags-none"
        await self.say(interaction, key, tags=pair_list(pairs), count=len(pairs))

    @remove_tags.autocomplete("tag")
    async def _tags_to_remove(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        pairs = self.aliases.of(GuildId(interaction.guild_id or 0))
        names = {f"#{one.en} · #{one.zh_hans}": one.en for one in pairs}
        fitting = [shown for shown in names if typed.casefold() in shown.casefold()]
        return [app_commands.Choice(name=shown, value=names[shown]) for shown in fitting[:_MOST_CHOICES]]
