"""What every `ScheduleStore` and `OccasionStore` does."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from bot.bridges.model import BridgeId, BridgeSettings, Owner
from bot.ids import ChannelId, MessageId, UserId
from bot.prompts.festivals import Calendar
from bot.prompts.model import PromptId, Theme
from bot.prompts.occasions import (
    CLAIMED_FOR,
    Asked,
    Choice,
    Occasion,
    OccasionId,
    OccasionState,
    Posting,
    PostingState,
    Reason,
)
from bot.prompts.schedule import Hour, Pause, Schedule, SeatHours
from bot.storage.database import Database
from tests.contract.conftest import opened as stores_at
from tests.contract.test_bridge_store import GUILD, HALL, LOBBY
from tests.fakes import StillClock
from tests.owing import HERE, THERE, Stores, memory_stores, stores_of

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
CATS = Choice(PromptId("cats"), Theme.PETS, Reason.LIBRARY)
RICE = Choice(PromptId("rice"), Theme.FOOD, Reason.FESTIVAL)
OURS = Choice(PromptId("own-1"), None, Reason.SUGGESTION)
MORGAN = UserId(1 << 60)


async def opened(stores: Stores, name: str = "one") -> BridgeId:
    return await stores.bridges.open(Owner(GUILD), name, [LOBBY if name == "one" else HALL], BridgeSettings())


async def asked(stores: Stores, bridge_id: BridgeId, on: date = MONDAY, choice: Choice = CATS) -> Occasion:
    return await stores.occasions.open(bridge_id, on, choice, stores.clock.now() + timedelta(hours=36))


def chosen(bridge_id: BridgeId) -> Schedule:
    """Return a schedule of which nothing is as it is by default."""
    return Schedule(
        bridge_id,
        Hour(time(7, 45), "America/New_York"),
        {HERE: SeatHours("Asia/Taipei", time(20), 1 << 60), THERE: SeatHours(ping_role_id=5)},
        frozenset({0, 6}),
        timedelta(hours=72),
        MONDAY,
        False,
        frozenset({Theme.FOOD, Theme.PETS}),
        frozenset({Calendar.TW, Calendar.US}),
        True,
        Pause.FORBIDDEN,
        3,
    )


# --- schedules


async def test_a_schedule_is_kept_whole_and_takes_the_place_of_what_there_was(stores: Stores):
    one, two = await opened(stores), await opened(stores, "two")
    assert await stores.schedules.of(one) is None
    await stores.schedules.save(chosen(one), stores.clock.now())
    await stores.schedules.save(Schedule(two, starts_on=MONDAY), stores.clock.now())
    assert await stores.schedules.of(one) == chosen(one)
    plain = Schedule(one, starts_on=MONDAY, seats={THERE: SeatHours(at=time(0))})
    await stores.schedules.save(plain, stores.clock.now())
    assert await stores.schedules.of(one) == plain
    assert await stores.schedules.of(two) == Schedule(two, starts_on=MONDAY)


async def test_a_channel_that_changed_its_bridge_has_its_hours_in_the_new_one(stores: Stores):
    one, two = await opened(stores), await opened(stores, "two")
    await stores.schedules.save(chosen(one), stores.clock.now())
    mine = SeatHours("Europe/London", time(9))
    await stores.schedules.save(Schedule(two, starts_on=MONDAY, seats={HERE: mine}), stores.clock.now())
    before, after = await stores.schedules.of(one), await stores.schedules.of(two)
    assert before is not None
    assert after is not None
    assert (set(before.seats), after.seats) == ({THERE}, {HERE: mine})


async def test_of_a_bridge_that_is_gone_nothing_is_kept(stores: Stores):
    await stores.schedules.save(Schedule(BridgeId(77), starts_on=MONDAY), stores.clock.now())
    assert await stores.schedules.of(BridgeId(77)) is None


async def test_schedules_are_awake_when_their_time_has_come_and_those_first_that_wait_longest(stores: Stores):
    one, two = await opened(stores), await opened(stores, "two")
    now = stores.clock.now()
    await stores.schedules.save(Schedule(one, starts_on=MONDAY), now)
    await stores.schedules.save(Schedule(two, starts_on=MONDAY), now - timedelta(minutes=1))
    found = await stores.schedules.awake(now, 10)
    assert [(each.schedule.bridge_id, each.since) for each in found] == [(two, now - timedelta(minutes=1)), (one, now)]
    assert [each.schedule.bridge_id for each in await stores.schedules.awake(now, 1)] == [two]
    await stores.schedules.sleep(found[0], now + DAY)
    await stores.schedules.sleep(found[1], now + timedelta(seconds=1))
    assert await stores.schedules.awake(now, 10) == []
    assert [one.since for one in await stores.schedules.awake(now + DAY, 10)] == [now + timedelta(seconds=1), now + DAY]


async def test_what_was_saved_meanwhile_is_not_put_to_sleep(stores: Stores):
    """Whoever looked did so at the schedule that was."""
    bridge_id = await opened(stores)
    now = stores.clock.now()
    await stores.schedules.save(Schedule(bridge_id, starts_on=MONDAY), now - timedelta(minutes=1))
    (before,) = await stores.schedules.awake(now, 10)
    await stores.schedules.save(Schedule(bridge_id, starts_on=MONDAY), now)
    await stores.schedules.sleep(before, now + DAY)
    assert [one.since for one in await stores.schedules.awake(now, 10)] == [now]


async def test_what_a_clock_that_was_ahead_put_to_sleep_is_awake(stores: Stores):
    one = await opened(stores)
    now = stores.clock.now()
    await stores.schedules.save(Schedule(one, starts_on=MONDAY), now + timedelta(days=3))
    assert [each.schedule.bridge_id for each in await stores.schedules.awake(now, 10)] == [one]


async def test_a_pause_is_news_once(stores: Stores):
    one, two = await opened(stores), await opened(stores, "two")
    for bridge_id in (one, two):
        await stores.schedules.save(Schedule(bridge_id, starts_on=MONDAY), stores.clock.now())
    assert await stores.schedules.pause(one, Pause.UNANSWERED)
    assert not await stores.schedules.pause(one, Pause.ADMIN)
    first, second = await stores.schedules.of(one), await stores.schedules.of(two)
    assert first is not None
    assert second is not None
    assert (first.paused_for, second.paused_for) == (Pause.UNANSWERED, None)
    assert not await stores.schedules.pause(BridgeId(77), Pause.ADMIN)


async def test_topics_that_nobody_answered_are_counted_since_the_last_that_somebody_did(stores: Stores):
    one, two = await opened(stores), await opened(stores, "two")
    for bridge_id in (one, two):
        await stores.schedules.save(Schedule(bridge_id, starts_on=MONDAY), stores.clock.now())
    counts = [await stores.schedules.answered(one, is_answered=each) for each in (False, False, True, False)]
    assert counts == [1, 2, 0, 1]
    assert await stores.schedules.answered(two, is_answered=False) == 1
    assert await stores.schedules.answered(BridgeId(77), is_answered=False) == 0


# --- occasions


async def test_two_that_open_an_occasion_at_once_have_the_same_and_only_the_winner_takes_from_the_queue(stores: Stores):
    bridge_id = await opened(stores)
    for name in ("first", "second"):
        await stores.occasions.put_next(bridge_id, PromptId(name), MORGAN)
    entries = await stores.occasions.queue(bridge_id)
    choices = [Choice(one.prompt_id, None, Reason.QUEUE, one.id) for one in entries]
    first, second = await asyncio.gather(*(asked(stores, bridge_id, choice=one) for one in choices))
    assert first == second
    assert first.choice is not None
    assert first.choice.entry_id is None
    assert first.state is OccasionState.OPEN
    left = [one.prompt_id for one in await stores.occasions.queue(bridge_id)]
    assert left == [one.prompt_id for one in entries if one.prompt_id != first.choice.prompt_id]
    assert await stores.occasions.at(bridge_id, MONDAY) == first


async def test_occasions_are_apart_by_bridge_and_date(stores: Stores):
    one, two = await opened(stores), await opened(stores, "two")
    ids = {(await asked(stores, bridge, day)).id for bridge in (one, two) for day in (MONDAY, MONDAY + DAY)}
    assert len(ids) == 4
    assert await stores.occasions.at(one, MONDAY - DAY) is None


async def test_a_date_is_skipped_as_long_as_nothing_was_decided(stores: Stores):
    bridge_id = await opened(stores)
    await asked(stores, bridge_id)
    assert not await stores.occasions.skip(bridge_id, MONDAY)
    assert await stores.occasions.skip(bridge_id, MONDAY + DAY)
    assert not await stores.occasions.skip(bridge_id, MONDAY + DAY)
    skipped = await asked(stores, bridge_id, MONDAY + DAY)
    assert (skipped.choice, skipped.state) == (None, OccasionState.SKIPPED)
    assert set(await stores.occasions.skipped(bridge_id, MONDAY)) == {MONDAY + DAY}
    assert set(await stores.occasions.skipped(bridge_id, MONDAY + 2 * DAY)) == set()


async def test_a_posting_is_one_claimant_s_until_the_claim_expires(stores: Stores):
    occasion = await asked(stores, await opened(stores))
    claims = await asyncio.gather(*(stores.occasions.claim(occasion, HERE) for _ in range(2)))
    (won,) = [one for one in claims if one is not None]
    assert (won.occasion, won.channel_id, won.is_fresh) == (occasion, HERE, True)
    elsewhere = await stores.occasions.claim(occasion, THERE)
    assert elsewhere is not None
    assert elsewhere.is_fresh


@pytest.fixture(params=["memory", "sqlite"])
async def alone(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stores]:
    """Give the stores of a process that has its database to itself, and so goes by its own clock."""
    if request.param == "memory":
        yield memory_stores()
    else:
        async with stores_at(f"sqlite:///{tmp_path / 'qiao.db'}") as stores:
            yield stores


@pytest.mark.parametrize("direction", [1, -1])
async def test_a_claim_that_expired_or_comes_from_a_clock_that_was_ahead_is_another_s(alone: Stores, direction: int):
    occasion = await asked(alone, await opened(alone))
    first = await alone.occasions.claim(occasion, HERE)
    assert first is not None
    alone.clock.advance((CLAIMED_FOR - timedelta(seconds=1)) * direction)
    assert await alone.occasions.claim(occasion, HERE) is None
    alone.clock.advance(timedelta(seconds=2) * direction)
    second = await alone.occasions.claim(occasion, HERE)
    assert second is not None
    assert (second.is_fresh, second.claimed_at) == (False, first.claimed_at)
    assert await alone.occasions.claim(occasion, HERE) is None  # it is claimed anew


async def test_several_processes_claim_by_the_clock_of_their_database(request: pytest.FixtureRequest):
    """One whose own clock is an hour ahead must not take what another is about to post."""
    async with request.getfixturevalue("postgres").database() as url, stores_at(url) as stores:
        occasion = await asked(stores, await opened(stores))
        assert await stores.occasions.claim(occasion, HERE) is not None
        stores.clock.advance(timedelta(hours=1))
        assert await stores.occasions.claim(occasion, HERE) is None


async def test_what_was_posted_or_cannot_be_is_claimed_no_more(stores: Stores):
    occasion = await asked(stores, await opened(stores))
    here, there = await stores.occasions.claim(occasion, HERE), await stores.occasions.claim(occasion, THERE)
    assert here is not None
    assert there is not None
    await stores.occasions.posted(here, MessageId(1 << 60), ChannelId(1 << 61))
    await stores.occasions.failed(there)
    past = await stores.occasions.by_id(occasion.id)
    assert past is not None
    stands = {one.channel_id: (one.state, one.message_id, one.thread_id) for one in past.postings}
    assert stands == {
        HERE: (PostingState.POSTED, 1 << 60, 1 << 61),
        THERE: (PostingState.FAILED, None, None),
    }
    stores.clock.advance(DAY)
    assert [await stores.occasions.claim(occasion, one) for one in (HERE, THERE)] == [None, None]


async def test_a_topic_is_known_by_its_message_and_by_its_thread(stores: Stores):
    bridge_id = await opened(stores)
    occasion, other = await asked(stores, bridge_id), await asked(stores, bridge_id, MONDAY + DAY)
    for one, number in ((occasion, 1 << 60), (other, 1 << 61)):
        claim = await stores.occasions.claim(one, HERE)
        assert claim is not None
        await stores.occasions.posted(claim, MessageId(number), ChannelId(number + 1))
    for message_id in (1 << 60, (1 << 60) + 1):
        found = await stores.occasions.of_message(MessageId(message_id))
        assert found is not None
        assert found.occasion == occasion
    assert await stores.occasions.of_message(MessageId(5)) is None
    assert await stores.occasions.by_id(OccasionId(77)) is None


async def test_an_occasion_waits_longer_never_shorter(stores: Stores):
    occasion = await asked(stores, await opened(stores))
    for hours in (5, -5):
        await stores.occasions.waits(occasion.id, occasion.closes_at + timedelta(hours=hours))
    past = await stores.occasions.by_id(occasion.id)
    assert past is not None
    assert past.occasion.closes_at == occasion.closes_at + timedelta(hours=5)


async def test_the_past_is_told_newest_first_with_what_is_skipped(stores: Stores):
    bridge_id, other = await opened(stores), await opened(stores, "two")
    await asked(stores, bridge_id)
    await stores.occasions.skip(bridge_id, MONDAY + DAY)
    last = await asked(stores, bridge_id, MONDAY + 2 * DAY, RICE)
    await asked(stores, other)
    claim = await stores.occasions.claim(last, HERE)
    past = await stores.occasions.past(bridge_id, 10)
    assert [one.occasion.on for one in past] == [MONDAY + 2 * DAY, MONDAY + DAY, MONDAY]
    assert [len(one.postings) for one in past] == [1, 0, 0]
    assert claim is not None
    assert past[0].postings == (Posting(last.id, HERE, PostingState.CLAIMED, claim.claimed_at),)
    assert past[0].occasion.choice == RICE
    assert [one.occasion.on for one in await stores.occasions.past(bridge_id, 2)] == [
        MONDAY + 2 * DAY,
        MONDAY + DAY,
    ]


async def test_what_was_asked_is_told_oldest_first_since_a_date(stores: Stores):
    bridge_id, other = await opened(stores), await opened(stores, "two")
    for after, choice in ((2, OURS), (0, CATS), (1, RICE)):
        await asked(stores, bridge_id, MONDAY + after * DAY, choice)
    await stores.occasions.skip(bridge_id, MONDAY + 3 * DAY)
    await asked(stores, other, MONDAY + DAY)
    assert list(await stores.occasions.asked(bridge_id, MONDAY + DAY)) == [
        Asked(MONDAY + DAY, RICE.prompt_id, Theme.FOOD),
        Asked(MONDAY + 2 * DAY, OURS.prompt_id, None),
    ]


async def test_occasions_whose_time_is_over_end_in_their_order_once(stores: Stores):
    bridge_id = await opened(stores)
    now = stores.clock.now()
    for after, hours in ((0, 3), (1, 2), (2, 4)):
        await stores.occasions.open(bridge_id, MONDAY + after * DAY, CATS, now + timedelta(hours=hours))
    await stores.occasions.skip(bridge_id, MONDAY + 3 * DAY)
    at = now + timedelta(hours=3)
    ending = await stores.occasions.ending(at, 10)
    assert [one.occasion.on for one in ending] == [MONDAY + DAY, MONDAY]
    assert [one.occasion.on for one in await stores.occasions.ending(at, 1)] == [MONDAY + DAY]
    await stores.occasions.close(ending[0].occasion.id, [])
    assert [one.occasion.on for one in await stores.occasions.ending(at, 10)] == [MONDAY]


async def test_what_is_closed_tells_who_answered_and_where_its_recap_stands(stores: Stores):
    occasion = await asked(stores, await opened(stores))
    for channel_id, number in ((HERE, 50), (THERE, 60)):
        claim = await stores.occasions.claim(occasion, channel_id)
        assert claim is not None
        await stores.occasions.posted(claim, MessageId(number), None)
    past = await stores.occasions.by_id(occasion.id)
    assert past is not None
    recaps = [replace(one, people=7, recap_id=MessageId(1 << 62)) for one in past.postings if one.channel_id == HERE]
    await stores.occasions.close(occasion.id, recaps)
    closed = await stores.occasions.by_id(occasion.id)
    assert closed is not None
    assert closed.occasion.state is OccasionState.CLOSED
    assert {one.channel_id: (one.people, one.recap_id, one.message_id) for one in closed.postings} == {
        HERE: (7, 1 << 62, 50),
        THERE: (0, None, 60),
    }


async def test_the_queue_keeps_its_order_and_each_prompt_once(stores: Stores):
    one, two = await opened(stores), await opened(stores, "two")
    for bridge_id, name in ((one, "b"), (one, "a"), (one, "b"), (two, "b")):
        await stores.occasions.put_next(bridge_id, PromptId(name), MORGAN)
    queue = await stores.occasions.queue(one)
    assert [(each.prompt_id, each.user_id) for each in queue] == [("b", MORGAN), ("a", MORGAN)]
    assert not await stores.occasions.take_out(two, queue[0].id)
    assert await stores.occasions.take_out(one, queue[0].id)
    assert not await stores.occasions.take_out(one, queue[0].id)
    assert [each.prompt_id for each in await stores.occasions.queue(one)] == ["a"]
    assert len(await stores.occasions.queue(two)) == 1


async def test_nothing_is_left_of_a_bridge_that_is_closed(database: Database):
    stores = stores_of(database, StillClock())
    bridge_id = await opened(stores)
    await stores.schedules.save(chosen(bridge_id), stores.clock.now())
    occasion = await asked(stores, bridge_id)
    await stores.occasions.claim(occasion, HERE)
    await stores.occasions.put_next(bridge_id, PromptId("cats"), MORGAN)
    await stores.bridges.close(bridge_id)
    assert await stores.schedules.of(bridge_id) is None
    assert await stores.occasions.by_id(occasion.id) is None
    assert list(await stores.occasions.queue(bridge_id)) == []
