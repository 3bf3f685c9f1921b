"""Plans: an admin decides when and how a bridge is asked, sees it, and lets it begin."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.bridges.model import CONFIGURATION, Actor, Bridge, Elsewhere, Endpoint
from bot.bridges.ports import AuditTrail
from bot.clock import Clock
from bot.errors import BridgeForeign, NoSuchBridge
from bot.ids import ChannelId, GuildId
from bot.prompts.ahead import Ahead, Coming
from bot.prompts.errors import NoSchedule
from bot.prompts.schedule import Pause, Schedule, ScheduleStore, days_ahead
from bot.prompts.texts import PromptTexts
from bot.prompts.wording import Topic, TopicText, Wording


@dataclass(frozen=True, slots=True)
class Plan:
    """A schedule as an admin sees it, saved or not.

    Attributes:
        is_new: The bridge has none yet.
        elsewhere: The bridge's channels that are other guilds'.
    """

    bridge: Bridge
    schedule: Schedule
    is_new: bool
    elsewhere: Mapping[ChannelId, Elsewhere]

    @property
    def channel_ids(self) -> tuple[ChannelId, ...]:
        """Return the channels that are asked."""
        return channels_of(self.bridge)


@dataclass(frozen=True, slots=True)
class Lack:
    """What stands in the way of a topic in a channel.

    Attributes:
        is_there: The bot can see the channel; if not, nothing else is known.
        rights: Names of the rights that the bot does not have there, as discord.py calls them.
        mute_role_id: The role that it is to ping, and cannot.
    """

    channel_id: ChannelId
    is_there: bool = True
    rights: tuple[str, ...] = ()
    mute_role_id: int | None = None


class SeatInspector(Protocol):
    """Looks at channels in which topics are to stand."""

    async def lack(self, endpoint: Endpoint, ping_role_id: int | None, *, opens_threads: bool) -> Lack | None:
        """Return what the bot lacks there; None where that is nothing. Raises `Unavailable`."""
        ...


class BridgeLookup(Protocol):
    """Knows a guild's bridges."""

    async def named(self, guild_id: GuildId) -> Mapping[str, Bridge]:
        """Return the bridges that concern a guild, each by the name that its commands take."""
        ...


@dataclass(frozen=True, slots=True)
class Plans:
    """Shows, changes, begins and pauses schedules. Only the guild that runs a bridge changes when it is asked.

    Attributes:
        elsewhere: Names those of some channels that are not a guild's.
    """

    bridges: BridgeLookup
    schedules: ScheduleStore
    ahead: Ahead
    texts: PromptTexts
    seats: SeatInspector
    elsewhere: Callable[[Sequence[Endpoint], GuildId], Awaitable[Mapping[ChannelId, Elsewhere]]]
    wording: Wording
    trail: AuditTrail
    clock: Clock

    async def seen(self, name: str, guild_id: GuildId) -> Bridge:
        """Return the bridge that a guild knows as *name*, and has a channel in.

        Raises:
            NoSuchBridge: There is none.
        """
        bridge = (await self.bridges.named(guild_id)).get(name)
        if bridge is None or guild_id not in bridge.guild_ids:
            raise NoSuchBridge(bridge=name)
        return bridge

    async def run(self, name: str, guild_id: GuildId) -> Bridge:
        """Return the bridge that a guild knows as *name*, and runs: of the configuration's, the first channel's does.

        Raises:
            NoSuchBridge, BridgeForeign: It runs none of that name.
        """
        bridge = await self.seen(name, guild_id)
        runner = bridge.guild_ids[0] if bridge.owner == CONFIGURATION else bridge.owner.guild_id
        if runner != guild_id:
            raise BridgeForeign(bridge=name)
        return bridge

    async def scheduled(self, bridge: Bridge) -> Schedule:
        """Return when a bridge is asked.

        Raises:
            NoSchedule: It is not.
        """
        schedule = await self.schedules.of(bridge.id)
        if schedule is None:
            raise NoSchedule(bridge=bridge.name)
        return schedule

    async def plan(self, name: str, by: Actor) -> Plan:
        """Return how a bridge is asked, or would be if nobody chose otherwise. Changes nothing.

        Raises:
            NoSuchBridge, BridgeForeign: The guild runs none of that name.
        """
        bridge = await self.run(name, by.guild_id)
        known = await self.schedules.of(bridge.id)
        fresh = Schedule(bridge.id)
        # Tomorrow, so that nothing is posted the moment it begins.
        schedule = known or replace(fresh, starts_on=fresh.hour.day(self.clock.now()) + timedelta(days=1))
        elsewhere = await self.elsewhere(bridge.endpoints, by.guild_id)
        return Plan(bridge, schedule, known is None, elsewhere)

    def next_at(self, plan: Plan) -> datetime | None:
        """Return when the first channel of *plan* is asked next."""
        return next((at for _, at in days_ahead(plan.schedule, plan.channel_ids, self.clock.now())), None)

    async def lacks(self, plan: Plan) -> Sequence[Lack]:
        """Return what the bot lacks in the channels of *plan*."""
        schedule = plan.schedule
        found = [
            await self.seats.lack(end, schedule.seat(end.channel_id).ping_role_id, opens_threads=schedule.opens_threads)
            for end in plan.bridge.endpoints
        ]
        return [one for one in found if one is not None]

    async def preview(self, plan: Plan) -> Sequence[tuple[Endpoint, TopicText]]:
        """Return the next topic of *plan* for one channel of each language, just as it would be posted."""
        coming: Sequence[Coming] = await self.ahead.of(plan.schedule, plan.channel_ids, 1)
        choice = coming[0].choice if coming else None
        prompt = None if choice is None else await self.ahead.shelf.prompt(choice.prompt_id)
        if choice is None or prompt is None:
            return ()
        author, hours = await self.ahead.shelf.author(choice.prompt_id), plan.schedule.window // timedelta(hours=1)
        first = {end.language: end for end in reversed(plan.bridge.endpoints)}
        shown = []
        for end in (one for one in plan.bridge.endpoints if one in first.values()):
            role_id = plan.schedule.seat(end.channel_id).ping_role_id
            await self.texts.prepare(end.language)
            topic = Topic(prompt, coming[0].at + plan.schedule.window, hours, author, role_id)
            shown.append((end, self.wording.of(topic, end.language)))
        return shown

    async def save(self, plan: Plan, by: Actor) -> None:
        """Keep *plan* in place of what there was. A schedule that is new begins; a paused one stays paused."""
        known = await self.schedules.of(plan.schedule.bridge_id)
        schedule = plan.schedule
        if known is not None:  # what happened while the admin looked at it
            schedule = replace(schedule, paused_for=known.paused_for, unanswered=known.unanswered)
        await self._keep(schedule)
        await self.record(by, "topic-started" if known is None else "topic-changed", plan.bridge)

    async def pause(self, name: str, by: Actor) -> Bridge:
        """Ask a bridge nothing for a while.

        Raises:
            NoSuchBridge, BridgeForeign, NoSchedule: There is nothing that *by* could pause.
        """
        bridge = await self.run(name, by.guild_id)
        await self.scheduled(bridge)
        if await self.schedules.pause(bridge.id, Pause.ADMIN):
            await self.record(by, "topic-paused", bridge)
        return bridge

    async def resume(self, name: str, by: Actor) -> Plan:
        """Ask a bridge again, whyever it was not.

        Raises:
            NoSuchBridge, BridgeForeign, NoSchedule: There is nothing that *by* could resume.
        """
        bridge = await self.run(name, by.guild_id)
        # Nobody's silence of before counts: else the next one alone would end it again.
        schedule = replace(await self.scheduled(bridge), paused_for=None, unanswered=0)
        await self._keep(schedule)
        await self.record(by, "topic-resumed", bridge)
        return Plan(bridge, schedule, False, {})

    async def record(self, by: Actor, action: str, bridge: Bridge) -> None:
        """Note in the guild's trail what *by* did."""
        await self.trail.record(by.guild_id, by.user_id, action, bridge.name)

    async def _keep(self, schedule: Schedule) -> None:
        # To be looked at now: when next, is found out then, with what is due already.
        await self.schedules.save(schedule, self.clock.now())


def channels_of(bridge: Bridge) -> tuple[ChannelId, ...]:
    """Return the channels of a bridge that are asked."""
    return tuple(end.channel_id for end in bridge.endpoints)
