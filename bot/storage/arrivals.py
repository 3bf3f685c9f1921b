"""Arrivals: newcomers, who answered them first, and on which days they came back."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, select, tuple_, update

from bot.ids import GuildId, MessageId, UserId, said_at
from bot.participation.heard import Said, Written
from bot.participation.retention import AFTER
from bot.storage.compiled import execute
from bot.storage.statements import insert_new
from bot.storage.tables import arrival as table

NEW_FOR: Final = timedelta(days=14)
"""Who writes for the first time so soon after they joined the guild is a newcomer."""

WATCHED_FOR: Final = NEW_FOR + timedelta(days=max(AFTER) + 1)
"""So long after somebody joined it may matter on which days they write."""

Place = tuple[GuildId, UserId]
"""Somebody in a guild."""


def come(connection: Connection, said: Sequence[Said]) -> Collection[MessageId]:
    """Note who is active; return which of *said* are the first messages of newcomers."""
    recent = [one for one in said if one.joined_at is not None and one.at - one.joined_at <= WATCHED_FOR]
    if not recent:
        return ()
    rows = _known(connection, {(one.here.guild_id, one.here.user_id) for one in recent})
    arrived = {place: MessageId(row.first_id) for place, row in rows.items()}
    first: dict[Place, Said] = {}
    active: set[tuple[Place, int]] = set()
    for one in sorted(recent, key=lambda each: each.message_id):
        place = (one.here.guild_id, one.here.user_id)
        if (since := arrived.get(place)) is not None:
            day = (one.at.date() - said_at(since).date()).days
            if day in AFTER and not (place in rows and getattr(rows[place], f"is_active_{day}")):
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
    arrived = dict(_known(connection, those)) if those else {}
    first = {MessageId(row.answered_by) for row in arrived.values() if row.answered_by is not None}
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


def _known(connection: Connection, places: Collection[Place]) -> Mapping[Place, Row[*tuple[Any, ...]]]:
    return {(GuildId(row.guild_id), UserId(row.user_id)): row for row in _rows(connection, places)}


def _rows(connection: Connection, places: Collection[Place]) -> Iterator[Row[*tuple[Any, ...]]]:
    return iter(connection.execute(_KNOWN, {"places": sorted(places)}))


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


_KNOWN: Final = select(table).where(tuple_(table.c.guild_id, table.c.user_id).in_(bindparam("places", expanding=True)))
