"""Whoever types a name and words is understood, in either language; whoever does not is told why."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from playground.cast import CAST, CHINESE, ENGLISH, PRACTICE_CHINESE, PRACTICE_ENGLISH, WELCOME, CastMember
from playground.place import BRIDGES, bridges_for
from playground.typed import Command, Deleted, Edited, NotUnderstood, Said, names, parsed


def member(handle: str) -> CastMember:
    return next(one for one in CAST if one.handle == handle)


@pytest.mark.parametrize(
    "line",
    ["dana good morning", "Dana good morning", "  DANA   good morning ", "dana: good morning", "dana：good morning"],
)
def test_a_line_is_a_name_and_words(line: str) -> None:
    assert parsed(line) == Said(member("dana"), ENGLISH.id, "good morning")


@pytest.mark.parametrize(
    "line", ["小满 你好", "小满：你好", "小满，你好", "小满你好", "xiaoman 你好", "小满\u3000你好"]
)
def test_behind_a_chinese_name_no_space_is_needed(line: str) -> None:
    assert parsed(line) == Said(member("xiaoman"), CHINESE.id, "你好")


def test_a_member_writes_in_the_channel_of_their_language_unless_another_is_named() -> None:
    assert parsed("#practice graham hello") == Said(member("graham"), PRACTICE_ENGLISH.id, "hello")
    assert parsed("#练习 graham 你好") == Said(member("graham"), PRACTICE_CHINESE.id, "你好")
    assert parsed("#welcome-欢迎 graham hi") == Said(member("graham"), WELCOME.id, "hi")
    for one in CAST:
        home = ENGLISH.id if one.language == "en" else CHINESE.id
        assert parsed(f"{one.handle} 1") == Said(one, home, "1")


def test_mentions_become_discords_own() -> None:
    yating = member("yating").id
    assert parsed("dana @雅婷 hi") == Said(member("dana"), ENGLISH.id, f"<@{yating}> hi")
    assert parsed("dana hi @yating!") == Said(member("dana"), ENGLISH.id, f"hi <@{yating}>!")
    assert parsed("dana @雅婷你好") == Said(member("dana"), ENGLISH.id, f"<@{yating}>你好")
    assert parsed("dana @everyone @danas me@home") == Said(member("dana"), ENGLISH.id, "@everyone @danas me@home")


def test_a_last_message_is_edited_and_deleted_by_its_author() -> None:
    assert parsed("/edit dana good evening") == Edited(member("dana"), "good evening")
    assert parsed("/delete 小满") == Deleted(member("xiaoman"))


@pytest.mark.parametrize("name", ["/quit", "/help"])
def test_commands_are_known(name: str) -> None:
    assert parsed(f" {name.upper()} ") == Command(name)


@pytest.mark.parametrize(
    ("line", "key", "quoted"),
    [
        ("bob hello", "no-such-member", "bob"),
        ("danas hello", "no-such-member", "danas"),
        ("路人：嗨", "no-such-member", "路人"),
        ("#nowhere dana hi", "no-such-channel", "nowhere"),
        ("#english", "no-such-member", ""),
        ("# dana hi", "no-such-member", "#"),
        ("dana", "no-words", "dana"),
        ("dana:", "no-words", "dana"),
        ("/edit dana", "no-words", "dana"),
        ("/edit bob hi", "no-such-member", "bob"),
        ("/delete", "no-such-member", ""),
        ("/frobnicate now", "no-such-command", "/frobnicate"),
    ],
)
def test_what_is_not_understood_is_said(line: str, key: str, quoted: str) -> None:
    assert parsed(line) == NotUnderstood(key, quoted)


@given(st.text(max_size=60))
@example("/")
@example("#")
@example(":")
@example("@dana")
@example("\ud800 \x1b[2J")
def test_any_line_is_answered(line: str) -> None:
    assert (parsed(line) is None) == (not line.strip())


def test_each_member_is_offered_in_one_spelling() -> None:
    folded = [name.casefold() for name in names()]
    assert len(folded) == len(set(folded))
    assert {"dana", "yating", "雅婷"} <= set(names())


def test_the_bridges_join_an_english_and_a_chinese_channel() -> None:
    assert [[one.language for one in bridge.endpoints] for bridge in BRIDGES] == [["en", "zh-Hans"]] * 2


def test_who_reads_traditional_chinese_sees_it_in_the_chinese_channels() -> None:
    assert [bridge.chinese.language for bridge in bridges_for("zh-TW")] == ["zh-Hant"] * 2
    assert bridges_for("zh-CN") == bridges_for("en-US") == BRIDGES
