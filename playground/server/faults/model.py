"""What can be made to go wrong, over REST and on the gateway."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """What goes wrong with a request."""

    STATUS = "status"  # an error status; the effect happens only if asked for
    RESET_BEFORE = "reset-before"  # the connection breaks and nothing happens
    RESET_AFTER = "reset-after"  # it happens, then the connection breaks
    RESET_THEN_EFFECT = "reset-then-effect"  # the connection breaks now, and it happens some seconds later
    DELAY = "delay"  # it happens some seconds later, and the answer comes then


class GatewayKind(Enum):
    """What goes wrong on the gateway."""

    DROP = "drop"  # the connection breaks before the event is heard
    DUPLICATE = "duplicate"  # the event is told twice
    LATE = "late"  # the event is told some seconds later, after those that follow it
    REFUSE_RESUME = "refuse-resume"  # a RESUME is answered with INVALID_SESSION


@dataclass(slots=True, kw_only=True)
class Chance:
    """How often something strikes.

    The first *after* matches are let go; then it strikes the *share* of them that the *seed* picks, *times* at most
    (None: for ever). `hits` counts.
    """

    times: int | None = 1
    share: float = 1.0
    seed: int = 0
    after: int = 0
    hits: int = 0
    _dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)  # noqa: S311 - chance that can be repeated, not secrecy

    def falls(self) -> bool:
        """Say whether this match is struck, and count it."""
        if self.times is not None and self.hits >= self.times:
            return False
        if self.after > 0:
            self.after -= 1
            return False
        if self.share < 1.0 and self._dice.random() >= self.share:
            return False
        self.hits += 1
        return True


@dataclass(slots=True)
class Fault(Chance):
    """One instruction for requests: what goes wrong, where, how often.

    *method* and *route* match when empty or equal (the route as in Discord's OpenAPI document, such as
    `/webhooks/{webhook_id}/{webhook_token}`). A status with a *code* is a refusal of Discord's own; without, it
    comes from something before it.
    """

    kind: Kind
    method: str = ""
    route: str = ""
    status: int = 500
    code: int | None = None
    seconds: float = 0.0
    has_effect: bool = False

    def strikes(self, method: str, route: str) -> bool:
        """Say whether this request is hit, and count it."""
        return self.method in ("", method) and self.route in ("", route) and self.falls()


@dataclass(slots=True)
class GatewayFault(Chance):
    """One instruction for the gateway: what goes wrong, with which events, how often.

    *event* matches when empty or equal. A drop ends with the close *code*, or as a lost line does; without *resume*
    the session ends too.
    """

    kind: GatewayKind
    event: str = ""
    seconds: float = 0.0
    resume: bool = True
    code: int | None = None

    def strikes(self, event: str) -> bool:
        """Say whether this event is hit, and count it."""
        return self.event in ("", event) and self.falls()
