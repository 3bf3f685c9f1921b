"""What `qiao check` prints: a line for each finding, and the exit code that tells most."""

import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import click

from bot.cli.checkup import Area, Finding, check
from bot.cli.errors import ExitCode, Speaker, fault_lines
from bot.config.settings import load
from bot.errors import FaultyConfiguration

_CODES: Final = {
    Area.CONFIGURATION: ExitCode.USAGE,
    Area.DATABASE: ExitCode.DATABASE,
    Area.DISCORD: ExitCode.DISCORD,
    Area.BRIDGES: ExitCode.USAGE,
    Area.TRANSLATION: ExitCode.USAGE,
}


async def print_findings(path: Path | None, environ: Mapping[str, str]) -> ExitCode:
    """Check what *path* and *environ* configure, and print each finding as soon as it is known."""
    printer = _Printer(Speaker())
    started = time.perf_counter()
    try:
        settings = load(path, environ)
    except FaultyConfiguration as error:
        for line in fault_lines(error, printer.speaker):
            printer.print(Area.CONFIGURATION, line, is_ok=False)
        return ExitCode.USAGE
    read = Finding(
        Area.CONFIGURATION,
        is_ok=True,
        key="check-configuration",
        fields={"file": str(path or "none")},
        seconds=time.perf_counter() - started,
    )
    printer.print_finding(read)
    faulty = []
    async for finding in check(settings):
        printer.print_finding(finding)
        if not finding.is_ok:
            faulty.append(finding.area)
    return code_for(faulty)


def code_for(faulty: Iterable[Area]) -> ExitCode:
    """Return the code of the first area with a fault, in the order in which a start meets them."""
    found = set(faulty)
    return next((code for area, code in _CODES.items() if area in found), ExitCode.DONE)


class _Printer:
    """Prints lines with a mark before each."""

    def __init__(self, speaker: Speaker) -> None:
        self.speaker = speaker

    def print_finding(self, finding: Finding) -> None:
        said = self.speaker.say(finding.key, **finding.fields)
        self.print(finding.area, said, is_ok=finding.is_ok, seconds=finding.seconds)

    def print(self, area: Area, said: str, *, is_ok: bool, seconds: float | None = None) -> None:
        say = self.speaker.say
        named = say(f"check-area-{area}")
        if seconds is None:
            line = say("check-line", area=named, finding=said)
        else:
            line = say("check-line-timed", area=named, finding=said, milliseconds=round(seconds * 1000))
        mark = click.style(say("check-ok"), fg="green") if is_ok else click.style(say("check-fault"), fg="red")
        # click takes the colours out where nobody can see them.
        click.echo(f"{mark} {line}")
