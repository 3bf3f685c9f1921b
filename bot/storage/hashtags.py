"""Hashtags: who used which for three days at most, how many did for a week, and the pairs that guilds added."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, and_, delete, func, select

from bot.clock import Clock
from bot.hashtags.model import FEWEST, SUMS_KEPT_FOR, Alias, Heard, Sum, Tag, Unused, Used, first_open
from bot.ids import GuildId, said_at
from bot.moderation.model import Reason
from bot.participation.model import Tongue
from bot.storage.engine import Engine
from bot.storage.news import tell
from bot.storage.statements import insert_into, upsert
from bot.storage.tables import hashtag_alias, hashtag_sum, hashtag_use, refusal, tombstone
from bot.storage.writer import Writer

_REST_SECONDS: Final = 0.05  # between two days that are folded, for those who wait
_HELD: Final = (Reason.WORDS.value, Reason.RULES.value, Reason.NEW.value)


@dataclass(frozen=True, slots=True)
class SqlHashtagStore:
    """The hashtags' `HashtagStore` in two tables."""

    engine: Engine
    writer: Writer
    clock: Clock

    async def hear(self, heard: Sequence[Heard]) -> None:
        """Count what messages use, as they read now, and no longer what they used: in the order in which it came."""
        await self.writer.write(_hear, (tuple(heard), first_open(self.clock.now())))

    async def since(self, day: date, guild_ids: Collection[GuildId]) -> tuple[Sequence[Sum], Collection[Tag]]:
        """Return the sums of guilds from a day on, and the tags that of late more than one member used."""
        return await self.engine.read(lambda connection: _since(connection, day, guild_ids))

    async def expire(self) -> None:
        """Fold the uses of days that are over for long enough into sums, and forget sums that are past their time."""
        now = self.clock.now()
        for place in await self.engine.read(lambda connection: _over(connection, first_open(now))):
            await self.writer.write(_fold, place)
            await self.clock.sleep(_REST_SECONDS)
        await self.writer.write(_forget_sums, now)


@dataclass(frozen=True, slots=True)
class SqlAliasStore:
    """The hashtags' `AliasStore` in a table."""

    engine: Engine
    writer: Writer

    async def every(self) -> Mapping[GuildId, Sequence[Alias]]:
        """Return the pairs of each guild that has some."""
        return await self.engine.read(_pairs)

    async def keep(self, guild_id: GuildId, alias: Alias) -> None:
        """Remember a pair, in place of one with the same English name."""
        await self.writer.write(_keep, (guild_id, alias))

    async def forget(self, guild_id: GuildId, english: str) -> None:
        """Forget the pair with an English name."""
        await self.writer.write(_forget, (guild_id, english))


@dataclass(frozen=True, slots=True)
class HashtagStores:
    """The stores of hashtags."""

    uses: SqlHashtagStore
    aliases: SqlAliasStore

    @classmethod
    def over(cls, engine: Engine, writer: Writer, clock: Clock) -> "HashtagStores":
        """Return the stores over an engine."""
        return cls(SqlHashtagStore(engine, writer, clock), SqlAliasStore(engine, writer))


def _hear(connection: Connection, calls: Sequence[tuple[Sequence[Heard], date]]) -> list[None]:
    for heard, first in calls:
        for one in heard:
            if isinstance(one, Unused):
                connection.execute(delete(hashtag_use).where(hashtag_use.c.message_id.in_(one.message_ids)))
            elif said_at(one.message_id).date() >= first:
                _count(connection, one)
    return [None] * len(calls)


def _count(connection: Connection, used: Used) -> None:
    """Let a message use what it does in this revision; nothing where a newer one is known, or it may not cross."""
    its = hashtag_use.c.message_id == used.message_id
    newest = connection.execute(select(func.max(hashtag_use.c.revision)).where(its)).scalar()
    if newest is not None and newest > used.revision:
        return
    connection.execute(delete(hashtag_use).where(its))
    buried = select(tombstone.c.message_id).where(tombstone.c.message_id == used.message_id)
    held = select(refusal.c.source_id).where(refusal.c.source_id == used.message_id, refusal.c.reason.in_(_HELD))
    if not used.spellings or connection.execute(buried.union(held)).first() is not None:
        return
    whose = {
        "message_id": used.message_id,
        "guild_id": used.guild_id,
        "day": said_at(used.message_id).date(),
        "user_id": used.user_id,
        "tongue": used.tongue,
        "revision": used.revision,
    }
    connection.execute(
        insert_into(hashtag_use, connection.dialect.name).on_conflict_do_nothing(),
        [whose | {"tag": tag, "spelling": spelling} for tag, spelling in used.spellings.items()],
    )


def _since(connection: Connection, day: date, guild_ids: Collection[GuildId]) -> tuple[list[Sum], frozenset[Tag]]:
    kept = select(hashtag_sum).where(hashtag_sum.c.guild_id.in_(guild_ids), hashtag_sum.c.day >= day)
    use = and_(hashtag_use.c.guild_id.in_(guild_ids), hashtag_use.c.day >= day)
    sums = [_sum_of(row, is_shared=row.is_shared) for row in connection.execute(kept)]
    sums += _summed(connection, use, frozenset())
    return sums, _shared(connection, use)


def _summed(connection: Connection, its: Any, shared: Collection[Tag]) -> Iterator[Sum]:
    """Yield the sums of the uses that *its* picks: each member once a day, in the tongue in which they did first."""
    use = hashtag_use
    once = (
        select(use.c.guild_id, use.c.day, use.c.tag, func.min(use.c.message_id).label("first"))
        .where(its)
        .group_by(use.c.guild_id, use.c.day, use.c.tag, use.c.user_id)
        .subquery()
    )
    query = (
        select(
            use.c.guild_id,
            use.c.day,
            use.c.tag,
            use.c.tongue,
            func.count().label("people"),
            func.max(use.c.spelling).label("spelling"),
        )
        .join(once, and_(use.c.message_id == once.c.first, use.c.tag == once.c.tag))
        .group_by(use.c.guild_id, use.c.day, use.c.tag, use.c.tongue)
    )
    for row in connection.execute(query):
        yield _sum_of(row, is_shared=row.tag in shared)


def _shared(connection: Connection, its: Any) -> frozenset[Tag]:
    members = func.count(hashtag_use.c.user_id.distinct())
    query = select(hashtag_use.c.tag).where(its).group_by(hashtag_use.c.tag).having(members >= FEWEST)
    return frozenset(Tag(tag) for (tag,) in connection.execute(query))


def _sum_of(row: Any, *, is_shared: bool) -> Sum:
    return Sum(GuildId(row.guild_id), row.day, Tag(row.tag), Tongue(row.tongue), row.people, row.spelling, is_shared)


def _over(connection: Connection, first: date) -> list[tuple[GuildId, date]]:
    query = select(hashtag_use.c.guild_id, hashtag_use.c.day).where(hashtag_use.c.day < first).distinct()
    return [(GuildId(guild_id), day) for guild_id, day in connection.execute(query.order_by(hashtag_use.c.day))]


def _fold(connection: Connection, places: Sequence[tuple[GuildId, date]]) -> list[None]:
    """Leave of a guild's day its sums alone; what another process has folded meanwhile stays as it is."""
    for guild_id, day in places:
        of_guild = hashtag_use.c.guild_id == guild_id
        its = and_(of_guild, hashtag_use.c.day == day)
        shared = _shared(connection, of_guild)
        rows = [
            {
                "guild_id": one.guild_id,
                "day": one.day,
                "tag": one.tag,
                "tongue": one.tongue,
                "people": one.members,
                "spelling": one.spelling,
                "is_shared": one.is_shared,
            }
            for one in _summed(connection, its, shared)
        ]
        if rows:
            connection.execute(insert_into(hashtag_sum, connection.dialect.name).on_conflict_do_nothing(), rows)
        connection.execute(delete(hashtag_use).where(its))
    return [None] * len(places)


def _forget_sums(connection: Connection, moments: Sequence[datetime]) -> list[None]:
    connection.execute(delete(hashtag_sum).where(hashtag_sum.c.day < (max(moments) - SUMS_KEPT_FOR).date()))
    return [None] * len(moments)


def _pairs(connection: Connection) -> dict[GuildId, list[Alias]]:
    pairs: dict[GuildId, list[Alias]] = {}
    for row in connection.execute(select(hashtag_alias).order_by(hashtag_alias.c.english)):
        pairs.setdefault(GuildId(row.guild_id), []).append(Alias(row.english, row.chinese))
    return pairs


def _keep(connection: Connection, calls: Sequence[tuple[GuildId, Alias]]) -> list[None]:
    for guild_id, alias in calls:
        row = {"guild_id": guild_id, "english": alias.en, "chinese": alias.zh_hans}
        connection.execute(upsert(hashtag_alias, connection.dialect.name), row)
    tell(connection, "hashtags")
    return [None] * len(calls)


def _forget(connection: Connection, calls: Sequence[tuple[GuildId, str]]) -> list[None]:
    for guild_id, english in calls:
        its = (hashtag_alias.c.guild_id == guild_id, hashtag_alias.c.english == english)
        connection.execute(delete(hashtag_alias).where(*its))
    tell(connection, "hashtags")
    return [None] * len(calls)
