"""Whose pin is carried, and when it is taken down."""

import asyncio
from dataclasses import dataclass, field, replace

from bot.bridges.model import Bridge, BridgeId, BridgeSettings, Endpoint, Guest, Manner, Owner
from bot.bridges.pins import Pins
from bot.errors import Forbidden, Refused
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.members.members import Members
from bot.members.model import Choice
from bot.relay.model import UNEDITED, Author, MessageEdited, MessagesDeleted, Part, SourceMessage
from bot.tasks import Tasks
from bot.translation.model import EN, ZH_HANS, Quality
from tests.fakes import MemoryBridgeStore, MemoryChoiceStore, MemoryJournal, MemoryLedger, MemoryPinStore

GUILD, AWAY = GuildId(1), GuildId(2)
ENGLISH, CHINESE, PRACTICE = ChannelId(10), ChannelId(20), ChannelId(30)
NOTICES, NOTICES_AWAY = ChannelId(90), ChannelId(91)
ON = Manner(carries_pins=True)
SOURCE = SourceMessage(MessageId(1), ENGLISH, GUILD, Author(UserId(5), "Dana", None), "hello", is_pinned=True)


@dataclass
class Board:
    pinned: list[tuple[int, int]] = field(default_factory=list)
    told: list[tuple[ChannelId, str]] = field(default_factory=list)
    requests: int = 0
    error: Exception | None = None

    async def pin(self, channel_id: ChannelId, message_id: MessageId) -> None:
        self.requests += 1
        if self.error is not None:
            raise self.error
        self.pinned.append((channel_id, message_id))

    async def unpin(self, channel_id: ChannelId, message_id: MessageId) -> None:
        self.requests += 1
        self.pinned.remove((channel_id, message_id))

    async def tell(self, channel_id: ChannelId, key: str, **fields: str | ChannelId) -> None:
        self.told.append((channel_id, key))


class Desk:
    """Pins with everything around them to look at; message 1 has copies 1020 and 1030."""

    def __init__(self, manner: Manner = ON) -> None:
        seats = (Endpoint(GUILD, ENGLISH, EN), Endpoint(GUILD, CHINESE, ZH_HANS), Endpoint(GUILD, PRACTICE, ZH_HANS))
        self.bridges = MemoryBridgeStore(
            [Bridge(BridgeId(1), Owner(GUILD), "main", seats, BridgeSettings(NOTICES), manner)]
        )
        self.journal, self.board, self.store, self.tasks = MemoryJournal(), Board(), MemoryPinStore(), Tasks()
        self.members = Members(MemoryChoiceStore(), {})
        for ordinal, copy in enumerate((1020, 1021)):
            self.stand(copy, CHINESE, ordinal)
        self.stand(1030, PRACTICE, 0)
        self.pins = self.started()

    def started(self) -> Pins:
        ledger = MemoryLedger(self.journal)
        carried = dict(self.store.pinned)
        ends = (self.board, self.board, self.members, self.tasks)
        return Pins(self.bridges, ledger, self.store, *ends, carried)

    def stand(self, copy: int, channel_id: ChannelId, ordinal: int) -> None:
        part = Part(MessageId(copy), channel_id, SOURCE.id, ENGLISH, ordinal, 0, 5, UNEDITED, Quality.FINAL)
        self.journal.keep(part)

    async def updated(self, message: SourceMessage, *, is_pinned: bool = True) -> None:
        self.pins.note(MessageEdited(replace(message, is_pinned=is_pinned)))
        for _ in range(50):
            await asyncio.sleep(0)


BOTH = [(CHINESE, 1020), (PRACTICE, 1030)]


async def test_a_pin_is_carried_once_by_the_first_part_and_taken_down_after_a_restart_too():
    desk = Desk()
    await desk.updated(SOURCE)
    assert desk.board.pinned == BOTH
    await desk.updated(SOURCE)  # an edit, a link preview
    assert desk.board.requests == 2
    desk.pins = desk.started()
    desk.journal.parts.clear()  # after 30 days
    await desk.updated(SOURCE, is_pinned=False)
    assert desk.board.pinned == []
    assert desk.store.pinned == {}


async def test_nothing_is_asked_of_discord_for_messages_that_were_never_pinned():
    desk = Desk()
    await desk.updated(SOURCE, is_pinned=False)
    assert desk.board.requests == 0


async def test_our_own_notices_and_copies_lead_nowhere():
    desk = Desk()
    await desk.updated(replace(SOURCE, id=MessageId(77)))
    await desk.updated(replace(SOURCE, id=MessageId(1020), channel_id=CHINESE))
    desk.stand(1010, ENGLISH, 0)  # a note
    await desk.updated(replace(SOURCE, id=MessageId(1010)))
    assert desk.board.requests == 0


async def test_a_pin_reaches_every_copy_and_not_the_note_below_its_message():
    desk = Desk()
    desk.stand(1010, ENGLISH, 0)
    await desk.updated(SOURCE)
    assert desk.board.pinned == BOTH


async def test_pins_stay_where_they_are_unless_the_bridge_carries_them_and_come_down_all_the_same():
    desk = Desk(Manner())
    await desk.updated(SOURCE)
    assert desk.board.pinned == []
    await desk.bridges.set_manner(BridgeId(1), ON)
    await desk.updated(SOURCE)
    assert desk.board.pinned == BOTH
    await desk.bridges.set_manner(BridgeId(1), Manner())
    await desk.updated(SOURCE, is_pinned=False)
    assert desk.board.pinned == []


async def test_those_are_told_in_whose_guild_the_copy_cannot_be_pinned():
    desk = Desk()
    (bridge,) = desk.bridges.bridges
    ends = tuple(replace(end, guild_id=AWAY) if end.channel_id == PRACTICE else end for end in bridge.endpoints)
    desk.bridges.bridges[0] = replace(bridge, endpoints=ends, guests=(Guest(AWAY, NOTICES_AWAY),))
    desk.board.error = Forbidden()
    await desk.updated(SOURCE)
    assert desk.board.told == [(NOTICES, "pin-forbidden"), (NOTICES_AWAY, "pin-forbidden")]


async def test_moderators_are_told_what_is_missing():
    for error, key in ((Forbidden(), "pin-forbidden"), (Refused(code=30003), "pin-refused")):
        desk = Desk()
        desk.board.error = error
        await desk.updated(SOURCE)
        assert desk.board.told == [(NOTICES, key), (NOTICES, key)]


async def test_a_source_that_is_deleted_is_forgotten():
    desk = Desk()
    await desk.updated(SOURCE)
    desk.pins.note(MessagesDeleted(ENGLISH, (SOURCE.id,)))
    for _ in range(20):
        await asyncio.sleep(0)
    assert desk.store.pinned == {}


async def test_pinned_and_unpinned_at_once_ends_as_it_was_said_last():
    desk = Desk()
    desk.pins.note(MessageEdited(SOURCE))
    desk.pins.note(MessageEdited(replace(SOURCE, is_pinned=False)))
    await desk.updated(SOURCE, is_pinned=False)
    assert desk.board.pinned == []


async def test_what_somebody_wrote_who_takes_no_part_any_more_is_pinned_nowhere_else():
    desk = Desk()
    await desk.members.choose(SOURCE.author.id, Choice(takes_part=False))
    await desk.updated(SOURCE)
    assert desk.board.pinned == []
    await desk.members.choose(SOURCE.author.id, Choice())
    desk.journal.authors[SOURCE.id] = UserId(6)  # a proxy spoke for them
    await desk.members.choose(UserId(6), Choice(takes_part=False))
    await desk.updated(SOURCE)
    assert desk.board.pinned == []
    await desk.members.choose(UserId(6), Choice())
    await desk.updated(SOURCE)
    assert desk.board.pinned == BOTH
