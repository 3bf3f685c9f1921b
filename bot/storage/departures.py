"""Departures: the guilds that have left, and how all that is kept of one goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, Table, delete, or_, select, union

from bot.clock import Clock
from bot.ids import ChannelId, GuildId
from bot.storage.engine import Engine
from bot.storage.news import tell
from bot.storage.seats import vacate
from bot.storage.statements import insert_into
from bot.storage.tables import (
    act,
    agreement,
    arrival,
    arrival_day,
    automod_mirror,
    badge,
    blocked_word,
    bridge,
    case,
    correction,
    counted_upto,
    daily_answer,
    daily_posting,
    daily_quote,
    daily_seat,
    daily_suggestion,
    day_sum,
    dirty_day,
    endpoint,
    exclusion,
    greeter,
    guest,
    hashtag_alias,
    hashtag_sum,
    hashtag_use,
    held_board,
    held_deletion,
    hello,
    insight_report,
    introduction,
    joined_thread,
    lane,
    lease,
    ledger,
    meeting_day,
    mute,
    newcomer,
    notice,
    outbox,
    partner,
    partner_pair,
    partner_side,
    period_sum,
    pin,
    poll,
    posted_report,
    quotation,
    refusal,
    refused_edit,
    revoked_message,
    seated_channel,
    shown_member,
    talk,
    talk_day,
    tombstone,
    tongue_day,
    tongue_week,
    trail,
    unheard,
    watermark,
    webhook,
)
from bot.storage.tables import departure as table
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlDepartureStore:
    """The bridges' `DepartureStore` in a table."""

    engine: Engine
    writer: Writer
    clock: Clock

    async def known(self) -> frozenset[GuildId]:
        """Return every guild of which something is kept."""
        rows = await self.engine.read(lambda connection: connection.execute(_KNOWN).all())
        return frozenset(GuildId(guild_id) for (guild_id,) in rows if guild_id is not None)

    async def without_bridge(self) -> frozenset[GuildId]:
        """Return those of `known` that neither run a bridge nor have a seat in one, be it out of service."""
        rows = await self.engine.read(lambda connection: connection.execute(_WITH_BRIDGE).all())
        return await self.known() - {GuildId(guild_id) for (guild_id,) in rows if guild_id is not None}

    async def every(self) -> Mapping[GuildId, datetime]:
        """Return the guilds that have left, each with the moment when that was noted."""
        rows = await self.engine.read(lambda connection: connection.execute(select(table)).all())
        return {GuildId(row.guild_id): row.left_at for row in rows}

    async def note(self, guild_id: GuildId) -> bool:
        """Remember that a guild has left; tell whether that is news. A seat that it takes cancels it."""
        return await self.writer.write(_note, (guild_id, self.clock.now()))

    async def cancel(self, guild_id: GuildId) -> bool:
        """Forget that a guild has left, since it is back; tell whether that is news."""
        return await self.writer.write(_cancel, guild_id)

    async def purge(self, guild_id: GuildId) -> None:
        """Forget everything of a guild that has left, the departure too; nothing if it is back."""
        await self.writer.write(_purge, guild_id)


def _note(connection: Connection, calls: Sequence[tuple[GuildId, datetime]]) -> list[bool]:
    news = []
    for guild_id, now in calls:
        insert = insert_into(table, connection.dialect.name).on_conflict_do_nothing()
        made = connection.execute(insert.returning(table.c.guild_id), {"guild_id": guild_id, "left_at": now})
        news.append(made.first() is not None)
    tell(connection, "bridges")
    return news


def _cancel(connection: Connection, guild_ids: Sequence[GuildId]) -> list[bool]:
    tell(connection, "bridges")
    return [connection.execute(delete(table).where(table.c.guild_id == one)).rowcount > 0 for one in guild_ids]


def _purge(connection: Connection, guild_ids: Sequence[GuildId]) -> list[None]:
    for guild_id in guild_ids:
        if connection.execute(delete(table).where(table.c.guild_id == guild_id)).rowcount:
            _forget(connection, guild_id)
    tell(connection, "bridges")
    tell(connection, "mutes")
    tell(connection, "exclusions")
    tell(connection, "hashtags")
    return [None] * len(guild_ids)


def _forget(connection: Connection, guild_id: GuildId) -> None:
    """Drop all of a guild: its bridges, whatever hangs on a bridge with them, and what is of its channels."""
    seated = select(seated_channel.c.channel_id).where(seated_channel.c.guild_id == guild_id)
    threads = select(joined_thread.c.thread_id).where(
        joined_thread.c.parent_id.in_(seated), joined_thread.c.thread_id.is_not(None)
    )
    of_guild = union(seated, threads).scalar_subquery()
    had = select(partner_side.c.pair_id).where(partner_side.c.guild_id == guild_id)
    connection.execute(delete(partner_pair).where(partner_pair.c.id.in_(had)))
    connection.execute(delete(bridge).where(bridge.c.owner_guild_id == guild_id))
    seats = connection.scalars(select(endpoint.c.channel_id).where(endpoint.c.guild_id == guild_id))
    vacate(connection, [ChannelId(channel_id) for channel_id in seats])
    # First, while the ledger still tells whose source it is that is pinned elsewhere.
    its_sources = select(ledger.c.source_id).where(ledger.c.source_channel_id.in_(of_guild))
    connection.execute(delete(pin).where(pin.c.source_id.in_(its_sources)))
    for of_channels, its in _of_channels(of_guild):
        connection.execute(delete(of_channels).where(its))
    connection.execute(delete(joined_thread).where(joined_thread.c.parent_id.in_(seated)))  # last: it tells its threads
    for with_source in (outbox, refusal):
        connection.execute(delete(with_source).where(with_source.c.source_guild_id == guild_id))
    connection.execute(delete(refusal).where(refusal.c.ruled_by == guild_id))
    for its_own in _ITS_OWN:
        connection.execute(delete(its_own).where(its_own.c.guild_id == guild_id))


def _of_channels(channels: ColumnElement[int]) -> Sequence[tuple[Table, ColumnElement[bool]]]:
    """Return the tables that know channels, each with which of their rows are of *channels*."""
    return (
        (ledger, or_(ledger.c.destination_id.in_(channels), ledger.c.source_channel_id.in_(channels))),
        (outbox, or_(outbox.c.destination_id.in_(channels), outbox.c.source_channel_id.in_(channels))),
        *((one, one.c.source_channel_id.in_(channels)) for one in (case, held_deletion, poll, refusal)),
        (refusal, refusal.c.destination_id.in_(channels)),
        *((one, one.c.channel_id.in_(channels)) for one in (notice, webhook, watermark, tombstone)),
        *((one, one.c.channel_id.in_(channels)) for one in (counted_upto, revoked_message)),
        *((one, one.c.channel_id.in_(channels)) for one in (daily_answer, daily_posting, daily_quote, daily_seat)),
        *((one, one.c.destination_id.in_(channels)) for one in (lane, lease)),
        (pin, pin.c.destination_id.in_(channels)),
        (quotation, or_(quotation.c.destination_id.in_(channels), quotation.c.quoted_channel_id.in_(channels))),
    )


_ITS_OWN: Final = (
    act,
    agreement,
    arrival,
    arrival_day,
    automod_mirror,
    badge,
    blocked_word,
    correction,
    daily_suggestion,
    day_sum,
    dirty_day,
    exclusion,
    greeter,
    guest,
    hashtag_alias,
    hashtag_sum,
    hashtag_use,
    held_board,
    held_deletion,
    insight_report,
    hello,
    introduction,
    meeting_day,
    mute,
    partner,
    newcomer,
    period_sum,
    posted_report,
    refused_edit,
    seated_channel,
    shown_member,
    talk,
    talk_day,
    tongue_day,
    tongue_week,
    trail,
    unheard,
)
_WITH_BRIDGE: Final = union(select(endpoint.c.guild_id), select(bridge.c.owner_guild_id))
_KNOWN: Final = union(
    select(seated_channel.c.guild_id),
    select(bridge.c.owner_guild_id),
    select(guest.c.guild_id),
    select(mute.c.guild_id),
    select(trail.c.guild_id),
    select(exclusion.c.guild_id),
    select(insight_report.c.guild_id),
)
