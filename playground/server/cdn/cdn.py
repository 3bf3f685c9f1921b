"""The picture door: avatars of users and of webhooks' personas."""

from urllib.parse import urlsplit

from aiohttp import web

from playground.server.cdn.pictures import DEFAULT_COLOURS, colour_of, disc
from playground.server.world import World

_HEADERS = {"Content-Type": "image/png", "Cache-Control": "public, max-age=3600"}


class Cdn:
    """Answers everything under /cdn."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def avatar(self, request: web.Request) -> web.Response:
        """Return the picture of a user or persona, by its hash."""
        fingerprint = request.match_info["hash"]
        user_id = request.match_info["user_id"]
        return web.Response(body=disc(self._colour(user_id, fingerprint)), headers=_HEADERS)

    async def default_avatar(self, request: web.Request) -> web.Response:
        """Return the picture of someone who has none."""
        number = int(request.match_info["number"])
        return web.Response(body=disc(DEFAULT_COLOURS[number % len(DEFAULT_COLOURS)]), headers=_HEADERS)

    def _colour(self, user_id: str, fingerprint: str) -> int:
        user = self._world.users.get(int(user_id))
        if user is not None:
            return user.colour
        # A persona's picture was given by address; one of ours names the user whose picture it is.
        steps = urlsplit(self._world.avatars.get(fingerprint, "")).path.strip("/").split("/")
        if len(steps) == 4 and steps[:2] == ["cdn", "avatars"] and steps[2].isdigit() and steps[2] != user_id:
            return self._colour(steps[2], steps[3])
        return colour_of(fingerprint)
