"""The guide: short pages on how a bridge is lived with, one at a time, with a way to each."""

from typing import Any, Final, Literal, get_args

import discord

from bot.discord_adapter.presenter import Presenter

Topic = Literal[
    "about",
    "crossing",
    "talking",
    "who",
    "daily",
    "newcomers",
    "partners",
    "counting",
    "privacy",
    "admins",
    "moderators",
]
"""A page, by what it is about."""

TOPICS: Final[tuple[Topic, ...]] = get_args(Topic)

# Each press has a token of its own, so that a reader may take their time.
_PATIENCE_SECONDS: Final = 3_600.0


class GuideView(discord.ui.View):
    """The way from page to page: a menu of all, and the ones before and after."""

    def __init__(self, interaction: discord.Interaction[Any], say: Presenter, topic: Topic) -> None:
        super().__init__(timeout=_PATIENCE_SECONDS)
        self._say = say
        self._turn_to(interaction, topic)

    def text(self, interaction: discord.Interaction[Any]) -> str:
        """Return the page as it is read."""
        title = self._title(interaction, self._topic)
        number = TOPICS.index(self._topic) + 1
        heading = self._say.phrase(interaction, "guide-heading", title=title, number=number, count=len(TOPICS))
        return f"{heading}\n{self._say.phrase(interaction, f'guide-{self._topic}')}"

    async def on_error(
        self, interaction: discord.Interaction[Any], error: Exception, _item: discord.ui.Item[Any], /
    ) -> None:
        """Tell whoever pressed what went wrong."""
        await self._say.failed(interaction, error)

    def _turn_to(self, interaction: discord.Interaction[Any], topic: Topic) -> None:
        self._topic = topic
        self.clear_items()
        self.add_item(self._menu(interaction))
        place = TOPICS.index(topic)
        self._add_button(interaction, "guide-previous", place - 1)
        self._add_button(interaction, "guide-next", place + 1)

    def _menu(self, interaction: discord.Interaction[Any]) -> "discord.ui.Select[GuideView]":
        menu: discord.ui.Select[GuideView] = discord.ui.Select(
            placeholder=self._say.phrase(interaction, "guide-menu"),
            options=[
                discord.SelectOption(
                    label=f"{number} · {self._title(interaction, topic)}", value=topic, default=topic == self._topic
                )
                for number, topic in enumerate(TOPICS, 1)
            ],
        )

        async def chosen(choice: discord.Interaction[Any]) -> None:
            await self._show(choice, next(topic for topic in TOPICS if topic in menu.values))

        menu.callback = chosen  # type: ignore[assignment, method-assign] # discord.py's way to give an item its own
        return menu

    def _add_button(self, interaction: discord.Interaction[Any], key: str, place: int) -> None:
        leads_nowhere = place not in range(len(TOPICS))
        button: discord.ui.Button[GuideView] = discord.ui.Button(
            label=self._say.phrase(interaction, key), disabled=leads_nowhere
        )

        async def pressed(press: discord.Interaction[Any]) -> None:
            await self._show(press, TOPICS[place])

        button.callback = pressed  # type: ignore[assignment, method-assign] # likewise
        self.add_item(button)

    async def _show(self, interaction: discord.Interaction[Any], topic: Topic) -> None:
        self._turn_to(interaction, topic)
        await interaction.response.edit_message(content=self.text(interaction), view=self)

    def _title(self, interaction: discord.Interaction[Any], topic: Topic) -> str:
        return self._say.phrase(interaction, f"guide-{topic}-title")
