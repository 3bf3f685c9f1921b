"""The topic of the day, for those who look after it and those who answer."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Protocol

from bot.bridges.model import Actor, Bridge
from bot.ids import ChannelId, GuildId
from bot.prompts.ahead import Coming
from bot.prompts.errors import (
    NotAskedThen,
    PromptUnknown,
    QueueEntryGone,
    TopicDecided,
    TopicRefused,
    TopicSkipped,
)
from bot.prompts.figures import Figures, figures_of
from bot.prompts.model import PromptId
from bot.prompts.occasions import OccasionState, OccasionStore, Past, PostingState, QueueEntry
from bot.prompts.plans import Plans, channels_of
from bot.prompts.schedule import Schedule, days_ahead
from bot.translation.model import Language

WEEK: Final = 7
_SHOWN_PAST: Final = 10
_COUNTED_PAST: Final = 366
_SHOWN: Final = 60  # characters of what was typed


BridgeAt = Callable[[GuildId, ChannelId], Awaitable[Bridge]]
"""Tells which bridge members of a guild mean in a channel; raises `NoDailyTopic` and `SeveralDailyTopics`."""


class Postman(Protocol):
    """Posts topics."""

    async def post_now(self, schedule: Schedule, bridge: Bridge) -> Past:
        """Post today's topic of a bridge wherever it was not posted yet, and return how it stands.

        Raises:
            Unavailable: Discord does not answer.
        """
        ...


@dataclass(frozen=True, slots=True)
class Today:
    """How a bridge's topic of the day stands for its members.

    Attributes:
        past: The topic, while it is open, and until its day is over; None where there is none.
        next_at: When the next one comes, if one does (UTC).
    """

    bridge: Bridge
    past: Past | None
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Daily:
    """Shows what was asked and what will be, and lets it be changed."""

    plans: Plans
    occasions: OccasionStore
    postman: Postman
    bridge_at: BridgeAt

    async def coming(self, name: str, by: Actor, count: int = WEEK) -> Sequence[Coming]:
        """Return the next dates of a bridge, with what is asked on them as far as nobody changes it.

        Raises:
            NoSuchBridge, NoSchedule: The guild has no channel in a bridge of that name that is asked.
        """
        bridge = await self.plans.seen(name, by.guild_id)
        return await self.plans.ahead.of(await self.plans.scheduled(bridge), channels_of(bridge), count)

    async def skip(self, name: str, on: date | None, by: Actor) -> date:
        """Ask nothing on a date: the next one, unless it is named. Return which.

        Raises:
            NoSuchBridge, BridgeForeign, NoSchedule: The guild runs no bridge of that name that is asked.
            NotAskedThen: It is not asked on that date, or not any more.
            TopicDecided: It was asked already.
        """
        bridge = await self.plans.run(name, by.guild_id)
        schedule = await self.plans.scheduled(bridge)
        if on is None:
            coming = await self.plans.ahead.of(schedule, channels_of(bridge), WEEK)
            on = next((one.on for one in coming if one.choice is not None), None)
        elif not self._comes(schedule, bridge, on):
            raise NotAskedThen(date=on.isoformat())
        if on is None:
            raise NotAskedThen(date="-")
        if not await self.occasions.skip(bridge.id, on):
            known = await self.occasions.at(bridge.id, on)
            if known is not None and known.choice is not None:
                raise TopicDecided(date=on.isoformat())
        await self.plans.record(by, "topic-skipped", bridge)
        return on

    async def dates(self, name: str, by: Actor) -> Sequence[date]:
        """Return the next dates that can be skipped; none where a bridge is not known, or not asked."""
        bridge = (await self.plans.bridges.named(by.guild_id)).get(name)
        schedule = None if bridge is None else await self.plans.schedules.of(bridge.id)
        if bridge is None or schedule is None:
            return ()
        coming = await self.plans.ahead.of(schedule, channels_of(bridge), WEEK)
        return [one.on for one in coming if one.choice is not None]

    async def find(self, typed: str, language: Language, limit: int) -> Sequence[tuple[PromptId, str]]:
        """Return at most *limit* prompts of the library in whose text is what was *typed* so far."""
        said = typed.casefold()
        texts = await self.plans.texts.of(language)
        return [(one, text) for one, text in texts.items() if said in text.casefold()][:limit]

    async def put_next(self, name: str, typed: str, language: Language, by: Actor) -> tuple[PromptId, int]:
        """Let the prompt that was chosen, or *typed* as it reads, be the last of a bridge's queue; return its place.

        Raises:
            NoSuchBridge, BridgeForeign, NoSchedule: The guild runs no bridge of that name that is asked.
            PromptUnknown: The library has none such.
        """
        bridge = await self.plans.run(name, by.guild_id)
        await self.plans.scheduled(bridge)
        texts = await self.plans.texts.of(language)
        prompt_id = next((one for one, text in texts.items() if typed in (one, text)), None)
        if prompt_id is None:
            raise PromptUnknown(text=typed[:_SHOWN])
        await self.occasions.put_next(bridge.id, prompt_id, by.user_id)
        await self.plans.record(by, "topic-queued", bridge)
        waiting = [one.prompt_id for one in await self.occasions.queue(bridge.id)]
        return prompt_id, waiting.index(prompt_id) + 1 if prompt_id in waiting else 1

    async def take_out(self, name: str, typed: str, by: Actor) -> PromptId:
        """Take the entry that was chosen by its id out of a bridge's queue; return what it was.

        Raises:
            NoSuchBridge, BridgeForeign: The guild runs no bridge of that name.
            QueueEntryGone: It is not there, or was asked.
        """
        bridge = await self.plans.run(name, by.guild_id)
        entry = next((one for one in await self.occasions.queue(bridge.id) if str(one.id) == typed), None)
        if entry is None or not await self.occasions.take_out(bridge.id, entry.id):
            raise QueueEntryGone
        await self.plans.record(by, "topic-unqueued", bridge)
        return entry.prompt_id

    async def queue(self, name: str, by: Actor) -> Sequence[QueueEntry]:
        """Return the queue of a bridge, the first first.

        Raises:
            NoSuchBridge: The guild has no channel in a bridge of that name.
        """
        return await self.occasions.queue((await self.plans.seen(name, by.guild_id)).id)

    async def post(self, name: str, by: Actor) -> tuple[Past, bool]:
        """Post today's topic now; return where it stands, and whether that is news.

        Raises:
            NoSuchBridge, BridgeForeign, NoSchedule: The guild runs no bridge of that name that is asked.
            TopicSkipped: Today is skipped.
            TopicRefused: It stands nowhere; moderators are told why.
            Unavailable: Discord does not answer.
        """
        bridge = await self.plans.run(name, by.guild_id)
        schedule = await self.plans.scheduled(bridge)
        known = await self.occasions.at(bridge.id, schedule.hour.day(self.plans.clock.now()))
        if known is not None and known.state is OccasionState.SKIPPED:
            raise TopicSkipped(bridge=bridge.name)
        before = None if known is None else await self.occasions.by_id(known.id)
        if before is not None and _standing(before) >= set(channels_of(bridge)):
            return before, False
        after = await self.postman.post_now(schedule, bridge)
        if not _standing(after):
            raise TopicRefused(bridge=bridge.name)
        await self.plans.record(by, "topic-posted", bridge)
        return after, True

    async def history(self, name: str, by: Actor) -> Sequence[Past]:
        """Return the last topics of a bridge, the newest first.

        Raises:
            NoSuchBridge: The guild has no channel in a bridge of that name.
        """
        return await self.occasions.past((await self.plans.seen(name, by.guild_id)).id, _SHOWN_PAST)

    async def figures(self, name: str, by: Actor) -> Figures:
        """Return how the topics of a bridge were answered, of a year.

        Raises:
            NoSuchBridge: The guild has no channel in a bridge of that name.
        """
        bridge = await self.plans.seen(name, by.guild_id)
        return figures_of(await self.occasions.past(bridge.id, _COUNTED_PAST))

    async def today(self, guild_id: GuildId, channel_id: ChannelId) -> Today:
        """Return how the topic stands of the bridge in which a channel has its seat, or of the guild's only one.

        Args:
            guild_id: The channel's.
            channel_id: In a thread, its parent.

        Raises:
            NoDailyTopic, SeveralDailyTopics: There is none, or it is not known which.
        """
        bridge = await self.bridge_at(guild_id, channel_id)
        schedule = await self.plans.scheduled(bridge)
        asked = [one for one in await self.occasions.past(bridge.id, _SHOWN_PAST) if _standing(one)]
        now = self.plans.clock.now()
        yesterday = schedule.hour.day(now) - timedelta(days=1)
        is_news = asked and (asked[0].occasion.state is OccasionState.OPEN or asked[0].occasion.on > yesterday)
        return Today(bridge, asked[0] if is_news else None, await self._next(schedule, bridge))

    async def _next(self, schedule: Schedule, bridge: Bridge) -> datetime | None:
        if schedule.paused_for is not None:
            return None
        now = self.plans.clock.now()
        past = {one.occasion.on for one in await self.occasions.past(bridge.id, _COUNTED_PAST)}
        return next((at for on, at in days_ahead(schedule, channels_of(bridge), now) if on not in past), None)

    def _comes(self, schedule: Schedule, bridge: Bridge, on: date) -> bool:
        now = self.plans.clock.now()
        moments = [schedule.hour_in(one).moment(on) for one in channels_of(bridge)]
        return schedule.falls_on(on) and any(at is not None and at > now for at in moments)


def _standing(past: Past) -> set[ChannelId]:
    return {one.channel_id for one in past.postings if one.state is PostingState.POSTED}
