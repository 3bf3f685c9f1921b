"""What the relay can do, beside a bot as one writes it in an evening and beside what discord.py itself costs.

uv run --isolated python -m benchmarks.relay --json docs/performance.json

All bots are measured in the same run, on the same machine and the same small Discord. With `--json` the medians go
into that file, and the tables into the page beside it (`docs/performance.md`), between its two marks.
"""

import asyncio
import json
import os
import platform
import time
from pathlib import Path
from typing import Any, Final

import click

from benchmarks.bots import QIAO, REFERENCE, standing_in_for_google
from benchmarks.ceiling import ceiling
from benchmarks.figures import CASES, Case, Figures, measured, medians
from benchmarks.processes import pin, two_cores
from benchmarks.report import demands, page

_BEGIN: Final = "<!-- figures: written by benchmarks/relay.py -->"
_END: Final = "<!-- end of figures -->"

_names: Final = [case.name for case in CASES]


@click.command()
@click.option("--runs", default=3, show_default=True, help="How often each case is run; the median counts.")
@click.option("--quick", is_flag=True, help="One run with a fifth of the messages: to see that it works.")
@click.option("--only", "names", multiple=True, type=click.Choice(_names), help="Only this case; may be repeated.")
@click.option("--json", "file", type=click.Path(dir_okay=False, path_type=Path), help="Where the figures go.")
def main(runs: int, quick: bool, names: tuple[str, ...], file: Path | None) -> None:
    """Measure the relay, and print medians, ratios and whether what is demanded holds."""
    cases = [case for case in CASES if not names or case.name in names]
    results = asyncio.run(_measure(cases, 1 if quick else runs, is_quick=quick))
    shown = page(results)
    click.echo(shown)
    if file is not None:
        file.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        _put_into(file.with_suffix(".md"), shown)


async def _measure(cases: list[Case], runs: int, *, is_quick: bool) -> dict[str, Any]:
    cores = two_cores()
    hardware = _hardware()
    pin(0, cores.rest)
    top = await ceiling(cores)
    each: dict[str, dict[str, list[Figures]]] = {case.name: {bot: [] for bot in case.bots} for case in cases}
    async with standing_in_for_google(cores) as url:
        for run in range(1, runs + 1):
            # Bot after bot within a run, so that a machine that grows slower slows all of them.
            for case, bot in [(one, bot) for one in cases for bot in one.bots]:
                click.echo(f"run {run} of {runs}: {case.title}: {bot}", err=True)
                each[case.name][bot].append(await measured(case, bot, url, cores, is_quick=is_quick))
    found = {name: {bot: medians(figures) for bot, figures in bots.items()} for name, bots in each.items()}
    return {
        "hardware": hardware,
        "pinned": cores.are_pinned,
        "runs": runs,
        "quick": is_quick,
        "ceiling": top,
        "medians": found,
        "ratios": _ratios(found),
        "demands": [{"line": one.line(), "figure": one.figure, "holds": one.holds} for one in demands(found)],
        "each_run": each,
    }


def _ratios(results: dict[str, dict[str, Figures]]) -> dict[str, dict[str, float]]:
    """Return each figure of Qiao over the reference's."""
    return {
        name: {
            figure: value / bots[REFERENCE][figure]
            for figure, value in bots[QIAO].items()
            if bots[REFERENCE].get(figure)
        }
        for name, bots in results.items()
        if REFERENCE in bots
    }


def _hardware() -> dict[str, Any]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "processor": _processor(),
        "cores": cores,
        "memory_gigabytes": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 2),
        "taken": time.strftime("%Y-%m-%d", time.gmtime()),
    }


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    if not told.exists():
        return platform.processor()
    names = (line for line in told.read_text().splitlines() if line.startswith("model name"))
    return next(names, "").partition(":")[2].strip() or platform.machine()


def _put_into(document: Path, figures: str) -> None:
    """Put *figures* between the two marks of *document*, where there is one that has them."""
    if not document.exists() or _BEGIN not in (said := document.read_text(encoding="utf-8")):
        return
    before, _, rest = said.partition(_BEGIN)
    after = rest.partition(_END)[2]
    document.write_text(f"{before}{_BEGIN}\n\n{figures}\n\n{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
