"""Insights as admins see them: pages to turn, with a picture where one can be drawn, and the numbers as a file."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Protocol

import discord

from bot.discord_adapter.insight_pages import PAGES, Page, Pages
from bot.discord_adapter.presenter import Presenter
from bot.i18n.languages import read_in
from bot.ids import GuildId
from bot.participation.desk import InsightDesk
from bot.participation.drawing import Chart, Painter, Table
from bot.participation.exporting import table
from bot.participation.insights import Insight, Insights
from bot.participation.reports import Reports
from bot.prompts.model import PromptId
from bot.translation.model import Language

# The token of an interaction is good for 15 minutes (interactions, "Receiving and Responding").
_PATIENCE_SECONDS: Final = 14 * 60.0


class PromptTexts(Protocol):
    """Knows what prompts ask: `bot.prompts.texts.PromptTexts`."""

    async def several(self, prompt_ids: Iterable[PromptId], language: Language) -> Mapping[PromptId, str]:
        """Return what prompts ask; their names where they are gone."""
        ...


@dataclass(frozen=True, slots=True)
class InsightRoom:
    """What admins use, and what the pages are made with."""

    insights: Insights
    texts: PromptTexts
    painter: Painter
    desk: InsightDesk
    reports: Reports

    async def open(self, interaction: discord.Interaction[Any], say: Presenter, weeks: int) -> None:
        """Show whoever asks the first page of their guild's numbers."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        insight = await self.insights.of(GuildId(interaction.guild_id or 0), weeks)
        locale = say.locale(interaction)
        texts = await self.texts.several([PromptId(one) for one, _ in insight.prompts], read_in(locale))
        pages = Pages(insight, locale, partial(say.phrase_in, locale), texts)
        view = InsightView(interaction, say, self.painter, pages)
        await say.answer(interaction, pages.text(PAGES[0]), view)
        await view.illustrate(interaction)

    async def export(self, interaction: discord.Interaction[Any], say: Presenter, weeks: int) -> None:
        """Hand whoever asks their guild's numbers over as a file."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await hand_over(interaction, say, await self.insights.of(GuildId(interaction.guild_id or 0), weeks))


class InsightView(discord.ui.View):
    """A button for each page, and one for the file. Only the asker sees it, for a quarter of an hour."""

    def __init__(self, interaction: discord.Interaction[Any], say: Presenter, painter: Painter, pages: Pages) -> None:
        super().__init__(timeout=_PATIENCE_SECONDS)
        self._say, self._painter, self._pages = say, painter, pages
        self._turn_to(interaction, PAGES[0])

    async def illustrate(self, interaction: discord.Interaction[Any]) -> None:
        """Put the picture under the page, unless another one is looked at by then."""
        page = self._page
        picture = await painted(self._painter, self._pages.picture(page))
        if picture is not None and page == self._page:
            file = picture_file(picture, self._say.phrase(interaction, f"insights-page-{page}"))
            await interaction.edit_original_response(attachments=[file])

    async def on_error(
        self, interaction: discord.Interaction[Any], error: Exception, _item: discord.ui.Item[Any], /
    ) -> None:
        """Tell whoever pressed what went wrong."""
        await self._say.failed(interaction, error)

    def _turn_to(self, interaction: discord.Interaction[Any], page: Page) -> None:
        self._page = page
        self.clear_items()
        for one in PAGES:
            self._add_page(interaction, one)
        button: discord.ui.Button[InsightView] = discord.ui.Button(
            label=self._say.phrase(interaction, "insights-as-file"), style=discord.ButtonStyle.secondary, row=1
        )
        button.callback = self._export  # type: ignore[assignment, method-assign] # discord.py's way to give an item its own
        self.add_item(button)

    def _add_page(self, interaction: discord.Interaction[Any], page: Page) -> None:
        is_open = page == self._page
        button: discord.ui.Button[InsightView] = discord.ui.Button(
            label=self._say.phrase(interaction, f"insights-page-{page}"),
            style=discord.ButtonStyle.primary if is_open else discord.ButtonStyle.secondary,
            disabled=is_open,
            row=0,
        )

        async def pressed(press: discord.Interaction[Any]) -> None:
            self._turn_to(press, page)
            await press.response.edit_message(content=self._pages.text(page), view=self, attachments=[])
            await self.illustrate(press)

        button.callback = pressed  # type: ignore[assignment, method-assign] # likewise
        self.add_item(button)

    async def _export(self, press: discord.Interaction[Any]) -> None:
        await press.response.defer(ephemeral=True, thinking=True)
        await hand_over(press, self._say, self._pages.insight)


async def hand_over(interaction: discord.Interaction[Any], say: Presenter, insight: Insight) -> None:
    """Hand *insight* over as a file, after a first answer."""
    data = table(insight).encode()
    file = discord.File(io.BytesIO(data), f"insights-{insight.weeks[-1].monday}.csv")
    await say.hand_over(interaction, say.phrase(interaction, "insights-file"), file)


async def painted(painter: Painter, picture: Chart | Table | None) -> bytes | None:
    """Return a picture, if there is anything to draw, and somebody who can."""
    return None if picture is None else await painter.chart(picture)


def picture_file(picture: bytes, description: str) -> discord.File:
    """Return a picture to be sent; *description* is for those who cannot see it."""
    return discord.File(io.BytesIO(picture), "insights.png", description=description)
