"""Runs every promise at full size, and prints one line a figure.

python -m benchmarks.soak [--only NAME] [--seed N] [--quick]
"""

import asyncio
import random
import sys
import tempfile
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

Scenario = Callable[[Path, int], AsyncIterator[Figure]]

FULL: Final[dict[str, Scenario]] = {
    "calm": calm,
    "kills": partial(kills, runs=30),
    "cuts": partial(cuts, times=20),
    "breaks": partial(breaks, runs=10),
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
    scenarios = [scenario for name, scenario in (QUICK if quick else FULL).items() if not names or name in names]
    with asyncio.Runner(loop_factory=_event_loop_factory()) as runner:
        sys.exit(0 if runner.run(_are_held(scenarios, seed)) else 1)


async def _are_held(scenarios: list[Scenario], seed: int) -> bool:
    """Print each figure; tell whether every one is within its bar."""
    are_held = True
    for scenario in scenarios:
        with tempfile.TemporaryDirectory() as directory:
            async for figure in scenario(Path(directory), seed):
                click.echo(figure.line())
                are_held = are_held and figure.holds
    return are_held


def _event_loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return the bot's own, since some of it is measured in this process."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


if __name__ == "__main__":
    main()
