"""The topic of the day is asked once in each channel, whatever happens between two steps."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from bot.errors import ChannelGone, Forbidden, MessageGone, RoleGone, Unavailable
from bot.ids import ChannelId, UserId
from bot.prompts.model import Mode, Prompt, PromptId, Question
from bot.prompts.occasions import PostingState, Reason
from bot.prompts.schedule import Hour, Pause, Schedule, SeatHours
from bot.prompts.seasons import Season
from tests.asking import CHINESE, ENGLISH, HOUR, MODS, NOON, Asking, asking, asking_over, killed

TODAY = date(2027, 3, 10)
DUE = NOON + HOUR
MINUTES = timedelta(minutes=1)


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Asking]:
    async with asking(f"sqlite:///{tmp_path / 'qiao.db'}") as made:
        yield made


async def test_each_channel_is_asked_the_same_at_the_hour_in_its_own_language(here: Asking):
    await here.at(DUE - MINUTES)
    assert here.board.posted == []
    await here.at(DUE)
    english, chinese = here.board.posted
    assert (english.channel_id, chinese.channel_id) == (ENGLISH, CHINESE)
    past = await here.past(TODAY)
    assert past.occasion.choice is not None
    prompt = await here.poster.shelf.prompt(past.occasion.choice.prompt_id)
    assert prompt is not None
    assert prompt.en.text in english.text.content
    assert prompt.zh_hans.text in chinese.text.content
    assert past.occasion.closes_at == DUE + timedelta(hours=36)


async def test_nothing_is_asked_twice_however_often_is_looked(here: Asking):
    for minutes in range(0, 26 * 60, 30):
        await here.at(NOON + minutes * MINUTES)
    assert [one.channel_id for one in here.board.posted] == [ENGLISH, CHINESE] * 2
    assert len({one.occasion_id for one in here.board.posted}) == 2


async def test_a_topic_has_a_thread_in_each_channel_and_they_are_one_conversation(here: Asking):
    await here.at(DUE)
    assert all(one.is_threaded for one in here.board.posted)
    threads = [ChannelId(one.message_id) for one in here.board.posted]
    (strand,) = await here.database.threads.strands(threads)
    assert dict(strand.threads) == dict(zip([ENGLISH, CHINESE], threads, strict=True))
    assert here.relay.threads == threads
    assert [one.thread_id for one in (await here.past(TODAY)).postings] == threads


async def test_until_the_second_thread_stands_nobody_else_opens_one_there(here: Asking):
    own_hour = {CHINESE: SeatHours(at=time(18), zone="UTC")}
    await here.schedule(Schedule(here.bridge.id, seats=own_hour))
    await here.at(DUE)
    (strand,) = await here.database.threads.strands([ChannelId(here.board.posted[0].message_id)])
    reserved = strand.under(CHINESE)
    assert reserved is not None
    assert reserved.is_reserved
    await here.at(NOON + 6 * HOUR)
    (strand,) = await here.database.threads.strands([ChannelId(here.board.posted[0].message_id)])
    assert len(strand.threads) == 2


async def test_the_later_channel_is_shown_the_way_to_what_the_earlier_one_said(here: Asking):
    await here.schedule(Schedule(here.bridge.id, seats={CHINESE: SeatHours(at=time(18), zone="UTC")}))
    here.board.said = 3
    await here.at(DUE)
    await here.at(NOON + 6 * HOUR)
    first, second = here.board.posted
    assert "daily-earlier" not in first.text.content
    assert f"link=https://discord.com/channels/10/{first.message_id} count=3" in second.text.content
    assert (await here.past(TODAY)).occasion.closes_at == NOON + 42 * HOUR


async def test_who_is_killed_after_the_claim_leaves_it_to_the_next_who_posts_it_once(here: Asking):
    here.board.before["post"] = killed
    await here.killed_at(DUE)
    here.board.before.clear()
    await here.at(DUE + MINUTES)
    assert here.board.in_(ENGLISH) == []  # somebody may be at it
    await here.at(DUE + 3 * MINUTES)
    assert sorted(one.channel_id for one in here.board.posted) == [ENGLISH, CHINESE]


async def test_who_is_killed_after_posting_is_taken_over_where_they_were(here: Asking):
    here.board.after["post"] = killed
    await here.killed_at(DUE)
    here.board.after.clear()
    await here.at(DUE + 3 * MINUTES)
    assert [one.channel_id for one in here.board.posted] == [ENGLISH, CHINESE]
    assert all(one.is_threaded for one in here.board.posted)


async def test_what_was_posted_two_claims_ago_is_found(here: Asking):
    here.board.after["post"] = killed
    await here.killed_at(DUE)
    here.board.after.clear()
    here.clock.advance(3 * MINUTES)
    occasions = here.database.daily.occasions
    assert await occasions.claim((await here.past(TODAY)).occasion, ENGLISH) is not None  # and ended at once
    await here.at(DUE + 6 * MINUTES)
    assert sorted(one.channel_id for one in here.board.posted) == [ENGLISH, CHINESE]


async def test_who_is_killed_after_the_thread_was_opened_leaves_no_second_one(here: Asking):
    here.board.after["thread"] = killed
    await here.killed_at(DUE)
    here.board.after.clear()
    await here.at(DUE + 3 * MINUTES)
    assert len(here.board.posted) == 2
    (strand,) = await here.database.threads.strands([ChannelId(one.message_id) for one in here.board.posted])
    assert len(strand.threads) == 2


async def test_an_answer_that_is_lost_posts_nothing_twice(here: Asking):
    here.board.after["post"] = lambda _: Unavailable(reason="TimeoutError")
    await here.at(DUE)
    here.board.after.clear()
    for minutes in range(1, 5):
        await here.at(DUE + minutes * MINUTES)
    assert sorted(one.channel_id for one in here.board.posted) == [ENGLISH, CHINESE]


async def test_of_two_processes_one_posts(here: Asking):
    other = asking_over(here.database, here.clock, here.bridge, here.board)
    here.clock.advance(HOUR)
    await asyncio.gather(here.poster.look(), other.poster.look(), here.poster.look())
    assert sorted(one.channel_id for one in here.board.posted) == [ENGLISH, CHINESE]


@pytest.mark.parametrize(
    ("refusal", "key"),
    [
        (Forbidden(code=50013), "daily-forbidden"),
        (ChannelGone(code=10003), "daily-channel-gone"),
        (RoleGone(role_id=1), "daily-role-gone"),
    ],
)
async def test_who_is_refused_is_told_once_and_asks_no_more_and_the_other_channel_is_asked(
    here: Asking, refusal: Exception, key: str
):
    here.board.before["post"] = lambda channel_id: refusal if channel_id == ENGLISH else None
    await here.at(DUE)
    await here.at(DUE + 24 * HOUR)
    assert here.told.said == [(MODS, key)]
    assert [one.channel_id for one in here.board.posted] == [CHINESE]
    assert (await here.standing()).paused_for is Pause.FORBIDDEN
    (strand,) = await here.database.threads.strands([ChannelId(here.board.posted[0].message_id)])
    assert strand.under(ENGLISH) is None  # so that the relay opens it, if it can, once somebody speaks


async def test_where_no_thread_may_be_opened_the_topic_stands_and_moderators_are_told(here: Asking):
    here.board.before["thread"] = lambda channel_id: Forbidden(code=50013) if channel_id == ENGLISH else None
    await here.at(DUE)
    assert [one.channel_id for one in here.board.posted] == [ENGLISH, CHINESE]
    postings = {one.channel_id: one for one in (await here.past(TODAY)).postings}
    assert postings[ENGLISH].state is PostingState.POSTED
    assert postings[ENGLISH].thread_id is None
    assert here.told.said == [(MODS, "daily-forbidden")]


@pytest.mark.parametrize("act", ["post", "thread"])
async def test_what_somebody_takes_away_at_once_is_not_asked_again_and_the_next_day_asks(here: Asking, act: str):
    here.board.before[act] = lambda channel_id: MessageGone() if channel_id == ENGLISH else None
    await here.at(DUE)
    await here.at(DUE + 10 * MINUTES)
    assert [one.is_threaded for one in here.board.in_(CHINESE)] == [True]
    assert len(here.board.in_(ENGLISH)) == (act == "thread")
    here.board.before.clear()
    await here.at(DUE + 24 * HOUR)
    assert here.board.in_(ENGLISH)[-1].is_threaded
    assert here.told.said == []


async def test_what_was_missed_is_asked_within_six_hours_and_skipped_after_them_which_is_said(here: Asking):
    await here.at(DUE + 5 * HOUR)
    assert len(here.board.posted) == 2
    await here.at(DUE + 31 * HOUR)
    assert len(here.board.posted) == 2
    assert here.told.said == [(MODS, "daily-missed")]
    await here.at(DUE + 32 * HOUR)
    assert here.told.said == [(MODS, "daily-missed")]
    await here.at(DUE + 48 * HOUR)
    assert len(here.board.posted) == 4


async def test_what_discord_never_took_is_skipped_in_the_end_and_said(here: Asking):
    here.board.before["post"] = lambda _: Unavailable(status=503)
    for hours in range(8):
        await here.at(DUE + hours * HOUR)
    assert here.board.posted == []
    here.board.before.clear()
    await here.at(DUE + 24 * HOUR)
    assert len(here.board.posted) == 2


async def test_a_paused_bridge_is_asked_nothing(tmp_path: Path):
    async with asking(f"sqlite:///{tmp_path / 'qiao.db'}", is_paused=True) as here:
        await here.at(DUE)
        assert here.board.posted == []


async def test_a_schedule_that_is_changed_while_it_is_looked_at_does_not_sleep_through_its_new_hour(here: Asking):
    here.clock.advance(HOUR)
    (awake,) = await here.database.daily.schedules.awake(here.clock.now(), 10)
    await here.schedule(Schedule(here.bridge.id, Hour(time(13, 30))))
    await here.database.daily.schedules.sleep(awake, here.clock.now() + 24 * HOUR)
    await here.at(DUE + 30 * MINUTES)
    assert len(here.board.posted) == 2


async def test_a_clock_that_ran_ahead_lets_no_schedule_sleep_for_long(here: Asking):
    await here.at(NOON + 300 * 24 * HOUR)
    before = len(here.board.posted)
    here.clock.advance(-300 * 24 * HOUR)
    await here.at(DUE)
    assert len(here.board.posted) == before + 2


async def test_a_members_prompt_is_asked_with_their_name_and_the_queue_goes_first(here: Asking):
    text = Question("Which sound means home to you?"), Question("一听就想到家的，是什么声音？"), Question("")
    prompt = Prompt(PromptId("own-1"), None, 1, Mode.TALK, Season(), *text)
    here.own.prompts[prompt.id] = prompt
    here.own.author_id = UserId(7)
    queued = PromptId("food-midnight-kitchen")
    await here.database.daily.occasions.put_next(here.bridge.id, queued, UserId(8))
    for days in range(2):
        await here.at(DUE + days * 24 * HOUR)
    past = await here.database.daily.occasions.past(here.bridge.id, 2)
    choices = [one.occasion.choice for one in reversed(past)]
    assert [(one.prompt_id, one.reason) for one in choices if one is not None] == [
        (queued, Reason.QUEUE),
        (prompt.id, Reason.SUGGESTION),
    ]
    assert await here.database.daily.occasions.queue(here.bridge.id) == []
    assert "daily-suggested-by[en] member=<@7>" in here.board.posted[-2].text.content


async def test_a_date_that_is_skipped_is_asked_nothing(here: Asking):
    assert await here.database.daily.occasions.skip(here.bridge.id, TODAY)
    await here.at(DUE)
    assert here.board.posted == []
    await here.at(DUE + 24 * HOUR)
    assert len(here.board.posted) == 2


async def test_asked_by_hand_it_is_not_asked_again_at_its_hour(here: Asking):
    past = await here.poster.post_now(await here.standing(), here.bridge)
    assert {one.state for one in past.postings} == {PostingState.POSTED}
    await here.at(DUE)
    assert len(here.board.posted) == 2


async def test_a_channel_out_of_service_is_not_asked(here: Asking):
    ends = tuple(replace(end, is_paused=end.channel_id == ENGLISH) for end in here.bridge.endpoints)
    other = asking_over(here.database, here.clock, replace(here.bridge, endpoints=ends), here.board)
    here.clock.advance(HOUR)
    await other.poster.look()
    assert [one.channel_id for one in here.board.posted] == [CHINESE]
