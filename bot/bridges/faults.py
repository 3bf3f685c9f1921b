"""Faults: moderators are told in their notice channel what went wrong, what helps, and when it is well again."""

from collections.abc import Callable, Collection, Mapping
from typing import Final

import structlog

from bot.bridges.model import Bridge
from bot.bridges.names import plain
from bot.bridges.ports import NoticeChannel
from bot.clock import Clock
from bot.errors import SendFailed, Unavailable
from bot.ids import ChannelId, GuildId
from bot.tasks import Tasks

_log = structlog.stdlib.get_logger(__name__)

_AGAIN_SECONDS: Final = 3600.0
_HEALED: Final = "fault-healed"
_CUT: Final = "fault-cut"
_EVERYWHERE: Final = ChannelId(0)

_PHRASES: Final[Mapping[str, str]] = {
    "Forbidden": "fault-forbidden",
    "WebhooksFull": "fault-webhooks-full",
    "ChannelGone": "fault-channel-gone",
    "ThreadShut": "fault-thread-shut",
    "ThreadsFull": "fault-threads-full",
    "Refused": "fault-refused",
    "Bug": "fault-bug",
    "Unread": "fault-unread",
}
"""What moderators can mend, or must know, by its kind; the rest passes by itself."""

_SHUTS: Final = frozenset({"Forbidden", "WebhooksFull", "ChannelGone"})
"""What keeps all out of a channel, until something is posted there again."""


class FaultNotices:
    """Tells of faults, the first time, and then once an hour at most. No method waits, and none raises.

    What it remembers is in memory: that the database is away must be told too, and a process that starts anew may
    tell once more.

    Args:
        bridges: Returns the bridges as they stand.
        bridge_of: Tells the bridge in which a channel has its seat.
        is_heard: Tells whether this process hears a guild, so that not each process tells it.
    """

    def __init__(
        self,
        moderators: NoticeChannel,
        bridges: Callable[[], Collection[Bridge]],
        bridge_of: Callable[[ChannelId], Bridge | None],
        is_heard: Callable[[GuildId], bool],
        clock: Clock,
        tasks: Tasks,
    ) -> None:
        self._moderators = moderators
        self._bridges = bridges
        self._bridge_of = bridge_of
        self._is_heard = is_heard
        self._clock = clock
        self._tasks = tasks
        self._told_at: dict[tuple[ChannelId, str], float] = {}  # monotonic seconds
        self._shut: dict[ChannelId, bool] = {}  # whether that was told
        self._ails: set[str] = set()

    def failed(self, channel_id: ChannelId, kind: str) -> None:
        """Tell of a failure in a channel by its kind, as a `RelayObserver` is told it."""
        phrase = _PHRASES.get(kind)
        if phrase is None:
            return
        is_due = self._is_due(channel_id, phrase)
        if kind in _SHUTS:
            self._shut[channel_id] = self._shut.get(channel_id, False) or is_due
        if is_due:
            self._tell_of(channel_id, phrase)

    def resumed(self, channel_id: ChannelId) -> None:
        """Tell that a channel takes messages again, unless it was not told that it took none."""
        if self._shut.pop(channel_id, True):  # an earlier process may have told
            self._tell_of(channel_id, _HEALED)

    def cut(self, channel_id: ChannelId) -> None:
        """Tell that some of what was said in a channel stays there."""
        if self._is_due(channel_id, _CUT):
            self._tell_of(channel_id, _CUT)

    def ails(self, what: str, key: str, **fields: str) -> None:
        """Tell all that *what* they depend on is unwell, by the phrase *key*."""
        if self._is_due(_EVERYWHERE, what):
            self._ails.add(what)
            self._tasks.start(self._tell_all(key, fields), name="fault")

    def is_well(self, what: str, key: str, **fields: str) -> None:
        """Tell by the phrase *key*, if they were told that *what* was unwell, that it is well again."""
        if what in self._ails:
            self._ails.discard(what)
            self._tasks.start(self._tell_all(key, fields), name="fault")

    def _is_due(self, channel_id: ChannelId, what: str) -> bool:
        now = self._clock.monotonic()
        told_at = self._told_at.get((channel_id, what))
        if told_at is not None and now < told_at + _AGAIN_SECONDS:
            return False
        self._told_at[channel_id, what] = now
        return True

    def _tell_of(self, channel_id: ChannelId, key: str) -> None:
        """Tell the moderators of the guild of a channel: they can help."""
        bridge = self._bridge_of(channel_id)
        seat = bridge.endpoint(channel_id) if bridge is not None else None
        if bridge is None or seat is None:
            return
        notice_channel = bridge.notice_channel_of(seat.guild_id)
        if notice_channel is not None:
            fields: dict[str, str | ChannelId] = {"bridge": plain(bridge.name)}
            if seat.guild_id in bridge.notice_channels:
                fields["channel"] = f"<#{channel_id}>"
            elif key != _PHRASES["ChannelGone"]:  # else its name is to be had from nobody
                fields["channel"] = channel_id
            self._tasks.start(self._tell(notice_channel, key, fields), name="fault")

    async def _tell_all(self, key: str, fields: Mapping[str, str]) -> None:
        """Tell the moderators of every guild that this process hears, one after the other."""
        channel_ids = {
            channel_id: None
            for bridge in self._bridges()
            for guild_id, channel_id in bridge.notice_channels.items()
            if self._is_heard(guild_id)
        }
        for channel_id in channel_ids:
            await self._tell(channel_id, key, fields)

    async def _tell(self, channel_id: ChannelId, key: str, fields: Mapping[str, str | ChannelId]) -> None:
        try:
            await self._moderators.tell(channel_id, key, **fields)
        except (SendFailed, Unavailable) as error:
            _log.warning("moderators not told", channel=channel_id, error=error.key)
