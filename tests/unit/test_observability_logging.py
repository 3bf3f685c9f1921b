"""Logs: their form, and that nobody's words and no secret get into them."""

import asyncio
import io
import json
import logging
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot.errors import ChannelAlreadyBridged
from bot.observability.logging import configure, told

WORDS = "the words of a member"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """A stream to log to; what the test configured is undone."""
    root, configured = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers, root.level
    floors = {name: logging.getLogger(name).level for name in ("discord", "sqlalchemy", "urllib3", "aiohttp")}
    try:
        yield io.StringIO()
    finally:
        structlog.configure(**configured)
        logging.captureWarnings(capture=False)
        root.handlers, root.level = handlers, level
        for name, floor in floors.items():
            logging.getLogger(name).setLevel(floor)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def group_from_a_key_error() -> None:
    try:
        dict[str, str]()[WORDS]
    except KeyError as error:
        raise ExceptionGroup(WORDS, [ValueError(WORDS)]) from error


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_away_from_a_terminal_each_event_is_one_line_of_json(stream):
    configure("info", stream=stream)

    structlog.stdlib.get_logger("bot.here").info("relayed", source=123, name="桥")

    (line,) = lines(stream)
    assert line["event"] == "relayed"
    assert line["source"] == 123
    assert line["level"] == "info"
    assert line["logger"] == "bot.here"
    assert line["timestamp"].endswith("Z")
    assert "桥" in stream.getvalue()


def test_on_a_terminal_events_are_readable(stream):
    terminal = Terminal()
    configure("info", stream=terminal)

    structlog.stdlib.get_logger("bot.here").info("relayed", source=123)

    assert "relayed" in terminal.getvalue()
    assert not terminal.getvalue().startswith("{")


def test_the_form_can_be_chosen(stream):
    terminal = Terminal()
    configure("info", "json", terminal)
    structlog.stdlib.get_logger("bot.here").info("one")
    configure("info", "text", stream)
    structlog.stdlib.get_logger("bot.here").info("two")

    assert json.loads(terminal.getvalue())["event"] == "one"
    assert "two" in stream.getvalue()
    assert not stream.getvalue().startswith("{")


def test_what_is_below_the_level_is_not_logged(stream):
    configure("warning", stream=stream)
    log = structlog.stdlib.get_logger("bot.here")

    log.info("quiet")
    log.warning("loud")

    assert [line["event"] for line in lines(stream)] == ["loud"]


def test_libraries_speak_through_the_same_stream(stream):
    configure("info", stream=stream)

    logging.getLogger("discord.gateway").info("Shard ID %s has connected.", 3)
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        warnings.warn("old", DeprecationWarning, stacklevel=1)

    assert [line["logger"] for line in lines(stream)] == ["discord.gateway", "py.warnings"]
    assert lines(stream)[0]["event"] == "Shard ID 3 has connected."


@pytest.mark.parametrize("name", ["discord.http", "sqlalchemy.engine", "urllib3.connectionpool", "aiohttp.client"])
def test_libraries_cannot_log_what_they_carry_even_at_debug(name, stream):
    configure("debug", stream=stream)

    logging.getLogger(name).debug("POST with %s", WORDS)

    assert stream.getvalue() == ""


def test_words_are_dropped_from_an_event_and_ids_are_not(stream):
    configure("info", stream=stream)

    structlog.stdlib.get_logger("bot.here").info("sent", content=WORDS, text=WORDS, message=123, args=(WORDS,))

    (line,) = lines(stream)
    assert line["message"] == 123
    assert WORDS not in stream.getvalue()


def test_an_unknown_errors_own_words_are_not_logged(stream):
    """A library's error may quote the text it was given, or a URL with a secret in it."""
    configure("info", stream=stream)
    try:
        group_from_a_key_error()
    except ExceptionGroup as error:
        structlog.stdlib.get_logger("bot.here").error("bug", exc_info=error)
        logging.getLogger("discord.client").exception("Ignoring exception")

    assert WORDS not in stream.getvalue()
    for line in lines(stream):
        assert "KeyError" in line["exception"]
        assert "ValueError" in line["exception"]
        assert "in group_from_a_key_error" in line["exception"]


def test_what_is_safe_to_say_of_an_error_is_said():
    assert told(ChannelAlreadyBridged(channel_id=7)).endswith(
        "ChannelAlreadyBridged: error-channel-already-bridged(channel_id=7)"
    )
    assert told(ConnectionResetError(104, "Connection reset by peer")) == (
        "ConnectionResetError: [104] Connection reset by peer"
    )
    assert told(TypeError("run() takes 1 argument")) == "TypeError: run() takes 1 argument"


def test_an_error_that_is_its_own_cause_ends():
    error = ValueError()
    error.__context__ = KeyError()
    error.__context__.__context__ = error

    assert told(error) == "ValueError\nwhich came from:\nKeyError"


async def test_a_lost_tasks_error_is_reported_without_its_words(stream):
    configure("info", stream=stream)
    loop = asyncio.get_running_loop()
    failed: asyncio.Future[None] = loop.create_future()
    failed.set_exception(ValueError(WORDS))
    loop.call_exception_handler(
        {"message": "Future exception was never retrieved", "future": failed, "exception": failed.exception()}
    )

    assert lines(stream)[0]["event"] == "Future exception was never retrieved"
    assert WORDS not in stream.getvalue()
