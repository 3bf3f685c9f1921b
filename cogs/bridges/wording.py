"""Words that may not cross a bridge, by its word lists and by the rules of guilds."""

from typing import Literal

from discord import app_commands

from bot.discord_adapter.lists import code_list
from bot.discord_adapter.options import or_nothing
from bot.moderation.rulebook import Rulebook
from bot.moderation.words import LONGEST_WORD
from cogs.bridges.asking import Asked, Asking, Name, actor_of, bridge_names

Word = app_commands.Range[str, 1, LONGEST_WORD]
Words = app_commands.Range[str, 1, 1000]

_MOST_CHOICES = 25


class Wording(Asking):
    """`/bridge words add`, `remove`, `list`; `/bridge automod`."""

    rulebook: Rulebook

    words = app_commands.Group(name="words", description="…")  # the catalogues say it

    @words.command(name="add")
    async def add_words(self, interaction: Asked, bridge: Name, words: Words) -> None:
        """Put words on the guild's list for a bridge."""
        await interaction.response.defer(ephemeral=True)
        changed, added = await self.rulebook.add_words(bridge, words, actor_of(interaction))
        is_told = interaction.guild_id in changed.notice_channels
        key = "bridge-words-added" if is_told else "bridge-words-added-untold"
        await self.say(interaction, key, bridge=changed.name, words=code_list(added))

    @words.command(name="remove")
    async def remove_word(self, interaction: Asked, bridge: Name, word: Word) -> None:
        """Take a word off the list."""
        changed = await self.rulebook.remove_word(bridge, word, actor_of(interaction))
        await self.say(interaction, "bridge-word-removed", bridge=changed.name, words=code_list([word]))

    @words.command(name="list")
    async def list_words(self, interaction: Asked, bridge: Name) -> None:
        """Show the list."""
        words = await self.rulebook.words_of(bridge, actor_of(interaction))
        key = "bridge-words" if words else "bridge-words-none"
        await self.say(interaction, key, bridge=bridge, words=code_list(words), count=len(words))

    @add_words.autocomplete("bridge")
    @remove_word.autocomplete("bridge")
    @list_words.autocomplete("bridge")
    async def _names_for_words(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        return await bridge_names(self, interaction, typed)

    @remove_word.autocomplete("word")
    async def _words_to_remove(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        words = await or_nothing(self.rulebook.words_of(interaction.namespace.bridge or "", actor_of(interaction)))
        fitting = [word for word in words if typed.casefold() in word.casefold()]
        return [app_commands.Choice(name=word, value=word) for word in fitting[:_MOST_CHOICES]]

    @app_commands.command()
    async def automod(self, interaction: Asked, bridge: Name, state: Literal["on", "off"]) -> None:
        """Let the guild's AutoMod rules hold on what enters it, or no longer."""
        await interaction.response.defer(ephemeral=True)
        changed, rules = await self.rulebook.mirror(bridge, actor_of(interaction), is_on=state == "on")
        said = {"rules": len(rules), "keywords": sum(len(one.keywords) for one in rules)}
        said["patterns"] = sum(len(one.patterns) for one in rules)
        await self.say(interaction, f"bridge-automod-{state}", bridge=changed.name, **said)

    @automod.autocomplete("bridge")
    async def _names_for_rules(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        return await bridge_names(self, interaction, typed)
