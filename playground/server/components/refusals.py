"""What is refused of components, with Discord's JSON code and HTTP status."""

from playground.server.rest.refusals import Refusal


def too_much_text() -> Refusal:
    """Fail as Discord does where text displays pass its unwritten limit in bytes (its issue 8554)."""
    return Refusal(500, 0, "500: Internal Server Error")
