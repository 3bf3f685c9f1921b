"""`qiao check` as a process, before a small Discord and a vendor's server: what is fit, and what to do otherwise."""

import asyncio
import os
import sys

import pytest

from playground.cast import CHINESE
from tests.e2e.harness import Scene

MESSAGE_CONTENT = 1 << 18  # as flags of an application: gateway_message_content
MANAGE_WEBHOOKS = 1 << 29
ADMINISTRATOR = 1 << 3


async def check(here: Scene, **environ: str) -> tuple[int | None, list[str]]:
    """Return the exit code and the lines of `qiao check` for the configuration of *here*."""
    (here.bot.directory / "config.toml").write_text(here.bot.configuration, encoding="utf-8")
    return await qiao(here, "check", **environ)


async def qiao(here: Scene, *arguments: str, **environ: str) -> tuple[int | None, list[str]]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=here.bot.directory,
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": os.getcwd(), **environ},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await process.communicate()
    return process.returncode, out.decode().splitlines()


def faults(lines: list[str]) -> list[str]:
    return [line for line in lines if not line.startswith("[ok] ")]


async def test_a_fit_configuration_passes_and_nothing_is_left_behind(here):
    code, lines = await check(here)

    assert (code, faults(lines)) == (0, [])
    assert [line.split(": ")[0] for line in lines] == [
        "[ok] Configuration",
        "[ok] Database",
        "[ok] Discord",
        "[ok] Bridges",
        "[ok] Bridges",
        "[ok] Translation",
    ]
    assert "[zh-CN] Good morning" in lines[-1]
    assert [path.name for path in here.bot.directory.iterdir()] == ["config.toml"]


async def test_a_wrong_token_is_told_without_it(here):
    code, lines = await check(here, QIAO_DISCORD__TOKEN="not-the-token")

    assert code == 3
    assert faults(lines)[0].startswith("[fault] Discord: Discord refuses the token.")
    assert "not-the-token" not in "".join(lines)


async def test_a_missing_intent_is_told_by_its_name_in_the_portal(here):
    here.stage.application.privileged_intents = 0

    code, lines = await check(here)

    assert code == 3
    assert "Message Content Intent" in faults(lines)[0]


async def test_a_missing_right_is_told_by_its_name_in_discord(here):
    for role in here.stage.guild.roles.values():
        role.permissions &= ~(MANAGE_WEBHOOKS | ADMINISTRATOR)

    code, lines = await check(here)

    assert code == 2
    assert "Manage Webhooks" in faults(lines)[0]


async def test_a_channel_that_is_not_there_is_told(here):
    here.bot.configuration = here.bot.configuration.replace(str(CHINESE.id), "4242")

    code, lines = await check(here)

    assert code == 2
    (line,) = faults(lines)
    assert "main: there is no channel 4242" in line


async def test_a_translator_that_does_not_answer_is_told(here):
    code, lines = await check(here, QIAO_TRANSLATION__GOOGLE__BASE_URL="http://127.0.0.1:9")

    assert code == 2
    assert faults(lines)[0].startswith("[fault] Translation: google does not answer")


@pytest.mark.parametrize(
    ("environ", "code", "word"),
    [
        ({"QIAO_DISCORD__TOKEN": "not-the-token"}, 3, "refuses the token"),
        ({"QIAO_DISCORD__TOKN": "x"}, 2, "QIAO_DISCORD__TOKN"),
        ({"QIAO_DATABASE__URL": "sqlite:///nowhere/qiao.db"}, 4, "nowhere"),
        ({"QIAO_METRICS__LISTEN": "203.0.113.1:9464"}, 2, "metrics.listen"),
    ],
)
async def test_a_start_that_cannot_be_ends_with_a_sentence_and_the_documented_code(environ, code, word, here):
    (here.bot.directory / "config.toml").write_text(here.bot.configuration, encoding="utf-8")

    ended, lines = await qiao(here, "run", **environ)

    assert ended == code, lines
    assert any(word in line for line in lines)
    assert not any("Traceback" in line or "not-the-token" in line for line in lines)


async def test_a_start_without_the_intent_ends_with_a_sentence_and_the_documented_code(here):
    here.stage.application.privileged_intents = 0
    (here.bot.directory / "config.toml").write_text(here.bot.configuration, encoding="utf-8")

    ended, lines = await qiao(here, "run")

    assert ended == 3, lines
    assert any("Message Content Intent" in line for line in lines)
