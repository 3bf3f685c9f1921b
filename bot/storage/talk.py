"""Talk: who answered whom, for 72 hours, and the daily counts that are left of it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, delete, or_, select

from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.participation.meeting import Answered, Around, Talk, deleted, heard
from bot.participation.model import Tongue
from bot.storage.compiled import execute
from bot.storage.rows import Columns
from bot.storage.statements import found, upsert
from bot.storage.tables import talk as table


def keep(connection: Connection, talks: Iterable[Talk]) -> None:
    """Remember messages that are not known yet, in the order of hearing, and what follows for those around them."""
    rows: list[Columns] = []
    for talk in talks:
        if talk.answers is None and not talk.is_first:  # nearly every message: nothing follows
            rows.append(_columns(talk))
            continue
        _put(connection, rows)
        rows = [_columns(one) for one in heard(talk, _around(connection, talk))]
    _put(connection, rows)


def drop(connection: Connection, message_ids: Collection[MessageId]) -> None:
    """Forget messages that were deleted, as if they had never been written."""
    gone = known(connection, message_ids)
    for talk in gone:
        connection.execute(_DELETE, {"of_message": talk.message_id})
        if talk.answers is not None:
            _put(connection, [_columns(one) for one in deleted(talk, _around(connection, talk))])


def known(connection: Connection, message_ids: Collection[MessageId]) -> list[Talk]:
    """Return those of *message_ids* that are known."""
    return [talk_of(row) for row in found(connection, _KNOWN, sorted(message_ids))]


def talk_of(row: Row[*tuple[Any, ...]]) -> Talk:
    """Return the message that a row says."""
    answers = None
    if row.answers_id is not None:
        answers = Answered(MessageId(row.answers_id), UserId(row.answered_id), Tongue(row.answered_tongue))
    return Talk(
        message_id=MessageId(row.message_id),
        guild_id=GuildId(row.guild_id),
        channel_id=ChannelId(row.channel_id),
        user_id=UserId(row.user_id),
        tongue=Tongue(row.tongue),
        answers=answers,
        is_first=row.is_first,
        is_answered=row.is_answered,
        begins=row.begins,
        is_returned=row.is_returned,
        waited=row.waited,
    )


def _put(connection: Connection, rows: Sequence[Columns]) -> None:
    if rows:
        execute(connection, upsert(table, connection.dialect.name), rows)


def _around(connection: Connection, talk: Talk) -> Around:
    replies = tuple(_those(connection, table.c.answers_id == talk.message_id)) if talk.is_first else ()
    if (answers := talk.answers) is None:
        return Around(replies=replies)
    one, other = talk.user_id, answers.user_id
    of_pair = or_(
        and_(table.c.user_id == one, table.c.answered_id == other),
        and_(table.c.user_id == other, table.c.answered_id == one),
    )
    answered = known(connection, [answers.message_id])
    return Around(
        pair=[each for each in _those(connection, of_pair) if each.crosses] if talk.crosses else (),
        others=tuple(_those(connection, table.c.answers_id == answers.message_id)),
        answered=answered[0] if answered else None,
        replies=replies,
    )


def _those(connection: Connection, its: ColumnElement[bool]) -> Iterator[Talk]:
    return map(talk_of, connection.execute(select(table).where(its).order_by(table.c.message_id)))


def _columns(talk: Talk) -> Columns:
    answers = talk.answers
    return {
        "message_id": talk.message_id,
        "guild_id": talk.guild_id,
        "channel_id": talk.channel_id,
        "user_id": talk.user_id,
        "tongue": talk.tongue,
        "answers_id": None if answers is None else answers.message_id,
        "answered_id": None if answers is None else answers.user_id,
        "answered_tongue": None if answers is None else answers.tongue,
        "is_first": talk.is_first,
        "is_answered": talk.is_answered,
        "begins": talk.begins,
        "is_returned": talk.is_returned,
        "waited": talk.waited,
    }


_KNOWN: Final = select(table).where(table.c.message_id.in_(bindparam("keys", expanding=True)))
_DELETE: Final = delete(table).where(table.c.message_id == bindparam("of_message"))
