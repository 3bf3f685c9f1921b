"""Pairs of partners, and when the next ones are made: each round and each pair is one process's at a time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Connection, Row, bindparam, delete, insert, or_, select, update

from bot.bridges.model import BridgeId
from bot.clock import Clock
from bot.ids import ChannelId, GuildId, UserId
from bot.partners.model import Pair, PairId, PairState, Side
from bot.partners.ports import Made, Round, Tended
from bot.relay.threads import ThreadState
from bot.storage.engine import Engine
from bot.storage.news import tell
from bot.storage.occasions import database_now
from bot.storage.partners import NEWS
from bot.storage.rows import Columns
from bot.storage.statements import found, upsert
from bot.storage.tables import joined_thread
from bot.storage.tables import partner as member
from bot.storage.tables import partner_pair as table
from bot.storage.tables import partner_round as round_
from bot.storage.tables import partner_side as side
from bot.storage.writer import Writer

CLAIMED_FOR: Final = timedelta(minutes=2)
"""So long a pair is left to who claimed it: longer than any request takes."""

_ROUND_CLAIMED_FOR: Final = timedelta(minutes=15)  # longer than any matching takes


@dataclass(frozen=True, slots=True)
class SqlPairStore:
    """The partners' `PairStore` in tables."""

    engine: Engine
    writer: Writer
    clock: Clock

    async def pairs_of(self, bridge_id: BridgeId, user_id: UserId) -> Sequence[Pair]:
        """Return the pairs that a member was in on a bridge and that did not end, the newest first."""
        had = select(side.c.pair_id).where(side.c.user_id == user_id)
        its = table.c.id.in_(had), table.c.bridge_id == bridge_id, table.c.state != PairState.ENDING.value
        return await self._pairs(select(table).where(*its).order_by(table.c.id.desc()))

    async def by_id(self, pair_id: PairId) -> Pair | None:
        """Return a pair."""
        return await self._pair(select(table).where(table.c.id == pair_id))

    async def in_thread(self, thread_id: ChannelId) -> Pair | None:
        """Return the pair whose thread one is."""
        its = select(side.c.pair_id).where(side.c.thread_id == thread_id)
        return await self._pair(select(table).where(table.c.id.in_(its)))

    async def answer(self, pair_id: PairId, user_id: UserId, *, has_met: bool) -> None:
        """Remember whether they met, as one of them says."""
        await self.writer.write(_answer, (pair_id, user_id, has_met))

    async def threads(self) -> Collection[ChannelId]:
        """Return the threads of all pairs in which what is said may cross."""
        goes_on = table.c.state != PairState.ENDING.value
        query = select(side.c.thread_id).join(table, table.c.id == side.c.pair_id)
        query = query.where(goes_on, side.c.thread_id.is_not(None))
        rows = await self.engine.read(lambda connection: connection.scalars(query).all())
        return {ChannelId(thread_id) for thread_id in rows}

    async def rounds(self, now: datetime, limit: int) -> Sequence[Round]:
        """Return the rounds that are due, the longest due first."""
        query = select(round_).where(round_.c.due_at <= now).order_by(round_.c.due_at).limit(limit)
        rows = await self.engine.read(lambda connection: connection.execute(query).all())
        return [Round(BridgeId(row.bridge_id), row.due_at) for row in rows]

    async def claim_round(self, one: Round) -> bool:
        """Let this process make the pairs of a round, for some minutes; tell whether nobody else does or has."""
        return await self.writer.write(_claim_round, (one, self.clock.now()))

    async def made(self, one: Round, made: Made) -> None:
        """Remember what came of a round, all at once; nothing where somebody was faster."""
        await self.writer.write(_made, (one, made, self.clock.now()))

    async def due(self, now: datetime, limit: int) -> Sequence[PairId]:
        """Return the pairs that are to be looked after, the longest due first."""
        query = select(table.c.id).where(table.c.due_at <= now).order_by(table.c.due_at, table.c.id).limit(limit)
        rows = await self.engine.read(lambda connection: connection.scalars(query).all())
        return [PairId(pair_id) for pair_id in rows]

    async def ending(self, user_id: UserId) -> Sequence[PairId]:
        """Return the pairs of a user that are to end."""
        query = select(table.c.id).join(side, side.c.pair_id == table.c.id)
        query = query.where(side.c.user_id == user_id, table.c.state == PairState.ENDING.value)
        rows = await self.engine.read(lambda connection: connection.scalars(query).all())
        return [PairId(pair_id) for pair_id in rows]

    async def claim(self, pair_id: PairId) -> Tended | None:
        """Let this process look after a pair, for some minutes; None where another does, or nothing is due."""
        return await self.writer.write(_claim, (pair_id, self.clock.now()))

    async def opened(self, pair: Pair, of: Side, title: str, strand_id: ChannelId) -> None:
        """Remember the thread of a side, as one conversation with the other's."""
        await self.writer.write(_opened, (pair.id, of, title, strand_id, self.clock.now()))

    async def settle(self, pair_id: PairId, state: PairState, due_at: datetime | None) -> None:
        """Remember how a pair stands, unless it is to end, and when to look after it next."""
        await self.writer.write(_settle, (pair_id, state, due_at))

    async def drop(self, pair_id: PairId, left: Collection[UserId] = ()) -> None:
        """Forget a pair; those who are *left* of it come first next time."""
        await self.writer.write(_drop, (pair_id, tuple(left)))

    async def _pairs(self, query: Any) -> Sequence[Pair]:
        return await self.engine.read(lambda connection: _read(connection, query))

    async def _pair(self, query: Any) -> Pair | None:
        return next(iter(await self._pairs(query)), None)


def _read(connection: Connection, query: Any) -> list[Pair]:
    rows = connection.execute(query).all()
    sides: dict[int, list[Side]] = {}
    for row in found(connection, _SIDES, [row.id for row in rows]):
        sides.setdefault(row.pair_id, []).append(_side_of(row))
    return [
        Pair(PairId(row.id), BridgeId(row.bridge_id), row.week, PairState(row.state), tuple(sides.get(row.id, ())))
        for row in rows
    ]


def _side_of(row: Row[*tuple[Any, ...]]) -> Side:
    thread_id = None if row.thread_id is None else ChannelId(row.thread_id)
    has_met = None if row.has_met is None else bool(row.has_met)
    return Side(UserId(row.user_id), GuildId(row.guild_id), ChannelId(row.channel_id), thread_id, has_met)


def _answer(connection: Connection, calls: Sequence[tuple[PairId, UserId, bool]]) -> list[None]:
    for pair_id, user_id, has_met in calls:
        its = side.c.pair_id == pair_id, side.c.user_id == user_id
        connection.execute(update(side).where(*its).values(has_met=has_met))
    return [None] * len(calls)


def _claim_round(connection: Connection, calls: Sequence[tuple[Round, datetime]]) -> list[bool]:
    claimed = []
    for one, clock_now in calls:
        now = database_now(connection, clock_now)
        its = round_.c.bridge_id == one.bridge_id, round_.c.due_at == one.due_at
        is_free = _is_free(round_.c.claimed_at, now, _ROUND_CLAIMED_FOR)
        claimed.append(connection.execute(update(round_).where(*its, is_free).values(claimed_at=now)).rowcount > 0)
    return claimed


def _made(connection: Connection, calls: Sequence[tuple[Round, Made, datetime]]) -> list[None]:
    for one, made, now in calls:
        its = round_.c.bridge_id == one.bridge_id, round_.c.due_at == one.due_at
        on = update(round_).where(*its).values(due_at=made.next_at, claimed_at=None)
        if not connection.execute(on).rowcount:
            continue  # who stood still for longer than its claim comes too late
        for pair in made.pairs:
            row = {"bridge_id": one.bridge_id, "week": made.week, "state": PairState.PLANNED.value, "due_at": now}
            pair_id = connection.execute(insert(table).returning(table.c.id), row).scalar_one()
            connection.execute(insert(side), [_side_columns(pair_id, each) for each in pair])
        paired = sorted(each.user_id for pair in made.pairs for each in pair)
        _count(connection, one.bridge_id, paired, {"waiting": 0})
        _count(connection, one.bridge_id, sorted(made.left), {"waiting": member.c.waiting + 1})
    return [None] * len(calls)


def _side_columns(pair_id: int, one: Any) -> Columns:
    return {"pair_id": pair_id, "user_id": one.user_id, "guild_id": one.guild_id, "channel_id": one.channel_id}


def _count(connection: Connection, bridge_id: BridgeId, user_ids: Sequence[UserId], values: Columns) -> None:
    for first in range(0, len(user_ids), _MANY):
        its = member.c.bridge_id == bridge_id, member.c.user_id.in_(user_ids[first : first + _MANY])
        connection.execute(update(member).where(*its).values(**values))


def _claim(connection: Connection, calls: Sequence[tuple[PairId, datetime]]) -> list[Tended | None]:
    claims: list[Tended | None] = []
    for pair_id, clock_now in calls:
        now = database_now(connection, clock_now)
        its = table.c.id == pair_id, table.c.due_at.is_not(None), _is_free(table.c.claimed_at, now, CLAIMED_FOR)
        row = connection.execute(select(table).where(*its).with_for_update()).first()
        if row is None:
            claims.append(None)
            continue
        connection.execute(update(table).where(table.c.id == pair_id).values(claimed_at=now))
        (pair,) = _read(connection, select(table).where(table.c.id == pair_id))
        claims.append(Tended(pair, is_fresh=row.claimed_at is None))
    return claims


def _is_free(claimed_at: Column[datetime], now: datetime, claimed_for: timedelta) -> ColumnElement[bool]:
    """Return what picks what nobody works on; a clock that was set back must not leave it claimed for good."""
    return or_(claimed_at.is_(None), claimed_at <= now - claimed_for, claimed_at > now + claimed_for)


def _opened(connection: Connection, calls: Sequence[tuple[PairId, Side, str, ChannelId, datetime]]) -> list[None]:
    for pair_id, one, title, strand_id, now in calls:
        its = side.c.pair_id == pair_id, side.c.user_id == one.user_id
        connection.execute(update(side).where(*its).values(thread_id=one.thread_id))
        joined = {
            "strand_id": strand_id,
            "parent_id": one.channel_id,
            "thread_id": one.thread_id,
            "is_ours": True,
            "seen": ThreadState(title, rests_after_minutes=RESTS_AFTER_MINUTES).token,
            "claimed_at": now,
            "is_gone": False,
        }
        connection.execute(upsert(joined_thread, connection.dialect.name), joined)
    tell(connection, NEWS)
    return [None] * len(calls)


def _settle(connection: Connection, calls: Sequence[tuple[PairId, PairState, datetime | None]]) -> list[None]:
    for pair_id, state, due_at in calls:
        its = table.c.id == pair_id, table.c.state != PairState.ENDING.value
        settled = {"state": state.value, "due_at": due_at, "claimed_at": None}
        if not connection.execute(update(table).where(*its).values(**settled)).rowcount:
            connection.execute(update(table).where(table.c.id == pair_id).values(claimed_at=None))  # to be closed now
    return [None] * len(calls)


def _drop(connection: Connection, calls: Sequence[tuple[PairId, tuple[UserId, ...]]]) -> list[None]:
    for pair_id, left in calls:
        gone = connection.execute(delete(table).where(table.c.id == pair_id).returning(table.c.bridge_id)).scalar()
        if gone is not None:
            _count(connection, BridgeId(gone), left, {"waiting": member.c.waiting + 1})
    tell(connection, NEWS)
    return [None] * len(calls)


RESTS_AFTER_MINUTES: Final = 10080
"""After a week without words Discord archives a pair's thread."""

_MANY: Final = 300
_KEYS: Final[Any] = bindparam("keys", expanding=True)
_SIDES: Final = select(side).where(side.c.pair_id.in_(_KEYS)).order_by(side.c.pair_id, side.c.user_id)
