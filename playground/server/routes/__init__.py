"""The REST routes, one module for each resource."""

from playground.server.routes import channels, guilds, messages, self_service, webhook_messages, webhooks
from playground.server.routing import Router


def all_routes() -> Router:
    """Return a table of every route that the server knows."""
    router = Router()
    for resource in (self_service, guilds, channels, messages, webhooks, webhook_messages):
        resource.add_to(router)
    return router
