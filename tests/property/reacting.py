"""The small Discord of the relay's tests, with reactions under its messages."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.errors import MessageGone
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.relay.past import Seen
from bot.relay.reacting import Emoji, Reaction
from tests.relaying import SmallDiscord

OURS = UserId(99)


@dataclass
class ReactiveDiscord(SmallDiscord):
    """A `ReactionBoard`, too; what stands under a message goes with it."""

    reactions: dict[MessageId, dict[Emoji, set[UserId]]] = field(default_factory=dict)

    async def put(self, channel_id: ChannelId, message_id: MessageId, emoji: Emoji) -> None:
        self.demand(channel_id, message_id)
        self.on(message_id, emoji, OURS)

    async def take(self, channel_id: ChannelId, message_id: MessageId, emoji: Emoji) -> None:
        self.demand(channel_id, message_id)
        self.off(message_id, emoji, OURS)

    async def under(self, channel_id: ChannelId, message_id: MessageId) -> Sequence[Reaction]:
        self.demand(channel_id, message_id)
        return self._under(message_id)

    async def people(self, channel_id: ChannelId, message_id: MessageId, reaction: Reaction) -> Sequence[UserId]:
        self.demand(channel_id, message_id)
        return sorted(self.reactions.get(message_id, {}).get(reaction.emoji, set()) - {OURS})

    async def named(self, guild_id: GuildId, name: str) -> Emoji | None:
        return None

    async def page(self, channel_id: ChannelId, before: MessageId) -> Sequence[Seen]:
        page = await SmallDiscord.page(self, channel_id, before)
        return [replace(one, reactions=tuple(self._under(one.message_id))) for one in page]

    def on(self, message_id: MessageId, emoji: Emoji, user_id: UserId) -> None:
        self.reactions.setdefault(message_id, {}).setdefault(emoji, set()).add(user_id)

    def off(self, message_id: MessageId, emoji: Emoji, user_id: UserId) -> None:
        there = self.reactions.get(message_id, {})
        there.get(emoji, set()).discard(user_id)
        if not there.get(emoji):
            there.pop(emoji, None)

    def demand(self, channel_id: ChannelId, message_id: MessageId) -> None:
        if all(message.id != message_id for message in self.said[channel_id]):
            raise MessageGone(message_id=message_id)

    def _under(self, message_id: MessageId) -> Sequence[Reaction]:
        there = self.reactions.get(message_id, {})
        return [Reaction(emoji, len(users), is_ours=OURS in users) for emoji, users in there.items()]
