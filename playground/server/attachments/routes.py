"""Attachments on their own: addresses made good again."""

from playground.server.rest.calls import Answer, Call, ok
from playground.server.rest.forms import Form
from playground.server.rest.routing import Router

MOST = 50


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    # Not in Discord's reference; its own clients ask it, and bots have been seen to.
    router.add("POST", "/attachments/refresh-urls", refresh)


def refresh(call: Call) -> Answer:
    """Return each attachment's address signed anew."""
    form, links = Form(call.body()), call.world.attachments.links
    given = form.body.get("attachment_urls")
    if not isinstance(given, list) or not 1 <= len(given) <= MOST:
        form.fault("attachment_urls", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MOST} in length.")
        given = []
    refreshed = [(one, links.refreshed(one) if isinstance(one, str) else None) for one in given]
    addresses = Form({}, ("attachment_urls",), form.errors)
    for at, (_, fresh) in enumerate(refreshed):
        if fresh is None:
            addresses.fault(str(at), "URL_TYPE_INVALID_URL", "Not the address of an attachment.")
    form.check()
    return ok({"refreshed_urls": [{"original": one, "refreshed": fresh} for one, fresh in refreshed]})
