"""The JSON of applications."""

from __future__ import annotations

from playground.server.applications.model import Application
from playground.server.users.payloads import user_payload
from playground.server.wire import Json

# Discord's application flags say which privileged intents are switched on for an unverified bot:
# intent bit -> flag bit (application resource, "Application Flags").
_LIMITED_INTENT_FLAGS = {1 << 8: 1 << 13, 1 << 1: 1 << 15, 1 << 15: 1 << 19}


def application_flags(one: Application) -> int:
    """Return the flags that show which privileged intents are switched on."""
    return sum(flag for intent, flag in _LIMITED_INTENT_FLAGS.items() if one.privileged_intents & intent)


def application_payload(one: Application, guilds: int) -> Json:
    """Return an application as its own bot sees it."""
    flags = application_flags(one)
    return {
        "id": str(one.id),
        "name": one.name,
        "icon": None,
        "description": one.description,
        "type": None,
        "verify_key": f"{one.id:064x}",
        "flags": flags,
        "flags_new": str(flags),
        "bot": user_payload(one.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "rpc_origins": [],
        "summary": "",
        "hook": True,
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user_payload(one.owner),
        "team": None,
        "approximate_guild_count": guilds,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": ["bot", "applications.commands"],
    }
