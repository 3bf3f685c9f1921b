"""Matching apart: in a process of its own, which gives way to the relay, and takes networkx with it when it ends.

python -m bot.partners.apart < question > answer
"""

import asyncio
import os
import pickle
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from bot.ids import UserId
from bot.partners.matching import Candidate, Two, matched

_NICENESS: Final = 10
_LONGEST_SECONDS: Final = 600.0


async def matched_apart(
    candidates: Sequence[Candidate], meetings: Mapping[Two, int], apart: Collection[Two]
) -> Sequence[tuple[UserId, UserId]]:
    """Return what `matched` does; the event loop is free meanwhile.

    Raises:
        RuntimeError: The process failed; what it wrote about that stands in the log.
        subprocess.TimeoutExpired: It took ten minutes, and was ended.
    """
    question = pickle.dumps((list(candidates), dict(meetings), set(apart)))
    command = [sys.executable, "-m", __name__]
    # Not asyncio's: uvloop forks, which holds the loop, and can hang where a library stands before the system's own.
    ended = await asyncio.to_thread(
        subprocess.run, command, input=question, stdout=subprocess.PIPE, timeout=_LONGEST_SECONDS, check=False
    )
    if ended.returncode:
        raise RuntimeError(f"matching ended with {ended.returncode}")
    pairs: Sequence[tuple[UserId, UserId]] = pickle.loads(ended.stdout)  # noqa: S301 - our own process wrote it
    return pairs


def _answer() -> None:
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    question = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process asks
    pickle.dump(matched(*question), sys.stdout.buffer)


if __name__ == "__main__":
    _answer()
