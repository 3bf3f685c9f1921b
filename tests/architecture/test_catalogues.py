"""The three locales say the same things, and the code asks for nothing else."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, Placeable, TextElement, VariableReference
from fluent.syntax.visitor import Visitor

from bot import errors
from bot.bridges import errors as bridge_errors
from bot.corrections import errors as correction_errors
from bot.hashtags import errors as hashtag_errors
from bot.i18n.catalog import LOCALES, LOCALES_FOLDER, Catalog, Locale
from bot.moderation import errors as moderation_errors
from bot.newcomers import errors as newcomer_errors
from bot.participation import errors as participation_errors
from bot.partners import errors as partner_errors
from bot.prompts import errors as prompt_errors

ROOT = Path(__file__).parents[2]
KEY = re.compile(r"[a-z]+(-[a-z0-9]+)+")

Catalogue = dict[str, Message]


class Variables(Visitor):
    """Collects the variables of a phrase."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802 - Fluent names its nodes so
        self.names.add(node.id.name)


def variables(message: Message) -> set[str]:
    collected = Variables()
    collected.visit(message)
    return collected.names


def catalogues(locale: Locale) -> dict[str, Catalogue]:
    """Return the phrases of *locale* by file and key."""
    found = {}
    for path in sorted((LOCALES_FOLDER / locale).glob("*.ftl")):
        body = FluentParser().parse(path.read_text(encoding="utf-8")).body
        assert not [entry for entry in body if isinstance(entry, Junk)], f"{path} is malformed"
        found[path.name] = {entry.id.name: entry for entry in body if isinstance(entry, Message)}
    return found


REFERENCE = catalogues("en-US")
PHRASES = {key: message for catalogue in REFERENCE.values() for key, message in catalogue.items()}


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for room in ("bot", "cogs"):
        for path in sorted((ROOT / room).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def strings(tree: ast.Module) -> Iterator[str]:
    """Yield the literals of a module; one with something filled in as a pattern, `check-area-*`."""
    pieces = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            pieces.update(node.values)
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in pieces:
            yield node.value


@cache
def literals() -> frozenset[str]:
    """Return the literals of the bot: read when a test asks, since every worker imports this module."""
    return frozenset(literal for _, tree in trees() for literal in strings(tree))


def patterns() -> list[re.Pattern[str]]:
    return [
        re.compile(re.escape(literal).replace(r"\*", ".+"))
        for literal in literals()
        if "*" in literal and KEY.fullmatch(literal.replace("*", "x")) and re.search("[a-z]{4}", literal)
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_has_the_same_phrases_in_the_same_order(locale: Locale) -> None:
    """The order too: whoever mends one finds its neighbours in the other two."""
    assert {name: list(found) for name, found in catalogues(locale).items()} == {
        name: list(found) for name, found in REFERENCE.items()
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_fills_the_same_things_in(locale: Locale) -> None:
    for catalogue in catalogues(locale).values():
        for key, message in catalogue.items():
            assert variables(message) == variables(PHRASES[key]), key


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_has_the_same_words_for_each_command(locale: Locale) -> None:
    for key, message in catalogues(locale)["commands.ftl"].items():
        assert [one.id.name for one in message.attributes] == [one.id.name for one in PHRASES[key].attributes], key


def test_commands_and_options_are_called_in_english_as_in_the_code() -> None:
    """discord.py looks for them under these names: what is called otherwise would be ignored."""
    for key in REFERENCE["commands.ftl"]:
        for attribute in PHRASES[key].attributes:
            said = Catalog().say("en-US", f"{key}.{attribute.id.name}")
            if attribute.id.name == "label":
                assert said == key.rpartition("-")[2], key
            elif attribute.id.name.endswith("-name"):
                assert said == attribute.id.name.removesuffix("-name").replace("-", "_"), key


def test_every_phrase_is_said_somewhere() -> None:
    known, partly = literals() | {kind.key for kind in kinds_of_error().values()}, patterns()
    unsaid = {key for key in PHRASES if key not in known and not any(found.fullmatch(key) for found in partly)}

    assert not unsaid


def test_every_phrase_that_is_said_exists() -> None:
    """What looks like a key of a catalogue, by its first word, is one."""
    families = {key.partition("-")[0] for key in PHRASES}
    asked = {literal for literal in literals() if KEY.fullmatch(literal) and literal.partition("-")[0] in families}

    assert not asked - set(PHRASES)


ERRORS = (
    *(errors, bridge_errors, correction_errors, hashtag_errors, moderation_errors),
    *(newcomer_errors, participation_errors, partner_errors, prompt_errors),
)


def kinds_of_error() -> dict[str, type[errors.QiaoError]]:
    return {
        name: kind
        for room in ERRORS
        for name, kind in vars(room).items()
        if isinstance(kind, type) and issubclass(kind, errors.QiaoError)
    }


@pytest.mark.parametrize("kind", kinds_of_error().values())
def test_every_error_has_its_words(kind: type[errors.QiaoError]) -> None:
    assert kind.key in PHRASES


def test_every_error_is_raised_with_all_that_its_words_tell() -> None:
    """A field that is missing would only show when somebody is to be told."""
    kinds = kinds_of_error()
    for path, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Raise | ast.Return):
                continue
            value = node.exc if isinstance(node, ast.Raise) else node.value
            call = value.func if isinstance(value, ast.Call) else value
            if not isinstance(call, ast.Name) or call.id not in kinds or call.id == "FaultyConfiguration":
                continue
            given = {keyword.arg for keyword in value.keywords} if isinstance(value, ast.Call) else set()
            told = variables(PHRASES[kinds[call.id].key])
            assert None in given or told <= given, f"{path.name}:{node.lineno} does not give {told - given}"


# Community notes and chinese.md: these words say something else, or something unwelcome.
UNWANTED: dict[Locale, str] = {
    "en-US": "",
    "zh-CN": "对岸 两岸 审核 提示词 转发 端点 冻结 伴侣 中国人 华人 您 「 」",
    "zh-TW": "對岸 兩岸 審核 提示詞 轉發 轉寄 端點 凍結 伴侶 中國人 華人 您 “ ” 子區 身份組 舉報 賬號 點贊 地鐵 "
    "服務器 消息 默認 鏈接 數據 文件夾 軟件 信息",
}
# What Discord calls Forward bears its own name, and what the bridge does never.
FORWARDS = re.compile("转发的消息|转发自|轉寄的訊息|轉寄自")


@pytest.mark.parametrize("locale", LOCALES)
def test_no_locale_uses_a_word_that_reads_wrong_there(locale: Locale) -> None:
    for catalogue in catalogues(locale).values():
        for key, message in catalogue.items():
            said = FORWARDS.sub("", words(message))
            assert not [word for word in UNWANTED[locale].split() if word in said], key


def test_chinese_is_punctuated_in_full_width() -> None:
    for locale in ("zh-CN", "zh-TW"):
        for catalogue in catalogues(locale).values():
            for key, message in catalogue.items():
                assert not re.search(r"[\u4e00-\u9fff][,;!?()]|[\u4e00-\u9fff]\.(?![a-z])", words(message)), key


class Words(Visitor):
    """Collects what a phrase says itself."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def visit_TextElement(self, node: TextElement) -> None:  # noqa: N802 - Fluent names its nodes so
        self.said.append(node.value)

    def visit_Placeable(self, node: Placeable) -> None:  # noqa: N802 - Fluent names its nodes so
        self.said.append("{}")
        self.generic_visit(node)


def words(message: Message) -> str:
    collected = Words()
    collected.visit(message)
    return "".join(collected.said)
