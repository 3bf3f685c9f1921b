"""Cuts: the line to the gateway breaks again and again under traffic, and many a resume is refused."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

from benchmarks.soak.figure import Figure
from benchmarks.soak.village import HEALED_SECONDS, Village, village

_EVERY_SECONDS = 0.05  # 20 messages a second
_MOST_SECONDS_BETWEEN = 8.0  # a session that begins anew waits for 5 s: some cuts fall into that, some do not


async def cuts(
    directory: Path, seed: int, *, times: int, most_seconds_between: float = _MOST_SECONDS_BETWEEN
) -> AsyncGenerator[Figure]:
    """Cut the line so many *times*; every second session, in an order left to chance, cannot be resumed."""
    async with village(directory, seed) as here:
        await here.scene.bot.start()
        resumes = [number % 2 == 0 for number in range(times)]
        here.chance.shuffle(resumes)
        cutting = asyncio.get_running_loop().create_task(_cut(here, resumes, most_seconds_between))
        while not cutting.done():
            here.write()
            await asyncio.sleep(_EVERY_SECONDS)
        await cutting
        healed = await here.healed(asyncio.get_running_loop().time())
        name = f"cuts, seed {seed}: after {times} under {len(here.notes)} messages all stands"
        here.explain(healed)
        yield Figure(name, healed, HEALED_SECONDS, "s")


async def _cut(here: Village, resumes: list[bool], most_seconds_between: float) -> None:
    for resume in resumes:
        await asyncio.sleep(here.chance.uniform(0.2, most_seconds_between))
        here.scene.server.gateway.drop(resume=resume)
