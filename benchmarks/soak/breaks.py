"""Breaks: on any route, 2 % of requests each are reset before their effect, after it, a second ahead of it, or fail."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

from benchmarks.soak.figure import Figure
from benchmarks.soak.village import HEALED_SECONDS, STEPS, village
from playground.server.faults.model import Fault, Kind

_SHARE = 0.02
_MOST_SECONDS_BETWEEN = 0.2
_KINDS = (Kind.RESET_BEFORE, Kind.RESET_AFTER, Kind.RESET_THEN_EFFECT, Kind.STATUS)


async def breaks(
    directory: Path,
    seed: int,
    *,
    runs: int,
    steps: int = STEPS,
    most_seconds_between: float = _MOST_SECONDS_BETWEEN,
) -> AsyncGenerator[Figure]:
    """Break requests from the start of a bot until all stands."""
    for run in range(runs):
        async with village(directory / f"{run}", seed + run) as here:
            faults = [
                Fault(kind, times=None, share=_SHARE, seed=seed + run + at, seconds=1.0, status=500)
                for at, kind in enumerate(_KINDS)
            ]
            for fault in faults:
                here.scene.server.faults.add(fault)
            await here.scene.bot.start()
            await here.steps(steps, most_seconds_between)
            healed = await here.healed(asyncio.get_running_loop().time())
            struck = sum(fault.hits for fault in faults)
            name = f"breaks, seed {seed + run}: with {struck} broken requests all stands"
            here.explain(healed)
            yield Figure(name, healed, HEALED_SECONDS, "s")
