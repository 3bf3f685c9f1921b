"""Choosing what a bridge is asked next."""

from discord import app_commands

from bot.discord_adapter.daily_lists import queue_choices, queue_list, text_choice
from bot.discord_adapter.options import or_nothing
from cogs.daily.asking import Asked, Asking, Name, actor_of, may_change

Typed = app_commands.Range[str, 1, 200]

_MOST_CHOICES = 25


class Queueing(Asking):
    """`/daily queue add`, `remove`, `show`."""

    queue = app_commands.Group(name="queue", description="…")  # the catalogues say it

    @queue.command(name="add")
    @may_change
    async def add_topic(self, interaction: Asked, bridge: Name, topic: Typed) -> None:
        """Let a topic of the library be asked before all others."""
        await interaction.response.defer(ephemeral=True)
        language = self.language(interaction)
        prompt_id, place = await self.daily.put_next(bridge, topic, language, actor_of(interaction))
        text = await self.plans.texts.one(prompt_id, language)
        await self.say(interaction, "daily-queued", topic=text, place=place)

    @queue.command(name="remove")
    @may_change
    async def remove_topic(self, interaction: Asked, bridge: Name, topic: Typed) -> None:
        """Take a topic out of the queue."""
        await interaction.response.defer(ephemeral=True)
        prompt_id = await self.daily.take_out(bridge, topic, actor_of(interaction))
        text = await self.plans.texts.one(prompt_id, self.language(interaction))
        await self.say(interaction, "daily-unqueued", topic=text)

    @queue.command(name="show")
    async def show_queue(self, interaction: Asked, bridge: Name) -> None:
        """Show what waits in the queue."""
        await interaction.response.defer(ephemeral=True)
        queue = await self.daily.queue(bridge, actor_of(interaction))
        texts = await self.texts(interaction, [one.prompt_id for one in queue])
        await self.say.answer(interaction, queue_list(interaction, self.say, bridge, queue, texts))

    @add_topic.autocomplete("bridge")
    @remove_topic.autocomplete("bridge")
    @show_queue.autocomplete("bridge")
    async def _names_to_queue(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        return await self.names(interaction, typed)

    @add_topic.autocomplete("topic")
    async def _topics_to_add(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        found = await self.daily.find(typed, self.language(interaction), _MOST_CHOICES)
        return [text_choice(prompt_id, text) for prompt_id, text in found]

    @remove_topic.autocomplete("topic")
    async def _topics_to_remove(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        queue = await or_nothing(self.daily.queue(str(interaction.namespace.bridge), actor_of(interaction)))
        texts = await self.texts(interaction, [one.prompt_id for one in queue])
        return queue_choices(queue, texts, typed)
