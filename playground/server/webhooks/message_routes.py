"""What webhooks say, and their own messages afterwards."""

from playground.server.components.forms import Allowed
from playground.server.interactions import routes as answers
from playground.server.messages.drafts import LONGEST, edit_in, webhook_draft_in
from playground.server.messages.model import Message
from playground.server.messages.payloads import payload_seen_by
from playground.server.rest.calls import NO_CONTENT, Answer, Call, ok
from playground.server.rest.routing import Router
from playground.server.webhooks.destinations import destination
from playground.server.webhooks.model import Webhook

BUCKET = "webhook"


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    opened = "/webhooks/{webhook_id}/{webhook_token}"
    one = f"{opened}/messages/{{message_id}}"
    # An application's own id stands here where it answers an interaction.
    for method, template, handler, of_application in (
        ("POST", opened, execute, answers.follow_up),
        ("GET", one, get, answers.get),
        ("PATCH", one, edit, answers.edit),
        ("DELETE", one, delete, answers.delete),
    ):
        router.add(method, template, answers.for_applications(handler, of_application), BUCKET, needs_actor=False)


def execute(call: Call) -> Answer:
    """Have a webhook say something; its message comes back only if asked to wait."""
    webhook, wait = _opened(call), call.truth_in_query("wait")
    body, thread_id = call.body(), call.id_in_query("thread_id")
    draft = webhook_draft_in(body, _components_of(call, webhook), call.files())
    where = destination(call.world, webhook, thread_id, body)
    said = call.world.webhooks.execute(webhook, draft, where)
    return Answer(200, said.body) if wait else NO_CONTENT


def get(call: Call) -> Answer:
    """Return a message that the webhook said."""
    return ok(payload_seen_by(_own_message(call), None))


def edit(call: Call) -> Answer:
    """Change a message that the webhook said."""
    webhook = _opened(call)
    draft = edit_in(call.body(), LONGEST, _components_of(call, webhook), call.files())
    thread_id = call.id_in_query("thread_id")
    said = call.world.webhooks.edit_message(webhook, call.id("message_id"), draft, thread_id)
    return Answer(200, said.body)


def delete(call: Call) -> Answer:
    """Take a message away that the webhook said."""
    message = _own_message(call)
    # A webhook is nobody who manages threads.
    call.world.threads.demand_removable(message.channel, rights=0)
    call.world.messages.delete(message)
    return NO_CONTENT


def _own_message(call: Call) -> Message:
    thread_id = call.id_in_query("thread_id")
    return call.world.webhooks.own_message(_opened(call), call.id("message_id"), thread_id)


def _components_of(call: Call, webhook: Webhook) -> Allowed:
    if webhook.application_id is not None:
        return Allowed.ALL
    return Allowed.WITHOUT_INTERACTION if call.truth_in_query("with_components") else Allowed.IGNORED


def _opened(call: Call) -> Webhook:
    return call.world.webhooks.with_token(call.id("webhook_id"), call.params["webhook_token"])
