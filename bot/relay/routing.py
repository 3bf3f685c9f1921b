"""Where a message goes: the seats of all bridges by channel, and within open strands by thread."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.bridges.model import Bridge, Endpoint
from bot.ids import ChannelId, GuildId
from bot.relay.model import Debt, Owed
from bot.relay.strands import Strands


@dataclass(frozen=True, slots=True)
class Routes:
    """All bridges as they stand at one moment; made anew when one changes.

    Attributes:
        bridges: By the channels that have seats.
        strands: The open ones, which come and go.
    """

    bridges: Mapping[ChannelId, Bridge]
    strands: Strands | None = None

    @classmethod
    def through(cls, bridges: Iterable[Bridge], strands: Strands | None = None) -> "Routes":
        """Return the routes that *bridges* open."""
        return cls({endpoint.channel_id: bridge for bridge in bridges for endpoint in bridge.endpoints}, strands)

    def bridge_of(self, channel_id: ChannelId) -> Bridge | None:
        """Return the bridge in which a channel has its seat; of a thread, as it is within its strand."""
        bridge = self.bridges.get(channel_id)
        if bridge is None and self.strands is not None:
            return self.strands.bridge_within(channel_id, self.bridges)
        return bridge

    def seat(self, channel_id: ChannelId) -> Endpoint | None:
        """Return the seat of *channel_id*, if it is bridged, or a thread of an open strand."""
        bridge = self.bridge_of(channel_id)
        return bridge.endpoint(channel_id) if bridge else None

    def destinations(self, channel_id: ChannelId) -> tuple[ChannelId, ...]:
        """Return the channels and threads to which a message of *channel_id* goes."""
        bridge = self.bridge_of(channel_id)
        return tuple(e.channel_id for e in bridge.others(channel_id)) if bridge else ()

    def is_due(self, row: Owed) -> bool:
        """Tell whether *row* is still to be paid: what stands is taken away even where a bridge was left."""
        if row.debt is Debt.REMOVE or row.destination_id == row.source_channel_id:  # a note, of whatever bridge
            return self.seat(row.destination_id) is not None
        return row.destination_id in self.destinations(row.source_channel_id)

    def __iter__(self) -> Iterator[Endpoint]:
        """Iterate over the seat of every channel."""
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


@dataclass(frozen=True, slots=True)
class Home:
    """Where this process is at home: in the guilds of its shards, by the configuration and not by what is connected.

    Attributes:
        shards: None: all of them, as far as Discord says how many there are.
    """

    shards: tuple[Shard, ...] | None = None

    def serves(self, guild_id: GuildId) -> bool:
        """Tell whether events of *guild_id* come to this process."""
        return self.shards is None or any(shard.serves(guild_id) for shard in self.shards)


EVERYWHERE: Final = Home()
