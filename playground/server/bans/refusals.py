"""What is refused of bans, with Discord's JSON code and HTTP status."""

from playground.server.rest.refusals import Refusal


def unknown_ban() -> Refusal:
    """Refuse to speak of the ban of someone who is not banned."""
    return Refusal(404, 10026, "Unknown Ban")


def nobody_banned() -> Refusal:
    """Refuse a bulk ban that could ban nobody."""
    return Refusal(400, 500000, "Failed to ban users")
