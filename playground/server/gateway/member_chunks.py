"""The answer to a client that asks the gateway for a guild's members."""

from __future__ import annotations

import time

from playground.server.gateway import intents
from playground.server.gateway.sessions import Session
from playground.server.guilds.model import Guild, Member
from playground.server.guilds.payloads import member_payload
from playground.server.rest.forms import Form, cleaned
from playground.server.wire import Json, encode
from playground.server.world import World

MOST_IN_CHUNK = 1000
MOST_BY_QUERY = 100
LONGEST_NONCE = 32
LONGEST_QUERY = 100
REQUEST_MEMBERS = 8
# For all members of one guild, by one bot (change log, 2025-08-14).
WHOLE_GUILD_SECONDS = 30.0


class MemberChunks:
    """Dispatches GUILD_MEMBERS_CHUNK; what may not be asked is met with silence.

    A bot that asks for a whole guild within `whole_guild_seconds` of the last time is told RATE_LIMITED.
    """

    def __init__(self, world: World) -> None:
        self.whole_guild_seconds = WHOLE_GUILD_SECONDS
        self._world = world
        self._asked_at: dict[tuple[int, int], float] = {}

    def answer(self, session: Session, data: object) -> None:
        """Answer the request *data*."""
        if not isinstance(data, dict):
            return
        form = Form(data)
        guild = self._world.guilds.get(form.snowflake("guild_id", required=True) or 0)
        wanted = _ids_in(form)
        query, limit = (form.text("query", LONGEST_QUERY) or "").casefold(), form.number("limit", 0, 2**31 - 1) or 0
        if form.errors or not (wanted or "query" in form):
            return
        if guild is None or session.user.id not in guild.members or not session.holds(guild):
            return
        missing: list[str] = []
        if wanted:
            members = [guild.members[one] for one in wanted[:MOST_BY_QUERY] if one in guild.members]
            missing = [str(one) for one in wanted if one not in guild.members]
        elif not query and not self._may_ask_for_all(session, guild, data.get("nonce")):
            return
        else:
            members = [one for one in guild.members.values() if one.user.username.casefold().startswith(query)]
            members = members[: min(limit or len(members), MOST_BY_QUERY if query else len(members))]
        _dispatch(session, str(guild.id), members, missing, data.get("nonce"))

    def _may_ask_for_all(self, session: Session, guild: Guild, nonce: object) -> bool:
        if not session.intents & intents.GUILD_MEMBERS:
            return False
        key, now = (session.user.id, guild.id), time.monotonic()
        wait = self._asked_at.get(key, -self.whole_guild_seconds) + self.whole_guild_seconds - now
        if wait > 0:
            meta = {"guild_id": str(guild.id)} | _nonce_part(nonce)
            told = {"opcode": REQUEST_MEMBERS, "retry_after": round(wait, 3), "meta": meta}
            session.dispatch("RATE_LIMITED", encode(told))
            return False
        self._asked_at[key] = now
        return True


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
        session.dispatch("GUILD_MEMBERS_CHUNK", encode(payload | _nonce_part(nonce)))


def _ids_in(form: Form) -> list[int]:
    """Read one id or several, of which none need be new."""
    chosen = form.body.get("user_ids")
    listed = chosen if isinstance(chosen, list) else [] if chosen is None else [chosen]
    each = Form({str(at): one for at, one in enumerate(listed)}, ("user_ids",), form.errors)
    return [each.snowflake(key, required=True) or 0 for key in each.body]


def _nonce_part(nonce: object) -> Json:
    # One that is invalid is ignored (gateway events, "Request Guild Members").
    if not isinstance(nonce, str) or cleaned(nonce) != nonce or len(nonce.encode()) > LONGEST_NONCE:
        return {}
    return {"nonce": nonce}
