"""A process that is alone with its database: every lane is its own, and there is nobody to tell anything."""

import math
from collections.abc import Collection, Sequence

from bot.ids import ChannelId
from bot.relay.peers import Hear, Owing


class Alone:
    """Implements `bot.relay.ports.Leases` and `Peers` where there can be no other process."""

    is_shared = False

    def on(self, topic: str, hear: Hear) -> None:
        """Do nothing: nobody tells anything."""

    def tell(self, topic: str, word: str = "") -> None:
        """Do nothing: nobody listens."""

    def seconds_left(self, destination_id: ChannelId) -> float:  # noqa: ARG002 - the port's signature
        """Return that every lane is ours for good."""
        return math.inf

    def cover(self, thread_id: ChannelId, channel_id: ChannelId) -> None:
        """Do nothing: every lane is ours."""

    def uncover(self, thread_id: ChannelId) -> None:
        """Do nothing: every lane is ours."""

    async def renew(self, home: Collection[ChannelId], guests: Collection[ChannelId]) -> Collection[ChannelId]:
        """Return every lane."""
        return {*home, *guests}

    async def adopt(self, destination_ids: Collection[ChannelId]) -> Collection[ChannelId]:
        """Return every lane."""
        return destination_ids

    async def owing(self) -> Sequence[Owing]:
        """Return nothing: no lane is anybody else's."""
        return ()

    async def release(self, destination_ids: Collection[ChannelId]) -> None:
        """Do nothing: nobody waits for them."""


ALONE = Alone()
