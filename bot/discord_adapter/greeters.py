"""A greeter's list: the newcomers who are theirs to greet, and a way to begin and to stop."""

import re
from typing import Any, Final

import discord

from bot.bridges.model import Bridge, Endpoint
from bot.discord_adapter.presenter import Presenter
from bot.ids import ChannelId, UserId
from bot.newcomers.greeting import Greetings, Page, Waiter
from bot.newcomers.introducing import Introductions

_CUSTOM_ID: Final = re.compile(r"greet-(?P<act>start|stop|page)-(?P<number>\d+)")
_NOBODY: Final = discord.AllowedMentions.none()


class GreeterDesk:
    """Does what `/hello greet` and its buttons are for.

    Args:
        say: Says it.
        introductions: Knows where newcomers are welcome.
    """

    def __init__(self, say: Presenter, introductions: Introductions, greetings: Greetings) -> None:
        self.say = say
        self._introductions = introductions
        self._greetings = greetings

    async def open(self, interaction: discord.Interaction[Any]) -> None:
        """Show a greeter their list, or anybody else how to become one.

        Raises:
            UserError: Nobody greets here, or not they.
        """
        content, view = await self._drawn(interaction, 1)
        await self.say.answer(interaction, content, view)

    async def press(self, interaction: discord.Interaction[Any], act: str, number: int) -> None:
        """Do what a button is for, and show how things stand then.

        Args:
            number: Of the page.
        """
        user_id = UserId(interaction.user.id)
        bridge, seat = await self._seat(interaction)
        if act == "start":
            await self._greetings.volunteer(bridge, seat, user_id)
        elif act == "stop":
            await self._greetings.resign(bridge, user_id)
        content, view = await self._drawn(interaction, number)
        await interaction.response.edit_message(content=content, view=view, allowed_mentions=_NOBODY)

    async def _drawn(self, interaction: discord.Interaction[Any], number: int) -> tuple[str, discord.ui.View]:
        bridge, seat = await self._seat(interaction)
        user_id = UserId(interaction.user.id)
        view = discord.ui.View(timeout=None)
        if await self._greetings.greeter(bridge, user_id) is None:
            self._add(view, interaction, "start", 1)
            view.stop()
            return self.say.phrase(interaction, "greet-about"), view
        page = await self._greetings.page(bridge, seat, user_id, number)
        if page.pages > 1:
            self._add_turning(view, interaction, page)
        self._add(view, interaction, "stop", 1)
        view.stop()  # the items of `greeter_button` hear what is pressed
        return self._worded(interaction, page), view

    def _worded(self, interaction: discord.Interaction[Any], page: Page) -> str:
        if not page.count:
            return self.say.phrase(interaction, "greet-none")
        head = self.say.phrase(interaction, "greet-list", count=page.count, page=page.number, pages=page.pages)
        return "\n".join([head, *(self._line(interaction, one) for one in page.waiters)])

    def _line(self, interaction: discord.Interaction[Any], one: Waiter) -> str:
        arrival = one.newcomer.arrival
        line = self.say.phrase(
            interaction,
            f"greet-{arrival.cause}",
            member=f"<@{arrival.user_id}>",
            at=f"<t:{int(arrival.at.timestamp())}:R>",
        )
        return line if one.link is None else f"{line} [↗](<{one.link}>)"

    def _add(self, view: discord.ui.View, interaction: discord.Interaction[Any], act: str, number: int) -> None:
        label = self.say.phrase(interaction, f"greet-do-{act}")
        view.add_item(discord.ui.Button(custom_id=f"greet-{act}-{number}", label=label))

    def _add_turning(self, view: discord.ui.View, interaction: discord.Interaction[Any], page: Page) -> None:
        for key, number in (("greet-previous", page.number - 1), ("greet-next", page.number + 1)):
            leads_nowhere = not 1 <= number <= page.pages
            label = self.say.phrase(interaction, key)
            view.add_item(discord.ui.Button(custom_id=f"greet-page-{number}", label=label, disabled=leads_nowhere))

    async def _seat(self, interaction: discord.Interaction[Any]) -> tuple[Bridge, Endpoint]:
        return await self._introductions.seat(ChannelId(interaction.channel_id or 0), UserId(interaction.user.id))


def greeter_button(desk: GreeterDesk) -> "type[discord.ui.DynamicItem[discord.ui.Button[Any]]]":
    """Return the class of every button under a greeter's list, this run's and earlier ones'."""

    class GreeterButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_CUSTOM_ID):
        """One button, as its custom id says."""

        def __init__(self, item: discord.ui.Button[Any], match: re.Match[str]) -> None:
            super().__init__(item)
            self._act = match["act"]
            self._number = int(match["number"])

        @classmethod
        async def from_custom_id(
            cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
        ) -> "GreeterButton":
            """Return the button that was pressed."""
            assert isinstance(item, discord.ui.Button)  # noqa: S101 - nothing else has such an id
            return cls(item, match)

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            """Do what the button is for."""
            async with desk.say.telling_failures(interaction):
                await desk.press(interaction, self._act, self._number)

    return GreeterButton
