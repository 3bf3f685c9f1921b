"""What is refused of direct messages, with Discord's JSON code and HTTP status."""

from playground.server.rest.refusals import Refusal


def not_in_direct() -> Refusal:
    """Refuse what only guilds have."""
    return Refusal(403, 50003, "Cannot execute action on a DM channel")


def unwelcome() -> Refusal:
    """Refuse a message to somebody who takes none, or to a bot from a bot."""
    return Refusal(403, 50007, "Cannot send messages to this user")


def invalid_recipients() -> Refusal:
    """Refuse a conversation with nobody, oneself, or (for bots) a bot."""
    return Refusal(400, 50033, "Invalid Recipient(s)")


def no_mutual_guilds() -> Refusal:
    """Refuse a message to somebody whom one meets in no guild."""
    return Refusal(403, 50278, "Cannot send messages to this user due to having no mutual guilds")
