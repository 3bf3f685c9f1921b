"""The refusals that only messages meet, and what hangs on them: reactions, pins, polls, components."""

from playground.server.rest.refusals import Refusal


def too_much_text() -> Refusal:
    """Fail as Discord does where text displays pass its unwritten limit in bytes (its issue 8554)."""
    return Refusal(500, 0, "500: Internal Server Error")


def unknown_emoji() -> Refusal:
    """Refuse an emoji that is none, or that the asker cannot use."""
    return Refusal(400, 10014, "Unknown Emoji")


def too_many_pins() -> Refusal:
    """Refuse a pin beyond a channel's 250th."""
    return Refusal(400, 30003, "Maximum number of pins reached for the channel (250)")


def too_many_reactions() -> Refusal:
    """Refuse a twenty-first kind of reaction."""
    return Refusal(403, 30010, "Maximum number of reactions reached (20)")


def too_many_old_edits(retry_after: float) -> Refusal:
    """Refuse one edit too many of messages older than an hour."""
    message = "Maximum number of edits to messages older than 1 hour reached. Try again later."
    return Refusal(429, 30046, message, retry_after=retry_after)


def wrong_number_to_delete() -> Refusal:
    """Refuse a bulk deletion of fewer than two or more than a hundred messages."""
    return Refusal(400, 50016, "Provided too few or too many messages to delete")


def pinned_elsewhere() -> Refusal:
    """Refuse a pin in another channel than the message's own."""
    return Refusal(400, 50019, "A message can only be pinned to the channel it was sent in")


def system_message() -> Refusal:
    """Refuse what only works with messages that someone wrote."""
    return Refusal(403, 50021, "Cannot execute action on a system message")


def too_old_to_bulk_delete() -> Refusal:
    """Refuse a bulk deletion that holds a message older than two weeks."""
    return Refusal(400, 50034, "A message provided was too old to bulk delete")


def invalid_message_type() -> Refusal:
    """Refuse a message of a type that cannot be forwarded."""
    return Refusal(400, 50068, "Invalid message type")


def no_burst_reactions() -> Refusal:
    """Refuse a super reaction by someone without Nitro."""
    return Refusal(403, 90002, "User cannot use burst reactions")


def cannot_reply_unread() -> Refusal:
    """Refuse a reply by someone who may not read the history."""
    return Refusal(400, 160002, "Cannot reply without permission to read message history")


def cannot_forward_unread() -> Refusal:
    """Refuse a forward by an application that cannot read what it forwards."""
    return Refusal(400, 160014, "You cannot forward a message whose content you cannot read")


def harmful_link() -> Refusal:
    """Refuse a message with a link that the filter blocks."""
    return Refusal(400, 240000, "Message blocked by harmful links filter")


def poll_is_over() -> Refusal:
    """Refuse a vote, or an end, once a poll has ended."""
    return Refusal(400, 520001, "Poll expired")


def poll_stays() -> Refusal:
    """Refuse an edit of a message with a poll."""
    return Refusal(400, 520003, "Cannot edit a poll message")


def poll_emoji_unusable() -> Refusal:
    """Refuse a poll with an emoji that its author cannot use."""
    return Refusal(400, 520004, "Cannot use an emoji included with the poll")


def no_poll() -> Refusal:
    """Refuse to treat a message without a poll as one with it."""
    return Refusal(400, 520006, "Cannot expire a non-poll message")
