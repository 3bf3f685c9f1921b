"""What was asked over REST, for tests and for whoever watches."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass

from playground.server.events import Observers
from playground.server.wire import Json

KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Request:
    """One request and the status of its answer; 0 where the connection was broken."""

    method: str
    route: str
    path: str
    status: int


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request with both bodies, for those who check them."""

    request: Request
    sent: Json | None
    answered: str


class Traffic:
    """The log of requests, and those who are told of each."""

    def __init__(self) -> None:
        self.log: deque[Request] = deque(maxlen=KEPT)
        self.exchanges: Observers[Exchange] = Observers()

    def note(self, request: Request, sent: Json | None, answered: str) -> None:
        """Remember *request*, and tell whoever wants the bodies."""
        self.log.append(request)
        if self.exchanges:
            self.exchanges.tell(Exchange(request, sent, answered))

    def count(self) -> Counter[tuple[str, str]]:
        """Return how often each (method, route) was asked."""
        return Counter((one.method, one.route) for one in self.log)
