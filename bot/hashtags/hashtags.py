"""The hashtags of the week, as a guild and those that it shares bridges with used them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.bridges.model import Bridge
from bot.bridges.ports import BridgeStore
from bot.clock import Clock
from bot.hashtags.aliases import Aliases
from bot.hashtags.model import WEEK, Alias, Tag, Trend, trends
from bot.hashtags.ports import Flags, HashtagStore
from bot.ids import ChannelId, GuildId
from bot.translation.model import Language


@dataclass(frozen=True, slots=True)
class Week:
    """What people are into, the most used first.

    Attributes:
        language: That of the channel where this was asked; None if it is not bridged.
    """

    trends: Sequence[Trend]
    language: Language | None


@dataclass(frozen=True, slots=True)
class Hashtags:
    """Answers whoever asks what people are into."""

    store: HashtagStore
    bridges: BridgeStore
    aliases: Aliases
    flags: Flags
    clock: Clock

    async def of_the_week(self, guild_id: GuildId, channel_id: ChannelId) -> Week:
        """Return the hashtags that most members used in the last seven days, for a channel of a guild.

        Raises:
            Unavailable: The database does not answer.
        """
        bridges = [one for one in await self.bridges.every() if guild_id in one.guild_ids]
        first = self.clock.now().date() - WEEK + timedelta(days=1)
        sums, shared = await self.store.since(first, {one for bridge in bridges for one in bridge.guild_ids})

        def pair_of(tag: Tag) -> Alias | None:
            return self.aliases.pair_of(guild_id, tag)

        def tag_of(tag: Tag) -> Tag:
            return self.aliases.tag_of(guild_id, tag)

        found = trends(sums, shared, pair_of, tag_of, lambda name: self._may_be_shown(name, bridges))
        ends = (end for bridge in bridges for end in bridge.endpoints if end.channel_id == channel_id)
        return Week(found, next((end.language for end in ends), None))

    def _may_be_shown(self, name: str, bridges: Sequence[Bridge]) -> bool:
        return not any(self.flags(one.id, name) for one in bridges)
