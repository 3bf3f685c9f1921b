"""Folding: the acts of a member's day become sums, and what changed of these, those of everybody and of the boards."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, and_, delete, exists, select

from bot.ids import GuildId, UserId
from bot.participation.counting import Sums, fold
from bot.participation.goals import week_of
from bot.participation.model import Kind, Tongue
from bot.participation.standing import EVER, month_period, week_period
from bot.storage.acts import act_of
from bot.storage.compiled import execute
from bot.storage.rows import Columns
from bot.storage.statements import add_to, insert_new
from bot.storage.tables import act, day_sum, dirty_day, period_sum, shown_member, tongue_day, tongue_week

SLICE: Final = 50
"""How many members' days are folded in one transaction: a few milliseconds, for which others wait."""

ACTS_KEPT_FOR: Final = timedelta(days=90)
"""How long raw acts are kept. A day that is older keeps the sums that it has."""

COLUMNS: Final[Mapping[Kind, str]] = {
    Kind.ANSWER: "answer",
    Kind.REPLY_ACROSS: "across",
    Kind.FIRST_ANSWER: "first_answer",
    Kind.HELP: "help",
    Kind.CORRECTION: "correction",
    Kind.SUGGESTION: "suggestion",
    Kind.REACTION_GIVEN: "given",
    Kind.REACTION_RECEIVED: "received",
}
"""In which column the sums of a kind stand."""


@dataclass(frozen=True, slots=True)
class _Day:
    """A member's day."""

    guild_id: GuildId
    user_id: UserId
    day: date

    def of(self, table: Any) -> Any:
        """Return what picks its rows."""
        return and_(table.c.guild_id == self.guild_id, table.c.user_id == self.user_id, table.c.day == self.day)


def fold_some(connection: Connection, calls: Sequence[datetime]) -> list[int]:
    """Fold some of the days that are to be; return how many. What another process folds is left to it."""
    return [_fold_some(connection, now) for now in calls]


def sums_of(row: Any) -> Sums:
    """Return the sums that a row has, kinds without any left out."""
    return {kind: number for kind, column in COLUMNS.items() if (number := getattr(row, column))}


def _fold_some(connection: Connection, now: datetime) -> int:
    query = select(dirty_day).limit(SLICE).with_for_update(skip_locked=True)
    days = [_Day(GuildId(row.guild_id), UserId(row.user_id), row.day) for row in connection.execute(query)]
    oldest = (now - ACTS_KEPT_FOR).date()
    # In one order, so that two processes that add to the same rows wait for each other, and not around.
    for day in sorted(days, key=lambda one: (one.guild_id, one.user_id, one.day)):
        if day.day > oldest:
            _fold(connection, day)
        connection.execute(delete(dirty_day).where(day.of(dirty_day)))
    return len(days)


def _fold(connection: Connection, day: _Day) -> None:
    acts = [act_of(row) for row in connection.execute(select(act).where(day.of(act)))]
    now = fold(acts)
    before = {Tongue(row.tongue): sums_of(row) for row in connection.execute(select(day_sum).where(day.of(day_sum)))}
    if now == before:
        return
    for tongue in sorted(now.keys() | before.keys()):
        new, old = now.get(tongue, {}), before.get(tongue, {})
        if new == old:
            continue
        people = bool(new) - bool(old)
        if people:  # before the row itself changes, which would be among those of its week
            _add_to_week(connection, day, tongue, people)
        _put(connection, day, tongue, new)
        added = Counter(new)
        added.subtract(old)
        _add_to_day(connection, day, tongue, added, people)
    more = sum(sum(sums.values()) for sums in now.values()) - sum(sum(sums.values()) for sums in before.values())
    if more:
        _add_to_periods(connection, day, more)


def _put(connection: Connection, day: _Day, tongue: Tongue, sums: Sums) -> None:
    """Make *sums* those of a day."""
    connection.execute(delete(day_sum).where(day.of(day_sum), day_sum.c.tongue == tongue))
    if sums:
        key = {"guild_id": day.guild_id, "user_id": day.user_id, "day": day.day, "tongue": tongue}
        execute(connection, insert_new(day_sum, connection.dialect.name), [key | _kinds(sums)])


def _kinds(sums: Mapping[Kind, int]) -> Columns:
    return {column: sums.get(kind, 0) for kind, column in COLUMNS.items()}


def _add_to_day(connection: Connection, day: _Day, tongue: Tongue, added: Mapping[Kind, int], people: int) -> None:
    key = {"guild_id": day.guild_id, "day": day.day, "tongue": tongue}
    execute(connection, add_to(tongue_day, connection.dialect.name), [key | _kinds(added) | {"people": people}])


def _add_to_week(connection: Connection, day: _Day, tongue: Tongue, people: int) -> None:
    """Count a member in their week, unless another day of it does."""
    week = week_of(day.day)
    others = exists().where(
        day_sum.c.guild_id == day.guild_id,
        day_sum.c.user_id == day.user_id,
        day_sum.c.day.between(week, week + timedelta(days=6)),
        day_sum.c.day != day.day,
        day_sum.c.tongue == tongue,
    )
    if not connection.execute(select(others)).scalar():
        key = {"guild_id": day.guild_id, "week": week, "tongue": tongue}
        execute(connection, add_to(tongue_week, connection.dialect.name), [key | {"people": people}])


def _add_to_periods(connection: Connection, day: _Day, more: int) -> None:
    shown = exists().where(shown_member.c.guild_id == day.guild_id, shown_member.c.user_id == day.user_id)
    is_shown = bool(connection.execute(select(shown)).scalar())
    for period in (EVER, month_period(day.day), week_period(day.day)):
        key = {"guild_id": day.guild_id, "period": period, "user_id": day.user_id}
        row = {**key, "total": more, "is_shown": is_shown}
        execute(connection, add_to(period_sum, connection.dialect.name), [row])
