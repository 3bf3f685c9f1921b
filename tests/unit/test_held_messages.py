"""What moderators may decide about what waits: their own guild's rules, and no other's."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field, replace

import pytest

from bot.bridges.model import Actor, Bridge, BridgeSettings, Guest, Owner
from bot.errors import Forbidden, MessageGone, NotApplied
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.moderation.boards import BoardPorts, Boards
from bot.moderation.deciding import is_shown_everywhere
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

NOTICES, NOTICES_ABROAD = ChannelId(900), ChannelId(901)
UNWATCHED_ABROAD = replace(BRIDGE, owner=Owner(GUILD), settings=BridgeSettings(NOTICES), guests=(Guest(ABROAD),))
WATCHED = replace(UNWATCHED_ABROAD, guests=(Guest(ABROAD, NOTICES_ABROAD),))
CAREFUL = UserId(72)  # keeps what they say from outside translators
HERE, THERE = Actor(GUILD, UserId(70)), Actor(ABROAD, UserId(71))


@dataclass
class World:
    """Discord, the relay and the trail, as far as moderators' deeds reach."""

    messages: dict[MessageId, SourceMessage] = field(default_factory=dict)
    shown: dict[MessageId, HeldView | None] = field(default_factory=dict)
    places: dict[MessageId, ChannelId] = field(default_factory=dict)
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
        assert isinstance(view, HeldView)
        if self.faults:
            raise self.faults.pop()
        self.shown[shown := MessageId(1000 + len(self.shown))] = view
        self.places[shown] = channel_id
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
    words: WordLists
    boards: Boards
    held: HeldMessages
    mutes: Mutes
    bridges: MemoryBridgeStore

    @property
    def bridge(self) -> Bridge:
        return self.bridges.bridges[0]

    async def wait(
        self, number: int, *refusals: Refusal, channel_id: ChannelId = ENGLISH, author_id: UserId | None = None
    ) -> MessageId:
        """Let a message wait, and return it; *author_id* wrote what a proxy posted."""
        message = said(MessageId(number), f"text {number}", channel_id=channel_id)
        self.world.messages[message.id] = message
        guild_id = ABROAD if channel_id == TAIWAN else GUILD
        place = SourcePlace(message.channel_id, message.id)
        refused = Refused(place, guild_id, author_id or message.author.id, UNEDITED, BRIDGE.id, refusals)
        await self.store.refuse([refused])
        await self.draw()
        return message.id

    async def draw(self) -> None:
        """Draw the boards as they stand now."""
        for guild_id in self.bridge.guild_ids:
            await self.boards.draw(self.bridge, guild_id)

    def views(self, channel_id: ChannelId) -> list[HeldView | None]:
        """Return what each board in a notice channel shows."""
        return [view for shown, view in self.world.shown.items() if self.world.places.get(shown) == channel_id]

    @property
    def view(self) -> HeldView | None:
        """What the only board shows."""
        (view,) = self.world.shown.values()
        return view

    async def press(self, deed: Deed, source_id: MessageId, by: Actor) -> None:
        """Do *deed* by the board of the guild of *by*."""
        channel_id = self.bridge.notice_channels[by.guild_id]
        board = next(shown for shown, place in self.world.places.items() if place == channel_id)
        await self.held.do(deed, source_id, UNEDITED, by, board)


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
    return Desk(world, store, words, boards, held, mutes, bridges)


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


async def test_each_guild_s_board_shows_what_its_own_moderators_decide(desk: Desk):
    """The list of one guild is no other's to read, either."""
    await desk.words.add(BRIDGE.id, GUILD, ["tex"])
    first = await desk.wait(5, ABROADS)
    second = await desk.wait(6, ANYBODYS)
    both = await desk.wait(7, ABROADS, ANYBODYS)
    (here,), (there,) = desk.views(NOTICES), desk.views(NOTICES_ABROAD)
    assert here is not None
    assert there is not None
    assert (here.refused.source.message_id, here.count, here.words) == (second, 2, ())
    assert (there.refused.source.message_id, there.count, there.words) == (first, 2, ("text",))
    assert here.is_of_the_guild
    assert not there.is_of_the_guild
    for source_id, by in ((second, HERE), (first, THERE)):
        await desk.held.turn(source_id, by, forward=True)
    assert [view.refused for view in desk.views(NOTICES) + desk.views(NOTICES_ABROAD) if view is not None] == [
        replace(one, refusals=(refusal,))
        for refusal in (ANYBODYS, ABROADS)
        for one in await desk.store.waiting()
        if one.source.message_id == both
    ]


async def test_a_deed_lets_in_only_where_whoever_decides_may(desk: Desk):
    source_id = await desk.wait(5, ABROADS, ANYBODYS)
    await desk.press(Deed.CROSS, source_id, HERE)
    assert desk.world.released == [(source_id, {CHINESE})]
    assert desk.views(NOTICES) == [None]
    await desk.press(Deed.STAY, source_id, THERE)
    assert desk.views(NOTICES_ABROAD) == [None]
    assert await desk.store.waiting() == []


async def test_what_one_guild_leaves_where_it_is_still_waits_for_another(desk: Desk):
    source_id = await desk.wait(5, ABROADS, ANYBODYS)
    await desk.press(Deed.STAY, source_id, HERE)
    assert desk.views(NOTICES) == [None]
    await desk.press(Deed.CROSS, source_id, THERE)
    assert desk.world.released == [(source_id, {TAIWAN})]


async def test_in_raid_mode_each_guild_decides_what_enters_it(desk: Desk):
    source_id = await desk.wait(5, ANYBODYS, Refusal(TAIWAN, Reason.NEW))
    await desk.press(Deed.CROSS, source_id, HERE)
    await desk.press(Deed.CROSS, source_id, THERE)
    assert desk.world.released == [(source_id, {CHINESE}), (source_id, {TAIWAN})]


async def test_for_a_guild_without_a_notice_channel_the_owner_decides_what_is_nobody_s_rule(desk: Desk):
    desk.bridges.bridges[:] = [UNWATCHED_ABROAD]
    own = await desk.wait(5, ABROADS)
    assert desk.world.shown == {}  # nobody at the owner's may decide
    new = await desk.wait(6, Refusal(TAIWAN, Reason.NEW))
    assert desk.view is not None
    assert (desk.view.refused.source.message_id, desk.view.count) == (new, 1)
    with pytest.raises(RuledElsewhere):
        await desk.press(Deed.DELETE, own, HERE)
    await desk.press(Deed.CROSS, new, HERE)
    assert desk.world.released == [(new, {TAIWAN})]


@pytest.mark.parametrize(
    ("bridge", "is_shown"),
    [
        (WATCHED, True),
        (UNWATCHED_ABROAD, True),
        (replace(WATCHED, settings=BridgeSettings()), False),  # what would enter the owner's guild
        (replace(UNWATCHED_ABROAD, settings=BridgeSettings()), False),
        (BRIDGE, False),  # of the configuration file
    ],
)
def test_raid_mode_wants_a_board_for_whatever_guild_a_message_would_enter(bridge: Bridge, is_shown: bool):
    assert is_shown_everywhere(bridge) is is_shown


async def test_an_original_is_deleted_by_its_own_guild_alone_and_copies_by_each(desk: Desk):
    source_id = await desk.wait(5, ABROADS, ANYBODYS)
    await desk.press(Deed.DELETE, source_id, THERE)
    assert desk.world.removed == [source_id]  # its copies
    assert await desk.store.waiting() == []
    await drawn_soon(desk)
    assert desk.views(NOTICES) == [None]


async def test_a_mute_ends_the_wait_of_what_leaves_or_enters_its_guild_alone(desk: Desk):
    inward = await desk.wait(5, ABROADS, ANYBODYS)
    outward = await desk.wait(6, ANYBODYS, channel_id=TAIWAN)
    await desk.press(Deed.MUTE, inward, THERE)
    waiting = [(one.source.message_id, one.refusals) for one in await desk.store.waiting()]
    assert waiting == [(inward, (ANYBODYS,))]
    assert desk.mutes.is_muted(BRIDGE.id, ABROAD, desk.world.messages[outward].author.id)
    await drawn_soon(desk)
    (here,) = desk.views(NOTICES)
    assert here is not None
    assert here.count == 1


async def drawn_soon(desk: Desk) -> None:
    """Let the boards follow that are not their presser's own."""
    running = asyncio.ensure_future(desk.boards.run())
    for _ in range(50):
        await asyncio.sleep(0)
    running.cancel()


async def test_one_guild_s_notice_channel_that_is_shut_keeps_no_other_board_from_showing(desk: Desk):
    refusals = (ABROADS, ANYBODYS)
    desk.world.faults.append(Forbidden())
    with pytest.raises(Forbidden):
        await desk.wait(5, *refusals)
    desk.world.faults.append(Forbidden())
    await drawn_soon(desk)
    assert len(desk.world.shown) == 1


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


async def test_after_a_raid_only_what_waits_for_being_new_crosses_into_ones_own_guild(desk: Desk):
    first = await desk.wait(5, ANYBODYS)
    await desk.wait(6, Refusal(ENGLISH, Reason.WORDS, ruled_by=GUILD), ANYBODYS, channel_id=TAIWAN)
    last = await desk.wait(7, ABROADS, ANYBODYS)
    assert await desk.held.after_raid(WATCHED, HERE, let_cross=False) == 2
    assert desk.world.released == []
    assert await desk.held.after_raid(WATCHED, HERE, let_cross=True) == 2
    assert desk.world.released == [(first, {CHINESE}), (last, {CHINESE})]


async def test_what_cannot_be_shown_waits_all_the_same(desk: Desk):
    desk.world.faults.append(NotApplied())
    with pytest.raises(NotApplied):
        await desk.wait(5, ANYBODYS)
    await desk.draw()
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
    desk.bridges.bridges[0] = UNWATCHED_ABROAD
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
