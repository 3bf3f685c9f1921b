"""Webhooks: opening, listing, changing and closing them."""

from playground.server.rest.calls import NO_CONTENT, Answer, Call, ok
from playground.server.rest.routing import Router
from playground.server.users.model import User
from playground.server.webhooks.model import Webhook
from playground.server.webhooks.payloads import webhook_payload
from playground.server.wire import Json


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    router.add("POST", "/channels/{channel_id}/webhooks", create)
    router.add("GET", "/channels/{channel_id}/webhooks", in_channel)
    router.add("GET", "/guilds/{guild_id}/webhooks", in_guild)
    one, opened = "/webhooks/{webhook_id}", "/webhooks/{webhook_id}/{webhook_token}"
    router.add("GET", one, get)
    router.add("PATCH", one, modify)
    router.add("DELETE", one, delete)
    router.add("GET", opened, get_with_token, needs_actor=False)
    router.add("PATCH", opened, modify_with_token, needs_actor=False)
    router.add("DELETE", opened, delete_with_token, needs_actor=False)


def create(call: Call) -> Answer:
    """Open a webhook."""
    return ok(_shown(call, call.world.webhooks.create(call.user, call.channel(), call.body())))


def in_channel(call: Call) -> Answer:
    """Return a channel's webhooks."""
    return ok([_shown(call, one) for one in call.world.webhooks.in_channel(call.user, call.channel())])


def in_guild(call: Call) -> Answer:
    """Return a guild's webhooks."""
    return ok([_shown(call, one) for one in call.world.webhooks.in_guild(call.user, call.guild())])


def get(call: Call) -> Answer:
    """Return a webhook."""
    return ok(_shown(call, call.world.webhooks.seen_by(call.user, call.id("webhook_id"))))


def modify(call: Call) -> Answer:
    """Change a webhook."""
    webhook = call.world.webhooks.managed_by(call.user, call.id("webhook_id"))
    call.world.webhooks.modify(webhook, call.body(), call.user)
    return ok(_shown(call, webhook))


def delete(call: Call) -> Answer:
    """Close a webhook."""
    call.world.webhooks.delete(call.world.webhooks.managed_by(call.user, call.id("webhook_id")), call.user)
    return NO_CONTENT


def get_with_token(call: Call) -> Answer:
    """Return the webhook that a token opens."""
    return ok(webhook_payload(_opened(call), with_user=False, with_token=True))


def modify_with_token(call: Call) -> Answer:
    """Change the webhook that a token opens; it cannot be moved this way."""
    webhook = _opened(call)
    call.world.webhooks.modify(webhook, call.body())
    return ok(webhook_payload(webhook, with_user=False, with_token=True))


def delete_with_token(call: Call) -> Answer:
    """Close the webhook that a token opens."""
    call.world.webhooks.delete(_opened(call))
    return NO_CONTENT


def _opened(call: Call) -> Webhook:
    return call.world.webhooks.with_token(call.id("webhook_id"), call.params["webhook_token"])


def _shown(call: Call, webhook: Webhook) -> Json:
    return webhook_payload(webhook, with_user=True, with_token=_may_have_token(call, call.user, webhook))


def _may_have_token(call: Call, user: User, webhook: Webhook) -> bool:
    # Another application's webhook comes without its token; people who manage webhooks see them all.
    application = call.world.application_of(user)
    return application is None or webhook.application_id in (None, application.id)
