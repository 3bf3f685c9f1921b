"""What is refused of members, with Discord's JSON code and HTTP status."""

from playground.server.rest.refusals import Refusal


def not_in_voice() -> Refusal:
    """Refuse to mute, deafen or move someone who is in no voice channel."""
    return Refusal(400, 40032, "Target user is not connected to voice.")


def invalid_guild() -> Refusal:
    """Refuse an owner who wants to leave their own guild."""
    return Refusal(400, 50055, "Invalid Guild")
