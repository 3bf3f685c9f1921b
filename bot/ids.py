"""Discord's snowflakes as distinct types, so that a channel is never passed for a guild."""

from datetime import UTC, datetime, timedelta
from typing import NewType

GuildId = NewType("GuildId", int)
ChannelId = NewType("ChannelId", int)
MessageId = NewType("MessageId", int)
UserId = NewType("UserId", int)

# Discord counts a snowflake's milliseconds from the first second of 2015 (reference, "Snowflakes").
_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
_TIMESTAMP_SHIFT = 22


def said_at(message_id: MessageId) -> datetime:
    """Return the moment that *message_id* was given out, in UTC, to the millisecond."""
    return _EPOCH + timedelta(milliseconds=message_id >> _TIMESTAMP_SHIFT)


def first_id_at(moment: datetime) -> MessageId:
    """Return the smallest message id that could have been given out at *moment* (aware)."""
    milliseconds = (moment - _EPOCH) // timedelta(milliseconds=1)
    return MessageId(max(milliseconds, 0) << _TIMESTAMP_SHIFT)
