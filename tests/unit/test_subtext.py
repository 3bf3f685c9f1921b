"""An original below its translation: all of it, in small print, hidden where it was hidden, and pinging nobody."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.bridges.model import Manner
from bot.ids import UserId
from bot.relay.glyphs import units
from bot.relay.markdown import Markdown
from bot.relay.model import Piece
from bot.relay.rendition import Rendition
from bot.translation.model import ZH_HANT, Quality, Translation
from tests.unit.test_composition import COMPOSER, LINK, contents, final, owed, provisional

BELOW = Rendition(Manner(shows_original=True))


def below(original: str, translated: str) -> list[str]:
    return contents(COMPOSER.compose(owed(original), final(translated), BELOW))


def test_an_original_stands_in_small_print_below_line_by_line():
    assert below("one\n\ntwo", "一\n\n二") == ["一\n\n二\n-# one\n-# two"]


def test_what_needed_no_translation_is_not_said_twice():
    assert below("https://example.com", "https://example.com") == ["https://example.com"]
    waiting = COMPOSER.compose(owed("hello"), provisional("hello"), BELOW)
    assert contents(waiting) == ["hello\n-# 翻译中"]


def test_titles_quotes_and_code_do_not_break_out_of_the_small_print():
    assert below("# Title\n> quote\n```py\na || b\n\n`c`\n```", "标题\n引用") == [
        "标题\n引用\n-# Title\n-# quote\n-# a  b\n-# c"
    ]
    assert below("```py\nx = 1\ny = `z`\n```", "代码") == ["代码\n-# `x = 1`\n-# `` y = `z` ``"]


def test_what_a_spoiler_hides_is_blacked_out_below():
    assert below("||he dies|| at the end", "最后||他死了||") == ["最后||他死了||\n-# ██ ████ at the end"]


def test_a_stray_mark_above_cannot_uncover_anything_below():
    (shown,) = below("a`b ||he dies||", "甲`乙 ||他死了||")
    assert "he dies" not in shown


def test_nobody_is_pinged_a_second_time():
    row = owed("<@11> hello", pings=frozenset({UserId(11)}))
    composition = COMPOSER.compose(row, final("<@11> " + "你" * 1990), BELOW)
    assert [piece.pings for piece in composition.pieces] == [{11}, frozenset()]


def test_a_long_original_takes_parts_of_its_own_and_loses_nothing():
    original = " ".join(f"word{n}" for n in range(500))
    composition = COMPOSER.compose(owed(original), final("字" * 1500), BELOW)
    assert len(composition.pieces) > 1
    shown = " ".join(line[3:] for content in contents(composition) for line in content.split("\n") if line[:3] == "-# ")
    assert shown.split() == original.split()
    assert {(piece.start, piece.end) for piece in composition.pieces} == {(0, 1500), (1500, 1500)}


def test_where_only_the_words_have_room_a_link_stands_for_their_original():
    cut = COMPOSER.cut(owed("word " * 400), final("字" * 100), 1, BELOW)
    assert contents(cut) == ["字" * 100 + f"\n-# 完整原文：{LINK}"]


def test_a_script_that_was_converted_has_its_original_below_too():
    assert contents(COMPOSER.compose(owed("汉语"), Translation("漢語", ZH_HANT, ZH_HANT, "opencc"), BELOW)) == [
        "漢語\n-# 汉语"
    ]


def test_a_name_is_not_marked_where_the_bridge_says_so():
    unmarked = Rendition(Manner(is_marked=False))
    assert COMPOSER.compose(owed(), final("你好"), unmarked).persona.name == "Ann"
    assert COMPOSER.plain(owed(), final("你好"), unmarked).persona.name == "成员 5678"
    assert COMPOSER.uncarried(owed(), final("你好"), unmarked).persona.name == "成员 5678"


TEXTS = st.text(alphabet="ab |`*_~\\\n#>-中😀<@1>", max_size=60)


@given(original=TEXTS, translated=TEXTS, more=st.integers(0, 1000))
@example(original="||a||", translated="`||b||`", more=0)
@example(original="a`b ||s||", translated="c`d ||s||", more=0)
@example(original="|| a || b ||", translated="|| c || d ||", more=500)
@example(original="```\n||s||\n```", translated="x", more=0)
@example(original="||a\nb||", translated="||c\nd||", more=0)
@example(original="**", translated="||", more=0)
def test_any_original_fits_and_hides_what_was_hidden(original: str, translated: str, more: int):
    translation = Translation("长" * more + translated, ZH_HANT, ZH_HANT, "x", Quality.FINAL)
    pieces: tuple[Piece, ...] = COMPOSER.compose(owed("word " * more + original), translation, BELOW).pieces
    bare = COMPOSER.compose(owed("word " * more + original), translation).pieces
    assert all(0 < units(piece.content) <= 2000 for piece in pieces)
    for piece, alone in zip(pieces, bare, strict=False):
        # What stands above hides what it hid before.
        assert Markdown(piece.content, 2000).spoilers == Markdown(alone.content, 2000).spoilers
    for piece in pieces[len(bare) :]:
        assert Markdown(piece.content, 2000).spoilers == []
