"""The playground server: one address on this machine for REST, gateway, pictures and state."""

from __future__ import annotations

import errno
from types import TracebackType
from typing import Self

from aiohttp import web

from playground.server.cdn.cdn import Cdn
from playground.server.commands.door import CommandsDoor
from playground.server.events import Event, Observers
from playground.server.faults.door import FaultsDoor
from playground.server.faults.faults import Faults
from playground.server.faults.model import Fault, GatewayFault, GatewayKind
from playground.server.gateway.gateway import IDENTIFY_SECONDS, Gateway
from playground.server.guilds.permissions import ADMINISTRATOR
from playground.server.rest.api import PREFIX, Api
from playground.server.rest.guard import Guard
from playground.server.rest.invalid_requests import InvalidRequests
from playground.server.rest.limits import RateLimits, strict_rules, usual_rules
from playground.server.rest.strictness import StrictnessDoor
from playground.server.traffic import Traffic
from playground.server.wire import Json, encode
from playground.server.world import World

HOST = "127.0.0.1"
PORTS_TRIED = 50
# Of one request (message resource, "Create Message").
MOST_BYTES = 25 * 1024 * 1024
# Windows has numbers of its own for a port that is taken or not to be had.
_BUSY = (errno.EADDRINUSE, errno.EACCES, 10048, 10013)


class PlaygroundServer:
    """A small Discord around *world*, for as long as the context lasts.

    It listens on 127.0.0.1 at *port*, or at the next free one; 0 takes any. `ready` is for the host to set once
    its bot relays. `faults`, `limits` and `gateway` make it misbehave, `traffic` and `events` let one watch.
    """

    def __init__(self, world: World, port: int = 0) -> None:
        self.world = world
        self.ready = False
        self.faults = Faults()
        self.limits = RateLimits()
        self.traffic = Traffic()
        self.gateway = Gateway(world, self.faults)
        self.port = port
        self._tasks = world.tasks
        self._guard = Guard()
        self._api = Api(world, self.faults, self.limits, self.traffic, self._tasks)
        self._runner: web.AppRunner | None = None

    @property
    def invalid_requests(self) -> InvalidRequests:
        """The count of invalid requests, and the bans."""
        return self._api.invalid

    def put_in_force(self, fault: Fault | GatewayFault) -> None:
        """Let *fault* happen; a drop that waits for no event happens now."""
        if isinstance(fault, Fault):
            self.faults.add(fault)
            return
        self.faults.add_for_gateway(fault)
        if fault.kind is GatewayKind.DROP and not fault.event and not fault.after and fault.falls():
            self.gateway.drop(fault.resume, fault.code)

    def be_strict(self) -> None:
        """Keep every limit that Discord keeps, those on starting sessions and the unannounced ones included.

        Bots and webhooks must give the user agent that Discord asks for.
        """
        self.limits.enabled = True
        self.limits.rules = strict_rules()
        self.gateway.identify_seconds = IDENTIFY_SECONDS
        self._api.demand_bot_agent = True

    def be_lenient(self) -> None:
        """Let everyone ask as often as they like, as it is without `be_strict`."""
        self.limits.enabled = False
        self.limits.rules = usual_rules()
        self.gateway.identify_seconds = 0.0
        self._api.demand_bot_agent = False

    @property
    def events(self) -> Observers[Event]:
        """Every event that is dispatched, as it happens."""
        return self.world.events

    @property
    def url(self) -> str:
        """The server's own address, without a slash at its end."""
        return f"http://{HOST}:{self.port}"

    @property
    def api_url(self) -> str:
        """Where REST begins, such as `discord.http.Route.BASE` wants it."""
        return f"{self.url}{PREFIX}"

    @property
    def gateway_url(self) -> str:
        """Where the gateway is."""
        return f"ws://{HOST}:{self.port}/gateway"

    @property
    def cdn_url(self) -> str:
        """Where pictures are, such as `discord.Asset.BASE` wants it."""
        return f"{self.url}/cdn"

    def app(self) -> web.Application:
        """Return the aiohttp application; whoever adds pages adds their routes here before the start."""
        app = web.Application(middlewares=[self._guard.middleware()], client_max_size=MOST_BYTES)
        app.router.add_route("*", PREFIX + "/{tail:.*}", self._api.handle)
        app.router.add_get("/gateway", self.gateway.handle)
        app.router.add_get("/gateway/", self.gateway.handle)
        Cdn(self.world).add_to(app.router)
        app.router.add_get("/playground/state", self._state)
        CommandsDoor(self.world).add_to(app)
        FaultsDoor(self.faults, self.put_in_force, self._api.router.templates).add_to(app)
        StrictnessDoor(lambda: self.limits.enabled, self.be_strict, self.be_lenient).add_to(app)
        return app

    async def __aenter__(self) -> Self:
        self._runner = web.AppRunner(self.app(), access_log=None, shutdown_timeout=0.2, handle_signals=False)
        await self._runner.setup()
        try:
            self.port = await _bind(self._runner, self.port)
        except OSError:
            await self._runner.cleanup()
            raise
        self._guard.admit_port(self.port)
        self.gateway.url = self._api.gateway_url = self.gateway_url
        self.world.attachments.links.base = self.cdn_url
        self._tasks.spawn(self.world.threads.keep_archiving())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.gateway.close()
        await self._tasks.close()
        if self._runner is not None:
            await self._runner.cleanup()
        self.gateway.cut_remaining()

    async def _state(self, _: web.Request) -> web.Response:
        return web.Response(body=encode(self.state()).encode(), content_type="application/json")

    def state(self) -> Json:
        """Return what is open, who is there, and their tokens."""
        return {"ready": self.ready, "guilds": [self._guild(guild_id) for guild_id in self.world.guilds]}

    def _guild(self, guild_id: int) -> Json:
        guild = self.world.guilds[guild_id]
        people = [one.user for one in guild.members.values() if not one.user.is_bot]
        return {
            "id": str(guild.id),
            "name": guild.name,
            "channels": [{"id": str(one.id), "name": one.name, "type": one.type} for one in guild.channels.values()],
            "members": [
                {
                    "id": str(one.id),
                    "name": one.name,
                    "handle": one.username,
                    "language": one.language,
                    "admin": bool(self.world.rights_in_guild(one, guild) & ADMINISTRATOR),
                    "token": self.world.token_of(one),
                }
                for one in people
            ],
        }


async def _bind(runner: web.AppRunner, port: int) -> int:
    for candidate in range(port, port + (PORTS_TRIED if port else 1)):
        site = web.TCPSite(runner, HOST, candidate)
        try:
            await site.start()
        except OSError as error:
            if error.errno not in _BUSY or candidate == port + PORTS_TRIED - 1:
                raise
            await site.stop()
        else:
            return site.port
    raise OSError(errno.EADDRINUSE, f"no free port from {port} on")
