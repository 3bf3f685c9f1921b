"""The poster: looks which bridges are to be asked, has them asked, and tells moderators what keeps it from it."""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.bridges.model import Bridge, Endpoint
from bot.bridges.ports import NoticeChannel
from bot.clock import Clock
from bot.errors import ChannelGone, Forbidden, Gone, MessageGone, Refused, RoleGone, SendFailed, Unavailable
from bot.ids import ChannelId
from bot.prompts.model import Prompt
from bot.prompts.occasions import Choice, Occasion, OccasionState, OccasionStore, Past, PostingState
from bot.prompts.posting import Asking, Postings
from bot.prompts.schedule import Awake, Due, Pause, Schedule, ScheduleStore, due, missed, wakes_at
from bot.prompts.shelf import Shelf
from bot.prompts.wording import Topic

_log = structlog.stdlib.get_logger(__name__)

_A_LOOK: Final = 1000  # schedules, so that none waits for tens of thousands
_AT_ONCE: Final = 8

_PHRASES: Final = (
    (RoleGone, "daily-role-gone"),
    (ChannelGone, "daily-channel-gone"),
    (Forbidden, "daily-forbidden"),
)


@dataclass(frozen=True, slots=True)
class Poster:
    """Asks what is due.

    Attributes:
        bridges: Returns the bridges as they stand.
    """

    schedules: ScheduleStore
    occasions: OccasionStore
    shelf: Shelf
    postings: Postings
    moderators: NoticeChannel
    bridges: Callable[[], Collection[Bridge]]
    clock: Clock

    async def look(self) -> None:
        """Ask all that is due now, as far as it can be asked."""
        awake = await self.schedules.awake(self.clock.now(), _A_LOOK)
        bridges = {bridge.id: bridge for bridge in self.bridges()} if awake else {}
        room = asyncio.Semaphore(_AT_ONCE)
        async with asyncio.TaskGroup() as group:
            for one in awake:
                group.create_task(self._surely(one, bridges.get(one.schedule.bridge_id), room))

    async def post_now(self, schedule: Schedule, bridge: Bridge) -> Past:
        """Ask today's topic at once where it was not asked yet, and return how it stands.

        Raises:
            Unavailable: It could not be asked everywhere; it is tried again at its hour.
        """
        now = self.clock.now()
        on = schedule.hour.day(now)
        occasion = await self._occasion(schedule, bridge, Due(ChannelId(0), on, now))
        for end in bridge.endpoints:
            if occasion.state is OccasionState.OPEN and not end.is_paused:
                await self._ask(schedule, bridge, end, Due(end.channel_id, on, now))
        past = await self.occasions.by_id(occasion.id)
        return past or Past(occasion, ())

    async def _surely(self, awake: Awake, bridge: Bridge | None, room: asyncio.Semaphore) -> None:
        async with room:
            try:
                await self._look_at(awake, bridge)
            except Unavailable as error:
                _log.warning("topic not posted yet", bridge=awake.schedule.bridge_id, error=error.key)
            except Exception as error:  # noqa: BLE001 a supervisor: a bug with one bridge must not hold the others up
                _log.error("topic not posted", bridge=awake.schedule.bridge_id, exc_info=error)

    async def _look_at(self, awake: Awake, bridge: Bridge | None) -> None:
        """Ask what is due of one schedule; it sleeps on only once all of it is settled."""
        now, schedule = self.clock.now(), awake.schedule
        channels = [end.channel_id for end in bridge.endpoints if not end.is_paused] if bridge is not None else []
        is_settled = True
        if bridge is not None and not bridge.settings.is_paused:
            for one in due(schedule, channels, now):
                end = bridge.endpoint(one.channel_id)
                is_settled &= end is None or await self._ask(schedule, bridge, end, one)
            on = missed(awake, channels, now)
            if on is not None and await self.occasions.skip(schedule.bridge_id, on):
                await self._tell(bridge, bridge.endpoints[0], "daily-missed", date=on.isoformat())
        if is_settled:
            await self.schedules.sleep(awake, wakes_at(schedule, channels, now))

    async def _ask(self, schedule: Schedule, bridge: Bridge, end: Endpoint, one: Due) -> bool:
        """Ask one channel; tell whether that is settled."""
        occasion = await self._occasion(schedule, bridge, one)
        past = await self.occasions.by_id(occasion.id)
        if past is None or occasion.choice is None or occasion.state is not OccasionState.OPEN:
            return True
        posting = next((each for each in past.postings if each.channel_id == end.channel_id), None)
        if posting is not None and posting.state is not PostingState.CLAIMED:
            return True
        claim = await self.occasions.claim(occasion, end.channel_id)
        if claim is None:
            return False
        topic = await self._topic(schedule, occasion.choice, end, one.at)
        if topic is None:
            await self.occasions.failed(claim)
            return True
        try:
            await self.postings.post(claim, Asking(schedule, bridge, end, past, topic))
        except MessageGone:
            # It stood, and somebody took it away at once: nothing keeps the next one from being asked.
            _log.info("topic removed", channel=end.channel_id)
        except (Refused, Gone) as error:
            await self._give_up(bridge, end, error)
        await self.occasions.waits(occasion.id, topic.closes_at)
        return True

    async def _occasion(self, schedule: Schedule, bridge: Bridge, one: Due) -> Occasion:
        known = await self.occasions.at(schedule.bridge_id, one.on)
        if known is not None:
            return known
        days = schedule.days_at(one.at, [end.channel_id for end in bridge.endpoints])
        choice = await self.shelf.choose(schedule, one.on, days)
        return await self.occasions.open(schedule.bridge_id, one.on, choice, one.at + schedule.window)

    async def _topic(self, schedule: Schedule, choice: Choice, end: Endpoint, at: datetime) -> Topic | None:
        """Return what a channel is asked; None where its author has erased it since it was chosen."""
        prompt: Prompt | None = await self.shelf.prompt(choice.prompt_id)
        if prompt is None:
            return None
        author = await self.shelf.author(choice.prompt_id)
        hours = schedule.window // timedelta(hours=1)
        return Topic(prompt, at + schedule.window, hours, author, schedule.seat(end.channel_id).ping_role_id)

    async def _give_up(self, bridge: Bridge, end: Endpoint, error: SendFailed) -> None:
        """Pause the schedule of a bridge, and tell its moderators why, once."""
        _log.warning("topic refused", channel=end.channel_id, error=str(error))
        if await self.schedules.pause(bridge.id, Pause.FORBIDDEN):
            key = next((key for kind, key in _PHRASES if isinstance(error, kind)), "daily-refused")
            await self._tell(bridge, end, key)

    async def _tell(self, bridge: Bridge, end: Endpoint, key: str, **fields: str) -> None:
        """Tell the moderators of a channel, and those of the guild that runs the bridge."""
        channels = (bridge.notice_channel_of(end.guild_id), bridge.settings.notice_channel_id)
        for channel_id in {one for one in channels if one is not None}:
            try:
                await self.moderators.tell(channel_id, key, bridge=bridge.name, channel=end.channel_id, **fields)
            except (SendFailed, Unavailable) as error:
                _log.warning("not told", channel=channel_id, error=error.key)
