"""Erasures: who wants what to be gone, and what is left of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    literal,
    not_,
    select,
    update,
)

from bot.clock import Clock
from bot.ids import ChannelId, MessageId, UserId, first_id_at
from bot.members.model import Erasure, StandingCopy
from bot.relay.joining import Joining
from bot.relay.model import PartState, SourcePlace
from bot.storage import acts, daily_quotes, quotations
from bot.storage.engine import Engine
from bot.storage.news import tell
from bot.storage.outbox import TOMBSTONE_FOR
from bot.storage.personal import ERASED, is_of
from bot.storage.refusals import CLOSED, WAITING
from bot.storage.rows import Columns
from bot.storage.statements import insert_into, upsert
from bot.storage.tables import act, endpoint, ledger, outbox, quotation, refusal, talk, tombstone
from bot.storage.tables import erasure as table
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlErasureStore:
    """The members' `ErasureStore` in tables."""

    engine: Engine
    writer: Writer
    clock: Clock

    async def request(self, user_id: UserId, requested_at: datetime) -> Erasure:
        """Note that a user wants gone what there was at a moment; of two requests the later one counts."""
        erasure = Erasure(user_id, requested_at, 0, 0)
        copies = await self.engine.read(lambda connection: _left(connection, erasure))
        erasure = replace(erasure, copies=copies, left=copies)
        await self.writer.write(_request, erasure)
        return erasure

    async def of(self, user_id: UserId) -> Erasure | None:
        """Return how a user's request stands, for 30 days after its end."""
        query = select(table).where(table.c.user_id == user_id)
        found = await self.engine.read(lambda connection: _read(connection, query))
        return next(iter(found), None)

    async def unfinished(self) -> Sequence[Erasure]:
        """Return the requests that are not done."""
        query = select(table).where(table.c.finished_at.is_(None)).order_by(table.c.requested_at)
        return await self.engine.read(lambda connection: _read(connection, query))

    async def waiting(self, erasure: Erasure) -> Sequence[SourcePlace]:
        """Return the user's messages of which something is still owed to somebody, being taken away, or shared.

        A lane takes their lines out of what they share with others' messages.
        """
        owed = select(outbox.c.source_channel_id, outbox.c.source_id).where(
            outbox.c.author_id == erasure.user_id, outbox.c.source_id < erasure.reach
        )
        query = owed.union(
            select(ledger.c.source_channel_id, ledger.c.source_id).where(*_standing(erasure), _shares(erasure))
        )
        return await self.engine.read(
            lambda connection: [
                SourcePlace(ChannelId(channel_id), MessageId(source_id))
                for channel_id, source_id in connection.execute(query)
            ]
        )

    async def copies(self, erasure: Erasure) -> Sequence[StandingCopy]:
        """Return the relayed messages that are to be deleted, the newest first."""
        query = (
            select(ledger.c.destination_id, ledger.c.message_id)
            .where(*_standing(erasure), not_(_shares(erasure)))
            .distinct()
            .order_by(ledger.c.message_id.desc())
        )
        return await self.engine.read(
            lambda connection: [
                StandingCopy(ChannelId(destination_id), MessageId(message_id))
                for destination_id, message_id in connection.execute(query)
            ]
        )

    async def begin(self, copies: Sequence[StandingCopy]) -> None:
        """Note that *copies* are about to be deleted, so that nobody takes it for a moderator's doing."""
        await self.writer.write(_begin, tuple(copies))

    async def deleted(self, erasure: Erasure, copy: StandingCopy, *, is_out_of_reach: bool) -> None:
        """Note that *copy* is gone, or that the bot is not able to delete it."""
        await self.writer.write(_deleted, (erasure.user_id, copy.message_id, is_out_of_reach))

    async def finish(self, erasure: Erasure) -> None:
        """Forget what is kept of the user, but for what has to stay, and note the end."""
        await self.writer.write(_finish, (erasure, self.clock.now()))


def _request(connection: Connection, requests: Sequence[Erasure]) -> list[None]:
    rows: list[Columns] = [
        {
            "user_id": one.user_id,
            "requested_at": one.requested_at,
            "copies": one.copies,
            "out_of_reach": 0,
            "finished_at": None,
        }
        for one in {one.user_id: one for one in requests}.values()
    ]
    connection.execute(upsert(table, connection.dialect.name), rows)
    for one in requests:
        _let_wait_no_more(connection, one, one.requested_at)
        quotations.withdraw(connection, one.user_id, one.reach)
        daily_quotes.withdraw(connection, one.user_id, one.reach)
    return [None] * len(requests)


def _read(connection: Connection, query: Any) -> list[Erasure]:
    return [_with_left(connection, row) for row in connection.execute(query)]


def _with_left(connection: Connection, row: Row[*tuple[Any, ...]]) -> Erasure:
    erasure = Erasure(UserId(row.user_id), row.requested_at, row.copies, 0, row.out_of_reach, row.finished_at)
    return replace(erasure, left=_left(connection, erasure))


def _left(connection: Connection, erasure: Erasure) -> int:
    query = select(func.count(ledger.c.message_id.distinct())).where(*_standing(erasure))
    return int(connection.execute(query).scalar_one())


def _standing(erasure: Erasure) -> tuple[Any, ...]:
    """Return what picks the parts that are to go and are not gone."""
    return (
        ledger.c.author_id == erasure.user_id,
        ledger.c.source_id < erasure.reach,
        ledger.c.state != PartState.GONE.value,
    )


def _shares(erasure: Erasure) -> ColumnElement[bool]:
    """Return what picks the parts that are lines among others that stay, where a lane can take them out."""
    other = ledger.alias()
    is_to_go = and_(other.c.author_id == erasure.user_id, other.c.source_id < erasure.reach)
    stays = exists().where(
        other.c.message_id == ledger.c.message_id, other.c.state != PartState.GONE.value, not_(is_to_go)
    )
    has_lane = exists().where(endpoint.c.channel_id == ledger.c.destination_id)
    return and_(ledger.c.joining != Joining.ALONE.value, stays, has_lane)


def _begin(connection: Connection, calls: Sequence[tuple[StandingCopy, ...]]) -> list[None]:
    for copies in calls:
        leaving = [{"of_message": copy.message_id} for copy in copies]
        connection.execute(_MARK.values(state=PartState.REMOVING.value), leaving)
    return [None] * len(calls)


def _deleted(connection: Connection, calls: Sequence[tuple[UserId, MessageId, bool]]) -> list[None]:
    for user_id, message_id, is_out_of_reach in calls:
        marked = connection.execute(_MARK.values(state=PartState.GONE.value), {"of_message": message_id})
        if is_out_of_reach and marked.rowcount:  # not yet counted, by another process maybe
            more = update(table).where(table.c.user_id == user_id)
            connection.execute(more.values(out_of_reach=table.c.out_of_reach + 1))
    return [None] * len(calls)


def _finish(connection: Connection, calls: Sequence[tuple[Erasure, datetime]]) -> list[None]:
    for erasure, now in calls:
        _let_wait_no_more(connection, erasure, now)
        _bury(connection, erasure, now)
        answers = select(ledger.c.message_id).where(ledger.c.author_id == erasure.user_id)
        connection.execute(delete(quotation).where(quotation.c.message_id.in_(answers)))
        daily_quotes.withdraw(connection, erasure.user_id, erasure.reach)
        acts.disown(connection, erasure.user_id)
        for kept in ERASED:
            rows = delete(kept).where(is_of(kept, erasure.user_id))
            said = kept.c.get("source_id", kept.c.get("message_id"))
            # The sums go wholly, so what they are made of does.
            if said is not None and kept not in {act, talk}:
                rows = rows.where(said < erasure.reach)  # what was said after the request is not concerned
            connection.execute(rows)
        done = update(table).where(table.c.user_id == erasure.user_id, table.c.requested_at == erasure.requested_at)
        connection.execute(done.values(finished_at=now))
    tell(connection, "erasures")
    return [None] * len(calls)


def _let_wait_no_more(connection: Connection, erasure: Erasure, now: datetime) -> None:
    """Have neither moderators nor time let in what was refused somewhere: it would come after the end."""
    refused = (refusal.c.author_id == erasure.user_id, refusal.c.source_id < erasure.reach)
    until = literal(now + TOMBSTONE_FOR, tombstone.c.expires_at.type)
    _lay(connection, select(refusal.c.source_id, refusal.c.source_channel_id, until).where(*refused).distinct())
    connection.execute(update(refusal).where(*refused, refusal.c.state == WAITING).values(state=CLOSED))


def _bury(connection: Connection, erasure: Erasure, now: datetime) -> None:
    """Keep what is about to be forgotten from crossing again: to catch-up, which looks back for less, it is news."""
    until = literal(now + TOMBSTONE_FOR, tombstone.c.expires_at.type)
    recent = (
        select(ledger.c.source_id, ledger.c.source_channel_id, until)
        .where(
            ledger.c.author_id == erasure.user_id,
            ledger.c.source_id < erasure.reach,
            ledger.c.source_id >= first_id_at(now - TOMBSTONE_FOR),
        )
        .distinct()
    )
    _lay(connection, recent)


def _lay(connection: Connection, buried: Select[Any]) -> None:
    columns = ["message_id", "channel_id", "expires_at"]
    graves = insert_into(tombstone, connection.dialect.name).from_select(columns, buried)
    connection.execute(graves.on_conflict_do_nothing())


_MARK: Final = update(ledger).where(
    ledger.c.message_id == bindparam("of_message"), ledger.c.state != PartState.GONE.value
)
