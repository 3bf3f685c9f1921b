"""Folding: the acts of a member's day become sums, and what changed of these, those of everybody and of the boards."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Integer, Table, and_, bindparam, delete, literal_column, select

from bot.ids import GuildId, UserId
from bot.participation.counting import Sums, fold, takes_part
from bot.participation.goals import week_of
from bot.participation.model import IN_WORDS, Kind, Tongue
from bot.participation.standing import EVER, month_period, week_period
from bot.storage.acts import act_of
from bot.storage.compiled import execute, returned
from bot.storage.rows import Columns
from bot.storage.statements import add_to, is_alone, upsert
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

    @property
    def key(self) -> Columns:
        """Return its columns."""
        return {"guild_id": self.guild_id, "user_id": self.user_id, "day": self.day}


def fold_some(connection: Connection, calls: Sequence[datetime]) -> list[int]:
    """Fold some of the days that are to be; return how many. None while another process does it."""
    return [_fold_some(connection, now) if is_alone(connection) else 0 for now in calls]


def sums_of(row: Any) -> Sums:
    """Return the sums that a row has, kinds without any left out."""
    return {kind: number for kind, column in COLUMNS.items() if (number := getattr(row, column))}


def _fold_some(connection: Connection, now: datetime) -> int:
    rows = returned(connection, _DIRTY, [{"most": SLICE}])
    days = [_Day(GuildId(guild_id), UserId(user_id), day) for guild_id, user_id, day in rows]
    oldest = (now - ACTS_KEPT_FOR).date()
    for day in days:
        if day.day > oldest:
            _fold(connection, day)
    if days:
        execute(connection, _FOLDED, [_asked(day) for day in days])
    return len(days)


def _fold(connection: Connection, day: _Day) -> None:
    now = fold(act_of(row) for row in returned(connection, _ACTS, [_asked(day)]))
    before = {
        Tongue(tongue): {kind: number for kind, number in zip(COLUMNS, numbers, strict=True) if number}
        for tongue, *numbers in returned(connection, _SUMS, [_asked(day)])
    }
    if now == before:
        return
    for tongue in sorted(now.keys() | before.keys()):
        new, old = now.get(tongue, {}), before.get(tongue, {})
        if new == old:
            continue
        people = takes_part(new) - takes_part(old)
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
    if sums:
        row = day.key | {"tongue": tongue} | _kinds(sums)
        execute(connection, upsert(day_sum, connection.dialect.name), [row])
    else:
        execute(connection, _NO_SUMS, [_asked(day) | {"its_tongue": tongue}])


def _kinds(sums: Mapping[Kind, int]) -> Columns:
    return {column: sums.get(kind, 0) for kind, column in COLUMNS.items()}


def _add_to_day(connection: Connection, day: _Day, tongue: Tongue, added: Mapping[Kind, int], people: int) -> None:
    key = {"guild_id": day.guild_id, "day": day.day, "tongue": tongue}
    execute(connection, add_to(tongue_day, connection.dialect.name), [key | _kinds(added) | {"people": people}])


def _add_to_week(connection: Connection, day: _Day, tongue: Tongue, people: int) -> None:
    """Count a member in their week, unless another day of it does."""
    week = week_of(day.day)
    others = {"its_tongue": tongue, "first": week, "last": week + timedelta(days=6)}
    if not returned(connection, _OTHERS_OF_WEEK, [_asked(day) | others]):
        key = {"guild_id": day.guild_id, "week": week, "tongue": tongue}
        execute(connection, add_to(tongue_week, connection.dialect.name), [key | {"people": people}])


def _add_to_periods(connection: Connection, day: _Day, more: int) -> None:
    its = {"guild_id": day.guild_id, "user_id": day.user_id}
    is_shown = bool(returned(connection, _SHOWN, [{"guild": day.guild_id, "member": day.user_id}]))
    periods = (EVER, month_period(day.day), week_period(day.day))
    rows = [{**its, "period": period, "total": more, "is_shown": is_shown} for period in periods]
    execute(connection, add_to(period_sum, connection.dialect.name), rows)


def _asked(day: _Day) -> Columns:
    return {"guild": day.guild_id, "member": day.user_id, "its_day": day.day}


def _of_member(table: Table) -> ColumnElement[bool]:
    return and_(table.c.guild_id == bindparam("guild"), table.c.user_id == bindparam("member"))


def _of_day(table: Table) -> ColumnElement[bool]:
    return and_(_of_member(table), table.c.day == bindparam("its_day"))


_DIRTY: Final = select(dirty_day).limit(bindparam("most")).with_for_update(skip_locked=True)
_FOLDED: Final = delete(dirty_day).where(_of_day(dirty_day))
_ACTS: Final = select(act).where(_of_day(act))
_SUMS: Final = select(day_sum.c.tongue, *(day_sum.c[column] for column in COLUMNS.values())).where(_of_day(day_sum))
_NO_SUMS: Final = delete(day_sum).where(_of_day(day_sum), day_sum.c.tongue == bindparam("its_tongue"))
_OTHERS_OF_WEEK: Final = (
    select(day_sum.c.day)
    .where(
        _of_member(day_sum),
        day_sum.c.day.between(bindparam("first"), bindparam("last")),
        day_sum.c.day != bindparam("its_day"),
        day_sum.c.tongue == bindparam("its_tongue"),
        sum((day_sum.c[COLUMNS[kind]] for kind in sorted(IN_WORDS)), start=literal_column("0", Integer)) > 0,
    )
    .limit(1)
)
_SHOWN: Final = select(shown_member.c.user_id).where(_of_member(shown_member))
