"""What is kept of people: in which tables, and what becomes of it when somebody wants it gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import BigInteger, Column, ColumnElement, Connection, Row, Table, or_, select

from bot.ids import UserId
from bot.members.ports import Record
from bot.storage.engine import Engine
from bot.storage.tables import (
    act,
    arrival,
    badge,
    case,
    choice,
    correction,
    daily_answer,
    daily_queue,
    daily_quote,
    daily_suggestion,
    day_sum,
    dirty_day,
    erasure,
    greeter,
    greeting_turn,
    hashtag_use,
    hello,
    introduction,
    invitation,
    ledger,
    mute,
    newcomer,
    outbox,
    partner,
    partner_block,
    partner_side,
    period_sum,
    preference,
    refusal,
    shown_member,
    talk,
    trail,
)

ERASED: Final[Mapping[Table, Column[int]]] = {
    outbox: outbox.c.author_id,
    ledger: ledger.c.author_id,
    preference: preference.c.user_id,
    daily_answer: daily_answer.c.user_id,
    daily_quote: daily_quote.c.author_id,
    daily_suggestion: daily_suggestion.c.user_id,
    partner: partner.c.user_id,
    partner_side: partner_side.c.user_id,
    partner_block: partner_block.c.user_id,
    greeting_turn: greeting_turn.c.user_id,
    greeter: greeter.c.user_id,
    hello: hello.c.user_id,
    introduction: introduction.c.user_id,
    newcomer: newcomer.c.user_id,
    correction: correction.c.user_id,
    hashtag_use: hashtag_use.c.user_id,
    act: act.c.user_id,
    dirty_day: dirty_day.c.user_id,
    day_sum: day_sum.c.user_id,
    period_sum: period_sum.c.user_id,
    shown_member: shown_member.c.user_id,
    badge: badge.c.user_id,
    talk: talk.c.user_id,
    arrival: arrival.c.user_id,
}
"""Tables whose rows go with an erasure, each with the column that says whose they are."""

ALSO: Final[Mapping[Table, Column[int]]] = {correction: correction.c.author_id}
"""Tables of which a row is of two, each with the column that names the other: it is told both, and goes with both."""

STAYING: Final[Mapping[Table, Column[int]]] = {
    choice: choice.c.user_id,  # so that who does not take part is not relayed again
    mute: mute.c.user_id,  # moderators' decisions do not end because the member wishes so
    refusal: refusal.c.author_id,  # ... nor that it was refused, by ids, for 2 days; it waits no more
    case: case.c.author_id,  # ... nor do reports, which go after 30 days
    invitation: invitation.c.user_id,  # as the trail, and gone after a day
    trail: trail.c.user_id,  # what was done to a community's bridges is its admins' to know, for a year
    daily_queue: daily_queue.c.user_id,  # what an admin put next is the community's; gone once it was asked
    erasure: erasure.c.user_id,  # so that one can see that it was done; for 30 days
}
"""Tables whose rows stay, and why."""


@dataclass(frozen=True, slots=True)
class SqlPersonalRecords:
    """The members' `PersonalRecords`: every table that names a user."""

    engine: Engine

    async def of(self, user_id: UserId) -> Mapping[str, Sequence[Record]]:
        """Return what is kept of a user, by table."""
        return await self.engine.read(lambda connection: _kept(connection, user_id))


def is_of(table: Table, user_id: UserId) -> ColumnElement[bool]:
    """Return what picks the rows of a table that are told a user."""
    whose = ERASED.get(table, STAYING.get(table))
    assert whose is not None  # noqa: S101 - of no other it is asked
    also = ALSO.get(table)
    return whose == user_id if also is None else or_(whose == user_id, also == user_id)


def _kept(connection: Connection, user_id: UserId) -> dict[str, list[Record]]:
    kept: dict[str, list[Record]] = {}
    for table in (*ERASED, *STAYING):
        rows = connection.execute(select(table).where(is_of(table, user_id)))
        if records := [_record(table, row) for row in rows]:
            kept[table.name] = records
    return kept


def _record(table: Table, row: Row[*tuple[Any, ...]]) -> Record:
    columns = zip(table.c, row, strict=True)
    return {column.name: _told(value, is_id=isinstance(column.type, BigInteger)) for column, value in columns}


def _told(value: Any, *, is_id: bool) -> str | int | bool | None:
    """Return *value* as JSON can hold it: many readers of JSON round ids."""
    if isinstance(value, date):  # moments are dates too
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if is_id and value is not None:
        return str(value)
    told: str | int | bool | None = value
    return told
