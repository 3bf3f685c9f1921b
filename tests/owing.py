"""Messages, parts and stores, made short for the tests of what is owed and delivered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.bridges.consent import DepartureStore, InvitationStore
from bot.bridges.ports import BridgeStore, NoticeStore, PinStore
from bot.discord_adapter.channel_webhooks import WebhookStore
from bot.hashtags.ports import AliasStore, HashtagStore
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.members.ports import ChoiceStore, PreferenceStore
from bot.moderation.ports import (
    CaseStore,
    HeldDeletions,
    HeldStore,
    MirrorStore,
    MuteStore,
    RaidStore,
    StandingBoardStore,
    WordStore,
)
from bot.prompts.occasions import OccasionStore
from bot.prompts.schedule import ScheduleStore
from bot.prompts.suggestions import SuggestionStore
from bot.relay.model import UNEDITED, Author, Debt, Owed, Part, PartState, Revision, SourceMessage
from bot.relay.past import StandingParts, UnheardGuilds
from bot.relay.polls import PollStore
from bot.relay.ports import Admitted, Ledger, Outbox
from bot.relay.quotations import Quotations
from bot.relay.thread_ports import ThreadStore
from bot.storage.alone import ALONE
from bot.storage.database import Database
from bot.translation.model import EN, Quality
from tests.fakes import (
    MemoryBridgeStore,
    MemoryCaseStore,
    MemoryChoiceStore,
    MemoryDepartureStore,
    MemoryHeldDeletions,
    MemoryHeldStore,
    MemoryInvitationStore,
    MemoryJournal,
    MemoryLedger,
    MemoryMirrorStore,
    MemoryMuteStore,
    MemoryNoticeStore,
    MemoryOccasionStore,
    MemoryOutbox,
    MemoryPinStore,
    MemoryPollStore,
    MemoryPreferenceStore,
    MemoryQuotations,
    MemoryRaidStore,
    MemoryScheduleStore,
    MemoryStandingBoardStore,
    MemoryStandingParts,
    MemorySuggestionStore,
    MemoryThreadStore,
    MemoryUnheardGuilds,
    MemoryWebhookStore,
    MemoryWordStore,
    StillClock,
)
from tests.hashtagging import MemoryAliasStore, MemoryHashtagStore

GUILD: Final = GuildId(1 << 50)
SOURCE: Final = ChannelId(100)
ELSEWHERE: Final = ChannelId(101)  # another source
HERE: Final = ChannelId(200)
THERE: Final = ChannelId(201)
ANN: Final = Author(UserId(7), "Ann 安", "https://cdn.example/ann.png")
FIRST_EDIT: Final = Revision(1_700_000_000_000_001)
SECOND_EDIT: Final = Revision(1_700_000_000_000_002)


@dataclass(frozen=True, slots=True)
class Stores:
    """The stores of one database, and the clock that they go by."""

    clock: StillClock
    bridges: BridgeStore
    outbox: Outbox
    ledger: Ledger
    standing: StandingParts
    unheard: UnheardGuilds
    webhooks: WebhookStore
    notices: NoticeStore
    choices: ChoiceStore
    mutes: MuteStore
    cases: CaseStore
    held_deletions: HeldDeletions
    pins: PinStore
    polls: PollStore
    preferences: PreferenceStore
    invitations: InvitationStore
    departures: DepartureStore
    held: HeldStore
    boards: StandingBoardStore
    words: WordStore
    mirrors: MirrorStore
    raids: RaidStore
    threads: ThreadStore
    quotations: Quotations
    schedules: ScheduleStore
    occasions: OccasionStore
    suggestions: SuggestionStore
    hashtags: HashtagStore
    aliases: AliasStore


def stores_of(database: Database, clock: StillClock) -> Stores:
    return Stores(
        clock,
        database.bridges,
        database.outbox,
        replace(database.ledger, leases=ALONE),  # whosever the lanes are
        database.standing,
        database.unheard,
        database.webhooks,
        database.notices,
        database.choices,
        database.mutes,
        database.cases,
        database.held_deletions,
        database.pins,
        database.polls,
        database.preferences,
        database.invitations,
        database.departures,
        database.held,
        database.boards,
        database.words,
        database.mirrors,
        database.raids,
        database.threads,
        database.quotations,
        database.daily.schedules,
        database.daily.occasions,
        database.daily.suggestions,
        database.hashtags.uses,
        database.hashtags.aliases,
    )


def memory_stores() -> Stores:
    clock = StillClock()
    journal = MemoryJournal(clock)
    threads = MemoryThreadStore(journal)
    bridges = MemoryBridgeStore(threads=threads)
    return Stores(
        clock,
        bridges,
        MemoryOutbox(journal),
        MemoryLedger(journal),
        MemoryStandingParts(journal),
        MemoryUnheardGuilds(),
        MemoryWebhookStore(),
        MemoryNoticeStore(bridges=bridges),
        MemoryChoiceStore(),
        MemoryMuteStore(),
        MemoryCaseStore(),
        MemoryHeldDeletions(),
        MemoryPinStore(),
        MemoryPollStore(),
        MemoryPreferenceStore(),
        MemoryInvitationStore(bridges, clock),
        MemoryDepartureStore(bridges, clock),
        MemoryHeldStore(journal),
        MemoryStandingBoardStore(),
        MemoryWordStore(),
        MemoryMirrorStore(),
        MemoryRaidStore(),
        threads,
        MemoryQuotations(journal),
        MemoryScheduleStore(bridges),
        MemoryOccasionStore(clock),
        MemorySuggestionStore(bridges, clock),
        MemoryHashtagStore(clock),
        MemoryAliasStore(),
    )


def message(
    message_id: int, content: str = "hello", revision: Revision = UNEDITED, *, channel: ChannelId = SOURCE
) -> SourceMessage:
    return SourceMessage(
        id=MessageId(message_id),
        channel_id=channel,
        guild_id=GUILD,
        author=ANN,
        content=content,
        revision=revision,
        pings=frozenset({UserId(1 << 60), UserId(9)}),
    )


def said(
    message_id: int,
    content: str = "hello",
    revision: Revision = UNEDITED,
    *,
    to: Sequence[ChannelId] = (HERE,),
    channel: ChannelId = SOURCE,
) -> Admitted:
    return Admitted(message(message_id, content, revision, channel=channel), EN, tuple(to))


def edited(
    message_id: int,
    content: str = "hello, all",
    revision: Revision = FIRST_EDIT,
    *,
    to: Sequence[ChannelId] = (HERE,),
    channel: ChannelId = SOURCE,
) -> Admitted:
    return replace(said(message_id, content, revision, to=to, channel=channel), is_said=False)


def part_of(row: Owed, message_id: int, ordinal: int = 0, *, quality: Quality = Quality.FINAL) -> Part:
    """Return a part that shows *row* as it is, posted as *message_id*."""
    return Part(
        message_id=MessageId(message_id),
        destination_id=row.destination_id,
        source_id=row.source_id,
        source_channel_id=row.source_channel_id,
        ordinal=ordinal,
        start=ordinal * 2000,
        end=(ordinal + 1) * 2000,
        revision=row.revision,
        quality=quality,
    )


async def owe(stores: Stores, admitted: Admitted) -> Owed:
    """Observe one message for one destination, and return the row that this makes or changes."""
    [row] = await stores.outbox.observe([admitted])
    return row


async def deliver(
    stores: Stores, message_id: int, copy_id: int, *, to: ChannelId = HERE, quality: Quality = Quality.FINAL
) -> Part:
    """Say a message and record its copy; return the part."""
    row = await owe(stores, said(message_id, to=[to]))
    part = part_of(row, copy_id, quality=quality)
    await stores.ledger.record(part, row, settles=True)
    return part


async def remove(stores: Stores, *message_ids: int) -> Sequence[Owed]:
    """Remove messages of the source channel."""
    return await stores.outbox.remove(SOURCE, [MessageId(message_id) for message_id in message_ids])


async def pass_over(stores: Stores, upto: int, *refused: int, channel: ChannelId = SOURCE) -> None:
    """Raise a channel's watermark, and refuse some of its messages."""
    await stores.outbox.pass_over(channel, MessageId(upto), [MessageId(message_id) for message_id in refused])


async def debts(stores: Stores) -> Collection[tuple[int, int, Debt]]:
    return [(row.source_id, row.destination_id, row.debt) for row in await stores.outbox.waiting()]


def states(parts: Sequence[Part]) -> list[tuple[int, PartState]]:
    return [(part.message_id, part.state) for part in parts]
