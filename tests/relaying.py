"""A relay with hand-written ends: a small Discord in memory, a translator that obeys, a clock that jumps."""

import asyncio
import contextlib
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.bridges.model import CONFIGURATION, Bridge, BridgeId, Endpoint
from bot.discord_adapter.automod import compiled_pattern
from bot.errors import FateUnknown, MessageGone, NotApplied, Unavailable
from bot.hashtags.ports import TagBook
from bot.ids import ChannelId, GuildId, MessageId, UserId, first_id_at
from bot.members.members import Members
from bot.members.preferences import Preferences
from bot.moderation.automod import MirroredRules
from bot.moderation.gate import BridgeGate
from bot.moderation.mutes import Mutes
from bot.moderation.raids import Raids
from bot.moderation.slow import SlowTurns
from bot.moderation.words import WordLists
from bot.relay.briefing import Briefing
from bot.relay.carried import Carried, Quote
from bot.relay.landing import LANDING_SECONDS
from bot.relay.model import (
    UNEDITED,
    Author,
    Composition,
    MessageEdited,
    MessageSaid,
    MessagesDeleted,
    Original,
    Owed,
    Part,
    Persona,
    Piece,
    Posted,
    Revision,
    SourceMessage,
    SourcePlace,
)
from bot.relay.observing import RelayTrace
from bot.relay.past import PAGE, Seen
from bot.relay.peers import Leases, Peers
from bot.relay.ports import Admitted, LanePorts
from bot.relay.quotations import QuotePorts, Quoting
from bot.relay.relay import Relay
from bot.relay.rendition import BARE, Rendition
from bot.relay.routing import Home, Shard
from bot.relay.thread_ports import ThreadPorts
from bot.storage.alone import ALONE
from bot.tasks import Tasks
from bot.translation.model import EN, ZH_HANS, Language, Quality, Translation
from tests.fakes import (
    MemoryBridgeStore,
    MemoryChoiceStore,
    MemoryHeldStore,
    MemoryJournal,
    MemoryLedger,
    MemoryMirrorStore,
    MemoryMuteStore,
    MemoryOutbox,
    MemoryPreferenceStore,
    MemoryQuotations,
    MemoryRaidStore,
    MemoryThreadStore,
    MemoryWordStore,
    NotedAlarm,
    PlainChannels,
    WrittenRules,
)
from tests.hashtagging import AsTyped
from tests.small_threads import SmallThreads

GUILD = GuildId(1 << 22)
ENGLISH = ChannelId(100)
CHINESE = ChannelId(200)
APPLICATION = 77
START = datetime(2027, 1, 1, tzinfo=UTC)
BRIDGE = Bridge(BridgeId(1), CONFIGURATION, "main", (Endpoint(GUILD, ENGLISH, EN), Endpoint(GUILD, CHINESE, ZH_HANS)))


class JumpingClock:
    """A clock on which waiting takes no time: it jumps to the moment waited for."""

    def __init__(self) -> None:
        self.elapsed = 0.0

    def now(self) -> datetime:
        return START + timedelta(seconds=self.elapsed)

    def monotonic(self) -> float:
        return self.elapsed

    async def sleep(self, seconds: float) -> None:
        for _ in range(20):  # let everybody else act first
            await asyncio.sleep(0)
        self.elapsed += seconds

    async def wait(self, event: asyncio.Event, seconds: float | None) -> bool:
        if seconds is None:
            return await event.wait()
        for _ in range(20):  # let everybody else act first
            if event.is_set():
                return True
            await asyncio.sleep(0)
        self.elapsed += seconds
        return False


@dataclass
class Standing:
    """A message as a reader of the small Discord sees it."""

    id: MessageId
    name: str
    content: str
    pings: frozenset[UserId]
    quote: str | None = None  # what is shown above it
    hides_previews: bool = False


@dataclass
class SmallDiscord:
    """Delivery, History, SourceReader and QuoteBoard at once. *faults* are met by the next sends, in order.

    A fault is an error and whether the message is posted all the same: at once (True), never
    (False), or a second later (None). No error and no post is a request that lands when *late* is called. An edit
    whose fate is unknown lands a second and a half later.
    """

    clock: JumpingClock
    channels: defaultdict[ChannelId, list[Standing]] = field(default_factory=lambda: defaultdict(list))
    faults: deque[tuple[Exception | None, bool | None]] = field(default_factory=deque)
    edit_faults: deque[Exception] = field(default_factory=deque)
    delete_faults: deque[Exception] = field(default_factory=deque)
    history_faults: deque[Exception] = field(default_factory=deque)
    own_faults: deque[Exception] = field(default_factory=deque)
    read_faults: deque[Exception] = field(default_factory=deque)
    quote_faults: deque[Exception] = field(default_factory=deque)
    edits_wait_for: asyncio.Event | None = None
    said: defaultdict[ChannelId, list[SourceMessage]] = field(default_factory=lambda: defaultdict(list))
    echo: Callable[[ChannelId, MessageId], None] = lambda _channel, _message: None
    echoes: bool = True  # whether the bot hears of its own posts
    hidden_looks: int = 0  # how many looks for its own posts show none of them yet
    late: list[Callable[[], None]] = field(default_factory=list)
    landing: list[tuple[float, Callable[[], None]]] = field(default_factory=list)
    uncertain: dict[MessageId, float] = field(default_factory=dict)  # edits that may land until then
    done: list[str] = field(default_factory=list)  # what was asked for, and answered
    edits: int = 0
    sends: int = 0
    seconds_a_post: float = 0.0  # how long each post has to wait behind the others, as far as a lane can know
    reads: int = 0  # of what was said
    requotes: int = 0
    knock: Callable[[ChannelId, str], None] = lambda _channel, _what: None  # raises where a thread is shut to that
    _serial: int = 0

    def wait(self, channel_id: ChannelId, posts: int) -> float:
        return self.seconds_a_post * (posts - 1)

    def next_id(self) -> MessageId:
        self._serial += 1
        return MessageId(first_id_at(self.clock.now()) + self._serial)

    def post(self, channel_id: ChannelId, name: str, piece: Piece) -> MessageId:
        message_id = self.next_id()
        quote = None if piece.quote is None else piece.quote.preview
        self.channels[channel_id].append(Standing(message_id, name, piece.content, piece.pings, quote))
        self.said[channel_id].append(echo(channel_id, message_id))
        if self.echoes:
            self.echo(channel_id, message_id)
        return message_id

    def texts(self, channel_id: ChannelId) -> list[str]:
        return [standing.content for standing in self.channels[channel_id]]

    def quotes(self, channel_id: ChannelId) -> list[str | None]:
        return [standing.quote for standing in self.channels[channel_id]]

    def largest_file(self, destination_id: ChannelId) -> int:
        return 10 * 2**20

    async def send(self, destination_id: ChannelId, persona: Persona, piece: Piece) -> MessageId:
        await asyncio.sleep(0)
        self.knock(destination_id, "say")
        self.sends += 1
        error, has_effect = self.faults.popleft() if self.faults else (None, True)
        message_id = self.post(destination_id, persona.name, piece) if has_effect else None
        self.done.append("send")

        def land() -> None:
            self.post(destination_id, persona.name, piece)

        if has_effect is None:
            self.landing.append((self.clock.elapsed + 1.0, land))
        if error is not None:
            raise error
        if message_id is None:
            # The request is lost for now, and lands later.
            self.late.append(land)
            raise FateUnknown
        return message_id

    async def read(self, place: SourcePlace) -> Original:
        if self.read_faults:
            raise self.read_faults.popleft()
        for standing in self.channels[place.channel_id]:
            if standing.id == place.message_id:
                return Original(GUILD, place, UserId(0), standing.content, standing.name)
        for message in self.said[place.channel_id]:
            if message.id == place.message_id:
                return Original(GUILD, place, message.author.id, message.content, message.author.name)
        raise MessageGone(message_id=place.message_id)

    async def edit(self, destination_id: ChannelId, message_id: MessageId, piece: Piece) -> None:
        await asyncio.sleep(0)
        if self.edits_wait_for is not None:
            await self.edits_wait_for.wait()

        def land() -> None:
            standing = self._find(destination_id, message_id)
            standing.content, standing.hides_previews = piece.content, standing.hides_previews or piece.hides_previews

        self._meet(self.edit_faults, message_id, land)
        self.knock(destination_id, "edit")
        self.edits += 1
        land()

    async def show(self, destination_id: ChannelId, message_id: MessageId, quote: Quote) -> None:
        await asyncio.sleep(0)

        def land() -> None:
            self._find(destination_id, message_id).quote = quote.preview

        self._meet(self.quote_faults, message_id, land)
        self.knock(destination_id, "edit")
        self.requotes += 1
        land()

    async def blank(self, destination_id: ChannelId, message_id: MessageId, words: str) -> bool:
        await asyncio.sleep(0)
        if self.quote_faults:
            raise self.quote_faults.popleft()
        standing = self._find(destination_id, message_id)
        if standing.quote in {None, words}:
            return False
        standing.quote = words
        return True

    async def delete(self, destination_id: ChannelId, message_id: MessageId) -> None:
        await asyncio.sleep(0)
        if self.delete_faults:
            raise self.delete_faults.popleft()
        self.knock(destination_id, "delete")
        self.done.append("delete")
        self.channels[destination_id].remove(self._find(destination_id, message_id))
        self.said[destination_id] = [each for each in self.said[destination_id] if each.id != message_id]

    async def newest(self, guild_id: GuildId) -> Mapping[ChannelId, MessageId]:
        await asyncio.sleep(0)
        if self.history_faults:
            raise self.history_faults.popleft()
        return {channel_id: messages[-1].id for channel_id, messages in self.said.items() if messages}

    async def said_since(self, channel_id: ChannelId, after: MessageId, limit: int) -> Sequence[SourceMessage]:
        await asyncio.sleep(0)
        self.reads += 1
        if self.history_faults:
            raise self.history_faults.popleft()
        return [message for message in self.said[channel_id] if message.id > after][-limit:]

    async def page(self, channel_id: ChannelId, before: MessageId) -> Sequence[Seen]:
        older = [message for message in self.said[channel_id] if message.id < before]
        return [Seen(m.id, m.revision, m.is_chat and not m.author.is_bot) for m in older[: -PAGE - 1 : -1]]

    async def one(self, place: SourcePlace) -> SourceMessage | None:
        for message in self.said[place.channel_id]:
            if message.id == place.message_id:
                return message
        raise MessageGone

    async def own_since(self, channel_id: ChannelId, after: MessageId) -> Sequence[Posted]:
        await asyncio.sleep(0)
        if self.own_faults:
            raise self.own_faults.popleft()
        self.let_land(self.clock.elapsed)
        if self.hidden_looks:
            self.hidden_looks -= 1
            return ()
        return [Posted(each.id, each.name, each.content) for each in self.channels[channel_id] if each.id > after][:100]

    def let_land(self, until: float = float("inf")) -> None:
        """Let everything happen that was under way, and lands *until* a moment of the clock."""
        for due, land in [each for each in self.landing if each[0] <= until]:
            self.landing.remove((due, land))
            with contextlib.suppress(MessageGone):
                land()

    def _meet(self, faults: deque[Exception], message_id: MessageId, land: Callable[[], None]) -> None:
        """Meet the next fault of an edit, if there is one; what may still become of earlier ones is waited for."""
        self.clock.elapsed = max(self.clock.elapsed, self.uncertain.pop(message_id, 0.0))
        self.let_land(self.clock.elapsed)
        if faults:
            error = faults.popleft()
            if isinstance(error, FateUnknown):
                self.uncertain[message_id] = self.clock.elapsed + LANDING_SECONDS
                self.landing.append((self.clock.elapsed + 1.5, land))
            raise error

    def _find(self, channel_id: ChannelId, message_id: MessageId) -> Standing:
        for standing in self.channels[channel_id]:
            if standing.id == message_id:
                return standing
        raise MessageGone


@dataclass
class Briefed:
    """What the gateway tells as a session begins: of the guilds that are *given*, once *gate* is open."""

    given: dict[GuildId, Briefing] = field(default_factory=dict)
    gate: asyncio.Event | None = None

    async def of(self, guild_id: GuildId) -> Briefing | None:
        await asyncio.sleep(0)
        if self.gate is not None:
            await self.gate.wait()
        return self.given.get(guild_id)


@dataclass
class ObedientTranslations:
    """Puts the target's tag before a text; provisional while *is_down*; hangs until *gate* is set."""

    is_down: bool = False
    gate: asyncio.Event | None = None
    calls: int = 0
    asked: list[str] = field(default_factory=list)

    @property
    def is_final_possible(self) -> bool:
        return not self.is_down

    def foreign(self, text: str, expected: Language) -> Language | None:
        return ZH_HANS if expected == EN and any("一" <= char <= "鿿" for char in text) else None

    async def translate(
        self, text: str, source: Language, target: Language, *, stays_inside: bool = False
    ) -> Translation:
        self.calls += 1
        source = self.foreign(text, source) or source
        if stays_inside:
            return Translation(text, source, target, "none")
        self.asked.append(text)
        if self.gate is not None:
            await self.gate.wait()
        if self.is_down:
            return Translation(text, source, target, "none", Quality.PROVISIONAL)
        return Translation(f"[{target}] {text}", source, target, "obedient")


class KeyPhrases:
    """Says of each phrase only which it is."""

    def say(self, language: str, key: str, /, **fields: str | int) -> str:
        return f"({key})"


class PlainComposer:
    """One piece for each line; a trailing ellipsis while the translation is awaited."""

    def compose(self, row: Owed, translation: Translation, rendition: Rendition = BARE) -> Composition:
        mark = " …" if translation.quality is Quality.PROVISIONAL else ""
        hides = row.carried.hides_previews
        lines = translation.text.split("\n")
        pieces = [Piece(line + mark, 0, len(line), row.pings, hides_previews=hides) for line in lines]
        pieces[0] = replace(pieces[0], quote=rendition.quote)
        return Composition(Persona(row.author.name, row.author.avatar_url), tuple(pieces))

    def plain(self, row: Owed, translation: Translation, rendition: Rendition = BARE) -> Composition:
        return self._one(row, "plain")

    def uncarried(self, row: Owed, translation: Translation, rendition: Rendition = BARE) -> Composition:
        return self._one(row, "uncarried")

    def several(self, target: Language) -> Persona:
        return Persona("several", None)

    def cut(self, row: Owed, translation: Translation, parts: int, rendition: Rendition = BARE) -> Composition:
        composition = self.compose(row, translation, rendition)
        kept = composition.pieces[:parts]
        return replace(composition, pieces=(*kept[:-1], replace(kept[-1], content=kept[-1].content + "…cut")))

    def _one(self, row: Owed, content: str) -> Composition:
        return Composition(Persona(row.author.name, None), (Piece(content, 0, len(content)),))


@dataclass
class Watching:
    """Keeps what the relay tells of itself."""

    traces: list[RelayTrace] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    adoptions: int = 0
    resumptions: int = 0
    cuts: list[ChannelId] = field(default_factory=list)

    def relayed(self, trace: RelayTrace) -> None:
        self.traces.append(trace)

    def lane_length(self, destination_id: ChannelId, waiting: int) -> None:
        pass

    def adopted(self, destination_id: ChannelId) -> None:
        self.adoptions += 1

    def failed(self, destination_id: ChannelId, error: str) -> None:
        self.failures.append(error)

    def resumed(self, destination_id: ChannelId) -> None:
        self.resumptions += 1

    def cut(self, source_id: ChannelId) -> None:
        self.cuts.append(source_id)


def said(
    message_id: int,
    content: str,
    *,
    channel_id: ChannelId = ENGLISH,
    revision: Revision = UNEDITED,
    is_bot: bool = False,
    by: str = "Ruth",
) -> SourceMessage:
    """Return a message as the gateway would tell it."""
    author = Author(UserId(5), by, None, is_bot)
    return SourceMessage(MessageId(message_id), channel_id, GUILD, author, content, revision)


@dataclass(slots=True)
class FrailOutbox(MemoryOutbox):
    """An outbox whose database is away while there are *faults*."""

    faults: deque[Exception] = field(default_factory=deque)

    async def observe(self, admitted: Sequence[Admitted]) -> Sequence[Owed]:
        if self.faults:
            raise self.faults.popleft()
        return await MemoryOutbox.observe(self, admitted)

    async def remove(self, channel_id: ChannelId, message_ids: Collection[MessageId]) -> Sequence[Owed]:
        if self.faults:
            raise self.faults.popleft()
        return await MemoryOutbox.remove(self, channel_id, message_ids)

    async def watermarks(self) -> Mapping[ChannelId, MessageId]:
        if self.faults:
            raise self.faults.popleft()
        return await MemoryOutbox.watermarks(self)


@dataclass(slots=True)
class FrailLedger(MemoryLedger):
    """A ledger whose database is away while there are *faults*."""

    faults: deque[Exception] = field(default_factory=deque)
    leases: Leases = ALONE

    async def record(self, part: Part, row: Owed, *, settles: bool, quoting: Quoting | None = None) -> Owed | None:
        if self.faults:
            raise self.faults.popleft()
        if self.leases.seconds_left(row.destination_id) <= 0:
            raise Unavailable
        return await MemoryLedger.record(self, part, row, settles=settles, quoting=quoting)

    async def settle(self, row: Owed, shown: Sequence[Part]) -> Owed | None:
        if self.faults:
            raise self.faults.popleft()
        return await MemoryLedger.settle(self, row, shown)

    async def last_recorded(self, destination_id: ChannelId) -> MessageId | None:
        if self.faults:
            raise self.faults.popleft()
        return await MemoryLedger.last_recorded(self, destination_id)


@dataclass
class Permitted:
    """A delivery that begins nothing that might outlast a lease, as the real one does."""

    discord: SmallDiscord
    leases: Leases

    def wait(self, channel_id: ChannelId, posts: int) -> float:
        return self.discord.wait(channel_id, posts)

    def largest_file(self, destination_id: ChannelId) -> int:
        return self.discord.largest_file(destination_id)

    async def send(self, destination_id: ChannelId, persona: Persona, piece: Piece) -> MessageId:
        self._demand_time(destination_id)
        return await self.discord.send(destination_id, persona, piece)

    async def edit(self, destination_id: ChannelId, message_id: MessageId, piece: Piece) -> None:
        self._demand_time(destination_id)
        await self.discord.edit(destination_id, message_id, piece)

    async def delete(self, destination_id: ChannelId, message_id: MessageId) -> None:
        self._demand_time(destination_id)
        await self.discord.delete(destination_id, message_id)

    def _demand_time(self, destination_id: ChannelId) -> None:
        if self.leases.seconds_left(destination_id) <= 10:
            raise NotApplied


@dataclass
class Setting:
    """A relay between two channels, with everything around it to look at and to break."""

    clock: JumpingClock = field(default_factory=JumpingClock)
    journal: MemoryJournal = field(default_factory=MemoryJournal)
    translations: ObedientTranslations = field(default_factory=ObedientTranslations)
    watching: Watching = field(default_factory=Watching)
    bridges: MemoryBridgeStore = field(default_factory=MemoryBridgeStore)
    outbox_faults: deque[Exception] = field(default_factory=deque)
    ledger_faults: deque[Exception] = field(default_factory=deque)
    joined: Sequence[Bridge] = (BRIDGE,)
    leases: Leases = ALONE
    peers: Peers = ALONE
    shard: Shard = field(default_factory=lambda: Shard(0, 1))
    briefings: Briefed = field(default_factory=Briefed)
    discord: SmallDiscord = field(init=False)
    members: Members = field(default_factory=lambda: Members(MemoryChoiceStore(), {}))
    preferences: Preferences = field(default_factory=lambda: Preferences(MemoryPreferenceStore(), {}))
    mutes: Mutes = field(default_factory=lambda: Mutes(MemoryMuteStore(), {}))
    words: WordLists = field(default_factory=lambda: WordLists(MemoryWordStore()))
    channels: PlainChannels = field(default_factory=PlainChannels)
    alarm: NotedAlarm = field(default_factory=NotedAlarm)
    turns: SlowTurns = field(default_factory=SlowTurns)
    written: WrittenRules = field(default_factory=WrittenRules)
    rules: MirroredRules = field(init=False)
    raids: Raids = field(init=False)
    gate: BridgeGate = field(init=False)
    relay: Relay = field(init=False)
    threads: MemoryThreadStore = field(init=False)
    board: SmallThreads = field(init=False)
    private: set[ChannelId] = field(default_factory=set)
    tags: TagBook = field(default_factory=AsTyped)

    def __post_init__(self) -> None:
        self.rules = MirroredRules(MemoryMirrorStore(), self.written, compiled_pattern, self.channels)
        self.raids = Raids(MemoryRaidStore(), self.bridges, self.alarm, self.clock, Tasks())
        asked = (self.members, self.mutes, self.words, self.rules, self.raids, self.channels, self.turns)
        self.gate = BridgeGate(*asked, self.alarm, self.clock)
        self.journal.clock = self.clock
        self.discord = SmallDiscord(self.clock)
        self.threads = MemoryThreadStore(self.journal)
        self.board = SmallThreads(self.clock, GUILD, self.discord.said, self.discord.next_id)
        self.board.begin = self._begin
        self.discord.knock = self.board.knock

    def _begin(self, thread_id: ChannelId, name: str, piece: Piece) -> None:
        standing = Standing(MessageId(thread_id), name, piece.content, piece.pings)
        self.discord.channels[thread_id].append(standing)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Relay]:
        """Run a relay of its own on what the journal holds: leaving is a kill, entering again a restart."""
        tasks = Tasks()
        ports = LanePorts(
            outbox=FrailOutbox(self.journal, self.outbox_faults),
            ledger=FrailLedger(self.journal, self.ledger_faults, self.leases),
            delivery=Permitted(self.discord, self.leases) if self.leases.is_shared else self.discord,
            history=self.discord,
            reader=self.discord,
            translations=self.translations,
            tags=self.tags,
            choices=self.members,
            preferences=self.preferences,
            gate=self.gate,
            refusals=MemoryHeldStore(self.journal),
            composer=PlainComposer(),
            quotes=QuotePorts(MemoryQuotations(self.journal), self.discord, lambda language: f"gone in {language}"),
            bridges=self.bridges,
            threads=ThreadPorts(
                self.threads, self.board, self.board, self.board, KeyPhrases(), self.briefings, self.private
            ),
            observer=self.watching,
            leases=self.leases,
            peers=self.peers,
            clock=self.clock,
            tasks=tasks,
        )
        self.relay = Relay(ports, APPLICATION, Home((self.shard,)))
        self.discord.echo = lambda channel_id, message_id: self.relay.put(MessageSaid(echo(channel_id, message_id)))
        self.board.hear = self.relay.threads.note
        try:
            await self.relay.open(self.joined)
            self.relay.connected(self.shard)
            yield self.relay
        finally:
            await tasks.close()

    def say(
        self, content: str, *, channel_id: ChannelId = ENGLISH, by: str = "Ruth", answering: MessageId | None = None
    ) -> SourceMessage:
        """Let somebody write, as the gateway tells it and as history keeps it."""
        thread = self.board.threads.get(channel_id)
        message = said(self.discord.next_id(), content, channel_id=channel_id, by=by)
        parent_id = thread.parent_id if thread is not None else None
        message = replace(message, carried=Carried(reply_to=answering), parent_id=parent_id)
        self.discord.said[channel_id].append(message)
        self.relay.put(MessageSaid(message))
        return message

    def edit(self, message: SourceMessage, content: str, at: int = 1) -> SourceMessage:
        """Let somebody edit a message, for the *at*th time."""
        edited = replace(message, content=content, revision=Revision(at))
        said_there = self.discord.said[message.channel_id]
        said_there[:] = [edited if each.id == message.id else each for each in said_there]
        self.relay.put(MessageEdited(edited))
        return edited

    def delete(self, *messages: SourceMessage) -> None:
        """Let somebody delete messages of one channel."""
        channel_id = messages[0].channel_id
        self.discord.said[channel_id] = [each for each in self.discord.said[channel_id] if each not in messages]
        message_ids = tuple(message.id for message in messages)
        self.relay.put(MessagesDeleted(channel_id, message_ids, parent_id=messages[0].parent_id))

    async def until_sending(self) -> None:
        """Wait until the first send is under way."""
        for _ in range(2000):
            if self.discord.sends:
                return
            await asyncio.sleep(0)

    async def until_adopted(self) -> None:
        """Wait until a message was found for a send of which nobody could say whether it stood."""
        for _ in range(2000):
            if self.watching.adoptions:
                return
            await asyncio.sleep(0)
        raise AssertionError

    async def until(self, *texts: str, channel_id: ChannelId = CHINESE) -> None:
        """Wait until just *texts* stand in a channel, and nothing changes any more."""
        for _ in range(2000):
            await asyncio.sleep(0)
            if self.discord.texts(channel_id) == list(texts):
                break
        for _ in range(200):
            await asyncio.sleep(0)
        assert self.discord.texts(channel_id) == list(texts)


SHARD = Shard(0, 1)


def echo(channel_id: ChannelId, message_id: MessageId) -> SourceMessage:
    """Return one of our own webhook messages as the gateway tells it."""
    author = Author(UserId(9), "Ruth · EN", None, is_bot=True)
    return SourceMessage(message_id, channel_id, GUILD, author, "", application_id=APPLICATION)


def piece(content: str) -> Piece:
    """Return a piece that shows *content*."""
    return Piece(content, 0, len(content))
