"""A member's own settings at a glance: two menus, three switches, and the zone of their days."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import discord

from bot.discord_adapter.daily_forms import Field, Form
from bot.discord_adapter.presenter import Presenter
from bot.i18n.languages import KNOWN, language_name
from bot.ids import UserId
from bot.members.model import Preference
from bot.members.preferences import Preferences
from bot.prompts.typed import zone_typed
from bot.translation.model import Language, Phonetics

_PATIENCE_SECONDS: Final = 14 * 60.0
_NONE: Final = "none"

Change = Callable[[Preference], Preference]


class PreferenceView(discord.ui.View):
    """Menus and switches; each use shows how things stand then."""

    def __init__(self, interaction: discord.Interaction[Any], say: Presenter, preferences: Preferences) -> None:
        super().__init__(timeout=_PATIENCE_SECONDS)
        self._say = say
        self._preferences = preferences
        self._draw(interaction)

    def text(self, interaction: discord.Interaction[Any]) -> str:
        """Return how things stand for whoever asks."""
        mine = self._mine(interaction)
        reads = "" if mine.reads is None else language_name(mine.reads, self._say.locale(interaction))
        keys = [
            f"settings-pings-{_state(mine.is_pinged)}",
            f"settings-phonetics-{mine.phonetics or _NONE}",
            f"settings-corrections-{_state(mine.likes_corrections)}",
            f"settings-quoting-{_state(mine.may_be_quoted)}",
        ]
        said = [self._say.phrase(interaction, key) for key in keys]
        reading = "settings-reads-none" if mine.reads is None else "settings-reads"
        said.insert(0, self._say.phrase(interaction, reading, language=reads))
        days = "settings-zone-none" if mine.zone is None else "settings-zone"
        said.append(self._say.phrase(interaction, days, zone=mine.zone or ""))
        return "\n".join([self._say.phrase(interaction, "settings-title"), *said])

    async def on_error(
        self, interaction: discord.Interaction[Any], error: Exception, _item: discord.ui.Item[Any], /
    ) -> None:
        """Tell whoever pressed what went wrong."""
        await self._say.failed(interaction, error)

    def _mine(self, interaction: discord.Interaction[Any]) -> Preference:
        return self._preferences.of(UserId(interaction.user.id))

    def _draw(self, interaction: discord.Interaction[Any]) -> None:
        self.clear_items()
        mine = self._mine(interaction)
        locale = self._say.locale(interaction)
        none = self._say.phrase(interaction, "settings-menu-none")
        languages = [(_NONE, none), *((tag, language_name(tag, locale)) for tag in KNOWN)]
        self._menu(interaction, "reads", languages, mine.reads, _reading)
        written = [(each.value, self._say.phrase(interaction, f"phonetics-{each}")) for each in Phonetics]
        self._menu(interaction, "phonetics", [(_NONE, none), *written], mine.phonetics, _sounding)
        self._switch(interaction, "pings", mine.is_pinged, lambda one, on: replace(one, is_pinged=on))
        self._switch(
            interaction, "corrections", mine.likes_corrections, lambda one, on: replace(one, likes_corrections=on)
        )
        self._switch(interaction, "quoting", mine.may_be_quoted, lambda one, on: replace(one, may_be_quoted=on))
        self._add_zone(interaction)

    def _menu(
        self,
        interaction: discord.Interaction[Any],
        name: str,
        options: Sequence[tuple[str, str]],
        chosen: str | None,
        choose: Callable[[Preference, str | None], Preference],
    ) -> None:
        heading = self._say.phrase(interaction, f"settings-menu-{name}")
        menu: discord.ui.Select[PreferenceView] = discord.ui.Select(
            placeholder=heading,
            options=[
                discord.SelectOption(
                    label=self._say.phrase(interaction, "settings-chosen", heading=heading, choice=label)[:100],
                    value=value,
                    default=value == (chosen or _NONE),
                )
                for value, label in options
            ],
        )

        async def use(choice: discord.Interaction[Any]) -> None:
            value = next((value for value, _ in options if value in menu.values), _NONE)
            await self._change(choice, lambda one: choose(one, None if value == _NONE else value))

        menu.callback = use  # type: ignore[assignment, method-assign] # discord.py's way to give an item its own
        self.add_item(menu)

    def _switch(
        self,
        interaction: discord.Interaction[Any],
        name: str,
        is_on: bool,
        switch: Callable[[Preference, bool], Preference],
    ) -> None:
        label = self._say.phrase(interaction, f"settings-{name}-turn-{_state(not is_on)}")
        button: discord.ui.Button[PreferenceView] = discord.ui.Button(label=label)

        async def press(pressed: discord.Interaction[Any]) -> None:
            await self._change(pressed, lambda one: switch(one, not is_on))

        button.callback = press  # type: ignore[assignment, method-assign] # likewise
        self.add_item(button)

    def _add_zone(self, interaction: discord.Interaction[Any]) -> None:
        label = self._say.phrase(interaction, "settings-zone-choose")
        button: discord.ui.Button[PreferenceView] = discord.ui.Button(label=label)

        async def press(pressed: discord.Interaction[Any]) -> None:
            zone = Field("zone", "settings-zone-field", self._mine(pressed).zone or "", is_required=False)
            await pressed.response.send_modal(Form(pressed, self._say, "settings-zone-choose", [zone], self._zone))

        button.callback = press  # type: ignore[assignment, method-assign] # likewise
        self.add_item(button)

    async def _zone(self, sent: discord.Interaction[Any], typed: Mapping[str, str]) -> None:
        said = typed["zone"]
        zone = await asyncio.to_thread(zone_typed, said) if said else None
        await self._change(sent, lambda one: replace(one, zone=zone))

    async def _change(self, interaction: discord.Interaction[Any], change: Change) -> None:
        await self._preferences.prefer(UserId(interaction.user.id), change(self._mine(interaction)))
        self._draw(interaction)
        await interaction.response.edit_message(content=self.text(interaction), view=self)


def _state(is_on: bool) -> str:
    return "on" if is_on else "off"


def _reading(preference: Preference, value: str | None) -> Preference:
    return replace(preference, reads=None if value is None else Language(value))


def _sounding(preference: Preference, value: str | None) -> Preference:
    return replace(preference, phonetics=None if value is None else Phonetics(value))
