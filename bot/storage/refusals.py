"""Refusals: what may not begin to stand where, and what of it waits. Ids, and no words."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Executable, Row, bindparam, func, select, update

from bot.bridges.model import BridgeId
from bot.clock import Clock
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.moderation.model import Reason, Refusal, Refused
from bot.relay.model import OWED_FOR, PartState, Revision, SourcePlace
from bot.relay.ports import Admitted
from bot.storage.engine import Engine
from bot.storage.rows import Columns
from bot.storage.statements import insert_into
from bot.storage.tables import bridge, ledger
from bot.storage.tables import refusal as table
from bot.storage.writer import Writer

WAITING: Final = "waiting"
CLOSED: Final = "closed"
_RELEASED: Final = "released"

_WAITS_FOR: Final[timedelta] = OWED_FOR
_REFUSED_FOR: Final[timedelta] = 2 * OWED_FOR  # as for tombstones: twice as far as catch-up looks back

_Call = tuple[Refused, datetime]


@dataclass(frozen=True, slots=True)
class SqlHeldStore:
    """Moderation's `HeldStore`, and the relay's `Refusals`, in a table."""

    engine: Engine
    writer: Writer
    clock: Clock

    async def refuse(self, refused: Sequence[Refused]) -> Sequence[bool]:
        """Remember *refused*, as the port says; what waits for nobody is closed from the beginning."""
        expires_at = self.clock.now() + _REFUSED_FOR
        return await self.writer.write(_refuse, [(one, expires_at) for one in refused])

    async def waiting(self) -> Sequence[Refused]:
        """Return what waits, each message once, in the order in which they were said."""
        since = self.clock.now() + _REFUSED_FOR - _WAITS_FOR
        query = select(table).where(table.c.state == WAITING, table.c.expires_at > since)
        query = query.order_by(table.c.source_id, table.c.destination_id)
        return _grouped(await self.engine.read(lambda connection: connection.execute(query).all()))

    async def close(self, source_id: MessageId, destination_ids: Collection[ChannelId] | None = None) -> None:
        """Let a message wait no more, for some destinations or (None) for all; it stays refused there."""
        await self.writer.write(_close, (source_id, destination_ids))


def release(connection: Connection, released: Iterable[Admitted]) -> None:
    """Let each of *released* into its destinations in the revision that it has: part of the outbox's commit."""
    rows = [
        {"of_source": one.message.id, "at": destination_id, "as_of": one.message.revision}
        for one in released
        for destination_id in one.destinations
    ]
    if rows:
        connection.execute(_RELEASE, rows)


def _refuse(connection: Connection, calls: Sequence[Sequence[_Call]]) -> list[list[bool]]:
    known = {bridge_id for (bridge_id,) in connection.execute(select(bridge.c.id))}
    return [[call[0].bridge_id not in known or _written(connection, call) for call in batch] for batch in calls]


def _written(connection: Connection, call: _Call) -> bool:
    """Write one down, and tell whether it is refused anywhere: not, where moderators let it in as it reads."""
    refused, expires_at = call
    standing = {
        destination_id: Revision(revision)
        for destination_id, revision in connection.execute(_STANDING, {"of_source": refused.source.message_id})
    }
    news = [one for one in refused.refusals if standing.get(one.destination_id, _NEVER) < refused.revision]
    if not news:
        return True
    connection.execute(_upsert(connection.dialect.name), [_columns(refused, one, expires_at) for one in news])
    places = [one.destination_id for one in news]
    of_source = table.c.source_id == refused.source.message_id
    states = connection.execute(select(table.c.state).where(of_source, table.c.destination_id.in_(places)))
    return any(state != _RELEASED for (state,) in states)


_NEVER: Final = Revision(-1)
_STANDING: Final = (
    select(ledger.c.destination_id, func.max(ledger.c.revision))
    .where(ledger.c.source_id == bindparam("of_source"), ledger.c.state == PartState.LIVE.value)
    .group_by(ledger.c.destination_id)
)


def _close(connection: Connection, calls: Sequence[tuple[MessageId, Collection[ChannelId] | None]]) -> list[None]:
    for source_id, destination_ids in calls:
        closing = update(table).where(table.c.source_id == source_id, table.c.state == WAITING)
        if destination_ids is not None:
            closing = closing.where(table.c.destination_id.in_(destination_ids))
        connection.execute(closing.values(state=CLOSED))
    return [None] * len(calls)


_RELEASE: Final = (
    update(table)
    .where(table.c.source_id == bindparam("of_source"), table.c.destination_id == bindparam("at"))
    .values(state=_RELEASED, revision=bindparam("as_of"))
)


@cache
def _upsert(dialect: str) -> Executable:
    """Return an insert that takes the place of what was known of an older revision, and of no other."""
    insert = insert_into(table, dialect)
    moving = ("revision", "reason", "ruled_by", "state", "due_at", "expires_at")
    return insert.on_conflict_do_update(
        index_elements=["source_id", "destination_id"],
        set_={name: insert.excluded[name] for name in moving},
        where=insert.excluded.revision > table.c.revision,
    )


def _columns(refused: Refused, one: Refusal, expires_at: datetime) -> Columns:
    return {
        "source_id": refused.source.message_id,
        "destination_id": one.destination_id,
        "bridge_id": refused.bridge_id,
        "source_channel_id": refused.source.channel_id,
        "source_guild_id": refused.guild_id,
        "author_id": refused.author_id,
        "revision": refused.revision,
        "reason": one.reason.value,
        "ruled_by": one.ruled_by,
        "state": CLOSED if one.reason is Reason.CLOSED else WAITING,
        "due_at": one.due_at,
        "expires_at": expires_at,
    }


def _grouped(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[Refused]:
    """Return each message of *rows*, which are in order, with all that it may not enter."""
    found: dict[MessageId, list[Row[*tuple[Any, ...]]]] = {}
    for row in rows:
        found.setdefault(MessageId(row.source_id), []).append(row)
    return [_refused(each) for each in found.values()]


def _refused(rows: Sequence[Row[*tuple[Any, ...]]]) -> Refused:
    row = rows[0]
    return Refused(
        source=SourcePlace(ChannelId(row.source_channel_id), MessageId(row.source_id)),
        guild_id=GuildId(row.source_guild_id),
        author_id=UserId(row.author_id),
        revision=Revision(max(each.revision for each in rows)),
        bridge_id=BridgeId(row.bridge_id),
        refusals=tuple(
            Refusal(
                ChannelId(each.destination_id),
                Reason(each.reason),
                GuildId(each.ruled_by) if each.ruled_by is not None else None,
                each.due_at,
            )
            for each in rows
        ),
    )
