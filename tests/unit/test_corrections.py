"""Mending a sentence: who may, once, whatever is killed between its claim and its record, and what becomes of it."""

from collections.abc import AsyncIterator, Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app.corrections import RelayedPlaces
from bot.bridges.model import Bridge, BridgeSettings, Endpoint, Owner
from bot.corrections.changes import Mark, Piece
from bot.corrections.errors import (
    CorrectionGone,
    CorrectionsUnwanted,
    MendedAlready,
    MenderApart,
    MenderMuted,
    MendRefused,
    MendUnchanged,
    NothingToMend,
    NotMendedHere,
    NotYoursToAccept,
    NotYoursToTakeAway,
    OwnSentence,
    SentenceChanged,
    SentenceOutOfReach,
    SentenceTooLong,
)
from bot.corrections.mending import Mending
from bot.corrections.model import CLAIMED_FOR, LONGEST, Correction, CorrectionId, Mend, Mender, Presser, Sentence
from bot.corrections.tending import LOOKED_BACK, Tending
from bot.errors import ChannelGone, Forbidden, MessageGone, SendFailed, ThreadShut, Unavailable, UserError
from bot.errors import Refused as RefusedByDiscord
from bot.ids import ChannelId, GuildId, MessageId, UserId, first_id_at
from bot.members.members import Members
from bot.members.model import Choice, Preference
from bot.members.preferences import Preferences
from bot.participation.model import Kind, Tongue
from bot.participation.standing import ALWAYS
from bot.relay.carried import Carried, Forwarded, Poll
from bot.relay.model import (
    Author,
    Leave,
    Membership,
    MessagesDeleted,
    Revision,
    SourceMessage,
    SourcePlace,
)
from bot.storage.database import Database
from bot.translation.model import EN, ZH_HANS, Language
from tests.fakes import StillClock
from tests.owing import part_of, said, stores_of

GUILD = GuildId(10)
ENGLISH, CHINESE, ELSEWHERE = ChannelId(11), ChannelId(12), ChannelId(99)
LEARNER, MENDER, MUTED, APART, SHY = UserId(5), UserId(6), UserId(7), UserId(8), UserId(9)
SEATS = (Endpoint(GUILD, ENGLISH, EN), Endpoint(GUILD, CHINESE, ZH_HANS))
EXCLUDED_ROLE = 77
WRONG, RIGHT = "我有两个猫", "我有两只猫"
PLACE = SourcePlace(CHINESE, MessageId(500))


def mender(user_id: UserId = MENDER, channel_id: ChannelId = CHINESE, *roles: int) -> Mender:
    return Mender(Author(user_id, "Ben", None), channel_id, Membership(None, None, roles))


@dataclass
class MemoryReader:
    """Implements `Rereader`: what stands, by message."""

    standing: dict[MessageId, SourceMessage] = field(default_factory=dict)
    faults: dict[MessageId, Exception] = field(default_factory=dict)

    async def one(self, place: SourcePlace) -> SourceMessage | None:
        if place.message_id in self.faults:
            raise self.faults[place.message_id]
        return self.standing.get(place.message_id)


class ListedSpeech:
    """Implements `Speech`: one is muted, and one word is listed."""

    def judge(self, said: SourceMessage, _seat: Endpoint, _within: Bridge) -> Leave:
        if said.author.id == MUTED:
            return Leave.MUTED
        return Leave.REFUSED if "durian" in said.content else Leave.ADMITTED


@dataclass
class MemoryBoard:
    """Implements `CorrectionBoard`: what stands, with its words; what is in `faults` raises at that verb."""

    clock: StillClock
    texts: dict[MessageId, str] = field(default_factory=dict)
    own: dict[CorrectionId, MessageId] = field(default_factory=dict)
    faults: dict[str, Exception] = field(default_factory=dict)
    is_killed: bool = False  # once it has posted

    def worded(self, _language: Language, _one: Correction, pieces: Sequence[Piece], why: str) -> str:
        self._fail("worded")
        marks = {Mark.KEPT: "", Mark.STRUCK: "-", Mark.ADDED: "+"}
        return "".join(f"{marks[one.mark]}{one.text}" for one in pieces) + why

    async def post(self, _language: Language, one: Correction, text: str) -> MessageId:
        self._fail("post")
        message_id = self.own.setdefault(one.id, MessageId(first_id_at(self.clock.now()) + len(self.own)))
        self.texts[message_id] = text
        if self.is_killed:
            raise KeyboardInterrupt
        return message_id

    async def find(self, one: Correction) -> MessageId | None:
        self._fail("find")
        message_id = self.own.get(one.id)
        return message_id if message_id in self.texts else None

    async def remove(self, place: SourcePlace) -> None:
        self._fail("remove")
        self.texts.pop(place.message_id, None)

    async def stands(self, place: SourcePlace) -> bool:
        self._fail("stands")
        return place.message_id in self.texts

    def _fail(self, verb: str) -> None:
        if verb in self.faults:
            raise self.faults[verb]


@dataclass
class MemoryCounting:
    """Implements `Counting` and `Doors` and `Places`."""

    bridge: Bridge | None = None
    readers: dict[tuple[UserId, ChannelId], Mender] = field(default_factory=dict)

    def tongue(self, user_id: UserId, channel_id: ChannelId, role_ids: Collection[int]) -> Tongue | None:
        is_counted = user_id != APART and channel_id == CHINESE and EXCLUDED_ROLE not in role_ids
        return Tongue("zh") if is_counted else None

    async def mender(self, user_id: UserId, channel_id: ChannelId) -> Mender | None:
        return self.readers.get((user_id, channel_id))

    async def seat(self, channel_id: ChannelId) -> tuple[Bridge, Endpoint] | None:
        seat = None if self.bridge is None else self.bridge.endpoint(channel_id)
        return None if self.bridge is None or seat is None else (self.bridge, seat)


@dataclass
class Class:
    """A bridge on which somebody learns, over a real database."""

    database: Database
    clock: StillClock
    reader: MemoryReader
    board: MemoryBoard
    around: MemoryCounting
    preferences: Preferences
    mending: Mending
    tending: Tending
    number: int = 0

    async def looked(self, who: Mender | None = None) -> Sentence:
        return await self.mending.look_at(PLACE, who or mender())

    async def mended(
        self, who: Mender | None = None, text: str = RIGHT, why: str = "", sentence: Sentence | None = None
    ) -> tuple[CorrectionId, SourcePlace]:
        who = who or mender()
        sentence = sentence or await self.looked(who)
        made = self.next_id()
        return made, await self.mending.mend(made, sentence, who, Mend(text, why))

    def next_id(self) -> CorrectionId:
        self.number += 1
        return CorrectionId(first_id_at(self.clock.now()) + self.number)

    def says(self, content: str, **changed: object) -> None:
        """Let the learner's message read otherwise."""
        message = SourceMessage(PLACE.message_id, CHINESE, GUILD, Author(LEARNER, "Ann", None), content)
        self.reader.standing[PLACE.message_id] = replace(message, **changed)  # type: ignore[arg-type] # as named

    async def counted(self) -> int:
        records = self.database.community.contributions
        await records.fold()
        days = await records.of_member([GUILD], MENDER, ALWAYS)
        return sum(sums.get(Kind.CORRECTION, 0) for sums in days.values())


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Class]:
    clock = StillClock()
    database = await Database.open(f"sqlite:///{tmp_path / 'qiao.db'}", clock)
    await database.bridges.open(Owner(GUILD), "class", SEATS, BridgeSettings())
    (bridge,) = await database.bridges.every()
    members = await Members.load(database.choices)
    await members.choose(APART, Choice(takes_part=False))
    preferences = await Preferences.load(database.preferences)
    for one in (LEARNER, MENDER, APART):
        await preferences.prefer(one, Preference(likes_corrections=True))
    store = database.community.corrections
    reader, board, around = MemoryReader(), MemoryBoard(clock), MemoryCounting(bridge)
    tending = Tending(store, board, around, around, clock)
    mending = Mending(
        store,
        board,
        database.ledger,
        reader,
        around,
        around,
        ListedSpeech(),
        members,
        preferences,
        around,
        tending.settle,
        clock,
    )
    made = Class(database, clock, reader, board, around, preferences, mending, tending)
    made.says(WRONG)
    yield made
    await database.close()


async def test_what_is_mended_stands_below_the_sentence_and_is_remembered_without_its_words(room: Class):
    made, place = await room.mended(why="只 for animals")
    assert room.board.texts == {place.message_id: "我有两-个+只猫只 for animals"}
    one = await room.database.community.corrections.by_id(made)
    assert one is not None
    assert (one.place, one.source_id, one.user_id, one.author_id) == (place, PLACE.message_id, MENDER, LEARNER)
    assert one.is_counted
    assert not one.is_accepted
    assert await room.counted() == 0


async def refusal(room: Class, who: Mender | None = None) -> type[UserError]:
    with pytest.raises(UserError) as refused:
        await room.looked(who)
    return type(refused.value)


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"content": " \n "}, NothingToMend),
        ({"is_chat": False}, NothingToMend),
        ({"author": Author(UserId(404), "bot", None, is_bot=True)}, NothingToMend),
        ({"carried": Carried(forwarded=Forwarded())}, NothingToMend),
        ({"carried": Carried(poll=Poll((), allows_several=False, ends_at=0))}, NothingToMend),
        ({"author": Author(MENDER, "Ben", None)}, OwnSentence),
        ({"author": Author(SHY, "Shy", None)}, CorrectionsUnwanted),
        ({"author": Author(APART, "Apart", None)}, CorrectionsUnwanted),
        ({"content": "字" * (LONGEST + 1)}, SentenceTooLong),
        ({"content": "😀" * (LONGEST // 2 + 1)}, SentenceTooLong),
    ],
)
async def test_what_cannot_be_mended_opens_no_form(room: Class, changed: dict[str, object], error: type[UserError]):
    room.says(**{"content": WRONG, **changed})  # type: ignore[arg-type] # as named
    assert await refusal(room) is error


async def test_what_nobody_said_or_is_not_there_or_cannot_be_read_opens_no_form(room: Class):
    room.reader.standing.clear()
    assert await refusal(room) is NothingToMend
    for fault, error in ((MessageGone(), SentenceChanged), (Forbidden(), SentenceOutOfReach)):
        room.reader.faults[PLACE.message_id] = fault
        assert await refusal(room) is error


async def test_who_may_not_mend_opens_no_form(room: Class):
    assert await refusal(room, mender(APART)) is MenderApart
    assert await refusal(room, mender(MUTED)) is MenderMuted
    assert await refusal(room, replace(mender(), may_speak=False)) is MenderMuted
    room.around.bridge = None
    assert await refusal(room) is NotMendedHere


async def test_who_stopped_asking_for_corrections_while_the_form_was_open_gets_none(room: Class):
    sentence = await room.looked()
    await room.preferences.prefer(LEARNER, Preference())
    with pytest.raises(CorrectionsUnwanted):
        await room.mended(sentence=sentence)
    assert not room.board.texts


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (WRONG, MendUnchanged),
        ("", MendUnchanged),
        ("字" * (LONGEST + 1), SentenceTooLong),
        ("我有两只猫 durian", MendRefused),
    ],
)
async def test_what_may_not_stand_there_is_posted_nowhere(room: Class, text: str, error: type[UserError]):
    sentence = await room.looked()
    with pytest.raises(error):
        await room.mended(text=text, sentence=sentence)
    assert not room.board.texts
    await room.mended()  # nothing of it is remembered


async def test_a_reason_is_judged_as_the_sentence_is(room: Class):
    sentence = await room.looked()
    with pytest.raises(MendRefused):
        await room.mended(why="as in durian", sentence=sentence)


@pytest.mark.parametrize("changed", [{"content": f"{WRONG}！"}, {"content": WRONG, "revision": Revision(7)}])
async def test_what_was_edited_meanwhile_is_looked_at_again(room: Class, changed: dict[str, object]):
    sentence = await room.looked()
    room.says(**changed)  # type: ignore[arg-type] # as named
    with pytest.raises(SentenceChanged):
        await room.mended(sentence=sentence)


async def test_from_a_copy_it_is_the_source_that_is_mended_by_who_may_be_there(room: Class):
    stores = stores_of(room.database, room.clock)
    (row,) = await stores.outbox.observe([said(PLACE.message_id, to=[ENGLISH], channel=CHINESE)])
    copy = (await stores.ledger.record(part_of(row, MessageId(900)), row, settles=True), MessageId(900))[1]
    here = mender(channel_id=ENGLISH)
    with pytest.raises(SentenceOutOfReach):
        await room.mending.look_at(SourcePlace(ENGLISH, copy), here)
    room.around.readers[MENDER, CHINESE] = replace(mender(), may_speak=False)
    with pytest.raises(MenderMuted):
        await room.mending.look_at(SourcePlace(ENGLISH, copy), here)
    room.around.readers[MENDER, CHINESE] = mender(MENDER, CHINESE, EXCLUDED_ROLE)
    sentence = await room.mending.look_at(SourcePlace(ENGLISH, copy), here)
    assert (sentence.place, sentence.author_id, sentence.text) == (PLACE, LEARNER, WRONG)
    made, place = await room.mended(here, sentence=sentence)
    assert place.channel_id == CHINESE
    one = await room.database.community.corrections.by_id(made)
    assert one is not None
    assert not one.is_counted  # by the roles that they have there


async def test_a_sentence_is_mended_once_by_one_and_by_others_too(room: Class):
    sentence = await room.looked()
    await room.mended()
    with pytest.raises(MendedAlready):
        await room.looked()
    with pytest.raises(MendedAlready):
        await room.mended(sentence=sentence)
    await room.mended(mender(SHY))
    assert len(room.board.texts) == 2


async def test_of_two_that_are_sent_at_once_one_is_posted(room: Class):
    """Both were looked at before either was claimed."""
    sentence = await room.looked()
    claim = Correction(room.next_id(), GUILD, CHINESE, PLACE.message_id, MENDER, LEARNER)
    look = room.mending.store.by_mender

    async def overtaken(source_id: MessageId, user_id: UserId) -> Correction | None:
        found = await look(source_id, user_id)
        await room.database.community.corrections.claim(claim)
        return found

    store = room.mending.store
    racing = replace(room.mending, store=Racing(store, overtaken))  # type: ignore[arg-type] # see there
    with pytest.raises(MendedAlready):
        await racing.mend(room.next_id(), sentence, mender(), Mend(RIGHT))
    assert not room.board.texts


class Racing:
    """A store in which somebody else claims between look and claim."""

    def __init__(self, store: object, by_mender: object) -> None:
        self._store = store
        self.by_mender = by_mender

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (RefusedByDiscord(code=50035), SentenceChanged),  # what it answers is gone
        (ChannelGone(), SentenceChanged),
        (ThreadShut(), MenderMuted),
        (Forbidden(), Forbidden),
        (SentenceTooLong(limit=1), SentenceTooLong),
    ],
)
async def test_what_is_refused_for_good_leaves_no_claim(room: Class, fault: Exception, error: type[Exception]):
    room.board.faults["worded" if isinstance(fault, UserError) else "post"] = fault
    with pytest.raises(error):
        await room.mended()
    room.board.faults.clear()
    await room.mended()
    assert len(room.board.texts) == 1


async def test_of_unknown_fate_it_is_found_out_and_nothing_stands_twice(room: Class):
    room.board.faults["post"] = Unavailable()
    with pytest.raises(Unavailable):
        await room.mended()
    room.board.faults.clear()
    with pytest.raises(MendedAlready):  # it may be on its way
        await room.looked()
    room.clock.advance(CLAIMED_FOR + timedelta(seconds=1))
    await room.mended()
    assert len(room.board.texts) == 1


async def killed_once_posted(room: Class) -> CorrectionId:
    room.board.is_killed = True
    with pytest.raises(KeyboardInterrupt):
        await room.mended()
    room.board.is_killed = False
    (made,) = room.board.own
    return made


async def test_who_is_killed_before_it_is_recorded_leaves_one_that_is_found(room: Class):
    made = await killed_once_posted(room)
    await room.tending.look()
    unsettled = await room.database.community.corrections.by_id(made)
    assert unsettled is not None
    assert unsettled.place is None  # whoever claimed it may still be at it
    room.clock.advance(CLAIMED_FOR + timedelta(seconds=1))
    await room.tending.look()
    one = await room.database.community.corrections.by_id(made)
    assert one is not None
    assert one.place == SourcePlace(CHINESE, room.board.own[made])
    with pytest.raises(MendedAlready):
        await room.looked()


async def test_who_is_killed_before_it_is_posted_leaves_a_sentence_that_can_be_mended(room: Class):
    made = await killed_once_posted(room)
    room.board.texts.clear()
    room.clock.advance(CLAIMED_FOR + timedelta(seconds=1))
    await room.tending.look()
    assert await room.database.community.corrections.by_id(made) is None
    await room.mended()


async def test_a_press_under_what_was_not_recorded_records_it(room: Class):
    made = await killed_once_posted(room)
    place = SourcePlace(CHINESE, room.board.own[made])
    await room.tending.accept(made, place, Presser(LEARNER))
    assert await room.counted() == 1
    await room.tending.take_away(made, place, Presser(MENDER))
    assert not room.board.texts
    assert await room.counted() == 0


async def test_a_thank_you_is_the_learner_s_and_counts_once_however_often_it_is_pressed(room: Class):
    made, place = await room.mended()
    for other in (MENDER, SHY):
        with pytest.raises(NotYoursToAccept):
            await room.tending.accept(made, place, Presser(other, may_manage=True))
    assert await room.counted() == 0
    for _ in range(3):
        assert await room.tending.accept(made, place, Presser(LEARNER)) == ZH_HANS
    assert await room.counted() == 1


async def test_what_admins_exclude_does_not_count_and_is_thanked_for_all_the_same(room: Class):
    made, place = await room.mended()
    await room.tending.accept(made, place, Presser(LEARNER, (EXCLUDED_ROLE,)))
    assert await room.counted() == 0
    room.around.bridge = None  # closed meanwhile
    assert await room.tending.accept(made, place, Presser(LEARNER)) == EN


@pytest.mark.parametrize("by", [Presser(LEARNER), Presser(MENDER), Presser(SHY, may_manage=True)])
async def test_it_is_taken_away_by_one_of_the_two_or_a_moderator_and_counts_no_more(room: Class, by: Presser):
    made, place = await room.mended()
    await room.tending.accept(made, place, Presser(LEARNER))
    with pytest.raises(NotYoursToTakeAway):
        await room.tending.take_away(made, place, Presser(SHY))
    assert await room.counted() == 1
    await room.tending.take_away(made, place, by)
    assert not room.board.texts
    assert await room.counted() == 0
    with pytest.raises(CorrectionGone):
        await room.tending.take_away(made, place, by)
    await room.mended()  # anew


async def test_what_cannot_be_deleted_now_is_not_forgotten(room: Class):
    made, place = await room.mended()
    room.board.faults["remove"] = Unavailable()
    with pytest.raises(Unavailable):
        await room.tending.take_away(made, place, Presser(MENDER))
    room.board.faults.clear()
    await room.tending.take_away(made, place, Presser(MENDER))
    assert not room.board.texts


async def test_a_correction_that_is_deleted_takes_its_credit_along(room: Class):
    made, place = await room.mended()
    await room.tending.accept(made, place, Presser(LEARNER))
    room.board.texts.clear()
    room.tending.note(MessagesDeleted(CHINESE, (place.message_id,), is_single=True))
    await room.tending.look()
    assert await room.counted() == 0
    with pytest.raises(CorrectionGone):
        await room.tending.accept(made, place, Presser(LEARNER))


async def test_a_correction_goes_with_its_sentence_whose_words_it_repeats(room: Class):
    await room.mended()
    room.tending.note(MessagesDeleted(CHINESE, (PLACE.message_id,)))
    room.board.faults["remove"] = Unavailable()
    with pytest.raises(Unavailable):
        await room.tending.look()
    room.board.faults.clear()
    await room.tending.look()
    assert not room.board.texts


async def test_a_sentence_that_is_deleted_while_its_correction_is_posted_leaves_none(room: Class):
    sentence = await room.looked()
    post = room.board.post

    async def overtaken(language: Language, one: Correction, text: str) -> MessageId:
        message_id = await post(language, one, text)
        room.tending.note(MessagesDeleted(CHINESE, (PLACE.message_id,)))
        await room.tending.look()
        return message_id

    room.board.post = overtaken  # type: ignore[method-assign, assignment] # somebody is faster
    with pytest.raises(SentenceChanged):
        await room.mended(sentence=sentence)
    assert not room.board.texts


async def test_what_was_deleted_while_nothing_was_heard_counts_no_more(room: Class):
    made, place = await room.mended()
    await room.tending.accept(made, place, Presser(LEARNER))
    await room.tending.unheard([GUILD], [CHINESE])
    await room.tending.refused(GUILD, Revision(1))
    room.tending.caught_up([GUILD])
    await room.tending.look()
    assert await room.counted() == 1
    room.board.texts.clear()
    room.tending.caught_up([GuildId(11)])
    await room.tending.look()
    assert await room.counted() == 1
    room.board.faults["stands"] = Unavailable()
    room.tending.caught_up([GUILD])
    with pytest.raises(Unavailable):
        await room.tending.look()
    room.board.faults.clear()
    await room.tending.look()
    assert await room.counted() == 0


async def test_what_is_older_than_a_day_is_not_looked_for(room: Class):
    made, place = await room.mended()
    await room.tending.accept(made, place, Presser(LEARNER))
    room.board.texts.clear()
    room.clock.advance(LOOKED_BACK + timedelta(minutes=1))
    room.tending.caught_up([GUILD])
    await room.tending.look()
    assert await room.counted() == 1


@pytest.mark.parametrize("who", [LEARNER, MENDER])
@pytest.mark.parametrize("is_recorded", [True, False])
async def test_nothing_stands_of_who_wants_their_data_gone(room: Class, who: UserId, is_recorded: bool):
    if is_recorded:
        await room.mended()
    else:
        await killed_once_posted(room)
    await room.tending.withdraw(who)
    assert not room.board.texts
    assert await room.database.community.corrections.of_user(who) == []


async def test_what_is_out_of_reach_is_forgotten_with_who_wants_it(room: Class):
    await room.mended()
    room.board.faults["remove"] = SendFailed()
    await room.tending.withdraw(MENDER)
    assert await room.database.community.corrections.of_user(MENDER) == []


@dataclass
class SleepyThreads:
    """The relay's side of threads, which knows one of them once it was looked up."""

    known: set[ChannelId] = field(default_factory=set)

    def look_up(self, thread_id: ChannelId, _parent_id: ChannelId, call: Callable[[], None]) -> None:
        if thread_id == CHINESE:
            self.known.add(thread_id)
            call()


@dataclass
class SleepyRelay:
    """A relay of one bridge, whose channels are threads at rest."""

    bridge: Bridge
    threads: SleepyThreads = field(default_factory=SleepyThreads)

    def bridge_of(self, channel_id: ChannelId) -> Bridge | None:
        return self.bridge if channel_id in self.threads.known else None


async def test_a_thread_of_which_nothing_was_heard_for_long_is_looked_up(room: Class):
    assert room.around.bridge is not None
    places = RelayedPlaces(SleepyRelay(room.around.bridge), room.clock)  # type: ignore[arg-type] # what is asked of it
    assert await places.seat(CHINESE) == (room.around.bridge, SEATS[1])
    assert await places.seat(ELSEWHERE) is None
