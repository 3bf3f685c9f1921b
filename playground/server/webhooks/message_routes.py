"""What webhooks say, and their own messages afterwards."""

from playground.server.messages.drafts import LONGEST, edit_in, webhook_draft_in
from playground.server.messages.payloads import message_payload
from playground.server.rest.calls import NO_CONTENT, Answer, Call, ok
from playground.server.rest.routing import Router
from playground.server.webhooks.model import Webhook

BUCKET = "webhook"


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    opened = "/webhooks/{webhook_id}/{webhook_token}"
    one = f"{opened}/messages/{{message_id}}"
    router.add("POST", opened, execute, BUCKET, needs_actor=False)
    router.add("GET", one, get, BUCKET, needs_actor=False)
    router.add("PATCH", one, edit, BUCKET, needs_actor=False)
    router.add("DELETE", one, delete, BUCKET, needs_actor=False)


def execute(call: Call) -> Answer:
    """Have a webhook say something; its message comes back only if asked to wait."""
    webhook = _opened(call)
    said = call.world.webhooks.execute(webhook, webhook_draft_in(call.body()))
    return Answer(200, said.body) if call.truth_in_query("wait") else NO_CONTENT


def get(call: Call) -> Answer:
    """Return a message that the webhook said."""
    return ok(message_payload(call.world.webhooks.own_message(_opened(call), call.id("message_id"))))


def edit(call: Call) -> Answer:
    """Change a message that the webhook said."""
    webhook = _opened(call)
    said = call.world.webhooks.edit_message(webhook, call.id("message_id"), edit_in(call.body(), LONGEST))
    return Answer(200, said.body)


def delete(call: Call) -> Answer:
    """Take a message away that the webhook said."""
    call.world.messages.delete(call.world.webhooks.own_message(_opened(call), call.id("message_id")))
    return NO_CONTENT


def _opened(call: Call) -> Webhook:
    return call.world.webhooks.with_token(call.id("webhook_id"), call.params["webhook_token"])
