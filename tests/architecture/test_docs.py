"""What the documents say is so: links, paths, commands, keys, rights, exit codes, words."""

import os
import re
import textwrap
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import click
import pytest

from bot.cli.errors import ExitCode
from bot.cli.main import qiao
from bot.config.settings import Settings, load
from bot.config.sources import read_environment
from bot.discord_adapter.permissions import RIGHT_NAMES, RIGHTS
from bot.i18n.catalog import Catalog, Locale
from bot.relay.model import OWED_FOR
from bot.storage.expiry import KEPT_FOR
from bot.storage.outbox import TOMBSTONE_FOR
from bot.storage.tables import metadata
from bot.translation import phrasebook

ROOT = Path(__file__).parents[2]
READMES: dict[Locale, Path] = {
    "en-US": ROOT / "README.md",
    "zh-CN": ROOT / "README.zh-CN.md",
    "zh-TW": ROOT / "README.zh-TW.md",
}
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

# The sections of the READMEs, in order; a title of each locale.
SECTIONS: dict[Locale, list[str]] = {
    "en-US": [
        "Try it",
        "What works, and what does not yet",
        "Who sees your words",
        "On your own server",
        "Configuration",
        "What is kept, and for how long",
        "Exit codes",
        "Tests",
        "Contributing",
        "Why",
        "Licence",
    ],
    "zh-CN": [
        "先试一试",
        "现在能做什么，还不能做什么",
        "谁能看到你写的话",
        "放到你自己的服务器",
        "配置",
        "保存什么，保存多久",
        "退出码",
        "测试",
        "参与开发",
        "为什么做这个",
        "许可",
    ],
    "zh-TW": [
        "先玩玩看",
        "現在能做什麼，還不能做什麼",
        "誰看得到你寫的話",
        "放到你自己的伺服器",
        "設定",
        "保存什麼，保存多久",
        "結束代碼",
        "測試",
        "參與開發",
        "為什麼做這個",
        "授權",
    ],
}

# The house's words that the code uses so far. A word that comes into use gets a line in the glossary.
WORDS = """
guild, bridge, endpoint, relay, source message, relayed message, echo, persona, ingress, lane, destination, part,
outbox, ledger, language, locale, translator, translation memory, mask, span, word help, phrasebook, member, user,
gateway, shard, intent, snowflake, webhook, cog, extension
"""

# The glossary's list, and more: these say something else there, or something unwelcome.
UNWANTED: dict[Locale, str] = {
    "zh-CN": "对岸 两岸 审核 提示词 转发 端点 冻结 伴侣 中国人 华人 您 「 」",
    "zh-TW": "對岸 兩岸 審核 提示詞 轉發 轉寄 端點 凍結 伴侶 中國人 華人 您 “ ” 子區 身份組 舉報 賬號 點贊 地鐵 "
    "服務器 消息 默認 鏈接 數據 文件夾 軟件 信息 網絡",
}
# What Discord calls Forward bears its own name, and what the bridge does never.
FORWARDS = re.compile("转发的消息|轉寄的訊息")

# What one README names and another need not: its neighbours, a mirror for those who need one, a script's tag.
MAY_DIFFER = {path.name for path in READMES.values()} | {
    "UV_DEFAULT_INDEX",
    "PIP_INDEX_URL",
    "zh-Hant",
    Catalog().say("en-US", "check-fault"),
}

FENCE = re.compile(r"^[ ]*```(\w*)\n(.*?)^[ ]*```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LOGGED = re.compile(r"(?!apt |git |docker |qiao |pip |systemctl )[a-z-]+(?: [a-z]+:?){1,10}|parked")


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def prose_of(path: Path) -> str:
    return FENCE.sub("", text_of(path))


def fences(path: Path, *languages: str) -> list[str]:
    return [textwrap.dedent(body) for language, body in FENCE.findall(text_of(path)) if language in languages]


def headings(path: Path) -> list[tuple[int, str]]:
    return [(len(marks), title) for marks, title in re.findall(r"^(#+) (.+)$", prose_of(path), re.MULTILINE)]


def anchors(path: Path) -> set[str]:
    """Return what GitHub makes of the headings."""
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for _, title in headings(path)}


def said_of(path: Path) -> Iterator[str]:
    """Yield everything in *path* that is written as code: spans, and lines of shell."""
    yield from CODE.findall(prose_of(path))
    for block in fences(path, "sh"):
        yield from (line.partition("  #")[0].strip() for line in block.splitlines())


@pytest.fixture(params=DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def document(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_links_lead_somewhere(document: Path) -> None:
    broken = []
    for link in LINK.findall(prose_of(document)):
        target, _, anchor = link.partition("#")
        if re.match(r"https?:", target):
            continue
        path = (document.parent / target).resolve() if target else document
        if not path.exists() or (anchor and anchor not in anchors(path)):
            broken.append(link)
    assert broken == []


def test_paths_that_are_named_exist(document: Path) -> None:
    if document.parent.name == "adr":
        return  # a decision names what stood there then
    named = [said for said in said_of(document) if re.match(r"(bot|cogs|playground|scripts|tests|docs|\.ci)/", said)]

    assert [said for said in named if not (ROOT / said.split()[0]).exists()] == []


def test_tests_that_are_named_exist(document: Path) -> None:
    everywhere = "\n".join(text_of(path) for path in (ROOT / "tests").rglob("test_*.py"))
    named = [said for said in said_of(document) if re.fullmatch(r"test_\w+", said)]

    assert [name for name in named if f"def {name}(" not in everywhere] == []


def test_commands_that_are_named_exist(document: Path) -> None:
    for said in said_of(document):
        match = re.search(r"(?:^|[ /])qiao((?: [a-z-]\S*)*)", said)
        if match is not None:
            assert_is_a_command(match[1].split(), said)
        elif re.match(r"scripts/[\w-]+(?: |$)", said) and (ROOT / said.split()[0]).is_file():
            assert os.access(ROOT / said.split()[0], os.X_OK) or said.split()[0] == "scripts/_setup"
            if said.startswith("scripts/playground "):
                assert_is_a_command(["playground", *said.split()[1:]], said)


def assert_is_a_command(words: list[str], said: str) -> None:
    command: click.Command = qiao
    while words and isinstance(command, click.Group) and not words[0].startswith("-"):
        assert words[0] in command.commands, said
        command = command.commands[words.pop(0)]
    options = {name for parameter in command.params for name in parameter.opts} | {"--help", "--version"}
    assert {word for word in words if word.startswith("-")} <= options, said


def test_a_configuration_that_is_shown_is_a_valid_one(document: Path, tmp_path: Path) -> None:
    for block in fences(document, "toml"):
        path = tmp_path / "config.toml"
        path.write_text(block, encoding="utf-8")
        assert isinstance(load(path, {}), Settings)


def test_a_token_that_was_not_filled_in_reaches_nobody() -> None:
    """The placeholder looks like a token, so that the rest can be checked; it is none of Discord's."""
    assert tomllib.loads(fences(READMES["en-US"], "toml")[0])["discord"]["token"] == "PASTE-THE-TOKEN-HERE"


def keys_of(table: type, above: str = "") -> Iterator[str]:
    for name, field in table.model_fields.items():  # type: ignore[attr-defined] # every table is a pydantic model
        yield above + name
        if hasattr(field.annotation, "model_fields"):
            yield from keys_of(field.annotation, f"{above}{name}.")


def test_keys_that_are_named_exist(document: Path) -> None:
    known = set(keys_of(Settings))
    tables = "|".join(key for key in known if "." not in key)
    for said in said_of(document):
        if re.fullmatch(rf"(?:{tables})(?:\.[a-z_]+)+", said):
            assert said in known
        elif (table := re.fullmatch(r"\[{1,2}([a-z_.]+)\]{1,2}", said)) and said != Catalog().say(
            "en-US", "check-fault"
        ):
            assert table[1] in known


def test_log_lines_that_are_named_are_logged() -> None:
    """What an operator looks for is what stands there: words in small letters, of which no command consists."""
    code = "\n".join(text_of(path) for path in (ROOT / "bot").rglob("*.py"))
    named = {said for said in CODE.findall(prose_of(ROOT / "docs" / "operating.md")) if LOGGED.fullmatch(said)}

    assert len(named) > 10
    assert [said for said in named if f'"{said}"' not in code] == []


def test_variables_that_are_named_exist(document: Path) -> None:
    for name in set(re.findall(r"\bQIAO_[A-Z]+__[A-Z_]+\b", text_of(document))):
        given = read_environment({name: "/nowhere"}, Settings)
        assert "config-key-unknown" not in [fault.reason for fault in given.faults], name


@pytest.mark.parametrize("locale", READMES)
def test_the_readmes_have_the_same_sections_in_the_same_order(locale: Locale) -> None:
    assert [title for level, title in headings(READMES[locale]) if level == 2] == SECTIONS[locale]
    assert len(headings(READMES[locale])) == len(SECTIONS["en-US"]) + 1


@dataclass(frozen=True)
class Section:
    """What stands in a section whatever its language."""

    blocks: list[str]
    shell: list[str]
    rows: list[int]
    points: list[str]
    named: set[str]


def sections(path: Path) -> Iterator[Section]:
    for part in re.split(r"^## .+$", text_of(path), flags=re.MULTILINE):
        blocks = FENCE.findall(part)
        prose = FENCE.sub("", part)
        yield Section(
            blocks=[language for language, _ in blocks],
            shell=[textwrap.dedent(body) for language, body in blocks if language == "sh"],
            rows=[line.count(" | ") for line in prose.splitlines() if line.startswith("|")],
            points=re.findall(r"^(?:\d+\.|-) ", prose, re.MULTILINE),
            named={said for said in (*CODE.findall(prose), *LINK.findall(prose)) if said.isascii()} - MAY_DIFFER,
        )


@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW"])
def test_the_readmes_show_the_same_commands_links_and_rows(locale: Locale) -> None:
    assert list(sections(READMES[locale])) == list(sections(READMES["en-US"]))


@pytest.mark.parametrize("locale", READMES)
def test_the_invitation_asks_for_exactly_the_rights_that_are_needed(locale: Locale) -> None:
    address = next(line.strip() for line in text_of(READMES[locale]).splitlines() if "oauth2/authorize" in line)
    asked = parse_qs(urlsplit(address).query)

    assert asked == {"client_id": ["YOUR_APPLICATION_ID"], "scope": ["bot"], "permissions": [str(RIGHTS.value)]}
    rights = [Catalog().say(locale, f"right-{name.replace('_', '-')}") for name in RIGHT_NAMES]
    flat = " ".join(text_of(READMES[locale]).split())
    assert [right for right in rights if right not in flat] == []


@pytest.mark.parametrize("path", [*READMES.values(), ROOT / "docs" / "operating.md"], ids=lambda path: path.name)
def test_every_exit_code_is_documented(path: Path) -> None:
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", text_of(path), re.MULTILINE)] == sorted(ExitCode)


@pytest.mark.parametrize("path", READMES.values(), ids=lambda path: path.name)
def test_what_is_kept_is_said_as_it_is(path: Path) -> None:
    said = re.findall(r"\d+", "\n".join(line for line in text_of(path).splitlines() if line.startswith("|")))

    hours = [str(int(kept.total_seconds() // 3600)) for kept in (OWED_FOR, TOMBSTONE_FOR)]
    assert {*hours, str(KEPT_FOR.days), str(len(phrasebook.load().rows))} <= set(said)


def test_the_words_of_the_interface_are_quoted_as_they_are() -> None:
    for locale, path in READMES.items():
        flat = " ".join(text_of(path).split())
        assert Catalog().say(locale, "check-fault") in flat
        if locale != "en-US":
            assert Catalog().say(locale, "relay-nothing-readable").strip("（）") in flat


def test_the_data_model_has_every_table() -> None:
    section = text_of(ROOT / "docs" / "architecture.md").partition("## Data model")[2].partition("\n## ")[0]

    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == set(metadata.tables)


def test_the_rooms_are_those_that_stand() -> None:
    section = text_of(ROOT / "docs" / "architecture.md").partition("## The rooms")[2].partition("\n## ")[0]
    named = {said.rstrip("/") for said in re.findall(r"^\| `([\w/.]+)` \|", section, re.MULTILINE)}

    packages = {f"bot/{path.parent.name}" for path in (ROOT / "bot").glob("*/__init__.py")}
    assert packages | {"cogs", *(f"playground/{name}" for name in ("doors", "page", "server", "terminal"))} <= named


def glossary() -> set[str]:
    section = text_of(ROOT / "docs" / "glossary.md").partition("## The words")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+?) \|", section, re.MULTILINE)
    return {word for row in rows for word in row.split(", ")} - {"Say", "---"}


def test_the_glossary_has_every_word_that_the_code_uses() -> None:
    words = {word.strip() for word in WORDS.split(",")}

    assert words - glossary() == set()


def test_the_glossary_has_no_word_that_the_code_does_not_use() -> None:
    code = "\n".join(text_of(path) for room in ("bot", "cogs") for path in (ROOT / room).rglob("*.py")).lower()

    assert [word for word in glossary() if word.lower() not in code] == []


@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW"])
def test_no_readme_uses_a_word_that_reads_wrong_there(locale: Locale) -> None:
    prose = FORWARDS.sub("", prose_of(READMES[locale]))

    assert [word for word in UNWANTED[locale].split() if word in prose] == []


@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW"])
def test_the_chinese_readmes_are_punctuated_in_full_width(locale: Locale) -> None:
    prose = re.sub(r"\]\([^)]*\)", "]", CODE.sub("", prose_of(READMES[locale])))

    assert re.findall(r"[\u4e00-\u9fff][,;!?()]|[\u4e00-\u9fff]\.(?![a-z])", prose) == []
