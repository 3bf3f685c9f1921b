"""What the stores of partners do, on both databases."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.bridges.model import BridgeId, BridgeSettings, Endpoint, Owner
from bot.ids import ChannelId, GuildId, UserId
from bot.partners.model import (
    A_WEEK,
    Availability,
    Level,
    Pair,
    PairState,
    Part,
    Partner,
    next_round,
    week_of,
)
from bot.partners.ports import Made, Round
from bot.prompts.model import Theme
from bot.storage.database import Database
from bot.storage.pairs import CLAIMED_FOR
from bot.translation.model import EN, ZH_HANS
from tests.fakes import StillClock

GUILD = GuildId(1 << 60)
ENGLISH, CHINESE = ChannelId(1 << 61), ChannelId(5)
ANN, BEN, LI, WU = UserId(1 << 60), UserId(7), UserId(1 << 62), UserId(9)
CLOCK = StillClock()
NEXT = next_round(CLOCK.now())
WEEK = week_of(NEXT)
THREADS = (ChannelId(1 << 61 | 1), ChannelId(1 << 61 | 2))


async def opened(database: Database, name: str = "one", shift: int = 0) -> BridgeId:
    ends = [Endpoint(GUILD, ChannelId(ENGLISH + shift), EN), Endpoint(GUILD, ChannelId(CHINESE + shift), ZH_HANS)]
    return await database.bridges.open(Owner(GUILD), name, ends, BridgeSettings())


def partner(bridge_id: BridgeId, user_id: UserId, channel_id: ChannelId = ENGLISH) -> Partner:
    availability = Availability(frozenset({Part.NIGHT, Part.LATE}), 8)
    return Partner(bridge_id, user_id, GUILD, channel_id, Level.SOME, frozenset({Theme.FOOD, Theme.PETS}), availability)


async def joined(database: Database, bridge_id: BridgeId, *user_ids: UserId) -> list[Partner]:
    those = [partner(bridge_id, one, ENGLISH if one in (ANN, BEN) else CHINESE) for one in user_ids]
    for one in those:
        assert await database.community.partners.keep(one, NEXT)
    return those


async def made(
    database: Database, bridge_id: BridgeId, *pairs: tuple[UserId, UserId], left: Sequence[UserId] = ()
) -> list[Pair]:
    """Let a round have brought some together."""
    (due,) = [
        one for one in await database.community.pairs.rounds(NEXT + 10 * A_WEEK, 10) if one.bridge_id == bridge_id
    ]
    those = [(partner(bridge_id, ann, ENGLISH), partner(bridge_id, li, CHINESE)) for ann, li in pairs]
    await database.community.pairs.made(due, Made(WEEK, those, left, due.due_at + A_WEEK))
    return [one for pair in pairs for one in (await database.community.pairs.pairs_of(bridge_id, pair[0]))[:1]]


async def talking(database: Database, pair: Pair) -> Pair:
    """Let both threads of a pair stand."""
    for side, thread_id in zip(pair.sides, THREADS, strict=True):
        side = replace(side, thread_id=thread_id)
        pair = pair.with_side(side)
        await database.community.pairs.opened(pair, side, "Partners 1", THREADS[0])
    await database.community.pairs.settle(pair.id, PairState.OPEN, NEXT + A_WEEK)
    return pair


async def test_a_member_is_kept_as_they_joined_and_changed_it(database: Database):
    bridge_id = await opened(database)
    (ann,) = await joined(database, bridge_id, ANN)
    assert await database.community.partners.of(bridge_id, ANN) == ann
    assert await database.community.partners.of(bridge_id, BEN) is None
    changed = replace(ann, level=Level.WELL, interests=frozenset(), skips=WEEK, waiting=2)
    assert await database.community.partners.keep(changed, NEXT + A_WEEK)
    assert await database.community.partners.of(bridge_id, ANN) == changed
    assert await database.community.pairs.rounds(NEXT, 10) == [Round(bridge_id, NEXT)]
    assert await database.community.partners.bridges_of(ANN) == [bridge_id]


async def test_nobody_joins_a_bridge_that_is_closed(database: Database):
    bridge_id = await opened(database)
    await database.bridges.close(bridge_id)
    assert not await database.community.partners.keep(partner(bridge_id, ANN), NEXT)


async def test_one_process_makes_the_pairs_of_a_round_and_a_slower_one_makes_none(database: Database):
    bridge_id = await opened(database)
    ann, li = await joined(database, bridge_id, ANN, LI)
    (due,) = await database.community.pairs.rounds(NEXT, 10)
    claims = await asyncio.gather(*(database.community.pairs.claim_round(due) for _ in range(5)))
    assert sorted(claims) == [False] * 4 + [True]
    for _ in range(2):
        await database.community.pairs.made(due, Made(WEEK, [(ann, li)], (), NEXT + A_WEEK))
    assert len(await database.community.pairs.pairs_of(bridge_id, ANN)) == 1
    assert await database.community.pairs.rounds(NEXT, 10) == []
    assert not await database.community.pairs.claim_round(due)
    (later,) = await database.community.pairs.rounds(NEXT + A_WEEK, 10)
    assert await database.community.pairs.claim_round(later)


async def test_who_is_left_over_is_remembered_until_they_have_somebody(database: Database):
    bridge_id = await opened(database)
    await joined(database, bridge_id, ANN, BEN, LI)
    (pair,) = await made(database, bridge_id, (ANN, LI), left=[BEN])
    assert [
        (one.user_id, one.waiting)
        for one in sorted((await database.community.partners.crowd(bridge_id)).partners, key=lambda one: one.user_id)
    ] == [
        (BEN, 1),
        (ANN, 0),
        (LI, 0),
    ]
    assert [one.user_id for one in pair.sides] == [ANN, LI]
    assert (pair.state, pair.week) == (PairState.PLANNED, WEEK)
    await database.community.pairs.drop(pair.id, [LI])
    crowd = await database.community.partners.crowd(bridge_id)
    assert {one.user_id: one.waiting for one in crowd.partners} == {ANN: 0, BEN: 1, LI: 1}
    await made(database, bridge_id, (BEN, LI))
    crowd = await database.community.partners.crowd(bridge_id)
    assert {one.user_id: one.waiting for one in crowd.partners} == {ANN: 0, BEN: 0, LI: 0}
    assert crowd.meetings == {(BEN, LI): 1}


async def test_how_often_two_met_is_counted_on_their_bridge_alone(database: Database):
    bridge_id, other = await opened(database), await opened(database, "two", 100)
    await joined(database, bridge_id, ANN, LI)
    await joined(database, other, ANN, LI)
    for _ in range(3):
        await made(database, bridge_id, (ANN, LI))
    await made(database, other, (ANN, LI))
    assert (await database.community.partners.crowd(bridge_id)).meetings == {(ANN, LI): 3}
    assert (await database.community.partners.crowd(other)).meetings == {(ANN, LI): 1}


async def test_a_pair_is_one_processs_at_a_time_and_anothers_once_that_has_ended(database: Database):
    bridge_id = await opened(database)
    await joined(database, bridge_id, ANN, LI)
    (pair,) = await made(database, bridge_id, (ANN, LI))
    assert await database.community.pairs.due(database.community.pairs.clock.now(), 10) == [pair.id]
    claims = await asyncio.gather(*(database.community.pairs.claim(pair.id) for _ in range(5)))
    (claim,) = [one for one in claims if one is not None]
    assert claim.is_fresh
    assert claim.pair == pair
    await database.community.pairs.settle(pair.id, PairState.OPEN, NEXT + A_WEEK)
    again = await database.community.pairs.claim(pair.id)
    assert again is not None
    assert again.is_fresh
    await database.community.pairs.settle(pair.id, PairState.ASKED, None)
    assert await database.community.pairs.due(NEXT + 10 * A_WEEK, 10) == []
    assert await database.community.pairs.claim(pair.id) is None


async def test_a_claim_that_ran_out_is_taken_over_and_not_fresh(url: str):
    clock = StillClock()
    database = await Database.open(url, clock)
    bridge_id = await opened(database)
    await joined(database, bridge_id, ANN, LI)
    (pair,) = await made(database, bridge_id, (ANN, LI))
    assert await database.community.pairs.claim(pair.id) is not None
    if url.startswith("sqlite"):  # the other goes by its own clock, which nobody sets
        clock.advance(CLAIMED_FOR + timedelta(seconds=1))
        over = await database.community.pairs.claim(pair.id)
        assert over is not None
        assert not over.is_fresh
    assert await database.community.pairs.claim(pair.id) is None
    await database.close()


async def test_the_threads_of_a_pair_are_one_strand_until_it_ends(database: Database):
    bridge_id = await opened(database)
    await joined(database, bridge_id, ANN, LI)
    (pair,) = await made(database, bridge_id, (ANN, LI))
    pair = await talking(database, pair)
    assert await database.community.pairs.threads() == set(THREADS)
    assert await database.community.pairs.in_thread(THREADS[1]) == replace(pair, state=PairState.OPEN)
    (strand,) = await database.threads.strands([THREADS[1]])
    assert strand.threads == {ENGLISH: THREADS[0], CHINESE: THREADS[1]}
    await database.community.partners.leave(LI, bridge_id)
    assert await database.community.pairs.threads() == set()
    (strand,) = await database.threads.strands([THREADS[1]])
    assert strand.threads == {}
    assert await database.threads.parent_of(THREADS[1]) == CHINESE  # for erasures
    assert await database.community.pairs.pairs_of(bridge_id, ANN) == []
    assert await database.community.pairs.ending(ANN) == [pair.id]
    await database.community.pairs.settle(pair.id, PairState.OPEN, None)
    assert await database.community.pairs.ending(ANN) == [pair.id]
    await database.community.pairs.drop(pair.id)
    assert await database.community.pairs.by_id(pair.id) is None


async def test_a_pair_that_is_to_end_while_it_is_opened_waits_for_whoever_opens_it(database: Database):
    bridge_id = await opened(database)
    await joined(database, bridge_id, ANN, LI)
    (pair,) = await made(database, bridge_id, (ANN, LI))
    assert await database.community.pairs.claim(pair.id) is not None
    await database.community.partners.leave(ANN)
    assert await database.community.pairs.claim(pair.id) is None
    await database.community.pairs.settle(pair.id, PairState.OPEN, NEXT)
    claim = await database.community.pairs.claim(pair.id)
    assert claim is not None
    assert claim.pair.state is PairState.ENDING


async def test_a_block_holds_both_ways_on_every_bridge_and_outlives_leaving_until_it_is_erased(database: Database):
    bridge_id, other = await opened(database), await opened(database, "two", 100)
    await joined(database, bridge_id, ANN, BEN, LI, WU)
    await joined(database, other, ANN, LI)
    (pair, third) = await made(database, bridge_id, (ANN, LI), (BEN, WU))
    (second,) = await made(database, other, (ANN, LI))
    await database.community.partners.block(LI, ANN)
    await database.community.partners.block(LI, ANN)
    for each in (bridge_id, other):
        assert (await database.community.partners.crowd(each)).apart == {(ANN, LI)}
    assert sorted(await database.community.pairs.ending(ANN)) == sorted([pair.id, second.id])
    assert await database.community.pairs.ending(BEN) == []
    assert third.id not in await database.community.pairs.ending(LI)
    await database.community.partners.leave(LI)
    await joined(database, bridge_id, LI)
    assert (await database.community.partners.crowd(bridge_id)).apart == {(ANN, LI)}
    await database.community.partners.forget_blocks(ANN)  # who was blocked does not undo it
    assert (await database.community.partners.crowd(bridge_id)).apart == {(ANN, LI)}
    await database.community.partners.forget_blocks(LI)
    assert (await database.community.partners.crowd(bridge_id)).apart == set()


async def test_what_one_answers_is_theirs_alone(database: Database):
    bridge_id = await opened(database)
    await joined(database, bridge_id, ANN, LI)
    (pair,) = await made(database, bridge_id, (ANN, LI))
    await database.community.pairs.answer(pair.id, LI, has_met=False)
    found = await database.community.pairs.by_id(pair.id)
    assert found is not None
    assert [one.has_met for one in found.sides] == [None, False]
    await database.community.pairs.answer(pair.id, LI, has_met=True)
    assert [record["has_met"] for record in (await database.personal.of(LI))["partner_side"]] == [True]
    assert [record["has_met"] for record in (await database.personal.of(ANN))["partner_side"]] == [None]


async def test_what_is_exported_tells_whom_one_blocked_and_not_by_whom_one_was(database: Database):
    bridge_id = await opened(database)
    await joined(database, bridge_id, ANN, LI)
    await database.community.partners.block(LI, ANN)
    assert (await database.personal.of(LI))["partner_block"] == [{"user_id": str(LI), "other_id": str(ANN)}]
    assert "partner_block" not in await database.personal.of(ANN)


@pytest.mark.parametrize("number", [1, 400])
async def test_many_are_brought_together_at_once(database: Database, number: int):
    bridge_id = await opened(database)
    those = [(UserId(1000 + n), UserId(5000 + n)) for n in range(number)]
    await joined(database, bridge_id, *(one for pair in those for one in pair))
    await made(database, bridge_id, *those)
    due = await database.community.pairs.due(NEXT, 1000)
    assert len(due) == number
    crowd = await database.community.partners.crowd(bridge_id)
    assert crowd.meetings == dict.fromkeys(those, 1)


async def test_a_guild_that_is_forgotten_takes_its_pairs_with_another_guild_along(database: Database):
    away = GuildId(77)
    ends = [Endpoint(GUILD, ENGLISH, EN), Endpoint(away, CHINESE, ZH_HANS)]
    bridge_id = await database.bridges.open(Owner(GUILD), "one", ends, BridgeSettings())
    ann, li = partner(bridge_id, ANN), replace(partner(bridge_id, LI, CHINESE), guild_id=away)
    for one in (ann, li):
        await database.community.partners.keep(one, NEXT)
    (due,) = await database.community.pairs.rounds(NEXT, 10)
    await database.community.pairs.made(due, Made(WEEK, [(ann, li)], (), NEXT + A_WEEK))
    await database.departures.note(away)
    await database.departures.purge(away)
    assert await database.community.pairs.pairs_of(bridge_id, ANN) == []
    assert await database.community.partners.bridges_of(LI) == []
