"""When a topic is over its answers are set side by side, once in each channel, and what is shown stays true."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import ChannelGone, Forbidden, Unavailable
from bot.ids import ChannelId, MessageId, UserId
from bot.members.model import Choice
from bot.prompts.answers import Given
from bot.prompts.occasions import CLAIMED_FOR, OccasionState
from bot.prompts.schedule import Pause
from bot.relay.model import MessageEdited, MessagesDeleted, PartState, Revision, SourcePlace
from tests.recapping import (
    BADWORD,
    CHINESE,
    ENGLISH,
    NOON,
    UNQUOTED,
    Recapping,
    posted,
    recapping,
    recapping_over,
)

HOUR = timedelta(hours=1)


class Killed(BaseException):
    """Stands for what ends a process: nothing of ours catches it."""


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'qiao.db'}"


@pytest.fixture
async def day(url: str) -> AsyncIterator[Recapping]:
    async with recapping(url) as day:
        yield day


def link(day: Recapping, seat: ChannelId, message_id: int) -> str:
    return f"https://discord.com/channels/10/{day.threads[seat]}/{message_id}"


async def test_both_sides_stand_under_one_another_each_in_the_reader_s_language(day: Recapping):
    tea = day.say(1, "Tea with my grandmother, every Sunday", reactions=2)
    congee = day.say(2, "在楼下喝粥，配一根油条", CHINESE)
    await day.ends()
    assert day.shown(ENGLISH) == (
        "### Topic recap\n"
        "2 people answered: EN 1 · 中 1\n\n"
        "> Tea with my grandmother, every Sunday\n"
        f"> — **Name 1 · EN** [↗](<{link(day, ENGLISH, tea)}>)\n"
        "> [en] 在楼下喝粥，配一根油条\n"
        f"> — **Name 2 · 中** [↗](<{link(day, ENGLISH, congee + 1_000_000)}>)\n\n"
        "-# Which answer surprised you most?"
    )
    assert day.shown(CHINESE) == (
        "### 话题回顾\n"
        "2 人参与：EN 1 · 中 1\n\n"
        "> [zh-Hans] Tea with my grandmother, every Sunday\n"
        f"> — **Name 1 · EN** [↗](<{link(day, CHINESE, tea + 1_000_000)}>)\n"
        "> 在楼下喝粥，配一根油条\n"
        f"> — **Name 2 · 中** [↗](<{link(day, CHINESE, congee)}>)\n\n"
        "-# 哪个回答最让你意外？"
    )


async def test_sides_take_turns_in_standing_first(day: Recapping):
    for number in range(3):
        day.say(number * 2, f"Words of somebody, number {number}")
        day.say(number * 2 + 1, f"第{number}个人说的一些话，不长也不短", CHINESE)
    await day.ends()
    sides = [line[-4:] for line in day.shown(ENGLISH).replace("** [", "**\n[").splitlines() if line.endswith("**")]
    assert [side.strip("* ·") for side in sides] == ["EN", "中", "中", "EN", "EN", "中"]


async def test_it_stands_once_and_is_not_made_again(day: Recapping):
    day.say(1, "Tea with my grandmother")
    await day.ends()
    await day.recaps.look()
    assert len(day.board.posted) == 2
    assert day.board.edits == 0
    past = await day.past()
    assert past.occasion.state is OccasionState.CLOSED
    assert {one.channel_id: (one.recap_id, one.people) for one in past.postings} == {
        ENGLISH: (MessageId(9000), 1),
        CHINESE: (MessageId(9001), 0),
    }


async def test_before_its_time_nothing_is_closed(day: Recapping):
    day.say(1, "Tea with my grandmother")
    await day.ends(-HOUR)
    assert day.board.posted == []


async def test_where_only_one_side_answered_the_others_read_it_translated(day: Recapping):
    day.say(1, "Tea with my grandmother")
    await day.ends()
    assert "This time all answers came from this side." in day.shown(ENGLISH)
    assert "这次只有另一边的人回答" in day.shown(CHINESE)
    assert "> [zh-Hans] Tea with my grandmother" in day.shown(CHINESE)


async def test_who_does_not_want_to_be_quoted_is_counted_and_who_takes_no_part_is_not(day: Recapping):
    day.say(1, "I am not to be quoted at all", user=5, picture="a.png")
    day.say(2, "I take no part in any of this", user=6)
    day.say(3, "Machines have opinions as well", user=7, is_bot=True)
    day.say(4, "Tea with my grandmother", user=8)
    await day.preferences.prefer(UserId(5), UNQUOTED)
    await day.members.choose(UserId(6), Choice(takes_part=False))
    await day.ends()
    assert "2 people answered: EN 2" in day.shown(ENGLISH)
    assert day.shown(ENGLISH).count("> — ") == 1
    assert day.board.in_(day.threads[ENGLISH]).pictures == ()


async def test_only_what_stands_in_the_other_channel_is_quoted_where_anything_does(day: Recapping):
    day.say(1, "Held back by the others' moderators", reactions=9, crosses=False)
    day.say(2, "Tea with my grandmother")
    await day.ends()
    assert "Held back" not in day.shown(ENGLISH) + day.shown(CHINESE)
    assert "Tea with my grandmother" in day.shown(ENGLISH)


async def test_what_never_crossed_is_quoted_at_home_alone(day: Recapping):
    day.say(1, "Held back by the others' moderators", crosses=False)
    await day.ends()
    assert "Held back" in day.shown(ENGLISH)
    assert "Held back" not in day.shown(CHINESE)


async def test_what_an_edit_brought_in_since_it_crossed_is_not_quoted_there(day: Recapping):
    day.say(1, f"Tea with a {BADWORD} grandmother")
    await day.ends()
    assert BADWORD in day.shown(ENGLISH)
    assert BADWORD not in day.shown(CHINESE)


async def test_who_was_muted_since_is_shown_at_home_alone_with_their_pictures(day: Recapping):
    day.say(1, "Tea with my grandmother", user=5, picture="tea.png")
    day.gate.muted.add(UserId(5))
    await day.ends()
    assert "grandmother" in day.shown(ENGLISH)
    assert "grandmother" not in day.shown(CHINESE)
    assert [len(day.board.in_(day.threads[seat]).pictures) for seat in (ENGLISH, CHINESE)] == [1, 0]


async def test_who_allows_no_outside_translator_is_shown_to_none(day: Recapping):
    day.say(1, "Tea with my grandmother", user=5)
    await day.members.choose(UserId(5), Choice(allows_outside=False))
    await day.ends()
    assert day.translations.outside == []
    assert "> Tea with my grandmother" in day.shown(CHINESE)


async def test_what_a_button_posted_is_its_member_s(day: Recapping):
    id_ = day.say(1, "Tea with my grandmother", user=99, is_bot=True)
    place = SourcePlace(day.threads[ENGLISH], id_)
    await day.database.daily.answers.give(Given(day.occasion_id, place, UserId(5), 3))
    await day.ends()
    assert "One person answered" in day.shown(ENGLISH)
    assert await day.recaps.remove(day.occasion_id, UserId(5))
    assert "grandmother" not in day.shown(ENGLISH)


async def test_pictures_are_shown_in_both_channels_with_who_took_them(day: Recapping):
    one = day.say(1, "", picture="cat.PNG", reactions=1)
    two = day.say(2, "", CHINESE, picture="tea.jpg")
    day.say(3, "", picture="notes.pdf")
    await day.ends()
    for seat in (ENGLISH, CHINESE):
        assert [one.source_id for one in day.board.in_(day.threads[seat]).pictures] == [one, two]
    assert f"📷 [Name 1](<{link(day, ENGLISH, one)}>) · [Name 2]" in day.shown(ENGLISH)


async def test_a_poll_s_votes_stand_side_by_side_with_its_answers_in_the_reader_s_language(day: Recapping):
    day.reader.polls = {ENGLISH: (3, 1), CHINESE: (0, 5)}
    await day.ends()
    assert "Nobody wrote an answer, but you voted:\n\n**Tea** EN 3 · 中 0\n**Coffee** EN 1 · 中 5" in day.shown(ENGLISH)
    assert "**茶** EN 3 · 中 0\n**咖啡** EN 1 · 中 5" in day.shown(CHINESE)


async def test_where_nobody_answered_there_is_no_recap(day: Recapping):
    day.reader.polls = {ENGLISH: (0, 0), CHINESE: (0, 0)}
    await day.ends()
    assert day.board.posted == []
    assert (await day.past()).occasion.state is OccasionState.CLOSED
    schedule = await day.database.daily.schedules.of(day.bridge.id)
    assert schedule is not None
    assert schedule.unanswered == 1


async def test_after_five_topics_that_nobody_answers_none_is_asked_and_moderators_are_told_once(day: Recapping):
    for number in range(1, 6):
        await posted(day.database, day.clock, day.bridge, 10 + number)
    await day.ends()
    schedule = await day.database.daily.schedules.of(day.bridge.id)
    assert schedule is not None
    assert schedule.paused_for is Pause.UNANSWERED
    assert day.told == [5]


async def test_an_answer_begins_the_count_anew(day: Recapping):
    schedules = day.database.daily.schedules
    for _ in range(4):
        await schedules.answered(day.bridge.id, is_answered=False)
    day.say(1, "Tea with my grandmother")
    await day.ends()
    schedule = await schedules.of(day.bridge.id)
    assert schedule is not None
    assert schedule.unanswered == 0


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("where", [ENGLISH, CHINESE])
async def test_a_kill_while_it_is_posted_leaves_one_in_each_channel(day: Recapping, when: str, where: ChannelId):
    day.say(1, "Tea with my grandmother")
    day.say(2, "在楼下喝粥，配一根油条", CHINESE)
    thread_id = day.threads[where]
    faults = day.board.before if when == "before" else day.board.after
    faults["post"] = lambda channel_id: Killed() if channel_id == thread_id else None
    with pytest.raises(BaseExceptionGroup) as ended:
        await day.ends()
    assert ended.group_contains(Killed)
    faults.clear()
    day.say(3, "Said when all was over, which changes nothing", reactions=9)
    next_run = await recapping_over(day.database, day.clock, day.bridge, day.tasks, day.occasion_id, day)
    await next_run.recaps.look()
    day.clock.advance(CLAIMED_FOR)
    await next_run.recaps.look()
    assert sorted(one.channel_id for one in day.board.posted) == sorted(day.threads.values())
    assert "Said when all was over" not in day.shown(ENGLISH)
    assert all(one.recap_id is not None for one in (await day.past()).postings)


async def test_a_channel_that_cannot_be_posted_in_is_left_out(day: Recapping):
    day.say(1, "Tea with my grandmother")
    day.board.before["post"] = lambda channel_id: Forbidden() if channel_id == day.threads[ENGLISH] else None
    await day.ends()
    await day.recaps.look()
    assert [one.channel_id for one in day.board.posted] == [day.threads[CHINESE]]
    assert (await day.past()).occasion.state is OccasionState.CLOSED
    assert day.told == []


async def test_a_channel_that_is_gone_has_no_answers_and_the_other_has_its_own(day: Recapping):
    day.say(1, "Tea with my grandmother", crosses=False)
    gone = day.threads[CHINESE]
    day.reader.unreadable[gone] = ChannelGone()
    day.board.before["post"] = lambda channel_id: ChannelGone() if channel_id == gone else None
    await day.ends()
    assert "Tea with my grandmother" in day.shown(ENGLISH)


async def test_where_discord_does_not_answer_it_is_tried_again(day: Recapping):
    day.say(1, "Tea with my grandmother")
    day.reader.unreadable[day.threads[ENGLISH]] = Unavailable()
    await day.ends()
    assert day.board.posted == []
    day.reader.unreadable.clear()
    await day.recaps.look()
    assert day.board.posted == []
    await day.ends(timedelta(minutes=1))
    assert len(day.board.posted) == 2


async def test_it_waits_an_hour_for_a_translator_and_is_translated_when_one_answers(day: Recapping):
    day.say(1, "Tea with my grandmother")
    day.translations.is_away = True
    await day.ends()
    await day.ends(HOUR - timedelta(minutes=1))
    assert day.board.posted == []
    await day.ends(HOUR)
    assert "> Tea with my grandmother" in day.shown(CHINESE)
    day.translations.is_away = False
    await day.ends(HOUR + timedelta(minutes=5))
    assert "> [zh-Hans] Tea with my grandmother" in day.shown(CHINESE)
    assert len(day.board.posted) == 2


async def test_an_edit_is_followed_and_a_preview_of_a_link_costs_nothing(day: Recapping):
    id_ = day.say(1, "Tea with my grandmother")
    await day.ends()
    message = day.reader.said_at[day.threads[ENGLISH]][id_].message
    await day.hears(MessageEdited(message))
    assert day.board.edits == 0
    day.say(1, "Coffee with my grandfather", revision=Revision(5))
    await day.hears(MessageEdited(replace(message, revision=Revision(5))))
    assert "> Coffee with my grandfather" in day.shown(ENGLISH)
    assert "> [zh-Hans] Coffee with my grandfather" in day.shown(CHINESE)


async def test_what_is_deleted_goes_from_every_recap_with_its_picture(day: Recapping):
    id_ = day.say(1, "Tea with my grandmother", picture="tea.png")
    other = day.say(2, "Congee, downstairs", CHINESE, picture="congee.png")
    await day.ends()
    day.unsay(id_)
    await day.hears(MessagesDeleted(day.threads[ENGLISH], (id_,)))
    for seat in (ENGLISH, CHINESE):
        assert "grandmother" not in day.shown(seat)
        assert "Congee" in day.shown(seat)
        assert [one.source_id for one in day.board.in_(day.threads[seat]).pictures] == [other]
    assert {one.source_id for one in await day.database.daily.quotes.of(day.occasion_id)} == {other}


async def test_a_copy_that_a_moderator_deletes_is_quoted_there_no_more(day: Recapping):
    id_ = day.say(1, "Tea with my grandmother")
    await day.ends()
    day.journal.keep(replace(day.journal.parts[MessageId(id_ + 1_000_000), id_], state=PartState.GONE))
    await day.hears(MessagesDeleted(day.threads[CHINESE], (MessageId(id_ + 1_000_000),)))
    assert "grandmother" in day.shown(ENGLISH)
    assert "grandmother" not in day.shown(CHINESE)


async def test_somebody_s_quote_goes_when_they_wish_and_others_have_none(day: Recapping):
    day.say(1, "Tea with my grandmother", user=5)
    day.say(2, "Congee, downstairs", CHINESE)
    await day.ends()
    assert not await day.recaps.remove(day.occasion_id, UserId(6))
    assert day.board.edits == 0
    assert await day.recaps.remove(day.occasion_id, UserId(5))
    assert "grandmother" not in day.shown(ENGLISH) + day.shown(CHINESE)
    assert "Congee" in day.shown(ENGLISH)
    assert "2 people answered" in day.shown(ENGLISH)


@pytest.mark.parametrize("how", ["part", "quotes"])
async def test_a_choice_that_is_made_later_holds_for_recaps_that_stand(day: Recapping, how: str):
    day.say(1, "Tea with my grandmother", user=5)
    await day.ends()
    if how == "part":
        await day.members.choose(UserId(5), Choice(takes_part=False))
    else:
        await day.preferences.prefer(UserId(5), UNQUOTED)
    await day.recaps.look()
    assert "grandmother" not in day.shown(ENGLISH) + day.shown(CHINESE)


async def test_an_erasure_takes_quotes_away(day: Recapping):
    day.say(1, "Tea with my grandmother", user=5)
    await day.ends()
    await day.database.erasures.request(UserId(5), day.database.erasures.clock.now())
    await day.recaps.look()
    assert "grandmother" not in day.shown(ENGLISH) + day.shown(CHINESE)


async def test_what_one_process_looks_after_others_leave_alone_until_its_time_is_over(day: Recapping):
    day.say(1, "Tea with my grandmother")
    quotes = day.database.daily.quotes
    day.clock.advance(NOON + timedelta(hours=36) - day.clock.now())
    assert await quotes.claim(day.occasion_id, day.clock.now() + CLAIMED_FOR)
    await day.recaps.look()
    assert day.board.posted == []
    day.clock.advance(CLAIMED_FOR)
    await day.recaps.look()
    assert len(day.board.posted) == 2


async def test_all_answers_are_listed_page_by_page_in_the_reader_s_language(day: Recapping):
    for number in range(8):
        day.say(number, f"Tea with grandmother number {number}")
    day.say(20, "Held back by the others", crosses=False)
    await day.ends()
    page = await day.listing.page(day.occasion_id, day.threads[CHINESE], None, 1)
    assert (page.number, page.pages, page.count) == (1, 2, 8)
    assert page.listed[0].words == "[zh-Hans] Tea with grandmother number 0"
    last = await day.listing.page(day.occasion_id, day.threads[CHINESE], page.listed[0].side, 9)
    assert [one.words for one in last.listed] == ["Tea with grandmother number 6", "Tea with grandmother number 7"]
    here = await day.listing.page(day.occasion_id, day.threads[ENGLISH], None, 1)
    assert here.count == 9
