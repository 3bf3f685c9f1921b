"""What participation costs: recording a message, and reading the sums of a large community.

python -m benchmarks.participation [--seed N] [--quick] [--only recording|delay|standing]
"""

import asyncio
import random
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Final

import click

from benchmarks.participation.recording import delay, recording
from benchmarks.participation.standing import standing
from benchmarks.soak.figure import Figure
from bot.cli.main import event_loop_factory
from tests.postgres import MISSING, programs, serving

Part = Callable[[Sequence[str], str, int, int], AsyncIterator[Figure]]

_MEMBERS: Final = 1_000_000
_FEW_MEMBERS: Final = 20_000


def _recording(urls: Sequence[str], name: str, seed: int, members: int) -> AsyncIterator[Figure]:
    return recording(urls[0], name, seed, share=0.1 if members <= _FEW_MEMBERS else 1)


def _delay(urls: Sequence[str], name: str, seed: int, members: int) -> AsyncIterator[Figure]:
    return delay(urls[0], name, seed, share=0.1 if members <= _FEW_MEMBERS else 1)


def _standing(urls: Sequence[str], name: str, seed: int, members: int) -> AsyncIterator[Figure]:
    return standing(urls[0], urls[1], name, seed, members=members)


_PARTS: Final[dict[str, Part]] = {"recording": _recording, "delay": _delay, "standing": _standing}


@click.command()
@click.option("--only", "names", multiple=True, type=click.Choice(list(_PARTS)), help="Only this one; may be repeated.")
@click.option("--on", "kinds", multiple=True, type=click.Choice(["sqlite", "postgres"]), help="Only this database.")
@click.option("--seed", type=int, default=None, help="What chance begins with; without it, any number.")
@click.option("--members", default=_MEMBERS, show_default=True, help="Of the guild whose sums are read.")
@click.option("--quick", is_flag=True, help="A sample of each: to see that it works.")
def main(names: tuple[str, ...], kinds: tuple[str, ...], seed: int | None, members: int, quick: bool) -> None:
    """Measure, and print a line a figure; the exit code is 1 where one is not held."""
    if seed is None:
        seed = random.SystemRandom().randrange(1 << 32)
    click.echo(f"seed {seed}")
    members = _FEW_MEMBERS if quick else members
    with asyncio.Runner(loop_factory=event_loop_factory()) as runner:
        held = runner.run(_all_held(names or tuple(_PARTS), kinds or ("sqlite", "postgres"), seed, members))
    raise SystemExit(0 if held else 1)


async def _all_held(names: tuple[str, ...], kinds: tuple[str, ...], seed: int, members: int) -> bool:
    held = True
    for name in names:
        if "sqlite" in kinds:
            with tempfile.TemporaryDirectory(prefix="qiao-participation-") as directory:
                urls = [f"sqlite:///{Path(directory) / file}" for file in ("qiao.db", "other.db")]
                held &= await _held(_PARTS[name](urls, "SQLite", seed, members))
        if "postgres" in kinds:
            if (found := programs()) is None:
                click.echo(f"{name} on PostgreSQL: not tried, {MISSING}")
                continue
            with serving(found) as server:
                async with server.database() as url, server.database() as other:
                    held &= await _held(_PARTS[name]([url, other], "PostgreSQL", seed, members))
    return held


async def _held(figures: AsyncIterator[Figure]) -> bool:
    held = True
    async for figure in figures:
        click.echo(figure.line())
        held &= figure.holds
    return held


if __name__ == "__main__":
    main()
