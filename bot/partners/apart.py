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
        TimeoutError: It took ten minutes, and was ended.
    """
    question = pickle.dumps((list(candidates), dict(meetings), set(apart)))
    pipe = subprocess.PIPE
    # Not asyncio's: with uvloop that forks the whole process, which holds the loop.
    process = await asyncio.to_thread(subprocess.Popen, [sys.executable, "-m", __name__], stdin=pipe, stdout=pipe)
    try:
        async with asyncio.timeout(_LONGEST_SECONDS):
            answer, _ = await asyncio.to_thread(process.communicate, question)
    finally:
        process.kill()  # which it is past, unless nobody waits for it any more
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
