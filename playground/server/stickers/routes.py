"""Stickers: listing, making, changing and taking them away."""

from playground.server.guilds.expressions import sees_makers
from playground.server.rest.calls import NO_CONTENT, Answer, Call, ok
from playground.server.rest.routing import Router
from playground.server.stickers.model import Sticker
from playground.server.stickers.payloads import sticker_payload
from playground.server.stickers.refusals import unknown_sticker_pack
from playground.server.wire import Json


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    all_of, one = "/guilds/{guild_id}/stickers", "/guilds/{guild_id}/stickers/{sticker_id}"
    router.add("GET", all_of, in_guild)
    router.add("POST", all_of, create)
    router.add("GET", one, get)
    router.add("PATCH", one, modify)
    router.add("DELETE", one, delete)
    router.add("GET", "/stickers/{sticker_id}", anywhere)
    router.add("GET", "/sticker-packs", packs)
    router.add("GET", "/sticker-packs/{pack_id}", pack)


def in_guild(call: Call) -> Answer:
    """Return a guild's stickers."""
    return ok([_shown(call, one) for one in call.guild().stickers.values()])


def get(call: Call) -> Answer:
    """Return one of a guild's stickers."""
    return ok(_shown(call, _sticker(call)))


def create(call: Call) -> Answer:
    """Make a sticker."""
    sticker = call.world.stickers.create(call.user, call.guild(), call.body(), call.files())
    return ok(_shown(call, sticker), 201)


def modify(call: Call) -> Answer:
    """Change a sticker."""
    sticker = _sticker(call)
    call.world.stickers.modify(call.user, call.guild(), sticker, call.body())
    return ok(_shown(call, sticker))


def delete(call: Call) -> Answer:
    """Take a sticker away."""
    call.world.stickers.delete(call.user, call.guild(), _sticker(call))
    return NO_CONTENT


def anywhere(call: Call) -> Answer:
    """Return any guild's sticker."""
    return ok(sticker_payload(call.world.stickers.find(call.id("sticker_id"))))


def packs(_: Call) -> Answer:
    """Return Discord's own stickers, of which this small Discord has none."""
    return ok({"sticker_packs": []})


def pack(call: Call) -> Answer:
    """Return none of them."""
    call.id("pack_id")
    raise unknown_sticker_pack()


def _sticker(call: Call) -> Sticker:
    return call.world.stickers.get(call.guild(), call.id("sticker_id"))


def _shown(call: Call, one: Sticker) -> Json:
    return sticker_payload(one, with_user=sees_makers(call.world, call.user, call.guild()))
