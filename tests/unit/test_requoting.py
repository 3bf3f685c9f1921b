"""Quotes above answers follow what they quote, at no message's cost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.errors import FateUnknown, Forbidden, MessageGone, NotApplied, Refused, Unavailable
from bot.ids import MessageId
from bot.members.model import Choice
from bot.relay.model import MessageEdited, MessagesDeleted, PartState, Revision, SourceMessage
from tests.fakes import MemoryQuotations
from tests.relaying import CHINESE, ENGLISH, Setting, echo

GONE = "gone in zh-Hans"


async def turns(count: int = 300) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


@asynccontextmanager
async def asked() -> AsyncIterator[tuple[Setting, SourceMessage, MessageId]]:
    """Let Ruth's question stand in both channels; give it and its copy."""
    setting = Setting()
    async with setting.running():
        await turns()
        question = setting.say("hot?")
        await setting.until("[zh-Hans] hot?")
        yield setting, question, setting.discord.channels[CHINESE][0].id


async def test_a_quote_follows_the_copy_that_it_quotes():
    async with asked() as (setting, question, _):
        setting.say("yes", answering=question.id)
        await turns()
        assert setting.discord.quotes(CHINESE) == [None, "[zh-Hans] hot?"]
        setting.edit(question, "cold?")
        await setting.until("[zh-Hans] cold?", "[zh-Hans] yes")
        assert setting.discord.quotes(CHINESE) == [None, "[zh-Hans] cold?"]
        assert not await MemoryQuotations(setting.journal).owing()


async def test_a_quote_at_home_follows_the_source_itself():
    async with asked() as (setting, question, copy):
        setting.say("烫", channel_id=CHINESE, answering=copy)
        await setting.until("[en] 烫", channel_id=ENGLISH)
        assert setting.discord.quotes(ENGLISH) == ["hot?"]
        setting.edit(question, "cold?")
        await turns()
        assert setting.discord.quotes(ENGLISH) == ["cold?"]
        setting.delete(question)
        await turns()
        assert setting.discord.quotes(ENGLISH) == ["gone in en"]


async def test_a_late_translation_reaches_the_quote():
    setting = Setting()
    async with setting.running():
        await turns()
        setting.translations.is_down = True
        question = setting.say("hot?")
        await setting.until("hot? …")
        setting.say("yes", answering=question.id)
        await setting.until("hot? …", "yes …")
        assert setting.discord.quotes(CHINESE) == [None, "hot? …"]
        setting.translations.is_down = False
        await setting.until("[zh-Hans] hot?", "[zh-Hans] yes")
        assert setting.discord.quotes(CHINESE) == [None, "[zh-Hans] hot?"]


async def test_a_deletion_takes_the_quotes_of_its_words_with_it_however_many():
    async with asked() as (setting, question, _):
        for number in range(25):
            setting.say(f"yes {number}", answering=question.id)
        await turns(1000)
        setting.delete(question)
        await turns(1000)
        assert setting.discord.quotes(CHINESE) == [GONE] * 25
        assert not setting.journal.quotations


async def test_the_newest_twenty_follow_an_edit():
    async with asked() as (setting, question, _):
        for number in range(25):
            setting.say(f"yes {number}", answering=question.id)
        await turns(1000)
        setting.edit(question, "cold?")
        await turns(1000)
        assert setting.discord.quotes(CHINESE)[1:] == ["[zh-Hans] hot?"] * 5 + ["[zh-Hans] cold?"] * 20


async def test_a_copy_that_a_moderator_deletes_is_quoted_there_no_more():
    async with asked() as (setting, question, copy):
        setting.say("yes", answering=question.id)
        await turns()
        await setting.discord.delete(CHINESE, copy)
        setting.relay.put(MessagesDeleted(CHINESE, (copy,), is_single=True))
        await turns()
        assert setting.discord.quotes(CHINESE) == [GONE]


async def test_a_part_that_we_delete_ourselves_blanks_nothing():
    setting = Setting()
    async with setting.running():
        await turns()
        question = setting.say("hot?\nvery?")
        await setting.until("[zh-Hans] hot?", "very?")
        setting.say("yes", answering=question.id)
        await turns()
        setting.edit(question, "cold?")
        await setting.until("[zh-Hans] cold?", "[zh-Hans] yes")
        (gone,) = (part for part in setting.journal.at(question.id, CHINESE) if part.state is PartState.GONE)
        setting.relay.put(MessagesDeleted(CHINESE, (gone.message_id,), is_single=True))
        await turns()
        assert setting.discord.quotes(CHINESE) == [None, "[zh-Hans] cold?"]


async def test_an_answer_gets_its_link_as_soon_as_what_it_answers_stands():
    setting = Setting()
    async with setting.running():
        await turns()
        held = replace(setting.say("wait"), id=setting.discord.next_id(), content="hot?")
        setting.discord.said[ENGLISH].append(held)
        setting.say("yes", answering=held.id)
        await setting.until("[zh-Hans] wait", "[zh-Hans] yes")
        assert setting.discord.quotes(CHINESE) == [None, None]
        await setting.relay.release(held, [CHINESE])
        await setting.until("[zh-Hans] wait", "[zh-Hans] yes", "[zh-Hans] hot?")
        assert setting.discord.quotes(CHINESE) == [None, "[zh-Hans] hot?", None]


async def test_it_gets_it_after_a_kill_too():
    setting = Setting()
    async with setting.running():
        await turns()
        held = replace(setting.say("wait"), id=setting.discord.next_id(), content="hot?")
        setting.discord.said[ENGLISH].append(held)
        setting.say("yes", answering=held.id)
        await setting.until("[zh-Hans] wait", "[zh-Hans] yes")
    async with setting.running():
        await turns()
        await setting.relay.release(held, [CHINESE])
        await turns()
        assert setting.discord.quotes(CHINESE) == [None, "[zh-Hans] hot?", None]


async def test_an_answer_whose_source_could_not_be_read_gets_its_quote_later():
    async with asked() as (setting, question, _):
        setting.discord.read_faults.append(Unavailable())
        setting.say("yes", answering=question.id)
        await setting.until("[zh-Hans] hot?", "[zh-Hans] yes")
        assert setting.discord.quotes(CHINESE) == [None, "[zh-Hans] hot?"]


async def test_an_edit_while_the_answer_is_made_is_not_missed():
    """It was quoted as it had read before, and stands in the database only after the edit."""
    async with asked() as (setting, question, copy):
        setting.discord.faults.append((NotApplied(), False))
        setting.say("烫", channel_id=CHINESE, answering=copy)
        for _ in range(2000):
            if setting.discord.sends == 2:
                break
            await asyncio.sleep(0)
        setting.edit(question, "cold?")
        await setting.until("[en] 烫", channel_id=ENGLISH)
        assert setting.discord.quotes(ENGLISH) == ["cold?"]


async def test_a_look_while_the_copy_is_being_edited_is_not_the_last():
    async with asked() as (setting, question, _):
        setting.say("yes", answering=question.id)
        await turns()
        setting.discord.edits_wait_for = asyncio.Event()
        setting.edit(question, "cold?")
        await turns()
        setting.relay.look_after_quotes()
        await turns()
        setting.discord.edits_wait_for.set()
        await setting.until("[zh-Hans] cold?", "[zh-Hans] yes")
        assert setting.discord.quotes(CHINESE) == [None, "[zh-Hans] cold?"]


async def test_an_adopted_answer_shows_what_is_to_be_seen_by_now():
    setting = Setting()
    async with setting.running():
        await turns()
        question = setting.say("hot?")
        await setting.until("[zh-Hans] hot?")
        setting.discord.faults.append((FateUnknown(), True))
        setting.say("yes", answering=question.id)
        for _ in range(2000):
            if setting.discord.sends == 2:
                break
            await asyncio.sleep(0)
    assert setting.discord.quotes(CHINESE) == [None, "[zh-Hans] hot?"]
    setting.discord.channels[CHINESE][0].content = "[zh-Hans] cold?"
    async with setting.running():
        await setting.until("[zh-Hans] cold?", "[zh-Hans] yes")
        assert setting.discord.quotes(CHINESE) == [None, "[zh-Hans] cold?"]


async def test_an_answer_that_never_showed_what_is_gone_says_nothing_of_it():
    async with asked() as (setting, question, copy):
        setting.discord.read_faults.extend([Unavailable()] * 1000)
        setting.say("烫", channel_id=CHINESE, answering=copy)
        await setting.until("[en] 烫", channel_id=ENGLISH)
        setting.delete(question)
        setting.discord.read_faults.clear()
        await turns()
        assert setting.discord.quotes(ENGLISH) == [None]
        assert not setting.journal.quotations


@pytest.mark.parametrize("fault", [NotApplied(), Unavailable(), Forbidden(code=50013, status=403)])
async def test_what_cannot_be_shown_now_is_shown_later(fault: Exception):
    async with asked() as (setting, question, _):
        setting.say("yes", answering=question.id)
        await turns()
        setting.discord.quote_faults.append(fault)
        setting.edit(question, "cold?")
        await setting.until("[zh-Hans] cold?", "[zh-Hans] yes")
        await turns()
        assert setting.discord.quotes(CHINESE) == [None, "[zh-Hans] cold?"]


@pytest.mark.parametrize("fault", [MessageGone(), Refused(code=50035, status=400)])
async def test_what_will_never_show_it_is_forgotten(fault: Exception):
    async with asked() as (setting, question, _):
        setting.say("yes", answering=question.id)
        await turns()
        setting.discord.quote_faults.append(fault)
        setting.edit(question, "cold?")
        await turns()
        assert not setting.journal.quotations


async def test_a_kill_between_the_edit_and_its_quotes_heals():
    setting = Setting()
    async with setting.running():
        await turns()
        question = setting.say("hot?")
        setting.say("yes", answering=question.id)
        await setting.until("[zh-Hans] hot?", "[zh-Hans] yes")
        setting.discord.quote_faults.extend([NotApplied()] * 1000)  # as good as killed
        setting.edit(question, "cold?")
        await setting.until("[zh-Hans] cold?", "[zh-Hans] yes")
        assert setting.discord.quotes(CHINESE) == [None, "[zh-Hans] hot?"]
    setting.discord.quote_faults.clear()
    async with setting.running():
        await turns()
        assert setting.discord.quotes(CHINESE) == [None, "[zh-Hans] cold?"]


async def test_who_takes_no_part_any_more_is_quoted_no_more():
    async with asked() as (setting, question, _):
        setting.say("yes", answering=question.id)
        await turns()
        author_id = question.author.id
        await setting.members.choose(author_id, Choice(takes_part=False))
        MemoryQuotations(setting.journal).withdraw(author_id)
        setting.relay.look_after_quotes()
        await turns()
        assert setting.discord.quotes(CHINESE) == [None, GONE]


async def test_our_own_edits_move_no_quote():
    async with asked() as (setting, question, copy):
        setting.say("yes", answering=question.id)
        await turns()
        setting.edit(question, "cold?")
        await turns()
        assert setting.discord.requotes == 1
        setting.relay.put(MessageEdited(replace(echo(CHINESE, copy), revision=Revision(5))))
        await turns()
        assert setting.discord.requotes == 1


async def test_messages_that_answer_nothing_are_no_quotations():
    async with asked() as (setting, _, _):
        assert not setting.journal.quotations


async def test_changes_are_not_remembered_beyond_the_next_message():
    """Else each channel would hold a thousand of them in the end."""
    async with asked() as (setting, question, _):
        lane = setting.relay._lanes._lanes[ENGLISH]  # noqa: SLF001 what it holds is not seen from without
        for number in range(1, 6):
            setting.edit(setting.say("hm"), "ah", at=number)
        setting.edit(question, "cold?", at=6)
        await turns()
        assert len(lane._requoter._changed) == 6  # noqa: SLF001 see above
        setting.say("好", channel_id=CHINESE)
        await setting.until("[en] 好", channel_id=ENGLISH)
        assert not lane._requoter._changed  # noqa: SLF001 see above


async def test_that_the_bot_may_not_look_is_no_fault_of_posting():
    """Webhooks post all the same, and moderators would be told that nothing can be."""
    async with asked() as (setting, question, _):
        setting.say("yes", answering=question.id)
        await turns()
        setting.discord.quote_faults.append(Forbidden(code=50013, status=403))
        began = setting.clock.elapsed
        setting.edit(question, "cold?")
        await turns()
        assert setting.discord.quotes(CHINESE) == [None, "[zh-Hans] cold?"]
        assert setting.clock.elapsed - began >= 300
        assert not setting.watching.failures
