"""Looking back: what was asked, and how it was answered."""

from discord import app_commands

from bot.discord_adapter.daily_lists import figures_text, history_list
from cogs.daily.asking import Asked, Asking, Name, actor_of


class Looking(Asking):
    """`/daily history`, `stats`."""

    @app_commands.command()
    async def history(self, interaction: Asked, bridge: Name) -> None:
        """Show the last ten topics, where they stand and how many took part."""
        await interaction.response.defer(ephemeral=True)
        by = actor_of(interaction)
        past = await self.daily.history(bridge, by)
        chosen = [one.occasion.choice.prompt_id for one in past if one.occasion.choice is not None]
        texts, asked = await self.texts(interaction, chosen), await self.plans.seen(bridge, by.guild_id)
        await self.say.answer(interaction, history_list(interaction, self.say, asked, past, texts))

    @app_commands.command()
    async def stats(self, interaction: Asked, bridge: Name) -> None:
        """Show which topics are answered, as sums in which nobody is to be seen."""
        await interaction.response.defer(ephemeral=True)
        figures = await self.daily.figures(bridge, actor_of(interaction))
        texts = await self.texts(interaction, [one for one, _ in figures.most_answered])
        await self.say.answer(interaction, figures_text(interaction, self.say, bridge, figures, texts))

    @history.autocomplete("bridge")
    @stats.autocomplete("bridge")
    async def _names_to_look(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        return await self.names(interaction, typed)
