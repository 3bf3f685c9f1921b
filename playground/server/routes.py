"""The REST routes, one module for each resource."""

from playground.server.channels import routes as channels
from playground.server.guilds import routes as guilds
from playground.server.messages import routes as messages
from playground.server.rest.routing import Router
from playground.server.users import routes as self_service
from playground.server.webhooks import message_routes as webhook_messages
from playground.server.webhooks import routes as webhooks


def all_routes() -> Router:
    """Return a table of every route that the server knows."""
    router = Router()
    for resource in (self_service, guilds, channels, messages, webhooks, webhook_messages):
        resource.add_to(router)
    return router
