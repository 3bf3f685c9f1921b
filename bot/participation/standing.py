"""Standing: what boards and cards show, as it is read from the sums."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.participation.counting import Sums
from bot.participation.goals import week_of

EVER: Final = "ever"
"""The period that has no end."""

ALWAYS: Final = (date.min, date.max)
"""All days that there are."""


def week_period(day: date) -> str:
    """Return by what the week of *day* is known."""
    return week_of(day).isoformat()


def month_period(day: date) -> str:
    """Return by what the month of *day* is known."""
    return f"{day.year:04}-{day.month:02}"


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who stands on boards by name, with their contributions in a period."""

    user_id: UserId
    total: int


@dataclass(frozen=True, slots=True)
class FirstPost:
    """The first message of a newcomer."""

    guild_id: GuildId
    channel_id: ChannelId
    message_id: MessageId
    user_id: UserId


MemberDays = Mapping[date, Sums]
"""The contributions of a member, of each day that has any."""
