"""The REST routes, one module for each resource."""

from playground.server.attachments import routes as attachments
from playground.server.audit_log import routes as audit_log
from playground.server.automod import routes as automod
from playground.server.bans import routes as bans
from playground.server.channels import routes as channels
from playground.server.commands import routes as commands
from playground.server.directs import routes as directs
from playground.server.emojis import routes as emojis
from playground.server.guilds import routes as guilds
from playground.server.interactions import routes as interactions
from playground.server.invites import routes as invites
from playground.server.members import routes as members
from playground.server.messages import routes as messages
from playground.server.pins import routes as pins
from playground.server.polls import routes as polls
from playground.server.reactions import routes as reactions
from playground.server.rest.routing import Router
from playground.server.roles import routes as roles
from playground.server.stickers import routes as stickers
from playground.server.threads import routes as threads
from playground.server.users import routes as self_service
from playground.server.webhooks import message_routes as webhook_messages
from playground.server.webhooks import routes as webhooks


def all_routes() -> Router:
    """Return a table of every route that the server knows."""
    router = Router()
    for resource in (self_service, channels, messages, webhooks, webhook_messages, commands):
        resource.add_to(router)
    for resource in (guilds, roles, members, bans, invites, automod, audit_log):
        resource.add_to(router)
    for resource in (threads, directs, attachments, emojis, stickers):
        resource.add_to(router)
    for resource in (reactions, pins, polls, interactions):
        resource.add_to(router)
    return router
