"""A composition is one that Discord takes, says only what its source says, and pings nobody new."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.bridges.model import AS_USUAL
from bot.i18n.catalog import Catalog, DestinationPhrases
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.relay.carried import Carried, File, Forwarded, Poll, Quote, Sticker
from bot.relay.composition import RelayComposer
from bot.relay.glyphs import is_readable, units
from bot.relay.model import UNEDITED, Author, Composition, Debt, Owed, Persona
from bot.relay.ports import Composer
from bot.relay.rendition import Rendition
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language, Quality, Translation

COMPOSER: Composer = RelayComposer(DestinationPhrases(Catalog()))
LINK = "https://discord.com/channels/1/2/3"


def owed(content: str = "hello", *, name: str = "Ann", pings: frozenset[UserId] = frozenset()) -> Owed:
    return Owed(
        source_id=MessageId(3),
        source_channel_id=ChannelId(2),
        source_guild_id=GuildId(1),
        destination_id=ChannelId(4),
        sequence=1,
        debt=Debt.CREATE,
        revision=UNEDITED,
        author=Author(UserId(12345678), name, "https://cdn.example/ann.png"),
        content=content,
        source_language=EN,
        pings=pings,
        expires_at=datetime(2026, 11, 21, tzinfo=UTC),
    )


def final(text: str, target: Language = ZH_HANS) -> Translation:
    return Translation(text, EN, target, "google")


def provisional(text: str, target: Language = ZH_HANS, *, word_help: str | None = None) -> Translation:
    return Translation(text, EN, target, "none", Quality.PROVISIONAL, word_help)


def contents(composition: Composition) -> list[str]:
    return [piece.content for piece in composition.pieces]


def test_a_short_translation_is_one_piece_unchanged() -> None:
    composition = COMPOSER.compose(owed(), final("> 你好 **Ann**\n# 标题"))

    assert contents(composition) == ["> 你好 **Ann**\n# 标题"]
    assert composition.persona == Persona("Ann · EN", "https://cdn.example/ann.png")


@pytest.mark.parametrize(
    ("target", "line"), [(ZH_HANS, "翻译中"), (ZH_HANT, "翻譯中"), (Language("ja"), "Translating…")]
)
def test_an_original_that_waits_for_its_translation_says_so(target: Language, line: str) -> None:
    assert contents(COMPOSER.compose(owed(), provisional("hello", target))) == [f"hello\n-# {line}"]


def test_what_the_bot_adds_follows_the_words_at_once() -> None:
    assert contents(COMPOSER.compose(owed(), provisional("hello \n\n"))) == ["hello\n-# 翻译中"]


def test_word_help_stands_below_and_is_not_called_a_translation() -> None:
    waiting = provisional("hello\nworld", word_help="hello 你好、喂\nworld 世界")
    standing = Translation("hello", EN, ZH_HANS, "none", Quality.FINAL, "hello 你好")

    assert contents(COMPOSER.compose(owed(), waiting)) == [
        "hello\nworld\n-# 翻译中\n-# 逐词提示：hello 你好、喂\n-# world 世界"
    ]
    assert contents(COMPOSER.compose(owed(), standing)) == ["hello\n-# 逐词提示：hello 你好"]


def test_word_help_does_not_tell_what_a_spoiler_hides() -> None:
    waiting = provisional("||he dies||", word_help="he 他 · dies 死")

    assert contents(COMPOSER.compose(owed(), waiting)) == ["||he dies||\n-# 翻译中"]


@pytest.mark.parametrize(
    ("length", "below"),
    [(1900, "\n-# 翻译中\n-# 逐词提示：word 词"), (1985, "\n-# 翻译中"), (1993, "\n-# 翻译中"), (1994, ""), (2000, "")],
)
def test_what_the_bot_adds_makes_no_part_of_its_own(length: int, below: str) -> None:
    waiting = provisional("x" * length, word_help="word 词")

    assert contents(COMPOSER.compose(owed(), waiting)) == ["x" * length + below]


def test_what_the_bot_adds_stands_in_the_last_piece() -> None:
    composition = COMPOSER.compose(owed(), provisional("word " * 500))

    assert [content.endswith("-# 翻译中") for content in contents(composition)] == [False, True]
    assert [(piece.start, piece.end) for piece in composition.pieces] == [(0, 2000), (2000, 2500)]


def test_word_help_longer_than_a_message_is_left_out() -> None:
    assert contents(COMPOSER.compose(owed(), provisional("hi", word_help="词" * 9000))) == ["hi\n-# 翻译中"]


def test_only_those_who_may_be_pinged_and_are_still_mentioned_are_pinged() -> None:
    row = owed(pings=frozenset({UserId(11), UserId(22), UserId(33)}))
    (piece,) = COMPOSER.compose(row, final("<@11> 和 <@!22>，还有 <@44> 和 <@&33>")).pieces

    assert piece.pings == {11, 22}


def test_nobody_is_pinged_by_two_parts() -> None:
    row = owed(pings=frozenset({UserId(11), UserId(22)}))
    composition = COMPOSER.compose(row, final("<@11> " + "字" * 1990 + " <@11> <@22>"))

    assert [piece.pings for piece in composition.pieces] == [{11}, {22}]


@pytest.mark.parametrize("text", ["", "   ", "\n", "\u200b", "\u3164 \u2060", "\u200b" * 4000])
def test_a_message_with_nothing_to_read_says_so(text: str) -> None:
    (piece,) = COMPOSER.compose(owed(text), final(text)).pieces

    assert piece.content == "-# （空消息）"
    assert (piece.start, piece.end) == (0, units(text))


def test_an_original_is_not_lost_to_an_empty_translation() -> None:
    assert contents(COMPOSER.compose(owed("hello"), final("\u200b"))) == ["hello"]


def test_half_a_character_is_replaced_by_the_sign_for_it() -> None:
    assert contents(COMPOSER.compose(owed(), final("a\ud83d b \ud83d\ude00"))) == ["a\ufffd b 😀"]


def test_a_nameless_author_is_called_a_member_in_the_readers_language() -> None:
    assert COMPOSER.compose(owed(name="\u3164"), final("你好")).persona.name == "成员 5678 · EN"
    assert COMPOSER.compose(owed(name="\u200b"), final("你好", ZH_HANT)).persona.name == "成員 5678 · EN"


def test_an_ordinary_message_needs_no_phrase() -> None:
    """Fluent takes 0.1 s to load, which the first message after a start should not wait for."""

    class Silent:
        def say(self, language: Language, key: str, /, **fields: str | int) -> str:
            raise AssertionError(key)

    assert contents(RelayComposer(Silent()).compose(owed(), final("你好"))) == ["你好"]


def test_the_plain_form_has_words_only() -> None:
    row = owed(name="Discord", pings=frozenset({UserId(11)}))
    text = "# 标题\n> **粗** `代码` [链接](https://a.example/b_c) <:cat:123> <@11>\n||他死了||\u202e"
    plain = COMPOSER.plain(row, final(text))

    assert plain.persona == Persona("成员 5678 · EN", None)
    assert contents(plain) == ["标题\n粗 代码 [链接](a.example/bc) :cat: <@11>\n███"]
    assert plain.pieces[0].pings == frozenset()


@pytest.mark.parametrize("text", ["https*://", "ht\u200btps://evil.example", "**#** x", "*||*"])
def test_taking_marks_out_makes_no_new_ones(text: str) -> None:
    (content,) = contents(COMPOSER.plain(owed(), final(text)))

    assert "://" not in content
    assert not content.startswith("# ")
    assert is_readable(content)


def test_the_plain_form_keeps_parts_and_ranges() -> None:
    translation = final("||" + "secret " * 400 + "|| **end**")
    full, plain = COMPOSER.compose(owed(), translation), COMPOSER.plain(owed(), translation)

    assert [(piece.start, piece.end) for piece in plain.pieces] == [(piece.start, piece.end) for piece in full.pieces]
    assert not any("secret" in content for content in contents(plain))


def test_what_cannot_be_carried_leaves_a_link() -> None:
    composition = COMPOSER.uncarried(owed(), final("你好" * 3000))

    assert contents(composition) == [f"-# 这条消息没能传到这边。原文：{LINK}"]
    assert (composition.pieces[0].start, composition.pieces[0].end) == (0, 6000)
    assert composition.persona == Persona("成员 5678 · EN", None)


def test_a_longer_text_is_cut_to_the_parts_that_stand() -> None:
    translation = final("**" + "word " * 1000 + "**")
    whole, cut = COMPOSER.compose(owed(), translation), COMPOSER.cut(owed(), translation, 2)

    assert len(whole.pieces) == 3
    assert len(cut.pieces) == 2
    assert cut.pieces[0] == whole.pieces[0]
    assert cut.pieces[1].content.endswith(f"word**…\n-# 完整原文：{LINK}")
    assert units(cut.pieces[1].content) <= 2000
    assert cut.pieces[1].end < whole.pieces[1].end


def test_a_text_that_fits_is_not_cut() -> None:
    assert COMPOSER.cut(owed(), final("你好"), 1) == COMPOSER.compose(owed(), final("你好"))


def test_a_cut_original_still_says_that_it_waits() -> None:
    (content,) = contents(COMPOSER.cut(owed(), provisional("word " * 1000), 1))

    assert content.endswith(f"word…\n-# 翻译中\n-# 完整原文：{LINK}")


@given(
    st.text(max_size=300).map(lambda text: text * 25) | st.text(max_size=40),
    st.booleans(),
    st.none() | st.text(max_size=60),
    st.integers(1, 3),
)
@example("\u2800", True, "\n\n", 1)
@example("||" * 1500, False, "||x||", 1)
@example("`" * 3000, True, None, 2)
@example("-# " * 900, True, None, 1)
@example("\\" * 2500, False, None, 2)
@example("||" + "x" * 3000 + "||", True, "x", 1)
@example("\ud800" * 2500, False, "\udfff", 2)
def test_every_rung_is_one_that_discord_takes(text: str, is_final: bool, word_help: str | None, parts: int) -> None:
    quality = Quality.FINAL if is_final else Quality.PROVISIONAL
    row, translation = owed(text), Translation(text, EN, ZH_HANT, "google", quality, word_help)
    full = COMPOSER.compose(row, translation)
    cut = COMPOSER.cut(row, translation, parts)

    assert len(cut.pieces) == min(parts, len(full.pieces))
    for composition in (full, cut, COMPOSER.plain(row, translation), COMPOSER.uncarried(row, translation)):
        assert composition.pieces
        for piece in composition.pieces:
            assert units(piece.content) <= 2000
            assert is_readable(piece.content)
            piece.content.encode()


def test_stickers_that_have_no_picture_are_named_and_markdown_in_names_stays_a_name() -> None:
    drawn, moving = Sticker("cat", "https://cdn.example/1.png"), Sticker("`**wave**`", None)
    (piece,) = COMPOSER.compose(owed(""), final(""), Rendition(stickers=(drawn, moving))).pieces

    assert piece.content == "-# 贴纸：`'**wave**'`"
    assert piece.stickers == (drawn, moving)


def test_what_is_answered_stands_above_the_first_piece_and_files_below_the_last() -> None:
    quote, file = Quote("Ben", "moin", LINK, UserId(9)), File("cat.png", "https://cdn.example/cat.png", 9)
    first, last = COMPOSER.compose(owed(), final("字 " * 1200), Rendition(quote=quote, files=(file,))).pieces

    assert first.quote == quote
    assert (first.files, last.files, last.quote) == ((), (file,), None)
    assert UserId(9) not in first.pings  # there was no room for it


def test_a_text_that_is_cut_keeps_its_files_its_stickers_and_its_poll() -> None:
    """What an edit does not name, Discord takes off the message."""
    file, sticker = File("cat.png", "https://cdn.example/cat.png", 9), Sticker("wave", "https://cdn.example/1.png")
    (piece,) = COMPOSER.cut(owed(), final("字 " * 1200), 1, Rendition(files=(file,), stickers=(sticker,))).pieces
    assert (piece.files, piece.stickers) == ((file,), (sticker,))

    row = replace(owed("x" * 3000 + "\nTea?\nYes\nNo"), carried=Carried(poll=Poll(("", ""), False, 9)))
    (asked,) = COMPOSER.cut(row, final(row.content), 1, Rendition(poll_hours=3)).pieces
    assert asked.ballot is not None


def test_a_file_left_out_of_the_plain_form_leaves_a_way_to_it() -> None:
    row = replace(owed(""), carried=Carried(files=(File("cat.png", "https://cdn.example/cat.png", 9),)))

    assert contents(COMPOSER.plain(row, final(""))) == [f"-# 📎 附件没能传到这边：{LINK}"]


def test_a_forward_is_a_quoted_block_below_where_it_comes_from() -> None:
    row = replace(owed("tea?\n\nor coffee"), carried=Carried(forwarded=Forwarded(GuildId(1), LINK)))
    words = final("茶？\n\n还是咖啡")

    (told,) = contents(COMPOSER.compose(row, words, Rendition(origin=LINK)))
    assert told == f"-# ↪ 转发自 {LINK}\n> 茶？\n> \n> 还是咖啡"
    (untold,) = contents(COMPOSER.compose(row, words))
    assert untold == "-# ↪ 转发自别处\n> 茶？\n> \n> 还是咖啡"


def test_a_long_forward_is_quoted_in_every_part_and_cut_as_anything_else() -> None:
    row = replace(owed("tea"), carried=Carried(forwarded=Forwarded()))
    words = final("\n".join(["一二三四五六七八九十"] * 400))

    for part in contents(COMPOSER.compose(row, words)):
        assert all(line.startswith(("> ", "-# ")) for line in part.split("\n"))
    assert LINK in contents(COMPOSER.cut(row, words, 1))[0]


@pytest.mark.parametrize("end", ["", " 句 " * 400])
@pytest.mark.parametrize(
    "text", ["word " * 790, "```py\n" + "x = 1\n" * 600 + "```", "a\n" * 1990, "||" + "秘密 " * 1300 + "||"]
)
def test_no_words_of_a_forward_stand_outside_its_quoted_block(text: str, end: str) -> None:
    """Else they would be taken for the words of whoever forwards; and a mark outside it closes nothing inside."""
    row = replace(owed("tea"), carried=Carried(forwarded=Forwarded(GuildId(1), LINK)))
    rendition = Rendition(origin=LINK)
    pieces = COMPOSER.compose(row, final(text + end), rendition).pieces
    cut = COMPOSER.cut(row, final(text + end), len(pieces) - 1, rendition).pieces

    assert len(cut) == len(pieces) - 1
    for content in (piece.content for piece in (*pieces, *cut)):
        assert units(content) <= 2000
        assert all(line.startswith(("> ", "-# ")) for line in content.split("\n"))
        assert content.count("||") % 2 == content.count("```") % 2 == 0


def test_a_forward_without_a_word_is_a_forward() -> None:
    row = replace(owed(""), carried=Carried(forwarded=Forwarded()))
    assert contents(COMPOSER.compose(row, final(""))) == ["-# ↪ 转发自别处"]


def test_what_has_nothing_to_read_says_what_it_was() -> None:
    activity = replace(owed(""), carried=Carried(is_activity=True))
    sticker = replace(owed(""), carried=Carried(stickers=(Sticker("wave", "https://cdn.example/1.png"),)))

    assert contents(COMPOSER.compose(activity, final(""))) == ["-# （一个活动邀请，比如一起玩游戏）"]
    assert contents(COMPOSER.plain(sticker, final(""), Rendition(stickers=sticker.carried.stickers))) == ["贴纸：wave"]


@pytest.mark.parametrize("content", ["see https://a.example", "x" * 3000 + " https://a.example"])
def test_links_hide_what_they_lead_to_in_every_part_that_shows_them(content: str) -> None:
    row = replace(owed(content), carried=Carried(hides_previews=True))
    rendition = Rendition(replace(AS_USUAL, shows_original=True))

    for composition in (COMPOSER.compose(row, final("看 " + content), rendition), COMPOSER.cut(row, final(content), 1)):
        assert all(piece.hides_previews for piece in composition.pieces)
