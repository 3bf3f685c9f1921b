"""Logs: JSON lines for machines, readable lines on a terminal, and never what people wrote."""

import logging
import sys
import traceback
from collections.abc import Iterator
from typing import Final, Literal, TextIO

import structlog
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

from bot.errors import QiaoError

Level = Literal["debug", "info", "warning", "error"]
Form = Literal["auto", "json", "text"]

# What a key of these names would hold is somebody's words, or a call that has them in it.
_TEXT_KEYS: Final = frozenset({"args", "content", "kwargs", "message", "original", "text", "translation"})

# Below these levels libraries log what they carry: discord.py bodies, SQLAlchemy parameters,
# urllib3 URLs with the text to be translated, aiohttp requests.
_FLOORS: Final = {
    "aiohttp": logging.WARNING,
    "aiosqlite": logging.INFO,
    "alembic": logging.WARNING,
    "apscheduler": logging.WARNING,
    "discord": logging.INFO,
    "hpack": logging.WARNING,
    "httpx": logging.WARNING,
    "openai": logging.WARNING,
    "sqlalchemy": logging.WARNING,
    "urllib3": logging.ERROR,
}

# What these say names types and attributes, or ids and codes: never a value that came from outside.
_SAFE_ERRORS: Final = (QiaoError, AssertionError, AttributeError, ImportError, NameError, TypeError)


def configure(level: Level, form: Form = "auto", stream: TextIO | None = None) -> None:
    """Send all logs of *level* and above, the libraries' too, to *stream* (standard output).

    Calling it again replaces what it did before.
    """
    stream = stream if stream is not None else sys.stdout
    is_text = form == "text" or (form == "auto" and stream.isatty())
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_formatter(is_text=is_text, has_colours=stream.isatty()))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name, floor in _FLOORS.items():
        logging.getLogger(name).setLevel(max(floor, root.level))
    logging.getLogger("asyncio").addFilter(first_line_only)
    logging.captureWarnings(capture=True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def without_text(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Drop what could be somebody's words (a processor): belt and braces, for nobody logs them."""
    for key in _TEXT_KEYS & event.keys():
        if not isinstance(event[key], int):  # an id or a count
            del event[key]
    return event


def first_line_only(record: logging.LogRecord) -> bool:
    """Cut asyncio's report of a lost task to its first line: the rest shows the error's words."""
    record.msg, record.args = record.getMessage().partition("\n")[0], None
    return True


def told(error: BaseException) -> str:
    """Return the traceback of *error* and of what led to it, without words that came from outside.

    A library's error may quote the text it was given, or a URL with a secret in it.
    """
    return "\n".join(_lines(error))


def _lines(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield from (line.rstrip("\n") for line in traceback.format_tb(current.__traceback__))
        yield _name(current)
        if isinstance(current, BaseExceptionGroup):
            for inner in current.exceptions:
                yield "of the group:"
                yield from _lines(inner)
        following = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
        if following is not None and id(following) not in seen:
            yield "which came from:"
        current = following


def _name(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if isinstance(error, _SAFE_ERRORS):
        return f"{kind}: {error}"
    if isinstance(error, OSError) and error.strerror:
        return f"{kind}: [{error.errno}] {error.strerror}"
    return kind


def _shared() -> list[Processor]:
    """Return what happens to every event, ours and the libraries'."""
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_text,
    ]


def _formatter(*, is_text: bool, has_colours: bool) -> logging.Formatter:
    final: Processor = (
        structlog.dev.ConsoleRenderer(colors=has_colours)
        if is_text
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_shared(),
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.ExceptionRenderer(_told_to_structlog),
            final,
        ],
    )


def _told_to_structlog(exc_info: ExcInfo) -> str:
    return told(exc_info[1])
