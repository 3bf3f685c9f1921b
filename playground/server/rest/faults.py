"""Faults on command: answers that lie, connections that break before, after or long before the effect."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from enum import Enum, auto


class Kind(Enum):
    """What goes wrong with a request."""

    STATUS = auto()  # an error status; the effect happens only if asked for
    RESET_BEFORE = auto()  # the connection breaks and nothing happens
    RESET_AFTER = auto()  # it happens, then the connection breaks
    RESET_THEN_EFFECT = auto()  # the connection breaks now, and it happens some seconds later
    DELAY = auto()  # it happens some seconds later, and the answer comes then


@dataclass(slots=True)
class Fault:
    """One instruction: what goes wrong, where, how often.

    *method* and *route* match when empty or equal (the route as in Discord's OpenAPI document, such as
    `/webhooks/{webhook_id}/{webhook_token}`). It strikes the *share* of matching requests that the seed
    picks, *times* at most (None: for ever). A status with a *code* is a refusal of Discord's own; without, it
    comes from something before it. `hits` counts.
    """

    kind: Kind
    method: str = ""
    route: str = ""
    times: int | None = 1
    share: float = 1.0
    status: int = 500
    code: int | None = None
    seconds: float = 0.0
    has_effect: bool = False
    hits: int = 0
    seed: int = 0
    _chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)  # noqa: S311  # chance that can be repeated, not secrecy

    def strikes(self, method: str, route: str) -> bool:
        """Say whether this request is hit, and count it."""
        if self.times is not None and self.hits >= self.times:
            return False
        if self.method not in ("", method) or self.route not in ("", route):
            return False
        if self.share < 1.0 and self._chance.random() >= self.share:
            return False
        self.hits += 1
        return True


class Faults:
    """The instructions in force; the first that strikes is the one."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Put *fault* in force and return it, so that its hits can be read."""
        self._faults.append(fault)
        return fault

    def clear(self) -> None:
        """Let everything work again."""
        self._faults.clear()

    def pick(self, method: str, route: str) -> Fault | None:
        """Return the fault that strikes this request, if any."""
        for fault in self._faults:
            if fault.strikes(method, route):
                return fault
        return None
