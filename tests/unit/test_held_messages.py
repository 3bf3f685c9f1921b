"""What moderators may decide about what waits: their own guild's rules, and no other's."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field, replace

import pytest

from bot.bridges.model import Actor, BridgeSettings
from bot.errors import MessageGone, NotApplied
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.moderation.boards import BoardPorts, Boards
from bot.moderation.errors import HeldChanged, HeldGone, RuledElsewhere
from bot.moderation.held import HeldMessages
from bot.moderation.model import Deed, HeldView, Reason, Refusal, Refused, Report
from bot.moderation.moderation import Moderation
from bot.moderation.mutes import Mutes
from bot.moderation.readings import Readings
from bot.moderation.words import WordLists
from bot.relay.model import UNEDITED, Original, Revision, SourceMessage, SourcePlace
from tests.fakes import (
    MemoryBridgeStore,
    MemoryCaseStore,
    MemoryHeldStore,
    MemoryJournal,
    MemoryLedger,
    MemoryStandingBoardStore,
    MemoryWordStore,
)
from tests.relaying import CHINESE, ENGLISH, GUILD, JumpingClock, ObedientTranslations, Setting, said
from tests.unit.test_gate import ABROAD, BRIDGE, TAIWAN

NOTICES = ChannelId(900)
WATCHED = replace(BRIDGE, settings=BridgeSettings(NOTICES))
CAREFUL = UserId(72)  # keeps what they say from outside translators
HERE, THERE = Actor(GUILD, UserId(70)), Actor(ABROAD, UserId(71))


@dataclass
class World:
    """Discord, the relay and the trail, as far as moderators' deeds reach."""

    messages: dict[MessageId, SourceMessage] = field(default_factory=dict)
    shown: dict[MessageId, HeldView | None] = field(default_factory=dict)
    released: list[tuple[MessageId, set[ChannelId]]] = field(default_factory=list)
    authors: list[UserId] = field(default_factory=list)  # of what was released
    removed: list[MessageId] = field(default_factory=list)
    trail: list[str] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    journal: MemoryJournal = field(default_factory=MemoryJournal)
    quiet: set[UserId] = field(default_factory=set)  # who takes no part

    async def read(self, place: SourcePlace) -> Original:
        raise AssertionError("no reports are made here")

    async def one(self, place: SourcePlace) -> SourceMessage | None:
        if place.message_id not in self.messages:
            raise MessageGone
        return self.messages[place.message_id]

    async def show(self, channel_id: ChannelId, view: HeldView | Report) -> MessageId:
        assert channel_id == NOTICES
        assert isinstance(view, HeldView)
        if self.faults:
            raise self.faults.pop()
        self.shown[shown := MessageId(1000 + len(self.shown))] = view
        return shown

    async def edit(self, channel_id: ChannelId, message_id: MessageId, view: HeldView | None) -> None:
        if message_id not in self.shown:
            raise MessageGone
        self.shown[message_id] = view

    async def release(self, message: SourceMessage, destinations: Collection[ChannelId]) -> None:
        self.released.append((message.id, set(destinations)))
        self.authors.append(message.author.id)
        for destination_id in destinations:
            self.journal.release((message.id, destination_id), message.revision)

    async def remove(self, place: SourcePlace) -> bool:
        self.removed.append(place.message_id)
        return True

    def remove_copies(self, place: SourcePlace) -> None:
        self.removed.append(place.message_id)

    async def record(self, guild_id: GuildId, user_id: UserId, action: str, subject: str) -> None:
        self.trail.append(action)

    def takes_part(self, user_id: UserId) -> bool:
        return user_id not in self.quiet

    def allows_outside(self, user_id: UserId) -> bool:
        return user_id != CAREFUL


@dataclass
class Desk:
    world: World
    store: MemoryHeldStore
    boards: Boards
    held: HeldMessages
    mutes: Mutes

    async def wait(self, number: int, *refusals: Refusal, author_id: UserId | None = None) -> MessageId:
        """Let a message wait, and return it; *author_id* wrote what a proxy posted."""
        message = self.world.messages[MessageId(number)] = said(MessageId(number), f"text {number}")
        place = SourcePlace(message.channel_id, message.id)
        refused = Refused(place, GUILD, message.author.id, UNEDITED, BRIDGE.id, refusals)
        refused = replace(refused, author_id=author_id or refused.author_id)
        await self.store.refuse([refused])
        await self.boards.draw(WATCHED)
        return message.id

    @property
    def view(self) -> HeldView | None:
        (view,) = self.world.shown.values()
        return view


@pytest.fixture
async def desk() -> Desk:
    world, bridges = World(), MemoryBridgeStore([WATCHED])
    store = MemoryHeldStore(world.journal)
    readings = Readings(ObedientTranslations(), world)
    words = WordLists(MemoryWordStore())
    await words.add(BRIDGE.id, ABROAD, ["text"])
    standing, setting = MemoryStandingBoardStore(), Setting()
    mutes, gate = setting.mutes, replace(setting.gate, choices=world)
    ports = BoardPorts(store, standing, world, world, bridges, readings, words, JumpingClock())
    boards = Boards(ports)
    moderation = Moderation(
        bridges, MemoryLedger(), world, world, MemoryCaseStore(), world, world, mutes, world, readings
    )
    held = HeldMessages(bridges, store, boards, world, gate, world, world, world, moderation, world)
    return Desk(world, store, boards, held, mutes)


ABROADS = Refusal(TAIWAN, Reason.WORDS, ruled_by=ABROAD)
ANYBODYS = Refusal(CHINESE, Reason.NEW)


async def test_the_board_shows_every_language_of_the_bridge_and_why(desk: Desk):
    await desk.wait(5, ABROADS)
    assert desk.view is not None
    assert [one.text for one in desk.view.readings] == ["text 5", "[zh-Hans] text 5", "[zh-Hant] text 5"]
    assert desk.view.words == ("text",)
    assert desk.view.link == f"https://discord.com/channels/{GUILD}/{ENGLISH}/5"


async def test_only_the_moderators_of_a_guild_let_in_what_its_own_rules_keep_out(desk: Desk):
    source_id = await desk.wait(5, ABROADS)
    with pytest.raises(RuledElsewhere):
        await desk.held.do(Deed.CROSS, source_id, UNEDITED, HERE, MessageId(1000))
    assert desk.world.released == []
    await desk.held.do(Deed.CROSS, source_id, UNEDITED, THERE, MessageId(1000))
    assert desk.world.released == [(source_id, {TAIWAN})]


async def test_a_deed_lets_in_only_where_whoever_decides_may(desk: Desk):
    source_id = await desk.wait(5, ABROADS, ANYBODYS)
    await desk.held.do(Deed.CROSS, source_id, UNEDITED, HERE, MessageId(1000))
    assert desk.world.released == [(source_id, {CHINESE})]


async def test_moderators_of_a_guild_without_a_channel_in_it_decide_nothing(desk: Desk):
    source_id = await desk.wait(5, ANYBODYS)
    for deed in Deed:
        with pytest.raises(HeldGone):
            await desk.held.do(deed, source_id, UNEDITED, Actor(GuildId(3), UserId(1)), MessageId(1000))


async def test_what_reads_otherwise_than_was_seen_is_shown_again_and_does_not_cross(desk: Desk):
    source_id = await desk.wait(5, ANYBODYS)
    desk.world.messages[source_id] = replace(desk.world.messages[source_id], content="worse", revision=Revision(9))
    with pytest.raises(HeldChanged):
        await desk.held.do(Deed.CROSS, source_id, UNEDITED, HERE, MessageId(1000))
    assert desk.view is not None
    assert (desk.view.revision, desk.view.readings[0].text) == (Revision(9), "worse")
    assert desk.world.released == []


async def test_what_is_gone_waits_no_more(desk: Desk):
    source_id = await desk.wait(5, ANYBODYS)
    del desk.world.messages[source_id]
    with pytest.raises(HeldGone):
        await desk.held.do(Deed.CROSS, source_id, UNEDITED, HERE, MessageId(1000))
    assert desk.view is None


async def test_deleting_and_muting(desk: Desk):
    first, second, third = [await desk.wait(number, ANYBODYS) for number in (5, 6, 7)]
    await desk.held.do(Deed.DELETE, first, UNEDITED, HERE, MessageId(1000))
    assert desk.world.removed == [first, first]  # copies, of which an edit may have left some, and the source
    await desk.held.do(Deed.STAY, second, UNEDITED, HERE, MessageId(1000))
    author_id = desk.world.messages[third].author.id
    await desk.held.do(Deed.MUTE, third, UNEDITED, HERE, MessageId(1000))
    assert desk.mutes.is_muted(BRIDGE.id, HERE.guild_id, author_id)
    assert desk.view is None
    assert desk.world.trail == ["held-delete", "held-stay", "muted"]


async def test_a_board_that_a_kill_kept_from_being_recorded_ends_when_it_is_pressed(desk: Desk):
    source_id = await desk.wait(5, ANYBODYS)
    desk.world.shown[MessageId(555)] = desk.world.shown[MessageId(1000)]
    await desk.held.do(Deed.CROSS, source_id, UNEDITED, HERE, MessageId(555))
    assert desk.world.shown == {MessageId(555): None, MessageId(1000): None}


async def test_after_a_raid_only_what_waits_for_being_new_crosses(desk: Desk):
    first = await desk.wait(5, ANYBODYS)
    await desk.wait(6, ABROADS, ANYBODYS)
    last = await desk.wait(7, ANYBODYS)
    assert await desk.held.after_raid(WATCHED, HERE, let_cross=False) == 2
    assert desk.world.released == []
    assert await desk.held.after_raid(WATCHED, HERE, let_cross=True) == 2
    assert [source_id for source_id, _ in desk.world.released] == [first, last]


async def test_what_cannot_be_shown_waits_all_the_same(desk: Desk):
    desk.world.faults.append(NotApplied())
    with pytest.raises(NotApplied):
        await desk.wait(5, ANYBODYS)
    await desk.boards.draw(WATCHED)
    assert desk.view is not None


async def test_what_a_proxy_posted_is_shown_and_let_in_as_whose_words_it_is(desk: Desk):
    source_id = await desk.wait(5, ANYBODYS, author_id=CAREFUL)
    assert desk.view is not None
    assert [one.text for one in desk.view.readings] == ["text 5", "text 5", "text 5"]  # no translator saw it
    await desk.held.do(Deed.CROSS, source_id, UNEDITED, HERE, MessageId(1000))
    assert desk.world.authors == [CAREFUL]


async def test_who_is_muted_by_now_is_let_in_neither_by_hand_nor_after_a_raid(desk: Desk):
    first, second = [await desk.wait(number, ANYBODYS, author_id=UserId(number)) for number in (5, 6)]
    for number in (5, 6):
        await desk.mutes.set(BRIDGE.id, GUILD, UserId(number), is_muted=True)
    with pytest.raises(HeldGone):
        await desk.held.do(Deed.CROSS, first, UNEDITED, HERE, MessageId(1000))
    assert await desk.held.after_raid(WATCHED, HERE, let_cross=True) == 1
    assert desk.world.released == []
    assert second not in [one.source.message_id for one in await desk.store.waiting()]


async def test_a_guild_that_muted_somebody_is_left_out(desk: Desk):
    source_id = await desk.wait(5, ANYBODYS, Refusal(TAIWAN, Reason.NEW))
    await desk.mutes.set(BRIDGE.id, ABROAD, desk.world.messages[source_id].author.id, is_muted=True)
    await desk.held.do(Deed.CROSS, source_id, UNEDITED, HERE, MessageId(1000))
    assert desk.world.released == [(source_id, {CHINESE})]


async def test_a_board_shows_nothing_of_who_takes_no_part_any_more(desk: Desk):
    await desk.wait(5, ANYBODYS, author_id=UserId(5))
    kept = await desk.wait(6, ANYBODYS, author_id=UserId(6))
    drawing = asyncio.ensure_future(desk.boards.run())
    try:
        desk.world.quiet.add(UserId(5))
        desk.boards.look_again()
        await settled()
        assert desk.view is not None
        assert desk.view.refused.source.message_id == kept
        await desk.store.close(kept)  # as an erasure does
        desk.boards.look_again()
        await settled()
        assert desk.view is None
    finally:
        drawing.cancel()


async def settled() -> None:
    for _ in range(500):
        await asyncio.sleep(0)
