"""READY: what a session is told first."""

from playground.server.applications.payloads import application_flags
from playground.server.gateway.sessions import Session
from playground.server.guilds.model import Guild
from playground.server.users.payloads import own_user_payload
from playground.server.wire import Json


def ready_payload(session: Session, guilds: list[Guild], resume_url: str) -> Json:
    """Return READY for *session*: the guilds follow one by one as they come up."""
    payload: Json = {
        "v": 10,
        "user": own_user_payload(session.user),
        "user_settings": {},
        "session_type": "normal",
        "session_id": session.id,
        "resume_gateway_url": resume_url,
        "shard": list(session.shard),
        "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
        "private_channels": [],
        "relationships": [],
        "presences": [],
        "guild_join_requests": [],
        "geo_ordered_rtc_regions": [],
        "auth": {},
        "_trace": ["playground"],
    }
    if session.application is not None:
        flags = application_flags(session.application)
        payload["application"] = {"id": str(session.application.id), "flags": flags}
    return payload
