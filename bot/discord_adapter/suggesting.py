"""Suggesting as members see it: a form for a new suggestion, and how their earlier ones stand."""

from collections.abc import Sequence
from typing import Any, Final

import discord

from bot.bridges.model import Actor, Bridge
from bot.bridges.names import plain
from bot.discord_adapter.presenter import Presenter
from bot.discord_adapter.suggestions import Form, field, typed
from bot.errors import UserError
from bot.ids import ChannelId, GuildId, UserId
from bot.prompts.suggesting import Suggestions
from bot.prompts.suggestions import LONGEST, Suggestion
from bot.translation.model import EN

# The token of an interaction is good for 15 minutes (interactions, "Receiving and Responding").
_PATIENCE_SECONDS: Final = 14 * 60.0
_MOST_SHOWN: Final = 10


async def open_suggesting(interaction: discord.Interaction[Any], say: Presenter, suggestions: Suggestions) -> None:
    """Show a member how what they suggested stands, and a way to suggest more; or at once the form, the first time.

    Raises:
        UserError: Nothing can be suggested here, or not by them.
    """
    channel = interaction.channel
    place = channel.parent_id if isinstance(channel, discord.Thread) else interaction.channel_id
    bridge = await suggestions.bridge_at(GuildId(interaction.guild_id or 0), ChannelId(place or 0))
    own = await suggestions.own(bridge, UserId(interaction.user.id))
    if own:
        view = OwnSuggestionsView(interaction, say, suggestions, bridge)
        await say.answer(interaction, _own_text(interaction, say, own), view)
    else:
        await _open_form(interaction, say, suggestions, bridge)


class OwnSuggestionsView(discord.ui.View):
    """The button under one's own suggestions. Only the asker sees it, for a quarter of an hour."""

    def __init__(
        self, interaction: discord.Interaction[Any], say: Presenter, suggestions: Suggestions, bridge: Bridge
    ) -> None:
        super().__init__(timeout=_PATIENCE_SECONDS)
        self._say, self._suggestions, self._bridge = say, suggestions, bridge
        button: discord.ui.Button[OwnSuggestionsView] = discord.ui.Button(
            label=say.phrase(interaction, "suggest-more"), style=discord.ButtonStyle.primary
        )
        button.callback = self._pressed  # type: ignore[method-assign] # discord.py's way to give an item its own
        self.add_item(button)

    async def _pressed(self, interaction: discord.Interaction[Any]) -> None:
        async with self._say.telling_failures(interaction):
            await _open_form(interaction, self._say, self._suggestions, self._bridge)


class SuggestForm(Form):
    """A new suggestion, in either language."""

    def __init__(
        self, interaction: discord.Interaction[Any], say: Presenter, suggestions: Suggestions, bridge: Bridge
    ) -> None:
        super().__init__(say, say.phrase(interaction, "suggest-title"))
        self._suggestions, self._bridge = suggestions, bridge
        self._text = field(interaction, say, "suggest-text", LONGEST[EN])
        self.add_item(self._text)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Put it before the moderators; what cannot be is given back, since the form is gone by then."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        by, text = Actor(GuildId(interaction.guild_id or 0), UserId(interaction.user.id)), typed(self._text)
        try:
            await self._suggestions.suggest(self._bridge, by, text)
        except UserError as error:
            await self._say.failed(interaction, error)
            await self._say(interaction, "suggest-given-back", text=plain(text))
        else:
            await self._say(interaction, "suggest-sent")


async def _open_form(
    interaction: discord.Interaction[Any], say: Presenter, suggestions: Suggestions, bridge: Bridge
) -> None:
    await suggestions.demand_room(bridge, UserId(interaction.user.id))  # before anything is written in vain
    await interaction.response.send_modal(SuggestForm(interaction, say, suggestions, bridge))


def _own_text(interaction: discord.Interaction[Any], say: Presenter, own: Sequence[Suggestion]) -> str:
    lines = [say.phrase(interaction, "suggest-own")]
    for one in own[:_MOST_SHOWN]:
        is_chinese = say.locale(interaction) != "en-US"
        text = (one.texts.chinese or one.texts.en) if is_chinese else (one.texts.en or one.texts.chinese)
        state = say.phrase(interaction, f"suggestion-is-{one.state}", reason=plain(one.reason))
        lines.append(say.phrase(interaction, "suggest-own-line", text=plain(text), state=state))
    return "\n".join(lines)
