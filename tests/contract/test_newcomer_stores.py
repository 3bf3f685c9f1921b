"""What the stores of newcomers and greeters do, on every database: in waves, with several processes, across kills."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import text

from bot.bridges.model import BridgeId, BridgeSettings, Owner
from bot.ids import GuildId, MessageId, UserId, first_id_at
from bot.members.model import Choice
from bot.newcomers.model import TURN_FOR, Arrival, Cause, Greeter, Hello, Introduction
from bot.newcomers.ports import Queue
from bot.relay.model import SourcePlace
from bot.storage.database import Database
from bot.translation.model import EN, ZH_HANS, Language
from tests.contract.test_bridge_store import GUILD, HALL, LOBBY
from tests.fakes import StillClock
from tests.owing import part_of, said, stores_of

ANN, BEN, CAT = UserId(1 << 60), UserId(7), UserId(8)
ENGLISH, CHINESE = LOBBY.channel_id, HALL.channel_id
NOW = StillClock().now()
CARD = SourcePlace(ENGLISH, first_id_at(NOW))


async def opened(database: Database) -> BridgeId:
    return await database.bridges.open(Owner(GUILD), "one", [LOBBY, HALL], BridgeSettings())


def arrival(bridge_id: BridgeId, number: int, language: Language = EN, user_id: UserId | None = None) -> Arrival:
    place = SourcePlace(ENGLISH, MessageId(CARD.message_id + number))
    at = NOW + timedelta(microseconds=number)
    return Arrival(bridge_id, GUILD, user_id or UserId(1000 + number), place, language, at, Cause.FIRST_POST)


def greeter(bridge_id: BridgeId, user_id: int, language: Language = ZH_HANS) -> Greeter:
    return Greeter(bridge_id, GUILD, UserId(user_id), language)


async def introduced(database: Database, bridge_id: BridgeId, user_id: UserId = ANN, number: int = 0) -> Introduction:
    place = SourcePlace(ENGLISH, MessageId(CARD.message_id + number))
    one = Introduction(bridge_id, GUILD, user_id, place, looks_at=NOW)
    new = Arrival(bridge_id, GUILD, user_id, place, EN, NOW, Cause.CARD)
    await database.community.newcomers.introductions.introduce(one, new, 5)
    return one


def hello(bridge_id: BridgeId, number: int, user_id: UserId = BEN, *, is_spoken: bool = False) -> Hello:
    place = SourcePlace(CHINESE, MessageId(CARD.message_id + 10_000 + number))
    return Hello(bridge_id, GUILD, user_id, CARD, place, is_spoken=is_spoken)


async def turns(database: Database) -> list[tuple[int, int]]:
    """Return which newcomer has which greeter."""
    query = text("SELECT newcomer_id, user_id FROM greeting_turn ORDER BY newcomer_id")
    rows = await database._engine.read(lambda connection: connection.execute(query).all())  # noqa: SLF001 - what no store tells
    return [(row[0], row[1]) for row in rows]


def loads(dealt: Sequence[tuple[int, int]]) -> list[int]:
    return sorted(Counter(user_id for _, user_id in dealt).values())


async def test_in_a_wave_of_five_hundred_everyone_gets_one_greeter_evenly(database: Database):
    bridge_id, greeters = await opened(database), database.community.newcomers.greeters
    await greeters.enqueue([arrival(bridge_id, number) for number in range(500)])
    assert await greeters.deal(NOW) == 0
    assert await greeters.queues(NOW + timedelta(seconds=1)) == {bridge_id: Queue(500, 0)}
    for one in (greeter(bridge_id, 1), greeter(bridge_id, 2, EN), greeter(bridge_id, 3)):
        await greeters.volunteer(one)
    assert await greeters.deal(NOW) == 500
    first = await turns(database)
    assert len({newcomer for newcomer, _ in first}) == 500
    assert loads(first) == [166, 167, 167]
    assert await greeters.deal(NOW) == 0  # nobody gets a second one
    assert await turns(database) == first
    assert [one.arrival.user_id for one in await greeters.turns(bridge_id, UserId(1))][:2] == [1000, 1003]


async def test_two_processes_that_deal_at_once_give_nobody_two_greeters(url: str):
    first, second = await Database.open(url, StillClock()), None
    try:
        if url.startswith("postgresql"):
            second = await Database.open(url, StillClock())
        bridge_id = await opened(first)
        for user_id in range(1, 6):
            await first.community.newcomers.greeters.volunteer(greeter(bridge_id, user_id))
        both = [first, second or first]
        for wave in range(5):
            new = [arrival(bridge_id, wave * 100 + number) for number in range(100)]
            await first.community.newcomers.greeters.enqueue(new)
            dealt = await asyncio.gather(*(each.community.newcomers.greeters.deal(NOW) for each in both * 3))
            assert sum(dealt) == 100  # no turn was begun by both
        standing = await turns(first)
        assert len(standing) == len({newcomer for newcomer, _ in standing}) == 500
        assert loads(standing) == [100] * 5
    finally:
        for each in (first, second):
            if each is not None:
                await each.close()


async def test_a_turn_that_is_over_goes_to_somebody_else_and_a_greeter_who_stops_leaves_nobody_behind(
    database: Database,
):
    bridge_id, greeters = await opened(database), database.community.newcomers.greeters
    await greeters.enqueue([arrival(bridge_id, 1)])
    await greeters.volunteer(greeter(bridge_id, 1))
    await greeters.deal(NOW)
    assert await greeters.deal(NOW + TURN_FOR) == 1  # there is nobody else
    await greeters.volunteer(greeter(bridge_id, 2))
    assert await greeters.deal(NOW + TURN_FOR * 2 - timedelta(seconds=1)) == 0
    assert await greeters.deal(NOW + TURN_FOR * 2) == 1
    assert [user_id for _, user_id in await turns(database)] == [2]
    await greeters.resign(bridge_id, UserId(2))
    assert await greeters.greeter(bridge_id, UserId(2)) is None
    assert await greeters.deal(NOW + TURN_FOR * 2) == 1
    assert [user_id for _, user_id in await turns(database)] == [1]


async def test_who_takes_no_part_neither_greets_nor_waits(database: Database):
    bridge_id, greeters = await opened(database), database.community.newcomers.greeters
    await database.choices.keep(UserId(1), Choice(takes_part=False))
    await database.choices.keep(UserId(1002), Choice(takes_part=False))
    await greeters.volunteer(greeter(bridge_id, 1))
    await greeters.enqueue([arrival(bridge_id, 1), arrival(bridge_id, 2)])
    assert await greeters.deal(NOW) == 0
    await greeters.volunteer(greeter(bridge_id, 2))
    assert await greeters.deal(NOW) == 1
    assert [one.arrival.user_id for one in await greeters.turns(bridge_id, UserId(2))] == [1001]


async def test_who_waited_long_is_no_newcomer_any_more_and_who_was_greeted_never_waits_again(database: Database):
    bridge_id, stores = await opened(database), database.community.newcomers
    await stores.greeters.enqueue([arrival(bridge_id, 1)])
    await stores.greeters.volunteer(greeter(bridge_id, 1))
    assert await stores.greeters.deal(NOW + timedelta(days=15)) == 0
    await stores.greeters.deal(NOW)
    to = SourcePlace(ENGLISH, MessageId(CARD.message_id + 1))
    answer = Hello(bridge_id, GUILD, BEN, to, SourcePlace(ENGLISH, MessageId(CARD.message_id + 2)))
    assert await stores.introductions.hello(answer)
    assert await turns(database) == []
    await stores.greeters.enqueue([arrival(bridge_id, 5, user_id=UserId(1001))])
    assert await stores.greeters.deal(NOW) == 0


async def test_an_introduction_takes_the_place_of_an_earlier_one_and_is_its_author_s_in_the_ledger(database: Database):
    bridge_id, store = await opened(database), database.community.newcomers.introductions
    first = await introduced(database, bridge_id)
    second = await introduced(database, bridge_id, number=1)
    assert await store.by_message(first.place.message_id) is None
    assert await store.of_member(GUILD, ANN) == second == await store.by_message(second.place.message_id)
    assert await store.of_member(GuildId(5), ANN) is None
    assert await database.ledger.author_of(second.place.message_id) == ANN
    await database.community.newcomers.greeters.volunteer(greeter(bridge_id, 1))
    await database.community.newcomers.greeters.deal(NOW)
    (waiting,) = await database.community.newcomers.greeters.turns(bridge_id, UserId(1))
    assert (waiting.arrival.place, waiting.arrival.cause) == (second.place, Cause.CARD)


async def test_a_hello_counts_once_ends_the_wait_and_one_s_own_counts_for_nothing(database: Database):
    bridge_id, store = await opened(database), database.community.newcomers.introductions
    one = await introduced(database, bridge_id)
    assert not await store.hello(hello(bridge_id, 1, ANN))
    assert not await store.hello(Hello(bridge_id, GUILD, BEN, SourcePlace(ENGLISH, MessageId(5)), CARD))
    said_twice = hello(bridge_id, 2, is_spoken=True)
    assert await store.hello(said_twice, 3)
    assert await store.hello(said_twice, 3)
    assert list(await store.hellos(CARD.message_id)) == [said_twice]
    assert await database.ledger.author_of(said_twice.place.message_id) == BEN
    (owed,) = await store.owing(NOW, 5)
    assert owed.changes == one.changes + 1
    await database.community.newcomers.greeters.volunteer(greeter(bridge_id, 1))
    assert await database.community.newcomers.greeters.deal(NOW) == 0
    await store.forget([said_twice.place.message_id])
    assert not await store.hellos(CARD.message_id)
    (owed,) = await store.owing(NOW, 5)
    assert owed.changes == one.changes + 2


async def test_one_process_looks_after_an_introduction_and_what_happens_meanwhile_is_looked_at_later(
    database: Database,
):
    bridge_id, store = await opened(database), database.community.newcomers.introductions
    await introduced(database, bridge_id)
    (owed,) = await store.owing(NOW, 5)
    later = NOW + timedelta(minutes=1)
    assert await store.claim(owed, later)
    assert not await store.claim(owed, later)
    assert not await store.owing(NOW, 5)
    await store.hello(hello(bridge_id, 1))
    await store.settle(owed, "1 1", None)
    (again,) = await store.owing(later, 5)
    assert (again.face, again.changes) == ("1 1", 1)
    await store.settle(again, "2 1", later + timedelta(seconds=2))
    assert not await store.owing(later, 5)
    (young,) = await store.owing(later + timedelta(seconds=2), 5)
    await store.settle(young, "2 1", None)
    assert not await store.owing(later + timedelta(days=1), 5)


async def test_reactions_to_an_introduction_or_a_copy_of_it_are_looked_at_and_others_are_not(database: Database):
    stores, store = stores_of(database, StillClock()), database.community.newcomers.introductions
    bridge_id = await opened(database)
    await introduced(database, bridge_id)
    (row,) = await stores.outbox.observe([said(CARD.message_id, to=[CHINESE], channel=ENGLISH)])
    await stores.ledger.record(part_of(row, CARD.message_id + 50), row, settles=True)
    (owed,) = await store.owing(NOW, 5)
    await store.noticed([MessageId(3), MessageId(CARD.message_id + 50)])
    await store.noticed([MessageId(3)])
    await store.noticed([CARD.message_id])
    (now,) = await store.owing(NOW, 5)
    assert now.changes == owed.changes + 2


async def test_what_was_spoken_before_a_kill_is_found_until_it_has_crossed(database: Database):
    stores, store = stores_of(database, StillClock()), database.community.newcomers.introductions
    bridge_id = await opened(database)
    await introduced(database, bridge_id)
    await store.hello(hello(bridge_id, 1, is_spoken=True), 3)
    await store.hello(hello(bridge_id, 2, CAT))
    left = await store.unheard(MessageId(CARD.message_id))
    assert [(one.place, one.user_id, one.reply_to) for one in left] == [
        (CARD, ANN, None),
        (hello(bridge_id, 1).place, BEN, CARD.message_id),
    ]
    (row,) = await stores.outbox.observe([said(CARD.message_id, to=[CHINESE], channel=ENGLISH)])
    await stores.ledger.record(part_of(row, CARD.message_id + 50), row, settles=True)
    assert [one.user_id for one in await store.unheard(CARD.message_id)] == [BEN]
    assert not await store.unheard(MessageId(CARD.message_id + 20_000))


async def test_what_is_deleted_is_forgotten_with_all_that_hangs_on_it(database: Database):
    bridge_id, store = await opened(database), database.community.newcomers.introductions
    await introduced(database, bridge_id)
    await store.forget([CARD.message_id, MessageId(4)])
    assert await store.of_member(GUILD, ANN) is None
    assert await database.community.newcomers.greeters.queues(NOW) == {}
    assert not await store.hello(hello(bridge_id, 1))


async def test_a_closed_bridge_takes_its_queue_along(database: Database):
    bridge_id, stores = await opened(database), database.community.newcomers
    await introduced(database, bridge_id)
    await stores.introductions.hello(hello(bridge_id, 1))
    await stores.greeters.volunteer(greeter(bridge_id, 1))
    await stores.greeters.enqueue([arrival(bridge_id, 1)])
    await stores.greeters.deal(NOW)
    await database.bridges.close(bridge_id)
    assert await stores.introductions.of_member(GUILD, ANN) is None
    assert await stores.greeters.greeter(bridge_id, UserId(1)) is None
    assert await turns(database) == []
    await stores.greeters.volunteer(greeter(bridge_id, 1))
    await stores.greeters.enqueue([arrival(bridge_id, 1)])
    assert await stores.greeters.greeter(bridge_id, UserId(1)) is None


async def test_a_process_that_is_killed_between_claim_and_look_leaves_the_look_to_another(url: str):
    """What it claimed is owed again a minute later; nothing that it wrote was half written."""
    database = await Database.open(url, StillClock())
    bridge_id = await opened(database)
    await introduced(database, bridge_id)
    (owed,) = await database.community.newcomers.introductions.owing(NOW, 5)
    assert await database.community.newcomers.introductions.claim(owed, NOW + timedelta(minutes=1))
    await database.close()  # with nothing settled
    again = await Database.open(url, StillClock())
    assert not await again.community.newcomers.introductions.owing(NOW, 5)
    (left,) = await again.community.newcomers.introductions.owing(NOW + timedelta(minutes=1), 5)
    assert left.changes == owed.changes
    await again.close()


async def test_who_has_their_data_erased_leaves_no_turn_no_card_and_no_hello(database: Database):
    bridge_id, stores = await opened(database), database.community.newcomers
    await introduced(database, bridge_id)
    await introduced(database, bridge_id, CAT, 1)
    for number in (1, 2):
        to = SourcePlace(ENGLISH, MessageId(CARD.message_id + number - 1))
        place = SourcePlace(CHINESE, MessageId(CARD.message_id + 900 + number))
        await stores.introductions.hello(Hello(bridge_id, GUILD, BEN, to, place))
    await stores.greeters.enqueue([arrival(bridge_id, 5)])
    await stores.greeters.volunteer(greeter(bridge_id, BEN))
    await stores.greeters.deal(NOW)
    kept = await database.personal.of(BEN)
    assert {"hello", "greeter", "greeting_turn"} <= kept.keys()
    assert {"introduction", "newcomer"} <= (await database.personal.of(ANN)).keys()
    clock = database.erasures.clock
    assert isinstance(clock, StillClock)
    clock.advance(timedelta(minutes=1))
    for user_id in (ANN, BEN):
        await database.erasures.finish(await database.erasures.request(user_id, database.erasures.clock.now()))
        assert (await database.personal.of(user_id)).keys() == {"erasure"}
    assert await stores.introductions.of_member(GUILD, ANN) is None
    assert await stores.introductions.of_member(GUILD, CAT) is not None
    assert not await stores.introductions.hellos(MessageId(CARD.message_id + 1))
    await stores.greeters.volunteer(greeter(bridge_id, 2))
    assert await stores.greeters.deal(NOW) == 1


async def test_after_thirty_days_nothing_of_a_newcomer_is_kept(database: Database):
    bridge_id, stores = await opened(database), database.community.newcomers
    await introduced(database, bridge_id)
    await stores.introductions.hello(hello(bridge_id, 1))
    await stores.greeters.enqueue([arrival(bridge_id, 1)])
    await stores.greeters.volunteer(greeter(bridge_id, 1))
    await stores.greeters.deal(NOW)
    clock = database.ledger.clock
    assert isinstance(clock, StillClock)
    clock.advance(timedelta(days=29))
    await database.ledger.expire()
    assert await stores.introductions.of_member(GUILD, ANN) is not None
    clock.advance(timedelta(days=1, seconds=1))
    await database.ledger.expire()
    assert await stores.introductions.of_member(GUILD, ANN) is None
    assert not await stores.introductions.hellos(CARD.message_id)
    assert await turns(database) == []
    assert await database.personal.of(UserId(1001)) == {}
