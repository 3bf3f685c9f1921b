"""Setting up the topic of the day: how it would be, what can be changed of it, and a button that starts it.

Discord gives a message five rows: five buttons each, or one menu. So there are three pages, each with a way back.
"""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from enum import Enum, auto
from typing import Any, Final

import discord

from bot.bridges.model import Actor
from bot.discord_adapter.daily_forms import Field, Form
from bot.discord_adapter.daily_plan import PlanText
from bot.discord_adapter.panel import Panel, Press
from bot.discord_adapter.presenter import Presenter
from bot.i18n.days import weekday_name
from bot.ids import ChannelId, GuildId, UserId
from bot.prompts.festivals import Calendar
from bot.prompts.model import Theme
from bot.prompts.plans import Plan, Plans
from bot.prompts.schedule import Hour, Schedule, SeatHours
from bot.prompts.typed import date_typed, time_typed, window_typed, zone_typed

_NOBODY: Final = discord.AllowedMentions.none()
_LONGEST: Final = 2000  # characters of a message
_SHORT: Final = "%H:%M"


class _Page(Enum):
    MAIN = auto()
    TOPICS = auto()
    CHANNELS = auto()


class SetupView(Panel):
    """A draft of a schedule: each use shows how it would be; nothing is kept before the button that saves."""

    def __init__(self, interaction: discord.Interaction[Any], say: Presenter, plans: Plans, plan: Plan) -> None:
        super().__init__(say)
        self._plans = plans
        self._plan = plan
        self._page = _Page.MAIN
        self._channel_id = plan.channel_ids[0]
        self._last = interaction
        self._draw(interaction)

    def text(self, interaction: discord.Interaction[Any]) -> str:
        """Return how things would be."""
        return PlanText(interaction, self.say).plan(self._plan, self._plans.next_at(self._plan))[:_LONGEST]

    async def on_timeout(self) -> None:
        """Say that nothing more can be done here, as long as Discord takes that."""
        with contextlib.suppress(discord.HTTPException):
            said = self.say.phrase(self._last, "daily-setup-expired")
            await self._last.edit_original_response(content=said, view=None)

    @property
    def _schedule(self) -> Schedule:
        return self._plan.schedule

    def _draw(self, interaction: discord.Interaction[Any]) -> None:
        self.clear_items()
        draw = {_Page.MAIN: self._main, _Page.TOPICS: self._topics, _Page.CHANNELS: self._channels}
        draw[self._page](interaction)

    async def _show(self, interaction: discord.Interaction[Any], schedule: Schedule | None = None) -> None:
        self._plan = replace(self._plan, schedule=schedule or self._schedule)
        self._last = interaction
        self._draw(interaction)
        await interaction.response.edit_message(content=self.text(interaction), view=self, allowed_mentions=_NOBODY)

    # --- pages

    def _main(self, interaction: discord.Interaction[Any]) -> None:
        locale, schedule = self.say.locale(interaction), self._schedule
        days = {str(one): weekday_name(one, locale) for one in range(7)}

        async def weekdays(choice: discord.Interaction[Any], values: Sequence[str]) -> None:
            await self._show(choice, replace(schedule, weekdays=frozenset(map(int, values))))

        async def place(choice: discord.Interaction[Any], values: Sequence[str]) -> None:
            await self._show(choice, replace(schedule, opens_threads="thread" in values))

        self.add_menu(interaction, "daily-menu-days", days, set(map(str, schedule.weekdays)), weekdays, least=1)
        places = {one: self.say.phrase(interaction, f"daily-place-{one}") for one in ("thread", "channel")}
        chosen = {"thread" if schedule.opens_threads else "channel"}
        self.add_menu(interaction, "daily-menu-place", places, chosen, place, least=1, most=1)
        self.add_button(interaction, "daily-button-time", self._ask_time, row=2)
        self.add_button(interaction, "daily-button-channels", self._turning_to(_Page.CHANNELS), row=2)
        self.add_button(interaction, "daily-button-topics", self._turning_to(_Page.TOPICS), row=2)
        self.add_button(interaction, "daily-button-more", self._ask_more, row=2)
        self.add_button(interaction, "daily-button-preview", self._preview, row=3)
        save = "daily-button-start" if self._plan.is_new else "daily-button-save"
        self.add_button(interaction, save, self._save, row=3, style=discord.ButtonStyle.success)

    def _topics(self, interaction: discord.Interaction[Any]) -> None:
        schedule = self._schedule
        themes = {one.value: self.say.phrase(interaction, f"daily-theme-{one}") for one in Theme}
        calendars = {one.value: self.say.phrase(interaction, f"daily-calendar-{one}") for one in Calendar}

        async def about(choice: discord.Interaction[Any], values: Sequence[str]) -> None:
            await self._show(choice, replace(schedule, themes_off=frozenset(Theme) - set(map(Theme, values))))

        async def kept(choice: discord.Interaction[Any], values: Sequence[str]) -> None:
            await self._show(choice, replace(schedule, calendars=frozenset(map(Calendar, values))))

        async def sensitive(press: discord.Interaction[Any]) -> None:
            await self._show(press, replace(schedule, asks_sensitive=not schedule.asks_sensitive))

        on = {one.value for one in Theme if one not in schedule.themes_off}
        self.add_menu(interaction, "daily-menu-themes", themes, on, about, least=1)
        self.add_menu(interaction, "daily-menu-calendars", calendars, set(schedule.calendars), kept)
        state = "off" if schedule.asks_sensitive else "on"
        self.add_button(interaction, f"daily-button-sensitive-{state}", sensitive, row=2)
        self.add_button(interaction, "daily-button-back", self._turning_to(_Page.MAIN), row=2)

    def _channels(self, interaction: discord.Interaction[Any]) -> None:
        ends = {str(end.channel_id): self._label(interaction, end.channel_id) for end in self._plan.bridge.endpoints}

        async def turn(choice: discord.Interaction[Any], values: Sequence[str]) -> None:
            self._channel_id = next(end for end in self._plan.channel_ids if str(end) in values)
            await self._show(choice)

        self.add_menu(interaction, "daily-menu-channel", ends, {str(self._channel_id)}, turn, least=1, most=1)
        end = self._plan.bridge.endpoint(self._channel_id)
        if end is not None and end.guild_id == interaction.guild_id:  # one can only choose roles of one's own guild
            self.add_item(self._roles(interaction))
        self.add_button(interaction, "daily-button-own-time", self._ask_own_time, row=2)
        self.add_button(interaction, "daily-button-back", self._turning_to(_Page.MAIN), row=2)

    def _roles(self, interaction: discord.Interaction[Any]) -> "discord.ui.RoleSelect[SetupView]":
        chosen = self._schedule.seat(self._channel_id).ping_role_id
        role = discord.SelectDefaultValueType.role
        as_documented: Any = str(chosen)  # discord.py would send a number
        menu: discord.ui.RoleSelect[SetupView] = discord.ui.RoleSelect(
            placeholder=self.say.phrase(interaction, "daily-menu-role"),
            min_values=0,
            default_values=[] if chosen is None else [discord.SelectDefaultValue(id=as_documented, type=role)],
        )

        async def used(choice: discord.Interaction[Any]) -> None:
            # A ping for everyone is nobody's own choice.
            roles = [one.id for one in menu.values if one.id != choice.guild_id]
            seat = replace(self._schedule.seat(self._channel_id), ping_role_id=roles[0] if roles else None)
            await self._show(choice, self._seated(seat))

        menu.callback = used  # type: ignore[assignment, method-assign] # likewise
        return menu

    def _label(self, interaction: discord.Interaction[Any], channel_id: ChannelId) -> str:
        """Return how a channel is called where no mention is shown."""
        named = self._plan.elsewhere.get(channel_id)
        if named is not None:
            return self.say.phrase(interaction, "channel-elsewhere", channel=named.channel, guild=named.guild)
        known = interaction.guild.get_channel(channel_id) if interaction.guild is not None else None
        return f"#{known.name if known is not None else channel_id}"

    def _seated(self, seat: SeatHours) -> Schedule:
        seats = {**self._schedule.seats, self._channel_id: seat}
        return replace(self._schedule, seats={one: kept for one, kept in seats.items() if kept != SeatHours()})

    def _turning_to(self, page: _Page) -> Press:
        async def turn(press: discord.Interaction[Any]) -> None:
            self._page = page
            await self._show(press)

        return turn

    # --- forms

    async def _ask_time(self, press: discord.Interaction[Any]) -> None:
        hour = self._schedule.hour
        fields = [
            Field("time", "daily-field-time", hour.at.strftime(_SHORT)),
            Field("zone", "daily-field-zone", hour.zone),
        ]

        async def submit(sent: discord.Interaction[Any], typed: Mapping[str, str]) -> None:
            asked = Hour(time_typed(typed["time"]), zone_typed(typed["zone"]))
            await self._show(sent, replace(self._schedule, hour=asked))

        await press.response.send_modal(Form(press, self.say, "daily-button-time", fields, submit))

    async def _ask_own_time(self, press: discord.Interaction[Any]) -> None:
        seat = self._schedule.seat(self._channel_id)
        at = "" if seat.at is None else seat.at.strftime(_SHORT)
        fields = [
            Field("time", "daily-field-own-time", at, is_required=False),
            Field("zone", "daily-field-own-zone", seat.zone or "", is_required=False),
        ]

        async def submit(sent: discord.Interaction[Any], typed: Mapping[str, str]) -> None:
            own = time_typed(typed["time"]) if typed["time"] else None
            zone = zone_typed(typed["zone"]) if typed["zone"] else None
            await self._show(sent, self._seated(SeatHours(zone, own, seat.ping_role_id)))

        await press.response.send_modal(Form(press, self.say, "daily-button-own-time", fields, submit))

    async def _ask_more(self, press: discord.Interaction[Any]) -> None:
        window = self._schedule.window // timedelta(hours=1)
        fields = [
            Field("window", "daily-field-window", str(window)),
            Field("start", "daily-field-start", self._schedule.starts_on.isoformat()),
        ]

        async def submit(sent: discord.Interaction[Any], typed: Mapping[str, str]) -> None:
            asked = window_typed(typed["window"])
            await self._show(sent, replace(self._schedule, window=asked, starts_on=date_typed(typed["start"])))

        await press.response.send_modal(Form(press, self.say, "daily-button-more", fields, submit))

    # --- what it ends with

    async def _preview(self, press: discord.Interaction[Any]) -> None:
        await press.response.defer(ephemeral=True)
        said = PlanText(press, self.say)
        for end, text in await self._plans.preview(self._plan):
            shown = discord.ui.View(timeout=None)
            answer: discord.ui.Button[discord.ui.View] = discord.ui.Button(label=text.answer, disabled=True)
            shown.add_item(answer)
            await self.say.answer(press, said.preview(self._plan, end, text), shown)

    async def _save(self, press: discord.Interaction[Any]) -> None:
        await press.response.defer()
        lacks = await self._plans.lacks(self._plan)
        if lacks:
            await self.say.answer(press, PlanText(press, self.say).lacks(self._plan, lacks))
            return
        await self._plans.save(self._plan, Actor(GuildId(press.guild_id or 0), UserId(press.user.id)))
        self.stop()
        next_at = self._plans.next_at(self._plan)
        when = "–" if next_at is None else discord.utils.format_dt(next_at, "F")
        said = self.say.phrase(press, "daily-started" if self._plan.is_new else "daily-saved", when=when)
        await press.edit_original_response(content=said, view=None)
