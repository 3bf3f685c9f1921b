"""Bringing partners together: how long it takes, and how long the event loop is held meanwhile.

    python -m benchmarks.partners [MEMBERS ...]

The pairs of a week are made in a process of their own, as the bot makes them, while a watch looks every 5 ms how long
the event loop's thread was at work since. From week to week everybody has met some others; some have blocked
each other.
"""

import asyncio
import random
import sys
import time
from typing import Final

from bot.ids import UserId
from bot.partners.apart import matched_apart
from bot.partners.matching import Candidate, Two, two
from bot.partners.model import Level
from bot.prompts.model import Theme

_SIZES: Final = (100, 300, 1000)
_WEEKS: Final = 10
_EVERY_SECONDS: Final = 0.005


def crowd(members: int) -> list[Candidate]:
    """Return as many members of each of two tongues, with hours and interests as they come."""
    chance = random.Random(1)  # noqa: S311 - the same ones each time
    return [
        Candidate(
            UserId(number + 1),
            ("en", "zh")[number % 2],
            chance.choice(list(Level)),
            frozenset(chance.sample(list(Theme), 4)),
            frozenset(range(hour := chance.randrange(20), hour + 4)),
        )
        for number in range(members)
    ]


async def watched(candidates: list[Candidate], meetings: dict[Two, int], apart: set[Two]) -> tuple[float, float, int]:
    """Make the pairs; return seconds, the longest hold of the loop in seconds, and how many pairs there are."""
    longest, is_over = 0.0, False

    async def watch() -> None:
        nonlocal longest
        while not is_over:
            began = time.thread_time()  # what this thread itself does: what others do on the machine holds nothing
            await asyncio.sleep(_EVERY_SECONDS)
            longest = max(longest, time.thread_time() - began)

    async with asyncio.TaskGroup() as group:
        group.create_task(watch())
        began = time.perf_counter()
        pairs = await matched_apart(candidates, meetings, apart)
        seconds, is_over = time.perf_counter() - began, True
    for pair in pairs:
        meetings[pair] = meetings.get(pair, 0) + 1
    return seconds, longest, len(pairs)


async def measure(members: int) -> None:
    """Print what a week takes, after some."""
    candidates, meetings = crowd(members), dict[Two, int]()
    chance = random.Random(2)  # noqa: S311 - likewise
    apart = {two(*(one.user_id for one in chance.sample(candidates, 2))) for _ in range(members // 10)}
    weeks = _WEEKS if members <= _SIZES[1] else 3
    figures = [await watched(candidates, meetings, apart) for _ in range(weeks)]
    again = sum(count - 1 for count in meetings.values())
    print(  # noqa: T201 - what it is for
        f"{members:5} members: {max(one[0] for one in figures):6.2f} s at most in {weeks} weeks, "
        f"loop held {1000 * max(one[1] for one in figures):5.1f} ms at most, "
        f"{figures[-1][2]} pairs, {again} repeated"
    )


def main() -> None:
    """Measure each size."""
    for members in map(int, sys.argv[1:] or _SIZES):
        asyncio.run(measure(members))


if __name__ == "__main__":
    main()
