"""The bot's text-free trace of its relays, read over HTTP."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import aiohttp


@dataclass(frozen=True, slots=True)
class Relay:
    """One message that reached one channel, by the bot's account.

    Attributes:
        number: Counts up from 1.
        parts: How many messages stand for it there.
    """

    number: int
    source_id: int
    destination_id: int
    translator: str
    is_provisional: bool
    parts: int


class RelayReader:
    """Reads the relays that it has not read yet, for as long as the context lasts."""

    def __init__(self, address: str) -> None:
        self._url = f"http://{address}/relays"
        self._last = 0
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=1.0), trust_env=False)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def read(self) -> Sequence[Relay]:
        """Return the new relays, oldest first; none where the bot does not answer."""
        if self._session is None:
            return ()
        try:
            async with self._session.get(self._url, params={"after": str(self._last)}) as answer:
                answer.raise_for_status()
                told = (await answer.json())["relays"]
                relays = sorted((_relay(one) for one in told), key=lambda relay: relay.number)
        except (aiohttp.ClientError, TimeoutError, ValueError, LookupError, TypeError):
            return ()
        if relays:
            self._last = relays[-1].number
        return relays


def _relay(told: dict[str, str | int]) -> Relay:
    return Relay(
        number=int(told["number"]),
        source_id=int(told["source_id"]),
        destination_id=int(told["destination_id"]),
        translator=str(told["translator"]),
        is_provisional=told["quality"] == "provisional",
        parts=int(told["parts"]),
    )
