"""A pace: a burst of work spread over the event loop's rounds, so that it holds up nothing else."""

import asyncio
from collections import deque


class Pace:
    """Lets at most *most* callers pass in one round of the event loop, in the order in which they came."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._left = most
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def turn(self) -> None:
        """Return when it is this caller's turn: at once, unless many came before in this round."""
        loop = asyncio.get_running_loop()
        if self._left == self._most:
            loop.call_soon(self._next_round)
        if self._left:
            self._left -= 1
            return
        passed = loop.create_future()
        self._waiting.append(passed)
        await passed

    def _next_round(self) -> None:
        self._left = self._most
        while self._left and self._waiting:
            passed = self._waiting.popleft()
            if not passed.done():  # a caller may have given up
                passed.set_result(None)
                self._left -= 1
        if self._left < self._most:
            asyncio.get_running_loop().call_soon(self._next_round)
