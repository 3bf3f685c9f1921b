"""The command line: qiao run, playground, check, db upgrade.

What a command needs is imported when it runs, so that `qiao --help` loads none of it.
"""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from bot.cli.help import SpokenGroup

if TYPE_CHECKING:
    import asyncio

_PROGRAM: Final = "qiao"

_config_option = click.option("--config", "path", metavar="FILE", type=click.Path(path_type=Path), help="help-config")


def main() -> None:
    """Run the command that the process was started with, and exit as it says."""
    # A terminal that cannot show Chinese shows question marks: better than a traceback.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(execute(sys.argv[1:]))


def execute(arguments: Sequence[str]) -> int:
    """Run the command that *arguments* name and return the exit code (`bot.cli.errors.ExitCode`)."""
    try:
        return int(qiao.main(list(arguments), prog_name=_PROGRAM, standalone_mode=False) or 0)
    except Exception as error:  # noqa: BLE001 - the presenter of the command line: every error ends here as a sentence
        from bot.cli.errors import present

        return present(error)


@click.group(cls=SpokenGroup, name=_PROGRAM, help="help-qiao")
@click.version_option(package_name=_PROGRAM, message="%(prog)s %(version)s")
def qiao() -> None:
    """Hold the commands together."""


@qiao.command(help="help-run")
@_config_option
def run(path: Path | None) -> None:
    """Run the bot until SIGTERM or SIGINT."""
    import asyncio

    from bot.app import run as running
    from bot.config.settings import file_of, load
    from bot.observability import logging

    settings = load(file_of(path), os.environ)
    logging.configure(settings.log.level, settings.log.format)
    with asyncio.Runner(loop_factory=event_loop_factory()) as runner:
        runner.run(running.run(settings))


def event_loop_factory() -> "Callable[[], asyncio.AbstractEventLoop] | None":
    """Return uvloop's, on which a message costs a sixth less; None for asyncio's own: Windows has no other."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


def _port(_context: click.Context, _parameter: click.Parameter, value: int) -> int:
    """Check a port here: click's own range type adds words to the help that are not from the catalogue."""
    if not 0 <= value <= 65_535:
        raise click.BadParameter(str(value))
    return value


@qiao.command(help="help-playground")
@click.option("--port", default=8808, metavar="PORT", type=int, callback=_port, help="help-port")
@click.option("--open", "is_opened", is_flag=True, help="help-open")
@click.option("--terminal", "in_terminal", is_flag=True, help="help-terminal")
@click.option("--data", "folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), help="help-data")
@click.option("--translator", default="", metavar="NAME", help="help-translator")
@click.option("--lang", default="", metavar="LOCALE", help="help-lang")
@click.option("--strict", "is_strict", is_flag=True, help="help-strict")
@click.option("--faults", "faults_file", metavar="FILE", type=click.Path(path_type=Path), help="help-faults")
@click.option("--fault", "faults", metavar="SPEC", multiple=True, help="help-fault")
def playground(
    port: int,
    is_opened: bool,
    in_terminal: bool,
    folder: Path | None,
    translator: str,
    lang: str,
    is_strict: bool,
    faults_file: Path | None,
    faults: tuple[str, ...],
) -> None:
    """Run the bot in a small Discord on this computer, until SIGTERM or SIGINT."""
    from bot.cli.playground import faults_of, open_playground
    from bot.i18n.catalog import locale_of, locale_of_environment
    from playground.host import Options

    options = Options(
        home=Path(click.get_app_dir(_PROGRAM)) / "playground",
        folder=folder,
        port=port,
        locale=locale_of(lang) if lang else locale_of_environment(os.environ),
        translator=translator,
        in_terminal=in_terminal,
        is_opened=is_opened,
        is_strict=is_strict,
        faults=faults_of(faults_file, faults),
    )
    open_playground(options)


@qiao.command(help="help-check")
@_config_option
def check(path: Path | None) -> int:
    """Print a line for each thing that was checked, and return the most telling exit code."""
    import asyncio

    from bot.cli.check import print_findings
    from bot.config.settings import file_of
    from bot.observability import logging

    logging.configure("error", stream=sys.stderr)  # the findings say it better
    return asyncio.run(print_findings(file_of(path), os.environ))


@qiao.group(help="help-db")
def db() -> None:
    """Hold the database's commands together."""


@db.command(help="help-db-upgrade")
@_config_option
def upgrade(path: Path | None) -> None:
    """Bring the database to this version's schema, and say what was done."""
    import asyncio

    from bot.cli.database import upgrade_database
    from bot.config.settings import file_of, load
    from bot.observability import logging

    logging.configure("warning", stream=sys.stderr)
    settings = load(file_of(path), os.environ)
    asyncio.run(upgrade_database(settings.database.url.get_secret_value()))
