"""Options of commands: what somebody typed, as our own types."""

from typing import Any

import discord
from discord import app_commands

from bot.errors import LanguageUnknown
from bot.i18n.catalog import locale_of
from bot.i18n.languages import KNOWN, language_name
from bot.translation.model import Language, parse_language

_MOST_CHOICES = 25


class LanguageOption(app_commands.Transformer):
    """A language: chosen by its name in the asker's own language, or typed as a tag."""

    async def transform(self, interaction: discord.Interaction[Any], value: str, /) -> Language:
        """Return the language that *value* names.

        Raises:
            LanguageUnknown: It is no language tag.
        """
        locale = locale_of(interaction.locale.value)
        named = next((tag for tag in KNOWN if language_name(tag, locale).casefold() == value.strip().casefold()), value)
        try:
            return parse_language(named.strip())
        except ValueError:
            raise LanguageUnknown(tag=value[:20]) from None

    async def autocomplete(
        self, interaction: discord.Interaction[Any], value: str | float, /
    ) -> list[app_commands.Choice[str | int | float]]:
        """Return the languages whose name or tag has in it what was typed so far."""
        locale = locale_of(interaction.locale.value)
        typed = str(value).casefold()
        names = {tag: language_name(tag, locale) for tag in KNOWN}
        fitting = [tag for tag in KNOWN if typed in names[tag].casefold() or typed in tag.casefold()]
        return [app_commands.Choice(name=names[tag], value=tag) for tag in fitting[:_MOST_CHOICES]]


InLanguage = app_commands.Transform[Language, LanguageOption]
