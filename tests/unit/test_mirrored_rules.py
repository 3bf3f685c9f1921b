"""AutoMod's rules as Discord describes them, on what enters their guild."""

import time
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.bridges.model import Endpoint
from bot.discord_adapter.automod import compiled_pattern
from bot.errors import Forbidden, Unavailable
from bot.ids import ChannelId, GuildId, MessageId
from bot.moderation.automod import MirroredRules
from bot.moderation.keywords import CompiledRule, KeywordRule
from bot.relay.model import Membership, SourceMessage
from bot.translation.model import EN
from playground.server.automod.keywords import Pattern
from playground.server.automod.triggers import words_trigger
from tests.fakes import MemoryMirrorStore, PlainChannels, WrittenRules
from tests.relaying import CHINESE, ENGLISH, GUILD, START, Setting, said
from tests.unit.test_gate import ABROAD, BRIDGE, TAIWAN

AT_HOME = Endpoint(GUILD, CHINESE, EN)
SLUGS = KeywordRule(("slug*", "the mat", "*骂人*"), (r"(?i)b.d\b",), ("slugger",))


def compiled(rule: KeywordRule) -> CompiledRule:
    return CompiledRule(rule, [made for one in rule.patterns if (made := compiled_pattern(one)) is not None])


@pytest.mark.parametrize("text", ["a SLUG", "sluggish", "on the mat now", "别骂人了", "BAD", "slugger slug"])
def test_what_a_rule_keeps_out(text: str):
    assert compiled(SLUGS).flags(text)


@pytest.mark.parametrize("text", ["a slugger", "the matrix", "骂 人", "badly", "seaslug", "", "520 666"])
def test_what_a_rule_lets_pass(text: str):
    assert not compiled(SLUGS).flags(text)


WORD = st.text(alphabet="ab* 骂İ.", min_size=1, max_size=4)


@given(st.lists(WORD, max_size=4), st.lists(WORD, max_size=2), st.text(alphabet="abAB 骂İ.*", max_size=12))
@example(["a", "ab*"], [], "ab")
@example(["*b"], ["ab"], "ab b")
@example(["İ"], [], "xİ İ")
def test_keywords_are_found_as_the_small_discord_finds_them(keywords: list[str], allowed: list[str], text: str):
    keywords, allowed = ([one for one in some if one.strip("*")] for some in (keywords, allowed))
    trigger = words_trigger(1, keywords, [], allowed)  # type: ignore[arg-type] # its number is enough
    assert compiled(KeywordRule(tuple(keywords), (), tuple(allowed))).flags(text) == (trigger.find(text) is not None)


@given(
    st.sampled_from([r"(b|c)at", r"^\p{Han}+$", "(?i)STOP", "x{2,3}"]), st.text(alphabet="abcatx骂STOPstop", max_size=9)
)
def test_patterns_are_found_as_the_small_discord_finds_them(pattern: str, text: str):
    assert compiled(KeywordRule((), (pattern,))).flags(text) == (next(Pattern(pattern).find(text), None) is not None)


def test_no_pattern_takes_for_ever():
    rule = compiled(KeywordRule((), (r"(a+)+$", r"(a|a)*b", r"(.*a){12}b")))
    began = time.perf_counter()
    assert not rule.flags("a" * 4000 + "!")
    assert time.perf_counter() - began < 1.0
    assert compiled_pattern("(?=a)") is None


def test_six_rules_of_a_thousand_keywords_are_asked_quickly():
    rules = [compiled(KeywordRule(tuple(f"*word{number}x{each}*" for each in range(1000)))) for number in range(6)]
    text = "An ordinary message of some words, as they are said all day long in a channel. " * 3
    began = time.perf_counter()
    for _ in range(100):
        assert not any(rule.flags(text) for rule in rules)
    assert (time.perf_counter() - began) / 100 < 0.01


def message(text: str, *roles: int, guild_id: GuildId = GUILD) -> SourceMessage:
    return replace(said(MessageId(5), text), guild_id=guild_id, membership=Membership(START, None, roles))


async def test_exemptions_are_those_of_the_rule_and_roles_count_at_home_alone():
    rule = KeywordRule(("slug",), (), (), frozenset({7}), frozenset({int(ENGLISH)}))
    channels = PlainChannels()
    rules = MirroredRules(MemoryMirrorStore(), WrittenRules({GUILD: [rule]}), compiled_pattern, channels)
    assert not rules.flags(BRIDGE.id, AT_HOME, message("slug"))
    await rules.mirror(BRIDGE.id, GUILD, is_on=True)
    assert rules.flags(BRIDGE.id, AT_HOME, message("slug"))
    assert not rules.flags(BRIDGE.id, Endpoint(GUILD, ENGLISH, EN), message("slug"))
    assert rules.flags(BRIDGE.id, AT_HOME, message("slug", 7, guild_id=ABROAD))
    assert not rules.flags(BRIDGE.id, AT_HOME, message("slug", 7))
    assert not rules.flags_translation(BRIDGE.id, AT_HOME, MessageId(5), "slug")  # nor in translation
    assert rules.flags_translation(BRIDGE.id, AT_HOME, MessageId(6), "slug")
    channels.exempt = {message("").author.id}  # who may manage the guild is above its rules
    assert not rules.flags(BRIDGE.id, AT_HOME, message("slug"))
    assert rules.flags(BRIDGE.id, AT_HOME, message("slug", guild_id=ABROAD))
    await rules.mirror(BRIDGE.id, GUILD, is_on=False)
    assert not rules.flags(BRIDGE.id, AT_HOME, message("slug", guild_id=ABROAD))


async def test_rules_that_cannot_be_read_change_nothing_and_old_ones_go_on():
    store, written = MemoryMirrorStore(), WrittenRules({GUILD: Forbidden(code=50013)})
    rules = MirroredRules(store, written, compiled_pattern, PlainChannels())
    with pytest.raises(Forbidden):
        await rules.mirror(BRIDGE.id, GUILD, is_on=True)
    assert store.mirrored == set()
    written.written[GUILD] = [KeywordRule(("slug",))]
    await rules.mirror(BRIDGE.id, GUILD, is_on=True)
    written.written[GUILD] = Unavailable()
    await rules.changed(GUILD)
    assert rules.flags(BRIDGE.id, AT_HOME, message("slug"))
    written.written[GUILD] = [KeywordRule(("snail",))]
    await rules.changed(ABROAD)
    assert rules.flags(BRIDGE.id, AT_HOME, message("slug"))
    again = MirroredRules(store, written, compiled_pattern, PlainChannels())
    await again.load()
    assert again.flags(BRIDGE.id, AT_HOME, message("snail"))


async def test_they_hold_on_what_enters_their_guild_and_on_nothing_else():
    setting = Setting(joined=(BRIDGE,))
    setting.written.written[ABROAD] = [KeywordRule(("slug", "*zh-hant] plugh"))]
    await setting.rules.mirror(BRIDGE.id, ABROAD, is_on=True)
    async with setting.running():
        for text in ("a slug", "plugh", "xyzzy"):
            setting.say(text)
        await setting.until("[zh-Hans] a slug", "[zh-Hans] plugh", "[zh-Hans] xyzzy")
        await setting.until("[zh-Hant] xyzzy", channel_id=TAIWAN)
        setting.say("a slug", channel_id=ChannelId(TAIWAN))
        await setting.until("[en] a slug", channel_id=ENGLISH)
