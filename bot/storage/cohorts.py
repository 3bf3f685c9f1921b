"""Cohorts: who arrived on which day, and how many of them came back."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import BigInteger, Connection, case, delete, func, literal_column, select

from bot.ids import ChannelId, GuildId, MessageId, UserId, first_id_at, said_at
from bot.participation.retention import AFTER, EARLY, Arrivals, DaysOfArrival, gathered
from bot.participation.standing import FirstPost
from bot.storage.compiled import execute
from bot.storage.meetings import DAY_OF_IDS, MOMENT_OF_IDS, day_after
from bot.storage.statements import add_to
from bot.storage.sums import Between
from bot.storage.tables import arrival, arrival_day

SLICE: Final = 200
"""How many newcomers are counted and forgotten in one transaction."""

KNOWN_FOR: Final = timedelta(days=max(AFTER) + 2)
"""How long a newcomer is one: until the last day that matters is over, wherever it ends."""


def arrivals(connection: Connection, guild_ids: Collection[GuildId], days: Between) -> DaysOfArrival:
    """Return how many arrived on each day and came back, by whether somebody across answered them early."""
    its = arrival_day.c.guild_id.in_(guild_ids), arrival_day.c.day.between(*days)
    kept = [((row.day, row.is_early), _arrivals_of(row)) for row in connection.execute(select(arrival_day).where(*its))]
    first, last = (datetime.combine(day, datetime.min.time(), UTC) for day in days)
    # Summed up by the database: a wave of newcomers is a hundred thousand rows.
    recent = _RECENT.where(
        arrival.c.guild_id.in_(guild_ids),
        arrival.c.first_id >= first_id_at(first),
        arrival.c.first_id < first_id_at(last + timedelta(days=1)),
    )
    counted = [((day_after(row.after), bool(row.is_early)), _arrivals_of(row)) for row in connection.execute(recent)]
    return gathered([*kept, *counted])


def forget(connection: Connection, calls: Sequence[datetime]) -> list[int]:
    """Count some of those newcomers of whom all is known, and forget them; return how many."""
    return [_forget(connection, now) for now in calls]


def unanswered(connection: Connection, guild_ids: Collection[GuildId], since: datetime) -> Sequence[FirstPost]:
    """Return the first posts since a moment that nobody answered, the oldest first."""
    its = (
        arrival.c.guild_id.in_(guild_ids),
        arrival.c.first_id >= first_id_at(since),
        arrival.c.answered_by.is_(None),
    )
    return [
        FirstPost(GuildId(row.guild_id), ChannelId(row.channel_id), MessageId(row.first_id), UserId(row.user_id))
        for row in connection.execute(select(arrival).where(*its).order_by(arrival.c.first_id))
    ]


def _forget(connection: Connection, now: datetime) -> int:
    query = select(arrival).where(arrival.c.first_id < first_id_at(now - KNOWN_FOR)).order_by(arrival.c.first_id)
    rows = connection.execute(query.limit(SLICE).with_for_update(skip_locked=True)).all()
    by_guild: defaultdict[GuildId, list[Any]] = defaultdict(list)
    for row in rows:
        by_guild[GuildId(row.guild_id)].append(row)
    for guild_id, those in sorted(by_guild.items()):
        found = gathered(map(_arrival_of, those))
        execute(connection, add_to(arrival_day, connection.dialect.name), list(_columns(guild_id, found)))
        gone = arrival.c.guild_id == guild_id, arrival.c.user_id.in_([row.user_id for row in those])
        connection.execute(delete(arrival).where(*gone))
    return len(rows)


def _columns(guild_id: GuildId, found: DaysOfArrival) -> Iterator[dict[str, Any]]:
    for (day, is_early), those in sorted(found.items()):
        key = {"guild_id": guild_id, "day": day, "is_early": is_early, "arrived": those.arrived}
        yield key | {f"active_{after}": those.active.get(after, 0) for after in AFTER}


def _arrival_of(row: Any) -> tuple[tuple[Any, bool], Arrivals]:
    at = said_at(MessageId(row.first_id))
    is_early = row.crossed_by is not None and said_at(MessageId(row.crossed_by)) - at <= EARLY
    active: Mapping[int, int] = {after: int(getattr(row, f"is_active_{after}")) for after in AFTER}
    return (at.date(), is_early), Arrivals(1, active)


def _arrivals_of(row: Any) -> Arrivals:
    return Arrivals(row.arrived, {after: getattr(row, f"active_{after}") for after in AFTER})


_DAY: Final = arrival.c.first_id // literal_column(str(DAY_OF_IDS), BigInteger)
_MOMENT: Final = literal_column(str(MOMENT_OF_IDS), BigInteger)
_WAITED_MS: Final = arrival.c.crossed_by // _MOMENT - arrival.c.first_id // _MOMENT
_IS_EARLY: Final = case((literal_column(str(EARLY // timedelta(milliseconds=1))) >= _WAITED_MS, 1), else_=0)
_RECENT: Final = select(
    _DAY.label("after"),
    _IS_EARLY.label("is_early"),
    func.count().label("arrived"),
    *(func.sum(case((arrival.c[f"is_active_{after}"], 1), else_=0)).label(f"active_{after}") for after in AFTER),
).group_by(_DAY, _IS_EARLY)
