"""A bridge whose topic of the day was answered, over a real database, in front of a Discord that can fail."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Final

from bot.bridges.model import Bridge, BridgeId, BridgeSettings, Endpoint, Owner
from bot.errors import MessageGone
from bot.i18n.catalog import Catalog, DestinationPhrases
from bot.ids import ChannelId, GuildId, MessageId, UserId, first_id_at
from bot.members.members import Members
from bot.members.model import Preference
from bot.members.preferences import Preferences
from bot.moderation.model import EVERYWHERE, NOWHERE, Reason, Refusal, Refused, Ruling
from bot.prompts.answers import Answer, RecapText
from bot.prompts.closing import Closing
from bot.prompts.listing import Listing
from bot.prompts.model import PromptId, Question, Theme
from bot.prompts.occasions import Choice, OccasionId, Past, Posting
from bot.prompts.occasions import Reason as ChosenFor
from bot.prompts.reading import Answers
from bot.prompts.recap import RecapWording
from bot.prompts.recaps import Recaps
from bot.prompts.rendering import Rendering
from bot.prompts.schedule import Schedule
from bot.relay.carried import NOTHING, Carried, File
from bot.relay.composition import preview_of
from bot.relay.model import UNEDITED, Author, Owed, Part, Revision, SourceEvent, SourceMessage, SourcePlace
from bot.relay.passing import as_owed
from bot.storage.database import Database
from bot.tasks import Tasks
from bot.translation.model import EN, ZH_HANS, Language, Quality, Translation
from tests.fakes import MemoryJournal, MemoryLedger, StillClock

GUILD: Final = GuildId(10)
ENGLISH, CHINESE, MODS = ChannelId(11), ChannelId(12), ChannelId(13)
NOON: Final = datetime(2027, 3, 10, 12, tzinfo=UTC)
WINDOW: Final = timedelta(hours=36)
BADWORD: Final = "badword"


@dataclass
class MemoryReader:
    """Implements `AnswerReader`: what was said, by place. What is in `unreadable` raises."""

    said_at: dict[ChannelId, dict[MessageId, Answer]] = field(default_factory=dict)
    polls: dict[ChannelId, Sequence[int]] = field(default_factory=dict)
    unreadable: dict[ChannelId, Exception] = field(default_factory=dict)

    async def said(self, channel_id: ChannelId, after: MessageId, before: MessageId) -> Sequence[Answer]:
        self._demand(channel_id)
        return [one for id_, one in sorted(self.said_at.get(channel_id, {}).items()) if after < id_ < before]

    async def one(self, place: SourcePlace) -> Answer | None:
        self._demand(place.channel_id)
        known = self.said_at.get(place.channel_id, {}).get(place.message_id)
        if known is None:
            raise MessageGone
        return known

    async def votes(self, posting: Posting) -> Sequence[int] | None:
        return self.polls.get(posting.channel_id)

    def _demand(self, channel_id: ChannelId) -> None:
        if channel_id in self.unreadable:
            raise self.unreadable[channel_id]


@dataclass
class Recapped:
    """A recap that stands."""

    channel_id: ChannelId
    occasion_id: OccasionId
    message_id: MessageId
    text: RecapText


Fault = Callable[[ChannelId], BaseException | None]


@dataclass
class MemoryRecapBoard:
    """Implements `RecapBoard`. What is in `before` and `after` is raised before or after something was done."""

    posted: list[Recapped] = field(default_factory=list)
    before: dict[str, Fault] = field(default_factory=dict)
    after: dict[str, Fault] = field(default_factory=dict)
    edits: int = 0

    async def find(self, channel_id: ChannelId, occasion_id: OccasionId, _since: datetime) -> MessageId | None:
        found = (one for one in self.posted if (one.channel_id, one.occasion_id) == (channel_id, occasion_id))
        return next((one.message_id for one in found), None)

    async def post(self, channel_id: ChannelId, occasion_id: OccasionId, text: RecapText) -> MessageId:
        self._raise(self.before, "post", channel_id)
        message_id = MessageId(9000 + len(self.posted))
        self.posted.append(Recapped(channel_id, occasion_id, message_id, text))
        self._raise(self.after, "post", channel_id)
        return message_id

    async def edit(self, channel_id: ChannelId, message_id: MessageId, text: RecapText) -> None:
        self._raise(self.before, "edit", channel_id)
        (one,) = [each for each in self.posted if each.message_id == message_id]
        left = {picture.source_id for picture in text.pictures}
        kept = tuple(picture for picture in one.text.pictures if picture.source_id in left)
        one.text = replace(text, pictures=kept)
        self.edits += 1
        self._raise(self.after, "edit", channel_id)

    def in_(self, channel_id: ChannelId) -> RecapText:
        """Return the one recap that stands in a place."""
        (one,) = [each for each in self.posted if each.channel_id == channel_id]
        return one.text

    def _raise(self, faults: dict[str, Fault], act: str, where: ChannelId) -> None:
        fault = faults[act](where) if act in faults else None
        if fault is not None:
            raise fault


@dataclass
class ToyTranslations:
    """Implements `Translations`: marks what was translated, unless it is *away*."""

    is_away: bool = False
    outside: list[str] = field(default_factory=list)

    @property
    def is_final_possible(self) -> bool:
        return not self.is_away

    async def translate(
        self, text: str, source: Language, target: Language, *, stays_inside: bool = False
    ) -> Translation:
        if source == target or not text:
            return Translation(text, source, target, "none")
        if self.is_away:
            return Translation(text, source, target, "none", Quality.PROVISIONAL)
        if stays_inside:
            return Translation(text, source, target, "none")
        self.outside.append(text)
        return Translation(f"[{target}] {text}", source, target, "toy")

    def foreign(self, text: str, expected: Language) -> Language | None:
        return None


@dataclass
class ToyGate:
    """Implements `Gate`: one bad word, and some who are muted."""

    muted: set[UserId] = field(default_factory=set)

    def follow(self, bridges: object) -> None: ...

    def admits(self, message: SourceMessage, _bridge: Bridge) -> bool:
        return message.author.id not in self.muted

    def judge(self, message: SourceMessage, bridge: Bridge, *, is_said: bool) -> Ruling:
        assert not is_said
        if not self.admits(message, bridge):
            return NOWHERE
        if BADWORD not in message.content:
            return EVERYWHERE
        refusals = [Refusal(end.channel_id, Reason.WORDS) for end in bridge.others(message.channel_id)]
        return Ruling(is_admitted=True, refusals=tuple(refusals))

    def refuses(self, row: Owed, seat: Endpoint, translated: str) -> Refused | None:
        if BADWORD not in translated:
            return None
        place = SourcePlace(row.source_channel_id, row.source_id)
        refusals = (Refusal(seat.channel_id, Reason.WORDS),)
        return Refused(place, row.source_guild_id, row.author.id, row.revision, BridgeId(1), refusals)


@dataclass
class Recapping:
    """A topic that was posted in two threads, and what looks after what came of it."""

    database: Database
    clock: StillClock
    bridge: Bridge
    occasion_id: OccasionId
    threads: Mapping[ChannelId, ChannelId]
    reader: MemoryReader
    board: MemoryRecapBoard
    translations: ToyTranslations
    gate: ToyGate
    journal: MemoryJournal
    members: Members
    preferences: Preferences
    told: list[int]
    tasks: Tasks
    answers: Answers
    recaps: Recaps
    listing: Listing

    def say(
        self,
        number: int,
        text: str,
        seat: ChannelId = ENGLISH,
        *,
        user: int | None = None,
        reactions: int = 0,
        picture: str = "",
        crosses: bool = True,
        is_bot: bool = False,
        revision: Revision = UNEDITED,
    ) -> MessageId:
        """Let somebody answer, and that have crossed to the other side."""
        place = self.threads.get(seat, seat)
        id_ = MessageId(first_id_at(NOON + timedelta(hours=1)) + number)
        author = Author(UserId(user or 1000 + number), f"Name {user or number}", None, is_bot)
        files = (File(picture, f"https://cdn.example/{picture}", 1000),) if picture else ()
        carried = Carried(files=files) if files else NOTHING
        message = SourceMessage(id_, place, GUILD, author, text, revision, carried=carried)
        self.reader.said_at.setdefault(place, {})[id_] = Answer(message, reactions)
        if crosses:
            (other,) = [one for one in self.threads if one != seat]
            copy = MessageId(id_ + 1_000_000)
            self.journal.keep(Part(copy, self.threads[other], id_, place, 0, 0, len(text), UNEDITED, Quality.FINAL))
        return id_

    def unsay(self, id_: MessageId) -> None:
        """Let a message be deleted."""
        for of in self.reader.said_at.values():
            of.pop(id_, None)

    async def ends(self, after: timedelta = timedelta()) -> None:
        """Let the time for answers be over, and look."""
        self.clock.advance(NOON + WINDOW + after - self.clock.now())
        await self.recaps.look()

    async def past(self) -> Past:
        past = await self.database.daily.occasions.by_id(self.occasion_id)
        assert past is not None
        return past

    def shown(self, seat: ChannelId) -> str:
        """Return the recap in the thread of a channel."""
        return self.board.in_(self.threads[seat]).content

    async def hears(self, event: SourceEvent) -> None:
        """Let the relay tell of *event*, and look."""
        self.recaps.note(event)
        await asyncio.gather(*(one for one in asyncio.all_tasks() if one.get_name() == "changed-recap"))
        await self.recaps.look()


async def _question(_prompt_id: PromptId, language: Language) -> Question | None:
    return Question("?", ("Tea", "Coffee") if language == EN else ("茶", "咖啡"))


@asynccontextmanager
async def recapping(url: str) -> AsyncIterator[Recapping]:
    """Open a database at *url* with a topic that was posted at `NOON`."""
    clock = StillClock()
    clock.advance(NOON - clock.now())
    database = await Database.open(url, clock)
    tasks = Tasks()
    try:
        ends = [Endpoint(GUILD, ENGLISH, EN), Endpoint(GUILD, CHINESE, ZH_HANS)]
        await database.bridges.open(Owner(GUILD), "main", ends, BridgeSettings(MODS))
        (bridge,) = await database.bridges.every()
        await database.daily.schedules.save(Schedule(bridge.id), NOON)
        yield await recapping_over(database, clock, bridge, tasks, await posted(database, clock, bridge, 10))
    finally:
        await tasks.close()
        await database.close()


async def posted(database: Database, clock: StillClock, bridge: Bridge, day: int) -> OccasionId:
    """Have a topic stand in both channels, each with its thread."""
    occasions = database.daily.occasions
    chosen = Choice(PromptId("tea"), Theme.FOOD, ChosenFor.LIBRARY)
    occasion = await occasions.open(bridge.id, date(2027, 3, day), chosen, NOON + WINDOW)
    for end in bridge.endpoints:
        claim = await occasions.claim(occasion, end.channel_id)
        assert claim is not None
        thread_id = ChannelId(occasion.id * 1000 + end.channel_id)
        await occasions.posted(claim, MessageId(thread_id), thread_id)
    return occasion.id


async def recapping_over(
    database: Database,
    clock: StillClock,
    bridge: Bridge,
    tasks: Tasks,
    occasion_id: OccasionId,
    before: Recapping | None = None,
) -> Recapping:
    """Return what looks after a topic, as another process would have it too."""
    reader, board = (before.reader, before.board) if before else (MemoryReader(), MemoryRecapBoard())
    journal = before.journal if before else MemoryJournal()
    translations, gate, told = ToyTranslations(), ToyGate(), list[int]()
    members, preferences = await Members.load(database.choices), await Preferences.load(database.preferences)
    ledger, daily = MemoryLedger(journal), database.daily

    def shorten(text: str, longest: int) -> str:
        return preview_of(text, longest - 1)

    async def tell(_bridge: Bridge, count: int) -> None:
        told.append(count)

    answers = Answers(
        reader,
        daily.answers,
        ledger,
        gate,
        members,
        preferences,
        translations,
        shorten,
        partial(as_owed, clock=clock),
    )
    wording = RecapWording(DestinationPhrases(Catalog(only="recap")), shorten)
    rendering = Rendering(answers, wording, _question, lambda _: 10_000)
    closing = Closing(
        database.bridges, daily.occasions, daily.schedules, daily.quotes, board, answers, rendering, tell, clock
    )
    recaps = Recaps(closing, daily.occasions, daily.quotes, ledger, clock, tasks)
    members.subscribe(recaps.look_again)
    preferences.subscribe(recaps.look_again)
    threads = {one: ChannelId(occasion_id * 1000 + one) for one in (ENGLISH, CHINESE)}
    return Recapping(
        database,
        clock,
        bridge,
        occasion_id,
        threads,
        reader,
        board,
        translations,
        gate,
        journal,
        members,
        preferences,
        told,
        tasks,
        answers,
        recaps,
        Listing(database.bridges, daily.occasions, answers),
    )


UNQUOTED: Final = Preference(may_be_quoted=False)
