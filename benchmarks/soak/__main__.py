"""Runs every promise at full size, and prints one line a figure.

python -m benchmarks.soak [--only NAME] [--seed N] [--quick]
"""

import asyncio
import random
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Final

import click

from benchmarks.soak.breaks import breaks
from benchmarks.soak.cuts import cuts
from benchmarks.soak.figure import Figure
from benchmarks.soak.kills import kills
from benchmarks.soak.ledger import ledger
from benchmarks.soak.outage import outage
from benchmarks.soak.starts import starts

Scenario = Callable[[Path, int], AsyncIterator[Figure]]

FULL: Final[dict[str, Scenario]] = {
    "kills": lambda directory, seed: kills(directory, seed, runs=30),
    "cuts": lambda directory, seed: cuts(directory, seed, times=20),
    "breaks": lambda directory, seed: breaks(directory, seed, runs=10),
    "outage": lambda directory, seed: outage(directory, seed, seconds=600),
    "ledger": lambda directory, seed: ledger(directory, seed, parts=5_000_000),
    "starts": lambda directory, seed: starts(directory, seed, guilds=100),
}
QUICK: Final[dict[str, Scenario]] = {
    "kills": lambda directory, seed: kills(directory, seed, runs=1),
    "cuts": lambda directory, seed: cuts(directory, seed, times=2),
    "breaks": lambda directory, seed: breaks(directory, seed, runs=1, steps=100),
    "outage": lambda directory, seed: outage(directory, seed, seconds=30),
    "ledger": lambda directory, seed: ledger(directory, seed, parts=100_000),
    "starts": lambda directory, seed: starts(directory, seed, guilds=5),
}


@click.command()
@click.option("--only", "names", multiple=True, type=click.Choice(list(FULL)), help="Only this one; may be repeated.")
@click.option("--seed", type=int, default=None, help="What chance begins with; without it, any number.")
@click.option("--quick", is_flag=True, help="A sample of each, to see that it works.")
def main(names: tuple[str, ...], seed: int | None, quick: bool) -> None:
    """Run every promise at full size; the exit code is 1 where one is not held."""
    seed = random.randrange(1_000_000) if seed is None else seed  # noqa: S311 - chance that can be repeated
    click.echo(f"seed {seed}")
    scenarios = QUICK if quick else FULL
    sys.exit(0 if asyncio.run(_run({name: scenarios[name] for name in names or FULL}, seed)) else 1)


async def _run(scenarios: dict[str, Scenario], seed: int) -> bool:
    """Tell whether every figure is within its bar."""
    are_held = True
    for scenario in scenarios.values():
        with tempfile.TemporaryDirectory() as directory:
            async for figure in scenario(Path(directory), seed):
                click.echo(figure.line())
                are_held = are_held and figure.holds
    return are_held


if __name__ == "__main__":
    main()
