"""Boards: what everybody did together, and those who want to be seen."""

import enum
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.clock import Clock
from bot.errors import NotTakingPart
from bot.ids import GuildId, UserId
from bot.members.ports import PreferenceBook
from bot.participation.acting import UTC_ZONE
from bot.participation.goals import day_of, week_of
from bot.participation.model import Tongue
from bot.participation.ports import Between, Joined, MemberNames, Standings
from bot.participation.standing import ALWAYS, EVER, Named, month_period, week_period
from bot.relay.ports import MemberChoices

MOST_NAMED: Final = 10
"""How many stand on a board by name."""

# Some of those with the most have left, or take no part any more, and others move up.
_CANDIDATES: Final = 3 * MOST_NAMED
_STEPS: Final = (10, 20, 50)


class Period(enum.StrEnum):
    """The time that a board is about."""

    WEEK = "week"
    MONTH = "month"
    EVER = "ever"


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody who wants to be seen, with their contributions.

    Attributes:
        name: As others wrote it.
    """

    name: str
    total: int


@dataclass(frozen=True, slots=True)
class Board:
    """What was done in a period, in a guild and in those that are joined with it.

    Attributes:
        first: Its first day; None of all that ever was.
        by_tongue: Everybody's contributions, by the tongue in which they were made, in one order whoever leads.
        goal: What all of them together are filling.
        seen: Those who want to be seen, the most contributions first.
        own: The asker's contributions.
        is_shown: Whether they want to be seen themselves.
    """

    period: Period
    first: date | None
    by_tongue: Mapping[Tongue, int]
    goal: int
    seen: Sequence[Seen]
    own: int
    is_shown: bool

    @property
    def total(self) -> int:
        """Return everybody's contributions."""
        return sum(self.by_tongue.values())


@dataclass(frozen=True, slots=True)
class Boards:
    """Makes boards, and knows who wants to be seen on them.

    Attributes:
        sum_up: Brings the sums up to date with all that was done until now.
    """

    sum_up: Callable[[], Awaitable[None]]
    standings: Standings
    names: MemberNames
    joined: Joined
    choices: MemberChoices
    preferences: PreferenceBook
    clock: Clock

    async def of(self, guild_id: GuildId, user_id: UserId, period: Period) -> Board:
        """Return a board as a member sees it. Raises `Unavailable`."""
        await self.sum_up()
        today = day_of(self.clock.now(), self.preferences.of(user_id).zone or UTC_ZONE)
        guild_ids, days, name = self.joined(guild_id), _days(period, today), _name(period, today)
        by_tongue = await self.standings.totals_by_tongue(guild_ids, days)
        return Board(
            period=period,
            first=None if period is Period.EVER else days[0],
            by_tongue=dict(sorted(by_tongue.items())),
            goal=next_goal(sum(by_tongue.values())),
            seen=await self._seen(guild_ids, name),
            own=await self.standings.total_of(guild_ids, user_id, name),
            is_shown=await self.standings.is_shown(guild_id, user_id),
        )

    async def show(self, guild_id: GuildId, user_id: UserId, *, is_shown: bool) -> None:
        """Have a member stand on a guild's boards by name, or no longer.

        Raises:
            NotTakingPart: They want nothing counted.
            Unavailable: The database does not answer.
        """
        if is_shown and not self.choices.takes_part(user_id):
            raise NotTakingPart
        await self.standings.show(guild_id, user_id, is_shown=is_shown)

    async def _seen(self, guild_ids: Sequence[GuildId], period: str) -> Sequence[Seen]:
        """Return those who want to be seen and are still there."""
        named = await self.standings.named(guild_ids, period, _CANDIDATES)
        waiting = [one for one in named if self.choices.takes_part(one.user_id)]
        seen: list[Seen] = []
        while waiting and (room := MOST_NAMED - len(seen)):
            asked, waiting = waiting[:room], waiting[room:]
            seen += await self._with_names(guild_ids, asked)
        return seen

    async def _with_names(self, guild_ids: Sequence[GuildId], asked: Sequence[Named]) -> Sequence[Seen]:
        names = await self.names.of(guild_ids, [one.user_id for one in asked])
        return [Seen(names[one.user_id], one.total) for one in asked if one.user_id in names]


def next_goal(total: int) -> int:
    """Return the next round number that everybody together can fill: 10, 20, 50, 100, 200, and so on."""
    scale = 1
    while True:
        for step in _STEPS:
            if step * scale > total:
                return step * scale
        scale *= 10


def cells(by_tongue: Mapping[Tongue, int], goal: int, length: int) -> Mapping[Tongue, int]:
    """Return how many of a bar's *length* cells each tongue has filled: one at least where anything was done."""
    return {tongue: max(number * length // goal, 1) if number else 0 for tongue, number in by_tongue.items()}


def _days(period: Period, today: date) -> Between:
    """Return the days of *period*."""
    match period:
        case Period.WEEK:
            return week_of(today), week_of(today) + timedelta(days=6)
        case Period.MONTH:
            first = today.replace(day=1)
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        case Period.EVER:
            return ALWAYS


def _name(period: Period, today: date) -> str:
    return {Period.WEEK: week_period(today), Period.MONTH: month_period(today), Period.EVER: EVER}[period]
