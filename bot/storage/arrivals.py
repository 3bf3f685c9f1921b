"""Arrivals: newcomers, who answered them first, and on which days they came back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select, update

from bot.ids import GuildId, MessageId, UserId, said_at
from bot.participation.heard import Said, Written
from bot.participation.retention import AFTER
from bot.storage.compiled import execute, found_by
from bot.storage.statements import insert_new
from bot.storage.tables import arrival as table

NEW_FOR: Final = timedelta(days=14)
"""Who writes for the first time so soon after they joined the guild is a newcomer."""

WATCHED_FOR: Final = NEW_FOR + timedelta(days=max(AFTER) + 1)
"""So long after somebody joined it may matter on which days they write."""

Place = tuple[GuildId, UserId]
"""Somebody in a guild."""


@dataclass(frozen=True, slots=True)
class _Newcomer:
    """Somebody who arrived.

    Attributes:
        active: So many days after it they wrote.
    """

    first_id: MessageId
    answered_by: MessageId | None
    crossed_by: MessageId | None
    active: Collection[int]


def come(connection: Connection, said: Sequence[Said]) -> Collection[MessageId]:
    """Note who is active; return which of *said* are the first messages of newcomers."""
    recent = [one for one in said if one.joined_at is not None and one.at - one.joined_at <= WATCHED_FOR]
    if not recent:
        return ()
    rows = _known(connection, {(one.here.guild_id, one.here.user_id) for one in recent})
    arrived = {place: row.first_id for place, row in rows.items()}
    first: dict[Place, Said] = {}
    active: set[tuple[Place, int]] = set()
    for one in sorted(recent, key=lambda each: each.message_id):
        place = (one.here.guild_id, one.here.user_id)
        if (since := arrived.get(place)) is not None:
            day = (one.at.date() - said_at(since).date()).days
            if day in AFTER and not (place in rows and day in rows[place].active):
                active.add((place, day))
        elif one.joined_at is not None and one.at - one.joined_at <= NEW_FOR:
            arrived[place] = one.message_id
            first[place] = one
    _insert(connection, first)
    for (guild_id, user_id), day in sorted(active):
        connection.execute(_of(guild_id, user_id).values({f"is_active_{day}": True}))
    return frozenset(one.message_id for one in first.values())


def answer(connection: Connection, replies: Mapping[MessageId, tuple[Said, Written]]) -> Collection[MessageId]:
    """Note who was answered; return which of *replies* are the first one that a newcomer got."""
    those = {(written.here.guild_id, written.here.user_id) for _, written in replies.values()}
    arrived = _known(connection, those)
    first = {row.answered_by for row in arrived.values() if row.answered_by is not None}
    crossed = {place for place, row in arrived.items() if row.crossed_by is not None}
    answered = {place for place, row in arrived.items() if row.answered_by is not None}
    for reply, written in replies.values():
        place = (written.here.guild_id, written.here.user_id)
        if place not in arrived or reply.here.user_id == written.here.user_id:
            continue
        if place not in answered:
            answered.add(place)
            first.add(reply.message_id)
            connection.execute(_of(*place).values(answered_by=reply.message_id))
        if place not in crossed and reply.here.tongue != written.here.tongue:
            crossed.add(place)
            connection.execute(_of(*place).values(crossed_by=reply.message_id))
    return first


def unanswer(connection: Connection, gone: Collection[MessageId]) -> None:
    """Have newcomers wait again whose first answers are *gone*."""
    if gone:
        keys = [{"of_message": message_id, "its": None} for message_id in sorted(gone)]
        connection.execute(_UNANSWER, keys)
        connection.execute(_UNCROSS, keys)


def _known(connection: Connection, places: Collection[Place]) -> Mapping[Place, _Newcomer]:
    known: dict[Place, _Newcomer] = {}
    for guild_id in sorted({guild_id for guild_id, _ in places}):
        who = sorted(user_id for its, user_id in places if its == guild_id)
        for user_id, *rest in found_by(connection, _KNOWN, who, {"guild": guild_id}):
            first_id, answered_by, crossed_by, *active = rest
            days = frozenset(day for day, is_active in zip(AFTER, active, strict=True) if is_active)
            known[guild_id, UserId(user_id)] = _Newcomer(first_id, answered_by, crossed_by, days)
    return known


def _insert(connection: Connection, first: Mapping[Place, Said]) -> None:
    if first:
        rows = [
            {
                "guild_id": guild_id,
                "user_id": user_id,
                "first_id": one.message_id,
                "channel_id": one.here.channel_id,
                "answered_by": None,
                "crossed_by": None,
                **{f"is_active_{after}": False for after in AFTER},
            }
            for (guild_id, user_id), one in first.items()
        ]
        execute(connection, insert_new(table, connection.dialect.name), rows)


def _of(guild_id: GuildId, user_id: UserId) -> Any:
    return update(table).where(table.c.guild_id == guild_id, table.c.user_id == user_id)


_KNOWN: Final = select(
    table.c.user_id,
    table.c.first_id,
    table.c.answered_by,
    table.c.crossed_by,
    *(table.c[f"is_active_{after}"] for after in AFTER),
).where(table.c.guild_id == bindparam("guild"), table.c.user_id.in_(bindparam("keys", expanding=True)))
_UNANSWER: Final = (
    update(table).where(table.c.answered_by == bindparam("of_message")).values(answered_by=bindparam("its"))
)
_UNCROSS: Final = update(table).where(table.c.crossed_by == bindparam("of_message")).values(crossed_by=bindparam("its"))
