"""Folding: the acts of a member's day become sums, and what changed of these, those of everybody and of the boards."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, and_, bindparam, delete, select

from bot.ids import GuildId, UserId
from bot.participation.counting import Sums, fold, takes_part
from bot.participation.goals import week_of
from bot.participation.model import Act, Kind, Tongue
from bot.participation.standing import EVER, month_period, week_period
from bot.storage.acts import act_of
from bot.storage.compiled import execute, found_by, returned
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


@dataclass(frozen=True, slots=True, order=True)
class _Day:
    """A member's day."""

    user_id: UserId
    day: date


_Days = Mapping[tuple[_Day, Tongue], Sums]
"""The sums of days, by the tongue in which contributions were made."""


@dataclass(frozen=True, slots=True)
class _Slice:
    """Days of members of one guild that are folded together.

    Attributes:
        acts: Of each day, whatever its credit.
        before: What the sums are so far, of all days of their weeks.
    """

    guild_id: GuildId
    days: Collection[_Day]
    acts: Mapping[_Day, Sequence[Act]]
    before: _Days


def fold_some(connection: Connection, calls: Sequence[datetime]) -> list[int]:
    """Fold some of the days that are to be; return how many. None while another process does it."""
    return [_fold_some(connection, now) if is_alone(connection) else 0 for now in calls]


def sums_of(row: Any) -> Sums:
    """Return the sums that a row has, kinds without any left out."""
    return {kind: number for kind, column in COLUMNS.items() if (number := getattr(row, column))}


def _fold_some(connection: Connection, now: datetime) -> int:
    rows = returned(connection, _DIRTY, [{"most": SLICE}])
    oldest = (now - ACTS_KEPT_FOR).date()
    of_guilds: defaultdict[GuildId, list[_Day]] = defaultdict(list)
    for guild_id, user_id, day in rows:
        if day > oldest:
            of_guilds[guild_id].append(_Day(UserId(user_id), day))
    for guild_id, days in sorted(of_guilds.items()):
        _fold(connection, _read(connection, guild_id, days))
    if rows:
        keys = [{"guild": guild_id, "member": user_id, "its_day": day} for guild_id, user_id, day in rows]
        execute(connection, _FOLDED, keys)
    return len(rows)


def _read(connection: Connection, guild_id: GuildId, days: Collection[_Day]) -> _Slice:
    """Return all that folding *days* takes: two looks, however many they are."""
    who = sorted({one.user_id for one in days})
    first, last = min(one.day for one in days), max(one.day for one in days)
    acts: defaultdict[_Day, list[Act]] = defaultdict(list)
    for row in found_by(connection, _ACTS, who, {"guild": guild_id, "first": first, "last": last}):
        act = act_of(row)
        acts[_Day(act.who.user_id, act.day)].append(act)
    weeks = {"guild": guild_id, "first": week_of(first), "last": week_of(last) + timedelta(days=6)}
    before = {
        (_Day(UserId(user_id), day), Tongue(tongue)): _sums(numbers)
        for user_id, day, tongue, *numbers in found_by(connection, _SUMS, who, weeks)
    }
    return _Slice(guild_id, days, acts, before)


def _sums(numbers: Sequence[int]) -> Sums:
    return {kind: number for kind, number in zip(COLUMNS, numbers, strict=True) if number}


def _fold(connection: Connection, its: _Slice) -> None:
    tongues: defaultdict[_Day, set[Tongue]] = defaultdict(set)
    for day, tongue in its.before:
        tongues[day].add(tongue)
    changed: dict[tuple[_Day, Tongue], Sums] = {}
    for day in sorted(its.days):
        now = fold(its.acts.get(day, ()))
        for tongue in sorted(now.keys() | tongues[day]):
            if (sums := now.get(tongue, {})) != its.before.get((day, tongue), {}):
                changed[day, tongue] = sums
    if changed:
        _put(connection, its, changed)
        _add_to_days(connection, its, changed)
        _add_to_weeks(connection, its, changed)
        _add_to_periods(connection, its, changed)


def _put(connection: Connection, its: _Slice, changed: _Days) -> None:
    """Make the sums of days what they are now."""
    rows = [_row(its, day, tongue) | _kinds(sums) for (day, tongue), sums in changed.items() if sums]
    if rows:
        execute(connection, upsert(day_sum, connection.dialect.name), rows)
    gone = [
        {"guild": its.guild_id, "member": day.user_id, "its_day": day.day, "its_tongue": tongue}
        for (day, tongue), sums in changed.items()
        if not sums
    ]
    if gone:
        execute(connection, _NO_SUMS, gone)


def _row(its: _Slice, day: _Day, tongue: Tongue) -> Columns:
    return {"guild_id": its.guild_id, "user_id": day.user_id, "day": day.day, "tongue": tongue}


def _kinds(sums: Mapping[Kind, int]) -> Columns:
    return {column: sums.get(kind, 0) for kind, column in COLUMNS.items()}


def _add_to_days(connection: Connection, its: _Slice, changed: _Days) -> None:
    added: defaultdict[tuple[date, Tongue], Counter[Kind]] = defaultdict(Counter)
    people: Counter[tuple[date, Tongue]] = Counter()
    for (day, tongue), sums in changed.items():
        before = its.before.get((day, tongue), {})
        added[day.day, tongue].update(sums)
        added[day.day, tongue].subtract(before)
        people[day.day, tongue] += takes_part(sums) - takes_part(before)
    rows = [
        {"guild_id": its.guild_id, "day": day, "tongue": tongue, **_kinds(more), "people": people[day, tongue]}
        for (day, tongue), more in added.items()
    ]
    execute(connection, add_to(tongue_day, connection.dialect.name), rows)


def _add_to_weeks(connection: Connection, its: _Slice, changed: _Days) -> None:
    """Count each member once in a week, on however many of its days they took part."""
    people: Counter[tuple[date, Tongue]] = Counter()
    now = {**its.before, **changed}
    for user_id, week, tongue in {(day.user_id, week_of(day.day), tongue) for day, tongue in changed}:
        its_days = [(_Day(user_id, week + timedelta(days=after)), tongue) for after in range(7)]
        is_in, was_in = (any(takes_part(sums.get(day, {})) for day in its_days) for sums in (now, its.before))
        people[week, tongue] += is_in - was_in
    rows = [
        {"guild_id": its.guild_id, "week": week, "tongue": tongue, "people": more}
        for (week, tongue), more in sorted(people.items())
        if more
    ]
    if rows:
        execute(connection, add_to(tongue_week, connection.dialect.name), rows)


def _add_to_periods(connection: Connection, its: _Slice, changed: _Days) -> None:
    more: Counter[_Day] = Counter()
    for (day, tongue), sums in changed.items():
        more[day] += sum(sums.values()) - sum(its.before.get((day, tongue), {}).values())
    who = sorted({one.user_id for one in more})
    shown = {user_id for (user_id,) in found_by(connection, _SHOWN, who, {"guild": its.guild_id})}
    totals: Counter[tuple[UserId, str]] = Counter()
    for day, total in more.items():
        for period in (EVER, month_period(day.day), week_period(day.day)):
            totals[day.user_id, period] += total
    rows = [
        {
            "guild_id": its.guild_id,
            "user_id": user_id,
            "period": period,
            "total": total,
            "is_shown": user_id in shown,
        }
        for (user_id, period), total in totals.items()
        if total
    ]
    if rows:
        execute(connection, add_to(period_sum, connection.dialect.name), rows)


def _of_members(table: Table) -> ColumnElement[bool]:
    return and_(table.c.guild_id == bindparam("guild"), table.c.user_id.in_(bindparam("keys", expanding=True)))


def _of_day(table: Table) -> ColumnElement[bool]:
    its = (table.c.guild_id == bindparam("guild"), table.c.user_id == bindparam("member"))
    return and_(*its, table.c.day == bindparam("its_day"))


_DIRTY: Final = select(dirty_day).limit(bindparam("most")).with_for_update(skip_locked=True)
_FOLDED: Final = delete(dirty_day).where(_of_day(dirty_day))
_ACTS: Final = select(act).where(_of_members(act), act.c.day.between(bindparam("first"), bindparam("last")))
_SUMS: Final = select(
    day_sum.c.user_id, day_sum.c.day, day_sum.c.tongue, *(day_sum.c[column] for column in COLUMNS.values())
).where(_of_members(day_sum), day_sum.c.day.between(bindparam("first"), bindparam("last")))
_NO_SUMS: Final = delete(day_sum).where(_of_day(day_sum), day_sum.c.tongue == bindparam("its_tongue"))
_SHOWN: Final = select(shown_member.c.user_id).where(_of_members(shown_member))
