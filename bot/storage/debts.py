"""What becomes of a debt when its message is edited, removed or paid: pure."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.relay.carried import NOTHING
from bot.relay.model import Author, Debt, Owed, Revision
from bot.relay.ports import Admitted
from bot.translation.model import Language

UNNUMBERED: Final = 0
"""The sequence of a row that has not got its number yet."""

_NOBODY: Final = Author(UserId(0), "", None)
_NONE: Final[frozenset[UserId]] = frozenset()


@dataclass(frozen=True, slots=True)
class Delivered:
    """A source message that stands in a destination, and the newest revision shown there."""

    source_id: MessageId
    source_channel_id: ChannelId
    destination_id: ChannelId
    revision: Revision


def owed(admitted: Admitted, destination_id: ChannelId, debt: Debt, expires_at: datetime) -> Owed:
    """Return what *destination_id* is owed of *admitted*, still without a number."""
    message = admitted.message
    is_note = destination_id == message.channel_id
    return Owed(
        source_id=message.id,
        source_channel_id=message.channel_id,
        source_guild_id=message.guild_id,
        destination_id=destination_id,
        sequence=UNNUMBERED,
        debt=debt,
        revision=message.revision,
        author=message.author,
        content=message.content,
        source_language=admitted.language,
        pings=_NONE if is_note else message.pings,
        expires_at=expires_at,
        carried=message.carried.for_a_note if is_note else message.carried,
    )


def owed_removal(delivered: Delivered, expires_at: datetime) -> Owed:
    """Return the removal of *delivered*, of which only ids are still known."""
    return Owed(
        source_id=delivered.source_id,
        source_channel_id=delivered.source_channel_id,
        source_guild_id=GuildId(0),
        destination_id=delivered.destination_id,
        sequence=UNNUMBERED,
        debt=Debt.REMOVE,
        revision=delivered.revision,
        author=_NOBODY,
        content="",
        source_language=Language("und"),  # BCP 47: undetermined
        pings=frozenset(),
        expires_at=expires_at,
    )


def reworded(row: Owed, admitted: Admitted, expires_at: datetime) -> Owed:
    """Return *row* once its message reads as *admitted*: the same, if that is no newer or the message is gone."""
    if row.debt is Debt.REMOVE or admitted.message.revision <= row.revision:
        return row
    debt = Debt.EDIT if row.debt is Debt.FINAL else row.debt
    now = owed(admitted, row.destination_id, debt, expires_at)
    return replace(now, sequence=row.sequence, joined_to=row.joined_to)


def removed(row: Owed) -> Owed:
    """Return *row* once its message is gone: ids alone, for it may wait for long; the same if it was known."""
    if row.debt is Debt.REMOVE:
        return row
    author = Author(row.author.id, "", None)
    return replace(row, debt=Debt.REMOVE, author=author, content="", pings=frozenset(), carried=NOTHING)


def settled(now: Owed, then: Owed, *, is_final: bool) -> Owed | None:
    """Return what is owed once *then*, which is *now* unless it moved, has been paid; None if nothing is.

    Args:
        now: The row as it stands.
        then: The row as it was when the work on it began.
        is_final: Whether a final translation stands there.
    """
    if now.revision == then.revision and now.debt is then.debt:
        return None if is_final else replace(now, debt=Debt.FINAL)
    if now.debt is Debt.CREATE:
        return replace(now, debt=Debt.EDIT)  # something stands there now, of an older revision
    return now
