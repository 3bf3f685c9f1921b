"""Discord's webhook routes over HTTP: one request, its limits, and what became of it.

discord.py's own webhook client repeats a POST after every 5xx, and so posts twice where the
success was lost. Here a request is repeated only when Discord said that it did not count (429).
"""

import asyncio
import json
import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import aiohttp
import structlog
from cachetools import TTLCache

from bot.discord_adapter.failures import code_in, refusal
from bot.discord_adapter.files import Attached, Fetched, form_of
from bot.discord_adapter.invalid_requests import InvalidRequests
from bot.discord_adapter.limits import Kind, Limits
from bot.errors import FateUnknown, NotApplied, WebhookGone
from bot.ids import ChannelId, MessageId
from bot.relay.landing import LANDING_SECONDS
from bot.relay.webhook import Webhook

_log = structlog.stdlib.get_logger(__name__)

# Discord blocks clients that do not say who they are (reference, "User Agent").
_USER_AGENT: Final = "DiscordBot (Qiao, 0.1)"
_METHODS: Final = {Kind.CREATE: "POST", Kind.EDIT: "PATCH", Kind.DELETE: "DELETE"}

_OK: Final = 200
_NO_CONTENT: Final = 204
_TOO_MANY_REQUESTS: Final = 429
_UNKNOWN_WEBHOOK: Final = 10015

_TRIES: Final = 5
_MOST_LANDING: Final = 10_000  # edits at once of which nobody knows what became of them
# What to wait after a 429 that names no time: Cloudflare's page, not Discord's answer.
_RETRY_AFTER_SECONDS: Final = 5.0
_LONGEST_WAIT_SECONDS: Final = 3600.0
_SLOWEST_BYTES_PER_SECOND: Final = 2**18  # at which files are still waited for

REQUEST_SECONDS: Final = 10.0
"""The longest that one request without files takes; the lease of a lane must outlive it."""


class Permit(Protocol):
    """Says where this process may speak, where it is not the only one."""

    def seconds_left(self, destination_id: ChannelId) -> float:
        """Return for how long it may speak in a channel."""
        ...


@dataclass(frozen=True, slots=True)
class Receipt:
    """What Discord says of a message that it posted."""

    message_id: MessageId
    channel_id: ChannelId


@dataclass(frozen=True, slots=True)
class _Answer:
    """A whole answer."""

    status: int
    headers: Mapping[str, str]
    payload: bytes


class WebhookApi:
    """Posts, edits and deletes through webhooks. Make one inside a running event loop.

    Every method waits for its turn under the webhook's rate limit and raises what `refusal`
    returns; `NotApplied` where the request provably had no effect, `FateUnknown` where nobody
    can say. A webhook that was gone once is never asked again: Discord restricts those who
    repeat a 404 ("Invalid Request Limit"). An edit waits until an earlier one of its message whose
    fate is unknown can land no more: it would be undone.

    Args:
        api_url: Where Discord's REST API stands, with its version.
        request_seconds: How long one request may take, waiting for its turn not counted.
        invalid_requests: Where answers are noted that Discord counts against us.
        permit: Tells for how long we may speak in a channel; None: for good. A request that might outlast it is
            `NotApplied`.
    """

    def __init__(
        self,
        api_url: str,
        request_seconds: float = REQUEST_SECONDS,
        *,
        invalid_requests: InvalidRequests,
        permit: Permit | None = None,
    ) -> None:
        self._api_url = api_url.rstrip("/")
        self._invalid_requests = invalid_requests
        self._request_seconds = request_seconds
        self._permit = permit
        self._limits = Limits()
        self._gone: set[Webhook] = set()
        self._landing: TTLCache[MessageId, float] = TTLCache(_MOST_LANDING, LANDING_SECONDS)  # until when it may
        self._session = aiohttp.ClientSession(
            # Connecting has a shorter time of its own, because its failure proves that nothing was
            # sent, and the total timeout's does not.
            timeout=aiohttp.ClientTimeout(total=request_seconds, connect=request_seconds / 2),
            headers={"User-Agent": _USER_AGENT},
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
        )

    async def post(
        self,
        webhook: Webhook,
        body: Mapping[str, object],
        files: Sequence[Fetched] = (),
        thread_id: ChannelId | None = None,
        *,
        is_leased: bool = True,
    ) -> Receipt:
        """Post a message, in a thread of the webhook's channel if one is named; return its id and where it stands.

        Where it is no lane that speaks, the channel need not be leased.
        """
        query = "?wait=true" if thread_id is None else f"?wait=true&thread_id={thread_id}"
        answer = await self._call(Kind.CREATE, webhook, query, body, files, is_leased=is_leased)
        try:
            message = json.loads(answer.payload)
            return Receipt(MessageId(int(message["id"])), ChannelId(int(message["channel_id"])))
        except (ValueError, KeyError, TypeError):
            raise FateUnknown(status=answer.status, reason="unreadable receipt") from None

    async def patch(
        self,
        webhook: Webhook,
        message_id: MessageId,
        body: Mapping[str, object],
        thread_id: ChannelId | None = None,
        *,
        is_leased: bool = True,
    ) -> tuple[Attached, ...]:
        """Edit a message that this webhook posted, and return what hangs on it then.

        Where it is no lane that does, the channel need not be leased.
        """
        path = _message_path(message_id, thread_id)
        if (until := self._landing.get(message_id)) is not None:
            await asyncio.sleep(until - time.monotonic())
        try:
            return _attached(await self._call(Kind.EDIT, webhook, path, body, is_leased=is_leased))
        except FateUnknown:
            self._landing[message_id] = time.monotonic() + LANDING_SECONDS
            raise

    async def delete(self, webhook: Webhook, message_id: MessageId, thread_id: ChannelId | None = None) -> None:
        """Delete a message that this webhook posted."""
        answer = await self._call(Kind.DELETE, webhook, _message_path(message_id, thread_id), None)
        if answer.status != _NO_CONTENT:
            raise FateUnknown(status=answer.status, reason="unreadable receipt")

    def wait(self, webhook: Webhook, posts: int) -> float:
        """Return for how many seconds the last of *posts* would wait for its turn, as far as limits are known."""
        return self._limits.wait(webhook.id, Kind.CREATE, posts)

    async def close(self) -> None:
        """Close all connections."""
        await self._session.close()

    async def _call(
        self,
        kind: Kind,
        webhook: Webhook,
        path: str,
        body: Mapping[str, object] | None,
        files: Sequence[Fetched] = (),
        *,
        is_leased: bool = True,
    ) -> _Answer:
        url = f"{self._api_url}/webhooks/{webhook.id}/{webhook.token}{path}"
        for _ in range(_TRIES):
            async with self._limits.turn(webhook.id, kind):
                if webhook in self._gone:
                    raise WebhookGone(code=_UNKNOWN_WEBHOOK)
                if (
                    kind is not Kind.DELETE and is_leased
                ):  # what goes may go late, and by whoever: an erasure works beside the lanes
                    self._demand_time(webhook.channel_id)
                answer = await self._exchange(_METHODS[kind], url, body, files)
                self._invalid_requests.answered(answer.status, answer.headers)
                self._limits.learn(webhook.id, kind, answer.headers)
                if answer.status != _TOO_MANY_REQUESTS:
                    return self._judged(webhook, answer)
                self._close(webhook, kind, answer)
        raise NotApplied(status=_TOO_MANY_REQUESTS)

    def _demand_time(self, channel_id: ChannelId) -> None:
        """Refuse a request that may still be under way when another process speaks in the channel."""
        if self._permit is not None and self._permit.seconds_left(channel_id) <= self._request_seconds:
            raise NotApplied(reason="lease")

    def _judged(self, webhook: Webhook, answer: _Answer) -> _Answer:
        """Return a success; raise what anything else means."""
        if answer.status in {_OK, _NO_CONTENT}:
            return answer
        failure = refusal(answer.status, code_in(answer.payload))
        if isinstance(failure, WebhookGone):
            self._gone.add(webhook)
        raise failure

    async def _exchange(
        self, method: str, url: str, body: Mapping[str, object] | None, files: Sequence[Fetched]
    ) -> _Answer:
        """Send one request and read the whole answer.

        aiohttp repeats a request on a stale connection only if its method is idempotent: DELETE
        here, never POST nor PATCH. Redirects are not followed, because that would repeat a POST.
        """
        try:
            if body is None or not files:
                return await self._sent(method, url, json=body)
            async with form_of(body, files) as form:
                return await self._sent(method, url, data=form, timeout=self._patience_with(files))
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            # Raised only where no connection came to be, so no byte of the request has left us.
            reason = type(error).__name__
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            # All else may have struck after the request was written, a connection that the
            # server closed while it was idle included: it cannot be told from a lost answer.
            raise FateUnknown(reason=type(error).__name__) from None
        # Their texts hold the URL, and the URL holds the webhook's token: nothing of it goes on.
        raise NotApplied(reason=reason)

    async def _sent(self, method: str, url: str, **what: Any) -> _Answer:
        async with self._session.request(method, url, allow_redirects=False, **what) as response:
            return _Answer(response.status, response.headers, await response.read())

    def _patience_with(self, files: Sequence[Fetched]) -> aiohttp.ClientTimeout:
        more = sum(one.file.size for one in files) / _SLOWEST_BYTES_PER_SECOND
        return aiohttp.ClientTimeout(total=self._request_seconds + more, connect=self._request_seconds / 2)

    def _close(self, webhook: Webhook, kind: Kind, answer: _Answer) -> None:
        """Obey a 429: wait as long as it says, on this webhook or on all."""
        seconds, is_global = _wait_of(answer)
        _log.warning("rate limited", webhook=webhook.id, kind=kind.name, seconds=seconds, is_global=is_global)
        if is_global:
            self._limits.close_all(seconds)
        else:
            self._limits.close(webhook.id, kind, seconds)


def _attached(answer: _Answer) -> tuple[Attached, ...]:
    """Return what hangs on a message after an edit."""
    try:
        told = json.loads(answer.payload).get("attachments", ())
        return tuple(Attached(str(one["id"]), str(one["filename"]), int(one["size"])) for one in told)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise FateUnknown(status=answer.status, reason="unreadable receipt") from None


def _message_path(message_id: MessageId, thread_id: ChannelId | None) -> str:
    return f"/messages/{message_id}" if thread_id is None else f"/messages/{message_id}?thread_id={thread_id}"


def _wait_of(answer: _Answer) -> tuple[float, bool]:
    """Return how many seconds a 429 asks to wait, and whether for everything that we send."""
    try:
        body = json.loads(answer.payload)
        seconds = float(body["retry_after"])
        is_global = bool(body.get("global")) or answer.headers.get("X-RateLimit-Scope") == "global"
    except (ValueError, KeyError, TypeError, AttributeError):
        # Not Discord's JSON: Cloudflare refuses the address, whatever it asks for.
        seconds, is_global = _retry_after(answer.headers), True
    if not math.isfinite(seconds):
        seconds = _RETRY_AFTER_SECONDS
    return min(max(seconds, 0.0), _LONGEST_WAIT_SECONDS), is_global


def _retry_after(headers: Mapping[str, str]) -> float:
    try:
        return float(headers["Retry-After"])
    except (KeyError, ValueError):
        return _RETRY_AFTER_SECONDS
