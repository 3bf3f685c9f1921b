"""The door for those who want to know which commands are registered: GET /playground/commands."""

from __future__ import annotations

from aiohttp import web

from playground.server.commands.payloads import command_payload
from playground.server.wire import Json, encode
from playground.server.world import World

PATH = "/playground/commands"


class CommandsDoor:
    """Shows every application's commands in every scope, with all their localizations.

    `?application=` and `?guild=` narrow it to one id each; `?guild=` without an id to the global ones.
    """

    def __init__(self, world: World) -> None:
        self._world = world

    def add_to(self, app: web.Application) -> None:
        """Let *app* answer at the door's address."""
        app.router.add_get(PATH, self._show)

    async def _show(self, request: web.Request) -> web.Response:
        wanted = [request.query.get(key) for key in ("application", "guild")]
        scopes = [
            one
            for one in self._scopes()
            if wanted[0] in (None, one["application"]["id"])
            and wanted[1] in (None, "" if one["guild"] is None else one["guild"]["id"])
        ]
        return web.Response(body=encode(scopes).encode("utf-8", "replace"), content_type="application/json")

    def _scopes(self) -> list[Json]:
        return [
            {
                "application": {"id": str(application.id), "name": application.name},
                "guild": None if guild is None else {"id": str(guild.id), "name": guild.name},
                "commands": [command_payload(one) for one in self._world.commands.of(application, guild)],
            }
            for application in self._world.applications.values()
            for guild in (None, *self._world.guilds.values())
        ]
