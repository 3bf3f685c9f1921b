"""What is refused of polls, with Discord's JSON code and HTTP status."""

from playground.server.rest.refusals import Refusal


def poll_is_over() -> Refusal:
    """Refuse a vote, or an end, once a poll has ended."""
    return Refusal(400, 520001, "Poll expired")


def poll_emoji_unusable() -> Refusal:
    """Refuse a poll with an emoji that its author cannot use."""
    return Refusal(400, 520004, "Cannot use an emoji included with the poll")


def no_poll() -> Refusal:
    """Refuse to treat a message without a poll as one with it."""
    return Refusal(400, 520006, "Cannot expire a non-poll message")
