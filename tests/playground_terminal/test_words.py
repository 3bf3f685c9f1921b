"""The playground speaks three languages alike."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, VariableReference
from fluent.syntax.visitor import Visitor

from bot.i18n.catalog import LOCALES
from playground.opening import Situation, opening
from playground.terminal.layout import width_of
from playground.words import LOCALES_FOLDER, Words

PLAYGROUND = LOCALES_FOLDER.parent
# Not to be said in Chinese (the project's word list): what sounds like politics, censorship or Discord's Forward.
AVOIDED = re.compile(
    "对岸|對岸|两岸|兩岸|审核|審核|提示词|提示詞|转发|轉發|轉寄|端点|端點|冻结|凍結|您|服務器|信息|默認|鏈接"
)


class Variables(Visitor):
    """Collects the variables of a phrase."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802 - Fluent names its nodes so
        self.names.add(node.id.name)


def catalogue(locale: str) -> dict[str, set[str]]:
    body = FluentParser().parse((LOCALES_FOLDER / locale / "terminal.ftl").read_text(encoding="utf-8")).body
    assert not [entry for entry in body if isinstance(entry, Junk)]
    found = {}
    for entry in body:
        if isinstance(entry, Message):
            variables = Variables()
            variables.visit(entry)
            assert entry.id.name not in found
            found[entry.id.name] = variables.names
    return found


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_has_the_same_phrases_in_the_same_order(locale: str) -> None:
    assert list(catalogue(locale).items()) == list(catalogue("en-US").items())


def test_every_phrase_is_said_somewhere() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in PLAYGROUND.rglob("*.py"))
    prefixes = ("label-", "entry-", "by-", "translation-")

    unsaid = [key for key in catalogue("en-US") if f'"{key}"' not in code and not key.startswith(prefixes)]
    assert unsaid == []


@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW"])
def test_no_phrase_uses_a_word_that_is_avoided(locale: str) -> None:
    assert AVOIDED.findall((LOCALES_FOLDER / locale / "terminal.ftl").read_text(encoding="utf-8")) == []


def test_a_phrase_that_is_not_there_is_a_bug() -> None:
    with pytest.raises(LookupError):
        Words("en-US").say("frobnicate")
    with pytest.raises(LookupError):
        Words("en-US").say("port-moved", wanted="1")


def test_an_unknown_locale_is_english() -> None:
    assert Words("xx").locale == "en-US"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("width", [40, 59, 60, 80, 200])
@pytest.mark.parametrize("in_terminal", [True, False])
def test_the_opening_fits_the_terminal_and_tells_what_one_must_know(locale: str, width: int, in_terminal: bool) -> None:
    situation = Situation("http://127.0.0.1:8809", 8808, 8809, Path("/tmp/x"), "", in_terminal, is_interactive=True)

    said = opening(Words(locale), situation, width)

    assert all(width_of(line) <= width for line in said.split("\n"))
    for told in ("http://127.0.0.1:8809", "8808", "#english", "#中文", "雅婷", "Ctrl-C", "/tmp/x"):
        assert told in said
    flat = re.sub(r"\s+", " ", said)
    assert "--translator google" in flat
    assert ("--terminal" in flat) is not in_terminal


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("translator", ["google", "libretranslate"])
def test_who_gets_the_words_is_said_while_a_translator_is_on(locale: str, translator: str) -> None:
    situation = Situation(
        "http://127.0.0.1:8808", 8808, 8808, Path("/tmp/x"), translator, in_terminal=True, is_interactive=False
    )

    said = opening(Words(locale), situation, None)

    assert {"google": "Google", "libretranslate": "LibreTranslate"}[translator] in said
    assert "--translator" not in said
