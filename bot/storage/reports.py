"""Weekly reports: where and when, and which have been posted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, false, or_, select, update

from bot.clock import Clock
from bot.ids import ChannelId, GuildId, MessageId
from bot.participation.reports import CLAIMED_FOR, Awake, Claim, Report, Taken
from bot.storage.engine import Engine
from bot.storage.occasions import database_now
from bot.storage.statements import insert_into, upsert
from bot.storage.tables import insight_report as table
from bot.storage.tables import posted_report
from bot.storage.writer import Writer

# None sleeps for longer than a week: one that seems to was put to sleep by a clock that was ahead.
_TOO_FAR: Final = timedelta(days=7, hours=2)


@dataclass(frozen=True, slots=True)
class SqlReportStore:
    """Participation's `ReportStore` in tables."""

    engine: Engine
    writer: Writer
    clock: Clock

    async def of(self, guild_id: GuildId) -> Report | None:
        """Return the report of a guild, if it has one."""
        query = select(table).where(table.c.guild_id == guild_id)
        row = await self.engine.read(lambda connection: connection.execute(query).first())
        return None if row is None else _report_of(row)

    async def save(self, report: Report, due_at: datetime) -> None:
        """Remember a guild's report in place of what there was, to be posted at *due_at*."""
        await self.writer.write(_save, (report, due_at))

    async def drop(self, guild_id: GuildId) -> bool:
        """Forget a guild's report; tell whether there was one."""
        return await self.writer.write(_drop, guild_id)

    async def awake(self, now: datetime, limit: int) -> Sequence[Awake]:
        """Return at most *limit* reports whose moment has come, the oldest first; those that are paused not."""
        has_come = or_(table.c.due_at <= now, table.c.due_at > now + _TOO_FAR)
        query = select(table).where(has_come, table.c.is_paused == false()).order_by(table.c.due_at).limit(limit)
        rows = await self.engine.read(lambda connection: connection.execute(query).all())
        return [Awake(_report_of(row), row.due_at) for row in rows]

    async def sleep(self, awake: Awake, due_at: datetime) -> None:
        """Post a report no sooner than *due_at*, unless it was saved since it was *awake*."""
        await self.writer.write(_sleep, (awake, due_at))

    async def pause(self, guild_id: GuildId) -> bool:
        """Post nothing from now on; tell whether that is news."""
        return await self.writer.write(_pause, guild_id)

    async def claim(self, guild_id: GuildId, monday: date) -> Claim | Taken:
        """Let this process post a report."""
        return await self.writer.write(_claim, (guild_id, monday, self.clock.now()))

    async def posted(self, claim: Claim, message_id: MessageId) -> None:
        """Remember that a report stands."""
        await self.writer.write(_posted, (claim, message_id))


def _report_of(row: Row[*tuple[Any, ...]]) -> Report:
    at = time(*divmod(row.minute, 60))
    return Report(GuildId(row.guild_id), ChannelId(row.channel_id), row.zone, at, bool(row.is_paused))


def _save(connection: Connection, calls: Sequence[tuple[Report, datetime]]) -> list[None]:
    for report, due_at in calls:
        row = {
            "guild_id": report.guild_id,
            "channel_id": report.channel_id,
            "zone": report.zone,
            "minute": report.at.hour * 60 + report.at.minute,
            "is_paused": report.is_paused,
            "due_at": due_at,
        }
        connection.execute(upsert(table, connection.dialect.name), row)
    return [None] * len(calls)


def _drop(connection: Connection, guild_ids: Sequence[GuildId]) -> list[bool]:
    return [connection.execute(delete(table).where(table.c.guild_id == one)).rowcount > 0 for one in guild_ids]


def _sleep(connection: Connection, calls: Sequence[tuple[Awake, datetime]]) -> list[None]:
    for awake, due_at in calls:
        its = table.c.guild_id == awake.report.guild_id, table.c.due_at == awake.due_at
        connection.execute(update(table).where(*its).values(due_at=due_at))
    return [None] * len(calls)


def _pause(connection: Connection, guild_ids: Sequence[GuildId]) -> list[bool]:
    return [
        connection.execute(
            update(table).where(table.c.guild_id == one, table.c.is_paused == false()).values(is_paused=True)
        ).rowcount
        > 0
        for one in guild_ids
    ]


def _claim(connection: Connection, calls: Sequence[tuple[GuildId, date, datetime]]) -> list[Claim | Taken]:
    return [_claimed(connection, *call) for call in calls]


def _claimed(connection: Connection, guild_id: GuildId, monday: date, clock_now: datetime) -> Claim | Taken:
    now = database_now(connection, clock_now)
    claiming = insert_into(posted_report, connection.dialect.name).on_conflict_do_nothing()
    fresh = {"guild_id": guild_id, "monday": monday, "claimed_at": now, "message_id": None}
    if connection.execute(claiming.returning(posted_report.c.guild_id), fresh).first() is not None:
        return Claim(guild_id, monday, now, is_fresh=True)
    its = posted_report.c.guild_id == guild_id, posted_report.c.monday == monday
    row = connection.execute(select(posted_report).where(*its).with_for_update()).one()
    if row.message_id is not None:
        return Taken.POSTED
    # A clock that was set back must not leave it claimed for good.
    if row.claimed_at - CLAIMED_FOR < now < row.claimed_at + CLAIMED_FOR:
        return Taken.CLAIMED
    connection.execute(update(posted_report).where(*its).values(claimed_at=now))
    # What was posted under the earlier claim was posted since then.
    return Claim(guild_id, monday, row.claimed_at, is_fresh=False)


def _posted(connection: Connection, calls: Sequence[tuple[Claim, MessageId]]) -> list[None]:
    for claim, message_id in calls:
        its = posted_report.c.guild_id == claim.guild_id, posted_report.c.monday == claim.monday
        connection.execute(update(posted_report).where(*its).values(message_id=message_id))
    return [None] * len(calls)
