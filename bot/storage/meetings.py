"""Meetings: the daily counts of who answered whom, and what becomes of talk when three days are over."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import BigInteger, Connection, and_, case, delete, func, literal_column, select

from bot.ids import GuildId, first_id_at
from bot.participation.meeting import Talk, counted
from bot.participation.model import Tongue
from bot.participation.tallying import FIRST_POST_WAITS, LOOKED_AT, WAITS, DayCounts, together
from bot.storage.compiled import execute
from bot.storage.statements import add_to, upsert
from bot.storage.sums import Between
from bot.storage.tables import meeting_day, talk, talk_day
from bot.storage.talk import talk_of

SLICE: Final = 200
"""How many messages are counted and forgotten in one transaction."""

_WRITTEN: Final = ""  # in place of a tongue that was answered

# Of a snowflake, as `bot.ids` reads it: the first 42 bits are milliseconds since 2015.
MOMENT_OF_IDS: Final = 1 << 22
"""How many ids a millisecond has."""

DAY_OF_IDS: Final = 86_400_000 * MOMENT_OF_IDS
"""How many ids a day has; days begin with UTC's."""

_FIRST_DAY: Final = date(2015, 1, 1)


def meetings(
    connection: Connection, guild_ids: Collection[GuildId], days: Between, now: datetime
) -> Mapping[date, DayCounts]:
    """Return who answered whom on each day, as far as that is over at *now*."""
    found: defaultdict[date, list[DayCounts]] = defaultdict(list)
    for day, counts in (*_kept(connection, guild_ids, days), *_recent(connection, guild_ids, days, now)):
        found[day].append(counts)
    return {day: together(several) for day, several in sorted(found.items())}


def forget(connection: Connection, calls: Sequence[datetime]) -> list[int]:
    """Count some of what is older than 72 hours, and forget it; return how much that was."""
    return [_forget(connection, now) for now in calls]


def _forget(connection: Connection, now: datetime) -> int:
    before = first_id_at(now - LOOKED_AT)
    oldest = select(talk).where(talk.c.message_id < before).order_by(talk.c.message_id).limit(SLICE)
    talks = [talk_of(row) for row in connection.execute(oldest.with_for_update(skip_locked=True))]
    by_guild: defaultdict[GuildId, list[Talk]] = defaultdict(list)
    for one in talks:
        by_guild[one.guild_id].append(one)
    for guild_id, those in sorted(by_guild.items()):
        for day, counts in sorted(counted(those, now).items()):
            _add(connection, guild_id, day, counts)
    connection.execute(delete(talk).where(talk.c.message_id.in_([one.message_id for one in talks])))
    return len(talks)


def _add(connection: Connection, guild_id: GuildId, day: date, counts: DayCounts) -> None:
    key = {"guild_id": guild_id, "day": day}
    rows = [
        {**key, "tongue": tongue, "answered": _WRITTEN, "number": number} for tongue, number in counts.written.items()
    ]
    rows += [
        {**key, "tongue": one, "answered": other, "number": number} for (one, other), number in counts.replies.items()
    ]
    execute(connection, add_to(talk_day, connection.dialect.name), rows)
    its = meeting_day.c.guild_id == guild_id, meeting_day.c.day == day
    known = connection.execute(select(meeting_day).where(*its).with_for_update()).first()
    all_of_it = together([counts] if known is None else [counts, _counts_of(known)])
    row = {
        **key,
        "begun": all_of_it.begun,
        "returned": all_of_it.returned,
        "first_posts": all_of_it.first_posts,
        "unanswered": all_of_it.unanswered,
        "waits": " ".join(map(str, all_of_it.waits)),
    }
    execute(connection, upsert(meeting_day, connection.dialect.name), [row])


def _kept(connection: Connection, guild_ids: Collection[GuildId], days: Between) -> Iterator[tuple[date, DayCounts]]:
    of_talk = talk_day.c.guild_id.in_(guild_ids), talk_day.c.day.between(*days)
    for row in connection.execute(select(talk_day).where(*of_talk)):
        yield row.day, _talked(row.tongue, row.answered, row.number)
    its = meeting_day.c.guild_id.in_(guild_ids), meeting_day.c.day.between(*days)
    for row in connection.execute(select(meeting_day).where(*its)):
        yield row.day, _counts_of(row)


def _recent(
    connection: Connection, guild_ids: Collection[GuildId], days: Between, now: datetime
) -> Iterator[tuple[date, DayCounts]]:
    """Yield what is not forgotten yet; whether somebody returns is known when it is."""
    first, last = (datetime.combine(day, datetime.min.time(), UTC) for day in days)
    its = (
        talk.c.guild_id.in_(guild_ids),
        talk.c.message_id >= first_id_at(first),
        talk.c.message_id < first_id_at(last + timedelta(days=1)),
    )
    is_over = and_(talk.c.is_first, talk.c.message_id <= first_id_at(now - FIRST_POST_WAITS))
    group = (_DAY.label("after"), talk.c.tongue, func.coalesce(talk.c.answered_tongue, _WRITTEN).label("answered"))
    query = select(
        *group,
        func.count().label("number"),
        func.sum(case((is_over, 1), else_=0)).label("first_posts"),
        func.sum(case((and_(is_over, talk.c.is_answered.is_(False)), 1), else_=0)).label("unanswered"),
    )
    for row in connection.execute(query.where(*its).group_by(*group)):
        counts = _talked(row.tongue, row.answered, row.number)
        if row.answered != _WRITTEN:  # a reply is something that is written too
            counts = together([counts, _talked(row.tongue, _WRITTEN, row.number)])
        yield (
            day_after(row.after),
            together([counts, DayCounts(first_posts=row.first_posts, unanswered=row.unanswered)]),
        )
    waited = select(_DAY.label("after"), talk.c.waited, func.count().label("number")).where(*its)
    for row in connection.execute(waited.where(talk.c.waited.is_not(None)).group_by(_DAY, talk.c.waited)):
        yield (
            day_after(row.after),
            DayCounts(waits=tuple(row.number * (one == row.waited) for one in range(len(WAITS)))),
        )


def day_after(after: int) -> date:
    """Return the day that comes so many days after the first of all ids."""
    return _FIRST_DAY + timedelta(days=after)


def _talked(tongue: str, answered: str, number: int) -> DayCounts:
    if answered == _WRITTEN:
        return DayCounts(written=Counter({Tongue(tongue): number}))
    return DayCounts(replies=Counter({(Tongue(tongue), Tongue(answered)): number}))


def _counts_of(row: Any) -> DayCounts:
    return DayCounts(
        begun=row.begun,
        returned=row.returned,
        waits=tuple(int(number) for number in row.waits.split()),
        first_posts=row.first_posts,
        unanswered=row.unanswered,
    )


_DAY: Final = talk.c.message_id // literal_column(
    str(DAY_OF_IDS), BigInteger
)  # with its type, or SQLite asks Python to round each
