"""Bursts, which have a benchmark of their own: many messages at once into one channel."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from benchmarks.soak.figure import Figure


async def bursts(_directory: Path, _seed: int) -> AsyncIterator[Figure]:
    """Run it, and let its lines be seen."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "benchmarks.burst")
    yield Figure("bursts: exit code after the figures above", float(await process.wait()), 0.0)
