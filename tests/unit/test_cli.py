"""The command line: exit codes, one clear sentence, no traceback, no secret."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import pytest

from bot import errors
from bot.app import run as app_run
from bot.cli.check import code_for
from bot.cli.checkup import Area, check_database, check_translator, refusal_key
from bot.cli.errors import ExitCode
from bot.cli.help import help_words, said
from bot.cli.main import execute, qiao
from bot.config.settings import Settings
from bot.errors import (
    DatabaseInUse,
    DatabaseUnusable,
    DiscordRefused,
    Fault,
    FaultyConfiguration,
    Misconfigured,
    Unavailable,
)
from bot.i18n.catalog import LOCALES, LOCALES_FOLDER, Catalog
from bot.translation.model import Language

SECRET = "a-secret-token"
LANGUAGES = ("en_US.UTF-8", "zh_CN.UTF-8", "zh_TW.UTF-8")


@pytest.fixture(autouse=True)
def at_home(tmp_path, monkeypatch):
    """Run in an empty folder, in English, with a token and nothing else in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("LANGUAGE", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setenv("QIAO_DISCORD__TOKEN", SECRET)
    monkeypatch.setenv("QIAO_DISCORD__API_URL", "http://127.0.0.1:9/api/v10")  # nobody listens there
    monkeypatch.setenv("QIAO_TRANSLATION__ORDER", "")


@pytest.fixture(autouse=True)
def logs_as_they_were(monkeypatch) -> None:
    """Keep the commands from configuring this process's logs."""
    monkeypatch.setattr("bot.observability.logging.configure", lambda *_, **__: None)


@pytest.fixture
def running(monkeypatch) -> Callable[[BaseException | None], list[Settings]]:
    """Let `qiao run` end as told, in place of connecting; return the settings it was given."""

    def ends_with(error: BaseException | None) -> list[Settings]:
        given: list[Settings] = []

        async def run(settings: Settings) -> None:
            given.append(settings)
            if error is not None:
                raise error

        monkeypatch.setattr(app_run, "run", run)
        return given

    return ends_with


# Exit codes


def test_a_run_that_ends_well_ends_with_0(running, capfd):
    given = running(None)

    assert execute(["run"]) == 0
    assert given[0].discord.token.get_secret_value() == SECRET
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Misconfigured(), 2),
        (FaultyConfiguration((Fault("metrics.listen", "config-listen"),)), 2),
        (DiscordRefused(reason="token"), 3),
        (DiscordRefused(reason="intents", intents="message_content"), 3),
        (DiscordRefused(reason="shards"), 3),
        (DiscordRefused(), 3),
        (DatabaseUnusable(database="qiao.db", reason="full"), 4),
        (DatabaseInUse(database="qiao.db"), 4),
        (Unavailable(reason="TimeoutError"), 1),
        (ExceptionGroup("tasks", [DiscordRefused(reason="token")]), 3),
        (ExceptionGroup("tasks", [ExceptionGroup("more", [DatabaseInUse(database="qiao.db")])]), 4),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_expected_error_is_a_sentence_and_a_documented_code(error, code, language, running, monkeypatch, capfd):
    monkeypatch.setenv("LC_ALL", language)
    running(error)

    assert execute(["run"]) == code

    out, err = capfd.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert bool(re.search("[\u4e00-\u9fff]", err)) is language.startswith("zh")
    assert 10 < len(err.splitlines()[0]) < 400


@pytest.mark.parametrize(
    "error",
    [ZeroDivisionError(), ExceptionGroup("tasks", [DiscordRefused(reason="token"), ValueError()]), RecursionError()],
)
def test_a_bug_has_an_incident_id_that_the_log_shares(error, running, monkeypatch, capfd):
    logged: list[Mapping[str, Any]] = []

    class Log:
        def error(self, event: str, **fields: Any) -> None:
            logged.append(fields)

    monkeypatch.setattr("structlog.stdlib.get_logger", lambda *_: Log())
    running(error)

    assert execute(["run"]) == ExitCode.BUG

    (entry,) = logged
    assert entry["exc_info"] is error
    assert str(entry["incident"]) in capfd.readouterr().err


def test_an_interrupt_ends_quietly(running, capfd):
    running(KeyboardInterrupt())

    assert execute(["run"]) == 130
    assert "Traceback" not in capfd.readouterr().err


# Wrong usage


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "--confg", SECRET],
        ["run", f"--{SECRET}"[:5] + "=" + SECRET],
        ["run", SECRET],
        [SECRET],
        ["run", "--config"],
        ["db", SECRET],
    ],
)
def test_wrong_usage_is_a_sentence_without_what_was_typed(arguments, language, monkeypatch, capfd):
    monkeypatch.setenv("LC_ALL", language)

    assert execute(arguments) == 2

    out, err = capfd.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert "--help" in err
    assert SECRET not in err


@pytest.mark.parametrize("arguments", [[], ["db"]])
def test_a_command_that_lacks_its_command_shows_the_help(arguments, capfd):
    assert execute(arguments) == 2
    assert "Usage: qiao" in capfd.readouterr().err


def test_a_faulty_file_is_told_fault_by_fault(tmp_path, capfd):
    path = tmp_path / "mine.toml"
    path.write_text("[discord]\nshards = 'x'\ntokn = 'y'", encoding="utf-8")

    assert execute(["run", "--config", str(path)]) == 2

    first, *rest = capfd.readouterr().err.splitlines()
    assert first == "The configuration has 2 faults; nothing was started."
    assert [line.split(":")[0] for line in rest] == ["discord.shards", "discord.tokn"]


def test_a_missing_file_is_told_by_its_name(capfd):
    assert execute(["run", "--config", "nowhere.toml"]) == 2
    assert "nowhere.toml" in capfd.readouterr().err


def test_the_default_file_is_read_when_it_is_there(running, tmp_path):
    given = running(None)
    (tmp_path / "config.toml").write_text("[log]\nlevel = 'error'", encoding="utf-8")

    assert execute(["run"]) == 0
    assert given[0].log.level == "error"


# Help


@pytest.mark.parametrize("locale", LOCALES)
def test_help_reads_the_catalogue_as_fluent_does(locale):
    catalog = Catalog()
    words = help_words(locale)

    assert len(words) > 10
    for key, phrase in words.items():
        assert catalog.say(locale, key) == phrase


def commands(group: click.Group) -> Iterator[click.Command]:
    for command in group.commands.values():
        yield command
        if isinstance(command, click.Group):
            yield from commands(command)


def test_every_command_and_option_has_help():
    keys = {
        key for command in commands(qiao) for key in [command.help, *(getattr(p, "help", "") for p in command.params)]
    }

    assert keys
    for locale in LOCALES:
        assert keys - help_words(locale).keys() == set()


@pytest.mark.parametrize(("language", "word"), [("C", "Usage: qiao"), ("zh_CN", "运行机器人"), ("zh_TW", "執行機器人")])
def test_help_speaks_the_readers_language(language, word, monkeypatch, capfd):
    monkeypatch.setenv("LC_ALL", language)

    assert execute(["--help"]) == 0
    assert word in capfd.readouterr().out


def test_clicks_own_words_are_said_in_chinese_too(monkeypatch, capfd):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    execute(["run", "--help"])

    out = capfd.readouterr().out
    assert "[OPTIONS]" not in out
    assert "Show this" not in out
    assert said("[OPTIONS]") in out
    assert "选项：\n" in out


def test_the_version_is_the_packages(capfd):
    assert execute(["--version"]) == 0
    assert re.fullmatch(r"qiao \d+\.\d+\.\d+\n", capfd.readouterr().out)


# Check


def test_check_tells_each_thing_and_returns_the_first_faults_code(capfd):
    assert execute(["check"]) == ExitCode.DISCORD

    out, err = capfd.readouterr()
    configuration, database, discord, translation = out.splitlines()
    assert configuration.startswith("[ok] Configuration: ")
    assert re.fullmatch(r"\[ok\] Database: qiao\.db .* \(\d+ ms\)", database)
    assert re.fullmatch(r"\[fault\] Discord: Discord does not answer\..* \(\d+ ms\)", discord)
    assert translation.startswith("[ok] Translation: ")
    assert SECRET not in out + err


def test_check_makes_no_database(tmp_path):
    execute(["check"])

    assert list(tmp_path.iterdir()) == []


def test_check_tells_faults_of_the_configuration_and_stops_there(monkeypatch, capfd):
    monkeypatch.setenv("QIAO_METRICS__LISTEN", "nowhere")

    assert execute(["check"]) == ExitCode.USAGE
    (line,) = capfd.readouterr().out.splitlines()
    assert line.startswith("[fault] Configuration: QIAO_METRICS__LISTEN: ")


@pytest.mark.parametrize(
    ("faulty", "code"),
    [
        ([], 0),
        ([Area.TRANSLATION], 2),
        ([Area.BRIDGES], 2),
        ([Area.TRANSLATION, Area.DISCORD], 3),
        ([Area.DISCORD, Area.DATABASE], 4),
    ],
)
def test_the_code_of_a_check_is_the_one_a_start_would_end_with(faulty, code):
    assert code_for(faulty) == code


async def test_a_database_is_checked_as_it_stands(tmp_path, capfd):
    url = f"sqlite:///{tmp_path}/qiao.db"
    before = await check_database(url)
    (tmp_path / "text.db").write_text("no database" * 1000, encoding="utf-8")
    foreign = await check_database(f"sqlite:///{tmp_path}/text.db")
    nowhere = await check_database(f"sqlite:///{tmp_path}/none/qiao.db")

    assert (before.is_ok, before.key) == (True, "check-database-new")
    assert (foreign.is_ok, foreign.key) == (False, "error-database-foreign")
    assert (nowhere.is_ok, nowhere.key) == (False, "error-database-forbidden")


def test_db_upgrade_makes_the_database_and_then_has_nothing_to_do(tmp_path, capfd):
    assert execute(["db", "upgrade"]) == 0
    made = capfd.readouterr().out
    assert execute(["db", "upgrade"]) == 0
    current = capfd.readouterr().out

    assert "was made" in made
    assert "already" in current
    assert (tmp_path / "qiao.db").exists()


def test_check_finds_the_schema_of_a_database_that_was_made(capfd):
    execute(["db", "upgrade"])
    capfd.readouterr()

    execute(["check"])

    assert "this version's" in capfd.readouterr().out


class Phrase:
    """A translator with one answer."""

    name = "one"

    def __init__(self, answer: str | None) -> None:
        self.answer = answer

    async def translate(self, text: str, source: Language, target: Language) -> str:
        if self.answer is None:
            raise Unavailable
        return self.answer

    async def close(self) -> None:
        pass


async def test_a_translator_is_checked_by_a_round_trip():
    well, silent = await check_translator(Phrase("早上好")), await check_translator(Phrase(None))

    assert (well.is_ok, well.fields["translated"]) == (True, "早上好")
    assert well.seconds is not None
    assert (silent.is_ok, silent.key) == (False, "check-translator-silent")


# Words


@pytest.mark.parametrize("locale", LOCALES)
def test_every_refusal_of_discord_has_words(locale):
    for reason in ("token", "intents", "shards"):
        assert Catalog().say(locale, refusal_key(DiscordRefused(reason=reason)), reason=reason, intents="members")
    assert refusal_key(DiscordRefused()) == DiscordRefused.key


def test_every_key_of_the_command_line_is_in_the_catalogue():
    sources = [
        path.read_text(encoding="utf-8")
        for room in ("cli", "config")
        for path in (Path(errors.__file__).parent / room).glob("*.py")
    ]
    used = set(re.findall(r'"((?:check|db|usage|fault|error|help)-[a-z-]+)"', "".join(sources)))
    catalogue = (LOCALES_FOLDER / "en-US" / "cli.ftl").read_text(encoding="utf-8")
    errors_catalogue = (LOCALES_FOLDER / "en-US" / "errors.ftl").read_text(encoding="utf-8")

    assert len(used) > 20
    assert [key for key in used if f"\n{key} =" not in f"\n{catalogue}\n{errors_catalogue}"] == []


# The process


def test_help_loads_nothing_heavy():
    """What `qiao --help` may take is a fifth of a second; each of these would take as much again."""
    heavy = ["aiohttp", "alembic", "asyncio", "babel", "deep_translator", "discord", "fluent", "opencc", "pydantic"]
    heavy += ["prompt_toolkit", "rich", "rjieba", "sqlalchemy", "structlog"]
    script = (
        "import sys, json, bot.cli.main\n"
        "code = bot.cli.main.execute(['--help'])\n"
        f"print(json.dumps([code, [name for name in {heavy!r} if name in sys.modules]]))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert json.loads(done.stdout.splitlines()[-1]) == [0, []]


def test_the_module_runs_as_the_command_does():
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run", "--nonsense"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert "--help" in done.stderr


def test_a_reader_who_has_heard_enough_meets_no_traceback(monkeypatch):
    """As in `qiao --help | head -1`."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
