"""Sums: what boards, cards and insights read, whose cost grows with the days shown."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import add
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, delete, func, select, update

from bot.ids import GuildId, UserId
from bot.participation.counting import Sums, added
from bot.participation.model import Tongue
from bot.participation.standing import MemberDays, Named
from bot.storage.compiled import execute
from bot.storage.folding import COLUMNS, sums_of
from bot.storage.statements import insert_new
from bot.storage.tables import (
    day_sum,
    period_sum,
    shown_member,
    tongue_day,
    tongue_week,
)

Between = tuple[date, date]
"""From the first day to the last, both among them."""


def of_member(connection: Connection, guild_ids: Collection[GuildId], user_id: UserId, days: Between) -> MemberDays:
    """Return a member's contributions of each day that has any."""
    its = day_sum.c.guild_id.in_(guild_ids), day_sum.c.user_id == user_id, day_sum.c.day.between(*days)
    found: dict[date, list[Sums]] = {}
    for row in connection.execute(select(day_sum).where(*its)):
        found.setdefault(row.day, []).append(sums_of(row))
    return {day: added(sums) for day, sums in sorted(found.items())}


def by_tongue(
    connection: Connection, guild_ids: Collection[GuildId], days: Between
) -> Mapping[tuple[date, Tongue], Sums]:
    """Return everybody's contributions of each day, by the tongue in which they were made."""
    its = tongue_day.c.guild_id.in_(guild_ids), tongue_day.c.day.between(*days)
    found: dict[tuple[date, Tongue], list[Sums]] = {}
    for row in connection.execute(select(tongue_day).where(*its)):
        found.setdefault((row.day, Tongue(row.tongue)), []).append(sums_of(row))
    return {key: added(sums) for key, sums in sorted(found.items())}


def totals_by_tongue(connection: Connection, guild_ids: Collection[GuildId], days: Between) -> Mapping[Tongue, int]:
    """Return how many contributions of any kind were made in each tongue."""
    its = tongue_day.c.guild_id.in_(guild_ids), tongue_day.c.day.between(*days)
    query = select(tongue_day.c.tongue, func.sum(_ALL_KINDS)).where(*its).group_by(tongue_day.c.tongue)
    return {Tongue(tongue): int(number) for tongue, number in connection.execute(query)}


def people(connection: Connection, guild_ids: Collection[GuildId], weeks: Between) -> Mapping[tuple[date, Tongue], int]:
    """Return how many took part in each week, by tongue; who did in several guilds is counted in each."""
    its = tongue_week.c.guild_id.in_(guild_ids), tongue_week.c.week.between(*weeks)
    found: Counter[tuple[date, Tongue]] = Counter()
    for row in connection.execute(select(tongue_week).where(*its)):
        found[row.week, Tongue(row.tongue)] += row.people
    return found


def named(connection: Connection, guild_ids: Collection[GuildId], period: str, limit: int) -> Sequence[Named]:
    """Return those who want to be seen, with the most contributions in a period first."""
    best: set[int] = set()
    for guild_id in guild_ids:  # one by one: each by its index
        its = period_sum.c.guild_id == guild_id, period_sum.c.period == period, period_sum.c.is_shown
        query = select(period_sum.c.user_id).where(*its, period_sum.c.total > 0)
        best.update(connection.execute(query.order_by(period_sum.c.total.desc()).limit(limit)).scalars())
    # Who is among the best of one guild may have more elsewhere, wherever they stand there.
    total: Counter[UserId] = Counter()
    theirs = select(period_sum).where(_of_period(guild_ids, period), period_sum.c.user_id.in_(best))
    for row in connection.execute(theirs):
        if row.is_shown:  # asked here: by its index the database would look at everybody who wants to be seen
            total[UserId(row.user_id)] += row.total
    return [Named(user_id, number) for user_id, number in sorted(total.items(), key=_most_first)[:limit]]


def total_of(connection: Connection, guild_ids: Collection[GuildId], user_id: UserId, period: str) -> int:
    """Return a member's contributions in a period, whether they want to be seen or not."""
    query = select(func.sum(period_sum.c.total)).where(_of_period(guild_ids, period), period_sum.c.user_id == user_id)
    return int(connection.execute(query).scalar() or 0)


def show(connection: Connection, calls: Sequence[tuple[GuildId, UserId, bool]]) -> list[None]:
    """Have members stand on boards by name, or no longer."""
    for guild_id, user_id, is_shown in calls:
        its = shown_member.c.guild_id == guild_id, shown_member.c.user_id == user_id
        connection.execute(delete(shown_member).where(*its))
        if is_shown:
            row = {"guild_id": guild_id, "user_id": user_id}
            execute(connection, insert_new(shown_member, connection.dialect.name), [row])
        mine = period_sum.c.guild_id == guild_id, period_sum.c.user_id == user_id
        connection.execute(update(period_sum).where(*mine).values(is_shown=is_shown))
    return [None] * len(calls)


def _most_first(one: tuple[UserId, int]) -> tuple[int, UserId]:
    return -one[1], one[0]


def _of_period(guild_ids: Collection[GuildId], period: str) -> ColumnElement[bool]:
    return and_(period_sum.c.guild_id.in_(guild_ids), period_sum.c.period == period)


_ALL_KINDS: Final[ColumnElement[Any]] = reduce(add, (tongue_day.c[column] for column in COLUMNS.values()))
