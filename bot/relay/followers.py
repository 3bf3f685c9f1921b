"""Those who look, after catch-up, for what it does not find: all of them as one."""

from collections.abc import Collection

from bot.ids import ChannelId, GuildId
from bot.relay.model import Revision, SourceMessage
from bot.relay.past import Follower


class Followers:
    """Tells each follower."""

    def __init__(self) -> None:
        self._each: list[Follower] = []

    def add(self, follower: Follower) -> None:
        """Tell *follower*, too, from now on."""
        self._each.append(follower)

    async def unheard(self, guilds: Collection[GuildId], channels: Collection[ChannelId]) -> dict[GuildId, Revision]:
        """Tell that *channels* of *guilds* are about to be caught up with; return since when nothing was heard."""
        since: dict[GuildId, Revision] = {}
        for follower in self._each:
            since |= await follower.unheard(guilds, channels)
        return since

    async def edit_refused(self, message: SourceMessage) -> None:
        """Tell that an edit was heard that does not cross everywhere."""
        for follower in self._each:
            await follower.refused(message.guild_id, message.revision)

    def caught_up(self, guilds: Collection[GuildId]) -> None:
        """Tell that *guilds* are caught up with; never waits."""
        for follower in self._each:
            follower.caught_up(guilds)
