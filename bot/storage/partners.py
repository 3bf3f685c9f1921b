"""Who wants a partner, and whom they never want again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, and_, bindparam, delete, func, or_, select, union, update

from bot.bridges.model import BridgeId
from bot.clock import Clock
from bot.ids import ChannelId, GuildId, UserId
from bot.partners.matching import Two, two
from bot.partners.model import Availability, Level, PairState, Part, Partner
from bot.partners.ports import Crowd
from bot.prompts.model import Theme
from bot.storage.engine import Engine
from bot.storage.news import tell
from bot.storage.rows import Columns
from bot.storage.statements import found, insert_into, upsert
from bot.storage.tables import bridge, joined_thread
from bot.storage.tables import partner as table
from bot.storage.tables import partner_block as block
from bot.storage.tables import partner_pair as pair
from bot.storage.tables import partner_round as round_
from bot.storage.tables import partner_side as side
from bot.storage.writer import Writer

NEWS: Final = "partners"
"""What processes tell each other under: pairs have begun to talk, or ended."""


@dataclass(frozen=True, slots=True)
class SqlPartnerStore:
    """The partners' `PartnerStore` in tables."""

    engine: Engine
    writer: Writer
    clock: Clock

    async def of(self, bridge_id: BridgeId, user_id: UserId) -> Partner | None:
        """Return a member as they joined, if they did."""
        query = select(table).where(table.c.bridge_id == bridge_id, table.c.user_id == user_id)
        row = await self.engine.read(lambda connection: connection.execute(query).first())
        return None if row is None else _partner_of(row)

    async def keep(self, partner: Partner, next_at: datetime) -> bool:
        """Remember a member as they want it now; tell whether there is still such a bridge."""
        return await self.writer.write(_keep, (partner, next_at))

    async def leave(self, user_id: UserId, bridge_id: BridgeId | None = None) -> None:
        """Forget that a member wants a partner, on one bridge or all, and have all their pairs there end."""
        await self.writer.write(_leave, (user_id, bridge_id, self.clock.now()))

    async def bridges_of(self, user_id: UserId) -> Collection[BridgeId]:
        """Return where a member has joined, or has pairs still."""
        had = select(pair.c.bridge_id).join(side, side.c.pair_id == pair.c.id).where(side.c.user_id == user_id)
        query = union(select(table.c.bridge_id).where(table.c.user_id == user_id), had)
        rows = await self.engine.read(lambda connection: connection.execute(query).all())
        return [BridgeId(bridge_id) for (bridge_id,) in rows]

    async def block(self, user_id: UserId, other_id: UserId) -> None:
        """Never bring two together again, by the wish of the first, and have their pairs end."""
        await self.writer.write(_block, (user_id, other_id, self.clock.now()))

    async def forget_blocks(self, user_id: UserId) -> None:
        """Forget whom a user has blocked; who has blocked them stands."""
        await self.writer.write(_forget_blocks, user_id)

    async def crowd(self, bridge_id: BridgeId) -> Crowd:
        """Return who takes part on a bridge."""
        return await self.engine.read(lambda connection: _crowd(connection, bridge_id))


def end(connection: Connection, pair_ids: Sequence[int], now: datetime) -> None:
    """Have pairs end: nothing crosses any more between the two, and somebody closes their threads."""
    # Whoever is opening one of them ends that first: else a thread could be left that nobody knows.
    ending = {"state": PairState.ENDING.value, "due_at": now}
    connection.execute(update(pair).where(pair.c.id.in_(pair_ids)).values(**ending))
    # As if they were deleted: their strand has no places any more. Where they stood is known for erasures.
    threads = select(side.c.thread_id).where(side.c.pair_id.in_(pair_ids), side.c.thread_id.is_not(None))
    connection.execute(update(joined_thread).where(joined_thread.c.thread_id.in_(threads)).values(is_gone=True))
    tell(connection, NEWS)


def _keep(connection: Connection, calls: Sequence[tuple[Partner, datetime]]) -> list[bool]:
    kept = []
    for one, next_at in calls:
        if connection.execute(select(bridge.c.id).where(bridge.c.id == one.bridge_id)).first() is None:
            kept.append(False)  # closed meanwhile
            continue
        connection.execute(upsert(table, connection.dialect.name), _columns(one))
        first = insert_into(round_, connection.dialect.name).on_conflict_do_nothing()
        connection.execute(first, {"bridge_id": one.bridge_id, "due_at": next_at})
        kept.append(True)
    return kept


def _leave(connection: Connection, calls: Sequence[tuple[UserId, BridgeId | None, datetime]]) -> list[None]:
    for user_id, bridge_id, now in calls:
        its = [table.c.user_id == user_id]
        had = select(side.c.pair_id).where(side.c.user_id == user_id)
        if bridge_id is not None:
            its.append(table.c.bridge_id == bridge_id)
            had = had.join(pair, pair.c.id == side.c.pair_id).where(pair.c.bridge_id == bridge_id)
        connection.execute(delete(table).where(*its))
        end(connection, connection.scalars(had).all(), now)
    return [None] * len(calls)


def _block(connection: Connection, calls: Sequence[tuple[UserId, UserId, datetime]]) -> list[None]:
    blocking = insert_into(block, connection.dialect.name).on_conflict_do_nothing()
    for user_id, other_id, now in calls:
        connection.execute(blocking, {"user_id": user_id, "other_id": other_id})
        theirs = side.alias()
        both = (
            select(side.c.pair_id)
            .join(theirs, and_(theirs.c.pair_id == side.c.pair_id, theirs.c.user_id == other_id))
            .where(side.c.user_id == user_id)
        )
        end(connection, connection.scalars(both).all(), now)
    return [None] * len(calls)


def _forget_blocks(connection: Connection, user_ids: Sequence[UserId]) -> list[None]:
    connection.execute(delete(block).where(block.c.user_id.in_(user_ids)))
    return [None] * len(user_ids)


def _crowd(connection: Connection, bridge_id: BridgeId) -> Crowd:
    partners = [_partner_of(row) for row in connection.execute(select(table).where(table.c.bridge_id == bridge_id))]
    theirs = side.alias()
    couples = and_(theirs.c.pair_id == side.c.pair_id, theirs.c.user_id > side.c.user_id)
    had = (
        select(side.c.user_id, theirs.c.user_id, func.count())
        .join(theirs, couples)
        .join(pair, pair.c.id == side.c.pair_id)
        .where(pair.c.bridge_id == bridge_id)
        .group_by(side.c.user_id, theirs.c.user_id)
    )
    meetings = {two(UserId(one), UserId(other)): int(count) for one, other, count in connection.execute(had)}
    apart: set[Two] = {
        two(UserId(row.user_id), UserId(row.other_id))
        for row in found(connection, _BLOCKS, [one.user_id for one in partners])
    }
    return Crowd(partners, meetings, apart)


def _columns(one: Partner) -> Columns:
    return {
        "bridge_id": one.bridge_id,
        "user_id": one.user_id,
        "guild_id": one.guild_id,
        "channel_id": one.channel_id,
        "level": one.level.value,
        "interests": " ".join(sorted(one.interests)),
        "parts": "".join(str(int(part)) for part in sorted(one.availability.parts)),
        "ahead": one.availability.ahead,
        "skips": one.skips,
        "waiting": one.waiting,
    }


def _partner_of(row: Row[*tuple[Any, ...]]) -> Partner:
    return Partner(
        bridge_id=BridgeId(row.bridge_id),
        user_id=UserId(row.user_id),
        guild_id=GuildId(row.guild_id),
        channel_id=ChannelId(row.channel_id),
        level=Level(row.level),
        interests=frozenset(map(Theme, row.interests.split())),
        availability=Availability(frozenset(Part(int(digit)) for digit in row.parts), row.ahead),
        skips=row.skips,
        waiting=row.waiting,
    )


_KEYS: Final[Any] = bindparam("keys", expanding=True)
_BLOCKS: Final = select(block).where(or_(block.c.user_id.in_(_KEYS), block.c.other_id.in_(_KEYS)))
