"""What the command line says when something went wrong, and the exit code for it."""

import enum
import os
import secrets
import sys
from typing import Final

import click

from bot.cli.checkup import refusal_key
from bot.errors import DatabaseUnusable, DiscordRefused, FaultyConfiguration, Misconfigured, QiaoError
from bot.i18n.catalog import Catalog, locale_of_environment


class ExitCode(enum.IntEnum):
    """How a command ended; documented for operators, so the numbers stay."""

    DONE = 0
    BUG = 1  # also: a vendor does not answer now
    USAGE = 2  # or a faulty configuration
    DISCORD = 3
    DATABASE = 4
    INTERRUPTED = 130  # as shells count it: 128 and SIGINT


class Speaker:
    """Says phrases in the locale of the environment."""

    def __init__(self) -> None:
        self._catalog = Catalog()
        self._locale = locale_of_environment(os.environ)

    def say(self, key: str, /, **fields: str | int) -> str:
        """Return the phrase *key* with *fields* filled in."""
        return self._catalog.say(self._locale, key, **{name: self._in_words(name, fields[name]) for name in fields})

    def _in_words(self, name: str, value: str | int) -> str | int:
        """Return Discord's own words for names of rights and intents, as its settings show them."""
        ones = str(value).replace("_", "-").split(",") if value else []
        match name:
            case "rights":
                return ", ".join(self._catalog.say(self._locale, f"right-{one}") for one in ones)
            case "intents":
                return ", ".join(self._catalog.say(self._locale, f"intent-{one}") for one in ones)
        return value


def present(error: Exception) -> int:
    """Say what *error* means on standard error, and return the exit code.

    A bug gets an incident id, under which the log has its traceback.
    """
    if isinstance(error, click.Abort):
        return ExitCode.INTERRUPTED
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return ExitCode.USAGE
    speaker = Speaker()
    if isinstance(error, click.ClickException):
        click.echo(_usage(error, speaker), err=True)
        return ExitCode.USAGE
    known = _known(error)
    if known is None:
        click.echo(speaker.say("error-bug", incident=_report(error)), err=True)
        return ExitCode.BUG
    for line in _lines(known, speaker):
        click.echo(line, err=True)
    return _code(known)


def fault_lines(error: FaultyConfiguration, speaker: Speaker) -> list[str]:
    """Return a line for each fault: where it is, what it is, what to do."""
    return [
        speaker.say(
            "fault-line",
            key=fault.key,
            reason=speaker.say(fault.reason, **fault.fields),
            remedy=speaker.say(f"{fault.reason}-remedy", **fault.fields),
        )
        for fault in error.faults
    ]


def _known(error: BaseException) -> QiaoError | None:
    """Return the error of ours that *error* is, or that a task group wrapped in it."""
    if isinstance(error, QiaoError):
        return error
    if isinstance(error, BaseExceptionGroup):
        found = [_known(inner) for inner in error.exceptions]
        return found[0] if found and None not in found else None
    return None


def _lines(error: QiaoError, speaker: Speaker) -> list[str]:
    key = refusal_key(error) if isinstance(error, DiscordRefused) else error.key
    said = speaker.say(key, **error.fields)
    return [said, *fault_lines(error, speaker)] if isinstance(error, FaultyConfiguration) else [said]


_CODES: Final = (
    (DatabaseUnusable, ExitCode.DATABASE),
    (DiscordRefused, ExitCode.DISCORD),
    (Misconfigured, ExitCode.USAGE),
)


def _code(error: QiaoError) -> ExitCode:
    return next((code for kind, code in _CODES if isinstance(error, kind)), ExitCode.BUG)


def _usage(error: click.ClickException, speaker: Speaker) -> str:
    """Return what was wrong with the call. Only names of options are repeated: a value may be a token."""
    match error:
        case click.NoSuchOption():
            reason = speaker.say("usage-no-option", name=error.option_name)
        case click.exceptions.NoSuchCommand():
            reason = speaker.say("usage-no-command")
        case click.BadOptionUsage():
            reason = speaker.say("usage-no-value", name=error.option_name)
        case _:
            reason = speaker.say("usage-other")
    context = getattr(error, "ctx", None)
    return speaker.say("usage-fault", reason=reason, command=context.command_path if context else "qiao")


def _report(error: Exception) -> str:
    """Log *error* with its traceback and return the incident id that finds it."""
    import logging

    import structlog

    from bot.observability.logging import configure

    if not logging.getLogger().handlers:  # it happened before the settings were read
        configure("info", stream=sys.stderr)
    incident = secrets.token_hex(4)
    structlog.stdlib.get_logger(__name__).error("bug", incident=incident, exc_info=error)
    return incident
