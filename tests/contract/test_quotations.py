"""What every `Quotations` does, and what the ledger, choices and erasures do with them."""

from collections.abc import Sequence
from datetime import timedelta

from bot.ids import ChannelId, MessageId, first_id_at
from bot.members.model import Choice
from bot.relay.model import SourcePlace
from bot.relay.quotations import AWAITED_FOR, MOST_FOLLOWED, Quotation, Quoting
from bot.storage.database import Database
from tests.fakes import StillClock
from tests.owing import ANN, HERE, SOURCE, THERE, Stores, deliver, owe, part_of, said, stores_of

QUESTION, OTHER = MessageId(10), MessageId(11)


async def answer(
    stores: Stores,
    number: int = 0,
    quoted: MessageId = QUESTION,
    *,
    to: ChannelId = HERE,
    is_linked: bool = True,
    is_owed: bool = False,
) -> MessageId:
    """Let a copy stand that quotes a message, and return its id."""
    source_id = MessageId(first_id_at(stores.clock.now()) + 2 * number)
    row = await owe(stores, said(source_id, to=[to]))
    copy = part_of(row, source_id + 1)
    quoting = Quoting(SourcePlace(SOURCE, quoted), is_linked=is_linked, is_owed=is_owed)
    await stores.ledger.record(copy, row, settles=True, quoting=quoting)
    return copy.message_id


def quotation(message_id: MessageId, changes: int, *, quoted: MessageId = QUESTION, gone: bool = False) -> Quotation:
    return Quotation(message_id, HERE, SourcePlace(SOURCE, quoted), is_withdrawn=gone, changes=changes)


def ids(owed: Sequence[Quotation]) -> list[MessageId]:
    return [one.message_id for one in owed]


async def test_what_quotes_a_message_that_changed_is_owed_a_look_until_it_was_given(stores: Stores):
    first, second = await answer(stores), await answer(stores, 1)
    elsewhere = await answer(stores, 2, to=THERE)
    await answer(stores, 3, OTHER)
    assert not await stores.quotations.owing()
    assert await stores.quotations.change(HERE, [QUESTION], is_gone=False)
    assert await stores.quotations.owed(HERE) == [quotation(second, 1), quotation(first, 1)]
    assert await stores.quotations.owing() == {HERE}
    assert await stores.quotations.change(THERE, [QUESTION], is_gone=True)
    assert ids(await stores.quotations.owed(THERE)) == [elsewhere]
    for one in await stores.quotations.owed(HERE):
        await stores.quotations.follow(one)
    assert await stores.quotations.owing() == {THERE}


async def test_nobody_is_owed_anything_where_nobody_quotes(stores: Stores):
    await deliver(stores, QUESTION, 1010)
    assert not await stores.quotations.change(HERE, [QUESTION, MessageId(1010)], is_gone=True)
    assert not await stores.quotations.change(HERE, [], is_gone=True)


async def test_a_change_while_one_looks_is_owed_another_look(stores: Stores):
    copy = await answer(stores)
    await stores.quotations.change(HERE, [QUESTION], is_gone=False)
    (seen,) = await stores.quotations.owed(HERE)
    await stores.quotations.change(HERE, [QUESTION], is_gone=False)
    await stores.quotations.follow(seen)
    assert await stores.quotations.owed(HERE) == [quotation(copy, 2)]


async def test_the_newest_follow_what_reads_otherwise_and_all_what_is_gone(stores: Stores):
    copies = [await answer(stores, number) for number in range(MOST_FOLLOWED + 3)]
    await stores.quotations.change(HERE, [QUESTION], is_gone=False)
    assert ids(await stores.quotations.owed(HERE)) == copies[:2:-1]
    await stores.quotations.change(HERE, [QUESTION], is_gone=True)
    owed = await stores.quotations.owed(HERE)
    assert ids(owed) == copies[::-1]
    assert all(one.is_withdrawn for one in owed)


async def test_of_a_copy_that_is_gone_every_quote_is_looked_after_and_none_withdrawn(stores: Stores):
    """It may be one part of several, or our own doing."""
    await deliver(stores, QUESTION, 1010)
    copies = [await answer(stores, number) for number in range(MOST_FOLLOWED + 3)]
    await stores.quotations.change(HERE, [MessageId(1010)], is_gone=True)
    owed = await stores.quotations.owed(HERE)
    assert len(owed) == len(copies)
    assert not any(one.is_withdrawn for one in owed)


async def test_what_is_withdrawn_stays_so(stores: Stores):
    copy = await answer(stores)
    await stores.quotations.change(HERE, [QUESTION], is_gone=True)
    await stores.quotations.change(HERE, [QUESTION], is_gone=False)
    assert await stores.quotations.owed(HERE) == [quotation(copy, 2, gone=True)]


async def test_what_is_forgotten_is_owed_nothing(stores: Stores):
    copy = await answer(stores, is_owed=True)
    await stores.quotations.forget(quotation(copy, 1))
    assert not await stores.quotations.owed(HERE)
    assert not await stores.quotations.change(HERE, [QUESTION], is_gone=True)


async def test_what_never_showed_anything_is_awaited_for_a_while(stores: Stores):
    awaited, shown = await answer(stores, is_linked=False, is_owed=True), await answer(stores, 1, is_owed=True)
    gone = await answer(stores, 2, OTHER, is_linked=False, is_owed=True)
    stores.clock.advance(AWAITED_FOR - timedelta(seconds=1))
    assert ids(await stores.quotations.owed(HERE)) == [shown, awaited, gone]
    stores.clock.advance(timedelta(seconds=2))
    assert ids(await stores.quotations.owed(HERE)) == [shown]
    await stores.quotations.change(HERE, [OTHER], is_gone=True)
    assert ids(await stores.quotations.owed(HERE)) == [shown, gone]


async def test_a_part_that_is_recorded_once_more_is_owed_what_it_was(stores: Stores):
    """Whoever did not hear that it was written down writes it down again."""
    row = await owe(stores, said(20))
    copy, quoting = part_of(row, 30), Quoting(SourcePlace(SOURCE, QUESTION), is_linked=True, is_owed=False)
    for _ in range(2):
        await stores.ledger.record(copy, row, settles=True, quoting=quoting)
        await stores.quotations.change(HERE, [QUESTION], is_gone=False)
    assert await stores.quotations.owed(HERE) == [quotation(copy.message_id, 2)]


async def test_quotations_go_with_the_ledger_after_thirty_days(stores: Stores):
    await answer(stores, is_owed=True)
    stores.clock.advance(timedelta(days=29))
    await stores.ledger.expire()
    assert await stores.quotations.owing()
    stores.clock.advance(timedelta(days=1, seconds=1))
    await stores.ledger.expire()
    assert not await stores.quotations.owing()


def clocked(database: Database) -> Stores:
    clock = database.quotations.clock
    assert isinstance(clock, StillClock)
    return stores_of(database, clock)


async def test_a_no_to_taking_part_withdraws_what_quotes_them(database: Database):
    stores = clocked(database)
    await deliver(stores, QUESTION, 1010)
    copy = await answer(stores)
    await stores.choices.keep(ANN.id, Choice(allows_outside=False))
    assert not await stores.quotations.owing()
    await stores.choices.keep(ANN.id, Choice(takes_part=False))
    assert await stores.quotations.owed(HERE) == [quotation(copy, 1, gone=True)]


async def test_an_erasure_withdraws_what_quotes_them_and_forgets_what_they_quote(database: Database):
    stores = clocked(database)
    await deliver(stores, QUESTION, 1010)
    by_them = await answer(stores, is_owed=True)
    stores.clock.advance(timedelta(seconds=1))
    erasure = await database.erasures.request(ANN.id, database.erasures.clock.now())
    assert await stores.quotations.owed(HERE) == [quotation(by_them, 2, gone=True)]
    await database.erasures.finish(erasure)
    assert not await stores.quotations.owing()


async def test_an_erasure_leaves_the_quotes_of_what_is_said_after_it(database: Database):
    stores = clocked(database)
    later = MessageId(first_id_at(stores.clock.now() + timedelta(seconds=1)))
    await deliver(stores, later, later + 1)
    await answer(stores, 0, later)
    await database.erasures.request(ANN.id, database.erasures.clock.now())
    assert not await stores.quotations.owing()
