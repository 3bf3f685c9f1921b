"""The page speaks three languages alike, and every word of it is said."""

import json
import re

import pytest

from playground.doors.files import FOLDER

LOCALES = ("en-US", "zh-CN", "zh-TW")
# Not to be said in Chinese (the project's word list).
AVOIDED = re.compile(
    "对岸|對岸|两岸|兩岸|审核|審核|提示词|提示詞|转发|轉發|轉寄|端点|端點|冻结|凍結|您|服務器|信息|默認|鏈接"
)


def words(locale: str) -> dict[str, str]:
    said: dict[str, str] = json.loads((FOLDER / "words" / f"{locale}.json").read_text(encoding="utf-8"))
    return said


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_has_the_same_phrases_in_the_same_order(locale: str):
    assert list(words(locale)) == list(words("en-US"))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_fills_the_same_things_in(locale: str):
    def fields(phrase: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", phrase))

    reference = words("en-US")
    differing = {key for key, phrase in words(locale).items() if fields(phrase) != fields(reference[key])}
    assert differing == set()


def test_every_phrase_is_said_and_every_phrase_that_is_said_exists():
    code = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js"))
    said = set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)*)"', code))
    patterns = [
        re.compile(re.sub(r"\\\$\\\{.*?\\\}", ".+", re.escape(one))) for one in re.findall(r"say\(`([^`]+)`", code)
    ]
    unsaid = [key for key in words("en-US") if key not in said and not any(one.fullmatch(key) for one in patterns)]
    asked = set(re.findall(r'say\("([^"]+)"', code))
    assert unsaid == []
    assert asked - words("en-US").keys() == set()


@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW"])
def test_chinese_reads_as_chinese(locale: str):
    quotes = "「」" if locale == "zh-CN" else "“”"
    for key, phrase in words(locale).items():
        assert key == "forwarded" or not AVOIDED.search(phrase), key  # Discord's own word for it
        assert not set(quotes) & set(phrase), key
        assert not re.search(r"[\u4e00-\u9fff][,;!?()]|[\u4e00-\u9fff]\.(?![a-z])", phrase), key
