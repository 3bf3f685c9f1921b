"""Schedules of the topic of the day, and when each is to be looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, delete, or_, select, update

from bot.bridges.model import BridgeId
from bot.ids import ChannelId
from bot.prompts.festivals import Calendar
from bot.prompts.model import Theme
from bot.prompts.schedule import Awake, Hour, Pause, Schedule, SeatHours
from bot.storage.engine import Engine
from bot.storage.rows import Columns
from bot.storage.statements import found, upsert
from bot.storage.tables import bridge
from bot.storage.tables import daily_schedule as table
from bot.storage.tables import daily_seat as seat
from bot.storage.writer import Writer

# No schedule sleeps for longer than a day: one that seems to was put to sleep by a clock that was ahead.
_TOO_FAR: Final = timedelta(hours=25)


@dataclass(frozen=True, slots=True)
class SqlScheduleStore:
    """The prompts' `ScheduleStore` in tables."""

    engine: Engine
    writer: Writer

    async def of(self, bridge_id: BridgeId) -> Schedule | None:
        """Return the schedule of a bridge, if it has one."""
        awake = await self.engine.read(lambda connection: _read(connection, select(table).where(_of(bridge_id))))
        return awake[0].schedule if awake else None

    async def save(self, schedule: Schedule, wakes_at: datetime) -> None:
        """Remember *schedule* in place of what there was, to be looked at from *wakes_at* on."""
        await self.writer.write(_save, (schedule, wakes_at))

    async def awake(self, now: datetime, limit: int) -> Sequence[Awake]:
        """Return at most *limit* schedules to be looked at, the one that waits longest first."""
        is_awake = or_(table.c.wakes_at <= now, table.c.wakes_at > now + _TOO_FAR)
        query = select(table).where(is_awake).order_by(table.c.wakes_at).limit(limit)
        return await self.engine.read(lambda connection: _read(connection, query))

    async def sleep(self, awake: Awake, wakes_at: datetime) -> None:
        """Look at a schedule no sooner than *wakes_at*, unless it was saved since it was *awake*."""
        await self.writer.write(_sleep, (awake, wakes_at))

    async def pause(self, bridge_id: BridgeId, reason: Pause) -> bool:
        """Ask nothing from now on, for *reason*; tell whether that is news."""
        return await self.writer.write(_pause, (bridge_id, reason))

    async def answered(self, bridge_id: BridgeId, *, is_answered: bool) -> int:
        """Count a topic that was closed; return how many were not answered since the last that was."""
        return await self.writer.write(_answered, (bridge_id, is_answered))


def _of(bridge_id: BridgeId) -> Any:
    return table.c.bridge_id == bridge_id


def _read(connection: Connection, query: Any) -> list[Awake]:
    rows = connection.execute(query).all()
    seats: dict[int, dict[ChannelId, SeatHours]] = {}
    for row in found(connection, _SEATS, [row.bridge_id for row in rows]):
        at = None if row.minute is None else _time_of(row.minute)
        seats.setdefault(row.bridge_id, {})[ChannelId(row.channel_id)] = SeatHours(row.zone, at, row.ping_role_id)
    return [Awake(_schedule_of(row, seats.get(row.bridge_id, {})), row.wakes_at) for row in rows]


def _save(connection: Connection, calls: Sequence[tuple[Schedule, datetime]]) -> list[None]:
    for schedule, wakes_at in calls:
        known = select(bridge.c.id).where(bridge.c.id == schedule.bridge_id)
        if connection.execute(known).first() is None:
            continue  # closed meanwhile
        connection.execute(upsert(table, connection.dialect.name), _columns(schedule, wakes_at))
        connection.execute(delete(seat).where(seat.c.bridge_id == schedule.bridge_id))
        if schedule.seats:
            # A channel that was in another bridge before is in this one now.
            connection.execute(upsert(seat, connection.dialect.name), _seat_rows(schedule))
    return [None] * len(calls)


def _sleep(connection: Connection, calls: Sequence[tuple[Awake, datetime]]) -> list[None]:
    rows = [{"of_bridge": one.schedule.bridge_id, "since": one.since, "until": until} for one, until in calls]
    connection.execute(_SLEEP, rows)
    return [None] * len(calls)


def _pause(connection: Connection, calls: Sequence[tuple[BridgeId, Pause]]) -> list[bool]:
    return [
        connection.execute(
            update(table).where(_of(bridge_id), table.c.paused_for.is_(None)).values(paused_for=reason.value)
        ).rowcount
        > 0
        for bridge_id, reason in calls
    ]


def _answered(connection: Connection, calls: Sequence[tuple[BridgeId, bool]]) -> list[int]:
    counts = []
    for bridge_id, is_answered in calls:
        count = 0 if is_answered else table.c.unanswered + 1
        counted = update(table).where(_of(bridge_id)).values(unanswered=count).returning(table.c.unanswered)
        counts.append(connection.execute(counted).scalar() or 0)
    return counts


def _schedule_of(row: Row[*tuple[Any, ...]], seats: dict[ChannelId, SeatHours]) -> Schedule:
    return Schedule(
        bridge_id=BridgeId(row.bridge_id),
        hour=Hour(_time_of(row.minute), row.zone),
        seats=seats,
        weekdays=frozenset(map(int, row.weekdays)),
        window=timedelta(hours=row.window_hours),
        starts_on=row.starts_on,
        opens_threads=bool(row.opens_threads),
        themes_off=frozenset(map(Theme, row.themes_off.split())),
        calendars=frozenset(map(Calendar, row.calendars.split())),
        asks_sensitive=bool(row.asks_sensitive),
        paused_for=None if row.paused_for is None else Pause(row.paused_for),
        unanswered=row.unanswered,
    )


def _columns(schedule: Schedule, wakes_at: datetime) -> Columns:
    return {
        "bridge_id": schedule.bridge_id,
        "minute": _minute_of(schedule.hour.at),
        "zone": schedule.hour.zone,
        "weekdays": "".join(map(str, sorted(schedule.weekdays))),
        "window_hours": schedule.window // timedelta(hours=1),
        "starts_on": schedule.starts_on,
        "opens_threads": schedule.opens_threads,
        "themes_off": " ".join(sorted(schedule.themes_off)),
        "calendars": " ".join(sorted(schedule.calendars)),
        "asks_sensitive": schedule.asks_sensitive,
        "paused_for": schedule.paused_for,
        "unanswered": schedule.unanswered,
        "wakes_at": wakes_at,
    }


def _seat_rows(schedule: Schedule) -> list[Columns]:
    return [
        {
            "channel_id": channel_id,
            "bridge_id": schedule.bridge_id,
            "zone": chosen.zone,
            "minute": None if chosen.at is None else _minute_of(chosen.at),
            "ping_role_id": chosen.ping_role_id,
        }
        for channel_id, chosen in schedule.seats.items()
    ]


def _time_of(minute: int) -> time:
    return time(minute // 60, minute % 60)


def _minute_of(at: time) -> int:
    return at.hour * 60 + at.minute


_KEYS: Final[Any] = bindparam("keys", expanding=True)
_SEATS: Final = select(seat).where(seat.c.bridge_id.in_(_KEYS))
_SLEEP: Final = (
    update(table)
    .where(table.c.bridge_id == bindparam("of_bridge"), table.c.wakes_at == bindparam("since"))
    .values(wakes_at=bindparam("until"))
)
