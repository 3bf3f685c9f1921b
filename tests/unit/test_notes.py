"""What is written in another language than the channel's gets its translation below it, in that channel."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.bridges.model import Endpoint, Manner
from bot.errors import FateUnknown, Refused
from bot.i18n.catalog import Catalog, DestinationPhrases
from bot.ids import ChannelId, MessageId, UserId
from bot.members.model import Choice
from bot.members.preferences import Preferences
from bot.moderation.model import ChannelRules, Reason
from bot.relay.admission import Verdict, judge
from bot.relay.carried import Carried, Forwarded
from bot.relay.composition import RelayComposer, preview_of
from bot.relay.counterparts import Counterparts
from bot.relay.glyphs import units
from bot.relay.model import (
    UNEDITED,
    Author,
    Debt,
    MessageSaid,
    MessagesDeleted,
    Owed,
    Persona,
    SourceMessage,
    SourcePlace,
)
from bot.relay.notes import is_needless, is_of_a_note
from bot.relay.quoting import Quotes
from bot.relay.rendition import Rendition
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language, Quality, Translation
from tests.fakes import MemoryHeldStore, MemoryLedger, MemoryPreferenceStore
from tests.relaying import BRIDGE, CHINESE, ENGLISH, GUILD, Setting, said

HELPING = replace(BRIDGE, manner=Manner(adds_notes=True))
TEXT = "今天好热"
NOTE = f"[en] {TEXT}"
COPY = f"[zh-Hans] {TEXT}"


@pytest.fixture
def setting() -> Setting:
    made = Setting(joined=(HELPING,))
    made.bridges.bridges.append(HELPING)
    return made


async def until(holds: Callable[[], bool]) -> None:
    for _ in range(2000):
        if holds():
            return
        await asyncio.sleep(0)
    raise AssertionError


async def nothing_more() -> None:
    for _ in range(300):
        await asyncio.sleep(0)


async def noted(setting: Setting, *notes: str) -> None:
    """Wait until just *notes* stand in #english."""
    await setting.until(*notes, channel_id=ENGLISH)


async def test_what_is_written_in_another_language_gets_its_note_there_and_crosses_as_ever(setting: Setting):
    async with setting.running():
        setting.say(TEXT)
        setting.say("hello")
        await setting.until(COPY, "[zh-Hans] hello")
        await noted(setting, NOTE)
        assert not setting.journal.rows


async def test_nothing_is_noted_unless_the_bridge_says_so():
    setting = Setting()
    async with setting.running():
        message = setting.say(TEXT)
        setting.edit(message, "今天好冷")
        await setting.until("[zh-Hans] 今天好冷")
        await noted(setting)


async def test_a_language_that_no_channel_of_the_bridge_is_for_is_not_noted():
    seats = (Endpoint(GUILD, ENGLISH, EN), Endpoint(GUILD, CHINESE, Language("fr")))
    setting = Setting(joined=(replace(HELPING, endpoints=seats),))
    async with setting.running():
        setting.say(TEXT)
        await setting.until(f"[fr] {TEXT}")
        await noted(setting)


# Edits and deletions


async def test_a_note_follows_the_edits_of_its_message(setting: Setting):
    async with setting.running():
        message = setting.say(TEXT)
        await noted(setting, NOTE)
        setting.edit(message, "今天好冷")
        await noted(setting, "[en] 今天好冷")


async def test_a_note_goes_when_an_edit_makes_it_needless_and_stays_away(setting: Setting):
    async with setting.running():
        message = setting.say(TEXT)
        await noted(setting, NOTE)
        setting.edit(message, "it is hot today", 1)
        await noted(setting)
        await setting.until("[zh-Hans] it is hot today")
        setting.edit(message, TEXT, 2)
        await setting.until(COPY)
        await noted(setting)
        assert not setting.journal.rows


async def test_an_edit_brings_a_note_to_a_young_message_and_to_no_old_one(setting: Setting):
    async with setting.running():
        young = setting.say("one")
        await setting.until("[zh-Hans] one")
        setting.edit(young, TEXT)
        await noted(setting, NOTE)
        old = setting.say("two")
        await setting.until(COPY, "[zh-Hans] two")
        setting.clock.elapsed += timedelta(hours=1, seconds=1).total_seconds()
        setting.edit(old, "今天好冷")
        await setting.until(COPY, "[zh-Hans] 今天好冷")
        await noted(setting, NOTE)
        setting.edit(young, "今天好冷", 2)  # what has its note keeps it true, however old
        await noted(setting, "[en] 今天好冷")


async def test_an_edit_that_needs_no_note_costs_the_translator_nothing(setting: Setting):
    async with setting.running():
        message = setting.say("one")
        await setting.until("[zh-Hans] one")
        setting.edit(message, "two")
        await setting.until("[zh-Hans] two")
        assert setting.translations.asked == ["one", "two"]


async def test_a_note_goes_with_its_message(setting: Setting):
    async with setting.running():
        one, two, three = setting.say(TEXT), setting.say("你们好吗"), setting.say("我很好")
        await noted(setting, NOTE, "[en] 你们好吗", "[en] 我很好")
        setting.delete(one)
        await noted(setting, "[en] 你们好吗", "[en] 我很好")
        setting.delete(two, three)
        await noted(setting)
        await setting.until()
        assert not setting.journal.rows


async def test_a_note_that_a_moderator_took_away_is_not_brought_back_by_an_edit(setting: Setting):
    async with setting.running() as relay:
        message = setting.say(TEXT)
        await noted(setting, NOTE)
        (note,) = setting.discord.channels[ENGLISH]
        await setting.discord.delete(ENGLISH, note.id)
        relay.put(MessagesDeleted(ENGLISH, (note.id,), is_single=True))
        for at in (1, 2):
            setting.edit(message, f"今天好冷{at}", at)
            await setting.until(f"[zh-Hans] 今天好冷{at}")
            await noted(setting)
        assert not setting.journal.rows


# Translators that do not answer, and kills


async def test_there_is_no_note_until_a_translator_answers_and_nobody_waits_for_it(setting: Setting):
    setting.translations.is_down = True
    async with setting.running() as relay:
        setting.say(TEXT)
        setting.say("hallo", channel_id=CHINESE)
        await noted(setting, "hallo …")
        assert relay.standing(ENGLISH).waiting == 0
        assert relay.standing(ENGLISH).untranslated == 1  # what came from #中文, and no note
        setting.translations.is_down = False
        await noted(setting, "[en] hallo", NOTE)
        assert not setting.journal.rows


async def test_a_note_that_waits_is_made_of_what_the_message_says_then(setting: Setting):
    setting.translations.is_down = True
    async with setting.running():
        edited, deleted, mended = setting.say(TEXT), setting.say("你们好吗"), setting.say("我很好")
        await until(lambda: len(setting.discord.texts(CHINESE)) == 3)
        await nothing_more()
        setting.edit(edited, "今天好冷")
        setting.delete(deleted)
        setting.edit(mended, "fine")
        await nothing_more()
        setting.translations.asked.clear()
        setting.translations.is_down = False
        await noted(setting, "[en] 今天好冷")
        assert not {TEXT, "你们好吗", "我很好"} & set(setting.translations.asked)
        assert not setting.journal.rows


async def test_a_note_keeps_its_words_until_those_of_an_edit_are_translated(setting: Setting):
    async with setting.running():
        message, mended = setting.say(TEXT), setting.say("我很好")
        await noted(setting, NOTE, "[en] 我很好")
        setting.translations.is_down = True
        setting.edit(message, "今天好冷")
        setting.edit(mended, "我不好")
        await setting.until("今天好冷 …", "我不好 …")
        await noted(setting, NOTE, "[en] 我很好")
        setting.edit(mended, "fine", 2)
        await setting.until("今天好冷 …", "fine …")
    async with setting.running():  # after a restart, too
        await nothing_more()
        setting.translations.is_down = False
        await noted(setting, "[en] 今天好冷")
        assert not setting.journal.rows


@pytest.mark.parametrize("is_late", [False, True])
async def test_a_note_that_was_sent_when_the_process_was_killed_stands_once(setting: Setting, is_late: bool):
    setting.translations.is_down = is_late
    async with setting.running():
        setting.say("hello")
        setting.say(TEXT)
        await nothing_more()
        if not is_late:
            await noted(setting, NOTE)
            setting.say("我很好")
        setting.ledger_faults.extend([ZeroDivisionError()] * 20)  # nothing is recorded any more
        setting.translations.is_down = False
        last = NOTE if is_late else "[en] 我很好"
        await until(lambda: last in setting.discord.texts(ENGLISH))
    setting.ledger_faults.clear()
    async with setting.running():
        setting.say("hallo", channel_id=CHINESE)
        expected = [NOTE] if is_late else [NOTE, "[en] 我很好"]
        await noted(setting, *expected, "[en] hallo")
        assert not setting.journal.rows


async def test_a_note_of_unknown_fate_stands_once(setting: Setting):
    async with setting.running():
        setting.discord.faults.extend([(FateUnknown(), True), (FateUnknown(), True)])
        setting.say(TEXT)
        await noted(setting, NOTE)
        await setting.until(COPY)


async def test_what_was_said_meanwhile_is_noted_after_a_start(setting: Setting):
    async with setting.running():
        setting.say("hello")
        await setting.until("[zh-Hans] hello")
    missed = said(setting.discord.next_id(), TEXT)
    setting.discord.said[ENGLISH].append(missed)
    async with setting.running():
        await noted(setting, NOTE)


# What is switched off


async def test_switched_off_nothing_more_is_noted_and_what_stands_is_kept_true(setting: Setting):
    async with setting.running() as relay:
        message = setting.say(TEXT)
        await noted(setting, NOTE)
        setting.translations.is_down = True
        setting.say("我很好")
        await setting.until(COPY, "我很好 …")
        setting.bridges.bridges[0] = BRIDGE
        await relay.follow((BRIDGE,), {})
        setting.translations.is_down = False
        setting.say("你们好吗")
        await setting.until(COPY, "[zh-Hans] 我很好", "[zh-Hans] 你们好吗")
        setting.edit(message, "今天好冷")
        await noted(setting, "[en] 今天好冷")
        assert not setting.journal.rows
        setting.translations.is_down = True
        setting.edit(message, "今天不热", 2)
        await nothing_more()
    setting.joined = (BRIDGE,)
    setting.translations.is_down = False
    async with setting.running():
        await noted(setting, "[en] 今天不热")
        setting.delete(message)
        await noted(setting)


# Whose words are not noted


async def test_nobody_is_noted_who_takes_no_part_or_keeps_their_words_from_translators(setting: Setting):
    async with setting.running():
        await setting.members.choose(UserId(5), Choice(allows_outside=False))
        setting.say(TEXT)
        await setting.until(TEXT)
        await noted(setting)
        await setting.members.choose(UserId(5), Choice(takes_part=False))
        setting.say(TEXT)
        await nothing_more()
        await noted(setting)
        assert not setting.journal.rows


@pytest.mark.parametrize("choice", [Choice(allows_outside=False), Choice(takes_part=False)])
async def test_a_forward_of_somebody_who_does_not_want_that_is_not_noted(setting: Setting, choice: Choice):
    async with setting.running() as relay:
        message = setting.say("hello")
        await setting.until("[zh-Hans] hello")
        await setting.members.choose(message.author.id, choice)
        forward = replace(said(setting.discord.next_id(), TEXT), author=Author(UserId(66), "Mei", None))
        relay.put(MessageSaid(replace(forward, carried=Carried(forwarded=Forwarded(message_id=message.id)))))
        await nothing_more()
        await noted(setting)
        assert setting.translations.asked == ["hello"]


async def test_a_note_unfolds_no_link_that_its_message_does_not(setting: Setting):
    async with setting.running() as relay:
        setting.translations.is_down = True
        message = said(setting.discord.next_id(), f"{TEXT} https://news.example")
        relay.put(MessageSaid(replace(message, carried=Carried(hides_previews=True))))
        await until(lambda: (message.id, ENGLISH) in setting.journal.rows)
        row = setting.journal.rows[message.id, ENGLISH]
    (piece,) = COMPOSER.compose(row, Translation("It is hot https://news.example", ZH_HANS, EN, "google")).pieces
    assert piece.hides_previews


async def test_who_stops_taking_part_gets_no_note_that_waited(setting: Setting):
    setting.translations.is_down = True
    async with setting.running():
        setting.say(TEXT)
        await setting.until(f"{TEXT} …")
        await setting.members.choose(UserId(5), Choice(takes_part=False))
        setting.translations.is_down = False
        await nothing_more()
        await noted(setting)


async def test_a_word_of_the_guild_s_list_holds_the_note_until_a_moderator_lets_it_in(setting: Setting):
    await setting.words.add(HELPING.id, GUILD, ["发财", "[en] 今天"])
    async with setting.running() as relay:
        by_source, by_translation = setting.say("恭喜发财"), setting.say(TEXT)
        await setting.until(COPY)
        await noted(setting)
        held = {
            one.source.message_id: {(each.destination_id, each.reason) for each in one.refusals}
            for one in await MemoryHeldStore(setting.journal).waiting()
        }
        assert held == {
            by_source.id: {(CHINESE, Reason.WORDS), (ENGLISH, Reason.WORDS)},
            by_translation.id: {(ENGLISH, Reason.WORDS)},
        }
        for bridge, places in ((HELPING, {CHINESE, ENGLISH}), (BRIDGE, {CHINESE})):  # before it is translated
            ruling = setting.gate.judge(by_source, bridge, is_said=True)
            assert {refusal.destination_id for refusal in ruling.refusals} == places
        await relay.release(by_source, [CHINESE, ENGLISH])
        await noted(setting, "[en] 恭喜发财")
        await relay.release(by_translation, [ENGLISH])
        await noted(setting, "[en] 恭喜发财", NOTE)


async def test_neither_slow_mode_nor_an_age_restriction_of_its_channel_holds_a_note(setting: Setting):
    setting.channels.known[ENGLISH] = ChannelRules(is_age_restricted=True, slow_seconds=60)
    async with setting.running():
        setting.say(TEXT)
        setting.say("你们好吗")
        await noted(setting, NOTE, "[en] 你们好吗")
        await setting.until()


async def test_a_note_that_discord_refuses_is_left_out_and_says_nothing_in_its_place(setting: Setting):
    setting.channels.known[ENGLISH] = ChannelRules(is_age_restricted=True)  # so that there is nothing but notes
    setting.discord.faults.extend([(Refused(code=50035, status=400), False)] * 2)
    async with setting.running():
        setting.say(TEXT)
        setting.say("你们好吗")
        await noted(setting, "[en] 你们好吗")
        assert not setting.journal.rows


# What a note is not


async def test_a_note_is_told_of_as_a_copy_and_without_the_time_for_which_no_translator_answered(setting: Setting):
    setting.translations.is_down = True
    async with setting.running():
        setting.say(TEXT)
        await setting.until(f"{TEXT} …")
        setting.clock.elapsed += 3600
        setting.translations.is_down = False
        await noted(setting, NOTE)
    (trace,) = [one for one in setting.watching.traces if one.destination_id == ENGLISH]
    assert (trace.source_language, trace.target_language, trace.quality) == (ZH_HANS, EN, Quality.FINAL)
    assert trace.milliseconds < 60_000


async def test_a_note_is_nobody_s_counterpart_and_its_original_is_its_message(setting: Setting):
    ledger = MemoryLedger(setting.journal)
    async with setting.running():
        message = setting.say(TEXT)
        await setting.until(COPY)
        await noted(setting, NOTE)
    (note,), (copy,) = setting.discord.channels[ENGLISH], setting.discord.channels[CHINESE]
    counterparts = Counterparts(ledger)
    assert await counterparts.of(HELPING, SourcePlace(ENGLISH, note.id)) == {}
    of_all = {ENGLISH: (message.id,), CHINESE: (copy.id,)}
    assert await counterparts.of(HELPING, SourcePlace(ENGLISH, message.id)) == of_all
    assert await counterparts.of(HELPING, SourcePlace(CHINESE, copy.id)) == of_all
    assert await ledger.source_of(note.id) == SourcePlace(ENGLISH, message.id)


@pytest.mark.parametrize("answered", ["copy", "note", "message"])
async def test_an_answer_quotes_the_message_or_its_copy_and_never_the_note(setting: Setting, answered: str):
    async with setting.running():
        message = setting.say(TEXT)
        await setting.until(COPY)
        await noted(setting, NOTE)
    (note,), (copy,) = setting.discord.channels[ENGLISH], setting.discord.channels[CHINESE]
    quotes = Quotes(
        MemoryLedger(setting.journal), setting.discord, setting.members, Preferences(MemoryPreferenceStore(), {})
    )
    if answered == "copy":
        row = owed(said(999, "是啊", channel_id=CHINESE), to=ENGLISH, reply_to=copy.id)
        expected = SourcePlace(ENGLISH, message.id)
    else:
        row = owed(said(999, "yes"), to=CHINESE, reply_to=note.id if answered == "note" else message.id)
        expected = SourcePlace(CHINESE, copy.id)
    quoted = await quotes.answered(row)
    assert quoted == SourcePlace(ENGLISH, message.id)
    quote = await quotes.of(row, quoted, pings=True)
    assert quote is not None
    assert quote.link == expected.link(GUILD)


async def test_a_note_that_goes_takes_no_quote_of_its_message_with_it(setting: Setting):
    async with setting.running():
        message = setting.say(TEXT)
        await setting.until(COPY)
        await noted(setting, NOTE)
        (copy,) = setting.discord.channels[CHINESE]
        setting.say("是啊", channel_id=CHINESE, answering=copy.id)
        await noted(setting, NOTE, "[en] 是啊")
        assert setting.discord.quotes(ENGLISH) == [None, TEXT]
        setting.edit(message, "it is hot today")
        await noted(setting, "[en] 是啊")
        assert setting.discord.quotes(ENGLISH) == ["it is hot today"]
        setting.edit(message, "it is cold today", 2)
        await nothing_more()
        assert setting.discord.quotes(ENGLISH) == ["it is cold today"]


@pytest.mark.parametrize(
    ("source", "text", "is_wanted"),
    [
        (ZH_HANS, "It is hot", True),
        (ZH_HANS, f" {TEXT} ", False),  # nobody could translate it, or may
        (ZH_HANS, "\u200b", False),
        (EN, "It is hot", False),  # mended, by whatever translator
    ],
)
def test_a_note_that_says_nothing_new_is_needless(source: Language, text: str, is_wanted: bool):
    translation = Translation(text, source, EN, "google")
    assert is_needless(owed(said(3, TEXT)), translation) is not is_wanted
    assert not is_needless(owed(said(3, TEXT), to=CHINESE), translation)


# How it looks


def owed(message: SourceMessage, *, to: ChannelId = ENGLISH, reply_to: MessageId | None = None) -> Owed:
    return Owed(
        source_id=message.id,
        source_channel_id=message.channel_id,
        source_guild_id=message.guild_id,
        destination_id=to,
        sequence=1,
        debt=Debt.CREATE,
        revision=UNEDITED,
        author=replace(message.author, id=UserId(6)),
        content=message.content,
        source_language=EN,
        pings=frozenset(),
        expires_at=datetime(2027, 1, 2, tzinfo=UTC),
        carried=Carried(reply_to=reply_to),
    )


COMPOSER = RelayComposer(DestinationPhrases(Catalog()))


@pytest.mark.parametrize(
    ("source", "target", "name"),
    [
        (ZH_HANS, EN, "Translation · Ruth · 中"),
        (EN, ZH_HANS, "译文 · Ruth · EN"),
        (EN, ZH_HANT, "譯文 · Ruth · EN"),
    ],
)
def test_a_note_says_in_its_readers_language_that_it_is_a_translation_and_of_whose_words(
    source: Language, target: Language, name: str
):
    row = owed(said(3, "words"))
    composition = COMPOSER.compose(row, Translation("in other words", source, target, "google"))
    assert composition.persona == Persona(name, None)  # with our own picture, not the author's
    (piece,) = composition.pieces
    assert piece.content.startswith("in other words\n-# ↑ [")
    assert f"](https://discord.com/channels/{GUILD}/{ENGLISH}/3)" in piece.content
    assert preview_of(piece.content) == "in other words"
    seen_by_another_bot = said(4, piece.content, is_bot=True, by=name)
    assert judge(seen_by_another_bot, 99, admits_bots=True) is Verdict.STAYS


def test_a_note_shows_no_original_and_is_marked_in_every_manner():
    row = owed(said(3, TEXT))
    translation = Translation("It is hot today", ZH_HANS, EN, "google")
    rendition = Rendition(Manner(shows_original=True, is_marked=False))
    assert COMPOSER.compose(row, translation, rendition) == COMPOSER.compose(row, translation)


def test_a_long_note_is_split_and_cut_as_a_copy_is():
    row = owed(said(3, TEXT))
    translation = Translation("word " * 900, ZH_HANS, EN, "google")
    composition = COMPOSER.compose(row, translation)
    assert len(composition.pieces) == 3
    cut = COMPOSER.cut(row, translation, 1)
    assert len(cut.pieces) == 1
    assert all(units(piece.content) <= 2000 for piece in (*composition.pieces, *cut.pieces))


def test_a_plain_note_names_nobody_and_links_nothing():
    row = owed(said(3, TEXT, by="Ruth"))
    composition = COMPOSER.plain(row, Translation("It is **hot**", ZH_HANS, EN, "google"))
    assert composition.persona.name == "Translation · Member 0006 · 中"
    assert "**" not in composition.pieces[0].content


def test_what_stands_beside_its_source_is_a_note_and_what_is_its_own_source_is_none():
    source = SourcePlace(ENGLISH, MessageId(1))
    assert is_of_a_note(SourcePlace(ENGLISH, MessageId(2)), source)
    assert not is_of_a_note(SourcePlace(CHINESE, MessageId(2)), source)
    assert not is_of_a_note(source, source)
