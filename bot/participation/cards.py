"""Cards: how one member took part, as they see it themselves."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.clock import Clock
from bot.errors import NotTakingPart
from bot.ids import GuildId, UserId
from bot.members.ports import PreferenceBook
from bot.participation.acting import UTC_ZONE
from bot.participation.badges import Badge, earned, in_order
from bot.participation.counting import Sums, added, takes_part
from bot.participation.goals import Progress, day_of, progress, week_of
from bot.participation.ports import BadgeStore, Joined, Standings
from bot.participation.standing import ALWAYS, MemberDays
from bot.relay.ports import MemberChoices

HEAT_WEEKS: Final = 12
"""How many weeks the heat map of a card has; the present one is the last."""


@dataclass(frozen=True, slots=True)
class MemberCard:
    """How a member took part, in a guild and in those that are joined with it.

    Attributes:
        today: The day that it is for them.
        week: Their contributions of the present week, reactions too.
        totals: Of each kind, ever.
        since: The day of their first contribution.
        heat: The contributions of each day of twelve weeks: from a Monday on, up to today.
    """

    today: date
    week: int
    progress: Progress
    totals: Sums
    since: date | None
    heat: Sequence[int]
    badges: Sequence[Badge]

    @property
    def total(self) -> int:
        """Return all their contributions, ever."""
        return sum(self.totals.values())


@dataclass(frozen=True, slots=True)
class Cards:
    """Makes cards.

    Attributes:
        sum_up: Brings the sums up to date with all that was done until now.
    """

    sum_up: Callable[[], Awaitable[None]]
    standings: Standings
    badges: BadgeStore
    joined: Joined
    choices: MemberChoices
    preferences: PreferenceBook
    clock: Clock

    async def of(self, guild_id: GuildId, user_id: UserId) -> MemberCard:
        """Return a member's card, with what they have done just now.

        Raises:
            NotTakingPart: They want nothing counted.
            Unavailable: The database does not answer.
        """
        if not self.choices.takes_part(user_id):
            raise NotTakingPart
        await self.sum_up()
        today = day_of(self.clock.now(), self.preferences.of(user_id).zone or UTC_ZONE)
        days = await self.standings.of_member(self.joined(guild_id), user_id, ALWAYS)
        return _card(days, today, await self._kept(guild_id, user_id, days, today))

    async def _kept(self, guild_id: GuildId, user_id: UserId, days: MemberDays, today: date) -> Sequence[Badge]:
        """Return all badges that a member has, once those that are new are remembered."""
        known = await self.badges.of(guild_id, user_id)
        new = [badge for badge in earned(days) if badge not in known]
        if new:
            await self.badges.give(guild_id, user_id, new, today)
        return in_order({*known, *new})


def _card(days: MemberDays, today: date, badges: Sequence[Badge]) -> MemberCard:
    week = week_of(today)
    first = week - timedelta(weeks=HEAT_WEEKS - 1)
    return MemberCard(
        today=today,
        week=sum(_number(days, week + timedelta(days=after)) for after in range(7)),
        progress=progress([day for day, sums in days.items() if takes_part(sums)], today),
        totals=added(days.values()),
        since=min((day for day, sums in days.items() if sums), default=None),
        heat=[_number(days, first + timedelta(days=after)) for after in range((today - first).days + 1)],
        badges=badges,
    )


def _number(days: Mapping[date, Sums], day: date) -> int:
    return sum(days.get(day, {}).values())
