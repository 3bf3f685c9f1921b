"""The relay under sabotage: what goes wrong between two steps, and at the worst moment."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

import pytest

from bot.bridges.model import CONFIGURATION, Bridge, BridgeId, Endpoint
from bot.errors import ChannelGone, FateUnknown, Forbidden, NotApplied, Refused, Unavailable
from bot.ids import ChannelId, GuildId, MessageId
from bot.members.model import Choice
from bot.relay import ingress
from bot.relay.model import Debt, MessageEdited, MessageSaid, MessagesDeleted, PartState, Revision, SourceEvent
from bot.relay.source_queue import Backlog, SourceQueue
from bot.translation.model import EN, Language, Translation
from tests.relaying import CHINESE, ENGLISH, GUILD, SHARD, ObedientTranslations, Setting, echo, piece, said

REFUSED = (Refused(code=50035, status=400), False)
FORBIDDEN = (Forbidden(code=50013, status=403), False)


async def turns(count: int) -> None:
    """Let everybody act."""
    for _ in range(count):
        await asyncio.sleep(0)


async def until(holds: Callable[[], bool]) -> None:
    """Let everybody act until something *holds*."""
    for _ in range(1000):
        if holds():
            return
        await asyncio.sleep(0)
    raise AssertionError


@dataclass
class Follows:
    """Notes who is to be compared."""

    before: list[Collection[GuildId]] = field(default_factory=list)
    caught: list[Collection[GuildId]] = field(default_factory=list)
    edits: list[tuple[GuildId, Revision]] = field(default_factory=list)

    async def unheard(
        self, guild_ids: Collection[GuildId], channel_ids: Collection[ChannelId]
    ) -> Mapping[GuildId, Revision]:
        self.before.append(guild_ids)
        return {}

    async def refused(self, guild_id: GuildId, revision: Revision) -> None:
        self.edits.append((guild_id, revision))

    def caught_up(self, guild_ids: Collection[GuildId]) -> None:
        assert len(self.caught) < len(self.before)
        self.caught.append(guild_ids)


async def owing(setting: Setting, *texts: str, by: str = "Ruth") -> None:
    """Owe *texts* and be killed before any of them is sent."""
    async with setting.running():
        setting.translations.gate = asyncio.Event()
        for text in texts:
            setting.say(text, by=by)
        await turns(40)
    setting.translations.gate = None
    assert len(setting.journal.rows) == len(texts)


# Parts


async def test_what_was_refused_for_good_is_not_kept_when_it_is_found_again():
    setting = Setting()
    async with setting.running() as relay:
        setting.discord.faults.extend([REFUSED] * 3)
        setting.say("one")
        await until(lambda: not setting.discord.faults and not setting.journal.rows)
        relay.disconnected(SHARD)
        setting.discord.said[ENGLISH].append(said(setting.discord.next_id(), "two"))
        relay.connected(SHARD)  # and what was said in the minute before is read again
        await setting.until("[zh-Hans] one", "[zh-Hans] two")
        assert not setting.journal.rows


async def test_a_message_refused_halfway_takes_nothing_from_the_next():
    setting = Setting()
    async with setting.running():
        setting.discord.faults.extend([(None, True), REFUSED, REFUSED, REFUSED])
        setting.say("one\ntwo")
        setting.say("three\nfour")
        await setting.until("[zh-Hans] one", "[zh-Hans] three", "four")


async def test_a_bug_halfway_through_a_message_takes_nothing_from_the_next():
    setting = Setting()
    async with setting.running():
        setting.discord.faults.extend([(None, True), (ZeroDivisionError(), False)])
        setting.say("one\ntwo")
        setting.say("three\nfour")
        await setting.until("[zh-Hans] one", "[zh-Hans] three", "four")


async def half_posted(setting: Setting) -> MessageId:
    """Be killed between the two parts of a message."""
    async with setting.running():
        setting.discord.faults.extend([(None, True), *[FORBIDDEN] * 50])
        message = setting.say("one\ntwo")
        await turns(60)
    setting.discord.faults.clear()
    assert setting.discord.texts(CHINESE) == ["[zh-Hans] one"]
    return message.id


async def test_a_message_deleted_between_two_parts_and_a_restart_takes_nothing_from_the_next():
    setting = Setting()
    message_id = await half_posted(setting)
    async with setting.running() as relay:
        relay.put(MessagesDeleted(ENGLISH, (message_id,)))
        setting.say("three\nfour")
        await setting.until("[zh-Hans] three", "four")


async def test_a_message_edited_between_two_parts_and_a_restart_reads_as_edited_in_all_of_them():
    setting = Setting()
    message_id = await half_posted(setting)
    (message,) = [each for each in setting.discord.said[ENGLISH] if each.id == message_id]
    async with setting.running():
        setting.edit(message, "1\n2")
        await setting.until("[zh-Hans] 1", "2")


async def test_a_message_translated_anew_between_two_parts_and_a_restart_is_whole_and_not_more():
    setting = Setting()
    await half_posted(setting)
    setting.translations = InOneLine()
    async with setting.running():
        await setting.until("[zh-Hans] one two")
        assert not setting.journal.rows


class InOneLine(ObedientTranslations):
    """Translates into one line."""

    async def translate(
        self, text: str, source: Language, target: Language, *, stays_inside: bool = False
    ) -> Translation:
        return await super().translate(text.replace("\n", " "), source, target, stays_inside=stays_inside)


# Adoption


async def test_a_deletion_heard_right_after_a_restart_is_not_undone_by_what_was_owed():
    setting = Setting()
    await owing(setting, "oops", "hello")
    (oops, _) = setting.discord.said[ENGLISH]
    async with setting.running():
        setting.delete(oops)
        await setting.until("[zh-Hans] hello")
        assert not setting.journal.rows


async def test_what_was_sent_for_a_message_deleted_since_is_never_adopted_by_the_next_author():
    setting = Setting()
    await owing(setting, "oops", by="Ruth")
    setting.discord.post(CHINESE, "Ruth", piece("[zh-Hans] oops"))
    (oops,) = setting.discord.said[ENGLISH]
    async with setting.running():
        setting.delete(oops)
        setting.say("hello", by="Mei")
        await setting.until("[zh-Hans] hello")
        assert [standing.name for standing in setting.discord.channels[CHINESE]] == ["Mei"]


async def test_a_late_double_of_another_author_is_not_adopted_but_deleted():
    setting = Setting()
    async with setting.running():
        setting.discord.faults.append((None, False))
        setting.say("one", by="Ruth")
        await setting.until("[zh-Hans] one")
        setting.discord.faults.append((FateUnknown(), False))
        setting.say("two", by="Mei")
        await until(lambda: setting.discord.sends == 3)
        setting.discord.late.pop()()
        await setting.until("[zh-Hans] one", "[zh-Hans] two")
        assert [standing.name for standing in setting.discord.channels[CHINESE]] == ["Ruth", "Mei"]


async def test_a_request_whose_connection_broke_is_given_the_time_to_land():
    setting = Setting()
    async with setting.running():
        setting.discord.faults.append((FateUnknown(), None))
        setting.say("hello")
        await setting.until("[zh-Hans] hello")
        assert setting.discord.sends == 1


async def test_a_request_of_a_killed_process_is_given_the_time_to_land():
    setting = Setting()
    await owing(setting, "hello")
    posting = setting.discord
    lands_at = setting.clock.elapsed + 1.0
    posting.landing.append((lands_at, lambda: void(posting.post(CHINESE, "Ruth", piece("[zh-Hans] hello")))))
    async with setting.running():
        await setting.until("[zh-Hans] hello")
        assert setting.discord.sends == 0


def void(_: object) -> None:
    """Take anything for a callback that returns nothing."""


async def test_a_send_of_unknown_fate_is_found_behind_a_hundred_others():
    """A message that was missed is older than what was relayed since."""
    setting = Setting()
    async with setting.running() as relay:
        old = said(setting.discord.next_id(), "old")
        texts = [f"[zh-Hans] {number}" for number in range(130)]
        for number in range(130):
            setting.say(f"{number}")
        await setting.until(*texts)
        setting.discord.faults.append((FateUnknown(), True))
        relay.put(MessageSaid(old))
        await setting.until(*texts, "[zh-Hans] old")
        assert setting.discord.sends == 131


async def test_what_was_sent_for_a_message_that_is_to_be_removed_is_removed_after_a_restart():
    setting = Setting()
    setting.discord.echoes = False  # else it is found at once
    async with setting.running():
        setting.discord.faults.append((FateUnknown(), True))
        message = setting.say("oops")
        await setting.until_sending()
        setting.delete(message)
        await turns(10)
    assert [row.debt for row in setting.journal.rows.values()] == [Debt.REMOVE]
    assert setting.discord.texts(CHINESE) == ["[zh-Hans] oops"]
    async with setting.running():
        await setting.until()
        assert not setting.journal.rows


async def test_a_stray_that_cannot_be_deleted_yet_is_deleted_later():
    setting = Setting()
    async with setting.running():
        setting.discord.faults.append((None, False))
        setting.say("hello")
        await setting.until("[zh-Hans] hello")
        setting.discord.delete_faults.extend([NotApplied(), FateUnknown()])
        setting.discord.late.pop()()
        await setting.until("[zh-Hans] hello")
        assert not setting.discord.delete_faults


async def test_a_channel_that_cannot_be_looked_into_says_nothing_against_the_message():
    setting = Setting()
    async with setting.running():
        setting.discord.faults.append((FateUnknown(), False))
        setting.discord.own_faults.append(Refused(code=50024, status=403))
        setting.say("hello")
        await setting.until("[zh-Hans] hello")


async def test_of_a_message_deleted_while_it_is_posted_no_further_part_is_posted():
    setting = Setting()
    setting.discord.echoes = False
    async with setting.running():
        setting.discord.faults.append((FateUnknown(), True))  # so that it takes its time
        message = setting.say("one\ntwo\nthree")
        await setting.until_sending()
        setting.delete(message)
        await setting.until()
        assert setting.discord.sends == 1


async def test_an_edit_drops_the_translation_that_was_under_way():
    setting = Setting()
    async with setting.running():
        setting.translations.gate = asyncio.Event()
        message = setting.say("helo")
        await until(lambda: setting.translations.calls == 1)
        setting.edit(message, "hello")
        await turns(60)
        setting.translations.gate.set()
        await setting.until("[zh-Hans] hello")
        assert setting.discord.edits == 0


async def test_what_heard_before_the_line_was_cut_was_deleted_since_does_not_come_after_the_rest():
    setting = Setting()
    async with setting.running() as relay:
        setting.say("before")
        await setting.until("[zh-Hans] before")
        oops = setting.say("oops")
        relay.disconnected(SHARD)
        setting.discord.said[ENGLISH].remove(oops)
        setting.discord.said[ENGLISH].append(said(setting.discord.next_id(), "missed"))
        relay.connected(SHARD)
        await setting.until("[zh-Hans] before", "[zh-Hans] missed")


async def test_after_an_unknown_fate_nothing_is_sent_before_somebody_could_look():
    """The channel was closed to the bot; its webhook still works."""
    setting = Setting()
    async with setting.running():
        setting.discord.faults.append((FateUnknown(), True))
        setting.discord.own_faults.extend([Forbidden(code=50001, status=403)] * 2)
        setting.say("hello")
        await setting.until("[zh-Hans] hello")
        await turns(200)
        assert setting.discord.sends == 1


async def test_a_stray_is_deleted_however_busy_the_lane_is():
    setting = Setting()
    async with setting.running():
        setting.discord.faults.append((None, False))
        setting.say("hello")
        await setting.until("[zh-Hans] hello")
        setting.discord.late.pop()()
        for number in range(12):
            setting.clock.elapsed += 5
            setting.say(f"{number}")
            await turns(25)
        await turns(100)
        assert setting.discord.texts(CHINESE) == ["[zh-Hans] hello", *(f"[zh-Hans] {number}" for number in range(12))]


async def test_what_waits_to_be_adopted_is_no_stray():
    setting = Setting()
    await owing(setting, "hello")
    setting.discord.post(CHINESE, "Ruth", piece("[zh-Hans] hallo"))
    async with setting.running():
        setting.translations.gate = asyncio.Event()
        await turns(300)
        assert setting.clock.elapsed >= 30
        setting.translations.gate.set()
        await setting.until("[zh-Hans] hello")
        assert setting.discord.sends == 0


# The database


async def test_a_database_that_cannot_record_for_a_while_doubles_and_loses_nothing():
    setting = Setting()
    async with setting.running():
        setting.ledger_faults.extend([Unavailable(service="database")] * 5)
        setting.say("one")
        setting.say("two")
        await setting.until("[zh-Hans] one", "[zh-Hans] two")
        await turns(400)
        assert setting.discord.texts(CHINESE) == ["[zh-Hans] one", "[zh-Hans] two"]
        assert not setting.journal.rows


async def test_a_database_that_cannot_settle_for_a_while_loses_no_edit_and_no_deletion():
    setting = Setting()
    async with setting.running():
        one, two = setting.say("one"), setting.say("two")
        await setting.until("[zh-Hans] one", "[zh-Hans] two")
        setting.ledger_faults.extend([Unavailable(service="database")] * 5)
        setting.delete(one)
        setting.edit(two, "zwei")
        await setting.until("[zh-Hans] zwei")
        assert not setting.journal.rows


async def test_a_database_that_is_away_for_a_minute_loses_no_message():
    setting = Setting()
    async with setting.running():
        setting.outbox_faults.extend([Unavailable(service="database")] * 30)
        setting.say("one")
        setting.say("two")
        await setting.until("[zh-Hans] one", "[zh-Hans] two")


async def test_a_database_that_is_away_at_a_restart_stalls_no_lane():
    setting = Setting()
    await owing(setting, "one")
    setting.ledger_faults.append(Unavailable(service="database"))
    async with setting.running():
        setting.say("two")
        await setting.until("[zh-Hans] one", "[zh-Hans] two")


async def test_a_database_that_is_away_at_ready_stalls_no_channel():
    setting = Setting()
    setting.outbox_faults.extend([Unavailable(service="database")] * 3)
    async with setting.running():
        setting.say("hello")
        await setting.until("[zh-Hans] hello")


async def test_a_subscriber_with_a_bug_delays_nothing():
    setting = Setting()
    heard: list[SourceEvent] = []

    def stumble(_: SourceEvent) -> None:
        raise ZeroDivisionError

    async with setting.running() as relay:
        relay.subscribe(stumble)
        relay.subscribe(heard.append)
        message = setting.say("hello")
        await setting.until("[zh-Hans] hello")
        assert heard[0] == MessageSaid(message)
        assert setting.clock.elapsed < 1


# The gateway


async def test_a_session_resumed_before_catch_up_was_done_is_caught_up_with():
    setting = Setting()
    async with setting.running() as relay:
        setting.say("before")
        await setting.until("[zh-Hans] before")
        relay.disconnected(SHARD)
        setting.discord.said[ENGLISH].append(said(setting.discord.next_id(), "missed"))
        relay.connected(SHARD)
        relay.disconnected(SHARD)
        relay.resumed(SHARD)
        setting.say("now")
        await setting.until("[zh-Hans] before", "[zh-Hans] missed", "[zh-Hans] now")
        assert relay.is_ready


async def test_a_catch_up_that_was_cut_short_opens_no_channel():
    setting = Setting()
    async with setting.running() as relay:
        setting.say("before")
        await setting.until("[zh-Hans] before")
        relay.connected(SHARD)
        await asyncio.sleep(0)
        relay.disconnected(SHARD)
        assert not relay.is_ready
        late = said(setting.discord.next_id(), "missed")
        setting.say("now")
        await turns(100)
        assert setting.discord.texts(CHINESE) == ["[zh-Hans] before"]
        setting.discord.said[ENGLISH].insert(-1, late)
        relay.connected(SHARD)
        await setting.until("[zh-Hans] before", "[zh-Hans] missed", "[zh-Hans] now")


async def test_a_session_resumed_after_catch_up_was_done_reads_no_history():
    setting = Setting()
    async with setting.running() as relay:
        setting.say("before")
        await setting.until("[zh-Hans] before")
        setting.discord.history_faults.append(ZeroDivisionError())
        relay.disconnected(SHARD)
        setting.say("replayed")
        relay.resumed(SHARD)
        await setting.until("[zh-Hans] before", "[zh-Hans] replayed")
        assert setting.discord.history_faults


@pytest.mark.parametrize(
    "error", [ValueError(), Unavailable(), NotApplied(), FateUnknown()], ids=lambda error: type(error).__name__
)
async def test_whatever_goes_wrong_in_catch_up_stalls_no_channel(error: Exception):
    setting = Setting()
    async with setting.running() as relay:
        setting.say("before")
        await setting.until("[zh-Hans] before")
        relay.disconnected(SHARD)
        setting.discord.said[ENGLISH].append(said(setting.discord.next_id(), "missed"))
        setting.discord.history_faults.append(error)
        relay.connected(SHARD)
        setting.say("now")
        await setting.until("[zh-Hans] before", "[zh-Hans] missed", "[zh-Hans] now")
        assert relay.is_ready


async def test_a_channel_whose_history_cannot_be_read_by_a_bug_goes_on_without_it():
    setting = Setting()
    async with setting.running() as relay:
        setting.say("before")
        await setting.until("[zh-Hans] before")
        relay.disconnected(SHARD)
        setting.discord.history_faults.extend([ValueError()] * 20)
        relay.connected(SHARD)
        setting.say("now")
        await setting.until("[zh-Hans] before", "[zh-Hans] now")


async def test_channels_of_a_guild_whose_list_is_refused_are_read_all_the_same():
    setting = Setting()
    async with setting.running() as relay:
        setting.say("before")
        await setting.until("[zh-Hans] before")
        relay.disconnected(SHARD)
        setting.discord.said[ENGLISH].append(said(setting.discord.next_id(), "missed"))
        setting.discord.history_faults.append(Refused(code=50000, status=403))
        relay.connected(SHARD)
        await setting.until("[zh-Hans] before", "[zh-Hans] missed")


async def test_what_was_said_before_a_bridge_was_opened_stays_after_a_restart_too():
    setting = Setting()
    setting.discord.said[ENGLISH].append(said(setting.discord.next_id(), "old"))
    async with setting.running():
        setting.say("new")
        await setting.until("[zh-Hans] new")
    setting.discord.said[ENGLISH].append(said(setting.discord.next_id(), "missed"))
    async with setting.running():
        await setting.until("[zh-Hans] new", "[zh-Hans] missed")


async def test_what_is_said_while_a_bridge_is_being_opened_crosses():
    setting = Setting()
    async with setting.running():
        setting.say("at once")
        await setting.until("[zh-Hans] at once")
    async with setting.running():
        await setting.until("[zh-Hans] at once")


async def test_a_message_deleted_while_the_bot_was_away_is_not_posted_from_the_outbox():
    setting = Setting()
    await owing(setting, "one", "oops", "three")
    setting.discord.said[ENGLISH] = [each for each in setting.discord.said[ENGLISH] if each.content != "oops"]
    async with setting.running():
        await setting.until("[zh-Hans] one", "[zh-Hans] three")
        assert not setting.journal.rows


async def test_the_last_message_deleted_while_the_bot_was_away_is_not_posted_from_the_outbox():
    """Discord's `last_message_id` still names it."""
    setting = Setting()
    await owing(setting, "oops")
    setting.discord.said[ENGLISH].clear()
    async with setting.running():
        await setting.until()
        assert not setting.journal.rows


async def test_what_is_owed_is_not_taken_for_deleted_where_history_was_cut():
    setting = Setting()
    await owing(setting, "one")
    for number in range(500):
        setting.discord.said[ENGLISH].append(said(setting.discord.next_id(), f"{number}"))
    async with setting.running():
        await setting.until("[zh-Hans] one", *(f"[zh-Hans] {number}" for number in range(500)))


async def test_what_the_gateway_never_told_is_found_even_behind_the_watermark():
    setting = Setting()
    async with setting.running():
        untold = said(setting.discord.next_id(), "untold")
        setting.clock.elapsed += 10
        setting.say("told")
        await setting.until("[zh-Hans] told")
    setting.discord.said[ENGLISH].insert(0, untold)
    setting.discord.said[ENGLISH].append(said(setting.discord.next_id(), "missed"))
    async with setting.running():
        await setting.until("[zh-Hans] told", "[zh-Hans] untold", "[zh-Hans] missed")


async def test_an_edit_of_what_was_said_before_a_bridge_was_opened_does_not_cross():
    setting = Setting()
    old = said(setting.discord.next_id(), "old")
    setting.discord.said[ENGLISH].append(old)
    setting.clock.elapsed += 3600
    setting.discord.said[ENGLISH].append(said(setting.discord.next_id(), "newer"))
    async with setting.running():
        setting.say("new")
        await setting.until("[zh-Hans] new")
        setting.edit(old, "old and edited")
        await turns(100)
        await setting.until("[zh-Hans] new")


async def test_what_is_said_is_translated_while_it_is_committed_unless_others_wait():
    gate = asyncio.Event()
    setting = Setting(translations=ObedientTranslations(gate=gate))
    async with setting.running():
        await turns(30)
        setting.outbox_faults.append(Unavailable(service="database"))
        setting.say("first")
        await turns(2)
        assert setting.translations.asked == ["first"]
        assert not setting.journal.rows
        await turns(100)
        setting.say("second")  # the first one waits for its translation
        await turns(100)
        assert len(setting.journal.rows) == 2
        gate.set()
        await setting.until("[zh-Hans] first", "[zh-Hans] second")
        assert setting.translations.asked == ["first", "second"]


async def test_an_edit_that_comes_while_its_message_is_committed_is_not_shown_as_it_read_before():
    setting = Setting()
    async with setting.running():
        await turns(30)
        setting.outbox_faults.append(Unavailable(service="database"))
        message = setting.say("first")
        setting.edit(message, "second")
        await setting.until("[zh-Hans] second")


async def test_watermarks_move_past_what_stays():
    """Otherwise each start would read all of it again."""
    setting = Setting()
    async with setting.running() as relay:
        await turns(30)
        bots = [said(setting.discord.next_id(), "beep", is_bot=True) for _ in range(100)]
        for message in bots:
            relay.put(MessageSaid(message))
        await turns(30)
        assert setting.journal.watermarks[ENGLISH] == bots[-1].id
        for message in (said(setting.discord.next_id(), "beep", is_bot=True) for _ in range(2)):
            relay.put(MessageSaid(message))
        await relay.drain(10.0)
        assert setting.journal.watermarks[ENGLISH] == message.id


async def test_watermarks_move_past_our_own_words():
    setting = Setting()
    async with setting.running() as relay:
        await turns(30)
        echoes = [echo(ENGLISH, setting.discord.next_id()) for _ in range(100)]
        for message in echoes:
            relay.put(MessageSaid(message))
        await turns(30)
        assert setting.journal.watermarks[ENGLISH] == echoes[-1].id


async def test_a_quiet_channel_need_not_be_read_at_the_next_start_though_the_bot_was_killed():
    setting = Setting()
    async with setting.running():
        message = setting.say("one")
        await setting.until("[zh-Hans] one")
        (copy,) = setting.discord.channels[CHINESE]
        keeping = asyncio.ensure_future(setting.relay.keep_watermarks())
        for _ in range(100):
            await asyncio.sleep(0)
        keeping.cancel()
        assert setting.journal.watermarks == {ENGLISH: message.id, CHINESE: copy.id}
    reads = setting.discord.reads
    async with setting.running():
        for _ in range(100):
            await asyncio.sleep(0)
        assert setting.relay.is_ready
    assert setting.discord.reads == reads


@pytest.mark.parametrize("is_ours", [False, True])
async def test_watermarks_never_pass_what_is_not_committed(is_ours: bool):
    """Ended while the database was away: the next start has to find the message."""
    setting = Setting()
    async with setting.running() as relay:
        await turns(30)
        setting.outbox_faults.extend([Unavailable(service="database")] * 100)
        message = setting.say("hello")
        await turns(5)  # it is being taken in
        beep_id = setting.discord.next_id()
        beep = echo(ENGLISH, beep_id) if is_ours else said(beep_id, "beep", is_bot=True)
        setting.discord.said[ENGLISH].append(beep)
        relay.put(MessageSaid(beep))
        await relay.drain(10.0)
        assert setting.journal.watermarks[ENGLISH] < message.id
    setting.outbox_faults.clear()
    async with setting.running():
        await setting.until("[zh-Hans] hello")


async def test_a_copy_that_a_moderator_deleted_is_not_edited_for_ever():
    setting = Setting()
    async with setting.running():
        message = setting.say("hello")
        await setting.until("[zh-Hans] hello")
        setting.discord.channels[CHINESE].clear()
        setting.edit(message, "hello?")
        await setting.until()
        assert [part.state for part in setting.journal.parts.values()] == [PartState.GONE]
        assert not setting.journal.rows


async def test_a_deletion_heard_while_the_lanes_are_drained_is_carried_out_after_the_restart():
    setting = Setting()
    async with setting.running() as relay:
        message = setting.say("oops")
        await setting.until("[zh-Hans] oops")
        await relay.drain(10.0)
        setting.discord.delete_faults.extend([NotApplied()] * 50)
        setting.delete(message)
        await turns(30)
    setting.discord.delete_faults.clear()
    async with setting.running():
        await setting.until()


# Doors that are shut


async def test_a_message_deleted_while_the_channel_is_shut_is_never_posted():
    setting = Setting()
    posted: list[str] = []
    async with setting.running():
        setting.discord.faults.extend([FORBIDDEN] * 3)
        message = setting.say("oops")
        await setting.until_sending()
        setting.discord.echo = lambda channel_id, _: posted.append(setting.discord.texts(channel_id)[-1])
        setting.delete(message)
        setting.say("next")
        await setting.until("[zh-Hans] next")
        assert posted == ["[zh-Hans] next"]
        assert not setting.journal.rows


@pytest.mark.parametrize("fault", [FORBIDDEN, (NotApplied(), False)], ids=["forbidden", "not applied"])
async def test_text_is_not_posted_after_a_day_before_a_shut_door(fault: tuple[Exception, bool]):
    setting = Setting()
    async with setting.running():
        setting.discord.faults.append(fault)
        setting.say("old")
        await setting.until_sending()
        setting.clock.elapsed += 24 * 3600 + 1
        setting.say("new")
        await setting.until("[zh-Hans] new")
        assert not setting.journal.rows


async def test_an_edit_that_is_forbidden_for_a_while_is_not_lost():
    setting = Setting()
    async with setting.running():
        message = setting.say("helo")
        await setting.until("[zh-Hans] helo")
        setting.discord.edit_faults.append(Forbidden(code=50013, status=403))
        setting.edit(message, "hello")
        await setting.until("[zh-Hans] hello")
        assert not setting.journal.rows


async def test_a_channel_that_is_gone_keeps_no_text():
    setting = Setting()
    async with setting.running():
        setting.discord.faults.append((ChannelGone(), False))
        setting.say("hello")
        setting.say("again")
        await turns(200)
        assert not setting.journal.rows
        setting.say("and again")
        await turns(200)
        assert not setting.journal.rows


async def test_a_pause_is_noted_and_taken_back():
    setting = Setting()
    setting.bridges.bridges = list(setting.joined)
    async with setting.running():
        setting.discord.faults.append(FORBIDDEN)
        setting.say("hello")
        await setting.until_sending()
        await turns(5)
        assert [seat.is_paused for seat in setting.bridges.bridges[0].endpoints] == [False, True]
        await setting.until("[zh-Hans] hello")
        assert not any(seat.is_paused for seat in setting.bridges.bridges[0].endpoints)


async def test_what_fails_is_tried_again_more_and_more_seldom():
    setting = Setting()
    async with setting.running():
        message = setting.say("hello")
        await setting.until("[zh-Hans] hello")
        setting.discord.delete_faults.extend([NotApplied()] * 4)
        before = setting.clock.elapsed
        setting.delete(message)
        await setting.until()
        assert setting.clock.elapsed - before >= 1 + 2 + 4 + 8


async def test_a_deletion_goes_before_messages_that_could_be_posted():
    setting = Setting()
    setting.discord.echoes = False
    async with setting.running():
        first = setting.say("first")
        await setting.until("[zh-Hans] first")
        setting.discord.faults.append((FateUnknown(), True))  # so that it takes its time
        for number in range(3):
            setting.say(f"{number}")
        await until(lambda: setting.discord.sends == 2)
        setting.delete(first)
        await setting.until(*(f"[zh-Hans] {number}" for number in range(3)))
        assert setting.discord.done == ["send", "send", "delete", "send", "send"]


# Late translations


class Choosy(ObedientTranslations):
    """Never gets on with one text."""

    async def translate(
        self, text: str, source: Language, target: Language, *, stays_inside: bool = False
    ) -> Translation:
        self.is_down = text == "hopeless"
        try:
            return await super().translate(text, source, target, stays_inside=stays_inside)
        finally:
            self.is_down = False


async def test_one_text_that_never_gets_translated_keeps_no_other_waiting():
    setting = Setting()
    setting.translations.is_down = True
    async with setting.running():
        setting.say("hopeless")
        setting.say("hello")
        await setting.until("hopeless …", "hello …")
    setting.translations = Choosy()
    async with setting.running():
        await setting.until("hopeless …", "[zh-Hans] hello")


async def test_a_late_translation_is_not_awaited_for_more_than_a_day():
    setting = Setting()
    setting.translations.is_down = True
    async with setting.running():
        setting.say("hello")
        await setting.until("hello …")
        setting.clock.elapsed += 24 * 3600 + 1
        setting.say("wake up")
        await setting.until("hello …", "wake up …")
        assert [row.content for row in setting.journal.rows.values()] == ["wake up"]


# Bridges that change between two starts


async def test_what_a_channel_said_before_it_left_a_bridge_is_not_delivered_after():
    setting = Setting()
    await owing(setting, "hello")
    french = ChannelId(300)
    setting.joined = (
        Bridge(
            BridgeId(1),
            CONFIGURATION,
            "main",
            (Endpoint(GUILD, french, Language("fr")), setting.joined[0].endpoints[1]),
        ),
    )
    async with setting.running():
        await turns(200)
        await setting.until()
        assert not setting.journal.rows


async def test_a_removal_is_carried_out_even_if_its_channel_left_the_bridge():
    setting = Setting()
    async with setting.running():
        message = setting.say("hello")
        await setting.until("[zh-Hans] hello")
        setting.discord.delete_faults.extend([NotApplied()] * 50)
        setting.delete(message)
        await turns(40)
    setting.discord.delete_faults.clear()
    assert [row.debt for row in setting.journal.rows.values()] == [Debt.REMOVE]
    french = Endpoint(GUILD, ChannelId(300), EN)
    setting.joined = (replace(setting.joined[0], endpoints=(french, setting.joined[0].endpoints[1])),)
    async with setting.running():
        await setting.until()
        assert not setting.journal.rows


async def test_a_channel_that_joined_a_bridge_is_not_told_what_was_said_long_before():
    """Not even where what is owed to another makes catch-up read further back."""
    setting = Setting()
    setting.translations.is_down = True
    async with setting.running():
        setting.say("long ago")
        await setting.until("long ago …")
        setting.clock.elapsed += 3600
        setting.say("last")
        await setting.until("long ago …", "last …")
    french = ChannelId(300)
    endpoints = (*setting.joined[0].endpoints, Endpoint(GUILD, french, Language("fr")))
    setting.joined = (replace(setting.joined[0], endpoints=endpoints),)
    async with setting.running():
        await turns(300)
        assert "long ago …" not in setting.discord.texts(french)


async def test_what_nobody_said_stays():
    """Joins, pins and boosts."""
    setting = Setting()
    async with setting.running() as relay:
        relay.put(MessageSaid(replace(said(setting.discord.next_id(), "joined"), is_chat=False)))
        setting.say("hello")
        await setting.until("[zh-Hans] hello")


# Odd text


async def test_half_a_surrogate_pair_reaches_no_database():
    """JSON may spell one; neither SQLite nor PostgreSQL takes it."""
    setting = Setting()
    async with setting.running() as relay:
        setting.translations.gate = asyncio.Event()
        message = setting.say("half \ud83d pair", by="Ru\ude00th")
        relay.put(MessageEdited(setting.edit(message, "\ud83d\ude00 pair")))
        await turns(40)
        for row in setting.journal.rows.values():
            (row.content + row.author.name).encode()


async def test_a_nul_reaches_no_database():
    """JSON may spell it, and PostgreSQL keeps none."""
    setting = Setting()
    async with setting.running():
        setting.translations.gate = asyncio.Event()
        setting.say("a\x00b", by="Ru\x00th")
        await turns(40)
        assert [(row.content, row.author.name) for row in setting.journal.rows.values()] == [("a\ufffdb", "Ru\ufffdth")]


# What is missed


async def missing(setting: Setting, count: int, *, is_bot: bool = False) -> None:
    """Let one message cross, and *count* be said while nobody listens."""
    async with setting.running():
        setting.say("before")
        await setting.until("[zh-Hans] before")
    setting.clock.elapsed += 60
    for number in range(count):
        setting.discord.said[ENGLISH].append(said(setting.discord.next_id(), f"{number}", is_bot=is_bot))


@pytest.mark.parametrize(("count", "cuts"), [(500, []), (501, [ENGLISH])])
async def test_of_more_than_500_the_newest_cross_and_that_is_told_once(count: int, cuts: list[ChannelId]):
    setting = Setting()
    await missing(setting, count)
    async with setting.running() as relay:
        expected = [f"[zh-Hans] {number}" for number in range(count - 500, count)]
        await setting.until("[zh-Hans] before", *expected)
        assert setting.watching.cuts == cuts
        relay.connected(SHARD)
        await until(lambda: relay.is_ready)
        assert setting.watching.cuts == cuts


@pytest.mark.parametrize(("is_bot", "cuts"), [(False, [ENGLISH]), (True, [])])
async def test_what_is_older_than_a_day_stays_and_is_told_of_if_a_member_said_it(is_bot: bool, cuts: list[ChannelId]):
    setting = Setting()
    await missing(setting, 3, is_bot=is_bot)
    setting.clock.elapsed += 24 * 3600 + 1
    setting.discord.said[ENGLISH].append(said(setting.discord.next_id(), "new"))
    async with setting.running():
        await setting.until("[zh-Hans] before", "[zh-Hans] new")
        assert setting.watching.cuts == cuts


async def test_who_was_away_for_a_day_in_which_nothing_was_said_has_cut_nothing():
    setting = Setting()
    await missing(setting, 0)
    setting.clock.elapsed += 24 * 3600 + 1
    setting.discord.said[ENGLISH].append(said(setting.discord.next_id(), "new"))
    async with setting.running():
        await setting.until("[zh-Hans] before", "[zh-Hans] new")
        assert setting.watching.cuts == []


@pytest.mark.parametrize(("error", "kind"), [(Forbidden(code=50001), "Unread"), (ChannelGone(), "ChannelGone")])
async def test_a_channel_that_cannot_be_caught_up_with_is_told_of(error: Exception, kind: str):
    setting = Setting()
    await missing(setting, 1)
    setting.discord.history_faults.extend([error, error])  # the guild, the channel
    async with setting.running() as relay:
        await until(lambda: relay.is_ready)
        assert kind in setting.watching.failures


async def test_who_was_not_heard_is_told_with_each_new_session_and_with_no_resumed_one():
    setting = Setting()
    told = Follows()
    async with setting.running() as relay:
        relay.follow_up_by(told)
        await until(lambda: relay.is_ready)
        assert told.caught == [{GUILD}]
        relay.disconnected(SHARD)
        relay.resumed(SHARD)
        await turns(100)
        assert told.caught == [{GUILD}]
        relay.disconnected(SHARD)
        relay.connected(SHARD)
        await until(lambda: len(told.caught) == 2)


# More than can be held


async def test_what_comes_while_the_database_is_away_is_held_up_to_a_bound_and_the_rest_is_read_later(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(ingress, "MOST_WAITING", 3)
    setting = Setting()
    told = Follows()
    async with setting.running() as relay:
        setting.say("before")
        await setting.until("[zh-Hans] before")
        setting.outbox_faults.extend([Unavailable()] * 12)
        relay.follow_up_by(told)
        first, *rest = [setting.say(f"{number}") for number in range(20)]
        setting.delete(rest[-1])
        edited = setting.edit(rest[10], "edited")
        texts = [edited.content if one.id == edited.id else one.content for one in [first, *rest[:-1]]]
        await setting.until("[zh-Hans] before", *(f"[zh-Hans] {text}" for text in texts))
        assert told.caught == [{GUILD}]
        setting.say("after")
        await setting.until("[zh-Hans] before", *(f"[zh-Hans] {text}" for text in [*texts, "after"]))


@pytest.mark.parametrize("is_cut", [False, True])
async def test_what_comes_while_the_rest_is_read_comes_after_it_even_by_a_resumed_session(
    monkeypatch: pytest.MonkeyPatch, is_cut: bool
):
    monkeypatch.setattr(ingress, "MOST_WAITING", 3)
    setting = Setting()
    async with setting.running() as relay:
        setting.say("before")
        await setting.until("[zh-Hans] before")
        setting.outbox_faults.extend([Unavailable()] * 8)
        setting.discord.history_faults.append(Unavailable())
        for number in range(6):
            setting.say(f"{number}")
        await until(lambda: not setting.discord.history_faults)
        if is_cut:
            relay.disconnected(SHARD)
        setting.say("meanwhile")
        if is_cut:
            relay.resumed(SHARD)
        await setting.until(*(f"[zh-Hans] {text}" for text in ("before", *range(6), "meanwhile")))


async def test_what_waits_is_counted_over_all_channels():
    backlog = Backlog(3)
    queues = [SourceQueue(channel_id, backlog) for channel_id in (ENGLISH, CHINESE)]
    for queue in queues:
        queue.open()
        queue.put(MessageSaid(said(1, "one")), 0.0)
    assert not backlog.is_full
    queues[0].put_first([(MessageSaid(said(2, "two")), 0.0)])
    assert backlog.is_full
    await queues[0].take(100)
    assert backlog.waiting == 1
    queues[1].leave()
    assert backlog.waiting == 0


async def test_an_edit_that_does_not_cross_is_known_as_heard_and_one_that_crosses_is_not():
    setting, follows = Setting(), Follows()
    async with setting.running() as relay:
        relay.follow_up_by(follows)
        message = setting.say("hello")
        await setting.until("[zh-Hans] hello")
        setting.edit(message, "edited")
        await setting.until("[zh-Hans] edited")
        assert follows.edits == []
        await setting.members.choose(message.author.id, Choice(takes_part=False))
        setting.edit(message, "secret", at=2)
        await setting.until("[zh-Hans] edited")
        assert follows.edits == [(GUILD, 2)]
