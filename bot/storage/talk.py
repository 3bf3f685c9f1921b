"""Talk: who answered whom, for 72 hours, and the daily counts that are left of it."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, delete, select

from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.participation.meeting import Answered, Around, Talk, deleted, heard
from bot.participation.model import Tongue
from bot.storage.compiled import execute, found_by, returned
from bot.storage.rows import Columns
from bot.storage.statements import upsert
from bot.storage.tables import talk as table


def keep(connection: Connection, talks: Iterable[Talk]) -> None:
    """Remember messages that are not known yet, in the order of hearing, and what follows for those around them."""
    rows: list[Columns] = []
    for talk in talks:
        if talk.answers is None and not talk.is_first:  # nearly every message: nothing follows
            rows.append(_columns(talk))
            continue
        _put(connection, rows)
        rows = _changed(heard(talk, around := _around(connection, talk)), around)
    _put(connection, rows)


def drop(connection: Connection, message_ids: Collection[MessageId]) -> None:
    """Forget messages that were deleted, as if they had never been written."""
    for talk in (one for message_id in sorted(message_ids) for one in known(connection, [message_id])):
        connection.execute(_DELETE, {"of_message": talk.message_id})
        if talk.answers is not None:
            _put(connection, _changed(deleted(talk, around := _around(connection, talk)), around))


def known(connection: Connection, message_ids: Collection[MessageId]) -> list[Talk]:
    """Return those of *message_ids* that are known."""
    return [talk_of(row) for row in found_by(connection, _KNOWN, sorted(message_ids))]


def talk_of(row: Sequence[Any]) -> Talk:
    """Return the message that a row of the table says."""
    message_id, guild_id, channel_id, user_id, tongue, answers_id, answered_id, answered_tongue, *what_follows = row
    is_first, is_answered, begins, is_returned, waited = what_follows
    answers = None
    if answers_id is not None:
        answers = Answered(MessageId(answers_id), UserId(answered_id), Tongue(answered_tongue))
    return Talk(
        message_id=MessageId(message_id),
        guild_id=GuildId(guild_id),
        channel_id=ChannelId(channel_id),
        user_id=UserId(user_id),
        tongue=Tongue(tongue),
        answers=answers,
        is_first=is_first,
        is_answered=is_answered,
        begins=begins,
        is_returned=is_returned,
        waited=waited,
    )


def _put(connection: Connection, rows: Sequence[Columns]) -> None:
    if rows:
        execute(connection, upsert(table, connection.dialect.name), rows)


def _changed(talks: Collection[Talk], around: Around) -> list[Columns]:
    """Return the rows of those of *talks* that do not read as they did *around* a message."""
    before = {*around.pair, *around.others, *around.replies, around.answered}
    return [_columns(one) for one in talks if one not in before]


def _around(connection: Connection, talk: Talk) -> Around:
    """Return what matters around a message, and nothing that cannot."""
    # Of the replies to one message, however many, the earliest alone matter.
    replies = _those(connection, _EARLIEST, talk.message_id) if talk.is_first else ()
    if (answers := talk.answers) is None:
        return Around(replies=replies)
    first = [talk_of(row) for row in found_by(connection, _FIRST, [answers.message_id])]
    others = [*_those(connection, _EARLIEST, answers.message_id)] if first else []
    if talk.crosses:
        across = _those(connection, _EARLIEST_ACROSS, answers.message_id)
        others += [one for one in across if one not in others]
    of_pair = found_by(connection, _OF_PAIR, [talk.user_id, answers.user_id]) if talk.crosses else ()
    return Around(
        pair=[talk_of(row) for row in of_pair],
        others=others,
        answered=first[0] if first else None,
        replies=replies,
    )


def _those(connection: Connection, query: Select[*tuple[Any, ...]], answers_id: MessageId) -> Sequence[Talk]:
    return [talk_of(row) for row in returned(connection, query, [{"answered": answers_id}])]


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


_KEYS: Final[Any] = bindparam("keys", expanding=True)
_KNOWN: Final = select(table).where(table.c.message_id.in_(_KEYS))
_FIRST: Final = _KNOWN.where(table.c.is_first)
_EARLIEST: Final = (
    select(table).where(table.c.answers_id == bindparam("answered")).order_by(table.c.message_id).limit(1)
)
_EARLIEST_ACROSS: Final = _EARLIEST.where(table.c.answered_tongue != table.c.tongue)
# Nobody answers themselves here: of two people these are all that each replied to the other, across.
_OF_PAIR: Final = (
    select(table)
    .where(table.c.user_id.in_(_KEYS), table.c.answered_id.in_(_KEYS), table.c.answered_tongue != table.c.tongue)
    .order_by(table.c.message_id)
)
_DELETE: Final = delete(table).where(table.c.message_id == bindparam("of_message"))
