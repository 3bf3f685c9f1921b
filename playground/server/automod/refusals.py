"""What AutoMod refuses, and what is refused of its rules, with Discord's JSON code and HTTP status."""

from playground.server.rest.refusals import Refusal


def unknown_automod_rule() -> Refusal:
    """Refuse an AutoMod rule that is not there."""
    return Refusal(404, 0, "404: Not Found")


def blocked_message() -> Refusal:
    """Refuse a message that AutoMod blocks."""
    return Refusal(400, 200000, "Message was blocked by automatic moderation")


def blocked_title() -> Refusal:
    """Refuse a thread's title that AutoMod blocks."""
    return Refusal(400, 200001, "Title was blocked by automatic moderation")
