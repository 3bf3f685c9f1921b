"""What is refused of interactions, with Discord's JSON code and HTTP status."""

from playground.server.rest.refusals import Refusal


def unknown_interaction() -> Refusal:
    """Refuse an interaction that nobody waits for (any more)."""
    return Refusal(404, 10062, "Unknown interaction")


def already_acknowledged() -> Refusal:
    """Refuse a second answer to an interaction."""
    return Refusal(400, 40060, "Interaction has already been acknowledged.")
