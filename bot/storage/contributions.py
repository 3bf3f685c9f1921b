"""Contributions: what is recorded of those who take part, and the sums of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeVar

from sqlalchemy import Connection, exists, select

from bot.clock import Clock
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.participation.counting import Sums
from bot.participation.crediting import voided
from bot.participation.heard import Batch
from bot.participation.model import Kind, State, Tongue
from bot.participation.retention import DaysOfArrival
from bot.participation.standing import FirstPost, MemberDays, Named
from bot.participation.tallying import DayCounts
from bot.relay.model import SourcePlace
from bot.storage import acts, cohorts, meetings, suggested, sums
from bot.storage.engine import Engine
from bot.storage.folding import ACTS_KEPT_FOR, fold_some
from bot.storage.folding import SLICE as FOLDED_AT_ONCE
from bot.storage.recording import Recorded, record, revoke
from bot.storage.sources import Sources
from bot.storage.statements import take_turns
from bot.storage.sums import Between
from bot.storage.tables import counted_upto, shown_member, watermark
from bot.storage.writer import Operation, Writer

T = TypeVar("T")

_REST_SECONDS: Final = 0.05  # between two slices, for those who wait


@dataclass(frozen=True, slots=True)
class SqlContributions:
    """Participation's `Records` and `Standings` in tables."""

    engine: Engine
    writer: Writer
    clock: Clock

    async def record(self, batch: Batch) -> None:
        """Remember what was heard, each thing once however often it is heard."""
        await self.writer.write(record, Recorded(batch, self.clock.now()))

    async def behind(self) -> Mapping[ChannelId, MessageId]:
        """Return the channels that are not counted as far as they were relayed, each with how far it is."""
        rows = await self.engine.read(lambda connection: connection.execute(_BEHIND).all())
        return {ChannelId(channel_id): MessageId(message_id) for channel_id, message_id in rows}

    async def void(self, place: SourcePlace) -> int:
        """Have nothing count that the message at *place* is, or the one that it copies; return how much did."""
        return await self.writer.write(_void, (place, self.clock.now()))

    async def home_of(self, message_id: MessageId) -> GuildId | None:
        """Return the guild in which a message was written, or the one that it copies; None where nothing is known."""
        now = self.clock.now()
        return await self.engine.read(lambda connection: _home_of(connection, message_id, now))

    async def fold(self) -> None:
        """Bring every sum up to date."""
        await self._in_slices(fold_some, FOLDED_AT_ONCE)

    async def keep_house(self, key: bytes) -> None:
        """Count what is to be forgotten, and forget it; count the suggestions that are asked."""
        await self._in_slices(meetings.forget, meetings.SLICE)
        while await self.writer.write(acts.forget_whom, (self.clock.now(), key)) >= acts.SLICE:
            await self.clock.sleep(_REST_SECONDS)
        await self._in_slices(cohorts.forget, cohorts.SLICE)
        await self.writer.write(suggested.credit, self.clock.now())

    async def of_member(self, guild_ids: Collection[GuildId], user_id: UserId, days: Between) -> MemberDays:
        """Return a member's contributions of each day that has any."""
        return await self.engine.read(lambda connection: sums.of_member(connection, guild_ids, user_id, days))

    async def by_tongue(self, guild_ids: Collection[GuildId], days: Between) -> Mapping[tuple[date, Tongue], Sums]:
        """Return everybody's contributions of each day, by the tongue in which they were made."""
        return await self.engine.read(lambda connection: sums.by_tongue(connection, guild_ids, days))

    async def totals_by_tongue(self, guild_ids: Collection[GuildId], days: Between) -> Mapping[Tongue, int]:
        """Return how many contributions of any kind were made in each tongue."""
        return await self.engine.read(lambda connection: sums.totals_by_tongue(connection, guild_ids, days))

    async def people(self, guild_ids: Collection[GuildId], weeks: Between) -> Mapping[tuple[date, Tongue], int]:
        """Return how many took part in each week, by tongue; who did in several guilds is counted in each."""
        return await self.engine.read(lambda connection: sums.people(connection, guild_ids, weeks))

    async def named(self, guild_ids: Collection[GuildId], period: str, limit: int) -> Sequence[Named]:
        """Return those who want to be seen, with the most contributions in a period first."""
        return await self.engine.read(lambda connection: sums.named(connection, guild_ids, period, limit))

    async def total_of(self, guild_ids: Collection[GuildId], user_id: UserId, period: str) -> int:
        """Return a member's contributions in a period, whether they want to be seen or not."""
        return await self.engine.read(lambda connection: sums.total_of(connection, guild_ids, user_id, period))

    async def is_shown(self, guild_id: GuildId, user_id: UserId) -> bool:
        """Tell whether a member stands on boards by name."""
        query = select(exists().where(shown_member.c.guild_id == guild_id, shown_member.c.user_id == user_id))
        return bool(await self.engine.read(lambda connection: connection.execute(query).scalar()))

    async def show(self, guild_id: GuildId, user_id: UserId, *, is_shown: bool) -> None:
        """Have a member stand on boards by name, or no longer."""
        await self.writer.write(sums.show, (guild_id, user_id, is_shown))

    async def meetings(self, guild_ids: Collection[GuildId], days: Between) -> Mapping[date, DayCounts]:
        """Return who answered whom on each day, as far as that is over."""
        now = self.clock.now()
        return await self.engine.read(lambda connection: meetings.meetings(connection, guild_ids, days, now))

    async def arrivals(self, guild_ids: Collection[GuildId], days: Between) -> DaysOfArrival:
        """Return how many arrived on each day, and came back."""
        return await self.engine.read(lambda connection: cohorts.arrivals(connection, guild_ids, days))

    async def unanswered(self, guild_ids: Collection[GuildId], since: datetime) -> Sequence[FirstPost]:
        """Return the first posts of newcomers since a moment that nobody answered, the oldest first."""
        return await self.engine.read(lambda connection: cohorts.unanswered(connection, guild_ids, since))

    async def _in_slices(self, operation: Operation[datetime, int], size: int) -> None:
        while await self.writer.write(operation, self.clock.now()) >= size:
            await self.clock.sleep(_REST_SECONDS)


def _void(connection: Connection, calls: Sequence[tuple[SourcePlace, datetime]]) -> list[int]:
    take_turns(connection)
    counts = []
    for place, now in calls:
        source = Sources.read(connection, [place.message_id], before=now).of(place.message_id)
        if source is not None:
            place = SourcePlace(source.here.channel_id, source.message_id)
        known = acts.of_messages(connection, [place.message_id])
        counting = [one for one in known if one.credit.state is State.COUNTED]
        acts.keep(connection, [], [voided(one.id) for one in known])
        revoke(connection, {place.message_id: place.channel_id}, now, ACTS_KEPT_FOR)
        counts.append(len(counting))
    return counts


def _home_of(connection: Connection, message_id: MessageId, now: datetime) -> GuildId | None:
    source = Sources.read(connection, [message_id], before=now).of(message_id)
    if source is not None:
        return source.here.guild_id
    # Older than what crossed is known: what its author did by it tells, and what others did under it does not.
    own = [one for one in acts.of_messages(connection, [message_id]) if one.kind is not Kind.REACTION_GIVEN]
    return own[0].guild_id if own else None


_BEHIND: Final = (
    select(counted_upto.c.channel_id, counted_upto.c.message_id)
    .join(watermark, watermark.c.channel_id == counted_upto.c.channel_id)
    .where(watermark.c.message_id > counted_upto.c.message_id)
)
