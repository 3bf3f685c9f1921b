"""The answer to a client that asks the gateway for a guild's members."""

from playground.server.gateway import intents
from playground.server.gateway.sessions import Session
from playground.server.guilds.model import Member
from playground.server.guilds.payloads import member_payload
from playground.server.wire import Json, encode
from playground.server.world import World

MOST_IN_CHUNK = 1000
MOST_BY_QUERY = 100
LONGEST_NONCE = 32


def chunk(world: World, session: Session, data: object) -> None:
    """Dispatch GUILD_MEMBERS_CHUNK for the request *data*; what may not be asked is met with silence."""
    if not isinstance(data, dict):
        return
    try:
        guild = world.guilds.get(int(data.get("guild_id", 0)))
        chosen = data.get("user_ids")
        wanted = [int(one) for one in (chosen if isinstance(chosen, list) else [chosen] if chosen else [])]
    except (TypeError, ValueError):
        return
    if guild is None or session.bot.id not in guild.members:
        return
    if wanted:
        members = [guild.members[one] for one in wanted[:MOST_BY_QUERY] if one in guild.members]
        missing = [str(one) for one in wanted if one not in guild.members]
    else:
        query, limit = str(data.get("query", "")).casefold(), int(data.get("limit") or 0)
        if not query and not session.intents & intents.GUILD_MEMBERS:
            return
        members = [one for one in guild.members.values() if one.user.username.casefold().startswith(query)]
        members = members[: min(limit or len(members), len(members) if not query else MOST_BY_QUERY)]
        missing = []
    _dispatch(session, str(guild.id), members, missing, data.get("nonce"))


def _dispatch(session: Session, guild_id: str, members: list[Member], missing: list[str], nonce: object) -> None:
    parts = [members[at : at + MOST_IN_CHUNK] for at in range(0, len(members), MOST_IN_CHUNK)] or [[]]
    for index, part in enumerate(parts):
        payload: Json = {
            "guild_id": guild_id,
            "members": [member_payload(one) for one in part],
            "chunk_index": index,
            "chunk_count": len(parts),
            "not_found": missing,
        }
        if isinstance(nonce, str) and len(nonce.encode()) <= LONGEST_NONCE:
            payload["nonce"] = nonce
        session.dispatch("GUILD_MEMBERS_CHUNK", encode(payload))
