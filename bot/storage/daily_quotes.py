"""What recaps of the topic of the day show, and which answers were given by the button: ids, and no words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, exists, false, literal_column, not_, or_, select, update

from bot.clock import Clock
from bot.ids import ChannelId, MessageId, UserId
from bot.prompts.answers import Given, Quoted
from bot.prompts.occasions import OccasionId, OccasionState
from bot.relay.joining import Joining
from bot.relay.model import UNEDITED, Part, PartState, SourcePlace
from bot.storage.engine import Engine
from bot.storage.occasions import database_now, is_free
from bot.storage.rows import live_part_columns
from bot.storage.statements import found, insert_into
from bot.storage.tables import choice, daily_answer, ledger, preference
from bot.storage.tables import daily_occasion as occasion
from bot.storage.tables import daily_posting as posting
from bot.storage.tables import daily_quote as table
from bot.storage.writer import Writer
from bot.translation.model import Quality


@dataclass(frozen=True, slots=True)
class SqlAnswerStore:
    """The prompts' `AnswerStore` in tables."""

    engine: Engine
    writer: Writer
    clock: Clock

    async def given(self, occasion_id: OccasionId) -> Mapping[MessageId, UserId]:
        """Return the answers to an occasion, each with who gave it."""
        query = select(daily_answer).where(daily_answer.c.occasion_id == occasion_id)
        rows = await self.engine.read(lambda connection: connection.execute(query).all())
        return {MessageId(row.message_id): UserId(row.user_id) for row in rows}

    async def left(self, since: MessageId) -> Sequence[Given]:
        """Return the answers since a message, to topics that are open, of which nothing stands in another channel."""
        rows = await self.engine.read(lambda connection: connection.execute(_LEFT, {"since": since}).all())
        return [
            Given(
                OccasionId(row.occasion_id),
                SourcePlace(ChannelId(row.channel_id), MessageId(row.message_id)),
                UserId(row.user_id),
                row.end_unit,
            )
            for row in rows
        ]

    async def give(self, given: Given) -> None:
        """Remember an answer, and in the ledger that it is its member's, who cannot delete it as their own."""
        await self.writer.write(_give, (given, self.clock.now()))


@dataclass(frozen=True, slots=True)
class SqlQuoteStore:
    """The prompts' `QuoteStore` in tables."""

    engine: Engine
    writer: Writer
    clock: Clock

    async def claim(self, occasion_id: OccasionId, until: datetime) -> bool:
        """Let this process look after an occasion until a moment; tell whether it may."""
        now = self.clock.now()
        return await self.writer.write(_claim, (occasion_id, now, until))

    async def release(self, occasion_id: OccasionId) -> None:
        """Look after an occasion no more, so that others may."""
        await self.writer.write(_release, occasion_id)

    async def plan(self, occasion_id: OccasionId, shown: Sequence[Quoted], people: Mapping[ChannelId, int]) -> None:
        """Remember what a recap is to show, and how many answered in each channel."""
        await self.writer.write(_plan, (occasion_id, tuple(shown), dict(people)))

    async def of(self, occasion_id: OccasionId) -> Sequence[Quoted]:
        """Return what a recap shows, in order."""
        query = select(table).where(table.c.occasion_id == occasion_id).order_by(table.c.position, table.c.source_id)
        rows = await self.engine.read(lambda connection: connection.execute(query).all())
        return [
            Quoted(
                MessageId(row.source_id),
                ChannelId(row.channel_id),
                UserId(row.author_id),
                row.position,
                bool(row.is_picture),
            )
            for row in rows
        ]

    async def changed(self, source_ids: Collection[MessageId]) -> None:
        """Owe a look to the recaps that show any of these messages; one look-up where none does."""
        occasion_ids = await self.engine.read(
            lambda connection: {row.occasion_id for row in found(connection, _SHOWING, source_ids)}
        )
        for occasion_id in sorted(occasion_ids):
            await self.owe(OccasionId(occasion_id))

    async def withdraw(self, occasion_id: OccasionId, author_id: UserId) -> bool:
        """Show nothing of a user in a recap any more; tell whether it showed something."""
        return await self.writer.write(_withdraw_of, (occasion_id, author_id))

    async def withdraw_unwilling(self) -> None:
        """Show nothing any more of those who take no part, or do not want to be quoted."""
        await self.writer.write(_withdraw_unwilling, None)

    async def drop(self, occasion_id: OccasionId, source_ids: Collection[MessageId]) -> None:
        """Show nothing of these messages in a recap any more."""
        await self.writer.write(_drop, (occasion_id, tuple(source_ids)))

    async def owing(self, now: datetime, limit: int) -> Sequence[OccasionId]:
        """Return at most *limit* closed occasions whose recap is owed a look, and which nobody looks after."""
        # Written out, as its index says it.
        its = occasion.c.changes > literal_column("0"), occasion.c.state == OccasionState.CLOSED.value, is_free(now)
        query = select(occasion.c.id).where(*its).order_by(occasion.c.id).limit(limit)
        rows = await self.engine.read(lambda connection: connection.execute(query).all())
        return [OccasionId(occasion_id) for (occasion_id,) in rows]

    async def changes(self, occasion_id: OccasionId) -> int:
        """Return how often what a recap shows has changed since it was brought up to date."""
        query = select(occasion.c.changes).where(occasion.c.id == occasion_id)
        return await self.engine.read(lambda connection: connection.execute(query).scalar() or 0)

    async def settle(self, occasion_id: OccasionId, changes: int) -> None:
        """Note that a recap is up to date, unless there were more than *changes* meanwhile."""
        await self.writer.write(_settle, (occasion_id, changes))

    async def owe(self, occasion_id: OccasionId) -> None:
        """Owe a recap another look."""
        await self.writer.write(_owe, occasion_id)


def withdraw(connection: Connection, author_id: UserId, before: MessageId) -> None:
    """Show nothing any more of what a user wrote *before* a message, in any recap: part of another commit."""
    _take_out(connection, (table.c.author_id == author_id, table.c.source_id < before))


def _give(connection: Connection, calls: Sequence[tuple[Given, datetime]]) -> list[None]:
    for given, at in calls:
        place = given.place
        row = {
            "message_id": place.message_id,
            "occasion_id": given.occasion_id,
            "channel_id": place.channel_id,
            "user_id": given.user_id,
        }
        part = Part(
            message_id=place.message_id,
            destination_id=place.channel_id,
            source_id=place.message_id,
            source_channel_id=place.channel_id,
            ordinal=0,
            start=0,
            end=given.units,
            revision=UNEDITED,
            quality=Quality.FINAL,
            joining=Joining.ALONE,
        )
        connection.execute(insert_into(daily_answer, connection.dialect.name).on_conflict_do_nothing(), row)
        its_own = insert_into(ledger, connection.dialect.name).on_conflict_do_nothing()
        connection.execute(its_own, live_part_columns(part, given.user_id, at))
    return [None] * len(calls)


def _claim(connection: Connection, calls: Sequence[tuple[OccasionId, datetime, datetime]]) -> list[bool]:
    claimed = []
    for occasion_id, clock_now, until in calls:
        now = database_now(connection, clock_now)
        taking = update(occasion).where(occasion.c.id == occasion_id, is_free(now))
        claimed.append(connection.execute(taking.values(tended_until=now + (until - clock_now))).rowcount > 0)
    return claimed


def _release(connection: Connection, occasion_ids: Sequence[OccasionId]) -> list[None]:
    connection.execute(update(occasion).where(occasion.c.id.in_(occasion_ids)).values(tended_until=None))
    return [None] * len(occasion_ids)


def _plan(
    connection: Connection, calls: Sequence[tuple[OccasionId, tuple[Quoted, ...], dict[ChannelId, int]]]
) -> list[None]:
    for occasion_id, shown, people in calls:
        rows = [
            {
                "occasion_id": occasion_id,
                "source_id": one.source_id,
                "is_picture": one.is_picture,
                "channel_id": one.channel_id,
                "author_id": one.author_id,
                "position": one.position,
            }
            for one in shown
        ]
        if rows:
            connection.execute(insert_into(table, connection.dialect.name).on_conflict_do_nothing(), rows)
        for channel_id, count in people.items():
            its = posting.c.occasion_id == occasion_id, posting.c.channel_id == channel_id
            connection.execute(update(posting).where(*its).values(people=count))
    return [None] * len(calls)


def _withdraw_of(connection: Connection, calls: Sequence[tuple[OccasionId, UserId]]) -> list[bool]:
    return [
        _take_out(connection, (table.c.occasion_id == occasion_id, table.c.author_id == author_id))
        for occasion_id, author_id in calls
    ]


def _withdraw_unwilling(connection: Connection, calls: Sequence[None]) -> list[None]:
    absent = select(choice.c.user_id).where(choice.c.takes_part == false())
    silent = select(preference.c.user_id).where(preference.c.may_be_quoted == false())
    _take_out(connection, (or_(table.c.author_id.in_(absent), table.c.author_id.in_(silent)),))
    return [None] * len(calls)


def _take_out(connection: Connection, its: tuple[Any, ...]) -> bool:
    """Drop rows, and owe the recaps that show them a look; tell whether there were any."""
    occasion_ids = sorted({row.occasion_id for row in connection.execute(select(table.c.occasion_id).where(*its))})
    if occasion_ids:
        connection.execute(delete(table).where(*its))
        connection.execute(_OWE, [{"of_occasion": occasion_id} for occasion_id in occasion_ids])
    return bool(occasion_ids)


def _drop(connection: Connection, calls: Sequence[tuple[OccasionId, tuple[MessageId, ...]]]) -> list[None]:
    for occasion_id, source_ids in calls:
        its = table.c.occasion_id == occasion_id, table.c.source_id.in_(source_ids)
        connection.execute(delete(table).where(*its))
    return [None] * len(calls)


def _settle(connection: Connection, calls: Sequence[tuple[OccasionId, int]]) -> list[None]:
    for occasion_id, changes in calls:
        its = occasion.c.id == occasion_id, occasion.c.changes <= changes
        connection.execute(update(occasion).where(*its).values(changes=0))
    return [None] * len(calls)


def _owe(connection: Connection, occasion_ids: Sequence[OccasionId]) -> list[None]:
    connection.execute(_OWE, [{"of_occasion": occasion_id} for occasion_id in occasion_ids])
    return [None] * len(occasion_ids)


_KEYS: Final[Any] = bindparam("keys", expanding=True)
_SHOWING: Final = select(table.c.occasion_id).where(table.c.source_id.in_(_KEYS))
_OWE: Final = update(occasion).where(occasion.c.id == bindparam("of_occasion")).values(changes=occasion.c.changes + 1)
_COPY: Final = ledger.alias()
_LEFT: Final = (
    select(daily_answer, ledger.c.end_unit)
    .join(occasion, occasion.c.id == daily_answer.c.occasion_id)
    .join(ledger, ledger.c.message_id == daily_answer.c.message_id)
    .where(
        daily_answer.c.message_id >= bindparam("since"),
        occasion.c.state == OccasionState.OPEN.value,
        ledger.c.state == PartState.LIVE.value,
        not_(exists().where(_COPY.c.source_id == daily_answer.c.message_id, _COPY.c.message_id != _COPY.c.source_id)),
    )
    .order_by(daily_answer.c.message_id)
)
