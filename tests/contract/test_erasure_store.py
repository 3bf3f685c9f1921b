"""What the store of erasures does, and what is told of everything that is kept of a user."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.bridges.model import BridgeSettings, Owner
from bot.ids import MessageId, UserId, first_id_at
from bot.members.model import Choice, Erasure, StandingCopy
from bot.moderation.model import Case, Reason, Refusal, Refused
from bot.relay.joining import Joining
from bot.relay.model import UNEDITED, Author, PartState, SourcePlace
from bot.storage.database import Database
from tests.contract.test_bridge_store import GUILD, LOBBY
from tests.fakes import StillClock
from tests.owing import (
    ANN,
    FIRST_EDIT,
    HERE,
    SOURCE,
    THERE,
    Stores,
    deliver,
    owe,
    part_of,
    said,
    states,
    stores_of,
)

BEN = UserId(8)


@pytest.fixture
def stores(database: Database) -> Stores:
    return stores_of(database, clock_of(database))


def clock_of(database: Database) -> StillClock:
    clock = database.erasures.clock
    assert isinstance(clock, StillClock)
    return clock


def spoken(stores: Stores, ago: timedelta = timedelta(minutes=1)) -> MessageId:
    """Return the id of a message that was said some time ago."""
    return first_id_at(stores.clock.now() - ago)


async def relayed(stores: Stores, message_id: MessageId) -> MessageId:
    """Have Ann's message stand in one channel, and return its copy."""
    return (await deliver(stores, message_id, message_id + 1000)).message_id


async def erased(database: Database, erasure: Erasure) -> None:
    for copy in await database.erasures.copies(erasure):
        await database.erasures.begin([copy])
        await database.erasures.deleted(erasure, copy, is_out_of_reach=False)
    await database.erasures.finish(erasure)


async def test_a_request_counts_what_stands_and_what_is_left(database: Database, stores: Stores):
    copies = [await relayed(stores, MessageId(spoken(stores) + number)) for number in range(3)]
    erasure = await database.erasures.request(ANN.id, database.erasures.clock.now())
    assert (erasure.copies, erasure.left) == (3, 3)
    assert await database.erasures.copies(erasure) == [
        StandingCopy(HERE, copy) for copy in sorted(copies, reverse=True)
    ]
    await database.erasures.deleted(erasure, StandingCopy(HERE, copies[0]), is_out_of_reach=False)
    await database.erasures.deleted(erasure, StandingCopy(HERE, copies[1]), is_out_of_reach=True)
    now = await database.erasures.of(ANN.id)
    assert now is not None
    assert (now.left, now.out_of_reach, now.finished_at) == (1, 1, None)
    assert await database.erasures.unfinished() == [now]


async def test_what_is_about_to_be_deleted_is_not_taken_for_a_moderators_doing(database: Database, stores: Stores):
    source = spoken(stores)
    copy = await relayed(stores, source)
    await database.erasures.begin([StandingCopy(HERE, copy)])
    assert states(await stores.ledger.parts(source, HERE)) == [(copy, PartState.REMOVING)]


async def test_only_the_users_own_and_only_what_was_said_before(database: Database, stores: Stores):
    admitted = said(spoken(stores) + 1)
    by_ben = replace(admitted, message=replace(admitted.message, author=Author(BEN, "Ben", None)))
    row = await owe(stores, by_ben)
    await stores.ledger.record(part_of(row, row.source_id + 1000), row, settles=True)
    erasure = await database.erasures.request(ANN.id, database.erasures.clock.now())
    stores.clock.advance(timedelta(minutes=5))
    later = await relayed(stores, spoken(stores))
    assert await database.erasures.copies(erasure) == []
    await erased(database, erasure)
    assert await stores.ledger.known([later]) == {later}
    assert await stores.ledger.source_of(later) is not None


async def test_what_still_waits_is_named_until_it_is_gone(database: Database, stores: Stores):
    source = spoken(stores)
    await owe(stores, said(source))
    erasure = await database.erasures.request(ANN.id, database.erasures.clock.now())
    assert await database.erasures.waiting(erasure) == [SourcePlace(SOURCE, source)]


async def test_the_end_forgets_the_parts_and_what_is_forgotten_never_crosses_again(database: Database, stores: Stores):
    source = spoken(stores)
    copy = await relayed(stores, source)
    await erased(database, await database.erasures.request(ANN.id, database.erasures.clock.now()))
    assert await stores.ledger.known([copy]) == set()
    assert not await stores.outbox.observe([said(source)])
    finished = await database.erasures.of(ANN.id)
    assert finished is not None
    assert finished.finished_at == stores.clock.now()
    assert await database.erasures.unfinished() == []
    stores.clock.advance(timedelta(days=31))
    await database.ledger.expire()
    assert await database.erasures.of(ANN.id) is None


async def test_a_wider_request_outlives_the_end_of_the_first(database: Database):
    first = await database.erasures.request(ANN.id, database.erasures.clock.now())
    clock_of(database).advance(timedelta(seconds=1))
    second = await database.erasures.request(ANN.id, database.erasures.clock.now())
    await database.erasures.finish(first)
    assert await database.erasures.unfinished() == [second]


async def test_everything_that_is_kept_of_a_user_is_told_and_nothing_of_others(database: Database, stores: Stores):
    bridge_id = await stores.bridges.open(Owner(GUILD), "one", [LOBBY], BridgeSettings())
    await stores.mutes.keep(bridge_id, GUILD, ANN.id, is_muted=True)
    await stores.cases.keep(MessageId(5), Case(bridge_id, SourcePlace(SOURCE, MessageId(2)), ANN.id))
    await stores.choices.keep(ANN.id, Choice(takes_part=False))
    await database.trail.record(GUILD, ANN.id, "opened", "one")
    await relayed(stores, spoken(stores))
    waiting = said(MessageId(spoken(stores) + 1))
    await owe(stores, waiting)
    await database.erasures.request(ANN.id, database.erasures.clock.now())
    kept = await database.personal.of(ANN.id)
    assert set(kept) == {"guild_mute", "case_reported", "choice", "trail", "ledger", "outbox", "erasure"}
    (row,) = kept["outbox"]
    assert row["content"] == waiting.message.content
    assert row["source_id"] == str(waiting.message.id)
    assert await database.personal.of(BEN) == {}


async def test_what_waits_for_moderators_or_its_time_waits_no_more_and_never_comes(database: Database, stores: Stores):
    bridge_id = await stores.bridges.open(Owner(GUILD), "one", [LOBBY], BridgeSettings())
    source = spoken(stores)
    due = Refusal(THERE, Reason.SLOW, due_at=stores.clock.now() + timedelta(seconds=60))
    refusals = (Refusal(HERE, Reason.WORDS, ruled_by=GUILD), due)
    held = Refused(SourcePlace(SOURCE, source), GUILD, ANN.id, UNEDITED, bridge_id, refusals)
    stores.clock.advance(timedelta(minutes=5))
    later = replace(held, source=SourcePlace(SOURCE, spoken(stores)))
    stores.clock.advance(timedelta(minutes=-4))
    await stores.held.refuse([held, later])
    erasure = await database.erasures.request(ANN.id, database.erasures.clock.now())
    assert await stores.held.waiting() == [later]
    await erased(database, erasure)
    released = replace(said(source), destinations=(HERE, THERE), is_released=True)
    assert await stores.outbox.observe([released]) == []


async def test_what_an_operator_asks_for_waits_no_more_either(database: Database, stores: Stores):
    bridge_id = await stores.bridges.open(Owner(GUILD), "one", [LOBBY], BridgeSettings())
    source, words = spoken(stores), Refusal(HERE, Reason.WORDS, ruled_by=GUILD)
    await stores.held.refuse([Refused(SourcePlace(SOURCE, source), GUILD, ANN.id, UNEDITED, bridge_id, (words,))])
    await database.erasures.finish(Erasure(ANN.id, stores.clock.now(), 0, 0))
    assert await stores.held.waiting() == []


async def test_while_an_erasure_goes_on_no_deletion_of_its_copies_is_a_moderators(database: Database, stores: Stores):
    source = spoken(stores)
    copy = await relayed(stores, source)
    row = await owe(stores, replace(said(source, revision=FIRST_EDIT), is_said=False))
    erasure = await database.erasures.request(ANN.id, database.erasures.clock.now())
    await database.erasures.begin([StandingCopy(HERE, copy)])
    # The lane was about to show the edit, and knows nothing of the erasure.
    await stores.ledger.settle(row, [part_of(row, copy)])
    assert states(await stores.ledger.parts(source, HERE)) == [(copy, PartState.LIVE)]
    assert await stores.ledger.live_sources(copy) == []
    stores.clock.advance(timedelta(minutes=5))
    said_later = spoken(stores)
    assert await stores.ledger.live_sources(await relayed(stores, said_later)) == [SourcePlace(SOURCE, said_later)]
    await database.erasures.finish(erasure)


async def shared(stores: Stores, *authors: Author) -> tuple[list[MessageId], MessageId]:
    """Have a message of each of *authors* stand in one copy, a line each; return them, and the copy."""
    first = spoken(stores)
    copy = MessageId(first + 1000)
    rows = []
    for number, author in enumerate(authors):
        one = said(first + number)
        rows.append(await owe(stores, replace(one, message=replace(one.message, author=author))))
    parts = [replace(part_of(row, copy), joining=Joining.DIGEST) for row in rows]
    await stores.ledger.record_joined(parts, rows)
    return [row.source_id for row in rows], copy


async def test_of_a_copy_that_others_share_only_the_line_is_to_go(database: Database, stores: Stores):
    (mine, others), copy = await shared(stores, ANN, replace(ANN, id=BEN))
    await database.bridges.open(Owner(GUILD), "lobby", [replace(LOBBY, channel_id=HERE)], BridgeSettings())
    erasure = await database.erasures.request(ANN.id, database.erasures.clock.now())
    assert (erasure.copies, await database.erasures.copies(erasure)) == (1, [])
    assert await database.erasures.waiting(erasure) == [SourcePlace(SOURCE, mine)]
    [row] = await stores.outbox.remove(SOURCE, [mine])
    await stores.ledger.settle(row, ())
    assert await database.erasures.waiting(erasure) == []
    await database.erasures.finish(erasure)
    assert [part.source_id for part in await stores.ledger.together(copy)] == [others]


async def test_a_copy_that_an_author_shares_with_nobody_or_where_no_lane_is_goes_whole(
    database: Database, stores: Stores
):
    await database.bridges.open(Owner(GUILD), "lobby", [replace(LOBBY, channel_id=THERE)], BridgeSettings())
    _, copy = await shared(stores, ANN, replace(ANN, id=BEN))
    erasure = await database.erasures.request(ANN.id, database.erasures.clock.now())
    assert await database.erasures.waiting(erasure) == []
    assert await database.erasures.copies(erasure) == [StandingCopy(HERE, copy)]
