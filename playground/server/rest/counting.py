"""What a request counts against while limits are on."""

from playground.server.rest.calls import Call
from playground.server.rest.limits import CHANNEL_MINUTE, CHANNEL_NAME, Ask
from playground.server.rest.refusals import Refusal
from playground.server.rest.routing import Route

_EXECUTE = "/webhooks/{webhook_id}/{webhook_token}"
_CHANNEL = "/channels/{channel_id}"


def resource_of(call: Call, route: Route) -> str:
    """Return the top-level resource of *route*'s bucket: ids, a token, and who asks where it is not open to anyone."""
    resource = "/".join([call.params[one] for one in route.majors])
    return f"{resource}:{call.actor.id}" if route.needs_actor and call.actor is not None else resource


def ask_of(call: Call, route: Route, address: str) -> Ask:
    """Return what *call*, which came from *address*, counts against."""
    asker = address if call.actor is None else str(call.actor.id)
    if _is_for_interactions(call, route):
        return Ask(route.bucket, resource_of(call, route), None)
    return Ask(route.bucket, resource_of(call, route), asker, _unannounced(call, route))


def _is_for_interactions(call: Call, route: Route) -> bool:
    """Say whether the global limit leaves this alone (rate limits, "Global Rate Limit")."""
    if route.template.startswith("/interactions/"):
        return True
    # An interaction's follow-ups are sent as through a webhook whose id is the application's.
    application = call.params.get("webhook_id", "") if route.template.startswith(_EXECUTE) else ""
    return application.isdecimal() and int(application) in call.world.applications


def _unannounced(call: Call, route: Route) -> tuple[tuple[str, str], ...]:
    if route.method == "POST" and route.template == _EXECUTE:
        webhook_id = call.params["webhook_id"]
        webhook = call.world.webhooks.by_id.get(int(webhook_id)) if webhook_id.isdecimal() else None
        return () if webhook is None else ((CHANNEL_MINUTE, str(webhook.channel.id)),)
    if route.method == "PATCH" and route.template == _CHANNEL and {"name", "topic"} & _keys_of(call):
        return ((CHANNEL_NAME, call.params["channel_id"]),)
    return ()


def _keys_of(call: Call) -> set[str]:
    try:
        return set(call.body())
    except Refusal:
        return set()
