"""Slow turns: how often somebody may enter a channel in slow mode. Discord holds members to it, and bots not."""

from datetime import datetime, timedelta

from bot.ids import ChannelId, MessageId, UserId, said_at

_REMEMBERED = 4096


class SlowTurns:
    """Gives out turns: in a slow channel, one a member in each interval, wherever they write.

    A turn may be in the future; then what they say waits for it. Only this process remembers: after a restart those
    that wait are `resume`d, and who waited for nothing may come once too early.
    """

    def __init__(self) -> None:
        self._last: dict[tuple[ChannelId, UserId], tuple[MessageId, datetime]] = {}

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody has taken a turn yet."""
        return not self._last

    def take(self, channel_id: ChannelId, user_id: UserId, message_id: MessageId, seconds: int) -> datetime | None:
        """Take a turn in *channel_id* for what was said elsewhere; return when it is, None for at once.

        Args:
            seconds: The channel's interval, 0 if it is not slow; then only what waits still goes first.
        """
        last = self._last.get((channel_id, user_id))
        said = said_at(message_id)
        if last is None:
            turn = said
        elif message_id <= last[0]:
            return None  # it was given one: catch-up reads twice
        else:
            turn = max(said, last[1] + timedelta(seconds=seconds))
        if seconds or turn > said:
            self._keep(channel_id, user_id, message_id, turn)
        return turn if turn > said else None

    def note(self, channel_id: ChannelId, user_id: UserId, message_id: MessageId) -> None:
        """Note that a member said something in *channel_id* itself, where Discord saw to it."""
        last = self._last.get((channel_id, user_id))
        if last is None or last[1] < said_at(message_id):
            self._keep(channel_id, user_id, message_id, said_at(message_id))

    def resume(self, channel_id: ChannelId, user_id: UserId, message_id: MessageId, turn: datetime) -> None:
        """Know of a turn that an earlier process gave out."""
        self._keep(channel_id, user_id, message_id, turn)

    def _keep(self, channel_id: ChannelId, user_id: UserId, message_id: MessageId, turn: datetime) -> None:
        self._last.pop((channel_id, user_id), None)  # so that the oldest come first
        self._last[channel_id, user_id] = (message_id, turn)
        if len(self._last) > _REMEMBERED:
            del self._last[next(iter(self._last))]
