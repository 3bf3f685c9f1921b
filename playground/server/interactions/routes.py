"""Interactions over REST: how members begin them and applications answer them."""

from playground.server.interactions.answers import MESSAGE, UPDATE
from playground.server.interactions.model import Interaction
from playground.server.interactions.payloads import callback_payload
from playground.server.messages.model import Message
from playground.server.messages.payloads import message_payload
from playground.server.rest.calls import NO_CONTENT, Answer, Call, Handler, ok
from playground.server.rest.routing import Router

WEBHOOK_BUCKET = "webhook"
_OPENED = "/webhooks/{webhook_id}/{webhook_token}"


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    # As Discord's own clients ask; its reference does not tell of it.
    router.add("POST", "/interactions", begin)
    callback = "/interactions/{interaction_id}/{interaction_token}/callback"
    router.add("POST", callback, answer, needs_actor=False)
    original = f"{_OPENED}/messages/@original"
    router.add("GET", original, get, WEBHOOK_BUCKET, needs_actor=False)
    router.add("PATCH", original, edit, WEBHOOK_BUCKET, needs_actor=False)
    router.add("DELETE", original, delete, WEBHOOK_BUCKET, needs_actor=False)


def for_applications(of_webhook: Handler, of_application: Handler) -> Handler:
    """Return a handler for an address that an application's id opens as well as a webhook's."""

    def either(call: Call) -> Answer:
        is_application = call.id("webhook_id") in call.world.applications
        return of_application(call) if is_application else of_webhook(call)

    return either


def begin(call: Call) -> Answer:
    """Have the asker use a command, a component or a modal."""
    call.world.interactions.begin(call.user, call.body(), call.files())
    return NO_CONTENT


def answer(call: Call) -> Answer:
    """Answer an interaction for the first time."""
    one = call.world.interactions.waiting(call.id("interaction_id"), call.params["interaction_token"])
    with_response = call.truth_in_query("with_response")
    kind = call.world.interactions.answers.give(one, call.body(), call.files())
    if not with_response:
        return NO_CONTENT
    return ok(callback_payload(one, kind, with_message=kind in (MESSAGE, UPDATE)))


def follow_up(call: Call) -> Answer:
    """Say something more."""
    return Answer(200, call.world.interactions.answers.follow_up(_interaction(call), call.body(), call.files()).body)


def get(call: Call) -> Answer:
    """Return one of an interaction's messages."""
    return ok(message_payload(_message(call, _interaction(call))))


def edit(call: Call) -> Answer:
    """Change one of an interaction's messages."""
    one = _interaction(call)
    return Answer(200, call.world.interactions.answers.edit(one, _message(call, one), call.body(), call.files()).body)


def delete(call: Call) -> Answer:
    """Take one of an interaction's messages away."""
    one = _interaction(call)
    call.world.interactions.answers.delete(one, _message(call, one))
    return NO_CONTENT


def _interaction(call: Call) -> Interaction:
    return call.world.interactions.acknowledged(call.id("webhook_id"), call.params["webhook_token"])


def _message(call: Call, one: Interaction) -> Message:
    if "message_id" not in call.params:
        return call.world.interactions.answers.original(one)
    return call.world.interactions.answers.message(one, call.id("message_id"))
