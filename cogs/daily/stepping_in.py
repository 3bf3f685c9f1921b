"""Looking at what comes, and stepping in: not then, or now."""

from discord import app_commands

from bot.discord_adapter.daily_lists import coming_list, places
from bot.discord_adapter.options import OnDate, or_nothing
from bot.i18n.days import day_name
from cogs.daily.asking import Asked, Asking, Name, actor_of, may_change


class SteppingIn(Asking):
    """`/daily next`, `skip`, `post`."""

    @app_commands.command(name="next")
    async def next_(self, interaction: Asked, bridge: Name) -> None:
        """Show the next seven topics, and why it is these."""
        await interaction.response.defer(ephemeral=True)
        coming = await self.daily.coming(bridge, actor_of(interaction))
        chosen = [one.choice.prompt_id for one in coming if one.choice is not None]
        texts = await self.texts(interaction, chosen)
        await self.say.answer(interaction, coming_list(interaction, self.say, bridge, coming, texts))

    @app_commands.command()
    @may_change
    async def skip(self, interaction: Asked, bridge: Name, date: OnDate | None = None) -> None:
        """Ask nothing on the next date, or on another."""
        await interaction.response.defer(ephemeral=True)
        skipped = await self.daily.skip(bridge, date, actor_of(interaction))
        await self.say(interaction, "daily-skipped", date=day_name(skipped, self.say.locale(interaction)))

    @app_commands.command()
    @may_change
    async def post(self, interaction: Asked, bridge: Name) -> None:
        """Post today's topic now, wherever it does not stand yet."""
        await interaction.response.defer(ephemeral=True)
        by = actor_of(interaction)
        past, is_news = await self.daily.post(bridge, by)
        where = "\n".join(places(await self.plans.seen(bridge, by.guild_id), past, by.guild_id))
        await self.say(interaction, "daily-posted" if is_news else "daily-posted-before", where=where)

    @next_.autocomplete("bridge")
    @skip.autocomplete("bridge")
    @post.autocomplete("bridge")
    async def _names_to_step_in(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        return await self.names(interaction, typed)

    @skip.autocomplete("date")
    async def _dates_to_skip(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        found = await or_nothing(self.daily.dates(str(interaction.namespace.bridge), actor_of(interaction)))
        dates = [(on.isoformat(), day_name(on, self.say.locale(interaction))) for on in found]
        return [app_commands.Choice(name=f"{name} ({on})", value=on) for on, name in dates if typed in on + name]
