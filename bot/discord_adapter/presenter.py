"""The presenter: answers to interactions, in the asker's language, as a rule seen by nobody else."""

import contextlib
import secrets
from collections.abc import AsyncIterator, Mapping
from typing import Any, Final

import discord
import structlog
from discord import app_commands

from bot.bridges.names import plain
from bot.errors import Forbidden, Unavailable, UserError
from bot.i18n.catalog import Catalog, Locale, locale_of

_log = structlog.stdlib.get_logger(__name__)

_NOBODY: Final = discord.AllowedMentions.none()
# In which discord.py hands on what a command, or the reading of its options, has raised.
_WRAPPERS: Final = (app_commands.CommandInvokeError, app_commands.TransformerError)
_LONGEST: Final = 2000  # characters of a message


class Presenter:
    """Says phrases to whoever asked, and what went wrong."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def locale(self, interaction: discord.Interaction[Any]) -> Locale:
        """Return the locale in which *interaction*'s asker reads."""
        return locale_of(interaction.locale.value)

    def phrase(self, interaction: discord.Interaction[Any], key: str, /, **fields: str | int) -> str:
        """Return the phrase *key* as *interaction*'s asker reads it."""
        return self._catalog.say(self.locale(interaction), key, **fields)

    def phrase_in(self, locale: Locale, key: str, /, **fields: str | int) -> str:
        """Return the phrase *key* for whoever reads in *locale*."""
        return self._catalog.say(locale, key, **fields)

    def phrase_for_guild(self, interaction: discord.Interaction[Any], key: str, /, **fields: str | int) -> str:
        """Return the phrase *key* as *interaction*'s guild reads it: for what everybody there sees."""
        locale = interaction.guild_locale.value if interaction.guild_locale is not None else ""
        return self._catalog.say(locale_of(locale), key, **fields)

    async def __call__(self, interaction: discord.Interaction[Any], key: str, /, **fields: str | int) -> None:
        """Answer with the phrase *key*."""
        await self.answer(interaction, self.phrase(interaction, key, **fields))

    async def answer(
        self,
        interaction: discord.Interaction[Any],
        content: str,
        view: discord.ui.View = discord.utils.MISSING,
        embed: discord.Embed = discord.utils.MISSING,
    ) -> None:
        """Answer with *content*, and what is below it: the first answer, or one after it; in several where it is long.

        It pings nobody, and no link in it unfolds: it may hold what others wrote.
        """
        *first, last = _pages(content)
        for page in first:
            await self._send(interaction, page)
        await self._send(interaction, last, view=view, embed=embed)

    async def announce(self, interaction: discord.Interaction[Any], content: str) -> None:
        """Answer with *content*, for everybody in the channel, after a first answer that everybody sees."""
        await interaction.followup.send(content, allowed_mentions=_NOBODY, suppress_embeds=True)

    async def hand_over(self, interaction: discord.Interaction[Any], content: str, file: discord.File) -> None:
        """Answer with *content* and a file, after a first answer."""
        await interaction.followup.send(content, file=file, ephemeral=True, allowed_mentions=_NOBODY)

    async def _send(
        self,
        interaction: discord.Interaction[Any],
        content: str,
        view: discord.ui.View = discord.utils.MISSING,
        embed: discord.Embed = discord.utils.MISSING,
    ) -> None:
        is_done = interaction.response.is_done()
        send = interaction.followup.send if is_done else interaction.response.send_message
        await send(
            content,
            view=view,
            embed=embed,
            ephemeral=True,
            allowed_mentions=_NOBODY,
            suppress_embeds=embed is discord.utils.MISSING,
        )

    @contextlib.asynccontextmanager
    async def telling_failures(self, interaction: discord.Interaction[Any]) -> AsyncIterator[None]:
        """Tell whoever pressed what goes wrong inside: for buttons about which discord.py tells nobody."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 the boundary
            await self.failed(interaction, error)

    async def failed(self, interaction: discord.Interaction[Any], error: Exception) -> None:
        """Tell what went wrong: a refusal with its remedy, or an incident that the log knows."""
        cause = error.__cause__ if isinstance(error, _WRAPPERS) else error
        match cause:
            case UserError():
                await self(interaction, cause.key, **_shown(cause.fields))
            case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
                await self(interaction, "error-command-changed")
            case app_commands.CheckFailure():
                await self(interaction, "error-not-allowed")
            case Unavailable() | Forbidden():
                _log.warning("command not done", error=str(cause))
                await self(interaction, cause.key)
            case discord.NotFound(code=10062):
                _log.warning("answered too late")
            case _:
                incident = secrets.token_hex(4)
                _log.error("command failed", incident=incident, kind=type(cause).__name__, exc_info=cause)
                await self(interaction, "error-incident", incident=incident)


def _shown(fields: Mapping[str, str | int]) -> dict[str, str | int]:
    """Return *fields* as Discord shows them: a channel by its name, and what may be another guild's as plain text."""
    shown = dict(fields)
    if "channel_id" in fields:
        shown["channel_id"] = f"<#{fields['channel_id']}>"
    if "bridge" in fields:
        shown["bridge"] = plain(str(fields["bridge"]))
    return shown


def _pages(content: str) -> list[str]:
    """Return *content* in messages that Discord takes, cut between its lines."""
    pages = [""]
    for line in content.split("\n"):
        if len(pages[-1]) + len(line) >= _LONGEST:
            pages.append("")
        pages[-1] += f"\n{line}" if pages[-1] else line[:_LONGEST]
    return pages
