"""Runs every promise at full size, and prints one line a figure as it comes, and how long each took.

python -m benchmarks.soak [--only NAME] [--seed N] [--quick]
"""

import asyncio
import random
import sys
import tempfile
import time
import traceback
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Final

import click

from benchmarks.soak.breaks import breaks
from benchmarks.soak.bursts import bursts
from benchmarks.soak.cuts import cuts
from benchmarks.soak.figure import Figure
from benchmarks.soak.kills import calm, kills
from benchmarks.soak.ledger import ledger
from benchmarks.soak.outage import outage
from benchmarks.soak.starts import starts
from benchmarks.soak.topics import topics
from bot.cli.main import event_loop_factory

Scenario = Callable[[Path, int], AsyncIterator[Figure]]

FULL: Final[dict[str, Scenario]] = {
    "calm": calm,
    "kills": partial(kills, runs=30),
    "cuts": partial(cuts, times=20),
    "breaks": partial(breaks, runs=10),
    "haste": partial(breaks, runs=1, steps=1000, most_seconds_between=0.1),
    "bursts": bursts,
    "outage": partial(outage, seconds=600),
    "ledger": partial(ledger, parts=5_000_000),
    "starts": partial(starts, guilds=100),
    "topics": partial(topics, schedules=10_000, channels=1_000),
}
QUICK: Final[dict[str, Scenario]] = {
    "calm": calm,
    "kills": partial(kills, runs=1),
    "cuts": partial(cuts, times=2),
    "breaks": partial(breaks, runs=1, steps=100),
    "outage": partial(outage, seconds=30),
    "ledger": partial(ledger, parts=100_000),
    "starts": partial(starts, guilds=5),
    "topics": partial(topics, schedules=500, channels=40),
}


@click.command()
@click.option("--only", "names", multiple=True, type=click.Choice(list(FULL)), help="Only this one; may be repeated.")
@click.option("--seed", type=int, default=None, help="What chance begins with; without it, any number.")
@click.option("--quick", is_flag=True, help="A sample of each, but of bursts none: to see that it works.")
def main(names: tuple[str, ...], seed: int | None, quick: bool) -> None:
    """Run every promise at full size; the exit code is 1 where one is not held."""
    seed = random.randrange(1_000_000) if seed is None else seed  # noqa: S311 - chance that can be repeated
    click.echo(f"seed {seed}")
    scenarios = {name: scenario for name, scenario in (QUICK if quick else FULL).items() if not names or name in names}
    began = time.monotonic()
    with asyncio.Runner(loop_factory=event_loop_factory()) as runner:
        are_held = [runner.run(_is_held(name, scenario, seed)) for name, scenario in scenarios.items()]
    click.echo(f"{are_held.count(True)} of {len(are_held)} held, after {_minutes(began)}")
    sys.exit(0 if all(are_held) else 1)


async def _is_held(name: str, scenario: Scenario, seed: int) -> bool:
    """Print each figure of *scenario* as it comes; tell whether each is within its bar, and nothing failed."""
    began, is_held = time.monotonic(), True
    with tempfile.TemporaryDirectory() as directory:
        try:
            async for figure in scenario(Path(directory), seed):
                click.echo(figure.line())
                is_held = is_held and figure.holds
        except Exception as error:  # noqa: BLE001 - what goes wrong in one must not keep the others from being tried
            click.echo("".join(traceback.format_exception(error)), err=True)
            click.echo(f"{name}: failed with {type(error).__name__}, NOT HELD")
            is_held = False
    click.echo(f"{name} took {_minutes(began)}")
    return is_held


def _minutes(began: float) -> str:
    minutes, seconds = divmod(round(time.monotonic() - began), 60)
    return f"{minutes} min {seconds} s"


if __name__ == "__main__":
    main()
