"""Weekly reports in the bot's own name: posted once, found again, and with a way to all the numbers."""

import io
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, Final

import discord
from discord import app_commands
from discord.http import Route

from bot.bridges.model import Bridge
from bot.bridges.ports import ChannelDirectory
from bot.discord_adapter.failures import an_object, asking_discord, objects
from bot.discord_adapter.insight_pages import Pages
from bot.discord_adapter.insights import InsightRoom, painted
from bot.discord_adapter.nonces import nonce_of
from bot.discord_adapter.presenter import Presenter
from bot.i18n.catalog import Catalog, Locale, locale_of
from bot.ids import ChannelId, GuildId, MessageId, first_id_at
from bot.participation.drawing import Painter
from bot.participation.insights import Insight
from bot.participation.reports import WEEKS, Report
from bot.relay.glyphs import units

_PAGE: Final = 100  # the most that Discord gives at once
_MOST_PAGES: Final = 10
_LONGEST: Final = 2000  # UTF-16 units
_SUPPRESS_EMBEDS: Final = discord.MessageFlags(suppress_embeds=True).value
_CUSTOM_ID: Final = re.compile(r"insights-report-\d{4}-\d{2}-\d{2}")


class DiscordReportBoard:
    """Implements `bot.participation.reports.ReportBoard`.

    In a channel that is bridged it speaks the language of that; elsewhere those of the guild's bridged channels.

    Args:
        client: Logged in before the first call.
        bridges: Returns the bridges as they stand.
    """

    def __init__(
        self,
        client: discord.Client,
        catalog: Catalog,
        directory: ChannelDirectory,
        painter: Painter,
        bridges: Callable[[], Collection[Bridge]],
    ) -> None:
        self._client = client
        self._catalog = catalog
        self._directory = directory
        self._painter = painter
        self._bridges = bridges

    async def find(self, channel_id: ChannelId, monday: date, since: datetime) -> MessageId | None:
        """Return the report of a Monday, if it was posted in a channel after a moment."""
        after = first_id_at(since)
        for _ in range(_MOST_PAGES):
            async with asking_discord():
                page = objects(await self._client.http.logs_from(channel_id, _PAGE, after=after))
            found = next((one for one in page if self._is_report(one, monday)), None)
            if found is not None:
                return MessageId(int(found["id"]))
            if len(page) < _PAGE:
                break
            after = MessageId(max(int(one["id"]) for one in page))
        return None

    async def post(self, report: Report, monday: date, insight: Insight) -> MessageId:
        """Post a report in words; asked a second time within minutes, it posts no second one."""
        locales = await self._locales(report)
        texts = [Pages(insight, one, partial(self._catalog.say, one)).report(monday) for one in locales]
        label = self._catalog.say(locales[0], "insights-report-more")
        button = {"type": 2, "style": 2, "label": label, "custom_id": _custom_id(monday)}
        message = {
            "content": _together(texts),
            "allowed_mentions": {"parse": []},
            "components": [{"type": 1, "components": [button]}],
            "flags": _SUPPRESS_EMBEDS,
            # Discord answers a second request with the same number with the message that stands.
            "nonce": nonce_of(_custom_id(monday), report.channel_id),
            "enforce_nonce": True,
        }
        route = Route("POST", "/channels/{channel_id}/messages", channel_id=report.channel_id)
        async with asking_discord():
            sent = an_object(await self._client.http.request(route, json=message))
        return MessageId(int(sent["id"]))

    async def illustrate(self, report: Report, message_id: MessageId, insight: Insight) -> None:
        """Put a picture under a report that stands, where pictures can be drawn."""
        locale = (await self._locales(report))[0]
        pages = Pages(insight, locale, partial(self._catalog.say, locale))
        picture = await painted(self._painter, pages.picture("overview"))
        if picture is None:
            return
        description = self._catalog.say(locale, "insights-page-overview")
        file = discord.File(io.BytesIO(picture), "insights.png", description=description)
        message = self._client.get_partial_messageable(report.channel_id).get_partial_message(message_id)
        async with asking_discord():
            await message.edit(attachments=[file])

    def _is_report(self, message: Mapping[str, Any], monday: date) -> bool:
        own = self._client.user
        is_ours = own is not None and message["author"]["id"] == str(own.id)
        rows = message.get("components") or ()
        buttons = (button for row in rows for button in row.get("components") or ())
        return is_ours and any(button.get("custom_id") == _custom_id(monday) for button in buttons)

    async def _locales(self, report: Report) -> list[Locale]:
        seats = [end for bridge in self._bridges() for end in bridge.endpoints if end.guild_id == report.guild_id]
        here = [end for end in seats if end.channel_id == report.channel_id]
        known = list(dict.fromkeys(locale_of(end.language) for end in here or seats))
        return known or [await self._locale_of(report.guild_id)]

    async def _locale_of(self, guild_id: GuildId) -> Locale:
        async with asking_discord():
            guild = an_object(await self._client.http.get_guild(guild_id, with_counts=False))
        return locale_of(str(guild.get("preferred_locale", "")))


def report_button(say: Presenter, room: InsightRoom) -> "type[discord.ui.DynamicItem[discord.ui.Button[Any]]]":
    """Return the class of the button under every report, this run's and earlier ones'."""

    class ReportButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_CUSTOM_ID):
        """Leads admins to all the numbers."""

        @classmethod
        async def from_custom_id(
            cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], _match: re.Match[str], /
        ) -> "ReportButton":
            """Return the button that was pressed."""
            assert isinstance(item, discord.ui.Button)  # noqa: S101 - nothing else has such an id
            return cls(item)

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            """Show them to whoever may see them."""
            async with say.telling_failures(interaction):
                demand_admin(interaction)
                await room.open(interaction, say, WEEKS)

    return ReportButton


def demand_admin(interaction: discord.Interaction[Any]) -> None:
    """Let only those go on who manage the guild.

    Raises:
        MissingPermissions: They do not.
    """
    if not interaction.permissions.manage_guild:
        raise app_commands.MissingPermissions(["manage_guild"])


def _together(texts: Sequence[str]) -> str:
    """Return as many of *texts* as one message has room for, the first ones."""
    fitting = [text for at, text in enumerate(texts) if units("\n\n".join(texts[: at + 1])) <= _LONGEST]
    return "\n\n".join(fitting or texts[:1])


def _custom_id(monday: date) -> str:
    return f"insights-report-{monday}"
