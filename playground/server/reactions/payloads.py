"""The JSON of reactions."""

from __future__ import annotations

from playground.server.reactions.model import BURST, NORMAL, Reaction, ReactionEmoji
from playground.server.wire import Json


def emoji_payload(one: ReactionEmoji) -> Json:
    """Return what was reacted with."""
    payload: Json = {"id": None if one.id is None else str(one.id), "name": one.name}
    if one.animated:
        payload["animated"] = True
    return payload


def reaction_payload(one: Reaction, viewer_id: int | None) -> Json:
    """Return a reaction as *viewer_id* sees it; None sees it with nobody's eyes."""
    normal, burst = one.users
    return {
        "emoji": emoji_payload(one.emoji),
        "count": len(normal) + len(burst),
        "count_details": {"burst": len(burst), "normal": len(normal)},
        "burst_colors": [],
        "me_burst": viewer_id in one.users[BURST],
        "me": viewer_id in one.users[NORMAL],
    }
