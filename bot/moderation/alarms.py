"""Alarms: what moderators are told in the notice channel without having asked, in each language of the bridge."""

import structlog

from bot.bridges.model import Bridge
from bot.bridges.ports import NoticeBoard, Phrases
from bot.errors import SendFailed, Unavailable
from bot.ids import ChannelId
from bot.tasks import Tasks

_log = structlog.stdlib.get_logger(__name__)


class Alarms:
    """Implements `bot.moderation.ports.Alarm` and `bot.relay.thread_ports.ThreadAlarm`."""

    def __init__(self, board: NoticeBoard, phrases: Phrases, tasks: Tasks) -> None:
        self._board = board
        self._phrases = phrases
        self._tasks = tasks
        self._told: set[tuple[ChannelId, ChannelId]] = set()

    def age_restricted(self, bridge: Bridge, source_id: ChannelId, destination_id: ChannelId) -> None:
        """Tell, once in this process's life, that nothing crosses from one channel into another any more."""
        if (source_id, destination_id) not in self._told:
            self._told.add((source_id, destination_id))
            channels = {"source": f"<#{source_id}>", "destination": f"<#{destination_id}>"}
            self._tasks.start(self.tell(bridge, "moderators-age-restricted", **channels), name="alarm")

    def threads_forbidden(self, bridge: Bridge, channel_id: ChannelId) -> None:
        """Tell, once in this process's life, that the bot lacks a right for threads in a channel."""
        if (channel_id, channel_id) not in self._told:
            self._told.add((channel_id, channel_id))
            told = self.tell(bridge, "moderators-threads-forbidden", channel=f"<#{channel_id}>")
            self._tasks.start(told, name="alarm")

    async def tell(self, bridge: Bridge, key: str, /, **fields: str | int) -> None:
        """Tell the moderators of each guild of *bridge* that has a notice channel, as far as Discord lets us."""
        said = dict.fromkeys(
            self._phrases.say(end.language, key, bridge=bridge.name, **fields) for end in bridge.endpoints
        )
        for channel_id in bridge.notice_channels.values():
            try:
                await self._board.tell(channel_id, "\n".join(said))
            except (SendFailed, Unavailable) as error:
                _log.warning("moderators not told", channel=channel_id, error=error.key)
