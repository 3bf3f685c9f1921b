"""Options of commands: what somebody typed, as our own types."""

import asyncio
from collections.abc import Awaitable, Iterable, Sequence
from datetime import date, time
from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.errors import LanguageUnknown, UserError
from bot.i18n.catalog import locale_of
from bot.i18n.languages import KNOWN, language_name
from bot.prompts.typed import date_typed, time_typed, zone_typed, zones_like
from bot.translation.model import Language, parse_language

T = TypeVar("T")

_MOST_CHOICES = 25


def names_like(names: Iterable[str], typed: str) -> list[app_commands.Choice[str]]:
    """Return those of *names* in which is what was *typed* so far."""
    fitting = [name for name in names if typed.casefold() in name.casefold()]
    return [app_commands.Choice(name=name, value=name) for name in fitting[:_MOST_CHOICES]]


async def or_nothing(found: Awaitable[Sequence[T]]) -> Sequence[T]:
    """Return what is *found* to be offered: nothing as long as what it hangs on is not typed yet."""
    try:
        return await found
    except UserError:
        return ()


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


class ZoneOption(app_commands.Transformer):
    """A time zone: chosen by its name, or typed as one or as its city."""

    async def transform(self, _interaction: discord.Interaction[Any], value: str, /) -> str:
        """Return the IANA name of the zone that *value* says.

        Raises:
            ZoneUnknown: It says none.
        """
        return await asyncio.to_thread(zone_typed, value)

    async def autocomplete(
        self, _interaction: discord.Interaction[Any], value: str | float, /
    ) -> list[app_commands.Choice[str | int | float]]:
        """Return the zones in whose name is what was typed so far."""
        found = await asyncio.to_thread(zones_like, str(value), _MOST_CHOICES)
        return [app_commands.Choice(name=zone, value=zone) for zone in found]


InZone = app_commands.Transform[str, ZoneOption]


class DateOption(app_commands.Transformer):
    """A date, typed as `2026-12-24`."""

    async def transform(self, _interaction: discord.Interaction[Any], value: str, /) -> date:
        """Return the date that *value* says.

        Raises:
            DateUnknown: It says none.
        """
        return date_typed(value)


OnDate = app_commands.Transform[date, DateOption]


class TimeOption(app_commands.Transformer):
    """A time of day, typed as `13:00` or `1 pm`."""

    async def transform(self, _interaction: discord.Interaction[Any], value: str, /) -> time:
        """Return the time of day that *value* says.

        Raises:
            TimeUnknown: It says none.
        """
        return time_typed(value)


AtTime = app_commands.Transform[time, TimeOption]


class TextOrForumOption(app_commands.Transformer):
    """Takes a text channel or a forum; discord.py would count media channels in, and Discord would not."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """Return what Discord offers."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Return of which kinds."""
        return [discord.ChannelType.text, discord.ChannelType.forum]

    async def transform(self, _interaction: discord.Interaction[Any], value: Any, /) -> Any:
        """Return the channel behind *value*.

        Raises:
            TransformerError: The bot does not know it.
        """
        channel = value.resolve()
        if channel is None:
            raise app_commands.TransformerError(value, self.type, self)
        return channel


Joinable = app_commands.Transform[discord.TextChannel | discord.ForumChannel, TextOrForumOption]
