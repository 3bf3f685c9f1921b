"""A schedule of the topic of the day as its admin reads it, and what stands in its way."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import discord

from bot.bridges.model import Endpoint
from bot.bridges.names import plain
from bot.discord_adapter.presenter import Presenter
from bot.discord_adapter.seats import channel_shown
from bot.i18n.catalog import Locale
from bot.i18n.days import day_name, weekday_name
from bot.i18n.languages import language_name
from bot.ids import ChannelId
from bot.prompts.festivals import Calendar
from bot.prompts.model import Theme
from bot.prompts.plans import Lack, Plan
from bot.prompts.schedule import EVERY_DAY
from bot.prompts.wording import TopicText

_SHORT: Final = "%H:%M"


class PlanText:
    """Says a plan in the asker's language."""

    def __init__(self, interaction: discord.Interaction[Any], say: Presenter) -> None:
        self._interaction = interaction
        self._say = say

    @property
    def locale(self) -> Locale:
        """Return the locale in which the asker reads."""
        return self._say.locale(self._interaction)

    def phrase(self, key: str, /, **fields: str | int) -> str:
        """Return the phrase *key*."""
        return self._say.phrase(self._interaction, key, **fields)

    def listed(self, words: Iterable[str]) -> str:
        """Return *words* one after the other."""
        return self.phrase("list-comma").join(words)

    def channel(self, plan: Plan, channel_id: ChannelId) -> str:
        """Return how a channel is shown."""
        return channel_shown(self._interaction, self._say, channel_id, plan.elsewhere)

    def plan(self, plan: Plan, next_at: datetime | None) -> str:
        """Return how a bridge is asked, a line for each thing that can be changed."""
        schedule, hour = plan.schedule, plan.schedule.hour
        place = "thread" if schedule.opens_threads else "channel"
        lines = [
            self.phrase("daily-plan-title", bridge=plain(plan.bridge.name)),
            self._state(plan, next_at),
            "",
            self.phrase("daily-plan-hour", time=hour.at.strftime(_SHORT), zone=hour.zone),
            *(self._seat(plan, end, next_at) for end in plan.bridge.endpoints),
            self.phrase("daily-plan-days", days=self._days(plan), date=day_name(schedule.starts_on, self.locale)),
            self.phrase("daily-plan-window", hours=schedule.window // timedelta(hours=1)),
            self.phrase(f"daily-plan-{place}"),
            self._themes(plan),
            self._festivals(plan),
        ]
        return "\n".join(lines)

    def lacks(self, plan: Plan, lacks: Sequence[Lack]) -> str:
        """Return what stands in the way of *plan*, each with what to do."""
        lines = [self.phrase("daily-lacks")]
        for one in lacks:
            channel = self.channel(plan, one.channel_id)
            if not one.is_there:
                lines.append(self.phrase("daily-lack-gone", channel=channel))
            if one.rights:
                rights = self.listed(self.phrase(f"right-{name.replace('_', '-')}") for name in one.rights)
                lines.append(self.phrase("daily-lack-rights", channel=channel, rights=rights))
            if one.mute_role_id is not None:
                role = f"<@&{one.mute_role_id}>"
                lines.append(self.phrase("daily-lack-role", channel=channel, role=role))
        return "\n".join(lines)

    def preview(self, plan: Plan, end: Endpoint, text: TopicText) -> str:
        """Return a topic as it would stand in the channel of *end*, under a line that says so."""
        language = language_name(end.language, self.locale)
        lines = [self.phrase("daily-preview", channel=self.channel(plan, end.channel_id), language=language)]
        lines.append(text.content)
        if text.ballot is not None:
            lines.append("\n".join(f"🔘 {answer}" for answer in text.ballot.answers))
        return "\n".join(lines)

    def _state(self, plan: Plan, next_at: datetime | None) -> str:
        if plan.schedule.paused_for is not None:
            return self.phrase(f"daily-paused-{plan.schedule.paused_for}")
        when = "–" if next_at is None else discord.utils.format_dt(next_at, "F")
        return self.phrase("daily-plan-new" if plan.is_new else "daily-plan-on", when=when)

    def _seat(self, plan: Plan, end: Endpoint, next_at: datetime | None) -> str:
        """Return when a channel is asked by its own clock, and by the asker's."""
        schedule, channel_id = plan.schedule, end.channel_id
        seat, hour = schedule.seat(channel_id), schedule.hour_in(channel_id)
        zone = seat.zone or schedule.hour.zone
        day = schedule.starts_on if next_at is None else hour.day(next_at)
        at = hour.moment(day)
        fields = {"channel": self.channel(plan, channel_id), "zone": zone}
        fields["time"] = "–" if at is None else _in_zone(at, zone)
        fields["yours"] = "–" if at is None else discord.utils.format_dt(at, "t")
        said = self.phrase("daily-plan-seat" if seat.at is None else "daily-plan-seat-own", **fields)
        if seat.ping_role_id is None:
            return said
        return f"{said} {self.phrase('daily-plan-ping', role=f'<@&{seat.ping_role_id}>')}"

    def _days(self, plan: Plan) -> str:
        weekdays = plan.schedule.weekdays
        if weekdays == EVERY_DAY:
            return self.phrase("daily-every-day")
        return self.listed(weekday_name(one, self.locale) for one in sorted(weekdays))

    def _themes(self, plan: Plan) -> str:
        off = plan.schedule.themes_off
        if not off:
            return self.phrase("daily-plan-themes-all")
        names = " · ".join(self.phrase(f"daily-theme-{one}") for one in Theme if one in off)  # some hold commas
        return self.phrase("daily-plan-themes", count=len(Theme) - len(off), names=names)

    def _festivals(self, plan: Plan) -> str:
        calendars = plan.schedule.calendars
        if not calendars:
            return self.phrase("daily-plan-festivals-none")
        names = self.listed(self.phrase(f"daily-calendar-{one}") for one in Calendar if one in calendars)
        sensitive = "on" if plan.schedule.asks_sensitive else "off"
        return f"{self.phrase('daily-plan-festivals', names=names)}{self.phrase(f'daily-sensitive-{sensitive}')}"


def _in_zone(at: datetime, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).strftime(_SHORT)
