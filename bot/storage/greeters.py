"""The queue of newcomers, and whose turn it is to greet them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, delete, false, func, not_, or_, select

from bot.bridges.model import BridgeId
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.newcomers.model import (
    CALLED_EVERY,
    TURN_FOR,
    WAITS_FOR,
    Arrival,
    Cause,
    Greeter,
    Newcomer,
    NewcomerId,
    Waiting,
    dealt,
)
from bot.newcomers.ports import Queue
from bot.relay.model import SourcePlace
from bot.storage.engine import Engine
from bot.storage.rows import Columns
from bot.storage.statements import insert_into, upsert
from bot.storage.tables import bridge, choice, greeter_call, greeting_turn, newcomer
from bot.storage.tables import greeter as table
from bot.storage.writer import Writer
from bot.translation.model import Language


@dataclass(frozen=True, slots=True)
class SqlGreeterStore:
    """The newcomers' `GreeterStore` in tables."""

    engine: Engine
    writer: Writer

    async def volunteer(self, greeter: Greeter) -> None:
        """Remember a greeter, instead of what they were on that bridge."""
        await self.writer.write(_volunteer, greeter)

    async def resign(self, bridge_id: BridgeId, user_id: UserId) -> None:
        """Forget a greeter: their turns are over."""
        await self.writer.write(_resign, (bridge_id, user_id))

    async def greeter(self, bridge_id: BridgeId, user_id: UserId) -> Greeter | None:
        """Return a greeter."""
        query = select(table).where(table.c.bridge_id == bridge_id, table.c.user_id == user_id)
        row = await self.engine.read(lambda connection: connection.execute(query).first())
        return None if row is None else _greeter_of(row)

    async def enqueue(self, arrivals: Collection[Arrival]) -> None:
        """Have people wait for a first hello; who has waited on that bridge before does not again."""
        await self.writer.write(_enqueue, tuple(arrivals))

    async def deal(self, now: datetime) -> int:
        """Give everyone who waits a greeter, and what one left too long to another; return how many turns began."""
        return await self.writer.write(_deal, now)

    async def turns(self, bridge_id: BridgeId, user_id: UserId) -> Sequence[Newcomer]:
        """Return whom a greeter has the turn to greet, who have waited longest first."""
        query = _TURNS.where(greeting_turn.c.bridge_id == bridge_id, greeting_turn.c.user_id == user_id)
        rows = await self.engine.read(lambda connection: connection.execute(query).all())
        return [_newcomer_of(row) for row in rows]

    async def may_call(self, bridge_id: BridgeId, now: datetime) -> bool:
        """Tell whether moderators may be told by now that nobody greets on a bridge; once is for a week."""
        return await self.writer.write(_may_call, (bridge_id, now))

    async def queues(self, now: datetime) -> Mapping[BridgeId, Queue]:
        """Return how the queues stand in which somebody waits."""
        return await self.engine.read(lambda connection: _queues(connection, now))


def arrival_columns(arrival: Arrival) -> Columns:
    """Return *arrival* as the queue keeps it."""
    return {
        "bridge_id": arrival.bridge_id,
        "user_id": arrival.user_id,
        "guild_id": arrival.guild_id,
        "channel_id": arrival.place.channel_id,
        "message_id": arrival.place.message_id,
        "language": arrival.language,
        "cause": arrival.cause.value,
        "arrived_at": arrival.at,
        "is_greeted": False,
    }


def _volunteer(connection: Connection, greeters: Sequence[Greeter]) -> list[None]:
    standing = set(connection.scalars(select(bridge.c.id).where(bridge.c.id.in_({one.bridge_id for one in greeters}))))
    for one in greeters:
        if one.bridge_id in standing:  # else it was closed meanwhile
            row = {
                "bridge_id": one.bridge_id,
                "user_id": one.user_id,
                "guild_id": one.guild_id,
                "language": one.language,
            }
            connection.execute(upsert(table, connection.dialect.name), row)
    return [None] * len(greeters)


def _resign(connection: Connection, calls: Sequence[tuple[BridgeId, UserId]]) -> list[None]:
    for bridge_id, user_id in calls:
        connection.execute(delete(table).where(table.c.bridge_id == bridge_id, table.c.user_id == user_id))
    return [None] * len(calls)


def _enqueue(connection: Connection, calls: Sequence[tuple[Arrival, ...]]) -> list[None]:
    arrivals = [one for call in calls for one in call]
    standing = set(connection.scalars(select(bridge.c.id).where(bridge.c.id.in_({one.bridge_id for one in arrivals}))))
    rows = [arrival_columns(one) for one in arrivals if one.bridge_id in standing]
    if rows:
        connection.execute(insert_into(newcomer, connection.dialect.name).on_conflict_do_nothing(), rows)
    return [None] * len(calls)


def _deal(connection: Connection, moments: Sequence[datetime]) -> list[int]:
    now = max(moments)
    times = {"now": now, "since": now - WAITS_FOR}
    bridge_ids = sorted({row.bridge_id for row in connection.execute(_WAITING, times)})
    count = sum(_deal_on(connection, BridgeId(bridge_id), times) for bridge_id in bridge_ids)
    return [count, *[0] * (len(moments) - 1)]  # one round was for all


def _deal_on(connection: Connection, bridge_id: BridgeId, times: Mapping[str, datetime]) -> int:
    # One process deals a bridge's newcomers at a time; what it looked at before may be another's doing since.
    locked = select(bridge.c.id).where(bridge.c.id == bridge_id).with_for_update(key_share=True)
    if connection.execute(locked).first() is None:
        return 0
    waiting = [
        Waiting(NewcomerId(row.id), UserId(row.user_id), Language(row.language), _user(row.after))
        for row in connection.execute(_WAITING.where(newcomer.c.bridge_id == bridge_id), times)
    ]
    willing = select(table).where(table.c.bridge_id == bridge_id, table.c.user_id.not_in(_APART))
    greeters = [_greeter_of(row) for row in connection.execute(willing)]
    loads = {UserId(row.user_id): row.many for row in connection.execute(_LOADS, {"its": bridge_id})}
    rows = [
        {"newcomer_id": id_, "bridge_id": bridge_id, "user_id": user_id, "ends_at": times["now"] + TURN_FOR}
        for id_, user_id in dealt(waiting, greeters, loads).items()
    ]
    if rows:
        connection.execute(upsert(greeting_turn, connection.dialect.name), rows)
    return len(rows)


def _may_call(connection: Connection, calls: Sequence[tuple[BridgeId, datetime]]) -> list[bool]:
    """Note the call first: two processes do not both make it, and one that is killed leaves it for a week later."""
    may = []
    for bridge_id, now in calls:
        if connection.execute(select(bridge.c.id).where(bridge.c.id == bridge_id)).first() is None:
            may.append(False)  # closed meanwhile
            continue
        new = insert_into(greeter_call, connection.dialect.name).values(bridge_id=bridge_id, at=now)
        is_time = greeter_call.c.at <= now - CALLED_EVERY
        noted = new.on_conflict_do_update(index_elements=["bridge_id"], set_={"at": now}, where=is_time)
        may.append(connection.execute(noted.returning(greeter_call.c.bridge_id)).first() is not None)
    return may


def _queues(connection: Connection, now: datetime) -> dict[BridgeId, Queue]:
    its = not_(newcomer.c.is_greeted), newcomer.c.arrived_at > now - WAITS_FOR, newcomer.c.user_id.not_in(_APART)
    waiting = connection.execute(
        select(newcomer.c.bridge_id, func.count().label("many")).where(*its).group_by(newcomer.c.bridge_id)
    ).all()
    willing = select(table.c.bridge_id, func.count().label("many")).where(table.c.user_id.not_in(_APART))
    greeters = {row.bridge_id: row.many for row in connection.execute(willing.group_by(table.c.bridge_id))}
    return {BridgeId(row.bridge_id): Queue(row.many, greeters.get(row.bridge_id, 0)) for row in waiting}


def _greeter_of(row: Row[*tuple[Any, ...]]) -> Greeter:
    return Greeter(BridgeId(row.bridge_id), GuildId(row.guild_id), UserId(row.user_id), Language(row.language))


def _newcomer_of(row: Row[*tuple[Any, ...]]) -> Newcomer:
    arrival = Arrival(
        bridge_id=BridgeId(row.bridge_id),
        guild_id=GuildId(row.guild_id),
        user_id=UserId(row.user_id),
        place=SourcePlace(ChannelId(row.channel_id), MessageId(row.message_id)),
        language=Language(row.language),
        at=row.arrived_at,
        cause=Cause(row.cause),
    )
    return Newcomer(NewcomerId(row.id), arrival)


def _user(id_: int | None) -> UserId | None:
    return None if id_ is None else UserId(id_)


_APART: Final = select(choice.c.user_id).where(choice.c.takes_part == false())
_WAITING: Final = (
    select(newcomer.c.id, newcomer.c.bridge_id, newcomer.c.user_id, newcomer.c.language)
    .add_columns(greeting_turn.c.user_id.label("after"))
    .outerjoin(greeting_turn, greeting_turn.c.newcomer_id == newcomer.c.id)
    .where(
        not_(newcomer.c.is_greeted),
        newcomer.c.arrived_at > bindparam("since"),
        newcomer.c.user_id.not_in(_APART),
        or_(greeting_turn.c.newcomer_id.is_(None), greeting_turn.c.ends_at <= bindparam("now")),
    )
    .order_by(newcomer.c.arrived_at, newcomer.c.id)
)
_LOADS: Final = (
    select(greeting_turn.c.user_id, func.count().label("many"))
    .where(greeting_turn.c.bridge_id == bindparam("its"))
    .group_by(greeting_turn.c.user_id)
)
_TURNS: Final = (
    select(newcomer)
    .join(greeting_turn, greeting_turn.c.newcomer_id == newcomer.c.id)
    .where(newcomer.c.user_id.not_in(_APART))
    .order_by(newcomer.c.arrived_at, newcomer.c.id)
)
