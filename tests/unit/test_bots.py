"""What bots say where a bridge admits them: proxies once, under their member's choices, and nothing in circles."""

import asyncio
from dataclasses import replace

from bot.bridges.model import Manner
from bot.ids import UserId
from bot.members.model import Choice
from bot.relay.bots import MOST_IN_A_MINUTE
from bot.relay.model import Author, MessageEdited, MessageSaid, MessagesDeleted, Revision, SourceMessage
from tests.relaying import BRIDGE, CHINESE, ENGLISH, Setting, said

ADMITTING = replace(BRIDGE, manner=Manner(admits_bots=True))
MEMBER = UserId(5)  # who writes in `said`


def admitting() -> Setting:
    return Setting(joined=(ADMITTING,))


def spoken(setting: Setting, content: str, name: str = "Beep", *, by: int = 600) -> SourceMessage:
    """Let a bot speak in #english."""
    message = said(setting.discord.next_id(), content, is_bot=True)
    message = replace(message, author=Author(UserId(by), name, None, is_bot=True))
    setting.discord.said[ENGLISH].append(message)
    setting.relay.put(MessageSaid(message))
    return message


def proxied(setting: Setting, content: str) -> SourceMessage:
    """Let a member write, and a proxy say it anew; return the proxy's message."""
    trigger = setting.say(content)
    anew = spoken(setting, content, "Luna", by=700)
    setting.delete(trigger)
    return anew


async def test_what_bots_write_crosses_where_the_bridge_admits_them_and_cards_without_words_do_not():
    setting = admitting()
    async with setting.running():
        spoken(setting, "")
        spoken(setting, "beep")
        await setting.until("[zh-Hans] beep")


async def test_a_proxied_message_crosses_once():
    setting = admitting()
    async with setting.running():
        setting.translations.gate = asyncio.Event()  # so that the first trigger has not been posted yet
        proxied(setting, "one")
        for _ in range(50):
            await asyncio.sleep(0)
        setting.translations.gate.set()
        await setting.until("[zh-Hans] one")
        sends = setting.discord.sends
        proxied(setting, "two")
        await setting.until("[zh-Hans] one", "[zh-Hans] two")
        assert setting.discord.sends == sends + 1
        assert setting.translations.asked.count("two") == 1


async def test_who_was_proxied_of_late_waits_for_three_seconds_and_crosses_then():
    setting = admitting()
    async with setting.running():
        proxied(setting, "one")
        await setting.until("[zh-Hans] one")
        before = setting.clock.elapsed
        setting.say("without a proxy")
        await setting.until("[zh-Hans] one", "[zh-Hans] without a proxy")
        assert setting.clock.elapsed >= before + 3


async def test_a_proxy_does_not_speak_for_somebody_who_takes_no_part():
    setting = admitting()
    async with setting.running():
        await setting.members.choose(MEMBER, Choice(takes_part=False))
        anew = proxied(setting, "not for the others")
        spoken(setting, "beep")
        await setting.until("[zh-Hans] beep")
        setting.relay.put(MessageEdited(replace(anew, content="nor this", revision=Revision(9))))
        spoken(setting, "boop")
        await setting.until("[zh-Hans] beep", "[zh-Hans] boop")
        assert not {"not for the others", "nor this"} & set(setting.translations.asked)


async def test_also_where_the_trigger_is_deleted_a_moment_after_the_proxy_spoke():
    setting = admitting()
    async with setting.running():
        await setting.members.choose(MEMBER, Choice(takes_part=False))
        trigger = setting.say("not for the others")
        spoken(setting, "not for the others", "Luna", by=700)
        for _ in range(8):  # the proxy's message is being decided
            await asyncio.sleep(0)
        setting.delete(trigger)
        spoken(setting, "beep")
        await setting.until("[zh-Hans] beep")


async def test_also_where_the_trigger_is_deleted_first():
    setting = admitting()
    async with setting.running():
        await setting.members.choose(MEMBER, Choice(takes_part=False))
        setting.delete(setting.say("not for the others"))
        spoken(setting, "not for the others", "Luna")
        spoken(setting, "beep")
        await setting.until("[zh-Hans] beep")


async def test_a_proxy_s_words_are_shown_to_no_translator_if_their_author_wants_none():
    setting = admitting()
    async with setting.running():
        await setting.members.choose(MEMBER, Choice(allows_outside=False))
        proxied(setting, "one")
        await setting.until("one")
        assert setting.translations.asked == []


async def test_a_bot_beside_somebody_who_takes_no_part_is_late_and_no_more():
    setting = admitting()
    async with setting.running():
        await setting.members.choose(MEMBER, Choice(takes_part=False))
        setting.say("only here")
        spoken(setting, "beep")
        await setting.until("[zh-Hans] beep")


async def test_two_bridge_bots_do_not_send_each_other_s_copies_round():
    """The other one carries what we post in #中文 back into #english."""
    setting = admitting()
    async with setting.running():
        setting.say("hello")
        await setting.until("[zh-Hans] hello")
        (copy,) = setting.discord.channels[CHINESE]
        posted = said(setting.discord.next_id(), copy.content, channel_id=CHINESE, is_bot=True)
        setting.relay.put(MessageSaid(replace(posted, application_id=77)))  # our own, with its words
        spoken(setting, copy.content, "Ruth")  # the words are ours
        spoken(setting, "reworded", "Ruth · EN")  # the mark is ours
        spoken(setting, "beep")
        await setting.until("[zh-Hans] hello", "[zh-Hans] beep")


async def test_a_flood_of_bots_words_stays_and_members_go_on():
    setting = admitting()
    async with setting.running():
        for n in range(MOST_IN_A_MINUTE + 5):
            spoken(setting, f"beep {n}")
        setting.say("hello")
        await setting.until(*(f"[zh-Hans] beep {n}" for n in range(MOST_IN_A_MINUTE)), "[zh-Hans] hello")
        await setting.clock.sleep(61)
        spoken(setting, "later")
        texts = (*(f"[zh-Hans] beep {n}" for n in range(MOST_IN_A_MINUTE)), "[zh-Hans] hello", "[zh-Hans] later")
        await setting.until(*texts)


async def test_deletions_by_hand_make_nobody_a_proxied_one():
    setting = admitting()
    async with setting.running() as relay:
        message = setting.say("oops")
        await setting.until("[zh-Hans] oops")
        relay.put(MessagesDeleted(ENGLISH, (message.id,)))
        await setting.until()
        before = setting.clock.elapsed
        setting.say("hello")
        await setting.until("[zh-Hans] hello")
        assert setting.clock.elapsed < before + 3
