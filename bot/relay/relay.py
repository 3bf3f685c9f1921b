"""The relay as the rest of the bot sees it: tell it what happened, and it carries words across."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from bot.bridges.model import Bridge, Endpoint
from bot.ids import ChannelId, GuildId, MessageId
from bot.relay.catchup import CatchUp
from bot.relay.followers import Followers
from bot.relay.ingress import Ingress
from bot.relay.lanes import Lanes
from bot.relay.leaseholder import Leaseholder
from bot.relay.model import Hearing, LaneStanding, MessagesDeleted, SourceEvent, SourceMessage, SourcePlace
from bot.relay.past import Follower
from bot.relay.patience import until_answered
from bot.relay.ports import LanePorts
from bot.relay.routing import EVERYWHERE, Home, Routes, Shard
from bot.relay.telling import Subscriber
from bot.relay.thread_side import ThreadSide

_TAKE_IN_POLL_SECONDS: Final = 0.02
_WATERMARKS_SECONDS: Final = 10.0
_UNBEGUN_SECONDS: Final = 20.0
_SEATS: Final = "seats"  # what processes tell each other under: channels that have begun


class Relay:
    """Carries what is said in bridged channels to the other channels of their bridges.

    A gateway connection tells `disconnected`, and `connected` or `resumed`; between them the
    channels it serves are held. Whatever happens in a channel is told by `put`.
    """

    def __init__(self, ports: LanePorts, application_id: int, home: Home = EVERYWHERE) -> None:
        self._ports = ports
        self._home = home
        self.threads = ThreadSide(ports, application_id, home)
        self._lanes = Lanes(ports, self.threads.strands)
        arrivals = self._lanes.arrivals
        self._leaseholder = Leaseholder(ports, home, self._lanes, arrivals) if arrivals is not None else None
        self._followers = Followers()
        hooks = self._missed, self._followers.edit_refused
        self._ingress = Ingress(ports, application_id, self._lanes, home, self.threads.visits, *hooks)
        self._catch_up = CatchUp(ports, self._ingress)
        self.threads.join(self._ingress, self._lanes, self._catch_up)
        self._bridges: tuple[Bridge, ...] = ()
        self._routes = Routes({})
        self._connected: set[Shard] = set()
        self._catching_up: dict[Shard, asyncio.Task[None]] = {}
        self._caught_up: set[GuildId] = set()
        self._behind: set[GuildId] = set()  # since a session began that knew of nothing
        self._when_ready: list[Callable[[], None]] = []
        self._following = asyncio.Lock()
        self._unbegun: dict[ChannelId, float] = {}  # new channels, each with when it was seen (monotonic seconds)

    async def open(self, bridges: Collection[Bridge]) -> None:
        """Open the lanes of *bridges*; every channel starts held."""
        self._bridges = tuple(bridges)
        self._routes = Routes.through(self._bridges, self.threads.strands)
        self.threads.follow(self._routes)
        self._ports.gate.follow(self._bridges)
        await self._lanes.follow(self._routes)
        self._ingress.follow(self._routes)
        if self._leaseholder is not None:
            self._ports.peers.on("bridges", self._hear_of_bridges)
            self._ports.peers.on(_SEATS, self._hear_of_seats)
            self.threads.listen()
            await self._leaseholder.begin()

    async def follow(self, bridges: Collection[Bridge], since: Mapping[ChannelId, MessageId]) -> None:
        """Carry on along *bridges*, of which some are new; what a new channel said up to *since* stays there."""
        async with self._following:
            await self._move_on(bridges)
            fresh = [seat for seat in self._routes if seat.channel_id in self._unbegun.keys() & since.keys()]
            for seat in fresh:
                del self._unbegun[seat.channel_id]
        for seat in fresh:
            # Elsewhere too: its own process may not run now, and must not begin with what was said before.
            await self._catch_up.begin(seat.channel_id, since[seat.channel_id])
            self._begun(seat)
            self._ports.peers.tell(_SEATS, str(seat.channel_id))

    @property
    def bridges(self) -> Collection[Bridge]:
        """Return the bridges as they stand."""
        return self._bridges

    def bridge_of(self, channel_id: ChannelId) -> Bridge | None:
        """Return the bridge in which a channel has its seat, if it has one; of a thread, as it is within its strand.

        Nothing of a thread is known before it was looked up, or something was heard of it of late.
        """
        return self._routes.bridge_of(channel_id)

    def is_home(self, guild_id: GuildId) -> bool:
        """Tell whether events of a guild come to this process."""
        return self._home.serves(guild_id)

    def standing(self, channel_id: ChannelId) -> LaneStanding:
        """Return how the lane of a channel stands."""
        return self._lanes.standing(channel_id)

    def hearing(self, guild_id: GuildId) -> Hearing:
        """Tell whether a guild is heard, and its bridged channels are caught up with."""
        if not any(shard.serves(guild_id) for shard in self._connected):
            return Hearing.SILENT
        is_bridged = any(seat.guild_id == guild_id for seat in self._routes)
        return Hearing.CATCHING_UP if is_bridged and guild_id not in self._caught_up else Hearing.HEARD

    def remove_copies(self, place: SourcePlace) -> None:
        """Have every copy of the message at *place* deleted, and none made any more."""
        seat = self._routes.seat(place.channel_id)
        if seat is not None and self._home.serves(seat.guild_id):
            self.put(MessagesDeleted(place.channel_id, (place.message_id,), parent_id=seat.parent_id))
        else:  # its events come to another process or, where a bridge was left, to none; a tombstone is not overtaken
            self._ports.tasks.start(self._ingress.remove(place.channel_id, (place.message_id,)), name="remove-copies")

    def look_after_quotes(self) -> None:
        """Look after what quotes messages that the database says are not to be shown any more."""
        self._ports.tasks.start(until_answered(self._lanes.quotes.look_after, self._ports.clock), name="quotes")

    async def release(self, message: SourceMessage, destinations: Collection[ChannelId]) -> None:
        """Let *message* go to *destinations*, which were refused to it; durable when this returns."""
        await self._ingress.release_to(message, destinations)

    def subscribe(self, subscriber: Subscriber, *kinds: type[SourceEvent]) -> None:
        """Call *subscriber* with each event of a bridged channel, of these *kinds* or of all, once it is committed."""
        self._ingress.telling.subscribe(subscriber, *kinds)

    def put(self, event: SourceEvent) -> None:
        """Take note of *event*; never waits."""
        self._ingress.put(event)

    def disconnected(self, shard: Shard) -> None:
        """Hold the channels of the guilds of *shard*: from now on events may be missing."""
        self._connected.discard(shard)
        if (running := self._catching_up.pop(shard, None)) is not None:
            running.cancel()
        self._hold(self._guild_ids(shard))

    def connected(self, shard: Shard) -> None:
        """Catch up with the guilds of *shard*: a new session began, and knows of nothing."""
        self.disconnected(shard)
        self._connected.add(shard)
        self._fall_behind(shard, self._guild_ids(shard))

    def came(self, guild_id: GuildId) -> None:
        """Catch up with a guild of which a session was told late, or after an outage: it was not heard before."""
        for shard in self._connected:
            if guild_id in self._guild_ids(shard):
                self._fall_behind(shard, {guild_id})

    def resumed(self, shard: Shard) -> None:
        """Go on with the guilds of *shard*: Discord replayed what this session missed.

        What was missed before it began is another matter: a catch-up that was cut short begins anew.
        """
        guild_ids = self._guild_ids(shard)
        if guild_ids & self._behind:
            self.connected(shard)
            return
        self._connected.add(shard)
        self._caught_up |= guild_ids
        for seat in self._routes:
            if seat.guild_id in guild_ids:
                self._ingress.release(seat.channel_id)
                self._ingress.threads.release([seat.channel_id])

    def when_ready(self, call: Callable[[], None]) -> None:
        """Call *call* once, as soon as `is_ready`."""
        self._when_ready.append(call)
        self._tell_if_ready()

    def follow_up_by(self, follower: Follower) -> None:
        """Have *follower* look for what catch-up does not find, each time after it."""
        self._followers.add(follower)

    @property
    def is_ready(self) -> bool:
        """Tell whether Discord is heard, and every bridged guild caught up with."""
        home = (seat.guild_id for seat in self._routes if self._home.serves(seat.guild_id))
        return bool(self._connected) and all(guild_id in self._caught_up for guild_id in home)

    @property
    def lanes(self) -> int:
        """Return how many lanes this process runs."""
        return self._lanes.running

    async def keep_watermarks(self) -> None:
        """Move the watermarks past what stays, now and then: whoever is killed must not read every channel again."""
        while True:
            await self._ports.clock.sleep(_WATERMARKS_SECONDS)
            await until_answered(self._ingress.settle, self._ports.clock)

    async def drain(self, seconds: float) -> None:
        """Take in what was heard and deliver it, for at most *seconds*; the rest is in the outbox."""
        self._ingress.shut()
        clock = self._ports.clock
        until = clock.monotonic() + seconds
        while not self._ingress.is_idle and clock.monotonic() < until:
            await clock.sleep(_TAKE_IN_POLL_SECONDS)
        await self._lanes.drain(until - clock.monotonic())
        await self._ingress.settle()
        if self._leaseholder is not None:
            await self._leaseholder.stop()

    async def _hear_of_bridges(self, _words: object) -> None:
        """Carry on along the bridges as another process left them; it will say when a new channel has begun."""
        async with self._following:
            await self._move_on(())
        long_ago = self._ports.clock.monotonic() - _UNBEGUN_SECONDS
        for channel_id in [channel_id for channel_id, seen in self._unbegun.items() if seen < long_ago]:
            self._take_up(channel_id)  # it was killed before it said so

    async def _hear_of_seats(self, words: Sequence[str]) -> None:
        """Begin with new channels whose notices stand: what was said before stays where it is."""
        async with self._following:
            await self._move_on(())
        for channel_id in self._unbegun.keys() & {ChannelId(int(word)) for word in words}:
            self._take_up(channel_id)

    def _take_up(self, channel_id: ChannelId) -> None:
        del self._unbegun[channel_id]
        seat = self._routes.seat(channel_id)
        if seat is not None and any(shard.serves(seat.guild_id) for shard in self._connected):
            self._ports.tasks.start(self._catch_up.take_up(channel_id), name=f"take-up-{channel_id}")
            self._begun(seat)

    async def _move_on(self, bridges: Collection[Bridge]) -> None:
        """Follow *bridges*, and note the seats that are new; hold `_following` meanwhile."""
        if self._leaseholder is not None:  # whoever changes last must not be overtaken by what stood before
            bridges = await self._ports.bridges.every()
            if bridges == self._bridges:
                return
        now = Routes.through(bridges, self.threads.strands)
        await self._ingress.settle()
        await self._lanes.follow(now)
        self._ingress.follow(now)
        # Only now: where the database does not answer, all of this is done again.
        before, self._routes, self._bridges = self._routes, now, tuple(bridges)
        self.threads.follow(now)
        self._ports.gate.follow(self._bridges)
        if self._leaseholder is not None:
            self._leaseholder.hurry()
        fresh = {seat.channel_id for seat in self._routes if before.seat(seat.channel_id) is None}
        fresh |= {channel_id for channel_id in self._unbegun if self._routes.seat(channel_id) is not None}
        seen = self._ports.clock.monotonic()
        self._unbegun = {channel_id: self._unbegun.get(channel_id, seen) for channel_id in fresh}

    async def _catch_up_with(self, guild_ids: set[GuildId]) -> None:
        channel_ids = [seat.channel_id for seat in self._routes if seat.guild_id in guild_ids]
        since = await self._followers.unheard(guild_ids, channel_ids)
        marks = await until_answered(self._ports.outbox.watermarks, self._ports.clock)
        await self._catch_up.run(self._routes, guild_ids)
        await self.threads.catch_up(self._routes, guild_ids, marks, since)
        self._caught_up |= guild_ids
        self._behind -= guild_ids
        self._tell_if_ready()
        self._followers.caught_up(guild_ids)

    def _missed(self, channel_id: ChannelId) -> None:
        """Catch up with a channel of which more came than could be held."""
        seat = self._routes.seat(channel_id)
        if seat is not None:
            self._behind.add(seat.guild_id)  # if the line is cut now, going on with the session is not enough
            self._ports.tasks.start(self._read_missed(seat), name=f"missed-{channel_id}")

    async def _read_missed(self, seat: Endpoint) -> None:
        await self._followers.unheard({seat.guild_id}, {seat.channel_id})
        await self._catch_up.take_up(seat.channel_id)
        self._followers.caught_up({seat.guild_id})

    def _begun(self, seat: Endpoint) -> None:
        """Listen to a new *seat*, unless its guild is not heard now: then the next connection catches up with it."""
        self._ingress.threads.release([seat.channel_id])
        if not any(shard.serves(seat.guild_id) for shard in self._connected):
            self._ingress.hold([seat.channel_id])
        elif seat.guild_id not in self._behind:
            self._caught_up.add(seat.guild_id)

    def _hold(self, guild_ids: set[GuildId]) -> None:
        self._caught_up -= guild_ids
        self._ingress.hold(seat.channel_id for seat in self._routes if seat.guild_id in guild_ids)

    def _fall_behind(self, shard: Shard, guild_ids: set[GuildId]) -> None:
        """Catch up with *guild_ids*, and with what else of *shard* is not caught up with."""
        self._behind |= guild_ids
        behind = self._behind & self._guild_ids(shard)
        self._hold(behind)
        if (running := self._catching_up.get(shard)) is not None:
            running.cancel()
        self._catching_up[shard] = self._ports.tasks.start(self._catch_up_with(behind), name="catch-up")

    def _tell_if_ready(self) -> None:
        while self.is_ready and self._when_ready:
            self._when_ready.pop()()

    def _guild_ids(self, shard: Shard) -> set[GuildId]:
        return {seat.guild_id for seat in self._routes if shard.serves(seat.guild_id)}
