"""Topics of the day: thousands of schedules, of which many are due in the same minute while people talk."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from benchmarks.load import percentile
from benchmarks.soak.figure import Figure
from benchmarks.soak.outage import Conversation
from benchmarks.soak.starts import CHANNELS, furnish
from bot.bridges.model import CONFIGURATION, Bridge, Endpoint
from bot.clock import SystemClock
from bot.ids import ChannelId, GuildId
from bot.prompts.schedule import Hour, Schedule
from bot.storage.database import Database
from bot.translation.model import EN, ZH_HANS
from playground.server.channels.model import Channel
from playground.server.messages.model import Message
from playground.server.snowflakes import moment_of
from tests.asking import asking_over
from tests.e2e.harness import google, scene
from tests.fakes import StillClock
from tests.vendors import google_page

_LOOK_SECONDS: Final = 1.5
_POSTED_SECONDS: Final = 60.0
_DELAY_MS: Final = 20.0
_TALK_SECONDS: Final = 20.0
_AHEAD: Final = timedelta(seconds=120)  # until the bot is ready, and has heard people talk for a while
_FIRST_SECONDS: Final = 300.0
_CROSSING_SECONDS: Final = 2.0
_SPOKEN: Final = 10  # bridges in which people talk: in each slowly enough for Discord's limits
_GUILD: Final = GuildId(1)


async def topics(directory: Path, seed: int, *, schedules: int, channels: int) -> AsyncIterator[Figure]:  # noqa: ARG001 - no chance in it
    """Look at many schedules of which none is due; then have *channels* asked in the same minute."""
    yield await _first_look(directory, schedules)
    async for figure in _same_minute(directory / "asked", channels):
        yield figure


async def _first_look(directory: Path, schedules: int) -> Figure:
    """Measure what a start has to do for schedules: to look for what is due."""
    clock = StillClock()
    database = await Database.open(f"sqlite:///{directory / 'many.db'}", clock)
    try:
        pairs = [(ChannelId(10 * one + 1), ChannelId(10 * one + 2)) for one in range(schedules)]
        await _bridged(database, pairs)
        bridges = await database.bridges.every()
        await _scheduled(database, bridges, clock.now() + timedelta(hours=1))
        made = asking_over(database, clock, bridges[0])
        began = time.monotonic()
        await made.poster.look()
        took = time.monotonic() - began
        return Figure(f"{schedules:,} schedules, none due: the look at the start", took, _LOOK_SECONDS, "s")
    finally:
        await database.close()


async def _same_minute(directory: Path, channels: int) -> AsyncIterator[Figure]:
    clock = SystemClock()
    await asyncio.to_thread(directory.mkdir, parents=True, exist_ok=True)
    async with google_page() as vendor, scene(directory, translation=google(vendor.url), languages={}) as here:
        pairs = furnish(here, -(-channels // CHANNELS) + 2 * _SPOKEN // CHANNELS)
        spoken, whole = pairs[:_SPOKEN], [channel for pair in pairs[_SPOKEN:] for channel in pair]
        first = {ChannelId(english.id) for english, _ in spoken}
        await here.bot.start()
        await here.comes_true(lambda: all(channel.history for channel in whole), _FIRST_SECONDS)  # of their notices
        await here.bot.stop()
        due = (clock.now() + _AHEAD).replace(second=0, microsecond=0)
        database = await Database.open(f"sqlite:///{directory / 'qiao.db'}", clock)
        bridges = [one for one in await database.bridges.every() if one.endpoints[0].channel_id not in first]
        await _scheduled(database, bridges, due)
        await database.close()
        here.server.be_strict()
        await here.bot.start()
        before, meanwhile = Conversation(here, spoken), Conversation(here, spoken)
        with before.watched():
            await before.go_on((due - clock.now()).total_seconds() - _CROSSING_SECONDS)
            await asyncio.sleep(_CROSSING_SECONDS)
        with meanwhile.watched():
            await meanwhile.go_on(_TALK_SECONDS)
            await asyncio.sleep(_CROSSING_SECONDS)
            await here.comes_true(lambda: all(map(_topic, whole)), _FIRST_SECONDS)
        last = max((_asked_at(channel) for channel in whole), default=due)
        took = (last - due).total_seconds()
        yield Figure(f"{len(whole):,} channels due in one minute: until the last is asked", took, _POSTED_SECONDS, "s")
        delay = _p95_ms(meanwhile) - _p95_ms(before)
        yield Figure("messages of other bridges meanwhile: p95 above that before", delay, _DELAY_MS, "ms")


async def _bridged(database: Database, pairs: Sequence[tuple[ChannelId, ChannelId]]) -> None:
    ends = [(Endpoint(_GUILD, english, EN), Endpoint(_GUILD, chinese, ZH_HANS)) for english, chinese in pairs]
    await database.bridges.replace(CONFIGURATION, [(str(number), pair) for number, pair in enumerate(ends)])


async def _scheduled(database: Database, bridges: Iterable[Bridge], due: datetime) -> None:
    hour = Hour(due.time())
    schedules = [Schedule(bridge.id, hour, starts_on=due.date()) for bridge in bridges]
    await asyncio.gather(*(database.daily.schedules.save(schedule, due) for schedule in schedules))


def _topic(channel: Channel) -> Message | None:
    return next((one for one in channel.history if "daily-answer" in str(one.components)), None)


def _asked_at(channel: Channel) -> datetime:
    topic = _topic(channel)
    return datetime.max.replace(tzinfo=UTC) if topic is None else moment_of(topic.id)


def _p95_ms(conversation: Conversation) -> float:
    return 1000 * percentile([said.crossed - said.at for said in conversation.said.values()], 95)
