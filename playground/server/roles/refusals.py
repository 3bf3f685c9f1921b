"""What is refused of roles, with Discord's JSON code and HTTP status."""

from playground.server.rest.refusals import Refusal


def too_many_roles() -> Refusal:
    """Refuse a guild's 251st role."""
    return Refusal(400, 30005, "Maximum number of guild roles reached (250)")


def needs_boosts() -> Refusal:
    """Refuse what only guilds with more boosts can do."""
    return Refusal(403, 50101, "This server needs more boosts to perform this action")
