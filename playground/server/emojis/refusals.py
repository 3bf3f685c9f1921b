"""What is refused of custom emojis, with Discord's JSON code and HTTP status."""

from playground.server.rest.refusals import Refusal


def unknown_emoji() -> Refusal:
    """Refuse an emoji that the guild does not have."""
    return Refusal(404, 10014, "Unknown Emoji")


def too_many_emojis(most: int) -> Refusal:
    """Refuse an emoji beyond the guild's *most*."""
    return Refusal(400, 30008, f"Maximum number of emojis reached ({most})")


def too_many_animated_emojis(most: int) -> Refusal:
    """Refuse an animated emoji beyond the guild's *most*."""
    return Refusal(400, 30018, f"Maximum number of animated emojis reached ({most})")
