"""Looking at what people put under a message and its counterparts: Discord is asked, since nothing of it is kept."""

from collections.abc import Mapping, Sequence

from bot.clock import Clock
from bot.errors import Gone, Refused
from bot.ids import ChannelId, MessageId, UserId
from bot.relay.patience import a_few_times
from bot.relay.reacting import Reaction, ReactionBoard

Found = tuple[MessageId, Reaction]


class Look:
    """One look at counterparts: each message is asked for once, and only when it matters.

    What is gone or out of reach has nothing under it. Every method raises `Unavailable` where Discord does not answer.
    """

    def __init__(
        self, board: ReactionBoard, clock: Clock, counterparts: Mapping[ChannelId, tuple[MessageId, ...]]
    ) -> None:
        self._board = board
        self._clock = clock
        self._counterparts = counterparts
        self._found: dict[ChannelId, Sequence[Found]] = {}
        self._people: dict[tuple[ChannelId, str], frozenset[UserId]] = {}

    async def likenesses(self) -> frozenset[str]:
        """Return what the bot itself put under any of them."""
        return frozenset(
            [
                reaction.emoji.likeness
                for channel_id in self._counterparts
                for _, reaction in await self._under(channel_id)
                if reaction.is_ours
            ]
        )

    async def ours(self, channel_id: ChannelId, likeness: str) -> Sequence[Found]:
        """Return the bot's own reactions of a *likeness* in a channel, each with its message."""
        return [found for found in await self._of(channel_id, likeness) if found[1].is_ours]

    async def people(self, channel_id: ChannelId, likeness: str) -> frozenset[UserId]:
        """Return who put an emoji of a *likeness* there in a channel, without bots."""
        key = (channel_id, likeness)
        if key not in self._people:
            self._people[key] = frozenset(
                [
                    user_id
                    for message_id, reaction in await self._of(channel_id, likeness)
                    if reaction.is_by_others
                    for user_id in await self._who(channel_id, message_id, reaction)
                ]
            )
        return self._people[key]

    async def _of(self, channel_id: ChannelId, likeness: str) -> Sequence[Found]:
        return [found for found in await self._under(channel_id) if found[1].emoji.likeness == likeness]

    async def _under(self, channel_id: ChannelId) -> Sequence[Found]:
        if channel_id not in self._found:
            self._found[channel_id] = [
                (message_id, reaction)
                for message_id in self._counterparts.get(channel_id, ())
                for reaction in await self._read(channel_id, message_id)
            ]
        return self._found[channel_id]

    async def _read(self, channel_id: ChannelId, message_id: MessageId) -> Sequence[Reaction]:
        try:
            return await a_few_times(lambda: self._board.under(channel_id, message_id), self._clock)
        except (Refused, Gone):
            return ()

    async def _who(self, channel_id: ChannelId, message_id: MessageId, reaction: Reaction) -> Sequence[UserId]:
        try:
            return await a_few_times(lambda: self._board.people(channel_id, message_id, reaction), self._clock)
        except (Refused, Gone):
            return ()
