"""Occasions of the topic of the day: what was asked, where it stands, and what waits to be asked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, func, literal_column, or_, select, update

from bot.bridges.model import BridgeId
from bot.clock import Clock
from bot.ids import ChannelId, MessageId, UserId
from bot.prompts.model import PromptId, Theme
from bot.prompts.occasions import (
    CLAIMED_FOR,
    Asked,
    Choice,
    Claim,
    Occasion,
    OccasionId,
    OccasionState,
    OpenedThread,
    Past,
    Posting,
    PostingState,
    QueueEntry,
    Reason,
)
from bot.storage.engine import Engine
from bot.storage.occasion_threads import join, let_open, part
from bot.storage.statements import found, insert_into
from bot.storage.tables import daily_occasion as table
from bot.storage.tables import daily_posting as posting
from bot.storage.tables import daily_queue as queue
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlOccasionStore:
    """The prompts' `OccasionStore` in tables."""

    engine: Engine
    writer: Writer
    clock: Clock

    async def at(self, bridge_id: BridgeId, on: date) -> Occasion | None:
        """Return a bridge's occasion on a date, if there is one."""
        return await self.engine.read(lambda connection: _at(connection, bridge_id, on))

    async def open(self, bridge_id: BridgeId, on: date, choice: Choice, closes_at: datetime) -> Occasion:
        """Choose once what a bridge is asked on a date, and return what was; its place in the queue is taken."""
        return await self.writer.write(_open, _Opening(bridge_id, on, choice, closes_at))

    async def skip(self, bridge_id: BridgeId, on: date) -> bool:
        """Ask nothing on a date; tell whether that was still to be decided."""
        return await self.writer.write(_skip, (bridge_id, on, self.clock.now()))

    async def claim(self, occasion: Occasion, channel_id: ChannelId) -> Claim | None:
        """Let this process post *occasion* in a channel; None where that is settled, or another's for now."""
        return await self.writer.write(_claim, (occasion, channel_id, self.clock.now()))

    async def join(self, claim: Claim, thread: OpenedThread, others: Collection[ChannelId]) -> None:
        """Let the thread of a posting be one conversation with those of the same occasion."""
        await self.writer.write(join, (claim, thread, tuple(others), self.clock.now()))

    async def part(self, thread_id: ChannelId) -> None:
        """Take that back: there is no such thread."""
        await self.writer.write(part, thread_id)

    async def posted(self, claim: Claim, message_id: MessageId, thread_id: ChannelId | None) -> None:
        """Remember that a topic stands in a channel."""
        columns = {"state": PostingState.POSTED.value, "message_id": message_id, "thread_id": thread_id}
        await self.writer.write(_settle, (claim, columns))

    async def failed(self, claim: Claim) -> None:
        """Remember that a topic cannot stand in a channel; a thread there is the relay's to open."""
        await self.writer.write(_settle, (claim, {"state": PostingState.FAILED.value}))

    async def waits(self, occasion_id: OccasionId, closes_at: datetime) -> None:
        """Close an occasion no sooner than *closes_at*."""
        await self.writer.write(_wait, (occasion_id, closes_at))

    async def past(self, bridge_id: BridgeId, limit: int) -> Sequence[Past]:
        """Return the newest occasions of a bridge, the newest first; those that are skipped too."""
        query = select(table).where(table.c.bridge_id == bridge_id).order_by(table.c.on_date.desc()).limit(limit)
        return await self.engine.read(lambda connection: _past(connection, query))

    async def asked(self, bridge_id: BridgeId, since: date) -> Sequence[Asked]:
        """Return what a bridge was asked since a date, the oldest first."""
        its = table.c.bridge_id == bridge_id, table.c.on_date >= since, table.c.prompt_id.is_not(None)
        rows = await self._rows(select(table).where(*its).order_by(table.c.on_date))
        return [Asked(row.on_date, PromptId(row.prompt_id), _theme_of(row)) for row in rows]

    async def skipped(self, bridge_id: BridgeId, since: date) -> Collection[date]:
        """Return the dates since *since* that are skipped."""
        its = table.c.bridge_id == bridge_id, table.c.on_date >= since, table.c.prompt_id.is_(None)
        return {row.on_date for row in await self._rows(select(table.c.on_date).where(*its))}

    async def of_message(self, message_id: MessageId) -> Past | None:
        """Return the occasion of which a topic is, by its message or its thread."""
        its = or_(posting.c.message_id == message_id, posting.c.thread_id == message_id)
        query = select(table).where(table.c.id.in_(select(posting.c.occasion_id).where(its)))
        return await self._one(query)

    async def by_id(self, occasion_id: OccasionId) -> Past | None:
        """Return an occasion."""
        return await self._one(select(table).where(table.c.id == occasion_id))

    async def ending(self, now: datetime, limit: int) -> Sequence[Past]:
        """Return at most *limit* open occasions for whose answers the time is over, the first to end first."""
        is_open = table.c.state == literal_column(f"'{OccasionState.OPEN}'")  # written out, as its index says it
        its = is_open, table.c.closes_at <= now, is_free(now)
        query = select(table).where(*its).order_by(table.c.closes_at).limit(limit)
        return await self.engine.read(lambda connection: _past(connection, query))

    async def close(self, occasion_id: OccasionId, recaps: Collection[Posting]) -> None:
        """Remember that an occasion is closed, with what stands of it in each channel."""
        await self.writer.write(_close, (occasion_id, tuple(recaps)))

    async def queue(self, bridge_id: BridgeId) -> Sequence[QueueEntry]:
        """Return the queue of a bridge, the first first."""
        rows = await self._rows(select(queue).where(queue.c.bridge_id == bridge_id).order_by(queue.c.id))
        return [QueueEntry(row.id, PromptId(row.prompt_id), UserId(row.user_id)) for row in rows]

    async def put_next(self, bridge_id: BridgeId, prompt_id: PromptId, user_id: UserId) -> None:
        """Let a prompt be the last of a bridge's queue; once, if it is there."""
        row = {"bridge_id": bridge_id, "prompt_id": prompt_id, "user_id": user_id}
        await self.writer.write(_put_next, row)

    async def take_out(self, bridge_id: BridgeId, entry_id: int) -> bool:
        """Take an entry out of a bridge's queue; tell whether it was there."""
        return await self.writer.write(_take_out, (bridge_id, entry_id))

    async def _rows(self, query: Any) -> Sequence[Row[*tuple[Any, ...]]]:
        return await self.engine.read(lambda connection: connection.execute(query).all())

    async def _one(self, query: Any) -> Past | None:
        found_ = await self.engine.read(lambda connection: _past(connection, query))
        return found_[0] if found_ else None


@dataclass(frozen=True, slots=True)
class _Opening:
    bridge_id: BridgeId
    on: date
    choice: Choice
    closes_at: datetime


def _at(connection: Connection, bridge_id: BridgeId, on: date) -> Occasion | None:
    its = table.c.bridge_id == bridge_id, table.c.on_date == on
    row = connection.execute(select(table).where(*its)).first()
    return None if row is None else _occasion_of(row)


def _open(connection: Connection, calls: Sequence[_Opening]) -> list[Occasion]:
    opened = []
    opening = insert_into(table, connection.dialect.name).on_conflict_do_nothing().returning(table.c.id)
    for call in calls:
        choice = call.choice
        columns = {
            "bridge_id": call.bridge_id,
            "on_date": call.on,
            "prompt_id": choice.prompt_id,
            "theme": choice.theme,
            "reason": choice.reason.value,
            "state": OccasionState.OPEN.value,
            "closes_at": call.closes_at,
        }
        if connection.execute(opening, columns).first() is not None and choice.entry_id is not None:
            connection.execute(delete(queue).where(queue.c.id == choice.entry_id))
        occasion = _at(connection, call.bridge_id, call.on)
        assert occasion is not None  # noqa: S101 - it was made, or was there
        opened.append(occasion)
    return opened


def _skip(connection: Connection, calls: Sequence[tuple[BridgeId, date, datetime]]) -> list[bool]:
    skipping = insert_into(table, connection.dialect.name).on_conflict_do_nothing().returning(table.c.id)
    state = OccasionState.SKIPPED.value
    rows = [{"bridge_id": one, "on_date": on, "state": state, "closes_at": now} for one, on, now in calls]
    return [connection.execute(skipping, row).first() is not None for row in rows]


def _claim(connection: Connection, calls: Sequence[tuple[Occasion, ChannelId, datetime]]) -> list[Claim | None]:
    claims: list[Claim | None] = []
    for occasion, channel_id, clock_now in calls:
        now = database_now(connection, clock_now)
        key = {"occasion_id": occasion.id, "channel_id": channel_id}
        fresh = {**key, "state": PostingState.CLAIMED.value, "claimed_at": now, "people": 0}
        claiming = insert_into(posting, connection.dialect.name).on_conflict_do_nothing()
        if connection.execute(claiming.returning(posting.c.channel_id), fresh).first() is not None:
            claims.append(Claim(occasion, channel_id, now, is_fresh=True))
            continue
        its = posting.c.occasion_id == occasion.id, posting.c.channel_id == channel_id
        # A clock that was set back must not leave it claimed for good.
        is_free = or_(posting.c.claimed_at <= now - CLAIMED_FOR, posting.c.claimed_at > now + CLAIMED_FOR)
        left = select(posting.c.claimed_at).where(*its, posting.c.state == PostingState.CLAIMED.value, is_free)
        since = connection.execute(left.with_for_update()).scalar()
        if since is not None:
            connection.execute(update(posting).where(*its).values(claimed_at=now))
        # What was posted under the earlier claim was posted since then.
        claims.append(None if since is None else Claim(occasion, channel_id, since, is_fresh=False))
    return claims


def is_free(now: datetime) -> ColumnElement[bool]:
    """Return what picks the occasions that nobody looks after at *now*; a clock that was wrong holds none for long."""
    until = table.c.tended_until
    return or_(until.is_(None), until <= now, until > now + _LONGEST_TENDED)


def database_now(connection: Connection, clock_now: datetime) -> datetime:
    """Return the moment by the database's clock; a file has none but this machine's."""
    if connection.dialect.name != "postgresql":
        return clock_now
    now: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
    return now


def _settle(connection: Connection, calls: Sequence[tuple[Claim, dict[str, Any]]]) -> list[None]:
    for claim, columns in calls:
        its = posting.c.occasion_id == claim.occasion.id, posting.c.channel_id == claim.channel_id
        connection.execute(update(posting).where(*its).values(**columns))
        if columns["state"] == PostingState.FAILED.value:
            let_open(connection, claim.occasion.id, claim.channel_id)
    return [None] * len(calls)


def _wait(connection: Connection, calls: Sequence[tuple[OccasionId, datetime]]) -> list[None]:
    for occasion_id, closes_at in calls:
        its = table.c.id == occasion_id, table.c.closes_at < closes_at
        connection.execute(update(table).where(*its).values(closes_at=closes_at))
    return [None] * len(calls)


def _close(connection: Connection, calls: Sequence[tuple[OccasionId, tuple[Posting, ...]]]) -> list[None]:
    for occasion_id, recaps in calls:
        connection.execute(update(table).where(table.c.id == occasion_id).values(state=OccasionState.CLOSED.value))
        let_open(connection, occasion_id)
        for one in recaps:
            its = posting.c.occasion_id == occasion_id, posting.c.channel_id == one.channel_id
            connection.execute(update(posting).where(*its).values(recap_id=one.recap_id, people=one.people))
    return [None] * len(calls)


def _put_next(connection: Connection, rows: Sequence[dict[str, Any]]) -> list[None]:
    connection.execute(insert_into(queue, connection.dialect.name).on_conflict_do_nothing(), list(rows))
    return [None] * len(rows)


def _take_out(connection: Connection, calls: Sequence[tuple[BridgeId, int]]) -> list[bool]:
    return [
        connection.execute(delete(queue).where(queue.c.bridge_id == bridge_id, queue.c.id == entry_id)).rowcount > 0
        for bridge_id, entry_id in calls
    ]


def _past(connection: Connection, query: Any) -> list[Past]:
    occasions = [_occasion_of(row) for row in connection.execute(query)]
    postings: dict[OccasionId, list[Posting]] = {}
    for row in found(connection, _POSTINGS, [one.id for one in occasions]):
        postings.setdefault(OccasionId(row.occasion_id), []).append(_posting_of(row))
    return [Past(one, tuple(postings.get(one.id, ()))) for one in occasions]


def _occasion_of(row: Row[*tuple[Any, ...]]) -> Occasion:
    is_chosen = row.prompt_id is not None
    choice = Choice(PromptId(row.prompt_id), _theme_of(row), Reason(row.reason)) if is_chosen else None
    state = OccasionState(row.state)
    return Occasion(OccasionId(row.id), BridgeId(row.bridge_id), row.on_date, choice, state, row.closes_at)


def _posting_of(row: Row[*tuple[Any, ...]]) -> Posting:
    return Posting(
        OccasionId(row.occasion_id),
        ChannelId(row.channel_id),
        PostingState(row.state),
        row.claimed_at,
        None if row.message_id is None else MessageId(row.message_id),
        None if row.thread_id is None else ChannelId(row.thread_id),
        None if row.recap_id is None else MessageId(row.recap_id),
        row.people,
    )


def _theme_of(row: Row[*tuple[Any, ...]]) -> Theme | None:
    return None if row.theme is None else Theme(row.theme)


_LONGEST_TENDED: Final = timedelta(hours=2)
_KEYS: Final[Any] = bindparam("keys", expanding=True)
_POSTINGS: Final = select(posting).where(posting.c.occasion_id.in_(_KEYS)).order_by(posting.c.channel_id)
