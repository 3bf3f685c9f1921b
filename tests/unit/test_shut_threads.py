"""Threads that are archived or locked: what is owed there is changed all the same, or waits without a fuss."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest

from bot.bridges.model import Endpoint
from bot.errors import ThreadsFull, ThreadShut
from bot.ids import ChannelId, MessageId
from bot.relay.model import SourceMessage
from bot.relay.threads import SourceThread, ThreadState
from bot.translation.model import ZH_HANT
from tests.relaying import BRIDGE, CHINESE, ENGLISH, GUILD, Setting

TAIWAN = ChannelId(300)
ARCHIVED = ThreadState("[zh-Hans] Cats", is_archived=True)
LOCKED = ThreadState("[zh-Hans] Cats", is_locked=True)
SHUT = ThreadState("[zh-Hans] Cats", is_archived=True, is_locked=True)


async def settled() -> None:
    """Wait until nothing happens any more."""
    for _ in range(600):
        await asyncio.sleep(0)


@dataclass
class Pair:
    """A thread and its counterpart, with a word in them."""

    setting: Setting
    thread: ChannelId
    copy: ChannelId
    first: SourceMessage

    def texts(self) -> Sequence[str]:
        return self.setting.discord.texts(self.copy)

    def states(self) -> tuple[ThreadState, ThreadState]:
        return self.setting.board.threads[self.thread].state, self.setting.board.threads[self.copy].state

    def put(self, state: ThreadState, *, is_alone: bool = False) -> None:
        """Let the counterpart stand as *state*, and the thread as well, unless the bot may change that no more."""
        board, hear = self.setting.board, self.setting.board.hear
        board.hear = lambda _thread: None
        tokens = {self.copy: state.token}
        board.put(self.copy, state)
        if not is_alone:
            board.put(self.thread, replace(state, title="Cats"))
            tokens[self.thread] = replace(state, title="Cats").token
        for key, row in self.setting.threads.rows.items():
            if row.thread_id in tokens:
                self.setting.threads.rows[key] = replace(row, seen=tokens[row.thread_id])
        board.hear = hear


@asynccontextmanager
async def paired(text: str = "one") -> AsyncIterator[Pair]:
    setting = Setting()
    async with setting.running():
        yield await joined(setting, text)


async def joined(setting: Setting, text: str = "one") -> Pair:
    thread = setting.board.open(ENGLISH, "Cats")
    first = setting.say(text, channel_id=thread)
    await settled()
    (copy,) = setting.board.under(CHINESE)
    return Pair(setting, thread, copy.id, first)


@pytest.mark.parametrize("state", [ARCHIVED, LOCKED, SHUT])
async def test_an_edit_reaches_a_counterpart_that_is_shut_and_it_is_shut_again(state: ThreadState):
    async with paired() as pair:
        pair.put(state)
        pair.setting.edit(pair.first, "uno")
        await settled()
        assert pair.texts() == ["[zh-Hans] uno"]
        assert pair.states() == (replace(state, title="Cats"), state)
        assert pair.setting.watching.failures == []
        assert pair.setting.board.refused == 1


async def test_what_is_changed_at_once_is_changed_while_it_is_open_once():
    async with paired("one\ntwo\nthree") as pair:
        pair.put(ARCHIVED)
        pair.setting.edit(pair.first, "uno\ndos\ntres")
        await settled()
        assert pair.texts() == ["[zh-Hans] uno", "dos", "tres"]
        assert pair.setting.board.changes == 2
        assert pair.states()[1] == ARCHIVED


async def test_a_late_translation_reaches_a_counterpart_that_was_archived_meanwhile():
    setting = Setting()
    async with setting.running():
        await settled()
        setting.translations.is_down = True
        pair = await joined(setting)
        assert pair.texts() == ["one …"]
        setting.board.put(pair.thread, replace(setting.board.threads[pair.thread].state, is_archived=True))
        await settled()
        setting.translations.is_down = False
        await setting.clock.sleep(120)
        await settled()
        assert pair.texts() == ["[zh-Hans] one"]
        assert all(state.is_archived for state in pair.states())


async def test_a_counterpart_whose_source_thread_is_open_stays_open():
    async with paired() as pair:
        pair.put(ARCHIVED, is_alone=True)
        pair.setting.edit(pair.first, "uno")
        await settled()
        assert pair.texts() == ["[zh-Hans] uno"]
        assert [state.is_open for state in pair.states()] == [True, True]


async def test_a_lock_of_a_moderators_is_put_back_though_the_source_thread_has_none():
    async with paired() as pair:
        pair.put(SHUT, is_alone=True)
        pair.setting.edit(pair.first, "uno")
        await settled()
        assert pair.texts() == ["[zh-Hans] uno"]
        assert pair.states() == (ThreadState("Cats"), LOCKED)


@pytest.mark.parametrize("state", [ARCHIVED, LOCKED, SHUT])
async def test_a_change_that_is_told_after_the_thread_was_opened_for_an_edit_is_followed_all_the_same(
    state: ThreadState,
):
    async with paired() as pair:
        board, hear = pair.setting.board, pair.setting.board.hear
        told: list[SourceThread] = []
        board.hear = told.append
        board.put(pair.copy, state)
        pair.setting.edit(pair.first, "uno")
        await settled()
        board.hear = hear
        for thread in told:
            hear(thread)
        await settled()
        assert pair.texts() == ["[zh-Hans] uno"]
        assert pair.states() == (replace(state, title="Cats"), state)


async def test_a_quote_in_a_shut_thread_follows_too():
    async with paired() as pair:
        setting = pair.setting
        setting.say("yes", channel_id=pair.thread, answering=pair.first.id)
        await settled()
        pair.put(ARCHIVED)
        setting.edit(pair.first, "uno")
        await settled()
        assert setting.discord.quotes(pair.copy) == [None, "[zh-Hans] uno"]
        assert pair.states()[1] == ARCHIVED


async def test_a_quote_waits_for_a_locked_thread():
    async with paired() as pair:
        setting = pair.setting
        setting.say("yes", channel_id=pair.thread, answering=pair.first.id)
        await settled()
        setting.board.manages = False
        pair.put(LOCKED, is_alone=True)
        setting.edit(pair.first, "uno")
        await settled()
        assert setting.discord.quotes(pair.copy) == [None, "[zh-Hans] one"]
        setting.board.put(pair.copy, replace(LOCKED, is_locked=False))
        await setting.clock.sleep(301)
        await settled()
        assert setting.discord.quotes(pair.copy) == [None, "[zh-Hans] uno"]


async def test_without_the_right_a_change_waits_is_told_once_and_follows_when_the_thread_is_open():
    async with paired() as pair:
        setting = pair.setting
        setting.board.manages = False
        second = setting.say("two", channel_id=pair.thread)
        await settled()
        pair.put(LOCKED, is_alone=True)
        setting.edit(pair.first, "uno")
        setting.edit(second, "dos")
        await setting.clock.sleep(3600)
        await settled()
        assert pair.texts() == ["[zh-Hans] one", "[zh-Hans] two"]
        assert setting.watching.failures == ["ThreadShut"]
        assert setting.board.refused <= setting.clock.elapsed // 300 + 1, "one try in five minutes, for all that waits"
        until = setting.clock.elapsed
        setting.board.put(pair.copy, replace(LOCKED, is_locked=False))
        await settled()
        assert pair.texts() == ["[zh-Hans] uno", "[zh-Hans] dos"]
        assert setting.clock.elapsed < until + 60, "it is heard that it is open"


async def test_what_is_deleted_goes_from_a_locked_thread_though_words_wait_for_it():
    async with paired() as pair:
        setting = pair.setting
        setting.board.manages = False
        pair.put(LOCKED, is_alone=True)
        setting.say("two", channel_id=pair.thread)
        await settled()
        setting.delete(pair.first)
        await settled()
        assert pair.texts() == []


async def test_what_is_said_waits_for_a_locked_thread_in_order_and_comes_once():
    async with paired() as pair:
        setting = pair.setting
        setting.board.manages = False
        pair.put(LOCKED, is_alone=True)
        setting.say("two", channel_id=pair.thread)
        setting.say("three\nfour", channel_id=pair.thread)
        await settled()
        assert pair.texts() == ["[zh-Hans] one"]
        setting.board.put(pair.copy, replace(LOCKED, is_locked=False))
        await settled()
        assert pair.texts() == ["[zh-Hans] one", "[zh-Hans] two", "[zh-Hans] three", "four"]
        assert setting.watching.failures == ["ThreadShut"]


async def test_a_thread_that_is_locked_between_two_parts_has_each_once():
    async with paired() as pair:
        setting = pair.setting
        setting.board.manages = False

        def lock(_channel: ChannelId, _message: MessageId) -> None:
            setting.discord.echo = lambda _channel, _message: None
            pair.put(LOCKED, is_alone=True)

        setting.discord.echo = lock
        setting.say("two\nthree", channel_id=pair.thread)
        await settled()
        assert pair.texts() == ["[zh-Hans] one", "[zh-Hans] two"]
        setting.board.put(pair.copy, replace(LOCKED, is_locked=False))
        await settled()
        assert pair.texts() == ["[zh-Hans] one", "[zh-Hans] two", "three"]


async def test_what_waits_for_a_locked_thread_for_too_long_is_dropped():
    async with paired() as pair:
        setting = pair.setting
        setting.board.manages = False
        pair.put(LOCKED, is_alone=True)
        setting.edit(pair.first, "uno")
        setting.say("two", channel_id=pair.thread)
        await settled()
        await setting.clock.sleep(25 * 3600)
        await settled()
        assert not setting.journal.rows
        setting.board.put(pair.copy, replace(LOCKED, is_locked=False))
        await settled()
        assert pair.texts() == ["[zh-Hans] one"]


async def test_a_thread_that_was_open_for_a_change_when_the_process_was_killed_follows_its_source_again():
    setting = Setting()
    async with setting.running():
        pair = await joined(setting)
        pair.put(SHUT)
        setting.discord.edits_wait_for = asyncio.Event()
        setting.edit(pair.first, "uno")
        await settled()
        setting.discord.edits_wait_for.set()
        setting.discord.edits_wait_for = asyncio.Event()
        for _ in range(400):
            await asyncio.sleep(0)
        assert pair.states()[1].is_open
    setting.discord.edits_wait_for = None
    async with setting.running():
        await settled()
        await settled()
        assert pair.texts() == ["[zh-Hans] uno"]
        assert pair.states() == (replace(SHUT, title="Cats"), SHUT)


@asynccontextmanager
async def held_open(setting: Setting, *edited: SourceMessage) -> AsyncIterator[None]:
    """Hold the shut threads to which the messages cross open, by an edit of each, until this is left."""
    before, within = asyncio.Event(), asyncio.Event()
    setting.discord.edits_wait_for = before
    for message in edited:
        setting.edit(message, f"{message.content}!")
    await settled()
    setting.discord.edits_wait_for = within
    before.set()
    await settled()
    yield
    within.set()
    await settled()


@pytest.mark.parametrize("state", [ARCHIVED, LOCKED, SHUT])
async def test_two_sides_that_are_open_for_a_change_at_once_take_each_other_for_shut(state: ThreadState):
    async with paired() as pair:
        second = pair.setting.say("two", channel_id=pair.copy)
        await settled()
        pair.put(state)
        async with held_open(pair.setting, pair.first, second):
            assert [each.is_open for each in pair.states()] == [True, True]
        assert pair.texts() == ["[zh-Hans] one!"]
        assert pair.setting.discord.texts(pair.thread) == ["[en] two!"]
        assert pair.states() == (replace(state, title="Cats"), state)


async def test_what_is_done_to_a_third_side_while_one_is_open_for_a_change_is_followed_though_its_source_is_hidden():
    setting = Setting(joined=(replace(BRIDGE, endpoints=(*BRIDGE.endpoints, Endpoint(GUILD, TAIWAN, ZH_HANT))),))
    async with setting.running():
        pair = await joined(setting)
        (third,) = setting.board.under(TAIWAN)
        pair.put(LOCKED, is_alone=True)
        setting.board.unreadable.add(pair.thread)
        async with held_open(setting, pair.first):
            assert pair.states()[1].is_open
            setting.board.put(third.id, replace(third.state, is_archived=True))
            await settled()
        assert pair.texts() == ["[zh-Hans] one!"]
        assert pair.states()[1] == ARCHIVED


async def test_where_there_is_no_room_for_one_more_open_thread_what_is_owed_waits():
    async with paired() as pair:
        setting = pair.setting
        pair.put(ARCHIVED)
        setting.board.faults.extend([ThreadsFull(code=160006)] * 2)
        began = setting.clock.elapsed
        setting.edit(pair.first, "uno")
        await settled()
        assert pair.texts() == ["[zh-Hans] uno"]
        assert setting.clock.elapsed - began >= 600
        assert setting.watching.failures == ["ThreadsFull"]
        assert pair.states()[1] == ARCHIVED


async def test_a_shut_thread_says_nothing_of_its_channel():
    setting = Setting()
    async with setting.running():
        pair = await joined(setting)
        setting.board.manages = False
        pair.put(LOCKED, is_alone=True)
        setting.say("two", channel_id=pair.thread)
        await settled()
        setting.say("in the channel")
        await settled()
        assert setting.discord.texts(CHINESE) == ["[zh-Hans] in the channel"]
        assert not any(end.is_paused for bridge in setting.bridges.bridges for end in bridge.endpoints)
        assert setting.watching.resumptions == 0
        assert "Forbidden" not in setting.watching.failures


async def test_that_a_thread_takes_words_does_not_say_that_its_channel_does():
    ends = (BRIDGE.endpoints[0], replace(BRIDGE.endpoints[1], is_paused=True))
    setting = Setting(joined=(replace(BRIDGE, endpoints=ends),))
    async with setting.running():
        pair = await joined(setting)
        assert pair.texts() == ["[zh-Hans] one"]
        assert setting.watching.resumptions == 0
        setting.say("in the channel")
        await settled()
        assert setting.watching.resumptions == 1


def test_no_room_is_a_way_of_being_shut():
    assert issubclass(ThreadsFull, ThreadShut)
