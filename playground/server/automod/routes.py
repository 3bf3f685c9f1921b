"""AutoMod's rules: listed, made, changed, deleted."""

from playground.server.automod.payloads import rule_payload
from playground.server.rest.calls import NO_CONTENT, Answer, Call, ok
from playground.server.rest.routing import Router

_ALL = "/guilds/{guild_id}/auto-moderation/rules"
_ONE = _ALL + "/{rule_id}"


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    router.add("GET", _ALL, rules)
    router.add("POST", _ALL, create)
    router.add("GET", _ONE, rule)
    router.add("PATCH", _ONE, modify)
    router.add("DELETE", _ONE, delete)


def rules(call: Call) -> Answer:
    """Return a guild's rules."""
    return ok([rule_payload(one) for one in call.world.automod.rules(call.guild(), call.user)])


def rule(call: Call) -> Answer:
    """Return one rule."""
    return ok(rule_payload(call.world.automod.get(call.guild(), call.id("rule_id"), call.user)))


def create(call: Call) -> Answer:
    """Make a rule."""
    return ok(rule_payload(call.world.automod.create(call.guild(), call.body(), call.user)))


def modify(call: Call) -> Answer:
    """Change a rule."""
    guild = call.guild()
    found = call.world.automod.get(guild, call.id("rule_id"), call.user)
    call.world.automod.modify(guild, found, call.body(), call.user)
    return ok(rule_payload(found))


def delete(call: Call) -> Answer:
    """Delete a rule."""
    guild = call.guild()
    call.world.automod.delete(guild, call.world.automod.get(guild, call.id("rule_id"), call.user), call.user)
    return NO_CONTENT
