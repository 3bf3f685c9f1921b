"""Rate limits in Discord's form: headers on every answer, 429 where a bucket is empty."""

from __future__ import annotations

import hashlib
import math
import time
from dataclasses import dataclass, field

from playground.server.wire import Json

# While limits are off, answers still carry the headers, with room that nobody uses up.
_ROOMY = 10_000

# The rule of all that one bot, person or address asks, and the rule of every route that has none of its own.
GLOBAL, OTHERS = "global", "others"
# Limits that no header tells of: of what webhooks say in a channel, and of a channel's name and topic.
CHANNEL_MINUTE, CHANNEL_NAME = "channel-minute", "channel-name"


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
class Ask:
    """What a request counts against.

    *bucket* with its top-level *resource* (ids or a token) is announced in headers; *unannounced* are names of limits
    that are not, with their resources. *asker* is a bot, a person or an address; None where the global limit does
    not hold, as for interactions.
    """

    bucket: str
    resource: str
    asker: str | None
    unannounced: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a request may pass, and the headers that say so."""

    headers: dict[str, str]
    body: Json | None = None  # of the 429, where it may not pass


def usual_rules() -> dict[str, Rule]:
    """Return the rules that Discord has been seen to keep: a webhook's five in two seconds, a channel's five in five.

    A rule's name is that of its bucket. All uses of one webhook share a bucket, which is the stricter reading. Fifty
    requests a second in all are documented; the rule of the other routes is an assumption.
    """
    return {
        "webhook": Rule(5, 2.0),
        "channel-messages": Rule(5, 5.0),
        "channel-reactions": Rule(1, 0.25),
        OTHERS: Rule(10, 1.0),
        GLOBAL: Rule(50, 1.0),
        CHANNEL_NAME: Rule(2, 600.0),
    }


def strict_rules() -> dict[str, Rule]:
    """Return the usual rules, and the thirty a minute that webhooks may say in a channel."""
    return usual_rules() | {CHANNEL_MINUTE: Rule(30, 60.0)}


@dataclass(slots=True)
class RateLimits:
    """Counts requests, once `enabled`; `rules` may be changed at any time."""

    enabled: bool = False
    rules: dict[str, Rule] = field(default_factory=usual_rules)
    refused: int = 0
    _buckets: dict[tuple[str, str], Bucket] = field(default_factory=dict)
    _fingerprints: dict[str, str] = field(default_factory=dict)
    _roomy: dict[str, tuple[float, dict[str, str]]] = field(default_factory=dict)

    def roomy(self, bucket: str) -> dict[str, str]:
        """Return the headers of *bucket* while limits are off."""
        now = time.time()
        made_at, headers = self._roomy.get(bucket, (0.0, {}))
        if now - made_at > 0.5:
            headers = self._headers(bucket, _ROOMY, _ROOMY - 1, now, 1.0)
            self._roomy[bucket] = (now, headers)
        return headers.copy()

    def pass_or_refuse(self, ask: Ask) -> Verdict:
        """Count a request, unless it is refused."""
        now = time.time()
        if ask.asker is not None and (wait := self._wait(GLOBAL, ask.asker, now)):
            return self._refusal("global", wait, {"X-RateLimit-Global": "true"})
        rule = self.rules.get(ask.bucket) or self.rules.get(OTHERS)
        if rule is None:
            headers = self._headers(ask.bucket, _ROOMY, _ROOMY - 1, now, 1.0)
        else:
            bucket = self._bucket(ask.bucket, rule, ask.resource, now)
            refused = bucket.remaining == 0
            bucket.remaining = max(0, bucket.remaining - 1)
            headers = self._headers(ask.bucket, rule.requests, bucket.remaining, now, bucket.resets_at - now)
            if refused:
                return self._refusal("user", bucket.resets_at - now, headers)
        for name, resource in ask.unannounced:
            if wait := self._wait(name, resource, now):
                return self._refusal("shared", wait, headers)
        return Verdict(headers)

    def _wait(self, name: str, resource: str, now: float) -> float:
        """Count against a rule that is not announced; return how long to wait, nought where it may pass."""
        rule = self.rules.get(name)
        if rule is None:
            return 0.0
        bucket = self._bucket(name, rule, resource, now)
        if bucket.remaining == 0:
            return bucket.resets_at - now
        bucket.remaining -= 1
        return 0.0

    def _bucket(self, name: str, rule: Rule, resource: str, now: float) -> Bucket:
        found = self._buckets.get((name, resource))
        if found is None or found.resets_at <= now:
            found = self._buckets[name, resource] = Bucket(rule.requests, now + rule.seconds)
            self._forget_the_full(now)
        return found

    def _refusal(self, scope: str, wait: float, headers: dict[str, str]) -> Verdict:
        self.refused += 1
        # discord.py takes a 429 without Via for a ban by the proxy in front of Discord.
        told = {"Retry-After": str(math.ceil(wait)), "X-RateLimit-Scope": scope, "Via": "1.1 playground"}
        # Rounded up, so that a client that waits exactly this long is never early.
        retry_after = math.ceil(wait * 1000) / 1000
        what = "The resource is" if scope == "shared" else "You are"
        body = {"message": f"{what} being rate limited.", "retry_after": retry_after, "global": scope == "global"}
        return Verdict(headers | told, body | {"code": 0})

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
