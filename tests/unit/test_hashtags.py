"""Hashtags: what is one, which are the same, who counts, and which of them are shown."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.bridges.model import CONFIGURATION, Actor, Bridge, BridgeId, Endpoint
from bot.errors import Unavailable
from bot.hashtags import pairs
from bot.hashtags.aliases import MOST_PAIRS
from bot.hashtags.counting import Admission, HashtagCounting
from bot.hashtags.errors import NoSuchPair, PairsFull, TagUnknown
from bot.hashtags.hashtags import Hashtags, Week
from bot.hashtags.model import MOST_IN_A_MESSAGE, Alias, Heard, Sum, Tag, Trend, folded, trends
from bot.ids import ChannelId, GuildId, MessageId, UserId, first_id_at
from bot.participation.model import Tongue
from bot.relay.model import Author, MessageEdited, MessageSaid, MessagesDeleted, Revision, SourceEvent, SourceMessage
from bot.tasks import Tasks
from bot.translation.masking import mask, unmask
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language
from bot.translation.tags import Found, tags_in, with_tags
from tests.fakes import MemoryBridgeStore, StillClock
from tests.hashtagging import MemoryAliasStore, MemoryHashtagStore, UnreadTrail, aliases_over, simplify
from tests.owing import message
from tests.unit.test_translation_pipeline import Speaker, pipeline, said

GUILD, ELSEWHERE = GuildId(1 << 50), GuildId(1 << 51)
ENGLISH, CHINESE = ChannelId(100), ChannelId(200)
ENDS = (Endpoint(GUILD, ENGLISH, EN), Endpoint(GUILD, CHINESE, ZH_HANS), Endpoint(ELSEWHERE, ChannelId(300), ZH_HANT))
BRIDGE = Bridge(BridgeId(1), CONFIGURATION, "main", ENDS)
ADMIN = Actor(GUILD, UserId(1))
EN_TONGUE, ZH_TONGUE = Tongue("en"), Tongue("zh")


def names(text: str) -> list[str]:
    return [name for _, _, name in tags_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("my #cattax, as promised", ["cattax"]),
        ("#cattax", ["cattax"]),
        ("我的#猫税来了", ["猫税来了"]),
        ("我的#猫税 来了", ["猫税"]),
        ("#猫税#今天的猫", ["猫税"]),
        ("#猫税#My cat", ["猫税"]),
        ("今天 ＃貓稅", ["貓稅"]),
        ("＃穿搭＃好看", ["穿搭"]),
        ("#穿搭##猫税#都有", ["穿搭", "猫税"]),
        ("#ootd#cattax", ["ootd", "cattax"]),
        ("#OOTD #ootd", ["OOTD", "ootd"]),
        ("#2026goals #88", ["2026goals"]),
        ("(#a) “#b”，#c。#d! **#e** ~~#f~~ ||#g||", ["a", "b", "c", "d", "e", "f", "g"]),
        ("__#cattax__", ["cattax"]),
        ("#snake_case", ["snake_case"]),
        ("#cat😂 #cat🐱tax #😂", ["cat", "cat"]),
        ("#café #ñandú #кот #犬猫", ["café", "ñandú", "кот", "犬猫"]),
        ("[#tag](https://a.example)", ["tag"]),
        ("> #quoted\n- #item\n#line", ["quoted", "item", "line"]),
    ],
)
def test_a_hashtag_is(text: str, found: list[str]):
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "# heading\n## heading\n-# small",
        "#1 fan, ticket #42, ＃88",
        "https://example.com/x#anchor and https://example.com/#cattax",
        "<https://example.com/#cattax>",
        "in <#123> and <id:customize>",
        "`#cattax` ``#cattax``",
        "```css\n#cattax { color: #fff }\n```",
        "C#minor a#b 1#c",
        "&#20320;",
        "\\#cattax",
        "##cattax",
        "#😂 # # ＃ #! #_",
        "#猫税今天我们去了一个特别特别远的地方看了好多好多好多好多的猫咪真开心",
        "#" + "a" * 31,
    ],
)
def test_no_hashtag_is(text: str):
    assert names(text) == []


@pytest.mark.parametrize("text", ["#a" * 2_000, "#" * 4_000, "#" + "a" * 4_000, "#猫#" * 1_333, "#a##" * 1_000])
def test_a_row_of_signs_is_read_to_its_end(text: str):
    tags_in(text)
    assert unmask(mask(text).text, mask(text).spans) == text


class Gluing(Speaker):
    """A translator that takes the spaces around what it does not know, as Chinese is written."""

    async def translate(self, text: str, source: Language, target: Language) -> str:
        await super().translate(text, source, target)
        return text.replace("I love ", "我爱").replace(" so much", "非常").replace(" and ", "和").replace("} {", "}{")


@pytest.mark.parametrize(
    ("text", "crossed"),
    [
        ("I love #cattax so much", "我爱#cattax 非常"),
        ("I love ＃cattax and #ootd so much", "我爱＃cattax 和#ootd 非常"),
        ("I love #猫税# so much", "我爱#猫税#非常"),
        ("I love #cattax #ootd so much", "我爱#cattax #ootd 非常"),
    ],
)
async def test_a_hashtag_never_grows_by_what_a_translator_glues_to_it(text: str, crossed: str):
    assert (await said(pipeline(Gluing()), text)).text == crossed
    assert names(crossed) == names(text)


def test_letters_that_a_translator_puts_before_a_hashtag_do_not_hide_it():
    assert unmask("I love{0}", mask("我爱#猫税").spans) == "I love #猫税"


async def test_hashtags_survive_the_conversion_between_the_scripts():
    assert (await said(pipeline(), "这个软件#猫税#很好", ZH_HANS, ZH_HANT)).text == "這個軟體#猫税#很好"


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("look, #cattax!", ZH_HANS, "look, #猫税!"),
        ("look, #CatTax!", ZH_HANT, "look, #貓稅!"),
        ("#猫税#今天的猫", EN, "#cattax 今天的猫"),
        ("#貓稅 #今日穿搭", EN, "#cattax #ootd"),
        ("#猫税", ZH_HANT, "#貓稅"),
        ("#CatTax ＃cattax", EN, "#CatTax ＃cattax"),
        ("#ootd#cattax", ZH_HANS, "#今日穿搭 #猫税"),
        ("#穿搭##猫税#都有", EN, "#穿搭##cattax 都有"),
        ("__#cattax__", ZH_HANS, "__#猫税__"),
        ("`#cattax` https://a.example/#cattax", ZH_HANS, "`#cattax` https://a.example/#cattax"),
        ("#cattax", Language("ja"), "#cattax"),
        ("#dogtax", ZH_HANS, "#dogtax"),
        ("no tags", ZH_HANS, "no tags"),
    ],
)
async def test_a_hashtag_reads_as_the_one_that_its_readers_have_for_it(text: str, language: Language, shown: str):
    assert (await aliases_over()).shown(text, GUILD, language) == shown


async def test_a_guild_s_own_pairs_come_before_those_that_ship_and_hold_there_alone():
    store, trail = MemoryAliasStore(), UnreadTrail()
    aliases = await aliases_over(store, trail)
    assert await aliases.add("#dogtax", "狗稅", ADMIN) == Alias("dogtax", "狗稅")
    await aliases.add("cattax", "#交猫#", ADMIN)
    assert aliases.shown("#dogtax #cattax", GUILD, ZH_HANS) == "#狗稅 #交猫"
    assert aliases.shown("#dogtax #cattax", ELSEWHERE, ZH_HANS) == "#dogtax #猫税"
    assert aliases.shown("#狗稅 #狗税 #交猫", GUILD, EN) == "#dogtax #dogtax #cattax"
    assert aliases.tag_of(GUILD, "狗税") == "dogtax"
    assert list((await aliases_over(store)).of(GUILD)) == [Alias("cattax", "交猫"), Alias("dogtax", "狗稅")]
    assert await aliases.remove("＃狗稅", ADMIN) == Alias("dogtax", "狗稅")
    assert aliases.shown("#dogtax", GUILD, ZH_HANS) == "#dogtax"
    assert trail.done == [("tags-paired", "dogtax"), ("tags-paired", "cattax"), ("tags-parted", "dogtax")]
    aliases.forget(GUILD)
    assert aliases.shown("#cattax", GUILD, ZH_HANS) == "#猫税"


async def test_a_new_pair_takes_the_place_of_those_with_which_it_shares_a_name():
    aliases = await aliases_over()
    await aliases.add("tea", "茶", ADMIN)
    await aliases.add("drinks", "喝茶", ADMIN)
    await aliases.add("Tea", "喝茶", ADMIN)
    assert list(aliases.of(GUILD)) == [Alias("Tea", "喝茶")]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("", "猫"),
        ("cat tax", "猫"),
        ("cat", "猫，税"),
        ("42", "猫"),
        ("cat#dog", "猫"),
        ("a" * 31, "猫"),
        ("CAT", "cat"),
    ],
)
async def test_a_pair_is_of_two_hashtags(english: str, chinese: str):
    aliases = await aliases_over()
    with pytest.raises(TagUnknown):
        await aliases.add(english, chinese, ADMIN)
    assert not aliases.of(GUILD)


async def test_what_a_guild_did_not_add_it_cannot_remove():
    with pytest.raises(NoSuchPair):
        await (await aliases_over()).remove("cattax", ADMIN)


async def test_a_guild_has_room_for_so_many_pairs():
    store = MemoryAliasStore()
    for number in range(MOST_PAIRS):
        await store.keep(GUILD, Alias(f"tag{number}", f"标签{number}"))
    aliases = await aliases_over(store)
    with pytest.raises(PairsFull):
        await aliases.add("one", "一", ADMIN)
    await aliases.add("tag1", "一", ADMIN)  # in place of another


def test_every_pair_that_ships_is_of_hashtags_and_none_has_two_meanings():
    shipped = pairs.load()
    assert len(shipped) >= 40
    meanings: dict[str, set[str]] = {}
    for one in shipped:
        for name in (one.en, one.zh_hans, one.zh_hant):
            assert names(f"#{name}") == [name]
            meanings.setdefault(folded(name), set()).add(one.en)
    assert {name: meant for name, meant in meanings.items() if len(meant) > 1} == {}


async def test_every_name_of_a_pair_that_ships_counts_under_it():
    shipped = pairs.load()
    aliases = await aliases_over(shipped=shipped)
    for one in shipped:
        for name in one.names:
            assert await aliases.counted_as(GUILD, name) == folded(one.en), name


class Gate:
    """A gate that is shut for some."""

    def __init__(self) -> None:
        self.shut_for: set[UserId] = set()

    def admits(self, said: SourceMessage, _bridge: Bridge) -> bool:
        return said.author.id not in self.shut_for


class FaultyStore(MemoryHashtagStore):
    """A store whose database does not answer at first."""

    faults = 1
    batches = 0

    async def hear(self, heard: Sequence[Heard]) -> None:
        self.batches += 1
        if self.faults:
            self.faults -= 1
            raise Unavailable
        await super().hear(heard)


class Desk:
    """Counting with everything around it to look at; made by `desk_of`."""

    def __init__(self, store: type[MemoryHashtagStore], blocked: str) -> None:
        self.clock = StillClock()
        self.store = store(self.clock)
        self.gate = Gate()
        self.blocked = blocked
        self.tasks = Tasks()
        self.looked_at: list[str] = []
        self.bridges = MemoryBridgeStore()

    async def open(self) -> None:
        await self.bridges.open(BRIDGE.owner, BRIDGE.name, list(ENDS), BRIDGE.settings)
        self.aliases = await aliases_over()
        self.counting = HashtagCounting(
            self.store,
            self.aliases,
            Admission(self.gate, self.flags),  # type: ignore[arg-type] # of the gate this is all that is asked
            lambda channel_id: BRIDGE if BRIDGE.endpoint(channel_id) else None,
            self.find,
            self.clock,
            self.tasks,
        )

    def find(self, text: str) -> list[Found]:
        self.looked_at.append(text)
        return tags_in(text)

    def flags(self, _bridge_id: BridgeId, text: str) -> bool:
        return bool(self.blocked) and self.blocked in text

    @property
    def is_busy(self) -> bool:
        return bool(self.tasks._running)  # noqa: SLF001 - likewise

    async def hear(self, *events: SourceEvent) -> None:
        for event in events:
            self.counting.note(event)
        await asyncio.gather(*self.tasks._running)  # noqa: SLF001 - nothing else tells that all is written

    def said(self, content: str, by: int = 7, channel: ChannelId = ENGLISH, *, is_bot: bool = False) -> MessageSaid:
        self.clock.advance(timedelta(milliseconds=1))
        number = MessageId(first_id_at(self.clock.now()))
        author = Author(UserId(by), "somebody", None, is_bot=is_bot)
        return MessageSaid(replace(message(number, content, channel=channel), author=author))

    async def asked(self, channel: ChannelId = ENGLISH) -> Week:
        hashtags = Hashtags(self.store, self.bridges, self.aliases, self.flags, self.clock)
        return await hashtags.of_the_week(GUILD, channel)

    async def week(self) -> dict[tuple[str, ...], dict[Tongue, int]]:
        return {one.spellings: dict(one.members) for one in (await self.asked()).trends}


async def desk_of(store: type[MemoryHashtagStore] = MemoryHashtagStore, blocked: str = "") -> Desk:
    desk = Desk(store, blocked)
    await desk.open()
    return desk


async def test_both_names_of_one_thing_are_counted_together_by_tongue():
    desk = await desk_of()
    await desk.hear(
        desk.said("#cattax #CATTAX", by=1),
        desk.said("#貓稅", by=2, channel=CHINESE),
        desk.said("#猫税#", by=3, channel=CHINESE),
        desk.said("#猫税 #cattax", by=1, channel=CHINESE),  # who counts already
    )
    assert await desk.week() == {("cattax", "猫税", "貓稅"): {EN_TONGUE: 1, ZH_TONGUE: 2}}


async def test_both_scripts_and_every_width_and_case_are_one_tag():
    desk = await desk_of()
    await desk.hear(*(desk.said(text, by=by) for by, text in enumerate(("#軟體Ａ", "#软件a", "＃__软件A__", "#軟體a"))))
    ((spelling,),) = await desk.week()
    assert folded(await simplify(spelling)) == "软件a"
    assert list((await desk.week()).values()) == [{EN_TONGUE: 4}]


async def test_what_one_member_alone_uses_is_no_trend():
    desk = await desk_of()
    await desk.hear(desk.said("#cattax", by=1), desk.said("#cattax", by=1), desk.said("#猫税", by=1, channel=CHINESE))
    assert await desk.week() == {}
    await desk.hear(desk.said("#cattax", by=2))
    assert list(await desk.week()) == [("cattax", "猫税", "貓稅")]


async def test_bots_and_those_whose_words_may_not_cross_do_not_count():
    desk = await desk_of(blocked="scam")
    desk.gate.shut_for = {UserId(1)}
    await desk.hear(
        desk.said("#tea", by=1),
        desk.said("#tea", by=2, is_bot=True),
        desk.said("#tea, a scam", by=3),
        desk.said("#tea", by=4),
        MessageSaid(replace(desk.said("#tea", by=5).message, is_chat=False)),
        desk.said("#tea", by=6, channel=ChannelId(999)),
    )
    assert {one.user_id for one in desk.store.uses.values()} == {UserId(4)}


async def test_a_tag_that_a_word_list_holds_is_not_shown_though_it_was_counted_before():
    desk = await desk_of()
    await desk.hear(*(desk.said("#tea #猫税", by=by) for by in (1, 2)))
    assert len(await desk.week()) == 2
    desk.blocked = "猫税"  # of a pair one name is enough
    assert list(await desk.week()) == [("tea",)]


async def test_edits_and_deletions_take_a_use_back():
    desk = await desk_of()
    first, second = desk.said("#tea", by=1), desk.said("#tea", by=2)
    await desk.hear(first, second)
    await desk.hear(MessageEdited(replace(first.message, content="a preview came")))
    assert len(desk.store.uses) == 2
    edited = replace(first.message, content="no more", revision=Revision(5))
    await desk.hear(MessageEdited(edited), MessagesDeleted(ENGLISH, (second.message.id,)))
    assert not desk.store.uses
    await desk.hear(MessageEdited(replace(edited, content="#tea once more", revision=Revision(6))))
    assert len(desk.store.uses) == 1


async def test_an_edit_that_may_not_cross_takes_back_what_counted():
    desk = await desk_of(blocked="scam")
    first = desk.said("#tea", by=1)
    await desk.hear(first)
    assert desk.store.uses
    await desk.hear(MessageEdited(replace(first.message, content="#tea scam", revision=Revision(5))))
    assert not desk.store.uses


async def test_a_message_without_a_sign_is_not_looked_at():
    desk = await desk_of()
    desk.counting.note(desk.said("hello, all"))
    desk.counting.note(desk.said("你好"))
    assert not desk.looked_at
    assert not desk.is_busy


async def test_decoration_counts_no_further_than_ten():
    desk = await desk_of()
    await desk.hear(desk.said(" ".join(f"#tag{number}" for number in range(30))))
    (used,) = desk.store.uses.values()
    assert len(used.spellings) == MOST_IN_A_MESSAGE


async def test_what_folding_makes_too_long_is_not_counted():
    """The Arabic ligature U+FDFA is eighteen characters once it is folded."""
    desk = await desk_of()
    await desk.hear(desk.said("#" + "\ufdfa" * 20 + " #tea"))
    (used,) = desk.store.uses.values()
    assert set(used.spellings) == {"tea"}


async def test_what_is_heard_together_is_written_together_and_waits_for_a_database_that_is_away():
    desk = await desk_of(FaultyStore)
    await desk.hear(*(desk.said("#tea", by=by) for by in range(50)))
    assert len(desk.store.uses) == 50
    assert isinstance(desk.store, FaultyStore)
    assert desk.store.batches == 2


def summed(tag: str, members: int, *, day: int = 1, tongue: Tongue = EN_TONGUE, is_shared: bool = True) -> Sum:
    return Sum(GUILD, date(2027, 1, day), Tag(tag), tongue, members, tag.upper(), is_shared)


def shown(*sums: Sum, shared: frozenset[Tag] = frozenset()) -> list[Trend]:
    return trends(sums, shared, lambda _: None, lambda tag: tag, lambda _: True)


def test_the_ten_that_most_members_used_are_shown_the_most_used_first():
    found = shown(*(summed(f"tag{number:02}", number) for number in range(1, 15)), summed("other", 99, is_shared=False))
    assert [one.total for one in found] == list(range(14, 4, -1))
    assert found[0] == Trend(Tag("tag14"), ("TAG14",), {EN_TONGUE: 14})


def test_days_and_tongues_are_added_up_and_the_newest_spelling_is_shown():
    newest = replace(summed("tea", 2, day=3, tongue=ZH_TONGUE), spelling="Tea")
    (found,) = shown(summed("tea", 1), newest, summed("tea", 4, day=2, is_shared=False))
    assert found == Trend(Tag("tea"), ("Tea",), {EN_TONGUE: 5, ZH_TONGUE: 2})


def test_that_several_used_it_may_be_known_otherwise_and_needs_a_count():
    found = shown(summed("tea", 1, is_shared=False), shared=frozenset({Tag("tea"), Tag("rum")}))
    assert [one.tag for one in found] == ["tea"]


async def test_the_week_is_the_last_seven_days():
    desk = await desk_of()
    await desk.hear(*(desk.said("#tea", by=by) for by in (1, 2)))
    desk.clock.advance(timedelta(days=3))
    await desk.store.expire()
    desk.clock.advance(timedelta(days=3))
    assert list(await desk.week()) == [("tea",)]
    desk.clock.advance(timedelta(days=1))
    assert await desk.week() == {}


async def test_a_channel_is_told_in_its_own_language():
    desk = await desk_of()
    assert (await desk.asked(CHINESE)).language == ZH_HANS
    assert (await desk.asked(ChannelId(999))).language is None


async def test_with_tags_leaves_what_it_has_no_other_name_for():
    assert with_tags("#a, #b", {"b": "c"}.get) == "#a, #c"
