"""A bridge with a topic of the day, over a real database, in front of a board that can fail: for tests of posting."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final

import pytest

from bot.bridges.model import Bridge, BridgeId, BridgeSettings, Endpoint, Owner
from bot.calendars.lunar import BoraxCalendar
from bot.ids import ChannelId, GuildId, MessageId, UserId, first_id_at
from bot.prompts import library
from bot.prompts.model import Prompt, PromptId
from bot.prompts.occasions import OccasionId, OpenedThread, Past
from bot.prompts.poster import Poster
from bot.prompts.posting import Postings, Standing
from bot.prompts.schedule import Schedule, wakes_at
from bot.prompts.shelf import Shelf
from bot.prompts.wording import TopicText, Wording
from bot.storage.database import Database
from bot.translation.model import EN, ZH_HANS, Language
from tests.fakes import StillClock

GUILD: Final = GuildId(10)
ENGLISH, CHINESE, MODS = ChannelId(11), ChannelId(12), ChannelId(13)
NOON: Final = datetime(2027, 3, 10, 12, tzinfo=UTC)


class Killed(BaseException):
    """Stands for what ends a process: nothing of ours catches it."""


def killed(_channel_id: ChannelId) -> BaseException:
    """End the process here."""
    return Killed()


Fault = Callable[[ChannelId], BaseException | None]


@dataclass
class Posted:
    """A topic that stands."""

    channel_id: ChannelId
    text: TopicText
    occasion_id: OccasionId
    message_id: MessageId
    is_threaded: bool = False


@dataclass
class MemoryBoard:
    """Implements `TopicBoard`. What is in `before` and `after` is raised before or after something was done."""

    clock: StillClock
    posted: list[Posted] = field(default_factory=list)
    before: dict[str, Fault] = field(default_factory=dict)
    after: dict[str, Fault] = field(default_factory=dict)
    said: int = 0

    async def find(self, channel_id: ChannelId, occasion_id: OccasionId, since: MessageId) -> Standing | None:
        for one in self.posted:
            if (one.channel_id, one.occasion_id) == (channel_id, occasion_id) and one.message_id > since:
                return Standing(one.message_id, ChannelId(one.message_id) if one.is_threaded else None)
        return None

    async def post(self, end: Endpoint, text: TopicText, occasion_id: OccasionId) -> Standing:
        self._raise(self.before, "post", end.channel_id)
        message_id = MessageId(first_id_at(self.clock.now()) + len(self.posted))
        self.posted.append(Posted(end.channel_id, text, occasion_id, message_id))
        self._raise(self.after, "post", end.channel_id)
        return Standing(message_id)

    async def open_thread(self, channel_id: ChannelId, thread: OpenedThread) -> None:
        self._raise(self.before, "thread", channel_id)
        (one,) = [each for each in self.posted if ChannelId(each.message_id) == thread.id]
        one.is_threaded = True
        self._raise(self.after, "thread", channel_id)

    async def is_forum(self, _channel_id: ChannelId) -> bool:
        return False

    async def said_in(self, _thread_id: ChannelId) -> int:
        return self.said

    def in_(self, channel_id: ChannelId) -> Sequence[Posted]:
        return [one for one in self.posted if one.channel_id == channel_id]

    def _raise(self, faults: dict[str, Fault], act: str, where: ChannelId) -> None:
        fault = faults[act](where) if act in faults else None
        if fault is not None:
            raise fault


@dataclass
class Told:
    """Implements `NoticeChannel`."""

    said: list[tuple[ChannelId, str]] = field(default_factory=list)

    async def tell(self, channel_id: ChannelId, key: str, **_fields: str | ChannelId) -> None:
        self.said.append((channel_id, key))


@dataclass
class NotedThreads:
    """Implements `JoinedThreads`."""

    threads: list[ChannelId] = field(default_factory=list)

    def joined(self, thread_id: ChannelId) -> None:
        self.threads.append(thread_id)


@dataclass
class Written:
    """Implements `OwnPrompts`."""

    prompts: dict[PromptId, Prompt] = field(default_factory=dict)
    author_id: UserId | None = None

    async def accepted(self, _bridge_id: BridgeId) -> Sequence[PromptId]:
        return list(self.prompts)

    async def prompt(self, prompt_id: PromptId) -> Prompt | None:
        return self.prompts.get(prompt_id)

    async def author(self, prompt_id: PromptId) -> UserId | None:
        return self.author_id if prompt_id in self.prompts else None


class Keys:
    """Says keys, with what is filled in."""

    def say(self, language: str, key: str, /, **fields: str | int) -> str:
        return f"{key}[{language}]" + "".join(f" {name}={value}" for name, value in fields.items())


@dataclass
class Asking:
    """A bridge of two channels, and what asks them."""

    database: Database
    clock: StillClock
    bridge: Bridge
    board: MemoryBoard
    told: Told
    relay: NotedThreads
    own: Written
    poster: Poster

    async def at(self, moment: datetime) -> None:
        """Let it be *moment*, and look."""
        self.clock.advance(moment - self.clock.now())
        await self.poster.look()

    async def killed_at(self, moment: datetime) -> None:
        """Let it be *moment*, and look, which is what ends the process."""
        with pytest.raises(BaseExceptionGroup) as ended:
            await self.at(moment)
        assert ended.group_contains(Killed)

    async def schedule(self, schedule: Schedule) -> None:
        """Have a schedule stand from now on."""
        channels = [end.channel_id for end in self.bridge.endpoints]
        await self.database.daily.schedules.save(schedule, wakes_at(schedule, channels, self.clock.now()))

    async def standing(self) -> Schedule:
        """Return the schedule as it stands."""
        schedule = await self.database.daily.schedules.of(self.bridge.id)
        assert schedule is not None
        return schedule

    async def past(self, on: date) -> Past:
        """Return what was asked on a date."""
        occasions = self.database.daily.occasions
        occasion = await occasions.at(self.bridge.id, on)
        assert occasion is not None
        past = await occasions.by_id(occasion.id)
        assert past is not None
        return past


@asynccontextmanager
async def asking(url: str, *, is_paused: bool = False) -> AsyncIterator[Asking]:
    """Open a database at *url* with a bridge that is asked from `NOON` on, at 13:00 UTC."""
    clock = StillClock()
    clock.advance(NOON - clock.now())
    database = await Database.open(url, clock)
    try:
        ends = [Endpoint(GUILD, ENGLISH, EN), Endpoint(GUILD, CHINESE, ZH_HANS)]
        settings = BridgeSettings(MODS, is_paused)
        await database.bridges.open(Owner(GUILD), "main", ends, settings)
        (bridge,) = await database.bridges.every()
        made = asking_over(database, clock, bridge)
        await made.schedule(Schedule(bridge.id))
        yield made
    finally:
        await database.close()


def asking_over(database: Database, clock: StillClock, bridge: Bridge, board: MemoryBoard | None = None) -> Asking:
    """Return what asks *bridge*, as another process would have it too."""
    board = board or MemoryBoard(clock)
    told, relay, own, daily = Told(), NotedThreads(), Written(), database.daily

    async def prepare(_language: Language) -> None: ...

    postings = Postings(
        daily.occasions, board, relay, Wording(Keys(), str, lambda word, _phonetics: f"({word})"), prepare, clock
    )
    shelf = Shelf(library.load, BoraxCalendar(), daily.occasions, own)
    made: list[Bridge] = [bridge]
    poster = Poster(daily.schedules, daily.occasions, shelf, postings, told, lambda: made, clock)
    return Asking(database, clock, bridge, board, told, relay, own, poster)


HOUR: Final = timedelta(hours=1)
