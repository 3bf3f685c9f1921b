"""Threads: a conversation of their own, on both sides of a bridge."""

import asyncio
from dataclasses import replace

import pytest

from bot.bridges.model import Bridge, Endpoint
from bot.errors import ChannelGone, Forbidden, ThreadsFull, Unavailable
from bot.ids import ChannelId, MessageId, UserId
from bot.members.model import Choice
from bot.relay.model import MessageSaid
from bot.relay.threads import UNKNOWN, Joined, ThreadDeleted, ThreadState, tagged_alike, titled_alike
from bot.translation.model import ZH_HANT
from tests.relaying import BRIDGE, CHINESE, ENGLISH, GUILD, SHARD, Setting, said
from tests.sharing import FAR_SHARD, NEAR_SHARD, company

TAIWAN = ChannelId(300)
THREE = replace(BRIDGE, endpoints=(*BRIDGE.endpoints, Endpoint(GUILD, TAIWAN, ZH_HANT)))


async def settled(setting: Setting) -> None:
    """Wait until nothing happens any more."""
    for _ in range(600):
        await asyncio.sleep(0)


def counterpart(setting: Setting, parent_id: ChannelId = CHINESE) -> ChannelId:
    (thread,) = setting.board.under(parent_id)
    return thread.id


async def test_a_thread_on_a_message_hangs_on_its_copy_and_is_spoken_in_both_ways():
    setting = Setting()
    async with setting.running():
        message = setting.say("Look at my cat")
        await setting.until("[zh-Hans] Look at my cat")
        thread = setting.board.open(ENGLISH, "Cats", message.id)
        setting.say("How old is he?", channel_id=thread)
        copy = ChannelId(setting.discord.channels[CHINESE][0].id)
        await setting.until("[zh-Hans] How old is he?", channel_id=copy)
        assert setting.board.threads[copy].state.title == "[zh-Hans] Cats"
        setting.say("三岁", channel_id=copy)
        await setting.until("[en] 三岁", channel_id=thread)
        assert setting.discord.texts(CHINESE) == ["[zh-Hans] Look at my cat"]
        assert not setting.discord.texts(ENGLISH)


async def test_a_thread_by_itself_has_a_counterpart_by_itself():
    setting = Setting()
    async with setting.running():
        thread = setting.board.open(ENGLISH, "Cats")
        setting.say("one", channel_id=thread)
        setting.say("two", channel_id=thread)
        await settled(setting)
        copy = counterpart(setting)
        assert setting.discord.texts(copy) == ["[zh-Hans] one", "[zh-Hans] two"]
        assert setting.board.opened == 1
        setting.say("三", channel_id=copy)
        await setting.until("[en] 三", channel_id=thread)


async def test_a_thread_in_which_nobody_speaks_is_not_opened_elsewhere():
    setting = Setting()
    async with setting.running():
        setting.board.open(ENGLISH, "Cats")
        await settled(setting)
        assert not setting.board.under(CHINESE)


async def test_who_takes_no_part_opens_nothing_and_gives_no_title():
    setting = Setting()
    await setting.members.choose(UserId(5), Choice(takes_part=False))
    async with setting.running():
        thread = setting.board.open(ENGLISH, "My secret")
        setting.say("stays", channel_id=thread)
        await settled(setting)
        assert not setting.board.under(CHINESE)
        await setting.members.choose(UserId(5), Choice())
        setting.board.threads[thread] = replace(setting.board.threads[thread], owner_id=UserId(6))
        await setting.members.choose(UserId(6), Choice(takes_part=False))
        setting.say("crosses", channel_id=thread)
        await settled(setting)
        (there,) = setting.board.under(CHINESE)
        assert there.state.title == "(relay-thread-untitled)"
        assert setting.discord.texts(there.id) == ["[zh-Hans] crosses"]


async def test_edits_and_deletions_hold_within_a_thread():
    setting = Setting()
    async with setting.running():
        thread = setting.board.open(ENGLISH, "Cats")
        first = setting.say("one", channel_id=thread)
        second = setting.say("two", channel_id=thread)
        await settled(setting)
        copy = counterpart(setting)
        setting.edit(first, "uno")
        await setting.until("[zh-Hans] uno", "[zh-Hans] two", channel_id=copy)
        setting.delete(second)
        await setting.until("[zh-Hans] uno", channel_id=copy)


@pytest.mark.parametrize("is_refused", [False, True])
async def test_an_edit_that_is_told_before_what_it_edits_is_not_lost(is_refused: bool):
    setting = Setting(joined=(THREE,))
    async with setting.running():
        thread = setting.board.open(ENGLISH, "Cats")
        if is_refused:  # in one of the channels, until later
            setting.board.faults.append(Forbidden(code=50013))
            setting.say("one", channel_id=thread)
            await settled(setting)
            await setting.clock.sleep(301)
        message = replace(said(setting.discord.next_id(), "two", channel_id=thread), parent_id=ENGLISH)
        setting.discord.said[thread].append(message)
        setting.edit(message, "zwei")
        await settled(setting)
        setting.relay.put(MessageSaid(message))
        await settled(setting)
        before = ["one"] * is_refused
        for channel_id, tag in ((CHINESE, "zh-Hans"), (TAIWAN, "zh-Hant")):
            there = counterpart(setting, channel_id)
            assert setting.discord.texts(there) == [f"[{tag}] {each}" for each in (*before, "zwei")]


async def test_a_thread_that_a_member_opens_on_a_copy_beside_a_counterpart_is_a_conversation_of_its_own():
    setting = Setting()
    async with setting.running():
        message = setting.say("Look at my cat")
        await setting.until("[zh-Hans] Look at my cat")
        place = (message.id, CHINESE)
        (part,) = setting.journal.at(*place)
        del setting.journal.parts[part.message_id, message.id]  # the copy is late
        cats = setting.board.open(ENGLISH, "Cats", message.id)
        setting.say("one", channel_id=cats)
        await settled(setting)
        beside = counterpart(setting)
        setting.journal.keep(part)
        on_the_copy = setting.board.open(CHINESE, "猫", part.message_id)
        setting.say("二", channel_id=on_the_copy)
        await settled(setting)
        setting.say("三", channel_id=beside)
        setting.say("four", channel_id=cats)
        await settled(setting)
        (other,) = (one.id for one in setting.board.under(ENGLISH) if one.id != cats)
        assert setting.discord.texts(cats) == ["[en] 三"]
        assert setting.discord.texts(beside) == ["[zh-Hans] one", "[zh-Hans] four"]
        assert setting.discord.texts(other) == ["[en] 二"]
        assert len(setting.board.threads) == len({cats, beside, on_the_copy, other})


async def test_nor_is_one_in_a_counterpart_in_which_nothing_was_said_yet():
    setting = Setting()
    async with setting.running():
        thread, copy = await joined(setting)
        message = replace(said(setting.discord.next_id(), "二", channel_id=copy), parent_id=CHINESE)
        setting.discord.said[copy].append(message)
        setting.edit(message, "两")
        await settled(setting)
        setting.relay.put(MessageSaid(message))
        await setting.until("[en] 两", channel_id=thread)


async def test_a_kill_between_claim_and_record_leaves_one_thread():
    setting = Setting()
    thread = setting.board.open(ENGLISH, "Cats")
    setting.board.faults.append(None)  # it is opened, and the answer is lost
    async with setting.running():
        await settled(setting)
        setting.say("one", channel_id=thread)
        for _ in range(1000):
            if setting.board.opened:
                break
            await asyncio.sleep(0)
    assert any(one.thread_id is None for one in setting.threads.rows.values())
    async with setting.running():
        await settled(setting)
        copy = counterpart(setting)
        assert setting.discord.texts(copy) == ["[zh-Hans] one"]
        assert setting.board.opened == 1


async def test_what_is_opened_late_is_told_all_that_was_said_before():
    setting = Setting()
    thread = setting.board.open(ENGLISH, "Cats")
    async with setting.running():
        await settled(setting)
        setting.board.faults.extend([Unavailable() for _ in range(3)])
        setting.say("one", channel_id=thread)
        await settled(setting)
        await settled(setting)
        assert setting.discord.texts(counterpart(setting)) == ["[zh-Hans] one"]


async def test_two_sides_that_speak_while_the_message_goes_that_it_hangs_on_open_one_counterpart():
    setting = Setting(joined=(THREE,))
    async with setting.running():
        message = setting.say("Look at my cat")
        await setting.until("[zh-Hant] Look at my cat", channel_id=TAIWAN)
        thread = setting.board.open(ENGLISH, "Cats", message.id)
        setting.board.faults.append(Forbidden(code=50013))
        setting.say("one", channel_id=thread)
        await settled(setting)
        there, missing = sorted((CHINESE, TAIWAN), key=lambda each: len(setting.board.under(each)), reverse=True)
        await setting.clock.sleep(301)
        setting.board.hangs_wait_for = asyncio.Event()
        setting.say("two", channel_id=thread)
        await settled(setting)
        setting.delete(message)
        await settled(setting)
        setting.say("三", channel_id=counterpart(setting, there))
        await settled(setting)
        setting.board.hangs_wait_for.set()
        await settled(setting)
        words = setting.discord.texts(counterpart(setting, missing))
        assert sorted(each.split()[1] for each in words) == ["one", "two", "三"]


@pytest.mark.parametrize("is_readable", [True, False])
async def test_a_counterpart_that_another_one_has_opened_late_is_titled_as_the_thread_is(is_readable: bool):
    """A title that is translated twice says something else; but better that than no thread."""
    setting = Setting(joined=(THREE,))
    async with setting.running():
        thread = setting.board.open(ENGLISH, "Cats")
        setting.board.faults.append(Forbidden(code=50013))
        setting.say("one", channel_id=thread)
        await settled(setting)
        there, missing = sorted((CHINESE, TAIWAN), key=lambda each: len(setting.board.under(each)), reverse=True)
        await setting.clock.sleep(301)
        setting.board.unreadable = set() if is_readable else {thread}
        setting.say("二", channel_id=counterpart(setting, there))
        await settled(setting)
        (late,) = setting.board.under(missing)
        tags = {CHINESE: "[zh-Hans] ", TAIWAN: "[zh-Hant] "}
        assert late.state.title == tags[missing] + ("" if is_readable else tags[there]) + "Cats"


async def test_without_the_right_nothing_is_opened_and_moderators_are_told_once():
    setting = Setting()
    async with setting.running():
        thread = setting.board.open(ENGLISH, "Cats")
        setting.board.faults.append(Forbidden(code=50013))
        setting.say("one", channel_id=thread)
        setting.say("two", channel_id=thread)
        await settled(setting)
        assert not setting.board.under(CHINESE)
        assert setting.board.forbidden == [CHINESE]
        await setting.clock.sleep(301)
        setting.say("three", channel_id=thread)
        await settled(setting)
        assert setting.discord.texts(counterpart(setting)) == ["[zh-Hans] one", "[zh-Hans] two", "[zh-Hans] three"]


async def test_where_there_is_no_room_for_one_more_thread_it_is_told_and_all_follows_with_the_next_word():
    setting = Setting()
    async with setting.running():
        message = setting.say("Look at my cat")
        await setting.until("[zh-Hans] Look at my cat")
        hung, by_itself = setting.board.open(ENGLISH, "Cats", message.id), setting.board.open(ENGLISH, "Dogs")
        setting.board.faults.append(ThreadsFull(code=160006))
        setting.say("one", channel_id=by_itself)
        await settled(setting)
        setting.say("one", channel_id=hung)  # the channel is left alone for a while
        await settled(setting)
        assert not setting.board.under(CHINESE)
        assert (setting.watching.failures, setting.board.forbidden) == (["ThreadsFull"], [])
        setting.say("still here")
        await setting.until("[zh-Hans] Look at my cat", "[zh-Hans] still here")
        await setting.clock.sleep(301)
        for thread in (by_itself, hung):
            setting.say("two", channel_id=thread)
        await settled(setting)
        copies = setting.board.under(CHINESE)
        assert len(copies) == 2
        assert [setting.discord.texts(one.id) for one in copies] == [["[zh-Hans] one", "[zh-Hans] two"]] * 2


async def test_a_thread_that_was_opened_and_spoken_in_while_the_bot_was_away_is_caught_up_with():
    setting = Setting()
    async with setting.running():
        setting.say("before")
        await setting.until("[zh-Hans] before")
    thread = setting.board.open(ENGLISH, "Cats")
    setting.say("one", channel_id=thread)
    setting.say("two", channel_id=thread)
    async with setting.running():
        await settled(setting)
        assert setting.discord.texts(counterpart(setting)) == ["[zh-Hans] one", "[zh-Hans] two"]


async def test_what_is_said_in_the_channel_later_hides_no_thread_that_was_opened_while_nothing_was_heard():
    setting = Setting()
    async with setting.running() as relay:
        await settled(setting)
        relay.disconnected(SHARD)
        thread = setting.board.open(ENGLISH, "Cats")
        for channel_id, parent_id in ((thread, ENGLISH), (ENGLISH, None)):  # nothing of this is told
            one = said(setting.discord.next_id(), "one", channel_id=channel_id)
            setting.discord.said[channel_id].append(replace(one, parent_id=parent_id))
        relay.connected(SHARD)
        await settled(setting)
        assert setting.discord.texts(CHINESE) == ["[zh-Hans] one"]
        assert setting.discord.texts(counterpart(setting)) == ["[zh-Hans] one"]


async def test_what_is_heard_in_a_thread_before_catch_up_hides_nothing_that_was_said_there_while_the_bot_was_away():
    setting = Setting()
    async with setting.running():
        setting.say("before")
        await setting.until("[zh-Hans] before")
    thread = setting.board.open(ENGLISH, "Cats")
    one = said(setting.discord.next_id(), "one", channel_id=thread)
    setting.discord.said[thread].append(replace(one, parent_id=ENGLISH))
    await setting.clock.sleep(120)
    async with setting.running():
        setting.discord.history_faults.append(Unavailable())  # meanwhile it is held
        setting.say("two", channel_id=thread)
        for _ in range(10):
            await asyncio.sleep(0)
    async with setting.running():
        await settled(setting)
        assert setting.discord.texts(counterpart(setting)) == ["[zh-Hans] one", "[zh-Hans] two"]


async def test_what_was_said_in_a_known_thread_while_the_bot_was_away_is_caught_up_with():
    setting = Setting()
    thread = setting.board.open(ENGLISH, "Cats")
    async with setting.running():
        await settled(setting)
        setting.say("one", channel_id=thread)
        await settled(setting)
    setting.say("two", channel_id=thread)
    async with setting.running():
        await settled(setting)
        assert setting.discord.texts(counterpart(setting)) == ["[zh-Hans] one", "[zh-Hans] two"]


@pytest.mark.parametrize("is_told", [True, False])
async def test_what_was_said_in_a_counterpart_and_not_heard_before_that_was_archived_is_caught_up_with(is_told: bool):
    setting = Setting()
    async with setting.running():
        thread, copy = await joined(setting)
        setting.relay.disconnected(SHARD)
        setting.discord.said[copy].append(said(setting.discord.next_id(), "二", channel_id=copy))
        setting.board.put(thread, ThreadState("Cats", is_archived=True))  # told just before
        setting.board.hear = lambda _thread: None
        await settled(setting)
        assert setting.board.threads[copy].state.is_archived
        setting.board.hear = setting.relay.threads.note
        if is_told:
            setting.board.put(copy, setting.board.threads[copy].state)
            await settled(setting)
        setting.relay.connected(SHARD)
        await settled(setting)
        assert setting.discord.texts(thread) == ["[en] 二"]


async def test_a_counterpart_that_is_archived_with_all_that_was_said_in_it_heard_is_seen_so():
    setting = Setting()
    async with setting.running():
        thread, copy = await joined(setting)
        setting.say("二", channel_id=copy)
        await settled(setting)
        setting.say("three", channel_id=thread)
        await settled(setting)
        setting.board.put(thread, ThreadState("Cats", is_archived=True))
        await settled(setting)
        seen = {one.thread_id: one.seen for one in setting.threads.rows.values()}
        assert seen == {each: setting.board.threads[each].state.token for each in (thread, copy)}


async def joined(setting: Setting) -> tuple[ChannelId, ChannelId]:
    """Return a thread and its counterpart, after a word in it."""
    thread = setting.board.open(ENGLISH, "Cats")
    setting.say("one", channel_id=thread)
    await settled(setting)
    return thread, counterpart(setting)


async def test_renaming_archiving_and_locking_follow_without_an_echo():
    setting = Setting()
    async with setting.running():
        thread, copy = await joined(setting)
        setting.board.put(thread, ThreadState("Dogs"))
        await settled(setting)
        assert setting.board.threads[copy].state == ThreadState("[zh-Hans] Dogs")
        setting.board.put(copy, ThreadState("[zh-Hans] Dogs", is_archived=True))
        await settled(setting)
        assert setting.board.threads[thread].state == ThreadState("Dogs", is_archived=True)
        setting.board.put(thread, ThreadState("Dogs", is_locked=True))
        await settled(setting)
        assert setting.board.threads[copy].state == ThreadState("[zh-Hans] Dogs", is_locked=True)
        assert setting.board.changes == 3
        setting.board.put(copy, ThreadState("猫", is_locked=True))
        await settled(setting)
        assert setting.board.threads[thread].state == ThreadState("[en] 猫", is_locked=True)


async def test_a_title_that_no_translator_answered_for_follows_when_one_does():
    setting = Setting()
    setting.translations.is_down = True
    async with setting.running():
        _, copy = await joined(setting)
        assert setting.board.threads[copy].state == ThreadState("Cats")
        setting.translations.is_down = False
        await settled(setting)
        assert setting.board.threads[copy].state == ThreadState("[zh-Hans] Cats")
        assert setting.board.changes == 1


async def test_a_title_that_waits_for_a_translator_survives_a_kill():
    setting = Setting()
    setting.translations.is_down = True
    async with setting.running():
        thread, copy = await joined(setting)
        setting.board.put(thread, ThreadState("Dogs"))
        await settled(setting)
        assert setting.board.threads[copy].state == ThreadState("Dogs")
    setting.translations.is_down = False
    async with setting.running():
        await settled(setting)
        assert setting.board.threads[copy].state == ThreadState("[zh-Hans] Dogs")


async def test_a_title_waits_for_a_thread_that_rests():
    setting = Setting()
    setting.translations.is_down = True
    async with setting.running():
        thread, copy = await joined(setting)
        setting.board.put(thread, ThreadState("Cats", is_archived=True))
        await settled(setting)
        setting.translations.is_down = False
        await settled(setting)
        assert setting.board.threads[copy].state == ThreadState("Cats", is_archived=True)
        setting.board.put(thread, ThreadState("Cats"))
        await settled(setting)
        assert setting.board.threads[copy].state == ThreadState("[zh-Hans] Cats")


async def test_tags_follow_by_name_both_ways_and_what_only_one_forum_has_stays():
    setting = Setting()
    board = setting.board
    board.forums.update((ENGLISH, CHINESE))
    board.tag_names[ENGLISH] = {1: "cats", 2: "dogs", 3: "english only"}
    board.tag_names[CHINESE] = {11: "dogs", 12: "cats", 13: "chinese only"}
    thread = board.open(ENGLISH, "Pets")
    board.threads[thread] = replace(board.threads[thread], state=ThreadState("Pets", tags=frozenset({1, 3})))
    async with setting.running():
        setting.say("one", channel_id=thread)
        await settled(setting)
        copy = counterpart(setting)
        assert [board.threads[each].state.tags for each in (thread, copy)] == [{1, 3}, {12}]
        board.put(thread, ThreadState("Pets", tags=frozenset({2, 3})))
        await settled(setting)
        assert board.threads[copy].state == ThreadState("[zh-Hans] Pets", tags=frozenset({11}))
        board.put(copy, replace(board.threads[copy].state, tags=frozenset({12, 13})))
        await settled(setting)
        assert board.threads[thread].state == ThreadState("Pets", tags=frozenset({1, 3}))
        board.put(thread, ThreadState("Pets", tags=frozenset()))
        await settled(setting)
        assert board.threads[copy].state == ThreadState("[zh-Hans] Pets", tags=frozenset({13}))
        assert board.changes == 3
        board.threads[copy] = replace(board.threads[copy], state=ThreadState("[zh-Hans] Pets", tags=frozenset({12})))
        board.put(thread, ThreadState("Dogs"))
        await settled(setting)
        assert board.threads[copy].state == ThreadState("[zh-Hans] Dogs", tags=frozenset({12})), "a new title alone"


async def test_that_a_post_was_opened_with_a_tag_that_its_forum_demands_is_no_news():
    setting = Setting()
    board = setting.board
    board.forums.update((ENGLISH, CHINESE))
    board.demanding.add(CHINESE)
    board.tag_names[ENGLISH] = {1: "cats", 2: "dogs"}
    board.tag_names[CHINESE] = {11: "dogs", 12: "cats"}
    async with setting.running() as relay:
        thread = board.open(ENGLISH, "Pets")
        setting.say("one", channel_id=thread)
        await settled(setting)
        copy = counterpart(setting)
        relay.threads.note(board.threads[copy])
        await settled(setting)
        assert [board.threads[each].state.tags for each in (thread, copy)] == [frozenset(), {11}]


def test_a_token_tells_titles_and_tags_apart_within_its_40_characters():
    plain = ThreadState("Cats", True, True, 10080)
    tagged, other = replace(plain, tags=frozenset({2, 1})), replace(plain, tags=frozenset({1}))
    assert len({one.token for one in (plain, tagged, other)}) == 3
    assert all(len(one.token) <= 40 for one in (plain, tagged))
    assert titled_alike(plain.token, tagged.token)
    assert not titled_alike(replace(tagged, title="Dogs").token, tagged.token)
    assert tagged_alike(replace(tagged, title="Dogs", is_locked=False).token, tagged.token)
    assert not tagged_alike(plain.token, tagged.token)


async def test_what_is_told_late_of_an_earlier_change_of_ours_is_no_news():
    setting = Setting()
    async with setting.running() as relay:
        thread, copy = await joined(setting)
        late = []
        setting.board.hear = lambda one: late.append(one) if one.id == copy else relay.threads.note(one)
        for title in ("Dogs", "Birds"):
            setting.board.put(thread, ThreadState(title))
            await settled(setting)
        for one in late:
            relay.threads.note(one)
        await settled(setting)
        assert setting.board.threads[thread].state.title == "Birds"
        assert setting.board.threads[copy].state.title == "[zh-Hans] Birds"


async def test_what_was_done_to_a_thread_while_the_bot_was_away_follows():
    setting = Setting()
    async with setting.running():
        thread, copy = await joined(setting)
    setting.board.hear = lambda _thread: None
    setting.board.put(thread, ThreadState("Dogs", is_archived=True))
    async with setting.running():
        await settled(setting)
        assert setting.board.threads[copy].state == ThreadState("[zh-Hans] Dogs", is_archived=True)


async def test_a_change_that_was_cut_short_is_no_news_of_the_counterpart():
    setting = Setting()
    async with setting.running():
        thread, copy = await joined(setting)
    await setting.threads.see({copy: ""})  # it was about to be renamed
    setting.board.threads[copy] = replace(setting.board.threads[copy], state=ThreadState("另一个"))
    async with setting.running():
        await settled(setting)
        assert setting.board.threads[thread].state == ThreadState("Cats")


async def test_without_the_right_a_change_does_not_follow_and_moderators_are_told():
    setting = Setting()
    async with setting.running():
        thread, copy = await joined(setting)
        setting.board.faults.append(Forbidden(code=50013))
        setting.board.put(thread, ThreadState("Dogs"))
        await settled(setting)
        assert setting.board.threads[copy].state == ThreadState("[zh-Hans] Cats")
        assert setting.board.forbidden == [CHINESE]
        setting.board.put(thread, ThreadState("Birds"))
        await settled(setting)
        assert setting.board.threads[copy].state == ThreadState("[zh-Hans] Birds")


@pytest.mark.parametrize("whose", ["member", "bot"])
async def test_a_members_thread_takes_ours_with_it_and_ours_takes_nobodys(whose: str):
    setting = Setting()
    async with setting.running() as relay:
        thread, copy = await joined(setting)
        gone, parent = (thread, ENGLISH) if whose == "member" else (copy, CHINESE)
        del setting.board.threads[gone]
        relay.threads.note(ThreadDeleted(gone, parent))
        await settled(setting)
        assert (thread in setting.board.threads) == (whose == "bot")
        assert copy not in setting.board.threads
        if whose == "bot":
            setting.say("two", channel_id=thread)
            await settled(setting)
            assert not setting.board.under(CHINESE)  # it is not opened anew


async def test_what_happens_to_a_thread_while_its_counterpart_is_opened_follows():
    setting = Setting()
    setting.translations.gate = asyncio.Event()
    async with setting.running() as relay:
        renamed, deleted = setting.board.open(ENGLISH, "Cats"), setting.board.open(ENGLISH, "Birds")
        for thread in (renamed, deleted):
            setting.say("one", channel_id=thread)
        await settled(setting)  # they have their titles, and wait for the translator
        setting.board.put(renamed, ThreadState("Dogs"))
        del setting.board.threads[deleted]
        relay.threads.note(ThreadDeleted(deleted, ENGLISH))
        await settled(setting)
        setting.translations.gate.set()
        await settled(setting)
        assert [one.state.title for one in setting.board.under(CHINESE)] == ["[zh-Hans] Dogs"]


async def test_a_thread_that_is_locked_already_when_its_counterpart_is_opened_has_it_locked():
    setting = Setting()
    async with setting.running():
        thread = setting.board.open(ENGLISH, "Cats")
        setting.board.put(thread, ThreadState("Cats", is_locked=True))
        setting.say("one", channel_id=thread)  # as moderators can
        await settled(setting)
        assert setting.discord.texts(counterpart(setting)) == ["[zh-Hans] one"]
        assert setting.board.threads[counterpart(setting)].state == ThreadState("[zh-Hans] Cats", is_locked=True)
        assert setting.board.changes == 1


async def test_a_members_thread_takes_ours_with_it_if_its_lane_found_first_that_it_is_gone():
    setting = Setting()
    async with setting.running() as relay:
        thread, copy = await joined(setting)
        del setting.board.threads[thread]
        await setting.threads.gone([thread])
        relay.threads.note(ThreadDeleted(thread, ENGLISH))
        await settled(setting)
        assert copy not in setting.board.threads


async def test_what_stood_in_a_thread_that_is_gone_is_owed_no_removal():
    setting = Setting()
    async with setting.running() as relay:
        thread, copy = await joined(setting)
        del setting.board.threads[copy]
        relay.threads.note(ThreadDeleted(copy, CHINESE))
        await settled(setting)
    async with setting.running():
        await settled(setting)
        setting.delete(setting.discord.said[thread][0])
        await settled(setting)
        assert not setting.journal.rows


async def test_nor_is_it_where_only_the_lane_has_found_that_out():
    setting = Setting()
    async with setting.running():
        thread, copy = await joined(setting)
        second = setting.say("two", channel_id=thread)
        await settled(setting)
        setting.discord.delete_faults.append(ChannelGone(channel_id=copy))
        setting.delete(second)
        await settled(setting)
        setting.delete(setting.discord.said[thread][0])
        await settled(setting)
        assert not setting.journal.rows


async def test_threads_at_rest_hold_no_lane():
    setting = Setting()
    async with setting.running() as relay:
        thread, _ = await joined(setting)
        assert relay.lanes == len(BRIDGE.endpoints) + 1
        await setting.clock.sleep(700)
        another = setting.board.open(ENGLISH, "Dogs")
        setting.say("two", channel_id=another)
        await settled(setting)
        assert relay.lanes == len(BRIDGE.endpoints) + 1
        assert relay.bridge_of(thread) is None
        setting.say("three", channel_id=thread)
        await settled(setting)
        assert relay.lanes == len(BRIDGE.endpoints) + 2


async def test_a_thread_at_rest_since_before_the_start_is_known_once_it_is_looked_up():
    """So a reaction finds its counterparts, which stand where nothing was heard for long."""
    setting = Setting()
    async with setting.running():
        thread, copy = await joined(setting)
        setting.board.put(thread, replace(setting.board.threads[thread].state, is_archived=True))
        await settled(setting)
    async with setting.running() as relay:
        await settled(setting)
        assert relay.bridge_of(copy) is None
        found: list[Bridge | None] = []
        relay.threads.look_up(copy, UNKNOWN, lambda: found.append(relay.bridge_of(copy)))
        await settled(setting)
        assert [bridge and [end.channel_id for end in bridge.endpoints] for bridge in found] == [[thread, copy]]


async def test_a_thread_in_which_nothing_was_said_yet_is_known_once_it_is_looked_up():
    """A reaction may be told before the message that it is under."""
    setting = Setting()
    async with setting.running() as relay:
        await settled(setting)
        thread, elsewhere = setting.board.open(ENGLISH, "Cats"), setting.board.open(ChannelId(7), "Cats")
        found: list[ChannelId] = []
        relay.threads.look_up(thread, ENGLISH, lambda: found.append(thread))
        relay.threads.look_up(elsewhere, ChannelId(7), lambda: found.append(elsewhere))
        await settled(setting)
        assert found == [thread]
        bridge = relay.bridge_of(thread)
        assert bridge is not None
        assert [end.channel_id for end in bridge.endpoints] == [thread]


async def test_each_process_speaks_in_the_threads_of_its_own_channels():
    async with company() as together, together.process(NEAR_SHARD, "near") as near:
        async with together.process(FAR_SHARD, "far") as far:
            thread = together.board.open(ENGLISH, "Cats")
            near.say("one", channel_id=thread)
            await together.clock.sleep(5)
            (there,) = together.board.under(CHINESE)
            assert together.discord.texts(there.id) == ["[zh-Hans] one"]
            far.say("二", channel_id=there.id)
            await together.clock.sleep(5)
            assert together.discord.texts(thread) == ["[en] 二"]
            assert [len(each.watching.traces) for each in (near, far)] == [1, 1]
            assert {*together.table.leases} == {ENGLISH, CHINESE}
            together.board.put(thread, ThreadState("Dogs"))
            await together.clock.sleep(5)
            assert together.board.threads[there.id].state.title == "[zh-Hans] Dogs"
            assert together.board.threads[thread].state.title == "Dogs"
            assert together.board.changes == 1
        near.say("three", channel_id=thread)  # there it is heard by nobody now
        await together.clock.sleep(30)
        assert together.discord.texts(there.id) == ["[zh-Hans] one", "[zh-Hans] three"]


async def test_in_a_forum_a_thread_is_a_post_that_begins_with_the_first_message_that_crosses():
    setting = Setting()
    setting.board.forums.add(CHINESE)
    async with setting.running():
        thread = setting.board.open(ENGLISH, "Cats")
        first = setting.say("one", channel_id=thread)
        setting.say("two", channel_id=thread)
        await settled(setting)
        post = counterpart(setting)
        assert setting.discord.texts(post) == ["[zh-Hans] one", "[zh-Hans] two"]
        assert setting.discord.channels[post][0].id == MessageId(post)
        setting.edit(first, "uno")
        await setting.until("[zh-Hans] uno", "[zh-Hans] two", channel_id=post)
        setting.say("三", channel_id=post)
        await setting.until("[en] 三", channel_id=thread)
        assert setting.board.opened == 1


async def test_a_post_is_a_thread_elsewhere_with_its_first_message_in_it():
    setting = Setting()
    setting.board.forums.add(ENGLISH)
    async with setting.running():
        post = setting.board.open(ENGLISH, "Cats", MessageId(setting.discord.next_id()))
        starter = replace(said(post, "one", channel_id=post), parent_id=ENGLISH)
        setting.discord.said[post].append(starter)
        setting.relay.put(MessageSaid(starter))
        await settled(setting)
        assert setting.discord.texts(counterpart(setting)) == ["[zh-Hans] one"]


async def test_a_post_whose_beginning_was_cut_short_is_found_and_reads_as_it_should():
    setting = Setting()
    setting.board.forums.add(CHINESE)
    setting.board.faults.append(None)
    thread = setting.board.open(ENGLISH, "Cats")
    async with setting.running():
        await settled(setting)
        setting.say("one", channel_id=thread)
        for _ in range(1000):
            if setting.board.opened:
                break
            await asyncio.sleep(0)
    post = counterpart(setting)
    setting.discord.channels[post][0].content = "[zh-Hans] another"
    async with setting.running():
        await settled(setting)
        assert counterpart(setting) == post
        assert setting.discord.texts(post) == ["[zh-Hans] one"]


async def test_what_may_not_enter_a_forum_begins_no_post_there():
    setting = Setting()
    setting.board.forums.add(CHINESE)
    await setting.words.add(BRIDGE.id, GUILD, ["scam"])
    async with setting.running():
        thread = setting.board.open(ENGLISH, "Cats")
        setting.say("a scam", channel_id=thread)
        setting.say("two", channel_id=thread)
        await settled(setting)
        assert setting.discord.texts(counterpart(setting)) == ["[zh-Hans] two"]


async def paired(setting: Setting) -> tuple[ChannelId, ChannelId]:
    """Let two of three channels have a thread of a pair."""
    first, second = (setting.board.open(one, "Partners 1", is_ours=True, owner=9) for one in (ENGLISH, CHINESE))
    for parent_id, thread_id in ((ENGLISH, first), (CHINESE, second)):
        setting.private.add(thread_id)
        joined = Joined(parent_id, thread_id, True, ThreadState("Partners 1").token, setting.clock.now())
        await setting.threads.opened(first, joined)
    return first, second


async def test_what_two_say_in_private_crosses_between_their_threads_and_is_opened_in_no_third_channel():
    setting = Setting(joined=(THREE,))
    async with setting.running():
        first, second = await paired(setting)
        setting.say("one", channel_id=first)
        setting.say("两个", channel_id=second)
        await setting.until("[zh-Hans] one", channel_id=second)
        await setting.until("[en] 两个", channel_id=first)
        await settled(setting)
        assert not setting.board.under(TAIWAN)
        assert len(setting.board.threads) == 2
        assert not any(setting.discord.texts(one) for one in (ENGLISH, CHINESE, TAIWAN))


async def test_where_a_pairs_strand_is_forgotten_its_thread_is_no_beginning_of_another():
    setting = Setting(joined=(THREE,))
    async with setting.running():
        first, second = await paired(setting)
        await setting.threads.gone([first, second])
        setting.say("one", channel_id=first)
        await settled(setting)
        assert len(setting.board.threads) == 2
        assert not setting.discord.texts(second)
