"""What is refused of invites, and of those who come by one, with Discord's JSON code and HTTP status."""

from playground.server.rest.refusals import Refusal


def unknown_invite() -> Refusal:
    """Refuse an invite that is not there, used up or expired."""
    return Refusal(404, 10006, "Unknown Invite")


def too_many_invites() -> Refusal:
    """Refuse a guild's 1001st invite."""
    return Refusal(400, 30016, "Maximum number of invites reached (1000)")


def banned_from_guild() -> Refusal:
    """Refuse to let in someone who is banned."""
    return Refusal(403, 40007, "The user is banned from this guild.")
