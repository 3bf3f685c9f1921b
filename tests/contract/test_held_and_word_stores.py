"""What every `HeldStore`, `WordStore` and `StandingBoardStore` does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.bridges.model import BridgeId, BridgeSettings, Owner
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.moderation.model import RaidMode, Reason, Refusal, Refused, StandingBoard
from bot.relay.model import Debt, SourcePlace
from bot.relay.ports import Admitted
from bot.storage.database import Database
from bot.translation.model import EN
from tests.contract.test_bridge_store import GUILD, HALL, LOBBY
from tests.fakes import StillClock
from tests.owing import FIRST_EDIT, HERE, SECOND_EDIT, SOURCE, THERE, Stores, message, part_of, stores_of

ABROAD = GuildId(1 << 61)
ANN = UserId(7)


async def opened(stores: Stores, name: str = "one") -> BridgeId:
    return await stores.bridges.open(Owner(GUILD), name, [LOBBY if name == "one" else HALL], BridgeSettings())


def refused(bridge_id: BridgeId, message_id: int, *refusals: Refusal) -> Refused:
    place = SourcePlace(SOURCE, MessageId(message_id))
    return Refused(place, GUILD, ANN, message(message_id).revision, bridge_id, refusals)


WORDS = Refusal(HERE, Reason.WORDS, ruled_by=ABROAD)


async def test_what_waits_is_given_once_a_message_in_the_order_in_which_it_was_said(stores: Stores):
    bridge_id = await opened(stores)
    due = stores.clock.now() + timedelta(seconds=60)
    slow = Refusal(THERE, Reason.SLOW, due_at=due)
    later, first = refused(bridge_id, 1 << 62, slow), refused(bridge_id, 5, WORDS, slow)
    closed = refused(bridge_id, 6, Refusal(HERE, Reason.CLOSED))
    assert list(await stores.held.refuse([later, first, closed])) == [True, True, True]
    assert await stores.held.waiting() == [first, later]
    await stores.held.close(MessageId(5), [HERE])
    assert await stores.held.waiting() == [replace(first, refusals=(slow,)), later]
    await stores.held.close(MessageId(5))
    assert await stores.held.waiting() == [later]


async def test_only_a_newer_revision_waits_again(stores: Stores):
    one = refused(await opened(stores), 5, WORDS)
    await stores.held.refuse([one])
    await stores.held.close(MessageId(5))
    await stores.held.refuse([one])
    assert await stores.held.waiting() == []
    edited = replace(one, revision=FIRST_EDIT)
    await stores.held.refuse([edited])
    assert await stores.held.waiting() == [edited]


async def test_what_is_refused_somewhere_is_owed_there_by_nothing_but_its_release(stores: Stores):
    bridge_id = await opened(stores)
    await stores.held.refuse([refused(bridge_id, 5, WORDS)])
    said = Admitted(message(5), EN, (HERE, THERE))
    edited = Admitted(message(5, revision=FIRST_EDIT), EN, (HERE, THERE), is_said=False)
    assert [row.destination_id for row in await stores.outbox.observe([said])] == [THERE]
    assert [row.destination_id for row in await stores.outbox.observe([edited])] == [THERE]
    (row,) = await stores.outbox.observe([Admitted(edited.message, EN, (HERE,), is_released=True)])
    assert (row.destination_id, row.debt, row.revision) == (HERE, Debt.CREATE, FIRST_EDIT)
    assert await stores.held.waiting() == []
    assert await stores.outbox.observe([Admitted(edited.message, EN, (HERE,), is_released=True)]) == []


async def test_what_is_released_is_refused_no_more_as_it_reads_but_anew_when_it_is_edited(stores: Stores):
    one = refused(await opened(stores), 5, WORDS)
    await stores.held.refuse([one])
    await stores.outbox.observe([Admitted(message(5, revision=FIRST_EDIT), EN, (HERE,), is_released=True)])
    assert list(await stores.held.refuse([one, replace(one, revision=FIRST_EDIT)])) == [False, False]
    assert await stores.held.waiting() == []
    again = replace(one, revision=SECOND_EDIT)
    assert list(await stores.held.refuse([again])) == [True]
    assert await stores.held.waiting() == [again]


async def test_what_stands_already_does_not_wait_but_its_edit_does(stores: Stores):
    """Catch-up reads what has crossed once more, perhaps under rules that are newer."""
    bridge_id = await opened(stores)
    (row,) = await stores.outbox.observe([Admitted(message(5), EN, (HERE,))])
    await stores.ledger.record(part_of(row, 50), row, settles=True)
    one = refused(bridge_id, 5, WORDS)
    assert list(await stores.held.refuse([one])) == [True]
    assert await stores.held.waiting() == []
    edited = replace(one, revision=FIRST_EDIT)
    await stores.held.refuse([edited])
    assert await stores.held.waiting() == [edited]


async def test_how_bridges_guard_against_raids_is_kept(stores: Stores):
    one, two = await opened(stores), await opened(stores, "two")
    on = RaidMode(3, 20, stores.clock.now(), is_by_hand=True)
    for bridge_id, mode in ((one, RaidMode()), (one, on), (two, RaidMode(most_a_minute=5))):
        await stores.raids.keep(bridge_id, mode)
    assert await stores.raids.every() == {one: on, two: RaidMode(most_a_minute=5)}


async def test_a_release_moves_no_watermark(stores: Stores):
    await stores.held.refuse([refused(await opened(stores), 5, WORDS)])
    await stores.outbox.observe([Admitted(message(5), EN, (HERE,), is_released=True)])
    assert await stores.outbox.watermarks() == {}


async def test_what_waits_does_so_for_a_day_and_is_refused_for_two(stores: Stores):
    await stores.held.refuse([refused(await opened(stores), 5, WORDS)])
    stores.clock.advance(timedelta(hours=24))
    assert await stores.held.waiting() == []
    await stores.ledger.expire()
    assert await stores.outbox.observe([Admitted(message(5), EN, (HERE,))]) == []
    stores.clock.advance(timedelta(hours=24))
    await stores.ledger.expire()
    assert len(await stores.outbox.observe([Admitted(message(5), EN, (HERE,))])) == 1


async def test_words_are_kept_for_each_guild_and_bridge(stores: Stores):
    one, two = await opened(stores), await opened(stores, "two")
    await stores.words.add(one, GUILD, ["scam", "加微信"])
    await stores.words.add(one, GUILD, ["scam"])
    await stores.words.add(one, ABROAD, ["scam"])
    await stores.words.add(two, GUILD, ["spam"])
    await stores.words.remove(one, ABROAD, "scam")
    await stores.words.remove(two, ABROAD, "spam")
    assert await stores.words.every() == {(one, GUILD): {"scam", "加微信"}, (two, GUILD): {"spam"}}


async def test_whose_rules_are_mirrored_is_kept_for_each_bridge(stores: Stores):
    one, two = await opened(stores), await opened(stores, "two")
    for bridge_id, guild_id in ((one, GUILD), (one, ABROAD), (two, GUILD), (one, GUILD)):
        await stores.mirrors.keep(bridge_id, guild_id, is_on=True)
    await stores.mirrors.keep(one, ABROAD, is_on=False)
    assert set(await stores.mirrors.every()) == {(one, GUILD), (two, GUILD)}


async def test_a_board_takes_the_place_of_an_earlier_one_of_its_guild_alone(stores: Stores):
    bridge_id = await opened(stores)
    assert await stores.boards.of(bridge_id, GUILD) is None
    theirs = StandingBoard(ChannelId(8), MessageId(3), MessageId(5))
    await stores.boards.keep(bridge_id, ABROAD, theirs)
    for number in (1, 2):
        await stores.boards.keep(bridge_id, GUILD, StandingBoard(ChannelId(9), MessageId(number), MessageId(5)))
    assert await stores.boards.of(bridge_id, GUILD) == StandingBoard(ChannelId(9), MessageId(2), MessageId(5))
    await stores.boards.forget(bridge_id, GUILD)
    assert await stores.boards.of(bridge_id, GUILD) is None
    assert await stores.boards.of(bridge_id, ABROAD) == theirs


@pytest.mark.parametrize("is_closed_before", [False, True])
async def test_nothing_is_left_of_a_bridge_that_is_gone(database: Database, is_closed_before: bool):
    stores = stores_of(database, StillClock())
    bridge_id = await opened(stores)
    for turn in range(2):
        if turn == int(is_closed_before):
            await stores.bridges.close(bridge_id)
        else:
            await stores.held.refuse([refused(bridge_id, 5, WORDS)])
            await stores.words.add(bridge_id, GUILD, ["scam"])
            await stores.boards.keep(bridge_id, GUILD, StandingBoard(ChannelId(9), MessageId(1), MessageId(5)))
    if is_closed_before:
        assert list(await stores.held.refuse([refused(bridge_id, 5, WORDS)])) == [True]
    assert await stores.held.waiting() == []
    assert await stores.words.every() == {}
    assert await stores.boards.of(bridge_id, GUILD) is None
