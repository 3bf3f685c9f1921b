"""Suggestions in the notice channel: both texts, what they resemble, and buttons that work after a restart too."""

import re
from collections.abc import Awaitable
from typing import Any, Final, Protocol

import discord

from bot.bridges.model import Actor
from bot.bridges.names import plain
from bot.discord_adapter.failures import asking_discord
from bot.discord_adapter.moderators import demand_moderator, locale_in
from bot.discord_adapter.nonces import nonce_of
from bot.discord_adapter.presenter import Presenter
from bot.i18n.catalog import Catalog, Locale
from bot.i18n.languages import language_name
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.prompts.suggestions import (
    LONGEST,
    LONGEST_REASON,
    BoardPlace,
    Likeness,
    Suggestion,
    SuggestionId,
    SuggestionState,
    SuggestionView,
)
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language

# Who writes for longer than that has forgotten it.
_PATIENCE_SECONDS: Final = 3600.0
_NOBODY: Final = discord.AllowedMentions.none()
_STYLES: Final = {
    "accept": discord.ButtonStyle.success,
    "edit": discord.ButtonStyle.secondary,
    "decline": discord.ButtonStyle.danger,
}
_CUSTOM_ID: Final = re.compile(r"suggestion-(?P<act>accept|edit|decline)-(?P<id>\d+)")


class Desk(Protocol):
    """Does what moderators decide: `bot.prompts.suggestion_desk.SuggestionDesk`."""

    def look_at(self, suggestion_id: SuggestionId, by: Actor, place: BoardPlace) -> Awaitable[Suggestion]:
        """Return a suggestion that waits."""
        ...

    def accept(self, suggestion_id: SuggestionId, by: Actor, place: BoardPlace) -> Awaitable[None]:
        """Let a suggestion be asked when its turn comes."""
        ...

    def decline(self, suggestion_id: SuggestionId, by: Actor, place: BoardPlace, reason: str) -> Awaitable[None]:
        """Let a suggestion not be asked."""
        ...

    def edit(self, suggestion_id: SuggestionId, by: Actor, place: BoardPlace, en: str, chinese: str) -> Awaitable[None]:
        """Have a suggestion read otherwise."""
        ...


class DiscordSuggestionBoard:
    """Implements `bot.prompts.suggestions.SuggestionBoard`. It speaks as the guild does where it posts.

    Args:
        client: Connected, with the guilds of notice channels in its cache.
    """

    def __init__(self, client: discord.Client, catalog: Catalog) -> None:
        self._client = client
        self._catalog = catalog

    async def show(self, channel_id: ChannelId, view: SuggestionView) -> BoardPlace:
        """Post a suggestion in a notice channel; asked a second time within minutes, it posts no second one."""
        channel = self._client.get_partial_messageable(channel_id)
        locale = locale_in(self._client, channel_id)
        async with asking_discord():
            sent = await channel.send(
                self._text(locale, view),
                embed=self._embed(locale, view),
                view=self._buttons(locale, view.suggestion),
                allowed_mentions=_NOBODY,
                nonce=nonce_of(f"suggestion-{view.suggestion.id}", channel_id),
            )
        return BoardPlace(channel_id, MessageId(sent.id))

    async def edit(self, place: BoardPlace, view: SuggestionView) -> None:
        """Make a posted message show *view*."""
        locale = locale_in(self._client, place.channel_id)
        is_waiting = view.suggestion.state is SuggestionState.WAITING
        async with asking_discord():
            await self._message(place).edit(
                content=self._text(locale, view),
                embed=self._embed(locale, view),
                view=self._buttons(locale, view.suggestion) if is_waiting else None,
                allowed_mentions=_NOBODY,
            )

    async def clear(self, place: BoardPlace) -> None:
        """Make a posted message say that the suggestion is forgotten."""
        said = self._catalog.say(locale_in(self._client, place.channel_id), "suggestion-forgotten")
        async with asking_discord():
            await self._message(place).edit(content=said, embed=None, view=None, allowed_mentions=_NOBODY)

    def _message(self, place: BoardPlace) -> discord.PartialMessage:
        return self._client.get_partial_messageable(place.channel_id).get_partial_message(place.message_id)

    def _text(self, locale: Locale, view: SuggestionView) -> str:
        one = view.suggestion
        said = self._catalog.say(locale, "suggestion", bridge=plain(view.bridge), member=f"<@{one.user_id}>")
        if one.state is SuggestionState.WAITING:
            return said
        if view.by is None:
            return f"{said}\n{self._catalog.say(locale, f'suggestion-is-{one.state}', reason=one.reason)}"
        by = f"<@{view.by}>"
        return f"{said}\n{self._catalog.say(locale, f'suggestion-{one.state}-by', member=by, reason=one.reason)}"

    def _embed(self, locale: Locale, view: SuggestionView) -> discord.Embed:
        texts, embed = view.suggestion.texts, discord.Embed()
        chinese = ZH_HANT if texts.zh_hant else ZH_HANS
        for language, text in ((EN, texts.en), (chinese, texts.chinese)):
            name = self._language(locale, language, is_draft=texts.draft == language)
            embed.add_field(name=name, value=text or self._catalog.say(locale, "suggestion-unwritten"), inline=False)
        if view.alike:
            lines = "\n".join(self._likeness(locale, one) for one in view.alike)
            embed.add_field(name=self._catalog.say(locale, "suggestion-alike"), value=lines, inline=False)
        return embed

    def _language(self, locale: Locale, language: Language, *, is_draft: bool) -> str:
        name = language_name(language, locale)
        return self._catalog.say(locale, "suggestion-draft", language=name) if is_draft else name

    def _likeness(self, locale: Locale, one: Likeness) -> str:
        kind = one.state or "library"
        return self._catalog.say(locale, f"suggestion-alike-{kind}", percent=one.percent, text=one.text)

    def _buttons(self, locale: Locale, one: Suggestion) -> discord.ui.View:
        made = discord.ui.View(timeout=None)
        for act, style in _STYLES.items():
            label = self._catalog.say(locale, f"suggestion-do-{act}")
            made.add_item(discord.ui.Button(custom_id=f"suggestion-{act}-{one.id}", label=label, style=style))
        made.stop()  # the items of `suggestion_button` hear what is pressed
        return made


def suggestion_button(say: Presenter, desk: Desk) -> "type[discord.ui.DynamicItem[discord.ui.Button[Any]]]":
    """Return the class of every button under every suggestion, this run's and earlier ones'."""

    class SuggestionButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_CUSTOM_ID):
        """One button, as its custom id says."""

        def __init__(self, item: discord.ui.Button[Any], match: re.Match[str]) -> None:
            super().__init__(item)
            self._act = match["act"]
            self._suggestion_id = SuggestionId(int(match["id"]))

        @classmethod
        async def from_custom_id(
            cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
        ) -> "SuggestionButton":
            """Return the button that was pressed."""
            assert isinstance(item, discord.ui.Button)  # noqa: S101 - nothing else has such an id
            return cls(item, match)

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            """Do what the button is for, or ask what belongs to it."""
            async with say.telling_failures(interaction):
                by, place = _pressed(interaction)
                if self._act == "accept":
                    await interaction.response.defer()
                    await desk.accept(self._suggestion_id, by, place)
                    return
                one = await desk.look_at(self._suggestion_id, by, place)
                form = EditForm if self._act == "edit" else DeclineForm
                await interaction.response.send_modal(form(interaction, say, desk, one))

    return SuggestionButton


class Form(discord.ui.Modal):
    """A form about a suggestion."""

    def __init__(self, say: Presenter, title: str) -> None:
        super().__init__(title=title, timeout=_PATIENCE_SECONDS)
        self._say = say

    async def on_error(  # type: ignore[override] # as discord.py has it for forms
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        """Tell whoever sent it what went wrong."""
        await self._say.failed(interaction, error)


class EditForm(Form):
    """Both texts of a suggestion; who is no moderator any more when they send it is refused."""

    def __init__(self, interaction: discord.Interaction[Any], say: Presenter, desk: Desk, one: Suggestion) -> None:
        super().__init__(say, say.phrase(interaction, "suggestion-edit"))
        self._desk, self._suggestion_id = desk, one.id
        self._en = field(interaction, say, "suggestion-edit-en", LONGEST[EN], one.texts.en)
        self._chinese = field(interaction, say, "suggestion-edit-chinese", LONGEST[ZH_HANT], one.texts.chinese)
        self.add_item(self._en).add_item(self._chinese)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Have the suggestion read so."""
        by, place = _pressed(interaction)
        await interaction.response.defer()
        await self._desk.edit(self._suggestion_id, by, place, typed(self._en), typed(self._chinese))


class DeclineForm(Form):
    """Why a suggestion is declined; likewise."""

    def __init__(self, interaction: discord.Interaction[Any], say: Presenter, desk: Desk, one: Suggestion) -> None:
        super().__init__(say, say.phrase(interaction, "suggestion-decline"))
        self._desk, self._suggestion_id = desk, one.id
        self._reason = field(interaction, say, "suggestion-decline-reason", LONGEST_REASON)
        self.add_item(self._reason)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Decline it."""
        by, place = _pressed(interaction)
        await interaction.response.defer()
        await self._desk.decline(self._suggestion_id, by, place, typed(self._reason))


def field(
    interaction: discord.Interaction[Any], say: Presenter, key: str, longest: int, text: str = ""
) -> "discord.ui.Label[Any]":
    """Return a field for a text of some lines, under the phrase *key*, with what its attribute `note` explains."""
    typing: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id=key,
        style=discord.TextStyle.paragraph,
        max_length=max(longest, len(text)),  # a draft may be too long, and nothing of it is to be lost here
        default=text or None,
    )
    return discord.ui.Label(
        text=say.phrase(interaction, key), description=say.phrase(interaction, f"{key}.note"), component=typing
    )


def typed(label: "discord.ui.Label[Any]") -> str:
    """Return what was typed into a field."""
    assert isinstance(label.component, discord.ui.TextInput)  # noqa: S101 - `field` makes no other
    return label.component.value


def _pressed(interaction: discord.Interaction[Any]) -> tuple[Actor, BoardPlace]:
    """Return which moderator acts, and under which message."""
    board = demand_moderator(interaction)
    by = Actor(GuildId(interaction.guild_id or 0), UserId(interaction.user.id))
    return by, BoardPlace(ChannelId(board.channel.id), MessageId(board.id))
