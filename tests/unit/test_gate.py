"""What may enter which destination: a guild's own rules hold on what enters it, now and later."""

import asyncio
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.bridges.model import CONFIGURATION, Bridge, BridgeId, Endpoint
from bot.errors import Unavailable
from bot.ids import ChannelId, GuildId, UserId
from bot.members.model import Choice
from bot.moderation.due import DueMessages
from bot.moderation.model import ChannelRules, RaidMode, Reason, Refusal, Refused
from bot.relay.carried import Carried, File
from bot.relay.model import Membership, MessageEdited, MessageSaid, SourceMessage, SourcePlace
from bot.translation.model import EN, ZH_HANS, ZH_HANT
from tests.fakes import MemoryHeldStore
from tests.relaying import CHINESE, ENGLISH, GUILD, START, Setting, said

ABROAD = GuildId(2 << 22)
TAIWAN = ChannelId(300)
BRIDGE = Bridge(
    BridgeId(1),
    CONFIGURATION,
    "main",
    (Endpoint(GUILD, ENGLISH, EN), Endpoint(GUILD, CHINESE, ZH_HANS), Endpoint(ABROAD, TAIWAN, ZH_HANT)),
)


@pytest.fixture
async def setting() -> Setting:
    """Three channels of two guilds; the one abroad does not want to read of scam."""
    made = Setting(joined=(BRIDGE,))
    made.bridges.bridges.append(BRIDGE)
    await made.words.add(BRIDGE.id, ABROAD, ["scam", "发财"])
    return made


async def waiting(setting: Setting) -> list[tuple[int, set[tuple[ChannelId, Reason]]]]:
    every = await MemoryHeldStore(setting.journal).waiting()
    return [(one.source.message_id, {(each.destination_id, each.reason) for each in one.refusals}) for one in every]


async def test_a_word_that_one_guild_does_not_want_crosses_to_the_others(setting: Setting):
    async with setting.running():
        held = setting.say("a scam")
        setting.say("xyzzy")
        await setting.until("[zh-Hans] a scam", "[zh-Hans] xyzzy")
        await setting.until("[zh-Hant] xyzzy", channel_id=TAIWAN)
    assert await waiting(setting) == [(held.id, {(TAIWAN, Reason.WORDS)})]


async def test_a_word_that_a_picture_is_described_with_is_a_word(setting: Setting):
    async with setting.running() as relay:
        message = said(setting.discord.next_id(), "look")
        pictured = replace(message, carried=Carried(files=(File("a.png", "https://cdn.example/a", 1, "a scam"),)))
        relay.put(MessageSaid(pictured))
        await setting.until("[zh-Hans] look")
        await setting.until(channel_id=TAIWAN)
    assert await waiting(setting) == [(message.id, {(TAIWAN, Reason.WORDS)})]


async def test_what_leaves_the_guild_that_does_not_want_it_goes_nowhere(setting: Setting):
    async with setting.running():
        held = setting.say("我要發財", channel_id=TAIWAN)
        setting.say("xyzzy", channel_id=TAIWAN)
        await setting.until("[en] xyzzy", channel_id=ENGLISH)
        await setting.until("[zh-Hans] xyzzy")
    assert await waiting(setting) == [(held.id, {(ENGLISH, Reason.WORDS), (CHINESE, Reason.WORDS)})]


async def test_what_was_refused_does_not_come_later_by_an_edit_or_by_catch_up(setting: Setting):
    async with setting.running():
        held = setting.say("a scam")
        await setting.until("[zh-Hans] a scam")
        setting.edit(held, "a plum")
        await setting.until("[zh-Hans] a plum")
        await setting.until(channel_id=TAIWAN)
    await setting.words.remove(BRIDGE.id, ABROAD, "scam")
    async with setting.running():  # the last minute is read once more
        await setting.until("[zh-Hans] a plum")
        await setting.until(channel_id=TAIWAN)


async def test_an_edit_that_brings_in_a_word_leaves_the_last_words_that_were_let_in(setting: Setting):
    async with setting.running():
        message = setting.say("a plum")
        await setting.until("[zh-Hant] a plum", channel_id=TAIWAN)
        setting.edit(message, "a scam")
        await setting.until("[zh-Hans] a scam")
        await setting.until("[zh-Hant] a plum", channel_id=TAIWAN)
        assert await waiting(setting) == [(message.id, {(TAIWAN, Reason.WORDS)})]
    async with setting.running():  # nor after a restart
        await setting.until("[zh-Hant] a plum", channel_id=TAIWAN)
        setting.edit(message, "a pear", at=2)
        await setting.until("[zh-Hant] a pear", channel_id=TAIWAN)


async def test_an_edit_before_its_translation_is_there_puts_no_word_up(setting: Setting):
    async with setting.running():
        setting.translations.gate = asyncio.Event()
        message = setting.say("a plum")
        await asyncio.sleep(0)
        setting.edit(message, "a scam")
        await setting.until(channel_id=TAIWAN)
        setting.translations.gate.set()
        await setting.until("[zh-Hant] a plum", channel_id=TAIWAN)


async def test_a_word_that_comes_in_by_the_translation_is_refused_there(setting: Setting):
    await setting.words.add(BRIDGE.id, ABROAD, ["zh-hant xyzzy"])  # as it would be read there: [zh-Hant] xyzzy
    async with setting.running():
        held = setting.say("xyzzy")
        message = setting.say("plugh")
        await setting.until("[zh-Hans] xyzzy", "[zh-Hans] plugh")
        await setting.until("[zh-Hant] plugh", channel_id=TAIWAN)
        setting.edit(message, "xyzzy")
        await setting.until("[zh-Hans] xyzzy", "[zh-Hans] xyzzy")
        await setting.until("[zh-Hant] plugh", channel_id=TAIWAN)
        assert await waiting(setting) == [
            (one.id, {(TAIWAN, Reason.WORDS)}) for one in sorted((held, message), key=lambda one: one.id)
        ]
    async with setting.running():
        await setting.until("[zh-Hant] plugh", channel_id=TAIWAN)


async def test_what_is_released_crosses_once_and_only_as_it_was_seen(setting: Setting):
    await setting.words.add(BRIDGE.id, ABROAD, ["zh-hant"])  # nothing that is read there may pass either
    async with setting.running() as relay:
        held = setting.say("a scam")
        await setting.until("[zh-Hans] a scam")
        for _ in range(2):
            await relay.release(held, [TAIWAN])
            await setting.until("[zh-Hant] a scam", channel_id=TAIWAN)
        assert await waiting(setting) == []
        setting.edit(held, "a worse scam")
        await setting.until("[zh-Hans] a worse scam")
        await setting.until("[zh-Hant] a scam", channel_id=TAIWAN)
        assert await waiting(setting) == [(held.id, {(TAIWAN, Reason.WORDS)})]
    async with setting.running():
        await setting.until("[zh-Hant] a scam", channel_id=TAIWAN)


async def test_what_was_deleted_is_not_released(setting: Setting):
    async with setting.running() as relay:
        held = setting.say("a scam")
        await setting.until("[zh-Hans] a scam")
        setting.delete(held)
        await setting.until()
        await relay.release(held, [TAIWAN])
        await setting.until(channel_id=TAIWAN)


async def test_nothing_crosses_out_of_a_channel_that_becomes_age_restricted(setting: Setting):
    async with setting.running():
        setting.say("before")
        await setting.until("[zh-Hans] before")
        setting.channels.known = {ENGLISH: ChannelRules(is_age_restricted=True), TAIWAN: ChannelRules(True)}
        setting.say("after")
        await setting.until("[zh-Hant] before", "[zh-Hant] after", channel_id=TAIWAN)
        await setting.until("[zh-Hans] before")
        setting.say("来", channel_id=CHINESE)  # into it all may go
        await setting.until("[en] 来", channel_id=ENGLISH)
        assert setting.alarm.told == [(ENGLISH, CHINESE)]
        setting.channels.known = {}
        await setting.until("[zh-Hans] before")
    async with setting.running():
        await setting.until("[zh-Hans] before")  # not later either


async def test_who_is_timed_out_is_not_relayed(setting: Setting):
    now = setting.clock.now()
    async with setting.running() as relay:
        for until in (now + timedelta(hours=1), now - timedelta(hours=1), None):
            message = said(setting.discord.next_id(), f"until {until and until.hour}")
            relay.put(MessageSaid(replace(message, membership=Membership(START, until, ()))))
        message = setting.say("xyzzy")
        spoken = f"[zh-Hans] until {(now - timedelta(hours=1)).hour}"
        await setting.until(spoken, "[zh-Hans] until None", "[zh-Hans] xyzzy")
        membership = Membership(START, now + timedelta(hours=1), ())
        relay.put(MessageEdited(replace(setting.edit(message, "plugh"), membership=membership)))


class Reading:
    """Reads what is said in the small Discord."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting

    async def one(self, place: SourcePlace) -> SourceMessage | None:
        there = self._setting.discord.said[place.channel_id]
        return next((each for each in there if each.id == place.message_id), None)


async def test_slow_mode_holds_back_what_its_own_members_could_not_say_yet(setting: Setting):
    setting.channels.known = {TAIWAN: ChannelRules(slow_seconds=60)}
    async with setting.running():
        first = setting.say("one")
        setting.say("two")
        setting.say("three")
        await setting.until("[zh-Hans] one", "[zh-Hans] two", "[zh-Hans] three")
        await setting.until("[zh-Hant] one", channel_id=TAIWAN)
        setting.edit(first, "uno")  # edits and deletions are not slowed
        await setting.until("[zh-Hant] uno", channel_id=TAIWAN)
        setting.delete(first)
        await setting.until(channel_id=TAIWAN)
        held = [one for one, _ in await waiting(setting)]
        assert len(held) == 2


async def test_who_waits_in_slow_mode_comes_in_time_in_order_and_as_it_reads_then(setting: Setting):
    setting.channels.known = {TAIWAN: ChannelRules(slow_seconds=60)}
    async with setting.running() as relay:
        setting.say("one")
        second = setting.say("two")
        third = setting.say("three")
        gone = setting.say("four")
        await setting.until("[zh-Hant] one", channel_id=TAIWAN)
        setting.edit(second, "a scam")
        setting.edit(third, "drei")
        setting.delete(gone)
        await setting.until("[zh-Hans] one", "[zh-Hans] a scam", "[zh-Hans] drei")
        store = MemoryHeldStore(setting.journal)
        due = DueMessages(store, Reading(setting), setting.bridges, setting.channels, setting.turns, setting.clock)
        running = asyncio.ensure_future(due.run(setting.gate, relay))
        try:
            await setting.until("[zh-Hant] one", "[zh-Hant] drei", channel_id=TAIWAN)
        finally:
            running.cancel()
        assert setting.clock.elapsed >= 120
        assert [reasons for _, reasons in await waiting(setting)] == [{(TAIWAN, Reason.WORDS)}]


async def test_what_came_due_together_while_nobody_looked_keeps_apart(setting: Setting):
    setting.channels.known = {TAIWAN: ChannelRules(slow_seconds=60)}
    async with setting.running() as relay:
        for text in ("one", "two", "three"):
            setting.say(text)
        await setting.until("[zh-Hant] one", channel_id=TAIWAN)
        setting.clock.elapsed += 3600
        let_go: list[float] = []

        class Noting:
            async def release(self, message: SourceMessage, destinations: Collection[ChannelId]) -> None:
                let_go.append(setting.clock.elapsed)
                await relay.release(message, destinations)

        store = MemoryHeldStore(setting.journal)
        due = DueMessages(store, Reading(setting), setting.bridges, setting.channels, setting.turns, setting.clock)
        running = asyncio.ensure_future(due.run(setting.gate, Noting()))
        try:
            await setting.until("[zh-Hant] one", "[zh-Hant] two", "[zh-Hant] three", channel_id=TAIWAN)
        finally:
            running.cancel()
        assert let_go[1] - let_go[0] >= 60


async def test_what_a_proxy_posted_and_waits_for_its_time_comes_by_whose_words_it_is(setting: Setting):
    setting.channels.known = {TAIWAN: ChannelRules(slow_seconds=60)}
    store = MemoryHeldStore(setting.journal)
    async with setting.running() as relay:
        first = setting.say("zero")
        await setting.until("[zh-Hant] zero", channel_id=TAIWAN)
        proxied = said(setting.discord.next_id(), "one", is_bot=True)
        quiet = said(setting.discord.next_id(), "two", is_bot=True)
        setting.discord.said[ENGLISH] += [proxied, quiet]
        due_at = setting.clock.now() + timedelta(seconds=60)
        refusal = Refusal(TAIWAN, Reason.SLOW, due_at=due_at)
        for message, author_id in ((proxied, UserId(71)), (quiet, UserId(72))):
            place = SourcePlace(ENGLISH, message.id)
            await store.refuse([Refused(place, GUILD, author_id, message.revision, BRIDGE.id, (refusal,))])
        await setting.members.choose(UserId(72), Choice(takes_part=False))
        due = DueMessages(store, Reading(setting), setting.bridges, setting.channels, setting.turns, setting.clock)
        running = asyncio.ensure_future(due.run(setting.gate, relay))
        try:
            await setting.until("[zh-Hant] zero", "[zh-Hant] one", channel_id=TAIWAN)
        finally:
            running.cancel()
        assert setting.journal.authors == {first.id: first.author.id, proxied.id: UserId(71)}


async def test_what_cannot_be_read_now_keeps_its_order_and_no_other_channel_from_its_turn(setting: Setting):
    setting.channels.known = {TAIWAN: ChannelRules(slow_seconds=60)}
    async with setting.running() as relay:
        for text in ("one", "two", "three"):
            setting.say(text)
        setting.say("四", channel_id=CHINESE)  # by the same member
        await setting.until("[zh-Hant] one", channel_id=TAIWAN)
        await setting.until("[en] 四", channel_id=ENGLISH)
        assert len(await waiting(setting)) == 3
        second = min(source_id for source_id, _ in await waiting(setting))

        class Away(Reading):
            """Discord does not answer for a while: a guild has an outage."""

            async def one(self, place: SourcePlace) -> SourceMessage | None:
                if place.message_id == second and setting.clock.elapsed < 400:
                    raise Unavailable
                return await super().one(place)

        store = MemoryHeldStore(setting.journal)
        due = DueMessages(store, Away(setting), setting.bridges, setting.channels, setting.turns, setting.clock)
        running = asyncio.ensure_future(due.run(setting.gate, relay))
        try:
            await setting.until("[zh-Hant] one", "[zh-Hant] 四", "[zh-Hant] two", "[zh-Hant] three", channel_id=TAIWAN)
        finally:
            running.cancel()


async def test_who_is_exempt_from_slow_mode_waits_for_nothing(setting: Setting):
    setting.channels.known = {TAIWAN: ChannelRules(slow_seconds=60)}
    setting.channels.exempt = {said(setting.discord.next_id(), "").author.id}
    async with setting.running():
        setting.say("one")
        setting.say("two")
        await setting.until("[zh-Hant] one", "[zh-Hant] two", channel_id=TAIWAN)


async def test_a_bridge_does_not_inherit_the_rules_of_one_that_is_gone(setting: Setting):
    """SQLite gives the number of the newest row out again, once that is deleted."""
    setting.gate.follow([])
    setting.gate.follow([BRIDGE])
    assert setting.words.of(BRIDGE.id, ABROAD) == ()
    async with setting.running():
        setting.say("a scam")
        await setting.until("[zh-Hant] a scam", channel_id=TAIWAN)


async def test_a_reaction_crosses_under_the_rules_of_both_guilds_and_its_name_is_a_word(setting: Setting):
    gate, (english, chinese, abroad) = setting.gate, BRIDGE.endpoints
    dana = UserId(5)

    def reached(likeness: str) -> list[ChannelId]:
        ends = [end for end in (chinese, abroad) if gate.admits_reaction(dana, likeness, BRIDGE, english, end)]
        return [end.channel_id for end in ends]

    assert reached("❤") == [CHINESE, TAIWAN]
    assert reached(":scam:") == [CHINESE]
    setting.channels.known[ENGLISH] = ChannelRules(is_age_restricted=True)
    setting.channels.known[TAIWAN] = ChannelRules(is_age_restricted=True)
    assert reached("❤") == [TAIWAN]
    setting.channels.known.clear()
    await setting.mutes.set(BRIDGE.id, ABROAD, dana, is_muted=True)
    assert reached("❤") == [CHINESE]
    await setting.members.choose(dana, Choice(takes_part=False))
    assert reached("❤") == []


async def test_a_bridge_whose_guild_is_away_for_a_while_has_its_rules_when_it_is_back(setting: Setting):
    """The bot was removed by mistake and let in again: its seats were hidden, and nothing was forgotten."""
    await setting.raids.set(BRIDGE.id, RaidMode(newcomer_days=3))
    setting.gate.follow([replace(BRIDGE, endpoints=())])
    setting.gate.follow([BRIDGE])
    assert setting.words.of(BRIDGE.id, ABROAD) == ("scam", "发财")
    assert setting.raids.of(BRIDGE.id).newcomer_days == 3


async def test_a_guild_that_is_forgotten_leaves_no_words_and_no_rules(setting: Setting):
    await setting.words.add(BRIDGE.id, GUILD, ["spam"])
    await setting.rules.mirror(BRIDGE.id, ABROAD, is_on=True)
    for known in (setting.words, setting.rules):
        known.forget(ABROAD)
    assert setting.words.of(BRIDGE.id, ABROAD) == ()
    assert setting.words.flagging(BRIDGE.id, "a scam, or spam") == [GUILD]
    assert not setting.rules.are_on(BRIDGE.id)


async def test_what_its_translation_kept_out_enters_when_a_moderator_lets_it_in(setting: Setting):
    await setting.words.add(BRIDGE.id, ABROAD, ["[zh-Hant] hello"])
    async with setting.running() as relay:
        message = setting.say("hello")
        await setting.until("[zh-Hans] hello")
        assert await waiting(setting) == [(message.id, {(TAIWAN, Reason.WORDS)})]
        await relay.release(message, [TAIWAN])
        await setting.until("[zh-Hant] hello", channel_id=TAIWAN)
