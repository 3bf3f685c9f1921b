"""What a word list finds, what it lets pass, and what it takes."""

import asyncio

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.bridges.model import BridgeId
from bot.ids import GuildId
from bot.moderation.errors import WordIsNumber, WordsFull, WordTooLong
from bot.moderation.folding import Folding
from bot.moderation.matching import Matcher, is_sayable, words_in
from bot.moderation.words import LONGEST_WORD, MOST_WORDS, WordLists
from tests.fakes import MemoryWordStore

FOLDING = Folding()
asyncio.run(FOLDING.learn_scripts())
HERE, THERE = GuildId(1), GuildId(2)
BRIDGE = BridgeId(1)


def found(entry: str, text: str) -> bool:
    return Matcher([entry], FOLDING).find(text) == entry


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("发财", "快來發財啊"),  # the other script
        ("發財", "快来发财啊"),
        ("軟件", "软件"),
        ("妳好", "你好"),
        ("着急", "著急"),
        ("加微信", "加 微 信"),  # spacing
        ("加微信", "加.微-信"),
        ("加微信", "加\u200b微\u2060信\ufe0f"),  # what cannot be seen
        ("加微信", "加\n微\u3000信"),
        ("加微信", "請加微信吧"),
        ("加v信", "加Ｖ信"),  # width and case
        ("scam", "This is a SCAM!"),
        ("scam", "ｓｃａｍ"),
        ("scam", "s c a m"),  # spelled out
        ("scam", "S.C.A.M."),
        ("scam", "it is a s-c-a-m-m-e-r"),
        ("scam", "s̶c̶a̶m̶"),  # struck through
        ("scam", "sc\u00adam"),
        ("scam", "這是scam嗎"),  # Chinese is no letter of an English word
        ("café", "cafe\u0301 now"),
        ("cafe", "CAFÉ"),
        ("free nitro", "get free   nitro here"),
        ("free nitro", "FREE-NITRO"),
        ("don't", "I don’t know"),
        ("call 520 now", "please call 520 now"),
        ("ガチャ", "ｶﾞﾁｬ"),  # half-width kana
        ("바보", "이 바보야"),
        ("straße", "STRASSE"),
        ("спам", "это СПАМ"),
    ],
)
def test_what_reads_the_same_is_found(entry: str, text: str):
    assert found(entry, text)


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("ass", "a class assembles, Massachusetts passes"),
        ("as", "w a s h"),
        ("scam", "scampi and scams"),
        ("free nitro", "free the nitro"),
        ("加微信88", "加微信888"),  # a number matches only as a whole
        ("88折", "888折"),
        ("call 520", "call 5201314"),
        ("微信", "微笑，相信我"),
        ("天气", "今天，气死我了"),  # a comma parts sentences
        ("加v", "加very"),
        ("scam", "88 520 666 233 1314"),
    ],
)
def test_what_reads_otherwise_passes(entry: str, text: str):
    assert not found(entry, text)


@pytest.mark.parametrize(
    "number", ["88", "520", "666", "233", "1314", "５２０", "5 2 0", "8-8", "①", "!!!", "🙂", "\u200b"]
)
def test_a_number_is_no_entry(number: str):
    assert not is_sayable(number, FOLDING)


@given(st.text(alphabet=st.characters(categories=["Nd", "Nl", "No", "Zs", "Po"]), max_size=30))
@example("６６６")
@example("𝟱𝟮𝟬")
def test_no_list_finds_anything_in_numbers(text: str):
    matcher = Matcher(["scam", "加微信", "a1", "call 520 now", "88折"], FOLDING)
    assert matcher.find(text) is None


@given(st.text())
@example("\ud800")
@example("İ")
@example("ﷺ" * 20)
@example("ǰ\u0345")
def test_folding_never_fails_and_is_done_once(text: str):
    folded = FOLDING.fold(text)
    assert FOLDING.fold(folded) == folded
    assert Matcher(["x", "加"], FOLDING).find(text) in {None, "x", "加"}


@given(st.text(min_size=1, max_size=20), st.text(max_size=10), st.text(max_size=10))
@example("]", "", "")
@example("加^", "", "")
@example("加", "", "")
@example("加a", "b", "c")
def test_an_entry_of_any_kind_is_found_in_itself(entry: str, before: str, after: str):
    if is_sayable(entry, FOLDING):
        matcher = Matcher([entry], FOLDING)
        assert matcher.find(entry) == entry
        assert matcher.find(f"{before}. {entry} .{after}") in {None, entry}


@given(st.sampled_from(["加微信", "scam"]), st.data())
def test_blanks_and_width_hide_nothing(entry: str, data: st.DataObject):
    between = st.text(alphabet=" \u3000\u200b\u200d\ufeff.·-_*|", max_size=2)
    wide = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
    letters = (wide.get(each, each) if data.draw(st.booleans()) else each for each in entry)
    gap = " " if entry.isascii() else ""  # letters are spelled out with something between all of them
    assert found(entry, "".join(f"{letter}{gap}{data.draw(between)}" for letter in letters))


def test_several_are_typed_at_once():
    assert words_in("scam, 加微信、免费；free  nitro\nscam,,") == ("scam", "加微信", "免费", "free nitro")


async def test_a_list_is_one_guilds_for_one_bridge_and_empty_until_it_is_filled():
    store = MemoryWordStore()
    lists = await WordLists.load(store)
    assert not lists.flagging(BRIDGE, "scam")
    await lists.add(BRIDGE, HERE, ["scam", "加微信"])
    await lists.add(BRIDGE, THERE, ["spam"])
    assert list(lists.flagging(BRIDGE, "a scam")) == [HERE]
    assert list(lists.flagging(BRIDGE, "spam, 加 微 信")) == [HERE, THERE]
    assert not lists.flagging(BridgeId(2), "scam")
    again = await WordLists.load(store)
    assert list(again.flagging(BRIDGE, "加微信")) == [HERE]
    assert await lists.remove(BRIDGE, HERE, "scam")
    assert not await lists.remove(BRIDGE, HERE, "scam")
    assert not lists.flagging(BRIDGE, "a scam")
    assert lists.of(BRIDGE, HERE) == ("加微信",)


async def test_what_cannot_be_an_entry_changes_nothing():
    lists = await WordLists.load(MemoryWordStore())
    for words, error in ((["scam", "520"], WordIsNumber), (["x" * (LONGEST_WORD + 1)], WordTooLong)):
        with pytest.raises(error):
            await lists.add(BRIDGE, HERE, words)
    await lists.add(BRIDGE, HERE, [f"word{number}" for number in range(MOST_WORDS)])
    with pytest.raises(WordsFull):
        await lists.add(BRIDGE, HERE, ["another"])
    assert len(lists.of(BRIDGE, HERE)) == MOST_WORDS


async def test_a_bot_without_chinese_lists_learns_no_scripts():
    """The table takes memory that idle bots must not spend."""
    folding = Folding()
    lists = WordLists(MemoryWordStore(), folding)
    await lists.add(BRIDGE, HERE, ["scam"])
    assert not folding.knows_scripts
    await lists.add(BRIDGE, HERE, ["加微信"])
    assert folding.knows_scripts


async def test_reading_the_lists_anew_makes_only_those_anew_that_have_changed():
    """Where several processes may share the database, they are read twice a minute."""

    class Counting(Folding):
        def __init__(self) -> None:
            super().__init__()
            self.folded: list[str] = []

        def fold(self, text: str) -> str:
            self.folded.append(text)
            return super().fold(text)

    store, counting = MemoryWordStore(), Counting()
    await store.add(BRIDGE, HERE, ["scam"])
    await store.add(BridgeId(2), HERE, ["plum"])
    lists = WordLists(store, counting)
    await lists.reload()
    counting.folded.clear()
    await lists.reload()
    assert counting.folded == []
    await store.add(BRIDGE, THERE, ["spam"])
    await store.remove(BridgeId(2), HERE, "plum")
    await lists.reload()
    assert counting.folded == ["scam", "spam"]
    assert lists.flagging(BRIDGE, "spam") == [THERE]
    assert not lists.flagging(BridgeId(2), "plum")
