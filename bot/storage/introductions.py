"""Introductions, and the hellos to them: ids, and no words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, bindparam, case, delete, exists, insert, not_, select, update

from bot.bridges.model import BridgeId
from bot.clock import Clock
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.newcomers.model import Arrival, Hello, Introduction
from bot.newcomers.ports import Unheard
from bot.relay.model import UNEDITED, Part, PartState, SourcePlace
from bot.storage.engine import Engine
from bot.storage.greeters import arrival_columns
from bot.storage.rows import live_part_columns
from bot.storage.statements import found, insert_into
from bot.storage.tables import greeting_turn, hello, ledger, newcomer
from bot.storage.tables import introduction as table
from bot.storage.writer import Writer
from bot.translation.model import Quality


@dataclass(frozen=True, slots=True)
class SqlIntroductionStore:
    """The newcomers' `IntroductionStore` in tables."""

    engine: Engine
    writer: Writer
    clock: Clock

    async def introduce(self, introduction: Introduction, arrival: Arrival, units: int) -> None:
        """Remember an introduction as its author's words, instead of an earlier one in that guild, and queue them."""
        await self.writer.write(_introduce, _New(introduction, arrival, units, self.clock.now()))

    async def of_member(self, guild_id: GuildId, user_id: UserId) -> Introduction | None:
        """Return a member's introduction."""
        return await self._one(table.c.guild_id == guild_id, table.c.user_id == user_id)

    async def by_message(self, message_id: MessageId) -> Introduction | None:
        """Return the introduction that is a message."""
        return await self._one(table.c.message_id == message_id)

    async def hello(self, said: Hello, units: int = 0) -> bool:
        """Remember a hello to whoever is in the queue for that message, or introduced themselves in it."""
        return await self.writer.write(_hello, (said, units, self.clock.now()))

    async def hellos(self, message_id: MessageId) -> Sequence[Hello]:
        """Return the hellos to a message, the oldest first."""
        query = select(hello).where(hello.c.to_message_id == message_id).order_by(hello.c.message_id)
        rows = await self.engine.read(lambda connection: connection.execute(query).all())
        return [_hello_of(row) for row in rows]

    async def forget(self, message_ids: Collection[MessageId]) -> None:
        """Forget those of *message_ids* that are introductions or hellos, or wait to be answered: they are gone."""
        known = await self.engine.read(lambda connection: _known(connection, message_ids))
        if known:  # nearly all that is deleted is none of these
            await self.writer.write(_forget, tuple(known))

    async def unheard(self, since: MessageId) -> Sequence[Unheard]:
        """Return what was spoken since a message, of which nothing stands in another channel."""
        return await self.engine.read(lambda connection: _unheard(connection, since))

    async def noticed(self, sources: Collection[MessageId]) -> None:
        """Owe a look to those of *sources* that are introductions, or copies of one."""
        owed = await self.engine.read(lambda connection: _introductions_among(connection, sources))
        if owed:
            await self.writer.write(_owe, tuple(owed))

    async def owing(self, now: datetime, limit: int) -> Sequence[Introduction]:
        """Return at most *limit* introductions that are owed a look by *now*."""
        query = select(table).where(table.c.changes > 0, table.c.looks_at <= now).order_by(table.c.looks_at)
        rows = await self.engine.read(lambda connection: connection.execute(query.limit(limit)).all())
        return [_introduction_of(row) for row in rows]

    async def claim(self, introduction: Introduction, until: datetime) -> bool:
        """Let this process look after an introduction, and nobody else before a moment; tell whether it may."""
        return await self.writer.write(_claim, (introduction, until))

    async def settle(self, introduction: Introduction, face: str, again_at: datetime | None) -> None:
        """Remember what is shown of an introduction, up to the changes that it had."""
        await self.writer.write(_settle, (introduction, face, again_at))

    async def _one(self, *its: ColumnElement[bool]) -> Introduction | None:
        query = select(table).where(*its)
        row = await self.engine.read(lambda connection: connection.execute(query).first())
        return None if row is None else _introduction_of(row)


@dataclass(frozen=True, slots=True)
class _New:
    introduction: Introduction
    arrival: Arrival
    units: int
    at: datetime


def _introduce(connection: Connection, calls: Sequence[_New]) -> list[None]:
    dialect = connection.dialect.name
    for new in calls:
        one, arrival = new.introduction, new.arrival
        earlier = select(table.c.message_id).where(table.c.guild_id == one.guild_id, table.c.user_id == one.user_id)
        _forget(connection, [tuple(MessageId(id_) for id_ in connection.scalars(earlier))])
        row = {
            "message_id": one.place.message_id,
            "bridge_id": one.bridge_id,
            "guild_id": one.guild_id,
            "channel_id": one.place.channel_id,
            "user_id": one.user_id,
            "face": one.face,
            "changes": one.changes,
            "looks_at": one.looks_at,
        }
        connection.execute(insert(table), row)
        _own(connection, one.place, one.user_id, new.units, new.at)
        waiting = insert_into(newcomer, dialect).values(arrival_columns(arrival))
        renewed = {
            name: waiting.excluded[name] for name in ("guild_id", "channel_id", "message_id", "language", "cause")
        }
        connection.execute(
            waiting.on_conflict_do_update(
                index_elements=["bridge_id", "user_id"], set_=renewed, where=not_(newcomer.c.is_greeted)
            )
        )
    return [None] * len(calls)


def _own(connection: Connection, place: SourcePlace, user_id: UserId, units: int, at: datetime) -> None:
    """Remember in the ledger that what was spoken is its author's: to the relay it is neither a copy nor a stray."""
    part = Part(
        message_id=place.message_id,
        destination_id=place.channel_id,
        source_id=place.message_id,
        source_channel_id=place.channel_id,
        ordinal=0,
        start=0,
        end=units,
        revision=UNEDITED,
        quality=Quality.FINAL,
    )
    its_own = insert_into(ledger, connection.dialect.name).on_conflict_do_nothing()
    connection.execute(its_own, live_part_columns(part, user_id, at))


def _hello(connection: Connection, calls: Sequence[tuple[Hello, int, datetime]]) -> list[bool]:
    told = []
    for said, units, at in calls:
        to = said.to.message_id
        introduced = connection.execute(select(table.c.user_id).where(table.c.message_id == to)).scalar()
        queued = connection.execute(select(newcomer.c.user_id).where(newcomer.c.message_id == to)).scalar()
        newcomers = {one for one in (introduced, queued) if one is not None}
        if not newcomers or said.user_id in newcomers:
            told.append(False)
            continue
        row = {
            "message_id": said.place.message_id,
            "bridge_id": said.bridge_id,
            "guild_id": said.guild_id,
            "channel_id": said.place.channel_id,
            "user_id": said.user_id,
            "to_message_id": to,
            "to_channel_id": said.to.channel_id,
            "is_spoken": said.is_spoken,
        }
        new = insert_into(hello, connection.dialect.name).on_conflict_do_nothing()
        is_new = connection.execute(new.returning(hello.c.message_id), row).first() is not None
        if is_new:
            _owe(connection, [(MessageId(to),)])
            _greeted(connection, MessageId(to))
        if said.is_spoken:
            _own(connection, said.place, said.user_id, units, at)
        told.append(True)
    return told


def _greeted(connection: Connection, message_id: MessageId) -> None:
    its = newcomer.c.message_id == message_id
    connection.execute(delete(greeting_turn).where(greeting_turn.c.newcomer_id.in_(select(newcomer.c.id).where(its))))
    connection.execute(update(newcomer).where(its).values(is_greeted=True))


def _forget(connection: Connection, calls: Sequence[tuple[MessageId, ...]]) -> list[None]:
    gone = [{"gone": message_id} for message_ids in calls for message_id in message_ids]
    if gone:
        answered = select(hello.c.to_message_id).where(hello.c.message_id == bindparam("gone"))
        connection.execute(_ONE_MORE.where(table.c.message_id.in_(answered.scalar_subquery())), gone)
        connection.execute(delete(hello).where(hello.c.message_id == bindparam("gone")), gone)
        connection.execute(delete(hello).where(hello.c.to_message_id == bindparam("gone")), gone)
        connection.execute(delete(table).where(table.c.message_id == bindparam("gone")), gone)
        waits = newcomer.c.message_id == bindparam("gone"), not_(newcomer.c.is_greeted)
        connection.execute(delete(newcomer).where(*waits), gone)
    return [None] * len(calls)


def _known(connection: Connection, message_ids: Collection[MessageId]) -> set[MessageId]:
    return {
        MessageId(row.message_id)
        for kept in (table, hello, newcomer)
        for row in found(connection, select(kept.c.message_id).where(kept.c.message_id.in_(_KEYS)), message_ids)
    }


def _unheard(connection: Connection, since: MessageId) -> list[Unheard]:
    spoken = connection.execute(_SPOKEN_HELLOS, {"since": since}).all()
    introduced = connection.execute(_INTRODUCED, {"since": since}).all()
    return [
        *(Unheard(_place_of(row), UserId(row.user_id)) for row in introduced),
        *(Unheard(_place_of(row), UserId(row.user_id), MessageId(row.to_message_id)) for row in spoken),
    ]


def _introductions_among(connection: Connection, message_ids: Collection[MessageId]) -> set[MessageId]:
    own = found(connection, select(table.c.message_id).where(table.c.message_id.in_(_KEYS)), message_ids)
    copies = found(connection, _OF_COPIES, message_ids)
    return {MessageId(row.message_id) for rows in (own, copies) for row in rows}


def _owe(connection: Connection, calls: Sequence[tuple[MessageId, ...]]) -> list[None]:
    its = [{"its": message_id} for message_ids in calls for message_id in message_ids]
    connection.execute(_ONE_MORE.where(table.c.message_id == bindparam("its")), its)
    return [None] * len(calls)


def _claim(connection: Connection, calls: Sequence[tuple[Introduction, datetime]]) -> list[bool]:
    claimed = []
    for one, until in calls:
        its = table.c.message_id == one.place.message_id, table.c.looks_at == one.looks_at
        claimed.append(connection.execute(update(table).where(*its).values(looks_at=until)).rowcount > 0)
    return claimed


def _settle(connection: Connection, calls: Sequence[tuple[Introduction, str, datetime | None]]) -> list[None]:
    for one, face, again_at in calls:
        left = case((table.c.changes > one.changes, table.c.changes - one.changes), else_=0)
        columns: dict[str, Any] = {"face": face}
        columns |= {"changes": left} if again_at is None else {"looks_at": again_at}
        connection.execute(update(table).where(table.c.message_id == one.place.message_id).values(**columns))
    return [None] * len(calls)


def _introduction_of(row: Row[*tuple[Any, ...]]) -> Introduction:
    return Introduction(
        bridge_id=BridgeId(row.bridge_id),
        guild_id=GuildId(row.guild_id),
        user_id=UserId(row.user_id),
        place=_place_of(row),
        looks_at=row.looks_at,
        changes=row.changes,
        face=row.face,
    )


def _hello_of(row: Row[*tuple[Any, ...]]) -> Hello:
    to = SourcePlace(ChannelId(row.to_channel_id), MessageId(row.to_message_id))
    return Hello(BridgeId(row.bridge_id), GuildId(row.guild_id), UserId(row.user_id), to, _place_of(row), row.is_spoken)


def _place_of(row: Row[*tuple[Any, ...]]) -> SourcePlace:
    return SourcePlace(ChannelId(row.channel_id), MessageId(row.message_id))


_KEYS: Final[Any] = bindparam("keys", expanding=True)
_OF_COPIES: Final = (
    select(table.c.message_id)
    .join(ledger, ledger.c.source_id == table.c.message_id)
    .where(ledger.c.message_id.in_(_KEYS))
)
_ONE_MORE: Final = update(table).values(changes=table.c.changes + 1)
_COPY: Final = ledger.alias()


def _without_copies(message_id: ColumnElement[int]) -> tuple[ColumnElement[bool], ...]:
    """Return what picks, of what was spoken since a message, that which stands, and stands nowhere else."""
    standing = exists().where(ledger.c.message_id == message_id, ledger.c.state == PartState.LIVE.value)
    elsewhere = exists().where(_COPY.c.source_id == message_id, _COPY.c.message_id != _COPY.c.source_id)
    return message_id >= bindparam("since"), standing, not_(elsewhere)


_INTRODUCED: Final = select(table).where(*_without_copies(table.c.message_id)).order_by(table.c.message_id)
_SPOKEN_HELLOS: Final = (
    select(hello).where(hello.c.is_spoken, *_without_copies(hello.c.message_id)).order_by(hello.c.message_id)
)
