"""Use cases for the people who run a guild's bridges."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace

from bot.bridges.checks import findings_of, findings_on
from bot.bridges.model import (
    CONFIGURATION,
    MAX_ENDPOINTS,
    MAX_NAME,
    Actor,
    Bridge,
    BridgeId,
    BridgeSettings,
    Endpoint,
    Owner,
    Wish,
    by_name,
)
from bot.bridges.notices import Notices
from bot.bridges.ports import AuditTrail, BridgeStore, ChannelInspector, Conversation, LanguageGuess
from bot.bridges.previews import previews_of
from bot.bridges.proposals import ChannelFacts, Preview, Proposal
from bot.errors import (
    BridgeConfigured,
    BridgeForeign,
    BridgeFull,
    ChannelAlreadyBridged,
    ChannelNotBridged,
    NoSuchBridge,
    NotReady,
    SameChannel,
)
from bot.ids import ChannelId, GuildId, MessageId
from bot.translation.ports import Translations


@dataclass(frozen=True, slots=True)
class Bridges:
    """Opens, changes and closes bridges.

    What one guild runs, another can neither see nor change, unless it joined: then it sees it, and seats and unseats
    its own channels.

    Attributes:
        followers: Who else is told of all bridges once some have changed.
    """

    store: BridgeStore
    inspector: ChannelInspector
    guess: LanguageGuess
    notices: Notices
    conversation: Conversation
    trail: AuditTrail
    translations: Translations
    followers: tuple[Callable[[Sequence[Bridge]], None], ...] = ()
    changing: AbstractAsyncContextManager[None] = field(default_factory=asyncio.Lock)  # one at a time, in all processes

    async def of(self, guild_id: GuildId) -> tuple[Bridge, ...]:
        """Return the bridges that *guild_id* runs or has a channel in, its own first."""
        return tuple((await self.named(guild_id)).values())

    async def named(self, guild_id: GuildId) -> dict[str, Bridge]:
        """Return the bridges of `of`, each by the name that the guild's commands take."""
        return by_name(await self.store.every(), guild_id)

    async def introduce(self) -> None:
        """Bring the notices in line with what stands, after a start: also those that somebody has removed by hand."""
        async with self.changing:  # or a command at the same moment would post them too
            await self.notices.settle(await self.store.every(), looks=True)

    async def propose(self, wishes: Sequence[Wish], name: str | None = None) -> Proposal:
        """Return how a bridge between the channels of *wishes* would be, and what stands in its way. Changes nothing.

        Raises:
            SameChannel: A channel is named twice.
            ChannelAlreadyBridged: A channel has a seat.
        """
        if len({wish.channel_id for wish in wishes}) < len(wishes):
            raise SameChannel
        await self._refuse_seated(wish.channel_id for wish in wishes)
        channels = [await self.inspector.facts(wish.channel_id) for wish in wishes]
        endpoints = [await self._endpoint(wish, facts) for wish, facts in zip(wishes, channels, strict=True)]
        called = name or " · ".join(facts.name for facts in channels)
        return Proposal(called[:MAX_NAME], tuple(endpoints), tuple(endpoints), findings_on(channels))

    async def previews(self, proposal: Proposal) -> tuple[Preview, ...]:
        """Return how *proposal* would look in each channel."""
        return await previews_of(proposal, self.notices, self.translations)

    async def open(
        self, proposal: Proposal, by: Actor, since: MessageId, notice_channel_id: ChannelId | None = None
    ) -> Bridge:
        """Open the bridge of *proposal*; what was said up to *since* stays where it is.

        Raises:
            NotReady: Something stands in its way, by now.
            ChannelAlreadyBridged, BridgeNameTaken: Somebody else was faster.
        """
        await self.demand_ready(proposal)
        settings = BridgeSettings(notice_channel_id=notice_channel_id)
        await self.store.open(Owner(by.guild_id), proposal.name, proposal.endpoints, settings)
        await self.settle(since)
        bridge = await self.own(by.guild_id, proposal.name)
        await self.record(by, bridge, "opened")
        return bridge

    async def propose_joining(self, guild_id: GuildId, name: str, wish: Wish) -> Proposal:
        """Return how the bridge that *guild_id* knows as *name* would be with its channel of *wish*. Changes nothing.

        Raises:
            NoSuchBridge, BridgeConfigured: There is no such bridge that commands can change.
            BridgeFull: It has as many channels as it can have.
            ChannelAlreadyBridged: The channel has a seat.
        """
        return await self.propose_seat(await self._shared(guild_id, name), guild_id, wish)

    async def propose_seat(self, bridge: Bridge, guild_id: GuildId, wish: Wish) -> Proposal:
        """Return how *bridge* would be with the channel of *wish*, as *guild_id* sees it. Changes nothing.

        Raises:
            BridgeFull: It has as many channels as it can have.
            ChannelAlreadyBridged: The channel has a seat.
        """
        if len(bridge.endpoints) >= MAX_ENDPOINTS:
            raise BridgeFull(bridge=bridge.name, limit=MAX_ENDPOINTS)
        await self._refuse_seated([wish.channel_id])
        fresh = await self._endpoint(wish, await self.inspector.facts(wish.channel_id))
        endpoints = (*bridge.endpoints, fresh)
        elsewhere = await self.notices.elsewhere(endpoints, guild_id)
        found = await findings_of(self.inspector, endpoints, (fresh,))
        return Proposal(bridge.name, endpoints, (fresh,), found, bridge.id, elsewhere)

    async def join(self, proposal: Proposal, by: Actor, since: MessageId) -> Bridge:
        """Let the new channel of *proposal* join the bridge that it names; what was said up to *since* stays.

        Raises:
            NotReady: Something stands in its way, by now.
            NoSuchBridge, BridgeFull, ChannelAlreadyBridged: Somebody else was faster.
        """
        await self.demand_ready(proposal)
        bridge = await self._shared(by.guild_id, proposal.name, proposal.bridge_id)
        for fresh in proposal.fresh:
            await self.store.seat(bridge.id, fresh)
        await self.settle(since)
        return await self._told(by, bridge, "joined")

    async def leave(self, channel_id: ChannelId, by: Actor, since: MessageId) -> Bridge:
        """Take *channel_id* out of its bridge, and return that as it was.

        A guild takes out its own channels, the one that runs the bridge also others'. The bridge is closed when one
        channel is left, or none of the guild that runs it.

        Raises:
            ChannelNotBridged: The channel has no seat, or *by* has no say over it.
            BridgeConfigured: Its bridge stands in the configuration file.
        """
        seated = (bridge for bridge in await self.store.every() if bridge.endpoint(channel_id) is not None)
        bridge = next(seated, None)
        endpoint = bridge.endpoint(channel_id) if bridge is not None else None
        if bridge is None or endpoint is None or by.guild_id not in (endpoint.guild_id, bridge.owner.guild_id):
            raise ChannelNotBridged(channel_id=channel_id)
        if bridge.owner == CONFIGURATION:
            raise BridgeConfigured(bridge=bridge.name)
        owners_left = [one for one in bridge.others(channel_id) if one.guild_id == bridge.owner.guild_id]
        if endpoint.guild_id == bridge.owner.guild_id and not owners_left:
            await self.store.close(bridge.id)
        else:
            await self.store.unseat(channel_id)
        await self.settle(since)
        await self.record(by, bridge, "left" if endpoint.guild_id == by.guild_id else "excluded", endpoint.guild_id)
        return bridge

    async def close(self, name: str, by: Actor, since: MessageId) -> Bridge:
        """Close the guild's bridge called *name*, and return it as it was.

        Raises:
            NoSuchBridge, BridgeConfigured, BridgeForeign: There is no such bridge that *by* can change.
        """
        bridge = await self.own(by.guild_id, name)
        await self.store.close(bridge.id)
        await self.settle(since)
        await self.record(by, bridge, "closed")
        return bridge

    async def pause(self, name: str, by: Actor, since: MessageId, *, is_paused: bool) -> Bridge:
        """Let nothing cross the guild's bridge called *name*, or let it cross again. What is said meanwhile stays.

        Raises:
            NoSuchBridge, BridgeConfigured, BridgeForeign: There is no such bridge that *by* can change.
        """
        bridge = await self.own(by.guild_id, name)
        if bridge.settings.is_paused != is_paused:
            await self.store.set(bridge.id, replace(bridge.settings, is_paused=is_paused))
            await self.settle(since)
            await self.record(by, bridge, "paused" if is_paused else "resumed")
        return bridge

    async def check(self, name: str, guild_id: GuildId) -> Proposal:
        """Return what is wrong with the bridge that *guild_id* knows as *name*. Changes nothing.

        Raises:
            NoSuchBridge: There is no such bridge.
        """
        bridge = await self._known(guild_id, name)
        elsewhere = await self.notices.elsewhere(bridge.endpoints, guild_id)
        found = await findings_of(self.inspector, bridge.endpoints, bridge.endpoints)
        return Proposal(name, bridge.endpoints, (), found, bridge.id, elsewhere)

    async def own(self, guild_id: GuildId, name: str) -> Bridge:
        """Return the bridge that *guild_id* knows as *name*, and runs.

        Raises:
            NoSuchBridge, BridgeConfigured, BridgeForeign: It runs none of that name.
        """
        bridge = await self._known(guild_id, name)
        if bridge.owner == CONFIGURATION:
            raise BridgeConfigured(bridge=name)
        if bridge.owner.guild_id != guild_id:
            raise BridgeForeign(bridge=name)
        return bridge

    async def settle(self, since: MessageId) -> None:
        """Let notices and relay follow what the store says now. A new channel is listened to once its notice stands."""
        async with self.changing:  # whoever changes last must not be overtaken by what stood before
            bridges = await self.store.every()
            posted = await self.notices.settle(bridges)
            for follow in self.followers:
                follow(bridges)
            seats = (end.channel_id for bridge in bridges for end in bridge.endpoints)
            await self.conversation.follow(bridges, {seat: max(posted.get(seat, since), since) for seat in seats})

    async def record(self, by: Actor, bridge: Bridge, action: str, also: GuildId | None = None) -> None:
        """Note in the trail of each guild that it concerns what *by* did to *bridge*, and tell the moderators."""
        for guild_id in dict.fromkeys((by.guild_id, bridge.owner.guild_id, also)):
            if guild_id is not None:
                await self.trail.record(guild_id, by.user_id, action, bridge.name)
        await self.notices.tell(bridge, action, by)

    async def demand_ready(self, proposal: Proposal) -> None:
        """Go on only if nothing stands in the way of *proposal* by now.

        Raises:
            NotReady: Something does.
        """
        if any(
            finding.is_obstacle for finding in await findings_of(self.inspector, proposal.endpoints, proposal.fresh)
        ):
            raise NotReady(bridge=proposal.name)

    async def _endpoint(self, wish: Wish, facts: ChannelFacts) -> Endpoint:
        language = wish.language or self.guess(facts.name, await self.inspector.talk(wish.channel_id))
        return Endpoint(facts.guild_id, wish.channel_id, language)

    async def _refuse_seated(self, channel_ids: Iterable[ChannelId]) -> None:
        seated = {end.channel_id for bridge in await self.store.every() for end in bridge.endpoints}
        for channel_id in channel_ids:
            if channel_id in seated:
                raise ChannelAlreadyBridged(channel_id=channel_id)

    async def _known(self, guild_id: GuildId, name: str) -> Bridge:
        bridge = (await self.named(guild_id)).get(name)
        if bridge is None:
            raise NoSuchBridge(bridge=name)
        return bridge

    async def _shared(self, guild_id: GuildId, name: str, bridge_id: BridgeId | None = None) -> Bridge:
        """Return the bridge in which *guild_id* may seat its channels: by its id, once that is known."""
        known = await self.named(guild_id)
        bridge = next((one for one in known.values() if one.id == bridge_id), None) if bridge_id else known.get(name)
        if bridge is None:
            raise NoSuchBridge(bridge=name)
        if bridge.owner == CONFIGURATION:
            raise BridgeConfigured(bridge=name)
        return bridge

    async def _told(self, by: Actor, bridge: Bridge, action: str) -> Bridge:
        """Record *action* with the bridge as it is after it, if it still is."""
        now = next((one for one in await self.store.every() if one.id == bridge.id), bridge)
        await self.record(by, now, action)
        return now
