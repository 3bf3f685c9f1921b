"""Corrections: who mended whose sentence, and that it was accepted, which is a contribution. Ids, and no words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Executable, Row, bindparam, delete, false, or_, select, update

from bot.clock import Clock
from bot.corrections.model import Correction, CorrectionId
from bot.ids import ChannelId, GuildId, MessageId, UserId, first_id_at, said_at
from bot.participation import crediting
from bot.participation.acting import UTC_ZONE
from bot.participation.goals import day_of
from bot.participation.model import Act, Kind, Participant, Tongue
from bot.storage import acts
from bot.storage.engine import Engine
from bot.storage.recording import may_count, revoke
from bot.storage.statements import found, insert_into, take_turns
from bot.storage.tables import correction as table
from bot.storage.tables import preference
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlCorrectionStore:
    """The corrections' `CorrectionStore` in a table."""

    engine: Engine
    writer: Writer
    clock: Clock

    async def claim(self, one: Correction) -> bool:
        """Remember that a correction is about to be posted; False where the same member has mended that sentence."""
        return await self.writer.write(_claim, one)

    async def posted(self, correction_id: CorrectionId, message_id: MessageId) -> bool:
        """Remember where a correction stands; False where it was taken back meanwhile."""
        return await self.writer.write(_posted, (correction_id, message_id))

    async def accept(self, correction_id: CorrectionId, tongue: Tongue | None) -> None:
        """Remember that a correction was accepted, and let it count in *tongue*, once however often it is."""
        await self.writer.write(_accept, (correction_id, tongue))

    async def forget(self, correction_id: CorrectionId) -> None:
        """Forget a correction, which stands no more: what it counted is taken back."""
        await self.writer.write(_forget, (correction_id, self.clock.now()))

    async def by_id(self, correction_id: CorrectionId) -> Correction | None:
        """Return a correction."""
        return next(iter(await self._those({"its": correction_id}, _BY_ID)), None)

    async def by_mender(self, source_id: MessageId, user_id: UserId) -> Correction | None:
        """Return how a member mended a sentence."""
        return next(iter(await self._those({"its": source_id, "whose": user_id}, _BY_MENDER)), None)

    async def of_user(self, user_id: UserId) -> Sequence[Correction]:
        """Return what a user mended, and what of theirs was mended."""
        return await self._those({"whose": user_id}, _OF_USER)

    async def about(self, message_ids: Collection[MessageId]) -> Sequence[Correction]:
        """Return the corrections that are any of these messages, or mend one."""
        return await self.engine.read(lambda connection: _about(connection, message_ids))

    async def unsettled(self, before: datetime) -> Sequence[Correction]:
        """Return what was claimed before a moment, and of which it is not known whether it stands."""
        return await self._those({"before": first_id_at(before)}, _UNSETTLED)

    async def standing(self, guild_ids: Collection[GuildId], since: datetime) -> Sequence[Correction]:
        """Return what was made in *guild_ids* since a moment and stands, as far as is known."""
        recent = await self._those({"since": first_id_at(since)}, _STANDING)
        return [one for one in recent if one.guild_id in guild_ids]

    async def _those(self, given: Mapping[str, int], query: Any) -> Sequence[Correction]:
        rows = await self.engine.read(lambda connection: connection.execute(query, given).all())
        return [_correction_of(row) for row in rows]


def _claim(connection: Connection, calls: Sequence[Correction]) -> list[bool]:
    claiming = _claiming(connection.dialect.name)
    return [connection.execute(claiming, _columns(one)).first() is not None for one in calls]


@cache
def _claiming(dialect: str) -> Executable:
    return insert_into(table, dialect).on_conflict_do_nothing().returning(table.c.id)


def _posted(connection: Connection, calls: Sequence[tuple[CorrectionId, MessageId]]) -> list[bool]:
    return [
        connection.execute(_STANDS, {"its": correction_id, "stands": message_id}).rowcount > 0
        for correction_id, message_id in calls
    ]


def _accept(connection: Connection, calls: Sequence[tuple[CorrectionId, Tongue | None]]) -> list[None]:
    take_turns(connection)  # else it could count beside its deletion, which another process is recording
    for correction_id, tongue in calls:
        row = connection.execute(_ACCEPTED, {"its": correction_id}).first()
        if row is None:  # it is gone, or was accepted before
            continue
        one = _correction_of(row)
        if tongue is not None and one.is_counted and one.message_id is not None:
            _credit(connection, one, one.message_id, tongue)
    return [None] * len(calls)


def _credit(connection: Connection, one: Correction, message_id: MessageId, tongue: Tongue) -> None:
    """Let a correction count, as of when it was written, unless nothing of it or of the two may."""
    if not may_count(connection, message_id, one.user_id, one.author_id):
        return
    at, zone = said_at(message_id), connection.execute(_ZONE, {"whose": one.user_id}).scalar()
    act = Act(
        kind=Kind.CORRECTION,
        who=Participant(one.user_id, tongue),
        whom=Participant(one.author_id, tongue),
        guild_id=one.guild_id,
        channel_id=one.channel_id,
        message_id=message_id,
        at=at,
        day=day_of(at, zone or UTC_ZONE),
    )
    acts.keep(connection, [act])


def _forget(connection: Connection, calls: Sequence[tuple[CorrectionId, datetime]]) -> list[None]:
    take_turns(connection)
    for correction_id, now in calls:
        row = connection.execute(_FORGOTTEN, {"its": correction_id}).first()
        if row is None or row.message_id is None:
            continue
        message_id = MessageId(row.message_id)
        acts.keep(connection, (), [crediting.deleted(message_id)])
        revoke(connection, {message_id: ChannelId(row.channel_id)}, now)
    return [None] * len(calls)


def _about(connection: Connection, message_ids: Collection[MessageId]) -> list[Correction]:
    rows = [*found(connection, _BY_MESSAGE, message_ids), *found(connection, _BY_SOURCE, message_ids)]
    return list({row.id: _correction_of(row) for row in rows}.values())


def _columns(one: Correction) -> Mapping[str, Any]:
    return {
        "id": one.id,
        "guild_id": one.guild_id,
        "channel_id": one.channel_id,
        "source_id": one.source_id,
        "user_id": one.user_id,
        "author_id": one.author_id,
        "message_id": one.message_id,
        "is_accepted": one.is_accepted,
        "is_counted": one.is_counted,
    }


def _correction_of(row: Row[*tuple[Any, ...]]) -> Correction:
    return Correction(
        id=CorrectionId(row.id),
        guild_id=GuildId(row.guild_id),
        channel_id=ChannelId(row.channel_id),
        source_id=MessageId(row.source_id),
        user_id=UserId(row.user_id),
        author_id=UserId(row.author_id),
        message_id=None if row.message_id is None else MessageId(row.message_id),
        is_accepted=bool(row.is_accepted),
        is_counted=bool(row.is_counted),
    )


_KEYS: Final[Any] = bindparam("keys", expanding=True)
_ITS: Final = table.c.id == bindparam("its")
_WHOSE: Final[Any] = bindparam("whose")
_BY_ID: Final = select(table).where(_ITS)
_BY_MENDER: Final = select(table).where(table.c.source_id == bindparam("its"), table.c.user_id == _WHOSE)
_OF_USER: Final = select(table).where(or_(table.c.user_id == _WHOSE, table.c.author_id == _WHOSE)).order_by(table.c.id)
_BY_MESSAGE: Final = select(table).where(table.c.message_id.in_(_KEYS))
_BY_SOURCE: Final = select(table).where(table.c.source_id.in_(_KEYS))
_UNSETTLED: Final = (
    select(table).where(table.c.message_id.is_(None), table.c.id < bindparam("before")).order_by(table.c.id)
)
_STANDING: Final = (
    select(table).where(table.c.id >= bindparam("since"), table.c.message_id.is_not(None)).order_by(table.c.id)
)
_STANDS: Final = update(table).where(_ITS).values(message_id=bindparam("stands"))
_ACCEPTED: Final = (
    update(table).where(_ITS, table.c.is_accepted == false()).values(is_accepted=True).returning(*table.c)
)
_FORGOTTEN: Final = delete(table).where(_ITS).returning(table.c.message_id, table.c.channel_id)
_ZONE: Final = select(preference.c.zone).where(preference.c.user_id == _WHOSE)
