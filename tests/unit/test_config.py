"""Settings: what is read, what overrides what, and that every fault is told without a secret."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from bot.cli.errors import Speaker, fault_lines
from bot.config.settings import Settings, file_of, load
from bot.config.values import Listen, Shards
from bot.errors import Fault, FaultyConfiguration
from bot.i18n.catalog import LOCALES, Catalog
from bot.ids import ChannelId
from bot.translation.model import EN, ZH_HANS

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
TOKEN = {"QIAO_DISCORD__TOKEN": "a-token"}
SECRET = "MTA0s3cr3tAbCdEfGh1jK.GhT4x0.q1w2e3r4t5y6u7i8o9p0aAsSdDfFgGhHjJkKlL"


def faults(text: str, tmp_path: Path, environ: Mapping[str, str] = TOKEN) -> dict[str, str]:
    """Return for each faulty key the reason."""
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultyConfiguration) as caught:
        load(path, environ)
    return {fault.key: fault.reason for fault in caught.value.faults}


def loaded(text: str, tmp_path: Path, environ: Mapping[str, str] = TOKEN) -> Settings:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load(path, environ)


# What is read


def test_a_token_is_all_that_is_needed():
    read = load(None, TOKEN)

    assert read.discord.token.get_secret_value() == "a-token"
    assert read.database.url.get_secret_value() == "sqlite:///qiao.db"
    assert read.translation.order == ("google",)
    assert read.discord.shards is None
    assert read.metrics.listen is None


def test_values_become_the_projects_own_types(tmp_path):
    read = loaded(
        """
        [discord]
        shards = "0-3/16"
        api_url = "http://proxy:8080/api/v10/"
        [metrics]
        listen = "[::1]:9464"
        [[bridges]]
        name = "main"
        endpoints = [{ channel = 123, language = "en-GB" }, { channel = 456, language = "zh_CN" }]
        """,
        tmp_path,
    )

    assert read.discord.shards == Shards((0, 1, 2, 3), 16)
    assert read.discord.api_url == "http://proxy:8080/api/v10"
    assert read.metrics.listen == Listen("::1", 9464)
    assert [(e.channel, e.language) for e in read.bridges[0].endpoints] == [
        (ChannelId(123), EN),
        (ChannelId(456), ZH_HANS),
    ]


def test_a_single_shard_can_be_named():
    assert load(None, TOKEN | {"QIAO_DISCORD__SHARDS": "5/16"}).discord.shards == Shards((5,), 16)


def test_the_environment_overrides_the_file(tmp_path):
    text = '[translation]\ndeadline_seconds = 3\norder = ["google"]'
    environ = TOKEN | {"QIAO_TRANSLATION__DEADLINE_SECONDS": "5.5", "QIAO_TRANSLATION__ORDER": "libretranslate, google"}

    read = loaded(text, tmp_path, environ)

    assert read.translation.deadline_seconds == 5.5
    assert read.translation.order == ("libretranslate", "google")


def test_lists_in_the_environment_may_be_json():
    bridges = [{"name": "main", "endpoints": [{"channel": "1", "language": "en"}, {"channel": 2, "language": "ja"}]}]

    read = load(None, TOKEN | {"QIAO_BRIDGES": json.dumps(bridges), "QIAO_TRANSLATION__ORDER": "[]"})

    assert read.bridges[0].endpoints[0].channel == 1
    assert read.translation.order == ()


def test_an_empty_list_variable_means_none():
    assert load(None, TOKEN | {"QIAO_TRANSLATION__ORDER": ""}).translation.order == ()


def test_a_secret_may_come_from_a_file(tmp_path):
    file = tmp_path / "token"
    file.write_text("from-a-file\n", encoding="utf-8")

    assert load(None, {"QIAO_DISCORD__TOKEN_FILE": str(file)}).discord.token.get_secret_value() == "from-a-file"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path):
    path = tmp_path / "config.toml"
    path.write_bytes(b'\xef\xbb\xbf[discord]\r\ntoken = "a-token"\r\n')

    assert load(path, {}).discord.token.get_secret_value() == "a-token"


def test_variables_that_orchestrators_add_are_left_alone():
    """Kubernetes gives every pod `QIAO_PORT` and its like for a service called qiao."""
    strange = {"QIAO_PORT": "tcp://10.0.0.1:9464", "QIAO_SERVICE_HOST": "10.0.0.1", "QIAO_PORT_9464_TCP_ADDR": "x"}

    assert load(None, TOKEN | strange) == load(None, TOKEN)


def test_the_default_file_is_read_only_if_it_is_there(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert file_of(None) is None
    assert file_of(Path("other.toml")) == Path("other.toml")

    Path("config.toml").touch()
    assert file_of(None) == Path("config.toml")


# Faults


def test_every_fault_is_told_at_once(tmp_path):
    found = faults(
        """
        typo = 1
        [discord]
        api_url = "discord.com"
        gateway_url = "https://gateway"
        shards = "4/4"
        tokne = ""
        [database]
        url = "mysql://host/name"
        [translation]
        order = ["google", "babelfish", "llm"]
        deadline_seconds = 0
        [translation.libretranslate]
        base_url = ""
        [metrics]
        listen = "9464"
        [log]
        level = "loud"
        [[bridges]]
        name = "a"
        endpoints = [{ channel = 1, language = "english" }, { channel = 0, language = "en" }]
        [[bridges]]
        name = "a"
        endpoints = [{ channel = 1, language = "en" }]
        """,
        tmp_path,
        {},
    )

    assert found == {
        "typo": "config-key-unknown",
        "discord.api_url": "config-url",
        "discord.gateway_url": "config-url",
        "discord.shards": "config-shards",
        "discord.tokne": "config-key-unknown",
        "discord.token": "config-token-missing",
        "database.url": "config-database-url",
        "translation.order#2": "config-translator-unknown",
        "translation.order#3": "config-translator-later",
        "translation.deadline_seconds": "config-too-small",
        "translation.libretranslate.base_url": "config-url",
        "metrics.listen": "config-listen",
        "log.level": "config-not-one-of",
        "bridges#1.endpoints#1.language": "config-language",
        "bridges#1.endpoints#2.channel": "config-too-small",
        "bridges#2.name": "config-bridge-twice",
        "bridges#2.endpoints": "config-too-few",
        "bridges#2.endpoints#1.channel": "config-channel-twice",
    }


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("discord = 3", "discord", "config-not-table"),
        ("[discord]\nshards = 3", "discord.shards", "config-shards"),
        ("[discord]\nshards = '3-1/16'", "discord.shards", "config-shards"),
        ("[discord]\napi_url = 'http://'", "discord.api_url", "config-url"),
        ("[discord]\napi_url = 'http://[::1'", "discord.api_url", "config-url"),
        ("[discord]\napi_url = 'http://host:port'", "discord.api_url", "config-url"),
        ("[discord]\napi_url = 'http://ho st'", "discord.api_url", "config-url"),
        ("[discord]\napi_url = ['http://host']", "discord.api_url", "config-not-text"),
        ("[database]\nurl = 'sqlite:///'", "database.url", "config-database-url"),
        ("[database]\nurl = 'sqlite:///:memory:'", "database.url", "config-database-url"),
        ("[translation]\norder = 'google'", "translation.order", "config-not-list"),
        ("[translation]\norder = ['google', 'google']", "translation.order", "config-translator-twice"),
        ("[translation]\ndeadline_seconds = nan", "translation.deadline_seconds", "config-not-number"),
        ("[translation]\ndeadline_seconds = inf", "translation.deadline_seconds", "config-not-number"),
        ("[translation]\ndeadline_seconds = 121", "translation.deadline_seconds", "config-too-large"),
        ("[translation]\ndeadline_seconds = 'soon'", "translation.deadline_seconds", "config-not-number"),
        ("[metrics]\nlisten = '127.0.0.1:65536'", "metrics.listen", "config-listen"),
        ("[[bridges]]\nendpoints = []", "bridges#1.name", "config-key-missing"),
        ("bridges = [1]", "bridges#1", "config-not-table"),
        ("bridges = {}", "bridges", "config-not-list"),
    ],
)
def test_a_fault_has_a_place_and_a_reason(text, key, reason, tmp_path):
    assert faults(text, tmp_path)[key] == reason


def test_a_bridge_has_ten_channels_at_most(tmp_path):
    endpoints = ", ".join(f'{{ channel = {number}, language = "en" }}' for number in range(1, 12))

    found = faults(f'[[bridges]]\nname = "crowd"\nendpoints = [{endpoints}]', tmp_path)

    assert found == {"bridges#1.endpoints": "config-too-many"}


def test_a_channel_cannot_take_two_seats_in_one_bridge(tmp_path):
    text = '[[bridges]]\nname = "a"\nendpoints = [{ channel = 1, language = "en" }, { channel = 1, language = "ja" }]'

    assert faults(text, tmp_path) == {"bridges#1.endpoints#2.channel": "config-channel-twice"}


@pytest.mark.parametrize(
    "token", ["", "   ", "Bot abc", '"abc"', "abc\ndef", "abc…", "'abc'"], ids=["empty", "blank", *"abcde"]
)
def test_what_cannot_be_a_token_is_refused_before_discord_sees_it(token):
    with pytest.raises(FaultyConfiguration) as caught:
        load(None, {"QIAO_DISCORD__TOKEN": token})

    assert [fault.key for fault in caught.value.faults] == ["QIAO_DISCORD__TOKEN"]


def test_a_fault_of_the_environment_names_the_variable():
    environ = TOKEN | {"QIAO_METRICS__LISTEN": "nowhere", "QIAO_BRIDGES": '[{"name": "a", "endpoints": []}]'}
    with pytest.raises(FaultyConfiguration) as caught:
        load(None, environ)

    assert [fault.key for fault in caught.value.faults] == ["QIAO_METRICS__LISTEN", "QIAO_BRIDGES#1.endpoints"]


@pytest.mark.parametrize(
    ("name", "reason", "meant"),
    [
        ("QIAO_DISCORD__TOKN", "config-key-unknown", "QIAO_DISCORD__TOKEN"),
        ("QIAO_METRICS__LISTEN_FILE", "config-key-unknown", "QIAO_METRICS__LISTEN"),
        ("QIAO_NOTHING__LIKE_IT_AT_ALL", "config-key-unknown", "none"),
        ("QIAO_DISCORD_TOKEN", "config-underscores", "QIAO_DISCORD__TOKEN"),
        ("QIAO_DISCORD_TOKEN_FILE", "config-underscores", "QIAO_DISCORD__TOKEN"),
    ],
)
def test_a_mistyped_variable_is_told_with_the_one_that_was_meant(name, reason, meant):
    with pytest.raises(FaultyConfiguration) as caught:
        load(None, TOKEN | {name: "x"})

    (fault,) = caught.value.faults
    assert (fault.key, fault.reason) == (name, reason)
    assert meant in fault.fields.values()


def test_a_mistyped_key_is_told_with_the_one_that_was_meant(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text("[translation.libretranslate]\nbase_ulr = ''", encoding="utf-8")
    with pytest.raises(FaultyConfiguration) as caught:
        load(path, TOKEN)

    assert caught.value.faults[0].fields["near"] == "base_url"


def test_a_secret_cannot_come_from_two_places(tmp_path):
    file = tmp_path / "token"
    file.write_text("x", encoding="utf-8")
    with pytest.raises(FaultyConfiguration) as caught:
        load(None, TOKEN | {"QIAO_DISCORD__TOKEN_FILE": str(file)})

    assert [fault.reason for fault in caught.value.faults] == ["config-secret-twice"]


def test_a_secrets_file_that_cannot_be_read_is_one_fault_and_not_two(tmp_path):
    with pytest.raises(FaultyConfiguration) as caught:
        load(None, {"QIAO_DISCORD__TOKEN_FILE": str(tmp_path / "nowhere")})

    assert [(fault.key, fault.reason) for fault in caught.value.faults] == [
        ("QIAO_DISCORD__TOKEN_FILE", "config-secret-unreadable")
    ]


@pytest.mark.parametrize(
    ("content", "reason", "line"),
    [
        (b'[discord]\ntoken = "a', "config-file-syntax", 2),
        (b"token = 1\ntoken = 2", "config-file-syntax", 2),
        (b"\x00", "config-file-syntax", 1),
        (b"\xff\xfe[", "config-file-encoding", None),
        ("名字 = 1".encode("gbk"), "config-file-encoding", None),
        (b"a = " + b"[" * 100_000, "config-file-syntax", 0),
        (b"a = " + b"9" * 5_000, "config-file-syntax", 0),
    ],
)
def test_a_file_that_is_no_toml_is_one_fault_with_its_line(content, reason, line, tmp_path):
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    with pytest.raises(FaultyConfiguration) as caught:
        load(path, {})

    (fault,) = caught.value.faults
    assert (fault.key, fault.reason, fault.fields.get("line")) == (str(path), reason, line)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path):
    with pytest.raises(FaultyConfiguration) as missing:
        load(tmp_path / "none.toml", TOKEN)
    with pytest.raises(FaultyConfiguration) as folder:
        load(tmp_path, TOKEN)

    assert missing.value.faults[0].reason == "config-file-missing"
    assert folder.value.faults[0].reason == "config-file-unreadable"


# Secrets

_PLACES_OF_A_SECRET = [
    f"token = {SECRET}",
    f'token = "{SECRET}',
    f"[discord]\n{SECRET} = 1",
    f'[discord]\n"{SECRET}" = 1',
    f'"{SECRET}" = 1',
    f'[discord."{SECRET}"]',
    f"[discord]\ntoken = ['{SECRET}']",
    f"[discord]\ntoken = 'Bot {SECRET}'",
    *(f"[discord]\n{key} = '{SECRET}'" for key in ("tokne", "api_url", "gateway_url", "cdn_url", "shards")),
    f"[database]\nurl = '{SECRET}'",
    f"[database]\nurl = 'mysql://qiao:{SECRET}@host/name'",
    f"[translation]\norder = ['{SECRET}']",
    f"[translation]\ndeadline_seconds = '{SECRET}'",
    f"[translation.libretranslate]\napi_key = 1\nbase_url = '{SECRET}'",
    f"[metrics]\nlisten = '{SECRET}'",
    f"[log]\nlevel = '{SECRET}'",
    f"discord = '{SECRET}'",
    f"bridges = '{SECRET}'",
    f"[[bridges]]\nname = '{SECRET * 9}'\nendpoints = '{SECRET}'",
    f"[[bridges]]\nname = 'a'\nendpoints = [{{ channel = '{SECRET}', language = '{SECRET}' }}]",
]


@pytest.mark.parametrize("text", _PLACES_OF_A_SECRET)
@pytest.mark.parametrize("locale", ["C", "zh_CN.UTF-8", "zh_TW.UTF-8"])
def test_a_secret_in_the_wrong_place_is_never_told(text, locale, tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", locale)
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultyConfiguration) as caught:
        load(path, {})

    said = "\n".join([*fault_lines(caught.value, Speaker()), repr(caught.value), str(caught.value)])
    assert not [part for part in SECRET.split(".") if part in said]
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    "environ",
    [
        {"QIAO_DISCORD__TOKN": SECRET},
        {"QIAO_DISCORD__SHARDS": SECRET},
        {"QIAO_DISCORD_TOKEN": SECRET},
        {f"QIAO_DISCORD__{SECRET}": ""},
        {"QIAO_BRIDGES": f'["{SECRET}"]'},
        {"QIAO_BRIDGES": f"[{SECRET}"},
        {"QIAO_TRANSLATION__ORDER": SECRET},
    ],
)
def test_a_secret_in_the_wrong_variable_is_never_told(environ):
    with pytest.raises(FaultyConfiguration) as caught:
        load(None, environ)

    said = "\n".join([*fault_lines(caught.value, Speaker()), repr(caught.value)])
    assert not [part for part in SECRET.split(".") if part in said]


def test_settings_show_no_secret():
    environ = {
        "QIAO_DISCORD__TOKEN": SECRET,
        "QIAO_DATABASE__URL": f"postgresql://qiao:{SECRET}@host/name",
        "QIAO_TRANSLATION__LIBRETRANSLATE__API_KEY": SECRET,
        "QIAO_TRANSLATION__LLM__API_KEY": SECRET,
    }
    read = load(None, environ)

    assert SECRET not in repr(read) + str(read) + str(read.model_dump()) + read.model_dump_json()


# The words for faults


def test_every_reason_has_words_in_every_locale():
    source = "".join(path.read_text(encoding="utf-8") for path in (EXAMPLE.parent / "bot").rglob("*.py"))
    reasons = set(re.findall(r'"(config-[a-z-]+)"', source))
    everything: dict[str, str | int] = {
        "limit": 1, "choices": "a", "schemes": "a", "name": "a", "near": "none", "other": "a", "address": "a",
        "reason": "a", "line": 1, "column": 1,
    }  # fmt: skip
    catalog = Catalog()

    assert len(reasons) > 30
    for locale in LOCALES:
        for reason in reasons:
            assert catalog.say(locale, reason, **everything)
            assert catalog.say(locale, f"{reason}-remedy", **everything)


# The example


def uncommented(text: str) -> str:
    """Return the example with its block of bridges switched on."""
    head, _, block = text.partition("# [[bridges]]")
    return head + "[[bridges]]" + block.replace("\n# ", "\n")


def keys_of(model: type[BaseModel], above: str = "") -> Iterator[str]:
    for key, info in model.model_fields.items():
        annotation: Any = info.annotation
        inner = annotation if isinstance(annotation, type) else getattr(annotation, "__args__", (None,))[0]
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from keys_of(inner, f"{above}{key}.")
        else:
            yield f"{above}{key}"


def keys_in(document: Mapping[str, Any], above: str = "") -> Iterator[str]:
    for key, value in document.items():
        tables = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else [value]
        if tables and isinstance(tables[0], dict):
            for table in tables:
                yield from keys_in(table, f"{above}{key}.")
        else:
            yield f"{above}{key}"


def test_the_example_shows_every_key_and_no_other():
    shown = set(keys_in(tomllib.loads(uncommented(EXAMPLE.read_text(encoding="utf-8")))))

    assert shown == set(keys_of(Settings))


def test_the_example_loads_once_a_token_is_given():
    """Its values are the defaults, so that copying it changes nothing."""
    assert load(EXAMPLE, TOKEN) == load(None, TOKEN)


def test_the_examples_bridges_load_when_they_are_switched_on(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text(uncommented(EXAMPLE.read_text(encoding="utf-8")), encoding="utf-8")

    assert [len(bridge.endpoints) for bridge in load(path, TOKEN).bridges] == [2]


def test_the_example_lacks_only_the_token():
    with pytest.raises(FaultyConfiguration) as caught:
        load(EXAMPLE, {})

    assert caught.value.faults == (Fault("discord.token", "config-token-missing"),)


# Anything at all

_SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.just(SECRET))
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=10), inner, max_size=3)),
    max_leaves=10,
)
_NAMES = st.sampled_from(
    [f"QIAO_{key.upper().replace('.', '__')}" for key in keys_of(Settings) if not key.startswith("bridges")]
    + ["QIAO_BRIDGES", "QIAO_DISCORD", "QIAO_DISCORD__TOKEN_FILE", "QIAO___", "QIAO_", "QIAO_DISCORD__TOKEN__X"]
)


@given(st.dictionaries(_NAMES, st.one_of(st.text(), _VALUES.map(json.dumps))))
@example({"QIAO_BRIDGES": '[{"name": [], "endpoints": [{"channel": {}, "language": 1}]}]'})
@example({"QIAO_BRIDGES": "[" * 100_000})
@example({"QIAO_BRIDGES": '[{"name": "a", "endpoints": [{"channel": 1e999, "language": "\\ud800"}]}]'})
@example({"QIAO_DISCORD__TOKEN": "\udcff"})
@example({"QIAO_DISCORD__TOKEN_FILE": "\x00"})
@example({"QIAO_DISCORD__TOKEN": "x", "QIAO_DISCORD__TOKEN__X": "y"})
@example({"QIAO_DATABASE__URL": "postgresql://["})
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_no_environment_breaks_the_reading_or_shows_a_secret(environ):
    try:
        said = repr(load(None, environ).discord)
    except FaultyConfiguration as error:
        said = "\n".join([*fault_lines(error, Speaker()), repr(error)])

    assert said
    assert SECRET not in said


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@example(b"bridges = [[[[]]]]")
@example(b"discord.token.x = 1")
@example(b"bridges = [{endpoints = [{channel = 9223372036854775808, language = 'en'}]}]")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_no_file_breaks_the_reading(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(content)
    with pytest.raises(FaultyConfiguration) as caught:
        load(path, {})

    assert all(fault_lines(caught.value, Speaker()))
