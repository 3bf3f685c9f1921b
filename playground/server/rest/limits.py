"""Rate limits in Discord's form: headers on every answer, 429 where a bucket is empty."""

from __future__ import annotations

import hashlib
import math
import time
from dataclasses import dataclass, field

from playground.server.wire import Json

# While limits are off, answers still carry the headers, with room that nobody uses up.
_ROOMY = 10_000


@dataclass(frozen=True, slots=True)
class Rule:
    """So many requests in so many seconds, for each top-level resource on its own."""

    requests: int
    seconds: float


@dataclass(slots=True)
class Bucket:
    """What is left of a rule for one resource, until when."""

    remaining: int
    resets_at: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a request may pass, and the headers that say so."""

    headers: dict[str, str]
    body: Json | None = None  # of the 429, where it may not pass


def usual_rules() -> dict[str, Rule]:
    """Return the rules that Discord has been seen to keep: a webhook's five in two seconds, a channel's five in five.

    A rule's name is that of its bucket. All uses of one webhook share a bucket, which is the stricter reading.
    """
    return {"webhook": Rule(5, 2.0), "channel-messages": Rule(5, 5.0)}


@dataclass(slots=True)
class RateLimits:
    """Counts requests, once `enabled`; `rules` may be changed at any time."""

    enabled: bool = False
    rules: dict[str, Rule] = field(default_factory=usual_rules)
    refused: int = 0
    _buckets: dict[tuple[str, str], Bucket] = field(default_factory=dict)
    _fingerprints: dict[str, str] = field(default_factory=dict)

    def pass_or_refuse(self, bucket: str, resource: str) -> Verdict:
        """Count a request against *bucket* for the top-level *resource* (ids or a token)."""
        rule = self.rules.get(bucket) if self.enabled else None
        now = time.time()
        if rule is None:
            return Verdict(self._headers(bucket, _ROOMY, _ROOMY - 1, now, 1.0))
        found = self._buckets.get((bucket, resource))
        if found is None or found.resets_at <= now:
            found = self._buckets[bucket, resource] = Bucket(rule.requests, now + rule.seconds)
            self._forget_the_full(now)
        wait = found.resets_at - now
        if found.remaining > 0:
            found.remaining -= 1
            return Verdict(self._headers(bucket, rule.requests, found.remaining, now, wait))
        self.refused += 1
        headers = self._headers(bucket, rule.requests, 0, now, wait)
        return Verdict(headers | _refusing(wait), _too_many(wait))

    def _headers(self, bucket: str, limit: int, remaining: int, now: float, wait: float) -> dict[str, str]:
        return {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(remaining),
            "X-RateLimit-Reset": f"{now + wait:.3f}",
            "X-RateLimit-Reset-After": f"{wait:.3f}",
            "X-RateLimit-Bucket": self._fingerprint(bucket),
        }

    def _fingerprint(self, bucket: str) -> str:
        known = self._fingerprints.get(bucket)
        if known is None:
            known = hashlib.md5(bucket.encode(), usedforsecurity=False).hexdigest()
            self._fingerprints[bucket] = known
        return known

    def _forget_the_full(self, now: float) -> None:
        if len(self._buckets) > 4096:
            self._buckets = {key: one for key, one in self._buckets.items() if one.resets_at > now}


def _refusing(wait: float) -> dict[str, str]:
    # discord.py takes a 429 without Via for a ban by the proxy in front of Discord.
    return {"Retry-After": str(math.ceil(wait)), "X-RateLimit-Scope": "user", "Via": "1.1 playground"}


def _too_many(wait: float) -> Json:
    # Rounded up, so that a client that waits exactly this long is never early.
    retry_after = math.ceil(wait * 1000) / 1000
    return {"message": "You are being rate limited.", "retry_after": retry_after, "global": False, "code": 0}
