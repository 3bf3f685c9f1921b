"""Use cases for the people who run a guild's bridges."""

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace

from bot.bridges.checks import findings_on
from bot.bridges.model import (
    CONFIGURATION,
    MAX_ENDPOINTS,
    MAX_NAME,
    Actor,
    Bridge,
    BridgeSettings,
    ChannelFacts,
    Endpoint,
    Owner,
    Preview,
    Proposal,
    Standing,
)
from bot.bridges.notices import Notices
from bot.bridges.ports import AuditTrail, BridgeStore, ChannelInspector, Conversation, LanguageGuess
from bot.bridges.previews import previews_of
from bot.errors import (
    BridgeConfigured,
    BridgeFull,
    ChannelAlreadyBridged,
    ChannelNotBridged,
    NoSuchBridge,
    NotReady,
    SameChannel,
)
from bot.ids import ChannelId, GuildId, MessageId
from bot.translation.model import Language
from bot.translation.ports import Translations


@dataclass(frozen=True, slots=True)
class Wish:
    """A channel that somebody wants to be bridged, and its language where they said it."""

    channel_id: ChannelId
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Bridges:
    """Opens, changes and closes bridges. What one guild runs, another can neither see nor change."""

    store: BridgeStore
    inspector: ChannelInspector
    guess: LanguageGuess
    notices: Notices
    conversation: Conversation
    trail: AuditTrail
    translations: Translations
    changing: AbstractAsyncContextManager[None] = field(default_factory=asyncio.Lock)  # one at a time, in all processes

    async def of(self, guild_id: GuildId) -> tuple[Bridge, ...]:
        """Return the bridges in which *guild_id* has a channel, whoever runs them."""
        return tuple(
            bridge
            for bridge in await self.store.every()
            if bridge.owner.guild_id == guild_id or any(end.guild_id == guild_id for end in bridge.endpoints)
        )

    async def introduce(self) -> None:
        """Bring the notices in line with what stands, after a start: also those that somebody has removed by hand."""
        async with self.changing:  # or a command at the same moment would post them too
            await self.notices.settle(await self.store.every(), looks=True)

    async def standings(self, guild_id: GuildId) -> tuple[Standing, ...]:
        """Return the bridges in which *guild_id* has a channel, and what waits in them."""
        standing = self.conversation.standing
        return tuple(
            Standing(bridge, {end.channel_id: standing(end.channel_id).waiting for end in bridge.endpoints})
            for bridge in await self.of(guild_id)
        )

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
        await self._demand_ready(proposal)
        settings = BridgeSettings(notice_channel_id=notice_channel_id)
        await self.store.open(Owner(by.guild_id), proposal.name, proposal.endpoints, settings)
        await self._changed(since)
        return await self._told(by, proposal.name, "opened")

    async def propose_joining(self, guild_id: GuildId, name: str, wish: Wish) -> Proposal:
        """Return how the bridge called *name* would be with the channel of *wish*. Changes nothing.

        Raises:
            NoSuchBridge, BridgeConfigured: There is no such bridge that commands can change.
            BridgeFull: It has as many channels as it can have.
            ChannelAlreadyBridged: The channel has a seat.
        """
        bridge = await self._own(guild_id, name)
        if len(bridge.endpoints) >= MAX_ENDPOINTS:
            raise BridgeFull(bridge=name, limit=MAX_ENDPOINTS)
        await self._refuse_seated([wish.channel_id])
        channel = await self.inspector.facts(wish.channel_id)
        beside = [await self.inspector.facts(end.channel_id) for end in bridge.endpoints]
        findings = [one for one in findings_on([channel, *beside]) if one.channel_id == channel.id]
        fresh = await self._endpoint(wish, channel)
        return Proposal(name, (*bridge.endpoints, fresh), (fresh,), tuple(findings))

    async def join(self, proposal: Proposal, by: Actor, since: MessageId) -> Bridge:
        """Let the new channel of *proposal* join the bridge that it names; what was said up to *since* stays.

        Raises:
            NotReady: Something stands in its way, by now.
            NoSuchBridge, BridgeFull, ChannelAlreadyBridged: Somebody else was faster.
        """
        await self._demand_ready(proposal)
        bridge = await self._own(by.guild_id, proposal.name)
        if len(bridge.endpoints) >= MAX_ENDPOINTS:
            raise BridgeFull(bridge=bridge.name, limit=MAX_ENDPOINTS)
        for fresh in proposal.fresh:
            await self.store.seat(bridge.id, fresh)
        await self._changed(since)
        return await self._told(by, bridge.name, "joined")

    async def leave(self, channel_id: ChannelId, by: Actor, since: MessageId) -> Bridge:
        """Take *channel_id* out of its bridge, which is closed when one channel is left; return it as it was.

        Raises:
            ChannelNotBridged: The channel has no seat, or it is another guild's.
            BridgeConfigured: Its bridge stands in the configuration file.
        """
        seated = (bridge for bridge in await self.store.every() if bridge.endpoint(channel_id) is not None)
        bridge = next(seated, None)
        endpoint = bridge.endpoint(channel_id) if bridge is not None else None
        if bridge is None or endpoint is None or endpoint.guild_id != by.guild_id:
            raise ChannelNotBridged(channel_id=channel_id)
        if bridge.owner == CONFIGURATION:
            raise BridgeConfigured(bridge=bridge.name)
        await self.store.unseat(channel_id)
        await self._changed(since)
        await self._record(by, bridge, "left")
        return bridge

    async def close(self, name: str, by: Actor, since: MessageId) -> Bridge:
        """Close the guild's bridge called *name*, and return it as it was.

        Raises:
            NoSuchBridge, BridgeConfigured: There is no such bridge that commands can change.
        """
        bridge = await self._own(by.guild_id, name)
        await self.store.close(bridge.id)
        await self._changed(since)
        await self._record(by, bridge, "closed")
        return bridge

    async def pause(self, name: str, by: Actor, since: MessageId, *, is_paused: bool) -> Bridge:
        """Let nothing cross the guild's bridge called *name*, or let it cross again. What is said meanwhile stays.

        Raises:
            NoSuchBridge, BridgeConfigured: There is no such bridge that commands can change.
        """
        bridge = await self._own(by.guild_id, name)
        if bridge.settings.is_paused != is_paused:
            await self.store.set(bridge.id, replace(bridge.settings, is_paused=is_paused))
            await self._changed(since)
            await self._record(by, bridge, "paused" if is_paused else "resumed")
        return bridge

    async def check(self, name: str, guild_id: GuildId) -> Proposal:
        """Return what is wrong with the guild's bridge called *name*. Changes nothing.

        Raises:
            NoSuchBridge: There is no such bridge.
        """
        bridge = next((one for one in await self.of(guild_id) if one.name == name), None)
        if bridge is None:
            raise NoSuchBridge(bridge=name)
        channels = [await self.inspector.facts(end.channel_id) for end in bridge.endpoints]
        return Proposal(bridge.name, bridge.endpoints, (), findings_on(channels))

    async def _endpoint(self, wish: Wish, facts: ChannelFacts) -> Endpoint:
        language = wish.language or self.guess(facts.name, await self.inspector.talk(wish.channel_id))
        return Endpoint(facts.guild_id, wish.channel_id, language)

    async def _refuse_seated(self, channel_ids: Iterable[ChannelId]) -> None:
        seated = {end.channel_id for bridge in await self.store.every() for end in bridge.endpoints}
        for channel_id in channel_ids:
            if channel_id in seated:
                raise ChannelAlreadyBridged(channel_id=channel_id)

    async def _demand_ready(self, proposal: Proposal) -> None:
        channels = [await self.inspector.facts(end.channel_id) for end in proposal.endpoints]
        if any(finding.is_obstacle for finding in findings_on(channels)):
            raise NotReady(bridge=proposal.name)

    async def _own(self, guild_id: GuildId, name: str) -> Bridge:
        named = [one for one in await self.of(guild_id) if one.name == name]
        own = next((one for one in named if one.owner.guild_id == guild_id), None)
        if own is not None:
            return own
        if any(one.owner == CONFIGURATION for one in named):
            raise BridgeConfigured(bridge=name)
        raise NoSuchBridge(bridge=name)  # of another guild's, in which this one has a channel, neither

    async def _changed(self, since: MessageId) -> None:
        """Let notices and relay follow what the store says now. A new channel is listened to once its notice stands."""
        async with self.changing:  # whoever changes last must not be overtaken by what stood before
            bridges = await self.store.every()
            posted = await self.notices.settle(bridges)
            seats = (end.channel_id for bridge in bridges for end in bridge.endpoints)
            await self.conversation.follow(bridges, {seat: max(posted.get(seat, since), since) for seat in seats})

    async def _told(self, by: Actor, name: str, action: str) -> Bridge:
        bridge = await self._own(by.guild_id, name)
        await self._record(by, bridge, action)
        return bridge

    async def _record(self, by: Actor, bridge: Bridge, action: str) -> None:
        await self.trail.record(by.guild_id, by.user_id, action, bridge.name)
        await self.notices.tell(bridge, f"moderators-{action}", by.user_id)
