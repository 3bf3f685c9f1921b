"""Whose deletion of a copy reaches its source, and whose does not."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest

from bot.bridges.model import Actor, Bridge, BridgeId, BridgeSettings, Endpoint, Guest, Manner, Owner
from bot.errors import Forbidden, Unavailable
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.moderation.deletions import MOST_UNASKED, Deletions
from bot.moderation.errors import DeletionsGone
from bot.relay.model import UNEDITED, MessagesDeleted, Part, PartState, SourcePlace
from bot.tasks import Tasks
from bot.translation.model import EN, ZH_HANS, Quality
from tests.fakes import MemoryBridgeStore, MemoryHeldDeletions, MemoryJournal, MemoryLedger, StillClock

HOME, AWAY = GuildId(1), GuildId(2)
ENGLISH, CHINESE, ABROAD = ChannelId(10), ChannelId(20), ChannelId(30)
NOTICES, NOTICES_AWAY = ChannelId(90), ChannelId(91)
QUESTION = MessageId(9000)
FINAL = Quality.FINAL
MODERATOR = Actor(HOME, UserId(7))


@dataclass
class Board:
    told: list[str] = field(default_factory=list)
    asked: int = 0
    channels: list[ChannelId] = field(default_factory=list)
    is_shut: bool = False

    async def tell(self, channel_id: ChannelId, key: str, **fields: str | ChannelId) -> None:
        if self.is_shut:
            raise Forbidden
        self.channels.append(channel_id)
        self.told.append(key)

    async def ask(self, channel_id: ChannelId, bridge: str) -> MessageId:
        if self.is_shut:
            raise Forbidden
        self.channels.append(channel_id)
        self.asked += 1
        return MessageId(QUESTION + self.asked - 1)


@dataclass
class Discord:
    """What is deleted; `may` says whether the bot may delete what others wrote."""

    may: bool = True
    faults: int = 0
    sources: list[int] = field(default_factory=list)
    copies_of: list[int] = field(default_factory=list)

    async def remove(self, place: SourcePlace) -> bool:
        if self.faults:
            self.faults -= 1
            raise Unavailable
        if self.may:
            self.sources.append(place.message_id)
        return self.may

    def remove_copies(self, place: SourcePlace) -> None:
        self.copies_of.append(place.message_id)


@dataclass
class Trail:
    actions: list[str] = field(default_factory=list)

    async def record(self, guild_id: GuildId, user_id: UserId, action: str, subject: str) -> None:
        self.actions.append(action)


class Desk:
    """Deletions with everything around them to look at."""

    def __init__(self, manner: Manner = Manner(), guests: tuple[Guest, ...] = ()) -> None:  # noqa: B008 - it is frozen
        seats = (Endpoint(HOME, ENGLISH, EN), Endpoint(HOME, CHINESE, ZH_HANS), Endpoint(AWAY, ABROAD, ZH_HANS))
        self.bridge = Bridge(BridgeId(1), Owner(HOME), "main", seats, BridgeSettings(NOTICES), manner, guests)
        self.journal = MemoryJournal()
        self.clock = StillClock()
        self.board, self.discord, self.trail, self.held = Board(), Discord(), Trail(), MemoryHeldDeletions()
        self.tasks = Tasks()
        self.deletions = Deletions(
            MemoryBridgeStore([self.bridge]),
            MemoryLedger(self.journal),
            self.discord,
            self.discord,
            self.board,
            self.held,
            self.trail,
            self.clock,
            self.tasks,
        )

    def copies(self, ids: Iterable[int], *, at: ChannelId = CHINESE, state: PartState = PartState.LIVE) -> None:
        """Have copies in *at* of messages in #english; a copy's id is its source's and 1,000."""
        for id_ in ids:
            part = Part(MessageId(1000 + id_), at, MessageId(id_), ENGLISH, 0, 0, 5, UNEDITED, Quality.FINAL, state)
            self.journal.keep(part)

    async def deleted(self, *ids: int, at: ChannelId = CHINESE, is_single: bool = True) -> None:
        """Tell that messages were deleted, and wait until it was thought about."""
        self.deletions.note(MessagesDeleted(at, tuple(MessageId(id_) for id_ in ids), is_single))
        for _ in range(50):
            await asyncio.sleep(0)


async def test_a_copy_that_several_share_takes_all_of_them_with_it_and_counts_once():
    desk = Desk()
    for copy_id in range(MOST_UNASKED):
        for source_id in range(10 * copy_id, 10 * copy_id + 7):
            part = Part(MessageId(1000 + copy_id), CHINESE, MessageId(source_id + 1), ENGLISH, 0, 0, 5, UNEDITED, FINAL)
            desk.journal.keep(part)
    for copy_id in range(MOST_UNASKED):
        await desk.deleted(1000 + copy_id)
    assert len(desk.discord.sources) == len(desk.discord.copies_of) == 7 * MOST_UNASKED
    assert desk.board.asked == 0


async def test_a_deleted_copy_takes_its_source_with_it():
    desk = Desk()
    desk.copies([1])
    await desk.deleted(1001)
    assert (desk.discord.copies_of, desk.discord.sources) == ([1], [1])
    assert desk.board.told == ["deletion-followed"]


async def test_where_the_bot_may_not_the_copies_go_and_moderators_are_told_what_to_do():
    desk = Desk()
    desk.discord.may = False
    desk.copies([1])
    await desk.deleted(1001)
    assert (desk.discord.copies_of, desk.discord.sources) == ([1], [])
    assert desk.board.told == ["deletion-source-stands"]


@pytest.mark.parametrize("state", [PartState.REMOVING, PartState.GONE])
async def test_our_own_deletions_are_nobody_s_wish(state: PartState):
    desk = Desk()
    desk.copies([1], state=state)
    await desk.deleted(1001)
    assert desk.discord.copies_of == []


async def test_neither_bulk_deletions_nor_absence_nor_other_messages_count():
    desk = Desk()
    desk.copies([1, 2])
    await desk.deleted(1001, 1002, is_single=False)
    await desk.deleted(1001, is_single=False)
    await desk.deleted(1)
    await desk.deleted(555)
    assert desk.discord.copies_of == []


async def test_across_guilds_only_where_the_source_s_guild_agreed():
    for manner, reaches in (
        (Manner(), False),
        (Manner(agreed=frozenset({AWAY})), False),
        (Manner(agreed=frozenset({HOME})), True),
        (Manner(follows_deletions=False, agreed=frozenset({HOME})), False),
    ):
        desk = Desk(manner)
        desk.copies([1], at=ABROAD)
        await desk.deleted(1001, at=ABROAD)
        assert (desk.discord.sources == [1]) is reaches


async def test_within_a_guild_it_can_be_switched_off():
    desk = Desk(Manner(follows_deletions=False))
    desk.copies([1])
    await desk.deleted(1001)
    assert desk.discord.copies_of == []


async def test_a_second_part_of_the_same_message_counts_once():
    desk = Desk()
    desk.copies([1])
    desk.journal.keep(Part(MessageId(2001), CHINESE, MessageId(1), ENGLISH, 1, 5, 9, UNEDITED, Quality.FINAL))
    await desk.deleted(1001)
    await desk.deleted(2001)
    assert desk.discord.sources == [1]


async def test_what_discord_does_not_answer_is_tried_again():
    desk = Desk()
    desk.discord.faults = 2
    desk.copies([1])
    await desk.deleted(1001)
    assert desk.discord.sources == [1]


async def test_the_sixth_deletion_in_a_minute_waits_for_an_answer():
    desk = Desk()
    desk.copies(range(1, 9))
    for id_ in range(1, 9):
        await desk.deleted(1000 + id_)
    assert desk.discord.sources == [1, 2, 3, 4, 5] == list(range(1, MOST_UNASKED + 1))
    assert desk.board.asked == 1
    assert await desk.deletions.follow(QUESTION, MODERATOR) == (3, 3)
    assert desk.discord.sources == list(range(1, 9))
    assert desk.trail.actions == ["deletions-followed"]
    with pytest.raises(DeletionsGone):
        await desk.deletions.follow(QUESTION, MODERATOR)


async def test_a_burst_at_once_is_counted_one_by_one():
    desk = Desk()
    desk.copies(range(1, 9))
    for id_ in range(1, 9):
        desk.deletions.note(MessagesDeleted(CHINESE, (MessageId(1000 + id_),), is_single=True))
    await desk.deleted(1)
    assert len(desk.discord.sources) == 5
    assert len(await desk.held.under(QUESTION)) == 3


@pytest.mark.parametrize(
    ("guests", "told"), [((Guest(AWAY, NOTICES_AWAY),), NOTICES_AWAY), ((Guest(AWAY),), NOTICES), ((), NOTICES)]
)
async def test_those_are_told_and_asked_whose_moderator_deletes(guests: tuple[Guest, ...], told: ChannelId):
    """The owner's, where the guild has no notice channel of its own."""
    desk = Desk(Manner(agreed=frozenset({HOME})), guests)
    desk.copies([1, 2, 3, 4, 5, 6], at=ABROAD)
    for id_ in range(1, 7):
        await desk.deleted(1000 + id_, at=ABROAD)
    assert desk.board.channels == [told] * 6
    desk.copies([7])
    await desk.deleted(1007)
    assert (desk.board.asked, desk.board.channels[-1]) == (2, NOTICES)  # at home it is another question
    assert await desk.deletions.follow(QUESTION, Actor(AWAY, UserId(8))) == (1, 1)
    desk.copies([8], at=ABROAD)
    await desk.deleted(1008, at=ABROAD)
    assert desk.board.asked == 3  # the first was answered, so there is a new one


async def test_moderators_may_let_the_originals_stand_and_strangers_may_not_answer():
    desk = Desk()
    desk.copies(range(1, 7))
    for id_ in range(1, 7):
        await desk.deleted(1000 + id_)
    with pytest.raises(DeletionsGone):
        await desk.deletions.leave(QUESTION, Actor(GuildId(3), UserId(7)))
    await desk.deletions.leave(QUESTION, MODERATOR)
    assert desk.discord.sources == [1, 2, 3, 4, 5]
    assert desk.trail.actions == ["deletions-left"]


async def test_after_a_minute_they_are_done_at_once_again():
    desk = Desk()
    desk.copies(range(1, 8))
    for id_ in range(1, 7):
        await desk.deleted(1000 + id_)
    await desk.clock.sleep(61)
    await desk.deleted(1007)
    assert desk.discord.sources == [1, 2, 3, 4, 5, 7]


async def test_where_nobody_can_be_asked_the_originals_stand():
    desk = Desk()
    desk.board.is_shut = True
    desk.copies(range(1, 8))
    for id_ in range(1, 8):
        await desk.deleted(1000 + id_)
    assert desk.discord.sources == [1, 2, 3, 4, 5]
    assert desk.held.held == {}


async def test_a_moderator_who_deletes_a_note_deletes_the_note_alone():
    desk = Desk(Manner(adds_notes=True))
    desk.copies([1], at=ENGLISH)  # where the message itself stands
    await desk.deleted(1001, at=ENGLISH)
    assert (desk.discord.copies_of, desk.discord.sources, desk.board.told) == ([], [], [])
