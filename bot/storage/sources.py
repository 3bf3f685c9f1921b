"""Sources: whose message it is that somebody replies to or reacts to, which may be a copy."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, select

from bot.ids import ChannelId, GuildId, MessageId, UserId, first_id_at
from bot.participation.heard import Here, Written
from bot.participation.meeting import Talk
from bot.participation.model import Tongue, tongue_of
from bot.participation.tallying import LOOKED_AT
from bot.storage import talk
from bot.storage.compiled import found_by
from bot.storage.statements import found
from bot.storage.tables import endpoint, joined_thread, ledger
from bot.translation.model import Language


@dataclass(frozen=True, slots=True)
class _Source:
    """A source message, as the ledger knows it."""

    message_id: MessageId
    channel_id: ChannelId
    author_id: UserId


@dataclass(slots=True)
class Sources:
    """The sources of some messages, as far as a person wrote them and they are known; make one with `read`.

    It follows along as messages are taken in.
    """

    _ids: Mapping[MessageId, MessageId]
    _asked: Collection[MessageId]  # the sources among them
    _written: dict[MessageId, Written]

    @classmethod
    def read(
        cls, connection: Connection, message_ids: Collection[MessageId], *, before: datetime | None = None
    ) -> "Sources":
        """Return the sources of *message_ids*, which are copies or sources: what was counted in three days.

        Where they may be older than that, *before* a moment, they are whatever crossed: also what is not counted.
        """
        if not message_ids:
            return cls({}, frozenset(), {})
        copies = dict(_sources_of_copies(connection, message_ids))
        ids = {message_id: copies.get(message_id, message_id) for message_id in message_ids}
        asked = frozenset(ids.values())
        written = {one.message_id: _of_talk(one) for one in talk.known(connection, asked)}
        if before is not None:
            long_ago = first_id_at(before - LOOKED_AT)
            written.update(_older(connection, {one for one in asked if one < long_ago and one not in written}))
        return cls(ids, asked, written)

    def id_of(self, message_id: MessageId) -> MessageId:
        """Return the source's id of a message that was asked for, whether or not more is known of it."""
        return self._ids[message_id]

    def of(self, message_id: MessageId) -> Written | None:
        """Return the source of a message that was asked for."""
        return self._written.get(self._ids[message_id])

    def all(self) -> Mapping[MessageId, Written]:
        """Return each source that is known, by what was asked for."""
        return {one: source for one in self._ids if (source := self.of(one)) is not None}

    def add(self, one: Talk) -> None:
        """Know a message that was just taken in."""
        if one.message_id in self._asked:
            self._written[one.message_id] = _of_talk(one)


def _sources_of_copies(
    connection: Connection, message_ids: Collection[MessageId]
) -> Iterable[tuple[MessageId, MessageId]]:
    """Return the source of each copy; of one that joins several, the last."""
    rows = sorted(found_by(connection, _OF_COPIES, sorted(message_ids)))
    return ((MessageId(message_id), MessageId(source_id)) for message_id, source_id in rows)


def _older(connection: Connection, source_ids: Collection[MessageId]) -> Mapping[MessageId, Written]:
    rows = {
        MessageId(source_id): _Source(MessageId(source_id), ChannelId(channel_id), UserId(author_id))
        for source_id, channel_id, author_id in found_by(connection, _OF_SOURCES, sorted(source_ids))
        if author_id
    }
    seats = _seats(connection, {one.channel_id for one in rows.values()})
    return {
        one.message_id: Written(
            one.message_id,
            Here(one.author_id, GuildId(seat.guild_id), one.channel_id, tongue_of(Language(seat.language))),
        )
        for one in rows.values()
        if (seat := seats.get(one.channel_id)) is not None
    }


def _seats(
    connection: Connection, channel_ids: Collection[ChannelId]
) -> Mapping[ChannelId, "Row[tuple[int, int, str]]"]:
    """Return the seat of each channel, or of that of which it is a thread."""
    return {ChannelId(row.place_id): row for row in found(connection, _SEATS, channel_ids)}


def _of_talk(one: Talk) -> Written:
    answers = one.answers
    return Written(
        one.message_id,
        Here(one.user_id, one.guild_id, one.channel_id, Tongue(one.tongue)),
        None if answers is None else answers.message_id,
        None if answers is None else answers.user_id,
        None if answers is None else answers.tongue,
    )


_KEYS: Final[Any] = bindparam("keys", expanding=True)
_OF_COPIES: Final = select(ledger.c.message_id, ledger.c.source_id).where(
    ledger.c.message_id.in_(_KEYS), ledger.c.message_id != ledger.c.source_id
)
_OF_SOURCES: Final = select(ledger.c.source_id, ledger.c.source_channel_id, ledger.c.author_id).where(
    ledger.c.source_id.in_(_KEYS)
)
_SEATS: Final = (
    select(endpoint.c.channel_id.label("place_id"), endpoint.c.guild_id, endpoint.c.language)
    .where(endpoint.c.channel_id.in_(_KEYS))
    .union_all(
        select(joined_thread.c.thread_id, endpoint.c.guild_id, endpoint.c.language)
        .join(endpoint, endpoint.c.channel_id == joined_thread.c.parent_id)
        .where(joined_thread.c.thread_id.in_(_KEYS))
    )
)
