"""What lanes are told of quotes: that messages have changed which others quote."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Final

from bot.ids import ChannelId, MessageId
from bot.relay.lane import Lane
from bot.relay.ports import LanePorts

QUOTES: Final = "quotes"
"""What processes tell each other under: channels in which quotes are to be looked after."""


class QuoteNews:
    """Brings news to the lanes that run here, and to other processes.

    Args:
        lanes: Those that run here.
        seek: Begins with those of some channels that are threads at rest.
    """

    def __init__(
        self,
        ports: LanePorts,
        lanes: Mapping[ChannelId, Lane],
        seek: Callable[[Collection[ChannelId]], Awaitable[None]],
    ) -> None:
        self._ports = ports
        self._lanes = lanes
        self._seek = seek

    async def changed(self, channel_id: ChannelId, message_ids: Sequence[MessageId], *, is_gone: bool) -> None:
        """Have quotes follow messages of a channel that changed there, or, if they are *is_gone*, went.

        Raises:
            Unavailable: The database does not answer; nothing is noted.
        """
        is_owed = await self._ports.quotes.store.change(channel_id, message_ids, is_gone=is_gone)
        if (lane := self._lanes.get(channel_id)) is not None:
            lane.told(message_ids, is_owed=is_owed)
        elif is_owed:
            await self._seek([channel_id])
            if self._ports.leases.is_shared:
                self._ports.peers.tell(QUOTES, str(channel_id))

    async def look_after(self, words: Sequence[str] = ()) -> None:
        """Look after the quotes in the channels that *words* name; wherever it is owed, if none is named."""
        named = {ChannelId(int(word)) for word in words if word}
        channels = named or set(await self._ports.quotes.store.owing())
        for channel_id in channels & self._lanes.keys():
            self._lanes[channel_id].told((), is_owed=True)
        if at_rest := channels - self._lanes.keys():
            await self._seek(at_rest)
