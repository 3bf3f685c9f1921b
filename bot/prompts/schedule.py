"""Schedules: when a bridge is asked its topic of the day, in each of its channels."""

import enum
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from bot.bridges.model import BridgeId
from bot.ids import ChannelId
from bot.prompts.festivals import Calendar
from bot.prompts.model import Theme

LATE: Final = timedelta(hours=6)
"""So long after its moment a topic is still posted: what was missed for longer is skipped."""

WINDOW: Final = timedelta(hours=36)
"""How long a topic is open for answers, unless an admin chose otherwise."""

EVERY_DAY: Final = frozenset(range(7))
"""All weekdays, Monday is 0."""

ALL_CALENDARS: Final = frozenset(Calendar)

_DAY: Final = timedelta(days=1)
_AHEAD: Final = timedelta(days=8)  # a week and what zones differ by
_FAR_AHEAD_DAYS: Final = 56  # seven dates of a bridge that asks once a week, and one more


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day somewhere.

    Attributes:
        zone: A name of the IANA time zone database.
    """

    at: time = time(13)
    zone: str = "UTC"

    def moment(self, day: date) -> datetime | None:
        """Return when it is this time on the local *day*, in UTC; None where the zone had no such day.

        A time that comes twice, as clocks are turned back, means the first. One that is left out, as they are turned
        forward, means as long after midnight as it would have been, but never the next day.
        """
        zone = ZoneInfo(self.zone)
        for fold in (0, 1):
            moment = datetime.combine(day, self.at, tzinfo=zone).replace(fold=fold).astimezone(UTC)
            if moment.astimezone(zone).date() == day:
                return moment
        return None

    def day(self, moment: datetime) -> date:
        """Return the local date of *moment*, which is aware."""
        return moment.astimezone(ZoneInfo(self.zone)).date()


@dataclass(frozen=True, slots=True)
class SeatHours:
    """What was chosen for one channel alone.

    Attributes:
        zone: By which its readers' day is reckoned, and times are shown; None: by the bridge's.
        at: Its own time of day in *zone*; None: it is asked when all are.
        ping_role_id: Who is pinged with each topic: those who took that role.
    """

    zone: str | None = None
    at: time | None = None
    ping_role_id: int | None = None


class Pause(enum.StrEnum):
    """Why a schedule asks nothing."""

    ADMIN = "admin"
    UNANSWERED = "quiet"  # nobody answered for long
    FORBIDDEN = "refused"  # a channel is gone, or does not let us


@dataclass(frozen=True, slots=True)
class Schedule:
    """When and how a bridge is asked.

    Attributes:
        hour: The one moment for all channels that have no own; its local date names the occasion.
        weekdays: On which it asks, Monday is 0.
        window: How long answers are waited for.
        starts_on: The first date.
        opens_threads: Each topic has a thread; else it is answered in the channel. A forum knows nothing but threads.
        themes_off: What is not asked about.
        calendars: Whose festivals are asked about.
        asks_sensitive: National days and political anniversaries are asked about too.
        paused_for: Why nothing is asked now; None where it is.
        unanswered: How many topics nobody answered since the last that somebody did.
    """

    bridge_id: BridgeId
    hour: Hour = Hour()
    seats: Mapping[ChannelId, SeatHours] = field(default_factory=dict)
    weekdays: frozenset[int] = EVERY_DAY
    window: timedelta = WINDOW
    starts_on: date = date.min
    opens_threads: bool = True
    themes_off: frozenset[Theme] = frozenset()
    calendars: frozenset[Calendar] = ALL_CALENDARS
    asks_sensitive: bool = False
    paused_for: Pause | None = None
    unanswered: int = 0

    def seat(self, channel_id: ChannelId) -> SeatHours:
        """Return what was chosen for a channel alone."""
        return self.seats.get(channel_id, _LIKE_ALL)

    def hour_in(self, channel_id: ChannelId) -> Hour:
        """Return when a channel is asked."""
        seat = self.seat(channel_id)
        return self.hour if seat.at is None else Hour(seat.at, seat.zone or self.hour.zone)

    def falls_on(self, day: date) -> bool:
        """Tell whether it asks on a local date at all."""
        return day >= self.starts_on and day.weekday() in self.weekdays

    def days_at(self, moment: datetime, channel_ids: Iterable[ChannelId]) -> frozenset[date]:
        """Return which dates the readers of channels have at *moment*."""
        zones = {self.seat(one).zone or self.hour.zone for one in channel_ids}
        return frozenset(moment.astimezone(ZoneInfo(zone)).date() for zone in zones)


@dataclass(frozen=True, slots=True)
class Due:
    """A channel is to be asked.

    Attributes:
        on: The occasion's date.
        at: The moment for it (UTC).
    """

    channel_id: ChannelId
    on: date
    at: datetime


def due(schedule: Schedule, channel_ids: Iterable[ChannelId], now: datetime) -> tuple[Due, ...]:
    """Return what is to be asked at *now*, whether or not it has been: each moment that was in the last six hours."""
    if schedule.paused_for is not None:
        return ()
    return tuple(
        Due(channel_id, day, at)
        for channel_id in channel_ids
        for day, at in _moments(schedule, channel_id, now - LATE)
        if now - LATE < at <= now
    )


def wakes_at(schedule: Schedule, channel_ids: Iterable[ChannelId], now: datetime) -> datetime:
    """Return when to look at *schedule* again: at its next moment, in a day at the latest.

    A day, since a clock that was wrong may have told what the next moment is.
    """
    ahead = (at for one in channel_ids for _, at in _moments(schedule, one, now) if at > now)
    return min(min(ahead, default=now + _DAY), now + _DAY)


def days_ahead(
    schedule: Schedule, channel_ids: Collection[ChannelId], now: datetime
) -> Iterator[tuple[date, datetime]]:
    """Yield the dates on which the first of channels is asked after *now*, with that moment: eight weeks of them."""
    today = min((schedule.hour_in(one).day(now) for one in channel_ids), default=schedule.hour.day(now))
    first = max(today, schedule.starts_on)
    for day in (first + timedelta(days=after) for after in range(_FAR_AHEAD_DAYS)):
        moments = [schedule.hour_in(one).moment(day) for one in channel_ids] if schedule.falls_on(day) else []
        known = [at for at in moments if at is not None]
        if known and min(known) > now:
            yield day, min(known)


@dataclass(frozen=True, slots=True)
class Awake:
    """A schedule that is to be looked at.

    Attributes:
        since: The moment for which it was to be looked at.
    """

    schedule: Schedule
    since: datetime


def missed(awake: Awake, channel_ids: Iterable[ChannelId], now: datetime) -> date | None:
    """Return the newest date whose moment nobody looked at in time, if there is one: it is asked nothing any more.

    The newest alone: a clock that runs ahead must not cross out all the days that are still to come.
    """
    if awake.schedule.paused_for is not None:
        return None
    late = (
        day
        for one in channel_ids
        for day, at in _moments(awake.schedule, one, now - LATE - _AHEAD)
        if awake.since <= at <= now - LATE
    )
    return max(late, default=None)


class ScheduleStore(Protocol):
    """Remembers schedules. Raises `Unavailable`."""

    async def of(self, bridge_id: BridgeId) -> Schedule | None:
        """Return the schedule of a bridge, if it has one."""
        ...

    async def save(self, schedule: Schedule, wakes_at: datetime) -> None:
        """Remember *schedule* in place of what there was, to be looked at from *wakes_at* on."""
        ...

    async def awake(self, now: datetime, limit: int) -> Sequence[Awake]:
        """Return at most *limit* schedules to be looked at, the one that waits longest first.

        Those too that are to be looked at more than a day from *now*: a clock was wrong when they were put to sleep.
        """
        ...

    async def sleep(self, awake: Awake, wakes_at: datetime) -> None:
        """Look at a schedule no sooner than *wakes_at*, unless it was saved since it was *awake*."""
        ...

    async def pause(self, bridge_id: BridgeId, reason: Pause) -> bool:
        """Ask nothing from now on, for *reason*; tell whether that is news."""
        ...

    async def answered(self, bridge_id: BridgeId, *, is_answered: bool) -> int:
        """Count a topic that was closed; return how many were not answered since the last that was."""
        ...


def _moments(schedule: Schedule, channel_id: ChannelId, since: datetime) -> Iterable[tuple[date, datetime]]:
    """Yield the moments in a channel, each with its date, from the day before that of *since* on."""
    hour = schedule.hour_in(channel_id)
    first = hour.day(since) - _DAY
    for after in range(_AHEAD.days + 2):
        day = first + timedelta(days=after)
        if schedule.falls_on(day) and (at := hour.moment(day)) is not None:
            yield day, at


_LIKE_ALL: Final = SeatHours()
