"""Kills: `kill -9` at a random instant within what people write, edit and delete over four channels."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

from benchmarks.soak.figure import Figure
from benchmarks.soak.village import HEALED_SECONDS, STEPS, Village, village

_MOST_SECONDS_BETWEEN = 0.02


async def calm(directory: Path, seed: int, *, steps: int = STEPS) -> AsyncGenerator[Figure]:
    """Let a bot be, so that what is expected of the others is seen to be what a bot shows."""
    async with village(directory, seed) as here:
        await here.scene.bot.start()
        await here.steps(steps, _MOST_SECONDS_BETWEEN)
        healed = await here.healed(asyncio.get_running_loop().time())
        here.explain(healed)
        yield Figure(f"calm, seed {seed}: all stands", healed, HEALED_SECONDS, "s")


async def kills(directory: Path, seed: int, *, runs: int, steps: int = STEPS) -> AsyncGenerator[Figure]:
    """Kill the bot once a run."""
    for run in range(runs):
        async with village(directory / f"{run}", seed + run) as here:
            await here.scene.bot.start()
            instant = here.chance.uniform(0.0, steps * _MOST_SECONDS_BETWEEN / 2)
            async with asyncio.TaskGroup() as group:
                group.create_task(_kill(here, instant))
                await here.steps(steps, _MOST_SECONDS_BETWEEN)
            # It was started again by now, and the last step was made.
            healed = await here.healed(asyncio.get_running_loop().time())
            here.explain(healed)
            yield Figure(f"kill, seed {seed + run}: all stands after the restart", healed, HEALED_SECONDS, "s")


async def _kill(here: Village, instant: float) -> None:
    await asyncio.sleep(instant)
    await here.scene.bot.kill()
    await here.scene.bot.start(ready=False)
