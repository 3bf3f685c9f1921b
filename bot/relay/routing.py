"""Where a message goes: the seats of all bridges, by channel."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.bridges.model import Bridge, Endpoint
from bot.ids import ChannelId, GuildId


@dataclass(frozen=True, slots=True)
class Routes:
    """All bridges as they stand at one moment; made anew when one changes."""

    bridges: Mapping[ChannelId, Bridge]

    @classmethod
    def through(cls, bridges: Iterable[Bridge]) -> "Routes":
        """Return the routes that *bridges* open."""
        return cls({endpoint.channel_id: bridge for bridge in bridges for endpoint in bridge.endpoints})

    def seat(self, channel_id: ChannelId) -> Endpoint | None:
        """Return the seat of *channel_id*, if it is bridged."""
        bridge = self.bridges.get(channel_id)
        return bridge.endpoint(channel_id) if bridge else None

    def destinations(self, channel_id: ChannelId) -> tuple[ChannelId, ...]:
        """Return the channels to which a message of *channel_id* goes."""
        bridge = self.bridges.get(channel_id)
        return tuple(e.channel_id for e in bridge.others(channel_id)) if bridge else ()

    def __iter__(self) -> Iterator[Endpoint]:
        """Iterate over every seat."""
        for channel_id, bridge in self.bridges.items():
            seat = bridge.endpoint(channel_id)
            if seat is not None:
                yield seat


@dataclass(frozen=True, slots=True)
class Shard:
    """One gateway connection of *count*, and the guilds that it serves."""

    id: int
    count: int

    def serves(self, guild_id: GuildId) -> bool:
        """Tell whether events of *guild_id* come by this connection (gateway, "Sharding")."""
        return (guild_id >> 22) % self.count == self.id
