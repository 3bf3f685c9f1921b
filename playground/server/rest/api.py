"""The REST door: each request through routing, faults, authorization and rate limits to its handler and back."""

from __future__ import annotations

import asyncio
import socket
import struct
import sys
from dataclasses import dataclass, field
from urllib.parse import unquote

from aiohttp import web

from playground.server.rest import refusals
from playground.server.rest.calls import Answer, Call, ok
from playground.server.rest.faults import Fault, Faults, Kind
from playground.server.rest.limits import RateLimits
from playground.server.rest.refusals import Refusal
from playground.server.rest.routing import Route
from playground.server.routes import all_routes
from playground.server.tasks import Tasks
from playground.server.traffic import Request, Traffic
from playground.server.wire import Json, encode
from playground.server.world import World

PREFIX = "/api/v10"
# On, and for no time at all; Windows has shorter numbers in this place.
_LINGER_ZERO = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)


@dataclass(slots=True)
class Outcome:
    """An answer, its headers, and the body that was read on the way."""

    answer: Answer
    headers: dict[str, str] = field(default_factory=dict)
    sent: Json | None = None


def refused(refusal: Refusal) -> Answer:
    """Answer with a refusal."""
    return ok(refusal.body(), refusal.status)


class Api:
    """Answers everything under /api/v10."""

    def __init__(self, world: World, faults: Faults, limits: RateLimits, traffic: Traffic, tasks: Tasks) -> None:
        self._world = world
        self._router = all_routes()
        self._faults = faults
        self._limits = limits
        self._traffic = traffic
        self._tasks = tasks
        self.gateway_url = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        path = request.rel_url.raw_path.removeprefix(PREFIX)
        try:
            raw = await request.read()
            route, params = self._router.match(request.method, unquote(path))
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
        if call.actor is None and (route.needs_actor or "Authorization" in request.headers):
            return Outcome(refused(refusals.unauthorized()))
        resource = "/".join([params[one] for one in route.majors])
        if route.needs_actor and call.actor is not None:
            resource = f"{resource}:{call.actor.id}"
        verdict = self._limits.pass_or_refuse(route.bucket, resource)
        if verdict.body is not None:
            return Outcome(ok(verdict.body, 429), verdict.headers)
        try:
            answer = route.handler(call)
        except Refusal as refusal:
            answer = refused(refusal)
        return Outcome(answer, verdict.headers, call.read)

    def _call(self, request: web.Request, params: dict[str, str], raw: bytes) -> Call:
        actor = self._world.actor(request.headers.get("Authorization"))
        query = request.query if request.query_string else {}
        return Call(self._world, actor, params, query, raw, request.content_type, self.gateway_url)

    def _response(self, request: web.Request, template: str, outcome: Outcome) -> web.Response:
        answer, headers = outcome.answer, outcome.headers
        self._traffic.note(Request(request.method, template, request.path, answer.status), outcome.sent, answer.text)
        if not answer.text:
            return web.Response(status=answer.status, headers=headers)
        # Exactly this content type: with a charset behind it discord.py would not read the body as JSON.
        headers["Content-Type"] = "application/json"
        return web.Response(body=answer.text.encode("utf-8", "replace"), status=answer.status, headers=headers)

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
        _reset(request)
        return web.Response(status=500)

    async def _perform_later(
        self, seconds: float, request: web.Request, route: Route, params: dict[str, str], raw: bytes
    ) -> None:
        await asyncio.sleep(seconds)
        self._outcome(request, route, params, raw)

    def _note_broken(self, request: web.Request, route: Route, status: int) -> None:
        self._traffic.note(Request(request.method, route.template, request.path, status), None, "")


def _reset(request: web.Request) -> None:
    transport = request.transport
    if transport is None:
        return
    handle = transport.get_extra_info("socket")
    if handle is not None:
        # A lingering time of nought makes the kernel send RST instead of a polite end.
        handle.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_ZERO)
    transport.abort()
