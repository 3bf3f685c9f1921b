"""The bot says what the catalogues say, in the reader's locale, and says so when it cannot."""

from pathlib import Path

import pytest

from bot.errors import ChannelAlreadyBridged
from bot.i18n.catalog import LOCALES, Catalog, DestinationPhrases, Locale, locale_of, locale_of_environment
from bot.ids import ChannelId
from bot.translation.model import EN, ZH_HANS, ZH_HANT, Language

CATALOG = Catalog()


@pytest.mark.parametrize(("locale", "said"), [("en-US", "Translating…"), ("zh-CN", "翻译中"), ("zh-TW", "翻譯中")])
def test_each_locale_has_its_own_words(locale: Locale, said: str) -> None:
    assert CATALOG.say(locale, "relay-pending") == said


@pytest.mark.parametrize("locale", LOCALES)
def test_ids_are_said_as_they_are_written(locale: Locale) -> None:
    """Babel would write 123456789012345678 with thousands separators."""
    error = ChannelAlreadyBridged(channel_id=ChannelId(123456789012345678))

    assert "123456789012345678" in CATALOG.say(locale, error.key, **error.fields)


def test_nothing_invisible_is_put_around_what_is_filled_in() -> None:
    """Fluent's isolating marks would break the link."""
    said = CATALOG.say("en-US", "relay-cut", link="https://discord.com/channels/1/2/3")

    assert said == "Full original: https://discord.com/channels/1/2/3"


def test_a_field_may_have_any_name(tmp_path: Path) -> None:
    assert (
        catalog_of(tmp_path, "a = { $key } { $locale } { $self }").say("en-US", "a", key=1, locale="2", self="3")
        == "1 2 3"
    )


def test_numbers_choose_plural_forms_and_are_grouped_on_request(tmp_path: Path) -> None:
    ftl = "a = { $n ->\n    [one] one message\n   *[other] { NUMBER($n, useGrouping: 1) } messages\n }"
    catalog = catalog_of(tmp_path, ftl)

    assert catalog.say("en-US", "a", n=1) == "one message"
    assert catalog.say("en-US", "a", n=1234) == "1,234 messages"


def test_an_unknown_phrase_is_a_bug() -> None:
    with pytest.raises(LookupError, match="no-such-phrase"):
        CATALOG.say("en-US", "no-such-phrase")


def test_a_missing_field_is_a_bug() -> None:
    with pytest.raises(LookupError, match="channel_id"):
        CATALOG.say("zh-TW", ChannelAlreadyBridged.key)


@pytest.mark.parametrize(
    ("ftl", "fault"),
    [("a = {", "malformed"), ("= b", "malformed"), ("a = 1\na = 2", "repeats a")],
)
def test_a_faulty_catalogue_is_refused(tmp_path: Path, ftl: str, fault: str) -> None:
    """Fluent itself would pass over it in silence."""
    with pytest.raises(ValueError, match=fault):
        catalog_of(tmp_path, ftl).say("en-US", "a")


def test_a_phrase_may_stand_in_one_catalogue_only(tmp_path: Path) -> None:
    catalog = catalog_of(tmp_path, "a = 1")
    (tmp_path / "en-US" / "another.ftl").write_text("a = 2\n", encoding="utf-8")

    with pytest.raises(ValueError, match="repeats a"):
        catalog.say("en-US", "a")


def test_a_locale_is_read_when_it_is_first_spoken(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path)
    (tmp_path / "zh-TW").mkdir()
    (tmp_path / "zh-TW" / "late.ftl").write_text("a = 早安\n", encoding="utf-8")

    assert catalog.say("zh-TW", "a") == "早安"


def catalog_of(folder: Path, ftl: str) -> Catalog:
    (folder / "en-US").mkdir()
    (folder / "en-US" / "words.ftl").write_text(ftl + "\n", encoding="utf-8")
    return Catalog(folder)


@pytest.mark.parametrize(
    ("language", "said"),
    [(EN, "Member 1"), (ZH_HANS, "成员 1"), (ZH_HANT, "成員 1"), (Language("ja"), "Member 1")],
)
def test_the_relay_speaks_the_destinations_language_or_english(language: Language, said: str) -> None:
    assert DestinationPhrases(CATALOG).say(language, "relay-member", digits="1") == said


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("zh", "zh-CN"),
        ("zh_CN.UTF-8", "zh-CN"),
        ("zh-SG", "zh-CN"),
        ("zh_MY", "zh-CN"),
        ("zh-Hans-TW", "zh-CN"),
        ("zh_TW.Big5", "zh-TW"),
        ("zh_HK", "zh-TW"),
        ("ZH-MO", "zh-TW"),
        ("zh-Hant-MY", "zh-TW"),
        ("zh_TW@radical", "zh-TW"),
        ("en-GB", "en-US"),
        ("ja_JP.UTF-8", "en-US"),
        ("", "en-US"),
    ],
)
def test_every_tag_has_a_locale(tag: str, locale: Locale) -> None:
    assert locale_of(tag) == locale


@pytest.mark.parametrize(
    ("environ", "locale"),
    [
        ({}, "en-US"),
        ({"LANG": "zh_CN.UTF-8"}, "zh-CN"),
        ({"LC_MESSAGES": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"}, "zh-TW"),
        ({"LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "zh_TW.UTF-8", "LANG": "zh_CN.UTF-8"}, "en-US"),
        ({"LC_ALL": "", "LANG": "zh_HK.UTF-8"}, "zh-TW"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_TW:en"}, "zh-TW"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:zh_CN:en"}, "zh-CN"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "de"}, "zh-CN"),
        ({"LC_ALL": "C.UTF-8", "LANGUAGE": "zh_CN"}, "en-US"),
        ({"LC_ALL": "POSIX", "LANG": "zh_CN.UTF-8"}, "en-US"),
        ({"LANGUAGE": "zh_CN"}, "zh-CN"),
    ],
)
def test_the_command_line_speaks_what_its_environment_asks_for(environ: dict[str, str], locale: Locale) -> None:
    assert locale_of_environment(environ) == locale
