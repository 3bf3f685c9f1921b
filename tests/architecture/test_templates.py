"""The privacy policy and the terms that operators fill in: three languages in step, and true of the code."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from bot.hashtags.model import USES_KEPT_FOR
from bot.i18n.catalog import Catalog, Locale
from bot.participation.tallying import LOOKED_AT
from bot.prompts.suggestions import KEPT_DECLINED_FOR
from bot.relay.model import OWED_FOR
from bot.storage.cohorts import KNOWN_FOR
from bot.storage.expiry import KEPT_FOR, TRAIL_KEPT_FOR
from bot.storage.folding import ACTS_KEPT_FOR
from bot.storage.outbox import TOMBSTONE_FOR
from bot.storage.tables import metadata
from bot.translation.memory import KEPT_SECONDS
from tests.architecture.test_docs import ROOT, UNWANTED, text_of

LOCALES: Final[tuple[Locale, ...]] = ("en-US", "zh-CN", "zh-TW")
GUIDE: Final = ROOT / "docs" / "privacy-template.md"
POLICY: Final = "privacy-policy"
TEMPLATES: Final = (POLICY, "terms-of-use")

OF_BRIDGES: Final = {
    "agreement",
    "bridge",
    "bridge_manner",
    "bridge_setting",
    "counted_upto",
    "endpoint",
    "greeter_call",
    "guest",
    "notice",
    "pin",
    "seated_channel",
    "watermark",
    "webhook",
}

# The rows of the policy's table of what is kept, in order, with the code's own figure where it has one.
# A table of the database belongs to one of them; a new table needs a row, or a place in one.
RIGHTS: Final = ("privacy-leave", "privacy-forbid-outside", "privacy-export", "privacy-erase")

ROWS: Final[tuple[tuple[timedelta | None, set[str]], ...]] = (
    (OWED_FOR, {"outbox"}),
    (KEPT_FOR, {"ledger", "quotation"}),
    (KEPT_FOR, {"daily_answer", "daily_quote"}),
    (KEPT_FOR, {"introduction", "hello", "newcomer", "greeting_turn"}),
    (KEPT_FOR, {"correction"}),
    (None, {"greeter"}),
    (ACTS_KEPT_FOR, {"act"}),
    (None, {"badge", "day_sum", "dirty_day", "period_sum", "shown_member"}),
    (LOOKED_AT, {"talk"}),
    (KNOWN_FOR, {"arrival"}),
    (TOMBSTONE_FOR, {"tombstone", "refusal", "revoked_message"}),
    (None, {"choice", "preference"}),
    (KEPT_FOR, {"erasure"}),
    (KEPT_FOR, {"case_reported", "held_deletion"}),
    (None, {"partner", "partner_pair", "partner_side"}),
    (None, {"partner_block"}),
    (KEPT_DECLINED_FOR, {"daily_suggestion"}),
    (USES_KEPT_FOR, {"hashtag_use"}),
    (None, {"daily_queue"}),
    (None, {"mute", "guild_mute"}),
    (TRAIL_KEPT_FOR, {"trail"}),
    (timedelta(hours=24), {"invitation"}),
    (timedelta(days=7), {"departure"}),
    (
        None,
        {
            "greeter_call",
            "agreement",
            "bridge",
            "bridge_manner",
            "bridge_setting",
            "counted_upto",
            "pin",
            "endpoint",
            "guest",
            "joined_thread",
            "notice",
            "seated_channel",
            "watermark",
            "webhook",
        },
    ),
    (timedelta(seconds=KEPT_SECONDS), set()),  # in memory only
    (None, set()),  # logs
    (None, set()),  # backups
)
HOLD_NOTHING_OF_PEOPLE: Final = {
    "arrival_day",
    "automod_mirror",
    "blocked_word",
    "daily_occasion",
    "daily_posting",
    "daily_schedule",
    "daily_seat",
    "exclusion",
    "hashtag_alias",
    "hashtag_sum",
    "held_board",
    "insight_report",
    "lane",
    "lease",
    "partner_round",
    "meeting_day",
    "poll",
    "posted_report",
    "raid_mode",
    "refused_edit",
    "registration",
    "talk_day",
    "tongue_day",
    "tongue_week",
    "unheard",
}

BLANK: Final = re.compile(r"⟨([^⟩]+)⟩")
FIGURE: Final = re.compile(r"(\d+)\s?(hours?|days?|小时|小時|天|日)")
SECTION: Final = re.compile(r'^<a id="([a-z-]+)"></a>\n\n(#+) (.+)$', re.MULTILINE)
BOX: Final = re.compile(r"^> .*\n", re.MULTILINE)


def path_of(template: str, locale: Locale) -> Path:
    return ROOT / "docs" / "templates" / f"{template}.{locale.replace('en-US', 'en')}.md"


def sections(template: str, locale: Locale) -> dict[str, str]:
    """Return the text of each section by its anchor; what stands above the first under "top", without the box."""
    top, *rest = SECTION.split(BOX.sub("", text_of(path_of(template, locale))))
    return {"top": top} | {rest[at]: rest[at + 2] + rest[at + 3] for at in range(0, len(rest), 4)}


def outline(template: str, locale: Locale) -> list[tuple[str, str]]:
    return [(anchor, level) for anchor, level, _ in SECTION.findall(text_of(path_of(template, locale)))]


def blanks() -> Mapping[Locale, list[str]]:
    """Return the blanks that the guide explains, in the same order for each locale."""
    rows = re.findall(r"^\| ⟨([^⟩]+)⟩ \| ⟨([^⟩]+)⟩ \| ⟨([^⟩]+)⟩ \| .+ \|$", text_of(GUIDE), re.MULTILINE)
    return {locale: [row[at] for row in rows] for at, locale in enumerate(LOCALES)}


def figures(text: str) -> list[timedelta]:
    return [
        timedelta(hours=int(number)) if unit[0] in "h小" else timedelta(days=int(number))
        for number, unit in FIGURE.findall(text)
    ]


def kept_rows(locale: Locale) -> list[str]:
    rows = [line for line in sections(POLICY, locale)["kept"].splitlines() if line.startswith("| ")]
    return rows[1:]  # without the heading


def shape(text: str) -> Iterator[str]:
    """Yield what stands in a section whatever its language: rows, points, paragraphs that may go."""
    for line in text.splitlines():
        if line.startswith("|"):
            yield f"row of {line.count(' | ')}"
        elif line.startswith("- "):
            yield "point"
        elif line.startswith("**"):
            yield "bold"
        elif re.match("⟨if |⟨[^⟩]+[时時]保留⟩", line):
            yield "optional"


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW"])
def test_each_language_has_the_same_sections_with_the_same_shape(template: str, locale: Locale) -> None:
    assert outline(template, locale) == outline(template, "en-US")
    for anchor, text in sections(template, "en-US").items():
        assert list(shape(sections(template, locale)[anchor])) == list(shape(text)), anchor


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("locale", LOCALES)
def test_sections_are_numbered_in_order_and_each_has_its_anchor(template: str, locale: Locale) -> None:
    found = re.findall(r"^## (\d+)\. ", text_of(path_of(template, locale)), re.MULTILINE)

    assert found == [str(number) for number in range(1, len(found) + 1)]
    assert len(outline(template, locale)) == len(re.findall(r"^##+ ", text_of(path_of(template, locale)), re.MULTILINE))


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW"])
def test_each_language_leaves_the_same_blanks_in_each_section(template: str, locale: Locale) -> None:
    english = dict(zip(blanks()[locale], blanks()["en-US"], strict=True))
    for anchor, text in sections(template, "en-US").items():
        here = [
            english.get(blank, f"not explained: {blank}") for blank in BLANK.findall(sections(template, locale)[anchor])
        ]
        assert sorted(here) == sorted(" ".join(blank.split()) for blank in BLANK.findall(text)), anchor


def test_the_guide_explains_every_blank_and_no_other() -> None:
    used = {
        " ".join(one.split())
        for name in TEMPLATES
        for text in sections(name, "en-US").values()
        for one in BLANK.findall(text)
    }

    assert len(blanks()["en-US"]) == len(set(blanks()["en-US"]))
    assert set(blanks()["en-US"]) == used


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_kept_is_kept_as_long_as_the_code_keeps_it(locale: Locale) -> None:
    rows = kept_rows(locale)

    assert [figures(row) for row in rows] == [[kept] if kept is not None else [] for kept, _ in ROWS]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("locale", LOCALES)
def test_no_figure_stands_elsewhere_that_the_code_does_not_know(template: str, locale: Locale) -> None:
    for anchor, text in sections(template, locale).items():
        assert set(figures(text)) <= {kept for kept, _ in ROWS}, anchor
        assert sorted(figures(text)) == sorted(figures(sections(template, "en-US")[anchor])), anchor


def test_the_policy_leaves_no_table_of_the_database_out() -> None:
    told = [name for _, names in ROWS for name in names]

    assert len(told) == len(set(told))
    assert set(metadata.tables) - set(told) - HOLD_NOTHING_OF_PEOPLE == set()


@pytest.mark.parametrize("locale", LOCALES)
def test_buttons_and_menus_are_called_as_they_are_called(locale: Locale) -> None:
    said = {
        **{key: sections(POLICY, locale)["rights"] for key in RIGHTS},
        "menu-original": sections(POLICY, locale)["recipients"],
        "menu-fix": sections(POLICY, locale)["what"],
        "menu-report": sections("terms-of-use", locale)["reports"],
    }

    for key, text in said.items():
        assert re.search(f"[*“「]{re.escape(Catalog().say(locale, key))}[*”」]", text), key
    assert Catalog().say(locale, "command-privacy.label") in said["privacy-leave"]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW"])
def test_the_chinese_templates_are_written_as_people_write_there(template: str, locale: Locale) -> None:
    prose = re.sub(r"\]\([^)]*\)|`[^`]*`|《[^》]*》", "", text_of(path_of(template, locale)))

    assert [word for word in UNWANTED[locale].split() if word in prose] == []
    assert re.findall(r"[\u4e00-\u9fff][,;:!?()]|[\u4e00-\u9fff]\.(?![a-z])", prose) == []
