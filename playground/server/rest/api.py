"""The REST door: each request through routing, faults, authorization and rate limits to its handler and back."""

from __future__ import annotations

import asyncio
import math
from dataclasses import dataclass, field
from urllib.parse import unquote

from aiohttp import web

from playground.server.audit_log.reasons import HEADER, because
from playground.server.faults.faults import Faults
from playground.server.faults.model import Fault, Kind
from playground.server.rest import refusals
from playground.server.rest.breaking import reset
from playground.server.rest.calls import Answer, Call, ok
from playground.server.rest.counting import ask_of
from playground.server.rest.invalid_requests import InvalidRequests
from playground.server.rest.limits import RateLimits
from playground.server.rest.refusals import Refusal
from playground.server.rest.routing import Route
from playground.server.routes import all_routes
from playground.server.tasks import Tasks
from playground.server.traffic import Request, Traffic
from playground.server.wire import Json, encode
from playground.server.world import World

PREFIX = "/api/v10"
_INVALID = (401, 403, 429)
_UNKNOWN_WEBHOOK = 10015


@dataclass(slots=True)
class Outcome:
    """An answer, its headers, the body that was read on the way, and the code of a refusal."""

    answer: Answer
    headers: dict[str, str] = field(default_factory=dict)
    sent: Json | None = None
    code: int = 0


def refused(refusal: Refusal) -> Answer:
    """Answer with a refusal."""
    return ok(refusal.body(), refusal.status)


class Api:
    """Answers everything under /api/v10.

    With `demand_bot_agent`, all but people must call themselves a DiscordBot (reference, "User Agent"); everyone must
    call themselves something.
    """

    def __init__(self, world: World, faults: Faults, limits: RateLimits, traffic: Traffic, tasks: Tasks) -> None:
        self.router = all_routes()
        self._world = world
        self._faults = faults
        self._limits = limits
        self._traffic = traffic
        self._tasks = tasks
        self.invalid = InvalidRequests()
        self.gateway_url = ""
        self.demand_bot_agent = False

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        if self.invalid.ban_anyone and (left := self.invalid.ban_left(_address(request))):
            return _banned(left)
        path = request.rel_url.raw_path.removeprefix(PREFIX)
        try:
            raw = await request.read()
            route, params = self.router.match(request.method, unquote(path))
        except web.HTTPRequestEntityTooLarge:
            return self._response(request, "", Outcome(refused(refusals.too_large())))
        except Refusal as refusal:
            return self._response(request, "", Outcome(refused(refusal)))
        fault = self._faults.pick(route.method, route.template)
        if fault is not None:
            broken = await self._suffer(fault, request, route, params, raw)
            if broken is not None:
                return broken
        return self._response(request, route.template, self._outcome(request, route, params, raw))

    def _outcome(self, request: web.Request, route: Route, params: dict[str, str], raw: bytes) -> Outcome:
        call = self._call(request, params, raw)
        if not self._is_named(call):
            return Outcome(refused(refusals.no_user_agent()))
        if call.actor is None and (route.needs_actor or "Authorization" in request.headers):
            return Outcome(refused(refusals.unauthorized()))
        if self._limits.enabled:
            verdict = self._limits.pass_or_refuse(ask_of(call, route, _address(request)))
            if verdict.body is not None:
                return Outcome(ok(verdict.body, 429), verdict.headers)
            headers = verdict.headers
        else:
            headers = self._limits.roomy(route.bucket)
        try:
            answer = _handled(route, call)
        except Refusal as refusal:
            return Outcome(refused(refusal), headers | refusal.headers(), call.read, refusal.code)
        return Outcome(answer, headers, call.read)

    def _is_named(self, call: Call) -> bool:
        agent = call.headers.get("User-Agent")
        if not agent or not self.demand_bot_agent or (call.actor is not None and not call.actor.is_bot):
            return bool(agent)
        return agent.startswith("DiscordBot (")

    def _call(self, request: web.Request, params: dict[str, str], raw: bytes) -> Call:
        actor = self._world.actor(request.headers.get("Authorization"))
        query = request.query if request.query_string else {}
        headers = request.headers
        kind = headers.get("Content-Type", "")
        return Call(self._world, actor, params, query, raw, kind, self.gateway_url, headers)

    def _response(self, request: web.Request, template: str, outcome: Outcome) -> web.Response:
        answer, headers = outcome.answer, outcome.headers
        self._traffic.note(Request(request.method, template, request.path, answer.status), outcome.sent, answer.text)
        if answer.status >= 400:
            self._count_invalid(request, outcome)
        if not answer.text:
            return web.Response(status=answer.status, headers=headers)
        # Exactly this content type: with a charset behind it discord.py would not read the body as JSON.
        headers["Content-Type"] = "application/json"
        return web.Response(body=answer.text.encode("utf-8", "replace"), status=answer.status, headers=headers)

    def _count_invalid(self, request: web.Request, outcome: Outcome) -> None:
        is_shared = outcome.headers.get("X-RateLimit-Scope") == "shared"
        if (outcome.answer.status in _INVALID and not is_shared) or outcome.code == _UNKNOWN_WEBHOOK:
            self.invalid.count(_address(request))

    async def _suffer(
        self, fault: Fault, request: web.Request, route: Route, params: dict[str, str], raw: bytes
    ) -> web.StreamResponse | None:
        if fault.kind is Kind.DELAY:
            await asyncio.sleep(fault.seconds)
            return None
        if fault.kind is Kind.RESET_AFTER or fault.has_effect:
            self._outcome(request, route, params, raw)
        if fault.kind is Kind.STATUS:
            self._note_broken(request, route, fault.status)
            if fault.code is not None:
                told = encode({"message": "Refused on command", "code": fault.code}).encode()
                return web.Response(status=fault.status, body=told, headers={"Content-Type": "application/json"})
            return web.Response(status=fault.status, text="upstream error")
        self._note_broken(request, route, 0)
        if fault.kind is Kind.RESET_THEN_EFFECT:
            self._tasks.spawn(self._perform_later(fault.seconds, request, route, params, raw))
        return reset(request)

    async def _perform_later(
        self, seconds: float, request: web.Request, route: Route, params: dict[str, str], raw: bytes
    ) -> None:
        await asyncio.sleep(seconds)
        self._outcome(request, route, params, raw)

    def _note_broken(self, request: web.Request, route: Route, status: int) -> None:
        self._traffic.note(Request(request.method, route.template, request.path, status), None, "")


def _handled(route: Route, call: Call) -> Answer:
    reason = call.headers.get(HEADER)
    if reason is None:
        return route.handler(call)
    with because(reason):
        return route.handler(call)


def _address(request: web.Request) -> str:
    return request.remote or ""


def _banned(seconds: float) -> web.Response:
    """Answer as the proxy in front of Discord does: neither its headers nor JSON."""
    return web.Response(status=429, text="error code: 1015", headers={"Retry-After": str(math.ceil(seconds))})
