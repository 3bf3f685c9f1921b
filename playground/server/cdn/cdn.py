"""The picture door: avatars, icons, emojis, stickers, and the files of messages."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from aiohttp import web

from playground.server.cdn.formats import Picture
from playground.server.cdn.pictures import DEFAULT_COLOURS, colour_of, disc
from playground.server.world import World

_CACHED = {"Cache-Control": "public, max-age=3600"}
_SIZES = frozenset(str(1 << power) for power in range(4, 13))
_STILL = frozenset(("png", "jpg", "jpeg", "webp"))
_STICKER_ENDINGS = {1: "png", 2: "png", 4: "gif"}


class Cdn:
    """Answers everything under /cdn.

    A picture comes as it was uploaded, whichever ending is asked for: nothing here converts or scales. What Discord
    would not have is refused all the same: a GIF of what does not move, a size that is no power of two.
    """

    def __init__(self, world: World) -> None:
        self._world = world

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Add its addresses to *router*."""
        picture = r"{hash:\w+}.{ending:png|jpe?g|webp|gif}"
        router.add_get(r"/cdn/avatars/{owner_id:\d{1,20}}/" + picture, self.avatar)
        router.add_get(r"/cdn/icons/{owner_id:\d{1,20}}/" + picture, self.icon)
        router.add_get(r"/cdn/embed/avatars/{number:\d{1,3}}.png", self.default_avatar)
        router.add_get(r"/cdn/emojis/{emoji_id:\d{1,20}}.{ending:png|jpe?g|webp|gif}", self.emoji)
        router.add_get(r"/cdn/stickers/{sticker_id:\d{1,20}}.{ending:png|gif}", self.sticker)
        router.add_get(r"/cdn/attachments/{channel_id:\d{1,20}}/{attachment_id:\d{1,20}}/{name}", self.attachment)

    async def avatar(self, request: web.Request) -> web.Response:
        """Return the picture of a user or persona, by its hash."""
        owner_id, fingerprint = request.match_info["owner_id"], request.match_info["hash"]
        picture = self._picture(fingerprint)
        if picture is not None:
            return _shown(request, picture)
        return _answer(disc(self._colour(owner_id, fingerprint)), "image/png", request.query)

    async def icon(self, request: web.Request) -> web.Response:
        """Return a guild's icon, by its hash."""
        guild = self._world.guilds.get(int(request.match_info["owner_id"]))
        if guild is None or guild.icon != request.match_info["hash"]:
            return web.Response(status=404)
        picture = self._world.pictures.get(guild.icon)
        return web.Response(status=404) if picture is None else _shown(request, picture)

    async def default_avatar(self, request: web.Request) -> web.Response:
        """Return the picture of someone who has none."""
        number = int(request.match_info["number"])
        return _answer(disc(DEFAULT_COLOURS[number % len(DEFAULT_COLOURS)]), "image/png", {})

    async def emoji(self, request: web.Request) -> web.Response:
        """Return a custom emoji."""
        emoji = self._world.emojis.find(int(request.match_info["emoji_id"]))
        return web.Response(status=404) if emoji is None else _shown(request, emoji.picture)

    async def sticker(self, request: web.Request) -> web.Response:
        """Return a sticker, in its own format only."""
        sticker_id, ending = int(request.match_info["sticker_id"]), request.match_info["ending"]
        for guild in self._world.guilds.values():
            sticker = guild.stickers.get(sticker_id)
            if sticker is not None and _STICKER_ENDINGS[sticker.format] == ending:
                return _answer(sticker.data, f"image/{ending}", {})
        return web.Response(status=404)

    async def attachment(self, request: web.Request) -> web.Response:
        """Return a file of a message, to those who hold a good link."""
        path = request.path.removeprefix("/cdn")
        found = None
        if self._world.attachments.links.is_good(path, request.query):
            found = self._world.attachments.get(path, int(request.match_info["attachment_id"]))
        if found is None:
            return web.Response(status=404, text="This content is no longer available.")
        one, data = found
        headers = {
            "Content-Type": one.content_type or "application/octet-stream",
            "Content-Disposition": f'attachment; filename="{one.filename}"',
        }
        return web.Response(body=data, headers=headers)

    def _picture(self, fingerprint: str) -> Picture | None:
        picture = self._world.pictures.get(fingerprint)
        if picture is not None:
            return picture
        # A persona's picture was given by address; one of ours may name a picture that somebody uploaded.
        kind, _, steps = self._own_address(fingerprint).partition("/")
        name = steps.rpartition("/")[2].rpartition(".")[0]
        return self._world.pictures.get(name) if kind == "avatars" and name != fingerprint else None

    def _colour(self, owner_id: str, fingerprint: str) -> int:
        user = self._world.users.get(int(owner_id))
        if user is not None:
            return user.colour
        # A persona's picture was given by address; one of ours names the user whose picture it is.
        steps = self._own_address(fingerprint).split("/")
        if len(steps) == 3 and steps[0] == "avatars" and steps[1].isdigit() and steps[1] != owner_id:
            return self._colour(steps[1], steps[2])
        return colour_of(fingerprint)

    def _own_address(self, fingerprint: str) -> str:
        steps = urlsplit(self._world.webhooks.fetched.get(fingerprint, "")).path.strip("/").split("/")
        return "/".join(steps[1:]) if steps[0] == "cdn" else ""


def _shown(request: web.Request, picture: Picture) -> web.Response:
    if request.match_info["ending"] not in _STILL and not picture.is_animated:
        return web.Response(status=415)
    return _answer(picture.data, picture.content_type, request.query)


def _answer(data: bytes, content_type: str, query: Mapping[str, str]) -> web.Response:
    if query.get("size", "64") not in _SIZES:
        return web.Response(status=400)
    return web.Response(body=data, headers={"Content-Type": content_type} | _CACHED)
