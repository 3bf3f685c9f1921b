"""Where something was said of late: bridges, and strands of their threads; elsewhere nothing can have been missed."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from bot.bridges.model import Bridge
from bot.clock import Clock
from bot.ids import ChannelId, GuildId, MessageId, first_id_at
from bot.relay.patience import until_answered
from bot.relay.ports import Outbox
from bot.relay.thread_ports import ThreadStore
from bot.relay.threads import Strand
from bot.relay.visiting import REACH


class Lively:
    """Finds where to look, by the watermarks: of threads at rest nothing is read, from the database neither.

    Args:
        bridges: Returns the bridges as they stand.
    """

    def __init__(
        self, bridges: Callable[[], Collection[Bridge]], outbox: Outbox, threads: ThreadStore, clock: Clock
    ) -> None:
        self._bridges = bridges
        self._outbox = outbox
        self._threads = threads
        self._clock = clock

    @property
    def oldest(self) -> MessageId:
        """Return what every message of late is newer than."""
        return first_id_at(self._clock.now() - REACH)

    async def of(self, guild_ids: Collection[GuildId]) -> Sequence[Bridge]:
        """Return the bridges with a channel of *guild_ids* in which something was said of late, the liveliest first.

        Also as they are within each strand of which that holds.
        """
        oldest, bridges = self.oldest, tuple(self._bridges())
        watermarks = await until_answered(self._outbox.watermarks, self._clock)
        late = {channel_id: newest for channel_id, newest in watermarks.items() if newest > oldest}
        seated = {end.channel_id: bridge for bridge in bridges for end in bridge.endpoints}
        strands = await self._strands(late.keys() - seated.keys())
        ranked = [
            (max(late.get(end.channel_id, oldest) for end in bridge.endpoints), bridge)
            for bridge in (*bridges, *_within(strands, seated))
            if any(end.guild_id in guild_ids for end in bridge.endpoints)
        ]
        ranked.sort(key=lambda one: one[0], reverse=True)
        return [bridge for newest, bridge in ranked if newest > oldest]

    async def _strands(self, thread_ids: Collection[ChannelId]) -> Sequence[Strand]:
        if not thread_ids:
            return ()
        return await until_answered(lambda: self._threads.strands(thread_ids), self._clock)


def _within(strands: Iterable[Strand], seated: Mapping[ChannelId, Bridge]) -> Iterable[Bridge]:
    """Yield the bridges of each strand, between its threads: more than one where a channel went to another."""
    for strand in strands:
        for bridge in {seated[each].id: seated[each] for each in strand.threads if each in seated}.values():
            yield bridge.within(strand.threads)
