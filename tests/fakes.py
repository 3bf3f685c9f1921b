"""Hand-written stand-ins for the stores: the same contract suite runs on them and on the real ones."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from bot.bridges.consent import Invitation, InvitationState
from bot.bridges.errors import InvitationUnknown
from bot.bridges.model import MAX_ENDPOINTS, Bridge, BridgeId, BridgeSettings, Endpoint, Guest, Manner, Owner
from bot.bridges.ports import Notice, PinnedCopy
from bot.clock import Clock
from bot.errors import BridgeFull, BridgeNameTaken, ChannelAlreadyBridged
from bot.ids import ChannelId, GuildId, MessageId, UserId, first_id_at
from bot.members.model import Choice, Preference
from bot.moderation.keywords import KeywordRule
from bot.moderation.model import (
    NO_RULES,
    Case,
    ChannelRules,
    HeldDeletion,
    RaidMode,
    Reason,
    Refusal,
    Refused,
    StandingBoard,
)
from bot.prompts.model import PromptId
from bot.prompts.occasions import (
    CLAIMED_FOR,
    Asked,
    Claim,
    Occasion,
    OccasionId,
    OccasionState,
    OpenedThread,
    Past,
    Posting,
    PostingState,
    QueueEntry,
)
from bot.prompts.occasions import Choice as Chosen
from bot.prompts.schedule import Awake, Pause, Schedule
from bot.prompts.suggestions import BoardPlace, NewSuggestion, Suggestion, SuggestionId, SuggestionState, Texts
from bot.relay.carried import NOTHING
from bot.relay.joining import Joining
from bot.relay.model import OWED_FOR, Author, Debt, Owed, Part, PartState, Revision, SourceMessage, SourcePlace
from bot.relay.polls import AskedPoll
from bot.relay.ports import Admitted
from bot.relay.quotations import AWAITED_FOR, MOST_FOLLOWED, Quotation, Quoting
from bot.relay.thread_ports import Starter
from bot.relay.threads import Joined, Strand
from bot.relay.webhook import Webhook
from bot.translation.model import Language, Quality

Place = tuple[MessageId, ChannelId]
"""A source message and one of its destinations."""


@dataclass(slots=True)
class StillClock:
    """A clock that moves only when it is told to, or slept on."""

    moment: datetime = datetime(2026, 11, 20, 12, tzinfo=UTC)
    seconds: float = 0.0

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.advance(timedelta(seconds=seconds))

    async def wait(self, event: asyncio.Event, seconds: float | None) -> bool:
        if seconds is None:
            return await event.wait()
        if not event.is_set():
            await self.sleep(seconds)
        return event.is_set()

    def advance(self, by: timedelta) -> None:
        self.moment += by
        self.seconds += by.total_seconds()


@dataclass(slots=True)
class MemoryBridgeStore:
    """A `BridgeStore` in a list."""

    bridges: list[Bridge] = field(default_factory=list)
    last_id: int = 0
    departed: dict[GuildId, datetime] = field(default_factory=dict)
    once: set[GuildId] = field(default_factory=set)  # had a seat at some time
    threads: "MemoryThreadStore | None" = None

    async def containing(self, channel_id: ChannelId) -> Bridge | None:
        strands = await self.threads.strands([channel_id]) if self.threads is not None else ()
        threads = strands[0].threads if strands else {}
        parent_id = next((parent for parent, thread_id in threads.items() if thread_id == channel_id), channel_id)
        seated = next((one for one in await self.every() if one.endpoint(parent_id) is not None), None)
        return seated if seated is None or parent_id == channel_id else seated.within(threads)

    async def every(self) -> tuple[Bridge, ...]:
        return tuple(
            replace(
                b,
                endpoints=tuple(e for e in b.endpoints if e.guild_id not in self.departed),
                guests=tuple(g for g in b.guests if g.guild_id not in self.departed),
            )
            for b in self.bridges
        )

    async def replace(self, owner: Owner, bridges: Sequence[tuple[str, Sequence[Endpoint]]]) -> None:
        elsewhere = {e.channel_id for b in self.bridges if b.owner != owner for e in b.endpoints}
        for endpoint in (e for _, endpoints in bridges for e in endpoints):
            if endpoint.channel_id in elsewhere:
                raise ChannelAlreadyBridged(channel_id=endpoint.channel_id)
            elsewhere.add(endpoint.channel_id)
        self._seated(e.guild_id for _, endpoints in bridges for e in endpoints)
        before = {b.name: b for b in self.bridges if b.owner == owner}
        paused = {e.channel_id: e.is_paused for b in before.values() for e in b.endpoints}
        kept = [b for b in self.bridges if b.owner != owner]
        for name, endpoints in bridges:
            seats = tuple(replace(e, is_paused=paused.get(e.channel_id, e.is_paused)) for e in endpoints)
            settings = before[name].settings if name in before else BridgeSettings()
            manner = before[name].manner if name in before else Manner()
            id_ = before[name].id if name in before else self._next_id()
            kept.append(Bridge(id_, owner, name, seats, settings, manner))
        self.bridges = sorted(kept, key=lambda b: b.id)

    async def open(self, owner: Owner, name: str, endpoints: Sequence[Endpoint], settings: BridgeSettings) -> BridgeId:
        for endpoint in endpoints:
            self._refuse_seated(endpoint.channel_id)
        if any(b.owner == owner and b.name == name for b in self.bridges):
            raise BridgeNameTaken(bridge=name)
        self._seated(e.guild_id for e in endpoints)
        self.bridges.append(Bridge(self._next_id(), owner, name, tuple(endpoints), settings))
        return self.bridges[-1].id

    async def seat(self, bridge_id: BridgeId, endpoint: Endpoint) -> None:
        self._refuse_seated(endpoint.channel_id)
        for full in (b for b in self.bridges if b.id == bridge_id and len(b.endpoints) >= MAX_ENDPOINTS):
            raise BridgeFull(bridge=full.name, limit=MAX_ENDPOINTS)
        self._seated([endpoint.guild_id])
        self.bridges = [
            replace(b, endpoints=(*b.endpoints, endpoint)) if b.id == bridge_id else b for b in self.bridges
        ]

    async def unseat(self, channel_id: ChannelId) -> None:
        left = [b for b in self.bridges if b.endpoint(channel_id) is not None]
        self.bridges = [replace(b, endpoints=b.others(channel_id)) for b in self.bridges]
        closed = {b.id for b in left if len(b.endpoints) <= 2}
        self.bridges = [
            replace(
                b,
                guests=tuple(g for g in b.guests if g.guild_id in b.guild_ids),
                manner=replace(b.manner, agreed=b.manner.agreed & frozenset(b.guild_ids)),
            )
            for b in self.bridges
            if b.id not in closed
        ]

    def welcome(self, bridge_id: BridgeId, guest: Guest) -> None:
        """Let a guild be a guest of a bridge."""
        self.bridges = [replace(b, guests=(*b.guests, guest)) if b.id == bridge_id else b for b in self.bridges]

    async def close(self, bridge_id: BridgeId) -> None:
        self.bridges = [b for b in self.bridges if b.id != bridge_id]

    async def set(self, bridge_id: BridgeId, settings: BridgeSettings) -> None:
        self.bridges = [replace(b, settings=settings) if b.id == bridge_id else b for b in self.bridges]

    async def set_manner(self, bridge_id: BridgeId, manner: Manner) -> None:
        self.bridges = [replace(b, manner=manner) if b.id == bridge_id else b for b in self.bridges]

    def _seated(self, guild_ids: Iterable[GuildId]) -> None:
        for guild_id in guild_ids:
            self.once.add(guild_id)
            self.departed.pop(guild_id, None)

    def _refuse_seated(self, channel_id: ChannelId) -> None:
        if any(b.endpoint(channel_id) is not None for b in self.bridges):
            raise ChannelAlreadyBridged(channel_id=channel_id)

    async def pause(self, channel_id: ChannelId, *, is_paused: bool) -> None:
        self.bridges = [
            replace(
                b,
                endpoints=tuple(
                    replace(e, is_paused=is_paused) if e.channel_id == channel_id else e for e in b.endpoints
                ),
            )
            for b in self.bridges
        ]

    def _next_id(self) -> BridgeId:
        self.last_id += 1
        return BridgeId(self.last_id)


@dataclass(slots=True)
class MemoryInvitationStore:
    """An `InvitationStore` in a dict."""

    bridges: MemoryBridgeStore
    clock: Clock
    invitations: dict[str, Invitation] = field(default_factory=dict)

    async def issue(self, code_hash: str, invitation: Invitation) -> None:
        for known, one in self.invitations.items():
            if one.bridge_id == invitation.bridge_id and one.state is InvitationState.OPEN:
                self.invitations[known] = replace(one, state=InvitationState.REPLACED)
        self.invitations[code_hash] = invitation

    async def of(self, code_hash: str) -> Invitation | None:
        one = self.invitations.get(code_hash)
        return one if one is not None and any(b.id == one.bridge_id for b in self.bridges.bridges) else None

    async def accept(self, code_hash: str, endpoint: Endpoint, notice_channel_id: ChannelId | None) -> None:
        one = await self.of(code_hash)
        if one is None:
            raise InvitationUnknown
        one.demand_open(self.clock.now())
        await self.bridges.seat(one.bridge_id, endpoint)
        self.bridges.welcome(one.bridge_id, Guest(endpoint.guild_id, notice_channel_id))
        self.invitations[code_hash] = replace(one, state=InvitationState.USED)

    async def expire(self) -> None:
        until = self.clock.now() - timedelta(days=1)
        self.invitations = {known: one for known, one in self.invitations.items() if one.expires_at > until}


@dataclass(slots=True)
class MemoryDepartureStore:
    """A `DepartureStore` that knows bridges and nothing else of a guild."""

    bridges: MemoryBridgeStore
    clock: Clock

    async def known(self) -> frozenset[GuildId]:
        return frozenset(self.bridges.once | self._with_bridge())

    async def without_bridge(self) -> frozenset[GuildId]:
        return await self.known() - self._with_bridge()

    async def every(self) -> Mapping[GuildId, datetime]:
        return dict(self.bridges.departed)

    async def note(self, guild_id: GuildId) -> bool:
        is_news = guild_id not in self.bridges.departed
        self.bridges.departed.setdefault(guild_id, self.clock.now())
        return is_news

    async def cancel(self, guild_id: GuildId) -> bool:
        return self.bridges.departed.pop(guild_id, None) is not None

    async def purge(self, guild_id: GuildId) -> None:
        if self.bridges.departed.pop(guild_id, None) is None:
            return
        self.bridges.bridges = [b for b in self.bridges.bridges if b.owner.guild_id != guild_id]
        for seat in [e.channel_id for b in self.bridges.bridges for e in b.endpoints if e.guild_id == guild_id]:
            await self.bridges.unseat(seat)
        self.bridges.once.discard(guild_id)

    def _with_bridge(self) -> set[GuildId]:
        owners = {b.owner.guild_id for b in self.bridges.bridges if b.owner.guild_id is not None}
        return owners | {e.guild_id for b in self.bridges.bridges for e in b.endpoints}


@dataclass(slots=True)
class MemoryNoticeStore:
    """A `NoticeStore` in a dict."""

    notices: dict[ChannelId, Notice] = field(default_factory=dict)
    bridges: MemoryBridgeStore = field(default_factory=MemoryBridgeStore)

    async def every(self) -> Mapping[ChannelId, Notice]:
        seats = (e for b in self.bridges.bridges for e in b.endpoints)
        hidden = {e.channel_id for e in seats if e.guild_id in self.bridges.departed}
        return {channel_id: notice for channel_id, notice in self.notices.items() if channel_id not in hidden}

    async def keep(self, channel_id: ChannelId, notice: Notice) -> None:
        self.notices[channel_id] = notice

    async def forget(self, channel_id: ChannelId) -> None:
        self.notices.pop(channel_id, None)


@dataclass(slots=True)
class MemoryChoiceStore:
    """A `ChoiceStore` in a dict."""

    choices: dict[UserId, Choice] = field(default_factory=dict)

    async def every(self) -> Mapping[UserId, Choice]:
        return dict(self.choices)

    async def keep(self, user_id: UserId, choice: Choice) -> None:
        self.choices[user_id] = choice
        if choice == Choice():
            del self.choices[user_id]


@dataclass(slots=True)
class MemoryPreferenceStore:
    """A `PreferenceStore` in a dict."""

    preferences: dict[UserId, Preference] = field(default_factory=dict)

    async def every(self) -> Mapping[UserId, Preference]:
        return dict(self.preferences)

    async def keep(self, user_id: UserId, preference: Preference) -> None:
        self.preferences[user_id] = preference
        if preference == Preference():
            del self.preferences[user_id]


@dataclass(slots=True)
class MemoryMuteStore:
    """A `MuteStore` in a dict."""

    muted: dict[tuple[BridgeId, GuildId], frozenset[UserId]] = field(default_factory=dict)

    async def every(self) -> Mapping[tuple[BridgeId, GuildId], frozenset[UserId]]:
        return {place: users for place, users in self.muted.items() if users}

    async def keep(self, bridge_id: BridgeId, guild_id: GuildId, user_id: UserId, *, is_muted: bool) -> None:
        known = self.muted.get((bridge_id, guild_id), frozenset())
        self.muted[bridge_id, guild_id] = known | {user_id} if is_muted else known - {user_id}


@dataclass(slots=True)
class MemoryCaseStore:
    """A `CaseStore` in a dict."""

    cases: dict[MessageId, Case] = field(default_factory=dict)

    async def keep(self, message_id: MessageId, case: Case) -> None:
        self.cases[message_id] = case

    async def of(self, message_id: MessageId) -> Case | None:
        return self.cases.get(message_id)


@dataclass(slots=True)
class MemoryHeldDeletions:
    """A `HeldDeletions` in a list."""

    held: dict[MessageId, list[HeldDeletion]] = field(default_factory=dict)

    async def keep(self, question_id: MessageId, held: HeldDeletion) -> None:
        others = [one for one in self.held.get(question_id, []) if one.source != held.source]
        self.held[question_id] = sorted([*others, held], key=lambda one: one.source.message_id)

    async def under(self, question_id: MessageId) -> Sequence[HeldDeletion]:
        return list(self.held.get(question_id, ()))

    async def forget(self, question_id: MessageId) -> None:
        self.held.pop(question_id, None)


@dataclass(slots=True)
class MemoryPollStore:
    """A `PollStore` in a dict."""

    polls: dict[MessageId, AskedPoll] = field(default_factory=dict)

    async def every(self) -> Sequence[AskedPoll]:
        return sorted(self.polls.values(), key=lambda poll: (poll.due_at, poll.source.message_id))

    async def keep(self, source: SourcePlace, due_at: datetime) -> None:
        self.polls.setdefault(source.message_id, AskedPoll(source, due_at))

    async def hurry(self, source_id: MessageId, due_at: datetime) -> None:
        if (known := self.polls.get(source_id)) is not None and known.due_at > due_at:
            self.polls[source_id] = replace(known, due_at=due_at)

    async def claim(self, source_id: MessageId, at: datetime) -> None:
        if (known := self.polls.get(source_id)) is not None and known.claimed_at is None:
            self.polls[source_id] = replace(known, claimed_at=at)

    async def forget(self, source_id: MessageId) -> None:
        self.polls.pop(source_id, None)


@dataclass(slots=True)
class MemoryPinStore:
    """A `PinStore` in a dict."""

    pinned: dict[MessageId, list[PinnedCopy]] = field(default_factory=dict)

    async def every(self) -> Mapping[MessageId, Sequence[PinnedCopy]]:
        return {source_id: list(copies) for source_id, copies in self.pinned.items()}

    async def keep(self, source_id: MessageId, copies: Sequence[PinnedCopy]) -> None:
        if not copies:
            return
        anew = {copy.channel_id for copy in copies}
        others = [one for one in self.pinned.get(source_id, []) if one.channel_id not in anew]
        self.pinned[source_id] = sorted([*others, *copies], key=lambda copy: copy.channel_id)

    async def forget(self, source_id: MessageId) -> None:
        self.pinned.pop(source_id, None)


@dataclass(slots=True)
class MemoryWordStore:
    """A `WordStore` in a dict."""

    lists: dict[tuple[BridgeId, GuildId], frozenset[str]] = field(default_factory=dict)

    async def every(self) -> Mapping[tuple[BridgeId, GuildId], frozenset[str]]:
        return {key: words for key, words in self.lists.items() if words}

    async def add(self, bridge_id: BridgeId, guild_id: GuildId, words: Collection[str]) -> None:
        self.lists[bridge_id, guild_id] = self.lists.get((bridge_id, guild_id), frozenset()) | set(words)

    async def remove(self, bridge_id: BridgeId, guild_id: GuildId, word: str) -> None:
        self.lists[bridge_id, guild_id] = self.lists.get((bridge_id, guild_id), frozenset()) - {word}


@dataclass(slots=True)
class MemoryMirrorStore:
    """A `MirrorStore` in a set."""

    mirrored: set[tuple[BridgeId, GuildId]] = field(default_factory=set)

    async def every(self) -> Collection[tuple[BridgeId, GuildId]]:
        return set(self.mirrored)

    async def keep(self, bridge_id: BridgeId, guild_id: GuildId, *, is_on: bool) -> None:
        self.mirrored.discard((bridge_id, guild_id))
        if is_on:
            self.mirrored.add((bridge_id, guild_id))


@dataclass(slots=True)
class MemoryRaidStore:
    """A `RaidStore` in a dict."""

    modes: dict[BridgeId, RaidMode] = field(default_factory=dict)

    async def every(self) -> Mapping[BridgeId, RaidMode]:
        return dict(self.modes)

    async def keep(self, bridge_id: BridgeId, mode: RaidMode) -> None:
        self.modes[bridge_id] = mode


@dataclass(slots=True)
class WrittenRules:
    """A `RuleReader` of what a test wrote down; an error is raised instead."""

    written: dict[GuildId, list[KeywordRule] | Exception] = field(default_factory=dict)

    async def rules(self, guild_id: GuildId) -> Sequence[KeywordRule]:
        rules = self.written.get(guild_id, [])
        if isinstance(rules, Exception):
            raise rules
        return rules


@dataclass(slots=True)
class PlainChannels:
    """A `ChannelWatch`: channels are open and quick unless a test says otherwise."""

    known: dict[ChannelId, ChannelRules] = field(default_factory=dict)
    exempt: set[UserId] = field(default_factory=set)

    def rules(self, seat: Endpoint) -> ChannelRules:
        return self.known.get(seat.channel_id, NO_RULES)

    def is_exempt_from_slow(self, seat: Endpoint, message: SourceMessage) -> bool:
        return message.author.id in self.exempt

    def manages_guild(self, seat: Endpoint, message: SourceMessage) -> bool:
        return message.author.id in self.exempt


@dataclass(slots=True)
class NotedAlarm:
    """An `Alarm` that notes what it is told."""

    told: list[tuple[ChannelId, ChannelId]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def age_restricted(self, bridge: Bridge, source_id: ChannelId, destination_id: ChannelId) -> None:
        self.told.append((source_id, destination_id))

    async def tell(self, bridge: Bridge, key: str, /, **fields: str | int) -> None:
        self.said.append(key)


@dataclass(slots=True)
class MemoryJournal:
    """What an outbox and a ledger that belong together remember. Look inside as you like."""

    clock: Clock = field(default_factory=StillClock)
    rows: dict[Place, Owed] = field(default_factory=dict)
    parts: dict[tuple[MessageId, MessageId], Part] = field(default_factory=dict)  # (message, source)
    recorded: dict[tuple[MessageId, MessageId], datetime] = field(default_factory=dict)
    authors: dict[MessageId, UserId] = field(default_factory=dict)  # by source
    tombstones: dict[MessageId, datetime] = field(default_factory=dict)  # until when
    refusals: dict[Place, tuple[Refused, str, datetime]] = field(default_factory=dict)  # state, until when
    watermarks: dict[ChannelId, MessageId] = field(default_factory=dict)
    sequences: dict[ChannelId, int] = field(default_factory=dict)
    quotations: dict[MessageId, tuple[Quotation, bool]] = field(default_factory=dict)  # is_linked

    def put(self, row: Owed) -> Owed:
        """Keep *row*, with the next number of its lane if it has none yet."""
        if row.sequence == 0:
            sequence = self.sequences.get(row.destination_id, 0) + 1
            self.sequences[row.destination_id] = sequence
            row = replace(row, sequence=sequence)
        self.rows[row.source_id, row.destination_id] = row
        return row

    def at(self, source_id: MessageId, destination_id: ChannelId) -> Iterator[Part]:
        """Yield the parts of a message in a destination, whatever their state."""
        for part in tuple(self.parts.values()):
            if (part.source_id, part.destination_id) == (source_id, destination_id):
                yield part

    def keep(self, part: Part) -> None:
        """Write *part* down as it is."""
        self.parts[part.message_id, part.source_id] = part

    def release(self, place: Place, revision: Revision) -> None:
        """Let a message that was refused in, as of *revision*."""
        if (known := self.refusals.get(place)) is not None:
            self.refusals[place] = (replace(known[0], revision=revision), "released", known[2])

    def pay(self, then: Owed, *, is_final: bool) -> Owed | None:
        """Settle the row that was *then* when the work on it began."""
        place = (then.source_id, then.destination_id)
        now = self.rows.get(place)
        if now is None:
            return None
        if (now.revision, now.debt) != (then.revision, then.debt):
            debt = Debt.EDIT if now.debt is Debt.CREATE else now.debt
        elif is_final:
            del self.rows[place]
            return None
        else:
            debt = Debt.FINAL
        return self.put(replace(now, debt=debt))


@dataclass(slots=True)
class MemoryOutbox:
    """An `Outbox` in dictionaries."""

    journal: MemoryJournal = field(default_factory=MemoryJournal)

    async def observe(self, admitted: Sequence[Admitted]) -> Sequence[Owed]:
        changed: dict[Place, Owed] = {}
        for one in admitted:
            for destination_id in one.destinations if one.message.id not in self.journal.tombstones else ():
                if (debt := self._debt(one, destination_id)) is not None:
                    place = (one.message.id, destination_id)
                    changed[place] = self.journal.put(self._row(one, destination_id, debt))
                if one.is_released:
                    self.journal.release((one.message.id, destination_id), one.message.revision)
            if one.is_said and not one.is_released:
                self._rise(one.message.channel_id, one.message.id)
        return list(changed.values())

    def _debt(self, one: Admitted, destination_id: ChannelId) -> Debt | None:
        """Return what the destination is owed now that it was not before."""
        message = one.message
        if (row := self.journal.rows.get((message.id, destination_id))) is not None:
            if row.debt is Debt.REMOVE or message.revision <= row.revision:
                return None
            return Debt.EDIT if row.debt is Debt.FINAL else row.debt
        if parts := tuple(self.journal.at(message.id, destination_id)):
            live = [part.revision for part in parts if part.state is PartState.LIVE]
            return Debt.EDIT if live and max(live) < message.revision else None
        if (message.id, destination_id) in self.journal.refusals and not one.is_released:
            return None
        if destination_id == message.channel_id:
            return Debt.CREATE if one.helps_here else None
        if one.is_said:
            return Debt.CREATE
        watermark = self.journal.watermarks.get(message.channel_id)
        return Debt.CREATE if watermark is not None and message.id > watermark else None

    def _row(self, one: Admitted, destination_id: ChannelId, debt: Debt) -> Owed:
        message = one.message
        before = self.journal.rows.get((message.id, destination_id))
        is_note = destination_id == message.channel_id
        return Owed(
            source_id=message.id,
            source_channel_id=message.channel_id,
            source_guild_id=message.guild_id,
            destination_id=destination_id,
            sequence=before.sequence if before else 0,
            debt=debt,
            revision=message.revision,
            author=message.author,
            content=message.content,
            source_language=one.language,
            pings=frozenset() if is_note else message.pings,
            expires_at=self.journal.clock.now() + OWED_FOR,
            carried=message.carried.for_a_note if is_note else message.carried,
            joined_to=before.joined_to if before else None,
        )

    async def pass_over(self, channel_id: ChannelId, upto: MessageId, refused: Collection[MessageId]) -> None:
        self._rise(channel_id, upto)
        self._bury(refused)

    async def remove(self, channel_id: ChannelId, message_ids: Collection[MessageId]) -> Sequence[Owed]:
        self._bury(message_ids)
        changed: dict[Place, Owed] = {}
        for source_id in message_ids:
            waiting = [row for row in self.journal.rows.values() if row.source_id == source_id]
            for row in waiting:
                if row.debt is not Debt.REMOVE:
                    author = Author(row.author.id, "", None)
                    bare = replace(row, author=author, content="", pings=frozenset(), carried=NOTHING)
                    gone = replace(bare, debt=Debt.REMOVE)
                    changed[source_id, row.destination_id] = self.journal.put(gone)
            for part in tuple(self.journal.parts.values()):
                place = (source_id, part.destination_id)
                is_there = part.source_id == source_id and part.state is not PartState.GONE
                if is_there and place not in self.journal.rows:
                    changed[place] = self.journal.put(self._removal(part))
        return list(changed.values())

    def _removal(self, part: Part) -> Owed:
        parts = self.journal.at(part.source_id, part.destination_id)
        return Owed(
            source_id=part.source_id,
            source_channel_id=part.source_channel_id,
            source_guild_id=GuildId(0),
            destination_id=part.destination_id,
            sequence=0,
            debt=Debt.REMOVE,
            revision=max(one.revision for one in parts if one.state is not PartState.GONE),
            author=Author(UserId(0), "", None),
            content="",
            source_language=Language("und"),
            pings=frozenset(),
            expires_at=self.journal.clock.now() + OWED_FOR,
        )

    async def waiting(self) -> Sequence[Owed]:
        return sorted(self.journal.rows.values(), key=lambda row: (row.destination_id, row.sequence))

    async def of(self, destination_id: ChannelId, after: int) -> Sequence[Owed]:
        return [row for row in await self.waiting() if row.destination_id == destination_id and row.sequence > after]

    async def watermarks(self) -> Mapping[ChannelId, MessageId]:
        return dict(self.journal.watermarks)

    async def join(self, destination_id: ChannelId, rows: Sequence[Owed]) -> bool:
        journal = self.journal
        for place, row in journal.rows.items():
            if row.destination_id == destination_id:
                journal.rows[place] = replace(row, joined_to=None)
        now = [journal.rows.get((row.source_id, destination_id)) for row in rows]
        stand = [row for row in now if row is not None and row.debt is Debt.CREATE]
        if [(row.source_id, row.revision) for row in stand] != [(row.source_id, row.revision) for row in rows]:
            return False
        for row in stand:
            journal.put(replace(row, joined_to=rows[0].source_id))
        return True

    async def forget(self, row: Owed) -> None:
        self.journal.rows.pop((row.source_id, row.destination_id), None)

    def _rise(self, channel_id: ChannelId, upto: MessageId) -> None:
        self.journal.watermarks[channel_id] = max(upto, self.journal.watermarks.get(channel_id, upto))

    def _bury(self, message_ids: Collection[MessageId]) -> None:
        for message_id in message_ids:
            self.journal.tombstones[message_id] = self.journal.clock.now() + 2 * OWED_FOR


@dataclass(slots=True)
class MemoryLedger:
    """A `Ledger` in dictionaries."""

    journal: MemoryJournal = field(default_factory=MemoryJournal)

    async def record(self, part: Part, row: Owed, *, settles: bool, quoting: Quoting | None = None) -> Owed | None:
        if quoting is not None:
            begun = Quotation(part.message_id, row.destination_id, quoting.quoted, False, int(quoting.is_owed))
            self.journal.quotations.setdefault(part.message_id, (begun, quoting.is_linked))
        for other in self.journal.at(part.source_id, part.destination_id):
            is_rival = other.ordinal == part.ordinal and other.message_id != part.message_id
            if is_rival and other.state is PartState.LIVE:
                self.journal.keep(replace(other, state=PartState.REMOVING))
        self._live(part, row)
        if settles:
            return self.journal.pay(row, is_final=part.quality is Quality.FINAL)
        return self.journal.rows.get((row.source_id, row.destination_id))

    async def record_joined(self, parts: Sequence[Part], rows: Sequence[Owed]) -> Sequence[Owed | None]:
        return [await self.record(part, row, settles=True) for part, row in zip(parts, rows, strict=True)]

    async def begin_taking_out(self, leaving: Part, gone: Sequence[Part] = ()) -> None:
        for state, parts in ((PartState.GONE, gone), (PartState.REMOVING, [leaving])):
            for part in parts:
                known = self.journal.parts.get((part.message_id, part.source_id))
                if known is not None and known.state is not PartState.GONE:
                    self.journal.keep(replace(known, state=state))

    async def together(self, message_id: MessageId) -> Sequence[Part]:
        parts = [p for p in self.journal.parts.values() if p.message_id == message_id and p.state is not PartState.GONE]
        return sorted(parts, key=lambda part: part.source_id)

    async def settle(self, row: Owed, shown: Sequence[Part]) -> Owed | None:
        for part in self.journal.at(row.source_id, row.destination_id):
            self.journal.keep(replace(part, state=PartState.GONE))
        for part in shown:
            self._live(part, row)
            if part.joining is not Joining.ALONE:
                at = self.journal.clock.now()
                self.journal.recorded |= {key: at for key in self.journal.recorded if key[0] == part.message_id}
        return self.journal.pay(row, is_final=all(part.quality is Quality.FINAL for part in shown))

    async def begin_removal(self, message_ids: Collection[MessageId]) -> None:
        for part in tuple(self.journal.parts.values()):
            if part.message_id in message_ids and part.state is PartState.LIVE:
                self.journal.keep(replace(part, state=PartState.REMOVING))

    async def parts(self, source_id: MessageId, destination_id: ChannelId) -> Sequence[Part]:
        standing = [p for p in self.journal.at(source_id, destination_id) if p.state is not PartState.GONE]
        return sorted(standing, key=lambda part: (part.ordinal, part.message_id))

    async def last_recorded(self, destination_id: ChannelId) -> MessageId | None:
        return max(
            (p.message_id for p in self.journal.parts.values() if p.destination_id == destination_id), default=None
        )

    async def known(self, message_ids: Collection[MessageId]) -> Collection[MessageId]:
        return frozenset(message_ids) & {part.message_id for part in self.journal.parts.values()}

    async def source_of(self, message_id: MessageId) -> SourcePlace | None:
        sources = [part for part in self.journal.parts.values() if part.message_id == message_id]
        last = max(sources, key=lambda part: part.source_id, default=None)
        return None if last is None else SourcePlace(last.source_channel_id, last.source_id)

    async def author_of(self, source_id: MessageId) -> UserId | None:
        return self.journal.authors.get(source_id)

    async def live_sources(self, message_id: MessageId) -> Sequence[SourcePlace]:
        parts = [p for p in self.journal.parts.values() if p.message_id == message_id and p.state is PartState.LIVE]
        return [SourcePlace(p.source_channel_id, p.source_id) for p in sorted(parts, key=lambda part: part.source_id)]

    async def expire(self) -> None:
        journal, now = self.journal, self.journal.clock.now()
        for key in [key for key, at in journal.recorded.items() if at < now - timedelta(days=30)]:
            del journal.parts[key], journal.recorded[key]
            journal.authors.pop(key[1], None)
        oldest = first_id_at(now - timedelta(days=30))
        journal.quotations = {m: q for m, q in journal.quotations.items() if m >= oldest}
        journal.refusals = {p: r for p, r in journal.refusals.items() if r[2] > now}
        journal.tombstones = {m: until for m, until in journal.tombstones.items() if until > now}
        journal.rows = {p: r for p, r in journal.rows.items() if r.expires_at > now or r.debt is Debt.REMOVE}

    def _live(self, part: Part, row: Owed) -> None:
        self.journal.authors[part.source_id] = row.author.id
        self.journal.keep(replace(part, state=PartState.LIVE))
        self.journal.recorded[part.message_id, part.source_id] = self.journal.clock.now()


@dataclass(slots=True)
class MemoryStandingParts:
    """A `StandingParts` over a journal."""

    journal: MemoryJournal = field(default_factory=MemoryJournal)

    async def since(self, destination_id: ChannelId, after: MessageId, limit: int) -> Sequence[Part]:
        standing = [
            part
            for part in self.journal.parts.values()
            if part.destination_id == destination_id and part.message_id > after and part.state is PartState.LIVE
        ]
        return sorted(standing, key=lambda part: (part.message_id, part.source_id), reverse=True)[:limit]


@dataclass(slots=True)
class MemoryUnheardGuilds:
    """An `UnheardGuilds` in a dictionary."""

    since: dict[GuildId, Revision] = field(default_factory=dict)
    edits: dict[GuildId, Revision] = field(default_factory=dict)

    async def begin(self, guild_ids: Collection[GuildId], since: Revision) -> Mapping[GuildId, Revision]:
        return {one: self.since.setdefault(one, max(since, self.edits.get(one, since))) for one in guild_ids}

    async def refused(self, guild_id: GuildId, revision: Revision) -> None:
        self.edits[guild_id] = max(revision, self.edits.get(guild_id, revision))

    async def end(self, guild_ids: Collection[GuildId]) -> None:
        for guild_id in guild_ids:
            self.since.pop(guild_id, None)


@dataclass(slots=True)
class MemoryQuotations:
    """A `Quotations` in a dictionary."""

    journal: MemoryJournal = field(default_factory=MemoryJournal)

    async def change(self, destination_id: ChannelId, message_ids: Collection[MessageId], *, is_gone: bool) -> bool:
        sources = {part.source_id for part in self.journal.parts.values() if part.message_id in message_ids}
        quoted = sources | set(message_ids)
        here = [
            one
            for one, _ in self.journal.quotations.values()
            if one.destination_id == destination_id and one.quoted.message_id in quoted
        ]
        for quoted_id in {one.quoted.message_id for one in here}:
            its = sorted((one for one in here if one.quoted.message_id == quoted_id), key=lambda one: -one.message_id)
            for one in its if is_gone else its[:MOST_FOLLOWED]:
                is_withdrawn = one.is_withdrawn or (is_gone and quoted_id in message_ids)
                self._keep(replace(one, is_withdrawn=is_withdrawn, changes=one.changes + 1))
        return bool(here)

    async def owed(self, destination_id: ChannelId) -> Sequence[Quotation]:
        owed = [one for one in self._owed() if one.destination_id == destination_id]
        return sorted(owed, key=lambda one: (one.quoted.message_id, -one.message_id))

    async def owing(self) -> Collection[ChannelId]:
        return {one.destination_id for one in self._owed()}

    async def follow(self, quotation: Quotation) -> None:
        known = self.journal.quotations.get(quotation.message_id)
        if known is not None and known[0].changes == quotation.changes:
            self.journal.quotations[quotation.message_id] = (replace(known[0], changes=0), True)

    async def forget(self, quotation: Quotation) -> None:
        self.journal.quotations.pop(quotation.message_id, None)

    def withdraw(self, author_id: UserId) -> None:
        """Withdraw all that quotes a user, as the databases do when that is decided."""
        for one, _ in tuple(self.journal.quotations.values()):
            if self.journal.authors.get(one.quoted.message_id) == author_id:
                self._keep(replace(one, is_withdrawn=True, changes=one.changes + 1))

    def _keep(self, quotation: Quotation) -> None:
        _, is_linked = self.journal.quotations[quotation.message_id]
        self.journal.quotations[quotation.message_id] = (quotation, is_linked)

    def _owed(self) -> list[Quotation]:
        since = first_id_at(self.journal.clock.now() - AWAITED_FOR)
        return [
            one
            for one, is_linked in self.journal.quotations.values()
            if one.changes and (is_linked or one.is_withdrawn or one.message_id > since)
        ]


@dataclass(slots=True)
class MemoryHeldStore:
    """A `HeldStore` in a dictionary."""

    journal: MemoryJournal = field(default_factory=MemoryJournal)

    async def refuse(self, refused: Sequence[Refused]) -> Sequence[bool]:
        answers = [[self._refuse(one, refusal) for refusal in one.refusals] for one in refused]
        return [any(each) for each in answers]

    def _refuse(self, one: Refused, refusal: Refusal) -> bool:
        place = (one.source.message_id, refusal.destination_id)
        live = [part.revision for part in self.journal.at(*place) if part.state is PartState.LIVE]
        if live and max(live) >= one.revision:
            return True
        known = self.journal.refusals.get(place)
        if known is None or known[0].revision < one.revision:
            state = "closed" if refusal.reason is Reason.CLOSED else "waiting"
            until = self.journal.clock.now() + 2 * OWED_FOR
            known = self.journal.refusals[place] = (replace(one, refusals=(refusal,)), state, until)
        return known[1] != "released"

    async def waiting(self) -> Sequence[Refused]:
        since = self.journal.clock.now() + OWED_FOR
        found: dict[MessageId, Refused] = {}
        for place in sorted(self.journal.refusals):
            one, state, until = self.journal.refusals[place]
            if state == "waiting" and until > since:
                before = found.get(place[0], replace(one, refusals=()))
                newest = max(before.revision, one.revision)
                found[place[0]] = replace(one, revision=newest, refusals=before.refusals + one.refusals)
        return list(found.values())

    async def close(self, source_id: MessageId, destination_ids: Collection[ChannelId] | None = None) -> None:
        for place, (one, state, until) in tuple(self.journal.refusals.items()):
            is_meant = place[0] == source_id and (destination_ids is None or place[1] in destination_ids)
            if is_meant and state == "waiting":
                self.journal.refusals[place] = (one, "closed", until)


@dataclass(slots=True)
class MemoryStandingBoardStore:
    """A `StandingBoardStore` in a dict."""

    boards: dict[tuple[BridgeId, GuildId], StandingBoard] = field(default_factory=dict)

    async def of(self, bridge_id: BridgeId, guild_id: GuildId) -> StandingBoard | None:
        return self.boards.get((bridge_id, guild_id))

    async def keep(self, bridge_id: BridgeId, guild_id: GuildId, board: StandingBoard) -> None:
        self.boards[bridge_id, guild_id] = board

    async def forget(self, bridge_id: BridgeId, guild_id: GuildId) -> None:
        self.boards.pop((bridge_id, guild_id), None)


@dataclass(slots=True)
class MemorySuggestionStore:
    """A `SuggestionStore` in a list."""

    bridges: MemoryBridgeStore
    clock: Clock
    suggestions: list[Suggestion] = field(default_factory=list)
    asked: set[PromptId] = field(default_factory=set)  # what an occasion was for
    decided_at: dict[SuggestionId, datetime] = field(default_factory=dict)
    last_id: int = 0

    async def add(self, new: NewSuggestion) -> Suggestion | None:
        if all(b.id != new.bridge_id for b in self.bridges.bridges):
            return None
        self.last_id += 1
        suggestion_id = SuggestionId(self.last_id)
        made = Suggestion(suggestion_id, new.bridge_id, new.guild_id, new.user_id, new.texts, self.clock.now())
        self.suggestions.append(made)
        return made

    async def by_id(self, suggestion_id: SuggestionId) -> Suggestion | None:
        return next((one for one in self.suggestions if one.id == suggestion_id), None)

    async def of_bridge(self, bridge_id: BridgeId) -> Sequence[Suggestion]:
        return [one for one in self.suggestions if one.bridge_id == bridge_id]

    async def of_member(self, user_id: UserId) -> Sequence[Suggestion]:
        return [one for one in self.suggestions if one.user_id == user_id]

    async def accepted(self, bridge_id: BridgeId) -> Sequence[PromptId]:
        here = await self.of_bridge(bridge_id)
        accepted = [one.prompt_id for one in here if one.state is SuggestionState.ACCEPTED]
        return [one for one in accepted if one not in self.asked]

    async def shown(self, suggestion_id: SuggestionId, board: BoardPlace) -> None:
        self.suggestions = [replace(one, board=board) if one.id == suggestion_id else one for one in self.suggestions]

    async def reword(self, suggestion_id: SuggestionId, texts: Texts) -> bool:
        return await self._settle(suggestion_id, lambda one: replace(one, texts=texts))

    async def decide(self, suggestion_id: SuggestionId, state: SuggestionState, reason: str) -> bool:
        self.decided_at.setdefault(suggestion_id, self.clock.now())
        return await self._settle(suggestion_id, lambda one: replace(one, state=state, reason=reason))

    async def remove(self, suggestion_id: SuggestionId) -> None:
        self.suggestions = [one for one in self.suggestions if one.id != suggestion_id]

    async def unseen(self, before: datetime) -> Sequence[Suggestion]:
        waiting = [one for one in self.suggestions if one.state is SuggestionState.WAITING]
        return [one for one in waiting if one.board is None and one.made_at < before]

    async def declined(self, before: datetime) -> Sequence[Suggestion]:
        declined = [one for one in self.suggestions if one.state is SuggestionState.DECLINED]
        return [one for one in declined if self.decided_at[one.id] < before]

    async def _settle(self, suggestion_id: SuggestionId, change: Callable[[Suggestion], Suggestion]) -> bool:
        one = await self.by_id(suggestion_id)
        if one is None or one.state is not SuggestionState.WAITING:
            return False
        self.suggestions = [change(each) if each is one else each for each in self.suggestions]
        return True


@dataclass(slots=True)
class MemoryWebhookStore:
    """A `WebhookStore` in a dictionary."""

    webhooks: dict[ChannelId, Webhook] = field(default_factory=dict)

    async def of(self, channel_id: ChannelId) -> Webhook | None:
        return self.webhooks.get(channel_id)

    async def keep(self, webhook: Webhook) -> None:
        self.webhooks[webhook.channel_id] = webhook


@dataclass(slots=True)
class MemoryThreadStore:
    """A `ThreadStore` in a dict, beside a journal."""

    journal: MemoryJournal
    rows: dict[tuple[ChannelId, ChannelId], Joined] = field(default_factory=dict)

    async def strands(self, thread_ids: Collection[ChannelId]) -> Sequence[Strand]:
        return self._where(lambda one: one.thread_id in thread_ids)

    async def under(self, parent_ids: Collection[ChannelId]) -> Sequence[Strand]:
        def is_awake(one: Joined) -> bool:
            stands = one.thread_id is not None and not one.is_gone
            return one.parent_id in parent_ids and stands and not one.seen.startswith("a")

        return self._where(is_awake)

    async def claim(self, strand_id: ChannelId, joined: Joined) -> Strand:
        taken = joined.thread_id is not None and any(one.thread_id == joined.thread_id for one in self.rows.values())
        if not taken:
            self.rows.setdefault((strand_id, joined.parent_id), joined)
        return self._strand(strand_id)

    async def opened(self, strand_id: ChannelId, joined: Joined) -> None:
        self.rows = {
            key: one for key, one in self.rows.items() if one.thread_id != joined.thread_id or key[0] == strand_id
        }
        self.rows[strand_id, joined.parent_id] = joined

    async def posted(self, strand_id: ChannelId, joined: Joined, first: Part, author_id: UserId) -> None:
        await self.opened(strand_id, joined)
        self.journal.keep(first)
        self.journal.recorded[first.message_id, first.source_id] = self.journal.clock.now()
        self.journal.authors[first.source_id] = author_id

    async def see(self, tokens: Mapping[ChannelId, str]) -> None:
        for key, one in self.rows.items():
            if one.thread_id is not None and one.thread_id in tokens:
                self.rows[key] = replace(one, seen=tokens[one.thread_id])

    async def gone(self, thread_ids: Collection[ChannelId]) -> None:
        self.rows = {
            key: replace(one, is_gone=True) if one.thread_id in thread_ids else one for key, one in self.rows.items()
        }
        touched = {key[0] for key, one in self.rows.items() if one.thread_id in thread_ids}
        standing = {key[0] for key, one in self.rows.items() if not one.is_gone}
        self.rows = {key: one for key, one in self.rows.items() if key[0] not in touched - standing}

    async def parent_of(self, thread_id: ChannelId) -> ChannelId | None:
        return next((one.parent_id for one in self.rows.values() if one.thread_id == thread_id), None)

    async def starter(self, message_id: MessageId, parent_id: ChannelId) -> Starter:
        source_id = self._last_source(message_id) or message_id
        if any(
            one.source_id == source_id and one.source_channel_id == parent_id for one in self.journal.parts.values()
        ):
            return Starter(source_id, source_id)
        row = self.journal.rows.get((source_id, parent_id))
        is_owed = row is not None and row.debt is Debt.CREATE
        live = [one for one in self.journal.at(source_id, parent_id) if one.state is PartState.LIVE]
        copy = max(live, key=lambda one: one.ordinal).message_id if live and not is_owed else None
        if copy is not None and self._last_source(copy) != source_id:
            copy = None
        return Starter(source_id, copy, is_owed)

    def _last_source(self, message_id: MessageId) -> MessageId | None:
        return max((one.source_id for one in self.journal.parts.values() if one.message_id == message_id), default=None)

    def _where(self, holds: Callable[[Joined], bool]) -> list[Strand]:
        return [self._strand(each) for each in sorted({key[0] for key, one in self.rows.items() if holds(one)})]

    def _strand(self, strand_id: ChannelId) -> Strand:
        return Strand(strand_id, tuple(self.rows[key] for key in sorted(self.rows) if key[0] == strand_id))


@dataclass(slots=True)
class MemoryScheduleStore:
    """A `ScheduleStore` in a dict."""

    bridges: MemoryBridgeStore = field(default_factory=MemoryBridgeStore)
    kept: dict[BridgeId, Awake] = field(default_factory=dict)

    async def of(self, bridge_id: BridgeId) -> Schedule | None:
        kept = self.kept.get(bridge_id)
        return None if kept is None else kept.schedule

    async def save(self, schedule: Schedule, wakes_at: datetime) -> None:
        if any(one.id == schedule.bridge_id for one in self.bridges.bridges):
            for bridge_id, (other, since) in [(one, (kept.schedule, kept.since)) for one, kept in self.kept.items()]:
                seats = {channel: seat for channel, seat in other.seats.items() if channel not in schedule.seats}
                self.kept[bridge_id] = Awake(replace(other, seats=seats), since)
            self.kept[schedule.bridge_id] = Awake(schedule, wakes_at)

    async def awake(self, now: datetime, limit: int) -> Sequence[Awake]:
        found = [one for one in self.kept.values() if one.since <= now or one.since > now + timedelta(hours=25)]
        return sorted(found, key=lambda one: one.since)[:limit]

    async def sleep(self, awake: Awake, wakes_at: datetime) -> None:
        known = self.kept.get(awake.schedule.bridge_id)
        if known is not None and known.since == awake.since:
            self.kept[awake.schedule.bridge_id] = replace(known, since=wakes_at)

    async def pause(self, bridge_id: BridgeId, reason: Pause) -> bool:
        schedule = await self.of(bridge_id)
        if schedule is None or schedule.paused_for is not None:
            return False
        self._change(replace(schedule, paused_for=reason))
        return True

    async def answered(self, bridge_id: BridgeId, *, is_answered: bool) -> int:
        schedule = await self.of(bridge_id)
        if schedule is None:
            return 0
        count = 0 if is_answered else schedule.unanswered + 1
        self._change(replace(schedule, unanswered=count))
        return count

    def _change(self, schedule: Schedule) -> None:
        self.kept[schedule.bridge_id] = replace(self.kept[schedule.bridge_id], schedule=schedule)


@dataclass(slots=True)
class MemoryOccasionStore:
    """An `OccasionStore` in lists and dicts."""

    clock: Clock
    occasions: dict[OccasionId, Occasion] = field(default_factory=dict)
    postings: dict[tuple[OccasionId, ChannelId], Posting] = field(default_factory=dict)
    waiting: list[tuple[BridgeId, QueueEntry]] = field(default_factory=list)
    last_id: int = 0

    async def at(self, bridge_id: BridgeId, on: date) -> Occasion | None:
        its = (one for one in self.occasions.values() if (one.bridge_id, one.on) == (bridge_id, on))
        return next(its, None)

    async def open(self, bridge_id: BridgeId, on: date, choice: Chosen, closes_at: datetime) -> Occasion:
        known = await self.at(bridge_id, on)
        if known is not None:
            return known
        self.waiting = [(one, entry) for one, entry in self.waiting if entry.id != choice.entry_id]
        return self._add(bridge_id, on, replace(choice, entry_id=None), OccasionState.OPEN, closes_at)

    async def skip(self, bridge_id: BridgeId, on: date) -> bool:
        if await self.at(bridge_id, on) is not None:
            return False
        self._add(bridge_id, on, None, OccasionState.SKIPPED, self.clock.now())
        return True

    async def claim(self, occasion: Occasion, channel_id: ChannelId) -> Claim | None:
        now = self.clock.now()
        known = self.postings.get((occasion.id, channel_id))
        if known is None:
            self.postings[occasion.id, channel_id] = Posting(occasion.id, channel_id, PostingState.CLAIMED, now)
            return Claim(occasion, channel_id, now, is_fresh=True)
        is_held = now - CLAIMED_FOR < known.claimed_at <= now + CLAIMED_FOR
        if known.state is not PostingState.CLAIMED or is_held:
            return None
        self.postings[occasion.id, channel_id] = replace(known, claimed_at=now)
        return Claim(occasion, channel_id, known.claimed_at, is_fresh=False)

    async def join(self, claim: Claim, thread: OpenedThread, others: Collection[ChannelId]) -> None:
        """Leave it: what the relay knows of threads is in another store."""

    async def part(self, thread_id: ChannelId) -> None:
        """Leave it, likewise."""

    async def posted(self, claim: Claim, message_id: MessageId, thread_id: ChannelId | None) -> None:
        place = claim.occasion.id, claim.channel_id
        posted = replace(self.postings[place], message_id=message_id, thread_id=thread_id)
        self.postings[place] = replace(posted, state=PostingState.POSTED)

    async def failed(self, claim: Claim) -> None:
        place = claim.occasion.id, claim.channel_id
        self.postings[place] = replace(self.postings[place], state=PostingState.FAILED)

    async def waits(self, occasion_id: OccasionId, closes_at: datetime) -> None:
        known = self.occasions[occasion_id]
        self.occasions[occasion_id] = replace(known, closes_at=max(known.closes_at, closes_at))

    async def past(self, bridge_id: BridgeId, limit: int) -> Sequence[Past]:
        its = (one for one in self.occasions.values() if one.bridge_id == bridge_id)
        return [self._past(one) for one in sorted(its, key=lambda one: one.on, reverse=True)[:limit]]

    async def asked(self, bridge_id: BridgeId, since: date) -> Sequence[Asked]:
        past = await self.past(bridge_id, len(self.occasions))
        chosen = ((one.occasion.on, one.occasion.choice) for one in reversed(past))
        return [
            Asked(on, choice.prompt_id, choice.theme) for on, choice in chosen if choice is not None and on >= since
        ]

    async def skipped(self, bridge_id: BridgeId, since: date) -> Collection[date]:
        its = (one for one in self.occasions.values() if one.bridge_id == bridge_id and one.choice is None)
        return {one.on for one in its if one.on >= since}

    async def of_message(self, message_id: MessageId) -> Past | None:
        standing = (one for one in self.postings.values() if message_id in (one.message_id, one.thread_id))
        return next((self._past(self.occasions[one.occasion_id]) for one in standing), None)

    async def by_id(self, occasion_id: OccasionId) -> Past | None:
        known = self.occasions.get(occasion_id)
        return None if known is None else self._past(known)

    async def ending(self, now: datetime, limit: int) -> Sequence[Past]:
        its = [one for one in self.occasions.values() if one.state is OccasionState.OPEN and one.closes_at <= now]
        return [self._past(one) for one in sorted(its, key=lambda one: one.closes_at)[:limit]]

    async def close(self, occasion_id: OccasionId, recaps: Collection[Posting]) -> None:
        self.occasions[occasion_id] = replace(self.occasions[occasion_id], state=OccasionState.CLOSED)
        for one in recaps:
            known = self.postings[occasion_id, one.channel_id]
            self.postings[occasion_id, one.channel_id] = replace(known, recap_id=one.recap_id, people=one.people)

    async def queue(self, bridge_id: BridgeId) -> Sequence[QueueEntry]:
        return [entry for one, entry in self.waiting if one == bridge_id]

    async def put_next(self, bridge_id: BridgeId, prompt_id: PromptId, user_id: UserId) -> None:
        if prompt_id not in [entry.prompt_id for entry in await self.queue(bridge_id)]:
            self.last_id += 1
            self.waiting.append((bridge_id, QueueEntry(self.last_id, prompt_id, user_id)))

    async def take_out(self, bridge_id: BridgeId, entry_id: int) -> bool:
        before = len(self.waiting)
        self.waiting = [(one, entry) for one, entry in self.waiting if (one, entry.id) != (bridge_id, entry_id)]
        return len(self.waiting) < before

    def _add(
        self, bridge_id: BridgeId, on: date, choice: Chosen | None, state: OccasionState, closes_at: datetime
    ) -> Occasion:
        self.last_id += 1
        occasion = Occasion(OccasionId(self.last_id), bridge_id, on, choice, state, closes_at)
        self.occasions[occasion.id] = occasion
        return occasion

    def _past(self, occasion: Occasion) -> Past:
        its = (one for one in self.postings.values() if one.occasion_id == occasion.id)
        return Past(occasion, tuple(sorted(its, key=lambda one: one.channel_id)))
