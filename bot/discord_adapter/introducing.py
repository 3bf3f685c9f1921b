"""Introductions as members see them: the form, what was answered to their own, and the buttons under everybody's."""

import re
from collections.abc import Sequence
from typing import Any, Final

import discord

from bot.bridges.names import plain
from bot.discord_adapter.inbound import author_of, membership_in
from bot.discord_adapter.presenter import Presenter
from bot.errors import UserError
from bot.ids import ChannelId, GuildId, MessageId, UserId, said_at
from bot.newcomers.introducing import Introductions
from bot.newcomers.model import LONGEST_ABOUT, LONGEST_HELLO, LONGEST_LINE, LONGEST_NAME, Card, Hello, Speaker

_CUSTOM_ID: Final = re.compile(r"hello-(?P<act>say|who|anew|withdraw|unsay)-(?P<card>\d+)(?:-(?P<number>\d+))?")
_MOST_LISTED: Final = 20


class HelloDesk:
    """Does what `/hello card` and the buttons of introductions are for.

    Args:
        say: Says it.
    """

    def __init__(self, say: Presenter, introductions: Introductions) -> None:
        self.say = say
        self._introductions = introductions

    async def open(self, interaction: discord.Interaction[Any]) -> None:
        """Show a member who answered their introduction; or at once the form, where they have none.

        Raises:
            UserError: Nobody introduces themselves here, or not they.
        """
        await self._introductions.seat(_channel_of(interaction), UserId(interaction.user.id))
        own = await self._introductions.own(GuildId(interaction.guild_id or 0), UserId(interaction.user.id))
        if own is None:
            await interaction.response.send_modal(_CardForm(self, interaction))
            return
        card_id = own.place.message_id
        hellos = await self._introductions.hellos(card_id)
        link = own.place.link(own.guild_id)
        head = self.say.phrase(interaction, "hello-own", link=link, count=len(_people(hellos, own.user_id)))
        view = self._buttons(interaction, card_id, {"anew": "hello-anew", "withdraw": "hello-withdraw"})
        await self.say.answer(interaction, "\n".join([head, *self._lines(interaction, hellos)]), view)

    async def press(
        self, interaction: discord.Interaction[Any], act: str, card_id: MessageId, number: int | None
    ) -> None:
        """Do what a button is for.

        Args:
            number: Of the hello that is taken back.
        """
        user_id, guild_id = UserId(interaction.user.id), GuildId(interaction.guild_id or 0)
        match act:
            case "say":
                await self._introductions.demand_greetable(card_id, _channel_of(interaction), user_id)
                await interaction.response.send_modal(_HelloForm(self, interaction, card_id))
            case "who":
                hellos = await self._introductions.hellos(card_id)
                said = self._lines(interaction, hellos) or [self.say.phrase(interaction, "hello-who-none")]
                await self.say.answer(interaction, "\n".join([self.say.phrase(interaction, "hello-who"), *said]))
            case "anew":
                await self._introductions.seat(_channel_of(interaction), user_id)
                await interaction.response.send_modal(_CardForm(self, interaction))
            case "withdraw":
                await interaction.response.defer()
                await self._introductions.withdraw(guild_id, user_id)
                await self._replace(interaction, "hello-withdrawn")
            case _:
                await interaction.response.defer()
                await self._introductions.unsay(card_id, MessageId(number or 0), user_id)
                await self._replace(interaction, "hello-unsaid")

    async def introduce(self, interaction: discord.Interaction[Any], card: Card) -> None:
        """Post what somebody wrote of themselves; what may not stand there is given back, since the form is gone."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            place = await self._introductions.introduce(_channel_of(interaction), _speaker(interaction), card)
        except UserError as error:
            await self.say.failed(interaction, error)
            await self._give_back(interaction, "\n".join((card.name, card.about, card.likes, card.ask_me)).strip())
        else:
            await self.say(interaction, "hello-posted", link=place.link(GuildId(interaction.guild_id or 0)))

    async def say_hi(self, interaction: discord.Interaction[Any], card_id: MessageId, text: str) -> None:
        """Post what somebody wrote to a newcomer, with a way to take it back."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        who = _speaker(interaction)
        try:
            place = await self._introductions.say_hi(card_id, _channel_of(interaction), who, text)
        except UserError as error:
            await self.say.failed(interaction, error)
            await self._give_back(interaction, text)
            return
        label = self.say.phrase(interaction, "hello-unsay")
        view = _standing([_button(f"hello-unsay-{card_id}-{place.message_id}", label)])
        link = place.link(GuildId(interaction.guild_id or 0))
        await self.say.answer(interaction, self.say.phrase(interaction, "hello-said", link=link), view)

    async def _give_back(self, interaction: discord.Interaction[Any], text: str) -> None:
        if text.strip():
            await self.say(interaction, "hello-given-back", text=plain(text))

    async def _replace(self, interaction: discord.Interaction[Any], key: str) -> None:
        await interaction.edit_original_response(content=self.say.phrase(interaction, key), view=None)

    def _lines(self, interaction: discord.Interaction[Any], hellos: Sequence[Hello]) -> list[str]:
        """Return the newest hellos, a line each, with a link for whoever is in the guild where it stands."""
        return [
            self.say.phrase(
                interaction,
                "hello-line" if one.guild_id == interaction.guild_id else "hello-line-elsewhere",
                member=f"<@{one.user_id}>",
                at=f"<t:{int(said_at(one.place.message_id).timestamp())}:R>",
                link=one.place.link(one.guild_id),
            )
            for one in reversed(hellos[-_MOST_LISTED:])
        ]

    def _buttons(
        self, interaction: discord.Interaction[Any], card_id: MessageId, acts: dict[str, str]
    ) -> discord.ui.View:
        return _standing(
            [_button(f"hello-{act}-{card_id}", self.say.phrase(interaction, key)) for act, key in acts.items()]
        )


class _Form(discord.ui.Modal):
    """A form of an introduction."""

    def __init__(self, desk: HelloDesk, interaction: discord.Interaction[Any], key: str) -> None:
        super().__init__(title=desk.say.phrase(interaction, key))
        self._desk = desk

    def ask(self, interaction: discord.Interaction[Any], key: str, longest: int, *, of_lines: bool = False) -> None:
        """Ask for one thing; what may have several lines must be there."""
        style = discord.TextStyle.paragraph if of_lines else discord.TextStyle.short
        typing: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id=key, style=style, max_length=longest, required=of_lines
        )
        say = self._desk.say
        text, note = say.phrase(interaction, key), say.phrase(interaction, f"{key}.note")
        self.add_item(discord.ui.Label(text=text, description=note, component=typing))

    def typed(self) -> list[str]:
        """Return what was typed, in the order of the fields."""
        fields = [one.component for one in self.children if isinstance(one, discord.ui.Label)]
        return [one.value for one in fields if isinstance(one, discord.ui.TextInput)]

    async def on_error(  # type: ignore[override] # discord.py's own differs from that of views likewise
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        """Tell whoever wrote it why it is not posted."""
        await self._desk.say.failed(interaction, error)


class _CardForm(_Form):
    """The form in which one introduces oneself. It asks nobody where they are, or come from."""

    def __init__(self, desk: HelloDesk, interaction: discord.Interaction[Any]) -> None:
        super().__init__(desk, interaction, "hello-title")
        self.ask(interaction, "hello-about", LONGEST_ABOUT, of_lines=True)
        self.ask(interaction, "hello-name", LONGEST_NAME)
        self.ask(interaction, "hello-likes", LONGEST_LINE)
        self.ask(interaction, "hello-ask-me", LONGEST_LINE)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Post it."""
        about, name, likes, ask_me = self.typed()
        await self._desk.introduce(interaction, Card(about, name, likes, ask_me))


class _HelloForm(_Form):
    """The form in which one says hi to a newcomer, in one's own language."""

    def __init__(self, desk: HelloDesk, interaction: discord.Interaction[Any], card_id: MessageId) -> None:
        super().__init__(desk, interaction, "hello-back-title")
        self._card_id = card_id
        self.ask(interaction, "hello-back", LONGEST_HELLO, of_lines=True)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Post it."""
        (text,) = self.typed()
        await self._desk.say_hi(interaction, self._card_id, text)


def hello_button(desk: HelloDesk) -> "type[discord.ui.DynamicItem[discord.ui.Button[Any]]]":
    """Return the class of every button of introductions, this run's and earlier ones'."""

    class HelloButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_CUSTOM_ID):
        """One button, as its custom id says."""

        def __init__(self, item: discord.ui.Button[Any], match: re.Match[str]) -> None:
            super().__init__(item)
            self._act = match["act"]
            self._card_id = MessageId(int(match["card"]))
            self._number = None if match["number"] is None else int(match["number"])

        @classmethod
        async def from_custom_id(
            cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
        ) -> "HelloButton":
            """Return the button that was pressed."""
            assert isinstance(item, discord.ui.Button)  # noqa: S101 - nothing else has such an id
            return cls(item, match)

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            """Do what the button is for."""
            async with desk.say.telling_failures(interaction):
                await desk.press(interaction, self._act, self._card_id, self._number)

    return HelloButton


def _people(hellos: Sequence[Hello], but: UserId) -> set[UserId]:
    return {one.user_id for one in hellos} - {but}


def _button(custom_id: str, label: str) -> "discord.ui.Button[Any]":
    return discord.ui.Button(custom_id=custom_id, label=label)


def _standing(buttons: Sequence["discord.ui.Button[Any]"]) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    for button in buttons:
        view.add_item(button)
    view.stop()  # the items of `hello_button` hear what is pressed
    return view


def _speaker(interaction: discord.Interaction[Any]) -> Speaker:
    member, rights = interaction.user, interaction.permissions
    return Speaker(
        author_of(member),
        membership_in(member) if isinstance(member, discord.Member) else None,
        may_speak=rights.send_messages,
        may_embed=rights.embed_links,
    )


def _channel_of(interaction: discord.Interaction[Any]) -> ChannelId:
    return ChannelId(interaction.channel_id or 0)
