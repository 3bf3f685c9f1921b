"""The pages of the guide, as their readers see them: short, and true to the words of the interface."""

import re

import pytest

from bot.discord_adapter.guide import TOPICS
from bot.i18n.catalog import LOCALES, Catalog, Locale
from bot.relay.glyphs import units

LONGEST_MESSAGE = 2000  # UTF-16 units that Discord takes
LONGEST_PAGE = 900  # what is read in one go

CATALOG = Catalog()
SHARING = ("invite", "join", "exclude")


def pages(locale: Locale) -> dict[str, str]:
    return {topic: CATALOG.say(locale, f"guide-{topic}") for topic in TOPICS}


def title(locale: Locale, topic: str) -> str:
    return CATALOG.say(locale, f"guide-{topic}-title")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_fits_into_a_message_and_is_short(locale: Locale):
    for topic, page in pages(locale).items():
        heading = CATALOG.say(
            locale, "guide-heading", title=title(locale, topic), number=len(TOPICS), count=len(TOPICS)
        )
        assert units(f"{heading}\n{page}") <= LONGEST_MESSAGE, topic
        assert len(page) <= LONGEST_PAGE, topic


@pytest.mark.parametrize("locale", LOCALES)
def test_the_choices_of_the_command_are_the_titles_of_the_pages(locale: Locale):
    offered = {topic: CATALOG.say(locale, f"command-guide.page-{topic}") for topic in TOPICS}
    assert offered == {topic: title(locale, topic) for topic in TOPICS}


def names(locale: Locale) -> set[str]:
    """Return every command as it is typed in *locale*."""
    found = set()
    for key in ("privacy", "settings", "guide", "status", "today", "suggest", "hashtags", "card", "board"):
        found.add(f"/{CATALOG.say(locale, f'command-{key}.label')}")
    group = CATALOG.say(locale, "command-bridge.label")
    for key in (
        "create",
        "add",
        "remove",
        "close",
        "list",
        "pause",
        "resume",
        "check",
        "settings",
        "automod",
        *SHARING,
    ):
        found.add(f"/{group} {CATALOG.say(locale, f'command-bridge-{key}.label')}")
    hello = CATALOG.say(locale, "command-hello.label")
    found |= {f"/{hello} {CATALOG.say(locale, f'command-hello-{key}.label')}" for key in ("card", "greet")}
    partner = CATALOG.say(locale, "command-partner.label")
    known = ("join", "show", "skip", "leave", "block")
    found |= {f"/{partner} {CATALOG.say(locale, f'command-partner-{key}.label')}" for key in known}
    for key in ("words-add", "raid-on", "raid-auto"):
        parts = (CATALOG.say(locale, f"command-bridge-{part}.label") for part in (key.partition("-")[0], key))
        found.add(f"/{group} {' '.join(parts)}")
    found.add("/insights")
    for key in ("show", "report"):
        said = (CATALOG.say(locale, f"command-{one}.label") for one in ("insights", f"insights-{key}"))
        found.add(f"/{' '.join(said)}")
    return found


@pytest.mark.parametrize("locale", LOCALES)
def test_the_commands_of_the_guide_are_called_so(locale: Locale):
    named = {said for page in pages(locale).values() for said in re.findall(r"`(/[^`]+)`", page)}
    assert named <= names(locale) | {"/privacy"}  # as the notices call it everywhere
    assert len(named) >= 10


def test_the_page_that_is_referred_to_by_its_number_is_that_one():
    assert TOPICS[4 - 1] == "who"
    references: dict[Locale, str] = {"en-US": "page 4", "zh-CN": "第 4 页", "zh-TW": "第 4 頁"}
    for locale, reference in references.items():
        assert reference in CATALOG.say(locale, "guide-talking")
