"""Reports in the notice channel: original and copy in one view, and buttons that work after a restart too."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import discord

from bot.bridges.model import Actor
from bot.discord_adapter.channel_names import ChannelNames
from bot.discord_adapter.failures import asking_discord
from bot.discord_adapter.moderators import demand_moderator, locale_in, reading_fields
from bot.discord_adapter.presenter import Presenter
from bot.i18n.catalog import Catalog
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.moderation.model import Outcome, Report

_LONGEST_QUOTE: Final = 1500  # characters of each of the two; an embed holds 4,096
_STYLES: Final = {
    "delete": discord.ButtonStyle.danger,
    "mute": discord.ButtonStyle.secondary,
    "dismiss": discord.ButtonStyle.secondary,
}

Act = Callable[[MessageId, Actor], Awaitable[Outcome]]
"""Does what a moderator decided about the report that a message shows."""


class DiscordReports:
    """Implements `bot.moderation.ports.ReportBoard`. It speaks as the guild does where it posts.

    Args:
        client: Connected, with the guilds of notice channels in its cache.
        names: Tells how channels are shown.
    """

    def __init__(self, client: discord.Client, catalog: Catalog, names: ChannelNames) -> None:
        self._client = client
        self._catalog = catalog
        self._names = names

    async def show(self, channel_id: ChannelId, report: Report) -> MessageId:
        """Post *report* with what can be done about it, and return the message."""
        channel = self._client.get_partial_messageable(channel_id)
        locale = locale_in(self._client, channel_id)
        embed = discord.Embed(description=report.original.content[:_LONGEST_QUOTE])
        said = self._catalog.say(
            locale,
            "report" if report.copy is None else "report-of-copy",
            reporter=f"<@{report.reporter_id}>",
            author=f"<@{report.original.author_id}>",
            channel=await self._names.shown(report.original.place.channel_id, channel_id),
            link=report.original.link,
        )
        if report.copy is not None:
            stands = await self._names.shown(report.copy.channel_id, channel_id)
            title = self._catalog.say(locale, "report-copy", channel=stands)
            quoted = f"{title}\n{report.copy.content[: _LONGEST_QUOTE // 2]}"[:1024]
            embed.add_field(name="\u200b", value=quoted, inline=False)
        reading_fields(embed, self._catalog, locale, report.readings)
        labels = {act: self._catalog.say(locale, f"report-do-{act}") for act in _STYLES}
        async with asking_discord():
            sent = await channel.send(
                said, embed=embed, view=_buttons(labels), allowed_mentions=discord.AllowedMentions.none()
            )
        return MessageId(sent.id)


class ReportView(discord.ui.View):
    """What the buttons under every report do, this run's and earlier ones'."""

    def __init__(self, say: Presenter, acts: Mapping[str, Act]) -> None:
        super().__init__(timeout=None)
        self._say = say
        for name, act in acts.items():
            button: discord.ui.Button[ReportView] = discord.ui.Button(custom_id=f"report-{name}", label=name)
            button.callback = self._acting(act)  # type: ignore[assignment, method-assign] # discord.py's way
            self.add_item(button)

    async def on_error(
        self, interaction: discord.Interaction[Any], error: Exception, _item: discord.ui.Item[Any], /
    ) -> None:
        """Tell whoever pressed what went wrong."""
        await self._say.failed(interaction, error)

    def _acting(self, act: Act) -> Callable[[discord.Interaction[Any]], Awaitable[None]]:
        async def pressed(interaction: discord.Interaction[Any]) -> None:
            message = demand_moderator(interaction)
            await interaction.response.defer()
            by = Actor(GuildId(interaction.guild_id or 0), UserId(interaction.user.id))
            outcome = await act(MessageId(message.id), by)
            said = self._say.phrase_for_guild(interaction, f"report-{outcome}", member=interaction.user.mention)
            is_over = outcome is Outcome.DISMISSED
            await interaction.edit_original_response(
                content=f"{message.content}\n{said}",
                view=None if is_over else discord.utils.MISSING,
                allowed_mentions=discord.AllowedMentions.none(),
            )

        return pressed


def _buttons(labels: Mapping[str, str]) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    for act, label in labels.items():
        view.add_item(discord.ui.Button(custom_id=f"report-{act}", label=label, style=_STYLES[act]))
    view.stop()  # `ReportView` hears what is pressed
    return view
