"""Custom emojis: listing, making, changing and taking them away."""

from playground.server.emojis.model import Emoji
from playground.server.emojis.payloads import emoji_payload
from playground.server.guilds.expressions import sees_makers
from playground.server.rest.calls import NO_CONTENT, Answer, Call, ok
from playground.server.rest.routing import Router
from playground.server.wire import Json


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    all_of, one = "/guilds/{guild_id}/emojis", "/guilds/{guild_id}/emojis/{emoji_id}"
    router.add("GET", all_of, in_guild)
    router.add("POST", all_of, create)
    router.add("GET", one, get)
    router.add("PATCH", one, modify)
    router.add("DELETE", one, delete)


def in_guild(call: Call) -> Answer:
    """Return a guild's emojis."""
    return ok([_shown(call, one) for one in call.guild().emojis.values()])


def get(call: Call) -> Answer:
    """Return one emoji."""
    return ok(_shown(call, _emoji(call)))


def create(call: Call) -> Answer:
    """Make an emoji."""
    return ok(_shown(call, call.world.emojis.create(call.user, call.guild(), call.body())), 201)


def modify(call: Call) -> Answer:
    """Change an emoji."""
    emoji = _emoji(call)
    call.world.emojis.modify(call.user, call.guild(), emoji, call.body())
    return ok(_shown(call, emoji))


def delete(call: Call) -> Answer:
    """Take an emoji away."""
    call.world.emojis.delete(call.user, call.guild(), _emoji(call))
    return NO_CONTENT


def _emoji(call: Call) -> Emoji:
    return call.world.emojis.get(call.guild(), call.id("emoji_id"))


def _shown(call: Call, one: Emoji) -> Json:
    return emoji_payload(one, with_user=sees_makers(call.world, call.user, call.guild()))
