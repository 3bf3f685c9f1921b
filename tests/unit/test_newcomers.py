"""A newcomer's card: posted as their words, answered, noticed at a bearable cost, and gone when it is gone."""

from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.bridges.model import Bridge, BridgeSettings, Endpoint, Manner, Owner
from bot.bridges.names import plain
from bot.errors import MessageGone, Unavailable, UserError
from bot.errors import Refused as RefusedByDiscord
from bot.ids import ChannelId, GuildId, MessageId, UserId, first_id_at
from bot.members.members import Members
from bot.members.model import Choice
from bot.moderation.model import Refused, Ruling
from bot.newcomers.errors import (
    CardEmpty,
    CardGone,
    CardMuted,
    CardRefused,
    NewcomersOff,
    NotIntroducedHere,
    OwnCard,
    ShyOfTakingPart,
)
from bot.newcomers.greeting import Greetings
from bot.newcomers.introducing import Introductions
from bot.newcomers.model import Card, Cause, Face, FirstPost, Speaker
from bot.newcomers.noticing import Noticing
from bot.relay.carried import Carried
from bot.relay.model import (
    Author,
    Leave,
    MessageSaid,
    MessagesDeleted,
    Owed,
    SourceMessage,
    SourcePlace,
    Spoken,
)
from bot.storage.database import Database
from bot.translation.model import EN, ZH_HANS
from tests.fakes import StillClock
from tests.owing import part_of, said, stores_of

GUILD = GuildId(10)
ENGLISH, CHINESE, ELSEWHERE = ChannelId(11), ChannelId(12), ChannelId(99)
ANN, BEN, MUTED, APART = UserId(5), UserId(6), UserId(7), UserId(8)
SEATS = (Endpoint(GUILD, ENGLISH, EN), Endpoint(GUILD, CHINESE, ZH_HANS))
CARD = Card("I grill", likes="dogs\ncats", ask_me="smoke")


def speaker(user_id: UserId = ANN, name: str = "Ann") -> Speaker:
    return Speaker(Author(user_id, name, None))


@dataclass
class MemorySpeech:
    """Implements `Speech`: what stands, by place."""

    clock: StillClock
    spoken: dict[MessageId, SourceMessage] = field(default_factory=dict)
    passed: list[SourceMessage] = field(default_factory=list)
    taken: list[MessageId] = field(default_factory=list)

    def judge(self, said: SourceMessage, _seat: Endpoint, _within: Bridge) -> Leave:
        if said.author.id == MUTED:
            return Leave.MUTED
        return Leave.REFUSED if "durian" in said.content else Leave.ADMITTED

    async def speak(self, said: SourceMessage, seat: Endpoint) -> Spoken:
        message_id = MessageId(first_id_at(self.clock.now()) + len(self.spoken))
        self.spoken[message_id] = said
        return Spoken(SourcePlace(seat.channel_id, message_id), len(said.content))

    def pass_on(self, said: SourceMessage) -> None:
        self.passed.append(said)

    async def take_back(self, place: SourcePlace) -> bool:
        self.taken.append(place.message_id)
        return self.spoken.pop(place.message_id, None) is not None


@dataclass
class MemoryReader:
    """Implements `Rereader` over what a `MemorySpeech` posted, as Discord shows it: a webhook's."""

    speech: MemorySpeech

    async def one(self, place: SourcePlace) -> SourceMessage | None:
        known = self.speech.spoken.get(place.message_id)
        if known is None:
            raise MessageGone(message_id=place.message_id)
        author = Author(UserId(404), known.author.name, None, is_bot=True)
        return replace(known, id=place.message_id, author=author, application_id=1, carried=Carried())


@dataclass
class MemoryBoard:
    """Implements `CardBoard` and `Reactors`: what was shown where; what is in `faults` raises."""

    shown: list[tuple[ChannelId, MessageId, Face]] = field(default_factory=list)
    people: dict[MessageId, set[UserId]] = field(default_factory=dict)
    faults: dict[ChannelId, Exception] = field(default_factory=dict)

    async def show(self, end: Endpoint, message_id: MessageId, _introduction_id: MessageId, face: Face) -> None:
        if end.channel_id in self.faults:
            raise self.faults[end.channel_id]
        self.shown.append((end.channel_id, message_id, face))

    async def to(self, _channel_id: ChannelId, message_id: MessageId) -> Collection[UserId]:
        return self.people.get(message_id, set())


class OpenGate:
    """A `Gate` through which all goes but what is said by one who is muted."""

    def follow(self, bridges: Iterable[Bridge]) -> None:
        raise AssertionError

    def admits(self, message: SourceMessage, _bridge: Bridge) -> bool:
        return message.author.id != MUTED

    def judge(self, _message: SourceMessage, _bridge: Bridge, *, is_said: bool) -> Ruling:
        raise AssertionError

    def refuses(self, _row: Owed, _seat: Endpoint, _translated: str) -> Refused | None:
        raise AssertionError


@dataclass
class MemoryFirstPosts:
    """Implements `FirstPosts`."""

    posts: list[FirstPost] = field(default_factory=list)
    asked: list[tuple[Collection[GuildId], datetime]] = field(default_factory=list)

    async def unanswered(self, guild_ids: Collection[GuildId], now: datetime) -> Sequence[FirstPost]:
        self.asked.append((guild_ids, now))
        return self.posts


@dataclass
class Hall:
    """A bridge on which newcomers are welcome, over a real database."""

    database: Database
    clock: StillClock
    members: Members
    speech: MemorySpeech
    board: MemoryBoard
    first_posts: MemoryFirstPosts
    introductions: Introductions
    noticing: Noticing
    greetings: Greetings
    calls: list[tuple[str, int]]

    async def introduced(self, user_id: UserId = ANN) -> MessageId:
        place = await self.introductions.introduce(ENGLISH, speaker(user_id), CARD)
        return place.message_id

    async def crossed(self, card: MessageId, copy: MessageId) -> None:
        """Let a card stand in the other channel, too."""
        stores = stores_of(self.database, self.clock)
        (row,) = await stores.outbox.observe([said(card, to=[CHINESE], channel=ENGLISH)])
        await stores.ledger.record(part_of(row, copy), row, settles=True)

    async def bridge(self) -> Bridge:
        (bridge,) = await self.database.bridges.every()
        return bridge

    def answered(self, message_id: MessageId, reply_to: MessageId, user_id: UserId, *, is_bot: bool = False) -> None:
        """Let somebody answer a message in the Chinese channel, as Discord's clients do."""
        author = Author(user_id, "Ben", None, is_bot=is_bot)
        message = SourceMessage(message_id, CHINESE, GUILD, author, "hi", carried=Carried(reply_to=reply_to))
        self.noticing.note(MessageSaid(message))


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    clock = StillClock()
    database = await Database.open(f"sqlite:///{tmp_path / 'qiao.db'}", clock)
    await database.bridges.open(Owner(GUILD), "hall", SEATS, BridgeSettings())
    members = await Members.load(database.choices)
    await members.choose(APART, Choice(takes_part=False))
    speech, board, first_posts = MemorySpeech(clock), MemoryBoard(), MemoryFirstPosts()
    stores = database.community.newcomers
    calls: list[tuple[str, int]] = []

    async def called(bridge: Bridge, waiting: int) -> None:
        calls.append((bridge.name, waiting))

    noticing = Noticing(
        stores.introductions,
        database.bridges,
        database.ledger,
        board,
        board,
        members,
        OpenGate(),
        clock,
    )
    greetings = Greetings(
        stores.greeters, database.bridges, first_posts, database.ledger, members, called, lambda: {GUILD}, clock
    )
    introductions = Introductions(
        stores.introductions,
        database.bridges,
        speech,
        MemoryReader(speech),
        members,
        plain,
        noticing.wake,
        clock,
    )
    yield Hall(database, clock, members, speech, board, first_posts, introductions, noticing, greetings, calls)
    await database.close()


def test_a_card_is_its_author_s_words_on_lines_of_their_own():
    assert CARD.worded("Ann_", plain) == "🌱 **Ann\\_**\nI grill\n💛 dogs cats\n💬 smoke"
    assert Card(" I grill ", name=" A  *n* ").worded("Ann", plain) == "🌱 **A \\*n\\***\nI grill"
    assert Card(" ", name="A").worded("Ann", plain) == ""


async def test_a_card_stands_as_its_author_s_and_crosses_as_theirs(hall: Hall):
    card = await hall.introduced()
    (passed,) = hall.speech.passed
    assert (passed.id, passed.author.id, passed.application_id) == (card, ANN, None)
    assert passed.content.startswith("🌱 **Ann**\nI grill")
    assert not passed.carried.hides_previews
    quiet = replace(speaker(BEN), may_embed=False)
    await hall.introductions.introduce(ENGLISH, quiet, CARD)
    assert hall.speech.passed[1].carried.hides_previews


async def test_a_second_card_takes_the_place_of_the_first(hall: Hall):
    first, second = await hall.introduced(), await hall.introduced()
    assert hall.speech.taken == [first]
    own = await hall.introductions.own(GUILD, ANN)
    assert own is not None
    assert own.place.message_id == second
    assert await hall.introductions.withdraw(GUILD, ANN)
    assert not await hall.introductions.withdraw(GUILD, ANN)
    assert hall.speech.taken == [first, second]


@pytest.mark.parametrize(
    ("channel_id", "who", "card", "refusal"),
    [
        (ELSEWHERE, speaker(), CARD, NotIntroducedHere),
        (ENGLISH, speaker(APART), CARD, ShyOfTakingPart),
        (ENGLISH, speaker(), Card("  "), CardEmpty),
        (ENGLISH, speaker(MUTED), CARD, CardMuted),
        (ENGLISH, replace(speaker(), may_speak=False), CARD, CardMuted),
        (ENGLISH, speaker(), Card("durian"), CardRefused),
    ],
)
async def test_what_they_may_not_say_there_themselves_is_not_posted(
    hall: Hall, channel_id: ChannelId, who: Speaker, card: Card, refusal: type[UserError]
):
    with pytest.raises(refusal):
        await hall.introductions.introduce(channel_id, who, card)
    assert (hall.speech.spoken, hall.speech.passed) == ({}, [])


async def test_where_it_is_switched_off_nothing_is_posted(hall: Hall):
    await hall.database.bridges.set_manner((await hall.bridge()).id, Manner(welcomes=False))
    with pytest.raises(NewcomersOff):
        await hall.introduced()


async def test_a_hello_answers_the_card_and_is_its_author_s_to_take_back(hall: Hall):
    card = await hall.introduced()
    place = await hall.introductions.say_hi(card, CHINESE, speaker(BEN, "Ben"), " 你好 ")
    said_hi = hall.speech.passed[-1]
    assert (said_hi.content, said_hi.channel_id, said_hi.carried.reply_to) == ("你好", CHINESE, card)
    (hello,) = await hall.introductions.hellos(card)
    assert (hello.user_id, hello.place, hello.is_spoken) == (BEN, place, True)
    assert not await hall.introductions.unsay(card, place.message_id, ANN)
    assert await hall.introductions.unsay(card, place.message_id, BEN)
    assert not await hall.introductions.hellos(card)
    assert hall.speech.taken == [place.message_id]


async def test_nobody_says_hi_to_themselves_to_nobody_or_elsewhere(hall: Hall):
    card = await hall.introduced()
    for card_id, channel_id, user_id, refusal in (
        (card, ENGLISH, ANN, OwnCard),
        (MessageId(1), ENGLISH, BEN, CardGone),
        (card, ELSEWHERE, BEN, NotIntroducedHere),
        (card, CHINESE, APART, ShyOfTakingPart),
    ):
        with pytest.raises(refusal):
            await hall.introductions.demand_greetable(card_id, channel_id, user_id)
        with pytest.raises(refusal):
            await hall.introductions.say_hi(card_id, channel_id, speaker(user_id), "hi")
    assert len(hall.speech.spoken) == 1


async def test_a_hello_to_a_card_that_was_taken_back_meanwhile_does_not_stay(hall: Hall):
    card = await hall.introduced()
    speak = hall.speech.speak

    async def slowly(said: SourceMessage, seat: Endpoint) -> Spoken:
        await hall.introductions.withdraw(GUILD, ANN)
        return await speak(said, seat)

    hall.speech.speak = slowly  # type: ignore[method-assign] # Discord takes its time
    with pytest.raises(CardGone):
        await hall.introductions.say_hi(card, CHINESE, speaker(BEN), "hi")
    assert list(hall.speech.spoken) == []


async def test_what_was_posted_before_a_kill_crosses_at_the_next_start(hall: Hall):
    card = await hall.introduced()
    await hall.introductions.say_hi(card, CHINESE, speaker(BEN, "Ben"), "hi")
    hall.speech.passed.clear()
    await hall.introductions.go_on()
    introduction, hello = hall.speech.passed
    assert (introduction.id, introduction.author.id, introduction.author.is_bot) == (card, ANN, False)
    assert (hello.author.id, hello.carried.reply_to, hello.application_id) == (BEN, card, None)
    hall.speech.passed.clear()
    await hall.crossed(card, MessageId(card + 500))
    hall.speech.spoken.pop(hello.id)  # deleted while nobody looked
    await hall.introductions.go_on()
    assert hall.speech.passed == []


async def test_every_copy_wears_the_button_as_soon_as_it_stands(hall: Hall):
    card = await hall.introduced()
    await hall.noticing.look()
    assert hall.board.shown == [(ENGLISH, card, Face(EN))]
    copy = MessageId(card + 500)
    await hall.crossed(card, copy)
    await hall.noticing.look()
    assert len(hall.board.shown) == 1  # a moment later
    hall.clock.advance(timedelta(seconds=2))
    await hall.noticing.look()
    assert hall.board.shown[1:] == [(ENGLISH, card, Face(EN)), (CHINESE, copy, Face(EN))]
    hall.clock.advance(timedelta(minutes=5))
    await hall.noticing.look()
    assert len(hall.board.shown) == 3


async def test_a_storm_of_reactions_and_answers_costs_one_look_a_minute(hall: Hall):
    card = await hall.introduced()
    copy = MessageId(card + 500)
    await hall.crossed(card, copy)
    await hall.noticing.look()
    before = len(hall.board.shown)
    hall.board.people[copy] = {BEN, ANN, APART}
    for number in range(200):
        hall.noticing.reacted(copy)
        hall.answered(MessageId(card + 1000 + number), copy, UserId(100 + number % 50))
        await hall.noticing.look()
    assert len(hall.board.shown) == before
    hall.clock.advance(timedelta(minutes=1))
    await hall.noticing.look()
    face = Face(EN, hellos=50, across=50, reacted=1)  # Ann is its author, and who takes no part is not counted
    assert hall.board.shown[before:] == [(ENGLISH, card, face), (CHINESE, copy, face)]


async def test_answers_of_bots_of_the_muted_and_of_who_takes_no_part_are_no_hellos(hall: Hall):
    card = await hall.introduced()
    copy = MessageId(card + 500)
    await hall.crossed(card, copy)
    hall.answered(MessageId(card + 1), copy, BEN, is_bot=True)
    hall.answered(MessageId(card + 2), copy, MUTED)
    hall.answered(MessageId(card + 3), copy, APART)
    hall.answered(MessageId(card + 4), copy, ANN)
    hall.answered(MessageId(card + 5), MessageId(3), BEN)
    await hall.noticing.look()
    assert not await hall.introductions.hellos(card)
    hall.answered(MessageId(card + 6), copy, BEN)
    await hall.noticing.look()
    assert [one.user_id for one in await hall.introductions.hellos(card)] == [BEN]


async def test_what_moderators_delete_is_no_introduction_and_no_hello_any_more(hall: Hall):
    card = await hall.introduced()
    place = await hall.introductions.say_hi(card, CHINESE, speaker(BEN), "hi")
    hall.noticing.note(MessagesDeleted(CHINESE, (place.message_id,)))
    await hall.noticing.look()
    assert not await hall.introductions.hellos(card)
    hall.noticing.note(MessagesDeleted(ENGLISH, (card,)))
    await hall.noticing.look()
    assert await hall.introductions.own(GUILD, ANN) is None


async def test_a_card_that_is_gone_is_forgotten_and_a_copy_that_is_out_of_reach_is_left(hall: Hall):
    card = await hall.introduced()
    hall.board.faults[CHINESE] = RefusedByDiscord(code=1)
    await hall.crossed(card, MessageId(card + 500))
    await hall.noticing.look()
    assert hall.board.shown == [(ENGLISH, card, Face(EN))]
    other = await hall.introduced(BEN)
    hall.board.faults[ENGLISH] = MessageGone(message_id=other)
    await hall.noticing.look()
    assert await hall.introductions.own(GUILD, BEN) is None
    assert await hall.introductions.own(GUILD, ANN) is not None


async def test_what_was_heard_while_the_database_was_away_is_counted_later(hall: Hall, monkeypatch: pytest.MonkeyPatch):
    card = await hall.introduced()
    hall.answered(MessageId(card + 1), card, BEN)

    async def away(*_: object) -> bool:
        raise Unavailable

    with monkeypatch.context() as patched:
        patched.setattr(type(hall.database.community.newcomers.introductions), "hello", away)
        with pytest.raises(Unavailable):
            await hall.noticing.look()
    await hall.noticing.look()
    assert len(await hall.introductions.hellos(card)) == 1


async def test_first_posts_that_nobody_answered_are_shared_out_once(hall: Hall):
    bridge = await hall.bridge()
    seat = SEATS[1]
    place = SourcePlace(ENGLISH, first_id_at(hall.clock.now()))
    post = FirstPost(GUILD, place, ANN, hall.clock.now(), EN)
    hall.first_posts.posts = [
        post,
        replace(post, user_id=APART),
        replace(post, user_id=UserId(70), place=replace(place, channel_id=ELSEWHERE)),
    ]
    await hall.greetings.volunteer(bridge, seat, BEN)
    await hall.greetings.look()
    await hall.greetings.look()
    assert hall.first_posts.asked[0] == ({GUILD}, hall.clock.now())
    page = await hall.greetings.page(bridge, seat, BEN, 1)
    (waiter,) = page.waiters
    assert (waiter.newcomer.arrival.user_id, waiter.newcomer.arrival.cause) == (ANN, Cause.FIRST_POST)
    assert waiter.link == place.link(GUILD)
    hall.answered(MessageId(place.message_id + 1), place.message_id, UserId(71))
    await hall.noticing.look()
    await hall.greetings.look()
    assert (await hall.greetings.page(bridge, seat, BEN, 1)).count == 0


async def test_a_greeter_s_list_is_paged_and_leads_to_where_they_read(hall: Hall):
    bridge, seat = await hall.bridge(), SEATS[1]
    await hall.greetings.volunteer(bridge, seat, BEN)
    for number in range(23):
        await hall.introduced(UserId(100 + number))
    own = await hall.introductions.own(GUILD, UserId(100))
    assert own is not None
    copy = MessageId(own.place.message_id + 500)
    await hall.crossed(own.place.message_id, copy)
    await hall.greetings.look()
    first = await hall.greetings.page(bridge, seat, BEN, 1)
    assert (first.count, first.number, first.pages, len(first.waiters)) == (23, 1, 3, 10)
    assert first.waiters[0].link == SourcePlace(CHINESE, copy).link(GUILD)
    last = await hall.greetings.page(bridge, seat, BEN, 9)
    assert (last.number, len(last.waiters)) == (3, 3)


async def test_moderators_are_told_once_a_week_that_newcomers_wait_and_nobody_greets(hall: Hall):
    await hall.greetings.look()
    assert hall.calls == []
    await hall.introduced()
    for _ in range(3):
        await hall.greetings.look()
    assert hall.calls == [("hall", 1)]
    hall.clock.advance(timedelta(days=7))
    await hall.greetings.look()
    assert hall.calls == [("hall", 1)] * 2
    hall.clock.advance(timedelta(days=6, hours=23))  # they are still waited for
    await hall.introduced(UserId(9))
    await hall.greetings.volunteer(await hall.bridge(), SEATS[1], BEN)
    hall.clock.advance(timedelta(hours=1))
    await hall.greetings.look()
    assert len(hall.calls) == 2


async def test_who_takes_no_part_cannot_greet(hall: Hall):
    with pytest.raises(ShyOfTakingPart):
        await hall.greetings.volunteer(await hall.bridge(), SEATS[0], APART)
