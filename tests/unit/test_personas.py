"""A webhook carries every name that a member can have, with a mark that no name can shake off."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.ids import UserId
from bot.relay.glyphs import is_readable, units
from bot.relay.personas import NAME_LIMIT, digits, mark, persona_name
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language

HAIR = "\u200a"
FAMILY = "👨\u200d👩\u200d👧\u200d👦"

# Unicode in general, and then what the rules are about, so that it meets.
LETTERS = "dDiIsScCoOrRlLyYeEhHvVnNſı \u200b\u200d\u00ad\ufe0f\u3164\u034f"
WORDS = ["discord", "CLYDE", "everyone", "here", FAMILY, "🇹🇼", "\u202e", "\u2067", "\u0301", "字", " "]
names = st.text(max_size=32) | st.text(st.sampled_from(LETTERS)) | st.lists(st.sampled_from(WORDS)).map("".join)


@given(names, st.sampled_from(["", " · EN", " · 中", " · JA"]))
@example("Discord", " · EN")
@example("clyde", " · EN")
@example("everyone", "")
@example("HERE", "")
@example("disc\u200bord", " · EN")
@example("d\u00adi\u200dscord", " · EN")
@example("CLYDEdiscordclyde", "")
@example("di\u017fcord", "")  # the long s is an s to whoever ignores case
@example("c\ufe0flyde", "")
@example("😀😀", " · 中")
@example(FAMILY * 12, " · EN")
@example("\u202e\u2067evil", " · EN")
@example("Z" + "\u0335\u0353\u033a" * 10, " · 中")
@example("\u0301" * 32, " · 中")
@example("a" + "\u0301" * 200, " · 中")
@example("\u3164", " · EN")
@example("\u2800 \u200b", " · EN")
@example("   ", "")
@example("\ud83d", "")
@example("字" * 32, " · 中")
@example("discord " * 20, " · EN")
@example("\U0001f468\u200d" * 60 + "x", " · EN")
def test_every_name_becomes_one_that_discord_takes(name: str, behind: str) -> None:
    shown = persona_name(name, behind)
    if not shown:
        assert not any(unicodedata.category(char)[0] in "LNPS" and is_readable(char) for char in name)
        return

    assert units(shown) <= NAME_LIMIT
    assert shown.endswith(behind)
    assert is_readable(shown.removesuffix(behind))
    assert shown == shown.strip()
    assert "  " not in shown
    for folded in (shown.lower(), shown.casefold(), shown.upper().lower()):
        assert "discord" not in folded
        assert "clyde" not in folded
        assert folded not in {"everyone", "here"}
    assert not any(is_reversing(char) or unicodedata.category(char) in {"Cc", "Cs"} for char in shown)
    shown.encode()


@given(names)
@example("a" + "\u0301" * 9)
def test_no_letter_carries_more_marks_than_three(name: str) -> None:
    run = 0
    for char in persona_name(name, ""):
        run = run + 1 if unicodedata.combining(char) else 0
        assert run <= 3


@given(
    st.text(
        st.characters(categories=["L", "N"], exclude_characters="dDcCeEhH\u3164\u115f\u1160\uffa0"),
        min_size=1,
        max_size=32,
    )
)
def test_a_name_that_breaks_no_rule_is_left_alone(name: str) -> None:
    assert persona_name(name, " · EN") == f"{name} · EN"


def is_reversing(char: str) -> bool:
    return "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" or char in "\u200e\u200f\u061c"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Discord", f"D{HAIR}iscord · EN"),
        ("Clyde the cat", f"C{HAIR}lyde the cat · EN"),
        ("disc\u200bord fan", f"d{HAIR}iscord fan · EN"),
        ("everyone", "everyone · EN"),  # with its mark it is not exactly that word
        ("林小明", "林小明 · EN"),
        ("  two   words\n", "two words · EN"),
        ("🐼", "🐼 · EN"),
        (FAMILY, f"{FAMILY} · EN"),
        ("❤️1️⃣", "❤️1️⃣ · EN"),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴\U000e0067\U000e0062\U000e007f · EN"),
        ("می\u200cخواهم", "می\u200cخواهم · EN"),  # Persian spells with a joiner's absence
        ("Tiê\u0301ng Viê\u0323t", "Tiê\u0301ng Viê\u0323t · EN"),
        ("\u202egnp.exe", "gnp.exe · EN"),
        ("Z\u0335\u0353\u033a\u0318\u0321algo", "Z\u0335\u0353\u033aalgo · EN"),
        ("\u3164", ""),
        ("\u200b\u200d", ""),
        ("\u0301\u0302", ""),
        (" · ZH", "· ZH · EN"),
    ],
)
def test_a_name_stays_as_near_to_itself_as_it_may_or_is_no_name(name: str, shown: str) -> None:
    assert persona_name(name, " · EN") == shown


@pytest.mark.parametrize(
    ("name", "shown"), [("everyone", f"e{HAIR}veryone"), ("Here", f"H{HAIR}ere"), ("heretic", "heretic")]
)
def test_a_reserved_name_without_a_mark_is_broken_up(name: str, shown: str) -> None:
    assert persona_name(name, "") == shown


def test_a_long_name_is_cut_between_visible_characters() -> None:
    shown = persona_name("a" + FAMILY * 10, " · EN")

    assert shown == "a" + FAMILY * 6 + " · EN"


@pytest.mark.parametrize(
    ("source", "target", "behind"),
    [
        (EN, ZH_HANS, " · EN"),
        (EN, ZH_HANT, " · EN"),
        (ZH_HANS, EN, " · 中"),
        (ZH_HANT, EN, " · 中"),
        (ZH_HANT, Language("ja"), " · 中"),
        (Language("ja"), EN, " · JA"),
        (Language("pt-BR"), EN, " · PT"),
        (ZH_HANS, ZH_HANT, ""),
        (ZH_HANT, ZH_HANS, ""),
        (EN, EN, ""),
    ],
)
def test_the_mark_says_in_which_language_the_authors_channel_speaks(
    source: Language, target: Language, behind: str
) -> None:
    assert mark(source, target) == behind


def test_nameless_members_are_told_apart_by_the_end_of_their_id() -> None:
    assert digits(UserId(123456789012345678)) == "5678"
    assert digits(UserId(7)) == "0007"
