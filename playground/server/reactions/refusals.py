"""What is refused of reactions, with Discord's JSON code and HTTP status."""

from playground.server.rest.refusals import Refusal


def unknown_emoji() -> Refusal:
    """Refuse an emoji that is none, or that the asker cannot use."""
    return Refusal(400, 10014, "Unknown Emoji")


def too_many_reactions() -> Refusal:
    """Refuse a twenty-first kind of reaction."""
    return Refusal(403, 30010, "Maximum number of reactions reached (20)")


def no_burst_reactions() -> Refusal:
    """Refuse a super reaction by someone without Nitro."""
    return Refusal(403, 90002, "User cannot use burst reactions")
