"""The command line: qiao run, playground, check, db upgrade.

What a command needs is imported when it runs, so that `qiao --help` loads none of it.
"""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from bot.cli_help import SpokenGroup

if TYPE_CHECKING:
    from bot.config import Settings
    from playground.place import BotPlace

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
    """Run the command that *arguments* name and return the exit code (`bot.cli_errors.ExitCode`)."""
    try:
        return int(qiao.main(list(arguments), prog_name=_PROGRAM, standalone_mode=False) or 0)
    except Exception as error:  # noqa: BLE001 - the presenter of the command line: every error ends here as a sentence
        from bot.cli_errors import present

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

    from bot import app, config
    from bot.observability import logging

    settings = config.load(config.file_of(path), os.environ)
    logging.configure(settings.log.level, settings.log.format)
    asyncio.run(app.run(settings))


def _port(_context: click.Context, _parameter: click.Parameter, value: int) -> int:
    """Check a port here: click's own range type adds words to the help that are not from the catalogue."""
    if not 0 <= value <= 65_535:
        raise click.BadParameter(str(value))
    return value


@qiao.command(help="help-playground")
@click.option("--port", default=8808, metavar="PORT", type=int, callback=_port, help="help-port")
@click.option("--open", "is_opened", is_flag=True, help="help-open")
@click.option("--data", "folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), help="help-data")
@click.option("--translator", default="", metavar="NAME", help="help-translator")
@click.option("--lang", default="", metavar="LOCALE", help="help-lang")
def playground(port: int, is_opened: bool, folder: Path | None, translator: str, lang: str) -> None:
    """Run the bot in a small Discord on this computer, until `/quit`, SIGTERM or SIGINT."""
    import asyncio

    from bot.config_values import TRANSLATORS
    from bot.errors import Fault, FaultyConfiguration
    from bot.i18n.catalog import locale_of, locale_of_environment
    from playground.host import Options, host

    if translator and translator not in TRANSLATORS:
        raise FaultyConfiguration((Fault("--translator", "config-translator-unknown"),))
    options = Options(
        home=Path(click.get_app_dir(_PROGRAM)) / "playground",
        folder=folder,
        port=port,
        locale=locale_of(lang) if lang else locale_of_environment(os.environ),
        translator=translator,
        is_opened=is_opened,
    )
    asyncio.run(host(options, _run_in_playground))


async def _run_in_playground(place: "BotPlace", relays: Callable[[], None]) -> None:
    """Run the bot in *place* as `qiao run` would, with its log in a file beside its database."""
    import atexit

    from bot import app
    from bot.errors import DatabaseForbidden
    from bot.observability import logging

    try:
        place.folder.mkdir(parents=True, exist_ok=True)
        log = (place.folder / "bot.log").open("a", encoding="utf-8")
    except OSError as error:
        raise DatabaseForbidden(database=str(place.folder)) from error
    atexit.register(log.close)
    logging.configure("info", "json", stream=log)
    await app.run(_settings_of(place), on_ready=relays)


def _settings_of(place: "BotPlace") -> "Settings":
    """Return the settings for *place*; of the environment only those of translators count."""
    import json

    from bot import config

    bridges = [
        {
            "name": bridge.name,
            "endpoints": [{"channel": one.channel_id, "language": one.language} for one in bridge.endpoints],
        }
        for bridge in place.bridges
    ]
    environ = {name: value for name, value in os.environ.items() if name.startswith("QIAO_TRANSLATION__")}
    environ |= {
        "QIAO_DISCORD__TOKEN": place.token,
        "QIAO_DISCORD__API_URL": place.api_url,
        "QIAO_DISCORD__GATEWAY_URL": place.gateway_url,
        "QIAO_DISCORD__CDN_URL": place.cdn_url,
        "QIAO_DATABASE__URL": f"sqlite:///{(place.folder / 'qiao.db').as_posix()}",
        "QIAO_METRICS__LISTEN": place.status_address,
        "QIAO_TRANSLATION__ORDER": json.dumps([place.translator] if place.translator else []),
        "QIAO_BRIDGES": json.dumps(bridges),
    }
    return config.load(None, environ)


@qiao.command(help="help-check")
@_config_option
def check(path: Path | None) -> int:
    """Print a line for each thing that was checked, and return the most telling exit code."""
    import asyncio

    from bot import config
    from bot.cli_check import print_findings
    from bot.observability import logging

    logging.configure("error", stream=sys.stderr)  # the findings say it better
    return asyncio.run(print_findings(config.file_of(path), os.environ))


@qiao.group(help="help-db")
def db() -> None:
    """Hold the database's commands together."""


@db.command(help="help-db-upgrade")
@_config_option
def upgrade(path: Path | None) -> None:
    """Bring the database to this version's schema, and say what was done."""
    import asyncio

    from bot import config
    from bot.cli_database import upgrade_database
    from bot.observability import logging

    logging.configure("warning", stream=sys.stderr)
    settings = config.load(config.file_of(path), os.environ)
    asyncio.run(upgrade_database(settings.database.url.get_secret_value()))
