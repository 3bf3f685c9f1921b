"""Reports: each Monday the numbers of the week before, in a channel that an admin chose. Once, whoever posts it."""

import asyncio
import enum
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

import structlog

from bot.bridges.model import Actor, Bridge
from bot.bridges.ports import NoticeChannel
from bot.clock import Clock
from bot.errors import ChannelGone, Forbidden, Gone, Refused, SendFailed, Unavailable
from bot.ids import ChannelId, GuildId, MessageId
from bot.participation.errors import NoReport, ReportNeedsChannel
from bot.participation.goals import week_of
from bot.participation.insights import PERIODS, Insight, Insights
from bot.participation.ports import Trail

LATE: Final = timedelta(hours=24)
"""So long after its moment a report is still posted; what was missed for longer is skipped."""

CLAIMED_FOR: Final = timedelta(minutes=2)
"""So long a report is left to who claimed it: longer than any request takes."""

HOUR: Final = time(13)
"""When reports are posted, unless an admin chose otherwise."""

WEEKS: Final = PERIODS[1]
"""Over how many weeks the picture of a report goes."""

_WEEK: Final = timedelta(days=7)
_A_LOOK: Final = 200
_AT_ONCE: Final = 4
_PHRASES: Final = ((ChannelGone, "insights-report-channel-gone"), (Forbidden, "insights-report-forbidden"))

_log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Report:
    """Where and when a guild has its report.

    Attributes:
        zone: A name of the IANA time zone database.
        at: The time of day, on Mondays.
        is_paused: Nothing is posted: the channel is gone, or does not let us.
    """

    guild_id: GuildId
    channel_id: ChannelId
    zone: str = "UTC"
    at: time = HOUR
    is_paused: bool = False

    def after(self, moment: datetime) -> datetime:
        """Return the first moment for a report after *moment* (UTC)."""
        zone = ZoneInfo(self.zone)
        monday = week_of(moment.astimezone(zone).date())
        coming = (datetime.combine(one, self.at, tzinfo=zone).astimezone(UTC) for one in (monday, monday + _WEEK))
        return next(one for one in coming if one > moment)

    def monday(self, moment: datetime) -> date:
        """Return by which date the report of *moment* is known."""
        return moment.astimezone(ZoneInfo(self.zone)).date()


@dataclass(frozen=True, slots=True)
class Awake:
    """A report that is to be looked at, and its moment."""

    report: Report
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """A report that is this process's to post.

    Attributes:
        monday: On which it is due.
        since: When it was first claimed.
        is_fresh: Nobody else had it before, so that nothing can have been posted.
    """

    guild_id: GuildId
    monday: date
    since: datetime
    is_fresh: bool


class Taken(enum.Enum):
    """Why a report cannot be claimed."""

    CLAIMED = enum.auto()  # another process posts it now
    POSTED = enum.auto()


class ReportStore(Protocol):
    """Remembers reports. Raises `Unavailable`."""

    async def of(self, guild_id: GuildId) -> Report | None:
        """Return the report of a guild, if it has one."""
        ...

    async def save(self, report: Report, due_at: datetime) -> None:
        """Remember a guild's report in place of what there was, to be posted at *due_at*."""
        ...

    async def drop(self, guild_id: GuildId) -> bool:
        """Forget a guild's report; tell whether there was one."""
        ...

    async def awake(self, now: datetime, limit: int) -> Sequence[Awake]:
        """Return at most *limit* reports whose moment has come, the oldest first; those that are paused not."""
        ...

    async def sleep(self, awake: Awake, due_at: datetime) -> None:
        """Post a report no sooner than *due_at*, unless it was saved since it was *awake*."""
        ...

    async def pause(self, guild_id: GuildId) -> bool:
        """Post nothing from now on; tell whether that is news."""
        ...

    async def claim(self, guild_id: GuildId, monday: date) -> Claim | Taken:
        """Let this process post a report."""
        ...

    async def posted(self, claim: Claim, message_id: MessageId) -> None:
        """Remember that a report stands."""
        ...


class ReportBoard(Protocol):
    """Posts reports. Raises `Unavailable`, `Forbidden`, `Gone` and `Refused`."""

    async def find(self, channel_id: ChannelId, monday: date, since: datetime) -> MessageId | None:
        """Return the report of a Monday, if it was posted in a channel after a moment."""
        ...

    async def post(self, report: Report, monday: date, insight: Insight) -> MessageId:
        """Post a report in words; asked a second time within minutes, it posts no second one."""
        ...

    async def illustrate(self, report: Report, message_id: MessageId, insight: Insight) -> None:
        """Put a picture under a report that stands, where pictures can be drawn."""
        ...


@dataclass(frozen=True, slots=True)
class Reports:
    """Posts what is due, and lets admins choose.

    Attributes:
        bridges: Returns the bridges as they stand.
    """

    store: ReportStore
    board: ReportBoard
    insights: Insights
    moderators: NoticeChannel
    trail: Trail
    bridges: Callable[[], Collection[Bridge]]
    clock: Clock

    async def of(self, guild_id: GuildId) -> Report:
        """Return a guild's report.

        Raises:
            NoReport: It has none.
        """
        report = await self.store.of(guild_id)
        if report is None:
            raise NoReport
        return report

    async def begin(
        self, by: Actor, channel_id: ChannelId | None, zone: str | None = None, at: time | None = None
    ) -> tuple[Report, datetime]:
        """Have a guild's report posted, as before but for what is given; return it, and when it comes next.

        Raises:
            ReportNeedsChannel: It was never said where.
        """
        known = await self.store.of(by.guild_id)
        if known is None and channel_id is None:
            raise ReportNeedsChannel
        report = known or Report(by.guild_id, channel_id or ChannelId(0))
        report = replace(
            report,
            channel_id=channel_id or report.channel_id,
            zone=zone or report.zone,
            at=report.at if at is None else at,
            is_paused=False,
        )
        due_at = report.after(self.clock.now())
        await self.store.save(report, due_at)
        await self.trail.record(by.guild_id, by.user_id, "insights-report-on", str(report.channel_id))
        return report, due_at

    async def end(self, by: Actor) -> None:
        """Post a guild no report any more.

        Raises:
            NoReport: It has none.
        """
        report = await self.of(by.guild_id)
        await self.store.drop(by.guild_id)
        await self.trail.record(by.guild_id, by.user_id, "insights-report-off", str(report.channel_id))

    async def look(self) -> None:
        """Post all that is due now, as far as it can be posted."""
        room = asyncio.Semaphore(_AT_ONCE)
        async with asyncio.TaskGroup() as group:
            for one in await self.store.awake(self.clock.now(), _A_LOOK):
                group.create_task(self._surely(one, room))

    async def _surely(self, awake: Awake, room: asyncio.Semaphore) -> None:
        guild_id = awake.report.guild_id
        async with room:
            try:
                await self._look_at(awake)
            except Unavailable as error:
                _log.warning("report not posted yet", guild=guild_id, error=error.key)
            except Exception as error:  # noqa: BLE001 a supervisor: a bug with one guild must not hold the others up
                _log.error("report not posted", guild=guild_id, exc_info=error)

    async def _look_at(self, awake: Awake) -> None:
        """Post one report; it sleeps on only once that is settled."""
        now, report = self.clock.now(), awake.report
        is_settled = True
        # A moment that is still to come was reckoned by a clock that was ahead.
        if awake.due_at <= now < awake.due_at + LATE:
            is_settled = await self._post(report, report.monday(awake.due_at))
        if is_settled:
            await self.store.sleep(awake, report.after(now))

    async def _post(self, report: Report, monday: date) -> bool:
        """Post the report of *monday*; tell whether that is settled."""
        claim = await self.store.claim(report.guild_id, monday)
        if isinstance(claim, Taken):
            return claim is Taken.POSTED
        insight = await self.insights.of(report.guild_id, WEEKS)
        try:
            message_id = None
            if not claim.is_fresh:
                message_id = await self.board.find(report.channel_id, monday, claim.since)
            if message_id is None:
                message_id = await self.board.post(report, monday, insight)
        except (Refused, Gone) as error:
            await self._give_up(report, error)
            return True
        await self.store.posted(claim, message_id)
        await self._illustrate(report, message_id, insight)
        return True

    async def _illustrate(self, report: Report, message_id: MessageId, insight: Insight) -> None:
        try:
            await self.board.illustrate(report, message_id, insight)
        except (SendFailed, Unavailable) as error:  # all of it stands there in words
            _log.info("no picture under a report", channel=report.channel_id, error=error.key)

    async def _give_up(self, report: Report, error: SendFailed) -> None:
        """Pause a guild's report, and tell its moderators why, once."""
        _log.warning("report refused", channel=report.channel_id, error=str(error))
        if not await self.store.pause(report.guild_id):
            return
        key = next((key for kind, key in _PHRASES if isinstance(error, kind)), "insights-report-refused")
        joined = [bridge for bridge in self.bridges() if bridge.concerns(report.guild_id)]
        for channel_id in {bridge.notice_channels.get(report.guild_id) for bridge in joined} - {None}:
            assert channel_id is not None  # noqa: S101 - taken out above
            try:
                await self.moderators.tell(channel_id, key, channel=report.channel_id)
            except (SendFailed, Unavailable) as failure:
                _log.warning("not told", channel=channel_id, error=failure.key)
