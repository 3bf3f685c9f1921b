"""Matching apart: in a process of its own, which gives way to the relay, and takes networkx with it when it ends.

python -m bot.partners.apart < question > answer
"""

import asyncio
import os
import pickle
import sys
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from bot.ids import UserId
from bot.partners.matching import Candidate, Two, matched

_NICENESS: Final = 10


async def matched_apart(
    candidates: Sequence[Candidate], meetings: Mapping[Two, int], apart: Collection[Two]
) -> Sequence[tuple[UserId, UserId]]:
    """Return what `matched` does; the event loop is free meanwhile.

    Raises:
        RuntimeError: The process failed; what it wrote about that stands in the log.
    """
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", __name__, stdin=pipe, stdout=pipe)
    try:
        answer, _ = await process.communicate(pickle.dumps((list(candidates), dict(meetings), set(apart))))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise RuntimeError(f"matching ended with {process.returncode}")
    pairs: Sequence[tuple[UserId, UserId]] = pickle.loads(answer)  # noqa: S301 - our own process wrote it
    return pairs


def _answer() -> None:
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    question = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process asks
    pickle.dump(matched(*question), sys.stdout.buffer)


if __name__ == "__main__":
    _answer()
