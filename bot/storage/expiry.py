"""Expiry: what is past its time goes in slices, so that no message waits for a hundred thousand rows to go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Column, Connection, Delete, delete, select, true, tuple_

from bot.clock import Clock
from bot.ids import first_id_at
from bot.participation.standing import month_period
from bot.relay.model import Debt
from bot.storage.folding import ACTS_KEPT_FOR
from bot.storage.tables import (
    act,
    case,
    correction,
    daily_answer,
    daily_quote,
    erasure,
    held_deletion,
    hello,
    introduction,
    lease,
    ledger,
    newcomer,
    outbox,
    period_sum,
    posted_report,
    quotation,
    refusal,
    revoked_message,
    tombstone,
    trail,
)
from bot.storage.writer import Writer

KEPT_FOR: Final = timedelta(days=30)
"""How long it is remembered which copy belongs to which message."""

LEASES_KEPT_FOR: Final = timedelta(days=1)
"""How long a lease that ran out stands, of a lane that nobody wants."""

TRAIL_KEPT_FOR: Final = timedelta(days=365)
"""How long it is remembered who changed which bridge."""

PERIODS_KEPT_FOR: Final = timedelta(days=31)
"""How long it is remembered what somebody contributed in a month, or a week, for boards."""

SLICE: Final = 100
"""How many rows go in one transaction: a few milliseconds of it, which whoever commits with them waits for."""

_REST_SECONDS: Final = 0.05  # between two slices, for those who wait


@dataclass(frozen=True, slots=True)
class _Slice:
    """Some rows of a table, the oldest of those that in *column* are older than *before*."""

    column: Column[Any]
    before: datetime | date | int | str

    def statement(self) -> Delete:
        """Return what deletes them; what another process is deleting is left to it."""
        table = self.column.table
        key = list(table.primary_key)
        kept = outbox.c.debt != Debt.REMOVE.value if table is outbox else true()
        oldest = select(*key).where(self.column < self.before, kept).order_by(self.column).limit(SLICE)
        return delete(table).where(tuple_(*key).in_(oldest.with_for_update(skip_locked=True)))


async def expire(writer: Writer, clock: Clock) -> None:
    """Forget parts, reports and erasures after 30 days, the trail after a year, the rest (but removals) in time."""
    for one in _due(clock.now()):
        while await writer.write(_forget, one) >= SLICE:
            await clock.sleep(_REST_SECONDS)


def _due(now: datetime) -> Iterator[_Slice]:
    for message_id in _BY_MESSAGE:
        yield _Slice(message_id, first_id_at(now - KEPT_FOR))
    yield _Slice(act.c.day, (now - ACTS_KEPT_FOR).date() + date.resolution)
    yield _Slice(period_sum.c.period, month_period((now - PERIODS_KEPT_FOR).date()))  # "ever" comes after every figure
    for column, kept_for in _KEPT:
        yield _Slice(column, now - kept_for)
    for column in _WITH_A_TIME_OF_THEIR_OWN:
        yield _Slice(column, now + datetime.resolution)  # that moment itself is the first at which they are gone


def _forget(connection: Connection, slices: Sequence[_Slice]) -> list[int]:
    return [connection.execute(one.statement()).rowcount for one in slices]


_BY_MESSAGE: Final[Sequence[Column[Any]]] = (
    quotation.c.message_id,
    daily_answer.c.message_id,
    daily_quote.c.source_id,
    hello.c.message_id,
    introduction.c.message_id,
    newcomer.c.message_id,
    correction.c.id,
)
_KEPT: Final[Sequence[tuple[Column[Any], timedelta]]] = (
    (ledger.c.recorded_at, KEPT_FOR),
    (case.c.reported_at, KEPT_FOR),
    (erasure.c.finished_at, KEPT_FOR),
    (held_deletion.c.asked_at, KEPT_FOR),
    (lease.c.until, LEASES_KEPT_FOR),
    (posted_report.c.claimed_at, KEPT_FOR),
    (trail.c.at, TRAIL_KEPT_FOR),
)
_WITH_A_TIME_OF_THEIR_OWN: Final[Sequence[Column[Any]]] = (
    refusal.c.expires_at,
    revoked_message.c.expires_at,
    tombstone.c.expires_at,
    outbox.c.expires_at,
)
