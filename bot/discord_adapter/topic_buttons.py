"""The buttons under topics and their recaps, which work after a restart too: what they know stands in their ids."""

import re
from typing import Any, Final

import discord

from bot.bridges.names import plain
from bot.discord_adapter.inbound import author_of, membership_in
from bot.discord_adapter.presenter import Presenter
from bot.i18n.catalog import locale_of
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.members.ports import PreferenceBook
from bot.prompts.answering import Answerer, Answering
from bot.prompts.listing import Listed, Listing, Page
from bot.prompts.occasions import OccasionId
from bot.prompts.recap import mark_of
from bot.prompts.recaps import Recaps
from bot.relay.composition import preview_of
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language

_CUSTOM_ID: Final = re.compile(r"daily-(?P<act>answer|all|remove|unsay)-(?P<occasion>\d+)(?:-(?P<number>\d+))?")
_LONGEST_ANSWER: Final = 1000  # characters, so that it is one message however wide they are
_LONGEST_LISTED: Final = 120
_NOBODY: Final = discord.AllowedMentions.none()
_READ: Final = {"zh-CN": ZH_HANS, "zh-TW": ZH_HANT}


class TopicDesk:
    """Does what the buttons under topics are for.

    Args:
        say: Says it.
    """

    def __init__(
        self, say: Presenter, answering: Answering, listing: Listing, recaps: Recaps, preferences: PreferenceBook
    ) -> None:
        self.say = say
        self._answering = answering
        self._listing = listing
        self._recaps = recaps
        self._preferences = preferences

    async def press(
        self, interaction: discord.Interaction[Any], act: str, occasion_id: OccasionId, number: int | None
    ) -> None:
        """Do what a button is for.

        Args:
            number: Of a page, or the message that is taken back.
        """
        user_id = UserId(interaction.user.id)
        if act == "answer":
            await self._answering.demand_open(occasion_id, _channel_of(interaction), user_id)
            await interaction.response.send_modal(_AnswerBox(self, interaction, occasion_id))
        elif act == "all":
            await self._list(interaction, occasion_id, number)
        elif act == "remove":
            await interaction.response.defer(ephemeral=True, thinking=True)
            is_shown = await self._recaps.remove(occasion_id, user_id)
            await self.say(interaction, "recap-removed" if is_shown else "recap-not-quoted")
        else:
            await interaction.response.defer()
            await self._answering.take_back(occasion_id, MessageId(number or 0), user_id)
            said = self.say.phrase(interaction, "recap-answer-taken-back")
            await interaction.edit_original_response(content=said, view=None)

    async def answer(self, interaction: discord.Interaction[Any], occasion_id: OccasionId, text: str) -> None:
        """Post what somebody wrote into the box, and tell them where it stands."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        given = await self._answering.answer(occasion_id, _channel_of(interaction), _answerer(interaction), text)
        view = discord.ui.View(timeout=None)
        label = self.say.phrase(interaction, "recap-answer-take-back")
        view.add_item(discord.ui.Button(custom_id=f"daily-unsay-{occasion_id}-{given.message_id}", label=label))
        view.stop()
        link = given.link(GuildId(interaction.guild_id or 0))
        await self.say.answer(interaction, self.say.phrase(interaction, "recap-answer-given", link=link), view)

    async def _list(self, interaction: discord.Interaction[Any], occasion_id: OccasionId, number: int | None) -> None:
        if number is None:
            await interaction.response.defer(ephemeral=True, thinking=True)
        else:  # they turn a page
            await interaction.response.defer()
        page = await self._listing.page(occasion_id, _channel_of(interaction), self._reads(interaction), number or 1)
        await interaction.edit_original_response(
            content=self._worded(interaction, page),
            view=self._turning(interaction, occasion_id, page),
            allowed_mentions=_NOBODY,
        )

    def _worded(self, interaction: discord.Interaction[Any], page: Page) -> str:
        if not page.count:
            return self.say.phrase(interaction, "recap-all-none")
        head = self.say.phrase(interaction, "recap-all", count=page.count, page=page.number, pages=page.pages)
        picture = self.say.phrase(interaction, "recap-picture")
        return "\n".join([head, *(_line(one, picture) for one in page.listed)])

    def _turning(
        self, interaction: discord.Interaction[Any], occasion_id: OccasionId, page: Page
    ) -> discord.ui.View | None:
        if page.pages == 1:
            return None
        view = discord.ui.View(timeout=None)
        for key, number in (("recap-previous", page.number - 1), ("recap-next", page.number + 1)):
            button: discord.ui.Button[Any] = discord.ui.Button(
                custom_id=f"daily-all-{occasion_id}-{number}",
                label=self.say.phrase(interaction, key),
                disabled=not 1 <= number <= page.pages,
            )
            view.add_item(button)
        view.stop()
        return view

    def _reads(self, interaction: discord.Interaction[Any]) -> Language | None:
        """Return what whoever pressed reads: what they chose, else the language of their client, if we speak it."""
        chosen = self._preferences.of(UserId(interaction.user.id)).reads
        tag = interaction.locale.value
        if chosen is not None or not tag.startswith(("en", "zh")):
            return chosen
        return _READ.get(locale_of(tag), EN)


class _AnswerBox(discord.ui.Modal):
    """The box in which one answers."""

    def __init__(self, desk: TopicDesk, interaction: discord.Interaction[Any], occasion_id: OccasionId) -> None:
        super().__init__(title=desk.say.phrase(interaction, "recap-answer-title"))
        self._desk = desk
        self._occasion_id = occasion_id
        self._text: discord.ui.TextInput[_AnswerBox] = discord.ui.TextInput(
            label=desk.say.phrase(interaction, "recap-answer-label"),
            style=discord.TextStyle.paragraph,
            max_length=_LONGEST_ANSWER,
        )
        self.add_item(self._text)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Post what was written."""
        await self._desk.answer(interaction, self._occasion_id, self._text.value)

    async def on_error(  # type: ignore[override] # discord.py's own differs from that of views likewise
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        """Tell whoever wrote it why it is not posted."""
        await self._desk.say.failed(interaction, error)


def topic_button(desk: TopicDesk) -> "type[discord.ui.DynamicItem[discord.ui.Button[Any]]]":
    """Return the class of every button under topics and recaps, this run's and earlier ones'."""

    class TopicButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_CUSTOM_ID):
        """One button, as its custom id says."""

        def __init__(self, item: discord.ui.Button[Any], match: re.Match[str]) -> None:
            super().__init__(item)
            self._act = match["act"]
            self._occasion_id = OccasionId(int(match["occasion"]))
            self._number = None if match["number"] is None else int(match["number"])

        @classmethod
        async def from_custom_id(
            cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
        ) -> "TopicButton":
            """Return the button that was pressed."""
            assert isinstance(item, discord.ui.Button)  # noqa: S101 - nothing else has such an id
            return cls(item, match)

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            """Do what the button is for."""
            async with desk.say.telling_failures(interaction):
                await desk.press(interaction, self._act, self._occasion_id, self._number)

    return TopicButton


def _line(one: Listed, picture: str) -> str:
    words = preview_of(one.words, _LONGEST_LISTED) or picture
    return f"**{plain(one.name)} · {mark_of(one.side)}** [↗](<{one.link}>) {words}"


def _answerer(interaction: discord.Interaction[Any]) -> Answerer:
    member, rights = interaction.user, interaction.permissions
    return Answerer(
        author_of(member),
        membership_in(member) if isinstance(member, discord.Member) else None,
        may_speak=rights.send_messages,
        may_speak_in_threads=rights.send_messages_in_threads,
        may_embed=rights.embed_links,
    )


def _channel_of(interaction: discord.Interaction[Any]) -> ChannelId:
    return ChannelId(interaction.channel_id or 0)
