"""The playground's command: the one place where the bot and the small Discord meet."""

import asyncio
import atexit
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from bot.app import run as running
from bot.config.settings import Settings, load
from bot.errors import DatabaseForbidden, Fault, FaultyConfiguration
from bot.observability import logging
from bot.translation import phrasebook
from bot.translators import registry
from playground.host import Options, host
from playground.place import BotPlace
from playground.server.faults.model import Fault as PlannedFault
from playground.server.faults.model import GatewayFault
from playground.server.faults.reading import FaultsMistaken, fault_in, faults_in
from playground.server.routes import all_routes

# Where Google's page is asked unless the configuration says otherwise; its library has it too.
GOOGLE: Final = "https://translate.google.com/m"


def open_playground(options: Options) -> None:
    """Run the bot in a small Discord on this computer, until it is asked to end.

    Raises:
        FaultyConfiguration: There is no such translator.
    """
    if options.translator and options.translator not in registry.NAMES:
        raise FaultyConfiguration((Fault("--translator", "config-translator-unknown"),))
    phrases = tuple({str(tag): said for tag, said in row.items()} for row in phrasebook.load().rows)
    vendor_url = _vendor_url(options.translator)
    asyncio.run(host(replace(options, phrases=phrases, vendor_url=vendor_url), _run_bot))


def _vendor_url(translator: str) -> str:
    """Return where *translator* is asked, by the environment or by its own default; nowhere if there is none."""
    if not translator:
        return ""
    translation = load(None, _environment() | {"QIAO_DISCORD__TOKEN": "none"}).translation
    urls = {"google": translation.google.base_url or GOOGLE, "libretranslate": translation.libretranslate.base_url}
    return urls[translator]


def _environment() -> dict[str, str]:
    """Return what counts of the environment: settings of translators, no others."""
    return {name: value for name, value in os.environ.items() if name.startswith("QIAO_TRANSLATION__")}


def faults_of(path: Path | None, specs: Sequence[str]) -> tuple[PlannedFault | GatewayFault, ...]:
    """Return what is to go wrong, as the file at *path* and the *specs* of the command line have it.

    Raises:
        FaultyConfiguration: With everything that is wrong in either.
    """
    routes = all_routes().templates
    planned: list[PlannedFault | GatewayFault] = []
    faults: list[Fault] = []
    if path is not None:
        try:
            planned += faults_in(path.read_bytes(), routes)
        except OSError as error:
            faults.append(Fault("--faults", "config-file-unreadable", {"reason": error.strerror or ""}))
        except FaultsMistaken as mistaken:
            faults += _told("--faults", mistaken)
    for spec in specs:
        try:
            planned.append(fault_in(spec, routes))
        except FaultsMistaken as mistaken:
            faults += _told("--fault", mistaken)
    if faults:
        raise FaultyConfiguration(tuple(faults))
    return tuple(planned)


def _told(option: str, mistaken: FaultsMistaken) -> list[Fault]:
    return [
        Fault(f"{option} {one.key}".rstrip(), f"playground-{one.reason}", {"wanted": one.wanted})
        for one in mistaken.mistakes
    ]


async def _run_bot(place: BotPlace, relays: Callable[[], None]) -> None:
    """Run the bot in *place* as `qiao run` would, with its log in a file beside its database."""
    try:
        place.folder.mkdir(parents=True, exist_ok=True)
        log = (place.folder / "bot.log").open("a", encoding="utf-8")
    except OSError as error:
        raise DatabaseForbidden(database=str(place.folder)) from error
    atexit.register(log.close)
    logging.configure("info", "json", stream=log)
    await running.run(settings_of(place), on_ready=relays)


def settings_of(place: BotPlace) -> Settings:
    """Return the settings for *place*; of the environment only those of translators count."""
    bridges = [
        {
            "name": bridge.name,
            "notices": bridge.notices_id,
            "endpoints": [{"channel": one.channel_id, "language": one.language} for one in bridge.endpoints],
        }
        for bridge in place.bridges
    ]
    environ = _environment() | {
        "QIAO_DISCORD__TOKEN": place.token,
        "QIAO_DISCORD__API_URL": place.api_url,
        "QIAO_DISCORD__GATEWAY_URL": place.gateway_url,
        "QIAO_DISCORD__CDN_URL": place.cdn_url,
        "QIAO_DATABASE__URL": f"sqlite:///{(place.folder / 'qiao.db').as_posix()}",
        "QIAO_METRICS__LISTEN": place.status_address,
        "QIAO_TRANSLATION__ORDER": json.dumps([place.translator] if place.translator else []),
        "QIAO_BRIDGES": json.dumps(bridges),
    }
    if place.translator:
        environ[f"QIAO_TRANSLATION__{place.translator.upper()}__BASE_URL"] = place.translator_url
    return load(None, environ)
