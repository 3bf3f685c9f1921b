"""Kills: `kill -9` at a random instant within what people write, edit and delete over four channels."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from benchmarks.soak.figure import Figure
from benchmarks.soak.village import HEALED_SECONDS, STEPS, Village, village

_PACE_SECONDS = 0.02  # twice the mean pause between two steps


async def kills(directory: Path, seed: int, *, runs: int, steps: int = STEPS) -> AsyncIterator[Figure]:
    """Kill the bot once a run; run 0 is left undisturbed, so that what is expected is what a bot shows."""
    for run in range(runs + 1):
        async with village(directory / f"{run}", seed + run) as here:
            await here.scene.bot.start()
            restarted = await _disturbed(here, steps) if run else await _undisturbed(here, steps)
            healed = await here.healed(restarted)
            name = f"kill, seed {seed + run}: all stands after the restart"
            yield Figure(name if run else f"no kill, seed {seed}: all stands", healed, HEALED_SECONDS, "s")
            here.explain(healed)


async def _undisturbed(here: Village, steps: int) -> float:
    await here.steps(steps, _PACE_SECONDS)
    return asyncio.get_running_loop().time()


async def _disturbed(here: Village, steps: int) -> float:
    """Return when the bot was started again, or when the last step was made, whatever is later."""
    loop = asyncio.get_running_loop()
    instant = here.chance.uniform(0.0, steps * _PACE_SECONDS / 2)

    async def kill() -> None:
        await asyncio.sleep(instant)
        await here.scene.bot.kill()
        await here.scene.bot.start(ready=False)

    async with asyncio.TaskGroup() as group:
        group.create_task(kill())
        await here.steps(steps, _PACE_SECONDS)
    return loop.time()
